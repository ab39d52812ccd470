"""`qvtkit experiment adjust`, `close`: the life of an experiment that runs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Id, Motif, code_help, codes, given, is_date, is_number, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import ChoixDecision, EtatExperimentation

if TYPE_CHECKING:
    from qvtkit.model.experimentation import Experimentation


def the_one(session: Session, typed: str | None, wanted: EtatExperimentation) -> tuple[str, Experimentation]:
    """Return the experiment named, else the one in the state *wanted*; refuse one in another state."""
    from qvtkit.cli.choose import one
    from qvtkit.ops import experiment_life, experiments

    among = experiments.in_state(session.projet, wanted)
    key = experiments.resolve(session.projet, one(session, "experimentation", typed, among=among))
    experiment = experiments.the(session.projet, key)
    experiment_life.require(experiment, key, wanted)
    return key, experiment


def after(first: str) -> Any:
    """Return the check of a date that may not come before *first*."""
    from qvtkit.model.dates import DateSouple

    def check(answer: str) -> str | None:
        problem = is_date(answer) or is_date(first)
        if problem is None and DateSouple.parse(answer).surely_before(DateSouple.parse(first)):
            return f"C’est avant le début ({DateSouple.parse(first).francais})."
        return problem

    return check


@command
def adjust(
    session: Session,
    id: Id = None,
    date: Date = None,
    constat: Annotated[str | None, text("constat", "Ce qui a été constaté")] = None,
    decision: Annotated[str | None, text("decision", "Ce qui a été décidé")] = None,
) -> None:
    """Noter un ajustement pendant le test : ce que l’on a vu, ce que l’on change.

    Exemple : qvtkit experiment adjust --constat "La feuille est oubliée" --decision "On coche au tableau"
    """
    from qvtkit.model.dates import DateSouple
    from qvtkit.ops import experiment_life as life

    key, _ = the_one(session, id, EtatExperimentation.EN_COURS)
    today = DateSouple.of(session.today).francais
    questions = [
        Question("date", "Quel jour ?", "--date", defaut=today, verifie=is_date),
        Question("constat", "Qu’a-t-on constaté ?", "--constat"),
        Question("decision", "Qu’a-t-on décidé ?", "--decision", aide="ne rien changer est une décision"),
    ]
    draft = f"experiment-adjust-{key}"
    answers = session.ask(questions, given(date=date, constat=constat, decision=decision), draft=draft)
    session.finish(life.adjust(session.projet, key, answers))
    session.clear_draft(draft)


@command
def close(
    session: Session,
    id: Id = None,
    fin: Annotated[str | None, text("fin", "Fin du test", "DATE")] = None,
    choix: Annotated[str | None, text("choix", f"Décision : {code_help(ChoixDecision)}", "CHOIX")] = None,
    motif: Motif = None,
    date: Date = None,
    par: Annotated[str | None, text("par", "Groupe qui a décidé", "ID")] = None,
    heures: Annotated[str | None, text("heures", "Heures réellement passées", "NOMBRE")] = None,
    euros: Annotated[str | None, text("euros", "Euros réellement dépensés", "NOMBRE")] = None,
) -> None:
    """Clore le test avec une décision et son motif.

    Exemple : qvtkit experiment close --fin 30/06/2017 --choix generaliser --motif "Moins de soins reportés"
    """
    from qvtkit.ops import experiment_life as life

    key, experiment = the_one(session, id, EtatExperimentation.EN_COURS)
    known = given(fin=fin, choix=choix, motif=motif, date=date, par=par, heures=heures, euros=euros)
    draft = f"experiment-close-{key}"
    answers = session.ask(_close_questions(session, key, experiment), known, draft=draft)
    session.finish(life.close(session.projet, key, answers, session.today))
    session.clear_draft(draft)


def _close_questions(session: Session, key: str, experiment: Experimentation) -> list[Question]:
    from qvtkit.model.dates import DateSouple

    today, planned = DateSouple.of(session.today), experiment.fin_prevue
    end = planned if planned and planned.surely_before(today) else today
    start_ = experiment.debut.francais if experiment.debut else today.francais
    groups = [(name, group.nom or name) for name, group in session.projet.groupes.items()]
    return [
        Question("fin", "Quand le test a-t-il pris fin ?", "--fin", defaut=end.francais, verifie=after(start_), prudente=True),
        pick(
            "choix", "Que décide-t-on ?", "--choix", codes(ChoixDecision),
            aide=f"pour continuer le même test : qvtkit experiment edit {key} --fin-prevue",
        ),
        Question("motif", "Pour quel motif ?", "--motif"),
        Question("date", "Quand cela a-t-il été décidé ?", "--date", defaut=today.francais, verifie=is_date),
        pick("par", "Quel groupe a décidé ?", "--par", groups, defaut=experiment.groupe, obligatoire=False,
             quand=lambda _: bool(groups)),
        Question("heures", "Combien d’heures y a-t-on passées ?", "--heures", obligatoire=False, verifie=is_number),
        Question("euros", "Combien d’euros ont été dépensés ?", "--euros", obligatoire=False, verifie=is_number),
    ]  # fmt: skip
