"""What is not filled in yet: each missing piece in plain words, with the file where it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.cloture import sans_experimentation
from qvtkit.export.vues.evaluations import POINTS_DE_VIGILANCE
from qvtkit.model.codes import College, EtatExperimentation, EtatProbleme, Famille
from qvtkit.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base
    from qvtkit.model.experimentation import Experimentation


@dataclass(frozen=True, slots=True)
class Manque:
    """A piece of the fiche that nobody has written yet, and the place where it goes."""

    fichier: str
    quoi: str


def manques(base: Base) -> tuple[Manque, ...]:
    """Return what is missing, in the order of the folder. « Non prévus » is an answer, not a gap."""
    found = [
        *_dossier(base), *_conception(base), *_diagnostic(base), *_experimentations(base),
        *_indicateurs(base), *_evaluations(base), *_perennisation(base),
    ]  # fmt: skip
    return tuple(Manque(base.projet.sans_nom(item.fichier), item.quoi) for item in found)


def _empty(file: str, *pieces: tuple[object, str]) -> Iterator[Manque]:
    """Yield the pieces whose value says nothing."""
    for value, name in pieces:
        if value is None or value in ("", (), {}):
            yield Manque(file, name)


def _dossier(base: Base) -> Iterator[Manque]:
    head = base.projet.dossier
    place, project = head.etablissement, head.demarche
    yield from _empty(
        KINDS["dossier"].chemin,
        (place.nom, "le nom de l’établissement"), (place.type, "son type"),
        (place.statut, "son statut"), (place.region, "sa région"),
        (place.effectif, "son effectif"), (project.titre, "le titre de la démarche"),
        (project.contact, "la fonction à contacter"), (project.phases, "les phases et leurs dates"),
    )  # fmt: skip


def _conception(base: Base) -> Iterator[Manque]:
    note, groups = base.projet.cadrage, base.projet.groupes
    yield from _empty(
        KINDS["cadrage"].chemin,
        (note.pourquoi, "pourquoi la démarche"), (note.enjeux, "les enjeux"),
        (note.objectifs, "les objectifs"), (note.instances, "les instances informées"),
        (note.projets_lies, "les projets liés"),
    )  # fmt: skip
    seats = [seat for group in groups.values() for seat in group.sieges]
    folder = KINDS["groupe"].path("x").rpartition("/")[0] + "/"
    yield from _empty(folder, (groups, "les groupes et leurs sièges"))
    if groups and not seats:
        yield Manque(folder, "les sièges des groupes")


def _diagnostic(base: Base) -> Iterator[Manque]:
    survey = base.projet.etat_des_lieux
    yield from _empty(
        KINDS["etat-des-lieux"].chemin,
        (survey.outils, "les outils employés"), (survey.constats, "les constats"),
    )  # fmt: skip
    kept = {EtatProbleme.RETENU, EtatProbleme.TRAITE}
    problems = {k: p for k, p in base.projet.problemes.items() if p.etat in kept}
    folder = KINDS["probleme"].path("x").rpartition("/")[0] + "/"
    yield from _empty(folder, (problems, "le problème retenu"))
    for problem_id, problem in problems.items():
        yield from _empty(KINDS["probleme"].path(problem_id), (problem.enonce, "l’énoncé du problème"))


def _experimentations(base: Base) -> Iterator[Manque]:
    tests = base.projet.experimentations
    if not tests and not sans_experimentation(base):
        yield Manque("journal.yaml", "pourquoi aucune expérimentation n’a été menée (une décision)")
    for test_id, test in tests.items():
        yield from _experimentation(base, test_id, test)


def _experimentation(base: Base, test_id: str, test: Experimentation) -> Iterator[Manque]:
    file = KINDS["experimentation"].path(test_id)
    area, back = test.perimetre, test.reversibilite
    yield from _empty(
        file,
        (test.ce_qui_change, "ce qui change"), (area.services, "le périmètre du test"),
        (test.debut, "la date de début"),
        (back.retour_arriere or back.qui_decide, "comment revenir en arrière"),
        (test.suspension_du_jugement, "la suspension du jugement"),
        (test.indicateurs, "les indicateurs du plan"),
    )  # fmt: skip
    if test.etat in {EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE}:
        made = test.decision
        yield from _empty(
            file,
            (test.fin or test.fin_prevue, "la date de fin"), (made and made.choix, "la décision"),
            (made and made.motif, "le motif de la décision"),
        )  # fmt: skip
    if test.debut and not base.projet.seances_de(test_id):
        yield Manque(f"{file.rpartition('/')[0]}/seances/", "les séances d’évaluation embarquée")


def _indicateurs(base: Base) -> Iterator[Manque]:
    """The indicators of the plans: their file, their family, a value; families without any."""
    known = base.projet.indicateurs
    planned = dict.fromkeys(
        entry.indicateur for test in base.projet.experimentations.values()
        for entry in test.indicateurs if entry.indicateur
    )  # fmt: skip
    for indicator_id in planned:
        file, indicator = KINDS["indicateur"].path(indicator_id), known.get(indicator_id)
        if indicator is None:
            yield Manque(file, "la fiche de cet indicateur")
            continue
        yield from _empty(file, (indicator.famille, "sa famille"), (indicator.mesures, "ses mesures"))
    covered = {known[indicator_id].famille for indicator_id in planned if indicator_id in known}
    for family in Famille:
        if planned and family not in covered:
            yield Manque("indicateurs/", f"un indicateur de la famille {family.libelle.lower()}")


def _evaluations(base: Base) -> Iterator[Manque]:
    answered = {answers.grille for answers in base.projet.evaluations.values()}
    if base.projet.experimentations and POINTS_DE_VIGILANCE not in answered:
        yield Manque("evaluations/", "les réponses aux points de vigilance")


def _perennisation(base: Base) -> Iterator[Manque]:
    told, keep = base.projet.bilan, base.projet.bilan.a_retenir
    dates = {visa.college: visa.date for visa in told.visas}
    yield from _empty(
        KINDS["bilan"].chemin,
        (told.reussites, "les réussites"), (told.difficultes, "les difficultés"),
        (told.conditions_de_reussite, "les conditions de réussite"),
        (told.transferabilite, "la transférabilité"),
        (keep.reussite, "la réussite à retenir"), (keep.difficulte, "la difficulté à retenir"),
        (keep.conseil, "le conseil à un voisin"),
        (dates.get(College.DIRECTION), "le visa de la direction"),
        (dates.get(College.REPRESENTANTS_DU_PERSONNEL), "le visa des représentants du personnel"),
    )  # fmt: skip
    yield from _empty(KINDS["suites"].chemin, (base.projet.suites.actions, "les actions suivantes"))
