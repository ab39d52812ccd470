"""From T0 to the last value of an indicator, around the dates of an experiment. No verdict.

*Avant*: the period comes before the start. *Après*: it lies within the test. *Suivi*: it comes after
the end. A period counts for the side on which nine of its days in ten lie (« proposition qvtkit »,
docs/decisions/0009); one that straddles a limit more than that is dropped, and listed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Literal, NamedTuple

from qvtkit.model.codes import EtatExperimentation, Periodicite
from qvtkit.model.periods import Periode

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur

Moment = Literal["avant", "apres", "suivi"]
NEUF_DIXIEMES = (9, 10)
"""The share of its days that puts a period on one side of a limit (proposition qvtkit)."""


class Releve(NamedTuple):
    """A value and the period that it describes."""

    periode: Periode
    valeur: float


class Comparaison(NamedTuple):
    """What was measured before, during and after a test."""

    t0: Releve | None
    derniere: Releve | None
    avant: int
    apres: int
    suivi: int
    a_cheval: tuple[Periode, ...] = ()
    """Periods with a value that straddle the start or the end: dropped."""
    presque_entieres: tuple[Periode, ...] = ()
    """Periods that count though a few of their days lie on the other side of a limit."""
    exclues: tuple[Periode, ...] = ()
    """Periods with a value that the group put aside: dropped too."""
    sans_valeur: tuple[Periode, ...] = ()
    """Periods written without a usable value."""
    autre_duree: tuple[Periode, ...] = ()
    """Periods with a value that are not of the indicator's own length: dropped too."""
    sans_debut: bool = False
    ajoute_apres_coup: bool = False
    """The indicator entered the plan after the start of the test."""
    definition_changee: bool = False
    """What is counted changed between T0 and the last value."""
    dernier_suivi: Releve | None = None
    """The last value after the end of the test."""
    attendue: Periode | None = None
    """The first period that would count since the start; None where any day would do."""

    @property
    def manques(self) -> tuple[str, ...]:
        """What is missing to set T0 beside a later value, in words."""
        if self.sans_debut:
            return ("Le test n’a pas encore de date de début.",)
        reasons = []
        if self.t0 is None:
            reasons.append("Pas de valeur avant le début du test.")
        if self.derniere is None:
            first = f" : la première période qui compte est {self.attendue.francais}" if self.attendue else ""
            reasons.append(f"Pas encore de valeur depuis le début du test{first}.")
        return tuple(reasons)


def comparer(
    indicateur: Indicateur,
    *,
    debut: DateSouple | None,
    fin: DateSouple | None = None,
    ajoute: DateSouple | None = None,
) -> Comparaison:
    """Set the values of *indicateur* around a test that runs from *debut* to *fin*.

    Without *fin* the test is still running; without *debut* every value comes before. *ajoute*
    is the day when the indicator entered the plan.
    """
    places = _placed(indicateur, debut, fin)
    before, after = places["avant"], places["apres"] + places["suivi"]
    t0, last = _t0(indicateur, before), _latest(after)
    return Comparaison(
        t0,
        last,
        len(before),
        len(places["apres"]),
        len(places["suivi"]),
        a_cheval=tuple(releve.periode for releve in places["a-cheval"]),
        presque_entieres=_nearly(places, debut, fin),
        dernier_suivi=_latest(places["suivi"]),
        attendue=premiere(indicateur, debut, fin, ("apres", "suivi")) if debut else None,
        exclues=tuple(releve.periode for releve in places["exclue"]),
        autre_duree=tuple(releve.periode for releve in places["autre-duree"]),
        sans_valeur=tuple(periode for periode, value in indicateur.series() if value is None),
        sans_debut=debut is None,
        ajoute_apres_coup=bool(debut and ajoute and debut.surely_before(ajoute)),
        definition_changee=bool(t0 and last and _definition_changed(indicateur, t0, last)),
    )


