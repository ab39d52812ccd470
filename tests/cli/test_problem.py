from __future__ import annotations

import json

import pytest

BAD = "Mme Martin refuse d’aider : il faudrait recruter."


def _file(projet, key):
    return projet / "2-diagnostic/problemes" / f"{key}.yaml"


def _text(projet, key):
    return _file(projet, key).read_text(encoding="utf-8")


def _codes(out):
    return [each["code"] for each in json.loads(out)["data"]["remarques"]]


def test_every_option_sets_its_key(run, projet):
    code, out, _ = run(
        "problem", "add", "Linge du lundi", "--titre", "Le linge du lundi", "--enonce", "À l'étage 1, le lundi, le linge manque.",
        "--lieu", "étage 1", "--moment", "le lundi", "--tache", "réfection des lits", "--metiers", "ASH, aide-soignant",
        "--effet-soin", "lits faits tard", "--effet-travail", "allers-retours", "--services-dependants", "lingerie",
        "--constats", "bricolage", "--constats", "tensions", "--theme", "organisation-contenu",
        "--options", "Réserve à l'étage ; livraison avancée", "--principes", "confort du résident",
    )  # fmt: skip
    assert code == 0
    text = _text(projet, "linge-du-lundi").replace('"', "")
    for line in (
        "titre: Le linge du lundi", "etat: candidat", "constats: [bricolage, tensions]", "lieu: étage 1", "moment: le lundi",
        "metiers: [ash, aide-soignant]", "effet_travail: allers-retours", "services_dependants: [lingerie]",
        "  - {texte: Réserve à l'étage}", "principes: [confort du résident]",
    ):  # fmt: skip
        assert line in text, text
    assert "1 remarque" in out.replace("\u00a0", " ")
    assert "lingerie" in out
    assert run("check")[0] == 0


def test_trades_are_understood_as_people_write_them(run, projet):
    assert (
        run("problem", "add", "linge", "--titre", "Le linge", "--metiers", "ASH, aides-soignantes ; Infirmière")[0] == 0
    )
    assert "metiers: [ash, aide-soignant, infirmier]" in _text(projet, "linge")
    assert run("problem", "edit", "linge", "--metiers", "tous")[0] == 0
    assert "metiers: [tous]" in _text(projet, "linge")
    assert run("check")[0] == 0


def test_the_remarks_come_with_the_json_of_what_is_written(run):
    out = run("problem", "add", "--titre", "X", "--enonce", BAD, "--json")[1]
    found = json.loads(out)["data"]["relecture"]
    assert {"personne", "solution"} <= {each["code"] for each in found}


@pytest.mark.parametrize(
    ("args", "exit_code", "word"),
    [
        (("add",), 2, "--titre"),
        (("add", "absence-ash", "--titre", "X"), 1, "problem edit absence-ash"),
        (("add", "--titre", "X", "--constats", "inconnu"), 1, "bricolage"),
        (("add", "../x", "--titre", "X"), 2, "identifiant"),
        (("rank", "transmissions-midi", "--precision", "4"), 2, "--precision"),
        (("rank", "transmissions-midi", "--precision", "beaucoup"), 2, "--precision"),
        (("rank", "absence-ash", "transmissions-midi", "--delai", "2"), 2, "ID"),
        (("rank", "absence"), 1, "absence-ash"),
        (("state", "transmissions-midi"), 2, "ÉTAT"),
        (("state", "transmissions-midi", "retenu"), 2, "--motif"),
        (("state", "absence-ash", "retenu", "--motif", "x"), 1, "déjà"),
        (("state", "absence-ash", "retenus", "--motif", "x"), 2, "retenu"),
        (("lint",), 2, "transmissions-midi"),
        (("lint", "absense-ash"), 1, "absence-ash"),
        (("show", "rien"), 1, "problem list"),
        (("list", "--etat", "fini"), 2, "--etat"),
        (("edit", "absence-ash"), 2, "--enonce"),
    ],
)
def test_wrong_answers_are_said_and_nothing_is_written(run, projet, args, exit_code, word):
    before = {path: path.read_bytes() for path in projet.rglob("*.yaml")}
    code, _, err = run("problem", *args)
    assert code == exit_code, err
    assert word in err
    assert {path: path.read_bytes() for path in projet.rglob("*.yaml")} == before


