"""A review, some months after the test: what has become of each change, what the indicators say, what is decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import MissingAnswersError, RefusedError
from qvtkit.issues import Position, issue
from qvtkit.method.changements import changements, devenu, nom
from qvtkit.method.lexique import Lexique
from qvtkit.method.programme import months_after
from qvtkit.method.revues import a_tenir, revues
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import Devenir, EtatEvenement, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.model.kinds import KINDS
from qvtkit.model.perennisation import Revue
from qvtkit.ops import groups, indicators, records
from qvtkit.store.edit import SetValue
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qvtkit.issues import Issue
    from qvtkit.method.changements import Changement
    from qvtkit.method.revues import Revue as Attendue
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.perennisation import ChangementRevu
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.edit import Edit

_YEAR = 12
_SOON = 31
_NUMBERS = {"six": "6", "douze": "12", "un-an": "12"}


@dataclass(frozen=True)
class Saisie:
    """What comes with a review beside its own text: measures, and the day of the next one."""

    mesures: tuple[tuple[str, Periode, Mesure], ...] = ()
    prochaine: DateSouple | None = None


def find(projet: Projet, typed: str | None, day: dt.date) -> Attendue:
    """Return the review that *typed* names (« 6 », « 12 », its date, its title), else the first still to be held.

    One that is written already can be named: it is completed. Raises RefusedError where none is meant.
    """
    known = [*revues(projet, day), *a_tenir(projet, day)]
    if not typed:
        waiting = unwritten(projet, day)
        if not waiting:
            advice = 'Pour en prévoir une autre : qvtkit agenda add "Revue à deux ans" --type revue --date DATE'
            raise RefusedError.of("deja-dans-etat", quoi="Chaque revue", etat="tenue", conseil=advice)
        return waiting[0]
    names = {str(rank): each.titre for rank, each in enumerate(known)}
    found = next((each for each in known if _names(each, typed)), None)
    if found is None:
        found = known[int(records.named(typed, names, "de revue", "Pour les voir : qvtkit closing show"))]
    return found


def unwritten(projet: Projet, day: dt.date) -> list[Attendue]:
    """Return the reviews of which nothing is written: those due, those held without a word, those to come."""
    soon = day + dt.timedelta(days=_SOON)
    waiting = [each for each in a_tenir(projet, day) if written(projet, each) is None]
    held = [each for each in revues(projet, day) if each.tenue and written(projet, each) is None]
    due = [each for each in waiting if each.date.first_day <= soon]
    return [*due, *held, *(each for each in waiting if each not in due)]


def _names(each: Attendue, typed: str) -> bool:
    """Tell whether *typed* names the review: its months, its date, its title."""
    word = fold(typed).removesuffix("-mois")
    if each.mois and _NUMBERS.get(word, word) == str(each.mois):
        return True
    try:
        return DateSouple.parse(typed) == each.date
    except ValueError:
        return fold(typed) == fold(each.titre)


def written(projet: Projet, review: Attendue) -> Revue | None:
    """Return what is written of *review*; those that are neither at six nor at twelve months by their date."""
    for each in projet.suites.revues:
        if each.mois == review.mois if review.mois else each.date == review.date:
            return each
    return None


def said_of(record: Revue | None, change: Changement) -> ChangementRevu | None:
    """Return what *record* says of *change*."""
    key = fold(change.cle)
    found = record.changements if record else ()
    return next((each for each in found if key == fold(each.experimentation or each.action)), None)


def hold(
    projet: Projet, review: Attendue, data: Mapping[str, Any], day: dt.date, saisie: Saisie | None = None
) -> Outcome:
    """Write the review: `date`, `groupe`, `presents`, `changements`, `indicateurs`, `divergences`, `decision`.

    One that is written already keeps what *data* does not say. Its date in the agenda is marked held;
    the measures and the next review of *saisie* go with it.
    """
    more = saisie or Saisie()
    record = records.parse(Revue, _whole(projet, review, data, day))
    _require_words(projet, record)
    date = record.date or DateSouple.of(day)
    outcome = records.edit(projet, "suites", "", [_edit(projet, review, record)], _told(review, record), _suite(record))
    edits, planned = _agenda(projet, review, record, more.prochaine, day)
    agenda = (records.edited(projet, "agenda", "", edits)[0],) if edits else ()
    measured = [
        indicators.add(projet, key, data=None, measure=(periode, mesure), day=day)
        for key, periode, mesure in more.mesures
    ]
    told = [outcome.message, *_lines(projet, record), *(each.message for each in measured), *planned]
    doubts = [each for one in (outcome, *measured) for each in one.issues]
    found = [*doubts, *_doubts(projet, date, day), *_silent(projet, review, record)]
    return replace(
        outcome, kind="revue", message="\n".join(told), issues=tuple(found),
        changes=(*outcome.changes, *agenda, *(each.changes[0] for each in measured)),
        data={"revue": records.as_json(record), "prochaine": str(more.prochaine) if more.prochaine else None,
              "mesures": [each.data.get("mesure") for each in measured]},
    )  # fmt: skip


def _edit(projet: Projet, review: Attendue, record: Revue) -> Edit:
    """Return the edit that adds the review, or that completes the one written already."""
    before = written(projet, review)
    if before is None:
        return records.append_edit("suites", "revues", record)
    return SetValue(("revues", projet.suites.revues.index(before)), record)


def _whole(projet: Projet, review: Attendue, data: Mapping[str, Any], day: dt.date) -> dict[str, Any]:
    """Return *data* with what is written already, and what goes without saying: the day, the months, the group."""
    before = written(projet, review)
    kept = before.as_file() if before else {"date": DateSouple.of(day), "mois": review.mois or None}
    whole = {**kept, **{key: value for key, value in data.items() if value not in (None, "", {}, [])}}
    new = [dict(each) for each in data.get("changements") or ()]
    said = {_key(each) for each in new}
    old = [dict(each.as_file()) for each in before.changements] if before else []
    whole["changements"] = [*(each for each in old if _key(each) not in said), *new]
    group = whole.get("groupe") or review.groupe or projet.suites.pilote.groupe
    return whole | ({"groupe": groups.resolve(projet, str(group))} if group else {})


def _key(each: Mapping[str, Any]) -> str:
    return fold(str(each.get("experimentation") or each.get("action") or ""))


def _require_words(projet: Projet, record: Revue) -> None:
    """Refuse a review that says nothing of any change, and « défait » without a word."""
    if changements(projet) and not any(each.devenir or each.avis for each in record.changements):
        raise MissingAnswersError([("--changement, ou --reponses", "qu’est devenu chaque changement ?")])
    if not (record.changements or record.indicateurs or record.decision):
        raise MissingAnswersError([("--decision", "que décide-t-on pour la suite ?")])
    mute = [
        ("--changement", f"« {nom(projet, each)} » s’est défait : que constate-t-on ?")
        for each in record.changements
        if Devenir.DEFAIT in {each.devenir, *each.avis.values()} and not each.commentaire
    ]
    if mute:
        raise MissingAnswersError(mute)


def _told(review: Attendue, record: Revue) -> str:
    return f"{review.titre} enregistrée" + (f" (tenue le {record.date.francais})." if record.date else ".")


def _lines(projet: Projet, record: Revue) -> list[str]:
    """Return what became of each change, in words; opinions that differ stand apart."""
    words = Lexique(projet)
    bare = (each.model_copy(update={"commentaire": ""}) for each in record.changements)
    return [f"« {nom(projet, each)} » : {devenu(each, words)}." for each in bare]


def _silent(projet: Projet, review: Attendue, record: Revue) -> Iterator[Issue]:
    """Yield a reminder of the changes of which the review says nothing yet."""
    silent = [each.titre for each in changements(projet) if said_of(record, each) is None]
    if silent:
        name = review.mois or review.date
        yield issue("revue-incomplete", liste=enumerate_fr(f"« {title} »" for title in silent), revue=name)


def _suite(record: Revue) -> tuple[str, ...]:
    again = any(Devenir.DEFAIT in {each.devenir, *each.avis.values()} for each in record.changements)
    more = ("qvtkit problem add          repartir de ce qui s’est défait",) if again else ()
    return (
        "qvtkit closing show",
        *more,
        'qvtkit closing edit --actions "…"   noter ce qui est décidé',
        "qvtkit export fiche",
    )


def _agenda(
    projet: Projet, review: Attendue, record: Revue, following: DateSouple | None, day: dt.date
) -> tuple[list[Edit], list[str]]:
    """Return what changes in the agenda (this review held, the next one planned), and the sentence of the latter."""
    order = tuple(Evenement.model_fields)
    edits: list[Edit] = []
    if review.rang is None and not review.tenue:
        edits.append(records.append_edit("agenda", "evenements", _event(review, record.date, EtatEvenement.FAIT)))
    elif review.rang is not None:
        place = ("evenements", review.rang)
        edits = [SetValue((*place, "date"), record.date, order), SetValue((*place, "etat"), EtatEvenement.FAIT, order)]
    said: list[str] = []
    if following:
        coming = coming_after(projet, review, day)
        if coming and coming.rang is not None:
            edits.append(SetValue(("evenements", coming.rang, "date"), following, order))
        else:
            event = _event(coming or review._replace(titre="Revue suivante", mois=0), following, EtatEvenement.PREVU)
            edits.append(records.append_edit("agenda", "evenements", event))
        said = [f"Revue suivante : le {following.francais}, à l’agenda."]
    return edits, said


def coming_after(projet: Projet, review: Attendue, day: dt.date) -> Attendue | None:
    """Return the review that comes after *review*, noted in the agenda or not."""
    later = [
        each for each in a_tenir(projet, day) if each.date.sort_key > review.date.sort_key and each.mois != review.mois
    ]
    return later[0] if later else None


def _event(review: Attendue, date: DateSouple | None, state: EtatEvenement) -> Evenement:
    return Evenement(date=date, type=TypeEvenement.REVUE, titre=review.titre, groupe=review.groupe, etat=state)


def _doubts(projet: Projet, date: DateSouple, day: dt.date) -> Iterator[Issue]:
    """Yield what is doubtful in the day of the review."""
    if date.first_day > day:
        yield issue("date-future", Position(KINDS["suites"].chemin), date=date.francais)
    ends = [test.fin for test in projet.experimentations.values() if test.fin]
    last = max(ends, key=lambda end: end.sort_key, default=None)
    if last and date.surely_before(last):
        yield issue(
            "dates-inversees", Position(KINDS["suites"].chemin), quoi="La revue", date=date.francais,
            autre="la fin du test", avant=last.francais,
        )  # fmt: skip


def next_day(projet: Projet, review: Attendue, day: dt.date) -> DateSouple:
    """Return the day to propose for the review after *review*."""
    coming = coming_after(projet, review, day)
    return coming.date if coming else DateSouple.of(months_after(max(review.date.first_day, day), _YEAR))
