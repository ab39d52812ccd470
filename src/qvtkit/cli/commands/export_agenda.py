"""`qvtkit export agenda` and `export compte-rendu`: dates for the calendar, minutes of a meeting or of a session."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.options import pick
from qvtkit.cli.produce import Ouvrir, Remplacer, Vers, document_command, produce
from qvtkit.cli.session import Session, command
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.export.document import Document
    from qvtkit.ops import minutes


@command
def agenda(
    session: Session,
    tout: Annotated[bool, typer.Option("--tout", help="Aussi les dates passées")] = False,
    sortie: Annotated[str | None, typer.Option("--sortie", "-o", metavar="FICHIER", help="Où l’enregistrer")] = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
) -> None:
    """Produire un fichier de calendrier (.ics), à ouvrir dans Outlook, Thunderbird ou un téléphone.

    Ouvrir un fichier plus récent met à jour les mêmes rendez-vous.
    """
    from qvtkit.ops import agenda_export as ops
    from qvtkit.ops.exports import write_file

    built = ops.build(session.projet, session.today, tout=tout)
    replace = remplacer or _may_replace(session, sortie)
    path = ops.target(session.projet, sortie, session.today, remplacer=replace)
    if not session.dry_run:
        write_file(path, built.contenu)
    data = {
        "fichiers": [str(path)], "dates": built.nombre, "sans_jour": list(built.sans_jour), "simulation": session.dry_run,
    }  # fmt: skip
    if session.reply("export", data):
        return
    show.unreadable(session.projet.unreadable("dossier", "groupe"))
    if built.sans_jour:
        many = plural(len(built.sans_jour), "date n’y est pas", "dates n’y sont pas")
        show.paragraph(f"À noter : {many}, faute de jour précis : {' ; '.join(built.sans_jour)}.", error=True)
        show.paragraph(
            'Pour donner le jour : qvtkit agenda done "bout du titre" --etat reporte --date JJ/MM/AAAA', error=True
        )
    if not session.quiet:
        said = "Serait produit (--dry-run)" if session.dry_run else "Calendrier produit"
        show.say(f"{said} ({plural(built.nombre, 'date')}) :")
        show.places([path])
    if ouvrir and not session.dry_run:
        typer.launch(str(path))


def _may_replace(session: Session, place: str | None) -> bool:
    """Ask before replacing a file that was named."""
    from pathlib import Path

    if not place or not Path(place).is_file() or not session.can_ask:
        return False
    question = Question("remplacer", f"{Path(place).name} existe déjà. Le remplacer ?", "--remplacer",
                        genre="oui-non", defaut="non")  # fmt: skip
    return bool(session.ask([question], {})["remplacer"] == "oui")


Tenue = Annotated[
    str | None,
    typer.Argument(metavar="RÉUNION", help="Sa date ou son nom court, réunion ou séance (la dernière par défaut)"),
]


@document_command
def compte_rendu(
    session: Session,
    vers: Vers,
    reunion: Tenue = None,
) -> None:
    """Produire le compte rendu d’une réunion ou d’une séance, en Word et en PDF sauf demande contraire.

    qvtkit export compte-rendu 08/11/2016
    """
    from qvtkit.ops import minutes

    held = minutes.readable(session.projet, _held(session, reunion))
    produce(session, held.fichier, lambda: _minutes(session, held), vers, said="Compte rendu produit :")


def _held(session: Session, typed: str | None) -> minutes.Tenue:
    """Return the meeting or the session named, else the one chosen in a list; the latest where nobody can choose."""
    from qvtkit.errors import UsageError
    from qvtkit.ops import minutes

    found = minutes.named(session.projet, typed)
    if len(found) > 1 and session.can_ask:
        choices = [(each.cle, each.libelle) for each in found]
        asked = pick("compte_rendu", "De quoi faire le compte rendu ?", "RÉUNION", choices, defaut=found[0].cle)
        chosen = session.ask([asked], {})["compte_rendu"]
        return next(each for each in found if each.cle == chosen)
    if len(found) > 1 and typed:
        raise UsageError.of("preciser", liste=", ".join(each.cle for each in found), option="un de ces noms")
    return found[0]


def _minutes(session: Session, held: minutes.Tenue) -> Document:
    """Return the minutes of a meeting, or those of a session."""
    from qvtkit.export.documents import compte_rendu, compte_rendu_seance
    from qvtkit.ops.minutes import SEANCE

    build = compte_rendu_seance.build if held.genre == SEANCE else compte_rendu.build
    return build(session.projet, held.cle, session.today)
