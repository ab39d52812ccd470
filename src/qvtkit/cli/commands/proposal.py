"""`qvtkit proposal`: the register of proposals, their answers, their delays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Date, Format, code_help, given, is_date, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import EtatProposition

if TYPE_CHECKING:
    from qvtkit.method.delais import Suivi
    from qvtkit.model.proposition import Proposition

_ORIGINS = (
    ("seance", "Une séance d’évaluation"), ("reunion", "Une réunion"), ("probleme", "Un problème"),
    ("questionnaire", "Un questionnaire"),
)  # fmt: skip
_ANSWERS = tuple((str(state), state.libelle) for state in EtatProposition if state is not EtatProposition.A_REPONDRE)


@command
def add(
    session: Session,
    proposition: Annotated[str | None, typer.Argument(metavar="TEXTE", help="La proposition, entre guillemets")] = None,
    texte: Annotated[str | None, text("texte", "La proposition (ou en premier argument)")] = None,
    date: Date = None,
    echeance: Annotated[str | None, text("echeance", "Réponse attendue pour le (un mois après sinon)", "DATE")] = None,
    seance: Annotated[str | None, text("seance", "Faite dans cette séance", "EXPÉRIMENTATION/DATE")] = None,
    reunion: Annotated[str | None, text("reunion", "Faite dans cette réunion", "ID")] = None,
    probleme: Annotated[str | None, text("probleme", "À propos de ce problème", "ID")] = None,
    questionnaire: Annotated[str | None, text("questionnaire", "Venue de ce questionnaire", "ID")] = None,
) -> None:
    """Noter une proposition au registre ; une réponse est attendue dans le mois, sauf autre date.

    Exemple : qvtkit proposal add "Une réserve de linge à l’étage" --seance procedure-absence-ash/2016-11-15
    """
    from qvtkit.ops import proposals

    known = given(
        texte=proposition or texte, date=date, echeance=echeance, seance=seance, reunion=reunion, probleme=probleme,
        questionnaire=questionnaire,
    )  # fmt: skip
    answers = session.ask(_questions(session, all_of_them=not known), known, draft="proposal-add")
    if answers.get("origine") and answers.get("id"):
        answers[answers["origine"]] = answers["id"]
    session.finish(proposals.add(session.projet, answers, session.today))
    session.clear_draft("proposal-add")


def _questions(session: Session, *, all_of_them: bool) -> list[Question]:
    questions = [Question("texte", "Que propose-t-on ?", "TEXTE, ou --texte", aide="une phrase, sans nom de personne")]
    if not all_of_them:
        return questions
    known = {kind: list(session.projet.loaded(kind)) for kind, _ in _ORIGINS}
    offered = tuple((kind, label) for kind, label in _ORIGINS if known[kind])

    def awaited(answers: dict[str, Any]) -> dict[str, Any]:
        from qvtkit.model.dates import DateSouple
        from qvtkit.ops import proposals

        made = answers.get("date", "")
        day = DateSouple.of(session.today) if not made or is_date(made) else DateSouple.parse(made)
        return {"defaut": proposals.due(day).francais}

    def among(answers: dict[str, Any]) -> dict[str, Any]:
        return {"choix": tuple((key, key) for key in reversed(known.get(answers.get("origine", ""), [])))}

    return [
        *questions,
        Question("date", "Quel jour a-t-elle été faite ?", "--date", defaut=f"{session.today:%d/%m/%Y}", verifie=is_date),
        *([pick("origine", "D’où vient-elle ?", "--seance…", offered, obligatoire=False)] if offered else []),
        Question("id", "Laquelle ?", "--seance…", genre="choix", selon=among, quand=lambda answers: bool(answers.get("origine"))),
        Question("echeance", "Pour quand attend-on la réponse ?", "--echeance", selon=awaited, verifie=is_date),
    ]  # fmt: skip


@command
def answer(
    session: Session,
    id: Annotated[str | None, typer.Argument(metavar="ID", help="La proposition")] = None,
    etat: Annotated[str | None, text("etat", f"Réponse : {code_help(EtatProposition)}", "ÉTAT")] = None,
    texte: Annotated[str | None, text("texte", "La réponse, et pourquoi")] = None,
    par: Annotated[str | None, text("par", "Qui répond (une fonction)", "FONCTION")] = None,
    date: Date = None,
) -> None:
    """Répondre à une proposition : acceptée, adaptée, refusée ou réalisée, et pourquoi.

    Exemple : qvtkit proposal answer p-2016-12-part-des-auxiliaires --etat acceptee --texte "Oui, en mars." --par Directeur
    """
    from qvtkit.ops import proposals

    key = proposals.resolve(session.projet, id or _chosen(session))
    known = given(etat=etat, texte=texte, par=par, date=date)
    before = session.projet.propositions[key]
    if session.can_ask and not session.quiet:
        display.paragraph(f"« {before.texte} »")
    questions = _answer_questions(session, before, asked=not known)
    answers = session.ask(questions, known, draft=f"proposal-answer-{key}")
    session.finish(proposals.answer(session.projet, key, answers, session.today))
    session.clear_draft(f"proposal-answer-{key}")


def _answer_questions(session: Session, before: Proposition, *, asked: bool) -> list[Question]:
    from qvtkit.text import fold

    answered = bool(before.reponse and before.reponse.texte)

    def needed(answers: dict[str, Any]) -> bool:
        state = fold(str(answers.get("etat") or ""))
        return not (answered and state in {EtatProposition.REALISEE, before.etat})

    questions = [
        pick("etat", "Que répond-on ?", "--etat", _ANSWERS),
        Question("texte", "Pourquoi, en une ou deux phrases ?", "--texte", quand=needed),
        Question("par", "Qui répond ?", "--par", quand=needed, aide="une fonction, plutôt qu’un nom"),
    ]
    if asked:
        questions.append(
            Question("date", "Quel jour ?", "--date", defaut=f"{session.today:%d/%m/%Y}", verifie=is_date, quand=needed)
        )
    return questions


def _chosen(session: Session) -> str:
    """Ask which proposal, the late first; those accepted and not yet done come after."""
    from qvtkit.errors import RefusedError, UsageError
    from qvtkit.ops import proposals

    open_ = {EtatProposition.A_REPONDRE, EtatProposition.ACCEPTEE, EtatProposition.ADAPTEE}
    waiting = [each for each in proposals.rows(session.projet, session.today) if each.proposition.etat in open_]
    if not waiting:
        raise RefusedError.of("aucun", quoi="Aucune proposition n’attend de réponse.", commande="qvtkit proposal list")
    if not session.can_ask:
        raise UsageError.of("preciser", liste=", ".join(each.id for each in waiting), option="ID")
    labels = [(each.id, f"{each.proposition.texte} ({_delay(each)})") for each in waiting]
    return str(session.ask([pick("id", "Quelle proposition ?", "ID", labels)], {})["id"])


@command
def list_(
    session: Session,
    etat: Annotated[str | None, text("etat", f"Seulement : {code_help(EtatProposition)}", "ÉTAT")] = None,
    format: Format = "texte",
) -> None:
    """Lister les propositions et leurs réponses ; celles en retard d’abord."""
    from qvtkit.ops import proposals

    found = proposals.rows(session.projet, session.today, etat)
    if session.reply("propositions", [proposals.as_dict(each) for each in found]):
        return
    display.unreadable(session.projet.unreadable("proposition"))
    if not found and format == "texte":
        display.say("Aucune proposition ici. Pour en noter une : qvtkit proposal add")
        return
    if format == "texte":
        titles = ("Proposition", "Faite le", "État et délai", "Réponse")
        display.table(session, titles, [_row(each) for each in found])
        return
    display.table(session, _COLUMNS, [_cells(each) for each in found], format)


_COLUMNS = (
    "Nom court", "Proposition", "Faite le", "État", "Réponse attendue", "Attente en jours", "Retard en jours", "Réponse",
    "Par", "Répondu le",
)  # fmt: skip


def _cells(each: Suivi) -> tuple[str, ...]:
    """Return a proposal for a spreadsheet: one thing a cell."""
    proposal, reply = each.proposition, each.proposition.reponse
    dates = [
        date.francais if date else "" for date in (proposal.date, proposal.echeance, reply.date if reply else None)
    ]
    return (
        each.id, proposal.texte, dates[0], proposal.etat.libelle, dates[1],
        "" if each.attente is None else str(each.attente), str(each.retard or ""),
        reply.texte if reply else "", reply.par if reply else "", dates[2],
    )  # fmt: skip


def _row(each: Suivi) -> tuple[str, ...]:
    proposal = each.proposition
    reply = proposal.reponse
    said = ""
    if reply and reply.texte:
        said = reply.texte + (f" ({reply.par})" if reply.par else "")
    return (
        f"{each.id} : {proposal.texte}", proposal.date.francais if proposal.date else "",
        _delay(each), said,
    )  # fmt: skip


def _delay(each: Suivi) -> str:
    """« à répondre, en retard de 50 jours », « acceptée, en 12 jours »."""
    from qvtkit.text import plural

    state = each.proposition.etat.libelle.lower()
    if each.retard:
        return f"{state}, en retard de {plural(each.retard, 'jour')}"
    if each.attente is None:
        return state
    if each.a_repondre:
        due = each.proposition.echeance
        by = f" (attendue pour le {due.francais})" if due else ""
        return f"{state} depuis {plural(each.attente, 'jour')}{by}"
    return f"{state}, réponse en {plural(each.attente, 'jour')}"
