"""`3-experimentation/<id>/seances/`: sessions of embedded evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator, Field

from qvtkit.model.base import Effectifs, Identifiant, Problem, Record, Texte, without_empty
from qvtkit.model.codes import Famille, MomentSeance, Tendance

if TYPE_CHECKING:
    from collections.abc import Iterator


class ActiviteEvaluee(Record):
    """One activity judged on one criterion, in the group's own words."""

    activite: Texte = Field("", description="Activité")
    famille: Famille | None = Field(None, description="Famille du critère")
    critere: Texte = Field("", description="Critère, dans les mots du groupe")
    indicateur: Identifiant | None = Field(None, description="Indicateur qui le mesure")
    tendance: Tendance | None = Field(None, description="Réponse du groupe")
    avis: Annotated[dict[Identifiant, Tendance], BeforeValidator(without_empty)] = Field(
        default_factory=dict, description="Réponses par collège ou métier, quand elles diffèrent"
    )
    commentaire: Texte = Field("", description="Commentaire ; attendu quand c’est dégradé")

    @property
    def degrade(self) -> bool:
        """Tell whether it got worse for the group, or for one of those whose opinion is kept."""
        return Tendance.DEGRADE in {self.tendance, *self.avis.values()}


class Seance(Record):
    """A session of embedded evaluation."""

    moment: MomentSeance | None = Field(None, description="Moment")
    presents: Effectifs = Field(default_factory=dict, description="Nombre de présents par collège")
    activites: tuple[ActiviteEvaluee, ...] = Field((), description="Activités évaluées")
    effets_inattendus: Texte = Field("", description="Effets inattendus")
    hors_perimetre: Texte = Field("", description="Effets hors du périmètre")
    divergences: Texte = Field("", description="Divergences, gardées telles quelles")

    def problems(self) -> Iterator[Problem]:
        """« Dégradé », said by the group or by one party, wants a comment."""
        for rank, activity in enumerate(self.activites):
            if activity.degrade and not activity.commentaire:
                yield Problem(
                    "degrade-sans-commentaire", "activites", rank,
                    "tendance" if activity.tendance is Tendance.DEGRADE else "avis",
                    activite=activity.activite,
                )  # fmt: skip
