"""The annexes of the monograph: grids, indicators, proposals, means, sources, visas."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Ensemble, Para, Table
from qvtkit.export.sections.cloture import a_partager, moyens, rempli, reponses
from qvtkit.export.sections.communs import (
    NON_RENSEIGNE,
    Blocks,
    cellule,
    dit,
    fiche_identite,
    liste,
    para,
    section,
    sous_titre,
)
from qvtkit.export.sections.evaluation import PARTAGES
from qvtkit.method.lexique import majuscule, minuscule, phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.evaluations import GrilleVue
    from qvtkit.export.vues.mesures import FicheIndicateur, MesureVue

_NARROW = 17
"""Characters of a value that leave room for three measures on a row."""
_SHORT_PERIOD = 16
"""Characters of a period that leave it on one line: « Semaine 40 de 2016 » is longer."""
_FEW = 4
"""Proposals that one page holds."""


def annexes(seen: Contexte, grids: Sequence[GrilleVue], indicators: Sequence[FicheIndicateur]) -> Blocks:
    """Return all the annexes."""
    return (
        *section("Annexe A. Les indicateurs", *map(_indicateur, indicators)),
        *section("Annexe B. Les propositions et leurs réponses", _propositions(seen)),
        *section("Annexe C. Les grilles remplies", *map(_grille, grids)),
        *section("Annexe D. Moyens et ressources", moyens(seen), sous_titre("Ressources produites", a_partager(seen))),
        *section("Annexe E. Sources", liste(_sources(grids, indicators))),
        *section("Annexe F. Visas", fiche_identite(seen.visas)),
    )


def _indicateur(item: FicheIndicateur) -> Blocks:
    told = [f"{m.periode} : {m.remarque}" for m in item.mesures if m.remarque]
    none = "" if item.mesures else item.secret or "Aucune mesure pour l’instant."
    return sous_titre(item.nom, (
        *fiche_identite(item.carte), *_mesures(item.mesures), *para(none),
        *dit("À savoir", " ".join(map(phrase, told))),
        *dit("Valeurs publiées, pour se situer", " ".join(map(phrase, item.publiees))),
    ))  # fmt: skip


def _mesures(found: Sequence[MesureVue]) -> Blocks:
    """The measures, two or three a row, as their length lets."""
    pairs = [(m.periode, f"{m.valeur} ({m.comptes})" if m.comptes else m.valeur) for m in found]
    if not pairs:
        return ()
    narrow = all(len(value) <= _NARROW and len(period) <= _SHORT_PERIOD for period, value in pairs)
    most = 3 if narrow else 2
    width = min(most, len(pairs))
    pairs += [("", "")] * (-len(pairs) % width)
    rows = tuple(
        tuple(cell for pair in pairs[start : start + width] for cell in pair) for start in range(0, len(pairs), width)
    )
    return (Table("Les mesures, dans l’ordre", ("Période", "Valeur") * width, rows, largeurs=(1.3, 1.2) * width),)


def _propositions(seen: Contexte) -> Blocks:
    rows = tuple(
        (cellule(item.date), cellule(item.texte), item.etat, (Para(majuscule(item.reponse)), *_par(item.par)))
        for item in seen.propositions
    )
    if not rows:
        return (Para(NON_RENSEIGNE),)
    table = Table("", ("Date", "Proposition", "Suite", "Réponse"), rows, largeurs=(1.4, 3.4, 1.3, 4))
    return (Ensemble((table,)),) if len(rows) <= _FEW else (table,)


def _par(who: str) -> tuple[Para, ...]:
    return (Para(who, "note"),) if who else ()


def _grille(grid: GrilleVue) -> Blocks:
    rows = tuple(
        (q.texte, f"{PARTAGES}. {reponses(q)}" if q.partagee else reponses(q), cellule(q.commentaire))
        for q in grid.questions
    )
    table = Table("", ("Question", "Réponses", "Commentaire"), rows, largeurs=(4.2, 3, 2.8))
    return sous_titre(grid.titre, (*para(rempli(grid)), table)) if rows else ()


def _sources(grids: Sequence[GrilleVue], indicators: Sequence[FicheIndicateur]) -> list[str]:
    """Return where questions and figures come from, each once."""
    asked = [f"Questions de la grille « {grid.titre} » : {grid.source}" for grid in grids if grid.source]
    counted = [
        f"Chiffres de « {item.nom} » : {minuscule(source)}" for item in indicators
        if (source := dict(item.carte).get("D’où viennent les chiffres"))
    ]  # fmt: skip
    read = "Lecture des chiffres : règles écrites dans la documentation de qvtkit (proposition qvtkit)"
    return [phrase(text) for text in dict.fromkeys([*asked, *counted, *([read] if counted else [])])]
