"""Create and edit any record: what all nouns have in common."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from qvtkit.errors import InvalidRecordError, RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.model.base import Record
from qvtkit.model.journal import Fait
from qvtkit.model.kinds import KINDS
from qvtkit.ops.outcome import Outcome
from qvtkit.store.changes import Change, edit_record, new_record, validated
from qvtkit.store.edit import Append, Edit, SetValue
from qvtkit.store.render import stored
from qvtkit.text import SLUG_LENGTH, closest, did_you_mean, fold, is_reserved, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Loaded, Projet
    from qvtkit.store.nodes import Path as Path_

R = TypeVar("R", bound=Record)


def root(projet: Projet) -> Path:
    """Return the project's folder."""
    return Path(projet.racine)


def clean_id(text: str) -> str:
    """Return the id that *text* (an id or a title) means; UsageError where it holds none."""
    typed = text.strip()
    too_long = len(typed) > SLUG_LENGTH and " " not in typed  # a title is cut at a word, an id is the user's own
    outside = any(mark in text for mark in ("/", "\\", ".."))
    slug = "" if outside or too_long or is_reserved(typed) else slugify(text)
    if not slug:
        raise UsageError.of("identifiant-invalide", valeur=text)
    return slug


def parse(model: type[R], data: Mapping[str, Any]) -> R:
    """Return the record of class *model* that *data*, typed by a person, describes.

    Raises UsageError with one issue a faulty answer, each naming its option.
    """
    try:
        return validated(model, dict(data))  # type: ignore[return-value]
    except InvalidRecordError as error:
        raise UsageError(*(as_option(found) for found in error.issues)) from error


def as_option(found: Issue) -> Issue:
    """Return the issue told of the option that sets the rubrique."""
    key = next((str(part) for part in reversed(found.path) if isinstance(part, str)), "")
    option = f"--{key.replace('_', '-')}" if key else "réponse"
    return issue("valeur-option", None, found.path, option=option, message=found.message, remede=found.remedy)


def typed_values(record: Record, given: Iterable[str]) -> dict[str, Any]:
    """Return the rubriques named in *given* as canonical values, ready to be written."""
    return {key: getattr(record, key) for key in given}


def existing(projet: Projet, kind: str, typed: str, plural: str, command: str) -> str:
    """Return the id of the record of *kind* that *typed* names, by id or by title.

    Raises RefusedError, with the id that was probably meant; InvalidRecordError where its file
    could not be understood.
    """
    slug = typed if "/" in typed else slugify(typed)
    loaded = projet.one(kind, slug) if slug and ".." not in slug else None
    if loaded is None:
        titles = {key: _title(each.record) for key, each in projet.loaded(kind).items()}
        slug = named(typed, titles, plural, command)
        loaded = projet.loaded(kind)[slug]
    require_readable(loaded)
    return slug


def require_readable(loaded: Loaded[Record]) -> None:
    """Raise InvalidRecordError where the file of a record could not be understood."""
    if loaded.record is None:
        errors = [found for found in loaded.issues if found.level == "erreur"]
        raise InvalidRecordError(issue("fichier-en-erreur", Position(loaded.file), fichier=loaded.file), *errors)


def named(typed: str, titles: Mapping[str, str], plural: str, command: str) -> str:
    """Return the id that *typed* names, among those of *titles* (titles by id).

    Raises RefusedError, with the id that was probably meant.
    """
    by_name = {fold(title): key for key, title in titles.items() if title} | {fold(key): key for key in titles}
    if fold(typed) in by_name:
        return by_name[fold(typed)]
    hint = closest(typed, by_name)
    advice = did_you_mean(by_name[hint] if hint else None)
    raise RefusedError.of("introuvable", quoi=plural, id=typed, conseil=advice, commande=command)


def _title(record: Record | None) -> str:
    return str(getattr(record, "titre", "") or getattr(record, "nom", "") or "")


