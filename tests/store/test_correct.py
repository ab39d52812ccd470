"""The corrected line of each slip: exact, and never wrong."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from dataclasses import replace

import pytest

import qvtkit
from qvtkit.model import meant
from qvtkit.store.correct import Corrector, mended
from qvtkit.store.correct_layout import LAYOUT
from qvtkit.store.correct_lines import LINES
from qvtkit.store.correct_values import VALUES
from qvtkit.store.faulty import Splice
from qvtkit.store.project import load

TODAY = dt.date(2017, 9, 22)
BASE = {"qvt.yaml": "format: 1\netablissement: {nom: R}\n", "1-conception/groupes/groupe-qvt.yaml": "nom: G\n"}
IND, GROUP, AGENDA = "indicateurs/i.yaml", "1-conception/groupes/g.yaml", "agenda.yaml"
EVAL, PROBLEM = "evaluations/2017-01-20-x.yaml", "2-diagnostic/problemes/p.yaml"

# file, its text, the code told, the lines to paste and the first that they replace
CASES = {
    "rubrique mal écrite": (IND, "nom: T\nfamile: economique\n", "cle-inconnue", "famille: economique", 2),
    "rubrique entre accolades": (GROUP, "nom: G\nsieges:\n  - {id: a, fontion: Directrice}\n", "cle-inconnue", "  - {id: a, fonction: Directrice}", 3),
    "rubrique d’un bloc": ("qvt.yaml", "format: 1\netablisement:\n  nom: R\n", "cle-inconnue", "etablissement:", 2),
    "rubrique suivie d’un commentaire": (IND, "nom: T\nperiodicté: mois  # comme avant\n", "cle-inconnue", "periodicite: mois  # comme avant", 2),
    "code mal écrit": (IND, "nom: T\nfamille: economik\n", "code-inconnu", "famille: economique", 2),
    "début d’un code": (IND, "nom: T\nfamille: sociale\n", "code-inconnu", "famille: social-sante", 2),
    "code entre guillemets": (IND, 'nom: T\nfamille: "économic"\n', "code-inconnu", "famille: economique", 2),
    "code dans une liste": (GROUP, "nom: G\nroles: [copil, delegtion]\n", "code-inconnu", "roles: [copil, delegation]", 2),
    "code dans une liste à tirets": (GROUP, "nom: G\nroles:\n  - copil\n  - delegtion  # deux\n", "code-inconnu", "  - delegation  # deux", 4),
    "métier mal écrit": (GROUP, "nom: G\nsieges:\n  - {id: a, metier: infirmer}\n", "code-referentiel", "  - {id: a, metier: infirmier}", 3),
    "groupe mal écrit": (AGENDA, "evenements:\n  - {date: 2016, groupe: groupe-qtv}\n", "reference-inconnue", "  - {date: 2016, groupe: groupe-qvt}", 2),
    "grille mal écrite": (EVAL, "grille: points-de-vigilence\n", "reference-inconnue", "grille: points-de-vigilance", 1),
    "question mal écrite": (EVAL, "grille: points-de-vigilance\nreponses:\n  contexte: oui\n", "item-inconnu", "  contextes: oui", 3),
    "réponse mal écrite": (EVAL, "grille: points-de-vigilance\nreponses:\n  contextes: {groupe: ouii}\n", "reponse-hors-echelle", "  contextes: {groupe: oui}", 3),
    "variable mal écrite": (IND, "nom: T\nformule: absences / etp\nvariables: {absences: x, etp: y}\nmesures:\n  2016-01: {abscences: 3, etp: 4}\n", "variable-inconnue", "  2016-01: {absences: 3, etp: 4}", 5),
    "deux-points dans un texte": (IND, "nom: Absence : que faire\nfamille: economique\n", "deux-points-dans-texte", 'nom: "Absence : que faire"', 1),
    "deux-points avant un commentaire": (IND, "nom: Absence : que faire  # à voir\n", "deux-points-dans-texte", 'nom: "Absence : que faire"  # à voir', 1),
    "deux-points et guillemets": (IND, 'nom: Le "grand" projet : suite\n', "deux-points-dans-texte", "nom: 'Le \"grand\" projet : suite'", 1),
    "deux-points après une clé espacée": (IND, "nom : Absence : que faire\n", "deux-points-dans-texte", 'nom : "Absence : que faire"', 1),
    "deux-points sous un texte long": (PROBLEM, "titre: T\nenonce: |\n  a : b\n  c\nlieu: étage : deux\n", "deux-points-dans-texte", 'lieu: "étage : deux"', 5),
    "deux-points dans un élément": (GROUP, "nom: G\nregles:\n  - Absence : que faire\n  - autre\n", "texte-attendu", '  - "Absence : que faire"', 3),
    "deux-points entre accolades": (AGENDA, "evenements:\n  - {date: 2016, titre: Réunion : suite, type: reunion}\n", "yaml-invalide", '  - {date: 2016, titre: "Réunion : suite", type: reunion}', 2),
    "pour cent au début": (IND, "nom: T\nunite: %\nfamille: economique\n", "pourcent-au-debut", 'unite: "%"', 2),
    "arobase au début": (IND, "nom: T\nsource: @sirh\n", "pourcent-au-debut", 'source: "@sirh"', 2),
    "étoiles autour d’un mot": (IND, "nom: *important* à voir\n", "pourcent-au-debut", 'nom: "*important* à voir"', 1),
    "point d’exclamation au début": (IND, "nom: !urgent à faire\n", "ecriture-avancee", 'nom: "!urgent à faire"', 1),
    "clé collée": (IND, "nom: T\nfamille:economique\nunite: j\n", "espace-apres-deux-points", "famille: economique", 2),
    "clé collée à un pour cent": (IND, "nom: T\nunite:%\n", "espace-apres-deux-points", 'unite: "%"', 2),
    "mesures collées": (IND, "nom: T\nmesures:\n  2017-04:9\n  2017-05:8\n", "espace-apres-deux-points", "  2017-04: 9\n  2017-05: 8", 3),
    "clé collée derrière une rubrique": (IND, "nom: T\nbornes: min:0\n", "espace-apres-deux-points", "bornes: {min: 0}", 2),
    "clé collée derrière un tiret": (GROUP, "nom: G\nsieges:\n  - id:as-1\n", "espace-apres-deux-points", "  - id: as-1", 3),
    "tout collé": (IND, "# note\nnom:Taux\nfamille:economique\n", "racine-invalide", "nom: Taux\nfamille: economique", 2),
    "tabulations": (IND, "nom: T\nbornes:\n\tmin: 0\n\tmax: 100\nfamille: economique\n", "tabulation", "  min: 0\n  max: 100", 3),
    "tabulations dans une liste": ("journal.yaml", "faits:\n\t- date: 2016-01\n\t  texte: Début\n", "tabulation", "  - date: 2016-01\n    texte: Début", 2),
    "deux tabulations": (IND, "nom: T\ndefinition:\n\tsource: a\n\tdepuis: 2016\nmesures:\n\t2016-01:\n\t\tvaleur: 4\n", "tabulation", None, None),
    "espaces de Word": (IND, "nom: T\nbornes:\n\u00a0\u00a0min: 0\n\u00a0\u00a0max: 100\n", "espace-insecable", "  min: 0\n  max: 100", 3),
    "virgule d’un nombre": (IND, "nom: T\nmesures:\n  2017-04: {valeur: 8,2}\n", "virgule-entre-accolades", "  2017-04: {valeur: 8.2}", 3),
    "virgule d’un nombre suivi d’une note": (IND, "nom: T\nmesures:\n  2017-04: {valeur: 8,2, note: grippe}\n", "virgule-entre-accolades", "  2017-04: {valeur: 8.2, note: grippe}", 3),
    "virgule d’un texte": (IND, "nom: T\nmesures:\n  2017-04: {valeur: 8, note: grippe, gastro, covid}\n", "virgule-entre-accolades", '  2017-04: {valeur: 8, note: "grippe, gastro, covid"}', 3),
    "date courte": (IND, "nom: T\ncible: {valeur: 10, echeance: 31/12/17}\n", "date-invalide", "cible: {valeur: 10, echeance: 2017-12-31}", 2),
    "mois mal écrit": (AGENDA, "evenements:\n  - date: decenbre 2016  # à revoir\n", "date-invalide", "  - date: 2016-12  # à revoir", 2),
    "jour et mois inversés": (AGENDA, "evenements:\n  - {date: 2016-31-03}\n", "date-invalide", "  - {date: 2016-03-31}", 2),
    "lettre pour un zéro": (AGENDA, "evenements:\n  - {date: 2O16-03}\n", "date-invalide", "  - {date: 2016-03}", 2),
    "période mal écrite": (IND, "nom: T\nmesures:\n  fevrer 2016: 3\n", "periode-invalide", "  2016-02: 3", 3),
    "trimestre à l’envers": (IND, "nom: T\nreference: 1T2016\n", "periode-invalide", "reference: 2016-T1", 2),
    "nombre et unité": ("qvt.yaml", "format: 1\netablissement:\n  nom: R\n  effectif: 62 personnes\n", "nombre-attendu", "  effectif: 62", 4),
    "point-virgule pour une virgule": (IND, "nom: T\nmesures:\n  2016-01: 8;2\n", "nombre-attendu", "  2016-01: 8,2", 3),
    "lettre dans un nombre entre accolades": (IND, "nom: T\ncible: {valeur: O.5}\n", "nombre-attendu", "cible: {valeur: 0.5}", 2),
    "oui mal écrit": (GROUP, "nom: G\nsieges:\n  - {id: a, porte_parole_reconnu: ouii}\n", "oui-non-attendu", "  - {id: a, porte_parole_reconnu: oui}", 3),
    "non mal écrit": ("qvt.yaml", "format: 1\netablissement: {nom: R}\ndemarche:\n  illustratif: noon\n", "oui-non-attendu", "  illustratif: non", 4),
    "heure à point": (AGENDA, "evenements:\n  - {date: 2016, heure: 14.30}\n", "heure-invalide", "  - {date: 2016, heure: 14:30}", 2),
    "liste d’un seul": (GROUP, "nom: G\nroles: copil\n", "liste-attendue", "roles: [copil]", 2),
    "liste sans crochets": (GROUP, "nom: G\nroles: copil, delegation\n", "liste-attendue", "roles: [copil, delegation]", 2),
    "ligne entre deux décalages": ("journal.yaml", "faits:\n  - date: 2016\n    texte: a\n   type: fait\n    phase: diagnostic\n", "yaml-invalide", "    type: fait", 4),
    "ligne du dessus un peu à gauche": (IND, "nom: T\ncible:\n valeur: 8\n  echeance: 2017\n", "yaml-invalide", "  valeur: 8", 3),
    "texte long collé": (IND, "nom: T\nservice:|\n  à l'étage\n", "espace-apres-deux-points", "service: |", 2),
    "caractère invisible": (IND, "nom: T\x07aux\nfamille: economique\n", "caractere-invisible", "nom: Taux", 1),
    "tabulation devant une première rubrique": (IND, "nom: T\n\tsens: hausse\nunite: j\n", "tabulation", "sens: hausse", 2),
    "tabulation dans un bloc à quatre espaces": (IND, "nom: T\nmesures:\n    2016-01: 4\n\t2016-02: 5\n", "tabulation", "    2016-02: 5", 4),
    "tabulation sous un deux-points": (IND, "nom: a : b\nbornes:\n\tmin: 0\nunite: %\n", "tabulation", "  min: 0", 3),
    "premier guillemet oublié": (IND, 'nom: T\nmesures:\n  2016-01: {valeur: 8, note: grippe, gastro"}\n', "virgule-entre-accolades", '  2016-01: {valeur: 8, note: "grippe, gastro"}', 3),
    "mesures non décalées": (IND, "nom: T\nmesures:\n    2017-04: 9\n2017-05: 8\n2017-06: 7\n", "mesure-non-decalee", "    2017-05: 8\n    2017-06: 7", 4),
    "apostrophe entre apostrophes": (IND, "nom: 'Absence d'une ASH'\n", "yaml-invalide", 'nom: "Absence d\'une ASH"', 1),
    "guillemet non fermé": (IND, 'nom: "Absence\nfamille: economique\n', "yaml-invalide", 'nom: "Absence"', 1),
    "texte après les guillemets": (IND, 'nom: "Absence" et la suite\n', "yaml-invalide", "nom: '\"Absence\" et la suite'", 1),
    "crochets au début d’un texte": (IND, "nom: [brouillon] Taux\n", "yaml-invalide", 'nom: "[brouillon] Taux"', 1),
    "crochet non fermé": (GROUP, "nom: G\nroles: [copil\nfrequence: mensuelle\n", "yaml-invalide", "roles: [copil]", 2),
    "tiret collé": ("journal.yaml", "faits:\n  - {date: 2016, texte: a}\n  -{date: 2016, texte: b}\n", "yaml-invalide", None, None),
    "tiret collé à une rubrique": ("journal.yaml", "faits:\n  - date: 2016\n  -texte: b\n", "yaml-invalide", "  - texte: b", 3),
    "rubrique trop à droite": (IND, "nom: T\nsens: hausse\n  periodicite: mois\n", "yaml-invalide", "periodicite: mois", 3),
    "rubrique un peu à gauche": ("journal.yaml", "faits:\n  - date: 2016\n   texte: b\n", "yaml-invalide", "    texte: b", 3),
}  # fmt: skip
# what the corrected lines of an unreadable file uncover
HIDING = "faits:\n  - date: 12 fevirer 2016\n    texte: Refus : non\n    typ: fait\n  - {date: 2016-13}\n"
# what has no correction: several are as likely, or nobody can tell
NONE = {
    "deux rubriques aussi proches": (PROBLEM, "titre: T\neffet: tensions\n", "cle-inconnue"),
    "moitié de deux rubriques": (PROBLEM, "titre: T\npriorisation: {faisable: 2}\n", "cle-inconnue"),
    "rubrique sans voisine": (IND, "nom: T\ncouleur: bleu\n", "cle-inconnue"),
    "rubrique déjà donnée": (IND, "nom: T\nfamille: economique\nfamile: technique\n", "cle-inconnue"),
    "date qui n’existe pas": (AGENDA, "evenements:\n  - {date: 31/04/2016}\n", "date-invalide"),
    "date à deux lectures": (AGENDA, "evenements:\n  - {date: 16-03-15}\n", "date-invalide"),
    "intervalle": (IND, "nom: T\nmesures:\n  2016-01: 12 à 15\n", "nombre-attendu"),
    "ni oui ni non": (GROUP, "nom: G\nsieges:\n  - {id: a, porte_parole_reconnu: peut-être}\n", "oui-non-attendu"),
    "on, qui veut dire trop de choses": (GROUP, "nom: G\nsieges:\n  - {id: a, porte_parole_reconnu: on}\n", "oui-non-attendu"),
    "clé deux fois": (IND, "nom: T\nnom: U\n", "cle-en-double"),
    "phrase à virgule pour une liste": (GROUP, "nom: G\nregles: Ne pas juger, écouter\n", "liste-attendue"),
    "rubrique oubliée entre accolades": (GROUP, "nom: G\nsieges:\n  - {id: a, fonction: Directrice, nom}\n", "virgule-entre-accolades"),
    "référence sans voisine": (AGENDA, "evenements:\n  - {date: 2016, groupe: direction}\n", "reference-inconnue"),
    "renvoi": (IND, "nom: T\nservice: *autre\n", None),
    "dièse dans un texte": (IND, "nom: Taux d'absence #2 du mois\n", "diese-commentaire"),
    "semestre ou semaine": (IND, "nom: T\nperiodicite: mois\nmesures:\n  2016-S1: 4\n", "periode-ambigue"),
    "hors de l’échelle": (PROBLEM, "titre: T\npriorisation: {delai: 7}\n", "hors-echelle"),
    "accolade de trop": (GROUP, "nom: G\nsieges:\n  - {id: a}, fonction: x}\n", "yaml-invalide"),
    "marques de fusion": (IND, "nom: T\n<<<<<<< a\nunite: j\n=======\nunite: h\n>>>>>>> b\n", "marques-de-fusion"),
}  # fmt: skip


def _errors(found):
    return Counter((each.code, each.position.file) for each in found if each.level == "erreur")


@pytest.mark.parametrize("name", CASES)
def test_the_corrected_line_is_given_and_makes_the_fault_go(name, creer):
    file, text, code, expected, first = CASES[name]
    before = qvtkit.check(creer(BASE | {file: text}), TODAY)
    told = [each for each in before if each.code == code]
    assert told, [each.code for each in before]
    if expected is None:
        expected, first = told[0].correction, (told[0].correction_lines or (1, 0))[0]
    assert (told[0].correction, told[0].correction_lines and told[0].correction_lines[0]) == (expected, first)
    lines = text.split("\n")
    lines[first - 1 : told[0].correction_lines[1]] = expected.split("\n")
    after = qvtkit.check(creer(BASE | {file: "\n".join(lines)}), TODAY)
    replaced = range(first, first + len(expected.split("\n")))
    assert not any(each.code == code and each.position.line in replaced for each in after)
    assert len([each for each in after if each.code == code]) < len(told)
    assert not _errors(after) - _errors(before)


@pytest.mark.parametrize("name", NONE)
def test_where_there_is_not_exactly_one_correction_there_is_none(name, creer):
    file, text, code = NONE[name]
    found = [each for each in qvtkit.check(creer(BASE | {file: text}), TODAY) if code in {None, each.code}]
    assert found
    assert [each.correction for each in found if each.level != "info"] == [""] * len(found)


def test_what_an_unreadable_line_hides_is_told_with_its_own_correction(creer):
    projet = creer(BASE | {"journal.yaml": HIDING})
    found = qvtkit.check(projet, TODAY)
    assert [(each.code, each.position.line, each.correction) for each in found] == [
        ("date-invalide", 2, "  - date: 2016-02-12"),
        ("deux-points-dans-texte", 3, '    texte: "Refus : non"'),
        ("cle-inconnue", 4, "    type: fait"),
        ("date-invalide", 5, ""),
    ]
    assert {each.code for each in qvtkit.check(projet, TODAY, regles=["references"])} == set()
    assert qvtkit.check(projet, TODAY, sans=["lecture"]) == []


def test_faults_that_hide_one_another_are_all_told(creer):
    text = "nom: 'T'était'\nsource: 'a'b'\nunite: 'c'd'\ncouleur: bleu\n"
    found = qvtkit.check(creer(BASE | {IND: text}), TODAY)
    assert [(each.code, each.position.line) for each in found] == [
        ("yaml-invalide", 1), ("yaml-invalide", 2), ("yaml-invalide", 3), ("cle-inconnue", 4),
    ]  # fmt: skip


def test_enough_slips_are_held_and_every_kind_of_correction_is_among_them():
    assert len(CASES) >= 55
    corrected = {code for _, _, code, _, _ in CASES.values()}
    assert (set(VALUES) | set(LINES) | set(LAYOUT)) - corrected == {"entier-attendu", "identifiant-invalide"}


def test_faults_of_one_line_share_one_corrected_line(creer):
    text = "nom: G\nsieges:\n  - {id: a, fontion: Directrice, porte_parole_reconnu: ouii, debut: 15/03/16}\n"
    found = qvtkit.check(creer(BASE | {GROUP: text}), TODAY)
    assert len(found) == 3
    assert {each.correction for each in found} == {
        "  - {id: a, fonction: Directrice, porte_parole_reconnu: oui, debut: 2016-03-15}"
    }


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_are_kept_and_lines_counted_whatever_they_are(end):
    text = end.join(["nom: T", "bornes:", "\tmin: 0", "\tmax: 1", "famille: economique", ""])
    corrector = Corrector(text, IND)
    made = [corrector.correction(fault) for fault in corrector.faulty.errors]
    assert {(each.first, each.last, each.lines) for each in made} == {(3, 4, ("  min: 0", "  max: 1"))}
    assert mended(text, made) == text.replace("\t", "  ")


def test_corrections_are_made_together_and_of_two_that_overlap_one_only():
    corrector = Corrector("nom: a : b\nunite: %\n", IND)
    made = [corrector.correction(fault) for fault in corrector.faulty.errors]
    assert mended(corrector.faulty.text, [*made, made[0]]) == 'nom: "a : b"\nunite: "%"\n'
    rival = replace(made[0], splice=Splice(made[0].splice.start + 3, made[0].splice.end, "x"))
    assert mended(corrector.faulty.text, [rival, *made]) == 'nom: "a : b"\nunite: "%"\n'


def test_a_file_full_of_faults_is_read_again_a_bounded_number_of_times_and_its_words_are_still_corrected(creer):
    lines = "".join(f"  {year}-{month:02}: {month};5\n" for year in range(1950, 2010) for month in range(1, 13))
    text = f"nom: T\nmesures:\n{lines}"
    found = qvtkit.check(creer(BASE | {IND: text}), TODAY)
    numbers = [each for each in found if each.code == "nombre-attendu"]
    assert len(numbers) >= 50
    assert all(each.correction for each in numbers)
    corrector = Corrector(text, IND, patience=3 * len(text))
    assert all(corrector.correction(fault) for fault in numbers)
    assert -len(text) < corrector.patience <= 0
    tabs = Corrector("nom: T\nbornes:\n\tmin: 0\n", IND, patience=0)
    assert [tabs.correction(fault) for fault in tabs.faulty.errors] == [None]  # a line is never shown untried


def test_files_that_are_gone_or_no_records_have_no_correction(tmp_path, creer):
    projet = creer(BASE | {"modeles/notes.txt": "x", "indicateurs/i.yaml": "nom: T\nfamile: x\n"})
    found = projet.source.corrected(qvtkit.check(projet, TODAY))
    (tmp_path / "dossier" / "indicateurs" / "i.yaml").unlink()
    fault = next(each for each in found if each.code == "cle-inconnue")
    again = load(tmp_path / "dossier").source.corrected([fault])
    assert again == [fault]


# what each reading understands, and what it leaves alone
READ = [
    (meant.date, {"15/03/16": "2016-03-15", "20160315": "2016-03-15", "2016/3/15": "2016-03-15", "03/15/2016": "2016-03-15",
                  "mardi 15 mars 2016": "2016-03-15", "juilet 2016": "2016-07", "janvier2016": "2016-01", "15.3.16": "2016-03-15",
                  "2016-03-15T08:00": "2016-03-15", "jui 2016": None, "mars": None, "15/3": None, "2016-13": None, "bientôt": None, "": None}),
    (meant.period, {"2016M03": "2016-03", "3e trim 2016": "2016-T3", "1S2016": "2016-S1", "2016-T5": None, "x": None}),
    (meant.number, {"8 ,2": "8.2", "= 12": "12", "l2": "12", "1O": "10", "51,5 etp": "51.5", "8.2.1": None, "3-4": None,
                    "environ 8": None, "huit": None, "": None}),
    (meant.integer, {"62 agents": "62", "12.5": None, "-3": None, "trois": None}),
    (meant.boolean, {"oui !": "oui", "y": "oui", "nan": "non", "vra": "oui", "nom": None, "off": None, "pas encore": None, "": None}),
    (meant.hour, {"14 heures 30": "14:30", "14:30:00": "14:30", "9h15min": "09:15", "25h": None, "midi": None}),
    (meant.identifier, {"taux / absence": "taux-absence", "../x": None, "c:\\x": None, "!": None}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("read", "typed", "expected"), [(read, *pair) for read, pairs in READ for pair in pairs.items()]
)
def test_a_value_is_read_where_it_can_mean_one_thing_only(read, typed, expected):
    assert read(typed) == expected
