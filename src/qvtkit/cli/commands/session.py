"""`qvtkit session`: sessions of embedded evaluation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import Date, Format, Reponses, code_help, given, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import College, EtatExperimentation, MomentSeance

if TYPE_CHECKING:
    from qvtkit.cli.commands.session_questions import Context

Experimentation = Annotated[
    str | None, typer.Argument(metavar="EXPÉRIMENTATION", help="Identifiant (celle en cours par défaut)")
]


Moment = Annotated[str | None, text("moment", f"{code_help(MomentSeance)} (selon la date par défaut)", "MOMENT")]
Presents = Annotated[
    list[str] | None, text("presents", f"Présents (répétable) : {code_help(College)}", "COLLÈGE=NOMBRE")
]
Activite = Annotated[
    list[str] | None,
    text(
        "activite",
        "Une activité (répétable) ; pas de tendance à t0 ; avis différents : « ash=dégradé, infirmier=amélioré »",
        '"ACTIVITÉ | FAMILLE | CRITÈRE | TENDANCE | COMMENTAIRE"',
    ),
]


@command
def run(
    session: Session,
    experimentation: Experimentation = None,
    date: Date = None,
    moment: Moment = None,
    presents: Presents = None,
    activite: Activite = None,
    effets_inattendus: Annotated[str | None, text("effets_inattendus", "Effets inattendus")] = None,
    hors_perimetre: Annotated[str | None, text("hors_perimetre", "Effets hors du périmètre")] = None,
    divergences: Annotated[str | None, text("divergences", "Désaccords, gardés tels quels")] = None,
    reponses: Reponses = None,
) -> None:
    """Tenir une séance : pour chaque activité, une réponse en mots, dans les trois familles.

    Exemple : qvtkit session run relais --activite "Toilettes | technique | Aucune n’est reportée | amélioré"
    """
    from qvtkit.ops import sessions

    key = _experiment(session, experimentation)
    said = given(effets_inattendus=effets_inattendus, hors_perimetre=hors_perimetre, divergences=divergences)
    known = given(date=date, moment=moment) | said
    if presents:
        known["presents"] = sessions.parse_presents(presents)
    if activite or reponses or not session.can_ask:
        name, answers = _told(session, key, known, activite, reponses)
    else:
        name, answers = _asked(session, key, known)
    session.finish(sessions.run(session.projet, key, name, answers))
    session.clear_draft(_draft(key))


def _draft(key: str) -> str:
    return f"session-run-{key}"


def _experiment(session: Session, typed: str | None) -> str:
    """Return the experiment named, else the only one that runs, else the only one planned."""
    from qvtkit.cli.choose import one
    from qvtkit.ops import experiments

    running = experiments.in_state(session.projet, EtatExperimentation.EN_COURS)
    among = running or experiments.in_state(session.projet, EtatExperimentation.PREVUE)
    key = experiments.resolve(session.projet, one(session, "experimentation", typed, "EXPÉRIMENTATION", among))
    experiments.the(session.projet, key)
    return key


def _told(
    session: Session, key: str, known: dict[str, Any], activities: list[str] | None, file: str | None
) -> tuple[str, dict[str, Any]]:
    """Return the name and the data of a session given by options, by a file, or by both."""
    from qvtkit.errors import MissingAnswersError
    from qvtkit.model.dates import DateSouple
    from qvtkit.ops import experiments, sessions

    data = sessions.read_answers(file) if file else {}
    day = sessions.day_of(known["date"]) if known.get("date") else DateSouple.of(session.today)
    typed = known.get("moment") or (str(data["moment"]) if data.get("moment") else None)
    moment = sessions.moment_of(typed, experiments.the(session.projet, key), day)
    added = [sessions.parse_activity(each, at_t0=moment == MomentSeance.T0) for each in activities or ()]
    data |= {name: value for name, value in known.items() if name != "date"} | {"moment": str(moment)}
    data["activites"] = [*data.get("activites", ()), *added]
    if not data["activites"]:
        raise MissingAnswersError([("--activite, ou --reponses", "quelles activités ont été évaluées ?")])
    return sessions.free_name(session.projet, key, day), data


def _asked(session: Session, key: str, known: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return the name and the data of a session held by questions."""
    from qvtkit.cli.commands.session_questions import collected, questions
    from qvtkit.errors import RefusedError
    from qvtkit.issues import Position
    from qvtkit.ops import sessions

    context = _context(session, key, known)
    display.paragraph("« < » revient à la question d’avant ; Ctrl-C arrête, et vos réponses sont gardées.")
    answers = session.ask(questions(context), known, draft=_draft(key), confirm=True)
    day = sessions.day_of(answers["date"])
    name = sessions.free_name(session.projet, key, day)
    if answers.get("encore") == "non":
        session.clear_draft(_draft(key))
        file = sessions.session_file(key, str(day))
        raise RefusedError.of(
            "existe-deja", Position(file), quoi="La séance", id=str(day), fichier=file,
            conseil=f"Pour la relire : qvtkit session show {key}. Pour un autre jour : --date",
        )  # fmt: skip
    return name, collected(context, answers)


