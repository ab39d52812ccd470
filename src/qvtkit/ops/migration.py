"""Bring a folder of an older format to the present one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.ops.outcome import Outcome
from qvtkit.store.head import FORMAT
from qvtkit.store.migrate import plan
from qvtkit.text import plural

if TYPE_CHECKING:
    from pathlib import Path


def migrate(root: Path) -> Outcome:
    """Return the outcome that migrates the folder *root*, without a change where it is up to date.

    Raises FormatError where its format is newer, or too old to be known.
    """
    planned = plan(root)
    if not planned.changes:
        message = f"Ce dossier est déjà au format {FORMAT} ; il n’y a rien à faire."
    else:
        count = plural(len(planned.changes), "fichier")
        message = f"Le dossier est passé du format {planned.depuis} au format {FORMAT} ({count})."
    return Outcome(
        racine=str(root), kind="migration", message=message, changes=planned.changes, copie_exigee=True,
        data={"depuis": planned.depuis, "format": FORMAT, "etapes": list(planned.etapes)},
        suite=("qvtkit check", "qvtkit undo") if planned.changes else (),
    )  # fmt: skip