def _placed(indicateur: Indicateur, debut: DateSouple | None, fin: DateSouple | None) -> defaultdict[str, list[Releve]]:
    """Sort the values by place around the test, those put aside and those that straddle apart."""
    excluded = {exclusion.periode for exclusion in indicateur.exclusions}
    places: defaultdict[str, list[Releve]] = defaultdict(list)
    for periode, valeur in indicateur.series():
        if valeur is not None:
            place: str = moment(periode, debut, fin) or "a-cheval"
            if indicateur.periodicite and str(indicateur.periodicite) not in {"ponctuelle", periode.genre}:
                place = "autre-duree"
            places["exclue" if periode in excluded else place].append(Releve(periode, valeur))
    return places


def moment(periode: Periode, debut: DateSouple | None, fin: DateSouple | None) -> Moment | None:
    """Tell where *periode* lies around the test; None when it straddles one of its limits.

    Nine of its days in ten are enough: October counts as « après » for a test that began on the 3rd.
    """
    if debut is None:
        return "avant"
    some, whole = NEUF_DIXIEMES
    days = jours(periode, debut, fin)
    return next((place for place, count in days.items() if count * whole >= periode.days * some), None)


def jours(periode: Periode, debut: DateSouple, fin: DateSouple | None) -> dict[Moment, int]:
    """Return how many days of *periode* come before the test, within it and after it."""
    first, last = periode.first_day, periode.last_day
    days = (last - first).days + 1
    before = min(max((debut.first_day - first).days, 0), days)
    after = min(max((last - fin.last_day).days, 0), days) if fin else 0
    return {"avant": before, "apres": days - before - after, "suivi": after}


def _nearly(
    places: Mapping[str, list[Releve]], debut: DateSouple | None, fin: DateSouple | None
) -> tuple[Periode, ...]:  # fmt: skip
    """Return the periods that count though not all of their days lie on one side."""
    counted = (each.periode for place in ("avant", "apres", "suivi") for each in places[place])
    return tuple(each for each in counted if debut and each.days not in jours(each, debut, fin).values())


def premiere(
    indicateur: Indicateur, debut: DateSouple, fin: DateSouple | None, places: tuple[Moment, ...]
) -> Periode | None:  # fmt: skip
    """Return the first period of *indicateur* that lies in one of *places*; None where it has no rhythm."""
    if indicateur.periodicite in {None, Periodicite.PONCTUELLE} or (fin is None and "apres" not in places):
        return None
    start = debut if "apres" in places or fin is None else fin
    periode = Periode.containing(start.first_day, str(indicateur.periodicite))
    while moment(periode, debut, fin) not in places:
        periode = periode.next()
    return periode


def fin_du_test(experimentation: Experimentation) -> DateSouple | None:
    """Return the end of the test: the real one, else the planned one once it is over."""
    over = experimentation.etat in {EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE}
    return experimentation.fin or (experimentation.fin_prevue if over else None)


def _t0(indicateur: Indicateur, before: list[Releve]) -> Releve | None:
    """Return the declared reference when it was measured before the test, else the last before."""
    declared = (releve for releve in before if releve.periode == indicateur.reference)
    return next(declared, None) or _latest(before)


def _latest(releves: list[Releve]) -> Releve | None:
    """Return the value whose period ends last; the longer period wins a tie."""
    return max(releves, key=lambda r: (r.periode.last_day, r.periode.days), default=None)


def _definition_changed(indicateur: Indicateur, t0: Releve, last: Releve) -> bool:
    """Tell whether a definition began, or an older one stopped, between the two values."""
    since = indicateur.definition.depuis if indicateur.definition else None
    begun = since is not None and t0.periode.last_day < since.first_day <= last.periode.last_day
    return begun or any(
        old.jusqu_a is not None and t0.periode.first_day <= old.jusqu_a.last_day < last.periode.last_day
        for old in indicateur.historique_definition
    )
