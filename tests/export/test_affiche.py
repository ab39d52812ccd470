"""The poster of a test: one page in big type, before, during and after; plain words, no name."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import docx
import pikepdf
import pytest
from tests.export.reading import pages, words

from qvtkit.export.document import Callout
from qvtkit.export.documents import bilan_personnel
from qvtkit.export.documents.affiche import TAILLES, build
from qvtkit.export.render import render
from qvtkit.store.project import load

EXAMPLES = Path(__file__).parents[2] / "examples"
DAY = dt.date(2017, 3, 22)
TEST = "3-experimentation/e/experimentation.yaml"
LONG = "Un texte très long, qui raconte tout ce que pense le groupe. " * 30
WIDE = "MAJUSCULES TRES LARGES WWWWWW " * 60


def full(text, state):
    """Return the files of a project in which every text of the poster is *text*."""
    return {
        "1-conception/groupes/g.yaml": f'nom: "{text}"\n',
        "2-diagnostic/problemes/p.yaml": f'titre: x\netat: retenu\nenonce: "{text}"\n',
        "4-perennisation/bilan.yaml": f'a_retenir: {{reussite: "{text}", difficulte: "{text}", conseil: "{text}"}}\n',
        "4-perennisation/suites.yaml": f'actions: [{{titre: "{text}"}}, {{titre: "{text}"}}]\n',
        "agenda.yaml": "evenements:\n" + "".join(
            f'  - {{date: 2017-04-0{day}, heure: "10:30", type: {kind}, titre: "{text}"}}\n'
            for day in range(1, 5) for kind in ("seance", "revue")
        ),
        "propositions/p1.yaml": f'texte: "{text}"\ndate: 2017-01-02\netat: acceptee\n',
        "3-experimentation/e/seances/2017-01-01.yaml": "activites:\n" + "".join(
            f'  - {{activite: "{rank} {text}", famille: {family}}}\n'
            for family in ("economique", "technique", "social-sante") for rank in range(3)
        ),
        TEST: f'titre: "{text}"\netat: {state}\nprobleme: p\ngroupe: g\ndebut: 2017-01-02\nfin_prevue: 2017-04-30\n'
        f'ce_qui_change: "{text}"\nce_qui_ne_change_pas: "{text}"\ndroit_a_l_erreur: oui\n'
        f'perimetre: {{services: ["{text}"], horaires: "{text}", metiers: [ash, infirmier, medecin]}}\n'
        f'reversibilite: {{retour_arriere: "{text}", qui_decide: "{text}"}}\n'
        f'decision: {{choix: adapter, motif: "{text}"}}\n',
    }  # fmt: skip


@pytest.fixture(scope="module")
def during():
    return build(load(EXAMPLES / "hopital-de-jour-interruptions"), "fonction-planification", DAY)


def test_during_the_test_it_says_what_changes_what_does_not_and_whom_to_tell(during):
    said = words(during)
    assert during.sous_titre.startswith("Nous essayons")
    assert "Du mercredi 1er février au vendredi 28 avril 2017." in said
    for expected in (
        "Ce qui change", "Ce qui ne change pas", "Chacun en a le droit", "Peut le décider : la cadre de santé, à la demande du groupe",
        "Mardi 28 mars 2017 à 13 h 30 : deuxième séance en cours d’essai.", "1 acceptée, 1 attend sa réponse.",
        "Cadre de santé de l’hôpital de jour ou une personne du groupe de l’hôpital de jour.",
    ):  # fmt: skip
        assert expected in said
    assert "[…]" not in said


def test_what_is_looked_at_is_in_the_words_of_the_group_for_the_three_families(during):
    said = words(during)
    assert "Je pars à l’heure avec mes écrits faits" in said
    assert all(title in said for title in ("Pour les moyens", "Pour le soin", "Pour nous, au travail"))
    assert "Interruptions de tâche" not in said, "the name of an indicator, where the group has words"


def test_no_figure_of_a_small_group_and_no_word_of_method(during):
    said = words(during).lower()
    assert "23" not in said
    assert all(jargon not in said for jargon in ("indicateur", "évaluation embarquée", "expérimentation", "t0"))


def test_before_and_after_are_two_other_states(projet):
    known = load(projet)
    before = build(known, "procedure-absence-ash", dt.date(2016, 9, 25))
    assert before.sous_titre.startswith("Bientôt à l’essai")
    assert "Nous gardons" not in words(before)
    assert build(known, "procedure-absence-ash", dt.date(2016, 11, 2)).sous_titre.startswith("Nous essayons")
    after = words(build(known, "procedure-absence-ash", DAY))
    assert "L’essai est terminé" in after
    assert "Nous gardons l’idée et nous la corrigeons." in after
    assert "Ce que nous avons appris" in after
    assert "Notre conseil : choisissez un sujet étroit" in after
    assert "suivre l’action « procédure pour absence ASH »." in after
    assert "Ce qui change" not in after
    assert "Mardi 20 juin 2017 à 14 h : revue à six mois." in after


def test_a_test_that_stopped_or_is_not_decided_says_so(creer):
    stopped = build(creer({TEST: "titre: Un essai\netat: arretee\ndecision: {choix: arreter}\n"}), "e", DAY)
    assert "L’essai s’est arrêté avant la date prévue. Nous arrêtons." in words(stopped)
    over = words(build(creer({TEST: "titre: Un essai\netat: terminee\n"}), "e", DAY))
    assert "La décision n’est pas encore prise." in over
    assert "pas encore décidée" not in over, "it is said once"


def test_an_almost_empty_test_says_what_to_write_before_it_is_put_on_the_wall(creer):
    made = build(creer({TEST: "titre: Un essai\n"}), "e", DAY)
    box = next(block for block in made.blocs if isinstance(block, Callout))
    assert "pourquoi, où, quand, pour quels métiers, ce qui change" in words(box)
    assert "La prochaine date sera écrite ici" in words(made)


@pytest.mark.parametrize(("text", "state"), [(LONG, "terminee"), (WIDE, "en-cours")], ids=["long", "wide"])
def test_long_texts_still_make_one_page(creer, text, state):
    assert pages(build(creer(full(text, state)), "e", DAY)) == 1


def test_the_type_is_big_in_word_too(during):
    assert 0.95 * min(TAILLES) >= 14
    word = docx.Document(io.BytesIO(render(during, "docx").contenu))
    assert all(word.styles[name].font.size.pt >= 14 for name in ("Normal", "Cellule", "Liste de cellule", "Identité"))


def test_word_holds_it_on_one_page(creer, libreoffice, tmp_path):
    """And the bilan for the staff on its sheet: LibreOffice starts once for both."""
    long, example = creer(full(LONG, "en-cours")), load(EXAMPLES / "hopital-de-jour-interruptions")
    made = {
        "affiche": build(example, "fonction-planification", DAY),
        "affiche-longue": build(long, "e", DAY),
        "bilan-long": bilan_personnel.build(long, DAY),
        "bilan": bilan_personnel.build(load(EXAMPLES / "residence-absence-ash"), DAY),
    }
    files = [tmp_path / f"{name}.docx" for name in made]
    for file, document in zip(files, made.values(), strict=True):
        file.write_bytes(render(document, "docx").contenu)
    for name, converted in zip(made, libreoffice(files, "pdf"), strict=True):
        with pikepdf.open(converted) as pdf:
            assert len(pdf.pages) <= (1 if name.startswith("affiche") else 2), name


@pytest.mark.parametrize("named", ["« Transmissions assises »", "Transmissions assises"])
def test_a_date_says_what_it_is_for_without_method_nor_the_title_told_above(creer, named):
    files = {
        TEST: "titre: Transmissions assises\netat: prevue\ndebut: 2017-04-02\nfin_prevue: 2017-06-02\ngroupe: g\n",
        "1-conception/groupes/g.yaml": "nom: Groupe\n",
        "agenda.yaml": "evenements:\n  - {date: 2017-03-28, type: seance, groupe: g, etat: prevu, "
        f'titre: "Séance de départ (T0) : {named}"}}\n',
    }
    assert "Mardi 28 mars 2017 : séance de départ." in words(build(creer(files), "e", DAY))


def test_short_texts_are_bigger_in_word(projet, during):
    short = build(load(projet), "procedure-absence-ash", dt.date(2016, 12, 21))
    assert short.corps_unique > during.corps_unique
    word = docx.Document(io.BytesIO(render(short, "docx").contenu))
    assert word.styles["Normal"].font.size.pt >= 15


def test_an_action_that_is_done_is_not_what_comes_next(projet):
    file = projet / "4-perennisation" / "suites.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("dans la durée, etat: prevu", "dans la durée, etat: fait"), encoding="utf-8")
    assert "installer le groupe QVT" not in words(build(load(projet), "procedure-absence-ash", DAY)).lower()


def test_names_become_functions(creer):
    files = {
        "1-conception/groupes/g.yaml": "nom: Groupe\nroles: [copil]\nsieges:\n  - {id: d, colleges: [direction], "
        "fonction: Directrice, nom: Martine Lefebure}\n",
        TEST: "titre: L’essai de Martine Lefebure\nce_qui_change: Martine Lefebure répartit\n",
    }
    assert "Lefebure" not in words(build(creer(files), "e", DAY))


def test_the_command_takes_the_test_under_way_and_lists_them_where_it_cannot_choose(run, projet):
    code, out, _ = run("export", "affiche", "--format", "html")
    assert code == 0
    assert "affiche-procedure-absence-ash-2017-03-22.html" in out
    other = projet / "3-experimentation/autre/experimentation.yaml"
    other.parent.mkdir()
    other.write_text("titre: Un autre essai\n", encoding="utf-8")
    code, _, err = run("export", "affiche", "--no-input")
    assert code == 2
    assert "procedure-absence-ash" in err
    assert "autre" in err
    other.write_text("titre: Un autre essai\netat: en-cours\ndebut: 2017-03-01\n", encoding="utf-8")
    assert "affiche-autre" in run("export", "affiche", "--dry-run", "--no-input")[1]


def test_without_any_test_it_says_what_to_do_first(run, projet):
    import shutil

    shutil.rmtree(projet / "3-experimentation")
    code, _, err = run("export", "affiche", "--no-input")
    assert code == 1
    assert "qvtkit experiment add" in err
