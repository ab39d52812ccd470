"""What every `qvtkit export` of a document does: options, where it goes, never over a file unasked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qvtkit.cli.session import Session
    from qvtkit.export.classeur.modele import Classeur
    from qvtkit.export.dashboard.modele import TableauDeBord
    from qvtkit.export.document import Document
    from qvtkit.issues import Issue
    from qvtkit.ops.exports import Genre, Target

Sortie = Annotated[
    str | None,
    typer.Option("--sortie", "-o", metavar="FICHIER", help="Où l’enregistrer (l’extension choisit le format)"),
]
Formats = Annotated[
    str | None,
    typer.Option(
        "--format", metavar="FORMATS", help="docx, odt, pdf, html, md (plusieurs séparés par des virgules) ou tous"
    ),
]
Remplacer = Annotated[bool, typer.Option("--remplacer", help="Remplacer le fichier s’il existe")]
SansModele = Annotated[
    bool, typer.Option("--sans-modele", help="Le document habituel, sans vos modèles Word de modeles/")
]
Ouvrir = Annotated[bool, typer.Option("--ouvrir", help="Ouvrir le document ensuite")]


def produce(
    session: Session, name: str, build: Callable[[], Document | Classeur | TableauDeBord], *,
    sortie: str | None, formats: str | None, remplacer: bool, ouvrir: bool, said: str = "Document produit :",
    genre: Genre = "document", sans_modele: bool = False,
) -> None:  # fmt: skip
    """Produce the document *build* returns, under *name* in `exports/` unless told otherwise.

    *build* is called once it is known where the document goes. *said* announces the files;
    *genre*: a workbook or a web page has its own format. *sans_modele* leaves the Word files of `modeles/` aside.
    """
    from qvtkit.model.kinds import KINDS
    from qvtkit.ops import exports, modeles

    projet = session.projet
    wanted = exports.targets(projet, name, sortie, exports.formats(formats, sortie, genre), session.today)
    if not remplacer:
        _confirm(session, wanted)
    if session.dry_run:
        announce(session, [target.path for target in wanted], (), "Seraient produits (--dry-run) :")
        return
    dressed = modeles.habillage(projet, name, session.today, [target.fmt for target in wanted], sans_modele=sans_modele)
    produced = exports.produce(build(), wanted, dressed)
    if not session.json:
        show.unreadable(projet.unreadable(*KINDS))
    announce(session, produced.files, produced.warnings, said, dressed.avertissements)
    if ouvrir:
        typer.launch(str(produced.files[0]))


def _confirm(session: Session, wanted: list[Target]) -> None:
    """Ask before replacing a file; refuse where nobody can be asked."""
    from qvtkit.ops import exports

    existing = [target.path.name for target in wanted if target.path.exists()]
    if existing and session.can_ask:
        question = Question("remplacer", f"{', '.join(existing)} existe déjà. Le remplacer ?", "--remplacer",
                            genre="oui-non", defaut="non")  # fmt: skip
        if session.ask([question], {})["remplacer"] == "oui":
            return
    exports.require_free(wanted)


def announce(
    session: Session, files: Sequence[Path], warnings: Sequence[str], said: str, told: Sequence[Issue] = ()
) -> None:
    """Say which files were produced, after what had to be changed in them and *told*, what of the look was refused."""
    data = {
        "fichiers": [str(path) for path in files], "avertissements": list(warnings), "simulation": session.dry_run,
    }  # fmt: skip
    if session.reply("export", data, told):
        return
    show.issues(told)
    for text in warnings:
        show.say(f"Attention : {text}", error=True)
    if not session.quiet:
        show.say(said)
        for path in files:
            show.say(f"  {path}")
