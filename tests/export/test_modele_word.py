"""A Word model: what it may say, what is told when it says something else, what is refused before it is opened."""

from __future__ import annotations

import io
import zipfile

import docx
import pytest
from jinja2.sandbox import SandboxedEnvironment

from qvtkit.export.modeles.archive import ModeleRefuseError, examine
from qvtkit.export.modeles.parties import ModeleFautifError, parties
from qvtkit.export.modeles.syntaxe import faute
from qvtkit.export.modeles.word import avec_variables, verifier


def model(*paragraphs):
    """Return a Word file whose paragraphs are these."""
    word = docx.Document()
    for text in paragraphs:
        word.add_paragraph(text)
    output = io.BytesIO()
    word.save(output)
    return output.getvalue()


def fault(*paragraphs):
    """Return where the model is at fault, what is wrong and what to do, in one sentence."""
    with pytest.raises(ModeleFautifError) as found:
        verifier(model(*paragraphs))
    error = found.value
    return " ".join(filter(None, (error.lieu, ":", error.faute.probleme, "→", error.faute.conseil)))


def with_part(name, change, content=None):
    """Return a model one part of which is changed, or added."""
    source = zipfile.ZipFile(io.BytesIO(content or model("{{ titre }}")))
    parts = {each: source.read(each) for each in source.namelist()}
    parts[name] = change(parts.get(name, b""))
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for each, part in parts.items():
            archive.writestr(each, part)
    return output.getvalue()


FAULTS = [
    (["{{ etablissement.nomm }}"], "paragraphe 1 (« {{ etablissement.nomm }} ») : « etablissement.nomm » n’existe pas. Vouliez-vous dire « etablissement.nom » ?"),
    (["Bonjour", "{{ etablisement.nom }}"], "paragraphe 2 (« {{ etablisement.nom }} ») : « etablisement » n’existe pas. Vouliez-vous dire « etablissement » ?"),
    (["a", "b", "{{ titre"], "paragraphe 3 (« {{ titre ») : une accolade n’est pas refermée."),
    (["{{ titre }} }}"], "une accolade est fermée sans avoir été ouverte."),
    (["{% for test in experimentations %}", "{{ test.titre }}"], "une boucle ou une condition n’est pas refermée."),
    (["{% endfor %}"], "« endfor » ferme quelque chose qui n’a pas été ouvert."),
    (["{% fro x in faits %}"], "« fro » n’est pas connu."),
    (["{{ experimentations }}"], "« experimentations » est une liste. → Parcourez-la : {% for test in experimentations %}"),
    (["{{ etablissement }}"], "« etablissement » a plusieurs parties : dites laquelle. → Par exemple : etablissement.nom."),
    (["{% for x in titre %}{% endfor %}"], "« titre » n’est pas une liste"),
    (["{% for f in faits %}{% for g in faits %}{% endfor %}{% endfor %}"], "dans une autre, sans en dépendre"),
    (["Voici {{ contenu }} ici"], "« contenu » est tout le document"),
    (["{{p contenu }}", "{{p contenu }}"], "paragraphe 2"),
    (["{{ titre | base64 }}"], "« | base64 » n’est pas connu."),
]  # fmt: skip


@pytest.mark.parametrize(("paragraphs", "said"), FAULTS)
def test_a_faulty_model_says_where_what_and_the_nearest_name(paragraphs, said):
    assert said in fault(*paragraphs)


HOSTILE = [
    "{{ ''.__class__ }}", "{{ titre.__class__ }}", "{{ titre['x'] }}", "{% include 'qvt.yaml' %}", "{% import 'x' as y %}",
    "{% extends 'x' %}", "{% for i in range(10**9) %}{% endfor %}", "{{ lipsum() }}", "{{ 'a' * 1000000000 }}",
    "{{ 9 ** 99999999 }}", "{{ self }}", "{{ cycler.__init__.__globals__ }}", "{% set x = 1 %}", "{% macro m() %}{% endmacro %}",
    "{{ titre.upper() }}", "{% for c in 'abc' %}{% endfor %}", "{{ [1, 2] }}", "{{ titre | attr('__class__') }}",
    "{{ loop }}", "{{ " + "(" * 2000 + "titre" + ")" * 2000 + " }}", "{% if titre %}" * 150 + "{% endif %}" * 150,
]  # fmt: skip


@pytest.mark.parametrize("tag", HOSTILE)
def test_a_model_can_neither_run_nor_read_elsewhere(tag):
    assert fault(tag)


