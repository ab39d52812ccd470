"""Codes of the lists that come with qvtkit, and answers to checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue, limited
from qvtkit.text import closest, did_you_mean, only_close

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.base import Record
    from qvtkit.model.evaluation import Evaluation, Grille
    from qvtkit.model.projet import Loaded, Projet

_Path = tuple[str | int, ...]
_ALL = "tous"
_LABELS = {
    "types-etablissement": "des types d’établissement", "metiers": "des métiers", "instances": "des instances",
}  # fmt: skip


def shipped_codes(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """The type of establishment, the bodies and the trades are in the shipped lists."""
    yield from limited(_unlisted(projet), None)


def _unlisted(projet: Projet) -> Iterator[Issue]:
    for loaded, path, value, name in _coded(projet):
        listed = projet.source.referential(name)
        if value and value not in listed:
            yield issue(
                "code-referentiel", loaded.position(*path), path, valeur=value, liste=_LABELS[name],
                conseil=did_you_mean(closest(value, listed)), remplacement=only_close(value, listed),
            )  # fmt: skip


def _coded(projet: Projet) -> Iterator[tuple[Loaded[Record], _Path, str | None, str]]:
    """Yield every open code: its file, its place, its value, the list where it should be."""
    path: _Path
    if head := projet.loaded("dossier").get(""):
        yield head, ("etablissement", "type"), projet.dossier.etablissement.type, "types-etablissement"
    if framing := projet.loaded("cadrage").get(""):
        for rank, told in enumerate(projet.cadrage.instances):
            yield framing, ("instances", rank, "instance"), told.instance, "instances"
    for key, group in projet.groupes.items():
        for rank, seat in enumerate(group.sieges):
            yield projet.loaded("groupe")[key], ("sieges", rank, "metier"), seat.metier, "metiers"
    for key, problem in projet.problemes.items():
        for rank, trade in enumerate(problem.metiers):
            yield projet.loaded("probleme")[key], ("metiers", rank), _trade(trade), "metiers"
    for key, experiment in projet.experimentations.items():
        for rank, trade in enumerate(experiment.perimetre.metiers):
            path = ("perimetre", "metiers", rank)
            yield projet.loaded("experimentation")[key], path, _trade(trade), "metiers"


def _trade(trade: str) -> str:
    """Return the trade, nothing for « tous »."""
    return "" if trade == _ALL else trade


def checklist_answers(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Evaluations answer questions of their checklist, with answers of its scale."""
    for key, evaluation in projet.evaluations.items():
        grid = projet.grilles.get(evaluation.grille or "")
        if grid is not None:
            yield from _answers(projet.loaded("evaluation")[key], evaluation, grid)


def _answers(loaded: Loaded[Record], evaluation: Evaluation, grid: Grille) -> Iterator[Issue]:
    items = {item.id for item in grid.items if item.id}
    for item_id, answer in evaluation.reponses.items():
        place = ("reponses", item_id)
        if item_id not in items:
            yield issue(
                "item-inconnu", loaded.position(*place), place, valeur=item_id,
                conseil=did_you_mean(closest(item_id, items)), remplacement=only_close(item_id, items),
            )  # fmt: skip
        for who, given in answer.avis.items():
            if grid.echelle and given not in grid.echelle:
                yield issue(
                    "reponse-hors-echelle", loaded.position(*place, who), (*place, who), valeur=given,
                    possibles=", ".join(grid.echelle), remplacement=only_close(given, grid.echelle),
                )  # fmt: skip


LISTES = Rule(
    "listes",
    "Métiers, instances et type d’établissement sont dans les listes fournies",
    ("code-referentiel",),
    (shipped_codes,),
)
GRILLES = Rule(
    "grilles",
    "Les évaluations répondent aux questions de leur grille, avec ses réponses",
    ("item-inconnu", "reponse-hors-echelle"),
    (checklist_answers,),
)
