"""The folder itself: what lies in it, a head that says something, ids that are each one's own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.base import Record
    from qvtkit.model.projet import Loaded, Projet

_Named = tuple["Loaded[Record]", tuple[str | int, ...], str | None, str]


def strays(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """What is to be known before anything is read, and what lies in the folder and is not read."""
    yield from projet.source.notices()
    yield from projet.source.strays()


def head_filled(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """`qvt.yaml` says something: an empty one is most often a file that was cut short."""
    head = projet.loaded("dossier").get("")
    if head and head.record is not None and head.record == type(head.record)():
        yield issue("fiche-du-projet-vide", head.position())


def own_ids(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Two findings, two questions of a survey or of a checklist do not bear the same id."""
    seen: dict[tuple[str, str], str] = {}
    for loaded, path, name, what in _named(projet):
        if name and (loaded.file, name) in seen:
            yield issue("identifiant-en-double", loaded.position(*path), path, id=name, quoi=what)
        elif name:
            seen[loaded.file, name] = name


def _named(projet: Projet) -> Iterator[_Named]:
    if findings := projet.loaded("etat-des-lieux").get(""):
        for rank, finding in enumerate(projet.etat_des_lieux.constats):
            yield findings, ("constats", rank, "id"), finding.id, "constats"
    for key, survey in projet.questionnaires.items():
        for rank, question in enumerate(survey.questions):
            yield projet.loaded("questionnaire")[key], ("questions", rank, "id"), question.id, "questions"
    for key, loaded in projet.loaded("grille").items():
        grid = projet.grilles.get(key)
        for rank, item in enumerate(grid.items if grid and loaded.record else ()):
            yield loaded, ("items", rank, "id"), item.id, "questions"


FICHIERS = Rule(
    "fichiers",
    "Fichiers qui ne sont pas lus, copies, liens, noms qui se ressemblent",
    (
        "lien-hors-dossier", "copie-en-conflit", "extension-inattendue", "fichier-inconnu", "identifiants-proches",
        "identifiant-de-fichier", "fiche-du-projet-vide", "dossier-ancien", "operation-en-attente",
    ),
    (strays, head_filled),
)  # fmt: skip
IDENTIFIANTS = Rule(
    "identifiants",
    "Deux constats, ou deux questions d’une même liste, ne portent pas le même identifiant",
    ("identifiant-en-double",),
    (own_ids,),
)
