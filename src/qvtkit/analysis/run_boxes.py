"""The best box and the cut box: limits for runs whose false signals stay nearer to 5 % than with the rules of Anhøj.

Source: Anhøj & Wentzel-Larsen, BMC Medical Research Methodology 2018;18:183. The table was computed anew from the joint
law of crossings and longest run. Best box: of all boxes that hold at least 92.5 % of random series, the one that holds
fewest of the series whose centre moved by 0.8 standard deviation. Cut box: cells are then taken from its corner, along
the two borders, while 92.5 % remain, each time the one that holds most of the series that moved.
"""

from __future__ import annotations

from typing import Literal

Method = Literal["anhoej", "bestbox", "cutbox"]
FIRST = 10
"""Useful points of the first row of the table; the last row is for 100."""

# Fewest crossings, longest run, then what is left of the two borders: fewest crossings with the longest run, longest
# run with the fewest crossings; 0, 0 where nothing is cut.
BOXES: tuple[tuple[int, int, int, int], ...] = (
    (2, 6, 3, 5), (3, 7, 4, 6), (3, 6, 0, 0), (3, 6, 0, 0), (3, 6, 0, 0), (4, 7, 6, 6),
    (5, 8, 6, 7), (5, 7, 0, 0), (5, 7, 6, 6), (5, 7, 6, 5), (6, 7, 0, 0), (7, 8, 0, 0),
    (6, 7, 7, 6), (6, 7, 7, 6), (6, 7, 7, 6), (6, 7, 0, 0), (9, 9, 10, 7), (9, 8, 10, 7),
    (9, 8, 11, 7), (10, 8, 0, 0), (11, 10, 12, 9), (11, 9, 14, 8), (11, 8, 0, 0), (11, 8, 12, 7),
    (11, 8, 13, 7), (12, 8, 0, 0), (13, 9, 15, 8), (14, 10, 0, 0), (13, 8, 0, 0), (15, 11, 0, 0),
    (15, 9, 0, 0), (15, 9, 17, 8), (14, 8, 0, 0), (14, 8, 0, 0), (17, 10, 0, 0), (17, 9, 0, 0),
    (17, 9, 19, 8), (17, 9, 20, 7), (19, 12, 20, 11), (19, 10, 21, 9), (19, 9, 0, 0), (19, 9, 21, 8),
    (19, 9, 21, 7), (21, 11, 23, 9), (21, 10, 23, 8), (21, 9, 0, 0), (21, 9, 23, 8), (23, 12, 25, 11),
    (23, 10, 24, 9), (23, 10, 26, 8), (23, 9, 0, 0), (23, 9, 24, 8), (25, 11, 27, 9), (25, 10, 27, 9),
    (26, 11, 27, 10), (26, 10, 27, 9), (27, 12, 29, 10), (27, 10, 0, 0), (27, 10, 29, 8), (28, 11, 29, 8),
    (29, 14, 30, 13), (29, 11, 31, 9), (29, 10, 30, 9), (30, 11, 31, 10), (30, 10, 0, 0), (31, 12, 32, 9),
    (31, 11, 34, 8), (31, 10, 33, 9), (32, 11, 33, 8), (33, 13, 37, 11), (33, 11, 35, 9), (33, 10, 0, 0),
    (34, 11, 36, 10), (33, 10, 36, 7), (35, 11, 0, 0), (35, 11, 38, 8), (35, 10, 36, 9), (35, 10, 38, 8),
    (37, 12, 38, 10), (37, 11, 39, 9), (38, 12, 0, 0), (37, 10, 39, 9), (39, 13, 41, 12), (39, 11, 40, 10),
    (39, 11, 42, 8), (39, 10, 0, 0), (39, 10, 41, 8), (41, 12, 42, 9), (41, 11, 44, 9), (42, 12, 43, 10),
    (41, 10, 42, 9),
)  # fmt: skip


def beyond_box(n_useful: int, crossings: int, longest_run: int, method: Method) -> bool | None:
    """Tell whether a series lies outside the box; None outside the table, from 10 to 100 useful points."""
    if not FIRST <= n_useful < FIRST + len(BOXES):
        return None
    fewest, longest, border_crossings, border_run = BOXES[n_useful - FIRST]
    if crossings < fewest or longest_run > longest:
        return True
    if method == "bestbox" or not border_run:
        return False
    cut_row = crossings == fewest and longest_run > border_run
    cut_column = longest_run == longest and crossings < border_crossings
    return cut_row or cut_column
