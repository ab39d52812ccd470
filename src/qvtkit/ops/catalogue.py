"""The catalogue of indicators shipped with qvtkit, with sources and reliability."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from qvtkit.store.project import read_resource, referential
from qvtkit.text import fold, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.model.projet import Projet

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
_OURS = frozenset({"aide", "mots", "piege", "provenance", "secteur", "theme"})
"""What the catalogue says of an indicator beside its rubriques."""
_PLACES = {"sanitaire": "à l’hôpital", "medico-social": "en médico-social"}


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


def sector(projet: Projet) -> str:
    """Return the sector of the establishment, « sanitaire » or « medico-social »; empty where it is not known."""
    kind = projet.dossier.etablissement.type or ""
    return "" if kind == "autre" else str(referential("types-etablissement").get(kind, {}).get("secteur") or "")


def place(entry: Mapping[str, Any], secteur: str) -> str:
    """Return where an entry is at home, in words, when that is another sector than *secteur*; empty else."""
    own = entry.get("secteur")
    return _PLACES[own] if own and secteur and own != secteur else ""


def at_home_first(found: Mapping[str, dict[str, Any]], secteur: str) -> dict[str, dict[str, Any]]:
    """Return *found* with the entries of another sector last."""
    return dict(sorted(found.items(), key=lambda pair: bool(place(pair[1], secteur))))


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
    named = [key for key, each in found.items() if _holds(f"{key} {each['nom']} {each.get('mots', '')}", wanted)]
    return {key: found[key] for key in (*named, *found)}


def _stem(word: str) -> str:
    """Return a word without the mark of its plural."""
    return word.rstrip("sx") if len(word) > 3 else word  # noqa: PLR2004


def _text(each: dict[str, Any]) -> str:
    meanings = " ".join(map(str, each["variables"].values()))
    return f"{each['nom']} {each.get('mots', '')} {THEMES[each['theme']]} {each['aide']} {each['source']} {meanings}"


def _holds(text: str, words: list[str]) -> bool:
    plain = fold(text)
    return all(word in plain for word in words)
