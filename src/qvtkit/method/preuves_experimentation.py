"""Evidence for the gate of the experimentation: a framed test, evaluated on the way, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.preuve import Preuve, Trace, courant, extrait, nom_du_test, tests, trace
from qvtkit.method.preuves_diagnostic import awaited, planned_restitution, restitutions
from qvtkit.method.seances_prevues import premiere, premiere_seance
from qvtkit.model.codes import EtatExperimentation, Famille, MomentSeance
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet

_NONE = Preuve(
    manque="aucune expérimentation n’est encore décrite", commande="qvtkit experiment add",
    geste="Décrire ce que vous allez essayer",
)  # fmt: skip
_LATER = Preuve(manque="le test n’a pas commencé", attend="quand le test aura commencé")
_RUNNING = EtatExperimentation.EN_COURS


def reversibilite(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """How to go back, who decides, and at which signs."""
    found, lacks = list[Trace](), list[str]()
    for key, test in tests(projet).items():
        back = test.reversibilite
        if back.retour_arriere:
            found.append(trace(projet, "experimentation", key, extrait(back.retour_arriere), "reversibilite"))
        missing = [
            *([] if back.retour_arriere else ["comment revenir en arrière"]),
            *([] if back.qui_decide else ["qui décide"]),
            *([] if back.conditions_arret else ["les conditions d’arrêt"]),
        ]
        if missing:
            lacks.append(f"{nom_du_test(key, test)} : il manque {enumerate_fr(missing)}")
    return _of_tests(projet, found, lacks)


def trois_familles(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The indicators followed and the criteria of the sessions cover the three families."""
    found, lacks, command = list[Trace](), list[str](), ""
    for key, test in tests(projet).items():
        names = familles(projet, key, test)
        missing = [family.libelle for family in Famille if family not in names]
        for family in Famille:
            if family in names:
                text = f"{family.libelle} : {enumerate_fr(list(names[family])[:2])}"
                found.append(trace(projet, "experimentation", key, text, "indicateurs"))
        if missing:
            lacks.append(f"{nom_du_test(key, test)} : rien dans {enumerate_fr(missing)}")
            planned = test.etat is EtatExperimentation.PREVUE and not _sessions(projet, key, {MomentSeance.T0})
            command = command or (f"qvtkit session run {key} --moment t0" if planned else "")
    return _of_tests(projet, found, lacks, command)


def familles(projet: Projet, key: str, test: Experimentation) -> dict[Famille, dict[str, None]]:
    """Return what is looked at in each family: indicators of the plan, criteria of the sessions."""
    names: dict[Famille, dict[str, None]] = {}
    for line in test.indicateurs:
        indicator = projet.indicateurs.get(line.indicateur or "")
        if indicator and indicator.famille:
            _once(names.setdefault(indicator.famille, {}), indicator.nom or line.indicateur or "")
    for session in projet.seances_de(key).values():
        for activity in session.activites:
            if activity.famille:
                _once(names.setdefault(activity.famille, {}), activity.critere or activity.activite)
    return names


def _once(names: dict[str, None], name: str) -> None:
    """Add *name*, unless it is there under another spelling."""
    if fold(name) not in map(fold, names):
        names[name] = None


