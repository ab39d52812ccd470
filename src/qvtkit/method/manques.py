"""What is not written yet of what the fiche tells: each piece in plain words, its file, the command that writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.preuve import retenus
from qvtkit.method.sources import sortes
from qvtkit.model.codes import College, EtatExperimentation, Famille, Phase, TypeFait
from qvtkit.model.kinds import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

POINTS_DE_VIGILANCE = "points-de-vigilance"
_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
_HEAD, _FRAMING, _CLOSING = "qvtkit project edit", "qvtkit framing edit", "qvtkit closing edit"


class Manque(NamedTuple):
    """A piece that nobody has written yet, the file where it goes, the command that asks for it.

    `commande` is empty where it is too late: what is promised or chosen before a test is not written after it.
    """

    fichier: str
    quoi: str
    commande: str


def manques(projet: Projet) -> Iterator[Manque]:
    """Yield what is missing, in the order of the folder. « Non prévus » is an answer, not a gap."""
    yield from _dossier(projet)
    yield from _conception(projet)
    yield from _diagnostic(projet)
    yield from _experimentations(projet)
    yield from _indicateurs(projet)
    if projet.experimentations and not _answered(projet, POINTS_DE_VIGILANCE):
        command = f"qvtkit evaluation run {POINTS_DE_VIGILANCE}"
        yield Manque("evaluations/", "les réponses aux points de vigilance", command)
    yield from cloture(projet)


def _answered(projet: Projet, grid: str) -> bool:
    return any(answers.grille == grid for answers in projet.evaluations.values())


def _empty(file: str, command: str, *pieces: tuple[object, str]) -> Iterator[Manque]:
    """Yield the pieces whose value says nothing."""
    for value, name in pieces:
        if value is None or value in ("", (), {}):
            yield Manque(file, name, command)


def _dossier(projet: Projet) -> Iterator[Manque]:
    place, project = projet.dossier.etablissement, projet.dossier.demarche
    yield from _empty(
        KINDS["dossier"].chemin, _HEAD,
        (place.nom, "le nom de l’établissement"), (place.type, "son type"),
        (place.statut, "son statut"), (place.region, "sa région"),
        (place.effectif, "son effectif"), (project.titre, "le titre de la démarche"),
        (project.contact, "la fonction à contacter"),
    )  # fmt: skip
    yield from _empty(
        KINDS["dossier"].chemin, "qvtkit phase advance", (project.phases, "les phases et leurs dates")
    )  # fmt: skip


def _conception(projet: Projet) -> Iterator[Manque]:
    note, groups = projet.cadrage, projet.groupes
    yield from _empty(
        KINDS["cadrage"].chemin, _FRAMING,
        (note.pourquoi, "pourquoi la démarche"), (note.enjeux, "les enjeux"),
        (note.objectifs, "les objectifs"), (note.instances, "les instances informées"),
        (note.projets_lies, "les projets liés"),
    )  # fmt: skip
    folder = KINDS["groupe"].path("x").rpartition("/")[0] + "/"
    yield from _empty(folder, "qvtkit group add", (groups, "les groupes et leurs sièges"))
    if groups and not any(group.sieges for group in groups.values()):
        yield Manque(folder, "les sièges des groupes", f"qvtkit group member add {next(iter(groups))}")


def _diagnostic(projet: Projet) -> Iterator[Manque]:
    survey, file = projet.etat_des_lieux, KINDS["etat-des-lieux"].chemin
    yield from _empty(file, "qvtkit finding tool", (sortes(projet), "les outils employés"))
    yield from _empty(file, "qvtkit finding add", (survey.constats, "les constats"))
    problems = retenus(projet)
    folder = KINDS["probleme"].path("x").rpartition("/")[0] + "/"
    command = "qvtkit problem state" if projet.problemes else "qvtkit problem add"
    yield from _empty(folder, command, (problems, "le problème retenu"))
    for problem_id, problem in problems.items():
        command = f"qvtkit problem edit {problem_id}"
        yield from _empty(KINDS["probleme"].path(problem_id), command, (problem.enonce, "l’énoncé du problème"))


def _experimentations(projet: Projet) -> Iterator[Manque]:
    yield from _sans_test(projet)
    for test_id, test in projet.experimentations.items():
        yield from _experimentation(projet, test_id, test)


def _sans_test(projet: Projet) -> Iterator[Manque]:
    """Yield the reason why nothing was tested, where nobody wrote it."""
    if not projet.experimentations and not _reason_without_test(projet):
        what = "pourquoi aucune expérimentation n’a été menée (une décision)"
        yield Manque(KINDS["journal"].chemin, what, "qvtkit journal add --type decision")


def a_la_fin(projet: Projet) -> Iterator[Manque]:
    """Yield what lacks and is only awaited when a project ends."""
    yield from _sans_test(projet)
    yield from cloture(projet)


def _reason_without_test(projet: Projet) -> bool:
    """Tell whether a passage of phase, or a decision of the journal, says why nothing was tested."""
    stays = (stay for stay in projet.dossier.demarche.phases if stay.phase is Phase.EXPERIMENTATION)
    decisions = (fact for fact in projet.journal.faits if fact.type is TypeFait.DECISION and fact.texte)
    return any(stay.motif or stay.decision for stay in stays) or any(decisions)


def _experimentation(projet: Projet, test_id: str, test: Experimentation) -> Iterator[Manque]:
    file, command = KINDS["experimentation"].path(test_id), f"qvtkit experiment edit {test_id}"
    area, back = test.perimetre, test.reversibilite
    yield from _empty(
        file, command,
        (test.ce_qui_change, "ce qui change"), (area.services, "le périmètre du test"),
        (test.debut, "la date de début"),
        (back.retour_arriere or back.qui_decide, "comment revenir en arrière"),
    )  # fmt: skip
    yield from _empty(file, "" if test.etat in _CLOSED else command, (test.indicateurs, "les indicateurs du plan"))
    promise = f"qvtkit experiment start {test_id}" if test.etat is EtatExperimentation.PREVUE else ""
    yield from _empty(file, promise, (test.suspension_du_jugement, "la suspension du jugement"))
    if test.etat in _CLOSED:
        made = test.decision
        yield from _empty(
            file, command,
            (test.fin or test.fin_prevue, "la date de fin"), (made and made.choix, "la décision"),
            (made and made.motif, "le motif de la décision"),
        )  # fmt: skip
    if test.debut and not projet.seances_de(test_id):
        folder = f"{file.rpartition('/')[0]}/seances/"
        yield Manque(folder, "les séances d’évaluation embarquée", f"qvtkit session run {test_id}")


def _indicateurs(projet: Projet) -> Iterator[Manque]:
    """The indicators of the plans: their file, their family, a value; families without any."""
    known = projet.indicateurs
    planned = dict.fromkeys(
        entry.indicateur for test in projet.experimentations.values() for entry in test.indicateurs if entry.indicateur
    )
    for indicator_id in planned:
        file, indicator = KINDS["indicateur"].path(indicator_id), known.get(indicator_id)
        if indicator is None:
            yield Manque(file, f"la fiche de l’indicateur « {indicator_id} »", f"qvtkit indicator add {indicator_id}")
            continue
        name = f"« {indicator.nom or indicator_id} »"
        yield from _empty(file, f"qvtkit indicator edit {indicator_id}", (indicator.famille, f"la famille de {name}"))
        yield from _empty(file, f"qvtkit indicator add {indicator_id}", (indicator.mesures, f"les mesures de {name}"))
    over = all(test.etat in _CLOSED for test in projet.experimentations.values())
    covered = {known[indicator_id].famille for indicator_id in planned if indicator_id in known}
    for family in Famille:
        if planned and family not in covered:
            what = f"un indicateur de la famille {family.libelle.lower()}"
            yield Manque("indicateurs/", what, "" if over else "qvtkit indicator add")


def cloture(projet: Projet) -> Iterator[Manque]:
    """Yield what lacks of the bilan and of what follows."""
    told, keep = projet.bilan, projet.bilan.a_retenir
    dates = {visa.college: visa.date for visa in told.visas}
    yield from _empty(
        KINDS["bilan"].chemin, _CLOSING,
        (told.reussites, "les réussites"), (told.difficultes, "les difficultés"),
        (told.conditions_de_reussite, "les conditions de réussite"),
        (told.transferabilite, "la transférabilité"),
        (keep.reussite, "la réussite à retenir"), (keep.difficulte, "la difficulté à retenir"),
        (keep.conseil, "le conseil à un voisin"),
        (dates.get(College.DIRECTION), "le visa de la direction"),
        (dates.get(College.REPRESENTANTS_DU_PERSONNEL), "le visa des représentants du personnel"),
    )  # fmt: skip
    yield from _empty(KINDS["suites"].chemin, _CLOSING, (projet.suites.actions, "les actions suivantes"))
