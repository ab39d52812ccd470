from __future__ import annotations

import json

import pytest

FILE = "1-conception/cadrage.yaml"
GROUP = "1-conception/groupes/groupe-qvt.yaml"


def _text(projet, file=FILE):
    return (projet / file).read_text(encoding="utf-8")


def _changed(before, after):
    return [line for line in after.splitlines() if line not in before.splitlines()]


@pytest.fixture
def vierge(run, tmp_path):
    """A new project, whose framing is empty: a public Ehpad of 350 persons."""
    folder = tmp_path / "neuf"
    args = ("--nom", "Ehpad des Saules", "--type", "ehpad", "--statut", "public", "--effectif", "350")
    assert run("init", str(folder), *args, "--no-input", "-C", str(tmp_path))[0] == 0
    return folder


def test_show_says_the_framing_and_nothing_is_missing(run):
    code, out, _ = run("cadrage", "voir")
    assert code == 0
    assert "Des toilettes reportées" in out
    assert "Délégués du personnel (DP), 12/02/2016, avis favorable" in out
    assert "à compléter" not in out
    data = json.loads(run("framing", "show", "--json")[1])["data"]
    assert data["a_completer"] == []
    assert data["regles"]["groupe"] == "groupe-qvt"


def test_an_empty_framing_says_what_is_missing_and_proposes_the_bodies(run, vierge, monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795000000")  # November 2026
    out = run("framing", "show", "-C", str(vierge))[1].replace("\u00a0", " ")
    assert out.count("à compléter (") == 11
    data = json.loads(run("framing", "show", "--json", "-C", str(vierge))[1])["data"]
    proposed = {each["code"]: each for each in data["instances_proposees"]}
    assert {"cse-fph", "f3sct", "cvs"} <= set(proposed)
    assert "cssct" not in proposed
    assert "cme" not in proposed
    assert proposed["f3sct"]["pourquoi"] == "obligatoire au-dessus de 200 agents"
    assert proposed["cvs"]["verifie"] is False


def test_each_option_sets_its_rubrique(run, vierge):
    code, out, _ = run(
        "framing", "edit", "-C", str(vierge), "--pourquoi", "Mieux vivre les absences", "--enjeux-economique", "Coûts",
        "--enjeux-technique", "Qualité", "--enjeux-social-sante", "Tensions", "--enjeux-social-sante", "Fatigue",
        "--objectifs", "Un", "--objectifs", "Deux", "--perimetre", "L’étage 1", "--heures", "60,5", "--remplacements",
        "oui", "--euros", "0", "--precision", "en plus", "--engagement-direction", "Répondre",
        "--engagement-direction-date", "mars 2026", "--climat-social", "On se parle", "--climat-social-date", "2026",
        "--communication", "Affiche", "--communication-date", "02/03/2026", "--instances",
        "F3SCT=12/03/2026:favorable", "--instances", "cvs", "--projets-lies", "Projet social=projet social:axe 2",
    )  # fmt: skip
    assert code == 0
    assert "qvtkit export cadrage" in out
    note = json.loads(run("framing", "show", "--json", "-C", str(vierge))[1])["data"]["cadrage"]
    assert [stake["texte"] for stake in note["enjeux"]] == ["Coûts", "Qualité", "Tensions", "Fatigue"]
    assert note["objectifs"] == ["Un", "Deux"]
    assert note["moyens"] == {"heures": 60.5, "remplacements": True, "euros": 0, "precision": "en plus"}
    assert note["engagement_direction"] == {"date": "2026-03", "texte": "Répondre"}
    assert note["communication"] == {"date": "2026-03-02", "texte": "Affiche"}
    assert note["instances"] == [
        {"instance": "f3sct", "date": "2026-03-12", "avis": "favorable", "prevue": True},
        {"instance": "cvs", "date": None, "avis": None, "prevue": None},
    ]
    assert note["projets_lies"] == [{"nom": "Projet social", "type": "projet-social", "lien": "axe 2"}]


def test_a_body_is_completed_or_added_and_nothing_else_changes(run, projet):
    before = _text(projet)
    assert run("framing", "edit", "--instances", "cvs=2016-04-15", "--instances", "ce=2016-05:reserve")[0] == 0
    assert _changed(before, _text(projet)) == [
        "  - {instance: cvs, date: 2016-04-15, avis: favorable}",
        "  - {instance: ce, date: 2016-05, avis: reserve}",
    ]
    assert len(_text(projet).splitlines()) == len(before.splitlines()) + 1


def test_what_is_taken_out_goes_and_a_wrong_name_is_said(run, projet):
    assert run("framing", "edit", "--retirer", "chsct", "--retirer", "Projet d’établissement 2015-2020")[0] == 0
    assert "chsct" not in _text(projet)
    assert "Projet d'établissement" not in _text(projet)
    code, _, err = run("framing", "edit", "--retirer", "cvx")
    assert code == 1
    assert "cvs" in err


def test_the_stakes_of_a_family_given_anew_leave_the_others(run, projet):
    before = _text(projet)
    code, _, err = run("framing", "edit", "--enjeux-economique", "Des heures perdues")
    assert code == 0
    assert "Des remplacements décidés dans l’urgence" in err
    assert _changed(before, _text(projet)) == ['  - {famille: economique, texte: "Des heures perdues"}']


def _rules(run, *where):
    return json.loads(run("framing", "show", "--json", *where)[1])["data"]["regles"]


def test_rules_written_in_a_group_count_until_the_framing_has_its_own(run, projet):
    before = _text(projet, GROUP)
    assert _rules(run)["groupe"] == "groupe-qvt"
    code, _, err = run("framing", "edit", "--regles", "Ne pas mettre en cause les personnes", "--regles", "Une à nous")
    assert code == 0
    assert "« groupe-qvt » garde les siennes" in err.replace("\u00a0", " ")
    assert _rules(run) == {"groupe": None, "regles": ["Ne pas mettre en cause les personnes", "Une à nous"]}
    assert _text(projet, GROUP) == before


def test_a_group_has_rules_of_its_own_beside(run, projet):
    assert run("framing", "edit", "--regles", "Autre", "--groupe", "delegation", "--perimetre", "Ici")[0] == 0
    assert "Autre" in _text(projet, "1-conception/groupes/delegation.yaml")
    assert "Autre" not in _text(projet)
    assert 'perimetre: "Ici"' in _text(projet)


def test_the_rules_stay_whatever_groups_come(run, vierge):
    where = ("-C", str(vierge))
    assert run("framing", "edit", "--regles", "Une règle ; Une autre", *where)[0] == 0
    for name, role in (("Groupe QVT", "groupe-de-travail"), ("A-copil", "copil"), ("Autre copil", "copil")):
        assert run("group", "add", "--nom", name, "--roles", role, *where)[0] == 0
    assert run("group", "member", "add", "a-copil", "--fonction", "ASH", "--colleges", "metier", *where)[0] == 0
    assert _rules(run, *where)["regles"] == ["Une règle", "Une autre"]
    lacks = json.loads(run("framing", "show", "--json", *where)[1])["data"]["a_completer"]
    assert "regles" not in {each["partie"] for each in lacks}
    told = json.loads(run("group", "show", "a-copil", "--json", *where)[1])["data"]["conseils"]
    assert "regles-de-travail" not in {each["id"] for each in told}


def test_rules_of_a_group_that_does_not_steer_are_not_asked_again(run, vierge):
    where = ("-C", str(vierge))
    run("group", "add", "--nom", "Groupe QVT", "--roles", "groupe-de-travail", "--regles", "Une règle", *where)
    run("group", "add", "--nom", "Copil", "--roles", "copil", *where)
    assert _rules(run, *where) == {"groupe": "groupe-qvt", "regles": ["Une règle"]}


@pytest.mark.parametrize("sign", ["", "-", "aucun"])
def test_a_list_is_emptied_by_an_option(run, projet, sign):
    run("framing", "edit", "--regles", "Une règle")
    assert run("framing", "edit", "--regles", sign, "--objectifs", sign, "--enjeux-technique", sign)[0] == 0
    data = json.loads(run("framing", "show", "--json")[1])["data"]
    assert data["cadrage"]["regles"] == []
    assert data["cadrage"]["objectifs"] == []
    assert "technique" not in {each["famille"] for each in data["cadrage"]["enjeux"]}
    assert len(data["cadrage"]["enjeux"]) > 0
    assert run("group", "edit", "groupe-qvt", "--regles", sign)[0] == 0
    assert _rules(run)["regles"] == json.loads(run("group", "show", "delegation", "--json")[1])["data"]["regles"]


def test_an_option_given_empty_empties_its_rubrique(run, projet):
    assert run("framing", "edit", "--perimetre", "", "--instances", "", "--projets-lies", "")[0] == 0
    note = json.loads(run("framing", "show", "--json")[1])["data"]["cadrage"]
    assert (note["perimetre"], note["instances"], note["projets_lies"]) == ("", [], [])
    assert note["objectifs"] != []


def test_a_file_of_answers_empties_a_list_and_leaves_what_is_blank(run, projet, tmp_path):
    answers = tmp_path / "reponses.yaml"
    answers.write_text("Objectifs: []\nprojets_lies:\nperimetre:\n", encoding="utf-8")
    before = json.loads(run("framing", "show", "--json")[1])["data"]["cadrage"]
    assert run("framing", "edit", "--reponses", str(answers))[0] == 0
    assert json.loads(run("framing", "show", "--json")[1])["data"]["cadrage"] == before | {"objectifs": []}


def test_a_body_is_planned_before_its_day_and_never_told_as_informed(run, projet):
    code, _, err = run("framing", "edit", "--instances", "cvs=12/05/2017", "--instances", "cdu")
    assert code == 0
    assert "prévue" in err
    told = {
        line.partition(" (")[0]: line for line in json.loads(run("framing", "show", "--json")[1])["data"]["instances"]
    }
    assert "prévue, 12/05/2017" in told["Conseil de la vie sociale"]
    assert told["Commission des usagers"].endswith("à informer")
    assert told["Délégués du personnel"].endswith("12/02/2016, avis favorable")


def test_a_body_that_did_not_exist_yet_is_told_with_those_of_its_time(run, projet):
    code, _, err = run("framing", "edit", "--instances", "cse=12/03/2016")
    assert code == 0
    assert "n’existait pas à cette date (12/03/2016)" in err
    assert "DP" in err
    assert "n’existait pas" not in run("framing", "edit", "--instances", "ce=12/03/2016")[2]


@pytest.mark.parametrize("args", [("--climat-social-date", "20/01/16"), ("--instances", "cvs=20/01/16")])
def test_a_short_year_is_proposed_in_full(run, args):
    code, _, err = run("framing", "edit", *args)
    assert code == 2
    assert "quatre chiffres. Peut-être 20/01/2016" in err


def test_sums_are_written_in_french(run):
    run("framing", "edit", "--euros", "1500")
    assert "1\u00a0500\u00a0€" in run("framing", "show")[1].replace("\u202f", "\u00a0")


def test_the_file_is_created_when_absent(run, projet):
    (projet / FILE).unlink()
    assert run("framing", "edit", "--pourquoi", "Mieux travailler")[0] == 0
    assert 'pourquoi: "Mieux travailler"' in _text(projet)


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (("--climat-social-date", "hier"), ("--climat-social-date", "n’est pas une date")),
        (("--heures", "beaucoup"), ("--heures", "n’est pas un nombre")),
        (("--remplacements", "parfois"), ("--remplacements", "oui ou non")),
        (("--instances", "cvs=hier"), ("--instances cvs=hier", "n’est pas une date")),
        (("--instances", "=2016"), ("--instances", "cse-prive=12/03/2026:favorable")),
        (("--projets-lies", "="), ("--projets-lies", "Projet social 2025")),
        (("--groupe", "delegation"), ("--regles",)),
        ((), ("--pourquoi", "--reponses")),
    ],
)
def test_wrong_or_missing_answers_are_said_by_option(run, projet, args, words):
    before = _text(projet)
    code, _, err = run("framing", "edit", *args, "--no-input")
    assert code == 2
    assert all(word in err for word in words), err
    assert _text(projet) == before


