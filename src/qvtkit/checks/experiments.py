"""Experiments: their state and their dates agree, and what was measured before is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer
from qvtkit.analysis.plan import changements
from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue
from qvtkit.model.codes import EtatExperimentation, MomentSeance
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

_ENDED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})


def states(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """A test under way has begun; one that is over has an end and a decision; a planned one has no end."""
    for key, experiment in projet.experimentations.items():
        loaded, state = projet.loaded("experimentation")[key], experiment.etat
        for code in _gaps(experiment):
            yield issue(code, loaded.position("etat"), ("etat",), id=key, etat=state.libelle.lower())


def _gaps(experiment: Experimentation) -> Iterator[str]:
    if experiment.etat is EtatExperimentation.PREVUE:
        if experiment.fin:
            yield "test-prevu-fini"
        return
    if experiment.debut is None:
        yield "test-sans-debut"
    if experiment.etat in _ENDED:
        if experiment.fin is None:
            yield "test-sans-fin"
        if experiment.decision is None or experiment.decision.choix is None:
            yield "test-sans-decision"


def plans(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """An indicator is followed once."""
    for key, experiment in projet.experimentations.items():
        seen = set[str]()
        for rank, line in enumerate(experiment.indicateurs):
            path = ("indicateurs", rank, "indicateur")
            if line.indicateur and line.indicateur in seen:
                place = projet.loaded("experimentation")[key].position(*path)
                yield issue("indicateur-en-double", place, path, id=line.indicateur)
            seen.add(line.indicateur or "")


def kept_plans(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """The plan followed is the one kept at the start of the test, or one knows what changed."""
    for key, experiment in projet.experimentations.items():
        changed = changements(projet, experiment)
        if changed:
            place = projet.loaded("experimentation")[key].position("plan")
            yield issue("plan-change", place, ("plan",), id=key, changements=" ".join(changed))


def starting_values(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Something that is followed was measured before the start, or the journal says why not.

    One indicator without a value is usual (how often a new rule is applied has no « before »).
    """
    for key, experiment in projet.experimentations.items():
        if experiment.debut is None or experiment.etat is EtatExperimentation.PREVUE:
            continue
        missing = _without_t0(projet, experiment)
        if missing and not _told_why(projet, key, experiment):
            place = projet.loaded("experimentation")[key].position("debut")
            yield issue("t0-absent", place, ("debut",), liste=enumerate_fr(missing), id=key,
                        debut=experiment.debut.francais)  # fmt: skip


def _without_t0(projet: Projet, experiment: Experimentation) -> list[str]:
    """Return the indicators of the plan that have measures, where none has one before the start."""
    missing: list[str] = []
    for line in experiment.indicateurs:
        found = projet.indicateurs.get(line.indicateur or "")
        if found is None or not found.mesures:
            continue
        compared = comparer(found, debut=experiment.debut, ajoute=line.ajoute)
        if compared.t0 is not None:
            return []
        if not compared.ajoute_apres_coup:
            missing.append(found.nom or line.indicateur or "")
    return missing


def _told_why(projet: Projet, key: str, experiment: Experimentation) -> bool:
    """Tell whether a fact of the journal names the test and says that it began without a value."""
    names = {fold(key), fold(experiment.titre or key)}
    told = (fold(fact.texte) for fact in projet.journal.faits)
    return any("commence-sans" in text and any(name in text for name in names) for text in told)


def session_moments(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """A session « before the test » is not after its start, one « during » is not before."""
    for key, session in projet.seances.items():
        experiment = projet.experimentations.get(key.partition("/")[0])
        date = date_of_id(key)
        if experiment is None or experiment.debut is None or date is None or session.moment is None:
            continue
        late = session.moment is MomentSeance.T0 and experiment.debut.surely_before(date)
        early = session.moment is MomentSeance.EN_COURS and date.surely_before(experiment.debut)
        if late or early:
            place = projet.loaded("seance")[key].position("moment")
            yield issue("moment-et-date", place, ("moment",), moment=session.moment.libelle, date=date.francais,
                        debut=experiment.debut.francais)  # fmt: skip


RULE = Rule(
    "experimentations",
    "L’état d’un test s’accorde avec ses dates, ses séances et ses valeurs de départ",
    (
        "test-prevu-fini", "test-sans-debut", "test-sans-fin", "test-sans-decision", "indicateur-en-double",
        "plan-change", "t0-absent", "moment-et-date", "degrade-sans-commentaire", "chemin-hors-dossier",
    ),
    (states, plans, kept_plans, starting_values, session_moments),
)  # fmt: skip
