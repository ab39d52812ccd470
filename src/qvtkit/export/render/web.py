"""What our web pages share: templates where every text is escaped, a logo that needs no file."""

# ruff: noqa: TID253 (jinja2 is all this module is for; `render` imports it late)

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from qvtkit import resources

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.export.apparence import Logo

_MIMES = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}


def templates(folder: str, finalize: Callable[[object], object] | None = None) -> Environment:
    """Return the templates of `templates/`*folder*; *finalize* is done to each value before it is escaped."""
    return Environment(
        loader=FileSystemLoader(resources.path(folder)),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=finalize,
    )


def address(logo: Logo) -> str:
    """Return the picture as an address that holds it."""
    return f"data:{_MIMES[logo.format]};base64,{base64.b64encode(logo.contenu).decode()}"
