"""One indicator of the plan of an experiment: its measures around the start, what they say, and how far to trust it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer, fin_du_test
from qvtkit.analysis.plan import ajoute_apres_coup, retire, sens_voulu
from qvtkit.analysis.reserves import Reserve, reserves
from qvtkit.analysis.verdict import Lecture, Verdict, lire, prudent
from qvtkit.method.lecture_a_part import a_part, depuis_la_fin
from qvtkit.method.lecture_definition import dire_changee, traversees
from qvtkit.method.lecture_series import Serie, connues, jusqu_au, series
from qvtkit.method.lexique import majuscule
from qvtkit.method.petits_effectifs import (
    comptes_bruts,
    denominateur,
    dire_un_seul,
    est_petit,
    sans_verdict,
)
from qvtkit.method.verdict_en_mots import AJOUTE_APRES_COUP, EnMots, Sujet, degradation_possible, en_mots
from qvtkit.model.codes import Famille, Nature, Periodicite, Sens

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.analysis.comparaison import Comparaison
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

DEUX = 2
"""A change of what is counted weighs as much as two reasons to be careful: it alone makes a signal a hint."""
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
    a_part: tuple[str, ...] = ()
    """What is left out, with the reason, in words."""
    depuis_la_fin: int = 0
    """How many of the measures since the start were made after the end of the test."""
    changee: str = ""
    """« ce qui est compté a changé en décembre 2016 », where it did between the first measure and the last."""
    autre_mesure: bool = False
    """It is another measure since: no value before stands beside one after."""
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
    projet: Projet,
    test: Experimentation,
    suivi: IndicateurSuivi,
    autres: Sequence[Reserve] = (),
    jour: dt.date | None = None,
) -> Ligne | None:
    """Read one indicator of the plan of *test*; None where its file is missing.

    *autres*: the reasons to be careful that the whole project gives. *jour*: measures of periods that begin later
    are not counted.
    """
    identifier = suivi.indicateur or ""
    written = projet.indicateurs.get(identifier)
    if written is None:
        return None
    indicator = jusqu_au(written, jour)
    result = comparer(indicator, debut=test.debut, fin=fin_du_test(test), ajoute=suivi.ajoute)
    base = _base(projet, indicator, test, suivi, result)
    if base.sans_verdict:
        return base
    return _lue(projet, indicator, test, base, result, autres)


def _base(
    projet: Projet, indicator: Indicateur, test: Experimentation, suivi: IndicateurSuivi, result: Comparaison
) -> Ligne:
    """Return the measures on both sides, what is left out of them, and why nothing is concluded where it is so."""
    identifier = suivi.indicateur or ""
    aside = (*result.exclues, *result.a_cheval, *result.autre_duree)
    before, after = series(projet, indicator, test, aside)
    crossed = traversees(indicator, (*connues(before), *connues(after)))
    others = [pair for pair in crossed if pair[0].autre_mesure]
    changed = dire_changee(*(others or crossed)[-1]) if crossed else ""
    return Ligne(
        identifier,
        indicator.nom or identifier,
        indicator.famille,
        sens_voulu(test, suivi, indicator),
        before,
        after,
        ecartees=aside,
        unite=indicator.unite,
        retire=retire(test, identifier),
        a_part=a_part(indicator, test, result, before),
        depuis_la_fin=depuis_la_fin(test, after),
        changee=changed,
        autre_mesure=bool(others),
        muette=bool(sans_verdict(projet.dossier.etablissement, identifier, indicator)),
        sans_verdict=_why_none(projet, suivi, indicator, test) or (_autre_mesure(changed) if others else ""),
    )


def _autre_mesure(changed: str) -> str:
    return f"{majuscule(changed)} : les mesures d’avant et d’après ne se comparent pas."


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
    changed = [Reserve.DEFINITION_CHANGEE] if base.changee or result.definition_changee else []
    found = {*_reserves(indicator, base), *autres, *changed}
    cautions = tuple(each for each in Reserve if each in found)
    reading = lire(before, after, sens)
    verdict = prudent(reading.verdict, DEUX if changed else len(cautions))
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
        jours_avant=[each.first_day for each in connues(base.avant)] if seasonal else (),
        jours_apres=[each.first_day for each in connues(base.apres)] if seasonal else (),
        denominateurs=_denominators(indicator, base),
    )


def _denominators(indicator: Indicateur, base: Ligne) -> list[float]:
    if indicator.nature is not Nature.PROPORTION:
        return []
    found = (denominateur(indicator, periode) for periode in (*connues(base.avant), *connues(base.apres)))
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
    ends = (connues(base.avant), connues(base.apres))
    first, last = (comptes_bruts(indicator, periods[-1]) if periods else "" for periods in ends)
    return first, last


def _one_more(projet: Projet, indicator: Indicateur, base: Ligne) -> str:
    periods = connues(base.apres) or connues(base.avant)
    return dire_un_seul(indicator, periods[-1]) if periods and est_petit(projet.dossier.etablissement) else ""
