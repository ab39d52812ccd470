"""`qvtkit group`: bodies and their seats."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Format, Id, code_help, codes, given, items, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import FormeDelegation, Role
from qvtkit.text import NBSP, listed, plural, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.method.composition import Rappel
    from qvtkit.model.groupe import Groupe, Siege
    from qvtkit.model.projet import Projet

_EXPLAINED = 3
"""Pieces of advice told in full: more would be a lecture."""
Nom = Annotated[str | None, text("nom", "Nom du groupe")]
Roles = Annotated[list[str] | None, text("roles", f"Rôle (répétable) : {code_help(Role)}", "RÔLE")]
Forme = Annotated[str | None, text("forme", f"Forme d’une délégation : {code_help(FormeDelegation)}", "FORME")]
Mission = Annotated[str | None, text("mission", "Ce que le groupe est chargé de faire")]
Regles = Annotated[list[str] | None, text("regles", "Règle propre à ce groupe (répétable)")]
Frequence = Annotated[str | None, text("frequence", "Fréquence des réunions")]


@command
def add(
    session: Session,
    id: Id = None,
    nom: Nom = None,
    roles: Roles = None,
    forme: Forme = None,
    mission: Mission = None,
    regles: Regles = None,
    frequence: Frequence = None,
) -> None:
    """Créer un groupe : délégation, comité de pilotage, groupe de travail.

    Exemple : qvtkit group add groupe-qvt --nom "Groupe QVT" --roles copil --roles groupe-evaluation
    """
    from qvtkit.ops import groups, records

    session.projet.dossier  # noqa: B018 (no project: said before any question)
    known = given(
        nom=nom or id, roles=_roles(roles), forme=forme, mission=mission, regles=items(regles), frequence=frequence
    )
    optional = not (nom or roles or forme or mission or regles or frequence)
    asked = _questions(session.projet, optional=optional)
    answers = with_own_rules(session.ask(asked, known, draft="group-add"))
    group_id = records.clean_id(id or answers["nom"])
    session.finish(groups.add(session.projet, group_id, answers, session.today))
    session.clear_draft("group-add")


def _roles(typed: list[str] | None) -> list[str] | None:
    """Return the roles given; UsageError where one is the name of the group, which tells no role."""
    from qvtkit.errors import UsageError

    roles = items(typed, short=True)
    named = next((each for each in roles or () if "qvt" in slugify(each).replace("qvct", "qvt")), None)
    if named:
        message = f"« {named} » est le nom d’un groupe, pas son rôle."
        told = f"Son rôle : copil s’il pilote la démarche, groupe-de-travail s’il travaille un sujet. Les rôles : {code_help(Role)}."
        raise UsageError.of("valeur-option", option="--roles", message=message, remede=told)
    return roles


def with_own_rules(answers: dict[str, Any], there: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return *answers* with the rules in the group's own words after those kept (else after those *there*)."""
    own = listed(answers.pop("regles_propres", ""))
    return answers | ({"regles": [*answers.get("regles", there), *own]} if own else {})


def _questions(projet: Projet, *, optional: bool, there: tuple[str, ...] = ()) -> list[Question]:
    from qvtkit.cli.commands.rules_questions import of_a_group

    questions = [
        Question("nom", "Comment s’appelle le groupe ?", "--nom"),
        Question(
            "roles", "Quel est son rôle ?", "--roles", genre="choix-multiple", choix=codes(Role),
            defaut=["groupe-de-travail"],
        ),
        pick(
            "forme", "Quelle est la forme de la délégation ?", "--forme", codes(FormeDelegation),
            quand=lambda answers: "delegation" in answers.get("roles", []), obligatoire=False,
        ),
    ]  # fmt: skip
    if optional:
        questions += [
            Question("mission", "De quoi est-il chargé ?", "--mission", obligatoire=False),
            Question("frequence", "À quelle fréquence se réunit-il ?", "--frequence", obligatoire=False),
            *of_a_group(projet, there),
        ]
    return questions


@command
def list_(session: Session, format: Format = "texte") -> None:
    """Lister les groupes et leurs sièges pourvus."""
    from qvtkit.ops.records import as_json

    groups = session.projet.groupes
    if session.reply("groupes", [{"id": key, **as_json(group)} for key, group in groups.items()]):
        return
    display.unreadable(session.projet.unreadable("groupe"))
    if not groups:
        display.say("Aucun groupe pour l’instant. Pour en créer un : qvtkit group add")
        return
    rows = [_row(key, group, session.today) for key, group in groups.items()]
    display.table(session, ("Groupe", "Nom", "Rôles", "Sièges", "Vacants"), rows, format)


