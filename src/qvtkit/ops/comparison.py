"""`evaluation compare`: which answers, and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.method.comparaison_grilles import Etat, Ligne, comparer
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.model.dates import date_of_id
from qvtkit.ops.evaluations import resolve, theme
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.model.evaluation import Evaluation
    from qvtkit.model.projet import Projet


@dataclass(frozen=True)
class Comparaison:
    """The evaluations compared, in order of date, and each question of their grid."""

    grille: str
    titre: str
    ids: tuple[str, ...]
    evaluations: tuple[Evaluation, ...]
    lignes: tuple[Ligne, ...]
    textes: dict[str, tuple[str, str]]
    """Theme and wording of each question, by id."""

    @property
    def versions(self) -> tuple[int, ...]:
        """The versions of the grid that were answered."""
        return tuple(dict.fromkeys(each.version for each in self.evaluations if each.version is not None))


def chosen(projet: Projet, typed: Sequence[str]) -> list[str]:
    """Return the evaluations that *typed* names, by id or all those of a grid, in order of date.

    Raises RefusedError for a name that nothing bears, UsageError where they answer different grids.
    """
    found = list(dict.fromkeys(key for name in typed for key in _named(projet, name)))
    grids = {key: projet.evaluations[key].grille for key in found}
    other = next((key for key in found if grids[key] != grids[found[0]]), None)
    if other is not None:
        raise UsageError(issue(
            "valeur-option", option="ÉVALUATION",
            message=f"« {found[0]} » et « {other} » répondent à deux grilles différentes.",
            remede="Comparez les réponses à une même grille. Pour les voir : qvtkit evaluation list",
        ))  # fmt: skip
    return sorted(found, key=lambda key: _order(projet, key))


def _named(projet: Projet, typed: str) -> list[str]:
    grid = next((key for key, each in projet.grilles.items() if fold(typed) in {fold(key), fold(each.titre)}), None)
    if grid is None:
        return [resolve(projet, typed)]
    done = [key for key, each in projet.evaluations.items() if each.grille == grid]
    if not done:
        command = f"Pour y répondre : qvtkit evaluation run {grid}"
        raise RefusedError.of("aucun", quoi=f"La grille « {grid} » n’a pas encore été remplie.", commande=command)
    return done


def _order(projet: Projet, key: str) -> tuple[Any, str]:
    date = projet.evaluations[key].date or date_of_id(key)
    return (date.sort_key if date else (), key)


def compare(projet: Projet, ids: Sequence[str]) -> Comparaison:
    """Return the answers of the evaluations *ids*, of one grid, question by question."""
    evaluations = tuple(projet.evaluations[key] for key in ids)
    grid_id = evaluations[0].grille or ""
    grid = projet.grilles.get(grid_id)
    items = {item.id: (theme(projet, grid, item.theme), item.texte) for item in grid.items if item.id} if grid else {}
    lines = comparer(grid, evaluations)
    texts = {line.id: items.get(line.id, ("", line.id)) for line in lines}
    return Comparaison(grid_id, grid.titre if grid else grid_id, tuple(ids), evaluations, lines, texts)


def as_data(projet: Projet, found: Comparaison) -> dict[str, Any]:
    """Return the comparison as JSON data: every position as it was given."""
    days = [each.date or date_of_id(key) for key, each in zip(found.ids, found.evaluations, strict=True)]
    return {
        "grille": found.grille, "titre": found.titre, "versions": list(found.versions),
        "evaluations": [
            {"id": key, "date": str(day) if day else None, "moment": str(each.moment) if each.moment else None,
             "experimentation": each.experimentation}
            for key, each, day in zip(found.ids, found.evaluations, days, strict=True)
        ],
        "questions": [_question(projet, found, line) for line in found.lignes],
        "convergences": [line.id for line in found.lignes if line.etats[-1] is Etat.CONVERGENCE],
        "divergences": [line.id for line in found.lignes if line.etats[-1] is Etat.DIVERGENCE],
        "changements": [line.id for line in found.lignes if line.changent],
        "rapprochements": [line.id for line in found.lignes if line.rapprochement],
        "ecarts_nouveaux": [line.id for line in found.lignes if line.ecart_nouveau],
    }  # fmt: skip


def _question(projet: Projet, found: Comparaison, line: Ligne) -> dict[str, Any]:
    words = Lexique(projet)
    section, text = found.textes[line.id]
    return {
        "id": line.id, "theme": section, "texte": text, "etats": [str(each) for each in line.etats],
        "avis": [
            {"partie": party, "en_mots": majuscule(words.partie(party)), "reponses": list(line.de(party)),
             "change": line.change(party)}
            for party in line.parties
        ],
        "commentaires": list(line.commentaires),
    }  # fmt: skip
