"""What minutes can be made of: the meetings and the sessions held, the latest first, and the one that is named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.errors import RefusedError
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.ops import records
from qvtkit.ops.meetings import group_name
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.model.projet import Projet

REUNION, SEANCE = "reunion", "seance"


class Tenue(NamedTuple):
    """A meeting or a session that was held: its kind, its id, its day, how it is called."""

    genre: str
    cle: str
    date: DateSouple | None
    libelle: str

    @property
    def fichier(self) -> str:
        """The name of its minutes: the day first, for files to stand in order."""
        test, _, day = self.cle.rpartition("/")
        return f"compte-rendu-{day}-{test}" if test else f"compte-rendu-{self.cle}"


def tenues(projet: Projet) -> tuple[Tenue, ...]:
    """Return the meetings and the sessions, the latest first; those of one day in a fixed order."""
    found = [
        Tenue(REUNION, key, (day := date_of_id(key)), _called("Réunion", day, group_name(projet, key)))
        for key in projet.loaded(REUNION)
    ]
    for key in projet.loaded(SEANCE):
        test = projet.experimentations.get(key.rpartition("/")[0])
        day = date_of_id(key)
        name = (test.titre if test else "") or key.rpartition("/")[0].replace("-", " ")
        found.append(Tenue(SEANCE, key, day, _called("Séance d’évaluation", day, name)))
    return tuple(sorted(found, key=lambda each: (str(each.date or ""), each.genre, each.cle), reverse=True))


def _called(kind: str, day: DateSouple | None, name: str) -> str:
    when = f" du {day.francais}" if day else ""
    return f"{kind}{when} : {name}" if name else f"{kind}{when}"


def named(projet: Projet, typed: str | None) -> Sequence[Tenue]:
    """Return what *typed* may name (a day, a month, an id), the latest first: all of them where nothing is typed.

    Raises RefusedError where there is none.
    """
    known = tenues(projet)
    if not known:
        raise RefusedError.of("aucun", quoi="Aucune réunion ni séance notée dans ce projet.", commande="qvtkit meeting")
    if typed is None:
        return known
    found = [each for each in known if fold(each.cle) == fold(typed)] or _of_day(known, typed)
    if found:
        return found
    titles = {each.cle: each.libelle for each in known}
    key = records.named(typed, titles, "de réunion ni de séance", f"Réunions et séances notées : {', '.join(titles)}")
    return [each for each in known if each.cle == key]


def _of_day(known: Sequence[Tenue], typed: str) -> list[Tenue]:
    try:
        day = str(DateSouple.parse(typed))
    except ValueError:
        return []
    return [each for each in known if each.date and f"{each.date}-".startswith(f"{day}-")]


def readable(projet: Projet, held: Tenue) -> Tenue:
    """Return *held*; InvalidRecordError where its file could not be understood."""
    records.require_readable(projet.loaded(held.genre)[held.cle])
    return held
