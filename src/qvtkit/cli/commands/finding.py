"""`qvtkit finding`: the état des lieux, finding by finding."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Format, code_help, codes, given, is_date, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import NatureConstat

if TYPE_CHECKING:
    from qvtkit.method.lexique import Lexique
    from qvtkit.model.diagnostic import Constat

Constat_ = Annotated[str | None, typer.Argument(metavar="TEXTE", help="Le constat, entre guillemets")]
Theme = Annotated[str | None, text("theme", "Thème : organisation-contenu, dialogue…", "THÈME")]
Nature = Annotated[str | None, text("nature", f"Nature : {code_help(NatureConstat)}", "NATURE")]
_ANACT = "anact-2023"


@command
def add(
    session: Session,
    texte: Constat_ = None,
    constat: Annotated[str | None, text("texte", "Le constat (ou en premier argument)")] = None,
    nature: Nature = None,
    source: Annotated[str | None, text("source", "D’où il vient : questionnaire, observation…", "OUTIL")] = None,
    theme: Theme = None,
    service: Annotated[str | None, text("service", "Service concerné")] = None,
    id: Annotated[str | None, text("id", "Nom court, pour le citer", "ID")] = None,
) -> None:
    """Noter un constat : ce qui va bien, ce qui gêne, ce qui existe, ce que l’on attend.

    Exemple : qvtkit finding add "Les transmissions sont coupées par le téléphone." --nature difficulte --source observation
    """
    from qvtkit.ops import findings
    from qvtkit.ops.records import clean_id

    session.projet.dossier  # noqa: B018 (no project: said before any question)
    known = given(texte=texte or constat, nature=nature, source=source, theme=theme, service=service)
    questions = _questions(session)
    asked = questions if session.can_ask else [each for each in questions if each.obligatoire]
    answers = session.ask(asked, known, draft="finding-add")
    if id:
        answers["id"] = clean_id(id)
    session.finish(findings.add(session.projet, answers))
    session.clear_draft("finding-add")


def _questions(session: Session) -> list[Question]:
    """Return the five questions; who gives options is asked only for what lacks."""
    from qvtkit.ops.findings import outils

    themes = session.projet.source.referential("themes")
    tools = [(code, str(tool["titre"])) for code, tool in outils().items()]
    return [
        Question("texte", "Quel est le constat ?", "TEXTE", aide="une situation de travail, sans nom de personne"),
        pick("nature", "Qu’est-ce que c’est ?", "--nature", codes(NatureConstat)),
        pick("source", "D’où vient-il ?", "--source", tools, obligatoire=False),
        pick(
            "theme", "Quel thème ?", "--theme", obligatoire=False,
            choices=[(key, str(each["libelle"])) for key, each in themes.items() if each.get("taxonomie") == _ANACT],
        ),
        Question("service", "Quel service ?", "--service", obligatoire=False),
    ]  # fmt: skip


@command
def tool(
    session: Session,
    outil: Annotated[str | None, typer.Argument(metavar="OUTIL", help="Outil : safari-photo, questionnaire…")] = None,
    date: Date = None,
    participants: Annotated[str | None, text("participants", "Nombre de participants", "NOMBRE")] = None,
    restitution: Annotated[str | None, text("restitution", "Date de la restitution", "DATE")] = None,
) -> None:
    """Noter qu’un outil a été employé : safari photo, observation, questionnaire ou autre.

    Exemple : qvtkit finding tool observation --date 2016-07 --participants 12
    """
    from qvtkit.ops import findings

    session.projet.dossier  # noqa: B018 (no project: said before any question)
    known = given(
        outil=findings.resolve_outil(outil) if outil else None,
        date=date,
        participants=participants,
        restitution=restitution,
    )
    questions = [
        pick("outil", "Quel outil ?", "OUTIL", [(code, str(each["titre"])) for code, each in findings.outils().items()]),
        Question("date", "Quand a-t-il été employé ?", "--date", obligatoire=False, verifie=is_date),
        Question("participants", "Combien de participants ?", "--participants", obligatoire=False, verifie=_is_whole),
        Question("restitution", "Quand les résultats ont-ils été rendus ?", "--restitution", obligatoire=False, verifie=is_date,
                 aide="vide si ce n’est pas encore fait"),
    ]  # fmt: skip
    asked = questions if session.can_ask and len(known) < 2 else questions[:1]  # noqa: PLR2004 (the tool alone)
    answers = session.ask(asked, known, draft="finding-tool")
    session.finish(findings.use(session.projet, answers))
    session.clear_draft("finding-tool")


def _is_whole(answer: str) -> str | None:
    return None if answer.strip().isdigit() else f"« {answer} » n’est pas un nombre entier. Exemple : 12"


@command
def list_(session: Session, theme: Theme = None, nature: Nature = None, format: Format = "texte") -> None:
    """Lister les constats par thème et par nature, et dire de combien de sortes de sources ils viennent."""
    from qvtkit.method.lexique import Lexique
    from qvtkit.ops import findings
    from qvtkit.ops.records import as_json

    found, advice, counts = (
        findings.rows(session.projet, theme, nature),
        findings.advice(session.projet),
        findings.sources(session.projet),
    )
    data = {
        "constats": [as_json(each) for each in found], "sources": counts, "sources_croisees": len(counts) > 1,
        "outils": [as_json(each) for each in session.projet.etat_des_lieux.outils],
    }  # fmt: skip
    if session.reply("constats", data, advice):
        return
    display.unreadable(session.projet.unreadable(findings.KIND))
    if not found:
        display.say("Aucun constat ici. Pour en noter un : qvtkit finding add")
        return
    words = Lexique(session.projet)
    titles = ("Constat", "Nature", "Thème", "Ce qui est constaté", "Source", "Service")
    display.table(session, titles, [_row(each, words) for each in _ordered(found)], format)
    if format == "texte":
        _crossing(counts, words)
        display.issues(advice, error=False)


def _ordered(found: list[Constat]) -> list[Constat]:
    """Return the findings by theme (those without one last), then by nature, then as in the file."""
    themes = list(dict.fromkeys(each.theme for each in found if each.theme))
    natures = list(NatureConstat)
    return sorted(
        found,
        key=lambda each: (
            themes.index(each.theme) if each.theme else len(themes),
            natures.index(each.nature) if each.nature else len(natures),
        ),
    )


def _row(each: Constat, words: Lexique) -> tuple[str, ...]:
    nature = each.nature.libelle if each.nature else ""
    return each.id or "", nature, words.theme(each.theme), each.texte, words.outil(each.source), each.service


def _crossing(counts: dict[str, int], words: Lexique) -> None:
    if counts:
        told = ", ".join(f"{words.outil(code).lower()} ({count or 'employé'})" for code, count in counts.items())
        display.paragraph(f"Sources : {told}.")
