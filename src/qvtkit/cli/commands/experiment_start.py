"""`qvtkit experiment start`: what is missing is listed at once; a written reason passes."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli.ask import Question
from qvtkit.cli.commands.experiment_life import after, the_one
from qvtkit.cli.options import Id, Motif, code_help, codes, given, is_date, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import College, EtatExperimentation
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.method.depart import Manque
    from qvtkit.model.experimentation import Experimentation

    Answers = dict[str, Any]

CALE = "debut_cale"
"""The start chosen so that no month be cut, « garder » for the one given."""
_COLLEGES = f"Collège qui attend la fin du test pour juger (répétable) : {code_help(College)}"


@command
def start(
    session: Session,
    id: Id = None,
    debut: Annotated[str | None, text("debut", "Début du test (aujourd’hui par défaut)", "DATE")] = None,
    fin_prevue: Annotated[str | None, text("fin_prevue", "Fin prévue", "DATE")] = None,
    retour_arriere: Annotated[str | None, text("retour_arriere", "Comment revenir en arrière")] = None,
    conditions_arret: Annotated[
        list[str] | None, text("conditions_arret", "Ce qui ferait arrêter le test (répétable)")
    ] = None,
    droit_a_l_erreur: Annotated[
        str | None, text("droit_a_l_erreur", "Le droit à l’erreur est affirmé : oui ou non", "OUI|NON")
    ] = None,
    suspension: Annotated[list[str] | None, text("suspension", _COLLEGES, "COLLÈGE")] = None,
    motif: Motif = None,
    planifier: Annotated[
        bool | None,
        typer.Option("--planifier/--ne-pas-planifier", help="Noter les séances proposées dans l’agenda, ou non"),
    ] = None,
) -> None:
    """Commencer le test. Ce qui manque est listé ; on peut commencer quand même, avec un motif écrit.

    Exemple : qvtkit experiment start relais --debut 03/04/2017 --suspension "direction, metier" --planifier
    """
    from qvtkit.ops import experiment_start

    key, experiment = the_one(session, id, EtatExperimentation.PREVUE)
    known = given(
        debut=debut, fin_prevue=fin_prevue, retour_arriere=retour_arriere, conditions_arret=conditions_arret,
        droit_a_l_erreur=droit_a_l_erreur, suspension=suspension, motif=motif,
        planifier=None if planifier is None else "oui" if planifier else "non",
    )  # fmt: skip
    draft = f"experiment-start-{key}"
    answers = settled(session.ask(list(_questions(session, key, experiment)), known, draft=draft))
    session.finish(experiment_start.start(session.projet, key, answers, session.today))
    session.clear_draft(draft)


def _questions(session: Session, key: str, experiment: Experimentation) -> Iterator[Question]:
    from qvtkit.model.dates import DateSouple

    today = DateSouple.of(session.today).francais
    yield Question("debut", "Quand le test commence-t-il ?", "--debut", defaut=today, verifie=is_date)
    if session.can_ask:
        yield _edge(session, experiment)
    yield _planned_end(session, experiment)
    if session.can_ask:  # else the operation says all that is missing, at once
        yield from _written(experiment)
        yield _suspension(session, key)
        yield _reason(session, key)
        yield _planning(session, key)


def _edge(session: Session, experiment: Experimentation) -> Question:
    """Return the question put where the start cuts a month in two: keep it, or take the nearest whole one."""
    from qvtkit.method.bords import Coupure, coupures
    from qvtkit.model.dates import DateSouple

    def cut(answers: Answers) -> Coupure | None:
        date = answers.get("debut", "")
        if is_date(date):
            return None
        test = experiment.model_copy(update={"debut": DateSouple.parse(date)})
        found = coupures(session.projet, test, ("debut",), session.today)
        return next((each for each in found if each.proposees), None)

    def told(answers: Answers) -> Answers:
        found = cut(answers)
        if found is None:
            return {}
        choices = [(each.francais, f"Commencer le {each.francais}") for each in found.proposees]
        said = (
            f"Ce jour coupe {found.periode.francais} en deux : ce que l’on y relèvera ne comptera ni avant ni pendant."
        )
        return {"annonce": said, "choix": (("garder", f"Garder le {found.date.francais}"), *choices)}

    return pick(CALE, "Que préférez-vous ?", "--debut", (("garder", "Garder"),), defaut="garder",
                quand=lambda answers: cut(answers) is not None, selon=told)  # fmt: skip


def settled(answers: Answers) -> Answers:
    """Return *answers* with the start that was chosen in the end."""
    chosen = answers.get(CALE, "garder")
    kept = {key: value for key, value in answers.items() if key != CALE}
    return kept if chosen == "garder" else {**kept, "debut": chosen}


def _planned_end(session: Session, experiment: Experimentation) -> Question:
    """Return the question of the planned end: asked where there is none, or where it would come before the start."""
    from qvtkit.model.dates import DateSouple

    end = experiment.fin_prevue

    def too_early(answers: Answers) -> bool:
        start = settled(answers)["debut"]
        known = end is not None and session.can_ask and not is_date(start)
        return bool(known and end and end.surely_before(DateSouple.parse(start)))

    def told(answers: Answers) -> Answers:
        said = f"La fin prévue ({end.francais}) vient avant ce début." if end else ""
        return {"verifie": after(settled(answers)["debut"]), "annonce": said, "obligatoire": end is not None}

    return Question(
        "fin_prevue", "Quand doit-il finir ?", "--fin-prevue", verifie=is_date, obligatoire=False, selon=told,
        quand=lambda answers: end is None or too_early(answers), aide="6 à 12 semaines le plus souvent",
    )  # fmt: skip


def _written(experiment: Experimentation) -> Iterator[Question]:
    back = experiment.reversibilite
    yield Question(
        "retour_arriere", "Comment reviendra-t-on en arrière, s’il le faut ?", "--retour-arriere", obligatoire=False,
        quand=lambda _: not back.retour_arriere,
    )  # fmt: skip
    yield Question(
        "conditions_arret", "Qu’est-ce qui ferait arrêter le test ?", "--conditions-arret", obligatoire=False,
        quand=lambda _: not back.conditions_arret, liste=True,
    )  # fmt: skip
    yield Question(
        "droit_a_l_erreur", "Le droit à l’erreur a-t-il été affirmé ?", "--droit-a-l-erreur", genre="oui-non",
        obligatoire=False, quand=lambda _: not experiment.droit_a_l_erreur,
    )  # fmt: skip


def _suspension(session: Session, key: str) -> Question:
    """Return the question of who suspends their judgement, asked where somebody who sits has not said so."""
    from qvtkit.method.depart import attendus
    from qvtkit.model.dates import DateSouple
    from qvtkit.ops import experiments

    test = experiments.the(session.projet, key)

    def sitting(answers: Answers) -> list[str]:
        debut = DateSouple.of(session.today) if is_date(answers["debut"]) else DateSouple.parse(answers["debut"])
        return [college.libelle.lower() for college in attendus(session.projet, test, debut)]

    return Question(
        "suspension", "Qui a dit attendre la fin du test avant de juger ?", "--suspension", genre="choix-multiple",
        choix=codes(College), obligatoire=False,
        quand=lambda answers: bool(sitting(answers)) or not test.suspension_du_jugement,
        selon=lambda answers: {"aide": f"ne l’ont pas encore dit : {enumerate_fr(sitting(answers))}" if sitting(answers) else ""},
    )  # fmt: skip


def _reason(session: Session, key: str) -> Question:
    """Return the question of the written reason, asked only where something is still missing."""

    def missing(answers: Answers) -> tuple[Manque, ...]:
        from qvtkit.errors import UsageError
        from qvtkit.ops.experiment_start import gaps

        try:
            return gaps(session.projet, key, settled(answers), session.today)
        except UsageError:  # an option given wrong: said later, with its name
            return ()

    def said(answers: Answers) -> Answers:
        lines = [f"- {each.quoi}" for each in missing(answers)]
        return {"annonce": "\n".join(["Avant de commencer, il manque encore :", *lines])}

    return Question(
        "motif", "Pourquoi commencer quand même ?", "--motif", quand=lambda answers: bool(missing(answers)), selon=said,
        aide="noté au journal ; Ctrl-C pour compléter d’abord",
    )  # fmt: skip


def _planning(session: Session, key: str) -> Question:
    """Return the question that proposes to note the sessions in the agenda."""

    def days(answers: Answers) -> list[str]:
        from qvtkit.errors import UsageError
        from qvtkit.ops import planning
        from qvtkit.ops.experiment_start import to_plan

        try:
            return planning.in_words(to_plan(session.projet, key, settled(answers), session.today))
        except UsageError:
            return []

    return replace(
        Question("planifier", "Noter ces séances dans l’agenda ?", "--planifier", genre="oui-non", defaut="oui"),
        quand=lambda answers: bool(days(answers)),
        selon=lambda answers: {"annonce": "\n".join(["Séances proposées :", *(f"- {each}" for each in days(answers))])},
    )
