"""What every record is built from: the base class and the types of values.

The schema decides the type, never the spelling: the reader hands over text, and each type below
turns it into a value or raises a `PydanticCustomError` whose type is a code of `messages`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Self, TypeAlias, get_args

from pydantic import BaseModel, BeforeValidator, ConfigDict, model_validator
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from qvtkit.model.dates import DateSouple as _DateSouple
from qvtkit.model.numbers import parse_number
from qvtkit.model.periods import AmbiguousPeriodError
from qvtkit.model.periods import Periode as _Periode
from qvtkit.model.spelling import BOOLEAN, SCALAR, numbers
from qvtkit.text import fold, slugify, writable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Record(BaseModel):
    """Base of all records: frozen, unknown keys refused, empty means « not answered yet »."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True, arbitrary_types_allowed=True)

    @model_validator(mode="before")
    @classmethod
    def _canonical_keys(cls, data: Any) -> Any:
        """Give each key its canonical spelling; drop the empty ones so that defaults apply."""
        if not isinstance(data, dict):
            return data
        known = field_by_fold(cls)
        named = {known.get(fold(str(key)), str(key)): value for key, value in data.items()}
        return {key: value for key, value in named.items() if not _may_be_dropped(cls, key, value)}

    def problems(self) -> Iterator[Problem]:
        """Yield what is wrong between the fields of this record (none by default)."""
        yield from ()

    def as_file(self) -> Any:
        """Return what the file holds: the rubriques that say something, values as they are."""
        values = {name: getattr(self, name) for name in type(self).model_fields}
        return {name: value for name, value in values.items() if not _says_nothing(value)}


class Problem:
    """A fault found between fields: path inside the record, code of the catalogue, parameters."""

    __slots__ = ("code", "params", "path")

    def __init__(self, code: str, *path: str | int, **params: object) -> None:
        self.code = code
        self.path = path
        self.params = params


def is_empty(value: object) -> bool:
    """Tell whether *value* means « not answered yet »: nothing, blank, or only empty rubriques."""
    if isinstance(value, dict):
        return all(is_empty(item) for item in value.values())
    return value is None or value == [] or (isinstance(value, str) and not value.strip())


def _may_be_dropped(model: type[Record], key: str, value: Any) -> bool:
    """Tell whether a rubrique is empty, and known all the way down.

    An unknown key stays even when empty, to be told.
    """
    field = model.model_fields.get(key)
    if field is None or not is_empty(value):
        return False
    inner = record_in(field.annotation)
    if inner is None or not isinstance(value, dict):
        return True
    known = field_by_fold(inner)
    named = {known.get(fold(str(name)), str(name)): item for name, item in value.items()}
    return all(_may_be_dropped(inner, name, item) for name, item in named.items())


