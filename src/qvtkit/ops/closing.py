"""The close of a project: its bilan, what follows, the reviews. A project goes on living after its cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.method.manques import cloture
from qvtkit.method.revues import revues
from qvtkit.model.agenda import Evenement
from qvtkit.model.cloture import Cloture
from qvtkit.model.codes import EtatEvenement, TypeEvenement
from qvtkit.model.kinds import KINDS
from qvtkit.model.perennisation import Bilan, SuitesEcrites
from qvtkit.ops import closing_words, evaluations, groups, records
from qvtkit.ops.outcome import Outcome
from qvtkit.store.changes import new_record
from qvtkit.store.edit import SetValue
from qvtkit.store.project import read_answers
from qvtkit.store.validate import validate
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from qvtkit.issues import Issue
    from qvtkit.method.revues import Revue
    from qvtkit.model.projet import Projet
    from qvtkit.store.changes import Change
    from qvtkit.store.edit import Edit

_SUITE = (
    "qvtkit closing show     relire le bilan et les suites",
    "qvtkit export fiche     préparer la fiche de capitalisation",
)


def read(projet: Projet, path: Path, shown: str) -> dict[str, Any]:
    """Return the answers of a file, called *shown* in messages: the rubriques of both records, at one level.

    Raises FileSystemError where it cannot be read, UsageError with all that is wrong in it.
    """
    text = read_answers(path, shown)
    if not text.readable or not isinstance(text.data, dict):
        raise UsageError(*text.issues)
    data = closing_words.from_file(projet, text.data)
    record, found = validate(Cloture, data)
    if record is None:
        raise UsageError(*(each.at(text.position(*each.path)) for each in found))
    return data


def edit(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Give the rubriques of *data*, as the two files hold them, and note the reviews that it asks for.

    Raises UsageError with one issue a faulty answer, RefusedError for a group or a problem that is not there.
    """
    asked = records.parse(Cloture, data)
    _require_positive(asked)
    known = _resolved(projet, data)
    changes: list[Change] = []
    found: list[Issue] = []
    for kind, model in (("bilan", Bilan), ("suites", SuitesEcrites)):
        part = {key: value for key, value in known.items() if key in model.model_fields}
        if part:
            change, doubts = _write(projet, kind, part)
            changes.append(change)
            found += doubts
    dated = list(_wanted(projet, asked, day))
    if dated:
        changes.append(_agenda(projet, dated))
    changes = [change for change in changes if change.old != change.new]
    return Outcome(
        racine=projet.racine, kind="cloture", message=_told(projet, asked, known, dated) if changes else _NOTHING,
        data={"revues": [_as_json(review) for review in dated]}, changes=tuple(changes), issues=tuple(found),
        suite=_SUITE if changes else (),
    )  # fmt: skip


def state(projet: Projet, day: dt.date) -> dict[str, Any]:
    """Return what is written of the close, the reviews, and what lacks: JSON-ready."""
    decisions = [
        {"id": key, "titre": test.titre, "choix": str(test.decision.choix)}
        for key, test in projet.experimentations.items()
        if test.decision and test.decision.choix
    ]
    return {
        "bilan": records.as_json(projet.bilan), "suites": records.as_json(projet.suites), "decisions": decisions,
        "revues": [{**_as_json(each), "notee": each.notee, "tenue": each.tenue}
                   for each in revues(projet, day)],
        "manques": [each.quoi for each in cloture(projet)],
    }  # fmt: skip


_NOTHING = "Rien n’a été modifié : c’est déjà ce que dit le dossier."


def _require_positive(asked: Cloture) -> None:
    """Raise UsageError for hours or euros below zero."""
    for key in ("heures", "euros"):
        if (getattr(asked.moyens, key) or 0) < 0:
            message = "ce nombre est négatif."
            raise UsageError.of(
                "valeur-option", option=f"--{key}", message=message,
                remede="Écrivez 0 si rien n’est accordé, ou laissez vide si rien n’est prévu.",
            )  # fmt: skip


