"""`qvtkit export agenda` and `export compte-rendu`: dates for the calendar, minutes of a meeting."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.produce import Formats, Ouvrir, Remplacer, Sortie, produce
from qvtkit.cli.session import Session, command
from qvtkit.text import plural


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

    built = ops.build(session.projet, session.today, tout=tout)
    replace = remplacer or _may_replace(session, sortie)
    path = ops.target(session.projet, sortie, session.today, remplacer=replace)
    if not session.dry_run:
        ops.write(path, built.contenu)
    data = {
        "fichiers": [str(path)], "dates": built.nombre, "sans_jour": list(built.sans_jour), "simulation": session.dry_run,
    }  # fmt: skip
    if session.reply("export", data):
        return
    if built.sans_jour:
        many = plural(len(built.sans_jour), "date n’y est pas", "dates n’y sont pas")
        show.paragraph(f"À noter : {many}, faute de jour précis : {' ; '.join(built.sans_jour)}.", error=True)
        show.paragraph(
            'Pour donner le jour : qvtkit agenda done "bout du titre" --etat reporte --date JJ/MM/AAAA', error=True
        )
    if not session.quiet:
        said = "Serait produit (--dry-run)" if session.dry_run else "Calendrier produit"
        show.say(f"{said} ({plural(built.nombre, 'date')}) :")
        show.say(f"  {path}")
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


Reunion = Annotated[
    str | None, typer.Argument(metavar="RÉUNION", help="Sa date, ou son nom court (la dernière par défaut)")
]


@command
def compte_rendu(
    session: Session,
    reunion: Reunion = None,
    sortie: Sortie = None,
    format: Formats = None,
    remplacer: Remplacer = False,
    ouvrir: Ouvrir = False,
) -> None:
    """Produire le compte rendu d’une réunion, en Word et en PDF sauf demande contraire.

    qvtkit export compte-rendu 08/11/2016
    """
    from qvtkit.export.compte_rendu import build
    from qvtkit.ops import meetings

    key = meetings.resolve(session.projet, reunion)
    produce(
        session, f"compte-rendu-{key}", lambda: build(session.projet, key, session.today),
        sortie=sortie, formats=format, remplacer=remplacer, ouvrir=ouvrir, said="Compte rendu produit :",
    )  # fmt: skip
