"""The three streams, made able to take any text and any answer.

A terminal keeps its encoding (on Windows, Python then writes Unicode to the console itself). A pipe or
a file gets UTF-8 on every machine, unless PYTHONIOENCODING or PYTHONUTF8 says otherwise.
"""

from __future__ import annotations

import codecs
import contextlib
import io
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

_ENCODING_CHOSEN = ("PYTHONIOENCODING", "PYTHONUTF8", "PYTHONLEGACYWINDOWSSTDIO")
_READABLE = "qvtkit.readable"
_JSON = "qvtkit.json"


def prepare(arguments: Sequence[str]) -> None:
    """Make the streams able to take any text and any answer; `--no-color` counts as NO_COLOR."""
    codecs.register_error(_READABLE, _readable)
    codecs.register_error(_JSON, _escaped)
    _open_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding=_encoding(stream), errors=_READABLE)
    if any(word.lower() == "--json" for word in arguments):
        for_programs()
    if isinstance(sys.stdin, io.TextIOWrapper):
        sys.stdin.reconfigure(errors=_READABLE)
    if "--no-color" in arguments:  # questionary and rich read it too
        os.environ["NO_COLOR"] = "1"


def _open_closed() -> None:
    """Give a home to the streams that the caller closed (`>&-`), which Python leaves as None."""
    streams: Any = sys
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(streams, name) is None:
            setattr(streams, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115 (for the whole run)


def _encoding(stream: TextIO) -> str:
    chosen = stream.isatty() or any(os.environ.get(name) for name in _ENCODING_CHOSEN)
    return stream.encoding if chosen else "utf-8"


def for_programs() -> None:
    """Send JSON as it is: what the encoding lacks is escaped, never replaced."""
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors=_JSON)


def for_spreadsheets() -> None:
    """Begin what is redirected with the mark by which Excel knows UTF-8."""
    stream = sys.stdout
    if not isinstance(stream, io.TextIOWrapper) or stream.isatty() or fold(stream.encoding) != "utf-8":
        return
    try:
        stream.fileno()
    except OSError:  # captured inside this process: no file, no spreadsheet
        return
    stream.reconfigure(encoding="utf-8-sig")


def close() -> None:
    """Send what is left to whoever reads; raises OSError where it cannot be."""
    sys.stdout.flush()
    sys.stderr.flush()


def forget_output() -> None:
    """Let what cannot be sent go: nobody reads, and Python would complain on leaving."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            with contextlib.suppress(OSError):
                os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def decoded(raw: bytes) -> str:
    """Return typed bytes as text: UTF-8, else the Windows code page of Western Europe."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return "".join(_byte(byte) for byte in raw)


def _byte(byte: int) -> str:
    return bytes([byte]).decode("cp1252", "replace").replace("\ufffd", chr(byte))


def _readable(error: UnicodeError) -> tuple[str | bytes, int]:
    """Replace what an encoding lacks by a readable neighbour; read stray bytes as they were meant."""
    if isinstance(error, UnicodeEncodeError):
        from qvtkit.cli.neighbours import neighbour

        unicode = fold(error.encoding) == "utf-8"
        lost = (_unescaped(char) for char in error.object[error.start : error.end])
        shown = "".join(char if unicode and char.isprintable() else neighbour(char) for char in lost)
        return (shown.encode() if unicode else shown), error.end  # as text, UTF-8 takes nothing but ASCII from here
    if isinstance(error, UnicodeDecodeError):
        end = error.start
        while end < len(error.object) and error.object[end] > 0x7F:  # noqa: PLR2004 (the last byte of ASCII)
            end += 1
        end = max(end, error.end)
        return decoded(error.object[error.start : end]), end
    raise error


def _unescaped(char: str) -> str:
    """Return the character behind a byte that Python could not decode and kept as a half surrogate."""
    return _byte(ord(char) - 0xDC00) if "\udc80" <= char <= "\udcff" else char


def _escaped(error: UnicodeError) -> tuple[str, int]:
    """Write what an encoding lacks as JSON writes it: nothing is replaced."""
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import json

    return json.dumps(error.object[error.start : error.end])[1:-1], error.end
