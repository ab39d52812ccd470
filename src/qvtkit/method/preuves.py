"""The names that the question of a gate may give to `preuve`, each with what looks in the folder.

A name that is not here is no fault: an establishment's own question is then simply put to people.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from qvtkit.method import preuves_conception as conception
from qvtkit.method import preuves_diagnostic as diagnostic
from qvtkit.method import preuves_experimentation as experimentation
from qvtkit.method import preuves_perennisation as perennisation

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qvtkit.method.preuve import Preuve
    from qvtkit.model.projet import Projet

Chercheur: TypeAlias = "Callable[[Projet, dt.date], Preuve]"

PREUVES: dict[str, Chercheur] = {
    "pourquoi": conception.pourquoi,
    "projets-lies": conception.projets_lies,
    "moyens": conception.moyens,
    "decideur": conception.decideur,
    "porte-parole": conception.porte_parole,
    "soignants": conception.soignants,
    "instances": conception.instances,
    "regles-communication": conception.regles_communication,
    "climat": conception.climat,
    "sources": diagnostic.sources,
    "constats": diagnostic.constats,
    "probleme": diagnostic.probleme,
    "metiers": diagnostic.metiers,
    "faisable": diagnostic.faisable,
    "perimetre": diagnostic.perimetre,
    "restitution-diagnostic": diagnostic.restitution,
    "t0": diagnostic.t0,
    "reversibilite": experimentation.reversibilite,
    "trois-familles": experimentation.trois_familles,
    "seance-t0": experimentation.seance_t0,
    "dates-du-test": experimentation.dates_du_test,
    "seance-en-cours": experimentation.seance_en_cours,
    "ajustement": experimentation.ajustement,
    "restitution-test": experimentation.restitution,
    "decision": experimentation.decision,
    "propositions": perennisation.propositions,
    "lecons": perennisation.lecons,
    "pilote": perennisation.pilote,
    "heures": perennisation.heures,
    "euros": perennisation.euros,
    "integration": perennisation.integration,
    "revues": perennisation.revues,
    "visas": perennisation.visas,
    "journal": perennisation.journal,
}

_TEST = ("experimentation",)
_HELD = ("experimentation", "seance")
LUS: dict[str, tuple[str, ...]] = {
    "pourquoi": ("cadrage",),
    "projets-lies": ("cadrage",),
    "moyens": ("cadrage",),
    "decideur": ("groupe",),
    "porte-parole": ("groupe",),
    "soignants": ("groupe",),
    "instances": ("cadrage",),
    "regles-communication": ("cadrage", "groupe"),
    "climat": ("cadrage",),
    "sources": ("etat-des-lieux",),
    "constats": ("etat-des-lieux",),
    "probleme": ("probleme",),
    "metiers": ("probleme",),
    "faisable": ("probleme",),
    "perimetre": ("probleme",),
    "restitution-diagnostic": ("etat-des-lieux", "agenda"),
    "t0": ("indicateur",),
    "reversibilite": _TEST,
    "trois-familles": (*_HELD, "indicateur"),
    "seance-t0": _HELD,
    "dates-du-test": _TEST,
    "seance-en-cours": _HELD,
    "ajustement": _HELD,
    "restitution-test": ("experimentation", "agenda"),
    "decision": _TEST,
    "propositions": (),
    "lecons": ("bilan",),
    "pilote": ("suites",),
    "heures": ("suites",),
    "euros": ("suites",),
    "integration": ("suites",),
    "revues": ("agenda",),
    "visas": ("bilan",),
    "journal": ("journal",),
}
"""The kinds of files that each reads: where one cannot be read, what it lacks is unknown."""
