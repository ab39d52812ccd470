"""`qvtkit export modeles`, and the Word models of an establishment as every export uses them."""

from __future__ import annotations

import io
import json
import zipfile

import docx
import pytest
from docx.shared import Cm, RGBColor

from qvtkit.export.modeles.variables import VARIABLES, Blocs, Liste, Objet
from qvtkit.ops.modeles import sorte

SECRET = "Dupontel-Verniaud"  # noqa: S105 (an invented name)
LINK = '<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="file:///C:/Users/x/Normal.dotm" TargetMode="External"/></Relationships>'


def model(projet, *paragraphs, name="passation.docx", header="", table=()):
    """Write a Word model whose paragraphs are these."""
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    if table:
        cells = word.add_table(len(table), 1).columns[0].cells
        for cell, text in zip(cells, table, strict=True):
            cell.text = text
    if header:
        word.sections[0].header.paragraphs[0].text = header
    path = projet / "modeles" / name
    path.parent.mkdir(exist_ok=True)
    word.save(path)
    return path


@pytest.fixture
def passation(run, projet, tmp_path):
    """Produce a short document in Word: (exit code, errors, the document or None)."""

    def call(*more):
        file = tmp_path / "sortie.docx"
        file.unlink(missing_ok=True)
        code, _, err = run("export", "passation", "-o", str(file), *more)
        return code, " ".join(err.split()), docx.Document(file) if file.exists() else None

    return call


def words(document):
    """Return every text of the body, tables included."""
    return [node.text for node in document.element.body.iter("{*}t") if node.text]


def plain(said):
    return said.replace("\u00a0", " ").replace("\u202f", " ")


def text(document):
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def add_to_zip(path, name, content):
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(name, content)


def test_a_model_is_filled_and_holds_the_whole_document(projet, passation):
    model(projet, "Établissement : {{ etablissement.nom }}", "{{p contenu }}", "Fin.", header="{{ date }}")
    code, _, done = passation()
    assert code == 0
    lines = [paragraph.text for paragraph in done.paragraphs]
    assert lines[0].startswith("Chiffres d’illustration")  # never left out
    assert lines[1] == "Établissement : Résidence des Tilleuls"
    assert lines[-1] == "Fin."
    assert len(lines) > 15
    assert done.sections[0].header.paragraphs[0].text == "22 mars 2017"


def test_tags_that_word_cut_in_runs_and_its_french_quotes_are_understood(projet, passation):
    path = model(projet, "x")
    word = docx.Document(path)
    paragraph = word.paragraphs[0]
    paragraph.text = "{{ etab"
    paragraph.add_run("lissement.n").bold = True
    paragraph.add_run("om | default(«\u00a0rien\u00a0») }}")
    word.save(path)
    assert text(passation()[2]).endswith("Résidence des Tilleuls")


def test_a_model_named_for_once_comes_before_those_of_the_folder(projet, passation, tmp_path):
    model(projet, "Du dossier : {{ titre }}")
    other = model(tmp_path, "Pour cette fois : {{ etablissement.nom }}", name="autre.docx")
    assert text(passation("--modele", str(other))[2]).endswith("Pour cette fois : Résidence des Tilleuls")
    assert "Du dossier" in text(passation()[2])
    code, err, done = passation("--modele", str(other), "--sans-modele")
    assert (code, done) == (2, None)
    assert "ne va pas avec --sans-modele" in plain(err)
    code, err, _ = passation("--modele", str(other), "--format", "pdf")
    assert (code, "ne sert qu’au format docx" in plain(err)) == (2, True)
    code, err, _ = passation("--modele", str(tmp_path / "absent.docx"))
    assert code != 0
    assert "absent.docx" in err
    model(tmp_path, "{% for x in etablissement %}{% endfor %}", name="autre.docx")
    assert "On peut parcourir : clusters, experimentations, faits" in plain(passation("--modele", str(other))[1])


def test_a_loop_alone_in_its_paragraph_leaves_no_empty_line(projet, passation):
    model(
        projet, "{% if mise_en_garde %}", "avant", "{% endif %}", "{% for test in experimentations %}",
        "{{ loop.index }}. {{ test.titre }}", "{% for famille in test.familles %}", "{{ famille.nom }}",
        "{% endfor %}", "{% endfor %}", "{# pour nous #}", "{{ objectifs | length }}",
    )  # fmt: skip
    lines = [paragraph.text for paragraph in passation()[2].paragraphs]
    assert lines == [
        "avant", "1. Une procédure partagée en cas d’absence d’une ASH", "Économique", "Technique",
        "Social et santé", "3",
    ]  # fmt: skip


