"""`qvtkit export copil`: the dossier of the steering committee."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session

if TYPE_CHECKING:
    from qvtkit.model.dates import DateSouple


@document_command
def copil(
    session: Session,
    vers: Vers,
    date: Annotated[
        str | None,
        typer.Option(
            "--date", metavar="DATE", help="Le jour de la réunion à préparer (sinon la prochaine de l’agenda)"
        ),
    ] = None,
    depuis: Annotated[
        str | None,
        typer.Option("--depuis", metavar="DATE", help="Raconter depuis cette date (sinon la dernière réunion)"),
    ] = None,
    groupe: Annotated[
        str | None, typer.Option("--groupe", metavar="ID", help="Le comité (sinon le groupe qui en a le rôle)")
    ] = None,
) -> None:
    """Produire le dossier du comité de pilotage : ce qui a bougé, ce qui est demandé, ce qu’il faut décider.

    qvtkit export copil --format pdf --ouvrir
    qvtkit export copil --date 28/03/2017 --depuis 01/01/2017
    """
    from qvtkit.export.documents.copil import build
    from qvtkit.export.vues.copil_reunion import Demandee

    day = _date("--date", date, whole=True) if date else None
    asked = Demandee(_group(session, groupe), day.first_day if day else None, _date("--depuis", depuis))
    produce(
        session, "dossier-copil", lambda: build(session.projet, session.today, asked), vers,
        said="Dossier du comité produit :",
    )  # fmt: skip


def _group(session: Session, typed: str | None) -> str:
    """Return the steering committee: the one named, else the only one, else the one chosen; none where there is none."""
    from qvtkit.cli.choose import one
    from qvtkit.export.vues.copil_reunion import comites
    from qvtkit.ops import groups

    known = comites(session.projet)
    if not (typed or known):
        return ""
    chosen = typed or (known[0] if len(known) == 1 else one(session, "groupe", None, "--groupe", known))
    return groups.resolve(session.projet, chosen)


def _date(option: str, typed: str | None, *, whole: bool = False) -> DateSouple | None:
    """Return the date typed; UsageError where it is none, or is no day where one is wanted."""
    from qvtkit.errors import UsageError
    from qvtkit.issues import issue
    from qvtkit.model.dates import DateSouple

    if typed is None:
        return None
    try:
        found = DateSouple.parse(typed)
    except ValueError as error:
        told = issue("date-invalide", valeur=typed)
        raise UsageError.of("valeur-option", option=option, message=told.message, remede=told.remedy) from error
    if whole and found.jour is None:
        raise UsageError.of("valeur-option", option=option, message=f"« {typed} » ne dit pas le jour de la réunion.",
                            remede="Exemple : --date 15/11/2016")  # fmt: skip
    return found
