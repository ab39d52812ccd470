"""Gather what the dashboard shows of a project, masked; for a meeting room, without any name nor head count.

Pure: the same project and the same day give the same page.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.dashboard.cartes import autres, essais
from qvtkit.export.dashboard.frise import etapes, frise
from qvtkit.export.dashboard.modele import Attendue, Geste, Passee, PropositionSuivie, TableauDeBord
from qvtkit.export.secret.masking import masked
from qvtkit.export.vues.attendus import attendus
from qvtkit.export.vues.base import Base, date_fr, le
from qvtkit.export.vues.passation import passation
from qvtkit.method.conseil import retard
from qvtkit.method.delais import suivis
from qvtkit.method.echeances import echeances
from qvtkit.method.lexique import majuscule, phrase
from qvtkit.model.codes import Identites
from qvtkit.model.dates import DateSouple
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.export.vues.attendus import Echue
    from qvtkit.export.vues.gouvernance import Gouvernance
    from qvtkit.method.delais import Suivi
    from qvtkit.method.suivant import Suite
    from qvtkit.model.projet import Projet


def build(projet: Projet, jour: dt.date, suite: Suite | None = None, *, presentation: bool = False) -> TableauDeBord:
    """Return the dashboard of *projet* on the day *jour*; *suite* is what may be done now."""
    shown = masked(projet, Identites.FONCTIONS if presentation else None)  # on a wall nobody is named
    base, seen = Base.of(shown, jour), contexte(shown, jour)
    due = attendus(base)
    return TableauDeBord(
        vu=replace(seen, gouvernance=_sans_nombres(seen.gouvernance)) if presentation else seen,
        jour=_en_toutes_lettres(jour),
        seuil=base.seuil,
        presentation=presentation,
        etapes=etapes(base),
        frise=frise(base),
        points_ouverts=tuple(phrase(each) for each in passation(base).points_ouverts),
        essais=essais(base, seen),
        autres=autres(base, seen),
        propositions=tuple(_proposition(each) for each in suivis(shown, jour) if each.proposition.texte),
        retards=tuple(_attendue(each, jour) for each in due if each.en_retard),
        a_venir=tuple(_attendue(each, jour) for each in due if not each.en_retard),
        passees=tuple(reversed(list(_passees(base)))),
        gestes=tuple(
            Geste(each.quoi, phrase(each.pourquoi), shown.sans_nom(each.commande))
            for each in (suite.conseils if suite else ())
        ),
    )


_NOMBRE = re.compile(r" \(\d+\)$")
"""How many persons hold a function, as the view of the groups writes it."""


def _sans_nombres(seen: Gouvernance) -> Gouvernance:
    """Return who sits, without how many."""
    groups = tuple(
        replace(group, sieges={k: tuple(_NOMBRE.sub("", who) for who in v) for k, v in group.sieges.items()})
        for group in seen.groupes
    )
    return replace(seen, groupes=groups)


def _proposition(each: Suivi) -> PropositionSuivie:
    said, answer = each.proposition, each.proposition.reponse
    by = ", ".join(filter(None, (answer.par, date_fr(answer.date)))) if answer else ""
    return PropositionSuivie(
        date=f"Faite {le(said.date)}" if said.date else "",
        texte=phrase(said.texte),
        etat=said.etat.libelle,
        reponse=phrase(answer.texte) if answer else "",
        par=by,
        attente=_attente(each),
        en_retard=each.retard > 0,
    )


def _attente(each: Suivi) -> str:
    """« Attend depuis 92 jours, en retard de 50 jours », « Répondu en 21 jours »."""
    due = each.proposition.echeance
    if not each.a_repondre:
        return "" if each.attente is None else f"Répondu en {plural(each.attente, 'jour')}"
    waited = "" if each.attente is None else f"Attend depuis {plural(each.attente, 'jour')}"
    late = f"en retard {retard(each.retard)}" if each.retard else f"réponse attendue pour {date_fr(due)}" if due else ""
    return majuscule(", ".join(filter(None, (waited, late))))


def _attendue(each: Echue, day: dt.date) -> Attendue:
    """« 31/01/2017, en retard de 50 jours », « Reporté (14/03/2017) », « 20/06/2017, 14:00 »."""
    when = majuscule(date_fr(each.date))
    if each.reporte:
        when = f"Reporté ({date_fr(each.date)}), sans autre date"
    elif each.en_retard:
        when += f", en retard {retard((day - each.date.last_day).days)}"
    elif each.heure:
        when += f", {each.heure}"
    return Attendue(when, each.texte, each.lieu)


def _en_toutes_lettres(day: dt.date) -> str:
    """« 22 mars 2017 », « 1er mars 2017 »."""
    month = DateSouple(annee=day.year, mois=day.month).francais
    return f"{'1er' if day.day == 1 else day.day} {month}"


def _passees(base: Base) -> Iterator[Passee]:
    """Yield the dates that are over, in order."""
    for each in echeances(base.projet):
        if not each.attendue and each.date:
            text = each.texte or each.libelle
            who = f"{majuscule(text)} ({each.qui})" if each.qui else majuscule(text)
            yield Passee(date_fr(each.date), who, each.etat.libelle)
