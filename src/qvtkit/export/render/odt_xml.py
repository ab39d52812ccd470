"""The XML of an OpenDocument file, written as it is named there, and a repeatable archive.

Reading libraries for the format exist (the tests use one); to write it, a tree of ten lines is surer and at once there.
"""

from __future__ import annotations

import io
import re
import zipfile
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qvtkit.export.document import Text

MIMETYPE = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_SPACES_OF_NAMES = {
    "config": f"{_OASIS}config:1.0", "dc": "http://purl.org/dc/elements/1.1/", "draw": f"{_OASIS}drawing:1.0",
    "fo": f"{_OASIS}xsl-fo-compatible:1.0",
    "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "manifest": f"{_OASIS}manifest:1.0", "meta": f"{_OASIS}meta:1.0", "office": f"{_OASIS}office:1.0",
    "style": f"{_OASIS}style:1.0", "svg": f"{_OASIS}svg-compatible:1.0", "table": f"{_OASIS}table:1.0",
    "text": f"{_OASIS}text:1.0", "xlink": "http://www.w3.org/1999/xlink",
}  # fmt: skip
_QUOTED = {'"': "&quot;", "\n": "&#10;"}
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the first date that a zip knows
_UNIX = 3
# Readers melt runs of spaces and drop those at an end; line ends have an element of their own.
_BLANKS = re.compile(r"\n|^ +| +(?=\n|$)|(?<=\n) +| {2,}")
_NOT_IN_NAMES = re.compile(r"[^\w-]")


@dataclass(slots=True, eq=False)
class Element:
    """An element: `tag` and attributes with their prefix, elements and words inside."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    content: list[Part] = field(default_factory=list)

    def walk(self) -> Iterator[Element]:
        """Yield this element and all those inside, in order."""
        yield self
        for part in self.content:
            if isinstance(part, Element):
                yield from part.walk()

    def xml(self) -> str:
        """Return the element as text; words are escaped, whatever they are."""
        names = "".join(f' {name}="{escape(value, _QUOTED)}"' for name, value in self.attributes.items())
        inner = "".join(escape(part) if isinstance(part, str) else part.xml() for part in self.content)
        return f"<{self.tag}{names}>{inner}</{self.tag}>" if inner else f"<{self.tag}{names}/>"


Part: TypeAlias = Element | str


def node(tag: str, attributes: Mapping[str, object] | None = None, *content: Part) -> Element:
    """Make an element: `node("text:p", {"text:style-name": "Note"}, "Source : ", span)`."""
    return Element(tag, {name: str(value) for name, value in (attributes or {}).items()}, list(content))


def style_id(name: str) -> str:
    """Return the name of the style shown as *name*, as XML allows it: « Heading 1 » gives « Heading_20_1 »."""
    return _NOT_IN_NAMES.sub(lambda found: f"_{ord(found.group()):x}_", name)


def words(text: Text) -> list[Part]:
    """Return *text* as content: its bold and italic runs, every space and line end kept."""
    if isinstance(text, str):
        return _spaced(text)
    content: list[Part] = []
    for run in text:
        parts = _spaced(run.texte)
        if run.italique:
            parts = [node("text:span", {"text:style-name": "Emphasis"}, *parts)]
        if run.gras:
            parts = [node("text:span", {"text:style-name": style_id("Strong Emphasis")}, *parts)]
        content += parts
    return content


def _spaced(text: str) -> list[Part]:
    content: list[Part] = []
    end = 0
    for found in _BLANKS.finditer(text):
        blank = found.group()
        sign = node("text:line-break") if blank == "\n" else node("text:s", {"text:c": len(blank)})
        content += [text[end : found.start()], sign]
        end = found.end()
    return [part for part in (*content, text[end:]) if part != ""]


def part(root: Element) -> bytes:
    """Return *root* as a part of the file, the prefixes that it uses declared."""
    names = [name for element in root.walk() for name in (element.tag, *element.attributes)]
    used = dict.fromkeys(sorted({name.partition(":")[0] for name in names if not name.startswith("xmlns")}))
    declared = {f"xmlns:{prefix}": _SPACES_OF_NAMES[prefix] for prefix in used}
    whole = Element(root.tag, declared | root.attributes, root.content)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{whole.xml()}'.encode()


def archive(parts: Mapping[str, bytes]) -> bytes:
    """Return the file of *parts*, the same for the same parts; its type comes first, as the format wants."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, content in (("mimetype", MIMETYPE.encode()), *parts.items()):
            info = zipfile.ZipInfo(name, _EPOCH)
            info.create_system = _UNIX
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            target.writestr(info, content)
    return output.getvalue()
