"""The agenda: note a date, say what became of it, read what is awaited."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import MissingAnswersError, RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.method.echeances import A_FAIRE, Echeance, echeances
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import EtatEvenement, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.model.kinds import KINDS
from qvtkit.ops import groups, records
from qvtkit.store.edit import SetValue
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

KIND = "agenda"
_PIECE = 3
"""The fewest letters that can name something by a piece of its text."""
_SUITE = ("qvtkit agenda list", "qvtkit export agenda        mettre ces dates dans votre calendrier")


def add(projet: Projet, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Note a date: planned, unless it is past or told otherwise."""
    given = dict(data)
    if given.get("groupe"):
        given["groupe"] = groups.resolve(projet, given["groupe"])
    event = records.parse(Evenement, given)
    if "etat" not in given and event.date and event.date.last_day < day:
        event = records.parse(Evenement, given | {"etat": EtatEvenement.FAIT})
    when = event.date.francais if event.date else "sans date"
    said = f"Noté dans l’agenda : {in_words(event)} ({when}, {event.etat.libelle.lower()})."
    return replace(append(projet, [event], said), data={"evenement": records.as_json(event)})


def append(projet: Projet, events: Iterable[Evenement], said: str) -> Outcome:
    """Return the outcome that adds *events* to the agenda, made where there is none."""
    found = list(events)
    if projet.one(KIND, "") is None:
        return records.create(projet, KIND, "", {"evenements": found}, said, _SUITE)
    edits = [records.append_edit(KIND, "evenements", each) for each in found]
    return records.edit(projet, KIND, "", edits, said, _SUITE)


def in_words(event: Evenement) -> str:
    """« Journée collective n° 2 : Les outils d’analyse », « Réunion du groupe »."""
    number = f" n° {event.numero}" if event.numero else ""
    named = event.type in {TypeEvenement.JOURNEE_COLLECTIVE, TypeEvenement.INTERSESSION, TypeEvenement.APPUI_INDIVIDUEL}
    return (
        f"{event.type.libelle}{number} : {event.titre}" if named and event.titre else event.titre or event.type.libelle
    )


def told(each: Echeance) -> str:
    """Return an event or a task in words, with who does it."""
    if each.genre == A_FAIRE:
        return each.a_faire
    number = each.numero if each.genre == TypeEvenement.JOURNEE_COLLECTIVE else None
    return in_words(Evenement(type=TypeEvenement(each.genre), titre=each.texte, numero=number))


def day_given(option: str, typed: str) -> DateSouple:
    """Return the date typed after *option*; UsageError where it is none."""
    try:
        return DateSouple.parse(typed)
    except ValueError as error:
        found = issue("date-invalide", valeur=typed)
        raise UsageError.of("valeur-option", option=option, message=found.message, remede=found.remedy) from error


def find(projet: Projet, typed: str) -> Echeance:
    """Return the event or task that *typed* names: its short name, its title, a date or words that only it has.

    Raises RefusedError, with what was probably meant.
    """
    known = echeances(projet)
    try:
        date: DateSouple | None = DateSouple.parse(typed)
    except ValueError:
        date = None
    there = [each for each in known if each.date == date] if date else []
    if len(there) > 1:
        waiting = [each for each in there if each.attendue]
        there = waiting if len(waiting) == 1 else there
    if len(there) > 1:
        raise RefusedError.of("preciser", liste=", ".join(each.cle for each in there), option="un de ces noms")
    if there:
        return there[0]
    found = _by_words(known, fold(typed))
    if len(found) == 1:
        return found[0]
    if found:
        raise RefusedError.of("preciser", liste=", ".join(each.cle for each in found), option="un de ces noms")
    names = {each.cle: told(each) for each in known}
    key = records.named(typed, names, "de date ni de tâche", "Pour les voir : qvtkit agenda list")
    return next(each for each in known if each.cle == key)


def _by_words(known: Iterable[Echeance], word: str) -> list[Echeance]:
    """Return what *word* names: what is awaited under that title, else that name, else a piece of the text."""
    known = list(known)
    exact = [each for each in known if word in {each.cle, fold(each.texte), fold(f"{each.date} {each.texte}")}]
    titled = [each for each in exact if each.attendue and fold(each.texte) == word]
    part = [each for each in known if len(word) >= _PIECE and word in fold(f"{each.cle} {told(each)}")]
    return titled or exact or [each for each in part if each.attendue] or part


