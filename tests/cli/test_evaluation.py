from __future__ import annotations

import json
import re

import pytest

DOWN, ENTER, CTRL_C = "\x1b[B", "\r", "\x03"
GRID = "points-de-vigilance"
EVERY_ITEM = {
    "contextes": "oui", "perimetre": "oui", "realisable": "oui", "regles": "oui", "pas-les-personnes": "oui",
    "indicateurs": "oui", "valoriser-tracer": "oui", "encadrement-de-proximite": "oui", "divergences": "oui",
    "communication": "oui", "restitution": "oui",
}  # fmt: skip


def _options(**more):
    answers = EVERY_ITEM | {key.replace("_", "-"): value for key, value in more.items()}
    return [word for item, answer in answers.items() for word in ("--reponse", f"{item}={answer}")]


def _new(projet, name=f"2017-03-22-{GRID}"):
    return (projet / "evaluations" / f"{name}.yaml").read_text(encoding="utf-8")


def test_a_whole_grid_by_options(run, projet):
    code, out, _ = run("evaluation", "run", GRID, *_options(perimetre="En partie: flou, « étage » à préciser"))
    assert code == 0
    assert "toutes les questions ont une réponse" in out
    text = _new(projet)
    assert "grille: points-de-vigilance\nversion: 1\n" in text
    assert '  perimetre: {groupe: en-partie, commentaire: "flou, « étage » à préciser"}\n' in text
    assert "groupe: groupe-qvt" in text
    assert run("check")[0] == 0


def test_each_college_keeps_its_own_position(run, projet):
    apart = {"encadrement-de-proximite", "divergences", "communication", "restitution"}
    said = [f"{item}={value}" for item, value in EVERY_ITEM.items() if item not in apart]
    said += [f"{item}.Direction=oui" for item in apart]
    said += [f"{item}.métier=oui" for item in apart - {"communication"}]
    said += ["communication.métier=non: personne ne sait"]
    options = [word for answer in said for word in ("--reponse", answer)]
    code, out, _ = run("evaluation", "run", GRID, "--colleges", "direction", "--colleges", "Métier", *options)
    assert code == 0
    assert "Les avis diffèrent" in out
    assert '  communication: {direction: oui, metier: non, commentaire: "Métiers : personne ne sait"}\n' in _new(projet)
    data = json.loads(run("evaluation", "show", f"2017-03-22-{GRID}", "--json")[1])["data"]
    assert data["avis_partages"] == ["communication"]
    question = next(q for q in data["questions"] if q["id"] == "communication")
    assert question["avis"] == {"direction": "oui", "metier": "non"}
    assert question["avis_partages"] is True


def test_missing_answers_are_all_listed_with_their_option(run, projet):
    code, _, err = run("evaluation", "run", GRID, "--reponse", "contextes=oui")
    assert code == 2
    assert "--reponse perimetre=…" in err
    for college in ("direction", "representants-du-personnel", "encadrement", "metier", "prevention-support"):
        assert f"--reponse communication.{college}=…" in err
    assert "medical" not in err
    assert "--partiel" in err
    assert not list((projet / "evaluations").glob("2017-03-22*"))


def test_partial_answers_are_recorded_when_asked(run, projet):
    code, out, _ = run("evaluation", "run", GRID, "--partiel", "--reponse", "contextes=oui")
    assert code == 0
    assert "10\u00a0questions sans réponse" in out
    assert _new(projet).rstrip().endswith("contextes: {groupe: oui}")


def test_the_same_day_twice_gets_a_suffix_and_says_so(run, projet):
    code, out, _ = run("evaluation", "run", GRID, "--date", "20/01/2017", *_options())
    assert code == 0
    assert f"2017-01-20-{GRID}-2" in out
    assert "déjà" in out
    assert _new(projet, f"2017-01-20-{GRID}-2")


def test_wrong_options_are_all_said_at_once(run):
    code, _, err = run("evaluation", "run", GRID, "--reponse", "contexte=oui", "--reponse", "perimetre=bof",
                       "--reponse", "restitution.directon=oui", "--reponse", "oui")  # fmt: skip
    assert code == 2
    assert "Vouliez-vous dire « contextes »" in err.replace("\u00a0", " ")
    assert "Réponses possibles\u00a0: oui, en-partie, non, sans-objet" in err
    assert "Vouliez-vous dire « direction »" in err.replace("\u00a0", " ")
    assert "QUESTION=réponse" in err


def test_a_grid_with_moments_asks_only_the_questions_of_its_moment(run, projet):
    code, _, err = run("evaluation", "run", "evaluation-embarquee", "--partiel", "--reponse", "decision=oui")
    assert code == 2
    assert "--moment" in err
    code, _, err = run("evaluation", "run", "evaluation-embarquee", "--moment", "Pendant", "--reponse", "decision=oui")
    assert code == 2
    assert "ne se pose pas à ce moment" in err
    code, _, err = run("evaluation", "run", "evaluation-embarquee", "--moment", "pendant")
    assert code == 2
    assert "seance-tenue" in err
    assert "perimetre-duree" not in err


