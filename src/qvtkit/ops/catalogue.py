"""The catalogue of indicators shipped with qvtkit, with sources and reliability."""

from __future__ import annotations

from functools import cache
from typing import Any

from qvtkit.store.project import read_resource
from qvtkit.text import fold, slugify

THEMES = {
    "absences": "Absences et présence",
    "effectifs": "Effectifs, arrivées et départs",
    "accidents-sante": "Accidents, santé, violences",
    "ressenti": "Ressenti au travail (questionnaires)",
    "temps-de-travail": "Temps de travail et plannings",
    "dialogue-parcours": "Parcours, dialogue, participation",
    "couts": "Coûts et activité",
    "qualite-des-soins": "Qualité et sécurité des soins",
    "organisation-du-soin": "Organisation du soin",
}
"""The files of the catalogue, in order."""
FIABILITES = {
    "verifie": "formule lue dans la source",
    "usage-courant": "usage courant, texte officiel non lu",
    "proposee": "proposition qvtkit",
    "a-verifier": "à vérifier",
    "reconstituee": "reconstituée par calcul",
}
_OURS = frozenset({"aide", "piege", "provenance", "theme"})
"""What the catalogue says of an indicator beside its rubriques."""


@cache
def entries() -> dict[str, dict[str, Any]]:
    """Return the entries of the catalogue by id, each with its `theme`."""
    return {
        key: {**entry, "theme": theme}
        for theme in THEMES
        for key, entry in read_resource("catalogue", "indicateurs", f"{theme}.yaml")["indicateurs"].items()
    }


def entry(indicator_id: str) -> dict[str, Any]:
    """Return the entry *indicator_id* names, empty when it is not in the catalogue."""
    return entries().get(slugify(indicator_id), {})


def help_for(indicator_id: str) -> str:
    """Return what the catalogue says of an indicator in plain French, empty when not in it."""
    return str(entry(indicator_id).get("aide") or "")


def trap_for(indicator_id: str) -> str:
    """Return the error that others made with an indicator, empty where none is known."""
    return str(entry(indicator_id).get("piege") or "")


def as_indicator(indicator_id: str) -> dict[str, Any] | None:
    """Return the rubriques of a new indicator made from the catalogue, None when not in it."""
    found = entries().get(indicator_id)
    if found is None:
        return None
    data = {key: value for key, value in found.items() if key not in _OURS}
    return {**data, "definition": {"source": origin(found), "limites": found.get("piege") or ""}}


def origin(found: dict[str, Any]) -> str:
    """Return where the formula comes from, with how sure it is."""
    said = found.get("provenance") or {}
    reliability = FIABILITES.get(str(said.get("fiabilite")), "")
    return f"{said.get('formule', '')} ({reliability})" if reliability else str(said.get("formule", ""))


def search(
    words: str = "", famille: str | None = None, theme: str | None = None, *, verifie: bool = False
) -> dict[str, dict[str, Any]]:
    """Return the entries that hold every word (without accents), of one family, of one theme.

    With *verifie*, those whose formula was read in its source. Names first, then what only the texts say.
    """
    wanted = [_stem(word) for word in fold(words).split("-") if word]
    found = {
        key: each
        for key, each in entries().items()
        if famille in {None, each["famille"]}
        and theme in {None, each["theme"]}
        and (not verifie or each["provenance"].get("fiabilite") == "verifie")
        and _holds(f"{key} {_text(each)}", wanted)
    }
    named = [key for key, each in found.items() if _holds(f"{key} {each['nom']}", wanted)]
    return {key: found[key] for key in (*named, *found)}


def _stem(word: str) -> str:
    """Return a word without the mark of its plural."""
    return word.rstrip("sx") if len(word) > 3 else word  # noqa: PLR2004


def _text(each: dict[str, Any]) -> str:
    meanings = " ".join(map(str, each["variables"].values()))
    return f"{each['nom']} {THEMES[each['theme']]} {each['aide']} {each['source']} {meanings}"


def _holds(text: str, words: list[str]) -> bool:
    plain = fold(text)
    return all(word in plain for word in words)
