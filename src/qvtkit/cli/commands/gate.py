"""A gate on the screen: its questions, what the folder holds of each, what is open, what would answer it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qvtkit.cli import show
from qvtkit.method.jalons import Etat
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.cli.session import Session
    from qvtkit.method.jalons import Jalon, Question

_MOST = 3
_TITLES = {
    Etat.OUVERTE: "Reste ouvert",
    Etat.A_JUGER: "À juger ensemble : le dossier ne peut pas répondre à votre place",
    Etat.REPONDUE: "Le groupe a répondu",
    Etat.TROUVEE: "Le dossier répond",
}


def display(session: Session, gate: Jalon) -> None:
    """Print a gate, what is open first."""
    settled = len(gate.dans(Etat.TROUVEE, Etat.REPONDUE))
    show.title(f"Passage : {gate.titre}")
    show.say(
        f"Questions qui ont leur réponse : {settled} sur {len(gate.questions)}."
        " Rien n’empêche d’avancer : on note ce qui reste ouvert, et pourquoi."
    )
    for state, title in _TITLES.items():
        found = gate.dans(state)
        if found:
            show.say(f"\n{title}")
        for question in found:
            _question(session, question)
    if gate.a_juger:
        sys.stdout.write(f"\nqvtkit evaluation run {gate.grille} --partiel\n")


def _question(session: Session, question: Question) -> None:
    show.paragraph(f"- {question.texte}", indent=2)
    for found in question.preuve.traces[:_MOST]:
        show.paragraph(found.texte, indent=6)  # where it is written is for --json
    hidden = len(question.preuve.traces) - _MOST
    if hidden > 0:
        show.paragraph(f"et {plural(hidden, 'autre')}", indent=6)
    if question.avis:
        show.paragraph(said(session, question), indent=6)
    if question.etat is Etat.OUVERTE:
        _open(question)
    show.paragraph(f"Source : {question.item.source or 'propre à l’établissement'}", indent=6)


def _open(question: Question) -> None:
    if question.manque:
        show.paragraph(f"À ce jour : {question.manque}", indent=6)
    if question.preuve.attend:
        show.paragraph(f"Cela viendra {question.preuve.attend}.", indent=6)
    else:
        sys.stdout.write(f"      {question.commande}\n")


def said(session: Session, question: Question) -> str:
    """« Réponse du 12/02/2016 : Direction : oui ; Métiers : en partie »."""
    if question.avis is None:
        return ""
    words = Lexique(session.projet)
    answers = " ; ".join(
        f"{majuscule(words.partie(who))} : {words.reponse(value)}" for who, value in question.avis.avis.items()
    )
    date = f" du {question.avis.date.francais}" if question.avis.date else ""
    comment = f" ({question.avis.commentaire})" if question.avis.commentaire else ""
    return f"Réponse{date}, {answers}{comment}"
