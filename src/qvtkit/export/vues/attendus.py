"""What is awaited and dated: agenda, tasks, answers, ends of tests, actions that follow. In words, for any document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr
from qvtkit.method.delais import suivis
from qvtkit.method.echeances import echeances
from qvtkit.method.lexique import majuscule, minuscule
from qvtkit.method.suivant_agenda import came_later, told
from qvtkit.model.codes import EtatEvenement, EtatExperimentation
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base
    from qvtkit.method.echeances import Echeance
    from qvtkit.model.dates import DateSouple

_DONE = frozenset({EtatEvenement.FAIT, EtatEvenement.ANNULE})


@dataclass(frozen=True, slots=True)
class Echue:
    """Something due: when, what, and whether the day is past."""

    date: DateSouple
    texte: str
    en_retard: bool
    reporte: bool = False
    """Put off, and nobody has said to which day."""
    heure: str = ""
    lieu: str = ""
    ailleurs: bool = False
    """A task or a proposal: documents that tell them need not tell their date again once it is past."""


def attendus(base: Base) -> tuple[Echue, ...]:
    """Return all that is awaited and dated, the oldest first."""
    found = (*_agenda(base), *_reponses(base), *_tests(base), *_actions(base))
    return tuple(sorted(found, key=lambda each: each.date.sort_key))


def _agenda(base: Base) -> Iterator[Echue]:
    """The events and the tasks; not what was put off and has a new date since, nor what a record tells was held."""
    known = echeances(base.projet)
    for each in known:
        if each.attendue and each.date and not (came_later(each, known) or told(base.projet, each)):
            late = each.en_retard(base.aujourdhui)
            put_off = each.etat is EtatEvenement.REPORTE
            yield Echue(each.date, _what(each), late, put_off, each.heure, each.lieu, bool(each.reunion))


def _reponses(base: Base) -> Iterator[Echue]:
    for one in suivis(base.projet, base.aujourdhui):
        if one.a_repondre and one.proposition.echeance:
            text = f"Répondre à une proposition : {minuscule(one.proposition.texte)}"
            yield Echue(one.proposition.echeance, text, one.retard > 0, ailleurs=True)


def _tests(base: Base) -> Iterator[Echue]:
    for test_id, test in base.projet.experimentations.items():
        if test.etat is EtatExperimentation.EN_COURS and test.fin_prevue:
            title = test.titre or base.mots.mots(test_id)
            late = test.fin_prevue.last_day < base.aujourdhui
            yield Echue(test.fin_prevue, f"Fin prévue du test : {minuscule(title)}", late)


def _actions(base: Base) -> Iterator[Echue]:
    for action in base.projet.suites.actions:
        if action.titre and action.echeance and action.etat not in _DONE:
            late = action.echeance.last_day < base.aujourdhui
            yield Echue(action.echeance, f"Suites : {minuscule(action.titre)}", late)


def _what(each: Echeance) -> str:
    """« Réunion du groupe », « À faire : relire l’affiche (Gouvernante) »: no word twice."""
    who = f" ({minuscule(each.qui)})" if each.qui else ""
    if not each.texte or fold(each.texte).startswith(fold(each.libelle)):
        return (each.texte or each.libelle) + who
    return f"{each.libelle} : {minuscule(each.texte)}{who}"


def quand(each: Echue) -> str:
    """Return when it is due: « 15/04/2017 », « en retard (mars 2017) », « reporté (14/03/2017) »."""
    if each.reporte:
        return f"Reporté ({date_fr(each.date)})"
    return f"En retard ({date_fr(each.date)})" if each.en_retard else majuscule(date_fr(each.date))


def heure(typed: str | None) -> str:
    """Return an hour as people write it: « 9 h 30 », « 14 h »."""
    hours, _, minutes = (typed or "").partition(":")
    return f"{int(hours)} h {minutes}".removesuffix(" 00") if hours else ""
