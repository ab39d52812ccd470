"""`qvtkit remove`, `qvtkit rename`: what is said of a record must stay true everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.catalog import COMMANDS, find
from qvtkit.cli.session import Session, command
from qvtkit.text import closest, did_you_mean, fold

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.errors import QvtkitError
    from qvtkit.model.kinds import Kind

Genre = Annotated[str, typer.Argument(metavar="GENRE", help="indicateur, groupe, experimentation, probleme, seance…")]
Ancien = Annotated[str, typer.Argument(metavar="ID", help="Identifiant (un nom court) ou titre")]
Nouveau = Annotated[str, typer.Argument(metavar="NOUVEAU", help="Le nouvel identifiant")]
Detacher = Annotated[
    bool, typer.Option("--detacher", help="Retirer aussi, dans les autres fiches, les liens vers elle")
]


@command
def remove(session: Session, genre: Genre, id: Ancien, detacher: Detacher = False) -> None:
    """Supprimer une fiche. Si d’autres la citent, rien n’est fait et les endroits sont montrés.

    qvtkit remove indicateur abs-taux
    qvtkit remove indicateur abs-taux --detacher
    """
    _remove(session, _kind(genre), id, detacher)


def of_kind(kind: str) -> Callable[..., None]:
    """Return the command « remove » of a noun that has its own verbs."""

    @command
    def remove_one(session: Session, id: Ancien, detacher: Detacher = False) -> None:
        """Supprimer une fiche. Si d’autres la citent, rien n’est fait et les endroits sont montrés."""
        from qvtkit.model.kinds import KINDS

        _remove(session, KINDS[kind], id, detacher)

    return remove_one


remove_group = of_kind("groupe")
remove_indicator = of_kind("indicateur")
remove_experiment = of_kind("experimentation")


@command
def rename(session: Session, genre: Genre, ancien: Ancien, nouveau: Nouveau) -> None:
    """Donner un autre identifiant à une fiche : son fichier change de nom, et tout ce qui la cite suit.

    qvtkit rename indicateur abs-taux absenteisme
    """
    from qvtkit.ops import renaming

    kind = _kind(genre)
    session.finish(renaming.rename(session.projet, kind.nom, _existing(session, kind, ancien), nouveau))


def _remove(session: Session, kind: Kind, typed: str, detach: bool) -> None:
    from qvtkit.cli.ask import Question
    from qvtkit.errors import RefusedError
    from qvtkit.ops import removal

    record_id = _existing(session, kind, typed)
    try:
        outcome = removal.remove(session.projet, kind.nom, record_id, detach=detach)
    except RefusedError as error:
        if session.json:
            raise
        _show_places(error)
        raise typer.Exit(error.exit_code) from error
    if session.can_ask and not session.dry_run:
        files = ", ".join(outcome.data["supprimes"])
        sure = Question("sur", f"Supprimer {files} ?", "ID", genre="oui-non", defaut="non")
        if session.ask([sure], {})["sur"] != "oui":
            return
    session.finish(outcome)


def _show_places(error: QvtkitError) -> None:
    """Say why nothing was removed, then where the record is cited, a line a file."""
    first, *places = error.issues
    show.issues([first])
    lines: dict[str, list[str]] = {}
    for each in places:
        if each.position:
            lines.setdefault(each.position.file, []).extend([str(each.position.line)] if each.position.line else [])
    for file, numbers in lines.items():
        word = "lignes" if len(numbers) > 1 else "ligne"
        where = f"{word} {', '.join(numbers)}" if numbers else "le nom du fichier"
        show.paragraph(f"{file} : {where}", indent=4, error=True)


def _existing(session: Session, kind: Kind, typed: str) -> str:
    from qvtkit.ops import records

    noun = kind.libelle.removeprefix("le ").removeprefix("la ").removeprefix("l’")
    article = "d’" if kind.libelle.startswith("l’") else "de "
    return records.existing(session.projet, kind.nom, typed, f"{article}{noun}", "Pour voir le dossier : qvtkit status")


def _kind(word: str) -> Kind:
    """Return the kind called *word*: by its French name, or by the English one of its command."""
    from qvtkit.errors import UsageError
    from qvtkit.model.kinds import KINDS

    entry = find(COMMANDS, word)
    name = entry.francais if entry else fold(word)
    known = {key: kind for key, kind in KINDS.items() if not kind.singleton}
    if name not in known:
        advice = did_you_mean(closest(name, known))
        message = f"« {word} » n’est pas un genre de fiche.{advice}"
        raise UsageError.of("valeur-option", option="GENRE", message=message, remede=f"Genres : {', '.join(known)}.")
    return known[name]
