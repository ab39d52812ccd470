"""Each rule on a bad folder: the exact code, level, file, line and column; and silence on good ones."""

from __future__ import annotations

import datetime as dt

import pytest

import qvtkit
from qvtkit.checks.rules import LECTURE, RULES, named, owner
from qvtkit.issues import level_of

TODAY = dt.date(2017, 3, 22)
HEAD = "format: 1\netablissement: {nom: R}\n"
TEST = "3-experimentation/essai/experimentation.yaml"
SESSION = "3-experimentation/essai/seances/2016-11-15.yaml"
GROUP = "1-conception/groupes/g.yaml"
IND = "indicateurs/i.yaml"
SURVEY = "questionnaires/q.yaml"
WARNING, ERROR = "avertissement", "erreur"

# the files; what is told: code, level, line and column in the first file
BAD = {
    # dates
    "un cluster finit avant de commencer": ({"qvt.yaml": f"{HEAD}clusters:\n  - {{nom: C, debut: 2017, fin: 2016}}\n"}, ("fin-avant-debut", ERROR, 4, 27)),
    "une phase finit avant de commencer": ({"qvt.yaml": f"{HEAD}demarche:\n  phases:\n    - {{phase: conception, debut: 2016-05, fin: 2016-02}}\n"}, ("fin-avant-debut", ERROR, 5, 43)),
    "une phase commence avant la précédente": ({"qvt.yaml": f"{HEAD}demarche:\n  phases:\n    - {{phase: conception, debut: 2016-05}}\n    - {{phase: diagnostic, debut: 2016-01}}\n"}, ("phases-desordre", WARNING, 6, 27)),
    "une phase finie dans le futur": ({"qvt.yaml": f"{HEAD}demarche:\n  phases:\n    - {{phase: conception, debut: 2016, fin: 2061}}\n"}, ("date-future", WARNING, 5, 40)),
    "un fait du futur": ({"journal.yaml": "faits:\n  - {date: 2061-01, texte: x}\n"}, ("date-future", WARNING, 2, 6)),
    "une réunion du futur": ({"reunions/2061-11-08-g.yaml": "notes: []\n", GROUP: "nom: G\n"}, ("date-future", WARNING, 1, 1)),
    "une séance du futur": ({"3-experimentation/essai/seances/2061-11-15.yaml": "moment: en-cours\n", TEST: "titre: E\n"}, ("date-future", WARNING, 1, 1)),
    "une évaluation du futur": ({"evaluations/x.yaml": "grille: points-de-vigilance\ndate: 2061-01\n"}, ("date-future", WARNING, 2, 1)),
    "une vague du futur": ({SURVEY: "vagues:\n  - {date: 2061, reponses: 12}\n"}, ("date-future", WARNING, 2, 6)),
    "une réponse du futur": ({"propositions/p.yaml": "texte: x\nreponse: {date: 2061, texte: oui}\n"}, ("date-future", WARNING, 2, 11)),
    "un avis rendu dans le futur": ({"1-conception/cadrage.yaml": "instances:\n  - {instance: cvs, date: 2061, avis: favorable}\n"}, ("date-future", WARNING, 2, 21)),
    "un ajustement du futur": ({TEST: "titre: E\najustements:\n  - {date: 2061, decision: x}\n"}, ("date-future", WARNING, 3, 6)),
    "une mesure du futur": ({IND: "nom: I\nmesures:\n  2061-03: 12\n"}, ("mesure-future", WARNING, 3, 3)),
    "une réponse avant la proposition": ({"propositions/p.yaml": "texte: x\ndate: 2016-11\nreponse: {date: 2016-10-02}\n"}, ("dates-inversees", WARNING, 3, 11)),
    "une restitution avant l’outil": ({"2-diagnostic/etat-des-lieux.yaml": "outils:\n  - {outil: questionnaire, date: 2016-06, restitution: 2016-02}\n"}, ("dates-inversees", WARNING, 2, 43)),
    "une décision avant le test": ({TEST: "titre: E\netat: terminee\ndebut: 2016-10-03\nfin: 2016-12\ndecision: {date: 2016-09, choix: adapter}\n"}, ("dates-inversees", WARNING, 5, 12)),
    "une cible avant sa référence": ({IND: "nom: I\nreference: 2016-01\ncible: {valeur: 8, echeance: 2015-06}\n"}, ("dates-inversees", WARNING, 3, 20)),
    "une séance sans date": ({"3-experimentation/essai/seances/premiere.yaml": "moment: t0\n", TEST: "titre: E\n"}, ("nom-sans-date", WARNING, 1, 1)),
    # seats
    "deux sièges d’un même nom": ({GROUP: "nom: G\nsieges:\n  - {id: dir}\n  - {id: dir}\n"}, ("siege-en-double", ERROR, 4, 6)),
    "un siège se remplace lui-même": ({GROUP: "nom: G\nsieges:\n  - {id: dir, remplace: dir}\n"}, ("siege-en-boucle", ERROR, 3, 15)),
    "deux personnes pour un siège": ({GROUP: "nom: G\nsieges:\n  - {id: dir, debut: 2016}\n  - {id: dir-2, remplace: dir, debut: 2017-01}\n"}, ("siege-encore-tenu", WARNING, 4, 17)),
    "l’ancien siège dure plus que le nouveau": ({GROUP: "nom: G\nsieges:\n  - {id: a, fin: 2017-02}\n  - {id: b, remplace: a, debut: 2016-02, fin: 2016-05}\n"}, ("siege-encore-tenu", WARNING, 4, 13)),
    # experiments
    "un test en cours sans début": ({TEST: "titre: E\netat: en-cours\n"}, ("test-sans-debut", WARNING, 2, 1)),
    "un test terminé sans fin": ({TEST: "titre: E\netat: terminee\ndebut: 2016\ndecision: {choix: adapter}\n"}, ("test-sans-fin", WARNING, 2, 1)),
    "un test arrêté sans décision": ({TEST: "titre: E\netat: arretee\ndebut: 2016\nfin: 2016\n"}, ("test-sans-decision", WARNING, 2, 1)),
    "un test prévu et fini": ({TEST: "titre: E\netat: prevue\nfin: 2016\n"}, ("test-prevu-fini", WARNING, 2, 1)),
    "un indicateur deux fois au plan": ({TEST: "titre: E\nindicateurs:\n  - {indicateur: i}\n  - {indicateur: i}\n", IND: "nom: I\n"}, ("indicateur-en-double", WARNING, 4, 6)),
    "un test commencé sans valeur de départ": ({TEST: "titre: E\netat: en-cours\ndebut: 2016-10-03\nindicateurs:\n  - {indicateur: i}\n", IND: "nom: I\nmesures:\n  2016-11: 4\n"}, ("t0-absent", WARNING, 3, 1)),
    "une séance d’avant tenue après": ({SESSION: "moment: t0\n", TEST: "titre: E\netat: en-cours\ndebut: 2016-10-03\n"}, ("moment-et-date", WARNING, 1, 1)),
    "une séance du test tenue avant": ({SESSION: "presents: {metier: 3}\nmoment: en-cours\n", TEST: "titre: E\netat: en-cours\ndebut: 2017-01-03\n"}, ("moment-et-date", WARNING, 2, 1)),
    # indicators
    "une référence jamais mesurée": ({IND: "nom: I\nreference: 2016-01\nmesures:\n  2016-02: 4\n"}, ("reference-sans-mesure", WARNING, 2, 1)),
    "une exclusion jamais mesurée": ({IND: "nom: I\nexclusions:\n  - {periode: 2016-03, motif: grippe}\nmesures:\n  2016-02: 4\n"}, ("exclusion-sans-mesure", WARNING, 3, 6)),
    "une exclusion sans motif": ({IND: "nom: I\nexclusions:\n  - {periode: 2016-02}\nmesures:\n  2016-02: 4\n"}, ("exclusion-sans-motif", WARNING, 3, 6)),
    "des bornes inversées": ({IND: "nom: I\nbornes: {min: 100, max: 0}\n"}, ("bornes-inversees", ERROR, 2, 1)),
    "une cible hors des bornes": ({IND: "nom: I\nbornes: {min: 0, max: 10}\ncible: {valeur: 80}\n"}, ("hors-bornes", WARNING, 3, 9)),
    # small numbers, surveys
    "une dérogation sans date ni auteur": ({"qvt.yaml": f"{HEAD}confidentialite:\n  seuil: 7\n  derogation: {{motif: petite équipe}}\n"}, ("derogation-incomplete", WARNING, 5, 3)),
    "une dérogation sans motif": ({"qvt.yaml": f"{HEAD}confidentialite:\n  seuil: 7\n  derogation: {{date: 2016, par: Directrice}}\n"}, ("seuil-sans-derogation", ERROR, 4, 3)),
    "un croisement sous cinq": ({SURVEY: "vagues:\n  - date: 2016\n    par:\n      service:\n        nuit:\n          q1: {1: 3}\n"}, ("croisement-trop-petit", ERROR, 6, 16)),
    "plus de réponses que d’invités": ({SURVEY: "vagues:\n  - {date: 2016, invites: 10, reponses: 12}\n"}, ("trop-de-reponses", WARNING, 2, 31)),
    "une question où l’on répond deux fois": ({SURVEY: "questions: [{id: q1}]\nvagues:\n  - {date: 2016, reponses: 12, effectifs: {q1: {1: 9, 2: 8}}}\n"}, ("trop-de-reponses", WARNING, 3, 44)),
    "une réponse hors de l’échelle": ({SURVEY: "echelles: {e: [{code: 1}, {code: 2}]}\nquestions: [{id: q1, echelle: e}]\nvagues:\n  - {date: 2016, effectifs: {q1: {3: 9}}}\n"}, ("reponse-hors-echelle", ERROR, 4, 35)),
    # ids
    "deux constats d’un même nom": ({"2-diagnostic/etat-des-lieux.yaml": "constats:\n  - {id: a, texte: x}\n  - {id: a, texte: y}\n"}, ("identifiant-en-double", ERROR, 3, 6)),
    "deux questions d’un même nom": ({SURVEY: "questions:\n  - {id: q1}\n  - {id: q1}\n"}, ("identifiant-en-double", ERROR, 3, 6)),
    "deux questions d’une grille": ({"modeles/grilles/m.yaml": "items:\n  - {id: a}\n  - {id: a}\n"}, ("identifiant-en-double", ERROR, 3, 6)),
}  # fmt: skip


