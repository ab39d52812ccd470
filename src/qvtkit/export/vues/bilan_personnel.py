"""What the bilan for the staff tells, from masked records only: tests, opinions, figures in plain words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.vues import mots_simples as mots
from qvtkit.export.vues.affiche import AfficheVue, affiche_vue
from qvtkit.export.vues.base import le
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_mots import avant_apres, nom
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import Famille, Tendance, TypeFait, TypeNote
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, fold, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.analysis.verdict import Verdict
    from qvtkit.export.vues.base import Base
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.seance import ActiviteEvaluee

_NAME = 70
"""Characters of an activity or an indicator: what is said of it always keeps its place."""


@dataclass(frozen=True, slots=True)
class FamilleVue:
    """One family in one test: what people said of it, what the figures say."""

    titre: str
    paroles: tuple[str, ...]
    chiffres: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EssaiVue:
    """A test as the bilan tells it."""

    affiche: AfficheVue
    corrections: tuple[str, ...]
    familles: tuple[FamilleVue, ...]

    @property
    def mesure(self) -> bool:
        """Tell whether anything was said or counted."""
        return any(each.paroles or each.chiffres for each in self.familles)


def essais(base: Base) -> tuple[EssaiVue, ...]:
    """Return the tests, in order of start."""
    tests = base.projet.experimentations.items()
    ordered = sorted(tests, key=lambda item: (str(item[1].debut or "9999"), item[0]))
    return tuple(_essai(base, test_id) for test_id, _ in ordered)


def _essai(base: Base, test_id: str) -> EssaiVue:
    test = base.projet.experimentations[test_id]
    lines = lire_familles(base.projet, test_id, test, base.aujourdhui).lignes
    said = _paroles(base, test_id)
    return EssaiVue(
        affiche=affiche_vue(base, test_id),
        corrections=tuple(
            " ".join(filter(None, (phrase(each.constat), phrase(each.decision))))
            for each in test.ajustements if each.decision
        ),
        familles=tuple(
            FamilleVue(
                mots.FAMILLES[family],
                tuple(said.get(family, ())),
                tuple(_chiffre(each) for each in lines if each.famille is family),
            )
            for family in Famille
        ),
    )  # fmt: skip


def _paroles(base: Base, test_id: str) -> dict[Famille | None, list[str]]:
    """Return the last answer for each activity, opinions kept apart where they differ."""
    last: dict[tuple[str, str], tuple[str, ActiviteEvaluee]] = {}
    for key, session in base.projet.seances_de(test_id).items():
        for each in session.activites:
            if each.tendance or each.avis:
                last[each.famille or "", fold(each.activite or each.critere)] = (key, each)
    latest = max((key for key, _ in last.values()), default="")
    found: dict[Famille | None, list[str]] = defaultdict(list)
    for key, each in last.values():
        found[each.famille].append(_parole(base, each, "" if key == latest else le(date_of_id(key))))
    return found


def _parole(base: Base, each: ActiviteEvaluee, when: str) -> str:
    """« Petits-déjeuners : mieux (infirmier : pareil) »; *when* it was said, if that is not the last time."""
    opinions = set(each.avis.values())
    common = each.tendance or (next(iter(opinions)) if len(opinions) == 1 else None)
    apart: dict[str, list[str]] = defaultdict(list)
    for party, answer in each.avis.items():
        if answer is not common:
            apart[mots.TENDANCES[answer]].append(minuscule(base.mots.partie(party)))
    others = " ; ".join(f"{enumerate_fr(who)} : {answer}" for answer, who in apart.items())
    said = mots.TENDANCES[common] if common else "les avis diffèrent"
    dated = f"{said}, {when}" if when else said
    return f"{majuscule(coupe(each.activite or each.critere, _NAME))} : {dated}" + (f" ({others})" if others else "")


def _chiffre(line: Ligne) -> str:
    """« Toilettes reportées : nettement mieux (7 → 5 %, 9 relevés avant et 11 après) »."""
    name = majuscule(coupe(nom(line), _NAME))
    if line.verdict is None:
        return f"{name} : on ne compare pas avant et après"
    counts = f"{plural(_count(line, 'avant'), 'relevé')} avant et {_count(line, 'apres')} après"
    values = avant_apres(line) if _told(line.verdict) else ""
    return f"{name} : {mots.VERDICTS[line.verdict]} ({', '.join(filter(None, (values, counts)))})"


def _told(verdict: Verdict) -> bool:
    """Two figures side by side would be read as a result where there is too little to say one."""
    return verdict.conclut


def _count(line: Ligne, side: str) -> int:
    values = line.avant if side == "avant" else line.apres
    return sum(value is not None for value in values.values())


def moins_bien(base: Base) -> tuple[str, ...]:
    """Return the activities that were last said to go less well, by someone at least."""
    found: dict[str, tuple[str, bool]] = {}
    for _, session in sorted(base.projet.seances.items(), key=lambda item: item[0].rpartition("/")[2]):
        for each in session.activites:
            answers = {*filter(None, (each.tendance, *each.avis.values()))}
            if answers and (name := each.activite or each.critere):
                found[fold(name)] = (name, Tendance.DEGRADE in answers)
    return tuple(minuscule(name) for name, worse in found.values() if worse)


def desaccords(base: Base) -> tuple[str, ...]:
    """Return what people do not agree upon, each dated, the last first.

    Sessions and meetings tell it; the journal does for the other days.
    """
    held = [*_en_seance(base), *_en_reunion(base)]
    days = {date for date, _ in held}
    found = [*held, *(pair for pair in _au_journal(base) if pair[0] not in days)]
    past = [pair for pair in found if pair[0].first_day <= base.aujourdhui]
    return tuple(text for _, text in sorted(past, key=lambda pair: pair[0].sort_key, reverse=True))


def _en_seance(base: Base) -> Iterator[tuple[DateSouple, str]]:
    for key, session in base.projet.seances.items():
        date = date_of_id(key)
        if date and session.divergences.strip():
            yield date, f"Séance du {date.francais} : {minuscule(session.divergences.strip())}"


def _en_reunion(base: Base) -> Iterator[tuple[DateSouple, str]]:
    for key, meeting in base.projet.reunions.items():
        date = date_of_id(key)
        for note in meeting.notes:
            if date and note.type is TypeNote.DIVERGENCE and note.texte:
                said = " ; ".join(f"{minuscule(base.mots.partie(who))} : {minuscule(text.rstrip('.'))}"
                                  for who, text in note.avis.items())  # fmt: skip
                text = " ".join(filter(None, (phrase(note.texte), phrase(said))))
                yield date, f"Réunion du {date.francais} : {minuscule(text)}"


def _au_journal(base: Base) -> Iterator[tuple[DateSouple, str]]:
    for fact in base.projet.journal.faits:
        if fact.type is TypeFait.DIVERGENCE and fact.date and fact.texte:
            yield fact.date, f"{majuscule(le(fact.date))} : {minuscule(fact.texte)}"
