"""The names of what a reading shows: its centre, its limits, the rules it was read with, why a point is unusual."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from qvtkit.analysis.numbers import known
from qvtkit.method.quantites import nombre, quantite

if TYPE_CHECKING:
    from qvtkit.method.lecture import Lecture
    from qvtkit.method.lecture_regles import Reperes

_WAYS = {1: "au-dessus", -1: "au-dessous", 0: ""}
_TRENDS = {1: "en hausse", -1: "en baisse", 0: ""}
GENRES = {
    "run": "courbe autour du centre, sans limites",
    "xmr": "limites tirées des écarts d’une mesure à la suivante (XmR)",
    "p": "limites d’une proportion, selon le nombre de cas (p)",
    "pp": "limites d’une proportion, élargies à la variation observée (p′)",
    "u": "limites d’un taux, selon ce à quoi il se rapporte (u)",
    "up": "limites d’un taux, élargies à la variation observée (u′)",
}


def centre(lecture: Lecture) -> str:
    """Return the name of the centre: « médiane », « moyenne »."""
    return "médiane" if lecture.profil.centre == "mediane" else "moyenne"


def profil(lecture: Lecture) -> str:
    """« anhoej (qicharts2 0.8.1) ; limites … », with what was frozen."""
    frozen = f" ; centre et limites figés sur les mesures jusqu’à {lecture.figee.francais}" if lecture.figee else ""
    return f"{lecture.profil.nom} ({lecture.profil.version}) ; {GENRES[lecture.genre]}{frozen}"


def marque(lecture: Lecture, at: int) -> str:
    """Return in words why a point is unusual: « au-dessus de la zone habituelle »; empty for an ordinary point."""
    mark = lecture.reperes[at]
    match mark.regle:
        case "hors-zone" | "point":
            return f"{_WAYS[mark.vers]} de la zone habituelle"
        case "suite" | "decalage":
            return f"longue suite {_WAYS[mark.vers]} de la {centre(lecture)}"
        case "tendance":
            return f"longue suite {_TRENDS[mark.vers]}"
        case "deux-sigma":
            return f"près de la limite {'haute' if mark.vers > 0 else 'basse'}, deux fois sur trois"
        case _:
            return ""


def inhabituels(lecture: Lecture) -> dict[str, list[int]]:
    """Return the unusual points of the part that holds now, by their words."""
    found: dict[str, list[int]] = {}
    last = lecture.dernier
    for at in range(last.premier, last.dernier + 1) if last else ():
        if words := marque(lecture, at):
            found.setdefault(words, []).append(at)
    return found


def zone(lecture: Lecture) -> str:
    """« de 6,1 à 14,8 % », the limits at the last point; empty where there are none."""
    at = lecture.derniere
    mark: Reperes | None = None if at is None else lecture.reperes[at]
    if mark is None or mark.bas is None or mark.haut is None:
        return ""
    low, high = (arrondi(lecture, line) for line in (mark.bas, mark.haut))
    return f"de {nombre(low)} à {quantite(high, lecture.indicateur.unite)}"


def arrondi(lecture: Lecture, line: float, finer: int = 0) -> float:
    """Return a line as finely as the measures make it worth: 4,17 recalls say no more than 4."""
    values = known(point.valeur for point in lecture.points)
    spread = max(values) / 2 - min(values) / 2 if values else 0.0
    if spread == 0 or not math.isfinite(line):
        return line
    worth = 1 + finer - math.floor(math.log10(spread))
    written = next((count for count in range(4) if all(round(value, count) == value for value in values)), worth)
    return round(line, max(0, min(worth, written + finer)))
