"""The reading of a problem statement, on a table of sentences judged by a person."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml

from qvtkit.method.expressions import Expressions, Lu
from qvtkit.method.relecture import CODES, Champs, relire
from qvtkit.model.diagnostic import Probleme
from qvtkit.ops.problems import reperes
from qvtkit.resources import path
from qvtkit.store.project import load

ROOT = Path(__file__).parents[2]
TABLE = yaml.safe_load((ROOT / "tests/fixtures/problemes.yaml").read_text(encoding="utf-8"))["enonces"]
GOOD = [each["texte"] for each in TABLE if not each["attendu"]]
LISTS = [path("relecture", f"{name}.yaml") for name in ("situation", "effets", "pieges", "personnes")]
SAID = "À l'étage, le matin, quand une ASH est absente, aides-soignants et infirmières se partagent le ménage : toilettes reportées, tensions."


def read(texte, champs=None):
    return {remark.code: remark for remark in relire(texte, reperes(), champs)}


def _score(lot):
    """Return how many remarks are right, too many, missing; over the sentences of *lot*."""
    right, extra, missing = 0, Counter(), Counter()
    for each in TABLE:
        if each["lot"] == lot:
            found, wanted = set(read(each["texte"])), set(each["attendu"])
            right += len(found & wanted)
            extra.update(found - wanted)
            missing.update(wanted - found)
    return right, extra, missing


def test_the_table_is_large_and_near_half_of_it_comes_from_the_clusters():
    assert len(TABLE) >= 60
    assert sum(bool(each.get("origine")) for each in TABLE) >= 60
    assert {code for each in TABLE for code in each["attendu"]} == set(CODES)
    assert len({each["texte"] for each in TABLE}) == len(TABLE)


def test_sentences_that_served_to_write_the_lists_are_read_as_a_person_reads_them():
    right, extra, missing = _score("reglage")
    assert right / (right + extra.total()) >= 0.99, extra
    assert right / (right + missing.total()) >= 0.95, missing


def test_sentences_never_seen_while_writing_the_lists_are_read_nearly_as_well():
    right, extra, missing = _score("controle")
    assert right / (right + extra.total()) >= 0.85, extra
    assert right / (right + missing.total()) >= 0.85, missing


def test_nobody_is_accused_wrongly_and_no_solution_seen_where_there_is_none():
    for each in TABLE:
        assert not {"personne", "solution"} & (set(read(each["texte"])) - set(each["attendu"])), each["texte"]


def test_good_sentences_are_left_alone():
    alarms = [texte for texte in GOOD if read(texte)]
    assert len(GOOD) >= 30
    assert len(alarms) <= 1, alarms


def test_the_problems_of_the_worked_examples_raise_no_alarm():
    for folder in sorted((ROOT / "examples").iterdir()):
        if (folder / "qvt.yaml").is_file():
            for key, problem in load(folder).problemes.items():
                if problem.enonce:
                    found = set(read(problem.enonce, Champs.of(problem)))
                    assert found <= {"dependance"}, (folder.name, key, found)


@pytest.mark.parametrize(
    ("texte", "code", "words"),
    [
        (f"{SAID} Il faudrait une règle.", "solution", "Il faudrait"),
        ("Mme Martin change le planning.", "personne", "Mme Martin"),
        ("La communication est mauvaise.", "trop-large", "communication"),
        ("Partout, la relève déborde.", "trop-large", "Partout"),
        ("À la pharmacie, tout dépend du\u00a0bloc.", "dependance", "dépend du"),
        ("« Réorganiser » l’œuvre de l’étage", "solution", "Réorganiser"),
    ],
)
def test_the_words_at_fault_are_given_with_their_place(texte, code, words):
    extract = read(texte)[code].extraits[0]
    assert extract.texte.replace("\u00a0", " ") == words
    assert texte[extract.debut : extract.fin] == extract.texte


def test_what_is_beyond_the_length_is_shown():
    texte = SAID + " Et cela dure." * 20
    tail = read(texte)["longueur"].extraits[0]
    assert (tail.debut, tail.fin) == (300, len(texte))
    assert "longueur" not in read(SAID + " " * 400)


@pytest.mark.parametrize(
    ("champs", "code"),
    [
        ({"lieu": "salle de relève"}, "lieu"), ({"moment": "à midi"}, "moment"), ({"tache": "transmissions"}, "tache"),
        ({"metiers": ["ash"]}, "metiers"), ({"effet_soin": "attente"}, "effet-soin"), ({"effet_travail": "fatigue"}, "effet-travail"),
    ],
)  # fmt: skip
def test_a_rubrique_that_is_filled_answers_its_code(champs, code):
    texte = "Cela ne va plus."
    assert code in read(texte)
    assert set(read(texte)) - set(read(texte, Champs.of(Probleme.model_validate(champs)))) == {code}


def test_a_service_named_in_the_rubriques_is_a_dependence_without_a_place_in_the_sentence():
    problem = Probleme.model_validate({"services_dependants": ["accueil"]})
    assert [each.as_dict() for each in read(SAID, Champs.of(problem))["dependance"].extraits] == [
        {"texte": "accueil", "debut": None, "fin": None}
    ]


@pytest.mark.parametrize(
    ("texte", "code"),
    [
        ("En salle, il faut deux personnes pour lever un résident.", "solution"),
        ("Depuis la mise en place du logiciel, on saisit deux fois.", "solution"),
        ("Les infirmières n’ont jamais le temps de finir.", "personne"),
        ("Les aides-soignants ne peuvent pas joindre le médecin.", "personne"),
        ("Les médecins ne sont pas prévenus de la sortie.", "personne"),
        ("À la résidence Sainte-Catherine, le soir, la relève déborde.", "personne"),
        ("Cela dépend des jours.", "dependance"),
        ("Les résidents dépendants mangent après les autres.", "dependance"),
        ("AU RÉFECTOIRE, À MIDI, LES REPAS SONT FROIDS", "lieu"),
        ("a l'etage, le matin", "lieu"),
        ("Les équipes tournent en as.", "personne"),
    ],
)
def test_no_false_alarm(texte, code):
    assert code not in read(texte)


@pytest.mark.parametrize("texte", ["", "   ", "?", "🙂", "\n\n", "a" * 5000, "l’" * 500])
def test_any_text_can_be_read(texte):
    assert set(read(texte)) <= set(CODES)


def test_remarks_come_in_order_with_all_that_a_person_needs():
    found = relire("Il faut recruter.", reperes())
    assert [each.code for each in found] == [code for code in CODES if code in {each.code for each in found}]
    for remark in found:
        assert remark.niveau in {"a-revoir", "a-verifier"}
        assert all((remark.titre, remark.pourquoi, remark.source, remark.conseil, remark.modele))


def test_every_remark_has_its_text_and_says_where_it_comes_from():
    said = yaml.safe_load(path("relecture", "remarques.yaml").read_text(encoding="utf-8"))
    assert said["version"]
    assert list(said["remarques"]) == list(CODES)
    for code, body in said["remarques"].items():
        assert set(body) == {"titre", "niveau", "pourquoi", "conseil", "source"}, code
        assert body["niveau"] in {"a-revoir", "a-verifier"}, code
        assert not body["titre"].endswith("."), code


NAMES = {name for file in LISTS for name in yaml.safe_load(file.read_text(encoding="utf-8"))["listes"]}
"""One file may refer to the lists of another."""


@pytest.mark.parametrize("file", LISTS, ids=lambda file: file.stem)
def test_every_list_of_words_is_well_made(file):
    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert data["version"]
    assert "qvtkit" in data["source"]
    for name, body in data["listes"].items():
        assert set(body) <= {"mots", "sauf", "debuts"}, name
        for lines in body.values():
            assert all(isinstance(line, str) and line == line.strip() and line for line in lines), name
            assert len(lines) == len(set(lines)), [line for line, times in Counter(lines).items() if times > 1]
            for line in lines:
                assert line.count("{") == line.count("}"), line
                assert all(word.split("}")[0] in NAMES for word in line.split("{")[1:]), line


@pytest.mark.parametrize(
    ("line", "texte", "found"),
    [
        ("aide-soignant", "Les aides soignantes, les aides‑soignants", ["aides soignantes", "aides‑soignants"]),
        ("prépar*", "Préparer, préparation, PRÉPARÉ", ["Préparer", "préparation", "PRÉPARÉ"]),
        ("un|une pause", "Une pause, un pas", ["Une pause"]),
        ("soins … reportés", "Les soins du matin sont reportés", ["soins du matin sont reportés"]),
        ("soins … reportés", "Les soins. Ils sont reportés", []),
        ("ASH", "Une ASH et une ash", ["ASH"]),
        ("# h", "À 14 h, à 14h", ["14 h"]),
        ("M. Xxx", "M. Petit mesure 2 m. petit", ["M. Petit"]),
        ("œuvre", "L’œuvre, les oeuvres", ["œuvre", "oeuvres"]),
        ("midi", "amidine, après-midi", ["midi"]),
    ],
)
def test_the_writing_of_the_lists(line, texte, found):
    expressions = Expressions.of({"liste": {"mots": [line]}}, "liste")
    assert [each.texte for each in expressions.dans(Lu(texte))] == found


def test_what_is_excepted_is_not_found():
    expressions = Expressions.of({"liste": {"mots": ["dans la"], "sauf": ["dans la journée"]}}, "liste")
    assert [each.debut for each in expressions.dans(Lu("dans la journée, dans la chambre"))] == [17]
    assert Expressions.of({}, "absente").dans(Lu("rien")) == []
