"""What every text, id and file name of a project goes through before it leaves the folder."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from qvtkit.export.secret.inconnus import Inconnus
from qvtkit.export.secret.masque import Masque
from qvtkit.model.base import Chemin, Identifiant, Record
from qvtkit.model.codes import Identites
from qvtkit.model.definition import Comparaison
from qvtkit.model.dossier import Cluster, Etablissement
from qvtkit.model.experimentation import Concepteur
from qvtkit.model.groupe import Siege
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.kinds import KINDS
from qvtkit.text import slugify

if TYPE_CHECKING:
    from qvtkit.model.projet import Projet

_FUNCTIONS = frozenset({"fonction", "qui", "contact", "par", "responsable", "qui_decide"})
"""Where a function is awaited: « Jean Dupont » can only be somebody."""
_CITED = frozenset({"source", "url"})
"""Of a published value: what it is taken from, which may be a union's."""
_PATHS = frozenset({"fichier"})
_FORMULAS = frozenset({"formule"})
"""Names of variables, which must stay those of the measures."""
_MARKS = (get_args(Identifiant)[1], get_args(Chemin)[1])


@dataclass(frozen=True)
class Filtre:
    """Names, unions, addresses out; functions in. One for each project."""

    projet: Projet
    identites: Identites

    @cached_property
    def masque(self) -> Masque:
        """How the persons that the folder knows are told: by a function that names nobody else."""
        known = Masque.of(self.projet, self.identites)
        return replace(known, connus=tuple((name, self.inconnus.fonction(said)) for name, said in known.connus))

    @cached_property
    def inconnus(self) -> Inconnus:
        """What hides the persons that it does not know, and unions."""
        return Inconnus.of(self.projet, personnes=self.identites is not Identites.NOMS)

    def texte(self, text: str) -> str:
        """Return a free text as it may leave the folder."""
        return self.inconnus.texte(self.masque.texte(text)) if text else text

    def fonction(self, text: str) -> str:
        """Return what was typed where a function is awaited."""
        return self.inconnus.fonction(self.masque.texte(text)) if text else text

    def code(self, code: str) -> str:
        """Return a code or a path without any name: words, no longer an id."""
        return self.inconnus.syndicats.code(self.masque.code(code))

    def identifiant(self, record_id: str) -> str:
        """Return an id without any name, the same wherever it is cited; one without names is left as it is."""
        return "/".join(map(self._part, record_id.split("/")))

    def _part(self, part: str) -> str:
        bare = self.code(part)
        return part if bare == part else self._ids.get(part) or slugify(bare)

    @cached_property
    def _ids(self) -> dict[str, str]:
        """Each id of the project that bears a name, and the one that stands for it: no two are the same."""
        parts = {part for kind in KINDS for key in self.projet.loaded(kind) for part in key.split("/")}
        named = sorted(part for part in parts if self.code(part) != part)
        taken, given = parts.difference(named), dict[str, str]()
        for part in named:
            stem = slugify(self.code(part)) or "fiche"
            given[part] = next(
                new for number in count(1) if (new := stem if number == 1 else f"{stem}-{number}") not in taken
            )
            taken.add(given[part])
        return given

    def record(self, record: Record) -> Record:
        """Return *record* with every text, id and path filtered; public bodies keep their name."""
        if isinstance(record, (Etablissement, Cluster)):
            return record
        changes: dict[str, Any] = {}
        for name, info in type(record).model_fields.items():
            value = getattr(record, name)
            new = self._field(record, name, value, _annotated(info.annotation, info.metadata))
            if new is not value:
                changes[name] = new
        return record.model_copy(update=changes) if changes else record

    def _field(self, record: Record, name: str, value: Any, annotation: Any) -> Any:
        if isinstance(record, (Siege, Concepteur)) and name in {"nom", "fonction"}:
            return self.masque.nom(value) if name == "nom" else self.inconnus.fonction(self.masque.fonction(value))
        if type(value) is str and not _is_id(annotation):  # a Code is a str too, and stays
            if name in _FORMULAS and isinstance(record, Indicateur):
                return value
            if isinstance(record, Comparaison) and name in _CITED:
                return _kept(value, self.masque.texte(value))
            told = self.fonction if name in _FUNCTIONS else self.code if name in _PATHS else self.texte
            return _kept(value, told(value))
        return self._value(value, annotation)

    def _value(self, value: Any, annotation: Any) -> Any:
        if isinstance(value, Record):
            return self.record(value)
        if type(value) is str:
            return _kept(value, self.identifiant(value) if _is_id(annotation) else self.texte(value))
        inner = _arguments(annotation)
        if isinstance(value, tuple) and inner:
            items = tuple(self._value(item, inner[0]) for item in value)
            return value if all(a is b for a, b in zip(items, value, strict=True)) else items
        if isinstance(value, dict) and len(inner) > 1:
            return self._pairs(value, *inner[:2])
        return value

    def _pairs(self, value: dict[Any, Any], of_key: Any, of_value: Any) -> dict[Any, Any]:
        """Return a mapping filtered; its keys too, where they are ids or free texts, not names of variables."""
        free = get_origin(of_key) is Annotated
        pairs = [(self._value(key, of_key) if free else key, self._value(one, of_value)) for key, one in value.items()]
        same = all(key is a and one is b for (key, one), (a, b) in zip(pairs, value.items(), strict=True))
        return value if same else dict(pairs)


def _kept(old: str, new: str) -> str:
    return old if new == old else new


def _annotated(annotation: Any, metadata: list[Any]) -> Any:
    """Return the type of a field with the marks that pydantic keeps beside it."""
    return Annotated[annotation, *metadata] if metadata else annotation


def _is_id(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return any(mark in _MARKS for mark in annotation.__metadata__) or _is_id(get_args(annotation)[0])
    arguments = get_args(annotation)
    return type(None) in arguments and any(_is_id(each) for each in arguments)


def _arguments(annotation: Any) -> tuple[Any, ...]:
    """Return the types inside `tuple[X, ...]` or `dict[K, V]`, under what is annotated or may be None."""
    if get_origin(annotation) is Annotated:
        return _arguments(get_args(annotation)[0])
    inner = get_args(annotation)
    if type(None) in inner:
        return next((found for each in inner if (found := _arguments(each))), ())
    return inner
