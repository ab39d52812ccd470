"""What is counted changed: nothing is compared across it, in the results of a test and on the curve."""

from __future__ import annotations

import datetime as dt

import pytest

from qvtkit.analysis.verdict import Verdict
from qvtkit.export.classeur.build import build as tableau
from qvtkit.export.documents.fiche import build
from qvtkit.method import familles_mots as mots
from qvtkit.method.familles import vue_familles
from qvtkit.method.familles_donnees import as_dict
from qvtkit.method.familles_phrases import phrases
from qvtkit.method.lecture import lire, lire_indicateur
from qvtkit.method.lecture_mots import phrases as dit
from qvtkit.model.indicateur import Indicateur

TEST = """titre: Essai
etat: terminee
debut: 2016-01-01
fin: 2016-04-30
indicateurs: [{indicateur: x, ajoute: 2015-12-01}]
"""
BEFORE = [10, 12, 11, 9, 12, 10, 11, 13, 10, 11, 9, 12]
AFTER = [3, 2, 4, 3, 2, 3]
MONTHS = [f"{year}-{month:02}" for year in (2015, 2016) for month in range(1, 13)]


def _text(values=(*BEFORE, *AFTER), more=""):
    measures = "".join(f"  {month}: {value}\n" for month, value in zip(MONTHS, values, strict=False))
    head = "nom: Erreurs\nfamille: technique\nsens: baisse\nunite: erreurs\nperiodicite: mois\n"
    return f"{head}{more}mesures:\n{measures}"


def _old(until, what="formule : a / b", formula=""):
    return f"historique_definition: [{{jusqu_a: {until}, texte: '{what}', formule: '{formula}'}}]\n"


@pytest.fixture
def projet_de(creer):
    def make(text):
        files = {"qvt.yaml": "format: 1\netablissement: {etp: 300}\n", "indicateurs/x.yaml": text}
        return creer(files | {"3-experimentation/essai/experimentation.yaml": TEST})

    return make


def _view(projet, day=None):
    view = vue_familles(projet, "essai", day)
    return view, view.lignes[0]


@pytest.mark.parametrize(
    ("until", "when"), [("2015-12-31", "janvier 2016"), ("2016-03-31", "avril 2016")], ids=["between", "inside-after"]
)
def test_another_measure_since_gets_no_conclusion_no_median_no_gap(projet_de, until, when):
    view, line = _view(projet_de(_text(more=_old(until))))
    assert (line.verdict, line.lecture, mots.avant_apres(line), mots.ecart(line)) == (None, None, "", "")
    assert mots.lecture(line) == f"sans conclusion : ce qui est compté a changé en {when}"
    assert f"« Erreurs » : sans conclusion, ce qui est compté a changé en {when}." in phrases(view)
    assert mots.prudences(line) == ("définition changée",)
    data = as_dict(view)["familles"]["technique"][0]
    assert (data["verdict"], data["lecture"]) == (None, None)
    assert "sans conclusion" in data["resume"]


def test_an_old_formula_or_unit_makes_another_measure(projet_de):
    for old in (_old("2015-12-31", "autre chose", "a / b"), _old("2015-12-31", "champ : x ; unité : jours")):
        assert _view(projet_de(_text(more=old)))[1].autre_mesure


def test_another_field_is_a_warning_that_the_headline_tells(projet_de):
    view, line = _view(projet_de(_text(more=_old("2015-12-31", "champ : tout le service"))))
    assert line.lecture.verdict is Verdict.SIGNAL_AMELIORATION
    assert line.verdict is Verdict.INDICE_AMELIORATION
    assert "Amélioration nette" not in " ".join(phrases(view))
    assert "« Erreurs » : ce qui est compté a changé en janvier 2016 ; à comparer avec prudence." in phrases(view)


def test_what_was_another_measure_long_before_is_left_out_and_told(projet_de):
    _, line = _view(projet_de(_text([90, 80, *BEFORE[2:], *AFTER], _old("2015-02-28"))))
    assert line.lecture.n_avant == 10
    assert line.a_part == ("janvier 2015 et février 2015, avant le changement de ce qui est compté",)


