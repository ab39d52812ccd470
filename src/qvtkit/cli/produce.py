"""What every `qvtkit export` of a document does: options, where it goes, never over a file unasked."""

from __future__ import annotations

import functools
import inspect
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from qvtkit.export.classeur.modele import Classeur
    from qvtkit.export.dashboard.modele import TableauDeBord
    from qvtkit.export.document import Document
    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet
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
Modele = Annotated[
    str | None, typer.Option("--modele", metavar="FICHIER", help="Le modèle Word à remplir cette fois, où qu’il soit")
]
Ouvrir = Annotated[bool, typer.Option("--ouvrir", help="Ouvrir le document ensuite")]


@dataclass(frozen=True)
class Vers:
    """Where a document goes and how: what the options of every export say."""

    sortie: str | None = None
    format: str | None = None
    remplacer: bool = False
    ouvrir: bool = False
    sans_modele: bool = False
    modele: str | None = None


_FILE = {"sortie": Sortie, "remplacer": Remplacer, "ouvrir": Ouvrir}
_DOCUMENT = {
    "sortie": Sortie, "format": Formats, "remplacer": Remplacer, "ouvrir": Ouvrir, "modele": Modele,
    "sans_modele": SansModele,
}  # fmt: skip


_UNKNOWN = (
    "Les personnes nommées seulement dans {fichiers} ne sont pas reconnues : leur nom, s’il est écrit ailleurs, n’a "
    "pas été retiré. Corrigez avant de diffuser."
)


def document_command(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function* a command with the options of a document, gathered in its argument `vers`."""
    return _gathering(function, _DOCUMENT)


def file_command(function: Callable[..., None]) -> Callable[..., None]:
    """Make *function* a command like `document_command`, for a file of one format that no Word model dresses."""
    return _gathering(function, _FILE)


def _gathering(function: Callable[..., None], options: dict[str, Any]) -> Callable[..., None]:
    """Return the command that has *options* instead of the argument `vers` of *function*."""
    signature = inspect.signature(function, eval_str=True)

    @functools.wraps(function)
    def gathered(session: Session, **values: Any) -> None:
        function(session, vers=Vers(**{name: values.pop(name) for name in options}), **values)

    own = [parameter for name, parameter in signature.parameters.items() if name != "vers"]
    added = [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=option, default=getattr(Vers, name))
        for name, option in options.items()
    ]
    gathered.__signature__ = signature.replace(parameters=[*own, *added])  # type: ignore[attr-defined]
    return command(gathered)


def produce(
    session: Session, name: str, build: Callable[[], Document | Classeur | TableauDeBord], vers: Vers, *,
    said: str = "Document produit :", genre: Genre = "document",
) -> None:  # fmt: skip
    """Produce the document *build* returns, under *name* in `exports/` unless *vers* says otherwise.

    *build* is called once it is known where the document goes. *said* announces the files;
    *genre*: a workbook or a web page has its own format.
    """
    from qvtkit.ops import exports, modeles

    projet = session.projet
    wanted = exports.targets(projet, name, vers.sortie, exports.formats(vers.format, vers.sortie, genre), session.today)
    if not vers.remplacer:
        _confirm(session, wanted)
    if session.dry_run:
        announce(session, [target.path for target in wanted], (), "Seraient produits (--dry-run) :")
        return
    kinds = [target.fmt for target in wanted]
    dressed = modeles.habillage(
        projet, name, session.today, kinds, sans_modele=vers.sans_modele, modele=vers.modele
    )  # fmt: skip
    produced = exports.produce(build(), wanted, dressed)
    announce(session, produced.files, (*left_out(projet), *produced.warnings), said, dressed.avertissements)
    if vers.ouvrir:
        typer.launch(str(produced.files[0]))


def left_out(projet: Projet) -> tuple[str, ...]:
    """Return what is to be said of the files that could not be understood: one of them may hold names to hide."""
    from qvtkit.model.kinds import KINDS

    files = projet.unreadable(*KINDS)
    if not files:
        return ()
    with_names = projet.unreadable("groupe", "experimentation")
    return (show.left_out(files), *((_UNKNOWN.format(fichiers=", ".join(with_names)),) if with_names else ()))


def _confirm(session: Session, wanted: list[Target]) -> None:
    """Ask before replacing a file; refuse where nobody can be asked."""
    from qvtkit.ops import exports

    existing = [target.path.name for target in wanted if exports.exists(target.path)]
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
        show.places(files)