def done(projet: Projet, each: Echeance, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Say what became of an event or a task: `etat` (fait), `date` (the new one), `motif`."""
    given = {key: answers.get(key) for key in ("etat", "date")}
    asked = records.parse(Evenement, {"etat": given["etat"] or EtatEvenement.FAIT, "date": given["date"]})
    written = each.etat if each.reunion else projet.agenda.evenements[each.rang].etat
    if written is asked.etat and asked.date is None:
        file = KINDS["reunion"].path(each.reunion) if each.reunion else KINDS[KIND].path()
        raise RefusedError.of(
            "deja-dans-etat", Position(file), quoi=f"« {told(each)} »", etat=asked.etat.libelle.lower(),
            conseil="Pour tout voir : qvtkit agenda list",
        )  # fmt: skip
    outcome = _task_done(projet, each, asked) if each.reunion else _event_done(projet, each, asked)
    outcome = _in_journal(projet, outcome, each, asked, str(answers.get("motif") or "").strip(), day)
    if asked.etat is EtatEvenement.FAIT and each.date and each.date.first_day > day:
        late = issue("date-future", Position(KINDS[KIND].path()), date=each.date.francais)
        outcome = replace(outcome, issues=(*outcome.issues, late))
    return outcome


def _event_done(projet: Projet, each: Echeance, asked: Evenement) -> Outcome:
    """Change the state; a new date takes the place of the old one, and the event is planned again."""
    order = tuple(Evenement.model_fields)
    moved = asked.date is not None and asked.etat in {EtatEvenement.REPORTE, EtatEvenement.PREVU}
    state = EtatEvenement.PREVU if moved else asked.etat
    edits = [SetValue(("evenements", each.rang, "etat"), state, order)]
    if asked.date is not None:
        edits.insert(0, SetValue(("evenements", each.rang, "date"), asked.date, order))
    what = f"reporté au {asked.date.francais}" if moved and asked.date else asked.etat.libelle.lower()
    return records.edit(projet, KIND, "", edits, f"{told(each)} : {what}.", _next(each))


def _next(each: Echeance) -> tuple[str, ...]:
    follow = {
        TypeEvenement.REUNION: "qvtkit meeting              prendre les notes de la réunion",
        TypeEvenement.SEANCE: "qvtkit session run          noter la séance d’évaluation",
        TypeEvenement.REVUE: "qvtkit closing review       dire ce que chaque changement est devenu",
    }
    line = next((text for kind, text in follow.items() if each.genre == kind), "")
    return (line, "qvtkit agenda list") if line else ("qvtkit agenda list",)


def _task_done(projet: Projet, each: Echeance, asked: Evenement) -> Outcome:
    """Tick a task in the notes of its meeting, or give it another delay."""
    place = ("notes", each.rang)
    if asked.etat in {EtatEvenement.ANNULE, EtatEvenement.NON_TENU}:
        advice = f"Dites ce qui a été décidé dans {KINDS['reunion'].path(each.reunion)}, ou marquez-la faite."
        raise RefusedError.of("valeur-option", option="--etat", message="Une tâche est faite, ou reste à faire.",
                              remede=advice)  # fmt: skip
    if asked.etat is not EtatEvenement.FAIT and asked.date is None:
        raise MissingAnswersError([("--date", "pour quand ?")])
    edits = [SetValue((*place, "fait"), asked.etat is EtatEvenement.FAIT)]
    if asked.date is not None:
        edits.append(SetValue((*place, "echeance"), asked.date))
    what = "faite" if asked.etat is EtatEvenement.FAIT else "pour le " + (asked.date.francais if asked.date else "…")
    return records.edit(projet, "reunion", each.reunion, edits, f"{told(each)} : {what}.", ("qvtkit agenda list",))


def _in_journal(
    projet: Projet, outcome: Outcome, each: Echeance, asked: Evenement, motif: str, day: dt.date
) -> Outcome:  # fmt: skip
    """Note in the journal what was postponed or cancelled: the agenda itself keeps only the last word."""
    if asked.etat is EtatEvenement.FAIT or not (motif or (asked.date and each.date)):
        return outcome
    before = f" (prévu le {each.date.francais})" if each.date else ""
    to = f" au {asked.date.francais}" if asked.date else ""
    gone = asked.etat in {EtatEvenement.ANNULE, EtatEvenement.NON_TENU}
    word = asked.etat.libelle if gone else f"Reporté{to}"
    reason = f" Motif : {motif}" if motif else ""
    text = f"{word} : {told(each)}{before}.{reason}"
    fact = {"date": DateSouple.of(day), "texte": text}
    return replace(outcome, changes=(*outcome.changes, *_journal(projet, fact)))


def _journal(projet: Projet, fact: dict[str, Any]) -> tuple[Any, ...]:
    if projet.one("journal", "") is None:
        return records.create(projet, "journal", "", {"faits": [fact]}, "").changes
    return (records.journal_change(projet, fact),)


def rows(projet: Projet, *, depuis: str | None, genre: str | None, a_venir: bool) -> list[Echeance]:
    """Return the events and tasks from a date on, of one type, or still awaited only. Raises UsageError."""
    wanted = records.parse(Evenement, {"date": depuis, "type": None if genre == A_FAIRE else genre})
    code = A_FAIRE if genre == A_FAIRE else str(wanted.type) if genre else None
    return [
        each for each in echeances(projet)
        if (code is None or each.genre == code)
        and (not a_venir or each.attendue)
        and (wanted.date is None or (each.date is not None and not each.date.surely_before(wanted.date)))
    ]  # fmt: skip


def as_dict(each: Echeance, day: dt.date) -> dict[str, Any]:
    """Return an event or a task as JSON data."""
    return {
        "id": each.cle, "date": str(each.date) if each.date else None, "heure": each.heure, "type": each.genre,
        "texte": told(each), "etat": str(each.etat), "groupe": each.groupe, "lieu": each.lieu, "qui": each.qui,
        "duree_jours": each.duree_jours, "reunion": each.reunion or None, "en_retard": each.en_retard(day),
    }  # fmt: skip
