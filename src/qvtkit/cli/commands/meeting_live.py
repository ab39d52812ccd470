"""Live notes of a meeting: each Enter is kept on the machine before the next line is read.

What is kept: the group, the day, who is present, the agenda, the notes. A closed laptop or Ctrl-C
loses nothing: the command resumes at the next line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qvtkit.cli import lines
from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.commands.meeting import DRAFT, group_of, resume
from qvtkit.cli.commands.meeting_screen import Screen
from qvtkit.cli.commands.meeting_setting import setting
from qvtkit.cli.options import is_date, pick
from qvtkit.errors import InterruptedByUserError, UsageError
from qvtkit.issues import issue
from qvtkit.model.codes import College, TypeNote
from qvtkit.model.dates import DateSouple
from qvtkit.ops import meeting_notes as notes_
from qvtkit.ops import meetings
from qvtkit.text import listed, plural

if TYPE_CHECKING:
    from qvtkit.cli.session import Session
    from qvtkit.store.drafts import Draft

    Kept = dict[str, Any]

_END, _UNDO = ".", "-"
_SETTING = "meeting-debut-"


@dataclass(frozen=True)
class Live:
    """A meeting being held."""

    session: Session
    kept: Kept
    draft: Draft
    screen: Screen

    @property
    def notes(self) -> list[dict[str, Any]]:
        """The notes so far."""
        found: list[dict[str, Any]] = self.kept["notes"]
        return found

    def save(self) -> None:
        """Keep everything on the machine."""
        self.draft.save(self.kept)


def hold(session: Session, known: Kept, *, projection: bool) -> tuple[str, DateSouple, Kept] | None:
    """Hold a meeting by questions and live notes; return the group, the day and the data to file.

    Returns None where nothing was noted and the user leaves.
    """
    draft = session.draft(DRAFT)
    session.asked.append(DRAFT)
    try:
        live = Live(session, _begun(session, known, draft), draft, Screen(session, projection=projection))
        live.save()
        _recall(live)
        _write(live)
        while not _agreed(live):
            if not live.notes and _leaves(live):
                return None
            live.screen.start(live.kept, _name(session, live.kept["groupe"]))
            _write(live)
    except (KeyboardInterrupt, EOFError, InterruptedByUserError) as stop:
        raise InterruptedByUserError(issue("interrompu-brouillon" if draft.keeps else "interrompu")) from stop
    kept = live.kept
    data = {key: kept[key] for key in ("presents", "ordre_du_jour", "notes")}
    return str(kept["groupe"]), DateSouple.parse(kept["date"]), data


def _begun(session: Session, known: Kept, draft: Draft) -> Kept:
    """Return the meeting kept from last time where it is taken up again, else a new one."""
    kept = draft.load()
    if kept.get("notes") is not None and kept.get("groupe"):
        count = plural(len(kept["notes"]), "ligne notée", "lignes notées")
        label = f"{_name(session, kept['groupe'])}, {DateSouple.parse(kept['date']).francais}, {count}."
        if session.ask([resume(label)], {})["reprise"] == "reprendre":
            return kept
        draft.clear()
    group = group_of(session, known.get("groupe"))
    seats = meetings.seated(session.projet, group, session.today)
    given = {key: value for key, value in known.items() if key != "groupe"}
    answers = session.ask(setting(session.today, seats), given, draft=_SETTING + group)
    session.draft(_SETTING + group).clear()
    day = meetings.day_of(answers["date"])
    present = answers.get("presents") or {}
    if not isinstance(present, dict):
        present = {college: answers[f"presents_{college}"] for college in present}
    subjects = listed(answers.get("ordre_du_jour") or [])
    return {"groupe": group, "date": str(day), "presents": present, "ordre_du_jour": subjects, "notes": []}


def _name(session: Session, group: str) -> str:
    found = session.projet.groupes.get(group)
    return (found.nom if found else "") or group


def _recall(live: Live) -> None:
    """Show what waits since the last meetings, then how to note."""
    if not live.notes and not live.screen.projection:
        tasks, proposals = meetings.left_open(live.session.projet, live.kept["groupe"], live.session.today)
        if tasks or proposals:
            lines.line("")
            lines.line("Depuis les réunions d’avant :")
        for task in tasks:
            late = ", en retard" if task.en_retard(live.session.today) else ""
            when = f" pour le {task.date.francais}{late}" if task.date else ""
            who = f" ({task.qui})" if task.qui else ""
            lines.line(f"  - à faire{when} : {task.texte}{who}", indent=4)
        for each in proposals:
            late = f", en retard de {plural(each.retard, 'jour')}" if each.retard else ""
            lines.line(f"  - sans réponse{late} : {each.proposition.texte}", indent=4)
    live.screen.start(live.kept, _name(live.session, live.kept["groupe"]))


def _write(live: Live) -> None:
    """Read notes until « . » or two empty lines."""
    empty = 0
    while True:
        typed = live.screen.read()
        if typed == _END:
            return
        if not typed:
            empty += 1
            if empty > 1:
                return
            live.screen.say("Une autre fois Entrée pour terminer.")
            continue
        empty = 0
        if typed == _UNDO:
            _take_back(live)
        else:
            _note(live, typed)


def _take_back(live: Live) -> None:
    if not live.notes:
        live.screen.say("Il n’y a pas de ligne à retirer.")
        return
    gone = live.notes.pop()
    live.save()
    live.screen.update(live.kept)
    live.screen.say(f"Retiré : {gone['texte']}")


def _note(live: Live, typed: str) -> None:
    """Keep a line at once, then ask what goes with it."""
    from qvtkit.store.project import referential

    try:
        note = notes_.parse(typed, referential("metiers"))
    except UsageError as error:
        # The words are kept as they are: what could not be understood is only not cut in parts.
        note = {"type": str(notes_.SIGNS.get(typed[:1], TypeNote.NOTE)), "texte": typed[1:].strip()}
        if not note["texte"]:
            live.screen.say("Écrivez la suite sur la même ligne. Exemple : ! On garde la règle")
            return
        live.screen.say(f"{error.issues[0].message.removeprefix('--note : ')} La ligne est gardée telle quelle.")
    live.notes.append(note)
    live.save()
    if note["type"] == TypeNote.A_FAIRE and not note.get("qui"):
        _complete(live, note, [
            Question("qui", "Qui s’en charge ?", "--note", obligatoire=False, aide="une fonction, plutôt qu’un nom"),
            Question("echeance", "Pour quand ?", "--note", obligatoire=False, verifie=is_date),
        ])  # fmt: skip
    elif note["type"] == TypeNote.DIVERGENCE and not note.get("avis"):
        _opinions(live, note)
    live.screen.update(live.kept)


def _complete(live: Live, note: dict[str, Any], questions: list[Question]) -> None:
    known = {key: note[key] for key in ("qui", "echeance") if note.get(key)}
    answers = live.session.ask(questions, known)
    note |= {key: value for key, value in answers.items() if value}
    if note.get("echeance"):
        note["echeance"] = str(DateSouple.parse(note["echeance"]))
    live.save()


def _opinions(live: Live, note: dict[str, Any]) -> None:
    """Ask who thinks what: each opinion is kept as soon as it is said."""
    present = [str(each) for each in College if str(each) in live.kept["presents"]]
    offered = [(str(each), each.libelle) for each in College if not present or str(each) in present]
    who = Question(
        "avis", "De qui noter l’avis ?", "--note", genre="choix-multiple", choix=tuple(offered), obligatoire=False
    )
    for party in live.session.ask([who], {}).get("avis") or ():
        label = dict(offered)[party]
        question = Question("dit", f"{label} : que disent ces personnes ?", "--note", obligatoire=False)
        said = live.session.ask([question], {}).get("dit")
        if said:
            note.setdefault("avis", {})[party] = said
            live.save()


def _agreed(live: Live) -> bool:
    """Show where each note goes, then ask; « non » goes back to the notes."""
    if not live.notes:
        return False
    display.title("Ce qui va être enregistré")
    for kind, place in _PLACES:
        found = [note for note in live.notes if note["type"] == kind]
        if found:
            lines.line(f"{kind.libelle} ({len(found)}), {place} :")
        for note in found:
            lines.line(f"  - {told(note)}", indent=4)
    question = pick(
        "enregistrer",
        "L’enregistrer ?",
        "",
        (("oui", "Oui, clore la réunion"), ("non", "Non, continuer à noter")),
        defaut="oui",
    )
    return bool(live.session.ask([question], {})["enregistrer"] == "oui")


_PLACES = (
    (TypeNote.DECISION, "au compte rendu et dans l’histoire du projet"),
    (TypeNote.DIVERGENCE, "gardée telle quelle, dans l’histoire du projet"),
    (TypeNote.PROPOSITION, "au registre, en attente de réponse"),
    (TypeNote.A_FAIRE, "rappelé par qvtkit next et agenda list"),
    (TypeNote.NOTE, "au compte rendu"),
)


def _leaves(live: Live) -> bool:
    """Ask whether to stop a meeting in which nothing was noted; nothing is then kept of it."""
    lines.line("Rien n’a encore été noté.")
    choices = (("non", "Continuer à noter"), ("oui", "Arrêter sans rien enregistrer"))
    if live.session.ask([pick("arreter", "Que faire ?", "", choices, defaut="non")], {})["arreter"] == "non":
        return False
    live.draft.clear()
    return True


def told(note: dict[str, Any]) -> str:
    """Return a note in words: who does it and when, or who thinks what."""
    labels = {str(each): each.libelle for each in College}
    parts = [note.get("qui", ""), DateSouple.parse(note["echeance"]).francais if note.get("echeance") else ""]
    parts += [f"{labels.get(who, who)} : {said}" for who, said in note.get("avis", {}).items()]
    more = " ; ".join(filter(None, parts))
    return f"{note.get('texte') or note.get('id', '')}" + (f" ({more})" if more else "")
