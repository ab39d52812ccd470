"""What every text, id and file name of a project goes through before it leaves the folder."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import count
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from qvtkit.export.secret.inconnus import Inconnus
from qvtkit.export.secret.masque import Masque
from qvtkit.model.base import Chemin, Identifiant, Record
from qvtkit.model.codes import College, Identites
from qvtkit.model.definition import Comparaison
from qvtkit.model.dossier import Cluster, Etablissement
from qvtkit.model.experimentation import Concepteur
from qvtkit.model.groupe import Siege
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.kinds import KINDS
from qvtkit.text import slugify, strip_accents

if TYPE_CHECKING:
    from qvtkit.model.projet import Projet

_FUNCTIONS = frozenset({"fonction", "qui", "contact", "par", "responsable", "qui_decide"})
"""Where a function is awaited: « Jean Dupont » can only be somebody."""
_CITED = frozenset({"source", "url"})
"""Of a published value: what it is taken from, which may be a union's."""
_PATHS = frozenset({"fichier"})
_FORMULAS = frozenset({"formule"})
"""Names of variables, which must stay those of the measures."""
_PRIVATE = re.compile(
    r"malad|\barret|sante|inapt|grossesse|enceinte|matern|patern|parental|deces|decede|\bmort|burn|depress|epuis|invalid"
    r"|handicap|hospitalis|opere|operation|accident|conge|licenci|sanction|disciplin|faute|mise a pied|conflit|harcel"
    r"|suspen|divorce|famil|raisons? personnel"
)
"""Why somebody left a seat, where it is nobody’s business (proposition qvtkit): the date alone is told."""
_INSIDE = re.compile(r"(?<=\w)[\u00ad\u200b-\u200d\u2060\ufeff]+(?=\w)")
"""What no eye sees in the middle of a name."""
_HYPHENS = {0x2010: "-", 0x2011: "-"}
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
        """Return a free text as it may leave the folder; the names of public bodies stay."""
        parts = self._lieux.split(seen(text)) if text else [text]
        return "".join(part if rank % 2 else self._sans(part) for rank, part in enumerate(parts))

    def _sans(self, text: str) -> str:
        return self.inconnus.texte(self.masque.texte(self.inconnus.plusieurs(text))) if text else text

    @cached_property
    def _lieux(self) -> re.Pattern[str]:
        """The names of public bodies: not one of a single word, which may be somebody’s too."""
        dossier = self.projet.dossier
        bodies = (dossier.etablissement.nom, *(each.nom for each in dossier.clusters))
        names = sorted((name for name in bodies if len(name.split()) > 1), key=len, reverse=True)
        return re.compile(f"({'|'.join(map(re.escape, names)) or '(?!)'})")

    def fonction(self, text: str) -> str:
        """Return what was typed where a function is awaited."""
        return self.inconnus.fonction(self.masque.texte(seen(text))) if text else text

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
        if isinstance(record, (Siege, Concepteur)) and name in {"nom", "fonction", "motif_fin"}:
            return self._personne(record, name, value)
        if type(value) is str and not _is_id(annotation):  # a Code is a str too, and stays
            if name in _FORMULAS and isinstance(record, Indicateur):
                return value
            if isinstance(record, Comparaison) and name in _CITED:
                return _kept(value, self.masque.texte(value))
            told = self.fonction if name in _FUNCTIONS else self.code if name in _PATHS else self.texte
            return _kept(value, told(value))
        return self._value(value, annotation)

    def _personne(self, record: Siege | Concepteur, name: str, value: str) -> str:
        """Return what is told of somebody: a function, not a health nor a quarrel."""
        if name == "nom":
            return self.masque.nom(value)
        if name == "motif_fin":
            return "" if _PRIVATE.search(strip_accents(value).lower()) else self.texte(value)
        told = self.inconnus.fonction(self.masque.fonction(seen(value)))
        elected = isinstance(record, Siege) and College.REPRESENTANTS_DU_PERSONNEL in record.colleges
        return self.inconnus.syndicats.elu(told) if elected else told

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


def seen(text: str) -> str:
    """Return *text* without what hides inside a word, its hyphens plain."""
    return text if text.isascii() else _INSIDE.sub("", text.translate(_HYPHENS))


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
