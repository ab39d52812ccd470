"""What a value that cannot be read was surely meant to be; None where two readings are possible.

The canonical form is returned, as it would be typed in the file.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.model.dates import MONTH_NUMBERS, DateSouple
from qvtkit.model.numbers import parse_number, plain_number
from qvtkit.model.periods import Periode
from qvtkit.text import fold, only_close, slugify

if TYPE_CHECKING:
    from collections.abc import Callable

_WEEKDAY = re.compile(r"^(?:le-)?(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lun|mer|jeu|ven|sam|dim)-)?")
_TIME = re.compile(r"[t ]\d{1,2}[:h]\d{0,2}.*$")
_NUMBERS = re.compile(r"^(\d{1,4})\D(\d{1,2})\D(\d{1,4})$")
_COMPACT = re.compile(r"^((?:19|20)\d{2})(\d{2})(\d{2})$")
_WORDS = re.compile(r"^(?:(\d{1,2})(?:er)?-?)?([a-z]+)-?(\d{4}|\d{2})$")
_TWO_ORDERS = re.compile(r"^\d\d-\d\d-\d\d$")
"""« 16-03-15 » may begin with the year as files do, or with the day as people do."""
_MONTHS = 12
_CENTURY = 2000


def date(text: str) -> str | None:
    """Read « 15/03/16 », « 20160315 », « fevrer 2016 », « le mardi 15 mars 2016 », « 2016-31-03 », « 2O16 »."""
    if _TWO_ORDERS.match(text.strip()):
        return None
    typed = _digits(_TIME.sub("", text.strip().lower()))
    folded = _WEEKDAY.sub("", fold(re.sub("[/,]", "-", typed)))
    fields = _in_numbers(folded) or _in_words(folded)
    try:
        return str(DateSouple.parse(fields or folded))
    except ValueError:
        return None


_SHORT_YEAR = re.compile(r"^(?:\d{1,2}[/.\- ])?(?:\d{1,2}|[^\W\d]+\.?)[/.\- ]\d{2}$")
"""« 20/01/16 », « 01/16 », « janvier 16 »."""

_PART_OF_YEAR = re.compile(
    r"^(?:(?:au-)?debut|mi|milieu|(?:a-la-)?fin|courant|vers|printemps|ete|automne|hiver|rentree|(?:premier|1er|second|2e)-semestre)"
    r"(?:-(?:de|du|d))?(?:-l-annee)?(?:-[a-z]+)?-\d{4}$"
)
"""« début 2016 », « fin mars 2016 », « courant 2016 », « été 2016 »."""


def no_date(text: str) -> str:
    """Return what to say of a date that cannot be read: what is wrong, and the date that was meant."""
    found = date(text)
    example = DateSouple.parse(found).francais if found else ""
    if _SHORT_YEAR.match(text.strip()):
        meaning = f"Peut-être {example} ?" if example else "Exemple : 15/03/2016."
        return f"« {text} » : l’année s’écrit avec quatre chiffres. {meaning}"
    if _PART_OF_YEAR.match(fold(text)):
        return f"« {text} » est trop vague : écrivez le mois (mars 2016), le jour (15/03/2016) ou l’année seule (2016)."
    if example:
        return f"« {text} » n’est pas une date qui existe. Peut-être {example} ?"
    return f"« {text} » n’est pas une date qui existe. Exemples : mars 2016, 15/03/2016."


def _digits(text: str) -> str:
    """Write as digits the letters that are often typed for them inside a number."""
    text = re.sub(r"(?<=\d)o|\bo(?=[.,]?\d)|o(?=\d)", "0", text)
    return re.sub(r"(?<=\d)l(?=\d|$)|(?<![a-zé])l(?=\d)", "1", text)


def _in_numbers(folded: str) -> str | None:
    if match := _COMPACT.match(folded):
        return "-".join(match.groups())
    match = _NUMBERS.match(folded)
    if match is None:
        return None
    first, second, third = match.groups()
    year_first = len(first) > 2  # noqa: PLR2004
    if len(third) in ({3, 4} if year_first else {1, 3}):
        return None
    year, one, two = (first, second, third) if year_first else (third, second, first)
    if int(one) > _MONTHS >= int(two):  # the day and the month in the other order
        one, two = two, one
    return f"{int(year) + (_CENTURY if len(year) == 2 else 0):04}-{int(one):02}-{int(two):02}"  # noqa: PLR2004


def _in_words(folded: str) -> str | None:
    match = _WORDS.match(folded)
    if match is None:
        return None
    day, word, year = match.groups()
    begun = {number for name, number in MONTH_NUMBERS.items() if len(word) > 2 and name.startswith(word)}  # noqa: PLR2004
    near = only_close(word, [name for name in MONTH_NUMBERS if len(name) > 2])  # noqa: PLR2004
    month = begun.pop() if len(begun) == 1 else MONTH_NUMBERS.get(near)
    if month is None or begun:
        return None
    full = int(year) + (_CENTURY if len(year) == 2 else 0)  # noqa: PLR2004
    return f"{full:04}-{month:02}" + (f"-{int(day):02}" if day else "")


_PART_FIRST = re.compile(r"^([1-4])-?(?:er|e|eme)?-?([ts])(?:rim|rimestre|em|emestre)?-?(\d{4})$")
_YEAR_MONTH = re.compile(r"^(\d{4})-?m(\d{1,2})$")


def period(text: str) -> str | None:
    """Read « 1T2016 », « 2016M03 », and the dates that `date` reads."""
    folded = fold(_digits(text.strip().lower()))
    if match := _PART_FIRST.match(folded):
        folded = f"{match[3]}-{match[2]}{match[1]}"
    elif match := _YEAR_MONTH.match(folded):
        folded = f"{match[1]}-{int(match[2]):02}"
    for spelled in (folded, date(text)):
        try:
            return str(Periode.parse(spelled)) if spelled else None
        except ValueError:
            continue
    return None


_UNITS = "personnes?|agents?|salariés?|lits?|places?|etp|jours?|heures?|euros?|fois|pour cent|points?|minutes?"
_WITH_UNIT = re.compile(rf"^(.*\d)\s*(?:{_UNITS})$", re.IGNORECASE)


def number(text: str) -> str | None:
    """Read « 62 personnes », « 8 ,2 », « O,5 », « 8;2 », « = 12 »."""
    cleaned = _digits(text.strip().lower()).removeprefix("=").strip()
    if match := _WITH_UNIT.match(cleaned):
        cleaned = match[1]
    for spelled in (cleaned, re.sub(r"\s*[.,;]\s*(?=\d+$)", ".", cleaned)):
        try:
            return plain_number(parse_number(spelled))
        except ValueError:
            continue
    return None


def integer(text: str) -> str | None:
    """Read a whole number, zero or more."""
    found = number(text)
    return found if found is not None and found.isdigit() else None


_YES = frozenset({"y", "ok", "ouais", "si", "0ui", "oui-oui", "v"})
_NO = frozenset({"nan", "nope", "aucun", "aucune", "f"})


def boolean(text: str) -> str | None:
    """Read « ouii », « y », « nan »; « on » and « off » mean too many things."""
    folded = fold(text)
    if folded in _YES or folded in _NO:
        return "oui" if folded in _YES else "non"
    words = {"oui": "oui", "non": "non", "vrai": "oui", "faux": "non", "true": "oui", "false": "non"}
    near = only_close(folded, words) if len(folded) > 2 else ""  # noqa: PLR2004
    return words.get(near)


_HOUR = re.compile(r"^(\d{1,2})\s*(?:h|heures?|[.:,])\s*(?:(\d{2})\s*(?:min|minutes?|mn|[:.]\d\d)?)?$")


def hour(text: str) -> str | None:
    """Read « 14.30 », « 14 heures 30 », « 14:30:00 », « 9h15min »."""
    match = _HOUR.match(text.strip().lower())
    if match is None or int(match[1]) > 23 or int(match[2] or 0) > 59:  # noqa: PLR2004
        return None
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def identifier(text: str) -> str | None:
    """Read an id whose separators are not dashes; never a path."""
    slug = slugify(text)
    return slug if slug and not re.search(r"\.\.|^[/\\.]|:", text) else None


MEANT: dict[str, Callable[[str], str | None]] = {
    "date-invalide": date, "periode-invalide": period, "nombre-attendu": number, "entier-attendu": integer,
    "oui-non-attendu": boolean, "heure-invalide": hour, "identifiant-invalide": identifier,
}  # fmt: skip
"""The reading to try, by code of the issue."""
