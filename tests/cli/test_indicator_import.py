"""`indicator import`: shown before it is noted, never a doubtful cell, never twice, never over another value."""

from __future__ import annotations

import json

import pytest
import xlsxwriter

TABLE = """Résidence des Tilleuls;;;;
Suivi 2018;;;;
Indicateur;Unité;janv.;févr.;Total
Taux d'absentéisme (hors formation);%;10,2;n.d.;9,9
Rappels sur repos;;3;8*;12
"""
RATE, CALLS = "indicateurs/abs-taux.yaml", "indicateurs/rappels-repos.yaml"


@pytest.fixture
def table(tmp_path):
    """Write a workbook beside the project; its bytes never change."""

    def write(text=TABLE, name="suivi-2018.csv", encoding="cp1252"):
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


@pytest.fixture(autouse=True)
def later(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1560000000")


def _texts(projet):
    return {path.relative_to(projet).as_posix(): path.read_bytes() for path in projet.rglob("*.yaml")}


def _added(projet, before):
    """Return the lines that were not there, by file; no other line may be gone."""
    after = _texts(projet)
    found = {}
    for name, content in after.items():
        old, new = before.get(name, b"").decode().splitlines(), content.decode().splitlines()
        assert [line for line in old if line not in new] == []
        if new != old:
            found[name] = [line for line in new if line not in old]
    return found


def _data(run, *args):
    code, out, _ = run("indicator", "import", *args, "--json")
    return code, json.loads(out)


def test_what_is_certain_is_noted_and_the_rest_is_told(run, projet, table):
    before = _texts(projet)
    code, out, err = run("indicateur", "importer", table())
    assert code == 0
    assert _added(projet, before) == {
        RATE: ["  2018-01: 10,2", '  2018-02: {valeur: nd, motif: "« n.d. » dans le tableau importé"}'],
        CALLS: ["  2018-01: 3"],
    }
    assert "3 mesures à noter, dont 1 non disponible, 1 cellule douteuse" in out.replace("\u00a0", " ")
    assert "3 mesures notées" in out.replace("\u00a0", " ")
    assert "D5" in err
    assert "8*" in err
    assert run("check")[0] == 0


def test_the_same_file_twice_changes_nothing(run, projet, table):
    file = table()
    run("indicator", "import", file)
    before = _texts(projet)
    code, out, _ = run("indicator", "import", file)
    assert (code, _texts(projet)) == (0, before)
    assert "3 mesures déjà là" in out.replace("\u00a0", " ")
    assert {each["etat"] for each in _data(run, file)[1]["data"]["mesures"]} == {"deja-la"}


def test_undo_takes_the_whole_import_back(run, projet, table):
    before = _texts(projet)
    run("indicator", "import", table())
    assert run("undo")[0] == 0
    assert _texts(projet) == before


def test_a_dry_run_lists_every_cell_with_its_reason_and_writes_nothing(run, projet, table):
    before = _texts(projet)
    code, answer = _data(run, table(), "--dry-run")
    assert code == 0
    assert answer["kind"] == "import"
    found = answer["data"]
    assert [(each["cellules"], each["indicateur"], each["periode"], each["valeur"], each["etat"]) for each in found["mesures"]] == [
        (["C4"], "abs-taux", "2018-01", 10.2, "a-noter"), (["D4"], "abs-taux", "2018-02", None, "a-noter"),
        (["C5"], "rappels-repos", "2018-01", 3.0, "a-noter"),
    ]  # fmt: skip
    assert [(each["cellule"], each["texte"], each["code"]) for each in found["douteuses"]] == [
        ("D5", "8*", "import-nombre")
    ]
    assert [(each["cellule"], each["raison"]) for each in found["laissees"]] == [("E4", "total"), ("E5", "total")]
    assert [each["code"] for each in answer["issues"]] == ["import-nombre"]
    assert found["simulation"]
    assert _texts(projet) == before
    assert "Rien n’a été écrit" in run("indicator", "import", table(), "--dry-run")[1]


def test_another_value_in_the_project_is_kept_unless_it_is_to_be_replaced(run, projet, table):
    file = table("Indicateur;mars 2017;avril 2017\nRappels sur repos;14;8\n")
    code, _, err = run("indicator", "import", file)
    text = (projet / CALLS).read_text(encoding="utf-8")
    assert code == 0
    assert "2017-04: 8" in text
    assert "2017-03: 8" in text
    assert "--remplacer" in err
    assert run("indicator", "import", file, "--remplacer")[0] == 0
    shown = json.loads(run("indicator", "show", "rappels-repos", "--json")[1])["data"]["valeurs"]
    assert shown[-2:] == [{"periode": "2017-03", "valeur": 14.0}, {"periode": "2017-04", "valeur": 8.0}]


def test_what_a_label_means_is_said_once_and_kept_for_next_month(run, projet, table):
    code, out, _ = run("indicator", "import", table("Libellé;janv-18\nTx abs;10\nDivers;5\n", "rh-2018-01.csv"),
                       "--libelle", "Tx abs=abs-taux", "--libelle", "Divers=ignorer")  # fmt: skip
    assert code == 0
    assert "modeles/correspondances/rh.yaml" in out
    kept = (projet / "modeles/correspondances/rh.yaml").read_text(encoding="utf-8")
    assert 'libelle: "Tx abs"' in kept
    assert run("check")[0] == 0
    code, answer = _data(run, table("Libellé;févr-18\nTx abs;11\nDivers;6\n", "rh-2018-02.csv"))
    assert [(each["periode"], each["notee"]) for each in answer["data"]["mesures"]] == [("2018-02", True)]
    assert answer["data"]["douteuses"] == []
    named = table("Libellé;mars-18\nTx abs;12\n", "autre.csv")
    assert _data(run, named)[0] == 1
    assert _data(run, named, "--correspondance", "rh")[0] == 0


def test_a_correspondance_may_lie_outside_of_the_project(run, tmp_path, table):
    said = tmp_path / "paie.yaml"
    said.write_text("libelles:\n  - {libelle: Tx, indicateur: abs-taux, multiplier: 100}\n", encoding="utf-8")
    code, answer = _data(run, table("Mois;Tx\n01/2018;0,082\n"), "--correspondance", str(said))
    assert (code, answer["data"]["mesures"][0]["valeur"]) == (0, 8.2)
    said.write_text("libeles: []\n", encoding="utf-8")
    code, answer = _data(run, table(), "--correspondance", str(said))
    assert code == 2
    assert answer["issues"][0]["code"] == "cle-inconnue"


def test_an_indicator_of_the_catalogue_is_created_when_asked(run, projet, table):
    file = table("Indicateur;T1 2018\nTaux de vacance de postes;4,1\n")
    code, answer = _data(run, file)
    assert (code, answer["issues"][0]["code"]) == (1, "import-au-catalogue")
    assert not (projet / "indicateurs/vacance-taux.yaml").exists()
    assert run("indicator", "import", file, "--creer")[0] == 0
    data = json.loads(run("indicator", "show", "vacance-taux", "--json")[1])["data"]
    assert data["valeurs"] == [{"periode": "2018-T1", "valeur": 4.1}]
    assert data["definition"]["source"]
    assert _data(run, file)[1]["data"]["mesures"][0]["etat"] == "deja-la"


def test_nothing_certain_is_said_with_every_reason(run, projet, table):
    before = _texts(projet)
    code, _, err = run("indicator", "import", table("Indicateur;janvier\nRappels sur repos;3\nAutre;4\n", "x.csv"))
    assert code == 1
    assert "--annee" in err
    assert "--libelle" in err
    assert _texts(projet) == before
    assert (
        run("indicator", "import", table("Indicateur;janvier\nRappels sur repos;3\n", "x.csv"), "--annee", "2018")[0]
        == 0
    )


@pytest.mark.parametrize(
    ("cell", "period", "code"),
    [("90", "mai 2017", "valeur-dix-fois"), ("3", "mai 2031", "date-future"), ("-3", "mai 2017", "hors-bornes")],
)
def test_a_surprising_measure_waits_for_a_person(run, projet, table, cell, period, code):
    file = table(f"Indicateur;{period}\nRappels sur repos;{cell}\n")
    before = (projet / CALLS).read_bytes()
    exit_code, answer = _data(run, file)
    assert exit_code == 0
    assert [(each["cellule"], each["code"], each["acceptable"]) for each in answer["data"]["douteuses"]] == [
        ("B2", code, True)
    ]
    assert (projet / CALLS).read_bytes() == before
    assert run("indicator", "import", file, "--accepter", "b2")[0] == 0
    assert cell in (projet / CALLS).read_text(encoding="utf-8").splitlines()[-1]


def test_a_fraction_in_the_place_of_a_percentage_is_not_guessed(run, table):
    known = table("Mois;Taux d'absentéisme (hors formation)\n06/2018;0,08\n07/2018;0,09\n")
    found = _data(run, known, "--dry-run")[1]["data"]
    assert {each["code"] for each in found["douteuses"]} == {"pourcentage-en-fraction"}
    assert found["mesures"] == []
    new = table("Trimestre;Taux de vacance de postes\nT1 2018;0,041\nT2 2018;0,05\n")
    found = _data(run, new, "--creer", "--dry-run")[1]["data"]
    assert [each["code"] for each in found["douteuses"]] == ["import-echelle"] * 2
    assert (
        _data(run, new, "--libelle", "Taux de vacance de postes=vacance-taux*100", "--creer")[1]["data"]["mesures"][0][
            "valeur"
        ]
        == 4.1
    )


def test_a_percentage_shown_as_such_is_never_doubted(run, tmp_path):
    book = xlsxwriter.Workbook(tmp_path / "a.xlsx")
    sheet = book.add_worksheet("Absences")
    sheet.write_row(0, 0, ["Mois", "Taux d'absentéisme (hors formation)"])
    sheet.write(1, 0, "juin 2018")
    sheet.write(1, 1, 0.103, book.add_format({"num_format": "0.0%"}))
    book.close()
    assert _data(run, str(tmp_path / "a.xlsx"))[1]["data"]["mesures"][0]["valeur"] == 10.3


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (["--feuille", "Feuil9"], 2, "suivi-2018"), (["--libelle", "rien"], 2, "TEXTE=IDENTIFIANT"), (["--annee", "18"], 2, "2025"),
        (["--libelle", "Tx=abs-tau"], 2, "abs-taux"), (["--libelle", "Tx=abs-taux.etpp"], 2, "etp"), (["--accepter", "Z9"], 2, "Z9"),
        (["--libelle", "Tx=abs-taux*1,2,3"], 2, "nombre"), (["--correspondance", "../x"], 2, "identifiant"),
    ],
)  # fmt: skip
def test_a_wrong_option_says_what_to_type(run, projet, table, args, code, said):
    before = _texts(projet)
    got, _, err = run("indicator", "import", table(), *args)
    assert got == code
    assert said in err.replace("\u00a0", " ")
    assert _texts(projet) == before


