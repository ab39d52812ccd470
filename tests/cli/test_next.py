"""`next`: what to do now. A new group follows it from `init` to the review at twelve months."""

from __future__ import annotations

import copy
import datetime as dt
import json
import shlex

import pytest

STUBS = {
    "question/pourquoi-partage": ["--pourquoi", "Que l’absence d’une collègue ne mette plus personne en difficulté"],
    "question/projets-lies": ["--projets-lies", "Projet d’établissement=projet-etablissement:axe social"],
    "question/moyens-accordes": ["--heures", "60", "--remplacements", "oui"],
    "question/pouvoir-decisionnaire": [
        ["groupe-qvt", "--nom", "Groupe QVT"],
        ["--colleges", "direction", "--fonction", "Directrice"],
        ["--pouvoir-decisionnaire", "oui"],
    ],
    "question/porte-parole": ["--porte-parole-reconnu", "oui"],
    "question/soignants-presents": ["--colleges", "metier", "--metier", "ash", "--fonction", "ASH"],
    "question/instances-informees": ["--instances", "cse-prive=2016-01-05:favorable"],
    "question/regles-et-communication": ["--regles", "Ce qui est dit ici reste ici", "--communication", "Une affiche"],
    "jalon/jalon-conception": ["--reponse", "climat-social=oui"],
    "document/note-de-cadrage": [], "document/fiche": [], "document/passation": [],
    "document/affiche": ["--format", "html"], "document/bilan-equipes": ["--format", "html"],
    "grille/points-de-vigilance": ["--partiel", "--reponse", "contextes=oui"],
    "grille/evaluation-embarquee": [
        ["--partiel", "--reponse", "perimetre-duree=oui"], ["--partiel", "--reponse", "seance-tenue=oui"],
        ["--partiel", "--reponse", "bilan-par-famille=oui"],
    ],
    "composition": [
        ["--fonction", "Représentante du personnel"], ["--fonction", "Gouvernante"], ["--fonction", "Gouvernante"],
    ],
    "groupe/sieges": ["--colleges", "metier", "--metier", "ash", "--fonction", "ASH"], "outils/choix": ["--format", "html"],
    "groupe/evaluation": ["groupe-essai", "--nom", "Groupe de l’essai"],
    "fiche/closing edit": [
        "--conditions-de-reussite", "Du temps", "--transferabilite", "La liste", "--a-retenir-reussite", "On se parle",
        "--a-retenir-difficulte", "Tenir la liste", "--a-retenir-conseil", "Commencer petit",
        "--actions", "Étendre à l’étage 2 => {dans-60-jours}",
    ],
    "suite": ["--actions", "Étendre à l’étage 2 => {dans-60-jours}"],
    "action": ["--actions", "Étendre à l’étage 2 => fait"],
    "fiche/project edit": ["--statut", "public", "--region", "Grand Est", "--contact", "Directrice"],
    "fiche/framing edit": ["--enjeux-social-sante", "Souffler", "--objectifs", "Un matin calme"],
    "fiche/experiment edit essai": ["--services", "étage 1"],
    "suivi": ["8", "--periode", "{mois-avant}"],
    "revue": ["--changement", "essai | tient | La liste est au tableau", "--decision", "On continue"],
    "question/sources-croisees": [
        ["--texte", "Chacun improvise le matin", "--nature", "difficulte", "--source", "questionnaire"],
        ["--texte", "Les toilettes sont reportées", "--nature", "difficulte", "--source", "observation"],
    ],
    "question/probleme-precis": [
        ["--titre", "Quand une ASH manque", "--lieu", "étage 1", "--moment", "le matin", "--tache", "petits-déjeuners",
         "--metiers", "ash", "--metiers", "infirmier", "--effet-soin", "toilettes reportées",
         "--effet-travail", "tensions", "--enonce",
         "À l’étage 1, le matin, quand une ASH manque, ASH et infirmières se partagent tout : reports et tensions."],
        ["--motif", "C’est le plus précis"],
    ],
    "question/faisable": [
        "--precision", "3", "--perimetre", "3", "--metiers", "2", "--lien-soin", "2", "--faisable-organisation", "3",
        "--faisable-budget", "3", "--delai", "3", "--independance", "2",
    ],
    "question/restitution": ["Restitution aux équipes", "--date", "{jour}"],
    "question/valeurs-de-depart": ["rappels-repos", "9", "--periode", "{mois-avant}"],
    "jalon/jalon-diagnostic": ["--reponse", "situations-de-travail=oui"],
    "question/retour-arriere": [
        ["essai", "--titre", "Une liste au tableau", "--hypothese", "Si la liste est affichée, alors moins de reports",
         "--ce-qui-change", "Une liste", "--groupe", "delegation", "--fin-prevue", "{dans-60-jours}",
         "--indicateur", "rappels-repos"],
        ["--retour-arriere", "On retire la liste", "--qui-decide", "La direction",
         "--conditions-arret", "L’équipe le demande"],
    ],
    "question/dates-du-test": ["--motif", "On apprendra en essayant"],
    "question/seance-en-cours": [
        "--presents", "metier=6", "--activite", "Réveils | social-sante | On ne court pas | ameliore",
        "--activite", "Repas | technique | À l’heure | inchange", "--activite", "Appels | economique | Moins | ameliore",
    ],
    "question/ajustement": ["--constat", "La liste est oubliée", "--decision", "On coche au tableau"],
    "question/trois-familles": [
        "--presents", "metier=6", "--activite", "Réveils | social-sante | On ne court pas |",
        "--activite", "Repas | technique | À l’heure |", "--activite", "Appels | economique | Moins |",
    ],
    "agenda": [], "bilan": [
        "--presents", "metier=6", "--activite", "Réveils | social-sante | On ne court pas | ameliore",
        "--activite", "Repas | technique | À l’heure | inchange", "--activite", "Appels | economique | Moins | ameliore",
    ],
    "mesure": ["8", "--periode", "{mois-avant}"],
    "phase": ["--decision", "On avance"],
    "phase/fin": ["--decision", "Le groupe se réunit deux fois par an", "--etat", "active"],
    "jalon/jalon-experimentation": ["--reponse", "criteres-choisis=oui", "--experimentation", "essai"],
    "question/decision-motivee": ["--choix", "generaliser", "--motif", "La liste sert", "--fin", "{jour}", "--par", "delegation"],
    "question/restitution-copil": ["Restitution au comité", "--date", "{jour}"],
    "question/lecons-tirees": [
        "--reussites", "On se parle", "--difficultes", "Oubliée => rappelée", "--enseignements", "Petit et précis",
    ],
    "question/pilote": ["--pilote", "Infirmière coordinatrice"],
    "question/heures": ["--heures", "40"],
    "question/euros": ["--euros", "0"],
    "question/liens": ["--integration", "Projet d’établissement => axe social"],
    "question/revues": ["--revues", "oui"],
    "question/fiche-visee": ["--visa", "direction={jour}", "--visa", "representants-du-personnel={jour}"],
    "question/histoire-tracee": ["Ce qui s’est passé"],
}  # fmt: skip


