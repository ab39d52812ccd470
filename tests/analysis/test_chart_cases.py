"""The charts against the published cases of `cases/`: every field of every case."""

from __future__ import annotations

import pytest
from tests.analysis.adapters import CHARTS, SAMPLES, cases, differences, family


@pytest.mark.parametrize("case", cases(CHARTS), ids=lambda case: case["id"])
def test_a_chart_gives_what_its_source_gives(case):
    assert differences(case) == []


def test_every_family_of_charts_has_a_case():
    assert {family(case) for case in cases(CHARTS, SAMPLES)} == set(CHARTS)
