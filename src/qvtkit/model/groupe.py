"""`1-conception/groupes/<id>.yaml`: bodies, their seats and the changes of people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic import Field

from qvtkit.model.base import Booleen, Date, Identifiant, Problem, Record, Texte
from qvtkit.model.codes import College, FormeDelegation, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator


class Siege(Record):
    """A seat: who sits, for whom, from when to when."""

    id: Identifiant | None = Field(None, description="Identifiant court du siège")
    colleges: tuple[College, ...] = Field((), description="Collège(s) représenté(s)")
    metier: Identifiant | None = Field(None, description="Métier")
    fonction: Texte = Field("", description="Fonction, de préférence au nom")
    nom: Texte = Field("", description="Nom (facultatif, jamais montré par défaut)")
    pouvoir_decisionnaire: Booleen | None = Field(None, description="Peut décider sur le périmètre du projet")
    porte_parole_reconnu: Booleen | None = Field(None, description="Reconnu par celles et ceux pour qui il parle")
    encadrement_de_proximite: Booleen | None = Field(None, description="Encadre au quotidien")
    debut: Date | None = Field(None, description="Début du mandat")
    fin: Date | None = Field(None, description="Fin du mandat")
    motif_fin: Texte = Field("", description="Motif de la fin")
    remplace: Identifiant | None = Field(None, description="Siège auquel celui-ci succède")

    def is_open(self, day: dt.date) -> bool:
        """Tell whether the seat is held on *day*."""
        started = self.debut is None or self.debut.first_day <= day
        return started and (self.fin is None or self.fin.last_day >= day)


class Groupe(Record):
    """A body: délégation, COPIL, working or evaluation group."""

    nom: Texte = Field("", description="Nom du groupe")
    roles: tuple[Role, ...] = Field((), description="Rôle(s) du groupe")
    forme: FormeDelegation | None = Field(None, description="Pour une délégation : sa forme")
    mission: Texte = Field("", description="Ce que le groupe est chargé de faire")
    regles: tuple[Texte, ...] = Field((), description="Règles propres au groupe, à côté de celles de la démarche")
    frequence: Texte = Field("", description="Fréquence des réunions")
    sieges: tuple[Siege, ...] = Field((), description="Sièges, y compris les anciens")

    def open_seats(self, day: dt.date) -> tuple[Siege, ...]:
        """Seats held on *day*."""
        return tuple(seat for seat in self.sieges if seat.is_open(day))

    def vacancies(self, day: dt.date) -> tuple[Siege, ...]:
        """Seats that ended before *day* and that no other seat replaces."""
        replaced = {seat.remplace for seat in self.sieges if seat.remplace}
        return tuple(seat for seat in self.sieges if seat.fin and seat.fin.last_day < day and seat.id not in replaced)

    def problems(self) -> Iterator[Problem]:
        """Seat ids are unique; no end before its start."""
        ids = [seat.id for seat in self.sieges]
        for rank, seat in enumerate(self.sieges):
            if seat.id and seat.id in ids[:rank]:
                yield Problem("siege-en-double", "sieges", rank, "id", id=seat.id)
            if seat.debut and seat.fin and seat.fin.surely_before(seat.debut):
                yield Problem(
                    "fin-avant-debut", "sieges", rank, "fin",
                    debut=seat.debut.francais, fin=seat.fin.francais,
                )  # fmt: skip
