"""The three families side by side for one experiment."""

from __future__ import annotations

import json

import pytest

from qvtkit.analysis.reserves import Reserve
from qvtkit.analysis.verdict import Verdict
from qvtkit.method.familles import vue_familles
from qvtkit.method.familles_donnees import as_dict
from qvtkit.method.familles_phrases import phrases
from qvtkit.method.verdict_en_mots import MOTS_BANNIS
from qvtkit.model.codes import Famille
from qvtkit.store.project import load
from qvtkit.text import fold

HEAD = "format: 1\netablissement: {etp: 300}\n"
CALM = [10, 12, 11, 9, 12, 10, 11, 13, 10, 11, 9, 12]
UP, SAME, DOWN = [20, 21, 19, 22, 20, 21], [11, 12, 10, 11, 10, 12], [3, 2, 4, 3, 2, 3]


def _indicator(after, family, sens="hausse", before=CALM, **more):
    months = [f"2015-{month:02}" for month in range(1, 13)] + [f"2016-{month:02}" for month in range(1, 13)]
    measures = "\n".join(f"  {month}: {value}" for month, value in zip(months, [*before, *after], strict=False))
    other = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"nom: Indicateur {family}\nfamille: {family}\nsens: {sens}\nunite: jours\nperiodicite: mois\n{other}mesures:\n{measures}\n"


def _test(*names, added="2015-12-01", **more):
    plan = "".join(f"  - {{indicateur: {name}, ajoute: {added}}}\n" for name in names)
    other = "".join(f"{key}: {value}\n" for key, value in more.items())
    return f"titre: Essai\netat: en-cours\ndebut: 2016-01-01\n{other}indicateurs:\n{plan}"


def _view(creer, files, *names, **more):
    folder = {"qvt.yaml": HEAD, "3-experimentation/essai/experimentation.yaml": _test(*names, **more)}
    return vue_familles(creer(folder | {f"indicateurs/{name}.yaml": text for name, text in files.items()}), "essai")


def _names(lines):
    return [each.identifiant for each in lines]


def test_each_indicator_falls_in_its_box(creer):
    files = {
        "eco": _indicator(UP, "economique"),
        "tech": _indicator(SAME, "technique"),
        "social": _indicator(UP, "social-sante", "baisse"),
        "libre": _indicator(DOWN, "technique", "contextuel"),
    }
    view = _view(creer, files, *files)
    assert _names(view.vise_et_obtenu) == ["eco"]
    assert _names(view.vise_non_vu) == ["tech"]
    assert _names(view.paye_ailleurs) == ["social"]
    assert _names(view.surprises) == ["libre"]
    assert [_names(pair) for pair in view.amelioration_payee] == [["eco", "social"]]
    assert view.a_verifier == ()
    assert view.examines == 4
    assert not [word for word in MOTS_BANNIS if fold(word) in fold(" ".join(phrases(view)))]
    assert "Peut-être payé ailleurs" in phrases(view)[1]
    assert phrases(view)[-1].endswith("moins d’un faux signal attendu par hasard (environ 0,16).")


def test_an_improvement_paid_inside_one_family_is_not_paid_elsewhere(creer):
    files = {"a": _indicator(UP, "technique"), "b": _indicator(UP, "technique", "baisse")}
    view = _view(creer, files, "a", "b")
    assert view.amelioration_payee == ()
    assert _names(view.paye_ailleurs) == ["b"]
    assert view.a_verifier == (Famille.ECONOMIQUE, Famille.SOCIAL_SANTE)


def test_a_family_with_too_few_measures_is_to_be_checked_not_blank(creer):
    view = _view(creer, {"eco": _indicator(UP, "economique"), "tech": _indicator([20, 21], "technique")}, "eco", "tech")
    assert view.a_verifier == (Famille.TECHNIQUE, Famille.SOCIAL_SANTE)
    assert "« Technique » et « Social et santé »" in phrases(view)[1]
    assert view.examines == 1


def test_an_indicator_added_after_the_start_gets_no_verdict(creer):
    view = _view(creer, {"eco": _indicator(UP, "economique")}, "eco", added="2016-03-01")
    (line,) = view.lignes
    assert (line.verdict, line.lecture, line.mots) == (None, None, None)
    assert line.sans_verdict.startswith("Ajouté au plan après le début")
    assert (view.vise_et_obtenu, view.examines) == ((), 0)


def test_a_test_without_a_start_compares_nothing(creer):
    folder = {
        "qvt.yaml": HEAD,
        "3-experimentation/essai/experimentation.yaml": "titre: Essai\nindicateurs: [{indicateur: eco}, {indicateur: absent}]\n",
        "indicateurs/eco.yaml": _indicator(UP, "economique"),
    }
    view = vue_familles(creer(folder), "essai")
    assert [line.sans_verdict for line in view.lignes] == ["Le test n’a pas encore de date de début : rien à comparer."]
    assert vue_familles(creer(folder), "autre") is None


def test_an_index_of_accidents_gets_no_verdict_in_a_small_place(creer):
    files = {"at-frequence": _indicator(DOWN, "social-sante", "baisse").replace("Indicateur", "Indice d'accidents")}
    folder = {
        "qvt.yaml": HEAD.replace("300", "60"),
        "3-experimentation/essai/experimentation.yaml": _test("at-frequence"),
        "indicateurs/at-frequence.yaml": files["at-frequence"],
    }
    (line,) = vue_familles(creer(folder), "essai").lignes
    assert line.verdict is None
    assert "100 ETP" in line.sans_verdict


