"""The first sheet: what this workbook is, how to read it, where each thing is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.classeur.modele import Colonne, Feuille, Lien, Tableau
from qvtkit.export.shell import ILLUSTRATION
from qvtkit.method.lexique import minuscule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qvtkit.export.classeur.modele import Cellule
    from qvtkit.export.context import Contexte

_FIRST, _SECOND = 48.0, 88.0
_ONE_PAGE = 20
"""Sheets that are listed on one page with the rest, and still read."""
_CONTENTS = {
    "indicateurs": "Ce qui est compté et comment : une ligne par indicateur.",
    "mesures": "Toutes les mesures, une par ligne : à filtrer, à trier, à reprendre dans un autre tableau.",
    "trois-familles": "Les trois familles côte à côte, jamais une note unique.",
    "avant-et-depuis": "Pour chaque test : les mesures d’avant, celles depuis, et ce qu’on peut en dire.",
}
_CURVE = "Une courbe, et les mesures qu’elle montre."


def a_lire(seen: Contexte, seuil: int, feuilles: Sequence[Feuille], *, cachees: bool) -> Feuille:
    """Return the sheet that opens the workbook, with a link to each of the others."""
    about = tuple((label, text) for label, text in _about(seen) if text)
    return Feuille(
        cle="a-lire",
        nom="À lire",
        titre=seen.identite.titre or "Indicateurs et mesures de la démarche",
        tableaux=(
            _pairs("ce_classeur", "Ce classeur", about),
            _pairs("les_feuilles", "Les feuilles", _contents(feuilles)),
            _pairs("pour_bien_lire", "Pour bien lire", _cautions(seuil, cachees=cachees)),
        ),
        une_page=len(feuilles) <= _ONE_PAGE,
    )


def _pairs(key: str, title: str, rows: Iterable[tuple[Cellule, Cellule]]) -> Tableau:
    return Tableau(key, title, (Colonne(title, _FIRST), Colonne("En clair", _SECOND)), tuple(rows))


def _about(seen: Contexte) -> Iterator[tuple[Cellule, Cellule]]:
    who = seen.identite
    yield "Établissement", who.etablissement or "à préciser"
    yield "Démarche", f"{who.vocabulaire}, {minuscule(who.etat)}"
    yield "Tel que le dossier était le", seen.aujourdhui
    if who.illustration:
        yield "Attention", f"{ILLUSTRATION} : {minuscule(who.illustration)}."
    yield (
        "D’où vient ce classeur",
        (
            "Du dossier de la démarche, par qvtkit. Ce qu’on change ici ne revient pas dans le dossier : "
            "corrigez les mesures dans le dossier, puis produisez un nouveau classeur."
        ),
    )


def _contents(feuilles: Sequence[Feuille]) -> Iterator[tuple[Cellule, Cellule]]:
    for each in feuilles:
        yield Lien(each.nom, each.cle), _CONTENTS.get(each.cle, _CURVE)


def _cautions(seuil: int, *, cachees: bool) -> Iterator[tuple[Cellule, Cellule]]:
    yield (
        "Ce que disent les chiffres",
        (
            "Deux valeurs ne suffisent pas à dire ce qui a changé, ni pourquoi. Les chiffres ne notent personne : "
            "ils aident le groupe à parler du travail."
        ),
    )
    yield (
        "Sur une courbe",
        (
            "Trait plein : les mesures. Tirets : la médiane, autant de mesures au-dessus qu’au-dessous. Losange gris : "
            "une mesure que le groupe a mise à part. Fond gris : le test. Un trou : pas de mesure."
        ),
    )
    yield (
        "Signes",
        (
            "+ amélioration nette ; − dégradation nette ; ! changement net, sans sens souhaité ; ~ indice à confirmer "
            "; ○ point à regarder ; ≈ variation habituelle ; = aucune variation ; … pas encore assez de mesures."
        ),
    )
    yield (
        "Valeurs publiées",
        (
            "Des repères d’ailleurs, avec leur champ et leur année. D’autres établissements, d’autres façons de "
            "compter : ni une norme, ni un objectif."
        ),
    )
    kept = f"En dessous de {seuil} répondants, une mesure n’est pas montrée"
    more = " (ni celle qui permettrait de la retrouver). C’est le cas ici : la note le dit à chaque mesure."
    yield "Confidentialité", (f"{kept}{more if cachees else '.'} Les personnes sont dites par leur fonction.")
