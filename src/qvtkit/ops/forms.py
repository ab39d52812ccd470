"""`export formulaires`: which sheets there are (grids, tools, sessions), and what each is made of."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.export.documents import formulaire, formulaire_outil, formulaire_seance
from qvtkit.export.documents.formulaire import Demande
from qvtkit.export.secret.masking import masked
from qvtkit.model.codes import College, MomentEvaluation, Role
from qvtkit.model.evaluation import Evaluation
from qvtkit.model.groupe import Siege
from qvtkit.model.indicateur import Indicateur
from qvtkit.ops import catalogue, evaluations, records
from qvtkit.ops.reponses import Formulaire
from qvtkit.resources import path as resource_path
from qvtkit.store.project import read_resource
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.export.document import Document
    from qvtkit.model.projet import Projet

SEANCE = "seance"
_SEANCE_TITLE = "Séance d’évaluation embarquée"
_LIST = "Pour les voir : qvtkit export formulaires"


@dataclass(frozen=True, slots=True)
class Papier:
    """A sheet that can be printed: a grid (of one moment or of all) or a sheet to take along."""

    genre: str
    id: str
    titre: str
    moment: str | None = None
    experimentation: str = ""

    @property
    def nom(self) -> str:
        """The name of its file, without extension."""
        return "-".join(filter(None, ("formulaire", self.id, self.moment, self.experimentation)))


@cache
def feuilles() -> dict[str, dict[str, Any]]:
    """Return the sheets shipped with qvtkit, by id, in order."""
    files = sorted(resource_path("formulaires").glob("*.yaml"))
    found = {file.stem: read_resource("formulaires", file.name) for file in files}
    return dict(sorted(found.items(), key=lambda item: int(item[1]["ordre"])))


def papiers(projet: Projet) -> tuple[Papier, ...]:
    """Return everything that can be printed, grids first."""
    grids = (Papier("grille", key, grid.titre or key) for key, grid in projet.grilles.items())
    sheets = (Papier("feuille", key, str(sheet["titre"])) for key, sheet in feuilles().items())
    return (*grids, Papier("feuille", SEANCE, _SEANCE_TITLE), *sheets)


def resolve(projet: Projet, typed: str) -> Papier:
    """Return the sheet that *typed* names, by id or title.

    Raises RefusedError with the one probably meant, UsageError where a grid and a sheet have that name,
    InvalidRecordError where the file of the grid holds errors.
    """
    known = papiers(projet)
    found = [each for each in known if fold(typed) in {fold(each.id), fold(each.titre), f"{each.genre}-{each.id}"}]
    if len(found) > 1:
        names = " et ".join(f"{each.genre}-{each.id}" for each in found)
        raise UsageError.of("preciser", liste=names, option="l’un de ces noms")
    if found:
        return found[0]
    if fold(typed) in {fold(key) for key in projet.loaded("grille")}:
        evaluations.resolve_grid(projet, typed)
    titles = {each.id: each.titre for each in known}
    chosen = records.named(typed, titles, "de formulaire", _LIST)
    return next(each for each in known if each.id == chosen)


def build(projet: Projet, asked: Papier, day: dt.date, colleges: Sequence[str] = ()) -> Document:
    """Return the document of a sheet; the *colleges* named have their own line in a grid."""
    if asked.genre == "grille":
        return formulaire.build(projet, request(projet, asked.id, day, asked.moment, colleges), day)
    if asked.id == SEANCE:
        return formulaire_seance.build(projet, asked.experimentation, day)
    return formulaire_outil.build(projet, feuilles()[asked.id], day, usuels())


@cache
def usuels() -> tuple[Indicateur, ...]:
    """Return the indicators that a project which follows none yet may begin with."""
    blocks = (bloc["indicateurs"] for sheet in feuilles().values() for bloc in sheet["blocs"] if "indicateurs" in bloc)
    ids = (str(key) for block in blocks for key in block["usuels"])
    return tuple(records.parse(Indicateur, data) for data in map(catalogue.as_indicator, ids) if data)


def tous(projet: Projet) -> tuple[Papier, ...]:
    """Return every sheet as it is handed out: a grid moment by moment, a session for each experiment."""
    found: list[Papier] = []
    for each in papiers(projet):
        moments = projet.grilles[each.id].moments if each.genre == "grille" else ()
        tests = tuple(projet.experimentations) if each.id == SEANCE else ()
        found += [Papier(each.genre, each.id, each.titre, moment=str(moment)) for moment in moments]
        found += [Papier(each.genre, each.id, each.titre, experimentation=test) for test in tests]
        found += [] if moments or tests else [each]
    return tuple(found)


def request(
    projet: Projet, grid_id: str, day: dt.date, moment: str | None = None, colleges: Sequence[str] = ()
) -> Demande:
    """Return the form of a grid: of one moment or of all, for the *colleges* named, else those of the group.

    Raises UsageError for a moment or a collège that does not exist.
    """
    projet = masked(projet)  # the form leaves the folder
    grid_id = projet.identifiant(grid_id)
    grid = projet.grilles[grid_id]
    typed = records.parse(Evaluation, {"moment": moment}).moment
    moments: list[MomentEvaluation | None] = [typed] if typed else [*grid.moments] or [None]
    group = evaluations.likely_group(projet, evaluations.likely_experiment(projet, grid_id)) or _delegation(projet)
    named = records.parse(Siege, {"colleges": list(colleges)}).colleges if colleges else _sitting(projet, group, day)
    themes = dict.fromkeys(item.theme for item in grid.items if item.theme)
    return Demande(
        grid_id, grid.titre or grid_id, grid.source, Formulaire(grid_id, grid).echelle,
        tuple((each, grid.items_for(each)) for each in moments), tuple(named),
        {code: evaluations.theme(projet, grid, code) for code in themes},
        masked(projet).groupes[group].nom if group else "",
    )  # fmt: skip


def _delegation(projet: Projet) -> str | None:
    return next((key for key, group in projet.groupes.items() if Role.DELEGATION in group.roles), None)


def _sitting(projet: Projet, group: str | None, day: dt.date) -> tuple[College, ...]:
    """Return the collèges that sit in the group; where none is known, all those of an establishment."""
    known = evaluations.colleges_of(projet, group, day)
    return tuple(College(each) for each in known) or tuple(each for each in College if each is not College.EXTERNE)
