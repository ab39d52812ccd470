"""Writing: whole or not at all, and never over somebody else's change."""

from __future__ import annotations

from pathlib import Path

import pytest

from qvtkit.errors import ChangedMeanwhileError, FileSystemError, FormatError, InvalidRecordError
from qvtkit.model.kinds import KINDS
from qvtkit.store import transaction as module
from qvtkit.store.changes import Change, edit_record, new_file
from qvtkit.store.edit import SetValue
from qvtkit.store.files import decode
from qvtkit.store.transaction import apply
from qvtkit.store.writing import write_atomic

MINIMAL = "format: 1\netablissement:\n  nom: Essai\n"


@pytest.fixture
def root(tmp_path):
    (tmp_path / "qvt.yaml").write_text(MINIMAL, encoding="utf-8")
    (tmp_path / "indicateurs").mkdir()
    (tmp_path / "indicateurs" / "a.yaml").write_bytes(b"\xef\xbb\xbfnom: A\r\nmesures:\r\n  2016-01: 1\r\n")
    return tmp_path


def _names(folder):
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*"))


def test_bom_and_crlf_survive_an_edit(root):
    change, _ = edit_record(root, KINDS["indicateur"], "a", [SetValue(("mesures", "2016-02"), 2)])
    apply(root, [change])
    assert (
        root / "indicateurs/a.yaml"
    ).read_bytes() == b"\xef\xbb\xbfnom: A\r\nmesures:\r\n  2016-01: 1\r\n  2016-02: 2\r\n"


def test_a_file_changed_meanwhile_is_never_overwritten(root):
    change, _ = edit_record(root, KINDS["indicateur"], "a", [SetValue(("nom",), "B")])
    (root / "indicateurs/a.yaml").write_text("nom: autre\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError) as caught:
        apply(root, [change])
    assert caught.value.exit_code == 4
    assert (root / "indicateurs/a.yaml").read_text(encoding="utf-8") == "nom: autre\n"


def test_a_new_file_never_replaces_one_that_appeared(root):
    change = new_file("indicateurs/b.yaml", "nom: B\n")
    (root / "indicateurs/b.yaml").write_text("nom: arrivé avant\n", encoding="utf-8")
    with pytest.raises(ChangedMeanwhileError):
        apply(root, [change])


def test_several_files_are_written_all_or_none(root, monkeypatch):
    before = {name: (root / name).read_bytes() for name in _names(root) if (root / name).is_file()}
    first, _ = edit_record(root, KINDS["indicateur"], "a", [SetValue(("nom",), "B")])
    calls = []

    def failing(path, raw, expected=None):
        calls.append(path)
        if path.name == "nouveau.yaml":
            raise FileSystemError.of("ecriture-impossible", fichier=str(path), raison="disque plein")
        write_atomic(path, raw, expected)

    monkeypatch.setattr(module, "write_atomic", failing)
    with pytest.raises(FileSystemError):
        apply(root, [first, new_file("indicateurs/autre.yaml", "nom: C\n"), new_file("nouveau.yaml", "x: 1\n")])
    assert {name: (root / name).read_bytes() for name in _names(root) if (root / name).is_file()} == before
    assert len(calls) >= 3


def test_an_unwritable_place_is_a_sentence(tmp_path):
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    with pytest.raises(FileSystemError) as caught:
        write_atomic(tmp_path / "fichier" / "dedans.yaml", b"x")
    assert caught.value.exit_code == 5
    assert "dossier" in caught.value.issues[0].message


def test_no_temporary_file_is_left_behind(root):
    change, _ = edit_record(root, KINDS["indicateur"], "a", [SetValue(("nom",), "B")])
    (root / "indicateurs/a.yaml").write_text("nom: autre\n", encoding="utf-8")
    names = _names(root)
    with pytest.raises(ChangedMeanwhileError):
        apply(root, [change])
    assert _names(root) == names


def test_an_edit_that_brings_an_error_is_refused(root):
    with pytest.raises(InvalidRecordError) as caught:
        edit_record(root, KINDS["indicateur"], "a", [SetValue(("famille",), "sociale")])
    assert caught.value.issues[0].code == "code-inconnu"


def test_a_file_in_error_is_not_edited(root):
    (root / "indicateurs/a.yaml").write_text("nom: A\nfamile: technique\n", encoding="utf-8")
    with pytest.raises(InvalidRecordError) as caught:
        edit_record(root, KINDS["indicateur"], "a", [SetValue(("nom",), "B")])
    assert [found.code for found in caught.value.issues] == ["fichier-en-erreur", "cle-inconnue"]


@pytest.mark.parametrize(("written", "code"), [("2", "format-recent"), ("0", "format-ancien")])
def test_another_format_is_not_written(root, written, code):
    (root / "qvt.yaml").write_text(MINIMAL.replace("format: 1", f"format: {written}"), encoding="utf-8")
    with pytest.raises(FormatError) as caught:
        apply(root, [new_file("indicateurs/b.yaml", "nom: B\n")])
    assert caught.value.exit_code == 6
    assert caught.value.issues[0].code == code
    assert not (root / "indicateurs/b.yaml").exists()


@pytest.mark.parametrize(
    ("raw", "text", "encoding"),
    [
        ("é".encode(), "é", "utf-8"), ("é".encode("utf-8-sig"), "é", "utf-8"), ("é".encode("cp1252"), "é", "cp1252"),
        ("é".encode("utf-16"), "é", "utf-16"),
    ],
)  # fmt: skip
def test_what_notepad_writes_is_read(raw, text, encoding):
    decoded = decode(raw)
    assert (decoded.text, decoded.encoding) == (text, encoding)


def test_binary_is_no_text():
    assert decode(b"PK\x03\x04\0\0") is None


def test_a_cp1252_file_is_read_but_not_edited(root):
    (root / "indicateurs/a.yaml").write_bytes("nom: Été\n".encode("cp1252"))
    with pytest.raises(InvalidRecordError) as caught:
        edit_record(root, KINDS["indicateur"], "a", [SetValue(("nom",), "B")])
    assert caught.value.issues[0].code == "encodage-ancien"


def test_a_change_shows_its_difference():
    change = Change("f.yaml", b"a: 1\n", b"a: 2\n")
    assert change.diff().splitlines()[-2:] == ["-a: 1", "+a: 2"]
    assert Path(change.file).name == "f.yaml"
