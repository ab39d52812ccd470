"""The story of an Ehpad told by `next` alone: at each step it names what the group then does, for fourteen months."""

from __future__ import annotations

import datetime as dt
import json
import shlex

import pytest

T0 = ["--presents", "metier=6", "--activite", "Réveils | social-sante | On ne court pas |",
      "--activite", "Repas | technique | À l’heure |", "--activite", "Appels | economique | Moins |"]  # fmt: skip
HELD = ["--presents", "metier=6", "--activite", "Réveils | social-sante | On ne court pas | ameliore",
        "--activite", "Repas | technique | À l’heure | inchange", "--activite", "Appels | economique | Moins | ameliore"]  # fmt: skip

LOOK = "look"
"""A day on which the group only asks where it stands."""
CONCEPTION = [
    ("2016-01-10", "question/pourquoi-partage", ["--pourquoi", "Que l’absence d’une collègue ne pèse plus sur une seule"]),
    ("2016-01-10", "question/projets-lies", ["--projets-lies", "Projet d’établissement=projet-etablissement:axe social"]),
    ("2016-01-10", "question/moyens-accordes", ["--heures", "60", "--remplacements", "oui"]),
    ("2016-01-12", "question/pouvoir-decisionnaire", ["copil", "--nom", "Comité de pilotage"]),
    ("2016-01-12", "question/pouvoir-decisionnaire",
     ["--colleges", "direction", "--fonction", "Directrice", "--pouvoir-decisionnaire", "oui"]),
    ("2016-01-13", "question/porte-parole", ["--porte-parole-reconnu", "oui"]),
    ("2016-01-13", "question/soignants-presents", ["--colleges", "metier", "--metier", "ash", "--fonction", "ASH"]),
    ("2016-01-13", "composition/copil", ["--fonction", "Représentante du personnel"]),
    ("2016-01-13", "composition/copil", ["--fonction", "Gouvernante"]),
    ("2016-01-14", "question/instances-informees", ["--instances", "dp=2016-01-12:favorable", "--instances", "chsct",
                                                    "--instances", "cvs=2016-02-08"]),
    ("2016-01-14", "question/regles-et-communication", ["--regles", "Ce qui est dit ici reste ici", "--communication", "Une affiche"]),
    ("2016-01-14", None, "agenda add 'Comité de lancement' --type reunion --groupe copil --date 2016-01-20"),
    ("2016-01-15", "agenda/2016-01-20-comite-de-lancement", None),
    ("2016-01-20", "agenda/2016-01-20-comite-de-lancement",
     ["--presents", "direction=1", "--note", "! On se lance", "--note", "@ Afficher le projet | Directrice"]),
    ("2016-01-21", "document/note-de-cadrage", ["--format", "html"]),
    ("2016-01-21", "grille/points-de-vigilance", ["--partiel", "--reponse", "contextes=oui"]),
    ("2016-01-21", "jalon/jalon-conception", ["--reponse", "climat-social=oui"]),
    ("2016-01-22", "phase", ["--decision", "Le comité est là"]),
]  # fmt: skip
DIAGNOSTIC = [
    ("2016-01-25", "outils/choix", ["--format", "html"]),
    ("2016-01-25", "instance/chsct", ["--instances", "chsct=2016-01-24"]),
    ("2016-02-01", "question/sources-croisees",
     ["--texte", "Chacun improvise le matin", "--nature", "difficulte", "--source", "questionnaire"]),
    ("2016-02-01", "question/sources-croisees",
     ["--texte", "Les toilettes sont reportées", "--nature", "difficulte", "--source", "observation"]),
    ("2016-02-10", "instance/cvs", []),
    ("2016-02-20", "tache/2016-01-20-afficher-le-projet", []),
    ("2016-02-20", "question/probleme-precis", [
        "--titre", "Quand une ASH manque", "--lieu", "étage 1", "--moment", "le matin", "--tache", "petits-déjeuners",
        "--metiers", "ash", "--metiers", "infirmier", "--effet-soin", "toilettes reportées", "--effet-travail", "tensions",
        "--enonce", "À l’étage 1, le matin, quand une ASH manque, ASH et infirmières se partagent tout : reports et tensions."]),
    ("2016-02-20", "question/probleme-precis", ["--motif", "C’est le plus précis"]),
    ("2016-02-21", "question/faisable",
     ["--precision", "3", "--perimetre", "3", "--metiers", "2", "--lien-soin", "2", "--faisable-organisation", "3",
      "--faisable-budget", "3", "--delai", "3", "--independance", "2"]),
    ("2016-02-21", "question/restitution", ["Restitution aux équipes", "--date", "2016-02-25"]),
    ("2016-02-21", "question/valeurs-de-depart", ["rappels-repos", "9", "--periode", "2016-01"]),
    ("2016-02-25", "agenda/2016-02-25-restitution-aux-equipes", []),
    ("2016-02-26", "groupe/evaluation", ["groupe-qvt", "--nom", "Groupe QVT"]),
    ("2016-02-26", "groupe/sieges/groupe-qvt", ["--colleges", "metier", "--metier", "ash", "--fonction", "ASH"]),
    ("2016-02-26", "composition/groupe-qvt", ["--fonction", "Gouvernante"]),
    ("2016-02-26", "jalon/jalon-diagnostic", ["--reponse", "situations-de-travail=oui"]),
    ("2016-02-27", "phase", ["--decision", "On essaie"]),
]  # fmt: skip
EXPERIMENTATION = [
    ("2016-03-01", "question/retour-arriere", [
        "essai", "--titre", "Une liste au tableau", "--hypothese", "Si la liste est affichée, alors moins de reports",
        "--ce-qui-change", "Une liste", "--groupe", "groupe-qvt", "--services", "étage 1",
        "--fin-prevue", "2016-06-30", "--indicateur", "rappels-repos", "--probleme", "quand-une-ash-manque"]),
    ("2016-03-01", "question/retour-arriere",
     ["--retour-arriere", "On retire la liste", "--qui-decide", "La direction", "--conditions-arret", "L’équipe le demande"]),
    ("2016-03-25", "grille/evaluation-embarquee/essai", ["--partiel", "--reponse", "perimetre-duree=oui"]),
    ("2016-03-25", "question/trois-familles", T0),
    ("2016-04-01", "question/dates-du-test", ["--debut", "2016-04-01", "--motif", "On apprendra en essayant"]),
    ("2016-04-02", "jalon/jalon-experimentation", ["--reponse", "criteres-choisis=oui"]),
    ("2016-05-03", "question/seance-en-cours", HELD),
    ("2016-05-04", "question/ajustement", ["--constat", "La liste est oubliée", "--decision", "On coche au tableau"]),
    ("2016-05-04", "grille/evaluation-embarquee/essai", ["--partiel", "--reponse", "seance-tenue=oui"]),
    ("2016-05-20", None, "proposal add 'Une réserve de linge' --date 2016-05-20"),
    ("2016-05-21", "proposition/", ["--etat", "acceptee", "--texte", "Elle sera prête en juin", "--par", "Directrice"]),
    ("2016-06-05", "mesure/rappels-repos", None),
    ("2016-06-05", None, "indicator add rappels-repos 9 --periode 2016-02"),
    ("2016-06-05", None, "indicator add rappels-repos 9 --periode 2016-03"),
    ("2016-06-05", "mesure/rappels-repos", ["8", "--periode", "2016-04"]),
    ("2016-07-01", "question/decision-motivee/essai",
     ["--choix", "adapter", "--motif", "La liste sert, à revoir la nuit", "--fin", "2016-06-30", "--par", "copil"]),
    ("2016-07-01", "bilan/essai", HELD),
    ("2016-07-02", "question/restitution-copil", ["Restitution au comité", "--date", "2016-07-05"]),
    ("2016-07-05", "agenda/2016-07-05-restitution-au-comite", []),
    ("2016-07-06", "suite/essai", ["--actions", "Revoir la liste de nuit => 2016-10-01"]),
    ("2016-07-06", "grille/evaluation-embarquee/essai", ["--partiel", "--reponse", "bilan-par-famille=oui"]),
    ("2016-07-07", "phase", ["--decision", "On pérennise"]),
]  # fmt: skip
PERENNISATION = [
    ("2016-07-08", "question/revues", ["--revues", "oui"]),
    ("2016-07-08", "question/lecons-tirees",
     ["--reussites", "On se parle", "--difficultes", "Oubliée => rappelée", "--enseignements", "Petit et précis"]),
    ("2016-07-08", "question/pilote", ["--pilote", "Infirmière coordinatrice"]),
    ("2016-07-08", "question/heures", ["--heures", "40"]),
    ("2016-07-08", "question/euros", ["--euros", "0"]),
    ("2016-07-08", "question/liens", ["--integration", "Projet d’établissement => axe social"]),
    ("2016-07-09", "fiche/project edit", ["--statut", "public", "--region", "Grand Est", "--contact", "Directrice"]),
    ("2016-07-09", "fiche/framing edit", ["--enjeux-social-sante", "Souffler", "--objectifs", "Un matin calme"]),
    ("2016-07-09", "fiche/closing edit",
     ["--conditions-de-reussite", "Du temps", "--transferabilite", "La liste", "--a-retenir-reussite", "On se parle",
      "--a-retenir-difficulte", "Tenir la liste", "--a-retenir-conseil", "Commencer petit"]),
    ("2016-07-10", "question/histoire-tracee", ["La suite est portée par l’infirmière coordinatrice"]),
    ("2016-07-10", "document/fiche", ["--format", "html"]),
    ("2016-07-12", "document/fiche", []),
    ("2016-07-12", "question/fiche-visee", ["--visa", "direction=2016-07-12", "--visa", "representants-du-personnel=2016-07-12"]),
    ("2016-08-20", "suivi/essai", ["8", "--periode", "2016-07"]),
    ("2016-09-01", None, "group member replace copil directrice --fin 2016-08-31 --fonction Directeur --debut 2016-09-01"),
    ("2016-09-05", "document/passation", ["--format", "html"]),
    ("2016-09-06", LOOK, None),
    ("2016-10-02", "action/0", ["--actions", "Revoir la liste de nuit => fait"]),
    ("2016-12-30", "agenda/", ["--changement", "essai | tient | La liste est au tableau", "--decision", "On continue"]),
    ("2017-02-01", LOOK, None),
    ("2017-06-30", "agenda/", ["--changement", "essai | tient | La liste est au tableau", "--decision", "On continue"]),
    ("2017-07-01", "phase/fin", ["--decision", "Le groupe se réunit deux fois par an", "--etat", "active"]),
]  # fmt: skip


