"""`qvtkit indicator round`: ask in turn for every measure that is due, saved one by one."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

from qvtkit.cli import show as display
from qvtkit.cli.commands import indicator_dialogue as dialogue
from qvtkit.cli.commands import indicator_words as words
from qvtkit.cli.options import Format, text
from qvtkit.cli.session import Session, command
from qvtkit.text import fold, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.method.completude import Attendu
    from qvtkit.model.indicateur import Indicateur

Responsable = Annotated[str | None, text("responsable", "Seulement ce que relève cette fonction")]
Service = Annotated[str | None, text("service", "Seulement ce service")]


@command
def round_(
    session: Session, responsable: Responsable = None, service: Service = None, format: Format = "texte"
) -> None:
    """Relever à la suite tout ce qui est attendu : Entrée passe, nd dit qu’une valeur manque, ? explique.

    Chaque réponse est enregistrée aussitôt. Sans question (--no-input), la liste de ce qui est attendu.
    """
    waiting = _waiting(session, responsable, service)
    data = [
        {
            "id": each.id, "nom": each.indicateur.nom, "service": each.indicateur.service,
            "responsable": each.indicateur.responsable, "unite": each.indicateur.unite,
            "a_relever": [str(period) for period in each.dues], "en_retard": [str(period) for period in each.en_retard],
            "trous": [str(period) for period in each.trous],
        }
        for each in waiting
    ]  # fmt: skip
    if session.reply("tour", data):
        return
    display.unreadable(session.projet.unreadable("indicateur"))
    if not waiting:
        display.say("Tout est à jour : aucune mesure n’est attendue.")
    elif session.can_ask:
        _tour(session, waiting, responsable, service)
    else:
        _list(session, waiting, format)


def _waiting(session: Session, responsable: str | None, service: str | None) -> tuple[Attendu, ...]:
    from qvtkit.method.completude import a_relever

    return tuple(
        each
        for each in a_relever(session.projet, session.today)
        if (responsable is None or fold(responsable) in fold(each.indicateur.responsable))
        and (service is None or fold(service) == fold(each.indicateur.service))
    )


def _list(session: Session, waiting: Sequence[Attendu], format: str = "texte") -> None:
    rows = [
        (each.id, each.indicateur.nom, each.indicateur.responsable or "—", words.last_value(each.indicateur),
         "\n".join(filter(None, (words.awaited(each.indicateur, session.today), _holes(each)))))
        for each in waiting
    ]  # fmt: skip
    display.table(session, ("Indicateur", "Nom", "Relevé par", "Dernière valeur", "À relever"), rows, format)


def _holes(waiting: Attendu) -> str:
    """Return « trou : mars 2017 » or « 3 trous depuis mars 2017 », empty for none."""
    if not waiting.trous:
        return ""
    first, count = waiting.trous[0].francais, len(waiting.trous)
    return f"trou : {first}" if count == 1 else f"{count} trous depuis {first}"


def _tour(session: Session, waiting: Sequence[Attendu], responsable: str | None, service: str | None) -> None:
    """Ask for each indicator in turn; what was answered stays, whatever stops the round."""
    from qvtkit.errors import InterruptedByUserError
    from qvtkit.issues import issue

    display.say(
        f"{plural(len(waiting), 'indicateur')} à relever. Entrée passe au suivant, Ctrl-C arrête : ce qui est noté reste noté."
    )
    noted = 0
    try:
        due = [each for each in waiting if each.dues]
        turns = [(f"{rank} sur {len(due)}", each.id, each.dues) for rank, each in enumerate(due, 1)]
        holes = [("Un trou dans la série", each.id, each.trous) for each in waiting if each.trous]
        for label, key, periods in (*turns, *holes):  # the past can wait: after what is late
            for period in periods:
                _head(key, replace(session).projet.indicateurs[key], label)
                if not dialogue.note_one(session, key, period):
                    break
                noted += 1
    except InterruptedByUserError as stop:
        raise InterruptedByUserError(issue("interrompu-tour", notees=plural(noted, "mesure"))) from stop
    _recap(replace(session), noted, responsable, service)


def _head(indicator_id: str, indicator: Indicateur, rank: str) -> None:
    """Print which indicator comes, with its last value and who usually notes it."""
    who = f" ; relevé par : {indicator.responsable}" if indicator.responsable else ""
    display.title(f"{rank}. {indicator.nom or indicator_id}")
    display.paragraph(f"Dernière valeur : {words.last_value(indicator)}{who}.", indent=2)


def _recap(session: Session, noted: int, responsable: str | None, service: str | None) -> None:
    """Say what was noted and what remains."""
    left = _waiting(session, responsable, service)
    display.say("")
    display.say(f"Tour terminé : {plural(noted, 'mesure notée', 'mesures notées')}.")
    if not left:
        display.say("Tout est à jour.")
        return
    display.say(f"Il reste {plural(len(left), 'indicateur')} à relever :")
    _list(session, left)
    display.next_steps(["qvtkit indicator round  reprendre le tour"])
