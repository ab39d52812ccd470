"""Import the measures of a workbook: read, compare with the project, and only then write what is certain."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.exchange import jetons, lecture
from qvtkit.exchange.libelles import Repertoire
from qvtkit.exchange.rapprochement import Doute, Reglages
from qvtkit.issues import Position
from qvtkit.ops import catalogue, indicators
from qvtkit.ops.import_doubts import Surprise, sorted_out
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from qvtkit.exchange.lecture import Lecture, MesureLue
    from qvtkit.exchange.libelles import Ligne
    from qvtkit.exchange.tableur import Feuille
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet


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
    tapees: Sequence[Ligne] = ()
    """Those of the lines that were typed now."""
    perimetres: Mapping[str, str] = field(default_factory=dict)
    """What people said of the texts around the figures, folded: « tout », « ignorer », a service."""


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
    known = _known(projet, readable, wanted)
    frame = lecture.Cadre(wanted.annee, _years_of(wanted.fichier), Reglages(totaux=wanted.totaux))
    read = lecture.read(sheets, known, frame)
    new = _to_create(read, known, wanted)
    if new:
        made = readable | {key: indicators.parse(data) for key, data in new.items()}
        known = _known(projet, made, wanted)
        read = lecture.read(sheets, known, frame)
    if not read.laissees and not any(each.figures for each in read.tableaux):
        names = ", ".join(sheet.nom for sheet in sheets)
        raise RefusedError.of("tableau-sans-chiffre", Position(wanted.fichier), feuilles=names)
    sure, surprising = sorted_out(read, known.indicateurs, day)
    used = {each.indicateur for each in read.mesures}
    kept = {key: data for key, data in new.items() if key in used}
    return Plan(projet, wanted, read, tuple(sure), tuple(surprising), kept, known.indicateurs)


def _catalogue(mine: Mapping[str, object]) -> dict[str, str]:
    """Return the names, by id, of the indicators of the catalogue that the project lacks."""
    return {key: str(entry["nom"]) for key, entry in catalogue.entries().items() if key not in mine}


def _known(projet: Projet, indicators: Mapping[str, Indicateur], wanted: Demande) -> Repertoire:
    house = projet.dossier.etablissement.nom if projet.dossier.etablissement else ""
    return Repertoire(indicators, wanted.lignes, _catalogue(indicators), house, wanted.perimetres)


def _years_of(file_name: str) -> tuple[jetons.Jeton, ...]:
    """Return the year that the name of a file tells, none where it is part of a date: that of an extraction."""
    stem = fold(PurePath(file_name).stem).replace("_", "-")
    if jetons.has_month(stem):
        return ()
    years = re.findall(r"(?<![a-z\d.])(20\d\d)(?![a-z\d.])", stem)
    alone = len(set(years)) == 1 and not re.search(r"\d-20\d\d(?!\d)|20\d\d-\d", stem)
    return (jetons.Jeton(int(years[0])),) if alone else ()


def _to_create(read: Lecture, known: Repertoire, wanted: Demande) -> dict[str, dict[str, Any]]:
    """Return the rubriques of the indicators of the catalogue that the labels name and that may be created."""
    by_name = {known.in_catalogue(each.detail) for each in read.doutes if each.code == "import-au-catalogue"}
    said = {each.cible.indicateur for each in known.lignes}
    allowed = by_name | said if wanted.creer else said & wanted.nouveaux
    lacking = sorted(allowed & set(known.catalogue or {}))
    return {key: indicators.new_data(key, {}, from_catalogue=True) for key in lacking}


def near(found: Plan, label: str) -> list[str]:
    """Return the ids of the indicators whose names look like *label*, the project's first, then the catalogue's."""
    return Repertoire(found.indicateurs, (), _catalogue(found.indicateurs)).near(label)


def exact(found: Plan, label: str) -> str:
    """Return the id that *label* names word for word: in the project, else in the catalogue; empty where none does."""
    known = Repertoire(found.indicateurs, (), _catalogue(found.indicateurs))
    own = known.find((label,), "")
    if not isinstance(own, str) and not own[0].variable:
        return own[0].indicateur
    return known.in_catalogue(label)


def unknown_labels(found: Plan) -> dict[str, int]:
    """Return the labels that no indicator has, or that several have, with the number of their cells."""
    codes = {"import-libelle", "import-au-catalogue", "import-plusieurs", "import-partie"}
    labels = (each for each in found.lecture.doutes if each.code in codes)
    return dict(Counter(_label(each) for each in labels if _label(each)))


def _label(each: Doute) -> str:
    return " / ".join(each.donnee.libelles or each.donnee.titres[:1]) if each.code == "import-partie" else each.detail


def unknown_texts(found: Plan) -> dict[str, int]:
    """Return the texts around figures that may name a part of the house, with the number of their measures."""
    reserves = [reserve for each in found.lecture.mesures for reserve in each.reserves]
    reserves += [(each.code, each.detail) for each in found.lecture.doutes]
    return dict(Counter(detail for code, detail in reserves if code == "import-perimetre"))


def uncertain_year(found: Plan) -> str:
    """Return the year that only the name of the file tells, empty where no figure depends on it."""
    codes = {code for each in found.lecture.mesures for code, _ in each.reserves}
    years = _years_of(found.demande.fichier)
    return str(years[0].annee) if years and not found.demande.annee and "import-annee-a-confirmer" in codes else ""
