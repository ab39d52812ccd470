"""Answers on an ordered scale (Likert): how they spread, how many are favourable. Never a mean.

The same mean 3 hides half of people at 1 and half at 5, or everybody at 3. Two anonymous waves are two independent
groups, which is careful; a difference is clear only where Newcombe’s interval leaves out zero.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.proportions import Difference, Interval, fisher, newcombe, wilson
from qvtkit.analysis.rank import RankTest, rank_test

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

THRESHOLD = 10
"""Respondents to that very question under which nothing is shown; 5 at the lowest, by a written decision."""
FEW = 20
"""Under this number: favourable, neutral, unfavourable only, in counts."""
LOW_RESPONSE = 0.5
RESPONSE_GAP = 0.2


@dataclass(frozen=True, slots=True)
class Answers:
    """One question, one group, one wave: counts by category from the lowest, which is category 1."""

    counts: tuple[int, ...]
    favourable: int
    neutral: int
    unfavourable: int
    interval: Interval
    """Wilson’s interval of the share of favourable answers, from 0 to 1."""
    q1: int
    median: int
    """A category, to be said as a word."""
    q3: int

    @property
    def n(self) -> int:
        """How many answered."""
        return sum(self.counts)

    @property
    def share(self) -> float:
        """Share of favourable answers, from 0 to 1."""
        return self.favourable / self.n

    @property
    def top_share(self) -> float:
        """Share of the highest category, from 0 to 1."""
        return self.counts[-1] / self.n

    @property
    def few(self) -> bool:
        """Tell whether only three classes, in counts, should be shown."""
        return self.n < FEW

    @property
    def reveals(self) -> bool:
        """Tell whether all answers, or all but one, are of the same class: everybody’s answer is then known."""
        return max(self.favourable, self.neutral, self.unfavourable) >= self.n - 1


@dataclass(frozen=True, slots=True)
class Waves:
    """Two anonymous waves of the same question, the second minus the first."""

    first: Answers
    second: Answers
    difference: Difference
    """Of the shares of favourable answers, from -1 to 1, with Newcombe’s interval."""
    fisher_p: float
    rank: RankTest

    @property
    def clear(self) -> bool:
        """Tell whether the interval of the difference leaves out zero: « évolution nette »."""
        return self.difference.low > 0 or self.difference.high < 0


def answers(counts: Sequence[int], favourable: Collection[int], *, threshold: int = THRESHOLD) -> Answers | None:
    """Describe the answers; None under *threshold* respondents, where nothing may be shown.

    *favourable*: categories, from 1. The middle category of an odd scale is neutral unless it is favourable. Raises
    ValueError for a favourable category that the scale does not have.
    """
    if counts and not set(favourable) <= set(range(1, len(counts) + 1)):
        raise ValueError(favourable)
    total = sum(counts)
    interval = (
        wilson(sum(counts[category - 1] for category in favourable), total) if min(counts, default=-1) >= 0 else None
    )
    if interval is None or total < threshold:
        return None
    good = sum(counts[category - 1] for category in favourable)
    middle = len(counts) // 2 + 1 if len(counts) % 2 else None
    neutral = counts[middle - 1] if middle and middle not in favourable else 0
    q1, median, q3 = (_category(counts, share) for share in (0.25, 0.5, 0.75))
    return Answers(tuple(counts), good, neutral, total - good - neutral, interval, q1, median, q3)


def waves(
    first: Sequence[int], second: Sequence[int], favourable: Collection[int], *, threshold: int = THRESHOLD
) -> Waves | None:
    """Compare two anonymous waves; None when one of them is under *threshold*."""
    before = answers(first, favourable, threshold=threshold)
    after = answers(second, favourable, threshold=threshold)
    if before is None or after is None:
        return None
    difference = newcombe(after.favourable, after.n, before.favourable, before.n)
    chance = fisher(after.favourable, after.n, before.favourable, before.n)
    ranks = rank_test(_spread(first), _spread(second))
    if difference is None or chance is None or ranks is None:
        return None
    return Waves(before, after, difference, chance, ranks)


def comparable(responded1: int, invited1: int, responded2: int, invited2: int) -> bool:
    """Tell whether two waves may be compared: response rates at most 20 points apart."""
    if min(invited1, invited2) <= 0:
        return False
    return abs(responded1 / invited1 - responded2 / invited2) <= RESPONSE_GAP


def low_response(responded: int, invited: int) -> bool:
    """Tell whether fewer than half of those invited answered: who did not matters more than the interval."""
    return invited <= 0 or responded / invited < LOW_RESPONSE


def _category(counts: Sequence[int], share: float) -> int:
    """Return the first category at which at least *share* of the answers are reached."""
    wanted, reached = math.ceil(share * sum(counts)), 0
    for category, count in enumerate(counts, 1):
        reached += count
        if reached >= wanted and reached:
            return category
    return len(counts)


def _spread(counts: Sequence[int]) -> list[float]:
    return [float(category) for category, count in enumerate(counts, 1) for _ in range(count)]
