"""The bilan for the staff: a sheet in plain words, honest about what nobody can say yet."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

import pytest
from tests.export.reading import pages, words

from qvtkit.analysis.verdict import Verdict
from qvtkit.export.document import Heading
from qvtkit.export.documents import bilan_personnel
from qvtkit.export.documents.bilan_personnel import build
from qvtkit.export.vues import mots_simples as mots
from qvtkit.store.project import load

EXAMPLES = sorted(path for path in (Path(__file__).parents[2] / "examples").iterdir() if path.is_dir())
DAY = dt.date(2017, 3, 22)
LONG = "Un texte très long, qui raconte tout ce que pense le groupe. " * 30
TEST = "3-experimentation/e/experimentation.yaml"


@pytest.fixture
def made(projet):
    return build(load(projet), DAY)


def test_it_follows_the_questions_that_the_staff_asks(made):
    assert made.sous_titre.startswith("Bilan pour les équipes")
    assert [block.texte for block in made.blocs if isinstance(block, Heading)] == [
        "Pourquoi nous avons fait cela", "Ce que nous avons essayé", "Ce qui a changé, selon vous et selon les chiffres",
        "Nos désaccords et vos propositions", "Ce qui n’a pas marché", "Ce qui est décidé, et avec quels moyens",
        "La suite, et quand",
    ]  # fmt: skip


def test_what_people_say_stands_beside_what_the_figures_say_and_opinions_are_kept(made):
    said = words(made)
    assert "Petits-déjeuners : mieux (infirmier : pareil)" in said
    assert "Ménage des chambres : moins bien, le 25/10/2016 (aide-soignant : pareil)" in said, (
        "an older answer is dated"
    )
    assert "valeur habituelle avant → après" in said
    assert "relevés avant et 5 […]" not in said
    assert "Recherche d’un remplacement : moins bien (encadrement : pareil)" in said
    assert "Rappels sur repos : nettement mieux (12 → 8 rappels, 9 relevés avant et 5 après)" in said
    assert "on ne peut pas encore dire, trop peu de relevés (0 relevé avant et 10 après)" in said
    assert "Séance du 20/12/2016 : la direction veut contenir les contrats courts" in said
    assert "Réunion du 08/11/2016 : pour les auxiliaires de vie, la procédure déplace le travail" in said
    assert "Les chiffres ne disent pas pourquoi." in said


def test_no_p_value_and_no_word_of_method(made):
    said = words(made).lower()
    assert all(
        jargon not in said for jargon in ("p =", "médiane", "verdict", "évaluation embarquée", "expérimentation")
    )
    assert {*mots.VERDICTS} == {*Verdict}


def test_proposals_have_their_answer_or_say_that_they_wait(made):
    said = words(made)
    assert "1 faite, 1 acceptée en partie, 1 refusée, 1 attend sa réponse." in said
    assert "Pas encore de réponse. Elle était attendue pour le 31/01/2017." in said
    assert "La question sera reposée avec les chiffres de 2017" in said, "a refusal is told with all its reasons"


def test_an_answer_that_is_not_due_yet_is_awaited(projet):
    assert "Elle est attendue pour le 31/01/2017." in words(build(load(projet), dt.date(2017, 1, 5)))


def test_an_action_says_where_it_stands(projet):
    file = projet / "4-perennisation" / "suites.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("dans la durée, etat: prevu", "dans la durée, etat: fait"), encoding="utf-8")
    said = words(build(load(projet), dt.date(2018, 1, 10)))
    assert "Installer le groupe QVT dans la durée : fait." in said
    assert "était prévu en octobre 2017." in said


def test_means_that_are_not_planned_are_said_in_clear(made):
    said = words(made)
    assert "90 heures par an." in said
    assert "Argent\nNon prévu." in said


def test_before_the_end_it_is_a_point_d_etape(creer):
    made = build(load(EXAMPLES[1]), DAY)
    assert made.sous_titre.startswith("Point d’étape pour les équipes")
    said = words(made)
    assert "Rien n’est encore décidé. Les moyens de la suite ne sont pas encore prévus." in said
    assert "Pourquoi nous faisons cela" in said
    assert "Ce que nous essayons" in said
    assert "La fonction n’est pas tenue quand deux secrétaires manquent. L’agent d’accueil prend" in said
    assert "Moins bien, pour certains ou pour tous : travail au bureau du fond." in said
    assert "Point d’étape" in build(creer(), DAY).sous_titre
    planned = build(creer({TEST: "titre: Un essai\n"}), DAY)
    assert "Ce que nous allons essayer" in words(planned)
    assert "Ce que nous regarderons ensemble" in words(planned)
    assert "Ce qui n’a pas marché" not in words(planned)


def test_before_any_test_the_agenda_the_group_and_the_meetings_are_told():
    said = words(build(load(EXAMPLES[0]), dt.date(2019, 3, 20)))
    assert "Réunion du 05/03/2019 : la distribution au réfectoire est-elle une bonne piste ? Infirmier : craint" in said
    assert "Mardi 16 avril 2019 à 14 h : délimiter l’essai." in said
    assert "Dites-le à : infirmière coordinatrice, ou une personne du groupe du matin." in said


@pytest.mark.parametrize("folder", EXAMPLES, ids=lambda folder: folder.name)
def test_each_example_holds_on_one_sheet(folder):
    assert pages(build(load(folder), DAY)) <= 2


def test_long_texts_still_make_one_sheet(creer):
    files = {
        "1-conception/cadrage.yaml": f'pourquoi: "{LONG}"\n',
        "4-perennisation/bilan.yaml": "difficultes:\n" + f'  - {{texte: "{LONG}", reponse_apportee: "{LONG}"}}\n' * 6,
        "4-perennisation/suites.yaml": f'pilote: {{fonction: "{LONG}"}}\nmoyens: {{precision: "{LONG}"}}\nactions:\n'
        + f'  - {{titre: "{LONG}", echeance: 2017-06}}\n' * 8,
        **{f"propositions/p{n}.yaml": f'texte: "{LONG}"\netat: refusee\nreponse: {{texte: "{LONG}"}}\n' for n in range(9)},
        **{
            f"3-experimentation/e{n}/experimentation.yaml": f'titre: "{n} {LONG}"\netat: terminee\ndebut: 2017-01-02\n'
            f'ce_qui_change: "{LONG}"\ndecision: {{choix: adapter, motif: "{LONG}"}}\n'
            for n in range(4)
        },
        **{
            f"3-experimentation/e{n}/seances/2017-01-0{n + 1}.yaml": f'divergences: "{LONG}"\nactivites:\n'
            + "".join(
                f'  - {{activite: "{k} {LONG}", famille: {family}, tendance: ameliore}}\n'
                for family in ("economique", "technique", "social-sante") for k in range(5)
            )
            for n in range(4)
        },
    }  # fmt: skip
    assert pages(build(creer(files), DAY)) <= 2


def test_our_own_sentences_are_short(creer):
    ours = [*mots.VERDICTS.values(), *mots.DECISIONS.values(), bilan_personnel._PRUDENCE]
    ours += [words(block) for block in build(creer(), DAY).blocs]
    text = "\n".join(re.sub(r"…+", "", each) for each in ours)
    sentences = [each.split() for each in re.split(r"[.!?]\s+|\n", text) if each.strip()]
    lengths = [sum(any(char.isalpha() for char in word) for word in each) for each in sentences]
    assert sum(lengths) / len(lengths) <= 15
    assert max(lengths) <= 25


def test_a_measure_of_too_few_respondents_is_not_told(creer):
    files = {
        TEST: "titre: Un essai\netat: en-cours\ndebut: 2017-01-01\nindicateurs: [{indicateur: i}]\n",
        "indicateurs/i.yaml": (
            "nom: Satisfaits\nfamille: social-sante\nnature: proportion\nunite: '%'\nformule: oui / repondants * 100\n"
            "variables: {oui: Oui, repondants: Répondants}\nperiodicite: mois\nmesures:\n"
            + "".join(f"  2016-{month:02}: {{oui: 2, repondants: 6}}\n" for month in range(1, 13))
            + "".join(f"  2017-{month:02}: {{oui: 5, repondants: 6}}\n" for month in range(1, 3))
        ),
    }
    said = words(build(creer(files), DAY))
    assert "Satisfaits" in said
    assert "33" not in said
    assert "83" not in said


def test_the_command_writes_it(run, projet):
    code, out, _ = run("export", "bilan", "--format", "docx")
    assert code == 0
    assert (projet / "exports/bilan-equipes-2017-03-22.docx").is_file()
    assert "Bilan produit" in out
