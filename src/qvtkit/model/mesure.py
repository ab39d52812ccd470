"""One measure of an indicator, in every form in which people type it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pydantic import Field, model_serializer, model_validator
from pydantic_core import PydanticCustomError

from qvtkit.model.base import Nombre, Record, Texte, without_empty
from qvtkit.model.numbers import NOT_AVAILABLE, parse_number, plain_number
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

MEASURE_KEYS = ("valeur", "note", "motif")
"""Keys of a measure that are no variable."""


class Mesure(Record):
    """One measure: a value, or « not available », or the variables from which it is computed."""

    valeur: Nombre | None = Field(None, description="Valeur")
    nd: bool = Field(default=False, description="Non disponible")
    rapport: tuple[float, float] | None = Field(None, description="Numérateur/dénominateur")
    variables: dict[str, Nombre] = Field(default_factory=dict, description="Valeurs des variables")
    note: Texte = Field("", description="Note")
    motif: Texte = Field("", description="Pourquoi la valeur manque")

    @model_validator(mode="before")
    @classmethod
    def _from_short_form(cls, data: Any) -> Any:
        """Accept « 10,3 », « nd », « 171/1798 » and the mapping with note, motif and variables."""
        if isinstance(data, dict):
            return _from_mapping(data)
        if isinstance(data, (list, tuple)):
            code = "nombre-attendu"
            raise PydanticCustomError(code, code, {"valeur": "…"})
        return _from_scalar(data)

    @model_serializer
    def as_file(self) -> Any:
        """Return the form that a person would write: a number, « nd », « 171/1798 », a mapping."""
        body: dict[str, object] = {}
        if self.nd:
            body["valeur"] = "nd"
        elif self.valeur is not None:
            body["valeur"] = self.valeur
        elif self.rapport is not None:
            body["valeur"] = "/".join(plain_number(part) for part in self.rapport)
        body |= self.variables
        body |= {key: text for key in ("note", "motif") if (text := getattr(self, key))}
        return body["valeur"] if list(body) == ["valeur"] else body

    def named(self, names: tuple[str, ...]) -> Mesure:
        """Return the measure with « 171/1798 » given the *names* of the two variables of the formula."""
        if self.rapport is None or len(names) != len(self.rapport):
            return self
        return self.model_copy(update={"rapport": None, "variables": dict(zip(names, self.rapport, strict=True))})

    def with_words_of(self, old: Mesure) -> Mesure:
        """Return the measure with the note of the one it replaces, and its reason as a note.

        What a person wrote beside a figure is not lost when the figure comes or changes.
        """
        reason = "" if self.nd and self.motif else old.motif
        kept = " ; ".join(words for words in (self.note or old.note, "" if self.nd else reason) if words)
        return self.model_copy(update={"note": kept, "motif": self.motif or (reason if self.nd else "")})

    @property
    def is_empty(self) -> bool:
        """Tell whether the period was written without anything beside it."""
        return not (self.nd or self.variables or self.rapport) and self.valeur is None


def _from_scalar(data: object) -> dict[str, object]:
    text = str(data).strip() if data is not None else ""
    if fold(text) in NOT_AVAILABLE:
        return {"nd": True}
    numerator, slash, denominator = text.partition("/")
    if slash:
        try:
            return {"rapport": (parse_number(numerator), parse_number(denominator))}
        except ValueError as error:
            code = "nombre-attendu"
            raise PydanticCustomError(code, code, {"valeur": text}) from error
    return {"valeur": data}


def _from_mapping(data: Mapping[Any, Any]) -> dict[str, object]:
    """Split the keys of a measure from the names of variables."""
    result: dict[str, object] = {}
    variables: dict[str, object] = {}
    for key, value in without_empty(data).items():
        folded = fold(str(key))
        if folded in {"note", "motif"}:
            result[folded] = value
        elif folded == "valeur":
            result |= {"valeur": value} if isinstance(value, (dict, list)) else _from_scalar(value)
        else:
            variables[folded.replace("-", "_")] = value
    return result | ({"variables": variables} if variables else {})