def _resolved(projet: Projet, data: Mapping[str, Any]) -> dict[str, Any]:
    """Return *data* with the group and the problems that it names as the project calls them."""
    known = dict(data)
    pilot = known.get("pilote")
    if isinstance(pilot, dict) and pilot.get("groupe"):
        known["pilote"] = {**pilot, "groupe": groups.resolve(projet, str(pilot["groupe"]))}
    if known.get("actions"):
        known["actions"] = [
            {**item, "probleme": closing_words.problem_of(projet, str(item["probleme"]))}
            if item.get("probleme")
            else item
            for item in known["actions"]
        ]
    return known


def _write(projet: Projet, kind: str, data: Mapping[str, Any]) -> tuple[Change, tuple[Issue, ...]]:
    """Return what the file of *kind* becomes with the rubriques of *data*, and what is to be known of it."""
    if not projet.loaded(kind):
        return _new(projet, kind, data), ()
    outcome = records.edit(projet, kind, "", records.set_edits(kind, data), "")
    return outcome.changes[0], outcome.issues


def _new(projet: Projet, kind: str, data: Mapping[str, Any]) -> Change:
    record = records.parse(KINDS[kind].model, data)
    return new_record(records.root(projet), KINDS[kind], "", record, records.header(KINDS[kind].chemin, kind))


def _wanted(projet: Projet, asked: Cloture, day: dt.date) -> Iterator[Revue]:
    """Yield the reviews to note: those whose date is given, and with « oui » those that the agenda lacks."""
    dates = {6: asked.revue_6_mois, 12: asked.revue_12_mois}
    if asked.revues is False:
        return
    group = asked.pilote.groupe or projet.suites.pilote.groupe or evaluations.likely_group(projet, None)
    for review in revues(projet, day):
        date = dates[review.mois]
        if date or (asked.revues and not review.notee):
            yield review.on(date or review.date, group)


def _agenda(projet: Projet, dated: Sequence[Revue]) -> Change:
    """Return what the agenda becomes: a review still to be held moves to its new date, another is added."""
    fresh = [_event(review) for review in dated if review.rang is None]
    if not projet.loaded("agenda"):
        return _new(projet, "agenda", {"evenements": fresh})
    order = tuple(Evenement.model_fields)
    edits: list[Edit] = [
        SetValue(("evenements", review.rang, "date"), review.date, order) for review in dated if review.rang is not None
    ]
    edits += [records.append_edit("agenda", "evenements", event) for event in fresh]
    return records.edited(projet, "agenda", "", edits)[0]


def _event(review: Revue) -> Evenement:
    return Evenement(
        date=review.date, type=TypeEvenement.REVUE, titre=review.titre, groupe=review.groupe, etat=EtatEvenement.PREVU
    )  # fmt: skip


def _as_json(review: Revue) -> dict[str, Any]:
    return {"mois": review.mois, "date": str(review.date), "titre": review.titre, "groupe": review.groupe}


def _told(projet: Projet, asked: Cloture, known: Mapping[str, Any], dated: Sequence[Revue]) -> str:
    """Return the sentence for the user; means that nobody planned are said in clear."""
    lines = ["Le bilan et les suites sont enregistrés."]
    if dated:
        lines.append(
            "À l’agenda : " + enumerate_fr(f"{each.titre.lower()} le {each.date.francais}" for each in dated) + "."
        )
    if {"pilote", "moyens"} & set(known):
        lines.append(_means(projet, asked, known))
    return "\n".join(lines)


def _means(projet: Projet, asked: Cloture, known: Mapping[str, Any]) -> str:
    """Return « Moyens pour la suite : heures non prévues et euros non prévus »."""
    before, typed = projet.suites.moyens, known.get("moyens", {})
    hours = asked.moyens.heures if "heures" in typed else before.heures
    euros = asked.moyens.euros if "euros" in typed else before.euros
    missing = [word for word, value in (("heures non prévues", hours), ("euros non prévus", euros)) if value is None]
    if not missing:
        return "Moyens pour la suite : prévus, en heures et en euros."
    return f"Moyens pour la suite : {enumerate_fr(missing)}. La fiche le dit en clair ; zéro s’écrit 0."
