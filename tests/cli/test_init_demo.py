from __future__ import annotations

import json

import qvtkit
from qvtkit.ops.init import example_names


def test_a_project_by_flags_is_in_order(run, tmp_path):
    folder = tmp_path / "Les Pins"
    code, out, _ = run("init", str(folder), "--nom", "Résidence : les Pins", "--type", "Éhpad", "--statut", "Privé non lucratif",
                       "--effectif", "62", "--etp", "51,5", "--cluster", "Filière X", "--debut", "mars 2026", "-C", str(tmp_path))  # fmt: skip
    assert code == 0
    assert "qvtkit group add" in out
    projet = qvtkit.load(folder)
    assert qvtkit.check(projet) == []
    assert projet.dossier.etablissement.nom == "Résidence : les Pins"
    assert (projet.dossier.etablissement.type, projet.dossier.etablissement.etp) == ("ehpad", 51.5)
    assert str(projet.dossier.phase_courante.debut) == "2026-03"
    assert projet.groupes["delegation"].forme == "ehpad"
    assert len(projet.dossier.demarche.uid) == 26
    schemas = [path.name for path in (folder / ".qvtkit" / "schemas").iterdir()]
    assert "indicateur.json" in schemas
    first = (folder / "1-conception" / "cadrage.yaml").read_text(encoding="utf-8").splitlines()[0]
    assert (folder / "1-conception" / first.partition("$schema=")[2]).resolve().is_file()


def test_what_lacks_is_named(run, tmp_path):
    code, _, err = run("init", str(tmp_path / "x"), "-C", str(tmp_path))
    assert code == 2
    assert "--nom" in err
    assert "--type" in err
    assert not (tmp_path / "x").exists()


def test_a_folder_that_holds_something_is_never_touched(run, tmp_path):
    folder = tmp_path / "plein"
    folder.mkdir()
    (folder / "photo.jpg").write_bytes(b"x")
    code, _, err = run("init", str(folder), "--nom", "A", "--type", "ehpad", "-C", str(tmp_path))
    assert code == 1
    assert "photo.jpg" in err
    assert [path.name for path in folder.iterdir()] == ["photo.jpg"]


def test_dry_run_creates_nothing(run, tmp_path):
    code, out, _ = run("init", str(tmp_path / "x"), "--nom", "A", "--type", "ehpad", "--dry-run", "-C", str(tmp_path))
    assert code == 0
    assert "qvt.yaml" in out
    assert not (tmp_path / "x").exists()


def test_every_example_starts_a_project_of_its_own(run, tmp_path):
    for name in example_names():
        code, _, _ = run("init", str(tmp_path / name), "--exemple", name, "-C", str(tmp_path))
        assert code == 0
        projet = qvtkit.load(tmp_path / name)
        assert [found for found in qvtkit.check(projet) if found.level != "info"] == []
    uids = {qvtkit.load(tmp_path / name).dossier.demarche.uid for name in example_names()}
    assert len(uids) == len(example_names())
    code, _, err = run("init", str(tmp_path / "y"), "--exemple", "residence-absence", "-C", str(tmp_path))
    assert code == 2
    assert "residence-absence-ash" in err


def test_demo_does_the_main_job_and_says_where(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, _ = run("demo", "-C", str(tmp_path))
    assert code == 0
    files = list((tmp_path / "qvtkit-demo" / "exports").iterdir())
    assert sorted(path.suffix for path in files) == [".docx", ".html", ".pdf"]
    assert all(path.name in out for path in files)
    code, out, _ = run("demo", "--json", "-C", str(tmp_path))
    data = json.loads(out)["data"]
    assert data["dossier"] == "qvtkit-demo-2"
    assert len(data["fichiers"]) == 3


def test_the_examples_are_listed_a_line_each(run, tmp_path):
    code, out, _ = run("init", "--exemples", "-C", str(tmp_path))
    assert code == 0
    assert all(name in out for name in example_names())
    assert "Hôpital de jour" in out
    listed = json.loads(run("init", "--exemples", "--json", "-C", str(tmp_path))[1])["data"]
    assert [each["exemple"] for each in listed] == example_names()
    assert len(example_names()) == 3
    assert all(each["titre"] != each["exemple"] for each in listed)
    assert list(tmp_path.glob("*/qvt.yaml")) == [tmp_path / "projet" / "qvt.yaml"]


def test_the_demo_shows_the_example_that_is_named(run, tmp_path):
    folder = tmp_path / "essai"
    assert run("demo", str(folder), "--exemple", "Hôpital de jour interruptions", "-C", str(tmp_path))[0] == 0
    assert qvtkit.load(folder).experimentations
    code, _, err = run("demo", str(tmp_path / "autre"), "--exemple", "ehpad-tour", "-C", str(tmp_path))
    assert code == 2
    assert "ehpad-tour-des-medicaments" in err
    assert not (tmp_path / "autre").exists()


def test_the_next_steps_of_a_new_project_are_those_that_next_says(run, tmp_path):
    folder = tmp_path / "neuf"
    args = ("--nom", "Les Saules", "--type", "ehpad", "--cluster", "Filière X", "--no-input", "-C", str(tmp_path))
    out = run("init", str(folder), *args)[1].replace("\u00a0", " ")
    told = json.loads(run("next", "--json", "-C", str(folder))[1])["data"]["conseils"]
    steps = [line.strip() for line in out.partition("Ensuite :\n")[2].splitlines()]
    commands = [line.partition("   ")[0] for line in steps[1:]]
    assert commands == [*(each["commande"] for each in told[:3]), "qvtkit next"]
    assert told[0]["quoi"][1:].replace("\u00a0", " ") in steps[1]


def test_a_number_of_persons_is_whole(run, tmp_path):
    args = ("--nom", "A", "--type", "ehpad", "-C", str(tmp_path))
    code, _, err = run("init", str(tmp_path / "x"), *args, "--effectif", "beaucoup")
    assert code == 2
    assert "Exemple : 120" in err.replace("\u00a0", " ")
