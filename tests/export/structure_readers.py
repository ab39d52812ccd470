"""Which reader opens which format."""

from __future__ import annotations

from tests.export.structure_office import docx, odt
from tests.export.structure_pages import html, md, pdf

LIRE = {"docx": docx, "odt": odt, "pdf": pdf, "html": html, "md": md}
