from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from qvtkit.method.chronologie import FaitDate, chronologie, phase_at
from qvtkit.model.codes import Phase
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.model.dossier import PassagePhase
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from qvtkit.model.projet import Projet

PHASES = """\
format: 1
demarche:
  phases:
    - {phase: conception, debut: 2016-01, fin: 2016-03}
    - {phase: diagnostic, debut: 2016-03}
"""
RECORDS = {
    "qvt.yaml": PHASES,
    "journal.yaml": (
        "faits:\n  - {date: 2016-05, type: decision, texte: On retient un sujet., phase: experimentation}\n"
    ),
    "agenda.yaml": (
        "evenements:\n"
        "  - {date: 2016-02-04, type: journee-collective, numero: 1, titre: Les bases, etat: fait}\n"
        "  - {date: 2016-11-15, type: seance, titre: Deuxième séance, etat: fait}\n"
        "  - {date: 2016-12-01, type: restitution, titre: Pas encore, etat: prevu}\n"
    ),
    "1-conception/cadrage.yaml": "instances: [{instance: dp, date: 2016-02-12, avis: favorable}]\n",
    "1-conception/groupes/copil.yaml": (
        "nom: Copil\nsieges:\n"
        "  - {id: dir, fonction: Directrice, debut: 2016-01, fin: 2016-09, motif_fin: départ}\n"
        "  - {id: dir-2, fonction: Directeur, debut: 2016-10, remplace: dir}\n"
    ),
    "1-conception/groupes/delegation.yaml": (
        "nom: Délégation\nsieges:\n"
        "  - {id: dir, fonction: Directrice, debut: 2016-02, fin: 2016-09, motif_fin: départ}\n"
    ),
    "2-diagnostic/etat-des-lieux.yaml": "outils: [{outil: safari-photo, date: 2016-04, restitution: 2016-05-02}]\n",
    "3-experimentation/essai/experimentation.yaml": (
        "titre: Essai\ndebut: 2016-10-03\nfin: 2016-12-16\n"
        "ajustements: [{date: 2016-11-01, decision: On coche}]\ndecision: {date: 2017-01-10, choix: adapter}\n"
    ),
    "3-experimentation/essai/seances/2016-11-15.yaml": "moment: en-cours\n",
    "evaluations/2017-01-20-points-de-vigilance.yaml": "grille: points-de-vigilance\n",
    "propositions/p-1.yaml": (
        "texte: Une réserve de linge\ndate: 2016-11-15\netat: refusee\n"
        "reponse: {date: 2016-12-13, texte: Non car trop loin}\n"
    ),
    "reunions/2016-11-08-copil.yaml": (
        "notes: [{type: decision, texte: On continue}, {type: a-faire, texte: Afficher}]\n"
    ),
    "4-perennisation/bilan.yaml": "visas: [{college: direction, date: 2017-03-28}]\n",
}


def texts(facts: tuple[FaitDate, ...]) -> list[str]:
    return [f"{fact.date} {fact.texte}" for fact in facts]


def test_the_dated_facts_of_every_record_are_gathered(creer: Callable[..., Projet]):
    told = texts(chronologie(creer(RECORDS)))
    for expected in (
        "2016-02-04 Journée collective n° 1 : les bases",
        "2016-02-12 Instance informée : délégués du personnel (DP), avis favorable",
        "2016-04 Outil employé : safari photo",
        "2016-05-02 Restitution : safari photo",
        "2016-05 Décision : on retient un sujet.",
        "2016-09 Fin de mandat : Directrice, départ (Copil et Délégation)",
        "2016-10 Arrivée : Directeur, à la suite de Directrice (Copil)",
        "2016-10-03 Début du test : essai",
        "2016-11-01 Ajustement : on coche",
        "2016-11-08 Décision en réunion : on continue",
        "2016-11-15 Séance d’évaluation embarquée : pendant le test",
        "2016-11-15 Proposition : une réserve de linge",
        "2016-12-13 Réponse (refusée) : non car trop loin",
        "2016-12-16 Fin du test : essai",
        "2017-01-10 Décision : adapter (essai)",
        "2017-01-20 Grille remplie : «\xa0Repères et points de vigilance\xa0»",
        "2017-03-28 Fiche visée : direction",
    ):
        assert expected in told
    assert told == sorted(told, key=lambda line: DateSouple.parse(line.split(" ")[0]).sort_key)


def test_a_session_is_told_once_and_what_is_only_planned_never(creer: Callable[..., Projet]):
    told = " ".join(texts(chronologie(creer(RECORDS))))
    assert "Deuxième séance" not in told
    assert "Pas encore" not in told


def test_a_fact_keeps_its_own_phase_else_takes_that_of_its_date(creer: Callable[..., Projet]):
    phases = {fact.texte: fact.phase for fact in chronologie(creer(RECORDS))}
    assert phases["Décision : on retient un sujet."] is Phase.EXPERIMENTATION
    assert phases["Journée collective n° 1 : les bases"] is Phase.CONCEPTION
    assert phases["Début du test : essai"] is Phase.DIAGNOSTIC


def test_the_file_that_says_it_is_named(creer: Callable[..., Projet]):
    sources = {fact.texte: fact.source for fact in chronologie(creer(RECORDS))}
    assert sources["Ajustement : on coche"] == "3-experimentation/essai/experimentation.yaml"
    assert sources["Proposition : une réserve de linge"] == "propositions/p-1.yaml"


CONCEPTION = PassagePhase.model_validate({"phase": "conception", "debut": "2016-01", "fin": "2016-03"})
DIAGNOSTIC = PassagePhase.model_validate({"phase": "diagnostic", "debut": "2016-03"})


@pytest.mark.parametrize(
    ("date", "usual", "expected"),
    [
        ("2015-12", None, None),
        ("2016-02", None, Phase.CONCEPTION),
        ("2016-03-15", None, Phase.CONCEPTION),
        ("2016-03-15", Phase.DIAGNOSTIC, Phase.DIAGNOSTIC),
        ("2016-04", None, Phase.DIAGNOSTIC),
        ("2016-04", Phase.CONCEPTION, Phase.DIAGNOSTIC),
    ],
)
def test_phase_of_a_date(date: str, usual: Phase | None, expected: Phase | None):
    assert phase_at(DateSouple.parse(date), (CONCEPTION, DIAGNOSTIC), usual) is expected


def test_of_two_open_phases_the_last_begun_holds_the_fact():
    still_open = PassagePhase.model_validate({"phase": "conception", "debut": "2016-01"})
    assert phase_at(DateSouple.parse("2016-05"), (still_open, DIAGNOSTIC)) is Phase.DIAGNOSTIC


@pytest.mark.parametrize(
    ("record_id", "expected"),
    [
        ("essai/2016-11-15-soir", "2016-11-15"),
        ("2017-01-points", "2017-01"),
        ("essai/soir", None),
        ("2016-13-01", None),
    ],
)
def test_the_date_of_an_id(record_id: str, expected: str | None):
    found = date_of_id(record_id)
    assert (str(found) if found else None) == expected


def test_an_empty_project_has_no_history(creer: Callable[..., Projet]):
    assert chronologie(creer()) == ()


def test_the_example_tells_its_story(projet: Path):
    told = texts(chronologie(load(projet)))
    assert len(told) > 50
    assert any("Groupe QVT : 10 sièges pourvus" in line for line in told)
    assert not any("-" in line.partition(" ")[2].partition(" ")[0] for line in told)
