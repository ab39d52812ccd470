"""The one place that reads the clock; everything below receives dates."""

from __future__ import annotations

import datetime as dt
import os
import time


def today() -> dt.date:
    """Return today, or the day of `SOURCE_DATE_EPOCH` (seconds) where it is set."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH"):
        return dt.datetime.fromtimestamp(int(epoch), tz=dt.UTC).date()
    return dt.datetime.now().astimezone().date()


_CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def new_uid() -> str:
    """Return a new ULID: 10 characters of time, 16 of chance (github.com/ulid/spec)."""
    import secrets  # heavy for one use: only `init` and `demo` need it

    number = (time.time_ns() // 1_000_000) << 80 | secrets.randbits(80)
    return "".join(_CROCKFORD[(number >> shift) & 31] for shift in range(125, -5, -5))
