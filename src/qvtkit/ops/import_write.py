"""What an import writes: the measures that are certain or accepted, new indicators, what was said of labels."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

from qvtkit.exchange import adresses, lecture
from qvtkit.issues import Position, issue
from qvtkit.model.kinds import KINDS
from qvtkit.model.periods import Periode
from qvtkit.ops import correspondances, import_doubts, indicators, records
from qvtkit.ops.import_data import as_data
from qvtkit.ops.outcome import Outcome
from qvtkit.ops.typed_measures import frequency
from qvtkit.store.changes import Change, new_file, new_record
from qvtkit.store.edit import SetValue, edited
from qvtkit.store.reader import read_text
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.exchange.lecture import MesureLue
    from qvtkit.exchange.libelles import Ligne
    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.ops.imports import Plan


def outcome(
    found: Plan,
    taken: Sequence[MesureLue],
    *,
    replace: bool,
    name: str = "",
    said: Sequence[Ligne] = (),
    places: Mapping[str, str] | None = None,
    detail: bool = True,
) -> Outcome:
    """Return what the import writes: measures to note, the surprising ones *taken*, conflicts where *replace*.

    What was *said* of labels, and of the texts at *places*, is kept under *name*.
    Its data is told in *detail*, cell by cell, where somebody will read it.
    """
    chosen = [each for each in (*found.mesures, *taken) if each.etat != lecture.DEJA_LA]
    to_write = [each for each in chosen if each.etat != lecture.CONFLIT or (replace and not each.mesure.nd)]
    by_indicator: dict[str, list[MesureLue]] = defaultdict(list)
    for each in to_write:
        by_indicator[each.indicateur].append(each)
    changes = [_change(found, key, measures) for key, measures in by_indicator.items()]
    kept = _kept(found, name, said, places or {})
    written = set(map(id, to_write))
    left = [each for each in chosen if each.etat == lecture.CONFLIT and id(each) not in written]
    return Outcome(
        racine=found.projet.racine, kind="import", message=_message(found, to_write, by_indicator, kept),
        changes=(*changes, *([kept] if kept else [])), data=as_data(found, to_write, name) if detail else {},
        issues=(*import_doubts.issues_of(found, taken), *import_doubts.without_effect(found), *_conflicts(found, left)),
        suite=tuple(f"qvtkit indicator show {key}" for key in list(by_indicator)[:3]),
    )  # fmt: skip


def _kept(found: Plan, name: str, said: Sequence[Ligne], places: Mapping[str, str]) -> Change | None:
    if not name or not (said or places):
        return None
    return correspondances.kept(found.projet, name, f"Tableau {found.demande.fichier}", said, places)


def _message(
    found: Plan, written: Sequence[MesureLue], by_indicator: dict[str, list[MesureLue]], kept: Change | None
) -> str:
    also = f" Correspondance gardée : {kept.file}." if kept else ""
    if not written:
        there = len(found.of(lecture.DEJA_LA))
        return (f"Rien de nouveau : {plural(there, 'mesure')} déjà là." if there else "Aucune mesure notée.") + also
    names = enumerate_fr(found.indicateurs[key].nom or key for key in list(by_indicator)[:4])
    more = f" et {plural(len(by_indicator) - 4, 'autre')}" if len(by_indicator) > 4 else ""  # noqa: PLR2004
    verb = "notées" if len(written) > 1 else "notée"
    return f"{plural(len(written), 'mesure')} {verb} : {names}{more}.{also}"


def _change(found: Plan, key: str, measures: Sequence[MesureLue]) -> Change:
    """Return the change of one indicator, created first where it is new."""
    indicator = found.indicateurs[key]
    loaded = found.projet.one("indicateur", key)
    if loaded is None:
        kind, root = KINDS["indicateur"], records.root(found.projet)
        record = indicators.parse(found.nouveaux[key])
        blank = new_record(root, kind, key, record, records.header(kind.path(key), "indicateur"))
        text = edited(read_text(blank.new_text, blank.file), _edits({}, indicator, measures))
        return new_file(blank.file, text.text)
    indicators.find(found.projet, key)  # refuses a file that holds errors
    data = getattr(loaded.source, "data", None)
    written = data.get("mesures") if isinstance(data, dict) else None
    return records.edited(found.projet, "indicateur", key, _edits(written or {}, indicator, measures))[0]


def _edits(written: dict[str, Any], indicator: Indicateur, measures: Sequence[MesureLue]) -> list[SetValue]:
    """Return one edit a measure, under its period as the file spells it, in the order of time."""
    spelled = {Periode.parse(str(key), frequency(indicator)): str(key) for key in written}
    every = sorted({*spelled, *(each.periode for each in measures)}, key=lambda each: each.sort_key)
    order = tuple(spelled.get(each, str(each)) for each in every)
    rank = {each: place for place, each in enumerate(every)}
    return [
        SetValue(
            ("mesures", spelled.get(each.periode, str(each.periode))),
            each.mesure.with_words_of(old)
            if (old := each.ancienne) and not _said_by_import(old.motif)
            else each.mesure,
            order,
        )
        for each in sorted(measures, key=lambda each: rank[each.periode])
    ]


def _said_by_import(reason: str) -> bool:
    return reason.endswith(lecture.MARQUE)


def _conflicts(found: Plan, left: Sequence[MesureLue]) -> list[Issue]:
    """Return the other values, one problem an indicator; a missing figure never takes the place of one."""
    place = Position(found.demande.fichier)
    groups: dict[tuple[str, bool], list[MesureLue]] = defaultdict(list)
    for each in left:
        groups[each.indicateur, each.mesure.nd].append(each)
    told = []
    for (_, missing), measures in groups.items():
        cells = adresses.told([(each.feuille, cell) for each in measures for cell in each.cellules])
        more = f", et {plural(len(measures) - 1, 'autre')}" if len(measures) > 1 else ""
        code = "import-conflit-nd" if missing else "import-conflit"
        told.append(issue(code, place, cellules=cells, detail=f"{conflict_words(found, measures[0])}{more}"))
    return told


def conflict_words(found: Plan, each: MesureLue) -> str:
    """Return « abs-taux, mars 2025 : 8,2 % dans le tableau, 9 % dans le projet »."""
    new, old = values(found, each)
    return f"{each.indicateur}, {each.periode.francais} : {new} dans le tableau, {old} dans le projet"


def replaced_words(found: Plan, each: MesureLue) -> str:
    """Return « abs-taux, mars 2025 sera remplacée : 8,2 % → 9 % »."""
    new, old = values(found, each)
    return f"{each.indicateur}, {each.periode.francais} sera remplacée : {old} → {new}"


def values(found: Plan, each: MesureLue) -> tuple[str, str]:
    """Return the measure of the workbook and that of the project, as people read them."""
    indicator = found.indicateurs[each.indicateur]
    old = shown(indicator, each.periode, each.ancienne) if each.ancienne else ""
    return shown(indicator, each.periode, each.mesure), old


def shown(indicator: Indicateur, periode: Periode, mesure: Any) -> str:
    """Return a measure as people read it."""
    value = indicator.compute(periode, mesure)
    return indicator.shown(value) if value is not None else "non disponible"
