"""A call that makes no sense is refused, whatever the data; poor data never are."""

from __future__ import annotations

import pytest

from qvtkit.analysis.likert import answers
from qvtkit.analysis.poisson import exact_rate, rate_ratio
from qvtkit.analysis.proportions import clopper_pearson, newcombe, wilson
from qvtkit.analysis.rank import hodges_lehmann
from qvtkit.analysis.shewhart import shewhart


@pytest.mark.parametrize("level", [0, 1, 95, -0.5])
@pytest.mark.parametrize(
    ("interval", "given"),
    [
        (wilson, (1, 2)),
        (clopper_pearson, (1, 2)),
        (newcombe, (1, 2, 1, 3)),
        (exact_rate, (2, 10)),
        (rate_ratio, (2, 10, 3, 10)),
        (hodges_lehmann, ([1], [2])),
    ],
)
def test_a_level_lies_between_0_and_1(interval, given, level):
    with pytest.raises(ValueError, match=str(level)):
        interval(*given, level=level)


def test_a_chart_that_does_not_exist_is_refused():
    with pytest.raises(ValueError, match="xbar"):
        shewhart("xbar", [1, 2, 3])
    with pytest.raises(ValueError, match="shorter"):
        shewhart("p", [1, 2], [3])


@pytest.mark.parametrize("favourable", [{0}, {3}, {2, 6}])
def test_a_favourable_category_is_one_of_the_scale(favourable):
    with pytest.raises(ValueError, match=str(max(favourable))):
        answers([10, 2], favourable)
    assert answers([], favourable) is None
