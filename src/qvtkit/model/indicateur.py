"""`indicateurs/<id>.yaml`: an indicator, its definition and its measures."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from qvtkit.model.base import FaultyPeriod, Identifiant, Periode, Problem, Record, Texte, period
from qvtkit.model.codes import Famille, Nature, Periodicite, Sens
from qvtkit.model.definition import (
    AncienneDefinition,
    Bornes,
    Cible,
    Comparaison,
    Definition,
    Exclusion,
    Recalcul,
)
from qvtkit.model.formule import KNOWN_VARIABLES, FormulaError, Formule
from qvtkit.model.mesure import MEASURE_KEYS, Mesure
from qvtkit.model.numbers import format_number, rounded
from qvtkit.text import closest, did_you_mean, fold, only_close

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qvtkit.model.periods import Periode as PeriodValue

_MOST_FAULTY = 200


class Indicateur(Record):
    """An indicator."""

    nom: Texte = Field("", description="Nom")
    famille: Famille | None = Field(None, description="Famille")
    unite: Texte = Field("", description="Unité")
    sens: Sens | None = Field(None, description="Sens souhaité")
    nature: Nature | None = Field(None, description="Nature du chiffre")
    formule: Texte = Field("", description="Formule, avec les noms des variables")
    variables: dict[str, Texte] = Field(default_factory=dict, description="Variables et leur sens")
    definition: Definition | None = Field(None, description="Ce qui est compté")
    historique_definition: tuple[AncienneDefinition, ...] = Field((), description="Anciennes définitions")
    periodicite: Periodicite | None = Field(None, description="Périodicité")
    bornes: Bornes | None = Field(None, description="Valeurs possibles")
    source: Texte = Field("", description="D’où viennent les chiffres")
    responsable: Texte = Field("", description="Fonction qui relève le chiffre")
    service: Texte = Field("", description="Service, si l’indicateur est local")
    declinaison_de: Identifiant | None = Field(None, description="Indicateur dont celui-ci est le détail par service")
    reference: Periode | None = Field(None, description="Période qui sert de valeur initiale")
    cible: Cible | None = Field(None, description="Cible")
    comparaisons: tuple[Comparaison, ...] = Field((), description="Valeurs publiées")
    exclusions: tuple[Exclusion, ...] = Field((), description="Mesures mises à part")
    recalculs: tuple[Recalcul, ...] = Field((), description="Nouveaux départs")
    mesures: dict[Periode, Mesure] = Field(default_factory=dict, description="Mesures, une ligne par période")

    @field_validator("variables", mode="before")
    @classmethod
    def _variable_names(cls, data: Any) -> Any:
        """Write names of variables in snake_case, as formulas do."""
        if not isinstance(data, dict):
            return data
        return {fold(str(key)).replace("-", "_"): value or "" for key, value in data.items()}

    @field_validator("mesures", mode="before")
    @classmethod
    def _periods(cls, data: Any, info: ValidationInfo) -> Any:
        """Read the periods with the periodicity at hand; a bad one, or one given twice, is reported."""
        if not isinstance(data, dict):
            return data
        periodicite = info.data.get("periodicite")
        return _by_period(data, str(periodicite) if periodicite else None)

    @field_validator("mesures", mode="after")
    @classmethod
    def _name_ratios(cls, mesures: dict[PeriodValue, Mesure], info: ValidationInfo) -> dict[PeriodValue, Mesure]:
        """Give « 171/1798 » the names of the two variables of the formula, in their order."""
        current = _read(info.data.get("formule", ""))
        old = _dated(info.data.get("historique_definition", ()))
        names = {periode: _in_force(periode, current, old) for periode in mesures}
        return {
            periode: mesure.named(formula.noms if (formula := names[periode]) else ())
            for periode, mesure in mesures.items()
        }

    @cached_property
    def formule_lue(self) -> Formule | None:
        """The formula in force, or None where there is none or it cannot be read."""
        return _read(self.formule)

    @cached_property
    def _old_formulas(self) -> tuple[tuple[dt.date, Formule], ...]:
        return _dated(self.historique_definition)

    def formule_de(self, periode: PeriodValue) -> Formule | None:
        """Return the formula in force over *periode*: that of its time, where it changed since."""
        return _in_force(periode, self.formule_lue, self._old_formulas)

    def value_of(self, periode: PeriodValue) -> float | None:
        """Return the value of the measure of *periode*, computed where variables are given.

        None where it is missing, not available or not computable.
        """
        mesure = self.mesures.get(periode)
        return None if mesure is None else self.compute(periode, mesure)

    def compute(self, periode: PeriodValue, mesure: Mesure) -> float | None:
        """Return the value of *mesure* over *periode*, or None."""
        formula = self.formule_de(periode)
        if formula is None or not mesure.variables or not set(formula.noms) <= set(mesure.variables):
            return mesure.valeur
        return formula.value({**mesure.variables, "jours_periode": float(periode.days)})

    def shown(self, value: float) -> str:
        """Return *value* as people read it, with the unit: « 8,2 % », « 1 234 € par ETP »."""
        return f"{format_number(rounded(value))} {self.unite}".strip()

    def series(self) -> list[tuple[PeriodValue, float | None]]:
        """Return every period with its value, in time order."""
        periods = sorted(self.mesures, key=lambda periode: periode.sort_key)
        return [(periode, self.value_of(periode)) for periode in periods]

    def de_sa_duree(self, periode: PeriodValue) -> bool:
        """Tell whether *periode* has the length of the rhythm; any has, where no rhythm is set."""
        return self.periodicite in {None, Periodicite.PONCTUELLE} or str(self.periodicite) == periode.genre

    def autre_duree(self) -> tuple[PeriodValue, ...]:
        """Return the periods of another length that have a value: kept, and neither drawn nor counted."""
        return tuple(each for each, value in self.series() if value is not None and not self.de_sa_duree(each))

    def own_series(self) -> list[tuple[PeriodValue, float | None]]:
        """Return the periods of the indicator's own length with their value, in time order."""
        return [pair for pair in self.series() if self.de_sa_duree(pair[0])]

    def last(self) -> tuple[PeriodValue, float] | None:
        """Return the last period of the indicator's own length that has a value, with it."""
        known = [(periode, value) for periode, value in self.own_series() if value is not None]
        return known[-1] if known else None

    def problems(self) -> Iterator[Problem]:
        """The formula is arithmetic; measures name its variables; values lie in the range."""
        formula = self.formule_lue
        if self.formule and formula is None:
            yield Problem("formule-illisible", "formule", formule=self.formule)
        names = formula.noms if formula else ()
        if formula:
            for name in set(names) - set(self.variables) if self.variables else ():
                yield Problem("variable-non-decrite", "formule", nom=name)
        for periode, mesure in self.mesures.items():
            then = self.formule_de(periode)
            yield from self._measure_problems(periode, mesure, then.noms if then else ())

    def _measure_problems(self, periode: PeriodValue, mesure: Mesure, names: tuple[str, ...]) -> Iterator[Problem]:
        path = ("mesures", str(periode))
        for name in mesure.variables:
            if name not in names and name not in KNOWN_VARIABLES:
                known = (*names, *MEASURE_KEYS)
                conseil, sure = did_you_mean(closest(name, known)), only_close(name, known)
                expected = ", ".join(names) or "rien, il n’y en a pas"
                yield Problem(
                    "variable-inconnue", *path, name, nom=name, conseil=conseil, remplacement=sure, attendues=expected
                )  # fmt: skip
        missing = [name for name in names if name not in mesure.variables] if mesure.variables else []
        if missing and set(mesure.variables) <= set(names):
            yield Problem("variable-manquante", *path, noms=", ".join(missing))
        if mesure.rapport is not None:
            yield Problem("rapport-sans-formule", *path, nombre=len(names))
        value = self.compute(periode, mesure)
        if mesure.variables and mesure.valeur is not None:
            yield Problem("valeur-et-variables", *path)
        if names and value is None and mesure.variables and not missing and set(names) <= set(mesure.variables):
            yield Problem("mesure-incalculable", *path)
        if value is not None and self.out_of_range(value):
            yield Problem("hors-bornes", *path, valeur=f"{value:g}".replace(".", ","))

    def out_of_range(self, value: float) -> bool:
        """Tell whether *value* lies outside the possible range."""
        low, high = (self.bornes.min, self.bornes.max) if self.bornes else (None, None)
        return (low is not None and value < low) or (high is not None and value > high)


