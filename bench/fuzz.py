"""Bounded fuzzing of what reads texts typed by people, with invariants that must hold on any bytes.

    pip install atheris            (Linux, CPython 3.11 to 3.13)
    python bench/fuzz.py --seconds 60 reader|editor|numbers|dates|periods

Exits with 77 (libFuzzer's code) and the input that breaks an invariant, with 0 where none was found. The invariants
are those of `tests/fuzz/`, where hypothesis plays them for a few seconds at every run of the suite.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

sys.path[:0] = [str(Path(__file__).parents[1] / folder) for folder in ("src", "tests/fuzz")]
with atheris.instrument_imports(include=["qvtkit.store", "qvtkit.model", "qvtkit.text"], enable_loader_override=False):
    import invariants

ORDINARY = 128
"""First bytes below it edit an ordinary text, others one made of the bytes."""


def spelled(raw: bytes, words: Sequence[str]) -> str:
    """Return a text of *raw*: an even first byte takes the rest as UTF-8, an odd one takes each byte as a word."""
    if not raw or raw[0] % 2 == 0:
        return raw[1:].decode("utf-8", "ignore")
    return "".join(words[byte] if byte < len(words) else chr(byte % 96 + 32) for byte in raw[1:])


def target(name: str) -> Callable[[bytes], None]:
    """Return the function that turns bytes into what the invariant *name* is about."""

    def run(raw: bytes) -> None:
        if name == "reader":
            invariants.reading(spelled(raw, invariants.WORDS))
        elif name == "editor":
            own, rank, typed = raw[:1], int.from_bytes(raw[1:3], "big"), raw[3:]
            texts = invariants.EDITED
            source = texts[own[0] % len(texts)] if own and own[0] < ORDINARY else spelled(typed[40:], invariants.WORDS)
            invariants.editing(source, rank, spelled(typed[:40], invariants.WORDS))
        else:
            invariants.VALUES[name](spelled(b"\1" + raw, invariants.VALUE_WORDS))

    return run


def main() -> None:
    """Fuzz one target for a while."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("target", choices=["reader", "editor", *invariants.VALUES])
    options = parser.parse_args()
    longest = 40 if options.target in invariants.VALUES else 600
    bounds = [f"-max_total_time={options.seconds}", f"-max_len={longest}", "-timeout=5", "-rss_limit_mb=1000"]
    atheris.enabled_hooks.add("RegEx")
    atheris.Setup([sys.argv[0], *bounds, "-len_control=0", "-print_final_stats=1"], target(options.target))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
