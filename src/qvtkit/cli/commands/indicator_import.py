"""`qvtkit indicator import`: the measures of a workbook, shown before they are noted."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import text
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from qvtkit.exchange.libelles import Ligne
    from qvtkit.ops.imports import Plan
    from qvtkit.ops.outcome import Outcome

Fichier = Annotated[str | None, typer.Argument(metavar="FICHIER", help="Classeur .xlsx, .xls, .ods ou texte .csv")]
Feuilles = Annotated[list[str] | None, typer.Option("--feuille", metavar="NOM", help="Feuille à lire (répétable)")]
Correspondance = Annotated[
    str | None,
    typer.Option("--correspondance", metavar="NOM", help="Ce que les libellés veulent dire, gardé dans le projet"),
]
Libelles = Annotated[
    list[str] | None,
    typer.Option(
        "--libelle", metavar="TEXTE=ID", help='"Tx abs=abs-taux", "ETP=abs-taux.etp", "Divers=ignorer" (répétable)'
    ),
]
Annee = Annotated[str | None, text("annee", "Année des mois, quand le tableau ne la dit pas", "ANNÉE")]
Creer = Annotated[bool, typer.Option("--creer", help="Créer les indicateurs du catalogue que le tableau nomme")]
Totaux = Annotated[
    bool, typer.Option("--totaux", help="Prendre aussi les totaux d’une année, d’un semestre ou d’un trimestre")
]
Remplacer = Annotated[
    bool, typer.Option("--remplacer", help="Prendre la valeur du tableau là où le projet en a une autre")
]
Accepter = Annotated[
    list[str] | None,
    typer.Option("--accepter", metavar="CELLULE", help="Noter quand même une cellule surprenante (répétable)"),
]


@command
def import_(
    session: Session, fichier: Fichier = None, feuille: Feuilles = None, correspondance: Correspondance = None,
    libelle: Libelles = None, annee: Annee = None, creer: Creer = False, totaux: Totaux = False,
    remplacer: Remplacer = False, accepter: Accepter = None,
) -> None:  # fmt: skip
    """Importer les mesures d’un tableau, après avoir montré ce qui en est compris.

    qvtkit indicator import absences-2025.xlsx
    qvtkit indicator import paie.csv --libelle "Tx abs=abs-taux" --libelle "Effectif=ignorer"
    qvtkit indicator import suivi.ods --dry-run --json
    """
    from qvtkit.ops import correspondances, import_file, import_write, imports

    session.projet  # noqa: B018 (no project: said before any question)
    path = import_file.place(str(session.ask([_which_file()], {"fichier": fichier})["fichier"]))
    sheets = import_file.chosen(import_file.open_file(path), feuille or [])
    typed = correspondances.typed(session.projet, libelle or [])
    name, known = correspondances.load(session.projet, correspondance or correspondances.default_name(path.name))
    wanted = imports.Demande(path.name, _year(annee), creer=creer, totaux=totaux, lignes=_over(typed, known))
    found = imports.plan(session.projet, sheets, wanted, session.today)
    if session.can_ask:
        from qvtkit.cli.commands import indicator_import_questions as dialogue

        found, said = dialogue.labels(session, sheets, found, typed, name)
        taken = import_write.accepted(found, accepter or [])
        choice = dialogue.decisions(session, found, taken, said, name, replaces=remplacer)
        result = import_write.outcome(found, choice.mesures, replace=choice.remplacer, name=choice.nom, said=said)
        session.finish(replace(result, issues=()))  # they were shown before the last question
        session.clear_draft(f"import-{name}")
        return
    taken = import_write.accepted(found, accepter or [])
    result = import_write.outcome(found, taken, replace=remplacer, name=name, said=typed, detail=session.json)
    _without_questions(session, found, result)


def _which_file() -> Question:
    from qvtkit.ops.import_file import is_there

    return Question(
        "fichier", "Quel fichier importer ?", "FICHIER", verifie=is_there, prudente=True,
        aide="glissez-le dans cette fenêtre, ou tapez son chemin",
    )  # fmt: skip


def _without_questions(session: Session, found: Plan, result: Outcome) -> None:
    """Show what is understood, then note what is certain; end with 1 where nothing is."""
    from qvtkit.cli.commands import indicator_import_view as view
    from qvtkit.issues import Position, issue

    if not (session.json or session.quiet):
        view.understood(session, found)
    if found.understood or session.dry_run:
        session.finish(result)
        return
    told = [*result.issues, issue("rien-de-sur", Position(found.demande.fichier))]
    if not session.reply(result.kind, result.data, told):
        display.issues(told)
    raise typer.Exit(1)


def _over(typed: list[Ligne], known: list[Ligne]) -> list[Ligne]:
    """Return what was typed now, then what was kept of other labels."""
    from qvtkit.text import fold

    now = {fold(each.libelle) for each in typed}
    return [*typed, *(each for each in known if fold(each.libelle) not in now)]


def _year(typed: str | None) -> int | None:
    from qvtkit.errors import UsageError

    if typed is None:
        return None
    if typed.strip().isdigit() and len(typed.strip()) == 4:  # noqa: PLR2004
        return int(typed)
    raise UsageError.of(
        "valeur-option", option="--annee", message=f"« {typed} » n’est pas une année.", remede="Exemple : --annee 2025"
    )
