"""What the method offers at a given moment and no gate asks: checklists, the evaluation group, documents to produce.

Each is said while its moment lasts and goes away by itself: an advice that stays for ever is read by nobody.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.echeances import echeances
from qvtkit.method.manques import POINTS_DE_VIGILANCE
from qvtkit.method.preuve import groupes_de, nom_du_test, retenus
from qvtkit.method.preuves_experimentation import first_session_due
from qvtkit.method.suivant_agenda import reunions_proches
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, MomentEvaluation, Phase, Role, TypeEvenement
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.groupe import Groupe

EMBARQUEE = "evaluation-embarquee"
FENETRE = 60
"""Days during which a note to sign, or the checklist of the end of a test, is still offered (proposition qvtkit)."""
ARRIVEE = 30
"""Days during which a newcomer is offered the page made for them (proposition qvtkit)."""
COMITE = 15
"""Days before a meeting of the steering committee from which its dossier is prepared (proposition qvtkit)."""
_MEETS = frozenset({TypeEvenement.REUNION, TypeEvenement.REVUE})
_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
_EVALUATES = frozenset({Role.GROUPE_EVALUATION, Role.GROUPE_DE_TRAVAIL})


def moments(vue: Vue) -> Iterator[Conseil]:
    """Yield what is worth doing at this moment."""
    yield from reunions_proches(vue.projet, vue.jour)
    yield from _outils(vue)
    yield from _vigilance(vue)
    yield from _groupe(vue)
    for key, test in vue.projet.experimentations.items():
        yield from _embarquee(vue, key, test)
    yield from _note_de_cadrage(vue)
    yield from _passation(vue)
    yield from _dossier_du_comite(vue)


def _answered(vue: Vue, grid: str, moment: MomentEvaluation | None = None, test: str | None = None) -> bool:
    """Tell whether a checklist was answered (or may have been, in a file that cannot be read)."""
    return any(grid in file for file in vue.projet.unreadable("evaluation")) or any(
        each.grille == grid and moment in {None, each.moment} and test in {None, each.experimentation}
        for each in vue.projet.evaluations.values()
    )


def _vigilance(vue: Vue) -> Iterator[Conseil]:
    """The points of attention: once the conception has its answers, and in the diagnostic."""
    framed = vue.phase is Phase.CONCEPTION and vue.jalon is not None and not vue.jalon.ouvertes
    seated = any(group.open_seats(vue.jour) for group in vue.projet.groupes.values())
    if (framed or vue.phase is Phase.DIAGNOSTIC) and seated and not _answered(vue, POINTS_DE_VIGILANCE):
        yield Conseil(
            f"grille/{POINTS_DE_VIGILANCE}", "Regarder ensemble les onze points de vigilance",
            f"{_who_answers(vue)}les désaccords d’aujourd’hui évitent des surprises pendant l’essai",
            f"qvtkit evaluation run {POINTS_DE_VIGILANCE}", Rang.MOMENT,
        )  # fmt: skip


def _who_answers(vue: Vue) -> str:
    """« 4 points se répondent collège par collège, 7 tous ensemble ; »: as the checklist puts them."""
    grid = vue.projet.grille(POINTS_DE_VIGILANCE)
    apart = sum(item.par == "college" for item in grid.items) if grid else 0
    together = len(grid.items) - apart if grid else 0
    said = f"{plural(apart, 'point se répond', 'points se répondent')} collège par collège" if apart else ""
    return f"{said}, {together} tous ensemble ; " if said and together else f"{said} ; " if said else ""


def _outils(vue: Vue) -> Iterator[Conseil]:
    """The ways to observe are chosen before the first finding: a questionnaire takes weeks to prepare."""
    survey = vue.projet.etat_des_lieux
    begun = survey.outils or survey.constats or any(name.startswith("guide-") for name in vue.produits)
    if vue.phase is Phase.DIAGNOSTIC and not (begun or vue.projet.unreadable("etat-des-lieux")):
        yield Conseil(
            "outils/choix", "Choisir vos outils : questionnaire, observation, entretiens, espace de discussion…",
            "au moins deux sortes de sources, préparées à temps ; quand chacun convient : qvtkit export guide ; ici, le"
            " guide à imprimer du questionnaire", "qvtkit export guide questionnaire", Rang.JALON,
        )  # fmt: skip


def _groupe(vue: Vue) -> Iterator[Conseil]:
    """The group that will evaluate is made before the test begins."""
    tests, groups = vue.projet.experimentations, vue.projet.groupes
    soon = vue.phase is Phase.EXPERIMENTATION or (vue.phase is Phase.DIAGNOSTIC and bool(retenus(vue.projet)))
    begun = any(test.etat is not EtatExperimentation.PREVUE for test in tests.values())
    named = any(test.groupe in groups for test in tests.values())
    evaluates = any(_EVALUATES & set(group.roles) for group in groups.values())
    if soon and not (begun or named or evaluates or vue.projet.unreadable("groupe")):
        yield Conseil(
            "groupe/evaluation", "Réunir le groupe qui évaluera l’essai : de 8 à 12 personnes concernées",
            "celles et ceux qui vivent le changement le jugent (Anact, « L’évaluation embarquée ») ; un groupe qui"
            " existe peut aussi prendre ce rôle : qvtkit group edit", "qvtkit group add --roles groupe-evaluation",
            Rang.JALON if vue.phase is Phase.EXPERIMENTATION else Rang.MOMENT,
        )  # fmt: skip


def _embarquee(vue: Vue, key: str, test: Experimentation) -> Iterator[Conseil]:
    """The checklist of the embedded evaluation, at each of its three moments."""
    moment = _moment(vue, test)
    seated = any(group.open_seats(vue.jour) for group in _of_test(vue, test))
    if moment is None or not seated or _answered(vue, EMBARQUEE, moment, key):
        return
    words = {MomentEvaluation.AVANT: "avant de commencer", MomentEvaluation.PENDANT: "pendant le test"}
    yield Conseil(
        f"grille/{EMBARQUEE}/{key}", f"Répondre à la grille d’évaluation embarquée, {words.get(moment, 'à la fin')}",
        f"quelques questions sur le test « {nom_du_test(key, test)} », à relire ensemble au moment suivant",
        f"qvtkit evaluation run {EMBARQUEE} --experimentation {key} --moment {moment}",
        Rang.JALON if moment is MomentEvaluation.AVANT else Rang.MOMENT,  # once the test begins, it is too late
    )  # fmt: skip


def _of_test(vue: Vue, test: Experimentation) -> Iterable[Groupe]:
    """Return the group of a test, where it names one: else any group may answer."""
    named = vue.projet.groupes.get(test.groupe or "")
    return [named] if named else vue.projet.groupes.values()


def _moment(vue: Vue, test: Experimentation) -> MomentEvaluation | None:
    """Return the moment at which the test is; None between two of them, and long after its end."""
    if test.etat is EtatExperimentation.PREVUE:
        described = vue.phase is Phase.EXPERIMENTATION and bool(test.reversibilite.retour_arriere)
        return MomentEvaluation.AVANT if described else None
    if test.etat is EtatExperimentation.EN_COURS:
        due = first_session_due(test)
        return MomentEvaluation.PENDANT if due and due <= vue.jour else None
    end = test.fin or test.fin_prevue
    recent = end is not None and vue.jour - end.last_day <= dt.timedelta(days=FENETRE)
    return MomentEvaluation.FIN if test.etat in _CLOSED and recent else None


def _note_de_cadrage(vue: Vue) -> Iterator[Conseil]:
    """The framing on one page, to be signed: once it says why and with what, while the project is young."""
    note, stays = vue.projet.cadrage, vue.projet.dossier.demarche.phases
    ready = note.pourquoi and note.moyens.heures is not None and any(each.nom for each in note.projets_lies)
    start = next((stay.debut for stay in stays if stay.phase is Phase.DIAGNOSTIC and stay.debut), None)
    young = vue.phase is Phase.CONCEPTION or (
        vue.phase is Phase.DIAGNOSTIC and start is not None
        and vue.jour - start.first_day <= dt.timedelta(days=FENETRE)
    )  # fmt: skip
    if ready and young and "note-de-cadrage" not in vue.produits:
        yield Conseil(
            "document/note-de-cadrage", "Faire signer la note de cadrage, sur une page",
            "la direction et les représentants du personnel signent la même phrase, les mêmes moyens",
            "qvtkit export cadrage", Rang.MOMENT,
        )  # fmt: skip


def _passation(vue: Vue) -> Iterator[Conseil]:
    """A page for the person who has just taken somebody’s seat."""
    starts = [
        seat.debut.first_day
        for group in vue.projet.groupes.values()
        for seat in group.open_seats(vue.jour)
        if seat.remplace and seat.debut and vue.jour - seat.debut.first_day <= dt.timedelta(days=ARRIVEE)
    ]
    if starts and vue.produits.get("passation", dt.date.min) < max(starts):
        yield Conseil(
            "document/passation", "Remettre la fiche de passation à la personne qui arrive",
            f"elle siège depuis le {max(starts):%d/%m/%Y} ; une page dit ce qui a été décidé et ce qui attend",
            "qvtkit export passation", Rang.MOMENT,
        )  # fmt: skip


def _dossier_du_comite(vue: Vue) -> Iterator[Conseil]:
    """The dossier of the steering committee, in the days before its meeting; the nearest one only."""
    groups = vue.projet.groupes
    committees = tuple(groupes_de(vue.projet, Role.COPIL) or (groups if len(groups) == 1 else ()))
    for each in echeances(vue.projet):
        meets = each.etat is EtatEvenement.PREVU and each.genre in _MEETS and each.groupe in committees
        if not meets or each.date is None or each.date.jour is None:
            continue
        opens = each.date.first_day - dt.timedelta(days=COMITE)
        if not opens <= vue.jour < each.date.first_day:
            continue
        if vue.produits.get("dossier-copil", dt.date.min) < opens:
            yield Conseil(
                f"document/dossier-copil/{each.cle}", "Préparer le dossier du comité",
                f"il se réunit le {each.date.francais} ; ce qui a bougé, ce qui est demandé, ce qu’il faut décider",
                "qvtkit export copil" + (f" --groupe {each.groupe}" if len(committees) > 1 else ""), Rang.MOMENT,
            )  # fmt: skip
        return
