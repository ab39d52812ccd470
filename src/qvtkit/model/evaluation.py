"""`evaluations/` and the grilles: checklists and the answers given to them."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field, model_serializer, model_validator

from qvtkit.model.base import Date, Entier, Identifiant, Record, Texte, is_empty, without_empty
from qvtkit.model.codes import MomentEvaluation, Phase, Repondant
from qvtkit.text import fold


class ItemGrille(Record):
    """One question of a checklist."""

    id: Identifiant | None = Field(None, description="Identifiant de la question")
    texte: Texte = Field("", description="La question")
    aide: Texte = Field("", description="Pourquoi elle compte, que regarder")
    theme: Identifiant | None = Field(None, description="Thème")
    moment: MomentEvaluation | None = Field(None, description="Moment où elle se pose")
    par: Repondant = Field(Repondant.GROUPE, description="groupe ou college")
    filtre: Texte = Field("", description="Condition")
    source: Texte = Field("", description="Source de la question")
    preuve: Identifiant | None = Field(None, description="Ce que qvtkit cherche dans le dossier pour y répondre")
    geste: Texte = Field("", description="Ce qu’il y a à faire pour pouvoir répondre oui")
    commande: Texte = Field("", description="La commande qui y aide")


class Grille(Record):
    """A checklist."""

    version: Entier = Field(1, description="Version")
    titre: Texte = Field("", description="Titre")
    phase: Phase | None = Field(None, description="Phase")
    source: Texte = Field("", description="Source")
    licence: Texte = Field("", description="Licence")
    echelle: tuple[Identifiant, ...] = Field((), description="Réponses possibles, dans l’ordre")
    themes: dict[Identifiant, Texte] = Field(default_factory=dict, description="Libellé de chaque thème")
    items: tuple[ItemGrille, ...] = Field((), description="Questions")

    def items_for(self, moment: MomentEvaluation | None) -> tuple[ItemGrille, ...]:
        """Questions that are asked at *moment*: those of that moment and those of no moment."""
        if moment is None:
            return self.items
        return tuple(item for item in self.items if item.moment in {None, moment})

    @property
    def moments(self) -> tuple[MomentEvaluation, ...]:
        """Moments that the questions name, in order."""
        named = {item.moment for item in self.items}
        return tuple(moment for moment in MomentEvaluation if moment in named)


class ReponseItem(Record):
    """Answers to one item, by the group or by each collège, with a comment."""

    avis: Annotated[dict[Identifiant, Identifiant], BeforeValidator(without_empty)] = Field(
        default_factory=dict, description="Réponse du groupe, ou de chaque collège"
    )
    commentaire: Texte = Field("", description="Commentaire")

    @model_validator(mode="before")
    @classmethod
    def _flat_form(cls, data: Any) -> Any:
        """Accept `oui` alone and `{direction: oui, commentaire: …}`, the form of the file."""
        if not isinstance(data, dict):
            return data if isinstance(data, (list, tuple)) else {"avis": {"groupe": data}}
        if set(data) <= {"avis", "commentaire"} and isinstance(data.get("avis", {}), dict):
            return data
        answers = {k: v for k, v in data.items() if fold(str(k)) != "commentaire" and not is_empty(v)}
        comment = next((v for k, v in data.items() if fold(str(k)) == "commentaire"), None)
        return {"avis": answers, "commentaire": comment}

    @model_serializer
    def as_file(self) -> Any:
        """Return the flat form that the file holds."""
        return self.avis | ({"commentaire": self.commentaire} if self.commentaire else {})

    @property
    def diverge(self) -> bool:
        """Tell whether the collèges gave different answers."""
        return len(set(self.avis.values())) > 1


class Evaluation(Record):
    """A checklist answered on a day."""

    grille: Identifiant | None = Field(None, description="Grille")
    version: Entier | None = Field(None, description="Version de la grille")
    moment: MomentEvaluation | None = Field(None, description="Moment")
    date: Date | None = Field(None, description="Date, si elle n’est pas dans le nom du fichier")
    experimentation: Identifiant | None = Field(None, description="Expérimentation concernée")
    groupe: Identifiant | None = Field(None, description="Groupe qui a répondu")
    reponses: dict[Identifiant, ReponseItem] = Field(default_factory=dict, description="Réponses par question")
