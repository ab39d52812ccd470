"""Files as they arrive: any format by what its bytes are, hostile ones refused with a reason, none run."""

from __future__ import annotations

import datetime as dt
import tracemalloc

import pytest
from classeurs import FIXTURES, archive, csv, ods, with_member, xlsx

from qvtkit.exchange import tableur
from qvtkit.exchange.tableur import RAISONS, MoisAffiche, Pourcent, TableurError
from qvtkit.exchange.tableur_formats import kind_of_format, value_of

NS = b'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'


def _cells(raw, name="x"):
    return tableur.read(raw, name).feuilles[0].lignes


def _reason(raw):
    with pytest.raises(TableurError) as caught:
        tableur.read(raw, "fichier")
    assert caught.value.raison in RAISONS
    return caught.value.raison


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [";", "\t", "|"])
def test_a_text_in_any_encoding_and_separator(encoding, separator):
    raw = csv(f"Libellé{separator}Été\nœuvre{separator}8,2", encoding)
    assert _cells(raw) == {1: {1: "Libellé", 2: "Été"}, 2: {1: "œuvre", 2: "8,2"}}


def test_quotes_line_ends_and_the_line_that_names_the_separator():
    raw = b'sep=,\r\n"a; b","8,2"\r\n"deux\r\nlignes",="007"\r\n'
    assert _cells(raw) == {2: {1: "a; b", 2: "8,2"}, 3: {1: "deux\r\nlignes", 2: "007"}}


