"""`remove` and `rename`: nothing is left that leads nowhere."""

from __future__ import annotations

import json

import pytest

from qvtkit.checks.run import check
from qvtkit.model.kinds import KINDS
from qvtkit.store.project import load


def _tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _errors(projet):
    return [found for found in check(load(projet)) if found.level == "erreur" or found.code == "reference-inconnue"]


def _records(projet):
    loaded = load(projet)
    return {kind: set(loaded.loaded(kind)) for kind in KINDS}


# Every record of the example that something cites, and one that nothing cites.
CITED = [
    ("indicateur", "rappels-repos"), ("groupe", "groupe-qvt"), ("probleme", "absence-ash"),
    ("experimentation", "procedure-absence-ash"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "name"), CITED)
def test_what_is_cited_is_not_removed_and_the_places_are_shown(run, projet, kind, name):
    before = _tree(projet)
    code, _, err = run("remove", kind, name)
    assert code == 1
    assert "Encore cité" in err
    assert "--detacher" in err
    assert _tree(projet) == before
    assert "ligne" in err
    found = json.loads(run("remove", kind, name, "--json")[1])["issues"]
    places = [each for each in found if each["code"] == "cite-ici"]
    assert places
    for each in places:
        assert each["file"] in err
        if each["line"] is None:  # a meeting bears the name of its group
            assert name in each["file"]
            continue
        line = (projet / each["file"]).read_text(encoding="utf-8").splitlines()[each["line"] - 1]
        assert name in line


@pytest.mark.parametrize(("kind", "name"), CITED)
def test_detached_it_goes_and_nothing_leads_to_it_any_more(run, projet, kind, name):
    before = _tree(projet)
    code, _out, err = run("remove", kind, name, "--detacher")
    assert code == 0, err
    assert name not in _records(projet)[kind]
    assert _errors(projet) == []
    assert run("undo")[0] == 0
    assert _tree(projet) == before


def test_an_experiment_goes_with_its_sessions(run, projet):
    run("remove", "experimentation", "procedure-absence-ash", "--detacher")
    assert not (projet / "3-experimentation" / "procedure-absence-ash").exists()


def test_only_the_lines_of_the_links_change(run, projet):
    file = projet / "3-experimentation/procedure-absence-ash/experimentation.yaml"
    before = file.read_text(encoding="utf-8").splitlines()
    run("remove", "indicateur", "rappels-repos", "--detacher")
    after = file.read_text(encoding="utf-8").splitlines()
    assert [line for line in after if line not in before] == []
    gone = [line for line in before if line not in after]
    assert len(gone) == 2  # followed, and in the plan kept at the start
    assert all("rappels-repos" in line for line in gone)


def test_what_nothing_cites_goes_at_once(run, projet):
    run("indicator", "add", "seul", "--nom", "N", "--famille", "technique", "--unite", "min", "--sens", "baisse")
    code, out, _ = run("indicator", "remove", "seul")
    assert code == 0
    assert "qvtkit undo" in out
    assert not (projet / "indicateurs/seul.yaml").exists()


def test_a_removal_is_asked_first_in_a_terminal(talk, projet, run):
    run("indicator", "add", "seul", "--nom", "N", "--famille", "technique", "--unite", "min", "--sens", "baisse")
    child = talk("indicator", "remove", "seul")
    child.expect("Supprimer indicateurs/seul.yaml")
    child.sendline("")
    child.expect(talk.end)
    assert (projet / "indicateurs/seul.yaml").exists()


def test_nothing_is_removed_while_a_file_that_may_cite_it_cannot_be_read(run, projet):
    (projet / "3-experimentation/procedure-absence-ash/experimentation.yaml").write_text("titre: [\n", encoding="utf-8")
    before = _tree(projet)
    for args in (("remove", "indicateur", "abs-taux", "--detacher"), ("rename", "indicateur", "abs-taux", "autre")):
        code, _, err = run(*args)
        assert code == 1
        assert "experimentation.yaml" in err
    assert _tree(projet) == before


def test_a_word_that_is_no_kind_is_a_sentence(run):
    code, _, err = run("remove", "indicatuer", "abs-taux")
    assert code == 2
    assert "Vouliez-vous dire « indicateur »" in err.replace("\u00a0", " ")
    assert run("remove", "qvt", "x")[0] == 2


