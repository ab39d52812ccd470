"""Persons in what leaves the folder: functions rather than names, bands rather than head counts.

`masked` gives a project whose every record is already masked: what is built from it cannot leak.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from qvtkit.export.masque import Masque
from qvtkit.model.base import Chemin, Identifiant, Record
from qvtkit.model.dossier import Cluster, Etablissement
from qvtkit.model.experimentation import Concepteur
from qvtkit.model.groupe import Siege
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.projet import Projet
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qvtkit.issues import Issue
    from qvtkit.model.evaluation import Grille
    from qvtkit.model.kinds import Kind
    from qvtkit.model.projet import Loaded

_TRANCHES = (
    (20, "moins de 20"), (50, "20–49"), (100, "50–99"), (250, "100–249"), (500, "250–499"),
    (1000, "500–999"),
)  # fmt: skip


def tranche(effectif: int | None) -> str:
    """Return the band of a head count: « 50–99 ». Empty when it is not known."""
    if effectif is None:
        return ""
    return next((band for limit, band in _TRANCHES if effectif < limit), "1000 et plus")


def compte(nombre: int | None, seuil: int, mot: str, mots: str = "") -> str:
    """Return a number of respondents, hidden below the threshold: « moins de 10 participants »."""
    if nombre is None:
        return ""
    many = mots or f"{mot}s"
    return plural(nombre, mot, many) if nombre >= seuil else f"moins de {seuil} {many}"


class _MaskedSource:
    """The files of a project, each record masked; those that the project has read are not read again."""

    def __init__(self, projet: Projet, masque: Masque) -> None:
        self._projet = projet
        self._source = projet.source
        self._masque = masque

    def load(self, kind: Kind) -> Mapping[str, Loaded[Record]]:
        loaded = self._projet.loaded(kind.nom)
        return {record_id: self._masked(one) for record_id, one in loaded.items()}

    def load_one(self, kind: Kind, record_id: str) -> Loaded[Record] | None:
        loaded = self._projet.one(kind.nom, record_id)
        return self._masked(loaded) if loaded else None

    def _masked(self, loaded: Loaded[Record]) -> Loaded[Record]:
        record = loaded.record
        return replace(loaded, record=mask_record(record, self._masque)) if record else loaded

    def notices(self) -> tuple[Issue, ...]:
        """Return nothing: what concerns the folder itself is told by the command that opened it."""
        return ()

    def strays(self) -> Iterator[Issue]:
        """Return what lies in the folder and is not read."""
        return self._source.strays()

    def corrected(self, found: Sequence[Issue]) -> list[Issue]:
        """Return the issues as they are: no line of a file leaves the folder."""
        return list(found)

    def builtin_grids(self) -> Mapping[str, Loaded[Grille]]:
        return self._source.builtin_grids()

    def builtin_grid(self, name: str) -> Loaded[Grille] | None:
        return self._source.builtin_grid(name)

    def referential(self, name: str) -> Mapping[str, Mapping[str, object]]:
        return self._source.referential(name)

    def expressions(self, name: str) -> Mapping[str, Mapping[str, object]]:
        return self._source.expressions(name)


class ProjetMasque(Projet):
    """A project as it may leave the folder."""

    def __init__(self, projet: Projet) -> None:
        self.masque = Masque.of(projet)
        super().__init__(projet.racine, _MaskedSource(projet, self.masque))

    def sans_nom(self, code: str) -> str:
        """Return a code or a path without any name."""
        return self.masque.code(code)


def masked(projet: Projet) -> ProjetMasque:
    """Return *projet* as it may leave the folder: no name, unless the project shows names."""
    return projet if isinstance(projet, ProjetMasque) else ProjetMasque(projet)


def mask_record(record: Record, masque: Masque) -> Record:
    """Return *record* with every free text masked; ids and codes are left alone."""
    if isinstance(record, (Etablissement, Cluster)):
        return record  # public bodies, which may bear someone's name
    if isinstance(record, (Siege, Concepteur)):
        changes: dict[str, Any] = {
            "nom": masque.nom(record.nom),
            "fonction": masque.fonction(record.fonction),
        }
    else:
        changes = {}
    for name, info in type(record).model_fields.items():
        if name in changes or _is_id(info.annotation, info.metadata) or _is_formula(record, name):
            continue
        value = getattr(record, name)
        new = _mask(value, masque)
        if new is not value:
            changes[name] = new
    return record.model_copy(update=changes) if changes else record


def _is_formula(record: Record, name: str) -> bool:
    return isinstance(record, Indicateur) and name == "formule"


def _mask(value: Any, masque: Masque) -> Any:
    if type(value) is str:  # a Code is a str too, and stays
        new = masque.texte(value)
        return value if new == value else new
    if isinstance(value, Record):
        return mask_record(value, masque)
    if isinstance(value, tuple):
        items = tuple(_mask(item, masque) for item in value)
        return value if _same(items, value) else items
    if isinstance(value, dict):
        new_values = [_mask(item, masque) for item in value.values()]
        return value if _same(new_values, value.values()) else dict(zip(value, new_values, strict=True))
    return value


def _same(new: Iterable[object], old: Iterable[object]) -> bool:
    return all(a is b for a, b in zip(new, old, strict=True))


_IDS = (get_args(Identifiant)[1], get_args(Chemin)[1])


def _is_id(annotation: Any, metadata: Iterable[object] = ()) -> bool:
    """Tell whether a field holds ids (alone, or as the items or values of a collection)."""
    if any(mark in _IDS for mark in metadata):
        return True
    if get_origin(annotation) is Annotated:
        return any(mark in _IDS for mark in annotation.__metadata__)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return _is_id(arguments[1])
    return any(_is_id(argument) for argument in arguments)
