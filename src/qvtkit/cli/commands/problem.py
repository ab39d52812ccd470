"""`qvtkit problem`: candidate problems, the one that is kept, its statement read again."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import Format, Id, Motif, code_help, codes, given, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import EtatProbleme

Titre = Annotated[str | None, text("titre", "Titre")]
Enonce = Annotated[str | None, text("enonce", "L’énoncé : où, quand, quelle tâche, qui, quels effets")]
Lieu = Annotated[str | None, text("lieu", "Où cela se passe")]
Moment = Annotated[str | None, text("moment", "Quand cela arrive")]
Tache = Annotated[str | None, text("tache", "Pendant quelle tâche")]
Metiers = Annotated[list[str] | None, text("metiers", "Métier (répétable) : ash, aide-soignant… ou tous", "MÉTIER")]
EffetSoin = Annotated[str | None, text("effet_soin", "Effet sur le soin ou l’accompagnement")]
EffetTravail = Annotated[str | None, text("effet_travail", "Effet sur le travail")]
Services = Annotated[list[str] | None, text("services_dependants", "Autre service qui devrait changer (répétable)")]
Constats = Annotated[list[str] | None, text("constats", "Constat d’où il vient (répétable)", "ID")]
Theme = Annotated[str | None, text("theme", "Thème : organisation-contenu, dialogue…", "THÈME")]
Options = Annotated[list[str] | None, text("options", "Piste étudiée (répétable)")]
Principes = Annotated[list[str] | None, text("principes", "Ce qui a guidé le choix (répétable)")]


@command
def add(
    session: Session, id: Id = None, titre: Titre = None, enonce: Enonce = None, lieu: Lieu = None, moment: Moment = None,
    tache: Tache = None, metiers: Metiers = None, effet_soin: EffetSoin = None, effet_travail: EffetTravail = None,
    services_dependants: Services = None, constats: Constats = None, theme: Theme = None, options: Options = None,
    principes: Principes = None,
) -> None:  # fmt: skip
    """Noter un problème candidat : où, quand, quelle tâche, quels métiers, quels effets.

    Exemple : qvtkit problem add --titre "Les transmissions de midi sont coupées" --lieu "salle de relève"
    """
    from qvtkit.cli.commands.problem_questions import for_add
    from qvtkit.cli.commands.problem_view import remarks
    from qvtkit.ops import problems

    known = given(
        titre=titre, enonce=enonce, lieu=lieu, moment=moment, tache=tache, metiers=metiers, effet_soin=effet_soin,
        effet_travail=effet_travail, services_dependants=services_dependants, constats=constats, theme=theme,
        options=options, principes=principes,
    )  # fmt: skip
    if id:
        _new_id(session, id)
    questions = for_add(session, id)
    answers = session.ask(questions if session.can_ask and not known else questions[:1], known, draft="problem-add")
    outcome = problems.add(session.projet, _new_id(session, id or answers["titre"]), answers)
    session.finish(outcome)
    session.clear_draft("problem-add")
    if not (session.json or session.quiet or session.dry_run):
        remarks(outcome.data["relecture"], outcome.data["probleme"]["enonce"])


def _new_id(session: Session, typed: str) -> str:
    """Return the id that *typed* gives; refuse at once the one that is taken."""
    from qvtkit.errors import RefusedError
    from qvtkit.ops.records import clean_id

    new_id = clean_id(typed)
    found = session.projet.one("probleme", new_id)
    if found:
        raise RefusedError.of(
            "existe-deja", found.position(), quoi="Le problème", id=new_id, fichier=found.file,
            conseil=f"Pour le modifier : qvtkit problem edit {new_id} ; sinon choisissez un autre nom.",
        )  # fmt: skip
    return new_id


@command
def edit(
    session: Session, id: Id = None, titre: Titre = None, enonce: Enonce = None, lieu: Lieu = None, moment: Moment = None,
    tache: Tache = None, metiers: Metiers = None, effet_soin: EffetSoin = None, effet_travail: EffetTravail = None,
    services_dependants: Services = None, constats: Constats = None, theme: Theme = None, options: Options = None,
    principes: Principes = None,
) -> None:  # fmt: skip
    """Modifier un problème, par exemple récrire son énoncé. Une liste donnée remplace l’ancienne."""
    from qvtkit.cli.choose import edited
    from qvtkit.cli.commands.problem_questions import for_edit
    from qvtkit.cli.commands.problem_view import remarks
    from qvtkit.ops import problems

    key = _the(session, id)
    known = given(
        titre=titre, enonce=enonce, lieu=lieu, moment=moment, tache=tache, metiers=metiers, effet_soin=effet_soin,
        effet_travail=effet_travail, services_dependants=services_dependants, constats=constats, theme=theme,
        options=options, principes=principes,
    )  # fmt: skip
    current = problems.the(session.projet, key)
    changes = edited(session, known, for_edit(session), problems.flat(current))
    if not changes:
        display.say("Rien n’a été modifié.")
        return
    outcome = problems.edit(session.projet, key, changes)
    session.finish(outcome)
    if not (session.json or session.quiet or session.dry_run):
        remarks(outcome.data["relecture"], outcome.data["probleme"]["enonce"])


def _the(session: Session, typed: str | None) -> str:
    """Return the id of the problem named, of the only one, or of the one chosen."""
    from qvtkit.cli.choose import one
    from qvtkit.ops import problems

    return problems.resolve(session.projet, one(session, "probleme", typed))


@command
def rank(
    session: Session,
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ID]…", help="Un problème à noter, ou plusieurs à comparer")
    ] = None,
    precision: Annotated[str | None, text("precision", "Précis : de 0 à 3", "0-3")] = None,
    perimetre: Annotated[str | None, text("perimetre", "Périmètre petit : de 0 à 3", "0-3")] = None,
    metiers: Annotated[str | None, text("metiers", "Plusieurs métiers : de 0 à 3", "0-3")] = None,
    lien_soin: Annotated[str | None, text("lien_soin", "Lien avec le soin : de 0 à 3", "0-3")] = None,
    faisable_organisation: Annotated[
        str | None, text("faisable_organisation", "Faisable dans l’organisation : de 0 à 3", "0-3")
    ] = None,
    faisable_budget: Annotated[str | None, text("faisable_budget", "Faisable avec le budget : de 0 à 3", "0-3")] = None,
    delai: Annotated[str | None, text("delai", "Délai court : de 0 à 3", "0-3")] = None,
    independance: Annotated[
        str | None, text("independance", "Indépendant des autres services : de 0 à 3", "0-3")
    ] = None,
) -> None:
    """Regarder un problème sur huit critères, ou plusieurs côte à côte. Le groupe choisit : il n’y a pas de gagnant.

    qvtkit problem rank transmissions-midi
    qvtkit problem rank transmissions-midi --precision 2 --delai 3
    qvtkit problem rank
    """
    from qvtkit.cli.commands.problem_questions import criteria
    from qvtkit.cli.commands.problem_view import side_by_side
    from qvtkit.ops import problems

    known = given(
        precision=precision, perimetre=perimetre, metiers=metiers, lien_soin=lien_soin,
        faisable_organisation=faisable_organisation, faisable_budget=faisable_budget, delai=delai, independance=independance,
    )  # fmt: skip
    if not known and (len(ids or ()) != 1 or not session.can_ask):
        side_by_side(session, [problems.resolve(session.projet, each) for each in ids or session.projet.problemes])
        return
    if len(ids or ()) > 1:
        from qvtkit.errors import UsageError

        raise UsageError.of("preciser", liste=", ".join(ids or ()), option="ID")
    key = _the(session, ids[0] if ids else None)
    answers = known or session.ask(criteria(problems.the(session.projet, key)), {}, draft=f"problem-rank-{key}")
    if not any(answers.values()):
        display.say("Rien n’a été modifié.")
        return
    outcome = problems.rank(session.projet, key, answers)
    session.finish(outcome)
    session.clear_draft(f"problem-rank-{key}")
    if not (session.json or session.quiet or session.dry_run):
        side_by_side(session, [key], outcome.data["probleme"])


@command
def state(
    session: Session,
    id: Id = None,
    etat: Annotated[str | None, typer.Argument(metavar="ÉTAT", help=f"{code_help(EtatProbleme)}")] = None,
    motif: Motif = None,
    enonce: Enonce = None,
) -> None:
    """Retenir un problème, le dire traité ou abandonné : la raison va au journal.

    Exemple : qvtkit problem state absence-ash retenu --motif "Concerne tous les métiers, sans travaux ni recrutement"
    """
    from qvtkit.cli.ask import Question
    from qvtkit.ops import problems

    key = _the(session, id)
    if etat:
        problems.require_other_state(session.projet, key, etat)
    problem = problems.the(session.projet, key)
    others = [each for each in codes(EtatProbleme) if each[0] != str(problem.etat)]
    questions = [
        pick("etat", "Quel est son nouvel état ?", "ÉTAT", others),
        Question("motif", "Pourquoi ?", "--motif", aide="une phrase, pour ceux qui reliront le dossier"),
        Question("enonce", "Quel est son énoncé ?", "--enonce", obligatoire=False,
                 aide="où, quand, quelle tâche, qui, quels effets",
                 quand=lambda answers: problems.lacks_statement(problem, str(answers.get("etat")))),
    ]  # fmt: skip
    answers = session.ask(questions, given(etat=etat, motif=motif, enonce=enonce))
    said = str(answers.get("enonce") or "")
    session.finish(problems.state(session.projet, key, answers["etat"], answers["motif"], session.today, said))


@command
def lint(
    session: Session,
    id: Id = None,
    texte: Annotated[str | None, text("texte", "Relire cette phrase, sans projet", "PHRASE")] = None,
) -> None:
    """Relire un énoncé : un lieu, un moment, une tâche, des métiers, deux effets ; personne en cause, pas de solution.

    qvtkit problem lint absence-ash
    qvtkit problem lint --texte "À l’étage, le matin, quand une ASH est absente…"
    """
    from qvtkit.cli.commands.problem_view import read_again
    from qvtkit.ops import problems

    key, problem, said = "", None, texte
    if said is None:
        key = _the(session, id)
        problem = problems.the(session.projet, key)
        said = problem.enonce or problem.titre
    found = problems.relecture(said, problem)
    data: dict[str, Any] = {"id": key or None, "texte": said, "remarques": [remark.as_dict() for remark in found]}
    if not session.reply("relecture", data):
        read_again(said, data["remarques"], empty=problem is not None and not problem.enonce)


@command
def list_(session: Session, etat: Annotated[str | None, text("etat", f"État : {code_help(EtatProbleme)}", "ÉTAT")] = None,
          format: Format = "texte") -> None:  # fmt: skip
    """Lister les problèmes, candidats et retenus."""
    from qvtkit.cli.commands.problem_view import table
    from qvtkit.model.diagnostic import Probleme
    from qvtkit.ops import problems, records

    wanted = records.parse(Probleme, {"etat": etat}).etat if etat else None
    ids = [key for key, each in session.projet.problemes.items() if wanted is None or each.etat is wanted]
    if session.reply("problemes", [problems.as_row(session.projet, key) for key in ids]):
        return
    if ids:
        table(session, ids, format)
    else:
        display.say("Aucun problème ici. Pour en noter un : qvtkit problem add")
    display.unreadable(session.projet.unreadable("probleme"))


@command
def show(session: Session, id: Id = None) -> None:
    """Voir un problème : son énoncé, sa situation, ses effets, son profil et ce que dit la relecture."""
    from qvtkit.cli.commands.problem_view import view
    from qvtkit.ops import problems

    key = _the(session, id)
    if not session.reply("probleme", problems.as_row(session.projet, key)):
        view(session, key)
