from __future__ import annotations

import json

import pytest

HEAD = """# un projet neuf
format: 1
etablissement: {nom: Les Tilleuls}
demarche:
  uid: 01ABC
  titre: "Neuf"      # le titre
"""


@pytest.fixture
def phases(projet):
    """Replace the head of the example; returns a function that gives the lines of its phases."""

    def lines():
        text = (projet / "qvt.yaml").read_text(encoding="utf-8")
        return [line.strip(" -") for line in text.splitlines() if "{phase:" in line]

    return lines


def _write(projet, end):
    (projet / "qvt.yaml").write_text(HEAD + end, encoding="utf-8")


def _diff(before, after):
    old, new = before.splitlines(), after.splitlines()
    return [line for line in old if line not in new], [line for line in new if line not in old]


def test_the_four_phases_are_shown(run):
    out = run("phase", "show")[1]
    for word in ("Conception", "janvier 2016", "Pérennisation", "en cours", "Constitution du groupe QVT"):
        assert word in out
    data = json.loads(run("phases", "voir", "--json")[1])["data"]
    assert data["courante"] == "perennisation"
    assert [phase["etat"] for phase in data["phases"]] == ["terminée", "terminée", "terminée", "en cours"]


@pytest.mark.parametrize("end", ["", "  phases:\n", "  phases: []\n", "  phases: []  # rien encore\n"])
def test_a_fresh_project_begins(run, projet, phases, end):
    _write(projet, end)
    assert "à venir" in run("phase", "show")[1]
    code, out, _ = run("phase", "advance")
    assert code == 0
    assert "Conception" in out
    assert "{phase: conception, debut: 2017-03-22}" in phases()[-1]
    code, _, err = run("phase", "advance")
    assert code == 2
    assert "--decision" in err
    code, _, _ = run("phase", "avancer", "--decision", "Le groupe est là", "--date", "2017-03",
                     "--points-ouverts", "Instances informées", "--points-ouverts", "moyens", "--motif", "on avance")  # fmt: skip
    assert code == 0
    text = (projet / "qvt.yaml").read_text(encoding="utf-8")
    assert 'fin: 2017-03, decision: "Le groupe est là", points_ouverts: [instances-informees, moyens]' in text
    assert "{phase: diagnostic, debut: 2017-03}" in text
    assert '  titre: "Neuf"      # le titre\n' in text
    assert run("check")[0] == 0


def test_advancing_changes_two_lines(run, projet):
    file = projet / "qvt.yaml"
    text = file.read_text(encoding="utf-8").replace("    - {phase: perennisation, debut: 2017-02}\n", "")
    text = text.replace(
        ", fin: 2017-01, decision: Adapter la procédure avant de l'étendre au second étage}", "}  # ici"
    )
    file.write_bytes(text.replace("\n", "\r\n").encode())
    run("evaluation", "run", "jalon-experimentation", "--partiel", "--reponse", "criteres-choisis=oui")
    assert run("phase", "advance", "--decision", "On adapte", "--date", "2017-01")[0] == 0
    gone, come = _diff(text, file.read_bytes().decode())
    assert [line.strip() for line in gone] == ["- {phase: experimentation, debut: 2016-09}  # ici"]
    assert [line.strip() for line in come] == [
        '- {phase: experimentation, debut: 2016-09, fin: 2017-01, decision: "On adapte"}  # ici',
        "- {phase: perennisation, debut: 2017-01}",
    ]
    assert file.read_bytes().count(b"\r\n") == file.read_bytes().count(b"\n")


def test_block_style_is_kept(run, projet):
    _write(projet, "  phases:\n    - phase: conception\n      debut: 2017-01\n      fin:\n      # une note\n")
    assert run("phase", "advance", "--decision", "On y va", "--motif", "Le climat se juge en avril")[0] == 0
    text = (projet / "qvt.yaml").read_text(encoding="utf-8")
    assert "    - phase: conception\n      debut: 2017-01\n      fin: 2017-03-22\n" in text
    assert "      # une note" in text
    assert "phase: diagnostic" in text


