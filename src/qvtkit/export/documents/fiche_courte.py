"""The fiche on one page: what a neighbour reads in two minutes."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qvtkit.export.coupe import ajuste
from qvtkit.export.document import Callout, Heading, Para, Run, Table
from qvtkit.export.sections.communs import NON_RENSEIGNE, Blocks, dit, gras, liste, para, rien_encore
from qvtkit.export.sections.essentiel import moyens
from qvtkit.export.sections.experimentation import AUCUNE
from qvtkit.export.sections.familles import FAMILLE_VIDE, courbe, par_famille
from qvtkit.export.sections.resultats import hors_du_test
from qvtkit.export.vues.resultats import PAYEE
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import EtatExperimentation, Famille
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.coupe import Place
    from qvtkit.export.document import Block, Cell
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu

_BUDGET = 5200
"""Characters of the whole that Word sets on one page."""
_LONG = 420
_MOST_DRAWN = 6
"""Indicators whose curves hold on the page with the rest."""
_WIDTH_CM, _HEIGHT_CM = 5.4, 2.3
PRUDENCE = "Avant → après : médianes. Une lecture dit si un chiffre a bougé, jamais pourquoi."


def blocs(seen: Contexte) -> Blocks:
    """Return the blocks of the page, in the order of a short conversation, long texts cut so that they hold on it."""
    return ajuste(lambda place: _blocs(seen, place), _BUDGET)


def _blocs(seen: Contexte, place: Place) -> Blocks:
    return (
        *_identite(seen), *_problem(seen, place), *_tests(seen, place), *_results(seen, place),
        *_decisions(seen, place), *_neighbour(seen, place), *_footer(seen),
    )  # fmt: skip


def _identite(seen: Contexte) -> Blocks:
    """Status, type, size, region, cluster and theme on one line."""
    who = seen.identite
    clusters = (c.dit + (f" ({c.theme_utile})" if c.theme_utile else "") for c in who.clusters)
    kind = " ".join(filter(None, (who.type, who.statut.lower())))
    line = ", ".join(filter(None, (kind, who.effectif, who.region, *clusters)))
    return para(majuscule(line), "chapeau")


def _problem(seen: Contexte, place: Place) -> Blocks:
    problems = seen.diagnostic.problemes
    text = " ".join(phrase(place.coupe(p.enonce or p.titre, _LONG)) for p in problems[:1])
    return (Heading(1, "Le problème"), Para(text or NON_RENSEIGNE))


def _tests(seen: Contexte, place: Place) -> Blocks:
    """What was tested, where, how long."""
    running = any(test.etat == EtatExperimentation.EN_COURS.libelle for test in seen.experimentations)
    title = Heading(1, "Ce qui est testé" if running else "Ce qui a été testé")
    if not seen.experimentations:
        return (title, Para(f"{AUCUNE} {seen.sans_experimentation}".strip()))
    return (title, *(block for test in seen.experimentations for block in _test(test, place)))


def _test(test: ExperimentationVue, place: Place) -> Blocks:
    where = dict(test.perimetre)
    frame = (
        minuscule(test.services), minuscule(where.get("Horaires", "")), minuscule(test.dates), test.duree,
    )  # fmt: skip
    line = ", ".join(filter(None, frame))
    body = (Run(f"{test.titre}. ", gras=True), Run(phrase(place.coupe(test.ce_qui_change, _LONG))))
    return (Para(body), *dit("Où et combien de temps", phrase(line)))


def _results(seen: Contexte, place: Place) -> Blocks:
    """The three families side by side: what moved, with how many measures and what caution."""
    tests = seen.experimentations
    title = Heading(1, "Ce que disent les chiffres")
    if not tests:
        alone = seen.indicateurs_hors_plan
        drawn = 0 < len(alone) <= _MOST_DRAWN and place.part == 1
        return (title, *((hors_du_test("", alone),) if drawn else _followed(alone)))
    lines: list[Block] = [title]
    drawn = sum(len(test.indicateurs) for test in tests) <= _MOST_DRAWN and place.part == 1
    for test in tests:
        named = (Para((Run(test.titre, gras=True),)),) if len(tests) > 1 else ()
        lines += [*named, *_families(test, drawn=drawn)]
    return tuple(lines)


def _families(test: ExperimentationVue, *, drawn: bool) -> Blocks:
    if not test.indicateurs:
        return (Para("Aucun indicateur dans le plan."),)
    columns = [
        (title, [_indicator(item, drawn=drawn) for item in items]) for title, items in par_famille(test.indicateurs)
    ]
    empty: Cell = (Para("À vérifier : aucun indicateur suivi."),)
    rows = tuple(zip_longest(*(cells or [empty] for _, cells in columns), fillvalue=""))
    unread = test.resultats.a_verifier
    names = enumerate_fr(f"« {each} »" for each in unread)
    check = f"À vérifier, faute de chiffres lisibles : {names}." if unread else ""
    return (
        *dit(PAYEE, " ".join(test.resultats.payees)),
        Table("", tuple(title for title, _ in columns), rows, largeurs=tuple(1 for _ in columns)),
        *para(f"{check} {PRUDENCE}".strip(), "note"),
    )  # fmt: skip


def _indicator(item: IndicateurVu, *, drawn: bool) -> Cell:
    """An indicator, what is read of it on one line, its curve where there is room."""
    read = item.lecture
    name = Para((Run(item.titre, gras=True),))
    curve = courbe(item, _WIDTH_CM, _HEIGHT_CM) if drawn else ()
    return (name, *((Para(phrase(read.court)),) if read else ()), *curve)


def _followed(items: Sequence[IndicateurVu]) -> Blocks:
    """The last value of each indicator, family by family, where nothing is tested."""
    told = {
        famille: " ; ".join(_last(item) for item in items if item.famille is famille) or minuscule(FAMILLE_VIDE)
        for famille in Famille
    }
    return tuple(block for famille, text in told.items() for block in dit(famille.libelle, phrase(text)))


def _last(item: IndicateurVu) -> str:
    """« Chutes : 5 chutes en octobre 2016 »: a share never goes without its counts."""
    value = item.derniere
    if value is None:
        return f"{item.nom} : {minuscule((*item.remarques, 'pas encore mesuré')[0])}"
    raw = value.brut and f"({value.brut})"
    return f"{item.nom} : {' '.join(filter(None, (value.texte, raw, value.quand)))}"


def _decisions(seen: Contexte, place: Place) -> Blocks:
    boxes = tuple(
        Callout(
            "a-retenir",
            f"Décision : {minuscule(d.choix) or 'à préciser'}",
            (Para(place.coupe(d.motif, _LONG) or NON_RENSEIGNE),),
        )
        for test in seen.experimentations
        if (d := test.decision)
    )
    none = dit("Décision", "Pas encore prise." if seen.experimentations else "")
    return (*(boxes or none), *dit("Moyens pour la suite", moyens(seen) if seen.bilan_attendu else ""))


def _neighbour(seen: Contexte, place: Place) -> Blocks:
    told = seen.bilan
    pairs = (
        ("Une réussite", told.reussite), ("Une difficulté", told.difficulte), ("Un conseil", told.conseil)
    )  # fmt: skip
    items = liste(gras(label, place.coupe(text, _LONG)) for label, text in pairs if text)
    return (Heading(1, "Ce que nous dirions à un voisin"), *(items or (Para(rien_encore(seen)),)))


def _footer(seen: Contexte) -> Blocks:
    contact = f"Contact : {minuscule(seen.identite.contact)}." if seen.identite.contact else ""
    missing = len(seen.manques)
    left = f"Il reste {plural(missing, 'point')} à compléter : voir la fiche longue." if missing else ""
    return para(" ".join(filter(None, (contact, left))))
