from __future__ import annotations

import json

import pytest

import qvtkit
from qvtkit.model.codes import EtatEvenement, TypeEvenement

BILAN = "4-perennisation/bilan.yaml"
SUITES = "4-perennisation/suites.yaml"


def _text(projet, file):
    return (projet / file).read_text(encoding="utf-8")


def _reviews(projet):
    events = qvtkit.load(projet).agenda.evenements
    return [(str(each.date), each.titre, each.groupe) for each in events if each.type is TypeEvenement.REVUE]


@pytest.fixture
def fresh(run, tmp_path):
    """A project that has just been created."""
    folder = tmp_path / "neuf"
    assert (
        run("init", str(folder), "--nom", "Les Pins", "--type", "ehpad", "--cluster", "Filière", "-C", str(tmp_path))[0]
        == 0
    )
    return folder


def test_one_rubrique_moves_and_no_other_line(run, projet):
    before = _text(projet, SUITES)
    code, out, _ = run("closing", "edit", "--heures", "120")
    assert code == 0
    assert _text(projet, SUITES) == before.replace("heures: 90", "heures: 120")
    assert "euros non prévus" in out.replace("\u00a0", " ")
    assert _text(projet, BILAN) == (projet / BILAN).read_text(encoding="utf-8")


def test_every_rubrique_has_an_option(run, fresh):
    assert run(
        "cloture", "modifier", "-C", str(fresh), "--deroulement", "Un an", "--reussites", "A", "--reussites", "B",
        "--difficultes", "Peu de temps => des heures comptées", "--enseignements", "E", "--conditions-de-reussite", "C",
        "--transferabilite", "T", "--ce-que-l-on-referait-autrement", "R", "--a-retenir-reussite", "r",
        "--a-retenir-difficulte", "d", "--a-retenir-conseil", "c", "--pilote", "Infirmière coordinatrice",
        "--groupe", "delegation", "--heures", "90,5", "--euros", "0", "--precision", "P",
        "--actions", "Lancer une action => juin 2018", "--integration", "Projet d’établissement => axe 2",
        "--visa", "direction=28/03/2017", "--visa", "représentants du personnel",
    )[0] == 0  # fmt: skip
    projet = qvtkit.load(fresh)
    told, after = projet.bilan, projet.suites
    assert [each.texte for each in told.reussites] == ["A", "B"]
    assert told.difficultes[0].reponse_apportee == "des heures comptées"
    assert (told.deroulement, told.transferabilite, told.ce_que_l_on_referait_autrement) == ("Un an", "T", "R")
    assert (told.a_retenir.reussite, told.a_retenir.difficulte, told.a_retenir.conseil) == ("r", "d", "c")
    assert (told.enseignements[0].texte, told.conditions_de_reussite) == ("E", ("C",))
    assert [(str(v.college), str(v.date)) for v in told.visas] == [
        ("direction", "2017-03-28"), ("representants-du-personnel", "2017-03-22"),
    ]  # fmt: skip
    assert (after.pilote.fonction, after.pilote.groupe) == ("Infirmière coordinatrice", "delegation")
    assert (after.moyens.heures, after.moyens.euros, after.moyens.precision) == (90.5, 0, "P")
    assert (after.actions[0].titre, str(after.actions[0].echeance), after.actions[0].etat) == (
        "Lancer une action", "2018-06", EtatEvenement.PREVU,
    )  # fmt: skip
    assert (after.integration[0].projet, after.integration[0].comment) == ("Projet d’établissement", "axe 2")
    assert qvtkit.check(projet) == []


def test_an_item_that_stays_keeps_what_is_not_typed(run, projet):
    file = projet / BILAN
    file.write_text(_text(projet, BILAN).replace("    avis: {}", "    avis: {metier: oui mais}", 1), encoding="utf-8")
    kept = qvtkit.load(projet).bilan.reussites[0]
    _, _, err = run("closing", "edit", "--reussites", kept.texte, "--reussites", "Une autre")
    assert "Des personnes qui ne se parlaient pas" in err
    assert qvtkit.load(projet).bilan.reussites[0] == kept
    action = "Installer le groupe QVT dans la durée"
    _, _, err = run("closing", "edit", "--actions", f"{action} => fait", "--actions", "Autre → transmissions-midi")
    after = qvtkit.load(projet).suites.actions
    assert (after[0].etat, str(after[0].echeance)) == (EtatEvenement.FAIT, "2017-06")
    assert after[1].probleme == "transmissions-midi"
    assert action not in err


