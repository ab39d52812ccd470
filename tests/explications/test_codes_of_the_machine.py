"""The codes that no file and no command line can show alone: the machine's, the keyboard's, the system's.

`@shows` names the codes that a test makes happen; `test_pages.py` counts them.
"""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import re
import sys

import docx
import pytest

import qvtkit.__main__
from qvtkit.checks.run import check
from qvtkit.cli.ask import Question, complete
from qvtkit.errors import FileSystemError, InterruptedByUserError, RefusedError
from qvtkit.export.render import RendererMissingError
from qvtkit.messages import MESSAGES
from qvtkit.model.base import Record
from qvtkit.ops import journal
from qvtkit.store import folder as folder_module
from qvtkit.store import lock, migrations, notes, transaction
from qvtkit.store.drafts import Draft
from qvtkit.store.edit import SetValue, apply_edits
from qvtkit.store.project import load
from qvtkit.store.reader import read_text
from qvtkit.store.validate import validate

NOTE = ("journal", "add", "La grippe décale deux réunions.", "--date", "2017-02")
TODAY = dt.date(2017, 3, 22)


def shows(*codes):
    """Say which codes the test below makes happen."""
    assert set(codes) <= set(MESSAGES)
    return lambda test: test


def _codes(done):
    """Return the exit code and the codes of a run with --json."""
    code, out, _ = done
    return code, [each["code"] for each in json.loads(out)["issues"]]


def _says(code, text):
    """Tell whether *text* holds the fixed words of the sentence of *code*."""
    flat = re.sub(r"\s+", " ", text)
    pieces = (piece.strip() for piece in re.split(r"\{\w+\}", MESSAGES[code].message))
    return all(piece in flat for piece in pieces if len(piece) > 3)


def _fails(number):
    def fail(*_args, **_more):
        raise OSError(number, os.strerror(number))

    return fail


def _stops(*_args, **_more):
    raise KeyboardInterrupt


# --- what files hold ------------------------------------------------------------------------------