def _round(group):
    """Note all that is awaited, as the round puts it value by value."""
    for due in json.loads(group.run("indicator", "round", "--json")[1])["data"]:
        for period in due["en_retard"]:
            assert group.run("indicator", "add", due["id"], "8", "--periode", period)[0] == 0


@pytest.fixture
def group(run, tmp_path, monkeypatch):
    """A project just created, on 10 January 2016; `go(date)` lets time pass."""
    folder = tmp_path / "Les Pins"

    class Group:
        day = dt.date(2016, 1, 10)
        stubs = copy.deepcopy(STUBS)

        def go(self, day):
            self.day = day
            noon = dt.datetime(day.year, day.month, day.day, 12, tzinfo=dt.UTC)
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(noon.timestamp())))

        def run(self, *args):
            return run("-C", str(folder), *args)

        def advice(self):
            code, out, err = self.run("next", "--json")
            assert (code, err) == (0, "")
            return json.loads(out)["data"]

        def follow(self, each):
            """Type the command as it is given, completed by stub answers."""
            subject = each["sujet"]
            names = (subject, "/".join(subject.split("/")[:2]), subject.split("/")[0])
            if each["commande"] == "qvtkit indicator round":
                _round(self)
                return
            if each["commande"] == "qvtkit closing review":
                names = ("revue",)
            stub = next((self.stubs[name] for name in names if name in self.stubs), None)
            assert stub is not None, each
            answers = stub.pop(0) if stub and isinstance(stub[0], list) else stub
            args = [*shlex.split(each["commande"])[1:], *(self.filled(word) for word in answers)]
            code, out, err = self.run(*args)
            assert code == 0, (each, args, out, err)

        def filled(self, word):
            before = self.day.replace(day=1) - dt.timedelta(days=1)
            words = {
                "{jour}": self.day.isoformat(), "{mois-avant}": f"{before:%Y-%m}",
                "{dans-60-jours}": (self.day + dt.timedelta(days=60)).isoformat(),
            }  # fmt: skip
            for key, value in words.items():
                word = word.replace(key, value)
            return word

    made = Group()
    made.go(made.day)
    code, _, err = run("init", str(folder), "--nom", "Les Pins", "--type", "ehpad", "--effectif", "62", "--titre",
                       "Souffler le matin", "--debut", "2016-01", "--cluster", "Filière X", "-C", str(tmp_path))  # fmt: skip
    assert code == 0, err
    return made


