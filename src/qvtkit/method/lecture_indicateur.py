"""One indicator of the plan of an experiment: its measures around the start, what they say, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer, fin_du_test, moment
from qvtkit.analysis.plan import ajoute_apres_coup, retire, sens_voulu
from qvtkit.analysis.reserves import Reserve, reserves
from qvtkit.analysis.verdict import Lecture, Verdict, lire, prudent
from qvtkit.method.petits_effectifs import (
    comptes_bruts,
    denominateur,
    dire_un_seul,
    est_petit,
    sans_verdict,
    trop_peu_de_repondants,
)
from qvtkit.method.verdict_en_mots import AJOUTE_APRES_COUP, EnMots, Sujet, degradation_possible, en_mots
from qvtkit.model.codes import ChoixDecision, EtatExperimentation, Famille, Nature, Periodicite, Sens

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from qvtkit.analysis.comparaison import Comparaison
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

Serie = dict["Periode", float | None]
"""Expected periods in time order, with their value; None where it is missing."""
PAS_COMMENCE = "Le test n’a pas encore de date de début : rien à comparer."
_SAISONS = {Periodicite.JOUR, Periodicite.SEMAINE, Periodicite.MOIS, Periodicite.TRIMESTRE}


@dataclass(frozen=True)
class Ligne:
    """An indicator of the plan and what can be said of it since the start of the test."""

    identifiant: str
    nom: str
    famille: Famille | None
    sens: Sens | None
    """The direction wanted in this experiment."""
    avant: Serie
    apres: Serie
    lecture: Lecture | None = None
    """None where no verdict is given: `sans_verdict` says why."""
    verdict: Verdict | None = None
    """Once the guard-rails are counted."""
    reserves: tuple[Reserve, ...] = ()
    mots: EnMots | None = None
    sans_verdict: str = ""
    ecartees: tuple[Periode, ...] = ()
    """Periods with a value that are left out: put aside by the group, astride a limit, of another length."""
    degradation_possible: str = ""
    comptes: tuple[str, str] = ("", "")
    """Counts behind the first value shown (last before) and the last one."""
    un_seul: str = ""
    """In a small establishment, what one event more would change."""
    unite: str = ""
    muette: bool = False
    """An index that is not compared here: none of its values is set beside another."""
    retire: bool = False
    """Planned at the start, and taken out of the plan since: read all the same."""
    p_holm: float | None = None
    """p of the rank test, adjusted for the number of indicators; for the headline only."""

    @property
    def oriente(self) -> bool:
        """Tell whether a direction is wanted: the indicator is then aimed at."""
        return self.sens in {Sens.HAUSSE, Sens.BAISSE}

    @property
    def conclut(self) -> bool:
        """Tell whether the measures were enough to read anything."""
        return self.verdict is not None and self.verdict.conclut


def ligne(
    projet: Projet, test: Experimentation, suivi: IndicateurSuivi, autres: Sequence[Reserve] = ()
) -> Ligne | None:
    """Read one indicator of the plan of *test*; None where its file is missing.

    *autres*: the reasons to be careful that the whole project gives.
    """
    identifier = suivi.indicateur or ""
    indicator = projet.indicateurs.get(identifier)
    if indicator is None:
        return None
    result = comparer(indicator, debut=test.debut, fin=fin_du_test(test), ajoute=suivi.ajoute)
    aside = (*result.exclues, *result.a_cheval, *result.autre_duree)
    before, after = _series(projet, indicator, test, aside)
    base = Ligne(
        identifier,
        indicator.nom or identifier,
        indicator.famille,
        sens_voulu(test, suivi, indicator),
        before,
        after,
        ecartees=aside,
        unite=indicator.unite,
        retire=retire(test, identifier),
    )
    why = _why_none(projet, suivi, indicator, test)
    if why:
        silent = bool(sans_verdict(projet.dossier.etablissement, identifier, indicator))
        return replace(base, sans_verdict=why, muette=silent)
    return _lue(projet, indicator, test, base, result, autres)


def _why_none(projet: Projet, suivi: IndicateurSuivi, indicator: Indicateur, test: Experimentation) -> str:
    if test.debut is None:
        return PAS_COMMENCE
    if ajoute_apres_coup(test, suivi):
        return AJOUTE_APRES_COUP
    return sans_verdict(projet.dossier.etablissement, suivi.indicateur or "", indicator)


def _lue(
    projet: Projet,
    indicator: Indicateur,
    test: Experimentation,
    base: Ligne,
    result: Comparaison,
    autres: Sequence[Reserve],
) -> Ligne:
    """Add to *base* the reading, the guard-rails and the words."""
    before, after, sens = list(base.avant.values()), list(base.apres.values()), str(base.sens or "")
    changed = [Reserve.DEFINITION_CHANGEE] if result.definition_changee else []
    found = {*_reserves(indicator, base), *autres, *changed}
    cautions = tuple(each for each in Reserve if each in found)
    reading = lire(before, after, sens)
    verdict = prudent(reading.verdict, len(cautions))
    subject = _sujet(indicator, base, test.debut, result)
    return replace(
        base,
        lecture=reading,
        verdict=verdict,
        reserves=cautions,
        mots=en_mots(reading, verdict, subject, cautions),
        degradation_possible=degradation_possible(reading, sens, subject),
        comptes=_counts(indicator, base),
        un_seul=_one_more(projet, indicator, base),
    )


def _reserves(indicator: Indicateur, base: Ligne) -> tuple[Reserve, ...]:
    """Return the guard-rails that the measures tell; the season only where there are several measures a year."""
    seasonal = indicator.periodicite in _SAISONS
    return reserves(
        list(base.avant.values()),
        list(base.apres.values()),
        jours_avant=[each.first_day for each in _known(base.avant)] if seasonal else (),
        jours_apres=[each.first_day for each in _known(base.apres)] if seasonal else (),
        denominateurs=_denominators(indicator, base),
    )


def _series(
    projet: Projet, indicator: Indicateur, test: Experimentation, aside: Collection[Periode]
) -> tuple[Serie, Serie]:
    """Return the measures before the start and since, gaps included; those put aside and those that straddle left out.

    What follows the end counts where the change was kept: once it was given up, it says nothing of it.
    """
    given_up = test.etat is EtatExperimentation.ARRETEE or (
        test.decision is not None and test.decision.choix is ChoixDecision.ARRETER
    )
    wanted = {"apres"} if given_up else {"apres", "suivi"}
    threshold = projet.dossier.confidentialite.seuil
    before: Serie = {}
    after: Serie = {}
    for periode, value in indicator.series():
        place = moment(periode, test.debut, fin_du_test(test))
        shown = None if trop_peu_de_repondants(indicator.mesures.get(periode), threshold) else value
        if periode in aside or place is None or (value is None and not _of_own_length(indicator, periode)):
            continue
        if place == "avant":
            before[periode] = shown
        elif place in wanted:
            after[periode] = shown
    kept = _since_recalculation(indicator, test.debut, before)
    return _with_gaps(indicator, kept, aside), _with_gaps(indicator, after, aside)


def _of_own_length(indicator: Indicateur, periode: Periode) -> bool:
    return indicator.periodicite in {None, Periodicite.PONCTUELLE} or str(indicator.periodicite) == periode.genre


def _since_recalculation(indicator: Indicateur, debut: DateSouple | None, before: Serie) -> Serie:
    """Keep what follows the last new start that the group decided before the test."""
    starts = [
        each.depuis.first_day
        for each in indicator.recalculs
        if each.depuis and (debut is None or each.depuis.first_day < debut.first_day)
    ]
    return {periode: value for periode, value in before.items() if not starts or periode.first_day >= max(starts)}


def _with_gaps(indicator: Indicateur, serie: Serie, aside: Collection[Periode]) -> Serie:
    """Add the periods that were due between two others and were not measured."""
    if indicator.periodicite in {None, Periodicite.PONCTUELLE} or not serie:
        return serie
    periode, last = next(iter(serie)), next(reversed(serie))
    complete: Serie = {}
    while periode.first_day <= last.first_day:
        if periode in serie or periode not in aside:
            complete[periode] = serie.get(periode)
        periode = periode.next()
    return complete


def _known(serie: Serie) -> list[Periode]:
    return [periode for periode, value in serie.items() if value is not None]


def _denominators(indicator: Indicateur, base: Ligne) -> list[float]:
    if indicator.nature is not Nature.PROPORTION:
        return []
    found = (denominateur(indicator, periode) for periode in (*_known(base.avant), *_known(base.apres)))
    return [each for each in found if each is not None]


def _sujet(indicator: Indicateur, base: Ligne, debut: DateSouple | None, result: Comparaison) -> Sujet:
    start = debut.francais if debut else ""
    later = list(base.apres)

    def following(more: int) -> str:
        periode = later[-1] if later else result.attendue
        if periode is None or indicator.periodicite in {None, Periodicite.PONCTUELLE}:
            return ""
        for _ in range(more if later else more - 1):
            periode = periode.next()
        return periode.francais

    return Sujet(
        base.nom,
        f"le {start}" if debut and debut.jour else start,
        indicator.unite,
        tuple(periode.francais for periode in later),
        following,
    )


def _counts(indicator: Indicateur, base: Ligne) -> tuple[str, str]:
    ends = (_known(base.avant), _known(base.apres))
    first, last = (comptes_bruts(indicator, periods[-1]) if periods else "" for periods in ends)
    return first, last


def _one_more(projet: Projet, indicator: Indicateur, base: Ligne) -> str:
    periods = _known(base.apres) or _known(base.avant)
    return dire_un_seul(indicator, periods[-1]) if periods and est_petit(projet.dossier.etablissement) else ""