def test_rows_of_a_table_are_repeated(projet, passation):
    model(
        projet, "{{ mise_en_garde }}",
        table=("{%tr for action in suites.actions %}", "{{ action.titre }} ({{ action.echeance }})", "{%tr endfor %}"),
    )  # fmt: skip
    rows = [row.cells[0].text for row in passation()[2].tables[0].rows]
    assert len(rows) == 4
    assert rows[0] == "Installer le groupe QVT dans la durée (juin 2017)"


def _every_use(nodes, prefix=""):
    """Yield paragraphs that use every variable of the table."""
    for name, node in nodes.items():
        if isinstance(node, Blocs):
            yield f"{{{{p {name} }}}}"
        elif isinstance(node, Objet):
            yield from _every_use(node.dedans, f"{prefix}{name}.")
        elif isinstance(node, Liste):
            yield f"{{% for {node.un} in {prefix}{name} %}}"
            yield from _every_use(node.dedans, f"{node.un}.") if node.dedans else [f"{{{{ {node.un} }}}}"]
            yield "{% endfor %}"
        else:
            yield f"{{{{ {prefix}{name} }}}}"


def test_every_variable_of_the_table_can_be_used_on_every_project(projet, passation, run, tmp_path):
    model(projet, *_every_use(VARIABLES))
    code, _, done = passation()
    assert code == 0
    assert "{" not in text(done)
    empty = tmp_path / "vide"
    empty.mkdir()
    (empty / "qvt.yaml").write_text("format: 1\n", encoding="utf-8")
    model(empty, *_every_use(VARIABLES))
    assert run("-C", str(empty), "export", "passation", "-o", str(tmp_path / "v.docx"))[0] == 0


def test_a_text_that_looks_like_a_tag_comes_out_as_text(projet, passation):
    head = projet / "qvt.yaml"
    lines = head.read_text(encoding="utf-8").replace(
        "titre: Mieux travailler quand une collègue manque", 'titre: "{{ 7*7 }} {{ titre }} <w:p/> & <b>"'
    )
    head.write_text(lines, encoding="utf-8")
    model(projet, "{{ demarche.titre }}")
    assert "{{ 7*7 }} {{ titre }} <w:p/> & <b>" in text(passation()[2])


def test_no_name_goes_through_a_variable(projet, passation):
    group = next((projet / "1-conception" / "groupes").glob("*.yaml"))
    content = group.read_text(encoding="utf-8").replace(
        "sieges:\n", f"sieges:\n  - {{id: x, colleges: [metier], fonction: ASH, nom: {SECRET}}}\n", 1
    )
    group.write_text(
        content + f"\nmission: Demander à {SECRET} ce qui gêne\n" if "mission:" not in content else content,
        encoding="utf-8",
    )
    journal = projet / "journal.yaml"
    journal.write_text(
        journal.read_text(encoding="utf-8")
        + f"  - {{date: 2017-03, type: fait, texte: {SECRET} a repris le service}}\n",
        encoding="utf-8",
    )
    model(projet, *_every_use(VARIABLES))
    code, _, done = passation()
    assert code == 0
    assert "a repris le service" in text(done)
    assert SECRET not in "".join(words(done))


def test_a_faulty_model_says_where_nothing_is_written_and_the_usual_document_stays_at_hand(projet, passation):
    model(projet, "Bonjour", "{{ etablisement.nom }}")
    code, err, done = passation()
    assert (code, done) == (1, None)
    said = "modeles/passation.docx, paragraphe 2 (« {{ etablisement.nom }} ») : « etablisement » n’existe pas."
    assert said in plain(err)
    code, _, done = passation("--sans-modele")
    assert code == 0
    assert len(done.paragraphs) > 15


def test_a_faulty_model_is_no_obstacle_to_another_format(projet, run, tmp_path):
    model(projet, "{{ rien }}", name="word.docx")
    assert run("export", "passation", "-o", str(tmp_path / "p.html"))[0] == 0
    assert run("export", "tableau", "-o", str(tmp_path / "t.xlsx"))[0] == 0


def test_a_file_that_is_no_model_is_refused_with_what_to_do(projet, passation):
    model(projet, "{{ titre }}").write_bytes(bytes(11_000_000))
    code, err, done = passation()
    assert (code, done) == (1, None)
    assert "« modeles/passation.docx » ne peut pas servir de modèle : il est trop gros" in plain(err)
    assert "--sans-modele" in err


