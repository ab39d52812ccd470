"""The three families side by side for one experiment: what was aimed at and seen, not seen, paid elsewhere, unexpected.

No score, no average over the families, no ranking: four boxes, and what to check. An improvement in one family with a
degradation in another is said, for the first is often paid by the second.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import fin_du_test
from qvtkit.analysis.multiple import holm
from qvtkit.analysis.plan import suivis
from qvtkit.analysis.reserves import Reserve
from qvtkit.analysis.verdict import SEUIL, Verdict
from qvtkit.method.lecture_indicateur import Ligne, ligne
from qvtkit.model.codes import EtatExperimentation, Famille, TypeFait

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.journal import Fait
    from qvtkit.model.projet import Projet


@dataclass(frozen=True)
class VueFamilles:
    """The indicators of one experiment, family by family."""

    experimentation: str
    lignes: tuple[Ligne, ...]
    evenements: tuple[Fait, ...]
    """What the journal says happened outside the project in the same time."""
    autres_experimentations: tuple[str, ...]

    def de(self, famille: Famille) -> tuple[Ligne, ...]:
        """Return the lines of one family, in the order of the plan."""
        return tuple(each for each in self.lignes if each.famille is famille)

    @property
    def vise_et_obtenu(self) -> tuple[Ligne, ...]:
        """Indicators with a wanted direction that clearly moved that way."""
        return tuple(each for each in self.lignes if each.oriente and each.verdict is Verdict.SIGNAL_AMELIORATION)

    @property
    def vise_non_vu(self) -> tuple[Ligne, ...]:
        """Indicators with a wanted direction and a verdict in which it is not, or not yet, clearly seen."""
        return tuple(
            each
            for each in self.lignes
            if each.oriente
            and each.verdict not in {None, Verdict.SIGNAL_AMELIORATION}
            and not (each.verdict and each.verdict.est_degradation)
        )

    @property
    def paye_ailleurs(self) -> tuple[Ligne, ...]:
        """Indicators that moved, or may have moved, the unwanted way."""
        return tuple(each for each in self.lignes if each.verdict and each.verdict.est_degradation)

    @property
    def surprises(self) -> tuple[Ligne, ...]:
        """Indicators that moved, or may have, though no direction was wanted."""
        return tuple(each for each in self.lignes if each.verdict in {Verdict.CHANGEMENT_NET, Verdict.INDICE})

    @property
    def amelioration_payee(self) -> tuple[tuple[Ligne, Ligne], ...]:
        """Pairs of a clear improvement in one family and a degradation, clear or not, in another.

        Counted before the guard-rails: a warning must not be lost to caution.
        """
        better = [each for each in self.lignes if each.lecture and each.lecture.verdict is Verdict.SIGNAL_AMELIORATION]
        worse = [each for each in self.lignes if each.lecture and each.lecture.verdict.est_degradation]
        return tuple((one, other) for one in better for other in worse if one.famille is not other.famille)

    @property
    def a_verifier(self) -> tuple[Famille, ...]:
        """Families of which no indicator can be read: empty is not the same as well."""
        return tuple(famille for famille in Famille if not any(each.conclut for each in self.de(famille)))

    @property
    def examines(self) -> int:
        """How many indicators were enough measured to be read."""
        return sum(each.conclut for each in self.lignes)

    @property
    def tient_ensemble(self) -> bool:
        """Tell whether at least one signal of improvement remains once several indicators are allowed for."""
        return any(
            each.verdict is Verdict.SIGNAL_AMELIORATION and each.p_holm is not None and each.p_holm <= SEUIL
            for each in self.lignes
        )


def vue_familles(projet: Projet, experimentation: str, jour: dt.date | None = None) -> VueFamilles | None:
    """Read the plan of one experiment; None where there is none of that name."""
    test = projet.experimentations.get(experimentation)
    return None if test is None else lire_familles(projet, experimentation, test, jour)


def lire_familles(
    projet: Projet, experimentation: str, test: Experimentation, jour: dt.date | None = None
) -> VueFamilles:
    """Read the plan of *test*, the experiment of that name, from the measures of periods begun by *jour*."""
    first = [each for suivi in suivis(test) if (each := ligne(projet, test, suivi, (), jour))]
    facts = _evenements(projet, test, first)
    others = _en_meme_temps(projet, experimentation, test, first)
    cautions = [Reserve.AUTRES_EVENEMENTS] * bool(facts) + [Reserve.EXPERIMENTATIONS_ENSEMBLE] * bool(others)
    if cautions:
        lines = [each for suivi in suivis(test) if (each := ligne(projet, test, suivi, cautions, jour))]
    else:
        lines = first
    adjusted = holm(
        [each.lecture.test.p if each.conclut and each.lecture and each.lecture.test else None for each in lines]
    )
    lines = [replace(each, p_holm=p) for each, p in zip(lines, adjusted, strict=True)]
    return VueFamilles(experimentation, tuple(lines), facts, others)


def _fenetre(test: Experimentation, lignes: list[Ligne]) -> tuple[dt.date, dt.date] | None:
    """Return the first and the last day that the measures since the start describe."""
    if test.debut is None:
        return None
    ends = [periode.last_day for each in lignes for periode in each.apres]
    end = fin_du_test(test)
    return test.debut.first_day, max([*ends, end.last_day if end else test.debut.last_day])


def _evenements(projet: Projet, test: Experimentation, lignes: list[Ligne]) -> tuple[Fait, ...]:
    window = _fenetre(test, lignes)
    if window is None:
        return ()
    return tuple(
        fact
        for fact in projet.journal.faits
        if fact.type is TypeFait.EVENEMENT_EXTERIEUR
        and fact.date
        and fact.date.first_day <= window[1]
        and fact.date.last_day >= window[0]
    )


def _en_meme_temps(projet: Projet, experimentation: str, test: Experimentation, lignes: list[Ligne]) -> tuple[str, ...]:
    """Return the other experiments that ran in the same time, those only planned left out."""
    window = _fenetre(test, lignes)
    if window is None:
        return ()
    return tuple(
        name
        for name, other in projet.experimentations.items()
        if name != experimentation
        and other.debut
        and other.etat is not EtatExperimentation.PREVUE
        and other.debut.first_day <= window[1]
        and ((end := fin_du_test(other)) is None or end.last_day >= window[0])
    )