def test_files_that_cannot_be_read_say_what_to_do(run, tmp_path, table):
    for name, raw, said in (("a.pdf", b"%PDF-1.4", "tableau d’origine"), ("a.numbers", b"PK\x03\x04", "Exporter vers"),
                            ("a.xlsb", b"PK\x03\x04", "Enregistrer sous")):  # fmt: skip
        (tmp_path / name).write_bytes(raw)
        code, _, err = run("indicator", "import", str(tmp_path / name))
        assert (code, said in err) == (1, True)
    assert run("indicator", "import", str(tmp_path / "absent.xlsx"))[0] == 5
    assert run("indicator", "import")[0] == 2
    code, _, err = run("indicator", "import", table("Bonjour\n"))
    assert (code, "Aucun tableau" in err) == (1, True)


def test_a_file_of_the_project_that_holds_errors_is_not_added_to(run, projet, table):
    path = projet / CALLS
    path.write_text(path.read_text(encoding="utf-8") + "  2017-13: 4\n", encoding="utf-8")
    before = path.read_bytes()
    code, _, err = run("indicator", "import", table())
    assert code == 0
    assert CALLS in err
    assert "abs-taux" in run("history")[1] or "Taux d" in run("history")[1]
    assert path.read_bytes() == before


def test_removing_an_indicator_takes_it_out_of_the_correspondances(run, projet, table):
    run(
        "indicator",
        "add",
        "attente",
        "12",
        "-p",
        "2017-01",
        "--nom",
        "Attente",
        "--famille",
        "technique",
        "--unite",
        "min",
        "--sens",
        "baisse",
    )
    run("indicator", "import", table("Mois;Att.\n01/2018;12\n", "att.csv"), "--libelle", "Att.=attente")
    assert run("remove", "indicateur", "attente")[0] == 1
    assert run("remove", "indicateur", "attente", "--detacher")[0] == 0
    assert run("check")[0] == 0


