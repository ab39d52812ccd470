"""Small groups: hidden with what would give them away, said in words, and nothing else."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qvtkit.export.context import contexte
from qvtkit.export.documents.fiche import build
from qvtkit.export.render import render
from qvtkit.export.secret.masking import masked, participants
from qvtkit.export.secret.petits_groupes import MoinsDe, proteger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qvtkit.model.projet import Projet

JOUR = dt.date(2017, 3, 22)
TEST = "debut: 2016-10-03\nfin: 2016-12-16\nindicateurs: [{indicateur: ressenti}]\n"


def part(answers: int, who: int, link: str = "") -> str:
    return (
        f"nom: Ressenti\n{link}famille: social-sante\nunite: '%'\nperiodicite: mois\n"
        f"formule: oui / nb_repondants * 100\nmesures:\n  2016-07: {{oui: {answers}, nb_repondants: {who}}}\n"
    )


def hidden(projet: Projet) -> set[str]:
    return set(masked(projet).cachees)


def test_what_is_left_of_the_whole_is_a_group_too(creer: Callable[..., Projet]):
    """Forty answered, thirty-six of the day: the four others would be told by a subtraction."""
    projet = creer({
        "indicateurs/tous.yaml": part(20, 40), "indicateurs/jour.yaml": part(18, 36, "service: jour\ndeclinaison_de: tous\n"),
    })  # fmt: skip
    assert hidden(projet) == {"jour"}


def test_two_small_services_are_not_told_by_their_sum(creer: Callable[..., Projet]):
    projet = creer({
        "indicateurs/tous.yaml": part(20, 60),
        **{f"indicateurs/{name}.yaml": part(2, who, f"service: {name}\ndeclinaison_de: tous\n")
           for name, who in (("nuit", 4), ("linge", 3), ("cuisine", 20), ("jour", 33))},
    })  # fmt: skip
    assert hidden(projet) == {"nuit", "linge", "cuisine"}


def test_a_year_does_not_give_a_month_away(creer: Callable[..., Projet]):
    measures = "  2016-08: {oui: 3, nb_repondants: 6}\n  2016: {oui: 30, nb_repondants: 60}\n"
    seen = masked(creer({"indicateurs/ressenti.yaml": part(20, 54) + measures}))
    assert {str(periode) for periode in seen.cachees["ressenti"]} == {"2016-08", "2016"}


def test_absences_of_a_team_of_six_are_theirs_and_its_falls_are_counted(creer: Callable[..., Projet]):
    team = "service: nuit\nformule: {} / etp\nmesures: {{2016-07: {{{}: 4, etp: 6}}}}\n"
    projet = creer({
        "indicateurs/absences.yaml": team.format("jours_absence", "jours_absence"),
        "indicateurs/chutes.yaml": team.format("nb_chutes", "nb_chutes"),
        "indicateurs/maison.yaml": team.format("jours_absence", "jours_absence").replace("service: nuit\n", ""),
    })  # fmt: skip
    assert hidden(projet) == {"absences"}


def absences(formula: str, months: str, service: str = "service: nuit\n") -> str:
    return f"nom: Absences\n{service}unite: jours\nperiodicite: mois\nformule: {formula}\nmesures:\n{months}"


@pytest.mark.parametrize("name", ["etp_nuit", "effectif_service", "nb_soignants", "nb_as", "salaries_equipe"])
def test_the_persons_of_a_service_are_known_by_more_than_one_word(creer: Callable[..., Projet], name: str):
    projet = creer(
        {"indicateurs/nuit.yaml": absences(f"jours_absence / {name}", f"  2016-07: {{jours_absence: 3, {name}: 6}}\n")}
    )
    assert hidden(projet) == {"nuit"}


@pytest.mark.parametrize(
    ("variables", "formula", "few"),
    [
        ("oui: 3, nb_reponses: 6", "oui / nb_reponses", True),
        ("oui: 3, n: 6", "oui / n", True),
        ("repondants_satisfaits: 3, nb_repondants: 60", "repondants_satisfaits / nb_repondants", False),
        ("nb_repondants: 6, invites: 60", "nb_repondants / invites", True),
        ("temps_reponse: 3, appels: 60", "temps_reponse / appels", False),
    ],
)
def test_respondents_are_known_by_the_name_or_the_sense_of_a_variable(
    creer: Callable[..., Projet], variables: str, formula: str, *, few: bool
):
    projet = creer({"indicateurs/a.yaml": (
        f"nom: Ressenti\nformule: {formula}\nvariables: {{n: Réponses reçues}}\nmesures:\n  2016-07: {{{variables}}}\n"
    )})  # fmt: skip
    assert hidden(projet) == ({"a"} if few else set())


def test_a_service_known_to_be_small_stays_so_where_its_persons_are_not_counted(creer: Callable[..., Projet]):
    counted = "  2016-07: {jours_absence: 3, etp: 6}\n  2016-08: 12,5\n"
    seen = masked(
        creer(
            {
                "indicateurs/taux.yaml": absences("jours_absence / etp", counted),
                "indicateurs/jours.yaml": "nom: Jours d'absence\nservice: Nuit\nmesures: {2016-08: 3}\n",
                "indicateurs/autres.yaml": "nom: Jours d'absence\nservice: jour\nmesures: {2016-08: 30}\n",
            }
        )
    )
    assert {key: {str(each) for each in periods} for key, periods in seen.cachees.items()} == {
        "taux": {"2016-07", "2016-08"},
        "jours": {"2016-08"},
    }


def alike(*, own: bool, names: Sequence[str]) -> dict[str, str]:
    """Return the absences of a house and of its services, each with names of variables of its *own*."""
    files = {}
    for name, days, etp in (("maison", 30, 51), ("nuit", 3, 6), ("jour", 27, 45)):
        end, service = ("", "") if name == "maison" else (f"_{name}" if own else "", f"service: {name}\n")
        month = f"  2016-07: {{jours_absence{end}: {days}, etp{end}: {etp}}}\n"
        formula = f"jours_absence{end} / (etp{end} * jours_periode)" if own else "jours_absence / etp"
        files[f"indicateurs/{name}.yaml"] = absences(formula, month, service)
    return {file: text for file, text in files.items() if file[12:-5] in names}


@pytest.mark.parametrize("own", [False, True])
def test_services_that_count_the_same_are_subtracted_though_nothing_links_them(
    creer: Callable[..., Projet], *, own: bool
):
    assert hidden(creer(alike(own=own, names=("maison", "nuit", "jour")))) == {"nuit", "jour"}


def test_without_a_common_figure_there_is_nothing_to_subtract_from(creer: Callable[..., Projet]):
    assert hidden(creer(alike(own=True, names=("nuit", "jour")))) == {"nuit"}


def test_a_team_that_no_indicator_follows_is_not_told_by_what_is_left(creer: Callable[..., Projet]):
    link = "declinaison_de: maison\n"
    texts = {
        name: absences("jours_absence / etp", f"  2016-07: {{jours_absence: {days}, etp: {etp}}}\n", service)
        for name, service, days, etp in (
            ("maison", "", 30, 51.5), ("nuit", f"service: nuit\n{link}", 8, 12), ("jour", f"service: jour\n{link}", 20, 33.5),
        )
    }  # fmt: skip
    files = {f"indicateurs/{name}.yaml": text for name, text in texts.items()}
    assert hidden(creer(files)) == {"nuit"}, "six persons are left"
    files["indicateurs/jour.yaml"] = files["indicateurs/jour.yaml"].replace("33.5", "39.2")
    assert hidden(creer(files)) == set(), "a rounding is nobody"


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Chutes", True), ("Accidents avec arrêt", True), ("Jours perdus par accident du travail", False),
        ("Agents malades", False), ("Congés maternité", False), ("Heures de formation", True),
    ],
)  # fmt: skip
def test_events_of_a_small_team_are_counted_and_its_health_is_its_own(
    creer: Callable[..., Projet], name: str, *, shown: bool
):
    text = f"nom: {name}\nservice: nuit\nformule: x / etp\nmesures: {{2016-07: {{x: 3, etp: 6}}}}\n"
    assert hidden(creer({"indicateurs/a.yaml": text})) == (set() if shown else {"a"})


def test_the_exemption_of_the_establishment_counts(creer: Callable[..., Projet]):
    head = (
        "format: 1\nconfidentialite: {{seuil: {}, derogation: {{date: 2016-01, par: COPIL, motif: petite équipe}}}}\n"
    )
    files = {"indicateurs/ressenti.yaml": part(3, 7)}
    assert hidden(creer({"qvt.yaml": head.format(10), **files})) == {"ressenti"}
    assert hidden(creer({"qvt.yaml": head.format(5), **files})) == set()


def test_the_fiche_says_that_a_figure_is_not_shown_and_its_curve_has_a_gap(creer: Callable[..., Projet]):
    projet = creer({
        "3-experimentation/essai/experimentation.yaml": TEST,
        "indicateurs/ressenti.yaml": part(3, 7) + (
            "  2016-06: {oui: 20, nb_repondants: 40}\n  2016-11: {oui: 12, nb_repondants: 40}\n"
            "  2016-12: {oui: 2, nb_repondants: 9, note: deux seulement}\n"
            "exclusions: [{periode: 2016-07, motif: sept réponses}]\n"
        ),
    })  # fmt: skip
    seen = contexte(projet, JOUR).experimentations[0].indicateurs[0]
    assert "Non montré : juillet 2016 et décembre 2016 (trop peu de répondants)." in seen.remarques
    assert seen.nombres == "1\u00a0mesure avant, 1 pendant le test, 1\u00a0non montrée"
    assert [point.valeur for point in seen.points if point.valeur is not None] == [50, 30]
    assert len(seen.points) > len([point for point in seen.points if point.valeur is not None]), "a gap, not a zero"
    html = render(build(projet, court=False, aujourdhui=JOUR), "html").contenu.decode()
    assert "42,9" not in html
    assert "22,2" not in html
    assert "deux seulement" not in html
    assert "sept réponses" not in html


def test_a_survey_keeps_only_the_groups_that_may_be_shown(creer: Callable[..., Projet]):
    wave = {
        "date": "2016-06", "reponses": 40, "effectifs": {"q1": {"oui": 25, "non": 15}, "q2": {"oui": 6, "non": 2}},
        "par": {"service": {"nuit": {"q1": {"oui": 3, "non": 3}}, "jour": {"q1": {"oui": 12, "non": 8}},
                            "cuisine": {"q1": {"oui": 10, "non": 4}}}},
    }  # fmt: skip
    survey = {
        "titre": "Q",
        "vagues": [wave, {"date": "2016-07", "reponses": 7, "effectifs": {"q1": {"oui": 5, "non": 12}}}],
    }
    first, small = masked(creer({"questionnaires/q.yaml": json.dumps(survey)})).questionnaires["q"].vagues
    assert first.effectifs == {"q1": {"oui": 25, "non": 15}}
    assert first.par == {"service": {"jour": {"q1": {"oui": 12, "non": 8}}}}, "cuisine would tell the night"
    assert (f"{small.reponses} réponses", small.effectifs) == ("moins de 10 réponses", {})


def test_few_people_are_written_in_words_wherever_they_are_written():
    few = MoinsDe.of(10)
    assert f"{few} participants" == str(few) + " participants" == "moins de 10 participants"
    assert participants(few, 10) == "moins de 10 participants"


@pytest.mark.parametrize(("people", "quoted"), [(12, False), (38, True), (None, False)])
def test_nobody_is_quoted_under_twenty_answers(creer: Callable[..., Projet], people: int | None, quoted: bool):
    said = f"participants: {people}" if people else "date: 2016-06"
    seen = masked(creer({
        "2-diagnostic/etat-des-lieux.yaml": (
            f"outils: [{{outil: questionnaire, {said}}}]\nconstats:\n"
            "  - {texte: « Je rentre chez moi épuisée » et le « bricolage » de chacun, source: questionnaire}\n"
            "  - {texte: « Le lundi on court toujours partout », source: espace-de-discussion}\n"
        ),
    })).etat_des_lieux.constats  # fmt: skip
    assert ("épuisée" in seen[0].texte) is quoted
    assert ("propos non repris : moins de 20 réponses" in seen[0].texte) is not quoted
    assert "« bricolage »" in seen[0].texte
    assert "on court" in seen[1].texte, "a group’s own words"


@pytest.mark.parametrize(
    ("source", "tools", "quoted"),
    [
        ("questionnaire", "{outil: questionnaire, participants: 38}, {outil: questionnaire, participants: 12}", False),
        ("ressenti", "{outil: questionnaire, questionnaire: ressenti, participants: 12}", False),
        ("entretiens-individuels", "{outil: observation, participants: 38}", False),
        ("questionnaire", "{outil: questionnaire, participants: 38}, {outil: entretiens, participants: 4}", True),
    ],
)
def test_a_quote_is_of_the_smallest_survey_it_may_come_from(
    creer: Callable[..., Projet], source: str, tools: str, *, quoted: bool
):
    said = f"constats: [{{texte: ‘Je rentre chez moi épuisée’ ou <<on ne m’a rien dit>>, source: {source}}}]\n"
    found = masked(creer({"2-diagnostic/etat-des-lieux.yaml": f"outils: [{tools}]\n{said}"})).etat_des_lieux.constats
    assert ("épuisée" in found[0].texte, "rien dit" in found[0].texte) == (quoted, quoted)


sizes = st.dictionaries(st.sampled_from("abcdef"), st.integers(1, 40), min_size=1)


@given(sizes=sizes, apart=st.integers(0, 30), seuil=st.integers(5, 10))
def test_nothing_under_the_threshold_is_left_by_subtraction(sizes: dict[str, int], apart: int, seuil: int):
    whole = sum(sizes.values()) + apart
    small = {key for key, size in sizes.items() if size < seuil}
    kept = proteger(sizes, small, whole, seuil)
    shown = [size for key, size in sizes.items() if key not in kept]
    rest = whole - sum(shown)
    assert small <= kept
    assert all(size >= seuil for size in shown)
    assert not shown or rest >= seuil or (rest == 0 and not kept)
