from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from qvtkit.model.kinds import KINDS, kind_of
from qvtkit.ops.schemas import FOLDER, as_text, schema_files, schema_of, schemas
from qvtkit.store.project import load_record
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "residence-absence-ash"
TYPED = ROOT / "tests" / "fixtures" / "tape-a-la-main" / "residence-absence-ash"


def _files(folder):
    return [path for path in sorted(folder.rglob("*.yaml")) if kind_of(path.relative_to(folder).as_posix())]


def _core(text):
    """Read as YAML 1.2's core schema does: there is no type of dates; keys are text in JSON."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="safe", pure=True)
    yaml.constructor.add_constructor("tag:yaml.org,2002:timestamp", lambda loader, node: loader.construct_scalar(node))
    return _text_keys(yaml.load(text))


def _text_keys(data):
    if isinstance(data, dict):
        return {str(key): _text_keys(value) for key, value in data.items()}
    return [_text_keys(value) for value in data] if isinstance(data, list) else data


def _errors(kind, data):
    return [f"{error.json_path}: {error.message}" for error in Draft202012Validator(schema_of(kind)).iter_errors(data)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_schema_is_a_valid_one(kind):
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$id"].endswith(kind)
    assert schema["additionalProperties"] is False
    assert all(value.get("description") for value in schema["properties"].values())


@pytest.mark.parametrize("path", _files(EXAMPLE), ids=lambda path: path.relative_to(EXAMPLE).as_posix())
def test_the_example_follows_its_schemas(path):
    kind, _ = kind_of(path.relative_to(EXAMPLE).as_posix())
    assert _errors(kind.nom, _core(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", sorted((ROOT / "templates" / "grilles").glob("*.yaml")), ids=lambda path: path.name)
def test_the_shipped_grids_follow_theirs(path):
    assert _errors("grille", _core(path.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize("path", _files(EXAMPLE), ids=lambda path: path.relative_to(EXAMPLE).as_posix())
def test_a_misspelt_key_is_refused(path):
    kind, _ = kind_of(path.relative_to(EXAMPLE).as_posix())
    assert _errors(kind.nom, {**_core(path.read_text(encoding="utf-8")), "titrre": "x"})


ACCEPTED = [
    (
        "indicateur",
        "mesures:\n  2016-01: 10,3\n  2016-02: nd\n  2016-03: n.d.\n  2016-04: 12\n  2016: 1 234,5 €\n  2016-T1:\n",
    ),
    (
        "indicateur",
        "formule: a / b\nmesures: {2016-01: 3/4, 2016-02: {a: 3, b: '4', note: x}, 2016-03: {valeur: nd, motif: grève}}",
    ),
    ("indicateur", "bornes: {min: 0, max: '100 %'}\ncible:\nvariables: {a: , b: x}\nperiodicite:\nreference: 2016"),
    (
        "evaluation",
        "reponses:\n  a: oui\n  b: {direction: non, metier: , commentaire: x}\n  c:\n  d: 4\n  e: {avis: {groupe: oui}}",
    ),
    ("probleme", "metiers: tous\npriorisation: {precision: 3, delai: }\nconstats:\n"),
    (
        "groupe",
        "roles: [copil]\nforme:\nsieges: [{colleges: [metier], porte_parole_reconnu: oui, debut: mars 2016, fin: }]",
    ),
    ("groupe", "sieges: [{pouvoir_decisionnaire: x}, {pouvoir_decisionnaire: Non}, {pouvoir_decisionnaire: true}]"),
    ("dossier", "etablissement:\n  finess: 010000001\n  etp: 51,5\ndemarche: {illustratif: non}\nclusters:\n"),
    ("agenda", "evenements: [{date: 2016, heure: 14h}, {date: 2016-01-20, heure: 14:00, numero: 1}]"),
    ("journal", "# rien encore\n"),
    ("cadrage", "moyens: {heures: , remplacements: oui}\nclimat_social:\ncommunication: {date: 15/03/2016}"),
    ("questionnaire", "vagues: [{effectifs: {q1: {4: 12, 3: 14}}, par: {service: {nuit: {q1: {4: 6}}}}}]"),
]
REFUSED = [
    ("indicateur", "famille: sociale\n"),
    ("indicateur", "mesures: {2016-01: beaucoup}"),
    ("indicateur", "mesures: {2016-01: {valeur: rien}}"),
    ("evaluation", "reponses: {a: [oui]}"),
    ("groupe", "sieges: [{fonctoin: x}]"),
    ("groupe", "sieges: [{pouvoir_decisionnaire: peut-être}]"),
    ("groupe", "roles: copil"),
    ("dossier", "demarche: {phases: [{phase: fin}]}"),
    ("dossier", "etablissement: {effectif: beaucoup}"),
    ("probleme", "priorisation: {precision: 5}"),
]


@pytest.mark.parametrize(("kind", "text"), ACCEPTED)
def test_what_the_reader_accepts_the_schema_accepts(kind, text):
    record, found = validate(KINDS[kind].model, read_text(text, "x").data)
    assert record is not None, found
    assert _errors(kind, _core(text)) == []


@pytest.mark.parametrize(("kind", "text"), REFUSED)
def test_what_the_schema_refuses_the_reader_refuses(kind, text):
    assert _errors(kind, _core(text))
    assert any(found.level == "erreur" for found in validate(KINDS[kind].model, read_text(text, "x").data)[1])


def _typed_with_the_same_reading(path):
    """Files typed by hand that another YAML 1.2 reader can read at all."""
    try:
        return _core(path.read_text(encoding="utf-8"))
    except Exception:  # noqa: BLE001
        return None


@pytest.mark.parametrize(
    "path", [each for each in _files(TYPED) if _typed_with_the_same_reading(each) is not None],
    ids=lambda path: path.relative_to(TYPED).as_posix(),
)  # fmt: skip
def test_files_typed_by_hand_never_fail_for_their_values(path):
    """What people type may use other spellings of keys and codes; the type of a value is never wrong."""
    kind, record_id = kind_of(path.relative_to(TYPED).as_posix())
    assert load_record(TYPED, kind, record_id).record is not None
    errors = Draft202012Validator(schema_of(kind.nom)).iter_errors(_typed_with_the_same_reading(path))
    assert [error.message for error in errors if error.validator in {"type", "pattern"}] == []


def test_one_schema_or_all(run):
    code, out, _ = run("schema", "Indicateur")
    assert code == 0
    assert json.loads(out) == schema_of("indicateur")
    everything = json.loads(run("schema")[1])
    assert list(everything) == list(KINDS)
    envelope = json.loads(run("schema", "groupe", "--json")[1])
    assert (envelope["kind"], list(envelope["data"])) == ("schemas", ["groupe"])


def test_an_unknown_kind_is_said(run):
    code, _, err = run("schema", "indicateurs")
    assert code == 1
    assert "« indicateur »" in err.replace("\u00a0", " ")


def test_files_are_written_and_written_again(run, tmp_path):
    folder = tmp_path / "schémas"
    code, out, _ = run("schema", "--dossier", str(folder))
    assert code == 0
    assert "19" in out
    assert {path.stem for path in folder.iterdir()} == set(KINDS)
    assert run("schema", "--dossier", str(folder))[0] == 0
    (folder / "groupe.json").write_text("{}", encoding="utf-8")
    code, _, err = run("schema", "--dossier", str(folder))
    assert code == 1
    assert "groupe.json" in err
    assert (folder / "groupe.json").read_text(encoding="utf-8") == "{}"


def test_no_project_is_needed(run, tmp_path):
    assert run("schema", "groupe", "-C", str(tmp_path))[0] == 0


def test_the_files_that_a_project_keeps():
    files = schema_files()
    assert set(files) == {f".qvtkit/schemas/{kind}.json" for kind in KINDS}
    assert json.loads(files[".qvtkit/schemas/groupe.json"]) == schema_of("groupe")


def test_the_schemas_shipped_are_those_of_the_models():
    made = {f"{FOLDER}/{kind}.json": as_text(schema) for kind, schema in schemas().items()}
    assert schema_files() == made, "regenerate: qvtkit schema --dossier templates/schemas"
