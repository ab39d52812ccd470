"""The fiche on one page: what a neighbour reads in two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Heading, Para, Run
from qvtkit.export.sections.communs import NON_RENSEIGNE, Blocks, dit, gras, liste, para
from qvtkit.export.sections.experimentation import AUCUNE
from qvtkit.export.sections.familles import FAMILLE_VIDE
from qvtkit.export.vues.cloture import NON_PREVU
from qvtkit.export.vues.resultats import PAYEE
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import Famille
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Block
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu

PRUDENCE = "Avant → après : médianes. Une lecture dit si un chiffre a bougé, jamais pourquoi."


def blocs(seen: Contexte) -> Blocks:
    """Return the blocks of the page, in the order of a short conversation."""
    return (
        *_identite(seen), *_problem(seen), *_tests(seen), *_results(seen), *_decisions(seen),
        *_neighbour(seen), *_footer(seen),
    )  # fmt: skip


def _identite(seen: Contexte) -> Blocks:
    """Status, type, size, region, cluster and theme on one line."""
    who = seen.identite
    clusters = (c.dit + (f" ({minuscule(c.theme)})" if c.theme else "") for c in who.clusters)
    kind = " ".join(filter(None, (who.type, who.statut.lower())))
    line = ", ".join(filter(None, (kind, who.effectif, who.region, *clusters)))
    return para(line and phrase(line), "chapeau")


def _problem(seen: Contexte) -> Blocks:
    problems = seen.diagnostic.problemes
    text = " ".join(phrase(p.enonce or p.titre) for p in problems[:1])
    return (Heading(1, "Le problème"), Para(text or NON_RENSEIGNE))


def _tests(seen: Contexte) -> Blocks:
    """What was tested, where, how long."""
    title = Heading(1, "Ce qui a été testé")
    if not seen.experimentations:
        return (title, Para(f"{AUCUNE} {seen.sans_experimentation}".strip()))
    return (title, *(block for test in seen.experimentations for block in _test(test)))


def _test(test: ExperimentationVue) -> Blocks:
    where = dict(test.perimetre)
    frame = (
        minuscule(test.services), minuscule(where.get("Horaires", "")), minuscule(test.dates), test.duree,
    )  # fmt: skip
    line = ", ".join(filter(None, frame))
    body = (Run(f"{test.titre}. ", gras=True), Run(phrase(test.ce_qui_change)))
    return (Para(body), *dit("Où et combien de temps", phrase(line)))


def _results(seen: Contexte) -> Blocks:
    """One line a family: what moved, with how many measures and what caution; then what no test follows."""
    tests = seen.experimentations
    title = Heading(1, "Ce que disent les chiffres")
    if not tests:
        return (title, *_followed(seen.indicateurs_hors_plan))
    lines: list[Block] = [title]
    for test in tests:
        named = (Para((Run(test.titre, gras=True),)),) if len(tests) > 1 else ()
        lines += [*named, *_families(test)]
    return tuple(lines)


def _families(test: ExperimentationVue) -> Blocks:
    if not test.indicateurs:
        return (Para("Aucun indicateur dans le plan."),)
    return (
        *dit(PAYEE, " ".join(test.resultats.payees)),
        *(block for famille, text in test.resultats.familles for block in dit(famille, phrase(text))),
        *para(PRUDENCE, "note"),
    )


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


def _decisions(seen: Contexte) -> Blocks:
    boxes = tuple(
        Callout("a-retenir", f"Décision : {minuscule(d.choix) or 'à préciser'}", (Para(d.motif or NON_RENSEIGNE),))
        for test in seen.experimentations
        if (d := test.decision)
    )
    none = dit("Décision", "Pas encore prise." if seen.experimentations else "")
    return (*(boxes or none), *dit("Moyens pour la suite", _means(seen)))


def _means(seen: Contexte) -> str:
    """Who carries on and with what; « non prévus » in clear."""
    after = seen.suites
    who = f"qui porte la suite : {minuscule(after.pilote)}" if after.pilote else "personne n’est désigné"
    hours = after.heures if after.heures != NON_PREVU else "heures non prévues"
    euros = after.euros if after.euros != NON_PREVU else f"euros {NON_PREVU}"
    return phrase(f"{who} ; {hours} ; {euros}")


def _neighbour(seen: Contexte) -> Blocks:
    told = seen.bilan
    pairs = (
        ("Une réussite", told.reussite), ("Une difficulté", told.difficulte), ("Un conseil", told.conseil)
    )  # fmt: skip
    items = liste(gras(label, text) for label, text in pairs if text)
    return (Heading(1, "Ce que nous dirions à un voisin"), *(items or (Para(NON_RENSEIGNE),)))


def _footer(seen: Contexte) -> Blocks:
    contact = f"Contact : {minuscule(seen.identite.contact)}." if seen.identite.contact else ""
    missing = len(seen.manques)
    left = f"Il reste {plural(missing, 'point')} à compléter ; la fiche longue les liste." if missing else ""
    return para(" ".join(filter(None, (contact, left))))