@pytest.fixture
def ehpad(run, tmp_path, monkeypatch):
    """A project just created; `ehpad(day, *args)` runs a command on that day."""
    folder = tmp_path / "Les Pins"

    def call(day, *args):
        noon = dt.datetime.combine(dt.date.fromisoformat(day), dt.time(12), tzinfo=dt.UTC)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))
        code, out, err = run("-C", str(folder), *args)
        assert code == 0, (day, args, out, err)
        return out

    call("2016-01-10", "init", str(folder), "--nom", "Les Pins", "--type", "ehpad", "--effectif", "62", "--titre",
         "Souffler le matin", "--debut", "2016-01", "--cluster", "Filière X", "-C", str(tmp_path))  # fmt: skip
    return call


def _advised(ehpad, day):
    data = json.loads(ehpad(day, "next", "--json"))["data"]
    assert len(data["conseils"]) <= 5
    later = data["ensuite"]
    assert later is None or later["date"] > day, "what is today is not for later"
    if data["phase"] == "experimentation" and day < "2016-07-02":
        assert "phase" not in [each["sujet"] for each in data["conseils"]], "a test that runs is not passed over"
    if data["phase"] == "perennisation" and day < "2017-07-01":
        assert data["conseils"] or later, "until the last review there is something now, or a date"
    return data["conseils"], data


