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
from qvtkit.export.secret.masking import compte, masked
from qvtkit.export.secret.petits_groupes import MoinsDe, proteger

if TYPE_CHECKING:
    from collections.abc import Callable

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
    assert compte(few, 10, "participant") == "moins de 10 participants"


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
