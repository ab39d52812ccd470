"""`qvtkit export modeles`: the establishment's own look, its Word models, what they may say."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show
from qvtkit.cli.produce import Ouvrir  # noqa: TC001 (typer reads it at run time)
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from qvtkit.export.modeles.variables import Decrite
    from qvtkit.ops.apparence import Habit
    from qvtkit.ops.modeles import Etat

_USAGES = {"modele": "votre modèle", "styles": "vos styles et votre page", "": "celui de qvtkit"}
_EXEMPLE = 60
_COMMENT = (
    "Dans Word, un nom s’écrit entre doubles accolades : {{ etablissement.nom }}. Une liste se parcourt : "
    "{% for test in experimentations %}, puis {{ test.titre }}, puis {% endfor %}. Le document entier, sans son titre : "
    "{{p contenu }}, seul dans son paragraphe."
)


@command
def modeles(
    session: Session,
    creer: Annotated[
        str | None, typer.Option("--creer", metavar="DOCUMENT", help="Écrire un modèle Word de départ : fiche, copil…")
    ] = None,
    ouvrir: Ouvrir = False,
) -> None:
    """Voir vos couleurs, votre logo, vos modèles Word, et ce qu’un modèle peut contenir.

    qvtkit export modeles
    qvtkit export modeles --creer fiche --ouvrir
    """
    if creer is not None:
        _create(session, creer, ouvrir=ouvrir)
        return
    from qvtkit.ops import modeles as ops
    from qvtkit.ops.apparence import habit

    look = habit(session.projet)
    states = ops.etats(session.projet, look)
    told = (*look.avertissements, *dict.fromkeys(each.faute for each in states if each.faute))
    variables = ops.variables(session.projet, session.today)
    if session.reply("modeles", _data(look, states, variables), told):
        return
    show.title("Vos documents")
    show.table(session, ("Document", "Nom du modèle", "Sert aujourd’hui"), [_row(each) for each in states])
    show.title("Votre apparence")
    show.pairs(_look(look))
    show.issues(told)
    show.title("Ce qu’un modèle Word peut contenir")
    show.paragraph(_COMMENT)
    show.table(
        session,
        ("Nom", "Ce que c’est", "Ici"),
        [(_bare(each.nom), each.sens, _short(each.exemple)) for each in variables],
    )
    show.next_steps((
        "qvtkit export modeles --creer fiche  pour partir d’un modèle Word à votre goût",
        "qvtkit export fiche --sans-modele    pour le document habituel",
    ))  # fmt: skip


def _create(session: Session, document: str, *, ouvrir: bool) -> None:
    """Write a model to start from; never over a file."""
    from qvtkit.ops import modeles as ops

    path, write = ops.nouveau(session.projet, document)
    if not session.dry_run:
        write()
    if session.reply("modele", {"fichiers": [str(path)], "simulation": session.dry_run}):
        return
    if not session.quiet:
        show.say("Serait écrit (--dry-run) :" if session.dry_run else "Modèle écrit :")
        show.places([path])
        show.paragraph(
            "Ouvrez-le dans Word, changez ce que vous voulez, enregistrez : il servira dès le prochain export."
        )
    if ouvrir and not session.dry_run:
        typer.launch(str(path))


def _row(state: Etat) -> tuple[str, str, str]:
    used = f"{_USAGES[state.usage]} : {state.fichier}" if state.usage else _USAGES[""]
    return (
        state.sorte.titre,
        f"{state.sorte.nom}.docx",
        f"à corriger : {state.fichier}" if state.faute and not state.usage and state.fichier else used,
    )


def _look(look: Habit) -> list[tuple[str, str]]:
    ours = look.declaree is None or not look.declaree.couleur_lue
    return [
        ("Couleur", look.apparence.couleur + (" (celle de qvtkit)" if ours else "")),
        ("Logo", look.logo or "aucun"),
        ("Texte du logo", look.apparence.logo.alt if look.apparence.logo else ""),
        ("Où le dire", "modeles/apparence.yaml" if look.declaree is None else ""),
    ]


def _data(look: Habit, states: list[Etat], variables: tuple[Decrite, ...]) -> dict[str, Any]:
    logo = look.apparence.logo
    return {
        "documents": [
            {"document": each.sorte.nom, "titre": each.sorte.titre, "fichier": each.fichier or None,
             "usage": each.usage or ("a-corriger" if each.fichier else "qvtkit")}
            for each in states
        ],
        "apparence": {
            "couleur": look.apparence.couleur, "teinte": look.apparence.teinte,
            "couleur_sombre": look.apparence.couleur_sombre, "logo": look.logo or None,
            "logo_texte": logo.alt if logo else None,
        },
        "variables": [asdict(each) for each in variables],
    }  # fmt: skip


def _bare(name: str) -> str:
    return name.strip("{}% ").removeprefix("p ")


def _short(text: str) -> str:
    bare = " ".join(text.split())
    return bare if len(bare) <= _EXEMPLE else f"{bare[:_EXEMPLE].rstrip()}…"
