"""From a figure to what it measures: indicator, period and number, all three certain; else a doubt with its reason."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qvtkit.exchange import cellules, mots, periodes
from qvtkit.exchange.jetons import Jeton
from qvtkit.exchange.libelles import Cible, Repertoire, joined

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.exchange.donnees import Donnee
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode

_ORDER = ("jour", "semaine", "mois", "trimestre", "semestre", "annee")
_PARTS = 2


@dataclass(frozen=True, slots=True)
class Doute:
    """A cell that is not recorded: the code of the reason, and its detail in words."""

    donnee: Donnee
    code: str
    detail: str = ""
    indicateur: str = ""
    periode: Periode | None = None


@dataclass(frozen=True, slots=True)
class Fragment:
    """A cell understood: what it feeds, when, and with what (nothing: the mark of a missing figure)."""

    donnee: Donnee
    cible: Cible
    periode: Periode
    nombre: cellules.Nombre | None
    reserves: tuple[tuple[str, str], ...] = ()
    """Codes and details of what a person has to confirm."""


@dataclass(frozen=True, slots=True)
class Laissee:
    """A cell that is no measure: a total, an average, a target, a remark, or what people chose to ignore."""

    donnee: Donnee
    raison: str
    """« total », « ignore », « objectif », or the column that it is in."""


Lu = Fragment | Doute | Laissee


@dataclass(frozen=True)
class Reglages:
    """How to read: whether totals of a year, a semester or a quarter count as its measures."""

    totaux: bool = False


class Rapprochement:
    """Understands the figures of one table, in the light of what is known of labels."""

    def __init__(self, figures: Iterable[Donnee], known: Repertoire, settings: Reglages) -> None:
        self._figures = list(figures)
        self._known = known
        self._settings = settings
        kept = [figure for figure in self._figures if not figure.cote]
        self._edges = periodes.edges_of(each.jour for figure in kept for each in figure.jetons if each.jour)
        self._marks = {cellules.decimal_mark(figure.valeur) for figure in kept}
        self._periods: dict[tuple[tuple[Jeton, ...], tuple[Jeton, ...]], Jeton | str] = {}
        self._targets: dict[tuple[object, ...], list[Cible] | str] = {}
        self._kinds = self._kinds_by_label()

    def run(self) -> Iterator[Lu]:
        """Yield what each figure is; a figure may feed several indicators."""
        for figure in self._figures:
            yield from self._read(figure)

    def labels_of(self, figure: Donnee) -> tuple[tuple[str, ...], list[Cible] | str]:
        """Return the labels that name *figure*, its own or else those of its table, and what they mean."""
        key = (figure.libelles, figure.titres, figure.service, figure.total, figure.partie_ecrite)
        if key not in self._targets:
            self._targets[key] = self._found(figure)
        return _named(figure), self._targets[key]

    def _found(self, figure: Donnee) -> list[Cible] | str:
        labels = figure.libelles
        if figure.total and self._settings.totaux and mots.is_year_total(figure.total):
            labels = tuple(label for label in labels if label != figure.total)
        if labels:
            return self._known.find(labels, figure.service)
        found: list[Cible] | str = "libelle-absent"
        for title in figure.titres:
            read = self._known.find((title,), figure.service)
            if not isinstance(read, str):
                return read
            found = read if found == "libelle-absent" or read == "service" else found
        if figure.partie == "valeur" and figure.partie_ecrite:  # « Taux », and nothing that says of what
            return self._known.find((figure.partie_ecrite,), figure.service)
        return found

    def _read(self, figure: Donnee) -> Iterator[Lu]:
        if figure.cote:
            yield Laissee(figure, figure.cote)
            return
        labels, targets = self.labels_of(figure)
        aside = self._aside(figure, targets)
        if aside:
            yield Laissee(figure, aside)
            return
        if isinstance(targets, str):
            detail = figure.service if targets == "service" else joined(labels)
            yield Doute(figure, _CODES.get(targets, targets), detail)
            return
        for target in targets:
            yield self._fragment(figure, target)

    def _aside(self, figure: Donnee, targets: list[Cible] | str) -> str:
        """Return why a figure is no measure, empty where it may be one."""
        known = not isinstance(targets, str)
        if known and all(target.ignored for target in targets if isinstance(target, Cible)):
            return "ignore"
        if figure.total and not (known and figure.total in figure.libelles):
            return "" if self._settings.totaux and mots.is_year_total(figure.total) and known else "total"
        read = self._period(figure)
        kinds = self._kinds[figure.libelles, figure.service]
        larger = isinstance(read, Jeton) and _rank(read) > min(kinds, default=len(_ORDER))
        return "total" if larger and not self._settings.totaux else ""

    def _kinds_by_label(self) -> dict[tuple[tuple[str, ...], str], set[int]]:
        """Return, by label, how long the periods are of which it has figures: a longer one adds up the others."""
        found: dict[tuple[tuple[str, ...], str], set[int]] = defaultdict(set)
        for figure in self._figures:
            read = self._period(figure)
            if isinstance(read, Jeton) and not figure.total and not figure.cote:
                found[figure.libelles, figure.service].add(_rank(read))
        return found

    def _period(self, figure: Donnee) -> Jeton | str:
        key = (figure.jetons, figure.contexte)
        if key not in self._periods:
            self._periods[key] = periodes.combined(*key)
        return self._periods[key]

    def _fragment(self, figure: Donnee, target: Cible) -> Fragment | Doute:
        """Return what a figure brings to one target, or the doubt on its period, its part or its number."""
        indicator = self._known.indicateurs.get(target.indicateur)
        if indicator is None:
            return Doute(figure, "import-libelle", joined(_named(figure)), target.indicateur)
        period = self._period_for(figure, indicator)
        if isinstance(period, tuple):
            return Doute(figure, *period, target.indicateur)
        variable = self._variable(figure, target, indicator)
        if variable is None:
            return Doute(figure, "import-partie", figure.partie, target.indicateur, period)
        read = self._read_number(figure, target, variable, indicator)
        if isinstance(read, tuple):
            return Doute(figure, *read, target.indicateur, period)
        reserves = figure.reserves
        if indicator.service and not figure.service and not self._known.was_said(_named(figure)):
            reserves = (
                *reserves,
                ("import-sans-service", f"{indicator.nom or target.indicateur} ({indicator.service})"),
            )
        return Fragment(figure, Cible(target.indicateur, variable), period, read, reserves)

    def _read_number(
        self, figure: Donnee, target: Cible, variable: str, indicator: Indicateur
    ) -> cellules.Nombre | tuple[str, str] | None:
        """Return the number, None for the mark of a missing one, or the code and the detail of a doubt."""
        if cellules.is_missing(figure.valeur):
            return None
        number = self._number(figure, target)
        if number is None:
            return ("import-nombre", cellules.shown(figure.valeur))
        unit = number.unite or figure.unite
        if not _fits(number, unit, variable, indicator):
            return ("import-unite", f"{unit} au lieu de {indicator.unite}")
        return number

    def _period_for(self, figure: Donnee, indicator: Indicateur) -> Periode | tuple[str, str]:
        """Return the period of a figure for this indicator, or the code and the detail of a doubt."""
        read = self._period(figure)
        rhythm = str(indicator.periodicite) if indicator.periodicite else None
        if isinstance(read, str):
            return ("import-annee", "") if read == "annee-absente" else ("import-periode", _PERIODS[read])
        if read.jour:
            period = periodes.of_day(read.jour, rhythm, self._edges)
            if period is None:
                return ("import-duree", f"le jour {read.jour:%d/%m/%Y}")
        else:
            period = periodes.period_of(read, rhythm)
        if period is None or not _writable(period, rhythm):
            return ("import-periode", _PERIODS["inexistante"])
        if rhythm in {None, "ponctuelle", period.genre}:
            return period
        longer = _ORDER.index(period.genre) > _ORDER.index(rhythm) if rhythm in _ORDER else False
        if longer and self._settings.totaux:
            return period
        remedy = " (si c’est bien sa mesure, ajoutez --totaux)" if longer else ""
        return ("import-duree", f"{period.francais}{remedy}")

    def _variable(self, figure: Donnee, target: Cible, indicator: Indicateur) -> str | None:
        """Return the variable that a figure gives, empty for the value itself, None where that is not certain."""
        if target.variable or figure.partie in {"", "valeur"}:
            return target.variable
        formula = indicator.formule_lue
        if formula is None or len(formula.noms) != _PARTS or "jours_periode" in formula.texte:
            return None
        return formula.noms[0 if figure.partie == "numerateur" else 1]

    def _number(self, figure: Donnee, target: Cible) -> cellules.Nombre | None:
        """Return the number, None where it cannot be read or may be read in two ways."""
        read = cellules.number(figure.valeur)
        mark = cellules.decimal_mark(figure.valeur)
        ambiguous = (mark == ".?" and "." not in self._marks) or (mark == ",?" and "." in self._marks)
        if read is None or ambiguous or (mark == ".?" and "," in self._marks):
            return None
        if target.multiplier == 1 or read.rapport:
            return read
        return cellules.Nombre(float(f"{read.valeur * target.multiplier:.12g}"))


_CODES = {
    "libelle-absent": "import-sans-nom", "libelle-inconnu": "import-libelle", "au-catalogue": "import-au-catalogue",
    "plusieurs": "import-plusieurs", "service": "import-service",
}  # fmt: skip
_PERIODS = {
    "periode-absente": "aucune période n’est écrite au-dessus ni à côté",
    "periode-illisible": "la période écrite n’en est pas une",
    "periode-double": "deux périodes différentes la désignent",
    "inexistante": "la période n’existe pas, ou peut se lire de deux façons",
}


def _named(figure: Donnee) -> tuple[str, ...]:
    """Return the label by which a figure is asked about."""
    if figure.libelles:
        return figure.libelles
    return (figure.partie_ecrite,) if figure.partie == "valeur" and figure.partie_ecrite else figure.titres[:1]


@lru_cache(maxsize=4096)
def _writable(period: Periode, rhythm: str | None) -> bool:
    """Tell whether a period, once written in the file of the indicator, is read back as itself."""
    try:
        return type(period).parse(str(period), rhythm) == period
    except ValueError:
        return False


def _rank(read: Jeton) -> int:
    if read.jour:
        return 0
    genre = read.genre or "annee"
    return _ORDER.index(genre) if genre in _ORDER else _ORDER.index("semestre" if read.numero <= _PARTS else "semaine")


def _fits(number: cellules.Nombre, unit: str, variable: str, indicator: Indicateur) -> bool:
    """Tell whether the unit written is the one expected: that of the indicator, or none for a variable."""
    if variable or number.rapport:
        return unit != "%"
    return not unit or not indicator.unite or mots.same_unit(unit, indicator.unite)
