"""Chromium and LibreOffice, for the tests that open what qvtkit produces as people would.

Where one is absent its tests are left out, and the report says so in one line. With QVTKIT_PROGRAMMES=requis
(as `.ci/run` sets it) they fail instead, whatever would leave them out: nothing goes untested there.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterator, Sequence

    from playwright.sync_api import Browser, Page

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "chrome")
LIBREOFFICE = ("soffice", "libreoffice")
POPPLER = ("pdftotext",)


FIXTURES = frozenset({"chromium", "ouvrir", "axe", "libreoffice", "texte_pdf"})
"""What a test asks for to open a file as people would."""


def requis() -> bool:
    """Tell whether every test that opens files has to run."""
    return os.environ.get("QVTKIT_PROGRAMMES") == "requis"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that opens files and was skipped, where it has to run."""
    report = yield
    if report.skipped and requis() and _opens(item):
        report.outcome = "failed"
        report.longrepr = f"left out though QVTKIT_PROGRAMMES=requis: {report.longrepr}"
    return report


def pytest_deselected(items: Sequence[pytest.Item]) -> None:
    """Stop where tests that have to run were taken out of the run.

    Raises pytest.UsageError with their names.
    """
    left = [item.nodeid for item in items if requis() and _opens(item)]
    if left:
        msg = f"with QVTKIT_PROGRAMMES=requis these have to run: {', '.join(left)}"
        raise pytest.UsageError(msg)


def _opens(item: pytest.Item) -> bool:
    return bool(FIXTURES & set(getattr(item, "fixturenames", ())))


def programme(names: Sequence[str], paquet: str) -> str:
    """Return the path of the first of *names* that is installed; leave the test out, or fail it, where none is."""
    found = next(filter(None, map(shutil.which, names)), None)
    if found is None:
        said = f"{names[0]} is absent: install the package {paquet} to run these tests"
        if requis():
            pytest.fail(said)
        pytest.skip(said)
    return found


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """A headless Chromium, started once a worker."""
    path = programme(CHROMIUM, "chromium")
    from playwright.sync_api import sync_playwright

    with sync_playwright() as engine:
        browser = engine.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture
def ouvrir(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Open an HTML file in a page of its own; what the console says and what is fetched is kept on the page.

    `ouvrir(path, width=320, dark=True)`; the page has `console` (errors and warnings) and `requetes` (addresses
    asked for besides the file itself).
    """
    contexts = []

    def call(path: Path, *, width: int = 1280, height: int = 900, dark: bool = False, still: bool = True) -> Page:
        context = chromium.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce" if still else "no-preference",
            locale="fr-FR",
        )
        contexts.append(context)
        page = context.new_page()
        page.console = []  # type: ignore[attr-defined]
        page.requetes = []  # type: ignore[attr-defined]
        address = path.resolve().as_uri()
        page.on("console", lambda said: page.console.append(said.text))  # type: ignore[attr-defined]
        page.on("pageerror", lambda error: page.console.append(str(error)))  # type: ignore[attr-defined]
        page.on(
            "request",
            lambda asked: page.requetes.append(asked.url) if asked.url.partition("#")[0] != address else None,  # type: ignore[attr-defined]
        )
        page.goto(address)
        return page

    yield call
    for context in contexts:
        context.close()


@pytest.fixture(scope="session")
def axe() -> Callable[[Page], list[str]]:
    """Return what axe-core finds wrong in a page, a line each: « color-contrast: .note »."""
    import axe_playwright_python

    source = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")

    def call(page: Page) -> list[str]:
        page.evaluate(source)
        found = page.evaluate("axe.run()")
        return [
            f"{rule['id']}: {' '.join(map(str, node['target']))}"
            for rule in found["violations"] for node in rule["nodes"]
        ]  # fmt: skip

    return call


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., list[Path]]:
    """Convert files with LibreOffice, all in one start (which takes seconds): `libreoffice(paths, "pdf")`."""
    path = programme(LIBREOFFICE, "libreoffice-writer, libreoffice-calc")
    profile = tmp_path_factory.mktemp("libreoffice-profile").as_uri()

    def call(files: Sequence[Path], fmt: str) -> list[Path]:
        folder = tmp_path_factory.mktemp("converted")
        command = [
            path, f"-env:UserInstallation={profile}", "--headless", "--norestore", "--convert-to", fmt,
            "--outdir", str(folder), *map(str, files),
        ]  # fmt: skip
        done = subprocess.run(command, capture_output=True, text=True, timeout=170, check=False)
        made = [folder / f"{file.stem}.{fmt.partition(':')[0]}" for file in files]
        missing = [file.name for file in made if not file.exists()]
        assert not missing, f"LibreOffice did not convert {missing}: {done.stdout} {done.stderr}"
        return made

    return call


@pytest.fixture(scope="session")
def texte_pdf() -> Callable[..., str]:
    """Return the text of a PDF, page breaks included, as pdftotext reads it: as laid out, or « -raw », in the order written."""
    path = programme(POPPLER, "poppler-utils")

    def call(file: Path, order: str = "-layout") -> str:
        return subprocess.run([path, order, str(file), "-"], capture_output=True, text=True, check=True).stdout

    return call
