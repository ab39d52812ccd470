"""`qvtkit demo`: the main job in one go, on the worked example."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.clock import new_uid
from qvtkit.cli.session import Session, command
from qvtkit.text import plural, slugify

EXAMPLE = "residence-absence-ash"
FORMATS = ("docx", "pdf", "html")


@command
def demo(
    session: Session,
    dossier: Annotated[str | None, typer.Argument(metavar="DOSSIER", help="Où créer l’exemple (qvtkit-demo)")] = None,
    exemple: Annotated[
        str, typer.Option("--exemple", metavar="NOM", help="Quel exemple (les voir : qvtkit init --exemples)")
    ] = EXAMPLE,
) -> None:
    """Voir tout le parcours sur un exemple : un dossier, sa vérification, la fiche en Word, PDF et HTML."""
    from qvtkit.checks.run import check
    from qvtkit.export.documents.fiche import build
    from qvtkit.ops import exports, init
    from qvtkit.store.project import load
    from qvtkit.store.transaction import apply

    folder = Path(dossier) if dossier else _free(Path("qvtkit-demo"))
    outcome = init.from_example(folder, slugify(exemple), new_uid())
    if session.dry_run:
        show.preview(session, outcome)
        return
    apply(folder, outcome.changes)
    projet = load(folder)
    found = check(projet)
    wanted = exports.targets(projet, "fiche", None, FORMATS, session.today)
    produced = exports.produce(build(projet, court=False, aujourdhui=session.today), wanted)
    files = [str(path) for path in produced.files]
    if session.reply("demo", {"dossier": str(folder), "fichiers": files}, found):
        return
    counted = plural(sum(1 for loaded in projet.all_loaded()), "fichier")
    errors = sum(each.level == "erreur" for each in found)
    show.say(f"Un projet d’exemple est prêt dans {folder} (d’après ce qui a été publié, chiffres d’illustration).")
    show.say(f"Vérification : {counted}, {plural(errors, 'erreur')}.")
    show.say("La fiche de capitalisation :")
    show.places(files)
    show.next_steps(
        (
            f"qvtkit -C {folder} status",
            f"qvtkit -C {folder} indicator list",
            "qvtkit init --exemples  voir les autres exemples",
            "qvtkit init             créer votre projet",
        )
    )


def _free(folder: Path) -> Path:
    """Return *folder*, with a number when it already holds something."""
    names = [folder, *(folder.with_name(f"{folder.name}-{number}") for number in range(2, 1000))]
    return next(each for each in names if not each.exists())
