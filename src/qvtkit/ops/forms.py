"""`export formulaires`: which questions a paper form puts, and to whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.formulaire import Demande
from qvtkit.model.codes import College, MomentEvaluation, Role
from qvtkit.model.evaluation import Evaluation
from qvtkit.model.groupe import Siege
from qvtkit.ops import evaluations, records
from qvtkit.ops.reponses import Formulaire

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from qvtkit.model.projet import Projet


def request(
    projet: Projet, grid_id: str, day: dt.date, moment: str | None = None, colleges: Sequence[str] = ()
) -> Demande:
    """Return the form of a grid: of one moment or of all, for the *colleges* named, else those of the group.

    Raises UsageError for a moment or a collège that does not exist.
    """
    grid = projet.grilles[grid_id]
    typed = records.parse(Evaluation, {"moment": moment}).moment
    moments: list[MomentEvaluation | None] = [typed] if typed else [*grid.moments] or [None]
    group = evaluations.likely_group(projet, evaluations.likely_experiment(projet, grid_id)) or _delegation(projet)
    named = records.parse(Siege, {"colleges": list(colleges)}).colleges if colleges else _sitting(projet, group, day)
    themes = dict.fromkeys(item.theme for item in grid.items if item.theme)
    return Demande(
        grid_id, grid.titre or grid_id, grid.source, Formulaire(grid_id, grid).echelle,
        tuple((each, grid.items_for(each)) for each in moments), tuple(named),
        {code: evaluations.theme(projet, grid, code) for code in themes}, projet.groupes[group].nom if group else "",
    )  # fmt: skip


def _delegation(projet: Projet) -> str | None:
    return next((key for key, group in projet.groupes.items() if Role.DELEGATION in group.roles), None)


def _sitting(projet: Projet, group: str | None, day: dt.date) -> tuple[College, ...]:
    """Return the collèges that sit in the group; where none is known, all those of an establishment."""
    known = evaluations.colleges_of(projet, group, day)
    return tuple(College(each) for each in known) or tuple(each for each in College if each is not College.EXTERNE)
