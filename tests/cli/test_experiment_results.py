"""`experiment results`: the three families, what the group said, what to ask; and the plan kept at the start."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

from tests.cli.every_verdict import EVERY, TEST, plain, results_of

from qvtkit.export.documents.fiche import build
from qvtkit.store.project import load

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
JOUR = dt.date(2017, 3, 22)


def test_the_screen_shows_the_families_the_boxes_the_group_and_the_questions(run, tout):
    out = plain(run("-C", str(tout), "experiment", "results", "essai")[1])
    for said in (
        "Terminée, du 01/01/2016 au 30/06/2016 ; plan gardé le 01/01/2016.",
        "- Indicateur ajouté après coup : Relevé tardif.",
        "- Indicateur retiré du plan : Relevé retire.",
        "- Le test a fini le 30/06/2016, avant la fin prévue au départ (31/12/2016).",
        "Peut-être payé ailleurs : « Relevé aide » (12 mesures avant et 6 après) semble aller mieux, « Relevé moins »",
        "[Économique]", "[Technique]", "[Social et santé]",
        "Visé et obtenu : Relevé aide (signal d’amélioration ; 12 mesures avant, 6 après). Cela ne dit pas pourquoi.",
        "moins d’un faux signal attendu par hasard (environ 0,36)",
        "- Aider : amélioré, le 20/06/2016 ; les chiffres vont dans le même sens.",
        "- Payer : inchangé (ASH : dégradé), le 20/06/2016 ; les chiffres ne disent pas la même chose",
        "- Ranger : amélioré, le 20/06/2016 ; les chiffres ne permettent pas de comparer.",
        "- Parler : pas de réponse commune (ASH : amélioré ; infirmier : inchangé), le 20/06/2016.",
        "- Indice de fréquence des accidents : moins de 100 ETP",
        "- Pour « Payer », pourquoi ce que vous voyez et les chiffres diffèrent-ils ?",
        "Que s’est-il passé pour « Relevé pic » (février 2016) ?",
        "- Qui n’est pas dans ces chiffres ?",
    ):  # fmt: skip
        assert said in out, said
    assert "Indice de" not in out.partition("En résumé")[2].partition("Ce que le groupe")[0]


def test_an_empty_family_is_to_be_checked_everywhere(run, tout):
    for name, (_, family, _) in EVERY.items():
        if family == "social-sante":
            (tout / f"indicateurs/{name}.yaml").unlink()
    text = (tout / TEST).read_text(encoding="utf-8")
    gone = [name for name, value in EVERY.items() if value[1] == "social-sante"]
    kept = [line for line in text.splitlines() if not any(f"indicateur: {name}," in line for name in gone)]
    (tout / TEST).write_text("\n".join(kept), encoding="utf-8")
    out = plain(run("-C", str(tout), "experiment", "results", "essai")[1])
    assert "À vérifier : aucun indicateur lisible dans « Social et santé »" in out
    assert results_of(run, tout)["a_verifier"] == ["social-sante"]
    assert "Social et santé : à vérifier, aucun indicateur suivi" in plain(run("-C", str(tout), "status")[1])
    whole, short = (
        repr(build(load(tout), court=court, aujourdhui=JOUR)).replace("\\xa0", " ") for court in (False, True)
    )
    assert "À vérifier : ne rien mesurer n’est pas aller bien." in whole
    assert "À vérifier : aucun indicateur suivi." in short


def test_the_worked_example_is_read_as_its_group_reads_it(run, projet):
    data = results_of(run, projet, "procedure-absence-ash")
    assert data["vise_et_obtenu"] == ["rappels-repos"]
    assert [each["accord"] for each in data["groupe"] if each["indicateur"] == "cout-remplacements"] == ["autre-sens"]
    assert data["plan"]["conditions_arret"][0] == "Un événement indésirable lié à la nouvelle répartition"
    assert data["plan_change"] == []


def test_a_test_that_has_not_begun_or_follows_nothing_says_what_to_do(run, projet):
    run("experiment", "add", "relais", "--titre", "Un relais")
    out = plain(run("experiment", "results", "relais")[1])
    assert "Le test n’a pas commencé" in out
    assert "qvtkit experiment start relais" in out
    run("experiment", "edit", "relais", "--indicateur", "rappels-repos")
    assert plain(run("experimentation", "resultats", "relais")[1]) == out
    assert results_of(run, projet, "relais")["questions"] == []
    run("experiment", "edit", "relais", "--retirer", "rappels-repos")
    run("experiment", "start", "relais", "--motif", "essai")
    assert "qvtkit experiment edit relais --indicateur ID" in plain(run("experiment", "results", "relais")[1])


def test_a_wrong_name_is_told_with_the_right_one(run):
    code, _, err = run("experiment", "results", "procedure-absence-as")
    assert code != 0
    assert "procedure-absence-ash" in err


def test_the_screen_holds_in_eighty_columns(run, projet, monkeypatch):
    from qvtkit.cli import show

    monkeypatch.setattr(show, "table_width", lambda: 79)
    for folder in (projet, EXAMPLES[1]):
        test = next(folder.glob("3-experimentation/*/experimentation.yaml")).parent.name
        out = run("-C", str(folder), "experiment", "results", test)[1]
        table = out.partition("Indicateur ")[2].partition("\nAvant →")[0]
        assert "[Économique]" in table
        assert max(map(len, table.splitlines())) <= 79


def test_in_a_small_place_the_counts_stand_beside_the_rates(run, projet):
    out = plain(run("experiment", "results", "procedure-absence-ash")[1])
    assert (
        "Toilettes planifiées reportées : 16 sur 251 au départ, 13 sur 248 à la dernière mesure. "
        "Une toilette de plus ou de moins ferait un écart de 0,403 point."
    ) in out
    assert "6,37 %, 16 sur 251, avant le début" in plain(run("experiment", "show", "procedure-absence-ash")[1])


def test_starting_keeps_the_plan_and_the_show_says_what_changed(run, projet):
    planned = ("--indicateur", "rappels-repos", "--fin-prevue", "30/06/2017")
    run("experiment", "add", "relais", "--titre", "Un relais", *planned)
    code, out, _ = run("experiment", "start", "relais", "--motif", "essai")
    assert code == 0
    assert "Le plan est gardé tel qu’il est (1 indicateur," in plain(out)
    assert "Rien n’y a changé depuis." in run("experiment", "show", "relais")[1]
    code, out, _ = run(
        "experiment", "edit", "relais", "--indicateur", "abs-taux", "--fin-prevue", "31/05/2017", "--json"
    )
    assert "apres-coup" in [each["code"] for each in json.loads(out)["issues"]]
    out = plain(run("experiment", "show", "relais")[1])
    assert "Fin prévue : 30/06/2017 au départ, 31/05/2017 aujourd’hui." in out
    assert "Indicateur ajouté après coup : Taux d’absentéisme (hors formation)." in out
    assert "ajouté après coup, donc sans conclusion" in out
    assert "plan-change" in run("check", "--json")[1]


def test_a_start_in_the_past_says_which_indicators_come_after_it(run, projet):
    run("experiment", "add", "relais", "--titre", "Un relais", "--indicateur", "rappels-repos")
    code, out, _ = run("experiment", "start", "relais", "--debut", "2017-01-02", "--motif", "essai", "--json")
    found = [each for each in json.loads(out)["issues"] if each["code"] == "apres-coup"]
    assert (code, len(found)) == (0, 1)
    assert "« Rappels sur repos »" in plain(found[0]["message"])
    assert "3-experimentation/relais/experimentation.yaml" in found[0]["remedy"]
