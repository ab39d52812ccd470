"""The day that a document's date stands for."""

from __future__ import annotations

import datetime as dt

from qvtkit.model.dates import DateSouple

UNDATED = dt.date(2000, 1, 1)
"""Written in the properties of a document whose date is unclear: PDF/A and Word want one, and
the clock would make two equal documents differ."""


def day(text: str) -> dt.date:
    """Return the first day that *text* may mean (« 2017-05-12 », « mai 2017 »), else UNDATED."""
    try:
        return DateSouple.parse(text).first_day
    except ValueError:
        return UNDATED
