"""What to do now: at most five things, in order, each with its reason and its command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from qvtkit.method.attentes import attentes
from qvtkit.method.conseil import Attente, Conseil, Vue
from qvtkit.method.jalons import current
from qvtkit.method.suivant_agenda import aujourdhui
from qvtkit.method.suivant_documents import documents
from qvtkit.method.suivant_gouvernance import gouvernance
from qvtkit.method.suivant_methode import methode
from qvtkit.method.suivant_moments import moments
from qvtkit.method.suivant_restes import restes
from qvtkit.method.suivant_retards import RETARDS, illisibles, propositions
from qvtkit.method.suivant_suites import suites, vivant
from qvtkit.model.codes import EtatDemarche
from qvtkit.model.kinds import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from qvtkit.method.conseil import Reperes
    from qvtkit.model.projet import Projet

MOST = 5


class Suite(NamedTuple):
    """What to do now, how many more things wait behind, what comes later, and what stays alive when all is done."""

    conseils: tuple[Conseil, ...]
    autres: int = 0
    ensuite: Attente | None = None
    vivant: tuple[str, ...] = ()
    etat: EtatDemarche = EtatDemarche.ACTIVE
    restes: tuple[str, ...] = ()
    """What is still blank or open when nothing is left to do: then not « all » is done."""

    def as_dict(self) -> dict[str, Any]:
        """Return it as JSON data."""
        return {
            "conseils": [each.as_dict() for each in self.conseils], "autres": self.autres,
            "ensuite": self.ensuite.as_dict() if self.ensuite else None, "vivant": list(self.vivant),
            "etat": str(self.etat), "restes": list(self.restes),
        }  # fmt: skip


def suivant(
    projet: Projet, day: dt.date, most: int = MOST, produits: Mapping[str, dt.date] | None = None,
    reperes: Reperes = tuple,
) -> Suite:  # fmt: skip
    """Return what to do on *day*: proposals, what is today or late, the questions of the gate, then the rest.

    *produits* tells which documents `exports/` holds, and since when: they are not proposed again.
    *reperes* reads the advice on who sits in a group.
    """
    broken = list(illisibles(projet))
    if KINDS["dossier"].chemin in projet.unreadable("dossier"):  # nothing else can be known
        return Suite(tuple(broken))
    vue = Vue(projet, day, current(projet, day), produits or {}, reperes)
    found = [each for tier in _tiers(vue) for each in tier]
    every = _merged(_once([*broken, *_ordered(found, day)]))
    shown = tuple(every[:most])
    subjects = {each.sujet for each in shown}
    coming = (each for each in attentes(vue) if each.sujet not in subjects)
    return Suite(
        shown, max(0, len(every) - most), min(coming, key=lambda each: each.date, default=None),
        vivant(vue) if not every else (), projet.dossier.demarche.etat, restes(vue) if not every else (),
    )  # fmt: skip


def premier(vue: Vue) -> Conseil | None:
    """Return the first advice that `suivant` would give; nothing is looked for behind it."""
    tiers = (illisibles(vue.projet), *_tiers(vue))
    return next((each for tier in tiers for each in _ordered(tier, vue.jour)), None)


def _ordered(found: Iterable[Conseil], day: dt.date) -> list[Conseil]:
    """Return advice in order: its rank, then what has waited longest."""
    return sorted(found, key=lambda each: (each.rang, each.depuis is None, each.depuis or day))


def _tiers(vue: Vue) -> Iterator[Iterator[Conseil]]:
    """Yield what can be done, in groups of which each ranks before the next.

    While the project rests people still wait for answers; after its end nothing is asked.
    """
    state = vue.projet.dossier.demarche.etat
    if state is not EtatDemarche.TERMINEE:
        yield propositions(vue.projet, vue.jour)
    if state is not EtatDemarche.ACTIVE:
        return
    yield aujourdhui(vue.projet, vue.jour)
    yield (each for gather in RETARDS for each in gather(vue.projet, vue.jour))
    yield (each for offer in (suites, gouvernance, moments, documents, methode) for each in offer(vue))


def _once(found: Iterable[Conseil]) -> list[Conseil]:
    """Keep the first advice on each subject; a question asked for one test is the question."""
    kept: dict[str, Conseil] = {}
    for each in found:
        subject = "/".join(each.sujet.split("/")[:2])
        kept.setdefault(subject if subject.startswith("question/") else each.sujet, each)
    if any(subject.startswith("proposition/") for subject in kept):
        kept.pop("question/propositions-repondues", None)
    return list(kept.values())


def _merged(found: list[Conseil]) -> list[Conseil]:
    """Say together what one command does: the first stands, the others are named beside it."""
    by_command: dict[str, list[Conseil]] = {}
    for each in found:
        by_command.setdefault(each.commande, []).append(each)
    return [first._replace(aussi=_also(first, rest)) for first, *rest in by_command.values()]


def _also(first: Conseil, rest: list[Conseil]) -> tuple[str, ...]:
    """Return what else the command of *first* does."""
    return tuple(dict.fromkeys(each.quoi for each in rest if each.quoi != first.quoi))
