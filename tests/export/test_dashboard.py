"""The dashboard as a file: what it says, what it hides, how it is built; its look in a browser is tested apart."""

from __future__ import annotations

import base64
import hashlib
import re
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html
from tests.export.tous_les_documents import EXEMPLES, JOURS, exemple

from qvtkit.export.apparence import Apparence, Logo
from qvtkit.export.dashboard.page import build
from qvtkit.export.render import render
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qvtkit.model.projet import Projet

DAY = JOURS["residence-absence-ash"]


def page(projet: Projet, day: dt.date = DAY, *, presentation: bool = False, look: Apparence | None = None) -> Any:
    done = render(build(projet, day, presentation=presentation), "html", look)
    return html.fromstring(done.contenu)


@cache
def example(name: str) -> Any:
    return page(exemple(name), JOURS[name])


def words(node: Any) -> str:
    return " ".join(node.text_content().split())


@pytest.fixture
def residence() -> Any:
    return example("residence-absence-ash")


def test_the_first_look_says_phase_problem_test_late_and_next(residence: Any) -> None:
    bref = residence.get_element_by_id("bref")
    assert words(bref.xpath(".//*[@aria-current='step']")[0]) == "Pérennisation en cours Depuis février 2017"
    said = words(bref)
    for text in (
        "Que faire quand une ASH est absente", "Terminé Du 03/10/2016", "Décision : adapter", "en retard de 50 jours",
        "20/06/2017, 14:00", "Revue à six mois",
    ):  # fmt: skip
        assert text in said


@pytest.mark.parametrize("name", EXEMPLES)
def test_the_three_families_stand_side_by_side_and_no_score_is_given(name: str) -> None:
    root = example(name)
    heads = [words(node) for node in root.xpath("//section[@id='bref']//*[@class='familles']/article/h4")]
    assert heads == [family.libelle for family in Famille]
    assert not re.search(r"score global|note globale|/ ?20\b", words(root))


def test_each_curve_has_the_table_of_its_measures(residence: Any) -> None:
    cards = residence.xpath("//article[contains(@class, 'indicateur')]")
    assert len(cards) == 6
    for card in cards:
        (table,) = card.findall(".//table")
        (drawing,) = card.xpath(".//*[local-name()='svg']")
        assert words(card[0]) in words(table.find("caption"))
        assert drawing.get("role") == "img"
        assert {cell.get("scope") for cell in table.findall("./tbody//th")} == {"row"}
    taux = next(card for card in cards if "absentéisme" in words(card[0]))
    rows = {words(row[0]): [words(cell) for cell in row[1:]] for row in taux.findall(".//tbody/tr")}
    assert rows["Février 2016"][0] == "14,1"
    assert "Mise à part" in rows["Février 2016"][1]
    assert rows["Juillet 2016"] == ["–", "Changement de logiciel"]


def test_a_screen_reader_hears_words_where_others_see_signs(residence: Any) -> None:
    (shown, *_) = residence.xpath("//section[@id='bref']//li[span='Rappels sur repos']")
    for sign in shown.xpath(".//*[@aria-hidden='true']"):
        sign.text = ""
    assert words(shown) == "Rappels sur repos 12 puis 8 rappels signal d’amélioration"
    drawing = residence.xpath("//*[local-name()='svg'][@role='img']")[0]
    heard = [words(residence.get_element_by_id(each)) for each in drawing.get("aria-labelledby").split()]
    assert heard[0] == "Courbe"
    assert heard[1].startswith("Coût des remplacements d’ASH")


def test_the_line_of_a_curve_is_the_median_that_its_words_tell() -> None:
    seen = build(exemple("residence-absence-ash"), DAY)
    card = next(each for column in seen.essais[0].colonnes for each in column.cartes if "Toilettes" in each.vu.nom)
    assert card.vu.mediane == pytest.approx(7.28, abs=0.01)
    assert "médiane 7,28" in " ".join(card.lecture)


def test_a_phase_and_a_test_that_are_over_are_said_in_their_gender(residence: Any) -> None:
    said = [words(node) for node in residence.xpath("//ol[@class='etapes']/li")]
    assert [each.split()[1] for each in said[:3]] == ["faite", "fait", "faite"]
    assert words(residence.xpath("//section[@id='tests']//*[@class='pastille']")[0]) == "Terminé"


def test_before_and_after_are_not_explained_where_no_test_began() -> None:
    assert "médianes des mesures" not in words(example("ehpad-tour-des-medicaments").get_element_by_id("bref"))


def test_divergences_answers_and_delays_are_visible(residence: Any) -> None:
    assert "Avis partagés : dégradé (direction), inchangé (encadrement)" in words(residence)
    first = residence.xpath("//section[@id='propositions']//li")[0]
    assert "alerte" in first.get("class")
    assert "Attend depuis 92 jours, en retard de 50 jours" in words(first)
    assert "Répondu en 41 jours" in words(residence)


def test_what_is_made_up_says_so_and_what_has_too_few_measures_too() -> None:
    root = example("ehpad-tour-des-medicaments")
    assert "Chiffres d’illustration" in words(root.find(".//header"))
    assert "données insuffisantes pour conclure" in words(root.get_element_by_id("bref"))
    assert "Rien n’est encore essayé" in words(root.get_element_by_id("bref"))


