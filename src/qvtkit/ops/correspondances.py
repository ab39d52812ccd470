"""What people said of the labels of a workbook: typed by option, kept in the project for next month."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.errors import UsageError
from qvtkit.exchange.libelles import Cible, Ligne
from qvtkit.issues import issue
from qvtkit.model.correspondance import Correspondance, LibelleConnu, PerimetreConnu
from qvtkit.model.numbers import parse_number
from qvtkit.ops import catalogue, records
from qvtkit.store.project import read_answers
from qvtkit.store.validate import validate
from qvtkit.text import closest, did_you_mean, fold, slugify

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.model.projet import Projet
    from qvtkit.store.changes import Change

KIND = "correspondance"
IGNORER = "ignorer"
_TARGET = re.compile(r"([^.*]+?)(?:\.([^.*]+?))?(?:\s*\*\s*([\d\s.,]+))?")
_MOVING = re.compile(r"\d+|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre")


def default_name(file_name: str) -> str:
    """Return the name under which to keep what is said of a file: without what changes every month."""
    stem = file_name.rpartition(".")[0] or file_name
    return slugify(_MOVING.sub(" ", fold(stem).replace("-", " "))) or "tableau"


@dataclass(frozen=True)
class Connue:
    """A correspondance: its name, its lines, what is said of the texts around figures, whether a file holds it."""

    nom: str
    lignes: list[Ligne]
    perimetres: dict[str, str]
    existe: bool


def load(projet: Projet, typed_name: str) -> Connue:
    """Return a correspondance, empty where the project has no such file yet.

    A path to a YAML file is read where it lies. Raises UsageError or InvalidRecordError where it cannot be understood.
    """
    if typed_name.lower().endswith((".yaml", ".yml")):
        return _outside(Path(typed_name).expanduser())
    name = records.clean_id(typed_name)
    loaded = projet.one(KIND, name)
    if loaded is not None and loaded.record is None:
        records.existing(projet, KIND, name, "de correspondance", "qvtkit check")
    return _known_as(name, loaded.record if loaded else None)


def _outside(path: Path) -> Connue:
    text = read_answers(path, path.name)
    record, found = validate(Correspondance, text.data)
    errors = [
        *(each for each in text.issues if each.level == "erreur"),
        *(each.at(text.position(*each.path)) for each in found),
    ]
    if record is None or errors:
        raise UsageError(*errors)
    return _known_as(records.clean_id(path.stem), record)


def _known_as(name: str, record: object) -> Connue:
    texts = record.perimetres if isinstance(record, Correspondance) else ()
    places = {fold(each.texte): each.perimetre for each in texts if each.perimetre}
    return Connue(name, _lines(record), places, record is not None)


def _lines(record: object) -> list[Ligne]:
    known = record.libelles if isinstance(record, Correspondance) else ()
    return [_line(each) for each in known if each.indicateur or each.ignorer]


def _line(known: LibelleConnu) -> Ligne:
    target = (
        Cible()
        if known.ignorer
        else Cible(known.indicateur or "", slug_variable(known.variable), known.multiplier or 1.0)
    )
    return Ligne(known.libelle, target, known.service)


def typed(projet: Projet, options: Iterable[str]) -> list[Ligne]:
    """Return the lines of `--libelle "TEXTE=id"`, "…=id.variable", "…=id*100", "…=ignorer".

    Raises UsageError for one that cannot be read, or that names no indicator.
    """
    return [_typed(projet, option) for option in options]


def _typed(projet: Projet, option: str) -> Ligne:
    label, equals, target = (part.strip() for part in option.rpartition("="))
    match = _TARGET.fullmatch(target)
    if not equals or not label or match is None:
        problem = f"« {option} » : on attend TEXTE=IDENTIFIANT."
        raise _bad_label(problem, 'Exemple : --libelle "Tx abs=abs-taux"')
    if fold(target) == IGNORER:
        return Ligne(label, Cible())
    return Ligne(label, target_of(projet, match[1], match[2] or "", match[3] or ""))


def target_of(projet: Projet, indicator: str, variable: str, multiplier: str = "") -> Cible:
    """Return what a person names: an indicator of the project or of the catalogue, a variable of its formula."""
    key = slugify(indicator)
    mine = projet.indicateurs
    if key not in mine and key not in catalogue.entries():
        hint = did_you_mean(closest(indicator, [*mine, *catalogue.entries()]))
        problem = f"il n’y a pas d’indicateur « {indicator} ».{hint}"
        raise _bad_label(problem, "Pour les voir : qvtkit indicator list")
    name = slug_variable(variable)
    formula = mine[key].formule_lue if key in mine else None
    if name and key in mine and name not in (formula.noms if formula else ()):
        known = ", ".join(formula.noms) if formula else "aucune"
        problem = f"« {indicator} » n’a pas de variable « {variable} »."
        raise _bad_label(problem, f"Ses variables : {known}.")
    try:
        return Cible(key, name, parse_number(multiplier) if multiplier else 1.0)
    except ValueError as error:
        problem = f"« {multiplier} » n’est pas un nombre."
        raise _bad_label(problem, "Exemple : *100") from error


def slug_variable(text: str) -> str:
    """Return the name of a variable as formulas write it."""
    return fold(text).replace("-", "_")


def _bad_label(what: str, remedy: str) -> UsageError:
    return UsageError(issue("valeur-option", option="--libelle", message=what, remede=remedy))


def typed_places(options: Iterable[str]) -> dict[str, str]:
    """Return what `--perimetre "TEXTE=tout"`, "…=SERVICE", "…=ignorer" say, by text; without text: of the file."""
    found = {}
    for option in options:
        text, _, said = option.rpartition("=")
        if not said.strip():
            message = f"« {option} » : on attend TEXTE=tout, TEXTE=SERVICE ou TEXTE=ignorer."
            raise UsageError.of(
                "valeur-option", option="--perimetre", message=message, remede='Exemple : --perimetre "Cuisine=ignorer"'
            )
        word = fold(said)
        found[text.strip()] = word if word in {"tout", IGNORER} else said.strip()
    return found


def kept(projet: Projet, name: str, title: str, said: Sequence[Ligne], places: Mapping[str, str]) -> Change | None:
    """Return the change that keeps what was said of labels and texts, beside what is there, if any is new."""
    loaded = projet.one(KIND, name)
    held = loaded.record if loaded and isinstance(loaded.record, Correspondance) else Correspondance()
    lines = {(fold(each.libelle), fold(each.service)): each for each in held.libelles}
    fresh = {(fold(each.libelle), fold(each.service)): _known(each) for each in said}
    texts = {fold(each.texte): each for each in held.perimetres}
    new = {
        fold(text): PerimetreConnu.model_validate({"texte": text, "perimetre": whose}) for text, whose in places.items()
    }
    if all(lines.get(key) == each for key, each in fresh.items()) and all(
        texts.get(key) == each for key, each in new.items()
    ):
        return None
    data: dict[str, Any] = {"libelles": [each.as_file() for each in (lines | fresh).values()]}
    if texts | new:
        data["perimetres"] = [each.as_file() for each in (texts | new).values()]
    if loaded is None:
        return records.create(projet, KIND, name, {"titre": title, **data}, "").changes[0]
    return records.edited(projet, KIND, name, records.set_edits(KIND, data))[0]


def _known(line: Ligne) -> LibelleConnu:
    target = line.cible
    return LibelleConnu.model_validate({
        "libelle": line.libelle, "service": line.service, "indicateur": target.indicateur or None,
        "variable": target.variable, "multiplier": target.multiplier if target.multiplier != 1 else None,
        "ignorer": target.ignored,
    })  # fmt: skip