def test_the_same_answers_change_nothing(run, projet):
    before = (_text(projet, BILAN), _text(projet, SUITES), _text(projet, "agenda.yaml"))
    code, out, _ = run("closing", "edit", "--heures", "90", "--visa", "direction=28/03/2017", "--revues", "oui")
    assert code == 0
    assert "Rien n’a été modifié" in out
    assert before == (_text(projet, BILAN), _text(projet, SUITES), _text(projet, "agenda.yaml"))


def test_a_file_of_answers_holds_both_records(run, fresh, tmp_path):
    sheet = tmp_path / "cloture.yaml"
    sheet.write_text(
        "Réussites:\n  - La règle est connue\ndifficultes:\n  - {texte: Le temps, reponse_apportee: compté}\n"
        "moyens: {heures: 60}\npilote: {fonction: Directrice, groupe: delegation}\nrevues: oui\n",
        encoding="utf-8",
    )
    assert run("closing", "edit", "-C", str(fresh), "--reponses", str(sheet), "--euros", "500")[0] == 0
    projet = qvtkit.load(fresh)
    assert projet.bilan.reussites[0].texte == "La règle est connue"
    assert projet.bilan.difficultes[0].reponse_apportee == "compté"
    assert (projet.suites.moyens.heures, projet.suites.moyens.euros) == (60, 500)
    assert _reviews(fresh) == [
        ("2017-09-22", "Revue à six mois", "delegation"), ("2018-03-22", "Revue à douze mois", "delegation"),
    ]  # fmt: skip


def test_reviews_count_from_the_end_of_the_last_test(run, projet):
    agenda = projet / "agenda.yaml"
    lines = [line for line in _text(projet, "agenda.yaml").splitlines() if "type: revue" not in line]
    agenda.write_text("\n".join(lines) + "\n", encoding="utf-8")
    code, out, _ = run("closing", "edit", "--revues", "oui")
    assert code == 0
    assert "16/06/2017" in out
    assert _reviews(projet) == [
        ("2017-06-16", "Revue à six mois", "groupe-qvt"), ("2017-12-16", "Revue à douze mois", "groupe-qvt"),
    ]  # fmt: skip


def test_a_review_still_to_be_held_moves(run, projet):
    assert run("closing", "edit", "--revue-6-mois", "27 juin 2017")[0] == 0
    assert [date for date, *_ in _reviews(projet)] == ["2017-06-27", "2017-12-19"]
    assert _text(projet, "agenda.yaml").count('heure: "14:00", type: revue') == 2


@pytest.mark.parametrize(
    ("args", "code", "words"),
    [
        ((), 2, ("--heures", "--reponses")),
        (("--heures", "beaucoup"), 2, ("--heures", "nombre")),
        (("--euros", "-5"), 2, ("--euros", "négatif")),
        (("--difficultes", "=> rien"), 2, ("--difficultes", "avant la flèche")),
        (("--actions", " => juin 2018"), 2, ("--actions", "avant la flèche")),
        (("--visa", "direktion=2017"), 2, ("--visa direktion=2017", "direction")),
        (("--visa", "direction=31/02/2017"), 2, ("--visa", "31/02/2017")),
        (("--actions", "X => bientôt"), 2, ("bientôt", "transmissions-midi")),
        (("--groupe", "groupe-qtv"), 1, ("groupe-qvt",)),
        (("--revue-12-mois", "un jour"), 2, ("--revue-12-mois",)),
        (("--reponses", "absent.yaml"), 5, ("absent.yaml",)),
    ],
)
def test_wrong_answers_are_said(run, projet, args, code, words):
    before = (_text(projet, BILAN), _text(projet, SUITES))
    got, _, err = run("closing", "edit", *args)
    assert got == code
    assert all(word in err for word in words)
    assert before == (_text(projet, BILAN), _text(projet, SUITES))