def test_a_fault_is_placed_in_its_header_and_in_its_table():
    word = docx.Document()
    word.add_table(1, 1).cell(0, 0).text = "{{ rien }}"
    word.sections[0].header.paragraphs[0].text = "{{ rien }}"
    said = []
    for part in parties(word):
        environment = SandboxedEnvironment()
        said.append(part.lieu(faute(environment, part.texte_xml()).ligne - 2))
    assert said == [
        "paragraphe 1 (« {{ rien }} »), dans un tableau", "l’en-tête de page, paragraphe 1 (« {{ rien }} »)",
    ]  # fmt: skip


@pytest.mark.parametrize("tag", ["{# ", "{% vm ", "{{ titre }} "])
def test_a_model_made_to_be_endless_is_refused_at_once(tag):
    assert "trop long" in fault(tag * 20_000)
    assert fault(*["{# " * 1_600] * 50)


def test_what_is_allowed_is_read_without_a_word():
    verifier(
        model("{{ objectifs | join(', ') | upper }}", "{% if problemes and not clusters %}a{% else %}b{% endif %}")
    )
    verifier(
        model("{% for g in groupes if g.mission %}{% for s in g.sieges %}{{ loop.index }}{% endfor %}{% endfor %}")
    )
    verifier(model("{{ probleme if probleme else 'à préciser' }}", "{{ titre is defined }}", "100 % } {"))


def test_a_file_without_braces_is_only_styles():
    assert avec_variables(model("{{ titre }}"))
    assert not avec_variables(model("Papier à en-tête { 12 % }"))


RELS = "word/_rels/document.xml.rels"
_TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"


def link(kind, target):
    """Return a change that adds a link to something outside."""
    said = f'<Relationship Id="rId99" Type="{_TYPE}{kind}" Target="{target}" TargetMode="External"/></Relationships>'
    return lambda part: part.replace(b"</Relationships>", said.encode())


def body(said):
    """Return a change that puts *said* at the beginning of the body."""
    return lambda part: part.replace(b"<w:body>", b"<w:body>" + said.encode())


FIELD = '<w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT "c:/x"</w:instrText></w:r></w:p>'
ENTITY = b'<!DOCTYPE a [<!ENTITY b "c">]><w:document'


def damaged():
    """Return a Word file with a byte of its compressed styles changed."""
    raw = bytearray(model("{{ titre }}"))
    with zipfile.ZipFile(io.BytesIO(raw)) as archive:
        part = archive.getinfo("word/styles.xml")
    raw[part.header_offset + 30 + len(part.filename)] = 0xFF
    return bytes(raw)


REFUSED = [
    (damaged, "ce n’est pas un document Word"),
    (lambda: b"pas un document", "ce n’est pas un document Word"),
    (lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "protégé par un mot de passe"),
    (lambda: with_part("word/vbaProject.bin", lambda _: b"x"), "macros"),
    (lambda: with_part("[Content_Types].xml", lambda x: x.replace(b"document.main", b"macroEnabled.main")), "macros"),
    (lambda: with_part(RELS, link("image", "http://x.example/a.png")), "hors du fichier"),
    (lambda: with_part(RELS, link("attachedTemplate", "\\\\serveur\\a.dotm")), "hors du fichier"),
    (lambda: with_part(RELS, link("attachedTemplate", "https://x.example/a.dotm")), "hors du fichier"),
    (lambda: with_part(RELS, link("hyperlink", "file://serveur/x")), "hors du fichier"),
    (lambda: with_part(RELS, link("oleObject", "a.bin")), "objet incorporé"),
    (lambda: with_part("word/document.xml", lambda x: x.replace(b"<w:document", ENTITY, 1)), "comme Word l’écrit"),
    (lambda: with_part("word/document.xml", lambda x: x.decode().encode("utf-16")), "comme Word l’écrit"),
    (lambda: with_part("word/document.xml", body(FIELD)), "champ Word"),
    (lambda: with_part("word/document.xml", lambda x: x[:-30]), "abîmé"),
    (lambda: with_part("word/bombe.xml", lambda _: b" " * 25_000_000), "trop gros"),
    (lambda: with_part("word/bombe.bin", lambda _: bytes(15_000_000)), "trop gros"),
]  # fmt: skip


@pytest.mark.parametrize(("make", "said"), REFUSED)
def test_a_hostile_or_broken_file_is_refused_before_it_is_opened(make, said):
    with pytest.raises(ModeleRefuseError) as found:
        examine(make())
    assert said in found.value.refus.raison


def test_an_ordinary_file_and_its_web_addresses_are_let_through():
    examine(with_part(RELS, link("hyperlink", "https://www.has-sante.fr")))
    examine(with_part(RELS, link("attachedTemplate", "file:///C:/Users/x/Normal.dotm")))
