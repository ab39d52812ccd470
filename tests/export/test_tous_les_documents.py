"""The table of documents is whole, and each of its pieces is what the command makes."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests.export.tous_les_documents import EXEMPLES, JOURS, documents, exemple, pieces, rendu, verbes

RESIDENCE = EXEMPLES[0]
ONE_OF_EACH = {each.verbe: each for each in pieces(exemple(RESIDENCE), JOURS[RESIDENCE]) if not each.autre}


def test_every_verb_of_export_is_in_the_table():
    assert {each.verbe for each in pieces(exemple(RESIDENCE), JOURS[RESIDENCE])} == verbes()


@pytest.mark.parametrize("verb", ONE_OF_EACH)
def test_a_piece_is_what_the_command_makes(run, tmp_path, verb):
    asked, folder = ONE_OF_EACH[verb], tmp_path / RESIDENCE
    shutil.copytree(exemple(RESIDENCE).racine, folder)
    code, _, err = run("-C", str(folder), "export", *asked.demande, "-o", f"{tmp_path}/fait.md")
    assert code == 0, err
    made = Path(tmp_path / "fait.md").read_bytes()
    assert made == rendu(RESIDENCE, asked.nom, "md").contenu


@pytest.mark.parametrize("name", EXEMPLES)
def test_no_two_documents_of_a_project_have_one_title(name):
    told = [(each.titre, each.sous_titre) for each in documents(name).values()]
    assert sorted({each for each in told if told.count(each) > 1}) == []
