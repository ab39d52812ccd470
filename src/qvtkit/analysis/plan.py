"""What an experiment had planned when it began, and what changed in the plan since.

Indicators, wanted directions, dates and stop rule are kept at the start (`plan`): chosen after seeing the figures,
they would let anyone find what they look for. A test started before this was kept has only the day of each indicator.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.codes import Sens
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi, Plan
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet


def garde(test: Experimentation) -> Plan | None:
    """Return the plan kept at the start; None where the test has not begun, or began before plans were kept."""
    return test.plan if test.plan.date else None


def prevu(test: Experimentation, identifiant: str | None) -> IndicateurSuivi | None:
    """Return the line of an indicator in the plan kept at the start; None where there is none."""
    return next((line for line in _kept(test) if line.indicateur == identifiant), None)


def suivis(test: Experimentation) -> tuple[IndicateurSuivi, ...]:
    """Return the indicators to read: those followed, then those planned at the start and taken out since."""
    followed = {line.indicateur for line in test.indicateurs}
    return (*test.indicateurs, *(line for line in _kept(test) if line.indicateur not in followed))


def ajoute_apres_coup(test: Experimentation, suivi: IndicateurSuivi) -> bool:
    """Tell whether an indicator entered the plan once the test had begun."""
    if test.debut is None:
        return False
    if garde(test) and prevu(test, suivi.indicateur) is None:
        return True
    return bool(suivi.ajoute and test.debut.surely_before(suivi.ajoute))


def retire(test: Experimentation, identifiant: str) -> bool:
    """Tell whether an indicator planned at the start is no longer followed."""
    return prevu(test, identifiant) is not None and identifiant not in {line.indicateur for line in test.indicateurs}


def sens_voulu(test: Experimentation, suivi: IndicateurSuivi, indicateur: Indicateur | None) -> Sens | None:
    """Return the direction wanted: the one of the start where it was kept, whatever was written since."""
    kept = prevu(test, suivi.indicateur)
    return (kept and kept.sens) or suivi.sens or (indicateur.sens if indicateur else None)


def changements(projet: Projet, test: Experimentation) -> tuple[str, ...]:
    """Say, a sentence each, what was changed in the plan since the start; nothing where no plan was kept."""
    kept = garde(test)
    return (*_dates(test, kept), *_stops(test, kept), *_indicators(projet, test)) if kept else ()


def fin_avancee(test: Experimentation) -> str:
    """Say that the test ended before the day planned at the start; empty otherwise."""
    kept = garde(test)
    planned = kept.fin_prevue if kept else test.fin_prevue
    if not (test.fin and planned and test.fin.surely_before(planned)):
        return ""
    return f"Le test a fini le {test.fin.francais}, avant la fin prévue au départ ({planned.francais})."


def _kept(test: Experimentation) -> tuple[IndicateurSuivi, ...]:
    kept = garde(test)
    return kept.indicateurs if kept else ()


def _dates(test: Experimentation, kept: Plan) -> Iterator[str]:
    for label, then, now in (
        ("Début du test", kept.debut, test.debut), ("Fin prévue", kept.fin_prevue, test.fin_prevue)
    ):  # fmt: skip
        if then != now:
            yield f"{label} : {_date(then)} au départ, {_date(now)} aujourd’hui."


def _date(date: DateSouple | None) -> str:
    return date.francais if date else "rien"


def _stops(test: Experimentation, kept: Plan) -> Iterator[str]:
    then, now = kept.conditions_arret, test.reversibilite.conditions_arret
    words = {fold(each) for each in now}, {fold(each) for each in then}
    for texts, others, what in ((then, words[0], "retirée"), (now, words[1], "ajoutée")):
        yield from (f"Condition d’arrêt {what} : {each.rstrip('.')}." for each in texts if fold(each) not in others)


def _indicators(projet: Projet, test: Experimentation) -> Iterator[str]:
    for line in suivis(test):
        key = line.indicateur or ""
        found = projet.indicateurs.get(key)
        name, then = (found.nom if found else "") or key, prevu(test, key)
        if then is None:
            yield f"Indicateur ajouté après coup : {name}."
        elif retire(test, key):
            yield f"Indicateur retiré du plan : {name}."
        else:
            now = line.sens or (found.sens if found else None)
            if then.sens and now and then.sens is not now:
                yield (
                    f"Sens souhaité de {name} : {then.sens.libelle.lower()} au départ, "
                    f"{now.libelle.lower()} aujourd’hui ; c’est celui du départ qui compte."
                )
