"""What a workbook brings to a project: measures to note, those already there, conflicts, doubtful cells."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from qvtkit.exchange import cellules, jetons
from qvtkit.exchange.donnees import Lecteur
from qvtkit.exchange.noms import is_nominative
from qvtkit.exchange.rapprochement import Doute, Fragment, Laissee, Lu, Rapprochement, Reglages
from qvtkit.exchange.tableaux import Tableau, tables
from qvtkit.model.mesure import Mesure
from qvtkit.model.numbers import plain_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qvtkit.exchange.libelles import Repertoire
    from qvtkit.exchange.tableur import Feuille
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode

A_NOTER, DEJA_LA, CONFLIT = "a-noter", "deja-la", "conflit"
MARQUE = "dans le tableau importé"
"""Ends the reason of a missing figure that an import wrote: the figure, when it comes, takes its place."""
_WHOSE = frozenset({"import-perimetre", "import-sans-service"})
_ROUNDING = 1e-6


@dataclass(frozen=True)
class MesureLue:
    """One measure of the workbook, beside the one that the project holds if any."""

    feuille: str
    cellules: tuple[str, ...]
    texte: str
    indicateur: str
    periode: Periode
    mesure: Mesure
    etat: str
    ancienne: Mesure | None = None
    colonne: int = 0
    libelle: str = ""
    reserves: tuple[tuple[str, str], ...] = ()
    """Codes and details of what a person has to confirm."""


@dataclass(frozen=True)
class TableauLu:
    """One table as it was understood, to be shown."""

    tableau: Tableau
    lecteur: Lecteur
    figures: int
    nominatif: bool = False


@dataclass(frozen=True)
class Lecture:
    """All that was read of a workbook."""

    tableaux: tuple[TableauLu, ...]
    mesures: tuple[MesureLue, ...]
    doutes: tuple[Doute, ...]
    laissees: tuple[Laissee, ...]
    libelles: frozenset[tuple[str, ...]] = frozenset()
    """All the labels that the tables write."""

    @property
    def feuilles(self) -> list[str]:
        """The names of the sheets that hold a table."""
        return list(dict.fromkeys(each.tableau.feuille.nom for each in self.tableaux))

    def of(self, state: str) -> tuple[MesureLue, ...]:
        """Return the measures in one state."""
        return tuple(each for each in self.mesures if each.etat == state)


@dataclass(frozen=True)
class Cadre:
    """What surrounds the reading: the year that prevails, those that the file's name tells, totals or not."""

    annee: int | None = None
    autour: tuple[jetons.Jeton, ...] = ()
    reglages: Reglages = field(default_factory=Reglages)


def read(sheets: Sequence[Feuille], known: Repertoire, frame: Cadre) -> Lecture:
    """Return what *sheets* bring to the indicators of *known*."""
    every = [_of_table(table, known, frame) for sheet in sheets for table in tables(sheet)]
    read_ones = [one for _, _, ones in every for one in ones]
    parts: dict[tuple[str, Periode], list[Fragment]] = defaultdict(list)
    for each in read_ones:
        if isinstance(each, Fragment):
            parts[each.cible.indicateur, each.periode].append(each)
    made = [result for (key, _), fragments in parts.items() for result in _assembled(known.indicateurs[key], fragments)]
    doubts = [each for each in (*read_ones, *made) if isinstance(each, Doute)]
    doubts.sort(key=lambda each: (each.donnee.feuille, each.donnee.ligne, each.donnee.colonne))
    return Lecture(
        tuple(table for table, _, _ in every), tuple(each for each in made if isinstance(each, MesureLue)),
        tuple(doubts), tuple(each for each in read_ones if isinstance(each, Laissee)),
        frozenset(label for _, labels, _ in every for label in labels),
    )  # fmt: skip