@pytest.mark.parametrize("word", ["indicateur", "indicator", "Indicateur"])
def test_kinds_are_understood_in_both_languages(run, projet, word):
    assert run("rename", word, "rappels-repos", "rappels")[0] == 0
    assert (projet / "indicateurs/rappels.yaml").exists()


@pytest.mark.parametrize(("kind", "name"), CITED)
def test_a_new_name_is_followed_everywhere(run, projet, kind, name):
    before, links = _tree(projet), _links(projet, kind, name)
    code, _out, err = run("rename", kind, name, "Un Nouveau Nom")
    assert code == 0, err
    assert "un-nouveau-nom" in _records(projet)[kind]
    assert name not in _records(projet)[kind]
    assert _errors(projet) == []
    assert _links(projet, kind, "un-nouveau-nom") == links > 0
    assert _links(projet, kind, name) == 0
    assert run("rename", kind, "un-nouveau-nom", name)[0] == 0
    assert _tree(projet) == before


def _links(projet, kind, name):
    from qvtkit.model.references import referring_to

    return len(referring_to(load(projet), kind, name))


def test_a_group_takes_its_meetings_along(run, projet):
    meetings = [record_id for record_id in _records(projet)["reunion"] if "groupe-qvt" in record_id]
    assert meetings
    run("rename", "groupe", "groupe-qvt", "pilotage")
    assert {each.replace("groupe-qvt", "pilotage") for each in meetings} <= _records(projet)["reunion"]


def test_an_experiment_takes_all_its_folder_along(run, projet):
    folder = projet / "3-experimentation/procedure-absence-ash"
    (folder / "photo.jpg").write_bytes(b"\xff\xd8\0binaire")
    assert run("rename", "experimentation", "procedure-absence-ash", "procedure")[0] == 0
    assert (projet / "3-experimentation/procedure/photo.jpg").read_bytes() == b"\xff\xd8\0binaire"
    assert not folder.exists()
    assert run("undo")[0] == 0
    assert (folder / "photo.jpg").read_bytes() == b"\xff\xd8\0binaire"


def test_a_session_stays_in_its_experiment_and_keeps_a_date(run, projet):
    sessions = sorted(_records(projet)["seance"])
    assert run("rename", "seance", sessions[0], "2016-09-21-bis")[0] == 0
    assert "procedure-absence-ash/2016-09-21-bis" in _records(projet)["seance"]
    assert _errors(projet) == []
    code, _, err = run("rename", "seance", sessions[1], "bilan")
    assert code == 2
    assert "date" in err


@pytest.mark.parametrize("new", ["abs-taux", "../dehors", "", "con/tre"])
def test_a_name_that_is_taken_or_cannot_be_one_is_refused(run, projet, new):
    before = _tree(projet)
    assert run("rename", "indicateur", "rappels-repos", new)[0] in {1, 2}
    assert _tree(projet) == before


def test_the_meetings_of_a_group_hold_it_back(run, projet):
    run("group", "add", "Nuit", "--roles", "groupe-de-travail")
    (projet / "reunions/2016-12-01-nuit.yaml").write_text("presents: {metier: 2}\n", encoding="utf-8")
    code, _, err = run("remove", "groupe", "nuit")
    assert code == 1
    assert "reunions/2016-12-01-nuit.yaml : le nom du fichier" in err.replace("\u00a0", " ")
    assert run("remove", "groupe", "nuit", "--detacher")[0] == 0
    assert (projet / "reunions/2016-12-01-nuit.yaml").exists()


def test_what_a_program_is_writing_stays_where_it_is(run, projet):
    folder = projet / "3-experimentation/procedure-absence-ash"
    for name in (".experimentation.yaml.99-1.tmp", "~$notes.docx"):
        (folder / name).write_bytes(b"x")
    assert run("rename", "experimentation", "procedure-absence-ash", "procedure")[0] == 0
    assert {path.name for path in folder.iterdir()} == {".experimentation.yaml.99-1.tmp", "~$notes.docx"}


def test_its_own_name_is_said_to_be_so(run, projet):
    before = _tree(projet)
    code, _, err = run("rename", "indicateur", "abs-taux", "ABS Taux")
    assert code == 1
    assert "déjà" in err
    assert "existe" not in err
    assert _tree(projet) == before