END = ("phase", "advance", "--decision", "On continue", "--motif", "Deux points restent", "--date", "2018-02")


def test_the_last_phase_ends_by_saying_what_becomes_of_the_project(run, projet, phases):
    code, _, err = run(*END)
    assert (code, "--etat" in err) == (2, True)
    assert run(*END, "--etat", "en pause")[0] == 2
    code, out, _ = run(*END, "--etat", "terminée")
    assert (code, "La démarche est terminée" in out) == (0, True)
    assert "fin: 2018-02" in phases()[-1]
    assert "etat: terminee" in (projet / "qvt.yaml").read_text(encoding="utf-8")
    assert "La démarche est terminée" in run("next")[1]
    assert run("undo")[0] == 0
    assert "fin" not in phases()[-1]
    assert run(*END, "--etat", "active")[0] == 0
    assert json.loads(run("next", "--json")[1])["data"]["etat"] == "active"


def test_coming_back_to_a_phase_wakes_the_project(run, projet):
    run(*END, "--etat", "en-sommeil")
    assert "en sommeil" in run("status")[1]
    code, out, _ = run("phase", "reopen", "diagnostic", "--motif", "Un second sujet")
    assert (code, "La démarche reprend" in out) == (0, True)
    assert "etat: active" in (projet / "qvt.yaml").read_text(encoding="utf-8")


def test_the_state_is_not_said_in_the_middle_of_the_phases(run, projet):
    _write(projet, "  phases: [{phase: conception, debut: 2017-01}]\n")
    code, _, err = run("phase", "advance", "--decision", "x", "--motif", "y", "--etat", "terminee")
    assert (code, "qvtkit project edit --etat terminee" in err) == (2, True)


def test_the_last_phase_has_no_next(run, projet):
    run(*END, "--etat", "active")
    before = (projet / "qvt.yaml").read_bytes()
    code, _, err = run("phase", "advance", "--decision", "x")
    assert code == 1
    assert "dernière des quatre phases" in err
    assert "phase reopen" in err
    assert (projet / "qvt.yaml").read_bytes() == before


def test_a_phase_does_not_end_before_it_began(run, projet):
    _write(projet, "  phases: [{phase: conception, debut: 2017-02}]\n")
    code, _, err = run("phase", "advance", "--decision", "x", "--date", "2016-12", "--motif", "y")
    assert code == 2
    assert "--date" in err


def test_reopening_keeps_history_and_wants_a_reason(run, projet, phases):
    before = phases()
    code, _, err = run("phase", "reopen", "diagnostic")
    assert (code, "--motif" in err) == (2, True)
    assert run("phase", "rouvrir", "Diagnostic", "--motif", "L’énoncé : trop large", "--date", "2017-03-20")[0] == 0
    assert phases() == [*before, '{phase: diagnostic, debut: 2017-03-20, motif: "L’énoncé : trop large"}']
    assert json.loads(run("phase", "show", "--json")[1])["data"]["courante"] == "diagnostic"
    assert "rouverte" in run("phase", "show")[1]
    code, _, err = run("phase", "reopen", "diagnostic", "--motif", "x")
    assert (code, "ouverte" in err) == (1, True)
    code, out, _ = run("phase", "advance", "--decision", "Énoncé précisé", "--motif", "Tout est relu")
    assert code == 0
    assert "de nouveau dans la phase" in out
    assert len(phases()) == len(before) + 1


@pytest.mark.parametrize(("word", "code"), [("perennisation", 1), ("diagnostique", 2)])
def test_only_a_past_phase_is_reopened(run, word, code):
    assert run("phase", "reopen", word, "--motif", "x")[0] == code


def test_a_phase_never_begun_is_not_reopened(run, projet):
    _write(projet, "  phases: []\n")
    code, _, err = run("phase", "reopen", "diagnostic", "--motif", "x")
    assert (code, "pas encore commencé" in err) == (1, True)


