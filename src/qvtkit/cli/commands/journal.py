"""`qvtkit journal`: « tracer l’histoire »."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Format, code_help, codes, given, is_date, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import Phase, TypeFait

if TYPE_CHECKING:
    from qvtkit.ops.journal import Ligne

Texte = Annotated[str | None, typer.Argument(metavar="TEXTE", help="Ce qui s’est passé, entre guillemets")]
Phase_ = Annotated[str | None, text("phase", f"Phase : {code_help(Phase)}", "PHASE")]


@command
def add(
    session: Session,
    texte: Texte = None,
    fait: Annotated[str | None, text("texte", "Ce qui s’est passé (ou en premier argument)")] = None,
    date: Date = None,
    type: Annotated[str | None, text("type", f"Type : {code_help(TypeFait)}", "TYPE")] = None,
    phase: Phase_ = None,
) -> None:
    """Noter un fait, une décision, un événement extérieur, une divergence.

    Exemple : qvtkit journal add "La grippe décale deux réunions." --type evenement-exterieur --date 2016-02
    """
    from qvtkit.ops import journal

    known = given(texte=texte or fait, date=date, type=type, phase=phase)
    answers = session.ask(_questions(session, optional=not known), known, draft="journal-add")
    session.finish(journal.add(session.projet, answers, session.today))
    session.clear_draft("journal-add")


def _questions(session: Session, *, optional: bool) -> list[Question]:
    from qvtkit.ops.journal import current_phase

    questions = [Question("texte", "Que s’est-il passé ?", "TEXTE", aide="une phrase, sans nom de personne")]
    if optional:
        phase = current_phase(session.projet)
        questions += [
            Question("date", "Quand ?", "--date", defaut=f"{session.today:%d/%m/%Y}", verifie=is_date),
            pick("type", "De quoi s’agit-il ?", "--type", codes(TypeFait), defaut=str(TypeFait.FAIT)),
            pick(
                "phase", "Dans quelle phase ?", "--phase", codes(Phase), defaut=phase and str(phase), obligatoire=False
            ),
        ]
    return questions


@command
def list_(
    session: Session,
    depuis: Annotated[str | None, text("depuis", "Seulement depuis cette date", "DATE")] = None,
    phase: Phase_ = None,
    format: Format = "texte",
) -> None:
    """Relire l’histoire du projet : le journal, et ce que tous les autres fichiers datent."""
    from qvtkit.ops import journal

    lines = journal.lines(session.projet, depuis, phase)
    if session.reply("journal", [line.as_dict() for line in lines]):
        return
    display.unreadable(session.projet.unreadable())
    if not lines and format == "texte":
        display.say('Rien à relire ici. Pour noter un fait : qvtkit journal add "…"')
        return
    # A file keeps where each fact comes from; a screen has no room for it.
    width = 3 if format == "texte" else 4
    titles = ("Date", "Phase", "Ce qui s’est passé", "Fichier")
    display.table(session, titles[:width], [_row(line)[:width] for line in lines], format)


def _row(line: Ligne) -> tuple[str, ...]:
    date = line.date.francais if line.date else "sans date"
    return date, line.phase.libelle if line.phase else "", line.texte, line.source
