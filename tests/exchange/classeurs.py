"""Workbooks made for the tests, and what is read of them, in a few words a cell."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import xlsxwriter

from qvtkit.exchange import lecture, tableur
from qvtkit.exchange.cellules import shown
from qvtkit.exchange.jetons import Jeton
from qvtkit.exchange.libelles import Cible, Ligne, Repertoire
from qvtkit.exchange.rapprochement import Reglages
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.numbers import plain_number

FIXTURES = Path(__file__).parents[1] / "fixtures" / "classeurs"
CATALOGUE = {"vacance-taux": "Taux de vacance de postes", "escarres": "Escarres"}


def _indicator(nom: str, unite: str, periodicite: str, **more: Any) -> Indicateur:
    return Indicateur.model_validate({"nom": nom, "unite": unite, "periodicite": periodicite, **more})


INDICATEURS = {
    "abs-taux": _indicator(
        "Taux d'absentéisme", "%", "mois", formule="jours_absence / (etp * jours_periode) * 100",
        variables={"jours_absence": "Jours d'absence", "etp": "ETP moyens"}, bornes={"min": 0, "max": 100},
    ),
    "soins-reportes": _indicator(
        "Soins reportés", "%", "mois", formule="reportes / prevus * 100",
        variables={"reportes": "Soins non réalisés", "prevus": "Soins prévus"},
    ),
    "chutes": _indicator("Chutes", "chutes", "mois"),
    "rotation": _indicator("Taux de rotation", "%", "annee"),
    "formation": _indicator("Heures de formation", "heures", "annee"),
    "accidents": _indicator("Accidents du travail", "accidents", "trimestre"),
    "attente": _indicator("Attente au repas", "minutes", "semaine"),
    "tour": _indicator("Durée du tour", "minutes", "ponctuelle"),
    "rappels-medecine": _indicator("Rappels sur repos", "rappels", "mois", service="Médecine"),
    "rappels-chirurgie": _indicator("Rappels sur repos", "rappels", "mois", service="Chirurgie"),
}  # fmt: skip


def csv(text: str, encoding: str = "utf-8") -> bytes:
    """A text of columns, from lines written without their margin."""
    return "\n".join(line.strip(" ") for line in text.strip(" \n").splitlines()).encode(encoding)


def xlsx(
    rows: list[list[Any]], sheet: str = "Feuil1", merged: tuple[str, ...] = (), **sheets: list[list[Any]]
) -> bytes:
    """A workbook; a cell may be (value, number format); merged ranges keep the value of their first cell."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream)
    for name, content in {sheet: rows, **sheets}.items():
        page = book.add_worksheet(name)
        for area in merged:
            page.merge_range(area, "")
        for line, cells in enumerate(content):
            for column, cell in enumerate(cells):
                if cell not in {None, ""}:
                    value, code = (
                        cell if isinstance(cell, tuple) else (cell, "dd/mm/yyyy" if isinstance(cell, dt.date) else None)
                    )
                    page.write(line, column, value, book.add_format({"num_format": code}) if code else None)
    book.close()
    return stream.getvalue()


_ODS_CELL = '<table:table-cell office:value-type="{kind}" {name}="{value}"><text:p>{shown}</text:p></table:table-cell>'
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
    "<office:body><office:spreadsheet>"
)


def ods(rows: list[list[Any]], sheet: str = "Feuille1", after: str = "") -> bytes:
    """An OpenDocument workbook; ("12,5 %", 0.125) is a percentage."""
    lines = "".join(f"<table:table-row>{''.join(map(_ods_cell, cells))}</table:table-row>" for cells in rows)
    content = f'{_ODS_HEAD}<table:table table:name="{sheet}">{lines}{after}</table:table></office:spreadsheet></office:body></office:document-content>'
    return archive({"mimetype": b"application/vnd.oasis.opendocument.spreadsheet", "content.xml": content.encode()})


def _ods_cell(value: Any) -> str:
    match value:
        case None | "":
            return "<table:table-cell/>"
        case (words, number):
            return _ODS_CELL.format(kind="percentage", name="office:value", value=number, shown=words)
        case dt.date():
            return _ODS_CELL.format(kind="date", name="office:date-value", value=value, shown=value)
        case str():
            return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
        case _:
            return _ODS_CELL.format(kind="float", name="office:value", value=value, shown=value)


def archive(members: dict[str, bytes]) -> bytes:
    """A zip of *members*."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as folder:
        for name, content in members.items():
            folder.writestr(name, content)
    return stream.getvalue()


def with_member(raw: bytes, name: str, content: bytes) -> bytes:
    """The same zip with one member put in place of its own."""
    with zipfile.ZipFile(io.BytesIO(raw)) as folder:
        members = {each: folder.read(each) for each in folder.namelist()}
    return archive(members | {name: content})


def understood(
    raw: bytes,
    *,
    name: str = "tableau.csv",
    annee: int | None = None,
    totaux: bool = False,
    dits: dict[str, str] | None = None,
    indicateurs: dict[str, Indicateur] | None = None,
    autour: int | None = None,
    perimetres: dict[str, str] | None = None,
) -> dict[str, list[str]]:
    """Read a workbook: measures « cell indicator period value ? what to confirm », doubts « cell code », cells left aside « cell why »."""
    book = tableur.read(raw, name)
    sheets = [sheet for sheet in book.feuilles if not sheet.cachee]
    frame = lecture.Cadre(annee, (Jeton(autour),) if autour else (), Reglages(totaux=totaux))
    known = Repertoire(
        indicateurs or INDICATEURS, _lines(dits or {}), CATALOGUE, "Résidence des Tilleuls", perimetres or {}
    )
    found = lecture.read(sheets, known, frame)
    several = len(sheets) > 1
    return {
        "mesures": sorted(_told(each, several=several) for each in found.mesures),
        "doutes": [
            f"{_cell(each.donnee.feuille, each.donnee.cellule, several=several)} {each.code}" for each in found.doutes
        ],
        "laissees": [f"{each.donnee.cellule} {each.raison}" for each in found.laissees],
    }


def _lines(said: dict[str, str]) -> list[Ligne]:
    lines = []
    for label, target in said.items():
        named, _, times = target.partition("*")
        indicator, _, variable = named.partition(".")
        cible = Cible() if target == "ignorer" else Cible(indicator, variable, float(times or 1))
        lines.append(Ligne(label, cible))
    return lines


def _cell(sheet: str, cell: str, *, several: bool) -> str:
    return f"{sheet}!{cell}" if several else cell


def _told(each: lecture.MesureLue, *, several: bool) -> str:
    cells = "+".join(_cell(each.feuille, cell, several=several) for cell in each.cellules)
    state = "" if each.etat == lecture.A_NOTER else f" {each.etat}"
    state += "".join(f" ? {code}" for code, _ in each.reserves)
    return f"{cells} {each.indicateur} {each.periode} {_value(each.mesure)}{state}"


def _value(mesure: Any) -> str:
    if mesure.nd:
        return f"nd {mesure.motif.split('»')[0].strip('« ')}".strip()
    if mesure.variables:
        return " ".join(f"{name}={plain_number(number)}" for name, number in mesure.variables.items())
    return shown(mesure.valeur)
