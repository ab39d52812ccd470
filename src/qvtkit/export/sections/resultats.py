"""8. Résultats: the three families side by side, then the effects that nobody looked for."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING, Literal

from qvtkit.export.document import Cell, Para, Run, Table
from qvtkit.export.sections.communs import MONOGRAPHIE, Blocks, gras, liste, para, section, sous_titre
from qvtkit.export.sections.familles import FAMILLE_VIDE, courbe, familles, valeur
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu


def resultats(contexte: Contexte) -> Blocks:
    """The results of each experiment, family by family."""
    tests = contexte.experimentations
    several = len(tests) > 1
    parts = [
        sous_titre(test.titre, _test(test, 3)) if several else _test(test, 2)
        for test in tests if _has_results(test)
    ]  # fmt: skip
    alone = contexte.indicateurs_hors_plan
    title = "Indicateurs suivis en dehors du test" if tests else "Indicateurs suivis"
    followed = (hors_du_test(title, alone),) if alone else ()
    seen = [item for test in tests for item in test.indicateurs]
    rest = f"Ce que compte chaque indicateur, toutes ses mesures et les remarques de lecture : dans {MONOGRAPHIE}."
    return section("8. Résultats par famille", *parts, followed, para(rest if seen or alone else "", "note"))


def _has_results(test: ExperimentationVue) -> bool:
    return bool(test.indicateurs or inattendus(test))


def _test(test: ExperimentationVue, niveau: Literal[2, 3]) -> Blocks:
    return (
        *(familles(test) if test.indicateurs else ()),
        *sous_titre("Effets inattendus, effets hors du périmètre", liste(_effets(test)), niveau),
    )  # fmt: skip


def _effets(test: ExperimentationVue) -> Iterator[Text]:
    for session in test.seances.seances:
        if session.effets_inattendus:
            yield gras(session.date, session.effets_inattendus)
        if session.hors_perimetre:
            yield gras(f"{session.date}, hors du périmètre", session.hors_perimetre)


def hors_du_test(titre: str, seen: Sequence[IndicateurVu]) -> Table:
    """One column a family; a family without any indicator says so."""
    columns = [[_cellule(item) for item in seen if item.famille is family] for family in Famille]
    empty: Cell = (Para(FAMILLE_VIDE),)
    rows = tuple(zip_longest(*(column or [empty] for column in columns), fillvalue=""))
    heads = tuple(family.libelle for family in Famille)
    return Table(titre, heads, rows, largeurs=(1, 1, 1))


def _cellule(item: IndicateurVu) -> Cell:
    wanted = (Para(item.sens, "note"),) if item.sens else ()
    notes = tuple(Para(text, "note") for text in (item.nombres, *item.remarques) if text)
    last = valeur("Dernière valeur", item.derniere)
    return (Para((Run(item.nom, gras=True),)), *wanted, *last, *courbe(item), *notes)


_STRADDLING = "Mesures à cheval sur une limite du test, donc non comptées"
_NEARLY = (
    "Mesures comptées bien que quelques-uns de leurs jours soient de l’autre côté d’une limite du test "
    "(neuf jours sur dix suffisent ; proposition qvtkit)"
)


def notes(seen: Sequence[IndicateurVu]) -> Blocks:
    """Return what was dropped and what was nearly dropped."""
    dropped = _by_periods((item.a_cheval, item.nom) for item in seen)
    nearly = _by_periods((item.presque, item.nom) for item in seen)
    return (
        *para(f"{_STRADDLING} : {dropped}." if dropped else ""),
        *para(f"{_NEARLY} : {nearly}." if nearly else ""),
    )


def _by_periods(pairs: Iterable[tuple[str, str]]) -> str:
    """« octobre 2016 (abs-taux, rappels) ; semaine 40 de 2016 (reports) »."""
    names: dict[str, list[str]] = {}
    for periods, name in pairs:
        if periods:
            names.setdefault(periods, []).append(name)
    return " ; ".join(f"{periods} ({', '.join(found)})" for periods, found in names.items())


def inattendus(test: ExperimentationVue) -> list[Text]:
    """Return the effects that nobody looked for, by session."""
    return [gras(s.date, s.effets_inattendus) for s in test.seances.seances if s.effets_inattendus]


def hors_perimetre(test: ExperimentationVue) -> list[Text]:
    """Return the effects seen elsewhere than where the test was, by session."""
    return [gras(s.date, s.hors_perimetre) for s in test.seances.seances if s.hors_perimetre]
