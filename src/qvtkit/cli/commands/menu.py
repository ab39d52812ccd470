"""Bare `qvtkit`: where the project is, and a numbered menu of the usual gestures."""

from __future__ import annotations

import shlex
from typing import Any

from qvtkit.cli import show
from qvtkit.cli.options import pick
from qvtkit.cli.session import Session

_LEAVE = "quitter"
_WITHOUT_PROJECT: tuple[tuple[str, str], ...] = (
    ("demo", "Voir un exemple complet"),
    ("init", "Créer le dossier de notre projet"),
    ("--help", "Voir toutes les commandes"),
)
_WITH_PROJECT: tuple[tuple[str, str], ...] = (
    ("next", "Voir quoi faire maintenant"),
    ("meeting", "Tenir une réunion"),
    ("session run", "Tenir une séance d’évaluation"),
    ("indicator add", "Saisir un indicateur"),
    ("proposal add", "Noter une proposition"),
    ("proposal answer", "Répondre à une proposition"),
    ("agenda list", "Voir l’agenda"),
    ("framing edit", "Écrire le cadrage"),
    ("finding add", "Noter un constat"),
    ("problem add", "Décrire un problème"),
    ("evaluation run", "Remplir une grille"),
    ("journal add", "Noter un fait dans le journal"),
    ("group member replace", "Noter un changement de personne"),
    ("phase show", "Voir les questions de passage"),
    ("closing edit", "Écrire le bilan et les suites"),
    ("closing review", "Tenir une revue"),
    ("project edit", "Corriger ce qui est dit de l’établissement"),
    ("export", "Préparer un document"),
    ("check", "Vérifier le dossier"),
    ("--help", "Voir toutes les commandes"),
)


def menu(session: Session, context: Any) -> None:
    """Show the state and the menu in a terminal; the help page elsewhere."""
    from qvtkit.errors import NoProjectError

    try:
        projet = session.projet
    except NoProjectError:
        projet = None
    if not session.can_ask:
        show.say(context.get_help())
        return
    if projet is None:
        show.say("Il n’y a pas encore de projet dans ce dossier.")
        choices = _WITHOUT_PROJECT
    else:
        from qvtkit.cli.commands.status import display
        from qvtkit.ops.status import status

        display(status(projet, session.today))
        show.say("")
        choices = _WITH_PROJECT
    leave = (_LEAVE, "Quitter")
    chosen = session.ask([pick("geste", "Que voulez-vous faire ?", "COMMANDE", (*choices, leave))], {})["geste"]
    if chosen == "export":
        chosen = session.ask([pick("document", "Quel document ?", "COMMANDE", (*_documents(), leave))], {})["document"]
    if chosen != _LEAVE:
        words = shlex.split(str(chosen))
        show.say(f"qvtkit {' '.join(words)}")
        place = ["-C", session.projet_] if session.projet_ else []
        context.command.main(args=[*place, *words], prog_name="qvtkit", standalone_mode=False)


def _documents() -> list[tuple[str, str]]:
    """Return the documents and what each is, as the help page lists them."""
    from qvtkit.cli.catalog import COMMANDS, find

    group = find(COMMANDS, "export")
    return [(f"export {each.nom}", each.aide) for each in group.verbes] if group else []
