"""The same respondents twice: sign test, McNemar exact, signed ranks with zeros kept in the ranking (Pratt).

Only where respondents carried a code of their own making: how many codes matched is to be said beside it.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from statistics import NormalDist
from typing import TYPE_CHECKING

from qvtkit.analysis.distributions import binomial_test
from qvtkit.analysis.rank import fields

if TYPE_CHECKING:
    from collections.abc import Sequence

MOST_PAIRS_EXACT = 300


@dataclass(frozen=True, slots=True)
class Paired:
    """What pairs of answers say, whatever the size of each change (sign) or with it (signed ranks)."""

    improved: int
    """Pairs where the second value is higher."""
    worsened: int
    unchanged: int
    sign_p: float
    signed_rank_p: float

    @property
    def pairs(self) -> int:
        """How many pairs were complete."""
        return self.improved + self.worsened + self.unchanged


def paired(before: Sequence[float | None], after: Sequence[float | None]) -> Paired:
    """Compare pair by pair; a pair with a value missing is left out. Raises ValueError for unequal lengths."""
    changes = [
        second - first
        for first, second in zip(before, after, strict=True)
        if first is not None and second is not None and math.isfinite(first) and math.isfinite(second)
    ]
    up, down = sum(change > 0 for change in changes), sum(change < 0 for change in changes)
    return Paired(up, down, len(changes) - up - down, sign_test(up, down), _signed_rank(changes))


def sign_test(improved: int, worsened: int) -> float:
    """Return the exact two-sided p of the sign test: could a coin have done it?"""
    return binomial_test(min(improved, worsened), improved + worsened)


def mcnemar(yes_then_no: int, no_then_yes: int) -> float:
    """Return the exact two-sided p of McNemar’s test, which is the sign test on those who changed."""
    return sign_test(no_then_yes, yes_then_no)


def _signed_rank(changes: Sequence[float]) -> float:
    """Return the two-sided p of the signed ranks: zeros are ranked, then dropped; mid-ranks for ties."""
    sizes = sorted(map(abs, changes))
    doubled = {size: bisect_left(sizes, size) + 1 + bisect_right(sizes, size) for size in sizes}
    ranks = [doubled[abs(change)] for change in changes if change]
    up = sum(doubled[abs(change)] for change in changes if change > 0)
    far = abs(2 * up - sum(ranks))
    if far == 0:
        return 1.0
    if len(ranks) > MOST_PAIRS_EXACT:
        return 2 * NormalDist().cdf(-far / math.sqrt(sum(rank * rank for rank in ranks)))
    width = len(ranks) // 8 + 1
    table = 1
    for rank in ranks:
        table += table << (8 * width * rank)
    as_far = sum(count for total, count in enumerate(fields(table, width)) if abs(2 * total - sum(ranks)) >= far)
    return as_far / (1 << len(ranks))
