from __future__ import annotations

import pytest

from qvtkit.text import listed


@pytest.mark.parametrize(
    ("typed", "short", "items"),
    [
        ("un ; deux", False, ["un", "deux"]), ("un\ndeux", False, ["un", "deux"]), ("un, puis deux", False, ["un, puis deux"]),
        ("un, deux", True, ["un", "deux"]), ("étage 2, nuit ; jour", True, ["étage 2, nuit", "jour"]), ("", False, []),
        (" ; ; ", False, []), ("-", False, []), ("Aucune", False, []), ("rien", True, []),
        ("aucun ; autre", False, ["aucun", "autre"]), (["un ; deux", " trois "], False, ["un ; deux", "trois"]),
        ([""], False, []), (["-"], False, []),
    ],
)  # fmt: skip
def test_a_list_is_typed_in_one_way_everywhere(typed, short, items):
    assert listed(typed, short=short) == items
