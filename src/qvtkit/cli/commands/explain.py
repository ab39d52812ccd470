"""`qvtkit explain`: one page about the code of a problem."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show
from qvtkit.cli.options import Format  # noqa: TC001 (typer reads it)
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.ops.explanations import Page

Code = Annotated[
    list[str] | None, typer.Argument(metavar="CODE", help="Code d’un problème, tel que check le donne ; tous sans lui")
]
_LEVELS = {
    "erreur": "Erreur",
    "avertissement": "Avertissement : à vérifier, rien n’est bloqué",
    "info": "Simple remarque",
}
_CODAGES = {"cp1252": "enregistré au codage ANSI de Windows", "utf-16": "enregistré au codage UTF-16"}


@command
def explain(session: Session, code: Code = None, format: Format = "texte") -> None:
    """Expliquer le code d’un problème : ce qui s’est passé, un exemple, que faire. Sans code : la liste.

    Exemple : qvtkit explain cle-en-double
    """
    from qvtkit.ops import explanations

    if code:
        found = explanations.page(" ".join(code))
        if not session.reply("explication", found.as_dict()):
            _show(found)
    elif not session.reply("explications", [_row(each) for each in explanations.pages().values()]):
        _show_all(session, format)


def _row(page: Page) -> dict[str, str]:
    return {"code": page.code, "niveau": str(page.niveau), "groupe": page.groupe, "titre": page.titre}


def _show_all(session: Session, fmt: str) -> None:
    from qvtkit.ops import explanations

    if fmt == "md":
        sys.stdout.write(explanations.markdown())
        return
    if fmt != "texte":
        rows = [tuple(_row(each).values()) for each in explanations.pages().values()]
        show.table(session, ("Code", "Niveau", "Groupe", "Titre"), rows, fmt)
        return
    for group, members in explanations.groups().items():
        show.title(group)
        for each in members:
            show.paragraph(f"{each.code} : {each.titre}", indent=2)
    show.say("")
    show.say("Pour lire une page : qvtkit explain CODE")


def _show(page: Page) -> None:
    show.title(f"{page.code} : {page.titre}")
    show.paragraph(f"{_LEVELS[page.niveau]}.")
    if page.message:
        show.paragraph(f"Le message : {page.message}")
    _section("Ce qui s’est passé", page.explication)
    _section("Ce que cela change", page.importance)
    _example(page.exemple)
    _section("Que faire", page.a_faire)
    _block("Quand la correction est sûre, cette commande la montre et la fait avec votre accord", page.reparation)


def _section(title: str, text: str) -> None:
    show.say("")
    show.say(title)
    for line in text.strip().splitlines():
        show.paragraph(line, indent=2)


def _example(example: Mapping[str, str]) -> None:
    """Print what was typed and what to type instead, raw: it is there to be pasted."""
    if "commande" in example:
        _block("Exemple", f"qvtkit {example['commande']}")
        _block("Tapez plutôt", f"qvtkit {example['plutot']}" if "plutot" in example else "")
    elif "fichier" in example:
        kept = f" ({_CODAGES[example['codage']]})" if "codage" in example else ""
        _block(f"Exemple, dans {example['fichier']}{kept}", example["fautif"])
        _block("Nommez-le plutôt", example.get("fichier_corrige", ""))
        if example.get("corrige") != example["fautif"]:
            _block("Écrivez plutôt", example.get("corrige", ""))


def _block(title: str, text: str) -> None:
    if text:
        show.say("")
        show.say(title)
        sys.stdout.write("".join(f"    {line}\n" for line in text.rstrip().splitlines()))
