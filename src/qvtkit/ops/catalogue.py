"""The catalogue of indicators shipped with qvtkit, with sources and reliability."""

from __future__ import annotations

from functools import cache
from typing import Any

from qvtkit.store.project import read_resource
from qvtkit.text import slugify

_FIABILITES = {
    "verifie": "formule lue dans la source",
    "usage-courant": "usage courant",
    "proposee": "proposition qvtkit",
    "a-verifier": "à vérifier",
    "reconstituee": "reconstituée par calcul",
}


@cache
def entries() -> dict[str, dict[str, Any]]:
    """Return the entries of the catalogue by id."""
    found: dict[str, dict[str, Any]] = read_resource("catalogue", "indicateurs.yaml")["indicateurs"]
    return found


def help_for(indicator_id: str) -> str:
    """Return what the catalogue says of an indicator in plain French, empty when not in it."""
    return str(entries().get(slugify(indicator_id), {}).get("aide") or "")


def as_indicator(indicator_id: str) -> dict[str, Any] | None:
    """Return the rubriques of a new indicator made from the catalogue, None when not in it."""
    entry = entries().get(indicator_id)
    if entry is None:
        return None
    data = {key: value for key, value in entry.items() if key not in {"aide", "provenance"}}
    origin = entry.get("provenance") or {}
    if origin.get("formule"):
        reliability = _FIABILITES.get(str(origin.get("fiabilite")), "")
        data["definition"] = {"source": f"{origin['formule']} ({reliability})" if reliability else origin["formule"]}
    return data
