"""The register of proposals: each gets a dated, reasoned answer, and the delay is shown."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import MissingAnswersError, RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.method.delais import Suivi, suivis
from qvtkit.method.programme import months_after
from qvtkit.model.codes import EtatProposition
from qvtkit.model.dates import DateSouple
from qvtkit.model.kinds import KINDS
from qvtkit.model.proposition import Proposition
from qvtkit.ops import records
from qvtkit.text import plural, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

KIND = "proposition"
ORIGINES = ("seance", "reunion", "probleme", "questionnaire")
ANSWERS = tuple(state for state in EtatProposition if state is not EtatProposition.A_REPONDRE)
_WORDS = 3
_EMPTY = frozenset(
    re.findall(
        r"\w+",
        "a au aux avec ce ces cet cette chaque dans de des du en et faire il l la le les leur leurs mettre nos notre "
        "on ou par plus pour que qui sa se ses son sur un une",
    )
)
_NAMES = {
    "seance": "de séance",
    "reunion": "de réunion",
    "probleme": "de problème",
    "questionnaire": "de questionnaire",
}


def new_id(text: str, date: DateSouple, taken: Collection[str]) -> str:
    """Return « p-2016-11-reserve-linge-etage »: the month, then the first words that matter."""
    words = [word for word in re.findall(r"[a-z0-9]+", slugify(text)) if word not in _EMPTY and len(word) > 1]
    month = f"{date.annee:04}" + (f"-{date.mois:02}" if date.mois else "")
    stem = "-".join(["p", month, *words[:_WORDS]])
    names = (stem, *(f"{stem}-{number}" for number in range(2, 10_000)))
    return next(name for name in names if name not in taken)


def due(date: DateSouple) -> DateSouple:
    """Return when an answer is awaited where nobody says: a month later (proposition qvtkit)."""
    return DateSouple.of(months_after(date.last_day, 1))


def add(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Register a proposal: `texte`, `date`, `echeance`, and where it comes from."""
    record = described(projet, data, day)
    assert record.date is not None  # noqa: S101 (given just above)
    key = new_id(record.texte, record.date, projet.loaded(KIND))
    awaited = f" Réponse attendue pour le {record.echeance.francais}." if record.echeance else ""
    return records.create(
        projet, KIND, key, record.as_file(), f"Proposition notée ({key}).{awaited}",
        (f"qvtkit proposal answer {key}   y répondre", "qvtkit proposal list"),
    )  # fmt: skip


