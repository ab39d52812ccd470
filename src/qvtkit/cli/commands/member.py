"""`qvtkit group member`: who sits, and the changes of people."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli.ask import Question
from qvtkit.cli.options import Id, code_help, codes, given, is_date, items, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import College

if TYPE_CHECKING:
    from qvtkit.model.groupe import Siege

Groupe = Annotated[str | None, typer.Argument(metavar="GROUPE", help="Identifiant du groupe")]
Siege_ = Annotated[str | None, typer.Argument(metavar="SIÈGE", help="Identifiant du siège, ou fonction")]
Colleges = Annotated[list[str] | None, text("colleges", f"Collège (répétable) : {code_help(College)}", "COLLÈGE")]
Metier = Annotated[str | None, text("metier", "Métier : AS, IDE, ASH, cadre… ou en entier", "MÉTIER")]
Pouvoir = Annotated[str | None, text("pouvoir_decisionnaire", "Peut décider sur le périmètre", "oui|non")]
PorteParole = Annotated[str | None, text("porte_parole_reconnu", "Reconnu comme porte-parole", "oui|non")]
Proximite = Annotated[str | None, text("encadrement_de_proximite", "Encadre au quotidien", "oui|non")]
Fonction = Annotated[str | None, text("fonction", "Fonction, de préférence au nom")]
Nom = Annotated[str | None, text("nom", "Nom (facultatif, jamais montré par défaut)")]
Debut = Annotated[str | None, text("debut", "Début du mandat", "DATE")]
Fin = Annotated[str | None, text("fin", "Fin du mandat", "DATE")]
MotifFin = Annotated[str | None, text("motif_fin", "Motif de la fin")]
Partout = Annotated[
    bool | None, typer.Option("--partout/--ici", help="Aussi dans les autres groupes où cette personne siège")
]


@command
def add(
    session: Session,
    groupe: Groupe = None,
    id: Annotated[str | None, typer.Option("--id", help="Identifiant du siège")] = None,
    colleges: Colleges = None,
    metier: Metier = None,
    fonction: Fonction = None,
    nom: Nom = None,
    debut: Debut = None,
    pouvoir_decisionnaire: Pouvoir = None,
    porte_parole_reconnu: PorteParole = None,
    encadrement_de_proximite: Proximite = None,
) -> None:
    """Ajouter un siège à un groupe.

    Exemple : qvtkit group member add groupe-qvt --colleges metier --metier ash --fonction ASH --debut 2016-02
    """
    from qvtkit.cli.choose import one
    from qvtkit.ops import groups

    group_id = groups.resolve(session.projet, one(session, "groupe", groupe, "GROUPE"))
    known = given(
        id=id, colleges=items(colleges, short=True), metier=metier, fonction=fonction, nom=nom, debut=debut,
        pouvoir_decisionnaire=pouvoir_decisionnaire, porte_parole_reconnu=porte_parole_reconnu,
        encadrement_de_proximite=encadrement_de_proximite,
    )  # fmt: skip
    draft = f"member-add-{group_id}"
    answers = session.ask(_add_questions(optional=not known), known, draft=draft)
    session.finish(groups.member_add(session.projet, group_id, answers, session.today))
    session.clear_draft(draft)


def _add_questions(*, optional: bool) -> list[Question]:
    questions = [
        Question("fonction", "Quelle est la fonction de la personne ?", "--fonction", aide="plutôt que son nom"),
        Question("colleges", "Qui représente-t-elle ?", "--colleges", genre="choix-multiple", choix=codes(College)),
    ]
    if optional:
        questions += [
            Question("metier", "Son métier ?", "--metier", obligatoire=False, aide="AS, ASH, IDE, cadre…"),
            Question("debut", "Depuis quand siège-t-elle ?", "--debut", obligatoire=False, verifie=is_date),
            Question(
                "pouvoir_decisionnaire", "Peut-elle décider sur le périmètre du projet ?", "--pouvoir-decisionnaire",
                genre="oui-non", obligatoire=False, quand=lambda answers: "direction" in answers.get("colleges", []),
            ),
            Question(
                "porte_parole_reconnu", "Ses collègues la reconnaissent-ils comme porte-parole ?",
                "--porte-parole-reconnu", genre="oui-non", obligatoire=False, quand=_speaks,
            ),
            Question(
                "encadrement_de_proximite", "Encadre-t-elle une équipe au quotidien ?", "--encadrement-de-proximite",
                genre="oui-non", obligatoire=False, quand=lambda answers: "encadrement" in answers.get("colleges", []),
            ),
        ]  # fmt: skip
    return questions


def _speaks(answers: dict[str, Any]) -> bool:
    return bool({"representants-du-personnel", "medical"} & set(answers.get("colleges", [])))


@command
def edit(
    session: Session, groupe: Groupe = None, siege: Siege_ = None, colleges: Colleges = None, metier: Metier = None,
    fonction: Fonction = None, nom: Nom = None, debut: Debut = None, pouvoir_decisionnaire: Pouvoir = None,
    porte_parole_reconnu: PorteParole = None, encadrement_de_proximite: Proximite = None,
) -> None:  # fmt: skip
    """Préciser ou corriger un siège. Quand la personne change : qvtkit group member replace.

    Exemple : qvtkit group member edit delegation rp --fonction "Déléguée du personnel" --debut 2026-02
    """
    from qvtkit.cli.choose import edited
    from qvtkit.ops import groups

    group_id, seat = _seat(session, groupe, siege)
    known = given(
        colleges=items(colleges, short=True), metier=metier, fonction=fonction, nom=nom, debut=debut,
        pouvoir_decisionnaire=pouvoir_decisionnaire, porte_parole_reconnu=porte_parole_reconnu,
        encadrement_de_proximite=encadrement_de_proximite,
    )  # fmt: skip
    changes = edited(session, known, _add_questions(optional=True), seat)
    session.finish(groups.member_edit(session.projet, group_id, seat, changes))


@command
def end(
    session: Session, groupe: Groupe = None, siege: Siege_ = None, fin: Fin = None, motif_fin: MotifFin = None,
    partout: Partout = None,
) -> None:  # fmt: skip
    """Mettre fin à un mandat : le siège reste dans l’histoire du groupe.

    Exemple : qvtkit group member end groupe-qvt dir --fin 2017-01 --motif-fin départ
    """
    from qvtkit.ops import groups

    group_id, seat = _seat(session, groupe, siege)
    known = given(fin=fin, motif_fin=motif_fin)
    answers = session.ask(_end_questions(), known)
    seats = _everywhere(session, group_id, seat, everywhere=partout)
    session.finish(groups.member_end(session.projet, seats, answers))


def _end_questions() -> list[Question]:
    return [
        Question("fin", "Quand le mandat a-t-il pris fin ?", "--fin", verifie=is_date),
        Question("motif_fin", "Pour quel motif ?", "--motif-fin", obligatoire=False, aide="départ, mutation…"),
    ]


@command
def replace(
    session: Session, groupe: Groupe = None, siege: Siege_ = None, fin: Fin = None, motif_fin: MotifFin = None,
    fonction: Fonction = None, nom: Nom = None, debut: Debut = None, partout: Partout = None,
) -> None:  # fmt: skip
    """Remplacer la personne qui siège : l’ancien mandat est daté, le nouveau lui succède.

    Exemple : qvtkit group member replace groupe-qvt dir --fin 2017-01 --debut 2017-03 --fonction Directeur
    """
    from qvtkit.ops import groups

    group_id, seat = _seat(session, groupe, siege)
    questions = [] if seat.fin else _end_questions()
    questions += [
        Question("debut", "Quand la nouvelle personne commence-t-elle ?", "--debut", verifie=is_date),
        Question("fonction", "Quelle est sa fonction ?", "--fonction", defaut=seat.fonction or None),
    ]
    known = given(fin=fin, motif_fin=motif_fin, fonction=fonction, nom=nom, debut=debut)
    answers = session.ask(questions, known)
    seats = _everywhere(session, group_id, seat, everywhere=partout)
    session.finish(groups.member_replace(session.projet, seats, answers))


def _seat(session: Session, group: Id, seat: str | None) -> tuple[str, Siege]:
    """Return the group and the seat that the arguments name, asking for what lacks."""
    from qvtkit.cli.choose import one
    from qvtkit.cli.options import pick
    from qvtkit.ops import groups

    group_id = groups.resolve(session.projet, one(session, "groupe", group, "GROUPE"))
    if seat is None:
        choices = [
            (each.id or "", f"{groups.seat_label(each)} ({each.id})")
            for each in session.projet.groupes[group_id].sieges
            if each.fin is None or each in session.projet.groupes[group_id].vacancies(session.today)
        ]
        seat = session.ask([pick("siege", "Quel siège ?", "SIÈGE", choices)], {})["siege"]
    return group_id, groups.find_seat(session.projet, group_id, str(seat))


def _everywhere(session: Session, group_id: str, seat: Siege, *, everywhere: bool | None) -> list[tuple[str, Siege]]:
    """Return the seat, and those of the same person elsewhere when that is wanted."""
    from qvtkit.cli import show
    from qvtkit.ops import groups

    others = groups.same_person(session.projet, seat, group_id)
    names = ", ".join(f"{group} ({other.id})" for group, other in others)
    if others and everywhere is None and session.can_ask:
        question = Question(
            "partout",
            f"La même fonction siège aussi ici : {names}. Faire de même ?",
            "--partout",
            genre="oui-non",
            defaut="oui",
        )
        everywhere = session.ask([question], {})["partout"] == "oui"
    elif others and everywhere is None and not session.json:
        show.say(f"À noter : la même fonction siège aussi ici : {names}. Pour faire de même : --partout", error=True)
    return [(group_id, seat), *(others if everywhere else [])]
