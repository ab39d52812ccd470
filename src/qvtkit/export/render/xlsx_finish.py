"""What xlsxwriter leaves out of a workbook: its language, in the properties and in the charts."""

from __future__ import annotations

import io
import re
import zipfile
from html import escape

_CHARTS = re.compile(r"^xl/charts/chart\d+\.xml$")
_LANGUAGE = re.compile(rb'(<c:lang val="|<a:(?:rPr|endParaRPr|defRPr) lang=")[^"]*"')
_PROPERTIES = "docProps/core.xml"
_END = b"</cp:coreProperties>"


def finish(content: bytes, langue: str) -> bytes:
    """Return the workbook *content* with its language said everywhere a format has a place for it."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as before, zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.infolist():
            after.writestr(part, _told(part.filename, before.read(part), escape(langue).encode()), zipfile.ZIP_DEFLATED)
    return result.getvalue()


def _told(name: str, raw: bytes, langue: bytes) -> bytes:
    if name == _PROPERTIES:
        return raw.replace(_END, b"<dc:language>" + langue + b"</dc:language>" + _END)
    if _CHARTS.match(name):
        return _LANGUAGE.sub(rb"\g<1>" + langue + b'"', raw)
    return raw
