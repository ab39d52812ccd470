"""What an import does not take by itself: doubtful cells and surprising measures, told once however many."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.exchange import adresses, lecture
from qvtkit.exchange.soupcons import suspicions
from qvtkit.issues import Position, issue
from qvtkit.method import vraisemblance
from qvtkit.text import enumerate_fr, fold, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from qvtkit.exchange.lecture import Lecture, MesureLue
    from qvtkit.exchange.rapprochement import Doute
    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.ops.imports import Plan

_LAST = 6
"""Measures of the project beside which a new one is looked at."""
_MAY_BE_FRACTION = 1
_BY_COLUMN = frozenset(
    {"import-duree", "import-nombre", "import-unite", "import-double", "import-variables", "import-calcul"}
)
"""Codes whose detail changes at each cell: told once a column."""
_SHORT = {"import-perimetre": "« {} » est écrit autour", "import-sans-service": "{} n’est suivi que pour un service"}
_IN_FRACTIONS = frozenset({"pourcentage-en-fraction", "import-echelle"})


@dataclass(frozen=True)
class Surprise:
    """A measure understood, and yet surprising: it is noted only when a person says so."""

    mesure: MesureLue
    doute: Issue
    detail: str = ""
    autres: tuple[str, ...] = ()
    """What else is surprising in it, in words: it is accepted all together."""


def sorted_out(read: Lecture, known: Mapping[str, Indicateur], day: dt.date) -> tuple[list[MesureLue], list[Surprise]]:
    """Separate the measures that nothing makes doubtful from those that are surprising."""
    sure, surprising = [], []
    beside = {key: _recent(known[key]) for key in {each.indicateur for each in read.mesures}}
    above_one = Counter(each.indicateur for each in read.mesures if (each.mesure.valeur or 0) > _MAY_BE_FRACTION)
    together = suspicions(read.mesures, known)
    for each in read.mesures:
        if each.etat == lecture.DEJA_LA:
            sure.append(each)
            continue
        found = _doubt(each, beside[each.indicateur], above_one, day)
        reserves = [*each.reserves, *([together[id(each)]] if id(each) in together and not found else [])]
        if reserves or found:
            surprising.append(_surprise(each, reserves, found))
        else:
            sure.append(each)
    return sure, surprising


def _surprise(each: MesureLue, reserves: Sequence[tuple[str, str]], found: Issue | None) -> Surprise:
    """Return all that is surprising in a measure, its first reason before the others."""
    if not reserves and found:
        return Surprise(each, found)
    (code, detail), *others = reserves
    also = [_SHORT.get(other, "{}").format(words) for other, words in others]
    also += [_sentence(found)] if found else []
    return Surprise(each, issue(code, cellules=each.cellules[0], detail=detail), detail, tuple(also))


def _sentence(found: Issue) -> str:
    text = found.message.strip().rstrip(".").replace("\u00a0", " ")
    return text[0].lower() + text[1:] if text[1:2].islower() else text


def _recent(indicator: Indicateur) -> Indicateur:
    """Return the indicator with its last measures only: enough to be surprised, quick however many there are."""
    known = [(periode, mesure) for periode, mesure in indicator.mesures.items() if not mesure.nd]
    known.sort(key=lambda pair: pair[0].sort_key)
    return indicator.model_copy(update={"mesures": dict(known[-_LAST:])})


def _doubt(each: MesureLue, indicator: Indicateur, above_one: Mapping[str, int], day: dt.date) -> Issue | None:
    percent = each.texte.rstrip().endswith("%")
    found = vraisemblance.doutes(indicator, each.periode, each.mesure, day)
    told = [one for one in found if not (percent and one.code == "pourcentage-en-fraction")]
    value = each.mesure.valeur
    in_percent = fold(indicator.unite) == "%" and not indicator.mesures and not above_one.get(each.indicateur)
    fraction = in_percent and not percent and value is not None and 0 < value <= _MAY_BE_FRACTION
    if fraction and (not told or told[0].code == "loin-du-publie"):  # a fraction is far from what is published
        return issue("import-echelle", cellules=each.cellules[0], detail=each.texte)
    return told[0] if told else None


def issues_of(found: Plan, taken: Sequence[MesureLue] = ()) -> list[Issue]:
    """Return the doubtful cells as problems told once each; the measures *taken* are no doubt any more."""
    place = Position(found.demande.fichier)
    groups: dict[tuple[object, ...], list[Doute]] = {}
    for each in found.lecture.doutes:
        groups.setdefault(_key(each), []).append(each)
    problems = []
    for doubts in groups.values():
        code, details = doubts[0].code, list(dict.fromkeys(map(_detail, doubts)))
        detail = details[0] + (f", et {plural(len(details) - 1, 'autre')}" if len(details) > 1 else "")
        cells = adresses.told([(each.donnee.feuille, each.donnee.cellule) for each in doubts])
        advice = advice_for(found, detail) if code == "import-libelle" else ""
        problems.append(issue(code, place, cellules=cells, detail=detail, conseil=advice))
    return [*problems, *_surprises(found, place, set(map(id, taken)))]


def _key(each: Doute) -> tuple[object, ...]:
    if each.code in _BY_COLUMN:
        return (
            each.code,
            each.donnee.feuille,
            each.indicateur,
            each.detail.partition("%")[0] if each.code == "import-unite" else "",
        )
    return each.code, _detail(each)


def _surprises(found: Plan, place: Position, taken: set[int]) -> list[Issue]:
    """Return the doubts about measures: one a reason and an indicator, with where they are and how to accept them."""
    return [told(found, group, place) for group in grouped(found, taken)]


def grouped(found: Plan, taken: set[int]) -> list[list[Surprise]]:
    """Return the surprising measures that are not *taken*, those of one indicator and one reason together."""
    groups: dict[tuple[object, ...], list[Surprise]] = {}
    for each in (one for one in found.surprises if id(one.mesure) not in taken):
        key = (each.doute.code, each.mesure.indicateur, each.detail, each.autres)
        groups.setdefault(key, []).append(each)
    return list(groups.values())


def told(found: Plan, group: Sequence[Surprise], place: Position) -> Issue:
    """Return the doubt about a group of measures, with where they are and how to accept them."""
    first, measures = group[0], [each.mesure for each in group]
    spots = [(each.feuille, cell) for each in measures for cell in each.cellules]
    cells = adresses.told(spots)
    periods = sorted({each.periode for each in measures}, key=lambda each: each.sort_key)
    span = (
        periods[0].francais
        if len(periods) == 1
        else f"{plural(len(periods), 'période')}, {periods[0].francais} à {periods[-1].francais}"
    )
    name = found.indicateurs[first.mesure.indicateur].nom or first.mesure.indicateur
    said = first.doute.message
    if first.detail:
        said = said.partition(" : ")[2].replace("\u00a0", " ")
    said += "".join(f" De plus : {other}." for other in first.autres)
    more = f" De même pour {plural(len(group) - 1, 'autre')}." if len(group) > 1 and not first.detail else ""
    advice = f"{_fractions(first)}{first.doute.remedy}".strip()
    several = len(found.lecture.feuilles) > 1
    sheet, example = adresses.whole(spots)
    accept = f"{sheet}!{example}" if several else example
    return replace(
        first.doute, position=place, message=f"{cells} ({name}, {span}) : {said}{more}",
        remedy=f"{advice} Si c’est juste : --accepter {_quoted(accept)}",
    )  # fmt: skip


def _fractions(surprise: Surprise) -> str:
    """Return how to say that figures are fractions, with the label and the indicator in hand."""
    measure = surprise.mesure
    if surprise.doute.code not in _IN_FRACTIONS or not measure.libelle:
        return ""
    return f'Si ce sont des fractions : --libelle "{measure.libelle}={measure.indicateur}*100". '


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text or "!" in text else text


def _detail(each: Doute) -> str:
    if each.code == "import-double" and each.periode:
        return f"{each.indicateur}, {each.periode.francais}"
    if each.code in {"import-variables", "import-calcul"} and each.periode:
        return f"{each.indicateur}, {each.periode.francais} ; {each.detail}"
    return each.detail


def advice_for(found: Plan, label: str) -> str:
    """Return « Le plus proche : … » for a label that no indicator has."""
    from qvtkit.ops.imports import near

    close = near(found, label)
    return f" Proches : {', '.join(close[:3])}." if close else ""


def without_effect(found: Plan) -> list[Issue]:
    """Return what was typed of labels that the workbook does not have."""
    place = Position(found.demande.fichier)
    known = {fold(" / ".join(each)) for each in found.lecture.libelles}
    lost = [each.libelle for each in found.demande.tapees if fold(each.libelle) not in known]
    return [issue("import-sans-effet", place, quoi=enumerate_fr(f"« {each} »" for each in lost))] if lost else []
