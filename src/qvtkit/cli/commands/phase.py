"""`qvtkit phase`: the four phases of the project."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Motif, code_help, given, is_date, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import EtatDemarche, Phase
from qvtkit.text import listed

if TYPE_CHECKING:
    from qvtkit.model.dossier import PassagePhase


Phase_ = Annotated[str | None, typer.Argument(metavar="PHASE", help=code_help(Phase))]


@command
def show(session: Session, phase: Phase_ = None) -> None:
    """Voir les phases, puis les questions de passage : ce que le dossier montre, ce qui reste ouvert.

    Exemple : qvtkit phase show diagnostic
    """
    from qvtkit.cli.commands import gate
    from qvtkit.model.dossier import PassagePhase
    from qvtkit.ops import phases, records
    from qvtkit.ops.gates import gate_data

    wanted = records.parse(PassagePhase, {"phase": phase}).phase if phase else None
    found = phases.gate(session.projet, session.today, wanted)
    data = phases.as_data(session.projet) | {"jalon": gate_data(session.projet, found)}
    if session.reply("phases", data):
        return
    display.unreadable(session.projet.unreadable("dossier", "grille"))
    if wanted is None:
        _timeline(session)
    if found is not None:
        gate.display(session, found)
    coming = phases.following(session.projet)
    if wanted is None and coming and phases.state(session.projet, coming) != "en cours":
        display.say(f"\nPhase suivante : {coming.libelle}. Pour y passer : qvtkit phase advance")
    elif wanted is None and phases.is_last(session.projet):
        display.say("\nPour dire un jour ce que devient la démarche : qvtkit phase advance")


def _timeline(session: Session) -> None:
    display.title(session.projet.dossier.demarche.titre or "Les quatre phases")
    rows = [row for phase in Phase for row in _rows(session, phase)]
    display.table(session, ("Phase", "Début", "Fin", "État"), rows)
    for stay in session.projet.dossier.demarche.phases:
        _said(session, stay)


def _rows(session: Session, phase: Phase) -> list[tuple[str, ...]]:
    from qvtkit.ops import phases

    known = phases.stays(session.projet, phase)
    if not known:
        return [(phase.libelle, "", "", "à venir")]
    return [
        (
            phase.libelle if rank == 0 else f"{phase.libelle} (rouverte)",
            stay.debut.francais if stay.debut else "", stay.fin.francais if stay.fin else "",
            "en cours" if phases.is_open(stay) else "terminée",
        )
        for rank, stay in enumerate(known)
    ]  # fmt: skip


def _said(session: Session, stay: PassagePhase) -> None:
    """Print what a stay says beside its dates."""
    from qvtkit.ops import phases

    label = stay.phase.libelle if stay.phase else "Phase sans nom"
    points = "\n".join(phases.point(session.projet, stay.phase, each, session.today) for each in stay.points_ouverts)
    display.pairs([
        (f"{label}, décision", stay.decision),
        (f"{label}, points restés ouverts", points),
        (f"{label}, motif", stay.motif),
    ])  # fmt: skip


@command
def advance(
    session: Session,
    date: Date = None,
    decision: Annotated[str | None, text("decision", "Ce qui est décidé au passage")] = None,
    points_ouverts: Annotated[
        list[str] | None, text("points_ouverts", "Point resté ouvert (répétable)", "POINT")
    ] = None,
    motif: Motif = None,
    etat: Annotated[
        str | None, text("etat", f"À la fin de la dernière phase, la démarche est : {code_help(EtatDemarche)}", "ÉTAT")
    ] = None,
) -> None:
    """Passer à la phase suivante : rien ne l’empêche, les points restés ouverts sont notés avec la raison.

    Après la pérennisation, dire si la démarche continue, se met en sommeil ou se termine.

    Exemple : qvtkit phase advance --decision "Revoir la procédure d’absence" --motif "Le CSE se réunit le 12"
    """
    from qvtkit.ops import phases

    last = phases.is_last(session.projet)
    coming = "" if last else phases.require_next(session.projet).libelle
    stay = phases.current(session.projet)
    ending = stay.phase.libelle if stay and stay.phase and phases.is_open(stay) else ""
    known = given(fin=date, decision=decision, points_ouverts=points_ouverts, motif=motif, etat=etat)
    opened = phases.open_points(session.projet, session.today)
    if session.can_ask:
        _announce(session)
    questions = _advance_questions(session, ending, coming, opened)
    answers = session.ask(questions, known, draft="phase-advance")
    answers["points_ouverts"] = _as_list(answers.get("points_ouverts"))
    state = answers.pop("etat", None)
    session.finish(phases.advance(session.projet, answers, session.today, state))
    session.clear_draft("phase-advance")


def _announce(session: Session) -> None:
    """Say, before the questions, what the gate leaves open and what only people can judge."""
    from qvtkit.ops import phases

    found = phases.gate(session.projet, session.today) if phases.is_open(phases.current(session.projet)) else None
    for test in phases.running(session.projet):
        display.say(f"{test[:1].upper()}{test[1:]} : rien n’empêche de passer, en disant pourquoi.")
    if found is None or not found.restantes:
        return
    display.say(f"Il reste {found.reste}, à noter avec votre raison :")
    for question in found.ouvertes:
        display.paragraph(f"- {question.texte}", indent=2)
    for question in found.a_juger:
        display.paragraph(f"- à juger ensemble : {question.texte}", indent=2)
    if found.a_juger:
        display.say(f"Pour juger d’abord : Ctrl-C, puis qvtkit evaluation run {found.grille} --partiel")
    display.say("Le détail : qvtkit phase show")


def _advance_questions(session: Session, ending: str, coming: str, opened: tuple[str, ...]) -> list[Question]:
    from qvtkit.ops import phases

    today = f"{session.today:%d/%m/%Y}"
    if not ending:
        return [
            Question("fin", f"Quand la phase « {coming} » commence-t-elle ?", "--date", defaut=today, verifie=is_date)
        ]
    when = f"Quand passez-vous de « {ending} » à « {coming} » ?" if coming else "Quand l’avez-vous décidé ensemble ?"
    what = f"Que décidez-vous à la fin de la phase « {ending} » ?" if coming else "Que décidez-vous pour la suite ?"
    left = bool(opened or phases.running(session.projet))
    return [
        *([] if coming else [_future()]),
        Question("fin", when, "--date", defaut=today, verifie=is_date),
        Question("decision", what, "--decision", aide="une phrase"),
        Question(
            "points_ouverts", "Reste-t-il autre chose à régler ?" if opened else "Que reste-t-il à régler ?",
            "--points-ouverts", obligatoire=False, liste=True,
        ),
        Question(
            "motif", "Pourquoi avancer quand même ?", "--motif",
            quand=lambda answers: left or bool(answers.get("points_ouverts")),
            selon=lambda answers: {"texte": phases.why_anyway(
                session.projet, [*opened, *_as_list(answers.get("points_ouverts"))], session.today
            )},
        ),
    ]  # fmt: skip


def _future() -> Question:
    """Return the question of the end: a project may go on without any phase open."""
    words = {
        EtatDemarche.ACTIVE: "Elle continue : d’autres actions, d’autres revues",
        EtatDemarche.EN_SOMMEIL: "Elle se met en sommeil",
        EtatDemarche.TERMINEE: "Elle est terminée",
    }
    choices = [(str(state), said) for state, said in words.items()]
    return pick("etat", "Que devient la démarche ?", "--etat", choices)


def _as_list(answer: Any) -> list[str]:
    """Return the points as a list: an option gives one, an answer several."""
    return listed(answer or [])


@command
def reopen(
    session: Session,
    phase: Annotated[str | None, typer.Argument(metavar="PHASE", help=code_help(Phase))] = None,
    date: Date = None,
    motif: Motif = None,
) -> None:
    """Rouvrir une phase passée, en disant pourquoi. L’histoire est gardée.

    Exemple : qvtkit phase reopen diagnostic --motif "Le sujet retenu ne concerne qu’un métier"
    """
    from qvtkit.ops import phases

    past = [(str(each), each.libelle) for each in Phase if phases.state(session.projet, each) == "terminée"]
    questions = [
        pick("phase", "Quelle phase rouvrir ?", "PHASE", past),
        Question("motif", "Pourquoi la rouvrir ?", "--motif", aide="une phrase"),
    ]
    if phase:
        phases.require_past(session.projet, phase)
    known = given(phase=phase, debut=date, motif=motif)
    if not known:
        questions.append(
            Question("debut", "Depuis quand ?", "--date", defaut=f"{session.today:%d/%m/%Y}", verifie=is_date)
        )
    answers = session.ask(questions, known)
    session.finish(phases.reopen(session.projet, answers.pop("phase"), answers, session.today))
