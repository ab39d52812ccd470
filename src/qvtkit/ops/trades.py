"""Trades as people type them: the code to write, and what to say of how it was understood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.issues import issue
from qvtkit.method.metiers import compris
from qvtkit.model.meant import date
from qvtkit.text import did_you_mean, listed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet


def understood(projet: Projet, typed: Iterable[str]) -> tuple[list[str], tuple[Issue, ...]]:
    """Return the code of each trade of *typed*, and what to say: what was understood, what no list knows.

    A trade that no list knows is kept as it was typed.
    """
    known = projet.source.referential("metiers")
    typed = list(typed)
    for each in typed:
        if wrong := no_trade(each):
            raise UsageError.of("valeur-option", option="--metiers", message=wrong, remede="Exemple : ASH")
    read = {each: compris(each, known) for each in typed if each.strip()}
    said = [
        issue("metier-compris", valeur=word, libelle=trade.libelle)
        if trade.libelle
        else issue("code-referentiel", valeur=word, liste="des métiers", conseil=did_you_mean(trade.proche))
        for word, trade in read.items()
        if not trade.evident
    ]
    return list(dict.fromkeys(trade.code or word for word, trade in read.items())), tuple(said)


def no_trade(typed: str) -> str | None:
    """Return what is wrong with what is no trade for sure: a date, a number."""
    word = typed.strip()
    if word.isdigit() or (any(char.isdigit() for char in word) and date(word)):
        return f"« {word} » n’est pas un métier. Écrivez par exemple ASH, infirmier, ou tous."
    return None


def in_answers(projet: Projet, answers: Mapping[str, Any]) -> tuple[dict[str, Any], tuple[Issue, ...]]:
    """Return *answers* with the codes of their `metiers` (on one line, or one by one), and what to say."""
    if "metiers" not in answers:
        return dict(answers), ()
    typed = answers["metiers"] or ()
    lines = [typed] if isinstance(typed, str) else typed
    words = [word for line in lines for word in listed(line.replace(",", ";"))]  # no trade holds a comma
    codes, said = understood(projet, words)
    return {**answers, "metiers": codes}, said
