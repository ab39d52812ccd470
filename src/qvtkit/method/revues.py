"""The reviews at six and twelve months: when they fall due, and what the agenda already says of them.

The delays are a qvtkit proposal (« proposition qvtkit »): no source that could be read gives any.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.comparaison import comparer, fin_du_test, premiere
from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.preuve import nom_du_test
from qvtkit.method.programme import months_after
from qvtkit.model.codes import ChoixDecision, EtatEvenement, EtatExperimentation, Phase, TypeEvenement
from qvtkit.model.dates import DateSouple
from qvtkit.model.periods import Periode
from qvtkit.text import fold, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet

_WORDS = {6: ("six-mois", "6-mois"), 12: ("douze-mois", "12-mois", "un-an")}
TITRES = {6: "Revue à six mois", 12: "Revue à douze mois"}
_OPEN = frozenset({EtatEvenement.PREVU, EtatEvenement.REPORTE})
LAISSES = frozenset({EtatEvenement.ANNULE, EtatEvenement.NON_TENU})
_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
SILENCE_MOIS = 3
"""Months without a value after which one is asked for again, until the last review (proposition qvtkit)."""


class Revue(NamedTuple):
    """A review: after how many months, on which day, and its rank in the agenda while it is still to be held."""

    mois: int
    date: DateSouple
    titre: str
    notee: bool = False
    """The agenda has it: planned, or held."""
    rang: int | None = None
    groupe: str | None = None

    @property
    def tenue(self) -> bool:
        """Tell whether the agenda says that it was held."""
        return self.notee and self.rang is None

    def on(self, date: DateSouple, group: str | None) -> Revue:
        """Return the review held on *date* by *group*."""
        return self._replace(date=date, groupe=group)


def revues(projet: Projet, day: dt.date) -> tuple[Revue, ...]:
    """Return the two reviews, each on the date of the agenda, else on the one to propose."""
    start = _start(projet)
    if start is None or months_after(start, min(_WORDS)) < day:  # its first review would already be past
        start = day
    return tuple(_revue(projet, months, DateSouple.of(months_after(start, months))) for months in _WORDS)


def _revue(projet: Projet, months: int, date: DateSouple) -> Revue:
    found = Revue(months, date, TITRES[months])
    for rank, event in enumerate(projet.agenda.evenements):
        if event.type is TypeEvenement.REVUE and any(word in fold(event.titre) for word in _WORDS[months]):
            if event.etat in LAISSES:
                continue
            still = rank if event.etat in _OPEN else None
            found = found._replace(notee=True, rang=still, date=event.date or date)
    return found


def autres_revues(projet: Projet) -> tuple[Revue, ...]:
    """Return the reviews planned in the agenda beside those two: `mois` is 0."""
    every = [word for words in _WORDS.values() for word in words]
    return tuple(
        Revue(0, event.date, event.titre or event.type.libelle, notee=True, rang=rank, groupe=event.groupe)
        for rank, event in enumerate(projet.agenda.evenements)
        if event.type is TypeEvenement.REVUE and event.etat in _OPEN and event.date
        and not any(word in fold(event.titre) for word in every)
    )  # fmt: skip


def a_tenir(projet: Projet, day: dt.date) -> tuple[Revue, ...]:
    """Return the reviews that are still to be held, in order of date."""
    waiting = [each for each in revues(projet, day) if not each.tenue]
    return tuple(sorted([*waiting, *autres_revues(projet)], key=lambda each: each.date.sort_key))


def _start(projet: Projet) -> dt.date | None:
    """Return the day from which months are counted: the end of the last test, else the start of the phase."""
    ends = [test.fin.last_day for test in projet.experimentations.values() if test.fin]
    stays = [stay.debut.first_day for stay in projet.dossier.demarche.phases
             if stay.phase is Phase.PERENNISATION and stay.debut]  # fmt: skip
    return max(ends or stays, default=None)


class MesureDeSuivi(NamedTuple):
    """An indicator of a closed test for which a value is awaited: the period that would count, since when."""

    test: str
    indicateur: str
    periode: Periode | None
    """None where the indicator has no rhythm: any day would do."""
    depuis: dt.date
    jamais: bool
    """It has no value at all since the end of the test."""


def mesures_de_suivi(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """Yield, for each closed test, the followed indicator whose value is the most awaited, and how many others."""
    for key, test in projet.experimentations.items():
        lacking = sorted(suivi_attendu(projet, key, test, day), key=lambda each: (not each.jamais, each.depuis))
        end = fin_du_test(test)
        if not lacking or end is None:
            continue
        first, rest = lacking[0], len(lacking) - 1
        name = projet.indicateurs[first.indicateur].nom or first.indicateur
        since = f"depuis la fin du test ({end.francais})" if first.jamais else f"depuis le {first.depuis:%d/%m/%Y}"
        wanted = f" ; la période qui compte : {first.periode.francais}" if first.periode else ""
        option = f" --periode {first.periode}" if first.periode else ""
        more = f" ; {plural(rest, 'autre indicateur attend', 'autres indicateurs attendent')} aussi" if rest else ""
        yield Conseil(
            f"suivi/{key}", f"Relever « {name} » après le test « {nom_du_test(key, test)} »",
            f"aucune valeur {since}{wanted}{more}", f"qvtkit indicator add {first.indicateur}{option}", Rang.RETARD,
            projet.loaded("indicateur")[first.indicateur].position("mesures"), first.depuis,
        )  # fmt: skip


def suivi_attendu(projet: Projet, key: str, test: Experimentation, day: dt.date) -> Iterator[MesureDeSuivi]:
    """Yield what *test*, once closed and kept, still asks for: until the last review is held."""
    end = fin_du_test(test)
    dropped = test.decision is not None and test.decision.choix is ChoixDecision.ARRETER
    if test.etat not in _CLOSED or dropped or end is None or end.last_day >= day or _over(projet, day):
        return
    for line in dict.fromkeys(line.indicateur for line in test.indicateurs):
        indicator = projet.indicateurs.get(line or "")
        if line is None or indicator is None:
            continue
        known = comparer(indicator, debut=test.debut or end, fin=end).dernier_suivi
        wanted = _not_noted(premiere(indicator, test.debut or end, end, ("suivi",)), indicator)
        if known:
            since = known.periode.last_day
            if months_after(since, SILENCE_MOIS) < day:
                yield MesureDeSuivi(key, line, _latest_over(wanted, day), since, jamais=False)
        elif wanted is None or wanted.last_day < day:
            yield MesureDeSuivi(key, line, wanted, wanted.last_day if wanted else end.last_day, jamais=True)


def _not_noted(periode: Periode | None, indicator: Indicateur) -> Periode | None:
    """Return the first period from *periode* on that has no line yet: « non disponible » is an answer."""
    while periode in indicator.mesures:
        periode = periode.next()
    return periode


def _latest_over(periode: Periode | None, day: dt.date) -> Periode | None:
    """Return the last period of the same kind that is over on *day*."""
    if periode is None:
        return None
    kind = periode.genre if periode.genre != "jour" else "ponctuelle"
    return Periode.containing(Periode.containing(day, kind).first_day - dt.timedelta(days=1), kind)


def _over(projet: Projet, day: dt.date) -> bool:
    """Tell whether the last of the reviews is held: nothing more is asked for."""
    return max(revues(projet, day), key=lambda each: each.mois).tenue
