"""The worked example, typed by hand from the page of the format alone."""

from __future__ import annotations

from pathlib import Path

import pytest

import qvtkit
from qvtkit.model.kinds import KINDS

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "examples" / "residence-absence-ash"
TYPED = ROOT / "tests" / "fixtures" / "tape-a-la-main" / "residence-absence-ash"


@pytest.mark.parametrize("folder", [EXAMPLE, TYPED], ids=["exemple", "tapé à la main"])
def test_it_has_no_error_and_no_doubt(folder):
    assert [
        (str(found.position), found.message) for found in qvtkit.check(qvtkit.load(folder)) if found.level != "info"
    ] == []


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
