"""`qvtkit export guide`: the printable guide of a diagnostic tool."""

from __future__ import annotations

from typing import Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.produce import Vers, document_command, produce
from qvtkit.cli.session import Session


@document_command
def guide(
    session: Session,
    vers: Vers,
    outil: Annotated[str | None, typer.Argument(metavar="OUTIL", help="Outil ; sans lui, la liste des outils")] = None,
) -> None:
    """Produire le guide d’un outil d’état des lieux, à imprimer ; sans outil, dire quand chacun convient.

    qvtkit export guide
    qvtkit export guide safari-photo
    """
    from qvtkit.ops import findings

    if outil is None:
        _list(session)
        return
    code = findings.resolve_outil(outil)
    from qvtkit.export.documents.guide_outil import build

    sheet = f"qvtkit export formulaires {code}"
    produce(
        session, f"guide-{code}", lambda: build(session.projet, findings.outils()[code], session.today, sheet), vers,
        said="Guide produit :",
    )  # fmt: skip
    if not (session.json or session.quiet):
        show.say(f"La feuille à remplir à la main : {sheet}")


def _list(session: Session) -> None:
    """Print the tools, when each fits, and what to do in a small establishment."""
    from qvtkit.ops import findings

    tools = findings.outils()
    if session.reply("outils", [{"id": code, **body} for code, body in tools.items()]):
        return
    for code, body in tools.items():
        show.title(f"{body['titre']} ({code})")
        show.paragraph(str(body["principe"]))
        show.pairs([
            ("Convient", " ; ".join(body["quand"])),
            ("Petit établissement", str(body["petit_etablissement"])),
        ])  # fmt: skip
    show.paragraph("")
    show.paragraph("Pour imprimer un guide : qvtkit export guide safari-photo")
    show.paragraph("Pour imprimer la feuille à emporter : qvtkit export formulaires safari-photo")
