"""A project whose one test has an indicator for every verdict, for the tests that read all outputs."""

from __future__ import annotations

import json

CALM = [10, 12, 11, 9, 12, 10, 11, 13, 10, 11, 12, 9]
UP, SAME, DOWN, ODD = [20, 21, 19, 22, 20, 21], [11, 12, 10, 11, 10, 12], [3, 2, 4, 3, 2, 3], [11, 30, 10, 9, 12, 10]
HIGHER = [12.5, 12.6, 12.4, 13, 12.7]
EVERY = {
    "aide": (UP, "economique", "hausse"),
    "cout": (UP, "economique", "baisse"),
    "libre": (DOWN, "technique", "contextuel"),
    "mieux": (HIGHER, "technique", "hausse"),
    "moins": (HIGHER, "social-sante", "baisse"),
    "bouge": (HIGHER, "social-sante", "contextuel"),
    "pareil": (SAME, "technique", "hausse"),
    "pic": (ODD, "technique", "hausse"),
    "fixe": ([7] * 6, "economique", "hausse"),
    "court": ([12, 13], "social-sante", "hausse"),
    "tardif": (UP, "social-sante", "hausse"),
    "at-indice": (DOWN, "social-sante", "baisse"),
    "retire": (SAME, "technique", "baisse"),
}
TEST = "3-experimentation/essai/experimentation.yaml"


def _indicator(name, after, family, sens):
    before = [7] * 12 if name == "fixe" else CALM
    months = [f"{year}-{month:02}" for year in (2015, 2016) for month in range(1, 13)]
    lines = "".join(f"  {month}: {value}\n" for month, value in zip(months, [*before, *after], strict=False))
    named = "Indice de fréquence des accidents" if name == "at-indice" else f"Relevé {name}"
    return f"nom: {named}\nfamille: {family}\nsens: {sens}\nunite: jours\nperiodicite: mois\nmesures:\n{lines}"


def _line(name, day="2015-12-01", indent="  "):
    return f"{indent}- {{indicateur: {name}, sens: {EVERY[name][2]}, ajoute: {day}}}\n"


def write(root):
    """Write a project whose one test has an indicator for every verdict, and those that get none."""
    late = {"tardif": "2016-03-01"}
    followed = "".join(_line(name, late.get(name, "2015-12-01")) for name in EVERY if name != "retire")
    kept = "".join(_line(name, indent="    ") for name in EVERY if name != "tardif")
    files = {
        "qvt.yaml": "format: 1\netablissement: {nom: Les Lilas, etp: 60}\ndemarche: {titre: Essai}\n",
        TEST: (
            "titre: Essai\netat: terminee\ndebut: 2016-01-01\nfin_prevue: 2016-12-31\nfin: 2016-06-30\n"
            f"indicateurs:\n{followed}plan:\n  date: 2016-01-01\n  debut: 2016-01-01\n  fin_prevue: 2016-12-31\n"
            f"  indicateurs:\n{kept}"
        ),
        "3-experimentation/essai/seances/2016-06-20.yaml": (
            "moment: bilan\nactivites:\n"
            "  - {activite: Aider, famille: economique, indicateur: aide, tendance: ameliore}\n"
            "  - {activite: Payer, famille: economique, indicateur: cout, tendance: inchange, avis: {ash: degrade}}\n"
            "  - {activite: Ranger, famille: technique, indicateur: court, tendance: ameliore}\n"
            "  - {activite: Parler, famille: social-sante, avis: {ash: ameliore, infirmier: inchange}}\n"
        ),
    }
    files |= {f"indicateurs/{key}.yaml": _indicator(key, *value) for key, value in EVERY.items()}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def results_of(run, root, test="essai"):
    """Return what `experiment results` says of a test, as data."""
    code, out, _ = run("-C", str(root), "experiment", "results", test, "--json")
    assert code == 0
    return json.loads(out)["data"]


def plain(text):
    """Return *text* with ordinary spaces."""
    return text.replace("\u00a0", " ").replace("\u202f", " ")
