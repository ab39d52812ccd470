"""What the group itself said in its sessions, beside what the figures say. Neither corrects the other."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from qvtkit.analysis.verdict import Verdict
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.model.codes import Tendance
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.method.familles import VueFamilles
    from qvtkit.model.codes import Famille
    from qvtkit.model.projet import Projet
    from qvtkit.model.seance import ActiviteEvaluee

_MIEUX = {Verdict.SIGNAL_AMELIORATION, Verdict.INDICE_AMELIORATION}
_PAREIL = {Verdict.VARIATION_HABITUELLE, Verdict.AUCUNE_VARIATION, Verdict.POINT_A_REGARDER}


class Accord(StrEnum):
    """How the group’s answer stands beside the figures."""

    MEME_SENS = "meme-sens"
    AUTRE_SENS = "autre-sens"
    PAS_COMPARABLE = "pas-comparable"


_DIT = {
    Accord.MEME_SENS: "les chiffres vont dans le même sens",
    Accord.AUTRE_SENS: "les chiffres ne disent pas la même chose : gardez les deux, et demandez-vous pourquoi",
    Accord.PAS_COMPARABLE: "les chiffres ne permettent pas de comparer",
}


@dataclass(frozen=True, slots=True)
class Parole:
    """The last answer of the group for one activity."""

    activite: str
    critere: str
    famille: Famille | None
    indicateur: str
    date: str
    reponse: str
    tendance: Tendance | None
    """None where the group gave no answer together."""
    accord: Accord | None
    """None for an activity that no indicator measures."""

    @property
    def texte(self) -> str:
        """« Rappels pendant les repos : amélioré, le 20/12/2016 ; les chiffres vont dans le même sens »."""
        when = f", le {self.date}" if self.date else ""
        told = f" ; {_DIT[self.accord]}" if self.accord else ""
        return f"{self.activite or self.critere} : {self.reponse}{when}{told}."


def paroles(projet: Projet, vue: VueFamilles) -> tuple[Parole, ...]:
    """Return the last answer of the group for each activity that got one, in the order of the sessions."""
    verdicts = {each.identifiant: each.verdict for each in vue.lignes}
    words = Lexique(projet)
    last: dict[tuple[str, str, str], tuple[str, ActiviteEvaluee]] = {}
    for session_id, session in projet.seances_de(vue.experimentation).items():
        for activity in session.activites:
            if activity.tendance or activity.avis:
                key = (fold(activity.activite), activity.famille or "", fold(activity.critere))
                last[key] = (session_id, activity)
    return tuple(_parole(words, session_id, activity, verdicts) for session_id, activity in last.values())


def desaccords(paroles: Iterable[Parole]) -> tuple[str, ...]:
    """Return the activities for which the group and the figures differ."""
    return tuple(each.activite or each.critere for each in paroles if each.accord is Accord.AUTRE_SENS)


def _parole(
    words: Lexique, session_id: str, activity: ActiviteEvaluee, verdicts: dict[str, Verdict | None]
) -> Parole:  # fmt: skip
    date, common, key = date_of_id(session_id), _commune(activity), activity.indicateur or ""
    agreement = accord(common, verdicts[key]) if key in verdicts else None
    return Parole(
        activity.activite, activity.critere, activity.famille, key, date.francais if date else "",
        _reponse(words, activity, common), common, agreement,
    )  # fmt: skip


def _commune(activity: ActiviteEvaluee) -> Tendance | None:
    """Return the group's answer, else the one that all opinions share."""
    opinions = set(activity.avis.values())
    return activity.tendance or (opinions.pop() if len(opinions) == 1 else None)


def _reponse(words: Lexique, activity: ActiviteEvaluee, common: Tendance | None) -> str:
    """« amélioré », « dégradé (encadrement : inchangé) », « pas de réponse commune (direction : … ; …) »."""
    by_answer: dict[Tendance, list[str]] = defaultdict(list)
    for party, answer in activity.avis.items():
        if answer is not common:
            by_answer[answer].append(minuscule(words.partie(party)))
    others = " ; ".join(f"{enumerate_fr(who)} : {answer.libelle.lower()}" for answer, who in by_answer.items())
    said = common.libelle.lower() if common else "pas de réponse commune"
    return f"{said} ({others})" if others else said


def accord(dit: Tendance | None, verdict: Verdict | None) -> Accord:
    """Set what the group said beside a verdict."""
    if dit in {None, Tendance.NE_SAIT_PAS} or verdict in {None, Verdict.DONNEES_INSUFFISANTES}:
        return Accord.PAS_COMPARABLE
    if verdict in {Verdict.INDICE, Verdict.CHANGEMENT_NET}:  # no direction was wanted: neither better nor worse
        return Accord.AUTRE_SENS if dit is Tendance.INCHANGE else Accord.PAS_COMPARABLE
    figures = Tendance.AMELIORE if verdict in _MIEUX else Tendance.INCHANGE if verdict in _PAREIL else Tendance.DEGRADE
    return Accord.MEME_SENS if dit is figures else Accord.AUTRE_SENS
