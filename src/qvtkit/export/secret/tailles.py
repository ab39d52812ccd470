"""How many persons a measure is about: those who answered, or those of the service that it follows.

A variable says it by its name or by its sense: `nb_reponses`, « Réponses reçues », `etp_nuit`. What is counted (the
first variable of the formula: absences, favourable answers) is no size. A service whose persons were counted once, for
any indicator, stays of that size until the next count.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.method.petits_effectifs import repondants
from qvtkit.text import fold, strip_accents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

_ANSWERED = re.compile(
    r"repondant|ayant repondu|interroge"
    r"|^(?:nb |nombre |total )?(?:de |des )?(?:reponses|questionnaires)"
    r"(?: (?:recu|rendu|rempli|exploitable|obtenu|valide|total|au total)\w*)?$"
)
_PERSONS = re.compile(
    r"^(?:nb |nombre (?:de |d )?)?"
    r"(?:etpr?|effectifs?|equipe|agents?|salarie(?:e)?s?|personnes?|professionnel(?:le)?s?|soignant(?:e)?s?"
    r"|aides? soignant\w*|infirmiere?s?|as|ash|ide|cadres?)\b"
)
_SOME_OF_THEM = re.compile(
    r"\b(?:absen|arret|malad|part[ia]|sort|depart|demission|entr[ae]|embauch|nouve|form|inapt|rest|rqth|handicap"
    r"|ayant|concern|plaint|satisf|bless|accident|victim|reun|venu|present a)"
)
"""« Agents absents » are not the whole of the agents."""
_PERSONAL = re.compile(
    r"absen|arret|malad|depart|demission|rotation|turnover|restriction|inapt|anciennete|\bconge|maternite|grossesse"
    r"|handicap|rqth|\btms\b|troubles? musculo|douleur|souffrance|epuis|burn|salaire|remuneration|\bages?\b|licenci"
    r"|sanction|retraite|visites? (?:medicale|de reprise)"
)
"""What is somebody's business, not what happened in a place."""
_EVENTS = re.compile(r"\bat\b|accident|chute|evenement")
_ACCIDENTS = re.compile(r"\bat\b|accident")
_HOW_LONG = re.compile(r"\bjours?\b|duree|gravite")
"""« Jours d’arrêt après accident » tell how long somebody was away; accidents themselves are always counted."""
_NOBODY = 0.5
"""Persons (ETP) under which a remainder is a rounding (proposition qvtkit)."""


@dataclass(frozen=True)
class Tailles:
    """The sizes of the groups of one project."""

    projet: Projet
    services: Mapping[str, tuple[tuple[Periode | None, float], ...]]
    """How many persons each service was said to count, and for which period (None: for any)."""

    @classmethod
    def of(cls, projet: Projet) -> Tailles:
        """Gather what *projet* tells of its services."""
        told: dict[str, list[tuple[Periode | None, float]]] = defaultdict(list)
        for key, indicator in projet.indicateurs.items():
            for periode, measure in indicator.mesures.items() if est_d_un_service(indicator) else ():
                if (persons := _personnes(indicator, measure)) is not None:
                    told[_service(key, indicator)].append((periode, persons))
        for test in projet.experimentations.values():
            area = test.perimetre
            if len(area.services) == 1 and not area.metiers and area.effectif is not None:
                told[fold(area.services[0])].append((None, float(area.effectif)))
        return cls(projet, {service: tuple(each) for service, each in told.items()})

    def de(self, key: str, periode: Periode) -> float | None:
        """Return how many persons the measure of an indicator is about, None where nothing tells."""
        indicator = self.projet.indicateurs[key]
        measure = indicator.mesures[periode]
        answered = ayant_repondu(indicator, measure)
        if answered is not None or not est_personnel(indicator):
            return answered
        persons = _personnes(indicator, measure)
        if persons is not None or not est_d_un_service(indicator):
            return persons
        return self._du_service(_service(key, indicator), periode)

    def _du_service(self, service: str, periode: Periode) -> float | None:
        """Return the persons of a service in the period nearest to *periode*, the fewest where two are as near."""

        def far(one: tuple[Periode | None, float]) -> tuple[float, float]:
            when = one[0]
            return (abs((when.first_day - periode.first_day).days) if when else float("inf"), one[1])

        return min(self.services.get(service, ()), key=far, default=(None, None))[1]


def personne(reste: float) -> bool:
    """Tell whether what is left of a group is nobody, give or take a rounding."""
    return reste < _NOBODY


def est_d_un_service(indicator: Indicateur) -> bool:
    """Tell whether an indicator follows a service, not the whole establishment."""
    return bool(indicator.service or indicator.declinaison_de)


def est_personnel(indicator: Indicateur) -> bool:
    """Tell whether an indicator says something of persons: their absences, their leaving, their health."""
    told = _plain(f"{indicator.nom} {indicator.formule}")
    if _EVENTS.search(told):
        return bool(_ACCIDENTS.search(told) and _HOW_LONG.search(told))
    return bool(_PERSONAL.search(told))


def ayant_repondu(indicator: Indicateur, measure: Mesure) -> float | None:
    """Return how many answered, None where the measure does not say."""
    found = _smallest(indicator, measure, lambda said: bool(_ANSWERED.search(said)))
    return found if found is not None else repondants(measure)


def _personnes(indicator: Indicateur, measure: Mesure) -> float | None:
    return _smallest(indicator, measure, lambda said: bool(_PERSONS.search(said)) and not _SOME_OF_THEM.search(said))


def _smallest(indicator: Indicateur, measure: Mesure, says: Callable[[str], bool]) -> float | None:
    """Return the smallest count among the variables that *says* knows; what is counted only where it is alone."""
    known = [
        name for name in measure.variables
        if says(_plain(name)) or says(_plain(indicator.variables.get(name, "")))
    ]  # fmt: skip
    formula = indicator.formule_lue
    counted = formula.noms[0] if formula and len(formula.noms) > 1 else None
    kept = [name for name in known if fold(name) != fold(counted or "")] or known
    return min((measure.variables[name] for name in kept), default=None)


def _service(key: str, indicator: Indicateur) -> str:
    return fold(indicator.service) or key


def _plain(text: str) -> str:
    return re.sub(r"[\s_\-'’.]+", " ", strip_accents(text).lower()).strip()