@pytest.mark.parametrize("name", BAD)
def test_each_fault_is_told_once_at_its_place(name, creer):
    files, (code, level, line, column) = BAD[name]
    found = qvtkit.check(creer({"qvt.yaml": HEAD} | files), TODAY)
    file = next(iter(files))
    assert [(each.code, str(each.level), str(each.position)) for each in found] == [
        (code, level, f"{file}:{line}:{column}")
    ]
    assert found[0].remedy


GOOD = {
    "un remplaçant annoncé": {GROUP: "nom: G\nsieges:\n  - {id: dir}\n  - {id: dir-2, remplace: dir, debut: 2017-09}\n"},
    "un tuilage d’un mois": {GROUP: "nom: G\nsieges:\n  - {id: dir, fin: 2017-02}\n  - {id: dir-2, remplace: dir, debut: 2017-01}\n"},
    "un siège quitté et pas encore repris": {GROUP: "nom: G\nsieges:\n  - {id: dir, fin: 2016-02, motif_fin: départ}\n"},
    "un indicateur neuf": {IND: "nom: I\nreference: 2016-01\nexclusions: [{periode: 2016-02, motif: grippe}]\n"},
    "une référence d’un an mesurée par mois": {IND: "nom: I\nreference: 2016\nmesures:\n  2016-02: 4\n"},
    "une année en cours": {IND: "nom: I\nmesures:\n  2017: 4\n  2017-03: 2\n  2017-04: nd\n  2017-05:\n"},
    "un test prévu pour plus tard": {TEST: "titre: E\netat: prevue\ndebut: 2017-09\nfin_prevue: 2017-12\n"},
    "un test qui commence le jour d’une séance de départ": {SESSION: "moment: t0\n", TEST: "titre: E\netat: en-cours\ndebut: 2016-11\n"},
    "un test dont un seul indicateur a une valeur de départ": {
        TEST: "titre: E\netat: en-cours\ndebut: 2016-10\nindicateurs: [{indicateur: i}, {indicateur: j}]\n",
        IND: "nom: I\nmesures: {2016-11: 4}\n", "indicateurs/j.yaml": "nom: J\nmesures: {2016-08: 4}\n",
    },
    "un test commencé sans valeur, et dit": {
        TEST: "titre: Essai\netat: en-cours\ndebut: 2016-10\nindicateurs: [{indicateur: i}]\n",
        IND: "nom: I\nmesures: {2016-11: 4}\n",
        "journal.yaml": 'faits:\n  - {date: 2016-10, texte: "Test essai commencé sans valeur de départ. Motif : jamais relevé"}\n',
    },
    "une instance à consulter plus tard": {"1-conception/cadrage.yaml": "instances:\n  - {instance: cvs, date: 2017-09}\n"},
    "une vague annoncée": {SURVEY: "vagues:\n  - {date: 2017-09, invites: 62}\n"},
    "une petite équipe avec sa dérogation": {"qvt.yaml": f"{HEAD}confidentialite:\n  seuil: 7\n  derogation: {{date: 2016, par: Directrice, motif: petite équipe}}\n"},
    "un croisement de zéro": {SURVEY: "vagues:\n  - date: 2016\n    par: {service: {nuit: {q1: {1: 0, 2: 9}}}}\n"},
    "des phases qui se chevauchent": {"qvt.yaml": f"{HEAD}demarche:\n  phases:\n    - {{phase: conception, debut: 2016-01, fin: 2016-06}}\n    - {{phase: diagnostic, debut: 2016-03}}\n"},
    "un mois et un jour de ce mois": {TEST: "titre: E\netat: terminee\ndebut: 2016-10-15\nfin: 2016-10\ndecision: {date: 2016-10, choix: adapter}\n"},
    "un fichier vide": {IND: "", GROUP: "# à remplir\n"},
}  # fmt: skip


