"""A table of counts with its totals as a network: what one who reads the published cells can work out of the others.

Each line of the table says « the sum of the cells is the total »: each cell, totals included, is an arc between its
row and its column. What is known to the reader is fixed; a hidden count may rise without end and fall to zero. How far
one hidden cell can move is then a greatest flow around it, and the bounds are exact, for whole counts too (Cox, 1995).
"""

from __future__ import annotations

import heapq
from collections import deque
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

Cell = tuple[int, int]
"""Row and column, from 0; the row after the last one holds the totals of columns, and the same for columns."""
Node = tuple[str, int]
ENDLESS = 1 << 62
"""More than any count."""


class Step(NamedTuple):
    """A move through one cell, along it (the count rises) or against it (the count falls)."""

    cell: Cell
    towards: Node
    rises: bool


@dataclass(frozen=True)
class Network:
    """The cells of a table as arcs, with their counts."""

    counts: Mapping[Cell, int]
    ends: Mapping[Cell, tuple[Node, Node]]
    steps: Mapping[Node, tuple[Step, ...]]
    shape: tuple[int, int]
    """Rows and columns, without the totals."""

    @classmethod
    def of(cls, rows: Sequence[Sequence[int]]) -> Network:
        """Build the network of a table without totals; a table of one column has only the total of that column."""
        counts = with_totals(rows)
        ends = {cell: _ends(cell, len(rows), len(rows[0])) for cell in counts}
        steps: dict[Node, list[Step]] = {}
        for cell, (tail, head) in ends.items():
            steps.setdefault(tail, []).append(Step(cell, head, rises=True))
            steps.setdefault(head, []).append(Step(cell, tail, rises=False))
        return cls(counts, ends, {node: tuple(moves) for node, moves in steps.items()}, (len(rows), len(rows[0])))

    def among(self, hidden: Collection[Cell]) -> Network:
        """Return the same network with the moves through *hidden* cells only: quicker to go through."""
        steps = {node: tuple(step for step in moves if step.cell in hidden) for node, moves in self.steps.items()}
        return replace(self, steps=steps)

    @property
    def people(self) -> int:
        """How many people the table counts."""
        return max(self.counts.values())

    def is_total(self, cell: Cell) -> bool:
        """Tell whether *cell* is a total."""
        return cell[0] >= self.shape[0] or cell[1] >= self.shape[1]

    def bounds(self, cell: Cell, hidden: Collection[Cell]) -> tuple[int, int | None]:
        """Return the least and the greatest count that the hidden *cell* may have; None: no upper bound."""
        tail, head = self.ends[cell]
        up, _ = self.room(head, tail, cell, hidden)
        down, _ = self.room(tail, head, cell, hidden)
        count = self.counts[cell]
        return count - min(count, down), None if up >= ENDLESS else count + up

    def room(
        self, start: Node, goal: Node, cell: Cell, hidden: Collection[Cell], enough: int = ENDLESS
    ) -> tuple[int, dict[Cell, int]]:
        """Return how much can flow from *start* to *goal* without *cell*, and what it adds to each hidden count.

        Stops once *enough* is reached.
        """
        moved = dict.fromkeys(hidden, 0)
        moved.pop(cell, None)
        total = 0
        while total < enough:
            path = self._path(start, goal, moved)
            if path is None:
                break
            amount = min(self._left(step, moved) for step in path)
            if amount >= ENDLESS:
                return ENDLESS, moved
            for step in path:
                moved[step.cell] += amount if step.rises else -amount
            total += amount
        return total, moved

    def cheapest(
        self,
        start: Node,
        goal: Node,
        moved: Mapping[Cell, int],
        price: Callable[[Cell], float],
        amount: int,
        cell: Cell,
    ) -> tuple[float, list[Cell]] | None:
        """Return the cells to hide, and their price, so that *amount* more can flow; None when there is no way."""
        best: dict[Node, float] = {start: 0.0}
        came: dict[Node, tuple[Node, Step]] = {}
        queue: list[tuple[float, Node]] = [(0.0, start)]
        while queue:
            cost, node = heapq.heappop(queue)
            if node == goal:
                break
            if cost > best[node]:
                continue
            for step in self.steps.get(node, ()):
                if step.cell == cell or not self._allows(step, moved, amount):
                    continue
                reached = cost + (0.0 if step.cell in moved else price(step.cell))
                if reached < best.get(step.towards, float("inf")):
                    best[step.towards], came[step.towards] = reached, (node, step)
                    heapq.heappush(queue, (reached, step.towards))
        if goal not in best:
            return None
        return best[goal], [step.cell for step in _back(came, start, goal) if step.cell not in moved]

    def _allows(self, step: Step, moved: Mapping[Cell, int], amount: int) -> bool:
        if step.cell in moved:
            return self._left(step, moved) >= 1
        # as much both ways: the reader must not know on which side of the truth the count lies
        return self.counts[step.cell] >= (amount if step.rises else max(amount, 1))

    def _left(self, step: Step, moved: Mapping[Cell, int]) -> int:
        return ENDLESS if step.rises else self.counts[step.cell] + moved[step.cell]

    def _path(self, start: Node, goal: Node, moved: Mapping[Cell, int]) -> list[Step] | None:
        """Return the shortest way through hidden cells that still has room."""
        came: dict[Node, tuple[Node, Step]] = {}
        queue = deque([start])
        while queue:
            node = queue.popleft()
            for step in self.steps.get(node, ()):
                new = step.towards not in came and step.towards != start
                if new and step.cell in moved and self._left(step, moved) > 0:
                    came[step.towards] = (node, step)
                    if step.towards == goal:
                        return list(_back(came, start, goal))
                    queue.append(step.towards)
        return None


def with_totals(rows: Sequence[Sequence[int]]) -> dict[Cell, int]:
    """Return the cells of a table with its totals; of a single row or column, the grand total only."""
    height, width = len(rows), len(rows[0])
    counts = {(row, column): count for row, line in enumerate(rows) for column, count in enumerate(line)}
    if width > 1 and height > 1:
        counts |= {(row, width): sum(line) for row, line in enumerate(rows)}
        counts |= {(height, column): sum(line[column] for line in rows) for column in range(width)}
    return counts | {_corner(height, width): sum(map(sum, rows))}


def _corner(height: int, width: int) -> Cell:
    """Return the place of the grand total."""
    if width == 1:
        return height, 0
    return (0, width) if height == 1 else (height, width)


def _ends(cell: Cell, height: int, width: int) -> tuple[Node, Node]:
    """Return where the arc of *cell* begins and ends: what enters a line by its cells leaves it by its total."""
    if height == 1 or width == 1:
        line: tuple[Node, Node] = (("ligne", 0), ("colonne", 0))
        back = cell == _corner(height, width)
    else:
        line = (("ligne", cell[0]), ("colonne", cell[1]))
        back = (cell[0] == height) != (cell[1] == width)
    return (line[1], line[0]) if back else line


def _back(came: Mapping[Node, tuple[Node, Step]], start: Node, goal: Node) -> Iterator[Step]:
    """Walk a way from its end to its beginning."""
    node = goal
    while node != start:
        node, step = came[node]
        yield step
