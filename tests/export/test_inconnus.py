"""Persons and unions that no seat of the folder knows go too; places, functions and ordinary words stay."""

from __future__ import annotations

from pathlib import Path

import pytest

from qvtkit.export.secret.inconnus import Inconnus
from qvtkit.export.secret.masking import masked
from qvtkit.model.codes import Identites
from qvtkit.store.project import load

PROJET = load(Path(__file__).parents[2] / "examples" / "residence-absence-ash")
SEEN = Inconnus.of(PROJET, personnes=True)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Mme Durand est tombée", "Une personne est tombée"),
        ("vu avec Mme Le Gall-Martin hier", "vu avec une personne hier"),
        ("l'avis du docteur H. Roux", "l'avis d’une personne"),
        ("MME DURAND", "Une personne"),
        ("à la place de M. d'Ormesson, lundi", "à la place d’une personne, lundi"),
        ("écrire à marie.dupont@exemple.fr", "écrire à adresse non montrée"),
        ("au 06 12 34 56 78, +33 6 12345678", "au numéro non montré, numéro non montré"),
        ("La CGT demande un poste.", "Une organisation syndicale demande un poste."),
        ("avec la CFDT et la CGT", "avec des organisations syndicales"),
        (
            "la déléguée CGT et un élu FO",
            "la déléguée d’une organisation syndicale et un élu d’une organisation syndicale",
        ),
        ("Le syndicat FO refuse", "Une organisation syndicale refuse"),
        ("de l'UNSA", "d’une organisation syndicale"),
        ("tract de la CGT-FO", "tract d’organisations syndicales"),
        ("CGT/FO/SUD", "Des organisations syndicales"),
        ("le délégué syndical SUD", "le délégué syndical d’une organisation syndicale"),
        ("Mmes Durand et Kowalski sont venues", "Plusieurs personnes sont venues"),
        ("avec MM. Roux, Blanc et Noir", "avec plusieurs personnes"),
        ("M. et Mme Durand", "Plusieurs personnes"),
        ("Madame la Docteure Durand", "Une personne"),
        ("avec Mme de la Fontaine", "avec une personne"),
        ("vu mme durand et M. durand", "vu une personne et une personne"),
        ("M.Durand et Mme.Durand", "Une personne et une personne"),
        (
            "06/12/34/56/78 ; 06 123 456 78 ; +262 692 12 34 56",
            "numéro non montré ; numéro non montré ; numéro non montré",
        ),
        ("né le 1 85 05 78 006 084 36", "né le numéro non montré"),
        ("la C.G.T. et les cédétistes", "des organisations syndicales"),
        ("CGT-Santé", "Une organisation syndicale"),
        ("Confédération générale du travail", "Une organisation syndicale"),
        ("Déléguée du personnel (FO)", "Déléguée du personnel d’une organisation syndicale"),
        ("élu au CSE SUD", "élu au CSE d’une organisation syndicale"),
        (
            "FO refuse, SUD demande un poste",
            "Une organisation syndicale refuse, une organisation syndicale demande un poste",
        ),
        ("Avis de FO : contre", "Avis d’une organisation syndicale : contre"),
    ],
)
def test_someone_is_told_without_a_name(text: str, told: str):
    assert SEEN.texte(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "M. le Directeur et Madame la Directrice", "Mme D. a dit oui", "rue du Docteur Roux", "hôpital Docteur Roux",
        "le FO de l'aile SUD, côté sud", "contact@exemple.fr, secretariat-qvt@exemple.fr", "04 72 00 00 00",
        "Madame La Directrice et Monsieur Le Maire", "Madame, Monsieur,", "Mme IDEC", "la M.A.S. Les Tilleuls", "Dr de garde",
        "mme la cadre", "L'aile SUD demande une réfection. Le FO demande deux AS", "le DS a parlé", "du 06/12/2016 14:30",
        "Professeur des écoles", "DR Auvergne, MR du lac", "un accord signé", "Une force ouvrait la porte",
        f"{PROJET.dossier.etablissement.nom}", "le 06/12/2016 à 14:30",
    ],
)  # fmt: skip
def test_what_names_nobody_stays(text: str):
    assert SEEN.texte(text) == text


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("Sylvie Leroy", "une personne"), ("Sylvie Leroy-Martin, cadre", "cadre"), ("Cadre (Sophie Leroy)", "Cadre"),
        ("Directrice", "Directrice"), ("Résidence Sophie Germain", "Résidence Sophie Germain"),
    ],
)  # fmt: skip
def test_where_a_function_is_awaited_a_first_name_and_a_name_are_somebody(typed: str, told: str):
    assert SEEN.fonction(typed) == told


def test_a_project_that_shows_names_shows_them_all_and_no_union():
    shown = Inconnus.of(PROJET, personnes=False)
    assert (
        shown.texte("Mme Durand (06 12 34 56 78) et la CGT")
        == "Mme Durand (06 12 34 56 78) et une organisation syndicale"
    )


