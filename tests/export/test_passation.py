from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from tests.export.reading import pages, section, words

from qvtkit.export.document import Callout, Heading
from qvtkit.export.documents.passation import build
from qvtkit.store.project import load

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
DAY = dt.date(2017, 3, 22)
LONG = "Un texte très long, qui raconte tout ce que pense le groupe. " * 30


@pytest.fixture
def fiche(projet):
    return build(load(projet), DAY)


def test_a_newcomer_finds_everything_on_one_page(fiche):
    assert [block.texte for block in fiche.blocs if isinstance(block, Heading)] == [
        "La démarche", "Où nous en sommes", "Ce qui est attendu d’ici 90 jours", "Ce qui a été décidé",
        "Qui siège aujourd’hui", "Où sont les fichiers, par où commencer",
    ]  # fmt: skip
    assert pages(fiche) == 1
    told = section(fiche, "Où sont les fichiers")
    assert all(command in told for command in ("qvtkit status", "qvtkit next", "qvtkit journal list"))


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_each_example_holds_on_one_page(folder):
    assert pages(build(load(folder), DAY)) == 1


def test_the_project_and_its_phase(fiche):
    told = section(fiche, "La démarche")
    assert "toilettes reportées" in told
    assert "terminée, du 03/10/2016 au 16/12/2016, décision : adapter" in told
    assert "Projet d’établissement 2015-2020" in told
    assert "Pérennisation, depuis février 2017." in section(fiche, "Où nous en sommes")


def test_what_is_open_is_told_in_words(fiche):
    box = next(block for block in fiche.blocs if isinstance(block, Callout))
    assert "Vos instances" not in words(box), "settled since: it is open no more"
    assert "1 proposition attend une réponse, en retard." in words(box)
    assert "Questions de la phase : 3 points ouverts." in words(box)


def test_what_is_due_in_ninety_days_the_late_first(fiche):
    rows = next(
        block
        for block in fiche.blocs[fiche.blocs.index(_heading(fiche, "Ce qui est attendu")) :]
        if hasattr(block, "lignes")
    ).lignes
    dates = [words(row[0]) for row in rows]
    assert dates[0] == "En retard (06/12/2016)"
    assert "Juin 2017" in dates
    assert not any("2018" in date for date in dates)
    assert "dates plus tard" in section(fiche, "Ce qui est attendu")


def test_decisions_are_dated_the_latest_first_and_no_divergence_is_one(fiche):
    told = section(fiche, "Ce qui a été décidé")
    assert told.index("10/01/2017") < told.index("Janvier 2017") < told.index("19/12/2016")
    assert "Avant : " in told
    assert "Décision : adapter" in told
    assert "Proposition refusée : " in told
    assert "Divergence" not in told


def test_who_sits_by_function_and_who_followed(fiche):
    told = section(fiche, "Qui siège")
    assert "direction (directeur), représentants du personnel (" in told
    assert "infirmière (2)" in told
    assert "Le siège « Directrice » s’est libéré en janvier 2017" in told


def test_a_vacant_seat_is_open(creer):
    text = (
        "nom: Groupe\nroles: [copil]\nsieges:\n  - {id: d, colleges: [direction], fonction: Directrice, fin: 2017-01}\n"
    )
    made = build(creer({"1-conception/groupes/g.yaml": text}), DAY)
    assert "« Directrice » est vacant depuis janvier 2017" in section(made, "Où nous en sommes")
    assert "Aucun siège" in section(made, "Qui siège")


def test_an_empty_project_says_so_kindly(creer):
    made = build(creer(), DAY)
    said = words(made)
    assert "Aucune date n’est inscrite." in said
    assert "Aucune décision n’est encore notée." in said
    assert "Rien n’est resté ouvert." in said
    assert pages(made) == 1


def test_the_folder_is_named_without_its_path(creer):
    said = words(build(creer(), DAY))
    assert "« dossier »" in said
    assert "/" not in section(build(creer(), DAY), "Où sont les fichiers")


def test_names_become_functions(creer):
    files = {
        "1-conception/groupes/g.yaml": "nom: Groupe\nroles: [copil]\nsieges:\n  - {id: d, colleges: [direction], "
        "fonction: Directrice, nom: Martine Lefebure}\n",
        "journal.yaml": "faits:\n  - {date: 2017-01-02, type: decision, texte: Martine Lefebure accorde 60 heures}\n",
        "agenda.yaml": "evenements:\n  - {date: 2017-04-02, type: reunion, titre: Chez Martine Lefebure}\n",
    }
    said = words(build(creer(files), DAY))
    assert "Lefebure" not in said
    assert "Directrice accorde 60 heures" in said


def test_a_decision_told_twice_the_same_day_is_told_once(creer):
    files = {
        "journal.yaml": "faits:\n  - {date: 2017-02-14, type: decision, texte: Coller les numéros}\n",
        "3-experimentation/e/experimentation.yaml": (
            "titre: x\najustements: [{date: 2017-02-14, constat: y, decision: Coller les numéros}]\n"
        ),
    }
    assert section(build(creer(files), DAY), "Ce qui a été décidé").lower().count("coller les numéros") == 1


def test_long_texts_still_make_one_page(creer):
    days = range(1, 21)
    seats = "".join(f'  - {{id: s{n}, colleges: [metier], fonction: "{n} {LONG}", debut: 2016-01}}\n' for n in days)
    files = {
        "1-conception/cadrage.yaml": f'pourquoi: "{LONG}"\nperimetre: "{LONG}"\n',
        "2-diagnostic/problemes/p.yaml": f'titre: x\netat: retenu\nenonce: "{LONG}"\n',
        "agenda.yaml": "evenements:\n" + "".join(f'  - {{date: 2017-04-{n:02}, type: reunion, titre: "{LONG}"}}\n' for n in days),
        "journal.yaml": "faits:\n" + "".join(f'  - {{date: 2017-02-{n:02}, type: decision, texte: "{n} {LONG}"}}\n' for n in days),
        **{f"1-conception/groupes/g{n}.yaml": f'nom: "{n} {LONG}"\nroles: [copil]\nfrequence: "{LONG}"\nsieges:\n{seats}' for n in range(5)},
        **{f"3-experimentation/e{n}/experimentation.yaml": f'titre: "{n} {LONG}"\netat: en-cours\n' for n in range(4)},
    }  # fmt: skip
    made = build(creer(files), DAY)
    assert pages(made) == 1
    assert "autres dates d’ici là" in words(made)


def test_the_command_writes_it(run, projet):
    code, out, _ = run("export", "passation", "--format", "docx")
    assert code == 0
    assert "passation-2017-03-22.docx" in out
    assert (projet / "exports" / "passation-2017-03-22.docx").is_file()


def _heading(document, title):
    return next(block for block in document.blocs if isinstance(block, Heading) and block.texte.startswith(title))
