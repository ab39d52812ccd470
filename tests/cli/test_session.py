"""Sessions of embedded evaluation: by options, by a file, by questions; and side by side."""

from __future__ import annotations

import json

import pytest

DONE = "procedure-absence-ash"
GOOD = "Toilettes | technique | Aucune n’est reportée | Amélioré | « Mieux », dit-on"


def _sessions(projet, key=DONE):
    return projet / "3-experimentation" / key / "seances"


def _text(projet, name, key=DONE):
    return (_sessions(projet, key) / f"{name}.yaml").read_text(encoding="utf-8")


def _plain(text):
    """Return *text* with ordinary spaces."""
    return text.replace("\u00a0", " ")


@pytest.fixture
def relais(run, projet):
    """An experiment that has not begun and has no session."""
    run("experiment", "add", "relais", "--titre", "Un relais", "--groupe", "groupe-qvt", "--metiers", "ash")
    return projet


def test_a_session_by_options(run, projet):
    before = {path.name: path.read_bytes() for path in _sessions(projet).iterdir()}
    code, out, err = run(
        "session", "run", DONE, "--date", "22/11/2016", "--presents", "Métier=7", "--presents", "encadrement=1,direction=1",
        "--activite", GOOD, "--activite", "Rappels | Social | On nous laisse | ne sait pas", "--divergences", "a : b",
    )  # fmt: skip
    assert code == 0
    assert "22/11/2016 enregistrée (Pendant le test)" in _plain(out)
    assert "la famille « Économique »" in _plain(err)
    text = _text(projet, "2016-11-22")
    for line in (
        "moment: en-cours ", "  metier: 7", "  encadrement: 1", 'divergences: "a : b"', "    famille: technique",
        "    tendance: ameliore", '    commentaire: "« Mieux », dit-on"',
        '  - {activite: "Rappels", famille: social-sante, critere: "On nous laisse", tendance: ne-sait-pas}',
    ):  # fmt: skip
        assert line in text
    assert before == {name: (_sessions(projet) / name).read_bytes() for name in before}
    assert run("check")[0] == 0


@pytest.mark.parametrize(
    ("date", "moment"),
    [("2016-10-02", "t0"), ("2016-10-03", "en-cours"), ("2016-12-15", "en-cours"), ("2016-12-16", "bilan")],
)
def test_the_date_gives_the_moment(run, projet, date, moment):
    assert run("session", "run", DONE, "--date", date, "--activite", GOOD)[0] == 0
    assert f"moment: {moment}" in _text(projet, date)


def test_a_planned_experiment_begins_with_t0_without_answers(run, relais):
    code, out, _ = run("session", "run", "relais", "--activite", "Toilettes | technique | Aucune n’est reportée")
    assert code == 0
    assert "qvtkit experiment start relais" in out
    assert "moment: t0" in _text(relais, "2017-03-22", "relais")
    assert "tendance" not in _text(relais, "2017-03-22", "relais")


def test_opinions_that_differ_are_kept_without_a_common_answer(run, projet):
    said = ("Toilettes | technique | c | ash=dégradé, Infirmier=amélioré | plus tard pour les uns",
            "Repas | economique | c | inchangé, direction=amélioré")  # fmt: skip
    options = [word for each in said for word in ("--activite", each)]
    assert run("session", "run", DONE, "--date", "2016-11-22", *options)[0] == 0
    text = _text(projet, "2016-11-22")
    assert "    tendance: inchange" in text
    assert "    avis: {direction: ameliore}" in text
    assert "    avis: {ash: degrade, infirmier: ameliore}" in text
    assert text.count("tendance: ") == 1
    table = run("session", "show", DONE, "--format", "csv")[1].replace("\u00a0", " ")
    assert "Pas de réponse commune ; ASH : dégradé ; infirmier : amélioré" in table
    assert run("check")[0] == 0


def test_a_second_session_on_a_day_gets_a_suffix(run, projet):
    first = _text(projet, "2016-11-15")
    code, out, _ = run("session", "run", DONE, "--date", "2016-11-15", "--activite", GOOD)
    assert code == 0
    assert "2016-11-15-2" in out
    assert first == _text(projet, "2016-11-15")
    data = json.loads(run("session", "run", DONE, "--date", "2016-11-15", "--activite", GOOD, "--json")[1])["data"]
    assert data["id"] == f"{DONE}/2016-11-15-3"
    assert data["seance"]["activites"][0]["tendance"] == "ameliore"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ((), "--activite, ou --reponses"),
        (("--activite", "Toilettes"), "il manque la famille"),
        (("--activite", "Toilettes | technique"), "il manque le critère"),
        (("--activite", "Toilettes | technique | c"), "il manque la réponse"),
        (("--activite", "Toilettes | tecnique | c | mieux"), "economique, technique ou social-sante"),
        (("--activite", "Toilettes | technique | c | mieux"), "degrade, inchange, ameliore ou ne-sait-pas"),
        (("--activite", "Toilettes | technique | c | dégradé"), "dégradé sans commentaire"),
        (("--activite", "a | technique | c | dégradé | d | e"), "forme attendue"),
        (("--activite", "a | technique | c | inchangé, ash=dégradé"), "dégradé sans commentaire"),
        (("--activite", "a | technique | c | ash=mieux"), "« mieux » n’est pas compris"),
        (("--activite", "a | technique | c | asch=dégradé | d"), "Vouliez-vous dire « ash »"),
        (("--activite", GOOD, "--date", "2016-11"), "jour"),
        (("--activite", GOOD, "--date", "31/02/2017"), "--date"),
        (("--activite", GOOD, "--moment", "après"), "--moment"),
        (("--activite", GOOD, "--presents", "metier"), "--presents metier=7"),
        (("--activite", GOOD, "--presents", "encadremment=2"), "Vouliez-vous dire « encadrement »"),
    ],
)
def test_a_wrong_option_is_said_and_nothing_is_written(run, projet, options, said):
    before = sorted(_sessions(projet).iterdir())
    day = () if "--date" in options else ("--date", "2016-11-22")
    code, _, err = run("session", "run", DONE, *day, *options)
    assert code == 2
    assert said in _plain(err)
    assert before == sorted(_sessions(projet).iterdir())


