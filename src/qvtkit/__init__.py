"""qvtkit: run a QVT project in a hospital or an Ehpad, from a folder of YAML files.

The public API is loaded when first asked, so that `import qvtkit` costs nothing:

>>> import qvtkit
>>> projet = qvtkit.load("mon-projet")  # doctest: +SKIP
>>> qvtkit.check(projet)  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qvtkit.checks.run import check
    from qvtkit.store.project import load

__version__ = "0.1.0"
__all__ = ["__version__", "check", "load"]

_LAZY = {"check": "qvtkit.checks.run", "load": "qvtkit.store.project"}


def __getattr__(name: str) -> Any:
    if name in _LAZY:
        return getattr(import_module(_LAZY[name]), name)
    msg = f"module {__name__!r} has no attribute {name!r}"
    raise AttributeError(msg)
