"""How an indicator is told on a screen: what it counts, in which direction, how it is computed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.model.codes import Sens
from qvtkit.model.numbers import plain_number
from qvtkit.text import fold, plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.indicateur import Indicateur

_MOST_PUBLISHED = 4
_SENS = {
    Sens.BAISSE: "la baisse est souhaitée", Sens.HAUSSE: "la hausse est souhaitée",
    Sens.CONTEXTUEL: "ni la hausse ni la baisse n’est bonne en soi",
}  # fmt: skip


def sens(indicator: Indicateur) -> str:
    """Return the wanted direction in words."""
    return _SENS.get(indicator.sens, "") if indicator.sens else ""


def sens_court(indicator: Indicateur) -> str:
    """Return the wanted direction in two words, for a column."""
    short = {Sens.BAISSE: "à la baisse", Sens.HAUSSE: "à la hausse", Sens.CONTEXTUEL: "selon le cas"}
    return short.get(indicator.sens, "—") if indicator.sens else "—"


def definition(indicator: Indicateur) -> list[tuple[str, str]]:
    """Return what defines the indicator, as « label, text » pairs; empty texts are not shown."""
    said, target = indicator.definition, indicator.cible
    due = f" pour {target.echeance.francais}" if target and target.echeance else ""
    return [
        ("Famille", indicator.famille.libelle if indicator.famille else ""),
        ("Service", indicator.service),
        ("Sens", sens(indicator)),
        ("Calcul", indicator.formule),
        *calculation(indicator),
        ("Qui ou quoi est compté", said.champ if said else ""),
        ("Motifs inclus", said.motifs_inclus if said else ""),
        ("En vigueur depuis", said.depuis.francais if said and said.depuis else ""),
        ("Périodicité", indicator.periodicite.libelle if indicator.periodicite else ""),
        ("Valeurs possibles", _limits(indicator)),
        ("Source des chiffres", indicator.source),
        ("Relevé par", indicator.responsable),
        ("Définition", said.source if said else ""),
        ("Cible", f"{indicator.shown(target.valeur)}{due}" if target and target.valeur is not None else ""),
    ]


def calculation(indicator: Indicateur) -> list[tuple[str, str]]:
    """Return the numerator and the denominator with the sense of their variables; else the variables."""
    formula = indicator.formule_lue
    parts = formula.rapport if formula else None
    if parts is None:
        return [("Variables", "\n".join(f"{name} : {sense}" for name, sense in indicator.variables.items()))]
    top, bottom, factor = parts
    times = f"\nle tout × {plain_number(factor)}" if factor != 1 else ""
    return [("Au numérateur", _part(indicator, top)), ("Au dénominateur", _part(indicator, bottom) + times)]


def _part(indicator: Indicateur, text: str) -> str:
    """Return a part of the formula with the sense of each of its variables."""
    known = {**indicator.variables, "jours_periode": "jours de la période, comptés par qvtkit"}
    senses = {name: sense for name, sense in known.items() if re.search(rf"\b{re.escape(name)}\b", text)}
    if list(senses) == [text]:
        return f"{senses[text]} ({text})" if senses[text] else text
    return "\n".join((text, *(f"{name} : {sense}" for name, sense in senses.items())))


def _limits(indicator: Indicateur) -> str:
    limits = indicator.bornes
    low, high = (limits.min, limits.max) if limits else (None, None)
    if low is not None and high is not None:
        return f"de {plain_number(low)} à {plain_number(high)}"
    return (
        f"à partir de {plain_number(low)}"
        if low is not None
        else f"jusqu’à {plain_number(high)}"
        if high is not None
        else ""
    )


def comparisons(indicator: Indicateur) -> str:
    """Return the published values, one a line, each with its field and its year."""
    return "\n".join(filter(None, (each.citation(indicator.unite) for each in indicator.comparaisons)))


def nearest_comparisons(indicator_id: str, indicator: Indicateur, kind: str) -> str:
    """Return four published values at most, those of the establishment's *kind* first, and where the others are."""
    mine = sorted(indicator.comparaisons, key=lambda each: not kind or fold(kind) not in fold(each.champ))
    lines = [line for each in mine if (line := each.citation(indicator.unite))]
    left = len(lines) - _MOST_PUBLISHED
    more = [f"… et {plural(left, 'autre')} : qvtkit indicator catalog {indicator_id}"] if left > 0 else []
    return "\n".join((*lines[:_MOST_PUBLISHED], *more))


def limits_of(indicator_id: str, indicator: Indicateur) -> str:
    """Return what the figure does not say: of the project, else of the catalogue."""
    from qvtkit.ops.catalogue import trap_for

    return (indicator.definition.limites if indicator.definition else "") or trap_for(indicator_id)


def explanation(indicator_id: str, indicator: Indicateur) -> str:
    """Return what the indicator counts, a line each: what « ? » tells while one types measures."""
    told = {"Sens", "Calcul", "Au numérateur", "Au dénominateur", "Variables", "Qui ou quoi est compté", "Motifs inclus",
            "Source des chiffres"}  # fmt: skip
    pairs = [pair for pair in definition(indicator) if pair[0] in told]
    pairs.append(("À savoir", limits_of(indicator_id, indicator)))
    lines = [f"  {label} : {text}".replace("\n", " ; ") for label, text in pairs if text]
    return "\n".join((indicator.nom or indicator_id, *lines))


def last_value(indicator: Indicateur) -> str:
    """Return « mars 2016, 8,2 % », or a dash."""
    last = indicator.last()
    return f"{last[0].francais}, {indicator.shown(last[1])}" if last else aside(indicator) or "—"


def aside(indicator: Indicateur) -> str:
    """Return « à part : mars 2016, d’une autre durée »: what is kept without being counted; empty for nothing."""
    other = indicator.autre_duree()
    more = f" et {plural(len(other) - 1, 'autre')}" if len(other) > 1 else ""
    return f"à part : {other[-1].francais}{more}, d’une autre durée" if other else ""


def awaited(indicator: Indicateur, day: dt.date) -> str:
    """Return which measures are to be noted: « avril 2017 », « 3 (04/2017 à 06/2017) », and whether late."""
    from qvtkit.method.completude import dues, en_retard

    waited, late = dues(indicator, day), en_retard(indicator, day)
    if not waited:
        return ""
    several = f"{len(waited)} ({waited[0].court} à {waited[-1].court})"
    text = waited[0].francais if len(waited) == 1 else several
    return f"{text}, en retard" if late else text


def waiting(indicator: Indicateur, day: dt.date) -> str:
    """Return « 2 en retard » or « 1 à relever », nothing where all is noted."""
    from qvtkit.method.completude import dues, en_retard

    late, due = len(en_retard(indicator, day)), len(dues(indicator, day))
    return f"{late} en retard" if late else f"{due} à relever" if due else ""


def received(indicator: Indicateur, day: dt.date) -> str:
    """Return « 14 sur 15 », the measures received of those awaited since the first."""
    from qvtkit.method.completude import depuis_le_debut

    count = depuis_le_debut(indicator, day)
    return f"{count.recues} sur {count.attendues}" if count.attendues else "—"
