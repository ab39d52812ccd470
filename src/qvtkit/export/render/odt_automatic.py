"""What OpenDocument has no named style for: widths of columns, what stays on the page of what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.render.odt_xml import node

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.export.render.odt_xml import Element

_NAME = "text:style-name"
_PARAGRAPHS = ("text:p", "text:h")


class Automatic:
    """Makes each automatic style once; `made` are those of the document.

    *around* gives the blanks over and under the paragraphs of each named style, in points.
    """

    def __init__(self, around: Mapping[str, tuple[float, float]]) -> None:
        self.made: list[Element] = []
        self._around = around
        self._names: dict[tuple[object, ...], str] = {}
        self._shapes: dict[str, tuple[str, dict[str, str]]] = {}

    def table(self, width: float, *, whole: bool) -> str:
        """Return the style of a table of *width* centimetres, which no page end cuts when *whole*."""
        shape = {"style:width": f"{width:.3f}cm", "table:align": "margins"}
        if whole:
            shape["style:may-break-between-rows"] = "false"
        return self._style("table", shape)

    def column(self, width: float) -> str:
        """Return the style of a column of *width* centimetres."""
        relative = f"{round(width * 1000)}*"
        shape = {"style:column-width": f"{width:.3f}cm", "style:rel-column-width": relative}
        return self._style("table-column", shape)

    def row(self, least: float) -> str:
        """Return the style of a row at least *least* centimetres high, which no page end cuts."""
        shape = {"fo:keep-together": "always"}
        if least:
            shape["style:min-row-height"] = f"{least:.3f}cm"
        return self._style("table-row", shape)

    def hold(self, elements: Iterable[Element]) -> None:
        """Keep every paragraph of *elements* (those of tables too) on the page of what follows it."""
        self._change(elements, {"fo:keep-with-next": "always"})

    def keep(self, rows: Sequence[Element], *, whole: bool) -> None:
        """Keep *rows* (of a table, of a list) on one page, else at least two of them at its end and at its start."""
        self.hold(rows[:-1] if whole else (*rows[:2], *rows[-2:-1]))

    def together(self, elements: Sequence[Element]) -> None:
        """Keep *elements*, paragraphs and tables, on one page."""
        self.hold(elements[:-1])
        rows = [found for found in elements[-1].walk() if found.tag == "table:table-row"]
        self.hold(rows[:-1])

    def over(self, element: Element, points: float) -> None:
        """Put *points* of blank above the paragraph *element*, or the first of the list that it is."""
        first = next(found for found in element.walk() if found.tag in _PARAGRAPHS)
        self._blanks(first, {"fo:margin-top": f"{points:.2f}pt"})

    def under(self, element: Element, points: float) -> None:
        """Put *points* of blank under the paragraph *element*, or the last of the list that it is."""
        last = [found for found in element.walk() if found.tag in _PARAGRAPHS][-1]
        self._blanks(last, {"fo:margin-bottom": f"{points:.2f}pt"})

    def _blanks(self, paragraph: Element, shape: dict[str, str]) -> None:
        """Change one blank of *paragraph*; the other is said again, for LibreOffice takes both from one style."""
        name = paragraph.attributes[_NAME]
        own = self._shapes[name][0] if name in self._shapes else name
        over, under = self._around.get(own, (0.0, 0.0))
        both = {"fo:margin-top": f"{over:.2f}pt", "fo:margin-bottom": f"{under:.2f}pt"}
        self._change([paragraph], both | shape)

    def _change(self, elements: Iterable[Element], shape: dict[str, str]) -> None:
        """Add *shape* to the paragraphs and tables that *elements* are or hold."""
        for element in elements:
            for found in element.walk():
                if found.tag in _PARAGRAPHS:
                    self._restyle(found, "paragraph", _NAME, shape)
            if element.tag == "table:table":
                self._restyle(element, "table", "table:style-name", shape)

    def _restyle(self, element: Element, family: str, attribute: str, shape: dict[str, str]) -> None:
        current = element.attributes[attribute]
        parent, had = self._shapes.get(current, (current, {}))
        element.attributes[attribute] = self._style(family, had | shape, parent)

    def _style(self, family: str, shape: dict[str, str], parent: str = "") -> str:
        """Return the name of the style of *shape*, made at its first use."""
        key = (family, parent, *shape.items())
        if key not in self._names:
            name = self._names[key] = f"A{len(self._names) + 1}"
            self._shapes[name] = (parent, shape)
            attributes = {"style:name": name, "style:family": family}
            if parent:
                attributes["style:parent-style-name"] = parent
            self.made.append(node("style:style", attributes, node(f"style:{family}-properties", shape)))
        return self._names[key]