def seance_t0(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The session of before shows who chose; only they can say whether they did choose."""
    found = [each for key in tests(projet) for each in _sessions(projet, key, {MomentSeance.T0})]
    return Preuve(tuple(found), a_juger=True)


def dates_du_test(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The test has begun, and has an end, planned or real."""
    found, lacks, command = list[Trace](), list[str](), ""
    for key, test in tests(projet).items():
        end = test.fin or test.fin_prevue
        if test.debut and end and test.etat is not EtatExperimentation.PREVUE:
            text = f"{nom_du_test(key, test)} : {test.debut.francais} – {end.francais}"
            found.append(trace(projet, "experimentation", key, text, "debut"))
        elif test.etat is EtatExperimentation.PREVUE:
            lacks.append(f"{nom_du_test(key, test)} : pas encore commencé")
        else:
            lacks.append(f"{nom_du_test(key, test)} : il manque une date")
            command = f"qvtkit experiment edit {key}"
    return _of_tests(projet, found, lacks, command)


def seance_en_cours(projet: Projet, day: dt.date) -> Preuve:
    """A session was held during the test."""
    found, lacks, later = list[Trace](), list[str](), None
    for key, test in tests(projet).items():
        held = _sessions(projet, key, {MomentSeance.EN_COURS})
        found += held
        if test.etat is EtatExperimentation.PREVUE:
            return _LATER
        if not held:
            lacks.append(f"{nom_du_test(key, test)} : aucune séance pendant le test")
            due = premiere_seance(projet, key) if test.etat is _RUNNING else None
            later = due if due and due > day else later
    attend = "la première séance vient quand un tiers du test est passé" if later else ""
    return _of_tests(projet, found, lacks, attend=attend, le=later)


def first_session_due(test: Experimentation) -> dt.date | None:
    """Return the working day on which a third of the test is past (proposition qvtkit); None without dates."""
    if test.debut is None or test.fin_prevue is None:
        return test.debut.last_day if test.debut else None
    return premiere(test.debut.first_day, test.fin_prevue.last_day)


def ajustement(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Something was decided on the way: a finding alone is not yet an adjustment."""
    found, lacks, waits, closed = list[Trace](), list[str](), False, False
    for key, test in tests(projet).items():
        if test.etat is EtatExperimentation.PREVUE:
            return _LATER
        for rank, change in enumerate(test.ajustements):
            if change.decision:
                text = extrait(change.decision)
                found.append(trace(projet, "experimentation", key, text, "ajustements", rank))
        if not any(change.decision for change in test.ajustements):
            noted = "un constat est noté, sans décision" if test.ajustements else "aucun ajustement noté"
            lacks.append(f"{nom_du_test(key, test)} : {noted}")
            waits = waits or not _sessions(projet, key, {MomentSeance.EN_COURS, MomentSeance.BILAN})
            closed = closed or test.etat is not _RUNNING
    command = "qvtkit evaluation run jalon-experimentation --partiel" if closed else ""
    attend = "après une séance d’évaluation" if waits and not closed else ""
    return _of_tests(projet, found, lacks, command, attend=attend)


def restitution(projet: Projet, day: dt.date) -> Preuve:
    """The results were presented since the test began."""
    begun = tests(projet)
    if not begun:
        return _NONE
    starts = [test.debut for test in begun.values() if test.debut]
    if not starts:
        return _LATER
    found = restitutions(projet, min(starts, key=lambda date: date.sort_key), day)
    if found:
        return Preuve(tuple(found))
    planned = planned_restitution(projet, day)
    if planned and planned >= starts[0].first_day:
        return awaited(planned)
    ends = [test.fin_prevue.last_day for test in begun.values() if test.etat is _RUNNING and test.fin_prevue]
    later = max(ends, default=None)
    attend = "à la fin du test" if later and later >= day else ""
    return Preuve(manque="aucune restitution n’est notée depuis le début du test", attend=attend, le=later)


def decision(projet: Projet, day: dt.date) -> Preuve:
    """Each test that began has a decision and its reason."""
    found, lacks, later, command = list[Trace](), list[str](), None, ""
    for key, test in tests(projet).items():
        chosen = test.decision
        if test.etat is EtatExperimentation.PREVUE:
            return _LATER
        if chosen and chosen.choix and chosen.motif and test.etat is not _RUNNING:
            date = f", {chosen.date.francais}" if chosen.date else ""
            text = f"{chosen.choix.libelle.lower()}{date} : {extrait(chosen.motif)}"
            found.append(trace(projet, "experimentation", key, text, "decision"))
        else:
            without = "la raison n’est pas écrite" if chosen and chosen.choix else "pas encore de décision"
            if test.etat is _RUNNING:
                without = "le test est encore en cours"
            lacks.append(f"{nom_du_test(key, test)} : {without}")
            command = command or f"qvtkit experiment {'close' if test.etat is _RUNNING else 'edit'} {key}"
            if test.etat is _RUNNING and test.fin_prevue and test.fin_prevue.last_day >= day:
                later = test.fin_prevue.last_day
    return _of_tests(projet, found, lacks, command, attend="à la fin du test" if later else "", le=later)


def _sessions(projet: Projet, key: str, moments: set[MomentSeance]) -> list[Trace]:
    """Return the sessions of a test held at one of *moments*."""
    found = []
    for date, session in projet.seances_de(key).items():
        if session.moment in moments:
            day = date_of_id(date)
            people = sum(session.presents.values())
            who = f", {people} personnes présentes" if people > 1 else ""
            text = f"séance du {day.francais if day else date}{who}"
            found.append(trace(projet, "seance", f"{key}/{date}", text, "moment"))
    return found


def _of_tests(
    projet: Projet, found: list[Trace], lacks: Iterable[str], command: str = "", *,
    attend: str = "", le: dt.date | None = None,
) -> Preuve:  # fmt: skip
    if not courant(projet):
        return _NONE
    return Preuve(tuple(found), " ; ".join(lacks), commande=command, attend=attend, le=le)
