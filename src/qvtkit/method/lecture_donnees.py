"""A reading as plain data: what `--json` gives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.method import lecture_mots as mots
from qvtkit.method import lecture_noms as noms

if TYPE_CHECKING:
    from qvtkit.method.lecture import Depart, Lecture
    from qvtkit.method.lecture_regles import Troncon


def en_donnees(lecture: Lecture) -> dict[str, Any]:
    """Return a reading, its points and its sentences, JSON-ready."""
    said = mots.phrases(lecture)
    around = lecture.intervalle
    return {
        "id": lecture.identifiant,
        "nom": lecture.indicateur.nom,
        "unite": lecture.indicateur.unite,
        "profil": {
            "nom": lecture.profil.nom, "version": lecture.profil.version, "source": lecture.profil.source,
            "centre": noms.centre(lecture),
        },
        "genre": lecture.genre,
        "niveau": lecture.niveau,
        "mesures_comptees": lecture.n,
        "figer": str(lecture.figee) if lecture.figee else None,
        "points": [_point(lecture, at) for at in range(len(lecture.points))],
        "troncons": [_portion(lecture, each) for each in lecture.troncons],
        "definitions_changees": [
            {"depuis": str(lecture.points[each.rang].periode), "avant": each.texte} for each in lecture.changements
        ],
        "autre_duree": [str(each) for each in lecture.autre_duree],
        "tests": [
            {"nom": each.nom, "debut": str(each.debut), "fin": str(each.fin) if each.fin else None}
            for each in lecture.tests
        ],
        "intervalle_derniere": {"bas": around[0], "haut": around[1], "niveau": 0.95} if around else None,
        "phrases": {
            "constat": said.constat, "prudence": said.prudence, "suite": said.suite, "autres": list(said.autres),
        },
    }  # fmt: skip


def _point(lecture: Lecture, at: int) -> dict[str, Any]:
    point, mark = lecture.points[at], lecture.reperes[at]
    return {
        "periode": str(point.periode), "valeur": point.valeur, "etat": str(point.etat), "motif": point.motif,
        "numerateur": point.numerateur, "denominateur": point.denominateur,
        "centre": mark.centre, "bas": mark.bas, "haut": mark.haut,
        "regle": mark.regle or None, "vers": mark.vers, "marque": noms.marque(lecture, at),
    }  # fmt: skip


def _portion(lecture: Lecture, portion: Troncon) -> dict[str, Any]:
    start = next((each for each in lecture.departs if each.rang == portion.premier), None)
    return {
        "de": str(lecture.points[portion.premier].periode), "a": str(lecture.points[portion.dernier].periode),
        "mesures_comptees": portion.n, "centre": portion.centre, "utiles": portion.utiles,
        "suite": portion.suite, "suite_max": portion.suite_max,
        "passages": portion.passages, "passages_min": portion.passages_min,
        "inhabituel": portion.signal, "faux_signal": portion.faux_signal,
        "limites": portion.limites, "provisoires": portion.provisoires, "sans_limites": portion.sans_limites or None,
        "recalcul": _start(start),
    }  # fmt: skip


def _start(start: Depart | None) -> dict[str, Any] | None:
    return None if start is None else start.recalcul.model_dump(mode="json")
