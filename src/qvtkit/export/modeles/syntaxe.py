"""What a Word model may ask: a small language, read before anything is put in its place.

Names are those of `variables`; loops go over our own lists, each inside the one that holds it. Nothing
else is let through, so that a model can neither run, nor read elsewhere, nor go on for ever.
"""

# ruff: noqa: TID253 (jinja2 is all this module is for; it is imported late)

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from jinja2 import nodes
from jinja2.exceptions import TemplateSyntaxError

from qvtkit.export.modeles.variables import CONTENU, VARIABLES, Liste, Noeud, Objet
from qvtkit.text import closest, did_you_mean

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from jinja2 import Environment

FILTRES: dict[str, Callable[..., Any]] = {
    "upper": str.upper, "lower": str.lower, "capitalize": str.capitalize, "trim": str.strip, "length": len,
    "default": lambda value, other="": value or other,
    "join": lambda values, between=", ": between.join(values),
    "first": lambda values: next(iter(values), ""),
    "last": lambda values: next(reversed(values), ""),
}  # fmt: skip
"""What may follow a bar: `{{ probleme | default("à préciser") }}`."""
_DE_LISTE = frozenset(("join", "length", "first", "last"))
_BOUCLE = frozenset(("first", "last", "index", "index0", "length"))
_PERMIS = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Getattr, nodes.For, nodes.If, nodes.Const,
    nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
)  # fmt: skip
TESTS = frozenset(("defined", "none"))
_ETIQUETTES = {
    "Include": "include", "Import": "import", "FromImport": "from", "Extends": "extends", "Block": "block",
    "Macro": "macro", "CallBlock": "call", "Assign": "set", "AssignBlock": "set", "Call": "une parenthèse d’appel",
    "Getitem": "des crochets",
}  # fmt: skip
_LISTE = "Un modèle contient des noms, des boucles sur les listes et des conditions."

Vu: TypeAlias = "Noeud | Mapping[str, Noeud] | None"
"""What a name stands for: a node of the table, one thing of a list, or one text of a list (None)."""


@dataclass(frozen=True)
class Faute:
    """What is wrong on a line of a model, and what to write instead."""

    ligne: int
    probleme: str
    conseil: str


class _FauteError(Exception):
    def __init__(self, faute: Faute) -> None:
        super().__init__(faute.probleme)
        self.faute = faute


def faute(environment: Environment, source: str) -> Faute | None:
    """Return the first fault of *source*, a template whose paragraphs each begin a line; None where it is right."""
    try:
        _Lecteur().read(environment.parse(source))
        environment.compile(source)
    except TemplateSyntaxError as error:
        return Faute(error.lineno, *_syntaxe(error))
    except _FauteError as error:
        return error.faute
    except (RecursionError, SyntaxError):  # Python counts what is inside one another
        return Faute(0, "des parenthèses ou des conditions sont emboîtées trop de fois.", _LISTE)
    return None


def utilise(environment: Environment, source: str, name: str) -> bool:
    """Tell whether *source* names the variable *name*."""
    return any(each.name == name for each in environment.parse(source).find_all(nodes.Name))


