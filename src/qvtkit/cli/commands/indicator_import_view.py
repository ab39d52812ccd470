"""What an import understood, for people: the tables found, the measures by indicator, what is left aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from qvtkit.cli import show as display
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.cli.session import Session
    from qvtkit.exchange.lecture import MesureLue
    from qvtkit.ops.imports import Plan

_ASIDE = {"total": "totaux, moyennes ou objectifs", "ignore": "à ignorer"}


def understood(session: Session, found: Plan) -> None:
    """Print the tables, then one line an indicator, then the count."""
    display.title(f"Ce qui est compris de {found.demande.fichier}")
    display.unreadable(found.projet.unreadable("indicateur"))
    for line in tables(found):
        display.paragraph(line, indent=2)
    rows = _rows(found)
    if rows:
        display.table(session, ("Indicateur", "Périodes", "À noter", "Déjà là", "Autre valeur", "À vérifier"), rows)
    display.paragraph(recap(found))


def tables(found: Plan) -> list[str]:
    """Return one sentence a table: where it is, and what it is about."""
    told = []
    for each in found.lecture.tableaux:
        heads = each.tableau.entetes
        where = f"titres en ligne {', '.join(map(str, heads))}, " if heads else "sans ligne de titres, "
        first, last = min(each.tableau.lignes), max(each.tableau.lignes)
        lines = f"lignes {first} à {last}" if last > first else f"ligne {first}"
        told.append(f"Feuille « {each.tableau.feuille.nom} » : {where}{lines}, {plural(each.figures, 'chiffre')}")
    return told


def _rows(found: Plan) -> list[tuple[str, ...]]:
    from qvtkit.exchange import lecture

    surprising = Counter(each.mesure.indicateur for each in found.surprises)
    doubtful = {id(each.mesure) for each in found.surprises}
    every = [*found.mesures, *(each.mesure for each in found.surprises)]
    by_indicator: dict[str, list[MesureLue]] = defaultdict(list)
    for each in every:
        by_indicator[each.indicateur].append(each)
    rows = []
    for key, measures in by_indicator.items():
        own = sorted({each.periode for each in measures}, key=lambda each: each.sort_key)
        states = Counter(each.etat for each in measures if id(each) not in doubtful)
        span = own[0].court if own[0] == own[-1] else f"{own[0].court} à {own[-1].court}"
        name = f"{found.indicateurs[key].nom or key}{' (nouveau)' if key in found.nouveaux else ''}"
        counts = (states[lecture.A_NOTER], states[lecture.DEJA_LA], states[lecture.CONFLIT], surprising[key])
        rows.append((name, span, *(str(count or "—") for count in counts)))
    return rows


def recap(found: Plan) -> str:
    """Return « 24 mesures à noter, 3 déjà là, 2 cellules douteuses. »."""
    from qvtkit.exchange import lecture

    new, there, other = (len(found.of(state)) for state in (lecture.A_NOTER, lecture.DEJA_LA, lecture.CONFLIT))
    doubtful = len(found.lecture.doutes) + len(found.surprises)
    parts = [
        f"{plural(new, 'mesure')} à noter" if new else "Aucune mesure nouvelle",
        f"{there} déjà là" if there else "",
        f"{other} avec une autre valeur dans le projet" if other else "",
        plural(doubtful, "cellule douteuse", "cellules douteuses") if doubtful else "",
    ]
    aside = Counter(each.raison for each in found.lecture.laissees)
    left = ", ".join(f"{count} ({_ASIDE[reason]})" for reason, count in aside.items())
    return ", ".join(part for part in parts if part) + "." + (f" Laissées de côté : {left}." if left else "")
