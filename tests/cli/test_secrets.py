"""What leaves by the command line: names of files, answers in JSON; what stays on the screen is not changed."""

from __future__ import annotations

import json

SEAT = '{"nom": "Groupe", "sieges": [{"id": "s", "fonction": "ASH", "colleges": ["metier"], "nom": "Zoé Kowalski"}]}'


def test_a_file_that_is_mailed_bears_no_name(run, projet):
    (projet / "1-conception/groupes/chez-kowalski.yaml").write_text(SEAT, encoding="utf-8")
    (projet / "reunions/2017-03-01-chez-kowalski.yaml").write_text("notes: [{texte: Vu}]\n", encoding="utf-8")
    code, out, _ = run("export", "compte-rendu", "2017-03-01-chez-kowalski", "--format", "html", "--json")
    assert code == 0
    assert "kowalski" not in out.lower()
    assert json.loads(out)["data"]["fichiers"][0].endswith(".html")


def test_a_curve_that_is_saved_hides_what_the_screen_shows(run, projet, tmp_path):
    (projet / "1-conception/groupes/g.yaml").write_text(SEAT, encoding="utf-8")
    (projet / "indicateurs/rappels-kowalski.yaml").write_text(
        "nom: Rappels vus par Mme Kowalski et la CGT\nmesures: {2016-01: 4, 2016-02: 5}\n", encoding="utf-8"
    )
    assert "Kowalski" in run("indicator", "chart", "rappels-kowalski")[1]
    code, out, _ = run("indicator", "chart", "rappels-kowalski", "-o", f"{tmp_path}/courbes/")
    assert code == 0
    drawn = next((tmp_path / "courbes").iterdir())
    assert "kowalski" not in (out + drawn.name + drawn.read_text(encoding="utf-8")).lower()
    assert "une organisation syndicale" in drawn.read_text(encoding="utf-8")


def test_a_name_beside_a_measure_is_told_by_check(run, projet):
    (projet / "indicateurs/rappels.yaml").write_text(
        "nom: Rappels\nmesures:\n  2016-01: {valeur: 4, note: Vu avec Mme Martin}\n", encoding="utf-8"
    )
    _, out, err = run("check")
    assert "indicateurs/rappels.yaml:3" in out + err
    assert "Mme Martin" in out + err
