"""The minutes of a meeting, or of a session: complete, without a name, each opinion kept."""

from __future__ import annotations

import datetime as dt
import io

import pikepdf
import pytest

from qvtkit.export.document import Bullets, Definitions, Heading, Para, Table
from qvtkit.export.documents import compte_rendu_seance as seance
from qvtkit.export.documents.compte_rendu import build
from qvtkit.export.render import render
from qvtkit.store.project import load

DAY = dt.date(2017, 3, 22)
MEETING = "2016-11-08-groupe-qvt"
TEST = "procedure-absence-ash"


def _heads(document):
    return [block.texte for block in document.blocs if isinstance(block, Heading)]


def _plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _said(document):
    return repr(document).replace("\\xa0", " ").replace("\\u202f", " ")


def test_the_minutes_of_the_example_say_all_that_was_noted(projet):
    document = build(load(projet), MEETING, DAY)
    assert document.titre == "Groupe QVT, réunion du 08/11/2016"
    assert _heads(document) == ["Ordre du jour", "Décisions", "Avis différents", "Propositions", "À faire"]
    card = next(block for block in document.blocs if isinstance(block, Definitions))
    assert {label: _plain(text) for label, text in card.paires} == {
        "Objet": "Réunion du groupe QVT", "Heure et lieu": "14 h, Salle d’animation",
        "Présents": "Direction (1), représentants du personnel (1), encadrement (2), métiers (4)",
    }  # fmt: skip
    tables = [block for block in document.blocs if isinstance(block, Table)]
    assert tables[0].lignes[0][0] == "Créer deux demi-postes d’ASH réservés aux remplacements."
    assert tables[0].lignes[0][1].startswith("Refusée (directrice, 19/12/2016). Non pour 2017")
    assert [(row[1], row[3]) for row in tables[1].lignes] == [
        ("Gouvernante", "Fait"),
        ("Responsable SST", "En retard"),
    ]


def test_the_minutes_say_when_the_group_meets_next(projet):
    said = _said(build(load(projet), MEETING, DAY))
    assert "15/11/2016, 14 h, Salle d’animation : deuxième séance en cours d’essai." in said


def test_an_answer_that_is_late_was_awaited(projet):
    said = _said(seance.build(load(projet), f"{TEST}/2016-12-20", DAY))
    assert "La réponse était attendue pour le 31/01/2017." in said
    early = _said(seance.build(load(projet), f"{TEST}/2016-12-20", dt.date(2016, 12, 21)))
    assert "Réponse attendue pour le 31/01/2017." in early


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
def test_names_stay_out_unless_the_project_shows_them(projet, nommee, rule):
    nommee(rule)
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


def test_a_task_that_is_not_late_is_still_to_do(projet):
    document = build(load(projet), MEETING, dt.date(2016, 11, 10))
    assert [row[3] for row in [b for b in document.blocs if isinstance(b, Table)][1].lignes] == ["Fait", "À faire"]


def test_the_command_produces_what_was_held_last_or_the_one_named(run, projet):
    code, out, _ = run("export", "compte-rendu", "--format", "html")
    assert code == 0
    assert "compte-rendu-2016-12-20-procedure-absence-ash.html" in out
    for named in ("08/11/2016", MEETING):
        code, out, _ = run("exporter", "compte-rendu", named, "--format", "html")
        assert code == 0
        assert "compte-rendu-2016-11-08-groupe-qvt" in out
    names = {path.name for path in (projet / "exports").iterdir()}  # the day of the meeting, not that of the export too
    assert names == {f"compte-rendu-{each}.html" for each in (f"2016-12-20-{TEST}", MEETING, f"{MEETING}-2")}
    code, _, err = run("export", "compte-rendu", "09/11/2016")
    assert code == 1
    assert MEETING in err
    assert f"{TEST}/2016-11-15" in err


