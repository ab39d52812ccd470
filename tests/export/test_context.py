from __future__ import annotations

import dataclasses
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.export.tous_les_documents import JOURS, exemple

from qvtkit.export.context import contexte
from qvtkit.export.secret.masking import masked, participants, tranche
from qvtkit.export.secret.masque import QUELQU_UN, Masque
from qvtkit.model.codes import Identites

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qvtkit.export.vues.indicateurs import IndicateurVu
    from qvtkit.model.projet import Projet

JOUR = dt.date(2017, 4, 6)
CONNUS = (
    ("Marie Durand", "Directrice"),
    ("Mme Le Gall", "Infirmière"),
    ("Jean-Pierre Petit", "Cadre de santé"),
    ("Zoé", "ASH"),
    ("Marie Œuvrard", "Comptable"),
    ("Mme Blanc", "Gouvernante"),
)
MASQUE = Masque(Identites.FONCTIONS, CONNUS)
SIEGES = (
    "nom: Groupe QVT\nsieges:\n"
    "  - {id: dir, colleges: [direction], fonction: Directrice, nom: Marie Durand, debut: 2016-01, fin: 2016-12}\n"
    "  - {id: dir-2, colleges: [direction], fonction: Directeur, nom: Paul Œuvrard, debut: 2017-03, remplace: dir}\n"
    "  - {id: ash, colleges: [metier, usagers], metier: ash, debut: 2016-01}\n"
    "  - {id: av, colleges: [metier], metier: auxiliaire-de-vie, fonction: Auxiliaire de vie, fin: 2017-01}\n"
)
TEST = (
    "titre: Essai\ndebut: 2016-10-03\nfin: 2016-12-16\netat: terminee\n"
    "concepteurs: [{fonction: Gouvernante, nom: Anne Roux}]\n"
    "ce_qui_change: Mme Roux range.\nindicateurs: [{indicateur: taux, sens: baisse}]\n"
    "perimetre: {effectif: 18, services: [étage 1]}\n"
)


