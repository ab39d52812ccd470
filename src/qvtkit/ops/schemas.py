"""JSON Schemas (draft 2020-12) of the files, for editors and for other tools.

They are made from the models and then widened to what the reader accepts: `oui`, « 10,3 », short
forms, empty values. Only spelling is stricter: keys and codes are wanted as the tool writes them.
"""

from __future__ import annotations

import json
from typing import Any

from qvtkit.errors import RefusedError
from qvtkit.model.codes import Code
from qvtkit.model.diagnostic import Probleme
from qvtkit.model.kinds import KINDS
from qvtkit.model.spelling import NUMBER_OR_NOT_AVAILABLE, SCALAR, numbers
from qvtkit.resources import path
from qvtkit.text import closest, did_you_mean, fold

FOLDER = ".qvtkit/schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schema_of(kind: str) -> dict[str, Any]:
    """Return the JSON Schema of the files of *kind*.

    Raises RefusedError, with the kind that was probably meant, where there is none.
    """
    found = KINDS.get(fold(kind))
    if found is None:
        hint = closest(kind, KINDS)
        raise RefusedError.of(
            "introuvable", quoi="de schéma", id=kind, conseil=did_you_mean(hint),
            commande=f"Schémas : {', '.join(KINDS)}",
        )  # fmt: skip
    made = found.model.model_json_schema(mode="validation")
    head = {
        "$schema": DIALECT,
        "$id": f"urn:qvtkit:format-1:{found.nom}",
        "title": found.libelle[:1].upper() + found.libelle[1:],
        "description": f"Fichier {found.chemin.replace('{id}', '<id>').replace('{parent}', '<expérimentation>')} "
        "d’un projet qvtkit. Une rubrique vide veut dire « pas encore répondu ».",
    }
    body = _record(found.model.__name__, made)
    if found.model is Probleme:  # « tous » alone stands for a list of one
        body["properties"]["metiers"]["type"] = ["array", "string", "null"]
    inner = {name: _record(name, definition) for name, definition in made.get("$defs", {}).items()}
    return {**head, **body, **({"$defs": inner} if inner else {})}


def schemas() -> dict[str, dict[str, Any]]:
    """Return every schema by kind."""
    return {kind: schema_of(kind) for kind in KINDS}


def schema_files() -> dict[str, str]:
    """Return the files that a project keeps for editors: text by relative path.

    They are shipped ready made (a test keeps them equal to `schemas`): making them takes longer
    than all the rest of `init`.
    """
    shipped = sorted(path("schemas").glob("*.json"))
    return {f"{FOLDER}/{file.name}": file.read_text(encoding="utf-8") for file in shipped}


def as_text(schema: object) -> str:
    """Return a schema as the text of a file."""
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _record(name: str, made: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a record or of a closed list, widened and in French."""
    if name in _SHORT_FORMS:
        return _SHORT_FORMS[name]
    body = {key: value for key, value in made.items() if key not in {"title", "description", "$defs"}}
    if "enum" in body:
        return body | {"description": _answers(name)}
    body["properties"] = {key: _nullable(_widened(value)) for key, value in made.get("properties", {}).items()}
    return body | {"type": ["object", "null"]}


def _answers(name: str) -> str:
    """Return « code (label), … » for a closed list."""
    codes = next(iter(kind for kind in Code.__subclasses__() if kind.__name__ == name), ())
    return "Réponses possibles : " + ", ".join(f"{code} ({code.libelle})" for code in codes) + "."


def _widened(value: dict[str, Any]) -> dict[str, Any]:
    """Return the schema of a rubrique without made-up titles, with empty values inside accepted."""
    kept = {
        {"ge": "minimum", "le": "maximum"}.get(key, key): inner
        for key, inner in value.items()
        if key != "title" and (key != "default" or inner or inner is False)
    }
    for key in ("items", "additionalProperties"):
        if isinstance(kept.get(key), dict):
            kept[key] = _nullable(_widened(kept[key]))
    if "anyOf" in kept:
        kept["anyOf"] = [_widened(inner) for inner in kept["anyOf"]]
    return kept


def _nullable(value: dict[str, Any]) -> dict[str, Any]:
    """Return *value*, an empty value being accepted too."""
    if "$ref" in value:
        return {"anyOf": [{"$ref": value["$ref"]}, _NULL]} | {key: v for key, v in value.items() if key != "$ref"}
    if "anyOf" in value:
        choices = [choice for choice in value["anyOf"] if choice != _NULL]
        rest = {key: inner for key, inner in value.items() if key != "anyOf"}
        return _nullable(choices[0]) | rest if len(choices) == 1 else {**rest, "anyOf": [*choices, _NULL]}
    kinds = value.get("type")
    if isinstance(kinds, str):
        return value | {"type": [kinds, "null"]}
    return value


_NULL = {"type": "null"}
_MEASURE: dict[str, Any] = {"type": ["number", "string", "null"], "pattern": NUMBER_OR_NOT_AVAILABLE}
_SHORT_FORMS: dict[str, dict[str, Any]] = {
    "Mesure": {
        "description": "Un nombre, « nd » (non disponible), « a/b », ou les variables de la formule par leur nom.",
        "examples": ["10,3", "nd", "171/1798"],
        "anyOf": [
            _MEASURE,
            {
                "type": "object",
                "properties": {"valeur": _MEASURE, "note": SCALAR, "motif": SCALAR},
                "additionalProperties": numbers(),
            },
        ],
    },
    "ReponseItem": {
        "description": "La réponse du groupe, ou celle de chaque collège, avec un commentaire.",
        "anyOf": [
            SCALAR,
            {
                "type": "object",
                "properties": {
                    "commentaire": SCALAR,
                    "avis": {"anyOf": [SCALAR, {"type": "object", "additionalProperties": SCALAR}]},
                },
                "additionalProperties": SCALAR,
            },
        ],
    },
}
"""Records whose file form is not that of their fields."""
