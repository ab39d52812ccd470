"""The line chart of a sheet, native: measures, median in dashes, diamonds for what is put aside, the test in grey."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from qvtkit.export.charts.svg import GREY, INK, RULE

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.export.classeur.modele import Courbe, Feuille

CHART_COLUMNS, CHART_ROWS = 9, 20
"""Cells of ordinary size that a chart covers."""
_WIDTH, _HEIGHT = CHART_COLUMNS * 64, CHART_ROWS * 20
_LABELS = 15
"""Periods that are named under the axis, at most about."""
_FEW_POINTS = 40
"""Above, a mark on each measure would hide the line."""
_PLACE = re.compile(r"!(?=[$A-Z])")
"""What makes a place in a workbook of a title, for the library that writes it."""

_NO_AXIS = {
    "min": 0, "max": 1, "label_position": "none", "line": {"none": True}, "major_tick_mark": "none",
    "minor_tick_mark": "none", "major_gridlines": {"visible": False},
}  # fmt: skip
"""The second axis, from 0 to 1: nothing of it is seen. Were it taken out, the ground would follow the first one."""


def draw(book: Any, page: Any, feuille: Feuille, head: int, couleur: str) -> None:
    """Insert the chart of *feuille* on the right of its table, under its head at row *head*, which pages repeat.

    Its measures are drawn in *couleur*.
    """
    curve, table = feuille.courbe, feuille.tableaux[0]
    if curve is None:
        return
    first, last = head + 1, head + len(table.lignes)

    def cells(column: int) -> list[Any]:
        return [feuille.nom, first, column, last, column]

    def series(at: int) -> dict[str, Any]:
        return {"name": [feuille.nom, head, at], "categories": cells(0), "values": cells(at)}

    chart = _lines(book, curve, series, (len(table.lignes), couleur))
    _dress(chart, curve, len(table.lignes))
    chart.set_size({"width": _WIDTH, "height": _HEIGHT})
    page.insert_chart(first, len(table.colonnes) + 1, chart, {"description": curve.description, "object_position": 3})


def _lines(book: Any, curve: Courbe, series: Callable[[int], dict[str, Any]], look: tuple[int, str]) -> Any:
    """Return the chart with its series, the ground of the test under the second axis."""
    chart = book.add_chart({"type": "line"})
    for each in curve.series:
        if each.genre != "test":
            chart.add_series({**series(each.colonne), **_look(each.genre, *look)})
    for each in curve.series:
        if each.genre == "test":
            ground = book.add_chart({"type": "column"})
            fill = {"color": GREY, "transparency": 80}
            ground.add_series(
                {**series(each.colonne), "y2_axis": True, "gap": 0, "fill": fill, "border": {"none": True}}
            )
            ground.set_y2_axis(_NO_AXIS)
            chart.combine(ground)
    return chart


def _look(genre: str, points: int, couleur: str) -> dict[str, Any]:
    """Return the line and the marks of a series: told apart without colour."""
    match genre:
        case "mesure":
            small = {"type": "circle", "size": 5, "border": {"color": couleur}, "fill": {"color": couleur}}
            mark = small if points <= _FEW_POINTS else {"type": "none"}
            return {"line": {"color": couleur, "width": 2}, "marker": mark}
        case "centre":
            return {"line": {"color": INK, "width": 1.25, "dash_type": "dash"}, "marker": {"type": "none"}}
        case _:
            apart = {"type": "diamond", "size": 9, "border": {"color": INK}, "fill": {"color": GREY}}
            return {"line": {"none": True}, "marker": apart}


def _dress(chart: Any, curve: Courbe, points: int) -> None:
    """Set titles, axes and legend."""
    ground = any(each.genre == "test" for each in curve.series)
    every = max(1, round(points / _LABELS))
    ends = dict(zip(("min", "max", "major_unit"), curve.graduations or (), strict=False))
    small = {"size": 9, "color": INK}
    chart.set_title({"name": _text(curve.titre), "name_font": {"size": 13, "color": INK}, "overlay": False})
    chart.set_x_axis({
        "name": "Période", "name_font": small, "num_font": small, "label_position": "low",
        "position_axis": "between" if ground else "on_tick", "line": {"color": GREY},
        "interval_unit": every, "interval_tick": every,
    })  # fmt: skip
    chart.set_y_axis({
        "name": _text(curve.axe), "name_font": small, "num_font": small, "line": {"none": True},
        "major_gridlines": {"visible": True, "line": {"color": RULE, "width": 0.75}}, **ends,
    })  # fmt: skip
    chart.set_legend({"position": "bottom", "font": small})
    chart.set_chartarea({"border": {"none": True}})


def _text(words: str) -> str:
    """Return *words* as a title: « =Lits » or « Stop !A1 » would be read as a place in the workbook, or in another."""
    line = _PLACE.sub("! ", " ".join(words.split()))
    return f"\u00a0{line}" if line.startswith("=") else line
