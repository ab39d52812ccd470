"""What the folder holds in answer to a question of a gate: what was found, where, and what lacks."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.model.codes import EtatExperimentation, EtatProbleme, MomentSeance, Role

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.issues import Position
    from qvtkit.model.diagnostic import Probleme
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.groupe import Groupe
    from qvtkit.model.projet import Projet

_LONG = 90


class Trace(NamedTuple):
    """Something found: a short sentence, and where it is written."""

    texte: str
    position: Position | None = None


class Preuve(NamedTuple):
    """What the folder says of one question.

    `manque` is what lacks, in words: empty where the folder answers. `a_juger`: what was found
    helps people to judge and never answers for them. `commande` and `geste` replace those of the
    question.
    `attend` says, in words, why there is nothing to do yet; `le` the day from which there is.
    """

    traces: tuple[Trace, ...] = ()
    manque: str = ""
    a_juger: bool = False
    ecrite: bool = False
    """Of what people judge: they have written it elsewhere, and are not asked again unless they disagree."""
    commande: str = ""
    geste: str = ""
    attend: str = ""
    le: dt.date | None = None
    illisible: bool = False
    """A file that would tell cannot be read: what people answered still stands."""


def trace(projet: Projet, kind: str, record_id: str, texte: str, *path: str | int) -> Trace:
    """Return what was found at *path* of a record, with its place in the file."""
    loaded = projet.loaded(kind).get(record_id)
    return Trace(texte, loaded.position(*path) if loaded else None)


def extrait(text: str) -> str:
    """Return the beginning of *text*, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= _LONG else f"{line[:_LONG].rsplit(' ', 1)[0]}…"


def comite(projet: Projet) -> dict[str, Groupe]:
    """Return the steering groups, else all groups: where nobody said which one steers, each may."""
    return groupes_de(projet, Role.COPIL) or dict(projet.groupes)


def delegation(projet: Projet) -> dict[str, Groupe]:
    """Return the delegations, else the steering groups."""
    return groupes_de(projet, Role.DELEGATION) or comite(projet)


def groupes_de(projet: Projet, role: Role) -> dict[str, Groupe]:
    """Return the groups that play *role*."""
    return {key: group for key, group in projet.groupes.items() if role in group.roles}


def retenus(projet: Projet) -> dict[str, Probleme]:
    """Return the problems that the group works on, or has treated."""
    kept = {EtatProbleme.RETENU, EtatProbleme.TRAITE}
    return {key: problem for key, problem in projet.problemes.items() if problem.etat in kept}


def tests(projet: Projet) -> dict[str, Experimentation]:
    """Return the experiments that have begun, else those planned."""
    begun = {k: t for k, t in projet.experimentations.items() if t.etat is not EtatExperimentation.PREVUE}
    return begun or dict(projet.experimentations)


def courant(projet: Projet) -> str:
    """Return the experiment that commands are about: the one under way, else the planned, else the last."""
    order = (EtatExperimentation.EN_COURS, EtatExperimentation.PREVUE)
    for state in order:
        found = [key for key, test in projet.experimentations.items() if test.etat is state]
        if found:
            return found[0]
    return next(reversed(projet.experimentations), "")


def en_suspens(projet: Projet) -> Iterator[str]:
    """Yield, in words, each test that is not over: under way, without its session of bilan, or never begun."""
    for key, test in projet.experimentations.items():
        name = f"le test « {nom_du_test(key, test)} »"
        held = {session.moment for session in projet.seances_de(key).values()}
        if test.etat is EtatExperimentation.EN_COURS:
            end = f" (fin prévue : {test.fin_prevue.francais})" if test.fin_prevue else ""
            yield f"{name} est en cours{end}"
        elif test.etat is EtatExperimentation.PREVUE:
            yield f"{name} n’a pas commencé"
        elif MomentSeance.BILAN not in held and not projet.unreadable("seance"):
            yield f"{name} attend sa séance de bilan"


def nom_du_test(key: str, test: Experimentation) -> str:
    """« Un relais le matin », else its id."""
    return test.titre or key
