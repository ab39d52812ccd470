"""Evidence for the gate of the diagnostic: sources crossed, a precise problem, values of before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.method.preuve import Preuve, Trace, extrait, retenus, tests, trace
from qvtkit.method.sources import CROISEES, sortes
from qvtkit.model.codes import EtatEvenement, Periodicite, TypeEvenement
from qvtkit.text import enumerate_fr, fold, plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.dates import DateSouple
    from qvtkit.model.diagnostic import Probleme
    from qvtkit.model.projet import Projet

_SEVERAL = 2
_ALL = "tous"
_NO_PROBLEM = "aucun problème n’est encore retenu"
_GO_ON = "Dire ensemble si le problème reste faisable, malgré une note de 0"
_FEASIBLE = {"faisable_organisation": "organisation", "faisable_budget": "budget", "delai": "délai"}


def sources(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Findings, or tools used, come from two kinds of source at least."""
    words, found = Lexique(projet), list[Trace]()
    for code, each in sortes(projet).items():
        name = minuscule(words.outil(code))
        when = f", {each.date.francais}" if each.date else ""
        text = f"{name}{when}" if each.rubrique == "outils" else f"constat venu de : {name}"
        found.append(trace(projet, "etat-des-lieux", "", text, each.rubrique, each.rang))
    if len(found) >= CROISEES:
        return Preuve(tuple(found))
    return Preuve(tuple(found), "une seule sorte de source" if found else "aucun constat n’est encore noté")


