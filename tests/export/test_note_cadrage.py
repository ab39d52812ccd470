from __future__ import annotations

import datetime as dt

import pytest
from tests.export.reading import pages, words

from qvtkit.export.coupe import SUITE, coupe
from qvtkit.export.documents.note_cadrage import build
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
LONG = "Un texte très long, qui raconte tout ce que pense le groupe. " * 30
FAMILIES = ("economique", "technique", "social-sante")
STAKES = [f'  - {{famille: {family}, texte: "{n} {LONG}"}}' for family in FAMILIES for n in range(6)]
PROJECTS = [f'  - {{nom: "{n} {LONG}", lien: "{LONG}"}}' for n in range(8)]
WORDY = "\n".join([
    f'pourquoi: "{LONG}"', "enjeux:", *STAKES, "objectifs:", *(f'  - "{n} {LONG}"' for n in range(6)),
    f'perimetre: "{LONG}"', f'moyens: {{heures: 1000, euros: 20000, remplacements: oui, precision: "{LONG}"}}',
    *(f'{key}: {{date: 2016-01, texte: "{LONG}"}}' for key in ("engagement_direction", "climat_social", "communication")),
    "projets_lies:", *PROJECTS,
])  # fmt: skip


@pytest.fixture
def note(projet):
    return build(load(projet), DAY)


def test_the_note_says_the_framing_on_one_page_and_lacks_nothing(note):
    said = words(note)
    for fact in (
        "Nous voulons que l’absence d’une collègue", "Des toilettes reportées", "240 heures", "participants remplacés",
        "Délégués du personnel (DP) : 12/02/2016, avis favorable", "Projet d’établissement 2015-2020",
        "On se parle facilement", "Ne pas mettre en cause les personnes".lower(), "Groupe QVT : 10 sièges",
    ):  # fmt: skip
        assert fact in said.replace("Ne pas", "ne pas"), fact
    assert "à compléter" not in said
    assert SUITE not in said
    assert pages(note) == 1


def test_both_sides_have_their_place_to_sign(note):
    table = note.blocs[-1]
    assert table.entetes == ("Pour la direction", "Pour les représentants du personnel")
    assert all("Signature" in cell for cell in table.lignes[0])


def test_what_is_missing_is_said_in_clear(creer):
    said = words(build(creer(), DAY))
    assert said.lower().count("à compléter") >= 13
    assert "une phrase que la direction et les représentants du personnel signeraient" in said
    assert "au moins un projet en cours" in said
    assert "les groupes et leurs sièges" in said


def test_a_part_half_told_says_what_it_lacks(creer):
    note = "moyens: {heures: 60}\ninstances: [{instance: cvs}]\nclimat_social: {texte: On se parle}\n"
    said = words(build(creer({"1-conception/cadrage.yaml": note}), DAY))
    assert "60 heures." in said
    assert "à compléter : les remplacements et le budget" in said
    assert "à compléter : la date de l’information (CVS)" in said
    assert "à compléter : la date" in said


def test_long_texts_still_make_one_page_and_say_that_they_are_cut(creer):
    seats = "".join(f'  - {{id: s{n}, colleges: [metier], fonction: "{n} {LONG}"}}\n' for n in range(12))
    groups = {
        f"1-conception/groupes/g{n}.yaml": f'nom: "{LONG}"\nroles: [copil]\nregles: ["{LONG}"]\nsieges:\n{seats}'
        for n in range(5)
    }
    document = build(creer({"1-conception/cadrage.yaml": WORDY, **groups}), DAY)
    assert pages(document) == 1
    assert SUITE in words(document)
    assert "autres, dans le dossier" in words(document)


def test_no_name_leaves_the_folder(creer):
    files = {
        "1-conception/cadrage.yaml": "pourquoi: Martine Lefebure veut que l'on se parle\n",
        "1-conception/groupes/g.yaml": "nom: Groupe\nroles: [copil]\nsieges:\n  - {id: d, colleges: [direction], "
        "fonction: Directrice, nom: Martine Lefebure}\n",
    }
    said = words(build(creer(files), DAY))
    assert "Lefebure" not in said
    assert "Directrice veut que l’on se parle" in said


def test_a_text_is_cut_between_words():
    assert coupe("Une phrase  courte.", 50) == "Une phrase courte."
    assert coupe("Une phrase, trop longue", 12) == f"Une phrase\u00a0{SUITE}"
    assert coupe("x" * 50, 10) == f"{'x' * 10}\u00a0{SUITE}"


def test_the_command_writes_it_and_does_not_replace_a_file(run, tmp_path):
    target = tmp_path / "note.pdf"
    code, out, _ = run("exporter", "cadrage", "-o", str(target))
    assert code == 0
    assert str(target) in out
    assert target.read_bytes().startswith(b"%PDF")
    assert run("export", "cadrage", "-o", str(target))[0] == 1


def test_a_body_that_is_not_informed_yet_is_never_told_as_informed(creer):
    note = "instances: [{instance: cvs}, {instance: cdu, date: 2017-05-12}, {instance: dp, date: 2016-02}]\n"
    said = words(build(creer({"1-conception/cadrage.yaml": note}), DAY))
    assert "Conseil de la vie sociale (CVS) : à informer" in said
    assert "ommission des usagers (CDU) : prévue, 12/05/2017" in said
    assert "élégués du personnel (DP) : février 2016" in said


def test_the_note_says_the_rules_of_the_project_whatever_the_groups(creer):
    files = {
        "1-conception/cadrage.yaml": "regles: [Une règle commune]\n",
        "1-conception/groupes/a.yaml": "nom: A\nroles: [copil]\n",
        "1-conception/groupes/b.yaml": "nom: B\nroles: [groupe-de-travail]\nregles: [Une règle à part]\n",
    }
    said = words(build(creer(files), DAY)).lower()
    assert "une règle commune" in said
    assert "une règle à part" not in said
    files["1-conception/cadrage.yaml"] = "pourquoi: Mieux travailler\n"
    assert "une règle à part" in words(build(creer(files), DAY)).lower()
