"""An import as plain data: every measure with its cells, every doubtful cell with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.exchange import cellules
from qvtkit.exchange.tableur import column_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.exchange.lecture import MesureLue, TableauLu
    from qvtkit.exchange.rapprochement import Doute
    from qvtkit.ops.import_doubts import Surprise
    from qvtkit.ops.imports import Plan


def as_data(found: Plan, written: Sequence[MesureLue], name: str = "") -> dict[str, Any]:
    """Return all that was read; *written* are the measures to be noted, *name* the correspondance."""
    kept = set(map(id, written))
    sure = set(map(id, found.mesures))
    every = [*found.mesures, *(each for each in written if id(each) not in sure)]
    open_ones = [each for each in found.surprises if id(each.mesure) not in kept]
    return {
        "fichier": found.demande.fichier,
        "correspondance": name or None,
        "tableaux": [_table(each) for each in found.lecture.tableaux],
        "mesures": [_measure(found, each) | {"notee": id(each) in kept} for each in every],
        "douteuses": [*map(_doubt, found.lecture.doutes), *(_surprise(found, each) for each in open_ones)],
        "laissees": [
            {
                "feuille": each.donnee.feuille,
                "cellule": each.donnee.cellule,
                "texte": cellules.shown(each.donnee.valeur),
                "raison": each.raison,
            }
            for each in found.lecture.laissees
        ],
        "nouveaux_indicateurs": list(found.nouveaux),
        "fichiers_illisibles": list(found.projet.unreadable("indicateur")),
    }


def _table(each: TableauLu) -> dict[str, Any]:
    table, around = each.tableau, each.lecteur.contexte
    return {
        "feuille": table.feuille.nom, "titres": [] if each.nominatif else list(around.titres),
        "lignes_de_titres": table.entetes, "lignes": [min(table.lignes), max(table.lignes)], "chiffres": each.figures,
        "annee": around.annee or None, "service": around.service or None, "a_confirmer": around.inconnu or None,
        "notes": list(around.notes), "nominatif": each.nominatif,
        "lignes_masquees": sorted(table.feuille.lignes_cachees & set(table.lignes)),
        "colonnes_masquees": [column_name(each) for each in sorted(table.feuille.colonnes_cachees)],
    }  # fmt: skip


def _measure(found: Plan, each: MesureLue) -> dict[str, Any]:
    indicator = found.indicateurs[each.indicateur]
    return {
        "feuille": each.feuille, "cellules": list(each.cellules), "texte": each.texte, "indicateur": each.indicateur,
        "periode": str(each.periode), "valeur": indicator.compute(each.periode, each.mesure), "libelle": each.libelle,
        "saisie": each.mesure.model_dump(mode="json"), "etat": each.etat,
        "ancienne": each.ancienne.model_dump(mode="json") if each.ancienne else None,
    }  # fmt: skip


def _doubt(each: Doute) -> dict[str, Any]:
    cell = each.donnee
    text = "" if each.code == "import-nominatif" else cellules.shown(cell.valeur)
    return {
        "feuille": cell.feuille, "cellule": cell.cellule, "texte": text, "code": each.code,
        "detail": each.detail, "indicateur": each.indicateur or None,
        "periode": str(each.periode) if each.periode else None, "acceptable": False,
    }  # fmt: skip


def _surprise(found: Plan, each: Surprise) -> dict[str, Any]:
    told = _measure(found, each.mesure)
    return {
        "feuille": told["feuille"], "cellule": each.mesure.cellules[0], "texte": told["texte"], "code": each.doute.code,
        "detail": each.detail or each.doute.message, "indicateur": told["indicateur"],
        "periode": told["periode"], "acceptable": True,
    }  # fmt: skip
