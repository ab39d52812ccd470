"""9 to 11 of the monograph: the figures with every caution, what was learnt, what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Heading, Para, Run
from qvtkit.export.documents.monographie_commun import raconter
from qvtkit.export.sections.cloture import a_retenir, decisions, difficulte, suites
from qvtkit.export.sections.communs import Blocks, dit, liste, para, section, sous_titre
from qvtkit.export.sections.familles import LIRE, avant_apres, boites, conclusion, courbe, lecture, par_famille, vide
from qvtkit.export.sections.resultats import hors_du_test, hors_perimetre, inattendus, notes

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu

_WIDTH_CM, _HEIGHT_CM = 14.5, 4.4


def resultats(seen: Contexte) -> Blocks:
    """9. The three families, indicator by indicator."""
    tests, alone = seen.experimentations, seen.indicateurs_hors_plan
    title = "Indicateurs suivis en dehors du test" if tests else "Indicateurs suivis"
    return section(
        "9. Les résultats, famille par famille",
        *(_test(test, named=len(tests) > 1) for test in tests),
        sous_titre(title, (hors_du_test("", alone), *notes(alone)) if alone else ()),
        raconter("Racontez un effet que ces chiffres ne montrent pas, sur le soin ou sur le travail"),
    )


def _test(test: ExperimentationVue, *, named: bool) -> Blocks:
    name = para((Run(test.titre, gras=True),)) if named else ()
    figures = _indicateurs(test) if test.indicateurs else ()
    return (
        *(name if figures else ()), *figures,
        *sous_titre("Effets inattendus", liste(inattendus(test))),
        *sous_titre("Effets hors du périmètre", liste(hors_perimetre(test))),
    )  # fmt: skip


def _indicateurs(test: ExperimentationVue) -> Blocks:
    found = test.resultats
    blocks: list[Blocks] = [conclusion(found), para(f"{LIRE} {found.pied}".strip(), "note")]
    for titre, items in par_famille(test.indicateurs):
        told = tuple(block for item in items for block in _indicateur(item))
        blocks.append((Heading(2, titre), *(told or (vide(titre),))))
    return (
        *(block for part in blocks for block in part),
        boites(found.boites),
        *sous_titre("Ce que le groupe en dit", liste(found.paroles)),
        *sous_titre("À vous demander ensemble", liste(found.questions)),
        *sous_titre("Remarques de lecture", notes(test.indicateurs)),
    )  # fmt: skip


def _indicateur(item: IndicateurVu) -> Blocks:
    """One indicator: the curve, then every word that goes with it."""
    read = item.lecture
    more = (read.recul, read.un_seul) if read else ()
    return (
        Heading(3, item.titre), *courbe(item, _WIDTH_CM, _HEIGHT_CM),
        *_ensemble(((Para(item.souhait),) if item.souhait else ()) + avant_apres(item)),
        *_ensemble(lecture(item)), *para(" ".join(filter(None, more))),
    )  # fmt: skip


def _ensemble(parts: tuple[Para, ...]) -> Blocks:
    """Set on one line what a cell of a table sets one below the other."""
    runs: list[Run] = []
    for part in parts:
        said = part.texte if isinstance(part.texte, tuple) else (Run(part.texte),)
        runs += [Run(" · "), *said] if runs else said
    return (Para(tuple(runs)),) if runs else ()


def enseignements(seen: Contexte) -> Blocks:
    """10. What was learnt."""
    told = seen.bilan
    return section(
        "10. Les enseignements",
        sous_titre("Réussites", liste(told.reussites)),
        sous_titre("Difficultés", liste(difficulte(*pair) for pair in told.difficultes)),
        sous_titre("Ce que nous avons appris", liste(told.enseignements)),
        sous_titre("Conditions de réussite", liste(told.conditions)),
        sous_titre("À retenir", a_retenir(told)),
        dit("Ce que nous referions autrement", told.autrement),
        dit("Ce qui peut servir ailleurs", told.transferabilite),
        raconter(
            "Notez une phrase de chaque métier sur ce qui a changé pour lui, sans nom",
            "Racontez ce que vous diriez à un établissement qui commence",
        ),
    )


def apres(seen: Contexte) -> Blocks:
    """11. What was decided, who carries on, what the reviews found."""
    return section(
        "11. Les suites",
        *decisions(seen),
        *suites(seen),
        raconter("Racontez ce qu’il reste de l’essai aujourd’hui, et ce qui a été abandonné"),
    )
