"""How values may be spelled in a file, told as JSON Schema for editors and other tools."""

from __future__ import annotations

from typing import Any

SCALAR: dict[str, Any] = {"type": ["string", "number", "boolean", "null"]}
_DIGITS = r"^\s*$|[0-9]"
"""A number or a date holds at least one digit, however it is written; or it is empty."""
NUMBER_OR_NOT_AVAILABLE = r"^\s*$|[0-9]|^\s*[nN]\W?[dDcCaA]\W?\s*$|^\s*[nN]on.disponible\s*$"
_OTHER_BOOLEANS = r"^([oOnNxX01]|[oO][uU][iI]|[nN][oO][nN]|[vV]rai|[fF]aux|[yY]es|[nN]o|[tT]rue|[fF]alse|\s*)$"
BOOLEAN: dict[str, Any] = {
    "anyOf": [
        {"enum": ["oui", "non", True, False, None]},
        {"type": ["string", "integer"], "pattern": _OTHER_BOOLEANS, "minimum": 0, "maximum": 1},
    ]
}


def numbers(*examples: object) -> dict[str, Any]:
    """Return the schema of a number, a date or a time, with *examples*."""
    shown = {"examples": list(examples)} if examples else {}
    return {"type": ["number", "string", "null"], "pattern": _DIGITS, **shown}