def test_cse_is_the_one_of_the_status(run, projet, vierge):
    assert run("framing", "edit", "--instances", "CSE=2019-01")[0] == 0
    assert "{instance: cse-prive, date: 2019-01, prevue: oui}" in _text(projet)
    assert run("framing", "edit", "--instances", "cse", "-C", str(vierge))[0] == 0
    assert "instance: cse-fph" in _text(vierge)


def test_an_unknown_body_is_kept_with_a_warning(run, projet):
    code, _, err = run("framing", "edit", "--instances", "cssc=2016-03")
    assert code == 0
    assert "cssct" in err
    assert "instance: cssc," in _text(projet)


def test_a_whole_framing_comes_from_a_file(run, projet, tmp_path):
    answers = tmp_path / "reponses.yaml"
    answers.write_text(
        "Pourquoi: Mieux travailler\nmoyens: {heures: 80}\nregles: [Chacun parle de son travail]\n", encoding="utf-8"
    )
    assert run("framing", "edit", "--reponses", str(answers))[0] == 0
    assert 'pourquoi: "Mieux travailler"' in _text(projet)
    assert "heures: 80, remplacements: oui, euros: 1500" in _text(projet)
    assert "Chacun parle de son travail" in _text(projet)
    answers.write_text("pourquoi: x\nobjectif: y\nmoyens: {heures: beaucoup}\n", encoding="utf-8")
    code, _, err = run("framing", "edit", "--reponses", str(answers))
    assert code == 2
    assert "reponses.yaml:2" in err
    assert "reponses.yaml:3" in err
    answers.write_text("- une\n- liste\n", encoding="utf-8")
    assert run("framing", "edit", "--reponses", str(answers))[0] == 2


def test_dry_run_and_undo(run, projet):
    before = _text(projet)
    code, out, _ = run("framing", "edit", "--perimetre", "Étage 1", "--dry-run")
    assert code == 0
    assert "+perimetre" in out
    assert _text(projet) == before
    run("framing", "edit", "--perimetre", "Étage 1")
    assert run("undo")[0] == 0
    assert _text(projet) == before
