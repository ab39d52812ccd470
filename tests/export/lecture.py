"""Which reader opens which format."""

from __future__ import annotations

from tests.export.lecture_bureau import docx, odt
from tests.export.lecture_pages import html, md, pdf

LIRE = {"docx": docx, "odt": odt, "pdf": pdf, "html": html, "md": md}
