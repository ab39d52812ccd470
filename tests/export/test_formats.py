"""The formats that one can ask for, and what is said where one cannot be made."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from qvtkit.errors import UsageError
from qvtkit.export.render import FORMATS, RendererMissingError
from qvtkit.ops import exports


@pytest.mark.parametrize(
    ("typed", "place", "wanted"),
    [
        (None, None, ("docx", "pdf")),
        ("tous", None, FORMATS),
        ("ALL", None, FORMATS),
        ("odt, .MD;odt", None, ("odt", "md")),
        ("pdf,tous", None, ("pdf", "docx", "odt", "html", "md")),
        (None, "fiche.odt", ("odt",)),
        (None, "Fiche.MD", ("md",)),
        ("odt", "fiche.docx", ("odt",)),
        ("Word, LibreOffice", None, ("docx", "odt")),
        ("word,docx", None, ("docx",)),
    ],
)
def test_formats_by_name_by_extension_or_all(typed, place, wanted):
    assert exports.formats(typed, place) == wanted


@pytest.mark.parametrize(("typed", "place"), [("pages", None), ("odt,tout", None), (None, "fiche.rtf")])
def test_an_unknown_format_names_those_there_are(typed, place):
    with pytest.raises(UsageError) as caught:
        exports.formats(typed, place)
    told = "docx (Word), odt (LibreOffice), pdf, html (navigateur), md (texte simple), ou tous"
    assert told in caught.value.issues[0].remedy


def test_a_grid_to_send_can_be_asked_as_excel_and_says_that_it_is_no_pdf():
    assert exports.formats("excel", None, "grille") == ("xlsx",)
    with pytest.raises(UsageError) as caught:
        exports.formats("pdf", None, "grille")
    assert "xlsx (Excel), csv, ou tous" in caught.value.issues[0].remedy


def test_every_format_of_one_document_in_one_command(run, tmp_path):
    code, out, _ = run("export", "passation", "--format", "tous", "-o", f"{tmp_path}/", "--json")
    assert code == 0
    files = {name.rpartition(".")[2]: name for name in json.loads(out)["data"]["fichiers"]}
    assert set(files) == set(FORMATS)
    with zipfile.ZipFile(files["odt"]) as archive:
        assert archive.read("mimetype") == b"application/vnd.oasis.opendocument.text"
    assert Path(files["md"]).read_text(encoding="utf-8").startswith("# ")


def test_formats_that_cannot_be_made_are_named_and_the_others_made(run, projet, monkeypatch):
    real = exports.render

    def poor(document, fmt, *look):
        if fmt in {"pdf", "docx"}:
            raise RendererMissingError(fmt)
        return real(document, fmt, *look)

    monkeypatch.setattr(exports, "render", poor)
    code, out, err = run("export", "passation", "--format", "tous")
    assert code == 0
    assert "Le format Word (docx) ne peut pas" in err
    assert "Le format PDF ne peut pas" in err
    assert "--format odt,html,md" in err, "only those that can be made are advised"
    assert sorted(path.suffix for path in (projet / "exports").iterdir()) == [".html", ".md", ".odt"]
    assert ".pdf" not in out