def test_editing_changes_one_line_and_reads_again(run, projet):
    before = _text(projet, "transmissions-midi").splitlines()
    code, out, _ = run("probleme", "modifier", "transmissions-midi", "--lieu", "poste de soins")
    assert code == 0
    after = _text(projet, "transmissions-midi").splitlines()
    assert [line for line in after if line not in before] == ['lieu: "poste de soins"']
    assert len(after) == len(before)
    assert "accueil" in out
    assert run("problem", "edit", "transmissions-midi", "--enonce", BAD)[0] == 0
    assert "personne" in _codes(run("problem", "lint", "transmissions-midi", "--json")[1])


def test_criteria_are_recorded_one_by_one_and_the_others_stay(run, projet):
    before = _text(projet, "transmissions-midi").splitlines()
    code, out, _ = run("problem", "rank", "transmissions-midi", "--faisable-organisation", "3")
    assert code == 0
    after = _text(projet, "transmissions-midi").splitlines()
    assert len([line for line in after if line not in before]) == 1
    assert "faisable_organisation: 3" in _text(projet, "transmissions-midi")
    assert "precision: 2" in _text(projet, "transmissions-midi")
    assert "18 sur 24" in out


def test_profiles_stand_side_by_side_without_a_winner(run, projet):
    assert run("problem", "add", "linge", "--titre", "Le linge")[0] == 0
    assert run("problem", "rank", "linge", "--delai", "3")[0] == 0
    code, out, _ = run("problem", "rank")
    assert code == 0
    assert "■■□ 2" in out
    flat = out.replace("\u00a0", " ")
    assert "Le linge : 7 critères sans réponse" in flat
    assert "Le profil compte plus que la somme" in flat
    assert not [word for word in ("gagnant", "meilleur", "premier", "classement") if word in flat.lower()]
    data = json.loads(run("problem", "rank", "--json")[1])["data"]
    assert [each["id"] for each in data["problemes"]] == ["absence-ash", "linge", "transmissions-midi"]
    assert {each["id"]: each["somme"] for each in data["problemes"]} == {
        "absence-ash": 22, "linge": None, "transmissions-midi": 16
    }  # fmt: skip
    assert len(data["criteres"]) == 8
    two = json.loads(run("problem", "rank", "transmissions-midi", "linge", "--json")[1])["data"]
    assert [each["id"] for each in two["problemes"]] == ["transmissions-midi", "linge"]


def test_a_change_of_state_says_why_in_the_journal(run, projet):
    code, out, _ = run("problem", "state", "transmissions-midi", "Retenu", "--motif", "Deux métiers, aucun achat")
    assert code == 0
    assert "etat: retenu" in _text(projet, "transmissions-midi")
    journal = (projet / "journal.yaml").read_text(encoding="utf-8").splitlines()[-1]
    assert "type: decision" in journal
    assert "Motif : Deux métiers, aucun achat" in journal
    assert "experiment add --probleme transmissions-midi" in out
    assert run("undo")[0] == 0
    assert "etat: candidat" in _text(projet, "transmissions-midi")


def test_a_sentence_is_judged_without_a_project(run, tmp_path, monkeypatch):
    empty = tmp_path / "vide"
    empty.mkdir()
    monkeypatch.chdir(empty)
    code, out, _ = run("-C", str(empty), "problem", "lint", "--texte", BAD, "--json")
    assert code == 0
    data = json.loads(out)
    assert data["kind"] == "relecture"
    remark = data["data"]["remarques"][0]
    assert (remark["code"], remark["niveau"]) == ("personne", "a-revoir")
    assert remark["extraits"] == [{"texte": "Mme Martin", "debut": 0, "fin": 10}]
    assert remark["source"]
    assert remark["modele"].startswith("À [lieu]")
    code, out, _ = run("-C", str(empty), "problem", "lint", "--texte", BAD)
    assert code == 0
    lines = out.splitlines()
    place = next(rank for rank, line in enumerate(lines) if "Mme Martin" in line)
    assert lines[place + 1].startswith("    ^^^^^^^^^^ ")
    assert list(empty.iterdir()) == []


