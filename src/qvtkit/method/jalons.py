"""Gates: the questions of a phase, what the folder says of each, what people answered. Never a lock."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.method.preuve import Preuve, comite, courant, delegation, retenus
from qvtkit.method.preuves import LUS, PREUVES
from qvtkit.model.dates import date_of_id
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.model.codes import Phase
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.evaluation import ItemGrille, ReponseItem
    from qvtkit.model.projet import Projet

_SETTLED = frozenset({"oui", "sans-objet"})


class Etat(StrEnum):
    """Where a question stands."""

    TROUVEE = "trouvee"
    """The folder answers."""
    REPONDUE = "repondue"
    """People answered yes."""
    OUVERTE = "ouverte"
    A_JUGER = "a-juger"
    """Only people can answer, and have not yet."""


class Avis(NamedTuple):
    """What people last answered: by whom, when, in which evaluation."""

    evaluation: str
    date: DateSouple | None
    avis: Mapping[str, str]
    commentaire: str = ""


class Question(NamedTuple):
    """A question of a gate and all that is known of it."""

    id: str
    texte: str
    etat: Etat
    item: ItemGrille
    preuve: Preuve
    commande: str
    avis: Avis | None = None

    @property
    def manque(self) -> str:
        """What lacks, in words, for a question that is open."""
        return self.preuve.manque if self.etat is Etat.OUVERTE else ""


@dataclass(frozen=True, slots=True)
class Jalon:
    """The gate of a phase: its checklist, its questions."""

    phase: Phase
    grille: str
    titre: str
    source: str
    questions: tuple[Question, ...] = field(default=())

    def dans(self, *states: Etat) -> tuple[Question, ...]:
        """Return the questions in one of *states*."""
        return tuple(question for question in self.questions if question.etat in states)

    @property
    def ouvertes(self) -> tuple[Question, ...]:
        """Questions that neither the folder nor people answer yes."""
        return self.dans(Etat.OUVERTE)

    @property
    def a_juger(self) -> tuple[Question, ...]:
        """Questions that only people can answer, and have not."""
        return self.dans(Etat.A_JUGER)

    @property
    def restantes(self) -> tuple[Question, ...]:
        """Questions without their answer: the open ones, then those to judge. Everyone counts these."""
        return (*self.ouvertes, *self.a_juger)

    @property
    def reste(self) -> str:
        """« 2 points ouverts et 1 question à juger ensemble »; empty where every question has its answer."""
        opened, judged = len(self.ouvertes), len(self.a_juger)
        parts = [plural(opened, "point ouvert", "points ouverts")] if opened else []
        parts += [f"{plural(judged, 'question')} à juger ensemble"] if judged else []
        return enumerate_fr(parts)


def jalon(projet: Projet, phase: Phase, day: dt.date) -> Jalon | None:
    """Return the gate of *phase* as it stands on *day*: the establishment's own, else the one shipped."""
    name = f"jalon-{phase}"
    grid = projet.grille(name)
    if grid is None:
        return None
    answers = _answers(projet, name)
    scale = frozenset(grid.echelle)
    questions = tuple(_question(projet, item, answers.get(item.id), scale, name, day) for item in grid.items if item.id)
    return Jalon(phase, name, grid.titre or name, grid.source, questions)


def current(projet: Projet, day: dt.date) -> Jalon | None:
    """Return the gate of the phase in which the project is; None where none is open, or it has no gate."""
    stay = projet.dossier.phase_courante
    return jalon(projet, stay.phase, day) if stay and stay.phase and stay.fin is None else None


def _question(
    projet: Projet, item: ItemGrille, avis: Avis | None, scale: frozenset[str], grid: str, day: dt.date
) -> Question:
    found = _evidence(projet, item, day)
    said_yes = avis is not None and (set(avis.avis.values()) <= _SETTLED or "oui" not in scale)
    too_early = bool(found.attend) and not found.illisible  # a yes before its time answers nothing
    if not (found.a_juger or found.manque):
        state = Etat.TROUVEE
    elif said_yes and not too_early:
        state = Etat.REPONDUE
    elif found.a_juger and avis is None:
        state = Etat.TROUVEE if found.ecrite else Etat.A_JUGER
    else:
        state = Etat.OUVERTE
    command = found.commande or item.commande or f"qvtkit evaluation run {grid} --partiel"
    return Question(item.id or "", item.texte, state, item, found, filled(projet, command), avis)


def _evidence(projet: Projet, item: ItemGrille, day: dt.date) -> Preuve:
    """Return what the folder holds; of a file that cannot be read, nothing is said to be missing."""
    if item.preuve not in PREUVES:
        return Preuve(a_juger=True)
    found = PREUVES[item.preuve](projet, day)
    broken = projet.unreadable(*LUS[item.preuve]) if found.manque else ()
    if not broken:
        return found
    lacks = f"on ne sait pas : {enumerate_fr(broken)} ne peut pas être lu"
    wait = "quand le fichier sera corrigé"
    return Preuve(found.traces, lacks, commande="qvtkit check", attend=wait, illisible=True)


def _answers(projet: Projet, grid: str) -> dict[str | None, Avis]:
    """Return the last answer of people to each question of the gate."""
    done = [
        (record.date or date_of_id(key), key, record)
        for key, record in projet.evaluations.items()
        if record.grille == grid
    ]
    done.sort(key=lambda each: (each[0].sort_key if each[0] else (), each[1]))
    return {
        item: Avis(key, date, answer.avis, answer.commentaire)
        for date, key, record in done
        for item, answer in record.reponses.items()
        if _given(answer)
    }


def _given(answer: ReponseItem) -> bool:
    return bool(answer.avis)


def filled(projet: Projet, command: str) -> str:
    """Return *command* with the ids of this project in the place of « {experimentation} » and its like."""
    ids = {
        "experimentation": courant(projet), "copil": next(iter(comite(projet)), ""),
        "delegation": next(iter(delegation(projet)), ""), "probleme": next(iter(retenus(projet)), ""),
    }  # fmt: skip
    for word, record_id in ids.items():
        command = command.replace(f"{{{word}}}", record_id)
    return " ".join(command.split())