def _context(session: Session, key: str, known: dict[str, Any]) -> Context:
    from qvtkit.cli.commands.session_questions import Context
    from qvtkit.method.seances_prevues import manquees
    from qvtkit.model.dates import DateSouple
    from qvtkit.ops import experiments, sessions

    experiment = experiments.the(session.projet, key)
    day = sessions.day_of(known["date"]) if known.get("date") else None
    if known.get("moment"):
        known["moment"] = str(sessions.moment_of(known["moment"], experiment, day or DateSouple.of(session.today)))
    return Context(
        experiment, session.today, sessions.previous(session.projet, key, day),
        sessions.parties(session.projet, experiment, session.today),
        sessions.seated(session.projet, experiment, session.today), frozenset(session.projet.seances_de(key)),
        tuple(manquees(session.projet, key, session.today)),
    )  # fmt: skip


@command
def list_(session: Session, experimentation: Experimentation = None, format: Format = "texte") -> None:
    """Lister les séances, de toutes les expérimentations ou d’une seule."""
    from qvtkit.cli.commands.session_view import list_row
    from qvtkit.ops import experiments
    from qvtkit.ops.records import as_json

    key = experiments.resolve(session.projet, experimentation) if experimentation else None
    found = {name: each for name, each in session.projet.seances.items() if key in {None, name.partition("/")[0]}}
    if session.reply("seances", [{"id": name, **as_json(each)} for name, each in found.items()]):
        return
    if not found:
        display.say("Aucune séance pour l’instant. Pour en tenir une : qvtkit session run")
    else:
        rows = [list_row(name, each) for name, each in found.items()]
        display.table(session, ("Séance", "Moment", "Présents", "Activités", "Rien dans"), rows, format)
    display.unreadable(session.projet.unreadable("seance"))


@command
def show(session: Session, experimentation: Experimentation = None, format: Format = "texte") -> None:
    """Voir les séances d’une expérimentation côte à côte, activité par activité."""
    from qvtkit.cli.choose import one
    from qvtkit.cli.commands.session_view import view
    from qvtkit.ops import experiments
    from qvtkit.ops.records import as_json

    held_by = list(dict.fromkeys(name.partition("/")[0] for name in session.projet.seances))
    typed = one(session, "experimentation", experimentation, "EXPÉRIMENTATION", held_by)
    key = experiments.resolve(session.projet, typed)
    held = dict(sorted(session.projet.seances_de(key).items()))
    data = {"experimentation": key, "seances": [{"id": name, **as_json(each)} for name, each in held.items()]}
    if session.reply("seances-cote-a-cote", data):
        return
    if held:
        view(session, experiments.the(session.projet, key), held, format)
    else:
        display.say(f"Aucune séance pour « {key} ». Pour en tenir une : qvtkit session run {key}")
    display.unreadable(session.projet.unreadable("seance"))
