"""Nothing that must stay in the folder leaves it: every document of the catalogue, every format, every byte."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import pytest
from tests.dossier_secret import SECRETS, creer, fuites
from tests.export.tous_les_documents import pieces, verbes

from qvtkit.__main__ import main
from qvtkit.export.render import FORMATS, render
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.export.tous_les_documents import Piece

JOUR = dt.date(2017, 3, 22)
_SHEETS = frozenset({"grille-grille-quatremare", "feuille-seance", "questionnaire"})
"""The sheets and the guide that are opened in every format: of the others, the words are the method's."""


def _asked(each: Piece, formats: Sequence[str]) -> tuple[str, ...]:
    """Return the command of a piece, in each of the *formats* that it has."""
    usual = () if each.autre else ("--format", ",".join(formats))
    return ("export", *each.demande, *usual, "--json")


def _whole(each: Piece) -> bool:
    """Tell whether a piece is opened in every format."""
    return not each.de_la_methode or each.demande[1] in _SHEETS


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project full of secrets."""
    return creer(tmp_path_factory.mktemp("secrets") / "demarche")


@pytest.fixture(scope="module")
def asked(secret: Path) -> list[Piece]:
    """Everything that can be exported of it."""
    return pieces(load(secret), JOUR)


@pytest.fixture
def look(capsys: pytest.CaptureFixture[str], texte_pdf: Callable[[Path], str]) -> Callable[..., list[str]]:
    """Run an export and return the secrets in its answer and in each file that it wrote, its name included."""

    def call(folder: Path, *asked: str) -> list[str]:
        code = main(["-C", str(folder), *asked])
        out = capsys.readouterr().out
        assert code == 0, out
        answer: dict[str, Any] = json.loads(out)["data"]
        assert answer["fichiers"]
        leaks = fuites("réponse", json.dumps(answer, ensure_ascii=False).encode())
        for each in answer["fichiers"]:
            file = folder / each
            leaks += fuites(file.name, file.read_bytes(), texte_pdf(file) if file.suffix == ".pdf" else "")
        return leaks

    return call


@pytest.mark.parametrize("verb", sorted(verbes()))
def test_no_secret_leaves(secret: Path, asked: list[Piece], verb: str, look: Callable[..., list[str]]):
    chosen = [each for each in asked if each.verbe == verb and _whole(each)]
    assert chosen
    assert [leak for each in chosen for leak in look(secret, *_asked(each, FORMATS))] == []


def test_no_secret_leaves_on_a_sheet_or_in_a_guide(asked: list[Piece]):
    sheets = [each for each in asked if each.de_la_methode]
    assert len(sheets) > 20
    made = {each.verbe + str(rank): render(each.construire(), "md").contenu for rank, each in enumerate(sheets)}
    assert [leak for name, content in made.items() for leak in fuites(name, content)] == []


def test_no_secret_leaves_by_the_ids_that_stand_for_titles(tmp_path: Path, look: Callable[..., list[str]]):
    bare = creer(tmp_path / "sans-titres", titres=False)
    chosen = [each for each in pieces(load(bare), JOUR) if _whole(each)]
    assert {each.verbe for each in chosen} == verbes()
    assert [leak for each in chosen for leak in look(bare, *_asked(each, ["html"]))] == []


def test_no_secret_is_drawn(secret: Path, tmp_path: Path, texte_pdf: Callable[[Path], str]):
    for fmt, asked in (("svg", "taux-quatremare"), ("png", "taux-quatremare"), ("pdf", "nuit")):
        assert main(["-C", str(secret), "indicator", "chart", asked, "-o", f"{tmp_path}/courbe.{fmt}"]) == 0
        file = tmp_path / f"courbe.{fmt}"
        assert fuites(file.name, file.read_bytes(), texte_pdf(file) if fmt == "pdf" else "") == []


def test_the_search_finds_what_each_format_holds(tmp_path: Path, look: Callable[..., list[str]]):
    """Where names are asked for they are found, in the metadata too: the search is able to find."""
    shown = creer(tmp_path / "noms", identites="noms")
    leaks = look(shown, "export", "cadrage", "--format", ",".join(FORMATS), "--json")
    found = {place for place, _, what in (leak.rpartition(": ") for leak in leaks) if what == "quatremare"}
    for part in (
        "docx/word/document.xml",
        "docx/docProps/core.xml",
        "odt/content.xml",
        "pdf (texte)",
        "pdf#objets",
        "html",
        "md",
    ):
        assert any(place.endswith(part) for place in found), (part, found)
    assert not [leak for leak in leaks if "snphare" in leak], "a union is none of a person’s names"


def test_the_project_holds_every_secret(secret: Path):
    told = "\n".join(file.read_text(encoding="utf-8") for file in secret.rglob("*.yaml")).lower()
    written = told.replace("é", "e").replace("è", "e")
    missing = {each for each in SECRETS if each not in written and not each.isdigit()}
    assert missing == {"cfecgc"}