def _read(text: str) -> Formule | None:
    try:
        return Formule.parse(text) if text else None
    except FormulaError:
        return None


def _dated(history: Sequence[AncienneDefinition]) -> tuple[tuple[dt.date, Formule], ...]:
    """Return the formulas of the past that can be read, each with its last day, the oldest first."""
    read = ((old.jusqu_a.last_day, _read(old.formule)) for old in history if old.jusqu_a and old.formule)
    return tuple(sorted(((day, formula) for day, formula in read if formula), key=lambda pair: pair[0]))


def _in_force(periode: PeriodValue, current: Formule | None, old: Sequence[tuple[dt.date, Formule]]) -> Formule | None:
    return next((formula for day, formula in old if periode.last_day <= day), current)


def _by_period(measures: dict[Any, Any], periodicite: str | None) -> dict[Any, Any]:
    """Key the measures by period; a key that cannot be one stays, with its error, to be reported.

    Of those, the first are enough: the record is refused, and nobody reads thousands of errors.
    """
    result: dict[Any, Any] = {}
    spelling: dict[Any, str] = {}
    faulty = 0
    for key, value in measures.items():
        try:
            periode = _new_period(key, periodicite, spelling)
        except PydanticCustomError as error:
            faulty += 1
            if faulty <= _MOST_FAULTY:
                result[FaultyPeriod(key, error)] = {} if value is None else value
            continue
        result[periode] = {} if value is None else value
        spelling[periode] = str(key)
    return result


def _new_period(key: Any, periodicite: str | None, spelling: dict[Any, str]) -> PeriodValue:
    periode = period(key, periodicite)
    if periode in spelling:
        code = "periode-en-double"
        raise PydanticCustomError(code, code, {"valeur": str(key), "autre": spelling[periode]})
    return periode
