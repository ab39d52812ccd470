"""`qvtkit agenda`: what is planned and done, and the programme of the cluster."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Format, Motif, code_help, codes, given, is_date, is_number, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import EtatEvenement, TypeEvenement
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.method.echeances import Echeance

_STATES = (EtatEvenement.FAIT, EtatEvenement.REPORTE, EtatEvenement.ANNULE, EtatEvenement.NON_TENU)
_GONE = frozenset({EtatEvenement.REPORTE, EtatEvenement.ANNULE, EtatEvenement.NON_TENU})
_WITH_DAYS = {str(TypeEvenement.JOURNEE_COLLECTIVE), str(TypeEvenement.APPUI_INDIVIDUEL)}


@command
def add(
    session: Session,
    titre: Annotated[str | None, typer.Argument(metavar="TITRE", help="De quoi il s’agit, entre guillemets")] = None,
    date: Date = None,
    heure: Annotated[str | None, text("heure", "Heure : 14:00 ou 14h", "HEURE")] = None,
    type: Annotated[str | None, text("type", f"Type : {code_help(TypeEvenement)}", "TYPE")] = None,
    numero: Annotated[str | None, text("numero", "Numéro de la journée collective", "NUMÉRO")] = None,
    groupe: Annotated[str | None, text("groupe", "Groupe concerné", "ID")] = None,
    lieu: Annotated[str | None, text("lieu", "Lieu")] = None,
    duree_jours: Annotated[str | None, text("duree_jours", "Durée en jours : 1 ou 0,5", "JOURS")] = None,
    etat: Annotated[str | None, text("etat", f"État : {code_help(EtatEvenement)}", "ÉTAT")] = None,
    intitule: Annotated[str | None, text("titre", "De quoi il s’agit (ou en premier argument)")] = None,
) -> None:
    """Noter une date : réunion, journée du cluster, appui, restitution ou revue.

    Exemple : qvtkit agenda add "Réunion du groupe QVT" --type reunion --date 28/03/2017 --heure 14h
    """
    from qvtkit.ops import agenda

    known = given(
        titre=titre or intitule, date=date, heure=heure, type=type, numero=numero, groupe=groupe, lieu=lieu,
        duree_jours=duree_jours, etat=etat,
    )  # fmt: skip
    answers = session.ask(_questions(session, known), known, draft="agenda-add")
    session.finish(agenda.add(session.projet, answers, session.today))
    session.clear_draft("agenda-add")


def _questions(session: Session, known: dict[str, Any]) -> list[Question]:
    """Return what is to be asked: with options given, only what cannot lack."""
    kinds = pick("type", "De quoi s’agit-il ?", "--type", codes(TypeEvenement), defaut=str(TypeEvenement.REUNION))
    titled = Question("titre", "Son titre ?", "TITRE, ou --titre", aide="par exemple : réunion du groupe QVT",
                      quand=lambda answers: fold(answers.get("type", "autre")) in {"autre", "reunion", "restitution"})  # fmt: skip
    when = Question("date", "Quel jour ?", "--date", verifie=is_date, aide="par exemple : 28/03/2017")
    if known:
        return [titled, when]
    groups = tuple((key, each.nom or key) for key, each in session.projet.groupes.items())
    return [
        kinds,
        Question("numero", "Quelle journée du cluster ?", "--numero", aide="1 à 5", verifie=is_number,
                 quand=lambda answers: answers.get("type") == TypeEvenement.JOURNEE_COLLECTIVE),
        Question("titre", "Son titre ?", "TITRE, ou --titre", obligatoire=False, aide="par exemple : réunion du groupe QVT"),
        when,
        Question("heure", "À quelle heure ?", "--heure", obligatoire=False, aide="par exemple : 14h", verifie=_is_hour),
        Question("duree_jours", "Combien de jours ?", "--duree-jours", defaut="1", verifie=is_number,
                 quand=lambda answers: answers.get("type") in _WITH_DAYS),
        *([pick("groupe", "Pour quel groupe ?", "--groupe", groups, obligatoire=False)] if groups else []),
        Question("lieu", "Où ?", "--lieu", obligatoire=False),
    ]  # fmt: skip


def _is_hour(answer: str) -> str | None:
    from qvtkit.errors import UsageError
    from qvtkit.model.agenda import Evenement
    from qvtkit.ops import records

    try:
        records.parse(Evenement, {"heure": answer})
    except UsageError:
        return f"« {answer} » n’est pas une heure. Exemples : 14:00, 14h30."
    return None


@command
def list_(
    session: Session,
    depuis: Annotated[str | None, text("depuis", "Seulement depuis cette date", "DATE")] = None,
    type: Annotated[str | None, text("type", f"Seulement : a-faire, {code_help(TypeEvenement)}", "TYPE")] = None,
    a_venir: Annotated[bool, typer.Option("--a-venir", help="Seulement ce qui reste à tenir ou à faire")] = False,
    format: Format = "texte",
) -> None:
    """Lister les dates : ce qui est prévu, tenu, en retard, et les tâches notées en réunion."""
    from qvtkit.ops import agenda

    found = agenda.rows(session.projet, depuis=depuis, genre=fold(type) if type else None, a_venir=a_venir)
    if session.reply("agenda", [agenda.as_dict(each, session.today) for each in found]):
        return
    display.unreadable(session.projet.unreadable("agenda", "reunion"))
    if not found and format == "texte":
        display.say(
            "Aucune date ici. Pour en noter une : qvtkit agenda add. Les journées du cluster : qvtkit agenda programme"
        )
        return
    titles = ("Date", "Quoi", "État", "Nom court")
    width = 3 if format == "texte" else 4
    display.table(session, titles[:width], [_row(each, session)[:width] for each in found], format)
    if format == "texte" and any(each.attendue for each in found):
        display.paragraph('Tenue, faite ? Dites-le par un bout de son texte : qvtkit agenda done "bout de texte"')


def _row(each: Echeance, session: Session) -> tuple[str, ...]:
    from qvtkit.ops import agenda

    date = " ".join(filter(None, (each.date.francais if each.date else "sans date", each.heure)))
    state = "en retard" if each.en_retard(session.today) else each.etat.libelle.lower()
    if each.etat is EtatEvenement.REPORTE:
        state = "reporté, date à fixer"
    return date, agenda.told(each), state, each.cle


@command
def done(
    session: Session,
    id: Annotated[str | None, typer.Argument(metavar="ID", help="Sa date, ou un bout de son texte")] = None,
    etat: Annotated[str | None, text("etat", "fait (sans cette option), reporte, annule ou non-tenu", "ÉTAT")] = None,
    date: Annotated[str | None, text("date", "La nouvelle date, si c’est reporté", "DATE")] = None,
    motif: Motif = None,
) -> None:
    """Dire qu’une date est tenue, une tâche faite ; ou reporter, ou annuler.

    qvtkit agenda done "afficher les relevés"
    qvtkit agenda done "Revue à six mois" --etat reporte --date 04/07/2017
    """
    from qvtkit.ops import agenda

    chosen = agenda.find(session.projet, id or _chosen(session))
    known = given(etat=etat or ("reporte" if date and not etat else None), date=date, motif=motif)
    session.finish(
        agenda.done(session.projet, chosen, _became(session, chosen, known, asked=id is None), session.today)
    )


def _chosen(session: Session) -> str:
    """Ask which date or task, those that are past first."""
    from qvtkit.errors import RefusedError, UsageError
    from qvtkit.method.echeances import echeances
    from qvtkit.ops import agenda

    waiting = [each for each in echeances(session.projet) if each.attendue]
    if not waiting:
        raise RefusedError.of("aucun", quoi="Rien n’est prévu dans l’agenda.", commande="qvtkit agenda add")
    if not session.can_ask:
        raise UsageError.of("preciser", liste=", ".join(each.cle for each in waiting), option="ID")
    labels = [
        (each.cle, f"{each.date.francais if each.date else 'sans date'} : {agenda.told(each)}") for each in waiting
    ]
    return str(session.ask([pick("id", "Quelle date, quelle tâche ?", "ID", labels)], {})["id"])


def _became(session: Session, chosen: Echeance, known: dict[str, Any], *, asked: bool) -> dict[str, Any]:
    """Ask what became of it where it was chosen in the list; on the command line, « fait » goes without saying."""
    if known.get("etat") or not asked:
        return known
    states = codes(EtatEvenement) if chosen.reunion else tuple((str(each), each.libelle) for each in _STATES)
    if chosen.reunion:
        states = (("fait", "Faite"), ("reporte", "À faire plus tard"))

    def later(answers: dict[str, Any]) -> bool:
        return answers.get("etat") == EtatEvenement.REPORTE

    return session.ask(
        [
            pick("etat", "Qu’est-elle devenue ?", "--etat", states, defaut="fait"),
            Question("date", "À quelle nouvelle date ?", "--date", obligatoire=bool(chosen.reunion), verifie=is_date, quand=later),
            Question("motif", "Pourquoi ?", "--motif", obligatoire=False,
                     quand=lambda answers: answers.get("etat") in _GONE),
        ],
        known,
    )  # fmt: skip


@command
def programme(
    session: Session,
    debut: Annotated[
        str | None, text("debut", "Date de la première journée : propose les autres dates", "DATE")
    ] = None,
    mois: Annotated[str | None, text("mois", "Durée du cluster en mois (15 sans cette option)", "MOIS")] = None,
    inscrire: Annotated[bool, typer.Option("--inscrire", help="Noter dans l’agenda les dates proposées")] = False,
) -> None:
    """Voir le programme du cluster : cinq journées, ce qui se fait entre deux, appui, restitutions, revues.

    Avec --debut, propose les dates qui manquent ; ce que l’agenda contient n’est jamais changé.
    """
    from qvtkit.cli.commands.agenda_view import view
    from qvtkit.ops import agenda_programme as ops

    seen = ops.read(session.projet, debut, mois, session.today)
    if not (session.json or session.quiet):
        view(seen, session.today)
    if not debut and session.can_ask and not inscrire and ops.needs_start(session.projet):
        typed = session.ask([_first_day()], {}).get("debut")
        if typed:
            seen = ops.read(session.projet, typed, mois, session.today)
            view(seen, session.today, only_proposed=True)
    if seen.proposes and (inscrire or _agreed(session)):
        session.finish(ops.write(session.projet, seen))
    elif not session.reply("programme", ops.as_dict(seen)) and inscrire:
        display.say(ops.NOTHING if seen.debut else ops.NO_START)


def _first_day() -> Question:
    return Question("debut", "Quel jour est la première journée du cluster ?", "--debut", obligatoire=False, verifie=is_date,
                    aide="Entrée pour ne rien proposer")  # fmt: skip


def _agreed(session: Session) -> bool:
    """Ask before writing; where nobody can be asked, say how to."""
    if session.can_ask:
        question = Question("inscrire", "Noter ces dates dans l’agenda ?", "--inscrire", genre="oui-non", defaut="non")
        return bool(session.ask([question], {})["inscrire"] == "oui")
    if not (session.json or session.quiet):
        display.say("Rien n’est écrit. Pour noter ces dates dans l’agenda, ajoutez --inscrire.")
    return False
