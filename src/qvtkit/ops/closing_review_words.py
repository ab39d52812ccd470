"""A review as a person types it: a change on a line, a measure on a line; or all of it in a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from qvtkit.errors import RefusedError, UsageError
from qvtkit.method.changements import changements
from qvtkit.model.codes import Devenir
from qvtkit.model.dates import DateSouple
from qvtkit.model.perennisation import Revue
from qvtkit.ops import indicators, meeting_notes, typed_measures
from qvtkit.ops.record_file import read_record
from qvtkit.store.project import referential
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.method.changements import Changement
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

SHAPE = "Écrivez : changement | devenir | ce que l’on constate"


def read(file: str) -> dict[str, Any]:
    """Return a review written in a YAML file, in the shape of its record.

    Raises InvalidRecordError with the places in that file, FileSystemError where it cannot be read.
    """
    return cast("dict[str, Any]", read_record(Revue, file).as_file())


def day_of(typed: str) -> DateSouple:
    """Return the day that *typed* names; UsageError where it is not one day."""
    try:
        day = DateSouple.parse(typed)
    except ValueError:
        day = None
    if day is None or day.jour is None:
        raise _option("--date", f"« {typed} » ne dit pas le jour de la revue.", "Exemple : --date 20/06/2017")
    return day


def change(projet: Projet, line: str) -> dict[str, Any]:
    """Read « changement | tient, ash=defait | ce que l’on constate »; raise UsageError where a part is wrong."""
    name, *rest = [part.strip() for part in line.split("|", 2)]
    if not name or not rest or not rest[0]:
        raise _option("--changement", f"« {line} » ne dit pas ce que le changement est devenu.", _possible())
    found = target(projet, name)
    answers = _answers(line, rest[0])
    said = {"commentaire": rest[1]} if len(rest) > 1 and rest[1] else {}
    return of(found) | answers | said


def of(found: Changement) -> dict[str, Any]:
    """Return what names *found* in the record."""
    return {"experimentation": found.experimentation} if found.experimentation else {"action": found.cle}


def target(projet: Projet, typed: str) -> Changement:
    """Return the change that *typed* names: its id, its title, or a piece of it that only it has."""
    known = changements(projet)
    word = fold(typed)
    same = [each for each in known if word in {fold(each.cle), fold(each.titre)}]
    begun = [each for each in known if each.experimentation and fold(each.cle).startswith(word)]
    found = same or begun or [each for each in known if word in fold(each.titre) or word in fold(each.cle)]
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError.of("preciser", liste=", ".join(each.cle for each in found), option="un de ces noms")
    names = enumerate_fr(f"« {each.cle} »" for each in known) or "aucun pour l’instant"
    raise RefusedError.of(
        "introuvable", quoi="de changement gardé", id=typed, conseil="", commande=f"Il y a : {names}."
    )


def _answers(line: str, typed: str) -> dict[str, Any]:
    """Read the group's answer, and those kept apart: « tient, ash=defait »; each stays as it is."""
    found: dict[str, Any] = {"avis": {}}
    trades = referential("metiers")
    for word in typed.split(","):
        party, equals, answer = (part.strip() for part in word.partition("="))
        if not equals:
            found["devenir"] = str(_devenir(line, party))
            continue
        who = meeting_notes.party(party, trades)
        if who is None:
            raise _option("--changement", f"« {party} » n’est ni un collège, ni un métier.", SHAPE)
        found["avis"][who] = str(_devenir(line, answer))
    return found if found["avis"] else {"devenir": found["devenir"]}


def _devenir(line: str, typed: str) -> Devenir:
    word = fold(typed).removeprefix("s-est-")
    for code in Devenir:
        if word in {fold(code), fold(code.libelle)}:
            return code
    raise _option("--changement", f"« {line} » : « {typed} » n’est pas compris.", _possible())


def _possible() -> str:
    return f"{SHAPE}. Devenir : {enumerate_fr(Devenir, 'ou')}."


def measures(projet: Projet, typed: Iterable[str], day: dt.date) -> tuple[tuple[str, Periode, Mesure], ...]:
    """Read « soins-reportes juin 2017 = 4,8 »; without a period, the one to note next. Raises UsageError."""
    found: dict[str, tuple[str, Periode, Mesure]] = {}
    for line in typed:
        left, equals, value = (part.strip() for part in line.partition("="))
        name, _, period = left.partition(" ")
        if not equals or not value or not name:
            raise _option(
                "--mesure", f"« {line} » n’est pas compris.", 'Exemple : --mesure "soins-reportes juin 2017 = 4,8"'
            )
        key = indicators.resolve(projet, name)
        if key in found:
            raise _option(
                "--mesure", f"« {key} » est donné deux fois.", "Notez l’autre mesure ensuite : qvtkit indicator add"
            )
        found[key] = measure(projet, key, period, value, day)
    return tuple(found.values())


def measure(projet: Projet, key: str, period: str, value: str, day: dt.date) -> tuple[str, Periode, Mesure]:
    """Return the measure of the indicator *key*: *value* over *period*, or over the period to note next."""
    indicator = projet.indicateurs[key]
    when = typed_measures.parse_period(period, indicator) if period else indicators.default_period(indicator, day)
    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    read = typed_measures.parse_measure(value, (), {}, names, indicator.unite)
    if read is None:
        raise _option("--mesure", f"Il manque la valeur de « {key} ».", "Écrivez nd si elle n’est pas disponible.")
    return key, when, read


def _option(option: str, message: str, remedy: str) -> UsageError:
    error = UsageError.of("valeur-option", option=option, message=message, remede=remedy)
    assert isinstance(error, UsageError)  # noqa: S101
    return error
