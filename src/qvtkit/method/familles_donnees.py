"""The view of the three families as plain data: for --json and for other software."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.analysis.multiple import expected_false_signals
from qvtkit.analysis.puissance import SOURCE, puissance
from qvtkit.method.familles_mots import court
from qvtkit.method.familles_phrases import phrases
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    from collections.abc import Iterable

    from qvtkit.analysis.verdict import Lecture
    from qvtkit.method.familles import VueFamilles
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.method.lecture_series import Serie


def as_dict(vue: VueFamilles) -> dict[str, Any]:
    """Return the view ready for JSON: French ASCII keys, no NaN, None where there is nothing."""
    return {
        "experimentation": vue.experimentation,
        "familles": {str(famille): [_ligne(each) for each in vue.de(famille)] for famille in Famille},
        "sans_famille": [_ligne(each) for each in vue.lignes if each.famille is None],
        "vise_et_obtenu": _noms(vue.vise_et_obtenu),
        "vise_non_vu": _noms(vue.vise_non_vu),
        "paye_ailleurs": _noms(vue.paye_ailleurs),
        "surprises": _noms(vue.surprises),
        "amelioration_payee": [
            {"amelioration": one.identifiant, "degradation": other.identifiant} for one, other in vue.amelioration_payee
        ],
        "a_verifier": [str(famille) for famille in vue.a_verifier],
        "indicateurs_examines": vue.examines,
        "faux_signaux_attendus": round(expected_false_signals(vue.examines), 2),
        "tient_compte_tenu_du_nombre": vue.tient_ensemble,
        "evenements": [{"date": str(fact.date), "texte": fact.texte} for fact in vue.evenements],
        "autres_experimentations": list(vue.autres_experimentations),
        "phrases": list(phrases(vue)),
    }


def _noms(lignes: Iterable[Ligne]) -> list[str]:
    return [each.identifiant for each in lignes]


def _ligne(each: Ligne) -> dict[str, Any]:
    words = each.mots
    return {
        "indicateur": each.identifiant,
        "nom": each.nom,
        "sens": str(each.sens) if each.sens else None,
        "verdict": str(each.verdict) if each.verdict else None,
        "verdict_sans_reserve": str(each.lecture.verdict) if each.lecture else None,
        "sans_verdict": each.sans_verdict,
        "reserves": [str(reserve) for reserve in each.reserves],
        "ecartees": [str(periode) for periode in each.ecartees],
        "a_part": list(each.a_part),
        "depuis_la_fin": each.depuis_la_fin,
        "definition_changee": each.changee,
        "avant": _serie(each.avant),
        "apres": _serie(each.apres),
        "lecture": lecture_as_dict(each.lecture) if each.lecture else None,
        "p_holm": each.p_holm,
        "retire_du_plan": each.retire,
        "resume": court(each),
        "etiquette": words.etiquette if words else "",
        "phrases": list(words.phrases) if words else [],
        "degradation_possible": each.degradation_possible,
        "comptes": list(each.comptes),
        "un_de_plus": each.un_seul,
    }


def lecture_as_dict(lecture: Lecture) -> dict[str, Any]:
    """Return a reading ready for JSON."""
    shift, figures = lecture.ecart, puissance(lecture.n_avant, lecture.n_apres)
    return {
        "n_avant": lecture.n_avant,
        "n_apres": lecture.n_apres,
        "mediane_avant": lecture.mediane_avant,
        "mediane_apres": lecture.mediane_apres,
        "ecart": None
        if shift is None
        else {"valeur": shift.value, "bas": shift.low, "haut": shift.high, "niveau": shift.level},
        "p": lecture.test.p if lecture.test else None,
        "p_exact": lecture.test.exact if lecture.test else None,
        "plus_petit_p": lecture.plus_petit_p,
        "delta": lecture.test.delta if lecture.test else None,
        "point_vers_le_haut": lecture.vers_le_haut,
        "point_vers_le_bas": lecture.vers_le_bas,
        "points": list(lecture.points),
        "puissance": None if figures is None else {**figures._asdict(), "source": SOURCE},
    }


def _serie(serie: Serie) -> dict[str, float | None]:
    return {str(periode): value for periode, value in serie.items()}