def create(
    projet: Projet, kind: str, record_id: str, data: Mapping[str, Any], message: str, suite: Sequence[str] = ()
) -> Outcome:
    """Return the outcome that creates a record from typed *data* (validated here)."""
    the_kind = KINDS[kind]
    record = parse(the_kind.model, data)
    change = new_record(root(projet), the_kind, record_id, record, header(the_kind.path(record_id), kind))
    return Outcome(
        racine=projet.racine, kind=kind, message=message, changes=(change,), suite=tuple(suite),
        data={"id": record_id, kind: as_json(record)}, issues=warnings(record, change),
    )  # fmt: skip


def header(file: str, kind: str) -> str:
    """Return the comment at the head of a new file: what it is, and its schema for editors."""
    up = "../" * file.count("/")
    return f"yaml-language-server: $schema={up}.qvtkit/schemas/{kind}.json"


def edited(projet: Projet, kind: str, record_id: str, edits: Sequence[Edit]) -> tuple[Change, Record]:
    """Return the change that makes *edits* in a record as the snapshot holds it, and the record as it will be."""
    return edit_record(root(projet), KINDS[kind], record_id, edits, projet.one(kind, record_id))


def edit(
    projet: Projet, kind: str, record_id: str, edits: Sequence[Edit], message: str, suite: Sequence[str] = ()
) -> Outcome:
    """Return the outcome that makes *edits* in a record."""
    before = projet.one(kind, record_id)
    change, record = edited(projet, kind, record_id, edits)
    gone = tuple(_gone(before.record, edits)) if before and before.record else ()
    return Outcome(
        racine=projet.racine, kind=kind, message=message, changes=(change,), suite=tuple(suite),
        data={"id": record_id, kind: as_json(record)}, issues=(*gone, *warnings(record, change)),
    )  # fmt: skip


def _gone(before: Record, edits: Sequence[Edit]) -> Iterator[Issue]:
    """Yield what leaves a list that is given anew: nobody should lose four rules by adding a fifth."""
    for each in edits:
        if isinstance(each, SetValue) and isinstance(each.value, (list, tuple)):
            old: Any = before
            for part in each.path:
                old = getattr(old, part, ()) if isinstance(part, str) else old[part]
            kept = stored(each.value)
            named = {_told(item) for item in each.value}  # an item that only changes has not gone
            left = [_told(item) for item in old or () if stored(item) not in kept and _told(item) not in named]
            if left:
                yield issue("liste-remplacee", rubrique=str(each.path[-1]), elements=" ; ".join(left))


def _told(item: object) -> str:
    """Return an item of a list in a word: a record by its first rubrique."""
    text = str(next(iter(item.as_file().values()), "")) if isinstance(item, Record) else str(item)
    return text.rstrip(".")


def set_edits(kind: str, data: Mapping[str, Any]) -> list[Edit]:
    """Return the edits that give the rubriques of *data* (typed by a person, may be nested).

    Raises UsageError where an answer is not valid.
    """
    model = KINDS[kind].model
    values = typed_values(parse(model, data), data)
    order = tuple(model.model_fields)
    return [edit for key, value in values.items() for edit in _set((key,), data[key], value, order)]


def _set(path: Path_, typed: Any, value: Any, order: tuple[str, ...]) -> Iterator[Edit]:
    """Yield the edits of one rubrique: inside a nested record, only what was typed changes.

    A text that was erased leaves its rubrique empty, as it was before it was ever written.
    """
    if isinstance(typed, dict) and isinstance(value, Record):
        for key in typed:
            yield from _set((*path, key), typed[key], getattr(value, key), order)
    else:
        yield SetValue(path, None if value == "" else value, order)


def append_edit(kind: str, key: str, item: Record) -> Append:
    """Return the edit that adds *item* to the list *key* of a record."""
    order = tuple(KINDS[kind].model.model_fields)
    return Append((key,), item, order)


def journal_change(projet: Projet, data: Mapping[str, Any]) -> Change:
    """Return the change that notes a dated fact in the journal."""
    fact = parse(Fait, data)
    return edited(projet, "journal", "", [append_edit("journal", "faits", fact)])[0]


def warnings(record: Record, change: Change) -> tuple[Issue, ...]:
    """Return what is doubtful, not wrong, in a record about to be written."""
    return tuple(issue(p.code, Position(change.file), p.path, **p.params) for p in record.problems())


def as_json(record: Record) -> dict[str, Any]:
    """Return the record as JSON data."""
    return record.model_dump(mode="json")
