from __future__ import annotations

import json

import pytest

GROUP = "1-conception/groupes/groupe-qvt.yaml"


def test_the_example_needs_no_advice(run):
    for name in ("groupe-qvt", "delegation"):
        assert json.loads(run("group", "show", name, "--json")[1])["data"]["conseils"] == []
        assert "À regarder ensemble" not in run("group", "show", name)[1]


def test_advice_is_shown_with_its_source_and_blocks_nothing(run):
    assert run("group", "add", "comite", "--nom", "Comité", "--roles", "copil", "--roles", "groupe-evaluation")[0] == 0
    code, out, err = run("group", "member", "add", "comite", "--fonction", "Directrice", "--colleges", "direction")
    assert code == 0
    assert "ajouté" in out
    assert err.count("À noter") == 2
    assert "représentants du personnel" in err
    out = run("group", "show", "comite")[1].replace("\u00a0", " ")
    assert "rien d’obligatoire" in out
    assert "Source : Univadis (S. Cannasse)" in out
    assert "qvtkit group member edit comite directrice --pouvoir-decisionnaire oui" in out
    assert "de 8 à 12 salariés" in out
    told = json.loads(run("group", "show", "comite", "--json")[1])["data"]["conseils"]
    assert {"texte", "pourquoi", "source", "commande", "id"} == set(told[0])


def test_each_advice_goes_once_it_is_followed(run):
    run("group", "add", "deleg", "--roles", "delegation", "--forme", "quadrinome", "--regles", "Une règle")
    for _ in range(20):
        told = json.loads(run("group", "show", "deleg", "--json")[1])["data"]["conseils"]
        if not told:
            break
        command = told[0]["commande"].replace("DATE", "2016-01").split()[1:]
        assert run(*command)[0] == 0, command
    assert told == []


def test_a_medico_social_delegation_has_a_trade_in_its_third_place(run):
    run("group", "add", "deleg", "--roles", "delegation", "--forme", "trinome")
    seats = json.loads(run("group", "show", "deleg", "--json")[1])["data"]["sieges"]
    assert [seat["colleges"] for seat in seats] == [["direction"], ["representants-du-personnel"], ["metier"]]


def test_a_long_vacancy_is_an_alert(run):
    assert run("group", "member", "end", "groupe-qvt", "gouv", "--fin", "15/02/2017")[0] == 0
    out = run("group", "show", "groupe-qvt")[1].replace("\u00a0", " ")
    assert "Siège vacant depuis 35 jours : gouv" in out
    assert "Vacant depuis plus de 30 jours : Gouvernante." in out


def test_a_recent_vacancy_is_said_and_is_no_alert(run):
    assert run("group", "member", "end", "groupe-qvt", "gouv", "--fin", "15/03/2017")[0] == 0
    out = run("group", "show", "groupe-qvt")[1].replace("\u00a0", " ")
    assert "Siège vacant depuis 7 jours : gouv" in out
    assert "plus de 30 jours" not in out


def test_a_successor_who_has_not_come_yet_is_told(run):
    run(
        "group",
        "member",
        "replace",
        "groupe-qvt",
        "gouv",
        "--fin",
        "15/01/2017",
        "--debut",
        "mai 2017",
        "--fonction",
        "Hôte",
    )
    out = run("group", "show", "groupe-qvt")[1].replace("\u00a0", " ")
    assert "Attendu : Hôte (gouv-2), à partir de mai 2017" in out
    assert "vacant" not in out.lower()


def test_a_seat_is_made_precise_on_its_own_line(run, projet):
    before = (projet / GROUP).read_text(encoding="utf-8").splitlines()
    code, _, _ = run("groupe", "membre", "modifier", "groupe-qvt", "ide-1", "--porte-parole-reconnu", "oui",
                     "--fonction", "Infirmière de nuit")  # fmt: skip
    assert code == 0
    after = (projet / GROUP).read_text(encoding="utf-8").splitlines()
    changed = [line for line in after if line not in before]
    assert len(changed) == 1
    assert len(after) == len(before)
    assert 'fonction: "Infirmière de nuit"' in changed[0]
    assert "porte_parole_reconnu: oui" in changed[0]
    assert "debut: 2016-02" in changed[0]


@pytest.mark.parametrize(
    ("args", "code", "word"),
    [
        (("ide-1", "--debut", "hier"), 2, "--debut"),
        (("ide-1", "--colleges", "soins"), 2, "--colleges"),
        (("absent", "--debut", "2016"), 1, "gouv"),
        (("ide-1",), 2, "--fonction"),
    ],
)
def test_a_wrong_correction_of_a_seat_is_said(run, projet, args, code, word):
    before = (projet / GROUP).read_bytes()
    got, _, err = run("group", "member", "edit", "groupe-qvt", *args)
    assert got == code
    assert word in err
    assert (projet / GROUP).read_bytes() == before


