"""`experiment results`, and what every output says where there is a verdict: how many measures, and a caution."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from qvtkit.analysis.verdict import Verdict
from qvtkit.export.document import Bullets, Document, Run, Table
from qvtkit.export.fiche import build
from qvtkit.export.passation import build as passation
from qvtkit.method.verdict_en_mots import MOTS_BANNIS
from qvtkit.store.project import load

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
JOUR = dt.date(2017, 3, 22)
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
SAID = re.compile(
    "signal d’|signal de |indice d’|indice de |changement net|variation habituelle|point à regarder|aucune variation mesurée|"
    "pas encore assez de mesures|Amélioration (?:nette|visible|payée)"
)
COUNTS = re.compile(r"\d+ mesures? avant(?: et|,) \d+ après|^\d+ avant, \d+ après")
CAUTION = re.compile(
    "[Pp]rudence|ne dit pas pourquoi|ne veut pas dire|par hasard|autre cause|au groupe de dire|Rien ne dit|peut encore|"
    "Avec si peu de mesures|ne pourrait pas être distinguée|invitent à attendre|sans rien changer|ni un mieux ni un moins bien"
)
TEST = "3-experimentation/essai/experimentation.yaml"


def _indicator(name, after, family, sens):
    before = [7] * 12 if name == "fixe" else CALM
    months = [f"{year}-{month:02}" for year in (2015, 2016) for month in range(1, 13)]
    lines = "".join(f"  {month}: {value}\n" for month, value in zip(months, [*before, *after], strict=False))
    named = "Indice de fréquence des accidents" if name == "at-indice" else f"Relevé {name}"
    return f"nom: {named}\nfamille: {family}\nsens: {sens}\nunite: jours\nperiodicite: mois\nmesures:\n{lines}"


def _line(name, day="2015-12-01", indent="  "):
    return f"{indent}- {{indicateur: {name}, sens: {EVERY[name][2]}, ajoute: {day}}}\n"


@pytest.fixture
def tout(tmp_path):
    """A project whose one test has an indicator for every verdict, and those that get none."""
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
    root = tmp_path / "tout"
    files |= {f"indicateurs/{key}.yaml": _indicator(key, *value) for key, value in EVERY.items()}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8")
    return root


def _data(run, root, test="essai"):
    code, out, _ = run("-C", str(root), "experiment", "results", test, "--json")
    assert code == 0
    return json.loads(out)["data"]


def _plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def _outputs(run, root):
    """Every text that the tool gives of a project: screens, data, documents."""
    tests = sorted(path.parent.name for path in root.glob("3-experimentation/*/experimentation.yaml"))
    commands = [("status",), *(("experiment", verb, test) for test in tests for verb in ("results", "show"))]
    commands += [(*command, "--json") for command in commands]
    commands += [("experiment", "results", test, "--format", form) for test in tests for form in ("csv", "md")]
    for command in commands:
        code, out, _ = run("-C", str(root), *command)
        assert code == 0, command
        yield command, _plain(out)


def _documents(root):
    projet = load(root)
    yield build(projet, court=False, aujourdhui=JOUR)
    yield build(projet, court=True, aujourdhui=JOUR)
    yield passation(projet, aujourdhui=JOUR)


def _text(value):
    """All the words of a block."""
    if isinstance(value, str):
        return value
    if isinstance(value, tuple):
        return ("" if value and isinstance(value[0], Run) else " ").join(map(_text, value))
    words = ("titre", "texte", "items", "alt", "blocs", "paires", "libelle")
    return " ".join(_text(getattr(value, name)) for name in words if hasattr(value, name))


def _lines(document: Document):
    """The lines that a reader sees together: a paragraph, an item, a row of a table, a box."""
    for block in document.blocs:
        if isinstance(block, Table):
            yield from (_plain(_text(row)) for row in block.lignes)
        elif isinstance(block, Bullets):
            yield from (_plain(_text(item)) for item in block.items)
        else:
            yield _plain(_text(block))


def _honest(line):
    return not SAID.search(line) or bool(COUNTS.search(line) and CAUTION.search(line))


def test_the_project_has_every_verdict(run, tout):
    data = _data(run, tout)
    lines = [line for family in data["familles"].values() for line in family]
    assert {line["verdict"] for line in lines} == {*map(str, Verdict), None}
    assert {line["indicateur"] for line in lines if not line["verdict"]} == {"tardif", "at-indice"}


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_no_word_says_more_than_figures_can_in_the_examples(run, folder):
    _check_words(run, folder)


def test_no_word_says_more_than_figures_can_in_any_verdict(run, tout):
    _check_words(run, tout)


def _check_words(run, root):
    texts = [text for _, text in _outputs(run, root)] + [line for each in _documents(root) for line in _lines(each)]
    for text in texts:
        words = re.sub(r"[^\w’]+", " ", text).lower()
        found = [word for word in MOTS_BANNIS if re.search(rf"\b{word}\b", words)]
        assert found == [], text
        assert not re.search("[↑↓▲▼🔴🟢]", text)


def test_every_line_of_a_screen_with_a_verdict_has_counts_and_a_caution(run, tout):
    seen = 0
    for command, out in _outputs(run, tout):
        if "--json" in command or "--format" in command:
            continue
        body = re.sub(r"(?s)\n─{9}.*?(?=\nAvant →)", "", out)  # the table in columns: its rows are read below
        for line in body.splitlines():
            seen += bool(SAID.search(line))
            assert _honest(line), (command, line)
    assert seen > 5


def test_every_row_of_the_table_has_counts_and_a_caution(run, tout):
    out = run("-C", str(tout), "experiment", "results", "essai", "--format", "csv")[1]
    rows = [line.split(";") for line in _plain(out).splitlines()]
    place = {title: rank for rank, title in enumerate(rows[0])}
    assert len(rows) == 1 + len(EVERY)
    for row in rows[1:]:
        assert row[place["Prudence"]]
        assert COUNTS.search(row[place["Mesures"]]) or row[place["Lecture"]] == "sans conclusion"


def test_every_sentence_of_the_data_has_counts_and_a_caution(run, tout):
    data = _data(run, tout)
    lines = [line for family in data["familles"].values() for line in family]
    told = [*(line["resume"] for line in lines), *(" ".join(line["phrases"]) for line in lines), *data["phrases"]]
    told += [box["texte"] for box in data["boites"]]
    assert sum(bool(SAID.search(_plain(text))) for text in told) > 15
    assert [text for text in told if not _honest(_plain(text))] == []


@pytest.mark.parametrize("name", ["tout", *(folder.name for folder in EXAMPLES)])
def test_every_line_of_a_document_with_a_verdict_has_counts_and_a_caution(tout, name):
    root = tout if name == "tout" else next(folder for folder in EXAMPLES if folder.name == name)
    lines = [line for document in _documents(root) for line in _lines(document)]
    assert [line for line in lines if not _honest(line)] == []
    assert name.startswith("ehpad") or any(SAID.search(line) for line in lines)


def test_the_screen_shows_the_families_the_boxes_the_group_and_the_questions(run, tout):
    out = _plain(run("-C", str(tout), "experiment", "results", "essai")[1])
    for said in (
        "Terminée, du 01/01/2016 au 30/06/2016 ; plan gardé le 01/01/2016.",
        "- Indicateur ajouté après coup : Relevé tardif.",
        "- Indicateur retiré du plan : Relevé retire.",
        "- Le test a fini le 30/06/2016, avant la fin prévue au départ (31/12/2016).",
        "Amélioration payée : « Relevé aide » (12 mesures avant et 6 après) semble aller mieux, « Relevé moins »",
        "[Économique]", "[Technique]", "[Social et santé]",
        "Visé et obtenu : Relevé aide (signal d’amélioration ; 12 mesures avant, 6 après). Cela ne dit pas pourquoi.",
        "environ 0,36 faux signal attendu par hasard",
        "- Aider : amélioré (20/06/2016) ; les chiffres vont dans le même sens.",
        "- Payer : inchangé, mais ASH : dégradé (20/06/2016) ; les chiffres ne disent pas la même chose",
        "- Ranger : amélioré (20/06/2016) ; les chiffres ne permettent pas de comparer.",
        "- Parler : pas de réponse commune (ASH : amélioré ; infirmier : inchangé) (20/06/2016).",
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
    out = _plain(run("-C", str(tout), "experiment", "results", "essai")[1])
    assert "À vérifier : aucun indicateur lisible dans « Social et santé »" in out
    assert _data(run, tout)["a_verifier"] == ["social-sante"]
    assert "Social et santé : à vérifier, aucun indicateur suivi" in _plain(run("-C", str(tout), "status")[1])
    documents = [" ".join(_lines(each)) for each in _documents(tout)]
    assert "À vérifier : ne rien mesurer n’est pas aller bien." in documents[0]
    assert "Social et santé. À vérifier : aucun indicateur suivi." in documents[1]


def test_the_worked_example_is_read_as_its_group_reads_it(run, projet):
    data = _data(run, projet, "procedure-absence-ash")
    assert data["vise_et_obtenu"] == ["rappels-repos"]
    assert [each["accord"] for each in data["groupe"] if each["indicateur"] == "cout-remplacements"] == ["autre-sens"]
    assert data["plan"]["conditions_arret"][0] == "Un événement indésirable lié à la nouvelle répartition"
    assert data["plan_change"] == []


def test_a_test_that_has_not_begun_or_follows_nothing_says_what_to_do(run, projet):
    run("experiment", "add", "relais", "--titre", "Un relais")
    out = _plain(run("experiment", "results", "relais")[1])
    assert "Le test n’a pas commencé" in out
    assert "qvtkit experiment edit relais --indicateur ID" in out
    assert "À vous demander" not in out
    run("experiment", "edit", "relais", "--indicateur", "rappels-repos")
    out = _plain(run("experimentation", "resultats", "relais")[1])
    assert "Le test n’a pas encore de date de début : rien à comparer." in out


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
    out = _plain(run("experiment", "results", "procedure-absence-ash")[1])
    assert (
        "Toilettes planifiées reportées : 16 sur 251 au départ, 13 sur 248 à la fin. "
        "Un de plus ou de moins ferait un écart de 0,403 point."
    ) in out
    assert "6,37 %, 16 sur 251, avant le début" in _plain(run("experiment", "show", "procedure-absence-ash")[1])


def test_starting_keeps_the_plan_and_the_show_says_what_changed(run, projet):
    planned = ("--indicateur", "rappels-repos", "--fin-prevue", "30/06/2017")
    run("experiment", "add", "relais", "--titre", "Un relais", *planned)
    code, out, _ = run("experiment", "start", "relais", "--motif", "essai")
    assert code == 0
    assert "Le plan est gardé tel qu’il est (1 indicateur," in _plain(out)
    assert "Rien n’y a changé depuis." in run("experiment", "show", "relais")[1]
    code, out, _ = run(
        "experiment", "edit", "relais", "--indicateur", "abs-taux", "--fin-prevue", "31/05/2017", "--json"
    )
    assert "apres-coup" in [each["code"] for each in json.loads(out)["issues"]]
    out = _plain(run("experiment", "show", "relais")[1])
    assert "Fin prévue : 30/06/2017 au départ, 31/05/2017 aujourd’hui." in out
    assert "Indicateur ajouté après coup : Taux d’absentéisme (hors formation)." in out
    assert "ajouté après coup, donc sans conclusion" in out
    assert "plan-change" in run("check", "--json")[1]


def test_a_start_in_the_past_says_which_indicators_come_after_it(run, projet):
    run("experiment", "add", "relais", "--titre", "Un relais", "--indicateur", "rappels-repos")
    code, out, _ = run("experiment", "start", "relais", "--debut", "2017-01-02", "--motif", "essai", "--json")
    found = [each for each in json.loads(out)["issues"] if each["code"] == "apres-coup"]
    assert (code, len(found)) == (0, 1)
    assert "« Rappels sur repos »" in _plain(found[0]["message"])
    assert "3-experimentation/relais/experimentation.yaml" in found[0]["remedy"]