def test_a_measure_put_aside_or_made_after_the_end_is_told(projet_de, run, tmp_path):
    aside = "exclusions: [{periode: 2016-02, motif: canicule}]\n"
    _, line = _view(projet_de(_text(more=aside)))
    assert line.a_part == ("février 2016, mis à part : canicule (pendant le test)",)
    assert line.depuis_la_fin == 2


def test_the_future_is_not_measured(projet_de):
    projet = projet_de(_text())
    _, line = _view(projet, dt.date(2016, 4, 15))
    assert list(map(str, line.apres)) == ["2016-01", "2016-02", "2016-03", "2016-04"]
    assert lire_indicateur(projet, "x", jour=dt.date(2016, 4, 15)).n == 16


def test_the_curve_starts_anew_where_it_is_another_measure():
    body = {"periodicite": "mois", "mesures": dict(zip(MONTHS, [50] * 3 + [51] * 7 + [4, 5] * 7, strict=True))}
    changed = body | {"historique_definition": [{"jusqu_a": "2015-10-31", "texte": "unité : minutes"}]}
    reading = lire(Indicateur.model_validate(changed))
    assert [(each.premier, each.centre) for each in reading.troncons] == [(0, 51), (10, 4.5)]
    assert "repartent de là" in " ".join(dit(reading).toutes)
    field = body | {"historique_definition": [{"jusqu_a": "2015-10-31", "texte": "champ : nuit"}]}
    assert [each.premier for each in lire(Indicateur.model_validate(field)).troncons] == [0]


def test_the_lines_come_from_before_the_test_and_it_is_said_how_many_lie_below(projet_de):
    reading = lire_indicateur(projet_de(_text()), "x")
    assert (str(reading.figee), reading.figee_pour.id, reading.dernier.centre) == ("2015-12", "essai", 11)
    told = " ".join(dit(reading).toutes).replace("\u00a0", " ")
    assert "Depuis le début du test : 6 mesures sur 6 au-dessous de la médiane d’avant (11 erreurs)." in told


def test_the_question_is_asked_of_the_largest_block():
    values = [10, 40, 10, 11, 9, 10, 12, 11, 10, 9, 11, 10, 9, 11, 30, 31, 32, 33, 31, 30, 32, 31, 30, 33]
    reading = lire(
        Indicateur.model_validate({"periodicite": "mois", "mesures": dict(zip(MONTHS, values, strict=True))})
    )
    assert "(mars 2016 à décembre 2016)" in dit(reading).suite


def test_a_target_is_reached_regularly_only_nine_times_in_ten(projet_de):
    told = " ".join(dit(lire_indicateur(projet_de(_text(more="cible: {valeur: 3}\n")), "x")).toutes)
    assert "La cible (3 erreurs) est atteinte 5 fois sur 6 depuis le début du test." in told.replace("\u00a0", " ")


def test_the_change_is_named_by_its_own_month_though_that_month_does_not_count(projet_de):
    values = [*BEFORE, 3, 2, 4, 3, 2, 3]
    aside = "exclusions: [{periode: 2016-03, motif: panne}]\n"
    _, line = _view(projet_de(_text(values, _old("2016-02-29") + aside)))
    assert line.changee == "ce qui est compté a changé en mars 2016"


def test_the_documents_say_it_as_the_screen_does(projet_de):
    projet = projet_de(_text(more=_old("2015-12-31")))
    said = "sans conclusion, ce qui est compté a changé en janvier 2016"
    day = dt.date(2017, 1, 5)
    for document in (build(projet, court=False, aujourdhui=day), build(projet, court=True, aujourdhui=day)):
        assert "compté a changé en janvier 2016" in repr(document).replace("\\xa0", " ")
        assert "Amélioration nette" not in repr(document)
    assert said in repr(tableau(projet, day)).replace("\\xa0", " ")
