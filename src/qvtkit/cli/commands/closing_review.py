"""`qvtkit closing review`: months after the test, what has become of each change."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli.options import Date, Reponses, code_help, given, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import College, Devenir

if TYPE_CHECKING:
    from qvtkit.method.revues import Revue
    from qvtkit.ops.closing_review import Saisie

Revue_ = Annotated[
    str | None, typer.Argument(metavar="REVUE", help="6, 12, sa date ou son titre (la première à tenir par défaut)")
]
Presents = Annotated[
    list[str] | None, text("presents", f"Présents (répétable) : {code_help(College)}", "COLLÈGE=NOMBRE")
]
Changement = Annotated[
    list[str] | None,
    text(
        "changement",
        f"Ce qu’il est devenu (répétable) : {code_help(Devenir)} ; avis différents : « tient, ash=defait »",
        '"CHANGEMENT | DEVENIR | CE QUE L’ON CONSTATE"',
    ),
]
Mesure = Annotated[
    list[str] | None, text("mesure", "Une mesure relevée depuis (répétable)", '"INDICATEUR PÉRIODE = VALEUR"')
]


@command
def review(
    session: Session,
    revue: Revue_ = None,
    date: Date = None,
    groupe: Annotated[str | None, text("groupe", "Groupe réuni", "ID")] = None,
    presents: Presents = None,
    changement: Changement = None,
    mesure: Mesure = None,
    indicateurs: Annotated[str | None, text("indicateurs", "Ce que le groupe lit dans les indicateurs")] = None,
    divergences: Annotated[str | None, text("divergences", "Désaccords, gardés tels quels")] = None,
    decision: Annotated[str | None, text("decision", "Ce qui est décidé pour la suite")] = None,
    prochaine: Annotated[str | None, text("prochaine", "Jour de la revue suivante", "DATE")] = None,
    reponses: Reponses = None,
) -> None:
    """Tenir une revue : pour chaque changement gardé, dire s’il tient ; relire les chiffres ; décider.

    Exemple : qvtkit closing review 6 --changement "absence-ash | tient | La liste est au tableau" --prochaine 19/12/2017
    """
    from qvtkit.ops import closing_review as ops

    known = given(
        date=date, groupe=groupe, indicateurs=indicateurs, divergences=divergences, decision=decision,
        prochaine=prochaine,
    )  # fmt: skip
    if presents:
        known["presents"] = _presents(presents)
    told = bool(changement or reponses) or not session.can_ask
    found = ops.find(session.projet, revue or (None if told else _chosen(session)), session.today)
    if told:
        data, more = _told(session, known, changement, mesure, reponses)
    else:
        data, more = _asked(session, found, known, mesure)
    session.finish(ops.hold(session.projet, found, data, session.today, more))
    session.clear_draft(_draft(found))


def _draft(found: Revue) -> str:
    return f"closing-review-{found.mois or found.date}"


def _presents(typed: list[str]) -> dict[str, str]:
    from qvtkit.ops import sessions

    return sessions.parse_presents(typed)


def _chosen(session: Session) -> str | None:
    """Ask which review is held, where several are still to come."""
    from qvtkit.ops.closing_review import unwritten

    found = unwritten(session.projet, session.today)
    if len(found) < 2:  # noqa: PLR2004 (one review: there is nothing to choose)
        return None
    labels = [(str(each.mois or each.date), f"{each.titre}, {_when(each)}") for each in found]
    return str(
        session.ask([pick("revue", "Quelle revue tenez-vous ?", "REVUE", labels, defaut=labels[0][0])], {})["revue"]
    )


def _when(each: Revue) -> str:
    if each.tenue:
        return f"notée tenue le {each.date.francais}, sans rien d’écrit"
    return f"prévue le {each.date.francais}" if each.notee else f"pas encore à l’agenda (vers le {each.date.francais})"


def _told(
    session: Session, known: dict[str, Any], changes: list[str] | None, measures: list[str] | None, file: str | None
) -> tuple[dict[str, Any], Saisie]:
    """Return the review given by options, by a file, or by both."""
    from qvtkit.ops import closing_review_words as words

    data = words.read(file) if file else {}
    data |= {key: value for key, value in known.items() if key != "prochaine"}
    if known.get("date"):
        data["date"] = words.day_of(known["date"])
    data["changements"] = [
        *data.get("changements", ()),
        *(words.change(session.projet, line) for line in changes or ()),
    ]
    return data, _beside(session, known, measures)


def _beside(session: Session, known: dict[str, Any], measures: list[str] | None) -> Saisie:
    from qvtkit.ops import closing_review_words as words
    from qvtkit.ops.agenda import day_given
    from qvtkit.ops.closing_review import Saisie

    following = day_given("--prochaine", known["prochaine"]) if known.get("prochaine") else None
    return Saisie(words.measures(session.projet, measures or (), session.today), following)


def _asked(
    session: Session, found: Revue, known: dict[str, Any], measures: list[str] | None
) -> tuple[dict[str, Any], Saisie]:
    """Return the review held by questions."""
    from dataclasses import replace

    from qvtkit.cli import show as display
    from qvtkit.cli.commands.closing_review_questions import Context, collected, measured, questions

    context = Context.of(session.projet, found, session.today)
    display.paragraph("« < » revient à la question d’avant ; Ctrl-C arrête, et vos réponses sont gardées.")
    answers = session.ask(questions(context), known, draft=_draft(found))
    more = _beside(session, {"prochaine": answers.get("prochaine")}, measures)
    given_ = {key for key, _, _ in more.mesures}
    others = tuple(each for each in measured(context, answers) if each[0] not in given_)
    return collected(context, answers), replace(more, mesures=(*more.mesures, *others))
