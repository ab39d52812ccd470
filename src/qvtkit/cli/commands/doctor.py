"""`qvtkit doctor`: what can be repaired, shown first, then repaired when it is accepted."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.beside import side_by_side
from qvtkit.cli.session import Session, command
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.ops.conflicts import Choice, Copy
    from qvtkit.ops.doctor import Repair
    from qvtkit.store.changes import Change

_CHOICES = {
    "reunir": "Réunir : ajouter à l’original ce qu’il n’a pas, effacer la copie",
    "original": "Garder l’original, effacer la copie",
    "copie": "Mettre la copie à la place de l’original",
    "rien": "Ne rien faire pour l’instant",
}


@command
def doctor(
    session: Session,
    fix: Annotated[bool, typer.Option("--fix", help="Réparer, après l’avoir montré et demandé")] = False,
    tout: Annotated[bool, typer.Option("--tout", help="Avec --fix : tout accepter sans question")] = False,
) -> None:
    """Montrer ce qui peut être réparé dans le dossier : fichiers enregistrés dans un ancien codage, tabulations,
    espaces venues de Word, rubriques et réponses mal orthographiées, noms de fichiers, copies en conflit.

    Rien n’est écrit sans --fix. L’état d’avant est gardé sur cet ordinateur : qvtkit undo le rétablit.

    qvtkit doctor
    qvtkit doctor --fix
    """  # noqa: D205 (the first sentence is the help of the list of commands)
    from qvtkit.ops import conflicts
    from qvtkit.ops import doctor as ops

    repairs, copies = ops.repairs(session.projet), conflicts.copies(session.projet)
    data = {"reparations": [each.as_json() for each in repairs], "copies": [each.as_json() for each in copies]}
    if not fix:
        if not session.reply("reparations", data):
            _show_all(repairs, copies)
        return
    if not (tout or session.can_ask or session.dry_run) and (repairs or copies):
        from qvtkit.errors import MissingAnswersError

        raise MissingAnswersError([("--tout", "Faut-il faire toutes ces réparations ?")])
    _fix(session, repairs, copies, everything=tout or session.dry_run)


def _fix(session: Session, repairs: list[Repair], copies: list[Copy], *, everything: bool) -> None:
    from qvtkit.ops import doctor as ops

    if everything and not session.json and not session.dry_run:
        for repair in repairs:
            show.paragraph(f"- {repair.fichier}")
    accepted = repairs if everything else [each for each in repairs if _accepts(session, each)]
    more: list[Change] = []
    for copy in copies:
        more += copy.changes(_safe(copy) if everything else _chosen(session, copy))
    if accepted or more:
        session.finish(ops.outcome(session.projet, accepted, more))
    elif not session.reply("reparation", {"reparations": []}):
        show.say("Rien n’a été modifié.")
    left = [copy for copy in copies if everything and _safe(copy) == "rien"]
    if left and not session.json:
        show.say(f"{plural(len(left), 'copie')} à comparer vous-même : qvtkit doctor --fix, sans --tout.")


def _safe(copy: Copy) -> Choice:
    """Without a question, only a copy that says nothing new goes."""
    return "original" if copy.adds_nothing else "rien"


def _accepts(session: Session, repair: Repair) -> bool:
    _show_repair(repair)
    question = Question("reparer", f"Réparer {repair.fichier} ?", "--tout", genre="oui-non", defaut="oui")
    return bool(session.ask([question], {})["reparer"] == "oui")


def _chosen(session: Session, copy: Copy) -> Choice:
    _show_copy(copy)
    possible = dict(_CHOICES)
    if copy.reunion in {None, copy.textes[0]} or copy.adds_nothing:
        possible.pop("reunir")
    if copy.bruts[0] is None:
        possible = {"copie": f"La renommer {copy.original}", "rien": _CHOICES["rien"]}
    default = "original" if copy.adds_nothing else "rien"
    question = Question(
        "copie",
        "Que faire de cette copie ?",
        "--tout",
        genre="choix",
        choix=tuple(possible.items()),
        defaut=default,
    )
    answer: Choice = session.ask([question], {})["copie"]
    return answer


def _show_all(repairs: list[Repair], copies: list[Copy]) -> None:
    for repair in repairs:
        _show_repair(repair)
    for copy in copies:
        _show_copy(copy)
    if not repairs and not copies:
        show.say("Rien à réparer par l’outil. Pour tout vérifier : qvtkit check")
        return
    counts = [plural(len(repairs), "fichier à réparer", "fichiers à réparer")] if repairs else []
    counts += [plural(len(copies), "copie en conflit", "copies en conflit")] if copies else []
    show.say(f"{' et '.join(counts)}. Pour réparer, une question à la fois : qvtkit doctor --fix")


def _show_repair(repair: Repair) -> None:
    show.title(repair.fichier)
    for sentence in repair.quoi:
        show.paragraph(f"- {sentence}")
    if repair.difference:
        sys.stdout.write(f"\n{repair.difference}\n")
    show.say("")


def _show_copy(copy: Copy) -> None:
    """Lay the copy beside its original, side by side where the window is wide enough."""
    show.title(copy.fichier)
    mine, theirs = copy.dates
    if mine is None:
        show.paragraph(f"Copie faite par la synchronisation ; l’original, « {copy.original} », n’est plus là.")
        return
    show.paragraph(f"Copie faite par la synchronisation, à côté de « {copy.original} ».")
    if copy.adds_nothing:
        show.paragraph("L’original et la copie disent la même chose.")
        return
    heads = (f"original ({mine:%d/%m/%Y %H:%M})", f"copie ({theirs:%d/%m/%Y %H:%M})")
    sys.stdout.write("\n" + side_by_side(heads, copy.lines()) + "\n\n")
