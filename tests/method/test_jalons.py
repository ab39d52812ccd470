"""Gates: what the folder answers, what people answered, what only they can judge."""

from __future__ import annotations

import datetime as dt
import re
import shlex
from pathlib import Path

import pytest
import yaml

from qvtkit.cli.catalog import COMMANDS, find
from qvtkit.cli.lazy import load as load_command
from qvtkit.method.jalons import Etat, jalon
from qvtkit.method.preuves import LUS, PREUVES
from qvtkit.model.codes import Phase
from qvtkit.model.kinds import KINDS
from qvtkit.ops.findings import sources
from qvtkit.store.project import load
from qvtkit.text import fold

DAY = dt.date(2017, 3, 22)
ROOT = Path(__file__).parents[2]
GRIDS = sorted((ROOT / "templates" / "grilles").glob("jalon-*.yaml"))
ITEMS = [
    pytest.param(path.stem, item, id=f"{path.stem} {item['id']}")
    for path in GRIDS
    for item in yaml.safe_load(path.read_text(encoding="utf-8"))["items"]
]
HEAD = "format: 1\ndemarche:\n  phases: [{phase: conception, debut: 2016-01}]\n"
COPIL = "1-conception/groupes/copil.yaml"
FRAMING = "1-conception/cadrage.yaml"


def _states(projet, phase, day=DAY):
    return {question.id: question.etat for question in jalon(projet, phase, day).questions}


def _one(projet, phase, name, day=DAY):
    return next(question for question in jalon(projet, phase, day).questions if question.id == name)


def _exists(command):
    """Tell whether each word of *command* is a command, or an option of it."""
    words = shlex.split(re.sub(r"\{\w+\}", "x", command))
    assert words.pop(0) == "qvtkit"
    entry = find(COMMANDS, words.pop(0))
    while entry is not None and entry.verbes:
        entry = entry.find(words.pop(0))
    assert entry is not None, command
    known = {fold(option) for param in load_command(entry).params for option in param.opts}
    return [word for word in words if word.startswith("--") and fold(word) not in known] == []


def test_each_phase_has_its_gate():
    assert [path.stem for path in GRIDS] == sorted(f"jalon-{phase}" for phase in Phase)


@pytest.mark.parametrize(("grid", "item"), ITEMS)
def test_every_question_says_where_it_comes_from_why_it_counts_and_what_helps(grid, item):
    assert item["source"]
    assert item["aide"]
    assert item["texte"].endswith("?")
    assert item.get("preuve") in PREUVES
    if "commande" in item:
        assert item["geste"]
        assert _exists(item["commande"]), item["commande"]


def test_every_kind_of_evidence_is_asked_by_a_question():
    asked = {item.values[1]["preuve"] for item in ITEMS}
    assert asked == set(PREUVES)


def test_the_format_page_names_every_kind_of_evidence():
    page = (ROOT / "docs" / "format.md").read_text(encoding="utf-8")
    listed = page.partition("- `preuve` :")[2].partition("- `geste`")[0]
    assert set(re.findall(r"`([a-z0-9-]+)`", listed)) == set(PREUVES)


def test_nothing_is_found_in_an_empty_folder_and_every_advice_is_a_command(creer):
    projet = creer({"qvt.yaml": HEAD})
    for phase in Phase:
        for question in jalon(projet, phase, DAY).questions:
            if question.id == "propositions-repondues":  # none was made: none waits
                continue
            assert question.etat in {Etat.OUVERTE, Etat.A_JUGER}, question.id
            assert question.preuve.traces == ()
            assert question.manque or question.etat is Etat.A_JUGER
            assert _exists(question.commande), question.commande


