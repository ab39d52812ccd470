"""Write values as YAML that people can read: plain codes, quoted texts, blocks for long ones.

ruamel.yaml does the emitting; this module only says which style each value gets.
"""

from __future__ import annotations

import io
import re
from functools import cache
from types import UnionType
from typing import TYPE_CHECKING, Any, Union, get_args, get_origin

from qvtkit.model.base import Record
from qvtkit.model.codes import Code
from qvtkit.model.dates import DateSouple
from qvtkit.model.numbers import plain_number
from qvtkit.model.periods import Periode

if TYPE_CHECKING:
    from ruamel.yaml import YAML
    from ruamel.yaml.comments import CommentedMap, CommentedSeq

_PLAIN_WORD = re.compile(r"^[a-z][a-z0-9_]*([-/][a-z0-9]+)*$")
_SHORT = 90
_FLOW_LENGTH = 110


class Plain(str):
    """A text that is written without quotes whatever it looks like (number, date, code)."""

    __slots__ = ()


def stored(value: object) -> Any:  # noqa: PLR0911 (one line a type)
    """Return *value* as the reader would hand it back: text, None, lists and dicts."""
    match value:
        case dict():
            return {str(key): stored(item) for key, item in value.items()}
        case list() | tuple():
            return [stored(item) for item in value]
        case Record():
            return stored(value.as_file())
        case None:
            return None
        case bool():
            return Plain("oui" if value else "non")
        case int() | float():
            return Plain(plain_number(float(value)).replace(".", ","))
        case DateSouple() | Periode() | Code():
            return Plain(str(value))
        case _:
            return value if isinstance(value, Plain) else str(value).strip()


def entry(key: str, value: object, *, flow: bool = False) -> list[str]:
    """Return the lines of « key: value » at no indentation."""
    plain = stored(value)
    if isinstance(plain, Plain) and _PLAIN_KEY.match(key):
        return [f"{key}: {_scalar(plain, flow=flow)}"]  # the usual measure: no emitter to load
    node = _map({key: stored(value)}, flow=False)
    if flow:
        node[key] = _node(stored(value), flow=True)
    return _dump(node).rstrip("\n").split("\n")


def item(value: object, *, flow: bool = False) -> list[str]:
    """Return the lines of « - value » at no indentation."""
    from ruamel.yaml.comments import CommentedSeq

    sequence = CommentedSeq([_node(stored(value), flow=flow)])
    return [line.removeprefix("  ") for line in _dump(sequence).rstrip("\n").split("\n")]


def inline(value: object) -> str:
    """Return *value* as it stands inside a flow collection, on one line."""
    plain = stored(value)
    if isinstance(plain, Plain):
        return str(_scalar(plain, flow=True))
    text = _dump(_map({"x": _node(stored(value), flow=True)}, flow=True, keep=True)).strip()
    return text.removeprefix("{x:").removesuffix("}").strip()


def record(value: Record, header: str = "") -> str:
    """Return a whole new file: every rubrique in order, the empty ones too.

    Codes get their possible answers as a comment.
    """
    body = _record_map(type(value), stored(value))
    if header:
        body.yaml_set_start_comment(header)
    return _dump(body)


def _record_map(model: type[Record], data: dict[str, Any]) -> CommentedMap:
    """Return the map of *data* (`stored`), completed by the rubriques that it lacks."""
    from ruamel.yaml.comments import CommentedMap

    result = CommentedMap()
    for name, field in model.model_fields.items():
        value = data.get(name)
        inner = _inner_record(field.annotation)
        if inner is not None and (value is None or isinstance(value, dict)):
            result[name] = _record_map(inner, value or {})
            continue
        result[name] = None if value is None else _node(value, flow=False)
        comment = _codes_comment(field.annotation) or (_items_comment(field.annotation) if value is None else "")
        if comment:
            result.yaml_add_eol_comment(comment, name, column=30)
    return result


def _inner_record(annotation: object) -> type[Record] | None:
    """Return the record class of a field that holds one record, optional or not."""
    return next((c for c in _alternatives(annotation) if issubclass(c, Record)), None)


def _codes_comment(annotation: object) -> str:
    """Return « a | b | c » for a field that takes one code of a closed list."""
    return next((" | ".join(c) for c in _alternatives(annotation) if issubclass(c, Code)), "")


