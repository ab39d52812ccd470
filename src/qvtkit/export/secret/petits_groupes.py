"""Small groups: which measures may not leave the folder, and those that would give them away.

Under the threshold of the project a group is not shown: its respondents, or the persons of a service whose absences,
departures… are followed. A service hidden alone could be worked out of the common figure and of the other services: the
smallest of those is hidden with it, until what a reader can subtract is large enough. Counts of events are never
hidden (accidents, falls), nor the figures of the establishment as a whole. Decision 0015.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.method.petits_effectifs import NON_MONTREE, TROP_PEU, repondants
from qvtkit.method.services import commun, par_service
from qvtkit.model.mesure import Mesure
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from qvtkit.model.diagnostic import EtatDesLieux
    from qvtkit.model.experimentation import Perimetre
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet
    from qvtkit.model.questionnaire import Questionnaire, Vague

Place = tuple[str, "Periode"]
"""An indicator and a period."""
_PERSONS = re.compile(r"(?:nb_)?(?:etpr?|effectifs?|agents|salaries|personnes)(?:_(?:moyens?|reels?|total|planifie))?")
"""Variables that count the persons of a group."""
_OF_PERSONS = re.compile(r"absen|arret|maladie|depart|demission|rotation|turnover|restriction|inaptitude|anciennete")
_EVENTS = re.compile(r"\bat\b|accident|chute|evenement")


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


def mesures_cachees(projet: Projet) -> dict[Place, str]:
    """Return the measures of *projet* that may not leave the folder, each with why."""
    threshold = projet.dossier.confidentialite.seuil
    hidden: dict[Place, str] = {}
    for key, indicator in projet.indicateurs.items():
        for periode, measure in indicator.mesures.items():
            size = _size(indicator, measure)
            if size is not None and size < threshold:
                hidden[key, periode] = NON_MONTREE if repondants(measure) is not None else TROP_PEU
    for _ in range(2):  # a longer period hidden may want another service hidden with it
        hidden |= dict(_longer(projet, hidden))
        hidden |= dict(_complementary(projet, hidden, threshold))
    return hidden


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
            return rest >= seuil or (rest == 0 and not hidden)
    return not hidden or (len(hidden) > 1 and sum(_known(sizes[key]) for key in hidden) >= seuil)


def _known(size: float | None) -> float:
    return float("inf") if size is None else size


def _longer(projet: Projet, hidden: Mapping[Place, str]) -> Iterator[tuple[Place, str]]:
    """Yield the longer periods of an indicator in which a hidden one lies: a year less eleven months is a month."""
    for (key, periode), why in hidden.items():
        for other in projet.indicateurs[key].mesures:
            holds = other.first_day <= periode.first_day and periode.last_day <= other.last_day
            if holds and (key, other) not in hidden:
                yield (key, other), why


def _complementary(projet: Projet, hidden: Mapping[Place, str], seuil: int) -> Iterator[tuple[Place, str]]:
    """Yield, for each common indicator and period, the services to hide with those that are."""
    for common in {commun(projet, key) for key, each in projet.indicateurs.items() if each.declinaison_de}:
        services = par_service(projet, common)
        for periode in {periode for each in services.values() for periode in each.mesures}:
            sizes = {key: _size(each, each.mesures[periode]) for key, each in services.items() if _given(each, periode)}
            known = {key for key in sizes if (key, periode) in hidden}
            why = next((hidden[key, periode] for key in sorted(known)), NON_MONTREE)
            whole = _whole(projet, common, periode) if common not in services else None
            for key in proteger(sizes, known, whole, seuil) - known:
                yield (key, periode), why


def _whole(projet: Projet, common: str, periode: Periode) -> float | None:
    indicator = projet.indicateurs.get(common)
    return _size(indicator, indicator.mesures[periode]) if indicator and _given(indicator, periode) else None


def _given(indicator: Indicateur, periode: Periode) -> bool:
    measure = indicator.mesures.get(periode)
    return measure is not None and not measure.nd and not measure.is_empty


def _size(indicator: Indicateur, measure: Mesure) -> float | None:
    """Return how many persons a measure is about: its respondents, or the persons of a service; None if not told."""
    answered = repondants(measure)
    told = fold(f"{indicator.nom} {indicator.formule}").replace("_", " ")
    if answered is not None or not _of_a_service(indicator) or _EVENTS.search(told) or not _OF_PERSONS.search(told):
        return answered
    return min((count for name, count in measure.variables.items() if _PERSONS.fullmatch(name)), default=None)


def _of_a_service(indicator: Indicateur) -> bool:
    return bool(indicator.service or indicator.declinaison_de)


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