def test_the_worked_example_holds_its_evidence_at_its_place():
    projet = load(ROOT / "examples" / "residence-absence-ash")
    found = _one(projet, Phase.CONCEPTION, "instances-informees").preuve.traces
    lines = (ROOT / "examples/residence-absence-ash" / found[0].position.file).read_text(encoding="utf-8").splitlines()
    assert "{instance: dp" in lines[found[0].position.line - 1]
    assert "12/02/2016" in found[0].texte
    for phase in (Phase.CONCEPTION, Phase.DIAGNOSTIC, Phase.EXPERIMENTATION):
        gate = jalon(projet, phase, DAY)
        assert gate.ouvertes == ()
        assert len(gate.a_juger) == (phase is not Phase.CONCEPTION), "the framing tells of the climate"


def test_the_closing_gate_asks_owner_hours_euros_and_reviews(creer):
    bare = {"qvt.yaml": HEAD}
    names = ("pilote", "heures", "euros", "revues")
    assert {_states(creer(bare), Phase.PERENNISATION)[name] for name in names} == {Etat.OUVERTE}
    full = bare | {
        "4-perennisation/suites.yaml": "pilote: {fonction: IDEC}\nmoyens: {heures: 40, euros: 0}\n",
        "agenda.yaml": "evenements:\n  - {date: 2017-06, type: revue}\n  - {date: 2017-12, type: revue}\n",
    }
    assert {_states(creer(full), Phase.PERENNISATION)[name] for name in names} == {Etat.TROUVEE}


def test_one_review_given_up_is_not_a_review(creer):
    agenda = "evenements:\n  - {date: 2017-06, type: revue}\n  - {date: 2017-12, type: revue, etat: annule}\n"
    question = _one(creer({"qvt.yaml": HEAD, "agenda.yaml": agenda}), Phase.PERENNISATION, "revues")
    assert question.etat is Etat.OUVERTE
    assert "une seule" in question.manque


def test_means_of_zero_are_an_answer_and_no_means_are_not(creer):
    for text, state in (("moyens: {heures: 0}", Etat.TROUVEE), ("moyens: {remplacements: non}", Etat.TROUVEE),
                        ("moyens: {heures: }", Etat.OUVERTE)):  # fmt: skip
        assert _states(creer({"qvt.yaml": HEAD, FRAMING: text}), Phase.CONCEPTION)["moyens-accordes"] is state


@pytest.mark.parametrize(
    ("seat", "lacks"),
    [
        ("{id: d, colleges: [direction], pouvoir_decisionnaire: oui}", ""),
        ("{id: d, colleges: [direction]}", "sans que l’on sache"),
        ("{id: d, colleges: [direction], pouvoir_decisionnaire: non}", "ne peut pas décider"),
        ("{id: d, colleges: [metier], pouvoir_decisionnaire: oui}", "personne ne siège pour la direction"),
        ("{id: d, colleges: [direction], pouvoir_decisionnaire: oui, fin: 2016-12}", "personne ne siège"),
    ],
)
def test_the_direction_that_sits_may_decide_or_the_gate_says_so(creer, seat, lacks):
    projet = creer({"qvt.yaml": HEAD, COPIL: f"roles: [copil]\nsieges:\n  - {seat}\n"})
    question = _one(projet, Phase.CONCEPTION, "pouvoir-decisionnaire")
    assert (question.etat is Etat.TROUVEE) == (lacks == "")
    assert lacks in question.manque
    assert _exists(question.commande)


def test_what_was_written_of_the_climate_is_not_asked_again_until_an_opinion_disagrees(creer):
    assert _states(creer({"qvt.yaml": HEAD}), Phase.CONCEPTION)["climat-social"] is Etat.A_JUGER
    climate = {FRAMING: "climat_social: {texte: On se parle facilement, date: 2016-02}\n"}
    question = _one(creer({"qvt.yaml": HEAD} | climate), Phase.CONCEPTION, "climat-social")
    assert question.etat is Etat.TROUVEE
    said = {"evaluations/2016-03-01-jalon-conception.yaml": _answered("climat-social: {direction: oui, metier: non}")}
    assert _states(creer({"qvt.yaml": HEAD} | climate | said), Phase.CONCEPTION)["climat-social"] is Etat.OUVERTE
    assert "On se parle facilement" in question.preuve.traces[0].texte
    assert "evaluation run jalon-conception" in question.commande