@pytest.mark.parametrize("name", GOOD)
def test_nothing_is_said_of_a_folder_in_order(name, creer):
    assert qvtkit.check(creer({"qvt.yaml": HEAD} | GOOD[name]), TODAY) == []


def test_a_folder_typed_by_hand_is_in_order(projet):
    del projet
    from pathlib import Path

    folder = Path(__file__).parents[1] / "fixtures" / "tape-a-la-main" / "residence-absence-ash"
    assert qvtkit.check(qvtkit.load(folder), TODAY) == []


def test_without_a_day_nothing_is_in_the_future(creer):
    assert qvtkit.check(creer({"qvt.yaml": HEAD, "journal.yaml": "faits:\n  - {date: 2061, texte: x}\n"})) == []


def test_rules_have_stable_names_and_say_what_they_check():
    assert [rule.nom for rule in RULES] == [
        "lecture", "fichiers", "identifiants", "references", "dates", "sieges", "experimentations", "indicateurs",
        "confidentialite", "questionnaires", "personnes", "grilles", "listes",
    ]  # fmt: skip
    assert all(rule.description and rule.description.isprintable() for rule in RULES)
    assert named("Références") is named("REFERENCES")
    assert named("rien") is None


def test_a_rule_gives_its_own_codes_only_and_its_level_is_the_worst_of_them(creer):
    for files, (code, *_) in BAD.values():
        assert any(code in rule.codes for rule in RULES)
        assert owner(code) is not LECTURE
        assert files
    for rule in RULES:
        assert rule.niveau == min((level_of(code) for code in rule.codes), key=["erreur", "avertissement", "info"].index,
                                  default="erreur")  # fmt: skip


def test_rules_are_run_alone_or_left_out(creer):
    folder = creer({
        "qvt.yaml": HEAD, IND: "nom: I\nunite: %\n", GROUP: "nom: G\nsieges:\n  - {id: a, debut: 2017, fin: 2016}\n",
        "journal.yaml": "faits:\n  - {date: 2061, texte: x}\n", "notes.txt": "x",
        "propositions/p.yaml": "texte: x\norigine: {probleme: rien}\n",
    })  # fmt: skip

    def codes(**choice):
        return {each.code for each in qvtkit.check(folder, TODAY, **choice)}

    assert codes(regles=["references"]) == {"reference-inconnue"}
    assert codes(regles=["dates"]) == {"fin-avant-debut", "date-future"}
    assert codes(regles=["lecture"]) == {"pourcent-au-debut"}
    assert codes(regles=["dates", "fichiers"], sans=["dates"]) == {"fichier-inconnu"}
    assert codes(sans=["dates", "lecture", "fichiers"]) == {"reference-inconnue"}
    every = {code for rule in RULES for code in codes(regles=[rule.nom])}
    assert every == codes()