def test_a_file_of_answers_is_corrected_at_its_place(run, fresh, tmp_path):
    sheet = tmp_path / "cloture.yaml"
    sheet.write_text(
        "moyens: {heures: 60}\nreusites:\n  - A\nactions:\n  - {titre: A, echeance: demain}\n", encoding="utf-8"
    )
    code, _, err = run("closing", "edit", "-C", str(fresh), "--reponses", str(sheet))
    assert code == 2
    assert "cloture.yaml:2:" in err
    assert "reussites" in err
    assert "cloture.yaml:5:" in err
    assert qvtkit.load(fresh).suites.moyens.heures is None


def test_what_is_not_planned_is_said_in_clear(run, fresh):
    _, out, _ = run("closing", "show", "-C", str(fresh))
    shown = out.replace("\u00a0", " ")
    assert "Moyens en heures : non prévus" in shown
    assert "Moyens en euros : non prévus" in shown
    assert "Qui porte la suite : personne n’est désigné" in shown
    assert "pas encore à l’agenda" in shown
    assert "Il reste à écrire : les réussites" in shown


def test_the_close_as_data(run):
    data = json.loads(run("closing", "show", "--json")[1])["data"]
    assert data["suites"]["moyens"]["heures"] == 90
    assert data["decisions"] == [
        {
            "id": "procedure-absence-ash",
            "titre": "Une procédure partagée en cas d'absence d'une ASH",
            "choix": "adapter",
        }
    ]
    assert [(each["mois"], each["notee"], each["tenue"]) for each in data["revues"]] == [
        (6, True, False),
        (12, True, False),
    ]
    assert data["manques"] == []


def test_a_first_bilan_is_asked_question_by_question(talk, projet):
    for file in (BILAN, SUITES):
        (projet / file).unlink()
    child = talk("closing", "edit")
    child.expect("Que voulez-vous remplir")  # the reviews are in the agenda already
    child.sendline("2,3,9,10")
    for asked, answer in (
        ("Réussite 1", "On se parle"), ("Réussite 2", ""), ("Difficulté 1", "Le temps"), ("Qu’avez-vous fait", "<"),
        ("Difficulté 1", "Le bruit"), ("Qu’avez-vous fait", "Une porte"), ("Difficulté 2", ""),
        ("Qui porte la suite", "Gouvernante"), ("Avec quel groupe", "2"), ("heures par an", "beaucoup"),
        ("pas un nombre", "40"),
    ):  # fmt: skip
        child.expect(asked)
        child.sendline(answer)
    child.expect("euros par an")
    child.sendintr()
    child.expect("gardées en brouillon")
    child.expect(talk.end)
    again = talk("closing", "edit")
    again.expect("ont été retrouvées")
    again.expect("euros par an")
    again.sendline("")
    again.expect("précision")
    again.sendline("")
    again.expect("enregistrés")
    again.expect("euros non prévus")
    again.expect(talk.end)
    known = qvtkit.load(projet)
    assert [each.texte for each in known.bilan.reussites] == ["On se parle"]
    assert (known.bilan.difficultes[0].texte, known.bilan.difficultes[0].reponse_apportee) == ("Le bruit", "Une porte")
    assert (known.suites.pilote.fonction, known.suites.moyens.heures) == ("Gouvernante", 40)
    assert known.suites.moyens.euros is None


def test_a_list_is_corrected_line_by_line(talk, projet):
    before = qvtkit.load(projet).bilan
    child = talk("closing", "edit")
    child.expect("Que voulez-vous remplir")
    child.sendline("2")
    for answer in ("", "-", "Une phrase corrigée", "Une de plus", ""):
        child.expect(r"Réussite \d")
        child.sendline(answer)
    child.expect("enregistrés")
    child.expect(talk.end)
    after = qvtkit.load(projet).bilan
    assert [each.texte for each in after.reussites] == [before.reussites[0].texte, "Une phrase corrigée", "Une de plus"]
    assert after.difficultes == before.difficultes
