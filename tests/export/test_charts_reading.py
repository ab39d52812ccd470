"""The drawing of a reading: legible without sight or colour, gaps not joined, lines cut where they start anew."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree as lxml_etree

from qvtkit.export.charts.files import as_file
from qvtkit.export.charts.place import box
from qvtkit.export.charts.reading import LARGEUR, description, reading_chart
from qvtkit.method.lecture import Lecture, PeriodeDeTest, lire
from qvtkit.model.indicateur import Indicateur

if TYPE_CHECKING:
    from qvtkit.analysis.profiles import Name

etree: Any = lxml_etree  # its stubs hedge every answer
NS = "{http://www.w3.org/2000/svg}"
USUAL = [10, 12, 9, 11, 13, 10, 8, 12, 11, 9, 10, 13, 12, 9, 11, 10]
RED_OR_GREEN = {"red", "green", "#f00", "#0f0", "#ff0000", "#00ff00"}


def reading(values: list[Any], profil: Name = "anhoej", tests: tuple[PeriodeDeTest, ...] = (), **more: Any) -> Lecture:
    months = [f"{2010 + rank // 12}-{rank % 12 + 1:02}" for rank in range(len(values))]
    measured = {month: value for month, value in zip(months, values, strict=True) if value != "trou"}
    base = {"nom": "Essai", "unite": "minutes", "periodicite": "mois", "mesures": measured}
    return lire(Indicateur.model_validate({**base, **more}), profil=profil, tests=tests)


def drawn(lecture: Lecture, **size: int) -> Any:
    return etree.fromstring(reading_chart(lecture, **size).encode())


def words(svg: Any) -> str:
    return " ".join(node.text for node in svg.iter(f"{NS}text")).replace("\u00a0", " ").replace("\u202f", " ")


def curves(svg: Any) -> list[int]:
    """How many points each stretch of the curve joins (its lines are thicker than the others)."""
    found = [line for line in svg.iter(f"{NS}polyline") if line.get("stroke-width") == "1.6"]
    return [len(line.get("points").split()) for line in found]


def test_a_drawing_is_named_described_and_says_its_rules() -> None:
    lecture = reading(USUAL)
    svg = drawn(lecture)
    title, desc = svg.find(f"{NS}title"), svg.find(f"{NS}desc")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert title.text == "Essai"
    assert desc.text == description(lecture)
    assert "rien d’inhabituel" in desc.text
    assert "Lu avec le profil anhoej (qicharts2 0.8.1)" in words(svg)
    assert "médiane 10,5" in words(svg)


def test_gaps_and_points_put_aside_are_not_joined() -> None:
    lecture = reading([5, 6, "trou", 7, 8, 90, 7, 6, 5], exclusions=[{"periode": "2010-06", "motif": "m"}])
    svg = drawn(lecture)
    assert curves(svg) == [2, 2, 3]
    hollow = [dot for dot in svg.iter(f"{NS}circle") if dot.get("fill") == "#FFFFFF"]
    assert len(hollow) == 2, "the point and its sign in the legend"
    assert "mise à part" in words(svg)


def test_an_unusual_point_has_a_shape_and_a_word_never_a_colour_alone() -> None:
    lecture = reading([*USUAL[:14], 40, 11])
    svg = drawn(lecture)
    assert len(list(svg.iter(f"{NS}polygon"))) == 2, "the point and its sign in the legend"
    assert "au-dessus de la zone habituelle" in words(svg)
    assert "03/2011" in words(svg)
    colours = {node.get(key) for node in svg.iter() for key in ("fill", "stroke")}
    assert not colours & RED_OR_GREEN


def test_limits_are_drawn_from_thirteen_measures_on_and_said_to_be_provisional() -> None:
    assert "zone" not in words(drawn(reading(USUAL[:12])))
    assert "zone habituelle, provisoire (moins de 20 mesures)" in words(drawn(reading(USUAL)))
    assert "provisoire" not in words(drawn(reading([*USUAL, *USUAL[:8]])))


def test_a_new_start_cuts_curve_and_lines_and_tells_its_reason() -> None:
    start = [{"depuis": "2010-09", "motif": "nouvelle équipe", "par": "g"}]
    svg = drawn(reading(USUAL, recalculs=start))
    assert curves(svg) == [8, 8]
    assert "nouveau départ : nouvelle équipe" in words(svg)
    medians = [line for line in svg.iter(f"{NS}polyline") if line.get("stroke-width") == "1.0"]
    assert len(medians) == 2


def test_the_tests_are_bands_with_their_names_and_those_elsewhere_are_left_out() -> None:
    tests = (
        PeriodeDeTest("Premier", dt.date(2010, 3, 1), dt.date(2010, 6, 30)),
        PeriodeDeTest("Second", dt.date(2010, 5, 1), None), PeriodeDeTest("Ancien", dt.date(1990, 1, 1), dt.date(1990, 2, 1)),
    )  # fmt: skip
    svg = drawn(reading(USUAL, tests=tests))
    assert len(list(svg.iter(f"{NS}rect"))) == 2
    assert "test : Premier" in words(svg)
    assert "test : Second" in words(svg)
    assert "Ancien" not in words(svg)


def test_target_and_changed_definition_are_named() -> None:
    svg = drawn(reading(USUAL, cible={"valeur": 8}, definition={"depuis": "2010-06"}))
    assert "cible 8" in words(svg)
    assert "définition changée" in words(svg)


@pytest.mark.parametrize(
    "values", [[], [8.2], [5] * 15, [1.7e308, -1.7e308] * 8, [5e-324, 1e-320] * 8, [1e300] * 4, [-3, 4, -7]]
)
@pytest.mark.parametrize("size", [(0, 0), (260, 80), (720, 300), (1600, 900)])
def test_every_mark_lies_inside_the_drawing(values: list[float], size: tuple[int, int]) -> None:
    svg = drawn(reading(values, profil="mdc"), largeur=size[0], hauteur=size[1])
    wide, high = float(svg.get("width")), float(svg.get("height"))
    for dot in svg.iter(f"{NS}circle"):
        assert 0 <= float(dot.get("cx")) <= wide
        assert 0 <= float(dot.get("cy")) <= high
    for text in svg.iter(f"{NS}text"):
        assert 0 <= float(text.get("y")) <= high


def test_the_same_reading_gives_the_same_drawing_and_texts_are_escaped() -> None:
    lecture = reading(USUAL, nom="<b>&", unite="</svg>")
    assert reading_chart(lecture) == reading_chart(lecture)
    assert "<b>&" in words(drawn(lecture))


def test_a_pdf_is_tagged_with_title_and_description() -> None:
    lecture = reading(USUAL)
    content = as_file(reading_chart(lecture), "pdf", titre="Essai", description=description(lecture), largeur=LARGEUR)
    assert content.startswith(b"%PDF")
    assert b"StructTreeRoot" in content
    assert b"/Lang" in content


@given(values=st.lists(st.integers(0, 40) | st.just("trou"), min_size=1, max_size=60), target=st.integers(0, 40))
def test_no_value_is_written_over_a_line_nor_over_other_words(values: list[Any], target: int) -> None:
    assume(any(value != "trou" for value in values))
    band = PeriodeDeTest("Essai d’une liste", dt.date(2010, 3, 1), dt.date(2010, 6, 30))
    svg = drawn(reading(values, tests=(band,), cible={"valeur": target}))
    words = [
        (node, box((float(node.get("x")), float(node.get("y"))), node.text, node.get("text-anchor", "start")))
        for node in svg.iter(f"{NS}text")
    ]
    paths = [
        [tuple(map(float, p.split(","))) for p in each.get("points").split()] for each in svg.iter(f"{NS}polyline")
    ]
    lines = [each for path in paths for each in pairwise(path)]
    written = [(node, place) for node, place in words if node.get("paint-order")]
    for node, place in written:
        assert not [line for line in lines if place.crossed(line)], node.text
        assert not [other.text for other, there in words if other is not node and place.meets(there)], node.text
