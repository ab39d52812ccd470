"""What a damaged zip archive does to who reads it: Word files and workbooks are such archives."""

from __future__ import annotations

import lzma
import zipfile
import zlib

DAMAGED: tuple[type[Exception], ...] = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, ValueError, NotImplementedError, RuntimeError,
)  # fmt: skip
"""What opening or unpacking an archive of unknown origin may raise: `zlib.error` is none of the others."""
