"""`doctor`: what it repairs is shown, asked, and can be taken back; the rest is left alone."""

from __future__ import annotations

import json

import pytest

from qvtkit.checks.run import check
from qvtkit.store.project import load

ABS = "indicateurs/abs-taux.yaml"
RAPPELS = "indicateurs/rappels-repos.yaml"


def _tree(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _edit(folder, file, old, new):
    path = folder / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def _recode(encoding):
    def break_it(folder):
        path = folder / ABS
        path.write_bytes(path.read_bytes().decode("utf-8").encode(encoding, errors="replace"))

    return break_it


BREAKAGES = {
    "cp1252": _recode("cp1252"),
    "utf-16": _recode("utf-16"),
    "tabulations": lambda folder: _edit(folder, ABS, "\n  2016-02", "\n\t2016-02"),
    "espace de Word": lambda folder: _edit(folder, ABS, "\n  2016-02", "\n\u00a0\u00a02016-02"),
    "rubrique": lambda folder: _edit(folder, ABS, "famille:", "famile:"),
    "réponse": lambda folder: _edit(folder, ABS, "sens: baisse", "sens: baise"),
    "deux-points": lambda folder: _edit(folder, ABS, "nom: ", "nom: Taux : "),
    "extension": lambda folder: (folder / "agenda.yaml").rename(folder / "agenda.yml"),
    "nom de fichier": lambda folder: (folder / ABS).rename(folder / "indicateurs/Abs Taux.yaml"),
    "plusieurs à la fois": lambda folder: (
        _edit(folder, ABS, "famille:", "famile:"), _edit(folder, ABS, "sens: baisse", "sens: baise"),
        _edit(folder, ABS, "\n  2016-02", "\n\t2016-02"), _recode("cp1252")(folder),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", BREAKAGES)
def test_what_is_broken_is_shown_repaired_and_can_be_taken_back(run, projet, name):
    BREAKAGES[name](projet)
    broken = _tree(projet)
    assert check(load(projet)) != []
    code, out, _ = run("doctor")
    assert code == 0
    assert "qvtkit doctor --fix" in out
    assert _tree(projet) == broken, "without --fix nothing is written"
    code, _, err = run("doctor", "--fix", "--tout")
    assert code == 0, err
    assert [found.code for found in check(load(projet))] == []
    assert run("undo")[0] == 0
    assert _tree(projet) == broken


def test_a_repaired_file_keeps_its_other_lines(run, projet):
    before = (projet / ABS).read_text(encoding="utf-8").splitlines()
    BREAKAGES["plusieurs à la fois"](projet)
    run("doctor", "--fix", "--tout")
    after = (projet / ABS).read_text(encoding="utf-8").splitlines()
    assert after == before


def test_a_healthy_folder_has_nothing_to_repair(run, projet):
    before = _tree(projet)
    assert "Rien à réparer" in run("doctor")[1]
    assert run("doctor", "--fix", "--no-input")[0] == 0
    assert _tree(projet) == before


def test_without_a_terminal_nothing_is_repaired_unasked(run, projet):
    BREAKAGES["rubrique"](projet)
    before = _tree(projet)
    code, _, err = run("doctor", "--fix")
    assert code == 2
    assert "--tout" in err
    assert _tree(projet) == before


def test_each_repair_is_asked(talk, projet):
    BREAKAGES["rubrique"](projet)
    _edit(projet, RAPPELS, "sens: baisse", "sens: baise")
    child = talk("doctor", "--fix")
    child.expect("Réparer indicateurs/abs-taux.yaml")
    child.sendline("non")
    child.expect("Réparer indicateurs/rappels-repos.yaml")
    child.sendline("oui")
    child.expect("Réparé")
    child.expect(talk.end)
    assert "famile:" in (projet / ABS).read_text(encoding="utf-8")
    assert "sens: baisse" in (projet / RAPPELS).read_text(encoding="utf-8")


def test_nothing_is_repaired_where_no_copy_can_be_kept(run, projet, monkeypatch):
    from qvtkit.store import machine

    def full(*_):
        raise OSError(28, "No space left on device")

    BREAKAGES["rubrique"](projet)
    before = _tree(projet)
    monkeypatch.setattr(machine, "save", full)
    code, _, err = run("doctor", "--fix", "--tout")
    assert code == 5
    assert "garder une copie" in err
    assert _tree(projet) == before


def test_what_has_no_sure_repair_is_left(run, projet):
    _edit(projet, ABS, "famille:", "zzz: x\nfamille:")
    before = _tree(projet)
    run("doctor", "--fix", "--tout")
    assert _tree(projet) == before


COPY = "indicateurs/rappels-repos-PC-DE-MARIE.yaml"


def _copy(folder, more="", old="", new="", name=COPY):
    text = (folder / RAPPELS).read_text(encoding="utf-8").replace(old, new, 1) + more
    (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    "name",
    [
        "indicateurs/rappels-repos-PC-DE-MARIE.yaml",
        "indicateurs/rappels-repos (copie en conflit de Marie 2017-03-14).yaml",
        "indicateurs/rappels-repos (conflicted copy 2017-03-14 101112).yaml",
    ],
)
def test_a_copy_that_adds_nothing_goes(run, projet, name):
    _copy(projet, name=name)
    assert "la même chose" in run("doctor")[1]
    run("doctor", "--fix", "--tout")
    assert not (projet / name).exists()


def test_a_copy_is_laid_beside_its_original_and_never_decided_without_a_person(run, projet):
    _copy(projet, more="  2017-06: 4\n")
    before = _tree(projet)
    code, out, _ = run("doctor")
    assert code == 0
    assert "2017-06: 4" in out
    assert run("doctor", "--fix", "--tout")[0] == 0
    assert _tree(projet) == before
    (found,) = json.loads(run("doctor", "--json")[1])["data"]["copies"]
    assert (found["original"], found["n_apporte_rien"], found["reunion_possible"]) == (RAPPELS, False, True)


@pytest.mark.parametrize(
    ("choice", "expected"), [("reunir", {"2017-05: 3", "2017-06: 4"}), ("original", {"2017-05: 3"}), ("copie", {"2017-06: 4"})]
)  # fmt: skip
def test_two_people_who_added_a_measure_each(talk, projet, run, choice, expected):
    _copy(projet, more="  2017-06: 4\n")
    path = projet / RAPPELS
    path.write_text(path.read_text(encoding="utf-8") + "  2017-05: 3\n", encoding="utf-8")
    child = talk("doctor", "--fix")
    child.expect("Que faire de")
    child.sendline({"reunir": "1", "original": "2", "copie": "3"}[choice])
    child.expect("Réparé")
    child.expect(talk.end)
    text = path.read_text(encoding="utf-8")
    assert {line for line in ("2017-05: 3", "2017-06: 4") if line in text} == expected
    assert not (projet / COPY).exists()
    assert run("check")[0] == 0


def test_two_values_of_the_same_month_are_never_put_together(run, projet):
    _copy(projet, more="  2017-06: 4\n")
    path = projet / RAPPELS
    path.write_text(path.read_text(encoding="utf-8") + "  2017-06: 5\n", encoding="utf-8")
    (found,) = json.loads(run("doctor", "--json")[1])["data"]["copies"]
    assert found["reunion_possible"] is False


def test_a_copy_whose_original_is_gone_can_take_its_place(talk, projet):
    _copy(projet, name="indicateurs/rappels-repos (copie en conflit de Marie 2017-03-14).yaml")
    text = (projet / RAPPELS).read_bytes()
    (projet / RAPPELS).unlink()
    child = talk("doctor", "--fix")
    child.expect("La renommer")
    child.sendline("1")
    child.expect("Réparé")
    child.expect(talk.end)
    assert (projet / RAPPELS).read_bytes() == text


def test_a_line_of_another_encoding_spoils_no_accent(run, projet):
    before = (projet / "journal.yaml").read_text(encoding="utf-8")
    (projet / "journal.yaml").write_bytes(before.encode("utf-8") + b"# ajout\xe9 dans le Bloc-notes\n")
    assert "mêlés" in run("doctor")[1]
    assert run("doctor", "--fix", "--tout")[0] == 0
    assert (projet / "journal.yaml").read_text(encoding="utf-8") == before + "# ajouté dans le Bloc-notes\n"


def test_a_link_is_never_led_elsewhere(run, projet):
    (projet / "1-conception/groupes/groupe-qvt.yaml").rename(projet / "1-conception/groupes/groupe-qvt-2.yaml")
    before = _tree(projet)
    run("doctor", "--fix", "--tout")
    assert _tree(projet) == before


@pytest.mark.parametrize(
    "change", [lambda text: text.replace("  2016-06: ", "  # "), lambda _: ""], ids=["moins", "vide"]
)
def test_a_copy_that_lacks_something_is_not_thrown_away(run, projet, change):
    text = (projet / RAPPELS).read_text(encoding="utf-8")
    (projet / COPY).write_text(change(text), encoding="utf-8")
    assert change(text) != text
    before = _tree(projet)
    run("doctor", "--fix", "--tout")
    assert _tree(projet) == before


def test_what_lies_in_the_folder_of_an_experiment_goes_with_it(run, projet):
    old = projet / "3-experimentation/Procédure Absence ASH"
    (projet / "3-experimentation/procedure-absence-ash").rename(old)
    (old / "photo.jpg").write_bytes(b"\xff\xd8\0binaire")
    assert run("doctor", "--fix", "--tout")[0] == 0
    new = projet / "3-experimentation/procedure-absence-ash"
    assert (new / "photo.jpg").read_bytes() == b"\xff\xd8\0binaire"
    assert not old.exists()
    assert [found.code for found in check(load(projet))] == ["fichier-inconnu"]  # the photograph


def test_once_is_enough(run, projet):
    for file in sorted(projet.rglob("*.yaml")):
        text = file.read_text(encoding="utf-8")
        file.write_text(text.replace("\n  ", "\n\t"), encoding="utf-8")
    run("doctor", "--fix", "--tout")
    after = _tree(projet)
    run("doctor", "--fix", "--tout")
    assert _tree(projet) == after
