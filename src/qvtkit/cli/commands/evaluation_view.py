"""`qvtkit evaluation list` and `show`: the checklists, and the answers given to them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli import show as display
from qvtkit.cli.options import Id  # noqa: TC001 (typer reads it at run time)
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import MomentEvaluation

if TYPE_CHECKING:
    from collections.abc import Mapping


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