def _items_comment(annotation: object) -> str:
    """Return « - {a: , b: } » for an empty list of records: what a line of it looks like."""
    kind = next((arg for arg in get_args(annotation) if isinstance(arg, type) and issubclass(arg, Record)), None)
    if get_origin(annotation) is not tuple or kind is None:
        return ""
    return f"- {{{', '.join(f'{name}: ' for name in kind.model_fields).rstrip()}}}"


def _alternatives(annotation: object) -> list[type]:
    """Return the classes that a field may hold by itself: `X` and `X | None`, not `tuple[X, ...]`."""
    candidates = get_args(annotation) if get_origin(annotation) in {Union, UnionType} else (annotation,)
    return [candidate for candidate in candidates if isinstance(candidate, type)]


def _node(value: Any, *, flow: bool) -> Any:
    """Choose the style of a `stored` value."""
    if isinstance(value, dict):
        return _map(value, flow=flow)
    if isinstance(value, list):
        return _seq(value, flow=flow)
    return _scalar(value, flow=flow)


def _map(value: dict[str, Any], *, flow: bool, keep: bool = False) -> CommentedMap:
    from ruamel.yaml.comments import CommentedMap

    result = CommentedMap()
    for key, content in value.items():
        result[Plain(key) if _PLAIN_KEY.match(key) else _quoted(key)] = (
            content if keep else _node(content, flow=flow or fits_on_a_line(content))
        )
    if flow:
        result.fa.set_flow_style()
    return result


_PLAIN_KEY = re.compile(r"^[A-Za-z0-9_][A-Za-z0-9_-]*$")


def _seq(value: list[Any], *, flow: bool) -> CommentedSeq:
    """Short lists of words go on one line; records one a line, in braces when they fit."""
    from ruamel.yaml.comments import CommentedSeq

    words = all(not isinstance(item, (dict, list)) for item in value)
    if flow or (words and sum(len(str(item)) + 4 for item in value) < _FLOW_LENGTH):
        result = CommentedSeq([_node(item, flow=True) for item in value])
        result.fa.set_flow_style()
        return result
    return CommentedSeq([_node(item, flow=fits_on_a_line(item)) for item in value])


def fits_on_a_line(value: object) -> bool:
    """Tell whether a `stored` record is short and flat enough to stand in braces."""
    if not isinstance(value, dict):
        return False
    texts = [text for item in value.values() for text in (item if isinstance(item, list) else [item])]
    flat = all(text is None or (isinstance(text, str) and "\n" not in text) for text in texts)
    return flat and len(str(value)) < _FLOW_LENGTH + 30


def _scalar(value: Any, *, flow: bool) -> Any:
    if value is None:
        return None
    if isinstance(value, Plain):
        return Plain(value.replace(",", ".")) if flow else value
    if _PLAIN_WORD.match(value) and value != "null":
        return Plain(value)
    if not flow and ("\n" in value or len(value) > _SHORT) and _fits_in_block(value):
        from ruamel.yaml.scalarstring import LiteralScalarString

        return LiteralScalarString(value + "\n")
    return _quoted(value)


def _fits_in_block(value: str) -> bool:
    """A block keeps neither leading spaces, nor control characters, nor lone carriage returns."""
    return not value.startswith((" ", "\t", "\n")) and all(c == "\n" or c.isprintable() for c in value)


def _quoted(value: str) -> Any:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString

    return DoubleQuotedScalarString(value)


@cache
def _yaml() -> YAML:
    from ruamel.yaml import YAML
    from ruamel.yaml.nodes import ScalarNode

    yaml = YAML()
    yaml.width = 100_000  # never folds: a folded line is not the line that was meant
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)

    def plain(representer: Any, data: Plain) -> ScalarNode:
        text = str(data)
        tag = yaml.resolver.resolve(ScalarNode, text, (True, False))
        return representer.represent_scalar(tag, text)  # type: ignore[no-any-return]

    yaml.representer.add_representer(Plain, plain)
    return yaml


def _dump(node: object) -> str:
    stream = io.StringIO()
    _yaml().dump(node, stream)
    return stream.getvalue()
