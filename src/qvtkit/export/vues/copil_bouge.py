"""What moved since the last meeting: facts, sessions with opinions that differ, measures, seats."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.plan import suivis
from qvtkit.export.vues.base import date_fr
from qvtkit.export.vues.indicateurs import hors_plan, indicateurs
from qvtkit.export.vues.resultats import resultats_vue
from qvtkit.export.vues.seances_faites import seances_faites
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.method.mouvements import faits_depuis, mesures_depuis
from qvtkit.method.resultats import resultats
from qvtkit.model.codes import TypeFait, TypeNote
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.text import fold, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.export.vues.copil_reunion import Precedente
    from qvtkit.export.vues.indicateurs import IndicateurVu
    from qvtkit.export.vues.seances_faites import SeanceFaite
    from qvtkit.method.chronologie import FaitDate

_ELSEWHERE = frozenset({"seance", "groupe", "proposition", "reponse"})
"""What has its own place in the document."""
_MINOR = ("rencontre", "evaluation", "outil", "agenda")
"""What is told first no more where there is no room."""
_FIRST = DateSouple(1900)
_OF_TEST = re.compile(r"\b(essai|test|expérimentation)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class FaitVu:
    """A dated fact; `mineur` where it goes first when there is no room."""

    date: str
    texte: str
    mineur: bool


@dataclass(frozen=True, slots=True)
class IndicateurBouge:
    """An indicator with new measures, and how many they are."""

    vu: IndicateurVu
    nouvelles: str


@dataclass(frozen=True, slots=True)
class Debat:
    """Something on which opinions differ, noted in a meeting or in the journal: who says what, none settled."""

    date: str
    texte: str
    avis: tuple[Paire, ...]


@dataclass(frozen=True, slots=True)
class Bouge:
    """What moved, each thing in its own words."""

    faits: tuple[FaitVu, ...]
    seances: tuple[SeanceFaite, ...]
    indicateurs: tuple[IndicateurBouge, ...]
    payees: tuple[str, ...]
    """Improvements that may be paid elsewhere."""
    sieges: tuple[Paire, ...]
    debats: tuple[Debat, ...]

    @property
    def rien(self) -> bool:
        """Tell whether nothing is noted."""
        return not (self.faits or self.seances or self.indicateurs or self.sieges or self.debats)


def bouge(base: Base, before: Precedente) -> Bouge:
    """Return what moved since *before*."""
    since = before.date or _FIRST
    facts = faits_depuis(base.projet, since, base.aujourdhui, compris=not before.est_reunion)
    told = [fact for fact in facts if not _of_minutes(fact, before)]
    moved, paid = _mesures(base, since)
    return Bouge(
        faits=tuple(_once(_fait(base, fact) for fact in told if not (_elsewhere(fact) or _in_journal(fact, told)))),
        seances=tuple(each for each in seances_faites(base) if _is_since(each, before, base)),
        indicateurs=moved,
        payees=paid,
        sieges=tuple((majuscule(f.date.francais), phrase(f.texte)) for f in told if f.genre == "groupe"),
        debats=tuple(_debats(base, since)),
    )


def _elsewhere(fact: FaitDate) -> bool:
    return fact.genre in _ELSEWHERE or fact.texte.startswith(f"{TypeNote.DIVERGENCE.libelle} ")


def _in_journal(fact: FaitDate, told: Iterable[FaitDate]) -> bool:
    """Tell whether the journal says in its own words, that very day, that a test begins, ends or is decided upon."""
    own = [each.texte for each in told if each.genre == "journal" and each.date == fact.date and fact.date.jour]
    if fact.genre == "decision":
        return any(text.startswith(f"{TypeFait.DECISION.libelle} : ") for text in own)
    return fact.genre == "experimentation" and any(_OF_TEST.search(text) for text in own)


def _once(found: Iterable[FaitVu]) -> Iterator[FaitVu]:
    """Yield each fact, but for what the same day already said in the same words."""
    seen = set[tuple[str, str]]()
    for each in found:
        said = (each.date, fold(each.texte.rpartition(" : ")[2]))
        if said not in seen:
            seen.add(said)
            yield each


def _debats(base: Base, since: DateSouple) -> Iterator[Debat]:
    """Yield what opinions differ on: in meetings from the last one of the committee on, then in the journal."""
    for key, meeting in base.projet.reunions.items():
        held = date_of_id(key)
        if held is None or held.surely_before(since) or held.first_day > base.aujourdhui:
            continue
        for note in meeting.notes:
            if note.type is TypeNote.DIVERGENCE and note.texte:
                said = tuple((base.mots.partie(who), phrase(text)) for who, text in note.avis.items())
                yield Debat(date_fr(held), phrase(note.texte), said)
    for fact in base.projet.journal.faits:
        dated = fact.type is TypeFait.DIVERGENCE and fact.texte and fact.date
        if fact.date and dated and not fact.date.surely_before(since) and fact.date.first_day <= base.aujourdhui:
            yield Debat(date_fr(fact.date), phrase(fact.texte), ())


def _of_minutes(fact: FaitDate, before: Precedente) -> bool:
    return fact.genre == "reunion" and before.est_reunion and fact.date == before.date


def _fait(base: Base, fact: FaitDate) -> FaitVu:
    head, colon, text = fact.texte.partition(" : ")
    if fact.genre == "ajustement":
        head = _constat(base, fact, text) or head
    said = f"{head}{colon}{minuscule(text)}"
    return FaitVu(majuscule(fact.date.francais), phrase(said), fact.genre in _MINOR)


def _constat(base: Base, fact: FaitDate, decision: str) -> str:
    """« Ajustement, parce que… »: what was seen that day, without which what was decided may not be understood."""
    for test in base.projet.experimentations.values():
        for each in test.ajustements:
            if each.date == fact.date and each.constat and fold(each.decision) == fold(decision):
                return f"Ajustement ({minuscule(each.constat.strip().rstrip('.'))})"
    return ""


def _is_since(each: SeanceFaite, before: Precedente, base: Base) -> bool:
    """A session held the very day of a meeting of the committee is told with what follows it."""
    held = date_of_id(each.cle.rpartition("/")[2])
    if held is None or held.first_day > base.aujourdhui:
        return False
    return before.date is None or not held.surely_before(before.date)


def _mesures(base: Base, since: DateSouple) -> tuple[tuple[IndicateurBouge, ...], tuple[str, ...]]:
    """Return the indicators measured since, once each, as their test reads them; then what may be paid elsewhere."""
    found: dict[str, IndicateurBouge] = {}
    paid: list[str] = []
    for key, test in base.projet.experimentations.items():
        result = resultats(base.projet, key, test, base.aujourdhui)
        names = [each.indicateur for each in suivis(test) if each.indicateur in base.projet.indicateurs]
        seen = zip(names, indicateurs(base, test, result.vue), strict=True)
        moved = {name: told for name, vu in seen if name and (told := _moved(base, name, vu, since))}
        found = moved | found
        paid += resultats_vue(result).payees if moved else ()
    planned = {each.indicateur for test in base.projet.experimentations.values() for each in test.indicateurs}
    alone = [name for name in base.projet.indicateurs if name not in planned]
    for name, vu in zip(alone, hors_plan(base), strict=True):
        told = _moved(base, name, vu, since)
        if told and name not in found:
            found[name] = told
    return tuple(found.values()), tuple(dict.fromkeys(paid))


def _moved(base: Base, name: str, vu: IndicateurVu, since: DateSouple) -> IndicateurBouge | None:
    moved = mesures_depuis(base.projet.indicateurs[name], since.first_day)
    periods = [each for each in moved.periodes if each.first_day <= base.aujourdhui] if moved else []
    if not periods:
        return None
    return IndicateurBouge(vu, plural(len(periods), "mesure nouvelle", "mesures nouvelles"))


def bilan_en_mots(found: Bouge) -> Iterator[str]:
    """Yield in a few words how much moved: « 2 séances tenues », « des mesures nouvelles pour 3 indicateurs »."""
    if found.seances:
        yield plural(len(found.seances), "séance d’évaluation tenue", "séances d’évaluation tenues")
    if found.indicateurs:
        yield f"des mesures nouvelles pour {plural(len(found.indicateurs), 'indicateur')}"
    if found.sieges:
        yield plural(len(found.sieges), "changement de siège", "changements de siège")
    if found.debats:
        yield plural(len(found.debats), "point qui fait débat", "points qui font débat")
    if found.faits:
        yield plural(len(found.faits), "fait noté", "faits notés")
