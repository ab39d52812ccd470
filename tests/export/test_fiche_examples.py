"""The fiche of each worked example, in every format: whole, and without the rubbish of an empty place."""

from __future__ import annotations

import datetime as dt
import io
import re
from pathlib import Path

import docx
import pytest

from qvtkit.export.documents.fiche import build
from qvtkit.export.render import render
from qvtkit.store.project import load

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
JOUR = dt.date(2019, 3, 20)
MOST_PAGES = 6
"""Five pages, and one of annexes."""
RUBBISH = re.compile(r"\bNone\b|\bnan\b|\{\w*\}|\[\]|\d[.,]\d{5,}|<[A-Z]\w+\.|TODO|XXX| ,| \.(?!\.)|\(\)|: *\)")


def _words(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", "|", html, flags=re.DOTALL))


@pytest.mark.parametrize("court", [False, True], ids=["longue", "courte"])
@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_the_fiche_of_each_example_is_clean_in_every_format(folder, court):
    document = build(load(folder), court=court, aujourdhui=JOUR)
    page = _words(render(document, "html").contenu.decode())
    assert RUBBISH.findall(page) == []
    pdf = render(document, "pdf").contenu
    assert pdf.startswith(b"%PDF")
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) <= (1 if court else MOST_PAGES)
    word = docx.Document(io.BytesIO(render(document, "docx").contenu))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    text = "\n".join([*(paragraph.text for paragraph in word.paragraphs), *cells])
    assert RUBBISH.findall(text) == []


def test_what_is_not_planned_is_written_in_words():
    for name in ("hopital-de-jour-interruptions", "ehpad-tour-des-medicaments"):
        folder = next(each for each in EXAMPLES if each.name == name)
        page = _words(render(build(load(folder), court=False, aujourdhui=JOUR), "html").contenu.decode())
        assert page.count("Non prévus") == 2
        assert "Personne n’est désigné" in page