def _of_table(
    table: Tableau, known: Repertoire, frame: Cadre
) -> tuple[TableauLu, frozenset[tuple[str, ...]], list[Lu]]:
    """Return one table as it is shown, the labels that it writes, and what each of its figures is."""
    reader = Lecteur.of(table, known, frame.autour, frame.annee)
    figures = reader.figures()
    labels = frozenset(label for each in figures for label in (each.libelles or each.titres[:1], (each.partie_ecrite,)))
    if is_nominative(reader):
        doubts: list[Lu] = [Doute(each, "import-nominatif") for each in figures if not each.cote]
        return TableauLu(table, reader, len(figures), nominatif=True), labels, doubts
    found = TableauLu(table, reader, sum(not each.cote for each in figures))
    return found, labels, list(Rapprochement(figures, known, frame.reglages).run())


def _assembled(indicator: Indicateur, fragments: list[Fragment]) -> Iterator[MesureLue | Doute]:
    """Yield the measure that the fragments of one period make, or the doubts that they leave."""
    by_name: dict[str, list[Fragment]] = defaultdict(list)
    for each in fragments:
        by_name[each.cible.variable].append(each)
    twice = [each for each in by_name.values() if len(each) > 1 and len({fragment.nombre for fragment in each}) > 1]
    weak = [each for each in fragments if each.reserves and _whose(each)]
    if weak and (
        twice or len(weak) < len(fragments)
    ):  # figures of nobody knows whom never compete with those of somebody
        yield from (_doubt(each, *_whose(each)[0]) for each in weak)
        sure = [each for each in fragments if not _whose(each)]
        yield from _assembled(indicator, sure) if sure else ()
        return
    if twice:
        yield from (_doubt(each, "import-double") for group in twice for each in group)
        return
    alone = _left_over(indicator, by_name)
    yield from (_doubt(each, "import-variables", alone) for name in by_name if name and alone for each in by_name[name])
    fragments = [each for each in fragments if not (alone and each.cible.variable)]
    made = _measure(indicator, {each.cible.variable: each for each in reversed(fragments)})
    if isinstance(made, tuple):
        yield from (_doubt(each, *made) for each in fragments)
        return
    yield _compared(indicator, fragments, made)


def _compared(indicator: Indicateur, fragments: list[Fragment], made: Mesure) -> MesureLue:
    """Return the measure beside the one that the project holds, with all that is to be confirmed of it."""
    first = fragments[0]
    old = indicator.mesures.get(first.periode)
    texts = " ; ".join(cellules.shown(each.donnee.valeur) for each in fragments)
    places = tuple(dict.fromkeys(each.donnee.cellule for each in fragments))
    state, before = _state(indicator, first.periode, made, old), None if old is None or old.is_empty else old
    reserves = tuple(dict.fromkeys(one for each in fragments for one in each.reserves))
    return MesureLue(
        first.donnee.feuille, places, texts, first.cible.indicateur, first.periode, made, state, before,
        first.donnee.colonne, " / ".join(first.donnee.libelles or first.donnee.titres[:1]), reserves,
    )  # fmt: skip


def _whose(fragment: Fragment) -> list[tuple[str, str]]:
    """Return what is not known of whose figure it is."""
    return [reserve for reserve in fragment.reserves if reserve[0] in _WHOSE]


def _left_over(indicator: Indicateur, by_name: dict[str, list[Fragment]]) -> str:
    """Return what lacks for the variables to serve, where the result is given beside too few of them."""
    names = _names(indicator)
    given = by_name.get("")
    if not given or given[0].nombre is None or set(names) <= set(by_name):
        return ""
    return _lacking(indicator, by_name)


def _names(indicator: Indicateur) -> tuple[str, ...]:
    return indicator.formule_lue.noms if indicator.formule_lue else ()


def _lacking(indicator: Indicateur, given: Iterable[str]) -> str:
    known = set(given)
    return "il manque : " + ", ".join(
        indicator.variables.get(name) or name for name in _names(indicator) if name not in known
    )