def described(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Proposition:
    """Return the proposal that *data* describes; UsageError or RefusedError where it cannot be."""
    text = str(data.get("texte") or "").strip()
    if not text:
        raise MissingAnswersError([("--texte", "que propose-t-on ?")])
    origin = {kind: _existing(projet, kind, data[kind]) for kind in ORIGINES if data.get(kind)}
    given = {"texte": text, "date": data.get("date") or DateSouple.of(day), "echeance": data.get("echeance")}
    record = records.parse(Proposition, given | ({"origine": origin} if origin else {}))
    assert record.date is not None  # noqa: S101
    awaited = record.echeance or due(record.date)
    if awaited.surely_before(record.date):
        said = f"{awaited.francais} vient avant la proposition ({record.date.francais})."
        raise UsageError.of("valeur-option", option="--echeance", message=said, remede="Donnez une date qui suit.")
    return record.model_copy(update={"echeance": awaited, "etat": EtatProposition.A_REPONDRE})


def _existing(projet: Projet, kind: str, typed: str) -> str:
    known = ", ".join(projet.loaded(kind)) or "aucun pour l’instant"
    return records.existing(projet, kind, typed, _NAMES[kind], f"Dans ce projet : {known}")


def resolve(projet: Projet, typed: str) -> str:
    """Return the id of the proposal that *typed* names, by its id or by its text."""
    loaded = projet.loaded(KIND)
    by_text = {slugify(each.texte): key for key, each in projet.propositions.items()}
    if slugify(typed) in by_text and slugify(typed) not in loaded:
        return by_text[slugify(typed)]
    return records.existing(projet, KIND, typed, "de proposition", "Pour les voir : qvtkit proposal list")


def answer(projet: Projet, key: str, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Answer a proposal: `etat`, `texte` and `par` (who), dated today unless told; the reason is always there.

    A proposal already answered keeps the former answer in the journal; one accepted becomes
    « réalisée » without a new text.
    """
    before = projet.propositions[key]
    given = {name: data.get(name) for name in ("date", "texte", "par")}
    state = records.parse(Proposition, {"etat": data.get("etat")}).etat
    if state is EtatProposition.A_REPONDRE:
        codes = ", ".join(map(str, ANSWERS))
        raise MissingAnswersError([(f"--etat ({codes})", "que répond-on ?")])
    known = before.reponse
    kept = state is EtatProposition.REALISEE and known is not None and known.texte and not given["texte"]
    _require(before, key, state, given, kept=bool(kept))
    new = {} if kept else {"reponse": {**given, "date": given["date"] or DateSouple.of(day)}}
    edits = records.set_edits(KIND, {"etat": state, **new})
    record = records.parse(Proposition, {"etat": state, **new})
    said = f"Proposition « {before.texte} » : {state.libelle.lower()}.{_waited(before, record)}"
    outcome = records.edit(projet, KIND, key, edits, said, ("qvtkit proposal list",))
    outcome = replace(outcome, issues=(*outcome.issues, *_doubtful(before, key, record)))
    return _with_former(projet, outcome, before, day) if known and known.texte and not kept else outcome


def _doubtful(before: Proposition, key: str, after: Proposition) -> Iterator[Issue]:
    """Yield a warning where the answer is dated before the proposal."""
    answered = after.reponse.date if after.reponse else None
    if answered and before.date and answered.surely_before(before.date):
        yield issue(
            "dates-inversees", Position(KINDS[KIND].path(key)), quoi="La réponse", date=answered.francais,
            autre="la proposition", avant=before.date.francais,
        )  # fmt: skip


def _require(before: Proposition, key: str, state: EtatProposition, given: Mapping[str, Any], *, kept: bool) -> None:
    """Refuse what says nothing new, and an answer without its reason or without who gives it."""
    if before.etat is state and not given["texte"]:
        raise RefusedError.of(
            "deja-dans-etat", Position(KINDS[KIND].path(key)), quoi=f"La proposition « {key} »",
            etat=state.libelle.lower(), conseil="Pour changer la réponse, donnez-la : --texte … --par …",
        )  # fmt: skip
    if kept:
        return
    asked = (("texte", "pourquoi, en une ou deux phrases ?"), ("par", "qui répond (une fonction) ?"))
    lacking = [(f"--{name}", question) for name, question in asked if not str(given[name] or "").strip()]
    if lacking:
        raise MissingAnswersError(lacking)


def _waited(before: Proposition, after: Proposition) -> str:
    if not (before.date and after.reponse and after.reponse.date):
        return ""
    days = (after.reponse.date.first_day - before.date.first_day).days
    return f" Réponse donnée en {plural(max(days, 0), 'jour')}."


def _with_former(projet: Projet, outcome: Outcome, before: Proposition, day: dt.date) -> Outcome:
    known = before.reponse
    assert known is not None  # noqa: S101 (the caller looked)
    when = ", ".join(filter(None, (known.date.francais if known.date else "", known.par)))
    former = f"{before.etat.libelle.lower()} ({when}) : {known.texte}"
    text = f"La réponse à la proposition « {before.texte} » change. Avant, {former}"
    change = records.journal_change(projet, {"date": DateSouple.of(day), "texte": text})
    return replace(outcome, changes=(*outcome.changes, change))


def rows(projet: Projet, day: dt.date, etat: str | None = None) -> list[Suivi]:
    """Return the proposals with their delays, the late first; those of one state with *etat*. Raises UsageError."""
    wanted = records.parse(Proposition, {"etat": etat}).etat if etat else None
    return [each for each in suivis(projet, day) if wanted is None or each.proposition.etat is wanted]


def as_dict(each: Suivi) -> dict[str, Any]:
    """Return a proposal and its delay as JSON data."""
    return {
        "id": each.id,
        **records.as_json(each.proposition),
        "attente_jours": each.attente,
        "retard_jours": each.retard,
    }