def test_which_experiment(run, relais):
    code, _, err = run("session", "run", "relai", "--activite", GOOD)
    assert code == 1
    assert "Vouliez-vous dire « relais »" in _plain(err)
    # none runs, one is planned: it is the one
    code, out, _ = run("session", "run", "--activite", "Toilettes | technique | c")
    assert code == 0
    assert "« Un relais »" in _plain(out)


def test_answers_from_a_file(run, projet, tmp_path):
    file = tmp_path / "séance.yaml"
    file.write_text(
        "presents: {metier: 5}\nactivites:\n  - activite: Toilettes\n    famille: technique\n    critere: à l'heure\n"
        "    tendance: Dégradé\n    avis: {ash: Dégradé, infirmier: améliore}\n    commentaire: on court\n",
        encoding="utf-8",
    )
    code, _, _ = run(
        "session", "run", DONE, "--reponses", str(file), "--date", "2016-11-22", "--hors-perimetre", "étage 2"
    )
    assert code == 0
    text = _text(projet, "2016-11-22")
    assert "avis: {ash: degrade, infirmier: ameliore}" in text
    assert 'hors_perimetre: "étage 2"' in text


def test_a_wrong_file_of_answers_is_told_with_its_places(run, projet, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text("activites:\n  - activite: T\n    famile: technique\n    tendance: mieux\n", encoding="utf-8")
    code, _, err = run("session", "run", DONE, "--reponses", str(file))
    assert code == 1
    assert f"{file}:3:5" in err
    assert f"{file}:4:5" in err
    assert "Vouliez-vous dire « famille »" in _plain(err)
    file.write_text("activites:\n  - {activite: T, famille: technique, tendance: degrade}\n", encoding="utf-8")
    code, _, err = run("session", "run", DONE, "--reponses", str(file))
    assert code == 1
    assert f"{file}:2:" in err
    assert "sans commentaire" in err
    file.write_text(
        "activites:\n  - {activite: T, famille: technique, tendance: inchange, avis: {ash: degrade}}\n",
        encoding="utf-8",
    )
    code, _, err = run("session", "run", DONE, "--reponses", str(file))
    assert (code, f"{file}:2:59" in err) == (1, True), err
    file.write_text("activites:\n  - {activite: T, famille: technique, indicateur: rappel-repos, tendance: inchange}\n")
    code, _, err = run("session", "run", DONE, "--reponses", str(file))
    assert code == 2
    assert "« rappels-repos »" in _plain(err)
    assert run("session", "run", DONE, "--reponses", str(tmp_path / "absent.yaml"))[0] == 5
    assert len(list(_sessions(projet).iterdir())) == 4


def test_list(run, relais):
    code, out, _ = run("session", "list")
    assert code == 0
    assert f"{DONE}/2016-11-15" in out
    assert "Aucune séance" in run("session", "list", "relais")[1]
    assert len(json.loads(run("seance", "lister", DONE, "--json")[1])["data"]) == 4


def test_side_by_side_in_words_with_the_disagreements(run, projet):
    code, out, _ = run("session", "show", DONE)
    out = _plain(out)
    assert code == 0
    assert out.index("ÉCONOMIQUE") < out.index("TECHNIQUE") < out.index("SOCIAL ET SANTÉ")
    for words in ("Amélioré", "Dégradé", "Inchangé", "Ne sait pas", "décrit", "infirmier"):
        assert words in out
    assert "10 personnes (direction 1" in out
    assert "25/10/2016 : Les factures d’octobre ne sont pas arrivées." in out
    csv = run("session", "show", DONE, "--format", "csv")[1].splitlines()
    assert csv[0].startswith("Famille;Activité;Critère;20/09/2016 avant")
    assert any("Amélioré ; ASH et aide-soignant : amélioré ; infirmier : inchangé" in _plain(line) for line in csv)
    data = json.loads(run("session", "show", DONE, "--json")[1])["data"]
    assert [each["id"] for each in data["seances"]] == ["2016-09-20", "2016-10-25", "2016-11-15", "2016-12-20"]


def test_many_sessions_make_several_tables(run, projet):
    for day in range(10, 18):
        assert run("session", "run", DONE, "--date", f"2016-11-{day}", "--activite", GOOD)[0] == 0
    out = run("session", "show", DONE)[1]
    assert out.count("ÉCONOMIQUE") > 1
    assert "15/11/2016 (2)" in _plain(out)