def test_by_questions_labels_are_asked_kept_and_confirmed(talk, projet, table):
    child = talk(
        "indicator",
        "import",
        table("Libellé;janvier;février\nTx abs;10,2;11\nRappels sur repos;3;90\nETP;50;51\nAutre;1;2\n", "suivi.csv"),
    )
    child.expect("titres en ligne 1")
    child.expect("De quelle année")
    child.sendline("18")
    child.expect("n’est pas une année")
    child.sendline("2018")
    child.expect("Tx abs")
    child.sendline("Taux d'absentéisme (hors formation) (abs-taux)")
    child.expect("est-ce")
    child.sendline("1")
    child.expect("Autre")
    child.sendline("Je ne sais pas : les laisser en doute")
    child.expect("à noter")
    child.expect("surprenantes")
    child.sendline("")
    child.expect("Sous quel nom")
    child.sendline("suivi rh")
    child.expect("Noter 3")
    child.sendline("oui")
    child.expect("3.mesures notées")
    child.expect(talk.end)
    assert "2018-02: 11" in (projet / RATE).read_text(encoding="utf-8")
    assert "90" not in (projet / CALLS).read_text(encoding="utf-8")
    assert (projet / "modeles/correspondances/suivi-rh.yaml").exists()


def test_no_at_the_last_question_writes_nothing(talk, projet, table):
    before = _texts(projet)
    child = talk("indicator", "import", table("Indicateur;janv-18\nRappels sur repos;3\n"))
    child.expect("Noter 1")
    child.sendline("non")
    child.expect("Rien n’a été écrit")
    child.expect(talk.end)
    assert _texts(projet) == before
