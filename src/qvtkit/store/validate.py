"""From data to records: every validation error becomes an issue with its place and its remedy."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from qvtkit.issues import Issue, Level, issue, level_of, limited
from qvtkit.messages import MESSAGES
from qvtkit.model.base import Record, record_in
from qvtkit.model.periods import Periode
from qvtkit.text import closest, did_you_mean, only_close

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.store.nodes import Path

_WANT_KEYS = frozenset({"model_type", "dict_type", "model_attributes_type", "mapping_type"})
_GLUED = re.compile(r"([\w-]+):(\S.*)")
_QUOTED = re.compile(r"'([^']+)'")


def validate(model: type[Record], data: object) -> tuple[Record | None, list[Issue]]:
    """Return the record that *data* describes and every issue; no record where there is an error.

    The issues carry the path of the faulty value, not its place in a file.
    """
    try:
        record = model.model_validate(data)
    except ValidationError as error:
        details = error.errors(include_url=False)
        return None, list(limited((found for detail in details for found in _issues(model, dict(detail))), None))
    problems = sorted(record.problems(), key=lambda problem: level_of(problem.code) is not Level.ERREUR)
    return record, list(limited((issue(p.code, None, p.path, **p.params) for p in problems), None))


def _issues(model: type[Record], detail: dict[str, Any]) -> Iterator[Issue]:
    """Yield the issue that one pydantic error stands for."""
    kind: str = detail["type"]
    context: dict[str, Any] = detail.get("ctx", {})
    path: Path = tuple(part for part in detail["loc"] if part != "[key]")
    value = str(detail.get("input"))
    if kind == "extra_forbidden":
        yield _unknown_key(model, path)
    elif kind == "enum":
        yield _unknown_code(path, value, context)
    elif kind in MESSAGES:
        yield issue(kind, None, path, **{"valeur": value, "conseil": "", **context})
    elif kind in _WANT_KEYS and (glued := _GLUED.fullmatch(value)):
        yield issue("espace-apres-deux-points", None, path, ligne=f"{glued[1]}: {glued[2]}")
    elif kind in _WANT_KEYS:
        yield issue("rubriques-attendues", None, path)
    elif kind in {"tuple_type", "list_type"}:
        yield issue("liste-attendue", None, path)
    elif kind in {"greater_than_equal", "less_than_equal"}:
        limit = context.get("ge", context.get("le"))
        word = "au moins" if "ge" in context else "au plus"
        yield issue("hors-echelle", None, path, valeur=value, limite=f"{word} {limit}")
    else:
        yield issue("valeur-refusee", None, path, valeur=value)


def _unknown_key(model: type[Record], path: Path) -> Issue:
    """Name the key that does not exist and the one that was meant."""
    parent = model_at(model, path[:-1])
    names = list(parent.model_fields) if parent else []
    key = str(path[-1])
    if len(path) == 1 and "mesures" in names and _is_period(key):
        return issue("mesure-non-decalee", None, path, cle=key)
    hint = closest(key, names)
    return issue(
        "cle-inconnue", None, path, cle=key, conseil=did_you_mean(hint), possibles=", ".join(names) or "aucune",
        remplacement=only_close(key, names),
    )  # fmt: skip


def _is_period(key: str) -> bool:
    try:
        Periode.parse(key)
    except ValueError:
        return False
    return True


def _unknown_code(path: Path, value: str, context: dict[str, Any]) -> Issue:
    codes = _QUOTED.findall(str(context.get("expected", "")))
    return issue(
        "code-inconnu", None, path,
        valeur=value, conseil=did_you_mean(closest(value, codes)), possibles=", ".join(codes),
        remplacement=only_close(value, codes),
    )  # fmt: skip


def model_at(model: type[Record], path: Path) -> type[Record] | None:
    """Return the class of the record found at *path* inside a record of class *model*."""
    current: type[Record] | None = model
    for part in path:
        if current is None:
            return None
        if isinstance(part, int):
            continue
        field = current.model_fields.get(str(part))
        if field is None:
            continue  # a key of a mapping: the class was found at the mapping's own key
        current = record_in(field.annotation)
    return current