def test_a_broken_head_is_not_touched(run, projet):
    _write(projet, "  phases: [{phase: concepton}]\n")
    code, _, err = run("phase", "advance", "--decision", "x")
    assert code == 1
    assert "qvt.yaml:7:" in err


def test_a_real_dialogue_with_arrows(talk, phases):
    child = talk("phase", "reopen", simple=False)
    child.expect("Quelle phase rouvrir")
    child.send("\x1b[B\r")
    child.expect("Pourquoi la rouvrir")
    child.send("\r")
    child.expect("Une réponse est nécessaire")
    child.send("L’énoncé n’est pas précis\r")
    child.expect("Depuis quand")
    child.send("<\r")
    child.expect("Pourquoi la rouvrir")
    child.send("\r")
    child.expect("Depuis quand")
    child.send("\r")
    child.expect("rouverte")
    child.expect(talk.end)
    assert phases()[-1] == '{phase: diagnostic, debut: 2017-03-22, motif: "L’énoncé n’est pas précis"}'


def test_the_gate_shows_its_evidence_with_its_place_and_what_is_open(run):
    code, out, _ = run("phase", "show", "pérennisation")
    out = out.replace("\u00a0", " ")
    assert code == 0
    assert "Reste ouvert" in out
    assert "    qvtkit proposal answer\n" in out
    assert "      Infirmière coordinatrice\n" in out
    assert ".yaml" not in out, "where it is written is for --json"
    assert "Source : Aract Normandie, 6 avril 2017" in out
    gate = json.loads(run("phase", "show", "--json")[1])["data"]["jalon"]
    states = {question["id"]: question["etat"] for question in gate["questions"]}
    assert (states["pilote"], states["euros"]) == ("trouvee", "ouverte")
    owner = next(question for question in gate["questions"] if question["id"] == "pilote")
    assert owner["preuves"] == [
        {"texte": "Infirmière coordinatrice", "fichier": "4-perennisation/suites.yaml", "ligne": 2}
    ]


def test_what_only_people_can_judge_is_said_so(run, projet):
    (projet / "1-conception" / "cadrage.yaml").write_text("pourquoi: Pour elles et eux\n", encoding="utf-8")
    out = run("phase", "show", "conception")[1].replace("\u00a0", " ")
    judged = out.partition("À juger ensemble")[2].partition("Le dossier répond")[0]
    assert "climat social" in judged
    assert "qvtkit evaluation run jalon-conception --partiel\n" in out
    assert run("evaluation", "run", "jalon-conception", "--partiel", "--reponse", "climat-social=oui")[0] == 0
    out = run("phase", "show", "conception")[1].replace("\u00a0", " ")
    assert "À juger ensemble" not in out
    assert "Réponse du 22/03/2017, Le groupe ensemble : oui" in out


def test_a_climate_that_the_framing_tells_is_not_asked_again(run):
    out = run("phase", "show", "conception")[1].replace("\u00a0", " ")
    assert "On se parle facilement dans les équipes" in out.partition("Le dossier répond")[2]
    assert "À juger ensemble" not in out


def test_a_test_under_way_is_named_and_wants_a_reason(run, projet):
    own = projet / "modeles" / "grilles" / "jalon-experimentation.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("titre: Chez nous\nitems: []\n", encoding="utf-8")
    _write(projet, "  phases:\n    - {phase: experimentation, debut: 2017-01}\n")
    test = projet / "3-experimentation" / "second"
    test.mkdir()
    (test / "experimentation.yaml").write_text("titre: La nuit\netat: en-cours\ndebut: 2017-02\nfin_prevue: 2017-05\n")
    code, _, err = run("phase", "advance", "--decision", "On avance")
    assert (code, "le test « La nuit » est en cours" in err.replace("\u00a0", " ")) == (2, True)
    assert run("phase", "advance", "--decision", "On avance", "--motif", "La décision est prise")[0] == 0


