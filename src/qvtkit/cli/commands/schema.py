"""`qvtkit schema`: the JSON Schemas of the files."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import text
from qvtkit.cli.session import Session, command
from qvtkit.cli.streams import for_programs
from qvtkit.errors import RefusedError
from qvtkit.issues import Position
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Annotated[
    str | None,
    typer.Argument(metavar="FICHIER", help="indicateur, groupe, dossier (qvt.yaml)… ; tous sans cet argument"),
]


@command
def schema(
    session: Session,
    kind: Kind = None,
    dossier: Annotated[str | None, text("dossier", "Écrire un fichier par schéma dans ce dossier", "DOSSIER")] = None,
) -> None:
    """Donner les schémas JSON des fichiers d’un projet, pour les éditeurs et les autres logiciels.

    Exemple : qvtkit schema indicateur
    """
    from qvtkit.ops import schemas

    wanted = {kind: schemas.schema_of(kind)} if kind else schemas.schemas()
    wanted = {str(body["$id"]).rpartition(":")[2]: body for body in wanted.values()}
    if dossier is not None:
        _write(session, Path(dossier), wanted)
    elif not session.reply("schemas", wanted):
        for_programs()
        sys.stdout.write(schemas.as_text(next(iter(wanted.values())) if kind else wanted))


def _write(session: Session, folder: Path, wanted: Mapping[str, dict[str, Any]]) -> None:
    """Write one file a schema; a file that is no schema of qvtkit is not touched."""
    from qvtkit.ops.schemas import as_text
    from qvtkit.store.files import checksum, read_bytes
    from qvtkit.store.writing import write_atomic

    files = {folder / f"{name}.json": as_text(body) for name, body in wanted.items()}
    before = {path: read_bytes(path) if path.exists() else None for path in files}
    for path, content in before.items():
        if content is not None and b'"urn:qvtkit:' not in content:
            raise RefusedError.of("existe-deja", Position(str(path)), quoi="Un autre fichier", id=path.name,
                                  fichier=str(path), conseil="Choisissez un autre dossier.")  # fmt: skip
    if not session.dry_run:
        for path, content in before.items():
            write_atomic(path, files[path].encode(), None if content is None else checksum(content))
    names = [str(path) for path in files]
    if not session.reply("schemas", {"fichiers": names, "simulation": session.dry_run}) and not session.quiet:
        verb = "seraient écrits (--dry-run)" if session.dry_run else "écrits"
        display.say(f"{plural(len(names), 'schéma')} {verb} dans {folder}.")
