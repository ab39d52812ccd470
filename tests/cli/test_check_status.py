from __future__ import annotations

import hashlib
import json


def _print(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def test_the_example_is_in_order_and_not_a_byte_changes(run, projet):
    before = _print(projet)
    code, out, _ = run("check")
    assert code == 0
    assert "Tout est en ordre" in out
    assert _print(projet) == before


def test_every_problem_has_its_place_its_line_and_its_remedy(run, projet):
    path = projet / "3-experimentation/procedure-absence-ash/experimentation.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("probleme: absence-ash", "probleme: absense-ash"), encoding="utf-8"
    )
    (projet / "indicateurs/faux.yaml").write_text("nom: Faux\nfamille: social\nunite: %\n", encoding="utf-8")
    (projet / "indicateurs/faux2.yaml").write_text(
        "nom: Faux\nfamille: social\nmesures:\n  2016-13: 1\n  03/2016: x\n", encoding="utf-8"
    )
    code, out, _ = run("check", "--json")
    assert code == 1
    found = {(each["code"], each["file"].rpartition("/")[2], each["line"]) for each in json.loads(out)["issues"]}
    assert found == {
        ("reference-inconnue", "experimentation.yaml", 4), ("pourcent-au-debut", "faux.yaml", 3),
        ("code-inconnu", "faux.yaml", 2), ("code-inconnu", "faux2.yaml", 2), ("periode-invalide", "faux2.yaml", 4), ("nombre-attendu", "faux2.yaml", 5),
    }  # fmt: skip
    out = run("check")[1].replace("\u00a0", " ")
    assert "experimentation.yaml:4:1 : Aucun problème ne s’appelle « absense-ash »." in out
    assert "Vouliez-vous dire « absence-ash » ?" in out
    assert "    | unite: %\n    |        ^" in out
    assert 'unite: "%"' in out


def test_doubts_do_not_fail_unless_asked(run, projet):
    path = projet / "indicateurs/abs-taux.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("max: 100", "max: 5"), encoding="utf-8")
    assert run("check")[0] == 0
    assert run("check", "--strict")[0] == 1


def test_unknown_files_are_told_once_and_conflict_copies_are_not_read(run, projet):
    (projet / "notes.txt").write_text("x", encoding="utf-8")
    copy = projet / "indicateurs" / "abs-taux (copie en conflit de PC-12 2017-03-01).yaml"
    copy.write_text("nom: [\n", encoding="utf-8")
    code, out, _ = run("check", "--json")
    assert code == 0
    assert sorted(each["code"] for each in json.loads(out)["issues"]) == ["copie-en-conflit", "fichier-inconnu"]


def test_status_tells_the_whole_project(run):
    code, out, _ = run("status")
    out = out.replace("\u00a0", " ")
    assert code == 0
    for words in ("Résidence des Tilleuls", "[Pérennisation", "Groupe QVT : 10 sièges", "Que faire quand une ASH est absente",
                  "terminée", "décision : adapter", "Économique", "Social et santé", "Propositions sans réponse : 1",
                  "en retard", "Nourrit aussi"):  # fmt: skip
        assert words in out, words
    data = json.loads(run("status", "--json")[1])["data"]
    assert [phase["courante"] for phase in data["phases"]] == [False, False, False, True]
    assert {family: len(rows) for family, rows in data["familles"].items()} == {
        "economique": 2,
        "technique": 2,
        "social-sante": 2,
    }


def test_status_of_a_new_project_says_what_is_missing(run, tmp_path):
    folder = tmp_path / "neuf"
    run("init", str(folder), "--nom", "A", "--type", "ehpad", "-C", str(tmp_path))
    code, out, _ = run("status", "-C", str(folder))
    assert code == 0
    assert out.count("aucun indicateur dans cette famille") == 3


def test_an_empty_head_and_a_newer_format_are_said_at_once(run, projet):
    head = projet / "qvt.yaml"
    head.write_text(head.read_text(encoding="utf-8").replace("format: 1", "format: 2"), encoding="utf-8")
    for command in (("check",), ("status",), ("indicator", "list")):
        assert run(*command)[0] == 6
    head.write_text("", encoding="utf-8")
    code, out, _ = run("check")
    assert code == 1
    assert "qvt.yaml est vide" in out


def test_slips_of_the_notepad_have_their_sentence(run, projet):
    (projet / "indicateurs" / "abs-taux.yaml.txt").write_text("nom: A\n", encoding="utf-8")
    path = projet / "indicateurs" / "rappels-repos.yaml"
    path.write_text(path.read_text(encoding="utf-8").rstrip() + "\n2017-04: 9\n", encoding="utf-8")
    (projet / "indicateurs" / "colle.yaml").write_text("nom: Collé\nmesures:\n  2017-04:9\n", encoding="utf-8")
    issues = json.loads(run("check", "--json")[1])["issues"]
    found = {(each["code"], each["file"].rpartition("/")[2]) for each in issues}
    assert found == {
        ("extension-inattendue", "abs-taux.yaml.txt"),
        ("mesure-non-decalee", "rappels-repos.yaml"),
        ("espace-apres-deux-points", "colle.yaml"),
    }
    assert "abs-taux.yaml" in next(each["remedy"] for each in issues if each["code"] == "extension-inattendue")
