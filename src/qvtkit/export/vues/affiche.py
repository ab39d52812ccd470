"""What the poster of a test tells, from masked records only: three states of the same test, in plain words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from qvtkit.export.vues import mots_simples as mots
from qvtkit.method.echeances import A_FAIRE, echeances
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.method.seances_prevues import test_de
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, Famille, TypeEvenement
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base
    from qvtkit.method.echeances import Echeance
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.proposition import Proposition

Moment = Literal["avant", "pendant", "apres"]
_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
_DONE = frozenset({EtatEvenement.FAIT, EtatEvenement.ANNULE, EtatEvenement.NON_TENU})
_LATER = frozenset({TypeEvenement.REVUE, TypeEvenement.RESTITUTION})


@dataclass(frozen=True, slots=True)
class AfficheVue:
    """A test as the staff room reads it; every text may be empty."""

    moment: Moment
    titre: str
    probleme: str
    ou: str
    quand: str
    qui: str
    change: str
    ne_change_pas: str
    droit_a_l_erreur: bool
    retour: str
    qui_arrete: str
    regards: tuple[tuple[Famille, tuple[str, ...]], ...]
    """What is looked at, for each of the three families."""
    rendez_vous: tuple[str, ...]
    contact: str
    groupe: str
    propositions: tuple[Proposition, ...]
    """The latest first."""
    arrete: bool
    """The test stopped before its end."""
    decision: str
    motif: str
    appris: tuple[str, ...]
    suite: tuple[str, ...]


def affiche_vue(base: Base, test_id: str) -> AfficheVue:
    """Return what the poster of a test tells on the day of *base*."""
    test = base.projet.experimentations[test_id]
    problem = base.projet.problemes.get(test.probleme or "")
    now, area, back = moment(base, test), test.perimetre, test.reversibilite
    made = test.decision if now == "apres" else None
    return AfficheVue(
        moment=now,
        titre=test.titre or base.mots.mots(test_id),
        probleme=(problem.enonce or problem.titre) if problem else "",
        ou=majuscule(", ".join(filter(None, (enumerate_fr(area.services), area.horaires)))),
        quand=_quand(test),
        qui=majuscule(base.metiers(area.metiers)),
        change=test.ce_qui_change,
        ne_change_pas=test.ce_qui_ne_change_pas,
        droit_a_l_erreur=bool(test.droit_a_l_erreur),
        retour=back.retour_arriere, qui_arrete=back.qui_decide,
        regards=tuple((family, tuple(_regards(base, test_id, test, family))) for family in Famille),
        rendez_vous=tuple(mots.rendez_vous(each, test.titre) for each in _rendez_vous(base, test_id, test, now)),
        contact=base.projet.dossier.demarche.contact,
        groupe=base.groupe(test.groupe) if test.groupe else "",
        propositions=_propositions(base),
        arrete=test.etat is EtatExperimentation.ARRETEE,
        decision=mots.DECISIONS.get(made.choix, "") if made and made.choix else "",
        motif=made.motif if made else "",
        appris=_appris(base) if now == "apres" else (),
        suite=tuple(each.titre for each in base.projet.suites.actions if each.titre and each.etat not in _DONE),
    )  # fmt: skip


def moment(base: Base, test: Experimentation) -> Moment:
    """Return where a test stands: not begun, under way, over."""
    day = base.aujourdhui
    begun = test.debut is None or test.debut.first_day <= day
    if test.etat is EtatExperimentation.PREVUE or not begun:
        return "avant"
    over = test.etat in _CLOSED and (test.fin is None or test.fin.first_day <= day)
    return "apres" if over else "pendant"


def _quand(test: Experimentation) -> str:
    return mots.dates(test.debut, test.fin or test.fin_prevue)


def _regards(base: Base, test_id: str, test: Experimentation, family: Famille) -> Iterator[str]:
    """Yield what is looked at in one family: the group's own words first, else the name of what is counted."""
    told: dict[str, str] = {}
    for session in base.projet.seances_de(test_id).values():
        for each in session.activites:
            if each.famille is family and (each.critere or each.activite):
                told.setdefault(fold(each.critere or each.activite), each.critere or each.activite)
    if told:
        yield from map(majuscule, told.values())
        return
    for entry in test.indicateurs:
        known = base.projet.indicateurs.get(entry.indicateur or "")
        if known and known.famille is family and known.nom:
            yield majuscule(known.nom)


def _rendez_vous(base: Base, test_id: str, test: Experimentation, now: Moment) -> Iterator[Echeance]:
    """Yield what is planned from today on: the sessions of the test; once it is over, reviews and returns."""
    events = base.projet.agenda.evenements
    for each in echeances(base.projet):
        if not each.attendue or each.genre == A_FAIRE or each.date is None or each.date.last_day < base.aujourdhui:
            continue
        event = events[each.rang]
        if event.type is TypeEvenement.SEANCE:
            wanted = test_de(base.projet, event) == test_id
        else:
            wanted = event.type in _LATER and (now == "apres" or event.groupe in {None, test.groupe})
        if wanted:
            yield each


def _propositions(base: Base) -> tuple[Proposition, ...]:
    found = [each for each in base.projet.propositions.values() if each.texte]
    return tuple(sorted(found, key=lambda each: str(each.date or ""), reverse=True))


def _appris(base: Base) -> tuple[str, ...]:
    """Return what the group keeps of it: a success, a difficulty, an advice; else its lessons."""
    keep, told = base.projet.bilan.a_retenir, base.projet.bilan
    advice = f"Notre conseil : {minuscule(keep.conseil)}" if keep.conseil else ""
    kept = tuple(filter(None, (keep.reussite, keep.difficulte, advice)))
    return tuple(map(phrase, kept or (each.texte for each in told.enseignements if each.texte)))
