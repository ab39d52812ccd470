"""What an import understood, for people: the tables found, the measures by indicator, what is left aside."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from qvtkit.cli import show as display
from qvtkit.exchange.etiquettes import shortened
from qvtkit.exchange.mots import is_whole
from qvtkit.exchange.tableur import column_name
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.cli.session import Session
    from qvtkit.exchange.contexte import Contexte
    from qvtkit.exchange.lecture import MesureLue, TableauLu
    from qvtkit.ops.imports import Plan

_ASIDE = {"total": "totaux et moyennes", "ignore": "à ignorer", "objectif": "objectifs ou prévisions"}
_FEW = 6


def understood(session: Session, found: Plan, taken: Sequence[MesureLue] = (), *, replaces: bool = False) -> None:
    """Print the tables, then one line an indicator, then the count and what would be replaced."""
    display.title(f"Ce qui est compris de {found.demande.fichier}")
    display.unreadable(found.projet.unreadable("indicateur"))
    for line in (*tables(found), *beside(found)):
        display.paragraph(line, indent=2)
    rows = _rows(found)
    if rows:
        display.table(session, ("Indicateur", "Périodes", "À noter", "Déjà là", "Autre valeur", "À vérifier"), rows)
    display.paragraph(recap(found, taken))
    for line in _replaced(found) if replaces else ():
        display.paragraph(line, indent=2)


def tables(found: Plan) -> list[str]:
    """Return one sentence a table: where it is, what it is about, and where its year and its service were read."""
    told = [_table(each) for each in found.lecture.tableaux]
    more = len(told) - 2 * _FEW
    return [*told[: 2 * _FEW], f"… et {plural(more, 'autre tableau', 'autres tableaux')}"] if more > 0 else told


def _table(each: TableauLu) -> str:
    heads, around = each.tableau.entetes, each.lecteur.contexte
    where = f"titres en ligne {', '.join(map(str, heads))}, " if heads else "sans ligne de titres, "
    first, last = min(each.tableau.lignes), max(each.tableau.lignes)
    lines = f"lignes {first} à {last}" if last > first else f"ligne {first}"
    said = [
        text
        for text in (around.annee, _whose(around), f"« {around.inconnu} » à confirmer" if around.inconnu else "")
        if text
    ]
    more = f" ; {' ; '.join(said)}" if said else ""
    kind = " ; semble nominatif, laissé" if each.nominatif else more
    return f"Feuille « {each.tableau.feuille.nom} » : {where}{lines}, {plural(each.figures, 'chiffre')}{kind}"


def _whose(around: Contexte) -> str:
    if not around.service:
        return ""
    if is_whole(around.service):
        return "chiffres de tout l’établissement"
    return f"service « {around.service} », {around.lieu.replace('lue', 'lu')}"


def beside(found: Plan) -> list[str]:
    """Return what is hidden in the sheets, and the notes around their figures."""
    told = []
    sheets = {each.tableau.feuille.nom: each.tableau.feuille for each in found.lecture.tableaux}
    for name, sheet in sheets.items():
        lines = sorted(sheet.lignes_cachees & set(sheet.lignes))
        used = {column for cells in sheet.lignes.values() for column in cells}
        columns = sorted(sheet.colonnes_cachees & used)
        parts = [
            f"{'lignes masquées' if len(lines) > 1 else 'ligne masquée'} {_few(map(str, lines))}" if lines else "",
            f"{'colonnes masquées' if len(columns) > 1 else 'colonne masquée'} {_few(map(column_name, columns))}"
            if columns
            else "",
        ]
        if any(parts):
            told.append(f"Feuille « {name} » : {enumerate_fr(part for part in parts if part)}, lues comme les autres")
    notes = dict.fromkeys(
        note for each in found.lecture.tableaux for note in each.lecteur.contexte.notes if not each.nominatif
    )
    return [*told, *(f"À lire dans le tableau : « {shortened(note)} »" for note in list(notes)[:_FEW])]


def _few(items: Iterable[str]) -> str:
    every = list(items)
    return enumerate_fr(every[:_FEW]) if len(every) <= _FEW else f"{', '.join(every[:_FEW])}…"


def _replaced(found: Plan) -> list[str]:
    from qvtkit.exchange import lecture
    from qvtkit.ops import import_write

    other = [each for each in found.of(lecture.CONFLIT) if not each.mesure.nd]
    told = [import_write.replaced_words(found, each) for each in other[: 2 * _FEW]]
    more = len(other) - len(told)
    return [*told, f"… et {plural(more, 'autre')}"] if more > 0 else told


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


def recap(found: Plan, taken: Sequence[MesureLue] = ()) -> str:
    """Return « 24 mesures à noter, dont 5 non disponibles, 3 déjà là, 2 cellules douteuses. »."""
    from qvtkit.exchange import lecture

    there, other = (len(found.of(state)) for state in (lecture.DEJA_LA, lecture.CONFLIT))
    to_note = [*found.of(lecture.A_NOTER), *taken]
    missing = sum(each.mesure.nd for each in to_note)
    doubtful = len(found.lecture.doutes) + len(found.surprises) - len(taken)
    parts = [
        f"{plural(len(to_note), 'mesure')} à noter" if to_note else "Aucune mesure nouvelle",
        f"dont {plural(missing, 'non disponible', 'non disponibles')}" if missing else "",
        f"{there} déjà là" if there else "",
        f"{other} avec une autre valeur dans le projet" if other else "",
        plural(doubtful, "cellule douteuse", "cellules douteuses") if doubtful else "",
    ]
    return ", ".join(part for part in parts if part) + "." + _aside(found)


def _aside(found: Plan) -> str:
    """Return « 24 cellules de côté : 12 (colonne « Objectif »), 12 (totaux et moyennes) »."""
    reasons = Counter(each.raison for each in found.lecture.laissees)
    if not reasons:
        return ""
    shown = [f"{count} ({_ASIDE.get(reason, reason)})" for reason, count in reasons.most_common(_FEW)]
    more = len(reasons) - len(shown)
    told = ", ".join(shown) + (f", et {plural(more, 'autre raison')}" if more > 0 else "")
    return f" {plural(sum(reasons.values()), 'cellule')} de côté : {told}."
