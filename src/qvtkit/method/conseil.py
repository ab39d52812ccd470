"""A piece of advice: what to do, why, with which command."""

from __future__ import annotations

from enum import IntEnum
from typing import TYPE_CHECKING, Any, NamedTuple, TypeAlias

from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from qvtkit.issues import Position
    from qvtkit.method.jalons import Jalon
    from qvtkit.model.codes import Phase
    from qvtkit.model.projet import Projet

    Reperes: TypeAlias = Callable[[], Sequence[Mapping[str, Any]]]


_YEAR = 365


def retard(days: int) -> str:
    """« de 50 jours »; past a year nobody counts the days."""
    return f"de {plural(days, 'jour')}" if days <= _YEAR else "de plus d’un an"


class Rang(IntEnum):
    """The order of advice: what people wait for, then what is late, then the method."""

    DOSSIER = 0
    """Files that cannot be read: all the rest is guesswork until they are."""
    PROPOSITIONS = 1
    AUJOURDHUI = 2
    """What is planned this very day."""
    RETARD = 3
    JALON = 4
    MESURES = 5
    """The values of a running test: many, and none of them more urgent than a session."""
    MOMENT = 6
    """What the method offers at this moment and no gate asks: a checklist, a document, a meeting to come."""
    AVIS = 7
    """What only people can judge."""
    PASSAGE = 8


class Conseil(NamedTuple):
    """Something to do now. `sujet` names what it is about: never two for the same thing."""

    sujet: str
    quoi: str
    pourquoi: str
    commande: str
    rang: Rang
    position: Position | None = None
    depuis: dt.date | None = None
    """Since when it waits; the oldest first."""
    aussi: tuple[str, ...] = ()
    """What else the same command does now."""

    def as_dict(self) -> dict[str, Any]:
        """Return the advice as JSON data."""
        return {
            "sujet": self.sujet, "quoi": self.quoi, "pourquoi": self.pourquoi, "commande": self.commande,
            "aussi": list(self.aussi),
            "rang": self.rang.name.lower(), "depuis": self.depuis.isoformat() if self.depuis else None,
            "fichier": self.position.file if self.position else None,
            "ligne": self.position.line if self.position else None,
        }  # fmt: skip


class Vue(NamedTuple):
    """What advice is drawn from: the project, the day, its gate of the moment (computed once), documents produced."""

    projet: Projet
    jour: dt.date
    jalon: Jalon | None
    produits: Mapping[str, dt.date]
    """The last day on which each document was produced, by the name it has in `exports/`."""
    reperes: Reperes = tuple
    """Reads the advice on who sits in a group (`templates/composition.yaml`): only where it is looked at."""

    @property
    def phase(self) -> Phase | None:
        """The phase that is open, else None."""
        stay = self.projet.dossier.phase_courante
        return stay.phase if stay and stay.fin is None else None


class Attente(NamedTuple):
    """Something that comes later, on a known day."""

    date: dt.date
    texte: str
    sujet: str = ""
    """What it is about, as in `Conseil`: what is advised now is not told again for later."""

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {"date": self.date.isoformat(), "texte": self.texte}
