"""Bad files with the exact issues expected."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

import qvtkit

EXAMPLE = Path(__file__).parents[2] / "examples" / "residence-absence-ash"
TODAY = dt.date(2017, 3, 22)

# file, what is replaced, by what, the issues expected: code, line or None
CASES = {
    "problème inconnu": ("3-experimentation/procedure-absence-ash/experimentation.yaml", "probleme: absence-ash", "probleme: rien-de-tel", ["reference-inconnue"]),
    "groupe inconnu": ("3-experimentation/procedure-absence-ash/experimentation.yaml", "groupe: groupe-qvt\n", "groupe: groupe-qtv\n", ["reference-inconnue"]),
    "indicateur inconnu": ("3-experimentation/procedure-absence-ash/experimentation.yaml", "indicateur: abs-taux", "indicateur: abs-tau", ["reference-inconnue", "reference-inconnue"]),
    "constat inconnu": ("2-diagnostic/problemes/absence-ash.yaml", "constats: [", "constats: [inventé, ", ["reference-inconnue"]),
    "fin avant début": ("3-experimentation/procedure-absence-ash/experimentation.yaml", "fin_prevue: 2016-12-16", "fin_prevue: 2016-09-16", ["fin-avant-debut"]),
    "métier mal écrit": ("1-conception/groupes/groupe-qvt.yaml", "metier: infirmier,", "metier: infirmer,", ["code-referentiel", "code-referentiel"]),
    "type d’établissement": ("qvt.yaml", "type: ehpad", "type: epahd", ["code-referentiel"]),
    "réponse hors échelle": ("evaluations/2017-01-20-points-de-vigilance.yaml", "contextes: {groupe: oui", "contextes: {groupe: peut-etre", ["reponse-hors-echelle"]),
    "question inconnue": ("evaluations/2017-01-20-points-de-vigilance.yaml", "contextes:", "contexte:", ["item-inconnu"]),
    "grille inconnue": ("evaluations/2017-01-20-points-de-vigilance.yaml", "grille: points-de-vigilance", "grille: points", ["reference-inconnue"]),
    "siège remplacé inconnu": ("1-conception/groupes/groupe-qvt.yaml", "remplace: dir,", "remplace: dirr,", ["reference-inconnue"]),
    "formule dangereuse": ("indicateurs/abs-taux.yaml", "formule: jours_absence /", "formule: open(jours_absence) /", ["formule-illisible"]),
    "seuil trop bas": ("qvt.yaml", "seuil: 10", "seuil: 3", ["seuil-trop-bas"]),
    "date du futur": ("journal.yaml", "faits:", "faits:\n  - {date: 2030-01-01, texte: Demain}", ["date-future"]),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_each_fault_gives_exactly_its_issue_at_its_line(name, tmp_path):
    file, old, new, codes = CASES[name]
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "projet"))
    text = (root / file).read_text(encoding="utf-8")
    assert old in text
    (root / file).write_text(text.replace(old, new), encoding="utf-8")
    found = qvtkit.check(qvtkit.load(root), TODAY)
    assert [each.code for each in found if each.code not in {"variable-inconnue", "fichier-inconnu"}] == codes
    lines = text.replace(old, new).splitlines()
    for each in found:
        assert each.position.file == file
        assert each.message
        assert each.remedy
    if name != "date du futur":
        mark = new.strip().partition("\n")[0].partition(",")[0]
        assert mark[:12] in lines[found[0].position.line - 1]


def test_what_looks_wrong_because_a_file_is_unreadable_is_not_told_twice(tmp_path):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "projet"))
    (root / "indicateurs/abs-taux.yaml").write_text("nom: [\n", encoding="utf-8")
    found = qvtkit.check(qvtkit.load(root), TODAY)
    assert [(each.code, each.position.file) for each in found] == [("yaml-invalide", "indicateurs/abs-taux.yaml")]


def test_checks_of_two_runs_are_equal():
    assert qvtkit.check(qvtkit.load(EXAMPLE)) == qvtkit.check(qvtkit.load(EXAMPLE))


def test_links_twins_and_copies_are_told_and_not_read(tmp_path):
    root = Path(shutil.copytree(EXAMPLE, tmp_path / "projet"))
    (tmp_path / "dehors.yaml").write_text("nom: Dehors\n", encoding="utf-8")
    (root / "indicateurs/lien.yaml").symlink_to(tmp_path / "dehors.yaml")
    (root / "indicateurs/Abs_Taux.yaml").write_text("nom: Jumeau\n", encoding="utf-8")
    (root / "indicateurs/abs-taux-PC12.yaml").write_text("nom: Copie\n", encoding="utf-8")
    projet = qvtkit.load(root)
    assert sorted(projet.indicateurs) == sorted(qvtkit.load(EXAMPLE).indicateurs)
    assert projet.indicateurs["abs-taux"].nom != "Jumeau"
    assert {(each.code, each.position.file) for each in qvtkit.check(projet, TODAY)} == {
        ("lien-hors-dossier", "indicateurs/lien.yaml"),
        ("identifiants-proches", "indicateurs/Abs_Taux.yaml"),
        ("copie-en-conflit", "indicateurs/abs-taux-PC12.yaml"),
    }