def all_texts(value: Any) -> Iterator[str]:
    """Every text inside a tree of dataclasses, tuples and mappings."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        yield from all_texts(tuple(value.items()))
    elif isinstance(value, (tuple, list)):
        for item in value:
            yield from all_texts(item)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            yield from all_texts(getattr(value, field.name))


@pytest.mark.parametrize(
    ("effectif", "band"),
    [
        (None, ""), (0, "moins de 20"), (19, "moins de 20"), (20, "20–49"), (49, "20–49"), (62, "50–99"),
        (100, "100–249"), (250, "250–499"), (999, "500–999"), (1000, "1000 et plus"), (8000, "1000 et plus"),
    ],
)  # fmt: skip
def test_head_counts_are_bands(effectif: int | None, band: str):
    assert tranche(effectif) == band


@given(st.integers(0, 10_000))
def test_the_exact_head_count_never_shows(effectif: int):
    limits = {20, 49, 50, 99, 100, 249, 250, 499, 500, 999, 1000}
    assert effectif in limits or str(effectif) not in re.split("[ –]", tranche(effectif))


@pytest.mark.parametrize(
    ("number", "said"),
    [(None, ""), (9, "moins de 10 participants"), (10, "10\u00a0participants"), (0, "moins de 10 participants")],
)
def test_participation_under_the_threshold_is_hidden(number: int | None, said: str):
    assert participants(number, 10) == said


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Marie DURAND a dit non.", "Directrice a dit non."),
        ("marie  durand, DURAND Marie", "Directrice, Directrice"),
        ("voir Mme Durand ou madame durand", "voir Directrice ou Directrice"),
        ("Le Gall et LE-GALL et mme le gall", "Infirmière et Infirmière et Infirmière"),
        ("l'avis de M. J.-P. Petit, Jean Pierre", "l'avis de Cadre de santé, Cadre de santé"),
        ("un petit pas, Durandeau, zoéphile", "un petit pas, Durandeau, zoéphile"),
        ("Mme Gall, un blanc-seing, Blanc", "Infirmière, un blanc-seing, Gouvernante"),
        ("ZOE et zoé et Zoe\u0301.", "ASH et ASH et ASH."),
        ("Marie arrive", f"{QUELQU_UN} arrive"),
        ("marie oeuvrard", "Comptable"),
        ("l'idée de\nMme Durand", "l'idée de\nDirectrice"),
        ("", ""),
    ],
)
def test_known_names_become_functions(text: str, told: str):
    assert MASQUE.texte(text) == told


def test_a_code_or_a_path_is_cleaned_whatever_its_case():
    assert MASQUE.code("3-experimentation/idee-durand/x.yaml") == "3-experimentation/idee-Directrice/x.yaml"


def test_two_functions_for_one_name_name_nobody():
    twice = Masque(Identites.FONCTIONS, (("Marie Durand", "Directrice"), ("Marie Durand", "Élue")))
    assert twice.texte("Marie Durand") == QUELQU_UN


def test_a_name_typed_in_the_function_goes_too():
    typed = Masque(Identites.FONCTIONS, (("Marie Durand", "Directrice, Mme Durand"),))
    assert typed.fonction("Directrice, Mme Durand") == "Directrice"
    assert typed.texte("Vu avec Marie Durand") == "Vu avec Directrice"


@pytest.mark.parametrize(
    ("identites", "person", "text"),
    [
        (Identites.FONCTIONS, "Directrice", "Directrice arrive"),
        (Identites.INITIALES, "Directrice (M. D.)", "Directrice arrive"),
        (Identites.NOMS, "Directrice (Marie Durand)", "Marie Durand arrive"),
    ],
)
def test_the_project_says_how_people_are_named(identites: Identites, person: str, text: str):
    masque = Masque(identites, CONNUS)
    assert Masque.avec_nom(masque.fonction("Directrice"), masque.nom("Marie Durand")) == person
    assert masque.texte("Marie Durand arrive") == text


@pytest.mark.parametrize("name", ["hopital-de-jour-interruptions", "ehpad-tour-des-medicaments"])
def test_what_closes_a_project_is_not_missing_while_it_goes_on(name: str):
    seen = contexte(exemple(name), JOURS[name])
    assert not seen.bilan_attendu
    assert [each.partie for each in seen.manques if each.commande == "qvtkit closing edit"] == []


names = st.text(alphabet="abcdefgéèœlABCDÉ", min_size=2, max_size=8)


@given(first=names, last=names, before=st.text("xyz ,!ô", max_size=9), after=st.text("xyz ,!ô", max_size=9))
def test_a_whole_name_never_survives(first: str, last: str, before: str, after: str):
    masque = Masque(Identites.FONCTIONS, ((f"{first} {last}", "1"),))
    assert masque.texte(f"{before} {first} {last} {after}") == f"{before} 1 {after}"


@given(st.text(max_size=60))
def test_texts_without_names_are_left_alone(text: str):
    assert Masque(Identites.FONCTIONS, (("Xylophène Quatremare", "1"),)).texte(text) == text


def test_masked_records_carry_no_name_and_keep_their_references(creer: Callable[..., Projet]):
    projet = creer({
        "1-conception/groupes/petit.yaml": "nom: Chez Zoé\nsieges: [{id: zoe, fonction: ASH, nom: Zoé}]\n",
        "3-experimentation/essai/experimentation.yaml": "groupe: petit\nprobleme: zoe\ntitre: L'essai de zoé\n",
        "2-diagnostic/problemes/zoe.yaml": "titre: Le problème de Zoé\n",
    })  # fmt: skip
    seen = masked(projet)
    test = seen.experimentations["essai"]
    assert (test.groupe, test.probleme) == ("petit", "ash"), "an id bears no name either"
    assert test.titre == "L'essai de ASH"
    assert seen.groupes["petit"].nom == "Chez ASH"
    assert seen.groupes["petit"].sieges[0].nom == ""
    assert seen.problemes["ash"].titre == "Le problème de ASH"
    assert seen.problemes["zoe"] is seen.problemes["ash"], "found by the name of its file too"
    one = masked(projet).one("probleme", "zoe")
    assert masked(seen) is seen
    assert one is not None
    assert one.record == seen.problemes["ash"]
    assert projet.problemes["zoe"].titre == "Le problème de Zoé"


def test_no_name_leaks_from_any_record(creer: Callable[..., Projet]):
    seen = contexte(creer({
        "qvt.yaml": "format: 1\ndemarche: {contact: Marie Durand, titre: Le projet de Mme Durand}\n",
        "journal.yaml": "faits: [{date: 2016-01, texte: Marie Durand lance le projet avec Mme Roux.}]\n",
        "1-conception/groupes/copil.yaml": SIEGES,
        "3-experimentation/essai/experimentation.yaml": TEST,
        "3-experimentation/essai/seances/2016-11-15.yaml": (
            "activites:\n  - {activite: Ranger, tendance: ameliore, avis: {marie-durand: degrade, ash: ameliore}, "
            "commentaire: Anne Roux est contente}\ndivergences: Paul Œuvrard n'est pas d'accord\n"
        ),
        "3-experimentation/idee-de-durand/experimentation.yaml": "debut: 2017-01\n",
        "propositions/p.yaml": "texte: Voir M. Oeuvrard\ndate: 2016-11\nreponse: {texte: Oui, par: Marie Durand}\n",
        "4-perennisation/suites.yaml": "pilote: {fonction: Mme Roux}\n",
    }), JOUR)  # fmt: skip
    told = " ".join(all_texts(seen)).lower()
    for name in ("durand", "roux", "œuvrard", "oeuvrard", "anne"):
        assert name not in told
    assert "gouvernante" in told


def test_the_establishment_keeps_its_own_name(creer: Callable[..., Projet]):
    head = "format: 1\netablissement: {nom: Résidence Durand, effectif: 62, etp: 51}\n"
    seen = contexte(creer({"qvt.yaml": head, "1-conception/groupes/copil.yaml": SIEGES}), JOUR)
    assert seen.identite.etablissement == "Résidence Durand"
    assert seen.identite.effectif == "50–99 personnes"
    assert not any("62" in text or "51" in text for text in all_texts(seen))


def test_seats_by_college_changes_told_and_vacancies(creer: Callable[..., Projet]):
    seen = contexte(creer({"1-conception/groupes/copil.yaml": SIEGES}), JOUR).gouvernance
    assert seen.colleges == ("Direction", "Métiers", "Usagers")
    assert seen.double
    assert seen.groupes[0].sieges["Direction"] == ("Directeur",)
    assert seen.groupes[0].sieges["Métiers"] == ("ASH",)
    assert len(seen.changements) == 1
    assert "libéré en décembre 2016" in seen.changements[0]
    assert "depuis mars 2017, après environ 2 mois sans titulaire (Groupe QVT)" in seen.changements[0]
    assert [v for v in seen.vacances if "Auxiliaire de vie" in v and "vacant depuis janvier 2017" in v]


def only(creer: Callable[..., Projet], indicator: str, head: str = "format: 1\n") -> IndicateurVu:
    files = {"qvt.yaml": head, "3-experimentation/essai/experimentation.yaml": TEST, "indicateurs/taux.yaml": indicator}
    return contexte(creer(files), JOUR).experimentations[0].indicateurs[0]


def test_a_share_goes_with_its_counts(creer: Callable[..., Projet]):
    seen = only(creer, (
        "nom: Toilettes reportées\nunite: '%'\nformule: a / b * 100\n"
        "mesures: {2016-09: {a: 16, b: 251}, 2016-11: {a: 13, b: 248}, 2016-12: {a: 1, b: 2}}\n"
    ))  # fmt: skip
    assert seen.t0 is not None
    assert (seen.t0.texte, seen.t0.brut, seen.t0.quand) == ("6,4\u00a0%", "16 sur 251", "en septembre 2016")
    assert seen.a_cheval == "décembre 2016"
    assert seen.bande == (dt.date(2016, 10, 3).toordinal(), dt.date(2016, 12, 16).toordinal())


def test_a_share_of_too_few_respondents_is_not_shown(creer: Callable[..., Projet]):
    seen = only(creer, (
        "nom: Se dépêcher\nunite: '%'\nformule: nb_oui / nb_repondants * 100\n"
        "mesures: {2016-09: {nb_oui: 4, nb_repondants: 7}, 2016-11: {nb_oui: 6, nb_repondants: 12}}\n"
    ))  # fmt: skip
    assert seen.t0 is not None
    assert (seen.t0.texte, seen.t0.brut) == ("non montré", "trop peu de répondants")
    assert [point.valeur for point in seen.points] == [None, 50]
    assert "57" not in " ".join(all_texts(seen))


@pytest.mark.parametrize(
    ("etablissement", "shown"), [("{etp: 51}", False), ("{}", False), ("{etp: 100}", True), ("{effectif: 300}", True)]
)
def test_an_index_of_accidents_wants_a_hundred_etp(creer: Callable[..., Projet], etablissement: str, shown: bool):
    indicator = "nom: Indice de fréquence des accidents du travail\nmesures: {2016-09: 40, 2016-11: 52}\n"
    seen = only(creer, indicator, f"format: 1\netablissement: {etablissement}\n")
    assert (seen.t0 is not None) is shown
    assert bool(seen.points) is shown
    assert any("100 ETP" in text for text in seen.remarques) is not shown


def test_an_index_of_accidents_outside_a_plan_is_hidden_too(creer: Callable[..., Projet]):
    indicator = "nom: Fréquence\nmesures: {2016-09: 40, 2016-11: 52}\n"
    seen = contexte(creer({"indicateurs/at-indice-frequence.yaml": indicator}), JOUR)
    assert seen.indicateurs_hors_plan[0].derniere is None


def test_an_indicator_outside_a_plan_shows_its_last_value(creer: Callable[..., Projet]):
    indicator = "nom: Chutes\nunite: chutes\nmesures: {2016-09: 4, 2016-10: 5, 2016-11: nd}\n"
    alone = contexte(creer({"indicateurs/chutes.yaml": indicator}), JOUR).indicateurs_hors_plan[0]
    assert alone.derniere is not None
    assert (alone.derniere.texte, alone.derniere.quand) == ("5\u00a0chutes", "en octobre 2016")


def test_free_comments_and_counts_of_questionnaires_stay_inside(creer: Callable[..., Projet]):
    seen = contexte(creer({
        "2-diagnostic/etat-des-lieux.yaml": (
            "outils: [{outil: questionnaire, questionnaire: q, date: 2016-06, participants: 7}]\n"
        ),
        "questionnaires/q.yaml": (
            "titre: Notre travail\nquestions: [{id: q1, libelle: Êtes-vous fatigué}]\n"
            "vagues: [{date: 2016-06, invites: 62, reponses: 7, effectifs: {q1: {oui: 5, non: 2}}}]\n"
        ),
    }), JOUR)  # fmt: skip
    assert seen.diagnostic.outils[0].participation == "moins de 10 participants"
    told = " ".join(all_texts(seen))
    assert "fatigué" not in told
    assert "62" not in told
