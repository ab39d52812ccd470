"""Two sheets: the three families side by side, never added up; before and since each test, indicator by indicator."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Any

from qvtkit.analysis.verdict import Verdict
from qvtkit.export.classeur.indicateurs import nombre, plus_fin, precision
from qvtkit.export.classeur.modele import Colonne, Feuille, Tableau
from qvtkit.export.sections.familles import FAMILLE_VIDE
from qvtkit.method.familles import vue_familles
from qvtkit.method.familles_donnees import as_dict
from qvtkit.method.quantites import intervalle_d_ecart, quantite, quantite_d_ecart
from qvtkit.model.codes import Famille, Sens
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qvtkit.export.classeur.modele import Cellule
    from qvtkit.export.context import Contexte
    from qvtkit.export.secret.masking import ProjetMasque
    from qvtkit.export.vues.indicateurs import IndicateurVu

Vues = list[tuple[str, dict[str, Any]]]
"""The title of each experiment, and its families as plain data."""
_REPERE = 3
"""Measures from which a median is a mark."""
_FAMILIES = tuple(Colonne(family.libelle, 44) for family in Famille)
_TOLD = (
    Colonne("Expérimentation", 22), Colonne("Famille", 12), Colonne("Indicateur", 24), Colonne("Sens souhaité", 12),
    Colonne("Mesures avant", 9), Colonne("Médiane avant", 10), Colonne("Mesures depuis", 9),
    Colonne("Médiane depuis", 10), Colonne("Écart", 16), Colonne("En un mot", 20), Colonne("Ce qu’on peut en dire", 62),
)  # fmt: skip
_NO_TEST = "Aucune expérimentation pour l’instant : les dernières valeurs, famille par famille."
_APART = "Indicateurs suivis en dehors des tests"


def trois_familles(views: Vues, seen: Contexte) -> Feuille:
    """Return the sheet of the three families: a table for each experiment, then what no test follows."""
    tables = [_familles(rank, title, view) for rank, (title, view) in enumerate(views, 1)]
    apart = seen.indicateurs_hors_plan
    if apart or not tables:
        tables.append(_hors_plan(apart))
    said = tuple(sentence for _, view in views for sentence in view["phrases"])
    return Feuille(
        "trois-familles", "Trois familles", "Les trois familles, côte à côte",
        tuple(tables), said if views else (_NO_TEST,),
    )  # fmt: skip


def avant_et_depuis(projet: ProjetMasque, views: Vues) -> Iterator[Feuille]:
    """Yield the sheet of what was measured before and since each test, where there is a test."""
    rows = tuple(_row(projet, title, family, line) for title, view in views for family, line in _lines(view))
    if rows:
        table = Tableau("avant_et_depuis", "Avant et depuis chaque test", _TOLD, rows)
        yield Feuille("avant-et-depuis", "Avant et depuis", "Avant et depuis chaque test", (table,))


def vues(projet: ProjetMasque, jour: dt.date) -> Vues:
    """Return each experiment that has a plan: its title, and its families as plain data, as they stand on *jour*."""
    found: Vues = []
    for key, test in projet.experimentations.items():
        view = vue_familles(projet, key, jour)
        if view is not None and view.lignes:
            told = as_dict(view)
            for _, line in _lines(told):
                line["unite"] = projet.indicateurs[line["indicateur"]].unite
            found.append((test.titre or key, told))
    return found


def _lines(view: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each indicator of a view with the name of its family, in the usual order of families."""
    for family in Famille:
        for line in view["familles"][str(family)]:
            yield family.libelle, line
    for line in view["sans_famille"]:
        yield "Sans famille", line


def _familles(rank: int, title: str, view: dict[str, Any]) -> Tableau:
    columns = [[_told(line) for line in view["familles"][str(family)]] for family in Famille]
    return Tableau(f"trois_familles_{rank}", title, _FAMILIES, _side_by_side(columns), annonce=True)


def _hors_plan(apart: Sequence[IndicateurVu]) -> Tableau:
    columns = [[_last(each) for each in apart if each.famille is family] for family in Famille]
    return Tableau("hors_des_tests", _APART, _FAMILIES, _side_by_side(columns), annonce=True)


def _side_by_side(columns: Sequence[list[str]]) -> tuple[tuple[Cellule, ...], ...]:
    return tuple(zip_longest(*(column or [FAMILLE_VIDE] for column in columns), fillvalue=""))


def _told(line: dict[str, Any]) -> str:
    """Say an indicator in a few lines: its name, the wanted direction, the figures, the word for them."""
    return "\n".join(
        filter(None, (line["nom"], _wanted(line), _figures(line), line["etiquette"], line["sans_verdict"]))
    )


def _last(each: IndicateurVu) -> str:
    last = f"Dernière valeur : {each.derniere.texte} ({each.derniere.quand})" if each.derniere else ""
    return "\n".join(filter(None, (each.nom, each.sens.lower(), last, *each.remarques)))


def _wanted(line: dict[str, Any]) -> str:
    return Sens(line["sens"]).libelle.lower() if line["sens"] else ""


def _figures(line: dict[str, Any]) -> str:
    """« médiane 12 → 9 (9 mesures avant, 6 depuis) »."""
    counts = f"{plural(_count(line['avant']), 'mesure')} avant, {_count(line['apres'])} depuis"
    before, after = _medians(line)
    if before is None or after is None:
        return counts
    return f"médiane {quantite(before, '')} → {quantite(after, line['unite'])} ({counts})"


def _row(projet: ProjetMasque, title: str, family: str, line: dict[str, Any]) -> tuple[Cellule, ...]:
    before, after = _medians(line)
    decimals = plus_fin(precision(projet.indicateurs[line["indicateur"]]))
    return (
        title, family, line["nom"], _wanted(line),
        nombre(_count(line["avant"]), 0), nombre(before, decimals),
        nombre(_count(line["apres"]), 0), nombre(after, decimals),
        _shift(projet, line), line["etiquette"],
        "\n".join(filter(None, (line["sans_verdict"], *line["phrases"], line["un_de_plus"]))),
    )  # fmt: skip


def _count(serie: dict[str, float | None]) -> int:
    return sum(value is not None for value in serie.values())


def _medians(line: dict[str, Any]) -> tuple[float | None, float | None]:
    """Return the medians before and since, each from three measures on, where the reading compares them."""
    told = line["lecture"]
    if told is None:
        return None, None
    return (
        told["mediane_avant"] if told["n_avant"] >= _REPERE else None,
        told["mediane_apres"] if told["n_apres"] >= _REPERE else None,
    )


def _shift(projet: ProjetMasque, line: dict[str, Any]) -> str:
    """« -3 rappels (de -5 à -1 rappels) »; empty where there were too few measures to read anything."""
    shift = line["lecture"]["ecart"] if line["verdict"] and Verdict(line["verdict"]).conclut else None
    if shift is None:
        return ""
    unit = projet.indicateurs[line["indicateur"]].unite
    value = quantite_d_ecart(shift["valeur"], unit)
    if shift["bas"] is None or shift["haut"] is None:
        return value
    return f"{value} ({intervalle_d_ecart(shift['bas'], shift['haut'], unit)})"
