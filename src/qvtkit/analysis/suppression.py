"""A table of people by two criteria, with its totals, published without letting small groups be known.

Primary: cells and totals under the threshold. Complementary: enough others that no reader can work one out from the
rest. How far each can be known is computed exactly (`flow`). For several tables or waves at once: `audit`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.flow import Network

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from qvtkit.analysis.flow import Cell

Bounds = tuple[int, int | None]
EXTRA = 2
"""Cells that may be hidden beyond the fewest that do, to leave more doubt."""
EFFORT = 2400
"""Cells of all the patterns tried: the smaller the table, the more of them."""
TOTAL_PRICE = 0.5
"""A total is worth more to the reader than a cell."""


@dataclass(frozen=True)
class Protection:
    """What to hide in a table, and what a reader can still work out."""

    primary: frozenset[Cell]
    hidden: frozenset[Cell]
    """Primary and complementary."""
    bounds: Mapping[Cell, Bounds]
    """For each hidden cell, the least and the greatest count it may have; None: no upper bound."""
    threshold: int

    @property
    def known(self) -> tuple[Cell, ...]:
        """Primary cells that a reader can work out: never to be published."""
        return tuple(sorted(cell for cell in self.primary if self.bounds[cell][0] == self.bounds[cell][1]))

    @property
    def narrow(self) -> tuple[Cell, ...]:
        """Primary cells known to less than the threshold: better to merge rows or columns."""
        return tuple(sorted(cell for cell in self.primary if _width(self.bounds[cell]) < self.threshold))


def protect(
    rows: Sequence[Sequence[int]], *, threshold: int, zeros_are_sensitive: bool = True, extra: int | None = EXTRA
) -> Protection:
    """Choose what to hide in a table of counts given without its totals, which are published too.

    Every primary cell keeps at least two possible counts, and as many as *threshold* where *extra* more cells are
    enough (None: however many it takes). Raises ValueError for an empty or ragged table or a negative count.
    """
    if not rows or not rows[0] or any(len(row) != len(rows[0]) or min(row) < 0 for row in rows):
        raise ValueError(rows)
    network = Network.of(rows)
    primary = frozenset(
        cell for cell, count in network.counts.items() if count < threshold and (count or zeros_are_sensitive)
    )
    hidden = _choose(network, primary, threshold, extra)
    return Protection(primary, hidden, audit_table(network, hidden), threshold)


def audit_table(network: Network, hidden: Iterable[Cell]) -> dict[Cell, Bounds]:
    """Return what a reader of the other cells can work out of each *hidden* one."""
    cells = frozenset(hidden)
    known = network.among(cells)
    return {cell: known.bounds(cell, cells) for cell in sorted(cells)}


def _choose(network: Network, primary: frozenset[Cell], threshold: int, extra: int | None) -> frozenset[Cell]:
    """Return the widest protection that costs at most *extra* cells more than the smallest one."""
    widest = _fewest(network, primary, threshold)
    if extra is None or threshold <= 1:
        return widest
    smallest = _fewest(network, primary, 1)
    need = threshold
    while len(widest) > len(smallest) + extra:
        need = need // 2
        widest = _fewest(network, primary, need) if need > 1 else smallest
    return _widened(network, primary, widest, threshold, len(smallest) + extra)


def _widened(
    network: Network, primary: frozenset[Cell], hidden: frozenset[Cell], threshold: int, most: int
) -> frozenset[Cell]:
    """Hide more cells, up to *most*, for the primary cells that are known best."""
    room = {cell: _room(network, cell, hidden, threshold) for cell in primary}
    for cell in sorted(primary, key=lambda each: (room[each], each)):
        lacking = threshold - _room(network, cell, hidden, threshold)
        more = _cheapest(network, cell, hidden, lacking) if lacking > 0 else []
        if len(hidden) + len(more) <= most:
            hidden = hidden.union(more)
    return hidden


def _fewest(network: Network, primary: frozenset[Cell], need: int) -> frozenset[Cell]:
    """Try several orders and return the pattern with the fewest cells, then the fewest people hidden."""
    orders = _orders(network, primary)
    tries = max(1, EFFORT // max(1, len(network.counts) * len(primary)))
    patterns = [_pattern(network, primary, order, need) for order in orders[:tries]]
    return min(patterns, key=lambda cells: (len(cells), sum(network.counts[cell] for cell in cells)))


def _orders(network: Network, primary: frozenset[Cell]) -> list[list[Cell]]:
    """Return the primary cells in several orders: greatest first, smallest first, and each one first in turn."""
    by_count = sorted(primary, key=lambda cell: (-network.counts[cell], cell))
    turned = [by_count[start:] + by_count[:start] for start in range(1, len(by_count))]
    return [by_count, by_count[::-1], *turned, *(each[::-1] for each in turned)]


def _pattern(network: Network, primary: frozenset[Cell], order: Sequence[Cell], need: int) -> frozenset[Cell]:
    """Hide what protects each primary cell in turn, then show again what was not needed after all."""
    hidden = set(primary)
    known = network.among(hidden)
    for cell in order:
        while (lacking := need - _room(known, cell, hidden, need)) > 0:
            found = _cheapest(network, cell, hidden, lacking)
            if not found:
                break
            hidden.update(found)
            known = network.among(hidden)
    goals = {cell: min(need, _room(known, cell, hidden, need)) for cell in primary}
    for cell in sorted(hidden - primary, key=lambda each: (-_price(network, each), -network.counts[each], each)):
        fewer = hidden - {cell}
        known = network.among(fewer)
        if all(_room(known, other, fewer, goal) >= goal for other, goal in goals.items()):
            hidden = fewer
    return frozenset(hidden)


def _room(network: Network, cell: Cell, hidden: Collection[Cell], enough: int) -> int:
    """Return by how much the count of *cell* can vary for a reader, as far as *enough*."""
    tail, head = network.ends[cell]
    up = network.room(head, tail, cell, hidden, enough)[0]
    if up >= enough:
        return up
    return up + min(network.counts[cell], network.room(tail, head, cell, hidden, enough - up)[0])


def _cheapest(network: Network, cell: Cell, hidden: Collection[Cell], lacking: int) -> list[Cell]:
    """Return the fewest cells to hide so that the count of *cell* can vary more; empty when nothing does."""
    tail, head = network.ends[cell]
    for amount in (lacking, (lacking + 1) // 2, 1, 0) if lacking > 1 else (0,):
        found = []
        for start, goal in ((head, tail), (tail, head)):
            moved = network.room(start, goal, cell, hidden)[1]
            way = network.cheapest(start, goal, moved, lambda each: _price(network, each), amount, cell)
            found += [way] if way and way[1] else []
        if found:
            return min(found)[1]
    return []


def _price(network: Network, cell: Cell) -> float:
    """One for each cell, more for a total, and a little for the people whom it counts."""
    rank = TOTAL_PRICE if network.is_total(cell) else 0.0
    return 1 + rank + network.counts[cell] / (1 + 10 * network.people)


def _width(bounds: Bounds) -> float:
    return float("inf") if bounds[1] is None else bounds[1] - bounds[0]