def _answered(*answers):
    lines = "".join(f"  {answer}\n" for answer in answers)
    return f"grille: jalon-conception\nreponses:\n{lines}"


def test_people_answer_what_no_file_can_tell_and_their_last_answer_counts(creer):
    files = {"qvt.yaml": HEAD, "evaluations/2016-02-01-jalon-conception.yaml": _answered("climat-social: non")}
    question = _one(creer(files), Phase.CONCEPTION, "climat-social")
    assert question.etat is Etat.OUVERTE
    assert dict(question.avis.avis) == {"groupe": "non"}
    files["evaluations/2016-03-01-jalon-conception.yaml"] = _answered("climat-social: {direction: oui, metier: oui}")
    assert _states(creer(files), Phase.CONCEPTION)["climat-social"] is Etat.REPONDUE


def test_a_divergence_leaves_the_question_open_and_keeps_each_answer(creer):
    said = _answered("climat-social: {direction: oui, metier: non}")
    projet = creer({"qvt.yaml": HEAD, "evaluations/2016-02-01-jalon-conception.yaml": said})
    question = _one(projet, Phase.CONCEPTION, "climat-social")
    assert question.etat is Etat.OUVERTE
    assert dict(question.avis.avis) == {"direction": "oui", "metier": "non"}


def test_a_fact_noted_after_a_no_settles_the_question(creer):
    files = {"qvt.yaml": HEAD, "evaluations/2016-02-01-jalon-conception.yaml": _answered("instances-informees: non")}
    assert _states(creer(files), Phase.CONCEPTION)["instances-informees"] is Etat.OUVERTE
    files[FRAMING] = "instances:\n  - {instance: dp, date: 2016-02-12}\n"
    assert _states(creer(files), Phase.CONCEPTION)["instances-informees"] is Etat.TROUVEE


def test_people_may_answer_yes_where_the_folder_is_silent(creer):
    said = _answered("moyens-accordes: oui", "projets-lies: sans-objet")
    states = _states(
        creer({"qvt.yaml": HEAD, "evaluations/2016-02-01-jalon-conception.yaml": said}), Phase.CONCEPTION
    )  # fmt: skip
    assert states["moyens-accordes"] is states["projets-lies"] is Etat.REPONDUE


def test_the_establishment_puts_its_own_questions_in_the_place_of_ours(creer):
    own = """version: 2
titre: Chez nous
echelle: [oui, non]
items:
  - {id: cse, texte: Le CSE ?, preuve: instances}
  - {id: nuit, texte: La nuit ?, preuve: un-mot-inconnu}
"""
    projet = creer({
        "qvt.yaml": HEAD, "modeles/grilles/jalon-conception.yaml": own,
        FRAMING: "instances:\n  - {instance: dp, date: 2016-02-12}\n",
    })  # fmt: skip
    gate = jalon(projet, Phase.CONCEPTION, DAY)
    assert gate.titre == "Chez nous"
    assert {question.id: question.etat for question in gate.questions} == {"cse": Etat.TROUVEE, "nuit": Etat.A_JUGER}


TEST = "3-experimentation/essai/experimentation.yaml"


def test_a_test_under_way_is_decided_at_its_end_not_before(creer):
    files = {"qvt.yaml": HEAD, TEST: "titre: Essai\netat: en-cours\ndebut: 2017-01-02\nfin_prevue: 2017-04-28\n"}
    before = _one(creer(files), Phase.EXPERIMENTATION, "decision-motivee")
    assert (before.etat, before.preuve.le) == (Etat.OUVERTE, dt.date(2017, 4, 28))
    after = _one(creer(files), Phase.EXPERIMENTATION, "decision-motivee", dt.date(2017, 5, 2))
    assert (after.preuve.attend, after.commande) == ("", "qvtkit experiment close essai")


