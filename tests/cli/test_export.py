from __future__ import annotations

import json
from datetime import date


def _exports(projet):
    return sorted(path.name for path in (projet / "exports").iterdir())


def test_word_and_pdf_go_to_exports_and_never_over_one_another(run, projet):
    code, out, _ = run("export", "fiche")
    assert code == 0
    day = date(2017, 3, 22).isoformat()
    assert _exports(projet) == [f"fiche-{day}.docx", f"fiche-{day}.pdf"]
    assert f"fiche-{day}.docx" in out
    assert run("export", "fiche", "--court", "--format", "HTML")[0] == 0
    assert run("exporter", "fiche")[0] == 0
    assert _exports(projet) == [
        f"fiche-{day}-2.docx",
        f"fiche-{day}-2.pdf",
        f"fiche-{day}.docx",
        f"fiche-{day}.pdf",
        f"fiche-courte-{day}.html",
    ]


def test_the_extension_chooses_the_format(run, tmp_path):
    target = tmp_path / "ma fiche.pdf"
    assert run("export", "fiche", "-o", str(target))[0] == 0
    assert target.read_bytes().startswith(b"%PDF")


def test_a_folder_and_several_formats(run, tmp_path):
    data = json.loads(run("export", "fiche", "-o", f"{tmp_path}/sorties/", "--format", "docx,html", "--json")[1])[
        "data"
    ]
    assert [name.rpartition("/")[2] for name in data["fichiers"]] == ["fiche.docx", "fiche.html"]


def test_an_existing_file_is_never_replaced_silently(run, tmp_path):
    target = tmp_path / "fiche.html"
    target.write_text("à moi", encoding="utf-8")
    code, _, err = run("export", "fiche", "-o", str(target))
    assert code == 1
    assert "--remplacer" in err
    assert target.read_text(encoding="utf-8") == "à moi"
    assert run("export", "fiche", "-o", str(target), "--remplacer")[0] == 0
    assert target.read_text(encoding="utf-8").startswith("<!")


def test_an_unknown_format_or_place_is_a_sentence(run, tmp_path):
    code, _, err = run("export", "fiche", "--format", "doc")
    assert code == 2
    assert "docx" in err
    code, _, err = run("export", "fiche", "-o", str(tmp_path / "x.rtf"))
    assert code == 2
    (tmp_path / "fichier").write_text("x", encoding="utf-8")
    code, _, err = run("export", "fiche", "-o", str(tmp_path / "fichier" / "f.html"))
    assert code == 5
    assert "Impossible d’écrire" in err


def test_the_place_of_a_document_is_shown_as_it_is_named_so_as_to_be_copied(run, tmp_path):
    target = tmp_path / "L'été ! fiche.html"
    out = run("export", "fiche", "-o", str(target))[1]
    assert f"  {target}\n" in out


def test_a_folder_nobody_may_look_into_is_a_sentence(run, tmp_path, monkeypatch):
    def refused(path, **_):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.exists", refused)
    code, _, err = run("export", "fiche", "-o", str(tmp_path / "interdit" / "fiche.pdf"))
    assert code == 5
    assert "Impossible d’écrire" in err


def test_dry_run_produces_nothing(run, projet):
    code, out, _ = run("export", "fiche", "--dry-run")
    assert code == 0
    assert "docx" in out
    assert not (projet / "exports").exists()


def test_files_in_error_are_named_when_they_are_left_out(run, projet):
    (projet / "indicateurs/abs-taux.yaml").write_text("nom: [\n", encoding="utf-8")
    code, _, err = run("export", "fiche", "--format", "html")
    assert code == 0
    assert "indicateurs/abs-taux.yaml" in err
    assert "pas reconnues" not in err, "no person is known by an indicator"
    told = json.loads(run("export", "fiche", "--format", "md", "--json")[1])["data"]["avertissements"]
    assert "indicateurs/abs-taux.yaml" in told[0]


def test_a_group_in_error_may_leave_names_in_the_texts_and_it_is_said(run, projet):
    (projet / "1-conception/groupes/groupe-qvt.yaml").write_text("nom: [\n", encoding="utf-8")
    code, _, err = run("export", "fiche", "--format", "md")
    assert code == 0
    assert "1-conception/groupes/groupe-qvt.yaml ne sont pas reconnues" in err.replace("\n", " ")


def test_where_there_is_no_pdf_the_other_formats_are_produced(run, projet, monkeypatch):
    from qvtkit.export.render import RendererMissingError
    from qvtkit.ops import exports

    real = exports.render

    def without_typst(document, fmt, *look):
        if fmt == "pdf":
            raise RendererMissingError
        return real(document, fmt, *look)

    monkeypatch.setattr(exports, "render", without_typst)
    code, out, err = run("export", "fiche")
    assert code == 0
    assert "PDF" in err
    assert [path.suffix for path in (projet / "exports").iterdir()] == [".docx"]
    assert ".pdf" not in out
    code, _, err = run("export", "fiche", "--format", "pdf")
    assert code == 1
    assert "docx,odt,html,md" in err