class _Lecteur:
    """Reads a template from its root, with the names that each loop adds."""

    def __init__(self) -> None:
        self.noms: dict[str, Vu] = dict(VARIABLES)
        self.boucles: list[str] = []

    def read(self, node: nodes.Node, *, shown: bool = True) -> None:
        """Raise _FauteError at the first thing that a model may not say; *shown*: the value is printed."""
        if not isinstance(node, _PERMIS):
            word = _ETIQUETTES.get(type(node).__name__, "ce calcul")
            raise _arret(node, f"« {word} » ne peut pas servir dans un modèle.", _LISTE)
        if isinstance(node, nodes.For):
            self._loop(node)
        elif isinstance(node, nodes.Name | nodes.Getattr):
            self._value(node, shown=shown)
        elif isinstance(node, nodes.Filter):
            self._filter(node)
        elif isinstance(node, nodes.If | nodes.CondExpr):
            self.read(node.test, shown=False)
            for child in node.iter_child_nodes(exclude=("test",)):
                self.read(child)
        elif isinstance(node, nodes.Test) and node.name not in TESTS:
            raise _arret(node, f"« is {node.name} » ne peut pas servir dans un modèle.", _LISTE)
        else:
            for child in node.iter_child_nodes():
                self.read(child, shown=shown)

    def _filter(self, node: nodes.Filter) -> None:
        """Read what is after a bar: a list only goes through those that make a text of it."""
        if node.name not in FILTRES:
            known = ", ".join(sorted(FILTRES))
            raise _arret(node, f"« | {node.name} » n’est pas connu.", f"Après la barre, on peut écrire : {known}.")
        many = self._seen(node.node) if isinstance(node.node, nodes.Name | nodes.Getattr) else None
        is_texts = isinstance(many, Liste) and many.dedans is None
        goes = node.name == "length" or (is_texts and node.name in _DE_LISTE)
        for child in node.iter_child_nodes():
            self.read(child, shown=not (goes and child is node.node))

    def _loop(self, node: nodes.For) -> None:
        """Read a loop: over a list of the table, or over one of the thing that the loop around goes through."""
        many = self._seen(node.iter)
        name = node.target.name if isinstance(node.target, nodes.Name) else ""
        if not isinstance(many, Liste) or not name or node.recursive:
            said = _said(node.iter)
            raise _arret(node, f"« {said} » n’est pas une liste : on ne peut pas la parcourir.", self._lists())
        if self.boucles and _root(node.iter) != self.boucles[-1]:
            raise _arret(
                node, f"la boucle sur « {_said(node.iter)} » est dans une autre, sans en dépendre.",
                f"À l’intérieur, parcourez une liste de « {self.boucles[-1]} », ou fermez d’abord la première boucle.",
            )  # fmt: skip
        before = self.noms
        self.noms = before | {name: many.dedans, "loop": None}
        self.boucles.append(name)
        for child in (*([node.test] if node.test else []), *node.body):
            self.read(child)
        self.boucles.pop()
        self.noms = before
        for child in node.else_:
            self.read(child)

    def _lists(self) -> str:
        """Say which lists there are here."""
        return f"On peut parcourir : {', '.join(sorted(k for k, v in self.noms.items() if isinstance(v, Liste)))}."

    def _value(self, node: nodes.Name | nodes.Getattr, *, shown: bool) -> None:
        """Require a text where the value is printed: a list, or a thing of several parts, would be gibberish."""
        seen, said = self._seen(node), _said(node)
        if not shown:
            return
        if isinstance(seen, Liste):
            loop = f"{{% for {seen.un} in {said} %}} … {{% endfor %}}"
            raise _arret(node, f"« {said} » est une liste.", f"Parcourez-la : {loop}")
        if isinstance(seen, Objet | dict):
            parts = seen.dedans if isinstance(seen, Objet) else seen
            raise _arret(
                node, f"« {said} » a plusieurs parties : dites laquelle.", f"Par exemple : {said}.{next(iter(parts))}."
            )

    def _seen(self, node: nodes.Node) -> Vu:
        """Return what *node* names in the table."""
        if isinstance(node, nodes.Name):
            if node.name not in self.noms:
                raise _inconnu(node, node.name, self.noms)
            return self.noms[node.name]
        if not isinstance(node, nodes.Getattr):
            raise _arret(node, "ce qui est entre accolades n’est pas un nom de qvtkit.", _LISTE)
        if isinstance(node.node, nodes.Name) and node.node.name == "loop" and self.boucles:
            if node.attr not in _BOUCLE:
                raise _inconnu(node, node.attr, dict.fromkeys(_BOUCLE))
            return None
        holder = self._seen(node.node)
        parts: Mapping[str, Noeud] = holder.dedans if isinstance(holder, Objet) else {}
        if isinstance(holder, dict):
            parts = holder
        if node.attr not in parts:
            raise _inconnu(node, _said(node), {f"{_said(node.node)}.{each}": None for each in parts})
        return parts[node.attr]


def _said(node: nodes.Node) -> str:
    """Return a name as it is written in the model."""
    if isinstance(node, nodes.Getattr):
        return f"{_said(node.node)}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else "…"


def _root(node: nodes.Node) -> str:
    """Return the first word of a dotted name, nothing where it has no dot."""
    inner = node.node if isinstance(node, nodes.Getattr) else None
    while isinstance(inner, nodes.Getattr):
        inner = inner.node
    return inner.name if isinstance(inner, nodes.Name) else ""


def _inconnu(node: nodes.Node, name: str, known: Mapping[str, object]) -> _FauteError:
    hint = did_you_mean(closest(name, list(known)))
    shown = ", ".join(_courts(known))
    return _arret(node, f"« {name} » n’existe pas.{hint}", f"On peut écrire : {shown}." if shown else _LISTE)


def _courts(known: Mapping[str, object]) -> Iterator[str]:
    yield from sorted(name for name in known if name != "loop")


def _arret(node: nodes.Node, probleme: str, conseil: str) -> _FauteError:
    return _FauteError(Faute(node.lineno, probleme, conseil))


def _syntaxe(error: TemplateSyntaxError) -> tuple[str, str]:
    """Return in French what the reader of the template did not understand, and what to do."""
    said = error.message or ""
    if "Unknown tag" in said or "unknown tag" in said:
        word = said.partition("'")[2].partition("'")[0]
        if word in {"endfor", "endif", "else", "elif"}:
            return (
                f"« {word} » ferme quelque chose qui n’a pas été ouvert.",
                "Écrivez « for … » ou « if … » avant, ou effacez-le.",
            )
        hint = did_you_mean(closest(word, ["for", "endfor", "if", "elif", "else", "endif"]))
        return f"« {word} » n’est pas connu.{hint}", "Entre {% et %}, on écrit : for, endfor, if, else, endif."
    if "Unexpected end of template" in said or "end of template" in said:
        return (
            "une boucle ou une condition n’est pas refermée.",
            "Ajoutez « {% endfor %} » ou « {% endif %} » là où elle finit.",
        )
    return (
        "ce qui est entre accolades n’est pas compris.",
        f"Écrivez un nom, comme « {{{{ etablissement.nom }}}} » ou « {{{{p {CONTENU} }}}} ».",
    )
