"""Small groups: records without them, and the groups to hide with those that are hidden. Decision 0015."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.secret.tailles import personne
from qvtkit.model.mesure import Mesure

if TYPE_CHECKING:
    from collections.abc import Mapping
    from collections.abc import Set as AbstractSet

    from qvtkit.model.diagnostic import EtatDesLieux
    from qvtkit.model.experimentation import Perimetre
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.questionnaire import Questionnaire, Vague


class MoinsDe(int):
    """A number of persons under the threshold: it counts as nothing and is written « moins de 10 »."""

    seuil: int

    @classmethod
    def of(cls, seuil: int) -> MoinsDe:
        """Return the number that stands for any under *seuil*."""
        hidden = cls(0)
        hidden.seuil = seuil
        return hidden

    def __str__(self) -> str:
        """« moins de 10 »."""
        return f"moins de {self.seuil}"

    def __format__(self, spec: str) -> str:
        """Write the same in a sentence."""
        return format(str(self), spec)


def sans_mesures(indicator: Indicateur, periods: Mapping[Periode, str]) -> Indicateur:
    """Return *indicator* with the measures of *periods* made « not available », before anything is computed."""
    if not periods:
        return indicator
    measures = {
        periode: Mesure.model_validate({"valeur": "nd", "motif": periods[periode]}) if periode in periods else each
        for periode, each in indicator.mesures.items()
    }
    aside = tuple(
        each.model_copy(update={"motif": ""}) if each.periode in periods else each for each in indicator.exclusions
    )
    return indicator.model_copy(update={"mesures": measures, "exclusions": aside})


def sans_petites_vagues(survey: Questionnaire, seuil: int) -> Questionnaire:
    """Return *survey* without the answers of groups under *seuil*, nor what would give them away."""
    return survey.model_copy(update={"vagues": tuple(_vague(wave, seuil) for wave in survey.vagues)})


def sans_petits_nombres(survey: EtatDesLieux, seuil: int) -> EtatDesLieux:
    """Return *survey* with the participants of each tool told as « moins de 10 » under *seuil*."""
    tools = tuple(
        tool if tool.participants is None or tool.participants >= seuil
        else tool.model_copy(update={"participants": MoinsDe.of(seuil)})
        for tool in survey.outils
    )  # fmt: skip
    return survey.model_copy(update={"outils": tools})


def sans_petit_effectif(area: Perimetre, seuil: int) -> Perimetre:
    """Return *area* with its number of persons told as « moins de 10 » under *seuil*."""
    if area.effectif is None or area.effectif >= seuil:
        return area
    return area.model_copy(update={"effectif": MoinsDe.of(seuil)})


def proteger(sizes: Mapping[str, float | None], hidden: AbstractSet[str], whole: float | None, seuil: int) -> set[str]:
    """Return the groups to hide: *hidden*, and the smallest of the others until nobody can be worked out.

    *sizes*: the persons of each group, None where it is not told. *whole*: the persons of the figure that all can read,
    None where there is none or it does not tell. What is left of *whole* once the groups shown are subtracted must be
    nobody, or *seuil* persons at least.
    """
    kept = set(hidden)
    order = sorted((key for key in sizes if key not in kept), key=lambda key: (_known(sizes[key]), key))
    for key in order:
        if _safe(sizes, kept, whole, seuil):
            break
        kept.add(key)
    return kept


def _safe(sizes: Mapping[str, float | None], hidden: AbstractSet[str], whole: float | None, seuil: int) -> bool:
    shown = [size for key, size in sizes.items() if key not in hidden]
    if whole is not None and None not in shown:
        rest = whole - sum(size or 0 for size in shown)
        if rest >= 0:
            return rest >= seuil or (personne(rest) and not hidden)
    return not hidden or (len(hidden) > 1 and sum(_known(sizes[key]) for key in hidden) >= seuil)


def _known(size: float | None) -> float:
    return float("inf") if size is None else size


def _vague(wave: Vague, seuil: int) -> Vague:
    """Return a wave without the questions and the groups that too few answered."""
    totals = {question: sum(counts.values()) for question, counts in wave.effectifs.items()}
    small = wave.reponses is not None and wave.reponses < seuil
    crossed = {
        key: _groupes(groups, totals, seuil) for key, groups in wave.par.items() if not small
    }  # fmt: skip
    return wave.model_copy(update={
        "reponses": MoinsDe.of(seuil) if small else wave.reponses,
        "effectifs": {key: each for key, each in wave.effectifs.items() if not small and totals[key] >= seuil},
        "par": {key: groups for key, groups in crossed.items() if groups},
    })  # fmt: skip


def _groupes(
    groups: Mapping[str, Mapping[str, Mapping[str, int]]], totals: Mapping[str, int], seuil: int
) -> dict[str, dict[str, Mapping[str, int]]]:
    """Return the groups of a question of profile with, for each question, only those that may be shown."""
    shown: dict[str, dict[str, Mapping[str, int]]] = {}
    for question in dict.fromkeys(question for answers in groups.values() for question in answers):
        asked = {name: answers[question] for name, answers in groups.items() if question in answers}
        sizes = {name: float(sum(counts.values())) for name, counts in asked.items()}
        small = {name for name, size in sizes.items() if size < seuil}
        hidden = proteger(sizes, small, totals.get(question), seuil)
        for name in sizes.keys() - hidden:
            shown.setdefault(name, {})[question] = asked[name]
    return {name: shown[name] for name in groups if name in shown}
