"""`reunions/<date>-<groupe>.yaml`: minutes, one line an entry."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import AvisTextes, Booleen, Date, Effectifs, Identifiant, Record, Texte
from qvtkit.model.codes import TypeNote


class NoteReunion(Record):
    """A line of the minutes."""

    type: TypeNote = Field(TypeNote.NOTE, description="Type")
    texte: Texte = Field("", description="Texte")
    id: Identifiant | None = Field(None, description="Proposition créée")
    avis: AvisTextes = Field(default_factory=dict, description="Avis par collège")
    qui: Texte = Field("", description="Qui s’en charge (fonction)")
    echeance: Date | None = Field(None, description="Pour le")
    fait: Booleen | None = Field(None, description="Fait")


class Reunion(Record):
    """`reunions/<date>-<groupe>.yaml`."""

    presents: Effectifs = Field(default_factory=dict, description="Nombre de présents par collège")
    ordre_du_jour: tuple[Texte, ...] = Field((), description="Ordre du jour")
    notes: tuple[NoteReunion, ...] = Field((), description="Notes")
