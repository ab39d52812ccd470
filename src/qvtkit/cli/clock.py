"""The one place that reads the clock; everything below receives dates."""

from __future__ import annotations

import datetime as dt
import os


def today() -> dt.date:
    """Return today, or the day of `SOURCE_DATE_EPOCH` (seconds) where it is set."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.datetime.now().astimezone().date()
