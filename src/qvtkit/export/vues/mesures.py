"""Each indicator with all that defines it and its measures one by one, as an annex shows them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.base import date_fr, decimales, quantite
from qvtkit.method.lecture_points import Etat, points
from qvtkit.method.lexique import majuscule
from qvtkit.method.petits_effectifs import comptes_bruts, sans_verdict
from qvtkit.model.codes import Famille
from qvtkit.text import fold

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.method.lecture_points import PointSerie
    from qvtkit.model.indicateur import Indicateur


@dataclass(frozen=True, slots=True)
class MesureVue:
    """A measure in words: its period, its value with its counts, what to know of it."""

    periode: str
    valeur: str
    comptes: str
    remarque: str


@dataclass(frozen=True, slots=True)
class FicheIndicateur:
    """An indicator: what it counts, its published values, its measures."""

    nom: str
    carte: tuple[Paire, ...]
    publiees: tuple[str, ...]
    mesures: tuple[MesureVue, ...]
    secret: str
    """Why its measures are not shown here; empty where they are."""


def fiches(base: Base) -> tuple[FicheIndicateur, ...]:
    """Return every indicator, family by family."""
    families = [*Famille, None]
    known = sorted(base.projet.indicateurs.items(), key=lambda each: families.index(each[1].famille))
    return tuple(_fiche(base, key, each) for key, each in known)


def _fiche(base: Base, key: str, indicator: Indicateur) -> FicheIndicateur:
    why = sans_verdict(base.projet.dossier.etablissement, key, indicator)
    return FicheIndicateur(
        nom=indicator.nom or base.mots.mots(key),
        carte=tuple((label, text) for label, text in _carte(base, indicator) if text),
        publiees=tuple(filter(None, (each.citation(indicator.unite) for each in indicator.comparaisons))),
        mesures=() if why else _mesures(base, indicator),
        secret=why,
    )


def _carte(base: Base, indicator: Indicateur) -> tuple[Paire, ...]:
    told, target = indicator.definition, indicator.cible
    aimed = indicator.shown(target.valeur) if target and target.valeur is not None else ""
    due = f" ({date_fr(target.echeance)})" if target and aimed and target.echeance else ""
    past = [each for each in indicator.historique_definition if each.texte]
    old = " ; ".join(f"jusqu’au {date_fr(each.jusqu_a) or '?'}, {each.texte}" for each in past)
    return (
        ("Famille", indicator.famille.libelle if indicator.famille else ""),
        ("Ce qui est souhaité", _souhait(indicator)),
        ("Ce qui est compté", told.champ if told else ""),
        ("Ce qui entre dans le compte", told.motifs_inclus if told else ""),
        ("Calcul", _calcul(base, indicator)),
        ("Ce qu’il ne dit pas", told.limites if told else ""),
        ("Avant, on comptait", old),
        ("Cible", f"{aimed}{due}"),
        ("D’où viennent les chiffres", indicator.source),
        ("Relevé par", indicator.responsable),
    )


def _souhait(indicator: Indicateur) -> str:
    """« Baisse »: the label says that it is wished for."""
    return indicator.sens.libelle.removesuffix(" souhaitée") if indicator.sens else ""


def _calcul(base: Base, indicator: Indicateur) -> str:
    """Return the formula with the words of its variables; nothing where one of them has none."""
    formula = indicator.formule_lue
    if formula is None or not all(map(indicator.variables.get, formula.noms)):
        return ""
    words = re.sub(r"[A-Za-z_][\w]*", lambda found: _mot(indicator, found[0]), indicator.formule)
    return base.projet.sans_nom(words.replace("*", "×").replace("/", "÷"))


def _mot(indicator: Indicateur, name: str) -> str:
    key = fold(name).replace("-", "_")
    said = "jours de la période" if key == "jours_periode" else indicator.variables.get(key)
    return f"« {said} »" if said else name


def _mesures(base: Base, indicator: Indicateur) -> tuple[MesureVue, ...]:
    found = points(indicator, base.seuil)[0]
    values = [each.valeur for each in found if each.valeur is not None]
    decimals = decimales(values) if values else 0
    return tuple(_mesure(indicator, each, decimals) for each in found if each.periode in indicator.mesures)


def _mesure(indicator: Indicateur, point: PointSerie, decimals: int) -> MesureVue:
    if point.valeur is None:
        words = "non montrée" if point.etat is Etat.MASQUEE else "pas de valeur"
        return MesureVue(majuscule(point.periode.francais), words, "", point.motif)
    aside = f"mise à part{f' ({point.motif})' if point.motif else ''}" if point.etat is Etat.ECARTEE else ""
    measure = indicator.mesures[point.periode]
    return MesureVue(
        majuscule(point.periode.francais), quantite(point.valeur, indicator.unite, decimals),
        comptes_bruts(indicator, point.periode), " ; ".join(filter(None, (aside, measure.note))),
    )  # fmt: skip