@pytest.mark.parametrize("before", ["\n", "   ", "\t\n "])
def test_the_marks_stand_under_the_words_whatever_comes_before(run, before):
    lines = run("problem", "lint", "--texte", f"{before}Le soir, la communication est mauvaise.")[1].splitlines()
    place = next(rank for rank, line in enumerate(lines) if "Le soir" in line)
    assert lines[place + 1].index("^") == lines[place].index("communication")
    out = run("problem", "add", "--titre", "X", "--enonce", f"{before}Le soir, la communication est mauvaise.")[1]
    lines = out.splitlines()
    place = next(rank for rank, line in enumerate(lines) if "    Le soir" in line)
    assert lines[place + 1].index("^") == lines[place].index("communication")


def test_a_good_sentence_gets_one_line(run):
    out = run("problem", "lint", "absence-ash")[1]
    assert "rien à signaler" in out
    assert "Un modèle" not in out


def test_the_title_is_read_where_there_is_no_statement(run):
    assert run("problem", "add", "linge", "--titre", "Mieux organiser le linge")[0] == 0
    out = run("problem", "lint", "linge")[1]
    assert "pas encore d’énoncé" in out
    assert "problem edit linge" in run("problem", "show", "linge")[1]


def test_the_list_says_where_each_problem_stands(run):
    out = run("problem", "list", "--format", "csv")[1]
    assert (
        "absence-ash;Que faire quand une ASH est absente;Retenu;8 critères sur 8;rien à signaler;procedure-absence-ash"
        in out
    )
    data = json.loads(run("problem", "list", "--etat", "candidat", "--json")[1])["data"]
    assert [each["id"] for each in data] == ["transmissions-midi"]
    assert [each["code"] for each in data[0]["relecture"]] == ["dependance"]


def test_a_project_without_problems_is_told_what_to_do(run, tmp_path):
    (tmp_path / "neuf").mkdir()
    (tmp_path / "neuf/qvt.yaml").write_text("format: 1\n", encoding="utf-8")
    for verb in ("list", "rank"):
        code, out, _ = run("-C", str(tmp_path / "neuf"), "problem", verb)
        assert code == 0
        assert "qvtkit problem add" in out
    code, _, err = run("-C", str(tmp_path / "neuf"), "problem", "lint")
    assert code == 1
    assert "qvtkit problem add" in err


def test_questions_from_description_to_profile(talk, projet):
    child = talk("problem", "add")
    child.expect("Comment appelle-t-on")
    child.sendline("Que faire quand une ASH est absente")
    child.expect("porte déjà ce nom")
    child.sendline("Le linge du lundi")
    child.expect("quels constats")
    child.sendline("1, 3")
    for question, answer in (
        ("Où cela", "étage 1"), ("Quand cela", "le lundi"), ("quelle tâche", "réfection des lits"), ("métiers", "ASH"),
        ("le résident", "lits faits tard"), ("dans le travail", ""), ("autres services", ""),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("Un modèle")
    child.expect("énoncé")
    child.sendline("Il faudrait du linge")
    child.expect("noté comme candidat")
    child.expect("solution")
    child.expect(talk.end)
    assert "constats: [bricolage, toilettes-reportees]" in _text(projet, "le-linge-du-lundi")
    child = talk("problem", "rank", "le-linge-du-lundi")
    for number in range(1, 9):
        child.expect(f"{number}/8")
        child.expect("De 0 à 3")
        if number == 1:
            child.sendline("4")
            child.expect("n’est pas un niveau")
        child.sendline("" if number == 2 else "3")
    child.expect("1.critère sans réponse")
    child.expect(talk.end)
    text = _text(projet, "le-linge-du-lundi")
    assert "precision: 3" in text
    assert "perimetre: 3" not in text
