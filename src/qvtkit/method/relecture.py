"""Read a problem statement again: a place, a moment, a task, trades, two effects; nobody blamed, no solution.

Advice, never a verdict. Where the words are not recognised the remark says « à vérifier »: the lists
of words (data, `templates/relecture/`) do not know everything, and a false alarm costs more than a miss.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from qvtkit.method.expressions import Expressions, Extrait, Lu

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qvtkit.model.diagnostic import Probleme

CODES = (
    "personne", "solution", "trop-large", "lieu", "moment", "tache", "metiers", "effet-soin", "effet-travail",
    "dependance", "longueur",
)  # fmt: skip
_SITUATION = {"lieu": "lieux", "moment": "moments", "tache": "taches", "metiers": "metiers"}
"""What a situation is made of, and the list of words that shows it."""
_ANCHORS = ("lieu", "moment", "tache")
_CONCRETE = 2
"""From so many of them on, a generic word is anchored in a situation."""
_OPENING = re.compile(r"(?:A la|A l'|Au|Aux|En|Dans|Chez|Sur)\b[^,;:.]{2,60}(?=,)")
_DETAILED = 20
"""A sentence of so many words that says where, when and who most likely says what is being done."""
_BOTH = 2
"""So many consequences listed after a complete situation: most likely one for care, one for work."""
_RUBRIQUES = {"effet_soin": "effet-soin", "effet_travail": "effet-travail"}


@dataclass(frozen=True, slots=True)
class Remarque:
    """One remark: what, the words at fault with their places, why, where that comes from, what to write."""

    code: str
    niveau: str
    titre: str
    extraits: tuple[Extrait, ...]
    pourquoi: str
    source: str
    conseil: str
    modele: str

    def as_dict(self) -> dict[str, Any]:
        """Return the remark as JSON data."""
        return {
            "code": self.code, "niveau": self.niveau, "titre": self.titre,
            "extraits": [extrait.as_dict() for extrait in self.extraits],
            "pourquoi": self.pourquoi, "source": self.source, "conseil": self.conseil, "modele": self.modele,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Champs:
    """What the rubriques of a problem say beside its statement: a code that is `dit` is not asked again."""

    dits: frozenset[str] = frozenset()
    services: tuple[str, ...] = ()

    @classmethod
    def of(cls, problem: Probleme) -> Champs:
        """Return what *problem* says outside its statement."""
        keys = ("lieu", "moment", "tache", "metiers", "effet_soin", "effet_travail")
        said = frozenset(_RUBRIQUES.get(key, key) for key in keys if getattr(problem, key))
        return cls(said, tuple(name for name in problem.services_dependants if name))


@dataclass(frozen=True)
class Reperes:
    """The lists of words and the texts of the remarks, ready to read with."""

    textes: Mapping[str, Any]
    listes: Mapping[str, Expressions]
    debuts: Expressions
    longueur_max: int
    modele: str
    exemple: str = field(default="")

    @classmethod
    def of(cls, remarques: Mapping[str, Any], *fichiers: Mapping[str, Any]) -> Reperes:
        """Return the markers that the files of `templates/relecture/` give."""
        raw: dict[str, Any] = {name: body for each in fichiers for name, body in each["listes"].items()}
        return cls(
            textes=remarques["remarques"],
            listes={name: Expressions.of(raw, name) for name in raw},
            debuts=Expressions.of(raw, "solutions", "debuts"),
            longueur_max=int(remarques["longueur_max"]),
            modele=str(remarques["modele"]),
            exemple=str(remarques.get("exemple") or ""),
        )


def relire(texte: str, reperes: Reperes, champs: Champs | None = None) -> tuple[Remarque, ...]:
    """Return the remarks on a statement, in the order of `CODES`; none is good news."""
    lu, known = Lu(texte.rstrip()), champs or Champs()
    missing = _missing(lu, reperes, known)
    found: dict[str, tuple[Extrait, ...]] = dict.fromkeys(missing, ())
    shown = {
        "personne": _found(lu, reperes, "personnes"),
        "solution": _solutions(lu, reperes),
        "dependance": _found(lu, reperes, "dependances") or tuple(Extrait(name) for name in known.services),
        "longueur": _tail(lu.texte, reperes.longueur_max),
    }
    shown["trop-large"] = _wide(lu, reperes, missing, blamed=bool(shown["personne"] or shown["solution"]))
    found |= {code: words for code, words in shown.items() if words}
    return tuple(_remark(reperes, code, found[code]) for code in CODES if code in found)


def _missing(lu: Lu, reperes: Reperes, known: Champs) -> set[str]:
    """Return the codes of what is not said, in doubt none: the lists do not know every word."""
    absent = {code for code, name in _SITUATION.items() if code not in known.dits and not reperes.listes[name].dans(lu)}
    if reperes.listes["perimetres"].dans(lu) or _begins_with_a_place(lu, reperes):  # said, if only too wide
        absent.discard("lieu")
    if absent == {"tache"} and len(lu.nu.split()) >= _DETAILED:
        absent.discard("tache")
    return absent if not absent and _consequences(lu) >= _BOTH else absent | set(_effects(lu, reperes, known))


def _begins_with_a_place(lu: Lu, reperes: Reperes) -> bool:
    """Tell whether the text begins like « À la cafétéria, … », with words that are no moment."""
    begun = _OPENING.match(lu.nu)
    return begun is not None and not reperes.listes["moments"].dans(Lu(begun[0]))


def _consequences(lu: Lu) -> int:
    """Return how many consequences are listed after the colon: « : toilettes reportées, tensions » has two."""
    after = re.split(r" ?[:;] ", lu.nu, maxsplit=1)[1:]
    return len(re.split(r",| et |;", after[0])) if after else 0


def _remark(reperes: Reperes, code: str, extraits: tuple[Extrait, ...]) -> Remarque:
    said = reperes.textes[code]
    return Remarque(
        code, said["niveau"], said["titre"], extraits, said["pourquoi"], said["source"], said["conseil"], reperes.modele
    )


def _found(lu: Lu, reperes: Reperes, name: str) -> tuple[Extrait, ...]:
    return tuple(reperes.listes[name].dans(lu))


def _solutions(lu: Lu, reperes: Reperes) -> tuple[Extrait, ...]:
    """Return solutions said anywhere, and the verb of action with which the text begins."""
    inside = reperes.listes["solutions"].dans(lu)
    begins = [each for each in reperes.debuts.au_debut(lu) if not inside or inside[0].debut != each.debut]
    return (*begins, *inside)


def _wide(lu: Lu, reperes: Reperes, missing: set[str], *, blamed: bool) -> tuple[Extrait, ...]:
    """Return what makes the subject wide: a perimeter without limit, generic words without a situation.

    Where a person or a solution is already shown (*blamed*), generic words are left alone.
    """
    anchors = sum(code not in missing for code in _ANCHORS)
    vague = _found(lu, reperes, "generalites") if anchors < _CONCRETE and not blamed else ()
    return (*_found(lu, reperes, "perimetres"), *vague)


def _effects(lu: Lu, reperes: Reperes, known: Champs) -> Iterator[str]:
    """Yield the effects that are not said."""
    lists = reperes.listes
    both = lists["soin-sujets"].dans(lu) and lists["soin-atteintes"].dans(lu)
    if "effet-soin" not in known.dits and not (both or lists["effets-soin"].dans(lu)):
        yield "effet-soin"
    if "effet-travail" not in known.dits and not lists["effets-travail"].dans(lu):
        yield "effet-travail"


def _tail(texte: str, limit: int) -> tuple[Extrait, ...]:
    """Return what stands beyond *limit* signs."""
    return (Extrait(texte[limit:], limit, len(texte)),) if len(texte) > limit else ()