def test_answers_from_a_file_of_answers_only(run, projet, tmp_path):
    file = tmp_path / "réponses.yaml"
    body = "".join(f"{item}: {answer}\n" for item, answer in EVERY_ITEM.items() if item != "communication")
    file.write_text(body + "Communication: {Direction: oui, métier: sans objet}\n", encoding="utf-8")
    assert run("evaluation", "run", GRID, "--reponses", str(file))[0] == 0
    assert "  communication: {direction: oui, metier: sans-objet}\n" in _new(projet)


def test_answers_from_a_whole_record(run, projet):
    source = projet / "evaluations" / f"2017-01-20-{GRID}.yaml"
    assert run("evaluation", "run", "--reponses", str(source), "--date", "2017-02")[0] == 0
    text = _new(projet, f"2017-02-{GRID}")
    assert "experimentation: procedure-absence-ash" in text
    assert re.search(r"^moment: fin\b", text, re.MULTILINE)
    assert text.count("en-partie") == source.read_text(encoding="utf-8").count("en-partie")


def test_problems_of_the_file_are_placed(run, projet, tmp_path):
    file = tmp_path / "r.yaml"
    file.write_text(f"grille: {GRID}\nreponses:\n  contexte: oui\n  perimetre: {{groupe: bof}}\n", encoding="utf-8")
    code, _, err = run("evaluation", "run", "--reponses", str(file))
    assert code == 2
    assert f"{file}:3:3" in err
    assert "« contextes »" in err.replace("\u00a0", " ")
    assert f"{file}:4:15" in err
    file.write_text(f"grille: {GRID}\nreponse:\n  contextes: oui\n", encoding="utf-8")
    code, _, err = run("evaluation", "run", "--reponses", str(file), "--json")
    assert code == 2
    file.write_text("contextes: [oui\n", encoding="utf-8")
    assert f"{file}:" in run("evaluation", "run", GRID, "--reponses", str(file))[2]
    assert run("evaluation", "run", GRID, "--reponses", str(tmp_path / "absent.yaml"))[0] == 5


def test_a_file_for_another_grid_or_experiment_is_refused_at_its_place(run, tmp_path):
    file = tmp_path / "r.yaml"
    body = f"grille: {GRID}\nexperimentation: procedure-absence\nreponses:\n  contextes: oui\n"
    file.write_text(body, encoding="utf-8")
    code, _, err = run("evaluation", "run", "evaluation-embarquee", "--reponses", str(file))
    assert (code, f"{file}:1:1" in err) == (2, True)
    code, _, err = run("evaluation", "run", "--reponses", str(file))
    assert (code, f"{file}:2:1" in err) == (2, True)
    assert "procedure-absence-ash" in err


def test_a_grid_of_the_project_with_its_own_scale(run, projet):
    folder = projet / "modeles" / "grilles"
    folder.mkdir(parents=True)
    grid = "titre: Ma grille\nechelle: [jamais, parfois, toujours]\nitems:\n  - {id: ecoute, texte: On est écouté}\n"
    (folder / "ma-grille.yaml").write_text(grid, encoding="utf-8")
    grids = json.loads(run("evaluation", "list", "--json")[1])["data"]["grilles"]
    assert {"id": "ma-grille", "questions": 1, "origine": "projet"}.items() <= grids[-1].items()
    assert run("evaluation", "run", "Ma grille", "--reponse", "écoute=Parfois")[0] == 0
    assert "  ecoute: {groupe: parfois}" in _new(projet, "2017-03-22-ma-grille")
    (folder / "ma-grille.yaml").write_text(grid + "  - {texto: x}\n", encoding="utf-8")
    code, _, err = run("evaluation", "run", "ma-grille", "--reponse", "ecoute=parfois")
    assert (code, "modeles/grilles/ma-grille.yaml:5:6" in err) == (1, True)


@pytest.mark.parametrize("args", ["run", "run points-de-vigilence", "show x"])
def test_what_cannot_be_found_is_said(run, args):
    code, _, err = run("evaluation", *args.split())
    assert code in {1, 2}
    assert GRID in err or "evaluation list" in err


def test_list_and_show_for_people(run):
    out = run("evaluation", "list")[1]
    assert "Repères et points de" in out
    assert "11 sur 11" in out
    out = run("evaluation", "voir", f"2017-01-20-{GRID}")[1].replace("\u00a0", " ")
    assert "Avis différents — Direction : oui · Représentants du personnel : en partie" in out
    assert "Les avis diffèrent : questions 4, 6, 8 et 9." in out


def test_dry_run_writes_nothing(run, projet):
    code, out, _ = run("evaluation", "run", GRID, "--dry-run", *_options())
    assert code == 0
    assert "Rien n’a été écrit" in out
    assert not list((projet / "evaluations").glob("2017-03-22*"))


