from __future__ import annotations

import json

import pytest

FILE = "indicateurs/rappels-repos.yaml"
MAY = "1493884800"
"""4 May 2017: April is over and waits for its measure."""


@pytest.fixture(autouse=True)
def in_may(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", MAY)


def _added(projet, before, file=FILE):
    return [
        line for line in (projet / file).read_text(encoding="utf-8").splitlines() if line not in before.splitlines()
    ]


@pytest.mark.parametrize(
    ("words", "written"),
    [
        (("8,2",), "8,2"), (("1 234,5",), "1234,5"), (("1", "234,5"), "1234,5"),
        (("nd",), "nd"), (("-3",), "-3"), (("12",), "12"),
    ],
)  # fmt: skip
def test_a_measure_is_one_new_line(run, projet, words, written):
    before = (projet / FILE).read_text(encoding="utf-8")
    code, _, _ = run("indicator", "add", "rappels-repos", *words, "--periode", "2017-04")
    assert code == 0
    assert _added(projet, before) == [f"  2017-04: {written}"]


@pytest.mark.parametrize("words", [("8.2 %",), ("8,2", "%"), ("8,2%",)])
def test_the_sign_of_a_percentage_is_understood(run, projet, words):
    file = "indicateurs/abs-taux.yaml"
    before = (projet / file).read_text(encoding="utf-8")
    assert run("indicator", "add", "abs-taux", *words, "-p", "2017-04")[0] == 0
    assert _added(projet, before, file) == ["  2017-04: 8,2"]


@pytest.mark.parametrize("typed", ["2017-04", "avril 2017", "04/2017", "Avril 2017"])
def test_the_period_in_every_form(run, projet, typed):
    before = (projet / FILE).read_text(encoding="utf-8")
    assert run("indicateur", "ajouter", "Rappels_Repos", "9", "-p", typed)[0] == 0
    assert _added(projet, before) == ["  2017-04: 9"]


def test_variables_are_kept_and_the_value_is_computed(run, projet):
    code, out, _ = run(
        "indicator", "add", "abs-taux", "-p", "2017-04", "-v", "Jours_absence=150", "-v", "etp=50", "--note", "a, b"
    )
    assert code == 0
    assert "10\u00a0%" in out
    assert '  2017-04: {jours_absence: 150, etp: 50, note: "a, b"}' in (projet / "indicateurs/abs-taux.yaml").read_text(
        encoding="utf-8"
    )


def test_the_same_period_twice_is_refused_unless_replaced(run, projet):
    before = (projet / FILE).read_bytes()
    code, _, err = run("indicator", "add", "rappels-repos", "99", "-p", "mars 2017")
    assert code == 1
    assert f"{FILE}:" in err
    assert "--remplacer" in err
    assert (projet / FILE).read_bytes() == before
    assert run("indicator", "add", "rappels-repos", "99", "-p", "mars 2017", "--remplacer")[0] == 0
    shown = json.loads(run("indicator", "show", "rappels-repos", "--json")[1])["data"]
    assert shown["valeurs"][-1] == {"periode": "2017-03", "valeur": 99.0}


def test_a_period_typed_by_hand_otherwise_is_the_same_period(run, projet):
    path = projet / FILE
    path.write_text(path.read_text(encoding="utf-8").rstrip("\n") + "\n  avril 2017: 7\n", encoding="utf-8")
    assert run("indicator", "add", "rappels-repos", "8", "-p", "2017-04")[0] == 1
    assert run("indicator", "add", "rappels-repos", "8", "-p", "2017-04", "--remplacer")[0] == 0
    assert path.read_text(encoding="utf-8").endswith("  avril 2017: 8\n")


def test_a_new_indicator_comes_from_the_catalogue_with_its_source(run):
    code, out, _ = run("indicator", "add", "vacance_taux", "4,1", "-p", "2017-T1")
    assert code == 0
    assert "créé" in out
    data = json.loads(run("indicator", "show", "vacance-taux", "--json")[1])["data"]
    assert data["famille"] == "social-sante"
    assert data["sens"] == "baisse"
    assert data["formule"] == "etp_vacants / etp_budgetes * 100"
    assert "ANAP" in data["definition"]["source"]
    assert data["comparaisons"][0]["champ"]
    assert data["valeurs"] == [{"periode": "2017-T1", "valeur": 4.1}]


def test_an_indicator_of_ones_own_by_flags(run, projet):
    code, _, _ = run("indicator", "add", "attente-repas", "12", "-p", "mars 2017", "--nom", "Attente au repas", "--famille",
                     "Technique", "--unite", "minutes", "--sens", "baisse")  # fmt: skip
    assert code == 0
    assert run("check")[0] == 0
    text = (projet / "indicateurs/attente-repas.yaml").read_text(encoding="utf-8")
    assert 'nom: "Attente au repas"' in text
    assert text.endswith("mesures:\n  2017-03: 12\n")


def test_without_a_terminal_what_lacks_is_named_by_option(run, projet):
    code, _, err = run("indicator", "add", "mien", "12", "-p", "2017")
    assert code == 2
    assert all(option in err for option in ("--famille", "--unite", "--sens"))
    code, _, err = run("indicator", "add", "rappels-repos", "12")
    assert code == 2
    assert "--periode" in err
    code, _, err = run("indicator", "add", "rappels-repos")
    assert code == 2
    assert "qvtkit indicator add rappels-repos 8,2" in err
    assert not (projet / "indicateurs/mien.yaml").exists()


def test_a_decimal_comma_cut_by_the_terminal_is_never_guessed(run, projet):
    before = (projet / FILE).read_bytes()
    code, _, err = run("indicator", "add", "rappels-repos", "8", "2", "-p", "2017-04")
    assert code == 2
    assert '"8,2"' in err
    assert (projet / FILE).read_bytes() == before


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [
        (("abc", "-p", "2017-04"), 2, "n’est pas un nombre"),
        (("8", "-p", "2017-13"), 2, "n’est pas une période"),
        (("8", "-p", "2017-S1"), 2, "semestre ou une semaine"),
        (("-v", "jours=3", "-p", "2017-04"), 2, "jours"),
        (("8", "-p", "2017-04", "--famille", "technique"), 2, "qvtkit indicator edit"),
        (("-p", "2017-04", "-v", "etp"), 2, "nom=valeur"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_written(run, projet, args, code, said):
    file = projet / "indicateurs/abs-taux.yaml"
    before = file.read_bytes()
    got, _, err = run("indicator", "add", "abs-taux", *args)
    assert got == code
    assert said in err.replace("\u00a0", " ")
    assert file.read_bytes() == before


@pytest.mark.parametrize("name", ["../evil", "a/b", "..", "con", "///"])
def test_an_id_never_leaves_the_folder(run, projet, name):
    before = sorted(projet.parent.rglob("*.yaml"))
    code, _, err = run(
        "indicator",
        "add",
        name,
        "8",
        "-p",
        "2017",
        "--nom",
        "X",
        "--famille",
        "technique",
        "--unite",
        "n",
        "--sens",
        "baisse",
    )
    assert code == 2
    assert "ne peut pas servir d’identifiant" in err
    assert sorted(projet.parent.rglob("*.yaml")) == before


def test_doubts_are_said_and_let_pass(run, projet):
    code, _, err = run("indicator", "add", "abs-taux", "120", "-p", "2017-04")
    assert code == 0
    assert "hors des bornes" in err
    _, _, err = run("indicator", "add", "abs-taux", "8", "-p", "2014")
    assert "durée" in err


def test_a_file_in_error_is_shown_and_left_alone(run, projet):
    path = projet / FILE
    path.write_text(path.read_text(encoding="utf-8").replace("famille:", "famile:"), encoding="utf-8")
    before = path.read_bytes()
    code, _, err = run("indicator", "add", "rappels-repos", "8", "-p", "2017-04")
    assert code == 1
    assert f"{FILE}:" in err
    assert "famille" in err
    assert path.read_bytes() == before
    _, out, err = run("indicator", "list")
    assert FILE in err
    assert "abs-taux" in out


def test_list_groups_by_family_and_show_tells_the_source(run):
    out = run("indicator", "list")[1]
    assert out.index("cout-remplacements") < out.index("soins-reportes") < out.index("abs-taux")
    out = run("indicator", "show", "abs-taux")[1].replace("\u00a0", " ")
    assert "Ehpad, 2023" in out
    assert "changement de logiciel" in out
    rows = run("indicator", "show", "abs-taux", "--format", "csv")[1].splitlines()
    assert rows[0] == "Période;Valeur;Note"
    assert len(rows) == 16


def test_edit_changes_the_definition_only(run, projet):
    before = (projet / FILE).read_text(encoding="utf-8")
    assert run("indicator", "edit", "rappels-repos", "--cible", "7,5", "--responsable", "IDEC")[0] == 0
    assert _added(projet, before) == ['responsable: "IDEC"', "cible: {valeur: 7.5, echeance: 2017-06}"]
    assert run("indicator", "edit", "rappels-repos")[0] == 2


def test_what_was_written_beside_a_figure_is_not_lost(run, projet):
    path = projet / FILE
    base = path.read_text(encoding="utf-8").rstrip("\n")
    path.write_text(
        base + '\n  2017-04: {valeur: , note: "attendu de la DRH"}\n  2017-05: {valeur: nd, motif: panne}\n',
        encoding="utf-8",
    )
    assert run("indicator", "add", "rappels-repos", "8", "-p", "2017-04")[0] == 0
    assert run("indicator", "add", "rappels-repos", "9", "-p", "2017-05", "--remplacer")[0] == 0
    text = path.read_text(encoding="utf-8")
    assert '  2017-04: {valeur: 8, note: "attendu de la DRH"}' in text
    assert "  2017-05: {valeur: 9, note: panne}" in text


def test_a_ratio_keeps_every_digit_and_is_computed_at_once(run, projet):
    code, out, _ = run("indicator", "add", "soins-reportes", "12345,67/234567,8", "-p", "2017-W12")
    assert code == 0
    assert "5,26" in out
    assert "toilettes_reportees: 12345.67, toilettes_prevues: 234567.8" in (
        projet / "indicateurs/soins-reportes.yaml"
    ).read_text(encoding="utf-8")
    code, _, err = run("indicator", "add", "rappels-repos", "", "-p", "2017-06")
    assert code == 2
    assert "vide" in err


@pytest.mark.parametrize(
    ("typed", "shown"), [("123456,78", "123\u202f456,78"), ("0,004", "0,004"), ("1234567,89", "1\u202f234\u202f567,89")]
)
def test_figures_are_shown_as_precisely_as_they_matter(run, typed, shown):
    out = run("indicator", "add", "cout-remplacements", typed, "-p", "2017-04")[1]
    assert shown.replace("\u202f", "\u00a0") in out


def test_a_linked_folder_is_never_written_through(run, projet, tmp_path):
    elsewhere = tmp_path / "ailleurs"
    (projet / "indicateurs").rename(elsewhere)
    (projet / "indicateurs").symlink_to(elsewhere)
    before = (elsewhere / "rappels-repos.yaml").read_bytes()
    code, _, err = run("indicator", "add", "rappels-repos", "8", "-p", "2017-06")
    assert code == 1
    assert "hors du dossier" in err
    assert (elsewhere / "rappels-repos.yaml").read_bytes() == before


def test_a_variable_cut_by_the_terminal_is_never_guessed(run, projet):
    before = (projet / "indicateurs/abs-taux.yaml").read_bytes()
    code, _, err = run("indicator", "add", "abs-taux", "-p", "2017-04", "-v", "jours_absence=171", "-v", "etp=51", "5")
    assert code == 2
    assert "etp=51,5" in err
    assert (projet / "indicateurs/abs-taux.yaml").read_bytes() == before


def test_the_unit_typed_after_the_figure_is_understood(run, projet):
    before = (projet / FILE).read_text(encoding="utf-8")
    assert run("indicator", "add", "rappels-repos", "12 rappels", "-p", "2017-04")[0] == 0
    assert _added(projet, before) == ["  2017-04: 12"]
    code, _, err = run("indicator", "add", "rappels-repos", "12 h", "-p", "2017-05")
    assert code == 2
    assert "l’indicateur est en «\u00a0rappels\u00a0»" in err


def test_a_value_where_variables_are_usual_is_told(run):
    code, _, err = run("indicator", "add", "soins-reportes", "5,2", "-p", "2017-W12")
    assert code == 0
    assert "-v toilettes_reportees=… -v toilettes_prevues=…" in err


def test_a_title_typed_as_the_id_keeps_its_accents(run):
    code, out, _ = run("indicator", "add", "Toilettes différées", "3", "-p", "2017-03", "--famille", "technique", "--unite", "nombre",
                       "--sens", "baisse")  # fmt: skip
    assert code == 0
    assert "Toilettes différées" in out


@pytest.mark.parametrize(
    ("value", "unite", "number"),
    [
        ("12 minutes", "min", "12"), ("12\u00a0min", "minutes", "12"), ("8,2 %", "%", "8,2"), ("3 j", "jours", "3"), ("12 €", "€ par ETP", "12"),
        ("2 100", "100 lits", "2 100"), ("nd", "jours", "nd"), ("13/248", "%", "13/248"), ("12 s", "secondes", "12"),
    ],
)  # fmt: skip
def test_a_unit_is_taken_off_only_when_it_is_the_indicators(value, unite, number):
    from qvtkit.ops.typed_measures import without_unit

    assert without_unit(value, unite) == number


@pytest.mark.parametrize(
    ("value", "unite"), [("12 h", "min"), ("12 €", "jours"), ("3 j", "heures"), ("12 %", "jours"), ("5 m", "mois")]
)
def test_another_unit_is_never_swallowed(value, unite):
    from qvtkit.errors import UsageError
    from qvtkit.ops.typed_measures import without_unit

    with pytest.raises(UsageError):
        without_unit(value, unite)


def test_a_number_cut_at_its_thousands_shows_both_meanings(run):
    code, _, err = run("indicator", "add", "cout-remplacements", "1", "234", "-p", "2017-06")
    assert code == 2
    assert "1\u00a0234" in err.replace("\u202f", "\u00a0")
    assert "1,234" in err
