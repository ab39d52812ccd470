"""A line of live notes: its first sign says what it is, bars part what goes with it.

::

    ! On garde la règle jusqu’en juin                     décision
    ? La charge | metier: plus lourde | direction: mieux partagée   divergence, et l’avis de chacun
    > Une réserve de linge à l’étage | 15/12/2016         proposition, et la date de réponse attendue
    @ Afficher les relevés | Gouvernante | 14/11/2016     à faire : qui, pour quand
    La grippe a décalé deux réunions                      note
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.model.codes import College, TypeNote
from qvtkit.model.dates import DateSouple
from qvtkit.text import closest, did_you_mean, enumerate_fr, fold, slugify

if TYPE_CHECKING:
    from collections.abc import Collection

SIGNS = {
    "!": TypeNote.DECISION, "?": TypeNote.DIVERGENCE, ">": TypeNote.PROPOSITION, "@": TypeNote.A_FAIRE,
}  # fmt: skip


def parse(line: str, trades: Collection[str] = ()) -> dict[str, Any]:
    """Return the note that *line* writes, as plain data. Raises UsageError where a part is not understood."""
    text = line.strip()
    kind = SIGNS.get(text[:1], TypeNote.NOTE)
    body = text[1:] if kind is not TypeNote.NOTE else text
    if kind is TypeNote.NOTE:
        return {"type": str(kind), "texte": body}
    first, *parts = [part.strip() for part in body.split("|")]
    if not first:
        raise _refused(line, "il manque le texte.", f"Exemple : « {text[:1]} On garde la règle ».")
    note: dict[str, Any] = {"type": str(kind), "texte": first}
    parts = [part for part in parts if part]
    if kind is TypeNote.DIVERGENCE:
        return note | ({"avis": dict(_opinion(line, part, trades) for part in parts)} if parts else {})
    if kind is TypeNote.A_FAIRE:
        return note | _task(line, parts)
    if kind is TypeNote.PROPOSITION and parts:
        return note | {"echeance": _day(line, parts[0])}
    return note | ({"texte": " | ".join([first, *parts])} if parts else {})


def party(typed: str, trades: Collection[str] = ()) -> str | None:
    """Return the collège, or the trade, that *typed* names."""
    word = fold(typed)
    exact = [college for college in College if word in {fold(college), fold(college.libelle)}]
    begun = [college for college in College if word and fold(college.libelle).startswith(word)]
    if exact or len(begun) == 1:
        return str((exact or begun)[0])
    return slugify(typed) if slugify(typed) in trades else None


def _opinion(line: str, part: str, trades: Collection[str]) -> tuple[str, str]:
    """Read « direction: mieux partagée »."""
    name, mark, said = part.partition(":" if ":" in part else "=")
    who = party(name.strip(), trades)
    if not mark or not said.strip():
        raise _refused(
            line, f"« {part} » ne dit pas qui pense quoi.", "Exemple : « ? La charge | metier: plus lourde »"
        )
    if who is None:
        hint = did_you_mean(closest(name.strip(), [*College, *trades]))
        raise _refused(line, f"« {name.strip()} » n’est pas un collège.{hint}", f"Collèges : {enumerate_fr(College)}.")
    return who, said.strip()


def _task(line: str, parts: list[str]) -> dict[str, str]:
    """Read who and when, in either order: what is a date is the delay."""
    found: dict[str, str] = {}
    for part in parts:
        if "echeance" not in found and is_day(part):
            found["echeance"] = _day(line, part)
        elif "qui" not in found:
            found["qui"] = part
        else:
            raise _refused(
                line,
                f"« {part} » n’est pas compris.",
                "Exemple : « @ Afficher les relevés | Gouvernante | 14/11/2016 »",
            )
    return found


def is_day(text: str) -> bool:
    """Tell whether *text* is a date, with or without « pour le »."""
    try:
        DateSouple.parse(_bare(text))
    except ValueError:
        return False
    return True


def _bare(text: str) -> str:
    for start in ("pour le ", "pour ", "avant le ", "le "):
        if text.lower().startswith(start):
            return text[len(start) :]
    return text


def _day(line: str, text: str) -> str:
    if not is_day(text):
        raise _refused(line, f"« {text} » n’est pas une date qui existe.", "Exemples : 15/12/2016, décembre 2016.")
    return str(DateSouple.parse(_bare(text)))


def _refused(line: str, message: str, remedy: str) -> UsageError:
    error = UsageError.of("valeur-option", option="--note", message=f"« {line.strip()} » : {message}", remede=remedy)
    assert isinstance(error, UsageError)  # noqa: S101
    return error
