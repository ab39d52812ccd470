"""Names of persons and blame in what people wrote: a gentle word, never a refusal.

What counts as one is data (`templates/relecture/personnes.yaml`), which the reading of statements shares.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from qvtkit.checks.rule import Rule
from qvtkit.issues import Issue, issue
from qvtkit.method.expressions import Expressions, Lu
from qvtkit.model.base import Record
from qvtkit.model.codes import Identites
from qvtkit.model.dossier import Cluster, Etablissement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from qvtkit.model.projet import Projet

_FUNCTIONS = frozenset({"fonction", "qui", "contact", "par"})
"""Where a function is awaited: « Jean Dupont » can only be somebody."""
_LISTS = ("nommees", "fonctions-nommees", "fautes")
_NAME = "nom"
"""The rubrique that is made for a name, and is masked in documents."""

_Path = tuple[str | int, ...]


@dataclass(frozen=True)
class Lecteur:
    """The expressions that name a person, name one where a function is awaited, or blame."""

    nommees: Expressions
    fonctions: Expressions
    fautes: Expressions
    noms_admis: bool

    @classmethod
    def of(cls, projet: Projet) -> Lecteur:
        """Return what reads the texts of *projet*; names are no surprise where it shows them."""
        lists: Mapping[str, Mapping[str, Any]] = projet.source.expressions("personnes")
        named, functions, blame = (Expressions.of(lists, name) for name in _LISTS)
        return cls(named, functions, blame, projet.dossier.confidentialite.identites is Identites.NOMS)

    def remarques(self, record: Record) -> Iterator[tuple[_Path, str, str]]:
        """Yield, for each text at fault of *record*: its path, the code of the remark, the words."""
        for path, text in _texts(record, ()):
            read = Lu(text)
            names = self.fonctions if path[-1] in _FUNCTIONS else self.nommees
            if blamed := self.fautes.dans(read):
                yield path, "personne-en-cause", _after(text, blamed[0].debut or 0)
            elif not self.noms_admis and (named := names.dans(read)):
                yield path, "personne-nommee", named[0].texte


def _after(text: str, start: int) -> str:
    """Return the words that blame and the two that follow: « c’est la faute de Madame Martin »."""
    words = text[start:].split()
    return " ".join(words[:6]).rstrip(" .,;:!?")


def _texts(value: Any, path: _Path) -> Iterator[tuple[_Path, str]]:
    """Yield every text of a record with its path; public bodies may bear someone's name."""
    if type(value) is str:
        yield path, value
    elif isinstance(value, Record) and not isinstance(value, (Etablissement, Cluster)):
        for name in type(value).model_fields:
            if name != _NAME:
                yield from _texts(getattr(value, name), (*path, name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from _texts(each, (*path, str(key)))  # a period is written as it is read
    elif isinstance(value, tuple):
        for rank, each in enumerate(value):
            yield from _texts(each, (*path, rank))


def named(projet: Projet, aujourdhui: dt.date | None) -> Iterator[Issue]:  # noqa: ARG001
    """Nobody is named where a function says enough, nobody is blamed."""
    reader = Lecteur.of(projet)
    for loaded in projet.all_loaded():
        for path, code, words in reader.remarques(loaded.record) if loaded.record else ():
            yield issue(code, loaded.position(*path), path, mots=words)


RULE = Rule(
    "personnes",
    "Des fonctions plutôt que des noms, personne n’est mis en cause",
    ("personne-nommee", "personne-en-cause"),
    (named,),
)
