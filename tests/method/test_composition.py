from __future__ import annotations

import datetime as dt
import string

import pytest

from qvtkit.method.composition import CONTROLES, Repertoire, rappels
from qvtkit.method.instances import proposees
from qvtkit.method.lexique import Lexique
from qvtkit.model.codes import College, FormeDelegation, Role
from qvtkit.ops.groups import usual_rules
from qvtkit.store.project import read_resource, referential
from qvtkit.text import fold

REPERES = read_resource("composition.yaml")["reperes"]
DAY = dt.date(2026, 11, 22)
SEATS = """\
  - {id: dir, colleges: [direction], metier: directeur, fonction: Directrice, pouvoir_decisionnaire: oui, debut: 2026-01}
  - {id: rp, colleges: [representants-du-personnel], metier: ash, porte_parole_reconnu: oui, fonction: Élue, debut: 2026-01}
  - {id: enc, colleges: [encadrement], metier: idec, encadrement_de_proximite: oui, fonction: IDEC, debut: 2026-01}
"""
HEAD = "nom: Comité\nroles: [copil]\nmission: Piloter\nregles: [Une règle]\n"


def _ids(creer, text, day=DAY):
    group = creer({"1-conception/groupes/g.yaml": text}).groupes["g"]
    return {each.id: each for each in rappels("g", group, day, REPERES, Repertoire(metiers=referential("metiers")))}


@pytest.mark.parametrize("repere", REPERES, ids=lambda repere: repere["id"])
def test_each_rule_of_the_file_is_whole(repere):
    assert repere["controle"] in CONTROLES
    assert set(repere["roles"]) <= set(Role)
    assert repere["texte"]
    assert repere["pourquoi"]
    assert repere["source"]
    assert repere["commande"].startswith(("qvtkit group ", "qvtkit framing edit"))
    known = {
        "groupe", "manque", "college", "siege", "sieges", "nombre", "minimum", "maximum", "jours", "geste", "cible",
    }  # fmt: skip
    fields = {
        name for key in ("texte", "pourquoi", "commande") for _, name, _, _ in string.Formatter().parse(repere[key])
    }
    assert fields - {None} <= known
    for form, places in repere.get("places", {}).items():
        assert form in set(FormeDelegation)
        assert all(code in set(College) for place in places for code in place)


def test_every_control_is_used_and_ids_are_unique():
    assert {repere["controle"] for repere in REPERES} == set(CONTROLES)
    ids = [repere["id"] for repere in REPERES]
    assert len(ids) == len(set(ids))
    assert all(source for source in usual_rules().values())


def test_a_whole_group_gets_no_advice(creer):
    assert _ids(creer, f"{HEAD}sieges:\n{SEATS}") == {}


def test_a_group_without_a_seat_yet_gets_no_advice(creer):
    assert _ids(creer, "nom: Comité\nroles: [copil]\n") == {}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (HEAD + "sieges:\n" + SEATS.replace("pouvoir_decisionnaire: oui", "pouvoir_decisionnaire: non"),
         {"pouvoir-de-decision"}),
        (HEAD + "sieges:\n" + SEATS.replace("encadrement_de_proximite: oui, ", ""), {"encadrement-de-proximite"}),
        (HEAD + "sieges:\n" + "".join(SEATS.splitlines(keepends=True)[::2]), {"representants-du-personnel"}),
        (HEAD + "sieges:\n" + "".join(SEATS.splitlines(keepends=True)[1:]), {"direction"}),
        (HEAD.replace("regles: [Une règle]\n", "") + "sieges:\n" + SEATS, {"regles-de-travail"}),
        (HEAD.replace("mission: Piloter\n", "") + "sieges:\n" + SEATS, {"mandat"}),
        (HEAD + "sieges:\n" + SEATS.replace(", debut: 2026-01", "", 1), {"dates-des-sieges"}),
        (HEAD.replace("copil", "groupe-evaluation") + "sieges:\n" + SEATS, {"taille-du-groupe-d-evaluation"}),
        (HEAD.replace("copil", "groupe-de-travail") + "sieges:\n" + SEATS.replace("metier: ash", "metier: idec"),
         {"plusieurs-metiers"}),
        (HEAD.replace("copil", "delegation") + "sieges:\n" + SEATS.replace("porte_parole_reconnu: oui, ", ""),
         {"porte-parole"}),
    ],
)  # fmt: skip
def test_each_lack_is_told_alone(creer, text, expected):
    assert set(_ids(creer, text)) == expected


@pytest.mark.parametrize(
    ("form", "missing"),
    [("binome", ""), ("trinome", "médical ou métiers"), ("quadrinome", "médical"), ("ehpad", ""), ("autre", "")],
)
def test_the_places_of_each_form_of_delegation(creer, form, missing):
    told = _ids(creer, f"{HEAD.replace('copil', 'delegation')}forme: {form}\nsieges:\n{SEATS}")
    assert set(told) == ({"places-de-la-delegation"} if missing else set())
    if missing:
        assert missing in told["places-de-la-delegation"].texte
        assert told["places-de-la-delegation"].commande == "qvtkit group member add g --colleges medical"