def test_events_and_other_experiments_of_the_same_time_make_a_signal_a_hint(creer):
    files = {
        "indicateurs/eco.yaml": _indicator(UP, "economique"),
        "3-experimentation/essai/experimentation.yaml": _test("eco"),
        "3-experimentation/autre/experimentation.yaml": "titre: Autre\netat: terminee\ndebut: 2015-10\nfin: 2016-02-15\n",
        "3-experimentation/ancienne/experimentation.yaml": "titre: Ancienne\netat: terminee\ndebut: 2014\nfin: 2015-06\n",
        "3-experimentation/projetee/experimentation.yaml": "titre: Projetée\netat: prevue\ndebut: 2016-02\n",
        "journal.yaml": "faits:\n  - {date: 2016-02-10, type: evenement-exterieur, texte: Grippe}\n"
        "  - {date: 2016-03-01, type: decision, texte: Suite}\n  - {date: 2015-02, type: evenement-exterieur, texte: Avant}\n",
        "qvt.yaml": HEAD,
    }
    view = vue_familles(creer(files), "essai")
    (line,) = view.lignes
    assert line.lecture.verdict is Verdict.SIGNAL_AMELIORATION
    assert line.verdict is Verdict.INDICE_AMELIORATION
    assert line.reserves == (Reserve.AUTRES_EVENEMENTS, Reserve.EXPERIMENTATIONS_ENSEMBLE)
    assert [fact.texte for fact in view.evenements] == ["Grippe"]
    assert view.autres_experimentations == ("autre",)


def test_a_definition_that_changed_is_a_reserve(creer):
    text = _indicator(UP, "economique", definition="{champ: tout, depuis: 2016-02}")
    (line,) = _view(creer, {"eco": text}, "eco").lignes
    assert line.reserves == (Reserve.DEFINITION_CHANGEE,)


def test_months_put_aside_or_missing_are_not_read(creer):
    text = _indicator([20, 99, 21, "nd", 19, 22], "economique", exclusions="[{periode: 2016-02, motif: grève}]")
    (line,) = _view(creer, {"eco": text}, "eco").lignes
    assert [(str(periode), value) for periode, value in line.apres.items()] == [
        ("2016-01", 20), ("2016-03", 21), ("2016-04", None), ("2016-05", 19), ("2016-06", 22),
    ]  # fmt: skip
    assert line.lecture.n_apres == 4


def test_a_month_that_nobody_wrote_is_a_missing_one(creer):
    text = _indicator([20, 21, 19, 22], "economique").replace("  2016-02: 21\n", "").replace("  2016-03: 19\n", "")
    (line,) = _view(creer, {"eco": text}, "eco").lignes
    assert list(line.apres.values()) == [20, None, None, 22]
    assert Reserve.MESURES_MANQUANTES in line.reserves


def test_a_new_start_decided_before_the_test_sets_the_reference(creer):
    text = _indicator(UP, "economique", recalculs="[{depuis: 2015-07, motif: nouveau logiciel, par: copil}]")
    (line,) = _view(creer, {"eco": text}, "eco").lignes
    assert list(map(str, line.avant)) == [f"2015-{month:02}" for month in range(7, 13)]


@pytest.mark.parametrize(("decision", "count"), [("generaliser", 6), ("arreter", 3)])
def test_what_follows_the_end_counts_where_the_change_was_kept(creer, decision, count):
    more = {"fin": "2016-03-31", "decision": f"{{choix: {decision}, motif: ok}}"}
    (line,) = _view(creer, {"eco": _indicator(UP, "economique")}, "eco", **more).lignes
    assert line.lecture.n_apres == count


def test_a_share_of_too_few_respondents_is_not_read(creer):
    formula = {"formule": "favorables / repondants * 100", "nature": "proportion"}
    text = _indicator([], "social-sante", **formula) + "".join(
        f"  2016-0{month}: {{favorables: 5, repondants: {asked}}}\n" for month, asked in enumerate((20, 6, 30), 1)
    )
    (line,) = _view(creer, {"avis": text}, "avis").lignes
    assert list(line.apres.values()) == [25, None, pytest.approx(100 / 6)]


def test_several_indicators_lower_what_one_signal_is_worth(creer):
    weak = _indicator([13, 14, 13, 12, 14, 13], "economique")
    many = {"eco": weak} | {f"tech-{rank}": _indicator(SAME, "technique") for rank in range(3)}
    view = _view(creer, many, *many)
    p = view.lignes[0].lecture.test.p
    assert view.lignes[0].p_holm == pytest.approx(4 * p)
    assert view.tient_ensemble is (4 * p <= 0.05 and view.lignes[0].verdict is Verdict.SIGNAL_AMELIORATION)


def test_the_view_is_plain_data_and_says_no_word_too_many(creer):
    files = {
        "eco": _indicator(UP, "economique"),
        "tech": _indicator([11, 30, 12, 10, 11, 10], "technique"),
        "social": _indicator([20, 21], "social-sante", "baisse"),
    }
    data = as_dict(_view(creer, files, *files, added="2015-11-01"))
    text = json.dumps(data, allow_nan=False, ensure_ascii=False)
    assert json.loads(text) == data
    assert not [word for word in MOTS_BANNIS if fold(word) in fold(text)]
    (line,) = data["familles"]["economique"]
    assert (line["verdict"], line["lecture"]["n_avant"], line["lecture"]["n_apres"]) == ("signal-amelioration", 12, 6)
    assert line["lecture"]["puissance"]["source"]
    assert data["familles"]["social-sante"][0]["verdict"] == "donnees-insuffisantes"
    assert "score" not in text


def test_the_worked_example_reads_well(projet):
    view = vue_familles(load(projet), "procedure-absence-ash")
    assert _names(view.vise_et_obtenu) == ["rappels-repos"]
    assert view.a_verifier == ()
    json.dumps(as_dict(view), allow_nan=False)
