from __future__ import annotations

import json
import re

import pytest

from qvtkit.ops import catalogue


def _ids(run, *args):
    code, out, _ = run("indicator", "catalog", *args, "--json")
    assert code == 0
    return [each["id"] for each in json.loads(out)["data"]]


@pytest.mark.parametrize(
    ("typed", "first"),
    [("absenteisme", "abs-taux"), ("ABSENTÉISME", "abs-taux"), ("turnover", "rotation-taux"), ("escarre", "escarres"),
     ("accidents exposition", "aes-nombre")],
)  # fmt: skip
def test_words_are_found_without_accents_and_the_names_come_first(run, typed, first):
    assert _ids(run, *typed.split())[0] == first


def test_filters_narrow_and_add_up(run):
    assert len(_ids(run)) == 74
    assert set(_ids(run, "--theme", "absences")) == {
        key for key in catalogue.entries() if key[:3] in {"abs", "pre"}
    } - {"absences-remplacees"}
    assert _ids(run, "--theme", "Absences et présence") == _ids(run, "--theme", "ABSENCES")
    assert _ids(run, "--famille", "économique", "--verifie") == ["masse-salariale-etpr"]
    assert _ids(run, "interruptions", "--famille", "technique")[0] == "interruptions-heure"


@pytest.mark.parametrize(("option", "typed"), [("--famille", "social"), ("--theme", "absense")])
def test_an_unknown_filter_says_which_exist(run, option, typed):
    code, _, err = run("indicator", "catalog", option, typed)
    assert code == 2
    assert "Réponses possibles" in err


def test_what_has_a_sense_elsewhere_only_comes_last_and_says_so(run):
    rows = run("indicator", "catalog", "--format", "csv")[1].splitlines()
    assert sum("(à l’hôpital)" in row for row in rows) == 3
    assert all("(à l’hôpital)" in row for row in rows[-3:])
    assert not any("(en médico-social)" in row for row in rows)


def test_one_is_shown_whole_with_its_trap_and_no_value_without_field_and_year(run):
    code, out, _ = run("indicateur", "catalogue", "Rotation_Taux")
    out = out.replace("\u00a0", " ").replace("\u202f", " ")
    assert code == 0
    assert "Au numérateur : (nb_entrees + nb_sorties) / 2" in out
    assert "la baisse est souhaitée" in out
    assert "Piège : Rotation et vacance se confondent" in out
    assert "usage courant, texte officiel non lu" in out
    assert "25,6 % (Ehpad, 2023)" in out
    assert "https://www.atih.sante.fr/bilan-social-2013" in out
    for line in re.findall(r"^.*\d %.* ; .*$", out.partition("Valeurs publiées")[2], re.MULTILINE):
        assert re.search(r"\([^()]+.*, (19|20)\d\d\)", line), line


def test_a_search_with_one_answer_shows_it_and_an_empty_one_says_what_to_do(run):
    assert "Comment le lire" in run("indicator", "catalog", "interim", "masse", "salariale")[1]
    code, out, _ = run("indicator", "catalog", "zzz")
    assert code == 0
    assert "qvtkit indicator add" in out


def test_the_catalogue_is_read_without_a_project_too(run, tmp_path):
    code, out, _ = run("-C", str(tmp_path), "indicator", "catalog", "abs-taux")
    assert code == 0
    assert "13 % (Hôpitaux assurés Relyens, agents titulaires, 2017) ; maternité incluse" in out.replace("\u00a0", " ")


def test_the_whole_goes_to_a_spreadsheet(run):
    rows = run("indicator", "catalog", "--format", "csv")[1].splitlines()
    assert len(rows) == 75
    assert rows[0].endswith("Thème")


@pytest.mark.parametrize("key", catalogue.entries())
def test_every_entry_can_be_followed_as_it_is(run, key):
    catalogue_only = ("indicator", "add", key, "--dry-run", "--json")
    code, out, _ = run(*catalogue_only)
    assert code in {0, 2}  # 2: the project has it already, and a value lacks
    if code == 0:
        codes = {each["code"] for each in json.loads(out)["issues"]}
        assert codes <= {"piege-connu"}
