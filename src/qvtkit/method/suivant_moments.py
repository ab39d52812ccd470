"""What the method offers at a given moment and no gate asks: checklists, the evaluation group, near meetings.

Each is said while its moment lasts and goes away by itself: an advice that stays for ever is read by nobody.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.manques import POINTS_DE_VIGILANCE
from qvtkit.method.preuve import nom_du_test, retenus
from qvtkit.method.preuves_experimentation import first_session_due
from qvtkit.method.suivant_agenda import reunions_proches
from qvtkit.model.codes import EtatExperimentation, MomentEvaluation, Phase, Role
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.groupe import Groupe

EMBARQUEE = "evaluation-embarquee"
FENETRE = 60
"""Days during which the checklist of the end of a test is still offered (proposition qvtkit)."""
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
