"""The follow-up grid of a CLACT, as an ARS asks for it: actions on one sheet, trainings, then what has changed.

Columns: ARS follow-up grid of the contrats locaux d’amélioration des conditions de travail, 2013. Pure: the same
project and the same day give the same workbook.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.classeur.clact_lignes import actions
from qvtkit.export.classeur.clact_lire import a_lire
from qvtkit.export.classeur.modele import Classeur, Colonne, Feuille, Nombre, Tableau, nommees
from qvtkit.export.context import contexte
from qvtkit.export.secret.masking import masked
from qvtkit.export.shell import ILLUSTRATION, typographed
from qvtkit.export.vues.base import Base
from qvtkit.method.lexique import majuscule, minuscule

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.classeur.clact_lignes import Action
    from qvtkit.export.classeur.modele import Cellule
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.indicateurs import IndicateurVu, ValeurVue
    from qvtkit.model.projet import Projet

    Ligne = tuple[Cellule, ...]

_SUIVI = (
    Colonne("Établissement", 15), Colonne("N° d’action", 8), Colonne("Intitulé de l’action", 20),
    Colonne("Date de signature", 11), Colonne("Calendrier", 14), Colonne("Rappel de l’engagement", 24),
    Colonne("Modalités d’intervention", 28), Colonne("Avancement", 12), Colonne("Résultats attendus", 24),
    Colonne("Prévu", 14), Colonne("Réalisé", 14), Colonne("Coût prévu (€)", 9), Colonne("Dépense réelle (€)", 9),
    Colonne("Indicateurs", 20), Colonne("Commentaire et difficultés", 44), Colonne("Mise à jour", 11),
)  # fmt: skip
_FORMATION = (
    Colonne("Sessions prévues", 11), Colonne("Sessions réalisées", 11), Colonne("Personnes formées", 11),
    Colonne("Points forts", 30), Colonne("Points à améliorer", 30), Colonne("Suites données", 30),
)  # fmt: skip
_IMPACT = (
    Colonne("Établissement", 13), Colonne("N° d’action", 8), Colonne("Intitulé de l’action", 19),
    Colonne("Effet suivi", 24), Colonne("Famille", 11), Colonne("Sens souhaité", 11),
    Colonne("Unité", 13), Colonne("Valeur de référence", 11), Colonne("Période de référence", 20),
    Colonne("Valeur actuelle", 11), Colonne("Période actuelle", 20), Colonne("Lecture", 42),
)  # fmt: skip
_NONE = "Aucune action n’est encore notée."
_NO_EFFECT = "Aucun effet n’est encore suivi."


def build(projet: Projet, aujourdhui: dt.date, *, impact: bool = False) -> Classeur:
    """Return the grid of *projet* as it stands on the day *aujourdhui*; *impact*: what a CSV, of one table, holds."""
    safe = masked(projet)
    seen, found = contexte(safe, aujourdhui), actions(Base.of(safe, aujourdhui))
    place = seen.identite.etablissement or "établissement à préciser"
    follow, effects = _suivi(place, found, aujourdhui), _impact(place, seen, found)
    book = typographed(
        Classeur(
            titre="Grille de suivi CLACT",
            sujet="Suivi et évaluation d’un contrat local d’amélioration des conditions de travail",
            auteur=place,
            date=aujourdhui.isoformat(),
            pied=f"{place}, {aujourdhui:%d/%m/%Y}",
            feuilles=(
                a_lire(seen, found),
                replace(_feuille("suivi", "Suivi des actions", follow), pages_de_large=2, repetees=3),
                _feuille("formations", "Formations", _formations(place, found)),
                _feuille("impact", "Évaluation d’impact", effects),
            ),
            seul=effects if impact else _entier(follow),
            avertissement=f"{ILLUSTRATION} : {minuscule(seen.identite.illustration)}"
            if seen.identite.illustration
            else "",
        )
    )
    return replace(book, feuilles=nommees(book.feuilles))


def _feuille(key: str, name: str, table: Tableau) -> Feuille:
    return Feuille(key, name, name, (table,))


def _rows(width: int, rows: tuple[Ligne, ...], none: str) -> tuple[Ligne, ...]:
    """Return *rows*, or one that says there is none yet: a table has one at least."""
    return rows or (("", None, none, *(None,) * (width - 3)),)


def _suivi(place: str, found: tuple[Action, ...], day: dt.date) -> Tableau:
    rows = tuple(
        (
            place, Nombre(each.numero, 0), each.titre, None, each.calendrier, each.engagement, each.modalites,
            each.avancement, each.attendus, each.prevu, each.realise, each.cout, each.depense, each.indicateurs,
            each.commentaire, day,
        )
        for each in found
    )  # fmt: skip
    return Tableau("suivi", "Suivi des actions, une par ligne", _SUIVI, _rows(len(_SUIVI), rows, _NONE))


def _formations(place: str, found: tuple[Action, ...]) -> Tableau:
    """Return the columns of trainings, to fill by hand: the folder does not know them."""
    blank = (None,) * len(_FORMATION)
    rows = tuple((place, Nombre(each.numero, 0), each.titre, *blank) for each in found)
    columns = (*_SUIVI[:3], *_FORMATION)
    return Tableau("formations", "À remplir pour les actions de formation", columns, _rows(len(columns), rows, _NONE))


def _entier(follow: Tableau) -> Tableau:
    """Return the follow-up with the columns of trainings beside: the grid as one table."""
    blank = (None,) * len(_FORMATION)
    rows = tuple((*row, *blank) for row in follow.lignes)
    return replace(follow, colonnes=(*follow.colonnes, *_FORMATION), lignes=rows)


def _impact(place: str, seen: Contexte, found: tuple[Action, ...]) -> Tableau:
    """Return one row an effect: the value of reference and the present one, and what may be read in them."""
    tests = (each for each in found if each.cle)
    rows = tuple(
        (place, Nombre(action.numero, 0), action.titre, *_effet(each))
        for action, told in zip(tests, seen.experimentations, strict=True)
        for each in told.indicateurs
    )
    return Tableau("impact", "Évaluation d’impact, un effet par ligne", _IMPACT, _rows(len(_IMPACT), rows, _NO_EFFECT))


def _effet(each: IndicateurVu) -> Ligne:
    return (
        each.nom, each.famille.libelle if each.famille else "", each.sens.lower(), each.unite,
        *_valeur(each.t0), *_valeur(each.derniere), _lecture(each),
    )  # fmt: skip


def _valeur(value: ValeurVue | None) -> tuple[Cellule, str]:
    """Return 7.2, a number, and « Janvier 2016 (18 sur 250) »; both empty where there is none."""
    if value is None:
        return "", ""
    raw = f" ({value.brut})" if value.brut else ""
    number = value.texte if value.nombre is None else Nombre(value.nombre, value.decimales)
    return number, majuscule(value.quand.partition(" ")[2]) + raw


def _lecture(each: IndicateurVu) -> str:
    """Return the reading in words with its counts and cautions, or why there is none."""
    told = each.lecture
    if told is None or not told.verdict:
        return "\n".join((told.sans_verdict,) if told and told.sans_verdict else each.manques)
    word = majuscule(told.verdict.partition(" ")[2])
    care = f"Prudence : {told.prudence}." if told.prudence else ""
    return "\n".join(filter(None, (f"{word} ({told.mesures}).", care)))
