"""What the bilan for the staff tells, from masked records only: tests, opinions, figures in plain words."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.documents import affiche_mots as mots
from qvtkit.export.documents.affiche_vue import AfficheVue, affiche_vue
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_mots import avant_apres, nom
from qvtkit.method.lexique import majuscule, minuscule
from qvtkit.model.codes import Famille
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, fold, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.analysis.verdict import Verdict
    from qvtkit.export.vues.base import Base
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.model.seance import ActiviteEvaluee


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
    desaccords: tuple[str, ...]
    """What was not agreed upon, as written in the sessions, the last first."""

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
        corrections=tuple(each.decision for each in test.ajustements if each.decision),
        familles=tuple(
            FamilleVue(
                mots.FAMILLES[family],
                tuple(said.get(family, ())),
                tuple(_chiffre(each) for each in lines if each.famille is family),
            )
            for family in Famille
        ),
        desaccords=tuple(_desaccords(base, test_id)),
    )


def _paroles(base: Base, test_id: str) -> dict[Famille | None, list[str]]:
    """Return the last answer for each activity, opinions kept apart where they differ."""
    last: dict[tuple[str, str], ActiviteEvaluee] = {}
    for session in base.projet.seances_de(test_id).values():
        for each in session.activites:
            if each.tendance or each.avis:
                last[each.famille or "", fold(each.activite or each.critere)] = each
    found: dict[Famille | None, list[str]] = defaultdict(list)
    for each in last.values():
        found[each.famille].append(_parole(base, each))
    return found


def _parole(base: Base, each: ActiviteEvaluee) -> str:
    """« Petits-déjeuners : mieux (infirmier : pareil) »."""
    opinions = set(each.avis.values())
    common = each.tendance or (next(iter(opinions)) if len(opinions) == 1 else None)
    apart: dict[str, list[str]] = defaultdict(list)
    for party, answer in each.avis.items():
        if answer is not common:
            apart[mots.TENDANCES[answer]].append(minuscule(base.mots.partie(party)))
    others = " ; ".join(f"{enumerate_fr(who)} : {answer}" for answer, who in apart.items())
    said = mots.TENDANCES[common] if common else "les avis diffèrent"
    return f"{majuscule(each.activite or each.critere)} : {said}" + (f" ({others})" if others else "")


def _chiffre(line: Ligne) -> str:
    """« Toilettes reportées : nettement mieux (7 → 5 %, 9 relevés avant et 11 après) »."""
    if line.verdict is None:
        return f"{majuscule(nom(line))} : on ne compare pas avant et après"
    counts = f"{plural(_count(line, 'avant'), 'relevé')} avant et {_count(line, 'apres')} après"
    values = avant_apres(line) if _told(line.verdict) else ""
    return f"{majuscule(nom(line))} : {mots.VERDICTS[line.verdict]} ({', '.join(filter(None, (values, counts)))})"


def _told(verdict: Verdict) -> bool:
    """Two figures side by side would be read as a result where there is too little to say one."""
    return verdict.conclut


def _count(line: Ligne, side: str) -> int:
    values = line.avant if side == "avant" else line.apres
    return sum(value is not None for value in values.values())


def _desaccords(base: Base, test_id: str) -> Iterator[str]:
    """Yield the divergences written in the sessions, the last first, each dated."""
    for session_id, session in reversed(base.projet.seances_de(test_id).items()):
        if session.divergences:
            date = date_of_id(session_id)
            yield (f"Séance du {date.francais} : " if date else "") + majuscule(session.divergences.strip())
