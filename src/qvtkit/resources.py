"""Where the files shipped with qvtkit are: templates, fonts, worked examples.

An installed wheel holds them in `qvtkit/_templates` and `qvtkit/_examples`; a checkout holds them
at its top. The installed folder wins when it exists.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_CHECKOUT = _PACKAGE.parents[1]


def _folder(name: str) -> Path:
    """Return the folder *name*, whether installed or in a checkout."""
    installed = _PACKAGE / f"_{name}"
    return installed if installed.is_dir() else _CHECKOUT / name


def templates() -> Path:
    """Return the folder of the templates, catalogues and fonts."""
    return _folder("templates")


def examples() -> Path:
    """Return the folder of the worked examples."""
    return _folder("examples")


def path(*parts: str) -> Path:
    """Return the path of one template: `path("typst", "document.typ")` or with slashes.

    The file is not looked at: reading it raises OSError when the installation is damaged.
    """
    return templates().joinpath(*parts)
