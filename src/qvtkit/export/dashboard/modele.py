"""What the dashboard shows, before any markup: plain frozen data, all of it masked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.dashboard.frise import Etape, Frise
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu


@dataclass(frozen=True, slots=True)
class LigneMesure:
    """A row of the table under a chart."""

    periode: str
    valeur: str
    precision: str
    """Its counts where it gives them, why it is missing or put aside, its note: « 13 sur 248 »."""


@dataclass(frozen=True, slots=True)
class Carte:
    """An indicator: what documents say of it, its drawing, what is read in its curve, its measures."""

    vu: IndicateurVu
    svg: str
    """Empty under two values."""
    alt: str
    lecture: tuple[str, ...]
    trop_peu: bool
    """Too few measures for any conclusion."""
    mesures: tuple[LigneMesure, ...]

    @property
    def avec_precisions(self) -> bool:
        """Tell whether the third column has anything to show."""
        return any(line.precision for line in self.mesures)


@dataclass(frozen=True, slots=True)
class Parole:
    """What the group said last of an activity; who said otherwise."""

    texte: str
    reponse: str
    partages: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Colonne:
    """One of the three families: its indicators, and what the group says."""

    titre: str
    cartes: tuple[Carte, ...]
    paroles: tuple[Parole, ...] = ()


@dataclass(frozen=True, slots=True)
class Essai:
    """A test and its three families, always side by side."""

    vu: ExperimentationVue
    colonnes: tuple[Colonne, ...]
    en_cours: bool
    commence: bool

    @property
    def etat(self) -> str:
        """Its state, as one says it of « un test »: « Terminé », where the folder says « Terminée »."""
        return self.vu.etat.removesuffix("e")


@dataclass(frozen=True, slots=True)
class PropositionSuivie:
    """A proposal, its answer, how long it waits or waited."""

    date: str
    texte: str
    etat: str
    reponse: str
    par: str
    attente: str
    en_retard: bool


@dataclass(frozen=True, slots=True)
class Attendue:
    """Something due: when in words, what, where."""

    quand: str
    texte: str
    lieu: str


@dataclass(frozen=True, slots=True)
class Passee:
    """A date that is over: held, cancelled, not held."""

    date: str
    texte: str
    etat: str


@dataclass(frozen=True, slots=True)
class Geste:
    """What the keeper of the folder may do now."""

    quoi: str
    pourquoi: str
    commande: str


@dataclass(frozen=True, slots=True)
class TableauDeBord:
    """The whole page."""

    vu: Contexte
    jour: str
    seuil: int
    presentation: bool
    etapes: tuple[Etape, ...]
    frise: Frise | None
    points_ouverts: tuple[str, ...]
    essais: tuple[Essai, ...]
    autres: tuple[Colonne, ...]
    """The indicators that no test follows; empty where there is none."""
    propositions: tuple[PropositionSuivie, ...]
    retards: tuple[Attendue, ...]
    a_venir: tuple[Attendue, ...]
    passees: tuple[Passee, ...]
    gestes: tuple[Geste, ...]

    @property
    def essai_du_moment(self) -> Essai | None:
        """The test to look at first: the one that runs, else the last one begun."""
        begun = [each for each in self.essais if each.commence]
        return next((each for each in begun if each.en_cours), begun[-1] if begun else None)

    @property
    def en_attente(self) -> int:
        """How many proposals nobody has answered."""
        return sum(not each.reponse for each in self.propositions)