@shows("fichier-illisible", "fichier-trop-gros", "caractere-invisible")
@pytest.mark.parametrize(
    ("code", "content"),
    [
        ("fichier-illisible", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("fichier-trop-gros", b"nom: " + b"[" * 40 + b"]" * 40),
        ("caractere-invisible", b"nom: Taux\x02 d'absence\n"),
    ],
)
def test_a_file_that_is_no_text_of_a_project(code, content, creer, tmp_path):
    creer({"qvt.yaml": "etablissement:\n  nom: Tilleuls\n", "indicateurs/taux.yaml": ""})
    (tmp_path / "dossier" / "indicateurs" / "taux.yaml").write_bytes(content)
    found = check(load(tmp_path / "dossier"), TODAY)
    assert [(each.code, each.position.file) for each in found] == [(code, "indicateurs/taux.yaml")]


@shows("autres-problemes")
def test_the_same_fault_hundreds_of_times(creer):
    text = "titre: A\n" + "titre: B\n" * 300
    found = check(creer({"qvt.yaml": "etablissement:\n  nom: T\n", "2-diagnostic/problemes/a.yaml": text}), TODAY)
    assert {each.code for each in found} == {"cle-en-double", "autres-problemes"}


@shows("valeur-refusee")
def test_a_value_that_no_other_sentence_explains():
    class Fiche(Record):
        present: bool

    _, found = validate(Fiche, {"present": "jamais"})
    assert [each.code for each in found] == ["valeur-refusee"]


@shows("lien-hors-dossier")
def test_a_link_that_leads_elsewhere(creer, tmp_path):
    creer({"qvt.yaml": "etablissement:\n  nom: Tilleuls\n", "indicateurs/taux.yaml": "nom: Taux\n"})
    (tmp_path / "ailleurs.yaml").write_text("nom: Autre\n", encoding="utf-8")
    (tmp_path / "dossier" / "indicateurs" / "lien.yaml").symlink_to(tmp_path / "ailleurs.yaml")
    found = check(load(tmp_path / "dossier"), TODAY)
    assert [(each.code, each.position.file) for each in found] == [("lien-hors-dossier", "indicateurs/lien.yaml")]


@shows("dossier-trop-grand")
def test_a_folder_with_too_many_files(creer, monkeypatch):
    monkeypatch.setattr(folder_module, "_MOST", 2)
    projet = creer({"qvt.yaml": "etablissement:\n  nom: T\n", "journal.yaml": "", "agenda.yaml": ""})
    assert "dossier-trop-grand" in {each.code for each in check(projet, TODAY)}


@shows("edition-impossible")
def test_an_edit_that_has_no_safe_place():
    source = read_text("nom: Groupe QVT\n", "1-conception/groupes/groupe-qvt.yaml")
    with pytest.raises(RefusedError) as caught:
        apply_edits(source, [SetValue(("nom", "court"), "GQ")])
    assert [each.code for each in caught.value.issues] == ["edition-impossible"]


# --- somebody else, somewhere else ----------------------------------------------------------------


@shows("modifie-entretemps", "saisie-gardee")
def test_a_file_that_changes_under_the_command_each_time_it_tries(run, projet, monkeypatch):
    apply = transaction.apply

    def meanwhile(root, changes, *more, **options):
        file = projet / "journal.yaml"
        file.write_text(file.read_text(encoding="utf-8") + "# ajouté\n", encoding="utf-8")
        return apply(root, changes, *more, **options)

    monkeypatch.setattr(transaction, "apply", meanwhile)
    assert _codes(run(*NOTE, "--json")) == (4, ["modifie-entretemps", "saisie-gardee"])


@shows("dossier-verrouille")
def test_a_folder_where_somebody_is_writing(run, projet, monkeypatch):
    monkeypatch.setattr(lock, "_WAIT", 0.05)
    with lock.locked(projet):
        code, found = _codes(run(*NOTE, "--json"))
    assert (code, found[0]) == (4, "dossier-verrouille")


@shows("modifie-depuis")
def test_lines_edited_by_hand_since_the_change_to_take_back(run, projet):
    assert run(*NOTE)[0] == 0
    file = projet / "journal.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("décale deux réunions", "décale trois réunions"), encoding="utf-8")
    assert _codes(run("undo", "--json")) == (1, ["modifie-depuis"])


def _cut_short(run, projet, monkeypatch, command=NOTE):
    """Run a command whose process dies before its first file is written."""

    def killed(*_args):
        raise SystemExit(9)

    with monkeypatch.context() as patched:
        patched.setattr(transaction, "_write", killed)
        patched.setattr(transaction, "_take_back", lambda *_args: None)
        patched.setattr(transaction, "forget", lambda *_args: None)
        with pytest.raises(SystemExit):
            run(*command)
    assert "La grippe décale" not in (projet / "journal.yaml").read_text(encoding="utf-8")


@shows("operation-en-attente", "operation-terminee")
def test_an_operation_cut_short_is_finished_by_the_next_command(run, projet, monkeypatch):
    _cut_short(run, projet, monkeypatch)
    assert [each.code for each in notes.waiting(projet)] == ["operation-en-attente"]
    code, _, err = run("status")
    assert code == 0
    assert _says("operation-terminee", err)
    assert "La grippe décale" in (projet / "journal.yaml").read_text(encoding="utf-8")


@shows("operation-partielle")
def test_an_operation_cut_short_is_left_where_a_file_was_edited_since(run, projet, monkeypatch):
    replaced = ("indicator", "add", "rappels-repos", "9", "-p", "2017-03", "--remplacer")
    _cut_short(run, projet, monkeypatch, replaced)
    file = projet / "indicateurs/rappels-repos.yaml"
    edited = file.read_text(encoding="utf-8").replace("2017-03: 8", "2017-03: 7")
    file.write_text(edited, encoding="utf-8")
    code, _, err = run("status")
    assert code == 0
    assert _says("operation-partielle", err)
    assert file.read_text(encoding="utf-8") == edited


# --- the machine ----------------------------------------------------------------------------------


@shows("ecriture-impossible")
def test_a_full_disk(run, projet, monkeypatch):
    before = (projet / "journal.yaml").read_bytes()
    monkeypatch.setattr(os, "fsync", _fails(errno.ENOSPC))
    code, found = _codes(run(*NOTE, "--json"))
    assert (code, found[0]) == (5, "ecriture-impossible")
    assert (projet / "journal.yaml").read_bytes() == before


@shows("export-impossible")
def test_a_document_that_cannot_be_saved_may_go_elsewhere(run, projet, tmp_path):
    (projet / "exports").write_text("", encoding="utf-8")
    code, found = _codes(run("export", "fiche", "--format", "md", "--json"))
    assert (code, found) == (5, ["export-impossible"])
    assert run("export", "fiche", "-o", f"{tmp_path}/ailleurs.md")[0] == 0


@shows("historique-indisponible")
def test_no_room_for_the_history_of_this_machine(run, tmp_path, monkeypatch):
    (tmp_path / "plein").write_text("", encoding="utf-8")
    monkeypatch.setenv("QVTKIT_DATA", str(tmp_path / "plein"))
    assert _codes(run(*NOTE, "--json")) == (0, ["historique-indisponible"])


@shows("copie-impossible")
def test_no_room_for_the_copy_of_what_would_change_a_lot(projet, tmp_path, monkeypatch):
    (tmp_path / "plein").write_text("", encoding="utf-8")
    monkeypatch.setenv("QVTKIT_DATA", str(tmp_path / "plein"))
    before = (projet / "journal.yaml").read_bytes()
    noted = journal.add(load(projet), {"texte": "La grippe décale deux réunions."}, TODAY)
    with pytest.raises(FileSystemError) as caught:
        transaction.apply(projet, noted.changes, must_keep=True)
    assert [each.code for each in caught.value.issues] == ["copie-impossible"]
    assert (projet / "journal.yaml").read_bytes() == before


@shows("format-ancien", "dossier-ancien")
def test_a_folder_of_an_older_format_is_read_but_not_written(run, projet, monkeypatch):
    step = migrations.Migration(0, "Le numéro de format change.", dict)
    monkeypatch.setattr(migrations, "MIGRATIONS", (step,))
    head = (projet / "qvt.yaml").read_text(encoding="utf-8")
    (projet / "qvt.yaml").write_text(head.replace("format: 1", "format: 0"), encoding="utf-8")
    assert _codes(run("check", "--json")) == (0, ["dossier-ancien"])
    assert _codes(run(*NOTE, "--json")) == (6, ["format-ancien"])


@shows("format-indisponible")
def test_a_machine_that_cannot_make_a_format(run, monkeypatch):
    def missing(_document, fmt, *_look):
        raise RendererMissingError(fmt)

    monkeypatch.setattr("qvtkit.ops.exports.render", missing)
    assert _codes(run("export", "fiche", "--format", "pdf", "--json")) == (1, ["format-indisponible"])


@shows("courbe-indisponible")
def test_a_machine_that_cannot_draw_an_image(run, monkeypatch, tmp_path):
    def missing(*_drawing, **_texts):
        raise RendererMissingError

    monkeypatch.setattr("qvtkit.export.charts.files.as_file", missing)
    place = ("-o", str(tmp_path / "c.png"), "--json")
    assert _codes(run("indicator", "chart", "abs-taux", *place)) == (1, ["courbe-indisponible"])


@shows("composant-absent")
@pytest.mark.parametrize(("component", "asked"), [("xlsxwriter", "tableau"), ("jinja2", "dashboard")])
def test_an_installation_where_a_component_is_missing(component, asked, run, projet, monkeypatch):
    monkeypatch.delenv("QVTKIT_DEBUG")
    monkeypatch.setitem(sys.modules, component, None)
    for name in ("xlsx", "dashboard", "web"):
        monkeypatch.delitem(sys.modules, f"qvtkit.export.render.{name}", raising=False)
    assert _codes(run("export", asked, "--json")) == (1, ["composant-absent"])
    assert component in run("export", asked)[2]
    assert not (projet / "exports").exists()


@shows("imprevu")
def test_a_fault_of_qvtkit_itself(run, monkeypatch):
    def broken(*_args):
        raise ZeroDivisionError

    monkeypatch.delenv("QVTKIT_DEBUG")
    monkeypatch.setattr("qvtkit.ops.journal.lines", broken)
    assert _codes(run("journal", "list", "--json")) == (1, ["imprevu"])


@shows("sortie-impossible")
def test_a_result_that_cannot_be_sent(run, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(qvtkit.__main__.streams, "close", _fails(errno.ENOSPC))
        patched.setattr(qvtkit.__main__.streams, "forget_output", lambda: None)
        code, _, err = run("journal", "list")
    assert code == 5
    assert _says("sortie-impossible", err)


# --- the keyboard and the window ------------------------------------------------------------------


@shows("interrompu")
def test_a_command_stopped_at_the_keyboard(run, monkeypatch):
    monkeypatch.setattr("qvtkit.ops.journal.lines", _stops)
    assert _codes(run("journal", "list", "--json")) == (130, ["interrompu"])


@shows("interrompu-brouillon")
def test_questions_stopped_at_the_keyboard(monkeypatch):
    monkeypatch.setattr("qvtkit.cli.ask.prompt", _stops)
    with pytest.raises(InterruptedByUserError) as caught:
        complete([Question("nom", "Nom ?", "--nom")], {}, can_ask=True, draft=Draft("uid", "essai"))
    assert [each.code for each in caught.value.issues] == ["interrompu-brouillon"]


@shows("interrompu-tour")
def test_a_round_stopped_at_the_keyboard(run, monkeypatch):
    monkeypatch.setattr("qvtkit.cli.session.Session.can_ask", True)
    monkeypatch.setattr("qvtkit.cli.ask.prompt", _stops)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1493884800")
    code, _, err = run("indicator", "round")
    assert code == 130
    assert _says("interrompu-tour", err)


@shows("sans-console")
def test_a_window_where_nothing_can_be_asked(run, monkeypatch):
    monkeypatch.setenv("MSYSTEM", "MINGW64")
    code, _, err = run("journal", "add")
    assert code == 2
    assert _says("sans-console", err)


@shows("format-tableau")
def test_a_table_asked_in_an_unknown_way(run):
    code, _, err = run("indicator", "list", "--format", "excel")
    assert code == 2
    assert _says("format-tableau", err)


@shows("encore-cite-apres")
def test_a_change_that_something_else_now_needs(run, projet):
    run("indicator", "add", "neuf", "--nom", "N", "--famille", "technique", "--unite", "min", "--sens", "baisse")
    run("experiment", "edit", "procedure-absence-ash", "--indicateur", "neuf", "--no-input")
    code, _, err = run("undo", "2")
    assert code == 1
    assert _says("encore-cite-apres", err)


@shows("modele-fautif")
def test_a_word_model_that_names_what_does_not_exist(projet, run):
    word = docx.Document()
    word.add_paragraph("Établissement : {{ etablissement.nomm }}")
    (projet / "modeles").mkdir()
    word.save(projet / "modeles" / "passation.docx")
    assert _codes(run("export", "passation", "--format", "docx", "--json")) == (1, ["modele-fautif"])