def test_the_trade_of_a_second_seat_holds_the_place_of_care(creer):
    seat = "colleges: [representants-du-personnel], metier: aide-soignant, porte_parole_reconnu: oui, debut: 2026-01"
    second = f"  - {{id: rp-2, {seat}, fonction: Élu}}\n"
    assert _ids(creer, f"{HEAD.replace('copil', 'delegation')}forme: trinome\nsieges:\n{SEATS}{second}") == {}


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("", "edit g enc"),
        ("encadrement_de_proximite: non, ", "add g --colleges encadrement"),
    ],
)
def test_the_manager_who_already_sits_is_asked_before_another_is_looked_for(creer, said, command):
    seats = SEATS.replace("encadrement_de_proximite: oui, ", said)
    told = _ids(creer, f"{HEAD}sieges:\n{seats}")["encadrement-de-proximite"]
    assert told.commande == f"qvtkit group member {command} --encadrement-de-proximite oui"


def test_a_seat_is_told_vacant_after_thirty_days_and_not_before(creer):
    ended = SEATS + "  - {id: ash, colleges: [metier], fonction: ASH, debut: 2026-01, fin: 2026-10-23}\n"
    assert _ids(creer, f"{HEAD}sieges:\n{ended}") == {}
    told = _ids(creer, f"{HEAD}sieges:\n{ended}", DAY + dt.timedelta(days=1))["siege-vacant"]
    assert "30 jours : ASH" in told.texte
    assert told.commande == "qvtkit group member replace g ash"
    replaced = ended + "  - {id: ash-2, colleges: [metier], fonction: ASH, debut: 2026-11, remplace: ash}\n"
    assert _ids(creer, f"{HEAD}sieges:\n{replaced}", DAY + dt.timedelta(days=1)) == {}


def _proposed(creer, place, debut="2026-01", day=DAY):
    text = f"format: 1\netablissement: {place}\ndemarche: {{phases: [{{phase: conception, debut: {debut}}}]}}\n"
    return {each.code: each for each in proposees(creer({"qvt.yaml": text}), day)}


@pytest.mark.parametrize(
    ("place", "codes"),
    [
        ("{type: ehpad, statut: prive-lucratif, effectif: 60}", {"cse-prive", "cssct", "cvs"}),
        ("{type: ehpad, statut: public, effectif: 60}", {"cse-fph", "f3sct", "cst", "cvs"}),
        ("{type: ch, statut: public, effectif: 900}", {"cse-fph", "f3sct", "cme", "cdu"}),
        ("{statut: prive-non-lucratif}", {"cse-prive", "cssct", "cme", "cvs", "cdu"}),
    ],
)
def test_bodies_depend_on_the_status_and_the_type(creer, place, codes):
    assert set(_proposed(creer, place)) == codes


@pytest.mark.parametrize(
    ("status", "effectif", "code", "words"),
    [
        ("prive-lucratif", 300, "cssct", "obligatoire à partir"), ("prive-lucratif", 299, "cssct", "si vous n'en avez pas"),
        ("public", 201, "f3sct", "obligatoire au-dessus"), ("public", 200, "f3sct", "si vous n'en avez pas"),
        ("public", "", "f3sct", "en dessous"),
    ],
)  # fmt: skip
def test_the_threshold_is_said_with_what_it_means_here(creer, status, effectif, code, words):
    found = _proposed(creer, f"{{statut: {status}, effectif: {effectif}}}")
    assert words in found[code].pourquoi


def test_old_names_stay_for_old_dates(creer):
    private, public = "{statut: prive-lucratif, type: ehpad}", "{statut: public, type: ehpad}"
    old = dt.date(2017, 3, 22)
    assert {"dp", "ce", "chsct"} <= set(_proposed(creer, private, "2016-01", old))
    assert "cse-prive" not in _proposed(creer, private, "2016-01", old)
    assert "chsct" in _proposed(creer, public, "2021-05")
    assert "chsct" not in _proposed(creer, private, "2021-05")
    assert {"chsct", "cte"} & set(_proposed(creer, public, "2023-05")) == set()


def test_each_body_of_the_list_says_where_its_facts_come_from():
    for code, body in referential("instances").items():
        assert body["source"], code
        assert ("depuis" in body or "jusqu_a" in body) <= bool(body.get("dates")), code
        if "seuil" in body:
            assert set(body["seuil"]) == {"effectif", "atteint", "sinon", "inconnu"}


def test_the_questions_of_the_framing_are_whole():
    from qvtkit.cli.commands.framing_questions import SIMPLE

    data = read_resource("cadrage.yaml")
    asked = [key for part in data["parties"].values() for key in part["questions"]]
    assert set(SIMPLE) <= set(asked)
    for part in data["parties"].values():
        assert part["titre"]
        assert part["source"]
        assert all(question["texte"] for question in part["questions"].values())
    for code in (*data["types_de_projet"], *data["avis"]):
        assert code == fold(code)


@pytest.mark.parametrize(
    ("status", "name"),
    [("public", "Commission"), ("prive-non-lucratif", "Commission"), ("prive-lucratif", "Conférence")],
)
def test_the_medical_body_has_the_name_of_its_status(creer, status, name):
    projet = creer({"qvt.yaml": f"format: 1\netablissement: {{type: clinique, statut: {status}}}\n"})
    told = f"{name} médicale d'établissement (CME)"
    assert Lexique(projet).instance("cme") == told
    assert told in [each.libelle for each in proposees(projet, dt.date(2026, 5, 1))]
