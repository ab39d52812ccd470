"""The charts: honest, legible without sight or colour, never broken by a number."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree as lxml_etree

from qvtkit.export.charts.draw import Point, line_chart
from qvtkit.export.charts.place import Box, box
from qvtkit.export.charts.scale import ticks

etree: Any = lxml_etree  # its stubs hedge every answer
NS = "{http://www.w3.org/2000/svg}"


def draw(*values: float | None, **options: Any) -> Any:
    """Return the parsed chart of *values*, one a month."""
    points = [Point(f"{month:02}/2016", month, value) for month, value in enumerate(values, 1)]
    return etree.fromstring(line_chart(points, titre="Titre", description="Dit", **options))


def texts(svg: Any) -> list[str]:
    return [node.text for node in svg.iter(f"{NS}text")]


def test_a_chart_has_a_name_and_a_description() -> None:
    svg = draw(1, 2)
    title, desc = svg.find(f"{NS}title"), svg.find(f"{NS}desc")
    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby").split() == [title.get("id"), desc.get("id")]
    assert (title.text, desc.text) == ("Titre", "Dit")


def test_ids_depend_on_the_content_only() -> None:
    points = [Point("a", 0, 1.0)]
    first, again, other = (line_chart(points, titre=t, description="") for t in ("x", "x", "y"))
    ids = [set(re.findall(r'id="([^"]+)"', svg)) for svg in (first, other)]
    assert first == again
    assert not ids[0] & ids[1]


def test_first_and_last_values_and_periods_are_written_in_french() -> None:
    words = texts(draw(10.25, 9, 1234.5, unite="% des heures"))
    assert {"10,25", "1\u202f234,5", "01/2016", "03/2016", "% des heures"} <= set(words)


def test_a_missing_value_makes_a_gap() -> None:
    svg = draw(1, 2, None, 3, 4, 5, float("nan"), 6)
    lines = [len(line.get("points").split()) for line in svg.iter(f"{NS}polyline")]
    assert lines == [2, 3]
    assert len(list(svg.iter(f"{NS}circle"))) == 6


def test_points_are_joined_in_time_order() -> None:
    points = [Point("fin", 3, 1.0), Point("début", 1, 3.0), Point("milieu", 2, 2.0)]
    svg = etree.fromstring(line_chart(points, titre="", description=""))
    columns = [float(pair.split(",")[0]) for pair in svg.find(f"{NS}polyline").get("points").split()]
    assert columns == sorted(columns)
    assert {"début", "fin"} <= set(texts(svg))


def test_the_test_period_is_named_and_inside_the_frame() -> None:
    svg = draw(1, 2, 3, 4, bande=(2, 99))
    (band,) = svg.iter(f"{NS}rect")
    assert "test" in texts(svg)
    assert float(band.get("x")) + float(band.get("width")) <= 360
    assert "test" not in texts(draw(1, 2, bande=(50, 60)))


def test_the_reference_is_on_the_scale_and_named() -> None:
    svg = draw(10, 11, 12, repere=(40, "repère national"))
    assert "repère national" in texts(svg)
    assert "40" in texts(svg)
    assert any(line.get("stroke-dasharray") for line in svg.iter(f"{NS}line"))


def test_no_value_is_said_in_words() -> None:
    assert "Aucune mesure" in texts(draw())
    assert "Aucune mesure" in texts(draw(None, float("inf")))


@pytest.mark.parametrize("values", [(5, 5, 5), (0,), (0, 0), (-3, -3), (7,)])
def test_a_constant_series_stands_inside_its_scale(values: tuple[float, ...]) -> None:
    marks = ticks(values)
    assert marks[0] <= min(values) < marks[-1] or marks[0] < min(values) <= marks[-1]
    assert 2 <= len(marks) <= 7


def test_scale_begins_at_zero_when_values_come_near() -> None:
    assert ticks([2, 10])[0] == 0
    assert ticks([8, 10])[0] > 0


def test_very_large_and_very_small_values_share_a_power_of_ten() -> None:
    assert "× 10³⁰⁰".replace(" ", "\u00a0") in texts(draw(1e300, 2e300))
    assert "g × 10⁻¹²".replace("× ", "×\u00a0") in texts(draw(1e-12, 2e-12, unite="g"))


def test_texts_are_escaped_and_cleaned() -> None:
    points = [Point("<b>&\x00", 0, 1.0), Point('"fin"', 1, 2.0)]
    options: dict[str, Any] = {"titre": "<i>\x07", "description": "a & b", "unite": "</svg>"}
    svg = etree.fromstring(line_chart(points, repere=(1.5, "<x>"), **options))
    assert {"<b>&", '"fin"', "</svg>", "<x>"} <= set(texts(svg))
    assert svg.find(f"{NS}title").text == "<i>"


numbers = st.one_of(st.none(), st.floats(), st.floats(-1e3, 1e3), st.sampled_from([0.0, -0.0]))
anywhere = st.floats()


@given(
    points=st.lists(st.builds(Point, st.text(max_size=40), anywhere, numbers), max_size=30),
    bande=st.none() | st.tuples(anywhere, anywhere),
    repere=st.none() | st.tuples(anywhere, st.text(max_size=60)),
    words=st.text(max_size=60),
    size=st.tuples(st.integers(-5, 900), st.integers(-5, 400)),
)
def test_any_chart_is_xml_without_nan(
    points: list[Point],
    bande: tuple[float, float] | None,
    repere: tuple[float, str] | None,
    words: str,
    size: tuple[int, int],
) -> None:
    drawing = line_chart(
        points, titre=words, description=words, unite=words, bande=bande, repere=repere,
        largeur=size[0], hauteur=size[1],
    )  # fmt: skip
    svg = etree.fromstring(drawing.encode())
    for node in svg.iter():
        for name, value in node.attrib.items():
            if name not in {"id", "aria-labelledby"}:
                assert not re.search(r"\b(nan|inf)\b", value), (name, value)
    for shape in svg.iter(f"{NS}circle"):
        assert 0 <= float(shape.get("cx")) <= max(size[0], 80)
        assert 0 <= float(shape.get("cy")) <= max(size[1], 60)


def test_an_axis_shows_no_noise_of_the_machine():
    assert [str(mark) for mark in ticks([9.17, 9.0])] == ["9.0", "9.1", "9.2"]


def test_a_long_unit_and_the_name_of_the_test_do_not_cover_each_other():
    points = [Point(f"S{week}", week, week) for week in range(1, 11)]
    long = "interruptions par heure et par personne"
    places = re.compile(r'<text x="([\d.]+)" y="([\d.]+)"[^>]*>test<')
    short = places.search(line_chart(points, titre="", description="", unite="%", bande=(3, 6), largeur=180))
    below = places.search(line_chart(points, titre="", description="", unite=long, bande=(3, 6), largeur=180))
    assert short is not None
    assert below is not None
    assert float(below[2]) > float(short[2])


def test_a_share_that_stays_at_its_most_keeps_its_axis_there():
    assert ticks([100.0, 100.0], most=100.0)[-1] == 100
    svg = line_chart([Point(f"S{week}", week, 100) for week in range(1, 9)], titre="", description="", unite="%")
    assert ">125<" not in svg
    assert ">120<" not in svg
    assert ">100<" in svg


def test_an_axis_begins_at_zero_under_six_points_unless_something_lies_below():
    assert ticks([96, 99, 98], points=3)[0] == 0
    assert ticks([96, 99, 98], points=6)[0] > 0
    assert ticks([-3, 96], points=2)[0] < 0


def test_a_value_is_not_written_on_the_reference_line():
    points = [Point(f"S{week}", week, value) for week, value in enumerate([8, 12, 4, 11, 3, 10, 9, 10], 1)]
    svg = line_chart(points, titre="", description="", repere=(10, "médiane"))
    line = float(re.search(r'y1="([\d.]+)"[^>]*stroke-dasharray="5 3"', svg)[1])
    rows = [float(row) for row in re.findall(r'y="([\d.]+)"[^>]*font-weight[^>]*>10<', svg)]
    assert rows
    assert all(abs(row - 4 - line) >= 8 for row in rows), (rows, line)


def boxes(svg: Any) -> list[tuple[str, Box]]:
    """Every word of a drawing with about what it takes."""
    found = svg.iter(f"{NS}text")
    return [
        (node.text, box((float(node.get("x")), float(node.get("y"))), node.text, node.get("text-anchor", "start")))
        for node in found
    ]


def segments(svg: Any) -> list[Any]:
    """The curve, piece by piece."""
    paths = [
        [tuple(map(float, pair.split(","))) for pair in line.get("points").split()]
        for line in svg.iter(f"{NS}polyline")
    ]
    return [each for path in paths for each in pairwise(path)]


figures = st.sampled_from([0.0, 7.0, 100.0, 2140.0, 12_345_678.0]) | st.floats(-1e4, 1e7).map(lambda v: round(v, 1))


@given(
    values=st.lists(st.none() | figures, min_size=1, max_size=40),
    unit=st.sampled_from(["%", "rappels", "interruptions par heure et par personne présente", ""]),
    bande=st.none() | st.tuples(st.integers(-2, 20), st.integers(0, 45)),
    repere=st.none() | figures,
    size=st.sampled_from([(185, 87), (300, 150), (640, 200)]),
)
def test_no_word_is_written_over_the_curve_nor_over_another_word(
    values: list[float | None], unit: str, bande: Any, repere: float | None, size: tuple[int, int]
) -> None:
    mark = None if repere is None else (repere, "")
    svg = draw(*values, unite=unit, bande=bande, repere=mark, largeur=size[0], hauteur=size[1])
    words, curve = boxes(svg), segments(svg)
    assert not [(name, each) for name, place in words for each in curve if place.crossed(each)]
    assert not [(one, two) for (one, a), (two, b) in combinations(words, 2) if a.meets(b)]
    frame = Box(0, 0, *size).wider(0.1)  # places are written to a tenth of a pixel
    assert all(frame.holds(place) for _, place in words), words


def test_a_first_value_without_room_is_left_out_and_the_last_one_stays() -> None:
    words = texts(draw(*[1, 9] * 30, largeur=185, hauteur=87))
    assert "1" not in words
    assert "9" in words


def test_an_axis_shows_more_than_its_two_ends_where_it_can() -> None:
    words = texts(draw(2140, 3250, 2400, 1980, 2200, 2450, 3100, 3380, 2200, 2481, largeur=185, hauteur=87))
    ticks_shown = {"1\u202f500", "2\u202f000", "2\u202f500", "3\u202f000", "3\u202f500"} & set(words)
    assert len(ticks_shown) >= 3


def test_a_value_under_zero_has_the_true_minus() -> None:
    assert "\u22123" in texts(draw(-3, 4, -8))


def test_the_name_of_the_test_touches_its_band_even_a_narrow_one() -> None:
    svg = draw(*range(10, 20), unite="interruptions par heure", bande=(3.9, 4.1), largeur=185, hauteur=87)
    (band,) = svg.iter(f"{NS}rect")
    left = float(band.get("x"))
    near = Box(left, 0, left + float(band.get("width")), 87).wider(8)
    (place,) = [each for name, each in boxes(svg) if name == "test"]
    assert near.meets(place)