def test_a_comma_that_also_writes_decimals_is_refused():
    assert _reason(b"Mois,Taux\n01/2025,8,2\n02/2025,9,1\n") == "colonnes"
    assert _cells(b"Mois,Taux\n01/2025,8.2\n") == {1: {1: "Mois", 2: "Taux"}, 2: {1: "01/2025", 2: "8.2"}}


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "vide"), (b"\xef\xbb\xbf \r\n", "vide"), (b"%PDF-1.7 ...", "pdf"), (b"\x89PNG\r\n", "image"), (b"{\\rtf1 x}", "word"),
        (b"<html><table><tr><td>1</td></tr></table></html>", "html"), (b"PK\x03\x04 casse", "abime"), (b"\0\1\2\3" * 50, "abime"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "abime"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "protege"),
        (b"\xd0\xcf\x11\xe0" + "WordDocument".encode("utf-16-le"), "word"),
        (archive({"xl/workbook.bin": b""}), "xlsb"), (archive({"Index/Document.iwa": b""}), "numbers"),
        (archive({"_rels/.rels": b"<a/>", "word/document.xml": b""}), "word"), (archive({"notes.txt": b"x"}), "abime"),
        (archive({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<a/>"}), "word"),
        (archive({"META-INF/manifest.xml": b"<encryption-data/>", "content.xml": b"x"}), "protege"),
        (archive({"content.xml": b"<a/>"}), "abime"), (archive({"xl/workbook.xml": b"<a>"}), "abime"),
    ],
)  # fmt: skip
def test_what_is_no_workbook_is_refused_with_what_to_do(raw, reason):
    assert _reason(raw) == reason


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = with_member(xlsx([["a"]]), "xl/worksheets/sheet1.xml", b"<worksheet>" + b" " * 40_000_000 + b"</worksheet>")
    tracemalloc.start()
    assert _reason(bomb) == "trop-gros"
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5_000_000


def test_a_member_larger_than_it_says_is_never_unpacked_further():
    raw = bytearray(
        with_member(xlsx([["a"]]), "xl/worksheets/sheet1.xml", b"<worksheet>" + b"x" * 900_000 + b"</worksheet>")
    )
    size = (900_023).to_bytes(4, "little")
    while (place := raw.find(size)) >= 0:
        raw[place : place + 4] = (40).to_bytes(4, "little")
    assert _reason(bytes(raw)) == "abime"


def test_entities_are_refused_in_every_part():
    laughs = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><worksheet>&b;</worksheet>'
    for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"):
        assert _reason(with_member(xlsx([["a"]]), part, laughs)) == "abime"
    assert _reason(with_member(ods([["a"]]), "content.xml", laughs)) == "abime"


def test_a_cell_at_the_far_corner_costs_one_cell():
    sheet = (
        b"<worksheet "
        + NS
        + b'><sheetData><row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>2</v></c></row></sheetData></worksheet>'
    )
    assert _cells(with_member(xlsx([["a"]]), "xl/worksheets/sheet1.xml", sheet)) == {
        1: {1: 1.0},
        1_048_576: {16_384: 2.0},
    }
    rest = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    assert _cells(ods([["a", 2.0]], after=rest)) == {1: {1: "a", 2: 2.0}}


def test_an_old_workbook_with_a_cell_at_the_far_corner_is_refused():
    assert _reason((FIXTURES / "loin.xls").read_bytes()) == "trop-gros"


def test_a_value_repeated_to_the_end_of_a_sheet_is_not_unrolled():
    rest = (
        '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="900" '
        'office:value-type="float" office:value="1"/></table:table-row>'
    )
    assert len(_cells(ods([["a"]], after=rest))) == 1001


def test_too_many_cells_are_refused(monkeypatch):
    monkeypatch.setattr("qvtkit.exchange.tableur_xlsx.MAX_CELLS", 3)
    monkeypatch.setattr("qvtkit.exchange.tableur_ods.MAX_CELLS", 3)
    monkeypatch.setattr("qvtkit.exchange.tableur_csv.MAX_CELLS", 3)
    for raw in (xlsx([["a", "b"], ["c", "d"]]), ods([["a", "b"], ["c", "d"]]), b"a;b\nc;d"):
        assert _reason(raw) == "trop-gros"


def test_hidden_sheets_are_told_and_macros_are_never_looked_at():
    book = with_member(xlsx([["a"]]), "xl/vbaProject.bin", b"anything")
    assert _cells(book) == {1: {1: "a"}}
    workbook = (
        b"<workbook " + NS + b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>'
        b'<sheet name="A" sheetId="1" state="veryHidden" r:id="rId1"/></sheets></workbook>'
    )
    assert tableur.read(with_member(book, "xl/workbook.xml", workbook), "x").feuilles[0].cachee


def test_rich_texts_notes_and_errors():
    strings = b"<sst " + NS + b"><si><r><t>Taux </t></r><r><t>net</t></r><rPh><t>x</t></rPh></si></sst>"
    sheet = (
        b"<worksheet "
        + NS
        + b'><sheetData><row><c t="s"><v>0</v></c><c t="s"><v>9</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c></row></sheetData></worksheet>'
    )
    raw = with_member(with_member(xlsx([["a"]]), "xl/sharedStrings.xml", strings), "xl/worksheets/sheet1.xml", sheet)
    assert _cells(raw) == {1: {1: "Taux net", 3: "VRAI", 4: "#N/A"}}


@pytest.mark.parametrize(
    ("code", "number", "value"),
    [
        ("0.0%", 0.125, Pourcent(12.5)), ("General", 45658, 45658.0), ("0.00", 8.2, 8.2), ("dd/mm/yyyy", 45658, dt.date(2025, 1, 1)),
        ("mmm-yy", 45658, MoisAffiche(2025, 1, 1)), ("[$-40C]mmmm yyyy;@", 45658, MoisAffiche(2025, 1, 1)), ("yyyy", 45658, 2025.0),
        ("mmmm", 32, "février"), ("h:mm", 0.3125, "7:30"), ("[h]:mm", 1.5, "36:00"), ('0" jours"', 3, 3.0), ("#,##0 €", 12, 12.0),
        ("jj/mm/aaaa", 45658, dt.date(2025, 1, 1)), ("dd/mm/yyyy", 1, dt.date(1900, 1, 1)), ("dd/mm/yyyy", -5, -5),
    ],
)  # fmt: skip
def test_a_number_is_what_its_format_shows(code, number, value):
    read = value_of(number, kind_of_format(164, code))
    assert read == value
    assert type(read) is type(value) or not isinstance(value, (Pourcent, MoisAffiche))


def test_formats_known_by_number():
    assert [kind_of_format(number, None) for number in (0, 9, 14, 17, 20, 49)] == [
        "nombre",
        "pourcent",
        "date",
        "mois",
        "heure",
        "nombre",
    ]
    assert value_of(0.5, "date", from_1904=True) == dt.date(1904, 1, 1)


def test_days_counted_from_1904_are_those_of_the_workbook():
    workbook = (
        b"<workbook " + NS + b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
        b'<workbookPr date1904="1"/><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )
    raw = xlsx([[dt.date(2025, 1, 1)]])
    assert _cells(raw) == {1: {1: dt.date(2025, 1, 1)}}
    assert _cells(with_member(raw, "xl/workbook.xml", workbook)) == {1: {1: dt.date(2029, 1, 2)}}