def test_an_almost_empty_project_says_kindly_what_will_come(creer: Callable[..., Projet]) -> None:
    root = page(creer())
    commands = {words(node) for node in root.xpath("//code")}
    assert {
        "qvtkit problem add", "qvtkit experiment add", "qvtkit indicator add", "qvtkit proposal add",
        "qvtkit agenda add", "qvtkit group add",
    } <= commands  # fmt: skip
    assert root.findtext(".//h1") == "Démarche QVT"
    assert root.findall(".//table") == []
    assert page(creer(), presentation=True).xpath("//code") == []


@pytest.mark.parametrize("presentation", [False, True])
def test_the_page_is_alone_inert_and_well_built(presentation: bool) -> None:
    projet = exemple("residence-absence-ash")
    text = render(build(projet, DAY, presentation=presentation), "html").contenu.decode()
    root: Any = html.fromstring(text.encode())
    assert root.xpath("//script|//link|//iframe|//object|//base|//form|//img") == []
    assert root.xpath("//@style") == []
    assert all(value.startswith("#") for value in root.xpath("//@href|//@src"))
    assert not re.search(r"url\(|@import|https?://(?!www\.w3\.org)", text)
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert set(" ".join(root.xpath("//@aria-labelledby")).split()) <= set(ids)
    assert {value[1:] for value in root.xpath("//@href")} <= set(ids)
    levels = [int(node.tag[1]) for node in root.xpath("//h1|//h2|//h3|//h4|//h5|//h6")]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_policy_allows_the_style_of_the_page_and_nothing_else() -> None:
    text = render(build(exemple("residence-absence-ash"), DAY), "html").contenu.decode()
    style = text.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:;" in text


def test_french_typography_is_applied_but_not_to_commands(residence: Any) -> None:
    for node in residence.xpath("//body//text()[not(ancestor::code)][not(ancestor::*[local-name()='svg'])]"):
        assert not re.search(r"\w [:;!?»%€](?!\w)|« \w|\w'\w", node), node


def test_the_same_project_and_day_give_the_same_page() -> None:
    projet = exemple("hopital-de-jour-interruptions")
    one, other = (render(build(projet, DAY), "html").contenu for _ in range(2))
    assert one == other


def test_colours_and_logo_are_those_of_the_establishment() -> None:
    look = Apparence.de_couleur("#7A1F5C", Logo(b"\x89PNG", "png", "Logo de la résidence"))
    root = page(exemple("ehpad-tour-des-medicaments"), look=look)
    (logo,) = root.findall(".//img")
    assert logo.get("alt") == "Logo de la résidence"
    assert logo.get("src") == "data:image/png;base64,iVBORw=="
    assert look.couleur in root.findtext(".//style")
    assert Apparence().couleur not in root.findtext(".//style").partition(".courbe")[0]


NAMED = {
    "qvt.yaml": "format: 1\nconfidentialite: {seuil: 10, identites: noms}\n",
    "1-conception/groupes/copil.yaml": (
        "nom: Copil\nroles: [copil]\nsieges:\n"
        "  - {nom: Zéphyrine Quatrelivres, fonction: Infirmière, colleges: [metier], debut: 2016-01}\n"
        "  - {nom: Barnabé Tournesac, fonction: Infirmière, colleges: [metier], debut: 2016-01}\n"
    ),
    "2-diagnostic/problemes/p.yaml": "titre: Relève\netat: retenu\nenonce: Mme Quatrelivres attend la relève.\n",
    "indicateurs/avis.yaml": (
        "nom: Avis\nfamille: social-sante\nunite: '%'\nnature: proportion\nperiodicite: mois\n"
        "formule: contents / repondants * 100\nvariables: {contents: contents, repondants: répondants}\n"
        "mesures:\n  2016-01: {contents: 3, repondants: 4}\n  2016-02: {contents: 30, repondants: 41}\n"
    ),
}


def test_for_the_room_no_name_no_head_count_even_where_names_are_shown(creer: Callable[..., Projet]) -> None:
    projet = creer(NAMED)
    assert "Quatrelivres" in words(page(projet))
    root = page(projet, presentation=True)
    shown = html.tostring(root, encoding="unicode")
    assert "Quatrelivres" not in shown
    assert "Tournesac" not in shown
    assert words(root.xpath("//section[@id='sieges']//dd")[0]) == "Infirmière"
    assert "30 sur 41" not in shown


@pytest.mark.parametrize("presentation", [False, True])
def test_a_share_of_too_few_respondents_is_nowhere(creer: Callable[..., Projet], presentation: bool) -> None:
    shown = words(page(creer(NAMED), presentation=presentation))
    assert "73" in shown
    assert not re.search(r"\b75\b|3 sur 4\b", shown)


def test_a_file_in_error_leaves_the_rest_of_the_page(creer: Callable[..., Projet]) -> None:
    broken = {"indicateurs/casse.yaml": "nom: [\n", "agenda.yaml": "evenements: {\n"}
    assert "Relève" in words(page(creer(NAMED | broken)))