def test_two_tests_are_both_to_be_decided(creer):
    decided = "titre: A\netat: terminee\ndebut: 2016-10\nfin: 2016-12\ndecision: {choix: adapter, motif: Il faut}\n"
    files = {"qvt.yaml": HEAD, TEST: decided}
    assert _states(creer(files), Phase.EXPERIMENTATION)["decision-motivee"] is Etat.TROUVEE
    files["3-experimentation/autre/experimentation.yaml"] = "titre: B\netat: terminee\ndebut: 2016-10\nfin: 2016-12\n"
    question = _one(creer(files), Phase.EXPERIMENTATION, "decision-motivee")
    assert question.etat is Etat.OUVERTE
    assert question.manque.startswith("B :")


def test_a_family_that_nobody_looks_at_is_named(creer):
    session = "moment: t0\nactivites:\n  - {activite: A, famille: technique, critere: À l’heure}\n"
    files = {
        "qvt.yaml": HEAD, TEST: "titre: Essai\nindicateurs: [{indicateur: cout}]\n",
        "indicateurs/cout.yaml": "nom: Coût\nfamille: economique\n",
        "3-experimentation/essai/seances/2016-09-20.yaml": session,
    }  # fmt: skip
    question = _one(creer(files), Phase.EXPERIMENTATION, "trois-familles")
    assert question.etat is Etat.OUVERTE
    assert "Social et santé" in question.manque
    assert "Technique" not in question.manque


def test_one_kind_of_source_is_not_two(creer):
    files = {"qvt.yaml": HEAD, "2-diagnostic/etat-des-lieux.yaml": "outils: [{outil: questionnaire}]\n"}
    question = _one(creer(files), Phase.DIAGNOSTIC, "sources-croisees")
    assert (question.etat, "une seule" in question.manque) == (Etat.OUVERTE, True)
    files["2-diagnostic/etat-des-lieux.yaml"] += "constats: [{id: a, source: observation, texte: A}]\n"
    assert _states(creer(files), Phase.DIAGNOSTIC)["sources-croisees"] is Etat.TROUVEE


def test_a_note_of_zero_on_feasibility_is_said(creer):
    notes = "priorisation: {faisable_organisation: 2, faisable_budget: 0, delai: 3}\n"
    files = {"qvt.yaml": HEAD, "2-diagnostic/problemes/p.yaml": f"titre: P\netat: retenu\n{notes}"}
    question = _one(creer(files), Phase.DIAGNOSTIC, "faisable")
    assert (question.etat, question.manque) == (Etat.OUVERTE, "noté 0 : budget")


def test_a_tool_used_and_a_finding_count_as_the_findings_do(creer):
    files = {"qvt.yaml": HEAD, "2-diagnostic/etat-des-lieux.yaml":
             "outils: [{outil: entretiens}]\nconstats: [{id: a, source: entretien, texte: A}]\n"}  # fmt: skip
    projet = creer(files)
    assert "une seule" in _one(projet, Phase.DIAGNOSTIC, "sources-croisees").manque
    assert list(sources(projet)) == ["entretiens"]


def test_a_seat_that_names_its_trade_is_heard_as_one(creer):
    seat = "{id: rp, colleges: [representants-du-personnel], metier: aide-soignant, fonction: Élue}"
    group = f"roles: [copil]\nsieges: [{seat}]\n"
    projet = creer({"qvt.yaml": HEAD, "1-conception/groupes/copil.yaml": group})
    assert _states(projet, Phase.CONCEPTION)["soignants-presents"] is Etat.TROUVEE


def test_each_evidence_says_which_files_it_reads():
    assert set(LUS) == set(PREUVES)
    assert {kind for kinds in LUS.values() for kind in kinds} <= set(KINDS)
