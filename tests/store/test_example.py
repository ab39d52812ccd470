"""The worked examples: the first also typed by hand, from the page of the format alone."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest

import qvtkit
from qvtkit.analysis.comparaison import comparer
from qvtkit.model.codes import Famille
from qvtkit.model.kinds import KINDS

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted(path for path in (ROOT / "examples").iterdir() if path.is_dir())
EXAMPLE = ROOT / "examples" / "residence-absence-ash"
HDJ = ROOT / "examples" / "hopital-de-jour-interruptions"
EHPAD = ROOT / "examples" / "ehpad-tour-des-medicaments"
LAST_DAY = {EXAMPLE: dt.date(2017, 4, 6), HDJ: dt.date(2017, 3, 22), EHPAD: dt.date(2019, 3, 20)}
"""The day on which each story stops."""
UNIONS = ("cgt", "cfdt", "cfe-cgc", "cftc", "unsa", "syndicat", "force ouvrière")
TYPED = ROOT / "tests" / "fixtures" / "tape-a-la-main" / "residence-absence-ash"


@pytest.mark.parametrize("folder", [*EXAMPLES, TYPED], ids=lambda folder: "/".join(folder.parts[-2:]))
def test_it_has_no_error_and_no_doubt(folder):
    day = LAST_DAY.get(folder)
    assert [
        (str(found.position), found.message)
        for found in qvtkit.check(qvtkit.load(folder), day)
        if found.level != "info"
    ] == []


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_every_file_says_what_is_invented_and_names_nobody(folder):
    for path in folder.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        assert "illustratif" in text, path
        assert not [word for word in UNIONS if re.search(rf"\b{word}\b", text.lower())], path
    projet = qvtkit.load(folder)
    assert projet.dossier.demarche.illustratif
    assert not [seat.id for group in projet.groupes.values() for seat in group.sieges if seat.nom]
    assert "illustratif" in (folder / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_its_project_is_its_own_and_small(folder):
    uids = [qvtkit.load(each).dossier.demarche.uid for each in EXAMPLES]
    assert len(set(uids)) == len(uids)
    assert 12 <= len(list(folder.rglob("*.yaml"))) <= 32


def test_the_day_hospital_is_in_the_middle_of_its_test():
    projet, day = qvtkit.load(HDJ), LAST_DAY[HDJ]
    test = projet.experimentations["fonction-planification"]
    assert (projet.dossier.phase_courante.phase, test.etat) == ("experimentation", "en-cours")
    assert {projet.indicateurs[line.indicateur].famille for line in test.indicateurs} == set(Famille)
    for line in test.indicateurs:
        compared = comparer(projet.indicateurs[line.indicateur], debut=test.debut, ajoute=line.ajoute)
        assert compared.t0 is not None, line.indicateur
    assert [each.moment for each in projet.seances.values()] == ["t0", "en-cours"]
    late = [each for each in projet.propositions.values() if each.etat == "a-repondre" and each.echeance.last_day < day]
    assert len(late) == 1
    planned = [each for each in projet.agenda.evenements if each.type == "seance" and each.etat == "prevu"]
    assert [str(each.date) for each in planned] == ["2017-03-28", "2017-05-02"]


def test_the_medicine_round_is_at_the_end_of_its_diagnostic():
    projet = qvtkit.load(EHPAD)
    assert projet.dossier.phase_courante.phase == "diagnostic"
    assert not projet.experimentations
    assert {each.source for each in projet.etat_des_lieux.constats} == {"questionnaire", "observation", "donnees-rh"}
    assert sorted(each.etat for each in projet.problemes.values()) == ["abandonne", "candidat", "retenu"]
    retained = projet.problemes["tour-des-medicaments"]
    assert sum(not each.ecartee for each in retained.options) == 3  # nothing is decided in advance
    assert all(each.priorisation for each in projet.problemes.values())
    assert {each.famille for each in projet.indicateurs.values()} == set(Famille)
    assert all(each.last() for each in projet.indicateurs.values())


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_its_facts_give_their_source(folder):
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*.yaml")]
    assert sum("source : " in text for text in texts) >= 5


def test_a_hurried_typist_means_the_same_as_the_example():
    example, typed = qvtkit.load(EXAMPLE), qvtkit.load(TYPED)
    for kind in KINDS:
        assert {key: each.record for key, each in typed.loaded(kind).items()} == {
            key: each.record for key, each in example.loaded(kind).items()
        }, kind


def test_the_facts_of_the_published_case_are_there():
    projet = qvtkit.load(EXAMPLE)
    group = projet.groupes["groupe-qvt"]
    first = [seat for seat in group.sieges if seat.remplace is None]
    trades = [seat.metier for seat in first]
    assert len(first) == 10
    assert (trades.count("infirmier"), trades.count("auxiliaire-de-vie"), trades.count("ash")) == (2, 2, 1)
    assert projet.groupes["delegation"].forme == "ehpad"
    assert projet.dossier.clusters[0].nom == "Filière gérontologique Rhône Centre"
    assert projet.dossier.demarche.illustratif
    assert len(projet.problemes["absence-ash"].principes) == 4


def test_its_sources_and_its_fictional_name_are_kept():
    texts = {path: path.read_text(encoding="utf-8-sig") for path in EXAMPLE.rglob("*.yaml")}
    assert sum("source :" in text for text in texts.values()) >= 8
    assert not [path for path, text in texts.items() if "Le 6" in text or "Lyon" in text]
    invented = [path for path, text in texts.items() if "illustratif" in text]
    assert len(invented) >= 15
