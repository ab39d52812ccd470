"""The main job by flags only, from an empty folder to the fiche."""

from __future__ import annotations

import datetime as dt
import json

import pytest

import qvtkit


@pytest.fixture
def do(run, tmp_path):
    """Run a command on the new project; it must succeed."""
    folder = tmp_path / "Les Pins"

    def call(*args):
        code, out, err = run("-C", str(folder), *args)
        assert code == 0, (args, out, err)
        return out

    code, _, err = run("init", str(folder), "--nom", "Résidence des Pins", "--type", "ehpad", "--effectif", "62", "--titre",
                       "Souffler le matin", "--debut", "2016-01", "--cluster", "Filière X", "-C", str(tmp_path))  # fmt: skip
    assert code == 0, err
    call.folder = folder
    return call


def test_from_init_to_the_fiche(do):
    do("group", "add", "groupe-qvt", "--nom", "Groupe QVT", "--roles", "copil", "--roles", "groupe-evaluation")
    for function, college in (
        ("ASH", "metier"),
        ("Infirmière", "metier"),
        ("Gouvernante", "encadrement"),
        ("Directrice", "direction"),
    ):
        do("group", "member", "add", "groupe-qvt", "--fonction", function, "--colleges", college, "--debut", "2016-02")
    do(
        "phase",
        "advance",
        "--date",
        "2016-03",
        "--decision",
        "Le groupe est constitué",
        "--motif",
        "Le cadrage s’écrit",
    )
    do(
        "phase",
        "advance",
        "--date",
        "2016-09",
        "--decision",
        "Essayer un relais",
        "--motif",
        "On apprendra en essayant",
    )
    for period, value in (("2016-07", "10,3"), ("août 2016", "11,2"), ("09/2016", "10.8 %")):
        do("indicator", "add", "abs-taux", value, "--periode", period)
    do("indicator", "add", "chutes", "-p", "2016-09", "-v", "nb_chutes=12", "-v", "nb_journees=2500")
    do("indicator", "add", "heures-projet", "12", "-p", "2016-09")
    do("experiment", "add", "matin", "--titre", "Un relais le matin", "--hypothese", "Si le relais est dit la veille, alors le matin est plus calme",
       "--ce-qui-change", "Un relais est nommé chaque soir", "--groupe", "groupe-qvt", "--fin-prevue", "2016-12-16",
       "--indicateur", "abs-taux", "--indicateur", "chutes", "--indicateur", "heures-projet")  # fmt: skip
    do("experiment", "start", "matin", "--debut", "2016-10-03", "--retour-arriere", "On reprend l’ancien planning",
       "--conditions-arret", "Une toilette oubliée", "--droit-a-l-erreur", "oui",
       "--suspension", "direction, representants-du-personnel, encadrement, metier")  # fmt: skip
    do("session", "run", "matin", "--date", "2016-09-28", "--moment", "t0", "--presents", "metier=6",
       "--activite", "Réveils | social-sante | On ne court pas |", "--activite", "Petits-déjeuners | technique | À l’heure |",
       "--activite", "Remplacements | economique | Moins d’urgences |")  # fmt: skip
    do("session", "run", "matin", "--date", "2016-11-15", "--presents", "metier=6",
       "--activite", "Réveils | social-sante | On ne court pas | ameliore",
       "--activite", "Petits-déjeuners | technique | À l’heure | degrade | Les plateaux arrivent tard",
       "--activite", "Remplacements | economique | Moins d’urgences | ne-sait-pas")  # fmt: skip
    do(
        "experiment",
        "adjust",
        "matin",
        "--date",
        "2016-11-16",
        "--constat",
        "Plateaux tardifs",
        "--decision",
        "Deux chariots",
    )
    for period, value in (("2016-10", "9,9"), ("2016-11", "9,1"), ("2016-12", "9,4")):
        do("indicator", "add", "abs-taux", value, "--periode", period)
    do("evaluation", "run", "points-de-vigilance", "--experimentation", "matin", "--date", "2016-12-20", "--colleges", "direction",
       "--colleges", "metier", "--partiel", "--reponse", "contextes=oui", "--reponse", "divergences.direction=oui",
       "--reponse", "divergences.metier=non: on n’ose pas")  # fmt: skip
    do(
        "experiment",
        "close",
        "matin",
        "--fin",
        "2016-12-16",
        "--choix",
        "generaliser",
        "--motif",
        "Le matin est plus calme",
    )
    do("journal", "add", "Restitution à toute l’équipe", "--date", "2017-01-10")
    assert "Tout est en ordre" in do("check")
    assert "Un relais le matin" in do("status")
    files = json.loads(do("export", "fiche", "--format", "docx,pdf,html", "--json"))["data"]["fichiers"]
    page = next(name for name in files if name.endswith(".html"))
    with open(page, encoding="utf-8") as stream:  # noqa: PTH123
        text = stream.read()
    for words in ("Un relais le matin", "10,8", "9,4", "Les plateaux arrivent tard", "Deux chariots", "Généraliser", "on n’ose pas",
                  "non prévus", "À compléter"):  # fmt: skip
        assert words.lower() in text.lower(), words
    projet = qvtkit.load(do.folder)
    assert [found for found in qvtkit.check(projet, dt.date(2017, 3, 22)) if found.level != "info"] == []


def test_in_french_from_the_first_word(do, run):
    do("groupe", "ajouter", "equipe", "--nom", "Équipe du matin")
    do("groupe", "membre", "ajouter", "equipe", "--fonction", "ASH", "--colleges", "Métier")
    do("indicateur", "ajouter", "Abs_Taux", "8,2 %", "--Période", "Mars 2016")
    do("journal", "ajouter", "Un fait")
    do("phase", "voir")
    do("verifier")
    do("exporter", "fiche", "--court")
    assert "8,2" in do("indicateur", "voir", "abs-taux")
