"""Nothing that must stay in the folder leaves it: every document of the catalogue, every format, every byte."""

from __future__ import annotations

import inspect
import json
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest
from tests.dossier_secret import REUNION, SECRETS, creer, fuites

from qvtkit.__main__ import main
from qvtkit.cli.catalog import COMMANDS, find
from qvtkit.export.render import FORMATS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from qvtkit.cli.catalog import Entry

_MORE: dict[str, tuple[tuple[str, ...], ...]] = {
    "fiche": ((), ("--court",)), "guide": (("questionnaire",),), "formulaires": (("grille-quatremare",),),
    "compte-rendu": ((REUNION,),), "agenda": (("--tout",),), "copil": ((),), "cadrage": ((),), "passation": ((),),
    "tableau": ((),), "dashboard": ((), ("--presentation",)), "affiche": (("essai-quatremare",),), "bilan": ((),),
    "clact": (("--format", "tous"),), "monographie": ((),),
}  # fmt: skip
"""What each verb of `export` is given, once or several times: a verb that is not here fails the test that lists them."""
_WITHOUT_PROJECT = frozenset({"modeles"})
"""Verbs in which nothing of the project is: what qvtkit ships."""


def _verbs() -> list[Entry]:
    found = find(COMMANDS, "export")
    assert found is not None
    return [each for each in found.verbes if each.nom not in _WITHOUT_PROJECT]


def _asked(verb: Entry, formats: Sequence[str]) -> Iterator[tuple[str, ...]]:
    module, _, name = verb.cible.partition(":")
    function = getattr(import_module(f"qvtkit.cli.commands.{module}"), name)
    usual = ("--format", ",".join(formats)) if "format" in inspect.signature(function).parameters else ()
    for more in _MORE[verb.nom]:
        yield ("export", verb.nom, *more, *(() if "--format" in more else usual), "--json")


@pytest.fixture(scope="module")
def secret(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project full of secrets."""
    return creer(tmp_path_factory.mktemp("secrets") / "demarche")


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


def test_every_verb_of_export_is_looked_at():
    assert {each.nom for each in _verbs()} == set(_MORE)


@pytest.mark.parametrize("verb", _verbs(), ids=lambda verb: verb.nom)
def test_no_secret_leaves(secret: Path, verb: Entry, look: Callable[..., list[str]]):
    assert [leak for asked in _asked(verb, FORMATS) for leak in look(secret, *asked)] == []


def test_no_secret_leaves_by_the_ids_that_stand_for_titles(tmp_path: Path, look: Callable[..., list[str]]):
    bare = creer(tmp_path / "sans-titres", titres=False)
    assert [leak for verb in _verbs() for asked in _asked(verb, ["html"]) for leak in look(bare, *asked)] == []


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