def test_an_id_bears_no_union_either():
    assert SEEN.syndicats.code("tract-cgt-2016/note_force-ouvriere") == "tract-syndicat-2016/note_syndicat"
    assert SEEN.syndicats.code("aile-sud") == "aile-sud"


def test_the_establishment_keeps_the_name_of_a_person(creer):
    head = (
        "format: 1\netablissement: {nom: Centre Docteur Roux}\ndemarche: {titre: Le Centre Docteur Roux et Mme Roux}\n"
    )
    title = masked(creer({"qvt.yaml": head})).dossier.demarche.titre
    assert title == "Le Centre Docteur Roux et une personne"


def test_functions_only_may_be_asked_of_a_project_that_shows_names(creer):
    projet = creer({
        "qvt.yaml": "format: 1\nconfidentialite: {identites: noms}\n",
        "1-conception/groupes/g.yaml": "sieges: [{fonction: Directrice, nom: Marie Durand}]\nmission: Dit par Mme Durand\n",
    })  # fmt: skip
    assert "Mme Durand" in masked(projet).groupes["g"].mission
    for asked in (masked(projet, Identites.FONCTIONS), masked(masked(projet), Identites.FONCTIONS)):
        assert asked.groupes["g"].mission == "Dit par Directrice"
        assert asked.groupes["g"].sieges[0].nom == ""
        assert masked(asked) is asked


def test_two_ids_that_bear_names_stay_two(creer):
    projet = creer({
        "1-conception/groupes/g.yaml": (
            "sieges: [{fonction: ASH, nom: Zoé Kowalski}, {fonction: ASH, nom: Luc Nowak}]\n"
        ),
        "2-diagnostic/problemes/idee-kowalski.yaml": "titre: A\n",
        "2-diagnostic/problemes/idee-nowak.yaml": "titre: B\n",
        "2-diagnostic/problemes/idee-ash.yaml": "titre: C\n",
        "3-experimentation/x/experimentation.yaml": "probleme: idee-nowak\n",
    })  # fmt: skip
    seen = masked(projet)
    assert {key: each.titre for key, each in seen.problemes.items()} == {
        "idee-ash-2": "A",
        "idee-ash-3": "B",
        "idee-ash": "C",
    }
    assert seen.problemes[seen.experimentations["x"].probleme].titre == "B"
    assert seen.problemes["idee-nowak"].titre == "B", "the id of the folder is understood"


def test_the_name_of_a_place_is_not_a_person_s_though_a_seat_bears_it(creer):
    seen = masked(creer({
        "qvt.yaml": "format: 1\netablissement: {nom: Résidence Marie Curie}\n",
        "1-conception/groupes/g.yaml": (
            "sieges: [{fonction: ASH, nom: Marie Martin}, {fonction: IDEC, nom: Roche}, {fonction: AS, nom: Avril Rose}]\n"
        ),
    })).filtre  # fmt: skip
    for text in (
        "La Résidence Marie Curie", "rue Martin Luther King", "rue du Docteur Martin", "hôpital Saint-Martin",
        "unité Rose", "Octobre Rose", "laboratoires Roche", "une roche", "Avril : réunion", "le 12 Avril, fin Avril",
    ):  # fmt: skip
        assert seen.texte(text) == text
    assert seen.texte("à la place de Martin, avec Mme Rose") == "à la place de ASH, avec AS"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("avec Marie Kowalska", "avec une personne"),
        ("Mme Martin-Kowalska", "ASH"),
        ("Mmes Martin et Kowalska", "Plusieurs personnes"),
        ("Mar\u00adtin et Mar\u200btin", "ASH et ASH"),
        ("Marie\u2011Martin", "ASH"),
    ],
)
def test_somebody_else_who_shares_a_name_is_not_given_away(creer, text: str, told: str):
    seen = masked(creer({"1-conception/groupes/g.yaml": "sieges: [{fonction: ASH, nom: Marie Martin}]\n"}))
    assert seen.filtre.texte(text) == told


def test_why_somebody_left_is_told_unless_it_is_nobody_s_business(creer):
    seats = "".join(
        f"  - {{fonction: ASH, fin: 2017-01, motif_fin: {why}}}\n"
        for why in ("départ à la retraite", "longue maladie", "fin de mandat", "congé maternité", "raison personnelle")
    )
    seen = masked(creer({"1-conception/groupes/g.yaml": f"sieges:\n{seats}"})).groupes["g"].sieges
    assert [seat.motif_fin for seat in seen] == ["départ à la retraite", "", "fin de mandat", "", ""]


def test_beside_an_elected_function_an_ambiguous_union_is_one(creer):
    seats = "[{colleges: [representants-du-personnel], fonction: 'Aide-soignante, FO'}, {colleges: [metier], fonction: Cadre du FO}]"
    seen = masked(creer({"1-conception/groupes/g.yaml": f"sieges: {seats}\n"})).groupes["g"].sieges
    assert [seat.fonction for seat in seen] == ["Aide-soignante, une organisation syndicale", "Cadre du FO"]


def test_a_tract_cited_by_its_file_bears_no_union():
    assert SEEN.syndicats.code("tract-fo-2016") == "tract-syndicat-2016"
