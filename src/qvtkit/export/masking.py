"""Persons in what leaves the folder: functions rather than names, bands rather than head counts.

`masked` gives a project whose every record is already masked: what is built from it cannot leak.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Annotated, Any, get_args, get_origin

from qvtkit.model.base import Chemin, Identifiant, Record
from qvtkit.model.codes import Identites
from qvtkit.model.dossier import Cluster, Etablissement
from qvtkit.model.experimentation import Concepteur
from qvtkit.model.groupe import Siege
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.projet import Projet
from qvtkit.text import plural, strip_accents

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from qvtkit.model.evaluation import Grille
    from qvtkit.model.kinds import Kind
    from qvtkit.model.projet import Loaded, Source

QUELQU_UN = "une personne du groupe"
_TRANCHES = (
    (20, "moins de 20"), (50, "20–49"), (100, "50–99"), (250, "100–249"), (500, "250–499"),
    (1000, "500–999"),
)  # fmt: skip
_CIVILITE = r"(?:(?:m|mr|mme|mlle|dr|pr|monsieur|madame|mademoiselle|docteur|professeur)\b\.?\s*)"
_CIVILITES = frozenset(
    "m mr mme mlle dr pr monsieur madame mademoiselle docteur professeur".split()
)
_PARTICULES = frozenset("de du des d la le les l van von den der el al ben da di dos".split())
_GAP = r"[\s\-'.]+"
_WORD = re.compile(r"[^\W\d_]+")


def tranche(effectif: int | None) -> str:
    """Return the band of a head count: « 50–99 ». Empty when it is not known."""
    if effectif is None:
        return ""
    return next((band for limit, band in _TRANCHES if effectif < limit), "1000 et plus")


def compte(nombre: int | None, seuil: int, mot: str, mots: str = "") -> str:
    """Return a number of respondents, hidden below the threshold: « moins de 10 participants »."""
    if nombre is None:
        return ""
    return plural(nombre, mot, mots or f"{mot}s") if nombre >= seuil else f"moins de {seuil} {mots or f'{mot}s'}"


@dataclass(frozen=True)
class Masque:
    """How the persons of one project are told: the rule, and each known name with its function."""

    identites: Identites
    connus: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, projet: Projet) -> Masque:
        """Gather the names of the seats and of the designers of *projet*."""
        seats = [seat for group in projet.groupes.values() for seat in group.sieges]
        designers = [
            designer for test in projet.experimentations.values() for designer in test.concepteurs
        ]
        known = {(person.nom, person.fonction) for person in (*seats, *designers) if person.nom}
        return cls(projet.dossier.confidentialite.identites, tuple(sorted(known)))

    def personne(self, fonction: str, nom: str) -> str:
        """Return who is meant: « Directrice », « Directrice (M. D.) » or with the name."""
        shown, role = self.nom(nom), self.fonction(fonction)
        return f"{role} ({shown})" if shown and role else role or shown

    def nom(self, nom: str) -> str:
        """Return what may be shown of a name: nothing, its initials, or all of it."""
        match self.identites:
            case Identites.NOMS:
                return nom
            case Identites.INITIALES:
                return " ".join(f"{word[0].upper()}." for word in _words(nom))
            case _:
                return ""

    def fonction(self, fonction: str) -> str:
        """Return a function without the name that someone typed in it."""
        if self.identites is Identites.NOMS or not self.connus:
            return fonction
        return self._swap(fonction, "").strip(" ,;:()-–") if self._found(fonction) else fonction

    def texte(self, text: str) -> str:
        """Return *text* with each known name replaced by the function of that person."""
        return text if self.identites is Identites.NOMS or not self.connus else self._swap(text, None)

    def _found(self, text: str) -> bool:
        return self._swap(text, "") != text

    def _swap(self, text: str, by: str | None) -> str:
        """Replace each name found; *by* None means the function of the person."""
        folded, origin = _folded(text)
        parts, last = [], 0
        for match in self._pattern.finditer(folded):
            start, end = origin[match.start()], origin[match.end() - 1] + 1
            tokens = tuple(_token(token) for token in self._token.findall(match["nom"]))
            if start < last or not self._is_name(tokens, text[origin[match.start("nom")] : end]):
                continue
            parts += [text[last:start], self._role(tokens) if by is None else by]
            last = end
        return "".join([*parts, text[last:]])

    def _is_name(self, tokens: tuple[str, ...], written: str) -> bool:
        """A whole name counts however it is written; a part of one wants its capitals."""
        if any(frozenset(tokens) == name for name in self._by_name):
            return True
        return all(word[0].isupper() for word in _WORD.findall(written) if _fold(word) not in _PARTICULES)

    def _role(self, tokens: tuple[str, ...]) -> str:
        """Return the function of the only person who may be meant."""
        roles = {role for name, role in self._by_name.items() if name.issuperset(tokens)}
        return roles.pop() if len(roles) == 1 else QUELQU_UN

    @cached_property
    def _by_name(self) -> dict[frozenset[str], str]:
        names: dict[frozenset[str], str] = {}
        for nom, fonction in self.connus:
            tokens = frozenset(_words(nom))
            bare = _without(fonction, tokens)
            same = names.get(tokens, bare) == bare
            names[tokens] = (bare or QUELQU_UN) if same else QUELQU_UN
        names.pop(frozenset(), None)
        return names

    @cached_property
    def _token(self) -> re.Pattern[str]:
        tokens = sorted({token for name in self._by_name for token in name}, key=len, reverse=True)
        return re.compile("|".join(_GAP.join(map(re.escape, t.split())) for t in tokens) or r"(?!)")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        token = f"(?:{self._token.pattern})"
        edge_before, edge_after = r"(?<![^\W_])", r"(?![^\W_])"
        run = rf"(?P<nom>{token}(?:{_GAP}{token}{edge_after})*)"
        return re.compile(rf"{edge_before}{_CIVILITE}?(?:[a-z]\.[\s\-]*)*{edge_before}{run}{edge_after}")


def _fold(text: str) -> str:
    return strip_accents(text).lower()


def _token(text: str) -> str:
    """Return one token as `_words` writes it: « le-gall » gives « le gall »."""
    return " ".join(re.split(_GAP, text))


def _folded(text: str) -> tuple[str, list[int]]:
    """Return *text* without accents or capitals, and where each of its characters comes from."""
    chars = [(char, place) for place, source in enumerate(text) for char in _fold(source)]
    return "".join(char for char, _ in chars), [place for _, place in chars]


def _words(nom: str) -> list[str]:
    """Return the parts of a name, folded: no title, no initial, particles with what they open."""
    words: list[str] = []
    particle = ""
    for word in _WORD.findall(_fold(nom)):
        if word in _PARTICULES and nom:
            particle += f"{word} "
        elif word not in _CIVILITES and len(word) > 1:
            words.append(particle + word)
            particle = ""
    return words


def _without(fonction: str, tokens: frozenset[str]) -> str:
    """Return a function without the words of a name typed in it."""
    kept = [
        word for word in fonction.split()
        if _fold(word).strip(".,;()") not in tokens | _CIVILITES
    ]  # fmt: skip
    return " ".join(kept).strip(" ,;:()-–")


class _MaskedSource:
    """The files of a project, each record masked as it is read."""

    def __init__(self, source: Source, masque: Masque) -> None:
        self._source = source
        self._masque = masque

    def load(self, kind: Kind) -> Mapping[str, Loaded[Record]]:
        return {
            record_id: replace(loaded, record=mask_record(loaded.record, self._masque) if loaded.record else None)
            for record_id, loaded in self._source.load(kind).items()
        }

    def unknown_files(self) -> tuple[str, ...]:
        return self._source.unknown_files()

    def builtin_grids(self) -> Mapping[str, Loaded[Grille]]:
        return self._source.builtin_grids()

    def referential(self, name: str) -> Mapping[str, Mapping[str, object]]:
        return self._source.referential(name)


def masked(projet: Projet) -> Projet:
    """Return *projet* as it may leave the folder: no name, unless the project shows names."""
    return Projet(projet.racine, _MaskedSource(projet.source, Masque.of(projet)))


def mask_record(record: Record, masque: Masque) -> Record:
    """Return *record* with every free text masked; ids and codes are left alone."""
    if isinstance(record, (Etablissement, Cluster)):
        return record  # public bodies, which may bear someone's name
    if isinstance(record, (Siege, Concepteur)):
        changes: dict[str, Any] = {
            "nom": masque.nom(record.nom), "fonction": masque.fonction(record.fonction)
        }  # fmt: skip
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


def _mask(value: Any, masque: Masque) -> Any:  # noqa: ANN401 (a field may hold anything)
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


def _is_id(annotation: Any, metadata: Iterable[object] = ()) -> bool:  # noqa: ANN401
    """Tell whether a field holds ids (alone, or as the items or values of a collection)."""
    if any(mark in _IDS for mark in metadata):
        return True
    if get_origin(annotation) is Annotated:
        return any(mark in _IDS for mark in annotation.__metadata__)
    arguments = get_args(annotation)
    if get_origin(annotation) is dict:
        return _is_id(arguments[1])
    return any(_is_id(argument) for argument in arguments)
