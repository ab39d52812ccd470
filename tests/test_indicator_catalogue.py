"""The catalogue holds every indicator and every published value of the dossier it was made from."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from qvtkit.model.formule import FormulaError, Formule
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.periods import Periode
from qvtkit.ops import catalogue

DATA = Path(__file__).parent / "fixtures" / "catalogue"
RELIABILITY = {"usage_courant": "usage-courant", "a_verifier": "a-verifier"}
RHYTHM = {
    "mensuelle": "mois", "trimestrielle": "trimestre", "semestrielle": "semestre", "annuelle": "annee",
    "hebdomadaire": "semaine", "T0, T1, T2": "ponctuelle", "tous les 2 à 4 ans": "ponctuelle",
    "à chaque bilan": "ponctuelle", "à chaque vague": "ponctuelle", "annuelle ou T0/T1": "ponctuelle",
}  # fmt: skip
FAMILY = {"technique_qualite": "technique", "social_sante": "social-sante", "economique": "economique"}
# How the dossier abbreviates an address that it gives in full elsewhere.
SHORT = {
    "geroscopie …33223": "ids-33223", "cnsa.fr": "https://cnsa.fr/actualites/", "geroscopie …29503": "ids-29503",
    "hospimedia": "https://hospimedia.fr/", "espace-social": "https://www.espace-social.com/",
    "psyzoom 2017/04": "https://psyzoom.blogspot.com/2017/04/",
}  # fmt: skip
# Formulas of the dossier that are no arithmetic: what they sum, average or score is one variable here.
NOT_ARITHMETIC = {
    "delai_recrutement", "eri_desequilibre", "jobstrain_taux", "planning_prevenance", "edt_delai_reponse",
    "heures_projet", "temps_non_soin", "appel_malade_delai", "bloc_retard_demarrage", "culture_securite",
}  # fmt: skip
# A number that comes often enough to be noted by the month, where the dossier counts it by the year.
NOTED_MORE_OFTEN = {"aes_nombre": "mois"}


def _rows(name):
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


INDICATORS = _rows("indicators.csv")
SOURCES = {row["id"]: row for row in _rows("indicators_sources.csv")}


def _references():
    """Yield (indicator, value, year, field, address, read in its source) of every published value."""
    address = ""
    for row in _rows("references.csv"):
        address = row["url"] if row["url"] != "idem" else address
        yield row["indicateur_id"], float(row["valeur"]), int(row["annee"]), address, row["fiabilite"] == "verifie"


REFERENCES = list(_references())


def _entry(row_id):
    return catalogue.entries()[row_id.replace("_", "-")]


def _indicator(row_id):
    return Indicateur.model_validate(catalogue.as_indicator(row_id.replace("_", "-")))


def test_every_indicator_is_there_and_no_other():
    assert len(INDICATORS) == 74
    assert set(catalogue.entries()) == {row["id"].replace("_", "-") for row in INDICATORS}


@pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row["id"])
def test_what_defines_an_indicator_carries_over(row):
    entry, indicator = _entry(row["id"]), _indicator(row["id"])
    assert entry["famille"] == FAMILY[row["famille"]]
    assert entry["sens"] == row["sens"]
    rhythm = row["periodicite"].partition(" ;")[0].removesuffix(" pendant le test")
    assert entry["periodicite"] == NOTED_MORE_OFTEN.get(row["id"], RHYTHM[rhythm])
    said = SOURCES[row["id"]]["fiabilite_formule"]
    assert entry["provenance"]["fiabilite"] == RELIABILITY.get(said, said)
    assert indicator.definition.source
    assert indicator.source
    assert entry["aide"]
    assert not list(indicator.problems())


@pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row["id"])
def test_every_formula_computes_and_every_variable_has_its_sense(row):
    indicator = _indicator(row["id"])
    formula = indicator.formule_lue
    assert set(formula.noms) == set(indicator.variables)
    assert all(indicator.variables.values())
    values = {name: 3.0 + rank for rank, name in enumerate(formula.noms)}
    assert formula.value({**values, "jours_periode": 365.0}) is not None


@pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row["id"])
def test_a_formula_gives_what_that_of_the_dossier_gives_over_a_year(row):
    mine = _indicator(row["id"]).formule_lue
    try:
        theirs = Formule.parse(row["formule"])
    except FormulaError:
        assert row["id"] in NOT_ARITHMETIC
        return
    assert row["id"] not in NOT_ARITHMETIC
    values = [7.0 + 3 * rank for rank, _ in enumerate(theirs.noms)]
    assert len(mine.noms) == len(theirs.noms)
    year = float(Periode("annee", 2023).days)
    expected = theirs.value(dict(zip(theirs.noms, values, strict=True)))
    assert mine.value({**dict(zip(mine.noms, values, strict=True)), "jours_periode": year}) == pytest.approx(expected)


@pytest.mark.parametrize("reference", REFERENCES, ids=lambda each: f"{each[0]}-{each[2]}-{each[1]:g}")
def test_every_published_value_is_there_with_field_year_source_and_address(reference):
    indicator_id, value, year, address, read = reference
    known = [each for each in _indicator(indicator_id).comparaisons if (each.valeur, each.annee) == (value, year)]
    found = [each for each in known if SHORT.get(address, address) in each.url]
    assert found, [each.url for each in known]
    assert all(each.verifie is read and each.champ and each.source for each in found)


@pytest.mark.parametrize("row", [row for row in INDICATORS if row["reference_valeur"]], ids=lambda row: row["id"])
def test_the_headline_value_is_there(row):
    value, year = float(row["reference_valeur"]), int(row["reference_annee"])
    found = [each for each in _indicator(row["id"]).comparaisons if (each.valeur, each.annee) == (value, year)]
    read = SOURCES[row["id"]]["fiabilite_reference"] == "verifie"
    assert [each.verifie for each in found] == [read]


def test_no_value_was_invented():
    known = {(name, value, year) for name, value, year, _, _ in REFERENCES}
    known |= {
        (row["id"], float(row["reference_valeur"]), int(row["reference_annee"]))
        for row in INDICATORS
        if row["reference_valeur"]
    }
    shipped = {
        (row["id"], each.valeur, each.annee) for row in INDICATORS for each in _indicator(row["id"]).comparaisons
    }
    assert shipped == known


@pytest.mark.parametrize("row", INDICATORS, ids=lambda row: row["id"])
def test_a_value_is_never_told_without_its_field_and_its_year(row):
    indicator = _indicator(row["id"])
    for each in indicator.comparaisons:
        told = each.citation(indicator.unite)
        assert each.champ in told
        assert str(each.annee) in told
        assert each.url
        assert each.model_copy(update={"annee": None}).citation("") == ""
        assert each.model_copy(update={"champ": ""}).citation("") == ""


def test_the_two_traps_travel_with_their_indicators():
    for name in ("rotation-taux", "vacance-taux"):
        assert "interverti" in _indicator(name).definition.limites
    rates = _indicator("abs-taux")
    assert "assureur" in rates.definition.limites
    insurer = next(each for each in rates.comparaisons if "Relyens" in each.source)
    assert insurer.motifs_inclus == "maternité incluse"
    assert "titulaires" in insurer.champ
    known = {each.valeur: each for each in _indicator("rotation-taux").comparaisons}
    assert known[25.6].champ == "Ehpad"
    assert {each.valeur for each in _indicator("vacance-taux").comparaisons if each.champ == "Ehpad"} == {4.1, 1.7}
