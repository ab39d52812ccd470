"""What a curve shows during a test beside the measures before it, and how often the target is reached, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.numbers import side
from qvtkit.method.cible_en_mots import cible_depuis, cible_entre
from qvtkit.method.lecture_noms import arrondi, centre
from qvtkit.method.quantites import quantite
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.method.lecture import Lecture


def pendant_le_test(lecture: Lecture) -> str:
    """« Pendant le test : 6 mesures sur 6 au-dessous de la médiane d’avant (12 rappels). »; empty without test."""
    test, last = lecture.figee_pour, lecture.dernier
    if test is None or last is None or last.centre is None:
        return ""
    places = [test.moment(point.periode) for point in lecture.points]
    known = [(place, point.lue) for place, point in zip(places, lecture.points, strict=True)]
    values = [value for place, value in known if place in {"apres", "suivi"} and value is not None]
    if not values:
        return ""
    later = any(place == "suivi" and value is not None for place, value in known)
    sides = [side(value, last.centre) for value in values]
    above, below = sides.count(1), sides.count(-1)
    way, count = ("au-dessus", above) if above > below else ("au-dessous", below)
    when = "Pendant le test" if test.fin and not later else "Depuis le début du test"
    middle = quantite(arrondi(lecture, last.centre, 1), lecture.indicateur.unite)
    return f"{when} : {plural(count, 'mesure')} sur {len(values)} {way} de la {centre(lecture)} d’avant ({middle})."


def cible(lecture: Lecture) -> str:
    """Say how the target stands beside the measures since the last test, else beside the usual range."""
    aimed, unit = lecture.indicateur.cible, lecture.indicateur.unite
    if aimed is None or aimed.valeur is None:
        return ""
    sens = lecture.indicateur.sens
    values = [point.lue for point in lecture.points if point.lue is not None]
    if lecture.tests and not lecture.coupures:
        test = lecture.tests[-1]
        since = [
            point.lue for point in lecture.points
            if point.lue is not None and test.moment(point.periode) in {"apres", "suivi"}
        ]  # fmt: skip
        if since:
            return cible_depuis(since, aimed.valeur, sens, unit)
    last, at = lecture.dernier, lecture.derniere
    mark = lecture.reperes[at] if last and last.limites and at is not None else None
    if mark is None or mark.bas is None or mark.haut is None or last is None:
        return ""
    values = [value for value in lecture.valeurs[last.premier : last.dernier + 1] if value is not None]
    return cible_entre(mark.bas, mark.haut, aimed.valeur, sens, unit, values)
