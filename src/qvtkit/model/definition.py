"""The parts of an indicator that say what is counted, within what limits, beside what."""

from __future__ import annotations

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Entier, Identifiant, Nombre, Periode, Record, Texte
from qvtkit.model.numbers import format_number, rounded


class Definition(Record):
    """What exactly is counted."""

    source: Texte = Field("", description="D’où vient la définition")
    champ: Texte = Field("", description="Qui ou quoi est compté")
    motifs_inclus: Texte = Field("", description="Motifs inclus")
    depuis: Date | None = Field(None, description="En vigueur depuis")
    limites: Texte = Field("", description="Ce que le chiffre ne dit pas, et ses pièges")


class AncienneDefinition(Record):
    """A definition that is no longer in force; the measures of its time keep its formula."""

    jusqu_a: Date | None = Field(None, description="Jusqu’à")
    texte: Texte = Field("", description="Ce qui était compté")
    formule: Texte = Field("", description="Formule d’alors, si elle a changé")


class Bornes(Record):
    """Possible range."""

    min: Nombre | None = Field(None, description="Minimum")
    max: Nombre | None = Field(None, description="Maximum")


class Cible(Record):
    """What is aimed at."""

    valeur: Nombre | None = Field(None, description="Valeur visée")
    echeance: Date | None = Field(None, description="Échéance")


class Comparaison(Record):
    """A published value, never shown without its field and its year."""

    valeur: Nombre | None = Field(None, description="Valeur")
    unite: Texte = Field("", description="Unité, si ce n’est pas celle de l’indicateur")
    annee: Entier | None = Field(None, description="Année")
    champ: Texte = Field("", description="Champ")
    motifs_inclus: Texte = Field("", description="Motifs inclus")
    source: Texte = Field("", description="Source")
    url: Texte = Field("", description="Adresse")
    verifie: Booleen = Field(default=False, description="Vérifié dans la source")

    @property
    def lacks(self) -> tuple[str, ...]:
        """What forbids to show the value: a comparison without its field or its year misleads."""
        return tuple(word for word, given in (("de champ", self.champ), ("d’année", self.annee)) if not given)

    def citation(self, unite: str) -> str:
        """Return the value with its field, its year and its source; empty where one of the first two lacks."""
        if self.valeur is None or self.lacks:
            return ""
        value = f"{format_number(rounded(self.valeur))} {self.unite or unite}".strip()
        sure = "" if self.verifie else "source secondaire ou calcul"
        said = (f"{value} ({self.champ}, {self.annee})", self.motifs_inclus, self.source, sure)
        return " ; ".join(part for part in said if part)


class Exclusion(Record):
    """A measure kept out of the analysis, with the reason."""

    periode: Periode | None = Field(None, description="Période")
    motif: Texte = Field("", description="Motif")
    par: Identifiant | None = Field(None, description="Groupe qui l’a décidé")


class Recalcul(Record):
    """A new start of the reference lines, with reason and author."""

    depuis: Periode | None = Field(None, description="Depuis")
    motif: Texte = Field("", description="Motif")
    par: Texte = Field("", description="Par")
    date: Date | None = Field(None, description="Date de la décision")
