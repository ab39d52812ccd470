"""3. Gouvernance: groups, seats of today by collège, changes of people, empty seats."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Ensemble, Run, Table
from qvtkit.export.sections.communs import Blocks, cellule, dit, enchaine, liste, para, section
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.gouvernance import Gouvernance, GroupeVu

_GROUPS_A_TABLE = 3


def gouvernance(contexte: Contexte) -> Blocks:
    """Who carries the project."""
    seen = contexte.gouvernance
    return section(
        "3. Gouvernance",
        liste(_mission(group) for group in seen.groupes),
        sieges(seen),
        dit("Changements de personnes", " ".join(seen.changements)),
        dit("Sièges vacants", " ".join(seen.vacances)),
    )


def _mission(group: GroupeVu) -> Text:
    """A group with its task: how often it meets and by which rules is told elsewhere."""
    said = f"{group.nom} : {minuscule(phrase(group.mission))}" if group.mission else f"{group.nom}."
    return (Run(group.nom, gras=True), Run(said.removeprefix(group.nom)))


def groupe(group: GroupeVu) -> Text:
    """A group with all that is known of it."""
    role = group.roles if minuscule(group.roles) != minuscule(group.nom) else ""
    form = f"forme : {group.forme}" if group.forme else ""
    details = ", ".join(filter(None, (role, form)))
    said = [
        f" ({details})" if details else "",
        f" : {minuscule(phrase(group.mission))}" if group.mission else ".",
        f" Fréquence : {minuscule(phrase(group.frequence))}" if group.frequence else "",
        f" Règles : {minuscule(enchaine(group.regles))}" if group.regles else "",
    ]
    return (Run(group.nom, gras=True), Run("".join(said)))


def sieges(seen: Gouvernance) -> Blocks:
    """One table for three groups: rows are collèges, columns are groups."""
    groups = [group for group in seen.groupes if group.nombre]
    tables = tuple(
        _table(seen, tuple(groups[start : start + _GROUPS_A_TABLE])) for start in range(0, len(groups), _GROUPS_A_TABLE)
    )
    note = "Une personne qui siège pour deux collèges est citée dans chacun."
    whole = tuple(Ensemble((table,)) for table in tables)
    return (*whole, *(para(note, "note") if seen.double and tables else ()))


def _table(seen: Gouvernance, groups: tuple[GroupeVu, ...]) -> Table:
    rows = tuple(
        (college, *(cellule(", ".join(map(minuscule, group.sieges.get(college, ())))) for group in groups))
        for college in seen.colleges
        if any(college in group.sieges for group in groups)
    )
    heads = ("Collège", *(f"{group.nom} ({plural(group.nombre, 'siège')})" for group in groups))
    widths = (2.0, *(3.0 for _ in groups))
    return Table("Les sièges aujourd’hui", heads, rows, largeurs=widths, entete_de_ligne=True)
