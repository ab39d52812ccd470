"""A clean grid says the same in any layout, separator, encoding or format."""

from __future__ import annotations

from classeurs import csv, ods, understood, xlsx
from hypothesis import given, settings
from hypothesis import strategies as st

from qvtkit.exchange.tableur import RAISONS, TableurError
from qvtkit.model.dates import MONTHS
from qvtkit.model.numbers import plain_number

_NUMBERS = st.one_of(st.integers(0, 1900), st.decimals(0, 99, places=2)).map(lambda number: float(str(number)))
_LABELS = {"chutes": "Chutes", "abs-taux": "Taux d'absentéisme"}
_PERIODS = (
    lambda year, month: f"{MONTHS[month - 1]} {year}",
    lambda year, month: (
        f"{MONTHS[month - 1][:4].upper()}-{year % 100}" if month not in {6, 7} else f"{month:02}/{year}"
    ),
    lambda year, month: f"{month:02}/{year}",
    lambda year, month: f"{year}-{month:02}",
    lambda year, month: f"01/{month:02}/{year}",
)


@st.composite
def grids(draw):
    """Measures of both indicators over some months of one or two years."""
    years = draw(st.sampled_from([[2024], [2024, 2025]]))
    months = draw(st.lists(st.integers(1, 12), min_size=2, max_size=6, unique=True).map(sorted))
    return {
        (label, year, month): draw(_NUMBERS) for label in _LABELS for year in years for month in months
    }  # fmt: skip


def _keys(grid):
    return sorted({(year, month) for _, year, month in grid})


def _wide(grid, period):
    return [["Indicateur", *(period(*key) for key in _keys(grid))],
            *([label, *(grid[key, year, month] for year, month in _keys(grid))] for key, label in _LABELS.items())]  # fmt: skip


def _tall(grid, period):
    return [["Mois", *_LABELS.values()],
            *([period(*key), *(grid[label, *key] for label in _LABELS)] for key in _keys(grid))]  # fmt: skip


def _long(grid, period):
    return [
        ["Période", "Libellé", "Valeur"],
        *([period(year, month), _LABELS[key], value] for (key, year, month), value in grid.items()),
    ]


def _years_by_months(grid, period):
    del period
    months = sorted({month for _, _, month in grid})
    rows = []
    for key, label in _LABELS.items():
        years = sorted({year for _, year, _ in grid})
        rows += [[label], ["Année", *(MONTHS[month - 1] for month in months)],
                 *([float(year), *(grid[key, year, month] for month in months)] for year in years), []]  # fmt: skip
    return rows


def _two_lines_of_headings(grid, period):
    del period
    keys = _keys(grid)
    years = [float(year) if rank == 0 or keys[rank - 1][0] != year else None for rank, (year, _) in enumerate(keys)]
    return [[None, *years], ["Indicateur", *(MONTHS[month - 1] for _, month in keys)],
            *([label, *(grid[key, year, month] for year, month in keys)] for key, label in _LABELS.items())]  # fmt: skip


def _as_text(cell):
    return "" if cell is None else plain_number(cell).replace(".", ",") if isinstance(cell, float) else cell


def _written(rows, form):
    if form == "xlsx":
        return xlsx(rows)
    if form == "ods":
        return ods(rows)
    separator, encoding = form
    return csv("\n".join(separator.join(map(_as_text, row)) for row in rows), encoding)


def _measures(raw):
    """Return the measures read, whatever their cells."""
    return sorted(each.partition(" ")[2] for each in understood(raw)["mesures"])


def _wanted(grid):
    return sorted(f"{key} {year}-{month:02} {_as_text(value)}" for (key, year, month), value in grid.items())


@settings(max_examples=120)
@given(
    grid=grids(), period=st.sampled_from(_PERIODS), titles=st.sampled_from([[], [["Résidence des Tilleuls"], []], [["Suivi"], ["SIRH"]]]),
    layout=st.sampled_from([_wide, _tall, _long, _years_by_months, _two_lines_of_headings]),
    form=st.sampled_from(["xlsx", "ods", (";", "utf-8-sig"), (";", "cp1252"), ("\t", "utf-16"), (";", "utf-16-le"), ("|", "utf-8")]),
)  # fmt: skip
def test_a_clean_grid_says_the_same_in_any_layout(grid, period, titles, layout, form):
    raw = _written([*titles, *layout(grid, period)], form)
    assert _measures(raw) == _wanted(grid)
    assert understood(raw)["doutes"] == []


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused_with_a_reason(raw):
    def outcome():
        try:
            return list(understood(raw))
        except TableurError as error:
            return error.raison

    assert outcome() in ([*RAISONS, ["mesures", "doutes", "laissees"]])


@given(st.lists(st.lists(st.one_of(st.text(max_size=12), st.integers(-5, 3000).map(str), st.sampled_from(["janv-25", "Total", "Chutes", "n.d.", "2025"])),
                         max_size=5), max_size=8))  # fmt: skip
def test_any_table_is_read_without_a_fault(rows):
    found = understood(xlsx([[cell.replace("\x00", "").lstrip("=") for cell in row] for row in rows]))
    assert isinstance(found["mesures"], list)
