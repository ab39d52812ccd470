"""What a test should have before it starts, and what of it is still missing. Advice: a written reason passes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer
from qvtkit.issues import Issue, issue
from qvtkit.model.codes import College, Famille, MomentSeance
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet


@dataclass(frozen=True, slots=True)
class Manque:
    """One thing missing: in a few words for the journal, and as an issue that says how to give it."""

    quoi: str
    probleme: Issue


def manques(projet: Projet, test_id: str, test: Experimentation, debut: DateSouple) -> tuple[Manque, ...]:
    """Return what *test*, as it would start on *debut*, still lacks."""
    return (*_ecrits(test), *_suspension(projet, test, debut), *_criteres(projet, test_id, test, debut))


def _ecrits(test: Experimentation) -> Iterator[Manque]:
    """Yield what the fiche should say: an end, the way back, when to stop, the right to be wrong."""
    back = test.reversibilite
    asked = (
        (test.fin_prevue, "date de fin", "quand le test doit-il finir ?", "--fin-prevue DATE"),
        (back.retour_arriere, "retour en arrière", "comment reviendra-t-on en arrière ?", '--retour-arriere "…"'),
        (back.conditions_arret, "conditions d’arrêt", "qu’est-ce qui ferait arrêter ?", '--conditions-arret "…"'),
        (test.droit_a_l_erreur, "droit à l’erreur", "le droit à l’erreur est-il affirmé ?", "--droit-a-l-erreur oui"),
    )
    for there, short, question, option in asked:
        if not there:
            yield Manque(short, issue("reponse-manquante", question=question, option=option))


def _suspension(projet: Projet, test: Experimentation, debut: DateSouple) -> Iterator[Manque]:
    waiting = attendus(projet, test, debut)
    if not waiting and (test.suspension_du_jugement or projet.groupes):
        return
    names = enumerate_fr(college.libelle.lower() for college in waiting) or "au moins un collège"
    options = f'--suspension "{", ".join(waiting)}"' if waiting else "--suspension COLLÈGE"
    question = f"qui attend la fin du test pour juger ? Ne l’ont pas encore dit : {names}"
    yield Manque(
        f"suspension du jugement ({names})", issue("reponse-manquante", question=question, option=options)
    )  # fmt: skip


def attendus(projet: Projet, test: Experimentation, debut: DateSouple) -> list[College]:
    """Return the collèges that sit in the groups on *debut* and have not said that they suspend their judgement.

    Those from outside (Aract, ARS) have no part in the judgement.
    """
    seats = (seat for group in projet.groupes.values() for seat in group.open_seats(debut.first_day))
    sitting = {college for seat in seats for college in seat.colleges} - {College.EXTERNE}
    said = {each.college for each in test.suspension_du_jugement}
    return [college for college in College if college in sitting - said]


def _criteres(projet: Projet, test_id: str, test: Experimentation, debut: DateSouple) -> Iterator[Manque]:
    """Yield what lacks to compare later: criteria, in each family, with a value of before."""
    families = [*familles_du_plan(projet, test), *familles_du_depart(projet, test_id)]
    if not families and not test.indicateurs:
        yield Manque("indicateurs ou critères", issue("plan-vide", id=test_id))
        return
    missing = [family for family in Famille if family not in families]
    if missing:
        words = enumerate_fr(f"« {family.libelle} »" for family in missing)
        yield Manque(f"critère dans {words}", issue("critere-manquant", familles=words, id=test_id))
    unknown = enumerate_fr(sans_t0(projet, test, debut))
    if unknown:
        yield Manque(f"valeur de départ pour {unknown}", issue("t0-manquant", liste=unknown))


def familles_du_plan(projet: Projet, test: Experimentation) -> Iterator[Famille]:
    """Yield the families of the indicators of the plan."""
    followed = (projet.indicateurs.get(line.indicateur or "") for line in test.indicateurs)
    return (each.famille for each in followed if each and each.famille)


def familles_du_depart(projet: Projet, test_id: str) -> Iterator[Famille]:
    """Yield the families of the criteria that the group chose at the session held before the test."""
    for session in projet.seances_de(test_id).values():
        if session.moment is MomentSeance.T0:
            yield from (activity.famille for activity in session.activites if activity.famille)


def sans_t0(projet: Projet, test: Experimentation, debut: DateSouple) -> list[str]:
    """Return the indicators of the plan that have no value wholly before *debut*, in words."""
    missing = []
    for line in test.indicateurs:
        found = projet.indicateurs.get(line.indicateur or "")
        if found is None or comparer(found, debut=debut).t0 is None:
            missing.append((found.nom if found else "") or line.indicateur or "")
    return missing


def points_ouverts(found: Iterable[Manque]) -> str:
    """« date de fin ; retour en arrière »."""
    return " ; ".join(each.quoi for each in found)
