"""The first sheet of the CLACT grid: what it is, how states are told, what is still to be written and with what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.classeur.clact_lignes import ETATS
from qvtkit.export.classeur.modele import Colonne, Feuille, Tableau
from qvtkit.export.shell import ILLUSTRATION
from qvtkit.method.lexique import minuscule
from qvtkit.model.kinds import KINDS
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.export.classeur.clact_lignes import Action
    from qvtkit.export.classeur.modele import Cellule
    from qvtkit.export.context import Contexte

SOURCE = "Grille ARS de suivi et d’évaluation des CLACT, 2013"
_FIRST, _SECOND = 56.0, 80.0
_HAND = "À écrire dans la grille : le dossier ne le garde pas."
_TEST = (
    ("calendrier", "le calendrier"), ("engagement", "le rappel de l’engagement"), ("modalites", "les modalités"),
    ("attendus", "les résultats attendus"), ("cout", "le coût prévu"),
)  # fmt: skip
_OVER = (("realise", "ce qui est réalisé"), ("depense", "la dépense réelle"), ("commentaire", "le commentaire"))
_NEXT = (("calendrier", "l’échéance"), ("avancement", "l’état"))


def a_lire(seen: Contexte, found: tuple[Action, ...]) -> Feuille:
    """Return the sheet that opens the workbook."""
    return Feuille(
        cle="a-lire", nom="À lire", titre="Grille de suivi CLACT",
        tableaux=(
            _pairs("cette_grille", "Cette grille", "En clair", _about(seen)),
            _pairs("a_completer", "Ce qui reste à écrire", "Comment", tuple(_lacks(found))),
            _pairs("avancement", "Dans le dossier", "Avancement dans la grille", ETATS),
        ),
        une_page=True,
    )  # fmt: skip


def _pairs(key: str, first: str, second: str, rows: Iterable[tuple[Cellule, Cellule]]) -> Tableau:
    return Tableau(key, first, (Colonne(first, _FIRST), Colonne(second, _SECOND)), tuple(rows))


def _about(seen: Contexte) -> Iterator[tuple[Cellule, Cellule]]:
    who = seen.identite
    yield "Établissement", who.etablissement or "à préciser"
    yield "Démarche", who.demarche
    yield "Tel que le dossier était le", seen.aujourdhui
    if who.illustration:
        yield "Attention", f"{ILLUSTRATION} : {minuscule(who.illustration)}."
    yield "D’où viennent les colonnes", f"{SOURCE}. La façon de les remplir est une proposition qvtkit."
    yield (
        "D’où viennent les lignes",
        (
            "Du dossier de la démarche : les essais, puis les actions décidées pour la suite. Ce que le dossier ne dit "
            "pas reste vide. Ce qu’on change ici ne revient pas dans le dossier."
        ),
    )
    yield (
        "Moyens de la suite",
        f"Temps : {seen.suites.heures}. Argent : {seen.suites.euros}. {seen.suites.precision}".strip(),
    )
    yield (
        "Évaluation d’impact",
        "Deux valeurs ne disent pas pourquoi cela a changé. La lecture dit ce que les mesures permettent.",
    )


def _lacks(found: tuple[Action, ...]) -> Iterator[tuple[Cellule, Cellule]]:
    """Yield what the grid asks and the folder does not say, with the command that writes it."""
    yield "La date de signature du contrat", _HAND
    yield "Les colonnes de formation, si une action est une formation", _HAND
    for each in found:
        wanted = _NEXT if not each.cle else (*_TEST, *_OVER) if each.avancement in {"Finalisé", "Clos"} else _TEST
        lacking = [(key, name) for key, name in wanted if getattr(each, key) in {None, ""}]
        late = [name for key, name in lacking if key in {"depense", "commentaire"}]
        early = [name for key, name in lacking if key not in {"depense", "commentaire"}]
        if early:
            yield f"Action {each.numero} : {enumerate_fr(early)}", _command(each)
        if late:
            yield (
                f"Action {each.numero} : {enumerate_fr(late)}",
                f"Dans le fichier {KINDS['experimentation'].path(each.cle)}",
            )
    if not found:
        yield "Les actions", "qvtkit experiment add"


def _command(each: Action) -> str:
    return f"qvtkit experiment edit {each.cle}" if each.cle else "qvtkit closing edit"
