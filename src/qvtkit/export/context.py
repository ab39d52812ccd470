"""From a `Projet` to what a document may show: plain frozen data, masked by the one door of `secret/`.

Every export is built from a `Contexte`. Its texts carry no known name (functions, initials or
names, as the project says), head counts are bands, participation under the threshold is hidden,
codes are words.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.manques import bilan_attendu, manques
from qvtkit.export.secret.masking import masked
from qvtkit.export.vues.base import Base
from qvtkit.export.vues.cloture import (
    Bilan,
    Suites,
    bilan,
    prochaines_revues,
    sans_experimentation,
    suites,
    visas,
)
from qvtkit.export.vues.diagnostic import Diagnostic, diagnostic
from qvtkit.export.vues.evaluations import GrilleVue, PropositionVue, propositions, vigilance
from qvtkit.export.vues.experimentation import ExperimentationVue, experimentations
from qvtkit.export.vues.gouvernance import Gouvernance, gouvernance
from qvtkit.export.vues.identite import Cadre, Identite, cadre, identite
from qvtkit.export.vues.indicateurs import IndicateurVu, hors_plan
from qvtkit.export.vues.revues import RevueVue, revues_tenues
from qvtkit.method.chronologie import FaitDate, chronologie

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.vues.base import Paire
    from qvtkit.method.manques import Manque
    from qvtkit.model.dossier import PassagePhase
    from qvtkit.model.projet import Projet


@dataclass(frozen=True, slots=True)
class Contexte:
    """All that a document may show of a project."""

    aujourdhui: dt.date
    identite: Identite
    cadre: Cadre
    gouvernance: Gouvernance
    phases: tuple[PassagePhase, ...]
    faits: tuple[FaitDate, ...]
    diagnostic: Diagnostic
    experimentations: tuple[ExperimentationVue, ...]
    sans_experimentation: str
    """Why nothing was tested, where the project says it."""
    indicateurs_hors_plan: tuple[IndicateurVu, ...]
    propositions: tuple[PropositionVue, ...]
    vigilance: tuple[GrilleVue, ...]
    bilan: Bilan
    suites: Suites
    revues: tuple[str, ...]
    """The reviews still to come."""
    revues_tenues: tuple[RevueVue, ...]
    visas: tuple[Paire, ...]
    manques: tuple[Manque, ...]
    bilan_attendu: bool
    """The bilan is due, or begun; else it is too early for what closes a project."""


def contexte(projet: Projet, aujourdhui: dt.date) -> Contexte:
    """Return what documents may show of *projet* on the day *aujourdhui*."""
    base = Base.of(masked(projet), aujourdhui)
    return Contexte(
        aujourdhui=aujourdhui,
        identite=identite(base),
        cadre=cadre(base),
        gouvernance=gouvernance(base),
        phases=base.projet.dossier.demarche.phases,
        faits=tuple(fact for fact in chronologie(base.projet) if fact.date.first_day <= aujourdhui),
        diagnostic=diagnostic(base),
        experimentations=experimentations(base),
        sans_experimentation="" if base.projet.experimentations else sans_experimentation(base),
        indicateurs_hors_plan=hors_plan(base),
        propositions=propositions(base),
        vigilance=vigilance(base),
        bilan=bilan(base),
        suites=suites(base),
        revues=prochaines_revues(base),
        revues_tenues=revues_tenues(base),
        visas=visas(base),
        manques=manques(base),
        bilan_attendu=bilan_attendu(base.projet),
    )