def test_a_point_once_left_open_and_settled_since_is_told_so(run):
    out = run("phase", "show")[1].replace("\u00a0", " ")
    assert "Conception, points restés ouverts : Vos instances" in out
    assert "(réglé depuis)" in out


def test_open_points_pass_with_a_reason_and_are_noted(run, projet, phases):
    (projet / "1-conception" / "cadrage.yaml").write_text("pourquoi: Pour elles et eux\n", encoding="utf-8")
    _write(projet, "  phases:\n    - {phase: conception, debut: 2017-01}\n")
    before = (projet / "qvt.yaml").read_bytes()
    code, _, err = run("phase", "advance", "--decision", "On avance")
    assert (code, "--motif" in err, "À quels projets" in err) == (2, True, True)
    assert (projet / "qvt.yaml").read_bytes() == before
    code, _, _ = run("phase", "advance", "--decision", "On avance", "--motif", "Le CSE se réunit en avril",
                     "--points-ouverts", "Prévenir la famille, en août : la salle est prise",
                     "--points-ouverts", "instances-informees")  # fmt: skip
    assert code == 0
    stay = json.loads(run("phase", "show", "--json")[1])["data"]["phases"][0]["passages"][0]
    assert stay["motif"] == "Le CSE se réunit en avril"
    assert stay["points_ouverts"] == [
        "projets-lies", "moyens-accordes", "instances-informees", "regles-et-communication",
        "climat-social", "Prévenir la famille, en août : la salle est prise",
    ]  # fmt: skip
    assert "Prévenir la famille, en août : la salle est prise" in run("phase", "show")[1].replace("\u00a0", " ")


def test_points_given_by_hand_want_a_reason_too(run, projet):
    _write(projet, "  phases: [{phase: conception, debut: 2017-01}]\n")
    code, _, err = run("phase", "advance", "--decision", "On avance", "--points-ouverts", "la salle")
    assert (code, "--motif" in err) == (2, True)


def test_the_establishment_s_own_gate_is_the_one_shown(run, projet):
    own = projet / "modeles" / "grilles" / "jalon-perennisation.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("titre: Chez nous\nitems:\n  - {id: fete, texte: A-t-on fêté cela ?}\n", encoding="utf-8")
    out = run("phase", "show")[1].replace("\u00a0", " ")
    assert "Passage : Chez nous" in out
    assert "A-t-on fêté cela ?" in out
    assert json.loads(run("phase", "show", "--json")[1])["data"]["jalon"]["origine"] == "projet"
    assert run("check")[0] == 0


def test_a_word_that_is_no_phase_is_answered(run):
    code, _, err = run("phase", "show", "diagnostique")
    assert (code, "diagnostic" in err) == (2, True)


def test_in_a_terminal_what_is_open_is_shown_then_the_reason_asked(talk, projet, phases):
    (projet / "1-conception" / "cadrage.yaml").write_text("pourquoi: Pour elles et eux\n", encoding="utf-8")
    _write(projet, "  phases:\n    - {phase: conception, debut: 2017-01}\n")
    child = talk("phase", "advance")
    child.expect("Il reste .*points ouverts et 1.*question à juger ensemble")
    child.expect("à juger ensemble.: Le climat social")
    child.expect("Quand passez-vous")
    child.send("\r")
    child.expect("Que décidez-vous")
    child.send("On avance\r")
    child.expect("autre chose à régler")
    child.send("\r")
    child.expect("Pourquoi avancer quand même")
    child.send("\r")
    child.expect("Une réponse est nécessaire")
    child.send("Le CSE est en avril\r")
    child.expect("Diagnostic")
    child.expect(talk.end)
    assert "motif: Le CSE est en avril" in phases()[0] or 'motif: "Le CSE est en avril"' in phases()[0]
    assert "instances-informees" in phases()[0]
