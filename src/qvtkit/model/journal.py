"""`journal.yaml`: « tracer l’histoire »."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Date, Record, Texte
from qvtkit.model.codes import Phase, TypeFait


class Fait(Record):
    """An entry of the journal."""

    date: Date | None = Field(None, description="Date")
    type: TypeFait = Field(TypeFait.FAIT, description="Type")
    texte: Texte = Field("", description="Ce qui s’est passé")
    phase: Phase | None = Field(None, description="Phase")


class Journal(Record):
    """`journal.yaml`."""

    faits: tuple[Fait, ...] = Field((), description="L’histoire du projet")
