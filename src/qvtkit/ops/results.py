"""The results of one experiment: what `experiment results` shows, and the same as plain data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.method.familles_donnees import as_dict
from qvtkit.method.familles_mots import boites
from qvtkit.method.resultats import Resultats, resultats
from qvtkit.ops.experiments import the
from qvtkit.ops.records import as_json

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.method.familles_groupe import Parole
    from qvtkit.model.projet import Projet


def results(projet: Projet, test_id: str, day: dt.date) -> Resultats:
    """Read the results of one experiment on *day*; RefusedError where its file cannot be read."""
    return resultats(projet, test_id, the(projet, test_id), day)


def data(found: Resultats) -> dict[str, Any]:
    """Return everything ready for JSON."""
    test = found.test
    return {
        "id": found.id,
        "titre": test.titre,
        "etat": str(test.etat),
        **{key: str(date) if date else None for key, date in _dates(found).items()},
        "plan": as_json(found.plan) if found.plan else None,
        "plan_change": list(found.changements),
        **as_dict(found.vue),
        "boites": [{"titre": each.titre, "texte": each.texte} for each in boites(found.vue)],
        "groupe": [_parole(each) for each in found.paroles],
        "questions": list(found.questions),
    }


def _dates(found: Resultats) -> dict[str, object]:
    return {"debut": found.test.debut, "fin_prevue": found.test.fin_prevue, "fin": found.test.fin}


def _parole(each: Parole) -> dict[str, Any]:
    return {
        "activite": each.activite,
        "critere": each.critere,
        "famille": str(each.famille) if each.famille else None,
        "indicateur": each.indicateur or None,
        "date": each.date,
        "tendance": str(each.tendance) if each.tendance else None,
        "accord": str(each.accord) if each.accord else None,
        "texte": each.texte,
    }
