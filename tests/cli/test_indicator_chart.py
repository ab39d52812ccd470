"""`indicator chart`, `show`, `exclude`, `rebase`: the curve on the screen and as a file, what a group decides of it."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from qvtkit.cli import plot, terminal
from qvtkit.cli.columns import size
from qvtkit.method.lecture import lire, lire_indicateur
from qvtkit.model.indicateur import Indicateur
from qvtkit.store.project import load

FILE = "indicateurs/rappels-repos.yaml"
GOLDEN = """\
  rappels
20 ┤
   │
   │      ●
   │                              ●
   │                  ●       ●
   │──●───────●───────────●───────────●───────────────●─────────
10 ┤                                      ●
   │╌╌╌╌╌╌╌╌╌╌╌╌╌╌●╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌●╌╌╌●╌╌╌╌╌╌╌╌╌╌╌● 8
   │                                                      ●
   │
   │
   │
 0 ┤
   └──┬───────────┬───────────┬───────────┬───────────┬─────────
      01/2016     04/2016     07/2016     10/2016     01/2017
                                        ═══ test ═══
  ── médiane   ╌╌ cible"""


@pytest.fixture
def reading(projet):
    return lire_indicateur(load(projet), "rappels-repos")


def _decide(run, *args):
    return run("indicator", *args, "--motif", "une raison", "--par", "groupe-qvt")


def _data(done):
    return json.loads(done[1])["data"]


def test_the_curve_on_the_screen_is_drawn_to_the_character(reading):
    assert "\n".join(plot.run_chart(reading, 79)) == GOLDEN


def test_a_terminal_without_drawings_gets_plain_characters(reading, monkeypatch):
    monkeypatch.setattr(terminal, "shows", lambda _: False)
    lines = plot.run_chart(reading, 79)
    assert all(line.isascii() or line.startswith("  --") for line in lines)
    assert lines[6] == "   |--*-------*-----------*-----------*---------------*---------"
    assert lines[-1].startswith("  -- médiane   ~~ cible")


@pytest.mark.parametrize("width", [20, 30, 40, 60, 79, 119])
@pytest.mark.parametrize("indicator", ["abs-taux", "soins-reportes", "cout-remplacements", "heures-projet"])
def test_no_line_is_wider_than_the_terminal_and_the_axis_is_straight(projet, indicator, width):
    lines = plot.run_chart(lire_indicateur(load(projet), indicator), width)
    corner = next(line for line in lines if "└" in line)
    drawn = lines[1 : lines.index(corner)]
    assert {line.index("│") if "│" in line else line.index("┤") for line in drawn} == {corner.index("└")}
    assert max(map(size, [*drawn, corner])) <= max(width, 30)


def test_marks_have_a_shape_each_and_only_signs_that_are_there_are_explained():
    values = [10, 12, 9, 11, 13, 10, 8, 12, 11, 9, 10, 13, 12, 40]
    names = [f"2010-{month:02}" for month in range(1, 13)] + ["2011-01", "2011-02"]
    indicator = Indicateur.model_validate({
        "periodicite": "mois", "mesures": dict(zip(names, values, strict=True)),
        "exclusions": [{"periode": "2010-04", "motif": "m"}],
        "recalculs": [{"depuis": "2010-03", "motif": "m"}], "definition": {"depuis": "2010-06"},
    })  # fmt: skip
    text = "\n".join(plot.run_chart(lire(indicator, profil="anhoej"), 79))
    assert "○ mise à part" in text
    assert "R nouveau départ" in text
    assert "D définition changée" in text
    assert "cible" not in text
    assert "◆" not in text


def test_a_long_series_shows_its_last_points_and_says_so():
    months = {f"{year}-{month:02}": month for year in range(2010, 2020) for month in range(1, 13)}
    lines = plot.run_chart(lire(Indicateur.model_validate({"periodicite": "mois", "mesures": months})), 60)
    assert "dernières périodes sur 120" in " ".join(lines[-3:])


def test_a_target_on_the_median_stays_seen():
    months = {f"2010-{month:02}": month for month in range(1, 8)}
    record = {"periodicite": "mois", "mesures": months, "cible": {"valeur": 4}}
    assert "╌─╌─" in "\n".join(plot.run_chart(lire(Indicateur.model_validate(record)), 79))


def test_nothing_is_drawn_where_plain_lines_are_wanted(reading, monkeypatch):
    monkeypatch.setenv("QVTKIT_QUESTIONS", "simples")
    assert plot.run_chart(reading, 79) == []


def test_the_command_shows_the_curve_its_reading_and_its_rules(run):
    code, out, _ = run("indicateur", "courbe", "rappels-repos")
    assert code == 0
    assert "15 mesures, autour de la médiane de 9 mesures avant le test (12 rappels)." in out.replace("\u00a0", " ")
    assert "Lu avec le profil anhoej (qicharts2 0.8.1)" in out
    assert (
        "Lu avec le profil mdc (Single Chart Tool v5.0)"
        in run("indicator", "chart", "rappels-repos", "--profil", "MDC")[1]
    )


@pytest.mark.parametrize(
    ("option", "value", "said"), [("--profil", "nhs", "anhoej"), ("--figer", "toto", "--figer"), ("-o", "c.docx", "svg, png, pdf")]
)  # fmt: skip
def test_what_does_not_exist_is_told_with_what_does(run, option, value, said):
    code, out, err = run("indicator", "chart", "rappels-repos", option, value)
    assert code == 2
    assert out == ""
    assert said in err


@pytest.mark.parametrize(
    ("name", "start"), [("c.svg", b"<svg"), ("c.png", b"\x89PNG"), ("c.pdf", b"%PDF"), ("c", b"<svg")]
)
def test_a_file_is_drawn_in_the_format_of_its_name_never_over_another(run, tmp_path, name, start):
    place = tmp_path / name
    written = place if place.suffix else place.with_suffix(".svg")
    assert run("indicator", "chart", "abs-taux", "-o", str(place), "--dry-run")[0] == 0
    assert not written.exists()
    assert run("indicator", "chart", "abs-taux", "-o", str(place))[0] == 0
    first = written.read_bytes()
    assert first.startswith(start)
    assert run("indicator", "chart", "soins-reportes", "-o", str(place))[0] == 1
    assert written.read_bytes() == first
    assert run("indicator", "chart", "soins-reportes", "-o", str(place), "--remplacer")[0] == 0
    assert written.read_bytes() != first


def test_a_folder_takes_a_drawing_named_after_the_indicator(run, tmp_path):
    data = _data(run("indicator", "chart", "abs-taux", "-o", str(tmp_path), "--json"))
    assert data["fichier"] == str(tmp_path / "abs-taux.svg")
    assert etree.fromstring((tmp_path / "abs-taux.svg").read_bytes()).get("role") == "img"


def test_replacing_a_drawing_is_asked_where_someone_can_answer(talk, tmp_path):
    place = tmp_path / "c.svg"
    place.write_text("à moi", encoding="utf-8")
    child = talk("indicator", "chart", "abs-taux", "-o", str(place))
    child.expect("existe déjà. Le remplacer")
    child.sendline("non")
    child.expect("n’a pas été touché")
    child.expect(talk.end)
    assert place.read_text(encoding="utf-8") == "à moi"


def test_json_says_what_the_screen_says(run):
    data = _data(run("indicator", "chart", "abs-taux", "--json"))
    assert data["profil"]["nom"] == "anhoej"
    assert (data["niveau"], data["figer"]) == ("courbe", "2016-09")
    assert [point["etat"] for point in data["points"]][1] == "ecartee"
    assert data["points"][6]["motif"] == "changement de logiciel"
    assert data["troncons"][0]["passages_min"] == 3
    assert data["tests"][0]["debut"] == "2016-10-03"
    shown = _data(run("indicator", "show", "abs-taux", "--json"))
    assert shown["lecture"]["phrases"] == data["phrases"]


def test_show_holds_on_a_screen_and_marks_what_is_to_be_said(run):
    out = run("indicator", "show", "abs-taux")[1].replace("\u00a0", " ")
    assert len(out.splitlines()) < 48
    assert "02/2016   14,1*" in out
    assert "* février 2016 : mise à part (épidémie de grippe) ; grippe, gastro-entérite" in out
    assert "* juillet 2016 : changement de logiciel" in out
    assert "Dénominateur" not in out
    whole = run("indicator", "show", "abs-taux", "--complet")[1].replace("\u00a0", " ")
    assert "mars 2016       10,71 %" in whole
    assert "Au dénominateur" in whole


def test_an_indicator_without_any_measure_is_shown_too(run):
    assert run("indicator", "add", "vacance-taux", "--no-input")[0] in {0, 2}
    run("indicator", "add", "attente", "--famille", "technique", "--unite", "min", "--sens", "baisse", "--no-input")
    code, out, _ = run("indicator", "show", "attente")
    assert code == 0
    assert "Aucune mesure pour l’instant." in out
    assert run("indicator", "chart", "attente")[0] == 0


def test_a_measure_put_aside_stays_on_the_curve_and_comes_back(run, projet):
    before = (projet / FILE).read_bytes()
    code, out, _ = _decide(run, "exclude", "rappels-repos", "février 2016")
    assert code == 0
    assert "La mesure de février 2016 est mise à part" in out
    text = (projet / FILE).read_text(encoding="utf-8")
    assert '  - {periode: 2016-02, motif: "une raison", par: groupe-qvt}\n' in text
    assert "  2016-02: {valeur: 17, note: épidémie de grippe}" in text
    data = _data(run("indicator", "chart", "rappels-repos", "--json"))
    assert (data["points"][1]["etat"], data["mesures_comptees"]) == ("ecartee", 14)
    assert run("check")[0] == 0
    assert _decide(run, "exclude", "rappels-repos", "2016-02")[0] == 1
    assert run("undo")[0] == 0
    assert (projet / FILE).read_bytes() == before
    assert run("redo")[0] == 0
    assert run("indicator", "exclude", "rappels-repos", "2016-02", "--reintegrer")[0] == 0
    assert _data(run("indicator", "chart", "rappels-repos", "--json"))["mesures_comptees"] == 15
    assert run("indicator", "exclude", "rappels-repos", "2016-02", "--reintegrer")[0] == 1


def test_a_new_start_is_dated_and_reminds_of_its_conditions(run, projet):
    code, out, _ = _decide(run, "rebase", "rappels-repos", "2016-10")
    assert code == 0
    assert "repartent d’octobre 2016" in out
    assert "ne montrait pourtant rien d’inhabituel" in out
    assert "quatre conditions" in out
    assert "date: 2017-03-22" in (projet / FILE).read_text(encoding="utf-8")
    assert [part["de"] for part in _data(run("indicator", "chart", "rappels-repos", "--json"))["troncons"]] == [
        "2016-01",
        "2016-10",
    ]
    assert _decide(run, "rebase", "rappels-repos", "2016-10")[0] == 1
    assert run("indicateur", "recaler", "rappels-repos", "2016-10", "--retirer")[0] == 0
    assert run("indicator", "rebase", "rappels-repos", "2016-10", "--retirer")[0] == 1
    assert len(_data(run("indicator", "chart", "rappels-repos", "--json"))["troncons"]) == 1


@pytest.mark.parametrize(
    ("args", "code", "said"),
    [(("exclude", "rappels-repos", "2019-01"), 1, "janvier 2019"), (("exclude", "abs-taux", "2016-07"), 1, "juillet 2016"),
     (("exclude", "rappels-repos", "hier"), 2, "période"), (("rebase", "rappels-repos", "2016-01"), 2, "avant et depuis"),
     (("rebase", "rappels-repos", "2018-01"), 2, "avant et depuis")],
)  # fmt: skip
def test_a_decision_about_what_is_not_there_changes_nothing(run, projet, args, code, said):
    before = (projet / FILE).read_bytes()
    done = _decide(run, *args)
    assert done[0] == code
    assert said in done[2]
    assert (projet / FILE).read_bytes() == before


def test_a_decision_needs_a_reason_and_a_group_that_exists(run):
    code, _, err = run("indicator", "exclude", "rappels-repos", "2016-02")
    assert code == 2
    assert "--motif" in err
    assert "--par" in err
    assert run("indicator", "exclude", "rappels-repos", "2016-02", "--motif", "x", "--par", "inconnu")[0] == 1


def test_the_questions_ask_the_period_the_reason_and_the_group(talk, run):
    child = talk("indicator", "exclude", "rappels-repos")
    child.expect("Quelle mesure")
    child.sendline("mars 2019")
    child.expect("pas de mesure avec une valeur pour mars 2019")
    child.sendline("mars 2016")
    child.expect("Pourquoi la mettre à part")
    child.sendline("comptage doublé")
    child.expect("Quel groupe l’a décidé")
    child.sendline("1")
    child.expect("mise à part")
    child.expect(talk.end)
    assert _data(run("indicator", "show", "rappels-repos", "--json"))["exclusions"][0]["motif"] == "comptage doublé"
