"""`qvtkit migrate`: bring a folder of an older format to the present one."""

from __future__ import annotations

from qvtkit.cli import show
from qvtkit.cli.session import Session, command


@command
def migrate(session: Session) -> None:
    """Mettre à jour un dossier fait avec une version plus ancienne de qvtkit.

    Ce qui était écrit avant est gardé sur cet ordinateur (qvtkit undo le rétablit).

    qvtkit migrate --dry-run
    """
    from qvtkit.cli.ask import Question
    from qvtkit.ops import migration
    from qvtkit.store.project import find_root

    outcome = migration.migrate(find_root(session.start))
    if outcome.changes and session.can_ask and not session.dry_run:
        for step in outcome.data["etapes"]:
            show.paragraph(f"- {step}")
        names = len(outcome.changes)
        sure = Question("sur", f"Mettre à jour {names} fichiers ?", "migrate", genre="oui-non", defaut="oui")
        if session.ask([sure], {})["sur"] != "oui":
            return
    session.finish(outcome)
