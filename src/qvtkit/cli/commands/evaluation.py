"""`qvtkit evaluation`: checklists, the answers of each collège, their divergences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import Date, Reponses, code_help, given, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.errors import MissingAnswersError, RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.model.codes import College, MomentEvaluation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from qvtkit.model.evaluation import Evaluation
    from qvtkit.ops.reponses import Feuille, Formulaire

Grille = Annotated[str | None, typer.Argument(metavar="GRILLE", help="Identifiant ou titre de la grille")]
Moment = Annotated[str | None, text("moment", f"Moment : {code_help(MomentEvaluation)}", "MOMENT")]
Colleges = Annotated[
    list[str] | None, text("colleges", f"Collège qui répond (répétable) : {code_help(College)}", "COLLÈGE")
]
Reponse = Annotated[
    list[str] | None,
    text("reponse", 'Réponse (répétable) : QUESTION=oui, QUESTION.collège=non, "QUESTION=oui: commentaire"', "RÉPONSE"),
]  # fmt: skip
Partiel = Annotated[bool, typer.Option("--partiel", help="Accepter que des questions restent sans réponse")]
Tout = Annotated[
    bool, typer.Option("--tout", help="Avec --partiel, reposer aussi les questions de passage qui ont leur réponse")
]
Rapide = Annotated[
    bool, typer.Option("--rapide", help="Recopier un formulaire papier : une ligne de lettres par collège")
]
Ligne = Annotated[
    list[str] | None, text("ligne", 'Une ligne de --rapide (répétable) : "direction=o o e n"', "QUI=LETTRES")
]
Commentaire = Annotated[
    list[str] | None, text("commentaire", 'Avec --ligne (répétable) : "4: la gouvernante est seule"', '"NUMÉRO: TEXTE"')
]


@command
def run(
    session: Session,
    grille: Grille = None,
    experimentation: Annotated[str | None, text("experimentation", "Expérimentation concernée", "ID")] = None,
    date: Date = None,
    moment: Moment = None,
    groupe: Annotated[str | None, text("groupe", "Groupe qui répond", "ID")] = None,
    colleges: Colleges = None,
    reponse: Reponse = None,
    reponses: Reponses = None,
    partiel: Partiel = False,
    tout: Tout = False,
    rapide: Rapide = False,
    ligne: Ligne = None,
    commentaire: Commentaire = None,
) -> None:
    """Répondre à une grille, question par question, collège par collège où la grille le demande.

    qvtkit evaluation run evaluation-embarquee --moment pendant
    qvtkit evaluation run points-de-vigilance --rapide
    """
    from qvtkit.ops import evaluations
    from qvtkit.ops.reponses import read

    sheet = read(Path(reponses), reponses) if reponses else None
    grid_id = _grid(session, grille, sheet)
    known = given(experimentation=experimentation, date=date, moment=moment, groupe=groupe)
    head = _head(session, grid_id, known, sheet)
    form = evaluations.form_of(session.projet, grid_id, head)
    answers = (sheet.answers(form) if sheet else {}) | form.from_options(reponse or [])
    _warn_same_day(session, head)
    draft = "-".join(["evaluation", grid_id, head.moment or "", head.experimentation or ""])
    answers |= given(colleges=_colleges(colleges, answers if sheet else {}), groupe=head.groupe)
    if rapide or ligne or commentaire:
        from qvtkit.cli import quick

        draft, lines = f"{draft}-rapide", quick.lines_given(ligne or ())
        complete = quick.complete(session, form, head, answers, lines, commentaire or (), draft, partiel=partiel)
    else:
        wanted = evaluations.unsettled(session.projet, form, session.today) if partiel and not tout else [*form.items]
        complete = _complete(session, form, head, answers, draft, wanted, partial=partiel)
    head = head.model_copy(update={"groupe": complete.pop("groupe", None)})
    complete.pop("colleges", None)
    session.finish(evaluations.create(session.projet, form, head, complete, sheet.warnings if sheet else ()))
    session.clear_draft(draft)


def _complete(
    session: Session, form: Formulaire, head: Evaluation, known: dict[str, Any], draft: str, wanted: Collection[str],
    *, partial: bool,
) -> dict[str, Any]:  # fmt: skip
    """Ask what is missing among the *wanted*; where nothing can be asked, name the way to do without."""
    from qvtkit.cli import checklist

    questions = checklist.who(session, form, head, known, wanted)
    if not (partial and any(key.startswith(f"{item}.") for key in known for item in form.items)):
        questions += checklist.items(session, form, wanted, optional=partial)
    try:
        return session.ask(questions, known, draft=draft)
    except MissingAnswersError as error:
        error.issues += (issue("partiel-possible"),)
        raise


_HEAD = ("experimentation", "moment", "date", "groupe")


def _grid(session: Session, typed: str | None, sheet: Feuille | None) -> str:
    """Return the grid named by the argument or by the file, else the one chosen."""
    from qvtkit.ops import evaluations

    if typed is None and sheet is not None:
        typed = sheet.evaluation.grille
    if typed is None:
        choices = [(key, grid.titre or key) for key, grid in session.projet.grilles.items()]
        if not session.can_ask:
            raise UsageError.of("preciser", liste=", ".join(key for key, _ in choices), option="GRILLE")
        typed = str(session.ask([pick("grille", "Quelle grille ?", "GRILLE", choices)], {})["grille"])
    grid_id = evaluations.resolve_grid(session.projet, typed)
    if sheet is not None:
        sheet.require_grid(grid_id)
    return grid_id


def _head(session: Session, grid_id: str, known: dict[str, Any], sheet: Feuille | None) -> Evaluation:
    """Return what the evaluation is about, before any answer: experiment, moment, date, group."""
    from qvtkit.cli import checklist
    from qvtkit.model.evaluation import Evaluation
    from qvtkit.ops import records

    typed = records.typed_values(records.parse(Evaluation, known), known)
    written = {key: getattr(sheet.evaluation, key) for key in _HEAD} if sheet else {}
    settled = {key: value for key, value in {**written, **typed}.items() if value is not None}
    for key in {"experimentation", "groupe"} & set(settled):
        settled[key] = _existing(session, key, str(settled[key]), None if key in known else sheet)
    answers = session.ask(checklist.about(session, grid_id), settled)
    return records.parse(Evaluation, {**answers, "grille": grid_id})


def _existing(session: Session, kind: str, typed: str, sheet: Feuille | None) -> str:
    """Return the id of the record that an option or the file names; UsageError at the place in the file."""
    from qvtkit.ops import groups, records

    try:
        if kind == "groupe":
            return groups.resolve(session.projet, typed)
        command = "Pour les voir : qvtkit experiment list"
        return records.existing(session.projet, kind, typed, "d’expérimentation", command)
    except RefusedError as error:
        if sheet is None:
            raise
        raise UsageError(*(found.at(sheet.text.position(kind)) for found in error.issues)) from error


def _colleges(typed: list[str] | None, answers: Mapping[str, str]) -> list[str] | None:
    """Return the collèges named by the option, else those that the answers of a file name."""
    from qvtkit.model.groupe import Siege
    from qvtkit.ops import records

    if typed:
        return [str(college) for college in records.parse(Siege, {"colleges": typed}).colleges]
    parties = {key.rpartition(".")[2] for key in answers}
    return [str(college) for college in College if college in parties] or None


def _warn_same_day(session: Session, head: Evaluation) -> None:
    """Say, before the questions, that the same grid was already answered that day."""
    from qvtkit.ops import evaluations

    if session.can_ask and (others := evaluations.same_day(session.projet, head)):
        display.say(f"À noter : cette grille a déjà été remplie à cette date ({', '.join(others)}). Tout sera gardé.")
