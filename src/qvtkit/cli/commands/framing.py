"""`qvtkit framing`: the cadrage, question by question."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from qvtkit.cli import show as display
from qvtkit.cli.options import Reponses, given, items, text
from qvtkit.cli.session import Session, command
from qvtkit.text import listed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.ask import Question

_DRAFT = "framing-edit"
Listed = list[str] | None


@command
def show(session: Session) -> None:
    """Voir le cadrage : pourquoi, pour quoi, avec quoi, et ce qui reste à compléter."""
    from qvtkit.cli.commands.framing_view import view
    from qvtkit.ops import framing

    data = framing.show(session.projet, session.today)
    if not session.reply("cadrage", data):
        view(session.projet, data)
        display.unreadable(session.projet.unreadable("cadrage", "groupe"))


@command
def edit(
    session: Session,
    pourquoi: Annotated[str | None, text("pourquoi", "Une phrase que direction et personnel signeraient")] = None,
    enjeux_economique: Annotated[Listed, text("enjeux_economique", "Enjeu économique (répétable)")] = None,
    enjeux_technique: Annotated[Listed, text("enjeux_technique", "Enjeu technique et de qualité (répétable)")] = None,
    enjeux_social_sante: Annotated[Listed, text("enjeux_social_sante", "Enjeu social et de santé (répétable)")] = None,
    objectifs: Annotated[Listed, text("objectifs", "Objectif (répétable)")] = None,
    perimetre: Annotated[str | None, text("perimetre", "Jusqu’où va la démarche")] = None,
    heures: Annotated[str | None, text("heures", "Heures accordées", "NOMBRE")] = None,
    remplacements: Annotated[str | None, text("remplacements", "Participants remplacés", "oui|non")] = None,
    euros: Annotated[str | None, text("euros", "Budget en euros", "NOMBRE")] = None,
    precision: Annotated[str | None, text("precision", "Précision sur les moyens")] = None,
    engagement_direction: Annotated[str | None, text("engagement_direction", "Ce à quoi la direction s’engage")] = None,
    engagement_direction_date: Annotated[
        str | None, text("engagement_direction_date", "Date de cet engagement", "DATE")
    ] = None,
    instances: Annotated[
        Listed, text("instances", "Instance informée (répétable) ; s’ajoute, ou se complète", "CODE=DATE:AVIS")
    ] = None,
    projets_lies: Annotated[
        Listed, text("projets_lies", "Projet lié (répétable) ; s’ajoute, ou se complète", "NOM=TYPE:LIEN")
    ] = None,
    retirer: Annotated[Listed, text("retirer", "Instance ou projet lié à retirer (répétable)", "NOM")] = None,
    climat_social: Annotated[str | None, text("climat_social", "Peut-on se parler du travail ?")] = None,
    climat_social_date: Annotated[str | None, text("climat_social_date", "Date de ce constat", "DATE")] = None,
    regles: Annotated[Listed, text("regles", "Règle de travail de la démarche (répétable)")] = None,
    groupe: Annotated[str | None, text("groupe", "Le groupe qui ajoute ces règles pour lui-même", "ID")] = None,
    communication: Annotated[str | None, text("communication", "Comment le personnel est tenu au courant")] = None,
    communication_date: Annotated[str | None, text("communication_date", "Depuis quand", "DATE")] = None,
    reponses: Reponses = None,
) -> None:
    """Écrire le cadrage, question par question, ou une rubrique à la fois. Tout peut rester vide et venir plus tard.

    Une option donnée vide (--regles "") vide la rubrique. Dans une liste, « ; » sépare.
    Exemple : qvtkit framing edit --instances cse-prive=12/03/2026:favorable --projets-lies "Projet social=projet-social"
    """
    from qvtkit.ops import framing

    known = given(
        pourquoi=pourquoi, enjeux_economique=enjeux_economique, enjeux_technique=enjeux_technique,
        enjeux_social_sante=enjeux_social_sante, objectifs=objectifs, perimetre=perimetre, heures=heures,
        remplacements=remplacements, euros=euros, precision=precision, engagement_direction=engagement_direction,
        engagement_direction_date=engagement_direction_date, instances=instances, projets_lies=projets_lies,
        retirer=retirer, climat_social=climat_social, climat_social_date=climat_social_date, regles=regles,
        groupe=groupe, communication=communication, communication_date=communication_date,
    )  # fmt: skip
    session.projet.dossier  # noqa: B018 (no project: said before any question)
    if reponses:
        session.finish(framing.from_file(session.projet, Path(reponses), reponses, session.today))
        return
    answers = _checked(session, known) if known else _asked(session)
    if not answers:
        display.say("Rien n’a été modifié.")
    else:
        session.finish(framing.edit(session.projet, answers, session.today))
    session.clear_draft(_DRAFT)


def _checked(session: Session, known: dict[str, Any]) -> dict[str, Any]:
    """Return the options, each judged as the answer to its own question."""
    from qvtkit.cli.commands.framing_questions import SIMPLE, simple
    from qvtkit.errors import UsageError
    from qvtkit.ops.framing_lists import STAKES

    if set(known) == {"groupe"}:
        raise UsageError.of("reponse-manquante", question="quelles règles pour ce groupe ?", option="--regles")
    erased = {key: value for key, value in known.items() if value == ""}
    several = {key: items(value) for key, value in known.items() if key in (*STAKES, "objectifs", "regles")}
    return session.ask([simple(key) for key in SIMPLE if key in known], known | several) | erased


def _asked(session: Session) -> dict[str, Any]:
    """Return the answers to the questions, without what they leave as it is."""
    from qvtkit.cli.commands.framing_questions import questions
    from qvtkit.errors import UsageError

    if not session.can_ask:
        names = "--pourquoi, --enjeux-economique, --objectifs, --perimetre, --heures, --instances, --projets-lies…"
        option = f"une de ces options ({names}), ou --reponses FICHIER.yaml"
        raise UsageError.of("reponse-manquante", question="que modifier dans le cadrage ?", option=option)
    asked = questions(session)
    return _changes(session, asked, session.ask(asked, {}, draft=_DRAFT))


def _changes(session: Session, asked: Sequence[Question], answers: dict[str, Any]) -> dict[str, Any]:
    """Return what *answers* change: a text that was erased is one, an answer left as proposed is none."""
    from qvtkit.cli.commands.framing_questions import SIMPLE

    put = {each.cle: each for each in asked if each.applies(answers)}
    changes = {
        key: answers.get(key, "") for key in SIMPLE if key in put and answers.get(key, "") != (put[key].defaut or "")
    }
    return changes | _bodies(session, put, answers) | _projects(session, put, answers) | _rules(put, answers)


def _bodies(session: Session, put: dict[str, Question], answers: dict[str, Any]) -> dict[str, Any]:
    from qvtkit.cli.commands.framing_questions import NO_OPINION

    if "instances" not in put:
        return {}
    there = [each.instance for each in session.projet.cadrage.instances if each.instance]
    ticked = answers.get("instances", [])
    told = [
        {
            "instance": code, "date": _date(code, answers),
            "avis": answers.get(f"instance:{code}:avis", "").replace(NO_OPINION, ""),
        }
        for code in ticked
    ]  # fmt: skip
    gone = [code for code in there if code not in ticked]
    return {**({"instances": told} if told else {}), **({"retirer": gone} if gone else {})}


def _date(code: str, answers: dict[str, Any]) -> str:
    """Return the date of a body; none where it is to come and nothing is planned then."""
    kept = answers.get(f"instance:{code}:prevue") != "non"
    return str(answers.get(f"instance:{code}:date", "")) if kept else ""


def _projects(session: Session, put: dict[str, Question], answers: dict[str, Any]) -> dict[str, Any]:
    there = [each.nom for each in session.projet.cadrage.projets_lies if each.nom]
    named = [key.removesuffix(":nom") for key in put if key.startswith("projet:") and key.endswith(":nom")]
    new = [
        {key: answers.get(f"{start}:{key}") or "" for key in ("nom", "type", "lien")}
        for start in named
        if answers.get(f"{start}:nom")
    ]
    gone = [name for name in there if name not in answers.get("projets", [])] if "projets" in put else []
    return {**({"projets_lies": new} if new else {}), **({"retirer": gone} if gone else {})}


def _rules(put: dict[str, Question], answers: dict[str, Any]) -> dict[str, Any]:
    if "regles" not in put:
        return {}
    kept = [*answers.get("regles", []), *listed(answers.get("regles_propres", ""))]
    return {"regles": kept} if kept != (put["regles"].defaut or []) else {}