def test_next_leads_an_ehpad_from_init_to_the_review_at_twelve_months(ehpad):
    done = ("", "", "")
    for day, subject, answers in (*CONCEPTION, *DIAGNOSTIC, *EXPERIMENTATION, *PERENNISATION):
        if subject is None:
            ehpad(day, *shlex.split(answers))
            continue
        advice, _ = _advised(ehpad, day)
        assert done not in [(each["sujet"], each["quoi"], each["pourquoi"]) for each in advice], (day, done)
        if subject == LOOK:
            continue
        found = next((each for each in advice if each["sujet"].startswith(subject)), None)
        assert found, (day, subject, [each["sujet"] for each in advice])
        if answers is None:  # announced, not yet its day
            continue
        ehpad(day, *shlex.split(found["commande"])[1:], *answers)
        done = (found["sujet"], found["quoi"], found["pourquoi"])
    advice, data = _advised(ehpad, "2017-07-02")
    assert (advice, data["etat"]) == ([], "active")
    assert any("qvtkit phase reopen diagnostic" in line for line in data["vivant"])
    blank = "la suspension du jugement, un indicateur de la famille économique et un indicateur de la famille technique"
    assert data["restes"] == [f"La fiche garde un blanc, {blank} (il est trop tard pour l’écrire, et elle le dit)"]
    out = ehpad("2017-07-02", "next").replace("\u00a0", " ")
    assert "Rien ne presse aujourd’hui" in out
    assert "Tout ce qui devait être fait" not in out, "never « all is done » beside a blank"
    ehpad("2017-07-02", "check")