def test_the_usual_rules_are_proposed_and_ours_are_added(talk, projet):
    child = talk("group", "add")
    for question, answer in (
        ("appelle le groupe", "Comité"), ("son rôle", "2"), ("chargé", ""), ("fréquence", ""), ("règles de travail", "2, 3"),
        ("vos mots", "On sourit ; on écoute"),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("créé")
    child.expect(talk.end)
    text = (projet / "1-conception/groupes/comite.yaml").read_text(encoding="utf-8")
    for rule in ("Ne pas mettre en cause les personnes", "Ce qui est dit ici reste ici", "On sourit", "on écoute"):
        assert rule in text


def test_rules_are_edited_from_those_there_are(talk, projet):
    child = talk("group", "edit", "groupe-qvt")
    for question, answer in (
        ("appelle", ""), ("rôle", ""), ("chargé", ""), ("fréquence", ""), ("règles de travail", ""), ("vos mots", "On écoute"),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("modifié")
    child.expect(talk.end)
    text = (projet / GROUP).read_text(encoding="utf-8")
    assert "La réunion commence et finit à l'heure" in text
    assert "On écoute" in text


@pytest.mark.parametrize("command", ["add", "edit"])
def test_a_trade_is_understood_and_said(run, projet, command):
    where = ("groupe-qvt", "--fonction", "Aide-soignante", "--colleges", "metier", "--debut", "2017-03")
    args = ("add", *where) if command == "add" else ("edit", "groupe-qvt", "ide-1")
    code, _, err = run("group", "member", *args, "--metier", "AS")
    assert code == 0
    assert "« AS » est compris comme le métier « Aide-soignant »" in err.replace("\u00a0", " ")
    assert "metier: aide-soignant" in (projet / GROUP).read_text(encoding="utf-8")
    assert "metier: as," not in (projet / GROUP).read_text(encoding="utf-8")


def test_trades_of_a_test_and_of_a_problem_are_understood_in_the_same_way(run):
    args = ("--metiers", "AS, IDE", "--services", "étage 2, nuit", "--no-input")
    code, _, err = run("experiment", "add", "Essai", *args)
    assert code == 0
    assert "« IDE » est compris comme le métier « Infirmier »" in err.replace("\u00a0", " ")
    data = json.loads(run("experiment", "show", "essai", "--json")[1])["data"]
    assert data["perimetre"]["metiers"] == ["aide-soignant", "infirmier"]
    assert data["perimetre"]["services"] == ["étage 2, nuit"]
    code, _, err = run("problem", "add", "Sujet", "--metiers", "kiné ; ergothérapeutes ; zorglub", "--no-input")
    assert code == 0
    assert "« zorglub » n’est pas dans la liste des métiers" in err.replace("\u00a0", " ")
    data = json.loads(run("problem", "show", "sujet", "--json")[1])["data"]
    assert data["metiers"] == ["kinesitherapeute", "ergotherapeute", "zorglub"]


def test_two_qualities_of_one_seat_are_explained(run):
    out = run("group", "show", "groupe-qvt")[1].replace("\u00a0", " ")
    assert "1 siège parle pour plusieurs collèges et compte dans chacun" in out


def test_the_name_of_a_group_is_no_role(run):
    code, _, err = run("group", "add", "--nom", "Essai", "--roles", "groupe-qvt")
    assert code == 2
    assert "copil s’il pilote la démarche" in err
    assert "Vouliez-vous" not in err
    assert run("group", "add", "--nom", "Essai", "--roles", "copil, groupe-evaluation")[0] == 0


def test_a_group_is_asked_only_what_it_adds_to_the_rules_of_the_project(talk, run, projet):
    run("framing", "edit", "--regles", "Une règle commune")
    child = talk("group", "edit", "groupe-qvt")
    for question, answer in (
        ("appelle", ""), ("rôle", ""), ("chargé", "-"), ("fréquence", ""), ("à garder", ""),
        ("Une règle commune", "On écoute"),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("modifié")
    child.expect(talk.end)
    data = json.loads(run("group", "show", "groupe-qvt", "--json")[1])["data"]
    assert data["mission"] == ""
    assert data["regles"][-1] == "On écoute"
    assert "Une règle commune" not in data["regles"]


def test_a_list_that_is_ticked_off_is_emptied(talk, run, projet):
    child = talk("group", "edit", "groupe-qvt")
    for question, answer in (
        ("appelle", ""), ("rôle", ""), ("chargé", ""), ("fréquence", ""), ("règles de travail", "-"), ("vos mots", "-"),
    ):  # fmt: skip
        child.expect(question)
        child.sendline(answer)
    child.expect("modifié")
    child.expect(talk.end)
    assert json.loads(run("group", "show", "groupe-qvt", "--json")[1])["data"]["regles"] == []
