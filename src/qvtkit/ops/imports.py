"""Import the measures of a workbook: read, compare with the project, and only then write what is certain."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.exchange import jetons, lecture
from qvtkit.exchange.libelles import Repertoire
from qvtkit.exchange.rapprochement import Doute, Reglages
from qvtkit.issues import Position, issue
from qvtkit.method import vraisemblance
from qvtkit.ops import catalogue, indicators
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.exchange.lecture import Lecture, MesureLue
    from qvtkit.exchange.libelles import Ligne
    from qvtkit.exchange.tableur import Feuille
    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet

_LAST = 6
"""Measures of the project beside which a new one is looked at."""
_MAY_BE_FRACTION = 1


@dataclass(frozen=True)
class Demande:
    """What was asked of an import."""

    fichier: str
    annee: int | None = None
    creer: bool = False
    """Whether any indicator of the catalogue that the workbook names is created."""
    nouveaux: frozenset[str] = frozenset()
    """Those that were chosen one by one."""
    totaux: bool = False
    lignes: Sequence[Ligne] = ()


@dataclass(frozen=True)
class Surprise:
    """A measure understood, and yet surprising: it is noted only when a person says so."""

    mesure: MesureLue
    doute: Issue


@dataclass(frozen=True)
class Plan:
    """What an import would do, before anything is written."""

    projet: Projet
    demande: Demande
    lecture: Lecture
    mesures: tuple[MesureLue, ...]
    """Those that nothing makes doubtful."""
    surprises: tuple[Surprise, ...]
    nouveaux: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    """The rubriques of the indicators to be created, by id."""
    indicateurs: Mapping[str, Indicateur] = field(default_factory=dict)

    def of(self, state: str) -> list[MesureLue]:
        """Return the measures in one state."""
        return [each for each in self.mesures if each.etat == state]

    @property
    def understood(self) -> bool:
        """Tell whether at least one measure was understood, new or not."""
        return bool(self.mesures or self.surprises)


def plan(projet: Projet, sheets: Sequence[Feuille], wanted: Demande, day: dt.date) -> Plan:
    """Return what the *sheets* of a workbook bring to the project.

    Raises RefusedError where they hold no table of figures.
    """
    readable = dict(projet.indicateurs)
    known = Repertoire(readable, wanted.lignes, _catalogue(readable))
    frame = lecture.Cadre(wanted.annee, _years_of(wanted.fichier), Reglages(totaux=wanted.totaux))
    read = lecture.read(sheets, known, frame)
    new = _to_create(read, known, wanted)
    if new:
        made = readable | {key: indicators.parse(data) for key, data in new.items()}
        known = Repertoire(made, wanted.lignes, _catalogue(made))
        read = lecture.read(sheets, known, frame)
    if not any(each.figures for each in read.tableaux):
        names = ", ".join(sheet.nom for sheet in sheets)
        raise RefusedError.of("tableau-sans-chiffre", Position(wanted.fichier), feuilles=names)
    sure, surprising = _sorted_out(read, known.indicateurs, day)
    used = {each.indicateur for each in read.mesures}
    kept = {key: data for key, data in new.items() if key in used}
    return Plan(projet, wanted, read, tuple(sure), tuple(surprising), kept, known.indicateurs)


def _catalogue(mine: Mapping[str, object]) -> dict[str, str]:
    """Return the names, by id, of the indicators of the catalogue that the project lacks."""
    return {key: str(entry["nom"]) for key, entry in catalogue.entries().items() if key not in mine}


def _years_of(file_name: str) -> tuple[jetons.Jeton, ...]:
    """Return the one year that the name of a file tells."""
    years = {int(year) for year in re.findall(r"(?<!\d)(20\d\d)(?!\d)", PurePath(file_name).stem)}
    return (jetons.Jeton(years.pop()),) if len(years) == 1 else ()


def _to_create(read: Lecture, known: Repertoire, wanted: Demande) -> dict[str, dict[str, Any]]:
    """Return the rubriques of the indicators of the catalogue that the labels name and that may be created."""
    by_name = {known.in_catalogue(each.detail) for each in read.doutes if each.code == "import-au-catalogue"}
    said = {each.cible.indicateur for each in known.lignes}
    allowed = by_name | said if wanted.creer else said & wanted.nouveaux
    lacking = sorted(allowed & set(known.catalogue or {}))
    return {key: indicators.new_data(key, {}, from_catalogue=True) for key in lacking}


def _sorted_out(read: Lecture, known: Mapping[str, Indicateur], day: dt.date) -> tuple[list[MesureLue], list[Surprise]]:
    """Separate the measures that nothing makes doubtful from those that are surprising."""
    sure, surprising = [], []
    beside = {key: _recent(known[key]) for key in {each.indicateur for each in read.mesures}}
    above_one = Counter(each.indicateur for each in read.mesures if (each.mesure.valeur or 0) > _MAY_BE_FRACTION)
    for each in read.mesures:
        found = None if each.etat == lecture.DEJA_LA else _doubt(each, beside[each.indicateur], above_one, day)
        if found is None:
            sure.append(each)
        else:
            surprising.append(Surprise(each, found))
    return sure, surprising


def _recent(indicator: Indicateur) -> Indicateur:
    """Return the indicator with its last measures only: enough to be surprised, quick however many there are."""
    known = [(periode, mesure) for periode, mesure in indicator.mesures.items() if not mesure.nd]
    known.sort(key=lambda pair: pair[0].sort_key)
    return indicator.model_copy(update={"mesures": dict(known[-_LAST:])})


def _doubt(each: MesureLue, indicator: Indicateur, above_one: Mapping[str, int], day: dt.date) -> Issue | None:
    percent = each.texte.rstrip().endswith("%")
    found = vraisemblance.doutes(indicator, each.periode, each.mesure, day)
    told = [one for one in found if not (percent and one.code == "pourcentage-en-fraction")]
    if told:
        return told[0]
    value = each.mesure.valeur
    in_percent = fold(indicator.unite) == "%" and not indicator.mesures and not above_one.get(each.indicateur)
    if in_percent and not percent and value is not None and 0 < value <= _MAY_BE_FRACTION:
        return issue("import-echelle", cellules=each.cellules[0], detail=each.texte)
    return None


def issues_of(found: Plan) -> list[Issue]:
    """Return the doubtful cells as problems told once each, however many cells they are of."""
    place = Position(found.demande.fichier)
    groups: dict[tuple[str, str], list[Doute]] = {}
    for each in found.lecture.doutes:
        groups.setdefault((each.code, _detail(each)), []).append(each)
    told = []
    for (code, detail), doubts in groups.items():
        cells = cells_of([(each.donnee.feuille, each.donnee.cellule) for each in doubts])
        advice = advice_for(found, detail) if code == "import-libelle" else ""
        told.append(issue(code, place, cellules=cells, detail=detail, conseil=advice))
    return [*told, *(_surprise(each, place) for each in found.surprises)]


def _surprise(each: Surprise, place: Position) -> Issue:
    """Return the doubt about one measure, with where it is and how to accept it."""
    measure = each.mesure
    cells = cells_of([(measure.feuille, cell) for cell in measure.cellules])
    message = f"{cells} ({measure.indicateur}, {measure.periode.francais}) : {each.doute.message}"
    remedy = f"{each.doute.remedy} Si c’est juste : --accepter {measure.cellules[0]}"
    return replace(each.doute, position=place, message=message, remedy=remedy)


def _detail(each: Doute) -> str:
    if each.code == "import-double" and each.periode:
        return f"{each.indicateur}, {each.periode.francais}"
    if each.code == "import-variables" and each.periode:
        return f"{each.indicateur}, {each.periode.francais} ; {each.detail}"
    return each.detail


def advice_for(found: Plan, label: str) -> str:
    """Return « Le plus proche : … » for a label that no indicator has."""
    close = near(found, label)
    return f" Proches : {', '.join(close[:3])}." if close else ""


def near(found: Plan, label: str) -> list[str]:
    """Return the ids of the indicators whose names look like *label*, the project's first, then the catalogue's."""
    return Repertoire(found.indicateurs, (), _catalogue(found.indicateurs)).near(label)


def cells_of(places: Iterable[tuple[str, str]], most: int = 4) -> str:
    """Return « Feuil1!C4, C5, C6 et 12 autres »."""
    all_places = list(dict.fromkeys(places))
    shown, sheet = [], ""
    for name, cell in all_places[:most]:
        shown.append(cell if name == sheet else f"{name}!{cell}")
        sheet = name
    rest = len(all_places) - most
    return ", ".join(shown) + (f" et {rest} autre{'s' if rest > 1 else ''}" if rest > 0 else "")


def unknown_labels(found: Plan) -> dict[str, int]:
    """Return the labels that no indicator has, or that several have, with the number of their cells."""
    codes = {"import-libelle", "import-au-catalogue", "import-plusieurs", "import-partie"}
    labels = (each for each in found.lecture.doutes if each.code in codes)
    return dict(Counter(_label(each) for each in labels if _label(each)))


def _label(each: Doute) -> str:
    if each.code != "import-partie":
        return each.detail
    return " / ".join(each.donnee.libelles or each.donnee.titres[:1])
