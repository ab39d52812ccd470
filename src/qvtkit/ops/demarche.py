"""The head of the folder: the establishment, the project, and what becomes of it. Phases have their own commands."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import MissingAnswersError, RefusedError
from qvtkit.issues import Position
from qvtkit.model.codes import EtatDemarche
from qvtkit.model.dates import DateSouple
from qvtkit.model.dossier import Demarche
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records
from qvtkit.ops.init import require_type
from qvtkit.store.edit import SetValue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.changes import Change

ETABLISSEMENT = ("nom", "type", "statut", "finess", "region", "effectif", "etp", "places")
DEMARCHE = ("titre", "vocabulaire", "contact", "etat")
SAID = {
    EtatDemarche.ACTIVE: "La démarche continue.",
    EtatDemarche.EN_SOMMEIL: "La démarche est mise en sommeil.",
    EtatDemarche.TERMINEE: "La démarche est terminée.",
}
SUITES = {
    EtatDemarche.ACTIVE: ("qvtkit next",),
    EtatDemarche.EN_SOMMEIL: ("qvtkit project edit --etat active  la reprendre un jour",),
    EtatDemarche.TERMINEE: ("qvtkit export fiche", "qvtkit phase reopen  y revenir un jour"),
}


def written(projet: Projet) -> dict[str, str]:
    """Return what the head says now, by rubrique, as a person would type it."""
    head = projet.dossier
    both = {key: getattr(head.etablissement, key) for key in ETABLISSEMENT}
    both |= {key: getattr(head.demarche, key) for key in DEMARCHE}
    return {key: str(value) for key, value in both.items() if value not in {None, ""}}


def edit(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Give the rubriques of *data*; a new state of the project goes to the journal with its reason (`motif`).

    Raises MissingAnswersError where nothing is given, RefusedError where the project is already in that state.
    """
    asked = {key: value for key, value in data.items() if key != "motif"}
    if not asked:
        options = ", ".join(f"--{key}" for key in (*ETABLISSEMENT, *DEMARCHE))
        raise MissingAnswersError([(f"une de ces options : {options}", "que voulez-vous corriger ?")])
    require_type(asked.get("type"))
    parts = {"etablissement": ETABLISSEMENT, "demarche": DEMARCHE}
    nested = {name: {key: asked[key] for key in keys if key in asked} for name, keys in parts.items()}
    edits = records.set_edits("dossier", {name: part for name, part in nested.items() if part})
    state = records.parse(Demarche, {"etat": asked["etat"]}).etat if "etat" in asked else None
    if state is projet.dossier.demarche.etat:
        raise _already(state)
    said = SAID[state] if state else "Le dossier est à jour."
    outcome = records.edit(projet, "dossier", "", edits, said, SUITES[state] if state else ("qvtkit status",))
    if state is None:
        return outcome
    return replace(outcome, changes=(*outcome.changes, _fact(projet, state, data.get("motif"), day)))


def state_edit(state: EtatDemarche) -> SetValue:
    """Return the edit that says what becomes of the project."""
    return SetValue(("demarche", "etat"), state, tuple(Demarche.model_fields))


def _already(state: EtatDemarche) -> RefusedError:
    error = RefusedError.of(
        "deja-dans-etat", Position(KINDS["dossier"].chemin), quoi="La démarche", etat=state.libelle.lower(),
        conseil="Pour voir où elle en est : qvtkit status",
    )  # fmt: skip
    assert isinstance(error, RefusedError)  # noqa: S101
    return error


def _fact(projet: Projet, state: EtatDemarche, reason: str | None, day: dt.date) -> Change:
    """Return the change that tells the journal: those who come later see when, and why."""
    text = f"{SAID[state].rstrip('.')} : {reason}" if reason else SAID[state]
    return records.journal_change(projet, {"date": DateSouple.of(day), "type": "decision", "texte": text})