def test_two_things_held_the_same_day_are_told_apart_by_their_names(run, projet):
    (projet / "reunions" / "2016-11-15-groupe-qvt.yaml").write_text("notes: [{texte: Une note}]\n", encoding="utf-8")
    code, _, err = run("export", "compte-rendu", "15/11/2016")
    assert code == 2
    assert "2016-11-15-groupe-qvt" in err
    assert f"{TEST}/2016-11-15" in err
    assert run("export", "compte-rendu", f"{TEST}/2016-11-15", "--format", "html")[0] == 0


def test_without_anything_held_the_way_to_hold_a_meeting_is_told(run, projet):
    (projet / "reunions" / f"{MEETING}.yaml").unlink()
    for file in (projet / "3-experimentation" / TEST / "seances").iterdir():
        file.unlink()
    code, _, err = run("export", "compte-rendu")
    assert code == 1
    assert "qvtkit meeting" in err


def test_a_session_that_cannot_be_read_says_where_and_writes_nothing(run, projet):
    file = projet / "3-experimentation" / TEST / "seances" / "2016-12-20.yaml"
    file.write_text("momment: bilan\n", encoding="utf-8")
    code, _, err = run("export", "compte-rendu")
    assert code == 1
    assert "2016-12-20.yaml" in err
    assert not (projet / "exports").exists()


def test_a_session_keeps_the_three_families_and_each_opinion(projet):
    document = seance.build(load(projet), f"{TEST}/2016-11-15", DAY)
    assert document.titre == "Groupe QVT, séance du 15/11/2016"
    assert _heads(document) == [
        "Ce que le groupe en dit, famille par famille", "Avis différents", "Ce que l’on n’attendait pas",
        "Ajustements décidés", "Propositions", "Les mesures de la période",
    ]  # fmt: skip
    tables = {block.titre: block for block in document.blocs if isinstance(block, Table) and block.titre}
    assert list(tables) == ["Économique", "Technique", "Social et santé"]
    assert tables["Technique"].entetes[2] == "Avant"
    said = _said(document)
    assert "ASH et aide-soignant : amélioré ; infirmier : inchangé." in said
    assert "Avis partagés, " not in said, "the heading says it"
    assert "craignent pour les médicaments" in said
    assert "Avant 9 h 30 toute question" in said
    assert "Adaptée (gouvernante, 13/12/2016). Oui pour un chariot" in said
    assert "2 305 € (en octobre 2016)" in said
    assert "octobre 2017" not in said


def test_the_session_before_a_test_tells_what_was_chosen_and_judges_nothing(projet):
    document = seance.build(load(projet), f"{TEST}/2016-09-20", DAY)
    assert _heads(document)[0] == "Ce que le groupe a choisi de suivre"
    assert "Départ" not in _said(document)


def test_a_family_nobody_looked_at_says_so(projet):
    file = projet / "3-experimentation" / TEST / "seances" / "2016-12-20.yaml"
    file.write_text(
        "moment: bilan\nactivites:\n  - {activite: Petits-déjeuners, famille: technique, tendance: inchange}\n",
        encoding="utf-8",
    )
    said = _said(seance.build(load(projet), f"{TEST}/2016-12-20", DAY))
    assert said.count("Rien n’a été regardé dans cette famille à cette séance.") == 2


@pytest.mark.parametrize("gone", [True, False])
def test_a_session_whose_test_cannot_be_read_still_has_its_minutes(run, projet, gone):
    test = projet / "3-experimentation" / "procedure-absence-ash" / "experimentation.yaml"
    test.unlink() if gone else test.write_text("titre: [\n", encoding="utf-8")
    code, _, err = run("export", "compte-rendu", "procedure-absence-ash/2016-11-15", "-o", str(projet / "cr.md"))
    assert code == 0
    assert gone or "3-experimentation/procedure-absence-ash/experimentation.yaml" in err
    assert "Petits-déjeuners" in (projet / "cr.md").read_text(encoding="utf-8")
