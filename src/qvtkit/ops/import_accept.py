"""The surprising cells that a person accepts: one cell, a range, a column, of one sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.errors import QvtkitError, UsageError
from qvtkit.exchange import adresses
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.exchange.lecture import MesureLue
    from qvtkit.ops.imports import Plan


def accepted(found: Plan, cells: Iterable[str]) -> list[MesureLue]:
    """Return the surprising measures of the *cells* that a person accepts: « C4 », « C4:C12 », « Feuil1!C ».

    Raises UsageError for cells that hold no measure, or that several sheets have.
    """
    kept = [each for typed in cells for each in _one(found, typed)]
    return list({id(each): each for each in kept}.values())


def _one(found: Plan, typed: str) -> list[MesureLue]:
    """Return what one answer accepts; nothing where its cells are already sure, or already there."""
    open_ones = [each.mesure for each in found.surprises]
    match = [each for each in open_ones if _is_in(typed, each)]
    if not match and not any(_is_in(typed, each) for each in found.mesures):
        told = adresses.told([(each.feuille, cell) for each in open_ones for cell in each.cellules], most=8) or "aucune"
        problem = f"« {typed} » n’est pas une cellule douteuse que l’on puisse accepter."
        raise _wrong(problem, f"Celles que l’on peut accepter : {told}.")
    sheets = list(dict.fromkeys(each.feuille for each in match))
    if len(sheets) > 1 and "!" not in typed:
        names = enumerate_fr((f'--accepter "{name}!{typed.strip().upper()}"' for name in sheets), "ou")
        problem = f"« {typed} » est dans plusieurs feuilles."
        raise _wrong(problem, f"Dites laquelle : {names}.")
    return match


def _is_in(typed: str, measure: MesureLue) -> bool:
    zone = adresses.area(typed)
    if zone is None:
        return False
    sheet, top, left, bottom, right = zone
    if sheet and sheet != fold(measure.feuille):
        return False
    places = map(adresses.place_of, measure.cellules)
    return any(top <= line <= bottom and left <= column <= right for line, column in places)


def _wrong(message: str, remedy: str) -> QvtkitError:
    return UsageError.of("valeur-option", option="--accepter", message=message, remede=remedy)
