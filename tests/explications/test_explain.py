"""`qvtkit explain`: one page a code, the list of codes, the page of the documentation."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from qvtkit.messages import MESSAGES
from qvtkit.ops import explanations

CODES = Path(__file__).parents[2] / "docs" / "codes.md"


@pytest.fixture
def nowhere(tmp_path, monkeypatch):
    """A folder that holds no project."""
    monkeypatch.chdir(tmp_path)


@pytest.fixture
def ask(run, nowhere):
    """Run `explain` out of any project."""
    return lambda *args: run("-C", ".", "explain", *args)


@pytest.mark.parametrize("typed", ["cle-en-double", "Clé_en_double", "CLE EN DOUBLE", "« cle-en-double »"])
def test_a_code_is_understood_however_it_is_typed(typed, ask):
    code, out, err = ask(typed)
    assert (code, err) == (0, "")
    assert "cle-en-double\u00a0: Une rubrique est écrite deux fois" in out


def test_a_code_of_several_words_needs_no_quotation_marks(ask):
    assert ask("clé", "en", "double") == ask("cle-en-double")


def test_a_page_says_what_happened_what_it_changes_an_example_and_what_to_do(ask):
    _, out, _ = ask("deux-points-dans-texte")
    titles = ["Ce qui s’est passé", "Ce que cela change", "Exemple, dans 2-diagnostic/problemes/absence-ash.yaml",
              "Écrivez plutôt", "Que faire"]  # fmt: skip
    places = [out.index(f"\n{title}\n") for title in titles]
    assert places == sorted(places)
    assert """    titre: "Absence d'une ASH : que faire ?"\n""" in out, "an example is printed as it must be typed"


def test_an_example_keeps_its_tabulations_and_its_plain_spaces(ask):
    assert "    etablissement:\n    \tnom: Résidence des Tilleuls\n" in ask("tabulation")[1]


def test_a_command_is_shown_with_what_to_type_instead(ask):
    _, out, _ = ask("reponse-manquante")
    assert "    qvtkit journal add --no-input\n" in out
    assert '    qvtkit journal add "La grippe décale deux réunions." --no-input\n' in out


def test_a_file_to_rename_is_shown_by_its_name_alone(ask):
    _, out, _ = ask("extension-inattendue")
    assert "Nommez-le plutôt\n    indicateurs/taux-absence.yaml\n" in out
    assert "Écrivez plutôt" not in out


def test_the_command_that_repairs_is_shown_where_there_is_one(ask):
    assert ask("tabulation")[1].endswith("\n    qvtkit doctor --fix\n")
    assert "doctor" not in ask("cle-en-double")[1]


def test_a_sentence_that_is_all_parameters_is_not_shown(ask):
    assert "Le message" not in ask("aucun")[1]
    assert "Le message\u00a0: «\u00a0…\u00a0» apparaît deux fois (déjà ligne …)." in ask("cle-en-double")[1]


def test_every_page_fits_on_a_screen(ask):
    for code in MESSAGES:
        exit_code, out, _ = ask(code)
        assert exit_code == 0
        assert 10 <= len(out.splitlines()) <= 45, code
        assert "{" not in out.partition("Ce qui s’est passé")[0], f"a bare parameter in {code}"


def test_an_unknown_code_is_answered_by_the_one_meant(ask):
    code, out, err = ask("cle-en-doubl")
    assert (code, out) == (1, "")
    assert "«\u00a0cle-en-double\u00a0»" in err
    assert "qvtkit explain" in err


def test_every_code_is_listed_under_its_family(ask):
    code, out, _ = ask()
    assert code == 0
    listed = [line.strip().partition("\u00a0:")[0] for line in out.splitlines() if line.startswith("  ")]
    assert sorted(listed) == sorted(MESSAGES)
    assert len(explanations.groups()) == sum(set(line) == {"─"} for line in out.splitlines())


def test_the_page_and_the_list_can_be_had_as_data(ask):
    page = json.loads(ask("hors-bornes", "--json")[1])
    assert page["kind"] == "explication"
    assert page["data"]["niveau"] == "avertissement"
    assert page["data"]["exemple"]["ligne"] == 4
    assert "820" in page["data"]["exemple"]["fautif"]
    listed = json.loads(ask("--json")[1])
    assert [each["code"] for each in listed["data"]] == list(explanations.pages())
    assert set(listed["data"][0]) == {"code", "niveau", "groupe", "titre"}


def test_what_prepares_an_example_is_not_part_of_the_page(ask):
    example = json.loads(ask("t0-absent", "--json")[1])["data"]["exemple"]
    assert set(example) == {"fichier", "fautif", "ligne", "corrige"}


def test_the_list_goes_to_a_spreadsheet(ask):
    rows = ask("--format", "csv")[1].splitlines()
    assert rows[0].removeprefix("\ufeff") == "Code;Niveau;Groupe;Titre"
    assert len(rows) == len(MESSAGES) + 1


def test_an_unknown_format_is_refused(ask):
    code, out, err = ask("--format", "excel")
    assert (code, out) == (2, "")
    assert "--format csv" in err


def test_the_page_of_the_documentation_is_up_to_date(ask):
    written = ask("--format", "md")[1]
    assert CODES.read_text(encoding="utf-8") == written, "qvtkit explain --format md > docs/codes.md"
    assert all(f"| `{code}` |" in written for code in MESSAGES)