def _row(group_id: str, group: Groupe, day: dt.date) -> tuple[str, ...]:
    roles = ", ".join(role.libelle for role in group.roles)
    open_seats, vacant = group.open_seats(day), group.vacancies(day)
    return group_id, group.nom, roles, str(len(open_seats)), str(len(vacant))


@command
def show(session: Session, id: Id = None) -> None:
    """Voir un groupe, ses sièges et les changements de personnes."""
    from qvtkit.cli.choose import one
    from qvtkit.ops.groups import advice, resolve
    from qvtkit.ops.records import as_json

    group_id = resolve(session.projet, one(session, "groupe", id))
    group = session.projet.groupes[group_id]
    told = advice(session.projet, group_id, group, session.today)
    if session.reply("groupe", {"id": group_id, **as_json(group), "conseils": [each.as_dict() for each in told]}):
        return
    display.title(group.nom or group_id)
    display.pairs([
        ("Rôles", ", ".join(role.libelle for role in group.roles)),
        ("Forme", group.forme.libelle if group.forme else ""),
        ("Mission", group.mission),
        ("Se réunit", group.frequence),
        ("Règles", "\n".join(group.regles)),
    ])  # fmt: skip
    rows = [_seat_row(seat) for seat in group.sieges]
    if rows:
        display.table(session, ("Siège", "Collège", "Fonction", "Depuis", "Jusqu’à", "Remplace"), rows)
    _today(group_id, group, session.today)
    _advice(told)


def _today(group_id: str, group: Groupe, day: dt.date) -> None:
    """Say which seats are empty and since when, and how many each collège holds."""
    from qvtkit.method.composition import equilibre, jours_vacants, plusieurs_qualites

    for seat in group.vacancies(day):
        since = plural(jours_vacants(seat, day), "jour")
        replace = f"qvtkit group member replace {group_id} {seat.id}"
        display.say(f"Siège vacant depuis {since} : {seat.id}. Pour le pourvoir : {replace}")
    for seat in group.sieges:
        if seat.debut and seat.debut.first_day > day:
            display.say(f"Attendu : {seat.fonction or seat.id} ({seat.id}), à partir de {seat.debut.francais}")
    if not group.sieges:
        display.say(f"Aucun siège. Pour en ajouter : qvtkit group member add {group_id}")
        return
    counts = ", ".join(f"{college.libelle} {count}" for college, count in equilibre(group, day))
    held = plural(len(group.open_seats(day)), "siège pourvu", f"sièges{NBSP}pourvus")
    display.say(f"{held} : {counts}" if counts else held)
    if several := plusieurs_qualites(group, day):
        spoken = plural(several, "siège parle", f"sièges{NBSP}parlent")
        display.say(f"Le total des collèges est plus grand : {spoken} pour plusieurs collèges et compte dans chacun.")


def _advice(told: Sequence[Rappel]) -> None:
    """Print the advice: what is seen and what to type; of the first ones, why it matters and where that comes from."""
    if not told:
        return
    display.say("\nÀ regarder ensemble (des conseils, rien d’obligatoire) :")
    for rank, each in enumerate(told):
        display.paragraph(f"- {each.texte}", indent=2)
        if rank < _EXPLAINED:
            display.paragraph(f"{each.pourquoi} Source : {each.source}.", indent=4)
        display.paragraph(f"→ {each.commande}", indent=4)


def _seat_row(seat: Siege) -> tuple[str, ...]:
    return (
        seat.id or "", ", ".join(college.libelle for college in seat.colleges), seat.fonction or seat.metier or "",
        seat.debut.francais if seat.debut else "", seat.fin.francais if seat.fin else "", seat.remplace or "",
    )  # fmt: skip


@command
def edit(
    session: Session,
    id: Id = None,
    nom: Nom = None,
    roles: Roles = None,
    forme: Forme = None,
    mission: Mission = None,
    regles: Regles = None,
    frequence: Frequence = None,
) -> None:
    """Modifier un groupe. Une liste donnée remplace l’ancienne ; vide (--regles ""), elle l’efface."""
    from qvtkit.cli.choose import edited, one
    from qvtkit.ops.groups import edit as edit_group
    from qvtkit.ops.groups import resolve

    group_id = resolve(session.projet, one(session, "groupe", id))
    rules = None if regles is None else items(regles) or [""]
    known = given(nom=nom, roles=_roles(roles), forme=forme, mission=mission, regles=rules, frequence=frequence)
    current = session.projet.groupes[group_id]
    asked = _questions(session.projet, optional=True, there=current.regles)
    changes = edited(session, known, asked, current)
    session.finish(edit_group(session.projet, group_id, with_own_rules(changes, current.regles)))