def test_a_dialogue_goes_back_stops_and_resumes(talk, projet):
    child = talk("evaluation", "run", GRID, "--date", "2017-03-22", "--colleges", "direction", "--colleges", "metier")
    for question, answer in (("Quelle expérimentation", "1"), ("À quel moment", "fin"), ("Quel groupe", "2")):
        child.expect(question)
        child.sendline(answer)
    child.expect("1/11 · Périmètre et contexte")
    child.expect("Le groupe ensemble")
    child.sendline("peut-être")
    child.expect("pas une des réponses")
    child.sendline("non")
    child.expect("Commentaire")
    child.sendline("Trop tôt\u00a0: c’est l’été")
    child.expect("2/11")
    child.sendline("<")
    child.expect("1/11")
    child.expect("Commentaire")
    child.sendline("<")
    child.expect("Le groupe ensemble")
    child.sendline("En partie")
    child.expect("Commentaire")
    child.sendline("")
    child.expect("2/11")
    child.sendline("oui")
    child.expect("3/11")
    child.sendintr()
    child.expect("brouillon")
    child.expect(talk.end)
    child.close()
    assert child.exitstatus == 130
    assert not list((projet / "evaluations").glob("2017-03-22*"))

    child = talk("evaluation", "run", GRID, "--date", "2017-03-22", "--colleges", "direction", "--colleges", "metier",
                 "--experimentation", "procedure-absence-ash", "--moment", "fin")  # fmt: skip
    child.expect("retrouvées")
    child.expect("3/11")
    child.sendline("oui")
    child.expect("4/11")
    child.expect("Direction")
    child.sendline("oui")
    child.expect("Métiers")
    child.sendline("non")
    child.expect("Commentaire")
    child.sendline("")
    for number in range(5, 12):
        child.expect(f"{number}/11")
        child.expect(["Le groupe ensemble", "Direction"])
        child.sendline("oui")
        if number in {6, 8, 9}:
            child.expect("Métiers")
            child.sendline("oui")
    child.expect("enregistrée")
    child.expect(talk.end)
    text = _new(projet)
    assert '  contextes: {groupe: en-partie, commentaire: "Trop tôt\u00a0: c’est l’été"}\n' in text
    assert "  encadrement-de-proximite: {direction: oui, metier: non}\n" in text


def test_a_real_dialogue_with_arrows(talk, projet):
    child = talk("evaluation", "run", "evaluation-embarquee", "--moment", "pendant", "--date", "2017-03-22",
                 "--groupe", "groupe-qvt", "--partiel", simple=False)  # fmt: skip
    child.expect("Quelle expérimentation")
    child.send(ENTER)
    child.expect("Quels collèges répondent")
    child.send(ENTER)
    child.expect("1/7")
    child.expect("Le groupe ensemble")
    child.send(DOWN + ENTER)
    child.expect("Commentaire")
    child.send("séance reportée" + ENTER)
    child.expect("2/7")
    child.expect("Le groupe ensemble")
    child.send("<")
    child.expect("Commentaire")
    child.expect("séance reportée")
    child.send(" d’un jour" + ENTER)
    child.expect("2/7")
    child.expect("Le groupe ensemble")
    child.send(CTRL_C)
    child.expect("brouillon")


def _silent_on_the_climate(projet):
    """Take out of the framing what answers the only question that people judge."""
    file = projet / "1-conception" / "cadrage.yaml"
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(each for each in lines if not each.startswith("climat_social:")), encoding="utf-8")


def test_an_evaluation_without_any_answer_is_refused_with_the_options_that_would_give_some(run, projet):
    _silent_on_the_climate(projet)
    before = sorted((projet / "evaluations").iterdir())
    code, _, err = run("evaluation", "run", "jalon-conception", "--partiel", "--no-input")
    assert (code, "--reponse climat-social=" in err) == (2, True)
    assert sorted((projet / "evaluations").iterdir()) == before


def test_a_gate_asks_only_what_is_open_or_to_be_judged(talk, projet):
    _silent_on_the_climate(projet)
    child = talk("evaluation", "run", "jalon-conception", "--partiel", "--groupe", "groupe-qvt", "--date", "2017-03-22")
    child.expect("Quels collèges")
    child.send("1\r")
    child.expect("1/1")
    child.expect("Direction")
    child.send("oui\r")
    child.expect("1 question répondue|1.question répondue")
    child.expect(talk.end)


def test_all_the_questions_of_a_gate_come_again_when_asked(talk):
    child = talk(
        "evaluation", "run", "jalon-conception", "--partiel", "--tout", "--groupe", "groupe-qvt", "--date", "2017-03-22"
    )
    child.expect("Quels collèges")
    child.send("1\r")
    child.expect("1/9")
    child.sendintr()
    child.expect(talk.end)
