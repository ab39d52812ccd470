"""`qvtkit evaluation`: checklists, the answers of each collège, their divergences."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import Date, Id, Reponses, code_help, given, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.errors import MissingAnswersError, RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.model.codes import College, MomentEvaluation

if TYPE_CHECKING:
    from collections.abc import Mapping

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
        complete = _complete(session, form, head, answers, draft, partial=partiel)
    head = head.model_copy(update={"groupe": complete.pop("groupe", None)})
    complete.pop("colleges", None)
    session.finish(evaluations.create(session.projet, form, head, complete, sheet.warnings if sheet else ()))
    session.clear_draft(draft)


def _complete(
    session: Session, form: Formulaire, head: Evaluation, known: dict[str, Any], draft: str, *, partial: bool
) -> dict[str, Any]:
    """Ask what is missing; where nothing can be asked, name the way to do without."""
    from qvtkit.cli import checklist

    questions = checklist.who(session, form, head, known)
    if not (partial and any(key.startswith(f"{item}.") for key in known for item in form.items)):
        questions += checklist.items(session, form, optional=partial)
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


@command
def list_(session: Session) -> None:
    """Lister les grilles proposées et celles qui ont été remplies."""
    from qvtkit.ops.evaluations import as_rows

    grids, done = as_rows(session.projet)
    if session.reply("evaluations", {"grilles": grids, "evaluations": done}):
        return
    display.unreadable(session.projet.unreadable("grille", "evaluation"))
    display.title("Grilles proposées")
    rows = [(grid["id"], grid["titre"], str(grid["questions"]), _origin(grid)) for grid in grids]
    display.table(session, ("Grille", "Titre", "Questions", "Source"), rows)
    display.title("Grilles remplies")
    if not done:
        display.say("Aucune pour l’instant. Pour répondre à une grille : qvtkit evaluation run")
        return
    lines = [
        (
            each["id"], _date(each["date"]), _moment(each["moment"]),
            f"{each['reponses']} sur {each['questions']}" if each["questions"] else str(each["reponses"]),
        )
        for each in done
    ]  # fmt: skip
    display.table(session, ("Évaluation", "Date", "Moment", "Réponses"), lines)


def _origin(grid: Mapping[str, Any]) -> str:
    own = "grille du projet" if grid["origine"] == "projet" else ""
    return " ; ".join(part for part in (own, grid["source"]) if part)


def _date(text_: str | None) -> str:
    from qvtkit.model.dates import DateSouple

    return DateSouple.parse(text_).francais if text_ else ""


def _moment(code: str | None) -> str:
    return MomentEvaluation(code).libelle if code else ""


@command
def show(session: Session, id: Id = None) -> None:
    """Voir les réponses à une grille : chaque collège, les avis différents, ce qui reste sans réponse."""
    from qvtkit.cli.choose import one
    from qvtkit.ops import evaluations

    record_id = evaluations.resolve(session.projet, one(session, "evaluation", id))
    data = evaluations.view(session.projet, record_id)
    if session.reply("evaluation", data):
        return
    _show_head(session, record_id, data)
    section = None
    for rank, question in enumerate(data["questions"], 1):
        if question["theme"] != section:
            section = question["theme"]
            display.title(section or "Sans thème")
        _show_question(rank, question)
    display.say("")
    for key, words in (("avis_partages", "Les avis diffèrent"), ("sans_reponse", "Il manque une réponse")):
        if data.get(key):
            asked = [question["id"] for question in data["questions"]]
            display.paragraph(f"{words} : {evaluations.numbers(asked, data[key])}.")


def _show_head(session: Session, record_id: str, data: Mapping[str, Any]) -> None:
    projet = session.projet
    test = projet.experimentations.get(data["experimentation"] or "")
    group = projet.groupes.get(data["groupe"] or "")
    display.title(data["titre"] or record_id)
    display.pairs([
        ("Évaluation", record_id),
        ("Date", _date(data["date"])),
        ("Moment", _moment(data["moment"])),
        ("Expérimentation", test.titre if test else data["experimentation"] or ""),
        ("Groupe", group.nom if group else data["groupe"] or ""),
    ])  # fmt: skip


def _show_question(rank: int, question: Mapping[str, Any]) -> None:
    """Print one question, the answer of each party, and in words where they differ."""
    from qvtkit.method.lexique import majuscule

    display.paragraph(f"{rank}. {question['texte']}")
    said = question["en_mots"]
    if not said:
        display.paragraph("(sans réponse)", indent=3)
    elif list(question["avis"]) == ["groupe"]:
        display.paragraph(majuscule(next(iter(said.values()))), indent=3)
    else:
        opinions = " · ".join(f"{who} : {value}" for who, value in said.items())
        word = "Avis différents" if question["avis_partages"] else "Même avis"
        display.paragraph(f"{word} — {opinions}", indent=3)
    if question["commentaire"]:
        display.paragraph(f"« {' '.join(question['commentaire'].split())} »", indent=3)
