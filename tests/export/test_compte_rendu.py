"""The minutes of a meeting: complete, without a name, on two pages at most."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest

from qvtkit.export.compte_rendu import build
from qvtkit.export.document import Bullets, Definitions, Heading, Para, Table
from qvtkit.export.render import render
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
MEETING = "2016-11-08-groupe-qvt"


def _heads(document):
    return [block.texte for block in document.blocs if isinstance(block, Heading)]


def _said(document):
    return repr(document).replace("\u00a0", " ").replace("\u202f", " ")


def test_the_minutes_of_the_example_say_all_that_was_noted(projet):
    document = build(load(projet), MEETING, DAY)
    assert document.titre == "Groupe QVT, réunion du 08/11/2016"
    assert _heads(document) == ["Ordre du jour", "Décisions", "Avis différents", "Propositions", "À faire"]
    card = next(block for block in document.blocs if isinstance(block, Definitions))
    assert dict(card.paires) == {
        "Objet": "Réunion du groupe QVT", "Heure et lieu": "14:00, Salle d’animation",
        "Présents": "Direction 1, représentants du personnel 1, encadrement 2, métiers 4",
    }  # fmt: skip
    tables = [block for block in document.blocs if isinstance(block, Table)]
    assert tables[0].lignes[0][0] == "Créer deux demi-postes d’ASH réservés aux remplacements."
    assert tables[0].lignes[0][1].startswith("Refusée. Non pour 2017")
    assert [(row[1], row[3]) for row in tables[1].lignes] == [
        ("Gouvernante", "Fait"),
        ("Responsable SST", "Pas encore"),
    ]


def test_a_meeting_that_nothing_is_known_of_still_gives_a_page(projet):
    (projet / "reunions" / "2017-02-01-autre.yaml").write_text("notes:\n  - {texte: Une note}\n", encoding="utf-8")
    document = build(load(projet), "2017-02-01-autre", DAY)
    assert document.titre == "Autre, réunion du 01/02/2017"
    assert _heads(document) == ["Décisions", "Notes"]
    assert Para("Aucune.") in document.blocs


def test_each_opinion_stands_beside_the_others_and_none_is_settled(projet):
    (projet / "reunions" / f"{MEETING}.yaml").write_text(
        "notes:\n  - {type: divergence, texte: La charge, avis: {direction: mieux partagée, ash: plus lourde}}\n",
        encoding="utf-8",
    )
    document = build(load(projet), MEETING, DAY)
    opinions = next(block for block in document.blocs if isinstance(block, Bullets))
    assert [item[0].texte for item in opinions.items] == ["Direction", "ASH"]


def test_a_proposal_whose_record_is_gone_is_told_by_what_is_left(projet):
    (projet / "propositions" / "p-2016-11-pool-remplacement.yaml").unlink()
    assert "P 2016 11 pool remplacement" in _said(build(load(projet), MEETING, DAY))


@pytest.mark.parametrize("rule", ["fonctions", "noms"])
def test_names_stay_out_unless_the_project_shows_them(projet, rule):
    head = projet / "qvt.yaml"
    head.write_text(
        head.read_text(encoding="utf-8").replace("identites: fonctions", f"identites: {rule}"), encoding="utf-8"
    )
    group = projet / "1-conception" / "groupes" / "groupe-qvt.yaml"
    group.write_text(
        group.read_text(encoding="utf-8").replace(
            "fonction: Gouvernante,", "fonction: Gouvernante, nom: Camille Vasseur,"
        ),
        encoding="utf-8",
    )
    file = projet / "reunions" / f"{MEETING}.yaml"
    file.write_text(
        file.read_text(encoding="utf-8").replace("qui: Gouvernante", "qui: Camille Vasseur"), encoding="utf-8"
    )
    said = _said(build(load(projet), MEETING, DAY))
    assert ("Vasseur" in said) is (rule == "noms")
    assert "Gouvernante" in said or rule == "noms"


@pytest.mark.parametrize("fmt", ["docx", "pdf", "html"])
def test_a_full_meeting_fits_two_pages_in_every_format(projet, fmt):
    notes = "".join(
        f'  - {{type: {kind}, texte: "{"Un texte assez long pour tenir une ligne et demie de la page, ou presque deux. " * 2}"}}\n'
        for kind in ("decision", "divergence", "a-faire", "note")
        for _ in range(4)
    )
    (projet / "reunions" / f"{MEETING}.yaml").write_text(f"presents: {{metier: 6}}\nnotes:\n{notes}", encoding="utf-8")
    content = render(build(load(projet), MEETING, DAY), fmt).contenu
    if fmt == "pdf":
        assert len(pikepdf.open(io.BytesIO(content)).pages) <= 2
    assert content


def test_the_command_produces_the_last_meeting_or_the_one_named(run, projet):
    assert run("export", "compte-rendu", "--format", "html")[0] == 0
    code, out, _ = run("exporter", "compte-rendu", "08/11/2016", "--format", "html")
    assert code == 0
    assert "compte-rendu-2016-11-08-groupe-qvt-2017-03-22-2.html" in out
    code, _, err = run("export", "compte-rendu", "09/11/2016")
    assert code == 1
    assert MEETING in err


def test_without_a_meeting_the_way_to_hold_one_is_told(run, projet):
    (projet / "reunions" / f"{MEETING}.yaml").unlink()
    code, _, err = run("export", "compte-rendu")
    assert code == 1
    assert "qvtkit meeting" in err
