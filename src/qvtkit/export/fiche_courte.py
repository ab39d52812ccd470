"""The fiche on one page: what a neighbour reads in two minutes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Cell, Heading, Para, Run, Table
from qvtkit.export.sections.communs import NON_RENSEIGNE, Blocks, dit, gras, liste, para
from qvtkit.export.sections.experimentation import AUCUNE
from qvtkit.export.sections.resultats import FAMILLE_VIDE, PRUDENCE_COURTE
from qvtkit.export.vues.cloture import NON_PREVU
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import Famille
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu, ValeurVue


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
    """The three families side by side, T0 then the last value."""
    found = [item for test in seen.experimentations for item in test.indicateurs]
    found += seen.indicateurs_hors_plan if not seen.experimentations else ()
    cells = tuple(_family([item for item in found if item.famille is family]) for family in Famille)
    heads = tuple(family.libelle for family in Famille)
    table = Table("", heads, (cells,), largeurs=(1, 1, 1))
    shown = any(item.t0 and item.derniere for item in found)
    return (Heading(1, "Ce que disent les chiffres"), table, *para(PRUDENCE_COURTE if shown else "", "note"))


def _family(items: list[IndicateurVu]) -> Cell:
    if not items:
        return FAMILLE_VIDE
    return tuple(block for item in items for block in _indicator(item))


def _indicator(item: IndicateurVu) -> tuple[Para, ...]:
    """The name, then T0 and the last value, or what keeps from setting them side by side."""
    wanted = f" ({minuscule(item.sens)})" if item.sens else ""
    values = [value for value in (item.t0, item.derniere) if value]
    said = phrase(", puis ".join(_value(value) for value in values))
    reasons = dict.fromkeys((*item.manques, *item.remarques))
    return (
        Para((Run(item.nom, gras=True), Run(wanted))),
        Para(" ".join(filter(None, (*reasons, said)))),
    )


def _value(value: ValeurVue) -> str:
    """« 6,4 % (16 sur 251) en mars 2016 »: a share never goes without its counts."""
    return " ".join(filter(None, (value.texte, value.brut and f"({value.brut})", value.quand)))


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
