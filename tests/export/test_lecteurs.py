"""What the people who receive the documents trip over: said once, at its time, in words that they know."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.export.reading import section, words

from qvtkit.export.context import contexte
from qvtkit.export.document import Bullets, Table
from qvtkit.export.documents import fiche, note_cadrage, passation
from qvtkit.export.vues.base import intervalle
from qvtkit.method.quantites import passage
from qvtkit.model.dates import DateSouple
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable

    from qvtkit.model.projet import Projet

DAY = dt.date(2017, 3, 22)
EXAMPLES = Path(__file__).parents[2] / "examples"
GOING = (
    "format: 1\netablissement: {nom: Centre hospitalier du Lac, type: ch, statut: public}\n"
    "clusters: [{nom: Virage ambulatoire en ville, thematique: virage-ambulatoire, aract: Aract Normandie, "
    "ars: ARS Normandie}]\n"
    "demarche: {phases: [{phase: diagnostic, debut: 2016-10}]}\n"
)
SEATS = (
    "nom: Groupe\nfrequence: mensuelle\nsieges:\n"
    "  - {id: a, colleges: [direction], fonction: Directrice, debut: 2016-01, fin: 2017-05}\n"
    "  - {id: b, colleges: [direction], fonction: Directeur, debut: 2017-06, remplace: a}\n"
    "  - {id: c, colleges: [metier], fonction: Infirmière, debut: 2016-01, fin: 2017-01}\n"
    "  - {id: d, colleges: [metier], fonction: Infirmier, debut: 2017-04-10, remplace: c}\n"
    "  - {id: e, colleges: [prevention-support], fonction: Ergonome, debut: 2016-01}\n"
)


@pytest.fixture
def en_cours(creer: Callable[..., Projet]) -> Projet:
    return creer({"qvt.yaml": GOING, "1-conception/groupes/g.yaml": SEATS})


def test_what_ends_a_project_is_not_asked_while_it_goes_on(en_cours: Projet, creer: Callable[..., Projet]):
    said = words(fiche.build(en_cours, court=False, aujourdhui=DAY))
    assert "qvtkit closing edit" not in said
    assert "pourquoi aucune expérimentation" not in said.lower()
    assert "La raison n’est pas encore notée" not in said
    assert "À écrire à la fin de la démarche." in said
    begun = creer({"qvt.yaml": GOING, "4-perennisation/bilan.yaml": "deroulement: Tout est dit\n"})
    assert "qvtkit closing edit" in words(fiche.build(begun, court=False, aujourdhui=DAY))


def test_the_first_lines_say_where_the_project_is_and_of_a_running_test_that_it_runs():
    test = fiche.build(load(EXAMPLES / "hopital-de-jour-interruptions"), court=False, aujourdhui=DAY)
    first = words(test.blocs[0])
    assert "expérimentation, depuis décembre 2016." in first
    assert "Ce qui est essayé" in first
    assert "La suite" not in first
    assert "Ce qui est testé" in words(fiche.build(
        load(EXAMPLES / "hopital-de-jour-interruptions"), court=True, aujourdhui=DAY
    ))  # fmt: skip
    none = fiche.build(load(EXAMPLES / "ehpad-tour-des-medicaments"), court=False, aujourdhui=dt.date(2019, 3, 20))
    assert "diagnostic, depuis novembre 2018. Rien n’est encore essayé." in words(none.blocs[0])


def test_what_is_still_to_come_is_not_told_as_done(projet: Path):
    seen = contexte(load(projet), DAY)
    assert dict(seen.visas)["Direction"] == "visa prévu le 28/03/2017"
    assert not [fact for fact in seen.faits if fact.date.first_day > DAY]
    assert dict(contexte(load(projet), dt.date(2017, 3, 28)).visas)["Direction"] == "visée le 28/03/2017"


def test_a_departure_to_come_is_not_told_and_an_arrival_to_come_is_told_as_such(en_cours: Projet):
    changes = " ".join(contexte(en_cours, DAY).gouvernance.changements)
    assert "Directrice" not in changes
    assert "« Infirmier » l’occupera dès le 10/04/2017" in changes.replace("\u00a0", " ")


def test_nothing_of_the_identity_is_said_twice_and_articles_are_there(en_cours: Projet):
    long = words(fiche.build(en_cours, court=False, aujourdhui=DAY))
    assert "Centre hospitalier du Lac (public)" in long
    assert "avec l’Aract Normandie et l’ARS Normandie" in long
    short = words(fiche.build(en_cours, court=True, aujourdhui=DAY))
    assert "« Virage ambulatoire en ville »" in short
    assert "(virage ambulatoire)" not in short


def test_groups_are_told_in_plain_french(en_cours: Projet):
    note = words(note_cadrage.build(en_cours, DAY))
    assert "3 sièges" not in note
    assert "2 sièges (direction, prévention et support), fréquence : mensuelle." in note
    arrival = section(passation.build(en_cours, DAY), "Qui siège")
    assert "direction (directrice), prévention et support (ergonome). Fréquence : mensuelle." in arrival


def test_one_stake_is_a_sentence_and_several_are_a_list(creer: Callable[..., Projet]):
    text = "enjeux:\n  - {famille: technique, texte: Un}\n  - {famille: economique, texte: Deux}\n"
    stakes = text + "  - {famille: economique, texte: Trois}\n"
    made = note_cadrage.build(creer({"1-conception/cadrage.yaml": stakes}), DAY)
    cells = next(block for block in made.blocs if isinstance(block, Table)).lignes[0]
    assert [any(isinstance(item, Bullets) for item in cell) for cell in cells[:2]] == [True, False]
    assert cells[2] == "À compléter"


def test_a_newcomer_reads_the_open_questions_and_each_day_of_decisions_once(projet: Path):
    made = passation.build(load(projet), DAY)
    assert "« Quel budget est prévu pour la suite ? »" in section(made, "Où nous en sommes")
    table = next(each for each in made.blocs if isinstance(each, Table) and each.entetes == ("Date", "Décision"))
    dates = [row[0] for row in table.lignes]
    assert len(dates) == len(set(dates))
    assert "étage 2. Décision : adapter (une procédure partagée" in words(table.lignes[0][1])


def test_the_fiche_gives_no_command_but_in_what_is_left_to_complete(projet: Path):
    for court in (True, False):
        assert "qvtkit " not in words(fiche.build(load(projet), court=court, aujourdhui=DAY))


@pytest.mark.parametrize(
    ("before", "after", "unit", "expected"),
    [
        (7.278, 4.8, "%", "7,3 → 4,8 %"), (16.5, 23, "heures", "16,5 → 23,0 heures"), (12, 8, "rappels", "12 → 8 rappels"),
        (2385.5, 2481, "€", "2 386 → 2 481 €"), (-779.2, 435, "€", "−779 → 435 €"), (0.278, 0.1, "", "0,278 → 0,100"),
        (0, 0, "jours", "0 → 0 jour"), (3e15, 1, "", "3 × 10^15 → 1"),
    ],
)  # fmt: skip
def test_values_read_together_have_as_many_decimals(before: float, after: float, unit: str, expected: str):
    assert passage(before, after, unit).replace("\u202f", " ") == expected


def test_months_that_begin_by_a_vowel_are_elided():
    april, october = DateSouple.parse("2016-04"), DateSouple.parse("2016-10")
    assert intervalle(april, october) == "d’avril 2016 à octobre 2016"
    assert intervalle(DateSouple.parse("2016-03"), october) == "de mars 2016 à octobre 2016"
