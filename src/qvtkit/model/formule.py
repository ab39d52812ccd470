"""Formulas of indicators: arithmetic over named variables, read without ever running code."""

from __future__ import annotations

import ast
import math
import operator
import re
import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

KNOWN_VARIABLES = frozenset({"jours_periode"})
"""Variables that the tool itself gives: the length of the period in days."""

_MAX_LENGTH = 500
_MAX_DEPTH = 30
_TOO_DEEP = "trop imbriquée"
_SIGNS = str.maketrans({"×": "*", "÷": "/", "\u2212": "-", "\u00a0": " ", "\u202f": " "})
_COMMA = re.compile(r"(?<=\d),(?=\d)")
_OPERATORS: dict[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


class FormulaError(ValueError):
    """The formula holds something else than names, numbers, + - * / and parentheses."""


@dataclass(frozen=True, slots=True)
class Formule:
    """A formula read and found safe."""

    texte: str
    noms: tuple[str, ...]
    """Names in order of first use, without those of `KNOWN_VARIABLES`."""
    _arbre: ast.expr

    @classmethod
    def parse(cls, text: str) -> Formule:
        """Read *text*; raise FormulaError where it is anything but plain arithmetic.

        « × », « ÷ » and a decimal comma are understood; names are folded as those of variables are.
        """
        if len(text) > _MAX_LENGTH:
            raise FormulaError(text[:40])
        plain = _COMMA.sub(".", text.translate(_SIGNS)).strip()
        try:
            with warnings.catch_warnings(action="ignore"):  # « 2ou » is no matter for a developer's warning
                tree = ast.parse(plain, mode="eval").body
        except (SyntaxError, ValueError, MemoryError, RecursionError) as error:
            raise FormulaError(text) from error
        names: list[str] = []
        _inspect(tree, names, 0)
        return cls(text.strip(), tuple(dict.fromkeys(names)), tree)

    @property
    def rapport(self) -> tuple[str, str, float] | None:
        """The numerator, the denominator and the factor of « a / b * 1000 »; None for any other calculation."""
        node, factor = self._arbre, 1.0
        while isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mult) and isinstance(node.right, ast.Constant):
            factor *= _compute(node.right, {})
            node = node.left
        if not isinstance(node, ast.BinOp) or not isinstance(node.op, ast.Div) or isinstance(node.right, ast.Constant):
            return None
        return ast.unparse(node.left), ast.unparse(node.right), factor

    def value(self, variables: Mapping[str, float]) -> float | None:
        """Return the result, or None where it cannot be computed (division by zero, overflow).

        Raises KeyError where a variable is missing.
        """
        try:
            result = _compute(self._arbre, variables)
        except (ZeroDivisionError, OverflowError):
            return None
        return result if math.isfinite(result) else None


def _inspect(node: ast.expr, names: list[str], depth: int) -> None:
    """Collect the names; refuse every node that is not arithmetic."""
    if depth > _MAX_DEPTH:
        raise FormulaError(_TOO_DEEP)
    match node:
        case ast.Name(id=name):
            if _folded(name) not in KNOWN_VARIABLES:
                names.append(_folded(name))
        case ast.Constant(value=value) if isinstance(value, (int, float)) and not isinstance(value, bool):
            pass
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATORS:
            _inspect(left, names, depth + 1)
            _inspect(right, names, depth + 1)
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            _inspect(operand, names, depth + 1)
        case _:
            raise FormulaError(ast.unparse(node))


def _folded(name: str) -> str:
    """Return a name as those of variables are written: « Jours_Arrêt » is « jours_arret »."""
    return fold(name).replace("-", "_")


def _compute(node: ast.expr, variables: Mapping[str, float]) -> float:
    match node:
        case ast.Name(id=name):
            return float(variables[_folded(name)])
        case ast.Constant(value=value) if isinstance(value, (int, float)):
            return float(value)
        case ast.BinOp(left=left, op=op, right=right):
            return _OPERATORS[type(op)](_compute(left, variables), _compute(right, variables))
        case ast.UnaryOp(operand=operand):
            return -_compute(operand, variables)
        case _:  # _inspect let nothing else through
            raise FormulaError(ast.dump(node))