def record_in(annotation: object) -> type[Record] | None:
    """Return the record class inside an annotation such as `tuple[Siege, ...]` or `Cible | None`."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for arg in get_args(annotation) if (found := record_in(arg))), None)


def _says_nothing(value: object) -> bool:
    if isinstance(value, Record):
        return not value.as_file()
    return value is None or (isinstance(value, (str, tuple, dict, list)) and not value)


@cache
def field_by_fold(model: type[BaseModel]) -> dict[str, str]:
    """Return the fields of *model* by their folded spelling."""
    return {fold(name): name for name in model.model_fields}


def _scalar(value: object, code: str) -> str:
    """Return the text of a scalar; refuse a list or a mapping with the error *code*."""
    if value is None or isinstance(value, (dict, list, tuple)):
        raise PydanticCustomError(code, code, {"valeur": "…" if value else ""})
    return str(value).strip()


def _text(value: Any) -> str:
    if value is None:  # an empty line of a list
        return ""
    return writable(_scalar(value, "texte-attendu"))


def _number(value: Any) -> float:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return float(value)
    text = _scalar(value, "nombre-attendu")
    try:
        return parse_number(text)
    except ValueError as error:
        code = "nombre-attendu"
        raise PydanticCustomError(code, code, {"valeur": text}) from error


def _integer(value: Any) -> int:
    number = _number(value)
    if not number.is_integer() or number < 0:
        code = "entier-attendu"
        raise PydanticCustomError(code, code, {"valeur": str(value)})
    return int(number)


_YES = frozenset({"oui", "o", "true", "vrai", "yes", "x", "1"})
_NO = frozenset({"non", "n", "false", "faux", "no", "0"})


def _boolean(value: Any) -> bool:
    if isinstance(value, bool):
        return value
    text = _scalar(value, "oui-non-attendu")
    if fold(text) in _YES:
        return True
    if fold(text) in _NO:
        return False
    code = "oui-non-attendu"
    raise PydanticCustomError(code, code, {"valeur": text})


def _date(value: Any) -> _DateSouple:
    if isinstance(value, _DateSouple):
        return value
    text = _scalar(value, "date-invalide")
    try:
        return _DateSouple.parse(text)
    except ValueError as error:
        code = "date-invalide"
        raise PydanticCustomError(code, code, {"valeur": text}) from error


class FaultyPeriod(str):  # noqa: SLOT000 (it carries its error)
    """A period as typed that cannot be read, carrying why."""

    error: PydanticCustomError

    def __new__(cls, text: str, error: PydanticCustomError) -> Self:
        """Keep *text* and *error* together."""
        faulty = super().__new__(cls, text)
        faulty.error = error
        return faulty


def period(value: object, periodicite: str | None = None) -> _Periode:
    """Return the period that *value* writes; errors as codes of the catalogue."""
    if isinstance(value, _Periode):
        return value
    if isinstance(value, FaultyPeriod):
        raise value.error
    text = _scalar(value, "periode-invalide")
    try:
        return _Periode.parse(text, periodicite)
    except AmbiguousPeriodError as error:
        code = "periode-ambigue"
        raise PydanticCustomError(code, code, {"valeur": text}) from error
    except ValueError as error:
        code = "periode-invalide"
        raise PydanticCustomError(code, code, {"valeur": text}) from error


def _identifier(value: Any) -> str:
    text = _scalar(value, "identifiant-invalide")
    slug = slugify(text)
    if not slug or "/" in text or "\\" in text or ".." in text:
        code = "identifiant-invalide"
        raise PydanticCustomError(code, code, {"valeur": text})
    return slug


def _reference_path(value: Any) -> str:
    """`experimentation/seance`: each part an identifier."""
    return "/".join(_identifier(part) for part in _scalar(value, "identifiant-invalide").split("/"))


_HOUR = re.compile(r"^(\d{1,2})\s*[:hH]\s*(\d{2})?$")


def _hour(value: Any) -> str:
    text = _scalar(value, "heure-invalide")
    match = _HOUR.match(text)
    if not match or int(match[1]) > 23 or int(match[2] or 0) > 59:  # noqa: PLR2004
        code = "heure-invalide"
        raise PydanticCustomError(code, code, {"valeur": text})
    return f"{int(match[1]):02}:{int(match[2] or 0):02}"


def without_empty(data: Any) -> Any:
    """Drop the keys of a free mapping that are not answered yet."""
    if not isinstance(data, dict):
        return data
    return {key: value for key, value in data.items() if not is_empty(value)}


class _Reads:
    """The annotation of a value read by one function.

    pydantic's own `PlainValidator` looks into the function and into the annotated type for every
    field; with some four hundred fields, giving the schema itself makes start-up a third shorter.
    """

    def __init__(self, read: Callable[[Any], Any], json: dict[str, Any], *, as_text: bool = False) -> None:
        shown = core_schema.to_string_ser_schema() if as_text else None
        self.schema = core_schema.no_info_plain_validator_function(read, serialization=shown)
        self.json = json

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> CoreSchema:
        return self.schema

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> dict[str, Any]:
        return dict(self.json)


Texte: TypeAlias = Annotated[str, _Reads(_text, SCALAR)]
"""Free text, stripped."""
Nombre: TypeAlias = Annotated[float, _Reads(_number, numbers(8.2, "8,2", "1 234,5"))]
"""A number typed the French way."""
Entier: TypeAlias = Annotated[int, _Reads(_integer, numbers(12))]
"""A whole number."""
Booleen: TypeAlias = Annotated[bool, _Reads(_boolean, BOOLEAN)]
"""`oui` or `non`."""
Identifiant: TypeAlias = Annotated[str, _Reads(_identifier, SCALAR)]
"""An id or an open code, ASCII kebab-case."""
Chemin: TypeAlias = Annotated[str, _Reads(_reference_path, SCALAR)]
"""A reference made of ids joined by « / »."""
Heure: TypeAlias = Annotated[str, _Reads(_hour, numbers("14:00"))]
"""A time of day, « 14:00 »."""
AvisTextes: TypeAlias = Annotated[dict[Identifiant, Texte], BeforeValidator(without_empty)]
"""Opinions in words, by collège or trade."""
Effectifs: TypeAlias = Annotated[dict[Identifiant, Entier], BeforeValidator(without_empty)]
"""Numbers of people, by collège."""
Date: TypeAlias = Annotated[_DateSouple, _Reads(_date, numbers("2016", "2016-01", "2016-01-15"), as_text=True)]
"""A date of year, month or day precision."""
Periode: TypeAlias = Annotated[
    _Periode, _Reads(period, numbers("2016", "2016-S1", "2016-T3", "2016-03", "2016-W11"), as_text=True)
]
"""A period of a measure."""
