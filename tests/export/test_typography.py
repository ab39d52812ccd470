"""What people read in every document of every example: French typography, words rather than codes."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from tests.export.reading import UNSEEN, texts
from tests.export.tous_les_documents import EXEMPLES, JOURS, documents, exemple, rendu

from qvtkit.model import codes
from qvtkit.ops import agenda_export
from qvtkit.text import inner_quotes, typography

HYPHENATED = sorted(
    {str(member) for each in vars(codes).values() if isinstance(each, type) and issubclass(each, codes.Code)
     for member in each if "-" in member}
)  # fmt: skip
WRONG = {
    "espace simple avant un signe haut": re.compile(r" [:;!?»%€]"),
    "espace simple après «": re.compile(r"« "),
    "apostrophe droite": re.compile(r"\w'\w"),
    "guillemet droit": re.compile(r'"'),
    "trois points": re.compile(r"\.\.\."),
    "deux espaces": re.compile(r"  "),
    "espace simple dans un nombre": re.compile(r"\d \d{3}(?!\d)"),
    "guillemets dans des guillemets": re.compile(r"«[^»]*«"),
    "code": re.compile(rf"(?<![\w/-])(?:{'|'.join(HYPHENATED)})(?![\w/-])"),
}
COMMAND = re.compile(r"qvtkit(?: [a-z0-9À-ÿ./-]+)+(?: …)?")


def _of_html(content: bytes) -> list[str]:
    page = content.decode()
    page = re.sub(r"<(style|script)\b.*?</\1>", "", page, flags=re.DOTALL)
    said = re.findall(r'(?:aria-label|alt|content|data-colonne)="([^"]*)"', page.partition("<body>")[2])
    return [html.unescape(text) for text in (*re.split(r"<[^>]+>|\n", page), *said)]


def _of_docx(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = [archive.read(name).decode() for name in ("word/document.xml", "docProps/core.xml")]
        parts += [archive.read(name).decode() for name in archive.namelist() if "footer" in name]
    runs = [found for part in parts for found in re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", part)]
    said = [found for part in parts for found in re.findall(r'descr="([^"]*)"', part)]
    return [html.unescape(text) for text in (*runs, *said)]


def faults(texts: list[str]) -> list[str]:
    """Return what is wrong, with where; commands are to be typed as they are."""
    shown = [COMMAND.sub("", text).strip(" ") for text in texts]
    return [
        f"{fault} : {text[max(0, found.start() - 30) : found.end() + 30]!r}"
        for text in shown for fault, wrong in WRONG.items() if (found := wrong.search(text))
    ]  # fmt: skip


@pytest.mark.parametrize("name", EXEMPLES)
def test_every_document_is_french_in_every_format(name):
    wrong = []
    for title, document in documents(name).items():
        html_page, word = (rendu(name, title, fmt).contenu for fmt in ("html", "docx"))
        spoken = [*texts(document, UNSEEN | {"date", "bloc"}), *_of_html(html_page), *_of_docx(word)]
        assert len(spoken) > 100, title
        wrong += [f"{title} : {fault}" for fault in faults(spoken)]
    calendar = agenda_export.build(exemple(name), JOURS[name], tout=True).contenu.decode().replace("\r\n ", "")
    values = [
        line.partition(":")[2] for line in calendar.splitlines() if re.match("SUMMARY|DESC|LOC|CAT|X-WR-CALN", line)
    ]
    wrong += [f"calendrier : {fault}" for value in values for fault in faults(value.replace("\\;", ";").split("\\n"))]
    assert sorted(set(wrong)) == []


def test_the_faults_are_seen():
    told = ["non : rien", "« rien", "l'eau", 'dit "non"', "fin...", "a  b", "1 234", "« a « b", "état en-cours"]
    assert [fault.partition(" : ")[0] for text in told for fault in faults([text])] == [
        "espace simple avant un signe haut", "espace simple après «", "apostrophe droite", "guillemet droit",
        "trois points", "deux espaces", "espace simple dans un nombre", "espace simple après «",
        "guillemets dans des guillemets", "code",
    ]  # fmt: skip
    assert faults(["Tapez qvtkit evaluation run points-de-vigilance"]) == []


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("« a « b » c » et « d »", "« a “b” c » et « d »"),
        ("« a « b « c » » »", "« a “b “c”” »"),
        ("« a » et « b »", "« a » et « b »"),
        ("« a « b »", "« a « b »"),
        ("b » et « c", "b » et « c"),
    ],
)
def test_quotes_inside_quotes_are_the_others(typed, shown):
    assert inner_quotes(typed) == shown
    assert typography(typed).replace("\u00a0", " ") == shown
