"""`qvtkit meeting`: live notes, filed each in its place at the end."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Reponses, code_help, given, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import College

if TYPE_CHECKING:
    from qvtkit.model.dates import DateSouple

DRAFT = "meeting"


@command
def meeting(
    session: Session,
    groupe: Annotated[str | None, text("groupe", "Groupe réuni", "ID")] = None,
    date: Date = None,
    presents: Annotated[
        list[str] | None, text("presents", f"Présents (répétable) : {code_help(College)}", "COLLÈGE=NOMBRE")
    ] = None,
    ordre_du_jour: Annotated[list[str] | None, text("ordre_du_jour", "Un point de l’ordre du jour (répétable)")] = None,
    note: Annotated[list[str] | None, text("note", "Une ligne de notes (répétable) ; ! ? > @ devant", "LIGNE")] = None,
    reponses: Reponses = None,
    projection: Annotated[
        bool, typer.Option("--projection", help="Pour un vidéoprojecteur : en grand, sans nom")
    ] = False,
    compte_rendu: Annotated[
        bool, typer.Option("--compte-rendu", help="Produire aussi le compte rendu (Word et PDF)")
    ] = False,
) -> None:
    """Tenir une réunion : une ligne par note, gardée dès Entrée ; à la fin, chaque note va à sa place.

    ! décision, ? divergence, > proposition, @ à faire. Une fenêtre fermée ne perd rien : relancez la commande.

    Exemple : qvtkit meeting --groupe groupe-qvt --presents metier=6 --note "! On garde la règle" --note "@ L’afficher | Gouvernante"
    """
    from qvtkit.ops import meetings

    known = given(groupe=groupe, date=date, ordre_du_jour=ordre_du_jour)
    if presents:
        known["presents"] = _presents(presents)
    if note or reponses or not session.can_ask:
        group, day, data = _told(session, known, note, reponses)
        wants = compte_rendu
    else:
        from qvtkit.cli.commands.meeting_live import hold

        held = hold(session, known, projection=projection)
        if held is None:
            return
        group, day, data = held
        wants = True
    wants = wants and not session.dry_run
    outcome = meetings.close(session.projet, group, day, data, session.today, compte_rendu=wants)
    session.finish(outcome)
    if not (note or reponses):
        session.clear_draft(DRAFT)
    if wants:
        _minutes(session, str(outcome.data["id"]), asked=compte_rendu)


def _presents(typed: list[str]) -> dict[str, str]:
    from qvtkit.ops import sessions

    return sessions.parse_presents(typed)


def _told(
    session: Session, known: dict[str, Any], notes: list[str] | None, file: str | None
) -> tuple[str, DateSouple, dict[str, Any]]:
    """Return the group, the day and the data of a meeting given by options, by a file, or by both."""
    from qvtkit.model.dates import DateSouple
    from qvtkit.ops import meeting_notes, meetings
    from qvtkit.store.project import referential

    data = meetings.read_answers(file) if file else {"notes": []}
    day = meetings.day_of(known["date"]) if known.get("date") else DateSouple.of(session.today)
    trades = referential("metiers")
    data["notes"] = [*data["notes"], *(meeting_notes.parse(line, trades) for line in notes or () if line.strip())]
    data |= {key: known[key] for key in ("presents", "ordre_du_jour") if known.get(key)}
    return group_of(session, known.get("groupe")), day, data


def group_of(session: Session, typed: str | None) -> str:
    """Return the group named, else the only one, else the one chosen."""
    from qvtkit.cli.choose import one
    from qvtkit.ops import groups

    return groups.resolve(session.projet, one(session, "groupe", typed, "--groupe"))


def _minutes(session: Session, key: str, *, asked: bool) -> None:
    """Produce the minutes of the meeting just filed, where they are wanted."""
    from qvtkit.cli.produce import Vers, produce
    from qvtkit.export.documents.compte_rendu import build
    from qvtkit.ops import meetings

    if not asked:
        question = Question("compte_rendu", "Produire le compte rendu maintenant (Word et PDF) ?", "--compte-rendu",
                            genre="oui-non", defaut="oui")  # fmt: skip
        if session.ask([question], {})["compte_rendu"] != "oui":
            show.next_steps((meetings.a_produire(key),))
            return
    # A new snapshot, which holds the meeting; with --json, the one document was already given.
    fresh = replace(session, json=False, quiet=session.quiet or session.json)
    produce(
        fresh, f"compte-rendu-{key}", lambda: build(fresh.projet, key, session.today), Vers(),
        said="Compte rendu produit :",
    )  # fmt: skip


def resume(label: str) -> Question:
    """Return the question put where notes of an earlier meeting are kept on this machine."""
    choices = (("reprendre", "La reprendre"), ("effacer", "Effacer ces notes et commencer une autre réunion"))
    return pick("reprise", f"Une réunion n’est pas close : {label}", "", choices, defaut="reprendre")
