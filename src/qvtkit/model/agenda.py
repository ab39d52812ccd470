"""`agenda.yaml`: what is planned and done, dated."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Date, Entier, Heure, Identifiant, Nombre, Record, Texte
from qvtkit.model.codes import EtatEvenement, TypeEvenement


class Evenement(Record):
    """A date of the agenda."""

    date: Date | None = Field(None, description="Date")
    heure: Heure | None = Field(None, description="Heure")
    type: TypeEvenement = Field(TypeEvenement.AUTRE, description="Type")
    numero: Entier | None = Field(None, description="Numéro de la journée collective")
    titre: Texte = Field("", description="Titre")
    groupe: Identifiant | None = Field(None, description="Groupe concerné")
    etat: EtatEvenement = Field(EtatEvenement.PREVU, description="État")
    lieu: Texte = Field("", description="Lieu")
    duree_jours: Nombre | None = Field(None, description="Durée en jours")


class Agenda(Record):
    """`agenda.yaml`."""

    evenements: tuple[Evenement, ...] = Field((), description="Ce qui est prévu et fait")