def _doubt(fragment: Fragment, code: str, detail: str = "") -> Doute:
    return Doute(fragment.donnee, code, detail, fragment.cible.indicateur, fragment.periode)


def _measure(indicator: Indicateur, by_name: dict[str, Fragment]) -> Mesure | tuple[str, str]:
    """Return the measure, or the code and the detail of what keeps it from being one."""
    whole = by_name.get("")
    parts = {name: each for name, each in by_name.items() if name}
    missing = [each for each in by_name.values() if each.nombre is None]
    if missing and (whole is None or whole.nombre is None):
        return Mesure.model_validate(
            {"valeur": "nd", "motif": f"« {cellules.shown(missing[0].donnee.valeur)} » {MARQUE}"}
        )
    names = _names(indicator)
    if parts and set(names) != set(parts):
        return ("import-variables", _lacking(indicator, parts))
    number = whole.nombre if whole else None
    if not parts:
        return _of_number(number, names) if number else ("import-nombre", "")
    numbers = {name: each.nombre.valeur for name, each in parts.items() if each.nombre}
    measure = Mesure.model_validate({name: numbers[name] for name in names})
    computed = indicator.compute(next(iter(parts.values())).periode, measure)
    if computed is None:
        return ("import-variables", "le calcul n’est pas possible")
    if whole and number and not math.isclose(computed, number.valeur, rel_tol=_ROUNDING, abs_tol=_written_unit(whole)):
        made = f"{computed:.{_decimals(whole)}f}".replace(".", ",")
        return ("import-calcul", f"le tableau dit {cellules.shown(whole.donnee.valeur)}, le calcul donne {made}")
    return measure


@cache
def _nothing() -> Mesure:
    """Return a measure to copy: a number is one already, thousands of them need no validation."""
    return Mesure()


def _of_number(number: cellules.Nombre, names: tuple[str, ...]) -> Mesure | tuple[str, str]:
    if number.rapport is None:
        return _nothing().model_copy(update={"valeur": number.valeur})
    named = Mesure.model_validate("/".join(map(plain_number, number.rapport))).named(names)
    return named if named.rapport is None else ("import-partie", "a/b")


def _written_unit(whole: Fragment) -> float:
    """Return half of the last decimal that a result is written with: « 8,0 » is more precise than 8."""
    return 0.51 * 10.0 ** -_decimals(whole)


def _decimals(whole: Fragment) -> int:
    written = whole.donnee.valeur
    match = re.search(r"[.,](\d+)\s*\D*$", written) if isinstance(written, str) else None
    plain = plain_number(whole.nombre.valeur) if whole.nombre else ""
    return len(match[1] if match else plain.partition(".")[2])


def _half_unit(value: float) -> float:
    """Return half of the last decimal that *value* is written with."""
    decimals = len(plain_number(value).partition(".")[2])
    return 0.51 * 10.0**-decimals


def _state(indicator: Indicateur, periode: Periode, new: Mesure, old: Mesure | None) -> str:
    """Tell whether the project already holds the measure, holds another, or holds none."""
    if old is None or old.is_empty:
        return A_NOTER
    if old.nd:
        return DEJA_LA if new.nd else A_NOTER if old.motif.endswith(MARQUE) else CONFLIT
    if new.nd:
        return CONFLIT
    if new.variables and old.variables:
        same = new.variables.keys() == old.variables.keys() and all(
            math.isclose(number, old.variables[name], rel_tol=1e-9) for name, number in new.variables.items()
        )
        return DEJA_LA if same else CONFLIT
    before, after = indicator.compute(periode, old), indicator.compute(periode, new)
    if before is None or after is None:
        return CONFLIT
    tolerance = _half_unit(after) if old.variables else _half_unit(before) if new.variables else 1e-9
    return DEJA_LA if math.isclose(before, after, rel_tol=1e-9, abs_tol=tolerance) else CONFLIT