def constats(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Findings are there to be read again: only people can say whether nobody is aimed at."""
    found = projet.etat_des_lieux.constats
    if not found:
        return Preuve(a_juger=True)
    text = f"{plural(len(found), 'constat')} à relire"
    return Preuve((trace(projet, "etat-des-lieux", "", text, "constats"),), a_juger=True)


def probleme(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """A problem is kept, in one sentence."""
    kept = retenus(projet)
    found = tuple(
        trace(projet, "probleme", key, f"« {extrait(each.enonce)} »", "enonce")
        for key, each in kept.items()
        if each.enonce
    )
    if found:
        return Preuve(found)
    if kept:
        what = "Écrire en une phrase le problème retenu"
        return Preuve(
            manque="le problème retenu n’est pas encore écrit en une phrase", commande=_edit(kept), geste=what
        )
    if projet.problemes:
        key = next(iter(projet.problemes))
        candidates = plural(len(projet.problemes), "sujet candidat", "sujets candidats")
        only = len(projet.problemes) == 1
        command = f"qvtkit problem state {key} retenu" if only else "qvtkit problem state"
        return Preuve(manque=f"{candidates}, aucun n’est retenu", commande=command)
    return Preuve(manque=_NO_PROBLEM, commande="qvtkit problem add")


def metiers(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The problem kept touches several trades."""
    words, found = Lexique(projet), list[Trace]()
    for key, each in retenus(projet).items():
        if _ALL in each.metiers or len(each.metiers) >= _SEVERAL:
            names = enumerate_fr(minuscule(words.metier(trade)) for trade in each.metiers)
            found.append(trace(projet, "probleme", key, names, "metiers"))
    return _of_problem(projet, found, "plusieurs métiers ne sont pas nommés")


def faisable(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The group noted that it can be done: organisation, money, delay, none at zero."""
    found, zero, lacking = list[Trace](), list[str](), dict[str, list[str]]()
    for key, each in retenus(projet).items():
        notes = {label: getattr(each.priorisation, name, None) for name, label in _FEASIBLE.items()}
        blank = [label for label, note in notes.items() if note is None]
        if blank:
            lacking[key] = blank
            continue
        said = enumerate_fr(f"{label} {note} sur 3" for label, note in notes.items())
        found.append(trace(projet, "probleme", key, said, "priorisation"))
        zero += [label for label, note in notes.items() if note == 0]
    if zero:  # ranking again would change nothing: it is for people to say whether they go on
        command = "qvtkit evaluation run jalon-diagnostic --partiel"
        return Preuve(tuple(found), f"noté 0 : {enumerate_fr(zero)}", commande=command, geste=_GO_ON)
    if lacking:
        key, blank = next(iter(lacking.items()))
        return Preuve(tuple(found), f"à noter : {enumerate_fr(blank)}", commande=f"qvtkit problem rank {key}")
    return _of_problem(projet, found, "")


def perimetre(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Where the problem is says something else than the perimeter of the start."""
    start, found = projet.cadrage.perimetre, list[Trace]()
    for key, each in retenus(projet).items():
        if each.lieu and fold(each.lieu) != fold(start):
            before = f" (au départ : {start})" if start else ""
            found.append(trace(projet, "probleme", key, f"{each.lieu}{before}", "lieu"))
    return _of_problem(projet, found, "le lieu n’est pas écrit, ou c’est tout le périmètre de départ")


def restitution(projet: Projet, day: dt.date) -> Preuve:
    """A tool was given back, or a restitution was held since the diagnostic began."""
    words, found = Lexique(projet), list[Trace]()
    for rank, used in enumerate(projet.etat_des_lieux.outils):
        if used.restitution and used.restitution.first_day <= day:
            text = f"{minuscule(words.outil(used.outil))} : {used.restitution.francais}"
            found.append(trace(projet, "etat-des-lieux", "", text, "outils", rank, "restitution"))
    found += restitutions(projet, _began(projet), day)
    if found:
        return Preuve(tuple(found))
    planned = planned_restitution(projet, day)
    if planned:
        return awaited(planned)
    return Preuve(manque="aucune restitution n’est notée")


def awaited(planned: dt.date) -> Preuve:
    """Return what is said of a restitution that the agenda plans: it is followed there, and never planned twice."""
    text = f"la restitution est prévue le {planned:%d/%m/%Y}"
    return Preuve(manque=text, attend=text)


def restitutions(projet: Projet, since: DateSouple | None, day: dt.date) -> list[Trace]:
    """Return the restitutions of the agenda done since *since*."""
    return [
        trace(projet, "agenda", "", f"{event.titre or event.type.libelle}, {event.date.francais}", "evenements", rank)
        for rank, event in enumerate(projet.agenda.evenements)
        if event.type is TypeEvenement.RESTITUTION and event.etat is EtatEvenement.FAIT and event.date
        and event.date.first_day <= day and not (since and event.date.surely_before(since))
    ]  # fmt: skip


def planned_restitution(projet: Projet, day: dt.date) -> dt.date | None:
    """Return the day of the restitution that is planned, past or to come."""
    dates = [
        event.date.last_day
        for event in projet.agenda.evenements
        if event.type is TypeEvenement.RESTITUTION and event.etat is EtatEvenement.PREVU and event.date
    ]
    return next((date for date in sorted(dates) if date >= day), max(dates, default=None))


def t0(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Something that will be followed has a value of before the change."""
    found = list[Trace]()
    begun = tests(projet)
    for key, indicator in projet.indicateurs.items():
        starts = [t.debut for t in begun.values() if any(line.indicateur == key for line in t.indicateurs)]
        start = next((date for date in starts if date), None)
        first = comparer(indicator, debut=start).t0
        if first:
            text = f"{indicator.nom or key} : {indicator.shown(first.valeur)} ({first.periode.court})"
            found.append(trace(projet, "indicateur", key, text, "mesures", str(first.periode)))
    if found:
        return Preuve(tuple(found))
    return _of_another_length(projet) or Preuve(manque="aucune valeur n’est relevée")


def _of_another_length(projet: Projet) -> Preuve | None:
    """Say that a value was noted for a period that its indicator does not use; None where there is none."""
    for key, indicator in projet.indicateurs.items():
        rhythm = indicator.periodicite
        other = next((each for each in indicator.mesures if each.genre != str(rhythm)), None)
        if other and rhythm not in {None, Periodicite.PONCTUELLE}:
            often = rhythm.libelle.lower() if rhythm else ""
            lacks = f"« {indicator.nom or key} » se relève {often} : la valeur de {other.francais} ne compte pas"
            return Preuve(manque=lacks, commande=f"qvtkit indicator add {key}")
    return None


def _of_problem(projet: Projet, found: list[Trace], lacks: str) -> Preuve:
    kept = retenus(projet)
    if not kept:
        return Preuve(manque=_NO_PROBLEM, attend="quand un problème sera retenu")
    return Preuve(tuple(found), "" if found else lacks, commande="" if found else _edit(kept))


def _edit(kept: dict[str, Probleme]) -> str:
    return f"qvtkit problem edit {next(iter(kept))}"


def _began(projet: Projet) -> DateSouple | None:
    stays = [stay.debut for stay in projet.dossier.demarche.phases if stay.phase == "diagnostic" and stay.debut]
    return stays[0] if stays else None
