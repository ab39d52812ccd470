from __future__ import annotations

import json

GROUP = "1-conception/groupes/groupe-qvt.yaml"


def _lines(projet, file=GROUP):
    return (projet / file).read_text(encoding="utf-8").splitlines()


def test_a_delegation_gets_the_seats_of_its_form(run, projet):
    code, out, _ = run(
        "group", "add", "deleg", "--nom", "Notre délégation", "--roles", "Délégation", "--forme", "Quadrinôme"
    )
    assert code == 0
    assert "créé" in out
    code, out, _ = run("group", "show", "deleg", "--json")
    data = json.loads(out)["data"]
    assert data["roles"] == ["delegation"]
    assert [seat["colleges"] for seat in data["sieges"]] == [
        ["direction"], ["representants-du-personnel"], ["medical"], ["encadrement"]
    ]  # fmt: skip


def test_list_and_show_for_people_and_for_machines(run):
    code, out, _ = run("group", "list")
    assert code == 0
    assert "groupe-qvt" in out
    assert "Comité de pilotage" in out
    code, out, _ = run("group", "list", "--format", "csv")
    assert out.splitlines()[0] == "Groupe;Nom;Rôles;Sièges;Vacants"
    envelope = json.loads(run("groupe", "voir", "Groupe QVT", "--json")[1])
    assert envelope["schema_version"] == 1
    assert envelope["kind"] == "groupe"
    assert len(envelope["data"]["sieges"]) == 11
    assert envelope["issues"] == []


def test_edit_changes_only_its_line(run, projet):
    before = _lines(projet)
    assert run("group", "edit", "groupe-qvt", "--frequence", "chaque trimestre")[0] == 0
    after = _lines(projet)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert changed == [("frequence: mensuelle", 'frequence: "chaque trimestre"')]


def test_a_seat_is_added_below_the_others(run, projet):
    before = _lines(projet)
    code, out, _ = run("group", "member", "add", "groupe-qvt", "--fonction", "Psychologue", "--colleges", "Métier",
                       "--metier", "psychologue", "--debut", "mars 2017")  # fmt: skip
    assert code == 0
    assert "psychologue" in out
    added = [line for line in _lines(projet) if line not in before]
    assert added == [
        '  - {id: psychologue, colleges: [metier], metier: psychologue, fonction: "Psychologue", debut: 2017-03}'
    ]


def test_a_mandate_ends_and_the_seat_is_vacant(run, projet):
    code, _, _ = run("group", "member", "end", "groupe-qvt", "gouv", "--fin", "28/02/2017", "--motif-fin", "retraite")
    assert code == 0
    assert "fin: 2017-02-28" in next(line for line in _lines(projet) if "id: gouv" in line)
    out = run("group", "show", "groupe-qvt")[1]
    assert "Siège vacant" in out
    assert "qvtkit group member replace groupe-qvt gouv" in out


def test_replacing_keeps_the_story(run, projet):
    code, _, _ = run("group", "member", "replace", "groupe-qvt", "Responsable SST", "--fin", "2017-01", "--debut", "2017-02",
                     "--fonction", "Ergonome")  # fmt: skip
    assert code == 0
    group = json.loads(run("group", "show", "groupe-qvt", "--json")[1])["data"]
    old = next(seat for seat in group["sieges"] if seat["id"] == "sst")
    new = next(seat for seat in group["sieges"] if seat["remplace"] == "sst")
    assert (old["fin"], new["debut"], new["fonction"], new["colleges"]) == (
        "2017-01",
        "2017-02",
        "Ergonome",
        old["colleges"],
    )


def test_the_same_person_elsewhere_is_told_or_replaced_too(run, projet):
    delegation = "1-conception/groupes/delegation.yaml"
    _, _, err = run("group", "member", "end", "groupe-qvt", "as-1", "--fin", "2017-03", "--dry-run")
    assert "delegation" in err
    assert "--partout" in err
    assert run("group", "member", "end", "groupe-qvt", "as-1", "--fin", "2017-03", "--partout")[0] == 0
    assert any("fin: 2017-03" in line for line in _lines(projet))
    assert any("fin: 2017-03" in line for line in _lines(projet, delegation))


def test_wrong_answers_are_said_by_option(run, projet):
    before = (projet / GROUP).read_bytes()
    code, _, err = run(
        "group", "member", "add", "groupe-qvt", "--fonction", "X", "--colleges", "metiers", "--debut", "31/04/2017"
    )
    assert code == 2
    assert "--colleges" in err
    assert "Vouliez-vous dire « metier »" in err.replace("\u00a0", " ")
    assert "--debut" in err
    assert (projet / GROUP).read_bytes() == before


def test_what_does_not_exist_is_said_with_what_does(run):
    code, _, err = run("group", "show", "groupe-qtv")
    assert code == 1
    assert "groupe-qvt" in err
    code, _, err = run("group", "member", "end", "groupe-qvt", "absent", "--fin", "2017")
    assert code == 1
    assert "gouv" in err


def test_a_group_that_exists_is_not_replaced(run, projet):
    before = (projet / GROUP).read_bytes()
    code, _, err = run("group", "add", "groupe-qvt", "--nom", "Autre", "--roles", "copil")
    assert code == 1
    assert GROUP in err
    assert (projet / GROUP).read_bytes() == before


def test_a_seat_already_ended_is_not_ended_twice(run):
    code, _, err = run("group", "member", "end", "groupe-qvt", "dir", "--fin", "2017-02")
    assert code == 1
    assert "terminé" in err


def test_dry_run_shows_and_writes_nothing(run, projet):
    before = (projet / GROUP).read_bytes()
    code, out, _ = run("group", "edit", "groupe-qvt", "--frequence", "rare", "--dry-run")
    assert code == 0
    assert "+frequence: rare" in out
    assert (projet / GROUP).read_bytes() == before
    data = json.loads(run("group", "edit", "groupe-qvt", "--frequence", "rare", "--dry-run", "--json")[1])["data"]
    assert data["simulation"]
    assert data["changements"][0]["fichier"] == GROUP


def test_what_leaves_a_list_given_anew_is_said(run, projet):
    code, _, err = run(
        "group", "edit", "groupe-qvt", "--regles", "Ce qui est dit ici reste ici", "--regles", "Une nouvelle"
    )
    assert code == 0
    assert "elle n’a plus" in err
    assert "Ne pas mettre en cause les personnes" in err
    assert "Une nouvelle" not in err


def test_a_wrong_option_is_said_before_any_question(run):
    code, _, err = run("group", "member", "replace", "groupe-qvt", "gouv", "--debut", "mars")
    assert code == 2
    assert "--debut" in err
    assert "n’est pas une date" in err