def test_a_word_file_without_braces_gives_its_page_and_its_styles(projet, passation):
    path = model(projet, "Ce texte ne sert pas.", name="word.docx", header="Papier à en-tête")
    word = docx.Document(path)
    word.styles["Heading 1"].font.color.rgb = RGBColor(0xA0, 0x3C, 0x78)
    word.sections[0].left_margin = Cm(4)
    for name in ("List Bullet", "List Number", "Caption"):
        word.styles[name].delete()
    word.save(path)
    code, _, done = passation()
    assert code == 0
    assert "Ce texte ne sert pas" not in text(done)
    assert done.sections[0].header.paragraphs[0].text == "Papier à en-tête"
    assert done.sections[0].footer.paragraphs[0].text.startswith("Chiffres d’illustration")
    assert str(done.styles["Heading 1"].font.color.rgb) == "A03C78"
    assert round(done.sections[0].left_margin.cm, 2) == 4
    assert {"Title", "Heading 1"} <= {paragraph.style.name for paragraph in done.paragraphs}


def test_the_document_s_own_model_comes_before_the_common_one(projet, run):
    model(projet, "commun", name="word.docx")
    model(projet, "{{ titre }}", name="Copil.docx")
    code, out, _ = run("export", "modeles", "--json")
    used = {each["document"]: (each["usage"], each["fichier"]) for each in json.loads(out)["data"]["documents"]}
    assert code == 0
    assert used["copil"] == ("modele", "modeles/Copil.docx")
    assert used["fiche"] == ("styles", "modeles/word.docx")


def test_the_list_says_what_each_variable_says_here_and_which_model_is_at_fault(projet, run):
    model(projet, "{{ rien }}")
    code, out, err = run("export", "modeles")
    assert code == 0
    assert "à corriger" in out
    assert "modeles/passation.docx" in err
    data = json.loads(run("export", "modeles", "--json")[1])
    assert [each["code"] for each in data["issues"]] == ["modele-fautif"]
    table = {each["nom"]: each["exemple"] for each in data["data"]["variables"]}
    assert table["{{ etablissement.nom }}"] == "Résidence des Tilleuls"
    assert table["{% for test in experimentations %}"] == "1"
    assert data["data"]["apparence"]["couleur"] == "#0B5D6B"


def test_a_model_to_start_from_is_never_written_over(projet, run):
    path = projet / "modeles" / "fiche.docx"
    assert run("export", "modeles", "--creer", "fiche", "--dry-run")[0] == 0
    assert not path.exists()
    assert run("export", "modeles", "--creer", "fiche")[0] == 0
    before = path.read_bytes()
    code, out, _ = run("export", "modeles", "--creer", "fiche", "--json")
    assert (code, json.loads(out)["issues"][0]["code"]) == (1, "modele-existe")
    assert path.read_bytes() == before


def test_a_started_model_gives_the_whole_document(projet, run, passation):
    run("export", "modeles", "--creer", "passation")
    code, _, done = passation()
    said = text(done)
    assert code == 0
    assert "{" not in said
    assert "Ce texte n’apparaît pas" not in said
    assert "Résidence des Tilleuls" in done.tables[0].rows[1].cells[1].text
    assert len(done.tables) > 1


def test_a_document_that_does_not_exist_is_told_with_the_nearest(run):
    code, _, err = run("export", "modeles", "--creer", "fich")
    assert code == 2
    assert "« fiche »" in plain(err)


@pytest.mark.parametrize(
    ("name", "kind"),
    [("fiche", "fiche"), ("fiche-courte", "fiche-courte"), ("compte-rendu-2016-11-08-groupe-qvt", "compte-rendu"),
     ("dossier-copil", "copil"), ("note-de-cadrage", "cadrage"), ("bilan-equipes", "bilan"), ("inconnu", "")],
)  # fmt: skip
def test_the_model_of_a_file_is_known_by_its_beginning(name, kind):
    assert sorte(name) == kind


def test_the_author_of_the_model_and_the_template_of_his_computer_are_forgotten(projet, passation):
    path = model(projet, "{{ titre }}")
    word = docx.Document(path)
    word.core_properties.author = SECRET
    word.save(path)
    link = LINK.encode()
    add_to_zip(
        path,
        "word/_rels/settings.xml.rels",
        b'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">' + link,
    )
    _, _, done = passation()
    kept = io.BytesIO()
    done.save(kept)
    with zipfile.ZipFile(kept) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
    assert SECRET.encode() not in everything
    assert b"C:/Users" not in everything
