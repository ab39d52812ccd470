"""`qvtkit indicator import`: the measures of a workbook, shown before they are noted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import text
from qvtkit.cli.session import Session, command
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.exchange.libelles import Ligne
    from qvtkit.exchange.tableur import Feuille
    from qvtkit.ops.correspondances import Connue
    from qvtkit.ops.imports import Plan

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
    typer.Option(
        "--accepter", metavar="CELLULE", help="Noter quand même ce qui surprend : C4, C4:C12, C, Feuil1!C4 (répétable)"
    ),
]
Perimetre = Annotated[
    list[str] | None,
    typer.Option(
        "--perimetre",
        metavar="TEXTE=QUI",
        help='De qui sont ces chiffres : tout, un service, ou "Cuisine=ignorer" (répétable)',
    ),
]


@command
def import_(
    session: Session, fichier: Fichier = None, feuille: Feuilles = None, correspondance: Correspondance = None,
    libelle: Libelles = None, annee: Annee = None, creer: Creer = False, totaux: Totaux = False,
    remplacer: Remplacer = False, accepter: Accepter = None, perimetre: Perimetre = None,
) -> None:  # fmt: skip
    """Importer les mesures d’un tableau, après avoir montré ce qui en est compris.

    qvtkit indicator import absences-2025.xlsx
    qvtkit indicator import paie.csv --libelle "Tx abs=abs-taux" --libelle "Effectif=ignorer"
    qvtkit indicator import suivi.ods --dry-run --json
    """
    from qvtkit.ops import correspondances, import_file, imports

    session.projet  # noqa: B018 (no project: said before any question)
    path = import_file.place(str(session.ask([_which_file()], {"fichier": fichier})["fichier"]))
    book = import_file.open_file(path)
    sheets = import_file.chosen(book, feuille or [])
    typed = correspondances.typed(session.projet, libelle or [])
    places = correspondances.typed_places(perimetre or [])
    known = correspondances.load(session.projet, correspondance or correspondances.default_name(path.name))
    wanted = imports.Demande(
        path.name, _year(annee), creer=creer, totaux=totaux, lignes=_over(typed, known.lignes), tapees=tuple(typed),
        perimetres=_by_text(places, known.perimetres),
    )  # fmt: skip
    found = imports.plan(session.projet, sheets, wanted, session.today)
    _announce(
        session, known, [sheet.nom for sheet in book.feuilles if sheet not in sheets], asked=correspondance is not None
    )
    end = _with_questions if session.can_ask else _without_questions
    end(session, found, Dit(sheets, known.nom, typed, places, accepter or [], remplacer=remplacer))


@dataclass(frozen=True)
class Dit:
    """What was typed on the command line, beside the file."""

    feuilles: list[Feuille]
    nom: str
    libelles: list[Ligne]
    perimetres: dict[str, str]
    accepter: list[str]
    remplacer: bool


def _announce(session: Session, known: Connue, hidden: list[str], *, asked: bool) -> None:
    """Tell the correspondance that applies, that none has this name, and the sheets that are not read."""
    if session.json or session.quiet:
        return
    if known.existe:
        count = f" : {plural(len(known.lignes), 'libellé connu', 'libellés connus')}" if known.lignes else ""
        display.say(f"Correspondance « {known.nom} » appliquée{count}.")
    elif asked:
        display.say(f"Il n’y a pas encore de correspondance « {known.nom} » : vos réponses y seront gardées.")
    for name in hidden:
        display.say(f'Feuille « {name} » non lue. Pour la lire : --feuille "{name}"')


def _with_questions(session: Session, found: Plan, said: Dit) -> None:
    """Ask what is not known, show what is understood, note what is confirmed."""
    from qvtkit.cli.commands import indicator_import_questions as dialogue
    from qvtkit.ops import import_accept, import_write

    found, lines = dialogue.labels(session, said.feuilles, found, said.libelles, said.nom)
    found, places = dialogue.places(session, said.feuilles, found, said.nom)
    taken = import_accept.accepted(found, said.accepter)
    choice = dialogue.decisions(
        session, found, taken, said.nom, replaces=said.remplacer, kept=bool(lines or places or said.perimetres)
    )
    result = import_write.outcome(
        found, choice.mesures, replace=choice.remplacer, name=choice.nom, said=lines, places=said.perimetres | places
    )
    session.finish(replace(result, issues=()))  # they were shown before the last question
    session.clear_draft(f"import-{said.nom}")


def _which_file() -> Question:
    from qvtkit.ops.import_file import is_there

    return Question(
        "fichier", "Quel fichier importer ?", "FICHIER", verifie=is_there, prudente=True,
        aide="glissez-le dans cette fenêtre, ou tapez son chemin",
    )  # fmt: skip


def _without_questions(session: Session, found: Plan, said: Dit) -> None:
    """Show what is understood, then note what is certain; end with 1 where nothing is."""
    from qvtkit.cli.commands import indicator_import_view as view
    from qvtkit.issues import Position, issue
    from qvtkit.ops import import_accept, import_write

    taken = import_accept.accepted(found, said.accepter)
    result = import_write.outcome(
        found,
        taken,
        replace=said.remplacer,
        name=said.nom,
        said=said.libelles,
        places=said.perimetres,
        detail=session.json,
    )
    if not (session.json or session.quiet):
        view.understood(session, found, taken, replaces=said.remplacer)
    if found.understood or session.dry_run:
        session.finish(result)
        return
    told = [*result.issues, issue("rien-de-sur", Position(found.demande.fichier))]
    if not session.reply(result.kind, result.data, told):
        display.issues(told)
    raise typer.Exit(1)


def _by_text(typed: dict[str, str], known: dict[str, str]) -> dict[str, str]:
    """Return what is said of texts by folded text, what was typed now first."""
    from qvtkit.text import fold

    return known | {fold(text): whose for text, whose in typed.items()}


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
