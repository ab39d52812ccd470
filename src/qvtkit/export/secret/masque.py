"""How persons are named: functions rather than names, wherever a known name is written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from qvtkit.export.secret.mots import ORDINAIRES, lieu, ordinaire
from qvtkit.model.codes import Identites
from qvtkit.text import strip_accents

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.model.projet import Projet

QUELQU_UN = "une personne du groupe"
AUTRE = "une personne"
_TITRES = (
    "m|mr|mm|mme|mmes|mlle|mlles|melle|dr|dre|pr|monsieur|messieurs|madame|mesdames|mademoiselle|docteur|docteure"
    "|professeur|professeure"
)
_TITRES_DE_LIEUX = frozenset({"dr", "docteur", "pr", "professeur"})
"""Those that a street or a hospital may bear."""
_CIVILITE = rf"(?:(?:{_TITRES})\b\.?\s*)"
_CIVILITES = frozenset(_TITRES.split("|"))
_PARTICULES = frozenset(re.findall(r"\w+", "de du des d la le les l van von den der el al ben da di dos"))
_GAP = r"[\s\-'.]+"
_LINKED = re.compile(r"-[A-ZÀ-ÖØ-Þ][\w’']+")
_ANOTHER = re.compile(r"(?:[ \u00a0\u202f][A-ZÀ-ÖØ-Þ][a-zà-ÿ’']*[a-zà-ÿ](?:-[A-ZÀ-ÖØ-Þ][\w’']+)*(?![\w’']))+")
"""« Durand » after a known first name: somebody else."""
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Masque:
    """How the persons of one project are told: the rule, and each known name with its function."""

    identites: Identites
    connus: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, projet: Projet, identites: Identites | None = None) -> Masque:
        """Gather the names of the seats and of the designers of *projet*; *identites* as it says, unless given."""
        seats = [seat for group in projet.groupes.values() for seat in group.sieges]
        designers = [designer for test in projet.experimentations.values() for designer in test.concepteurs]
        known = {(seat.nom, seat.fonction) for seat in seats if seat.nom}
        known |= {(person.nom, person.fonction) for person in designers if person.nom}
        return cls(identites or projet.dossier.confidentialite.identites, tuple(sorted(known)))

    @staticmethod
    def avec_nom(fonction: str, montre: str) -> str:
        """Return a function and what is shown of the name (already masked)."""
        return f"{fonction} ({montre})" if montre and fonction else fonction or montre

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
        return text if self.identites is Identites.NOMS or not self.connus else self._swap(text)

    def code(self, code: str) -> str:
        """Return a code or a path without any name: a slug has no capitals to tell one from a word."""
        if self.identites is Identites.NOMS or not self.connus:
            return code
        return self._swap(code, anycase=True)

    def _found(self, text: str) -> bool:
        return self._swap(text, "") != text

    def _swap(self, text: str, by: str | None = None, *, anycase: bool = False) -> str:
        """Replace each name found; *by* None means the function of the person."""
        folded, origin = _folded(text)
        parts, last = [], 0
        for match in self._pattern.finditer(folded):
            start, end = origin[match.start()], _after(text, origin[match.end() - 1])
            tokens = frozenset(re.split(_GAP, token)[-1] for token in self._token.findall(match["nom"]))
            place = start, origin[match.start("nom")], end
            if start < last or not self._names(match, tokens, text, place, anycase=anycase):
                continue
            said = self._role(tokens) if by is None else by
            if linked := _LINKED.match(text, end):
                end = linked.end()
            elif by is None and len(tokens) == 1 and (another := _ANOTHER.match(text, end)):
                end, said = another.end(), AUTRE
            parts += [text[last:start], said]
            last = end
        return "".join([*parts, text[last:]])

    def _names(
        self, match: re.Match[str], tokens: frozenset[str], text: str, place: tuple[int, int, int], *, anycase: bool
    ) -> bool:
        """Tell whether what was found at *place* names somebody there: it may be a word, a street, a month."""
        opening, start, end = place
        written, title = text[start:end], match["titre"].strip(" .")
        before = text[:opening]
        if title in {"", *_TITRES_DE_LIEUX} and lieu(before, titre=bool(title)):
            return False
        if title or (anycase and not tokens <= ORDINAIRES):
            return True
        is_word = tokens <= ORDINAIRES and ordinaire(before, written, text[end:])
        return not is_word and self._is_name(tokens, written)

    def _is_name(self, tokens: frozenset[str], written: str) -> bool:
        """A whole name counts however it is written; a part of one wants its capitals.

        So does a name of one word that is an ordinary word too: « petit-déjeuner » is nobody.
        """
        parts = (word for word in _WORD.findall(written) if _fold(word) in tokens)
        whole = tokens in self._by_name and (len(tokens) > 1 or not tokens <= ORDINAIRES)
        return whole or all(word[0].isupper() for word in parts)

    def _role(self, tokens: frozenset[str]) -> str:
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
        """One part of a name, with or without the particles that open it."""
        known = {word: particles for nom, _ in self.connus for particles, word in _parts(nom)}
        tokens = sorted(known.items(), key=lambda item: len(item[0]), reverse=True)
        return re.compile("|".join(_optional(*item) for item in tokens) or r"(?!)")

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        token = f"(?:{self._token.pattern})"
        edge_before, edge_after = r"(?<![^\W_])", r"(?![^\W_])"
        run = rf"(?P<nom>{token}(?:{_GAP}{token}{edge_after})*)"
        return re.compile(
            rf"{edge_before}(?P<titre>{_CIVILITE}?)(?:[a-z]\.[\s\-]*)*(?:[no]')?{edge_before}{run}{edge_after}"
        )


def _fold(text: str) -> str:
    return strip_accents(text).lower()


def _optional(word: str, particles: tuple[str, ...]) -> str:
    """Return the pattern of « gall » that also takes « le gall » and « Le-Gall » whole."""
    opening = "".join(f"{particle}{_GAP}" for particle in particles)
    return f"(?:{opening})?{word}" if opening else word


def _folded(text: str) -> tuple[str, Sequence[int]]:
    """Return *text* without accents or capitals, and where each of its characters comes from."""
    if text.isascii():
        return text.lower(), range(len(text))
    chars = [(char, place) for place, source in enumerate(text) for char in _folded_char(source)]
    return "".join(char for char, _ in chars), [place for _, place in chars]


@lru_cache(maxsize=2048)
def _folded_char(char: str) -> str:
    """Return *char* folded: the letters of a text are few, and each of its characters is asked for."""
    return _fold(char)


def _after(text: str, place: int) -> int:
    """Return where the character at *place* ends, with the accents written after it."""
    end = place + 1
    while end < len(text) and unicodedata.combining(text[end]):
        end += 1
    return end


def _words(nom: str) -> list[str]:
    """Return the parts of a name, folded, without titles, initials or particles."""
    return [word for _, word in _parts(nom)]


def _parts(nom: str) -> list[tuple[tuple[str, ...], str]]:
    """Return each part of a name with the particles that open it; a last particle is a part."""
    parts: list[tuple[tuple[str, ...], str]] = []
    particles: tuple[str, ...] = ()
    for word in _WORD.findall(_fold(nom)):
        if word in _PARTICULES:
            particles += (word,)
        elif word not in _CIVILITES and len(word) > 1:
            parts.append((particles, word))
            particles = ()
    return [*parts, (particles[:-1], particles[-1])] if particles else parts


def _without(fonction: str, tokens: frozenset[str]) -> str:
    """Return a function without the words of a name typed in it."""
    kept = [
        word for word in fonction.split()
        if _fold(word).strip(".,;()") not in tokens | _CIVILITES
    ]  # fmt: skip
    return " ".join(kept).strip(" ,;:()-–")