def test_a_new_group_is_carried_from_init_to_the_review_at_twelve_months(group):
    phases, reviews, seen = [], 0, []
    for _ in range(120):
        data = group.advice()
        assert len(data["conseils"]) <= 5
        if data["phase"] not in phases:
            phases.append(data["phase"])
        if not data["conseils"]:
            if data["ensuite"] is None:
                break
            group.go(dt.date.fromisoformat(data["ensuite"]["date"]) + dt.timedelta(days=1))
            continue
        first = data["conseils"][0]
        assert first["pourquoi"]
        reviews += first["quoi"].count("Revue à")
        seen.append(first["quoi"])
        before = (first["sujet"], first["quoi"], first["pourquoi"])
        group.follow(first)
        now = {(each["sujet"], each["quoi"], each["pourquoi"]) for each in group.advice()["conseils"]}
        assert before not in now, "an advice that was followed is still there"
        group.go(group.day + dt.timedelta(days=1))
    else:
        pytest.fail("the group goes round in circles: " + " | ".join(seen[-8:]))
    assert phases == ["conception", "diagnostic", "experimentation", "perennisation"]
    assert reviews == 2
    assert any(each.startswith("Afficher l’essai") for each in seen)
    assert "Donner aux équipes le bilan de l’essai, sur une feuille" in seen
    assert group.day >= dt.date(2016, 12, 31)
    assert group.run("check")[0] == 0
    out = group.run("next")[1].replace("\u00a0", " ")
    assert "Rien ne presse aujourd’hui" in out
    assert "la suspension du jugement" in out, "what can no longer be written is said, and not that all is done"


def test_the_screen_gives_the_reason_and_the_command_alone_on_its_line(run):
    code, out, _ = run("suivant")
    assert code == 0
    lines = out.replace("\u00a0", " ").splitlines()
    assert "1. Répondre à la proposition" in out.replace("\u00a0", " ")
    assert any(line.strip() == "qvtkit proposal answer p-2016-12-part-des-auxiliaires" for line in lines)
    assert any("Pourquoi : réponse attendue pour le 31/01/2017" in line for line in lines)
    assert ".yaml" not in out, "where it is written is for phase show and --json"
    assert json.loads(run("next", "--json")[1])["data"]["conseils"][0]["fichier"].endswith("part-des-auxiliaires.yaml")
    assert any(line.startswith("Ensuite, le 20/06/2017") for line in lines)


def test_nothing_is_written(run, projet):
    before = {path: path.read_bytes() for path in projet.rglob("*") if path.is_file()}
    run("next")
    assert {path: path.read_bytes() for path in projet.rglob("*") if path.is_file()} == before


def test_a_phase_of_the_past_keeps_its_advice_when_reopened(run):
    run("phase", "reopen", "diagnostic", "--motif", "Un second sujet", "--date", "2017-03-20")
    data = json.loads(run("next", "--json")[1])["data"]
    assert data["phase"] == "diagnostic"
    assert "jalon/jalon-diagnostic" in {each["sujet"] for each in data["conseils"]}
