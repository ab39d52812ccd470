"""The table of what refers to what: complete, read from both ends."""

from __future__ import annotations

import datetime as dt
import types
import typing

import pytest

import qvtkit
from qvtkit.model.base import Identifiant, Record, record_in
from qvtkit.model.kinds import KINDS
from qvtkit.model.references import TABLE, declared, known, references, referring_to, renamed

TODAY = dt.date(2017, 3, 22)
HEAD = {"qvt.yaml": "format: 1\netablissement: {nom: R}\n"}
EXPERIMENT = "procedure-absence-ash"

# Ids and open codes that name no record: each with what it is.
NO_LINK = {
    "dossier": {"etablissement.type", "clusters.*.thematique"},
    "cadrage": {"instances.*.instance", "instances.*.avis", "projets_lies.*.type"},
    "groupe": {"sieges.*.id", "sieges.*.metier"},
    "etat-des-lieux": {"outils.*.outil", "constats.*.id", "constats.*.source", "constats.*.theme"},
    "probleme": {"theme", "metiers.*"},
    "experimentation": {"perimetre.metiers.*"},
    "questionnaire": {"questions.*.id"},
    "grille": {"echelle.*", "items.*.id", "items.*.theme", "items.*.preuve"},
}


def _identifiers(model, prefix=""):
    """Yield the place of every id in a model, `*` for each item of a list."""
    for name, field in model.model_fields.items():
        annotation, path = field.annotation, f"{prefix}{name}"
        metadata = [str(each) for each in field.metadata]
        if metadata and metadata == [str(each) for each in Identifiant.__metadata__]:
            yield path
            continue
        many = typing.get_origin(annotation) is tuple
        inner = record_in(annotation)
        if inner is not None and typing.get_origin(annotation) is not dict:
            yield from _identifiers(inner, f"{path}{'.*' if many else ''}.")
        elif _holds_identifier(annotation):
            yield f"{path}{'.*' if many else ''}"


def _holds_identifier(annotation):
    if typing.get_origin(annotation) is typing.Annotated:
        return annotation == Identifiant
    if isinstance(annotation, types.UnionType) or typing.get_origin(annotation) in {tuple, typing.Union}:
        return any(_holds_identifier(each) for each in typing.get_args(annotation))
    return False


@pytest.mark.parametrize("kind", KINDS)
def test_every_id_of_the_models_is_a_link_of_the_table_or_known_to_be_none(kind):
    found = set(_identifiers(KINDS[kind].model))
    linked = {where for name, where, _ in TABLE if name == kind and not where.endswith("{}")}
    expected = (linked | NO_LINK.get(kind, set())) - {"origine.seance"}  # a path of two ids
    assert found == expected


def test_the_model_with_most_links_is_seen_by_the_test_above():
    assert {"groupe", "decision.par", "indicateurs.*.indicateur"} <= set(_identifiers(KINDS["experimentation"].model))
    assert issubclass(KINDS["experimentation"].model, Record)


def test_every_link_of_the_example_leads_somewhere(projet):
    folder = qvtkit.load(projet)
    links = list(references(folder))
    assert len(links) > 80
    assert all(link.value in known(folder, link) for link in links)


def test_who_refers_to_a_record_is_listed_with_its_place(projet):
    folder = qvtkit.load(projet)
    places = {str(link.position) for link in referring_to(folder, "probleme", "absence-ash")}
    assert places == {
        "3-experimentation/procedure-absence-ash/experimentation.yaml:4:1",
        "4-perennisation/suites.yaml:10:93",
    }
    assert referring_to(folder, "probleme", "inconnu") == []
    meeting = [link for link in referring_to(folder, "groupe", "groupe-qvt") if not link.path]
    assert [link.source.file for link in meeting] == ["reunions/2016-11-08-groupe-qvt.yaml"]


def test_a_seat_is_named_with_its_group_and_referred_to_inside_it_only(projet):
    folder = qvtkit.load(projet)
    found = referring_to(folder, "siege", "groupe-qvt/dir")
    assert [(link.source.file, link.value) for link in found] == [("1-conception/groupes/groupe-qvt.yaml", "dir")]
    assert "groupe-qvt/dir" in declared(folder, "siege")
    assert renamed(found[0], "groupe-qvt/directrice") == "directrice"


def test_renaming_an_experiment_reaches_its_sessions_wherever_they_are_named(projet):
    folder = qvtkit.load(projet)
    found = referring_to(folder, "experimentation", EXPERIMENT)
    proposal = next(link for link in found if link.source.id == "p-2016-11-reserve-linge")
    assert (proposal.path, proposal.value) == (("origine", "seance"), f"{EXPERIMENT}/2016-11-15")
    assert renamed(proposal, "essai") == "essai/2016-11-15"
    assert sum(not link.path for link in found) == 4  # the four sessions, by their folder
    evaluation = next(link for link in found if link.source.kind.nom == "evaluation")
    assert renamed(evaluation, "essai") == "essai"


def test_the_group_of_a_meeting_is_read_in_the_name_of_its_file(creer):
    folder = creer({
        "1-conception/groupes/copil.yaml": "nom: A\n", "1-conception/groupes/copil-elargi.yaml": "nom: B\n",
        "reunions/2016-11-08-copil-elargi-2.yaml": "notes: []\n", "reunions/2016-11-copil.yaml": "notes: []\n",
        "reunions/2016-11-09.yaml": "notes: []\n",
    })  # fmt: skip
    named = {link.source.id: link.value for link in references(folder)}
    assert named == {"2016-11-08-copil-elargi-2": "copil-elargi", "2016-11-copil": "copil"}


# what is written, the sentence expected, and what it proposes
UNKNOWN = {
    "constat": ({"2-diagnostic/problemes/p.yaml": "titre: P\nconstats: [bricolag]\n",
                 "2-diagnostic/etat-des-lieux.yaml": "constats:\n  - {id: bricolage, texte: x}\n"},
                (2, 12), "Aucun constat", "constats: [bricolage]"),
    "siège": ({"1-conception/groupes/g.yaml": "nom: G\nsieges:\n  - {id: dir}\n  - {id: dir-2, remplace: dirr}\n"},
              (4, 17), "Aucun siège", "  - {id: dir-2, remplace: dir}"),
    "proposition d’une réunion": ({"reunions/2016-11-08-g.yaml": "notes:\n  - {type: proposition, id: p-reserv}\n",
                                   "propositions/p-reserve.yaml": "texte: x\n", "1-conception/groupes/g.yaml": "nom: G\n"},
                                  (2, 25), "Aucune proposition", "  - {type: proposition, id: p-reserve}"),
    "groupe d’une évaluation": ({"evaluations/2017-01-20-x.yaml": "grille: points-de-vigilance\ngroupe: copill\n",
                                 "1-conception/groupes/copil.yaml": "nom: G\n"},
                                (2, 1), "Aucun groupe", "groupe: copil"),
    "séance d’une proposition": ({"propositions/p.yaml": "texte: x\norigine: {seance: essai/2016-11-16}\n",
                                  "3-experimentation/essai/experimentation.yaml": "titre: E\n",
                                  "3-experimentation/essai/seances/2016-11-15.yaml": "moment: en-cours\n"},
                                 (2, 11), "Aucune séance", "origine: {seance: essai/2016-11-15}"),
    "échelle d’une question": ({"questionnaires/q.yaml": "echelles: {accord-4: []}\nquestions:\n  - {id: q1, echelle: acord-4}\n"},
                               (3, 14), "Aucune échelle", "  - {id: q1, echelle: accord-4}"),
    "question d’une vague": ({"questionnaires/q.yaml": "questions:\n  - {id: charge}\nvagues:\n  - date: 2016\n    effectifs:\n      charg: {1: 4}\n"},
                             (6, 7), "Aucune question", "      charge: {1: 4}"),
    "groupe d’une exclusion": ({"indicateurs/i.yaml": "nom: I\nexclusions:\n  - {periode: 2016, motif: grippe, par: copill}\n",
                                "1-conception/groupes/copil.yaml": "nom: G\n"},
                               (3, 36), "Aucun groupe", "  - {periode: 2016, motif: grippe, par: copil}"),
    "problème d’une action": ({"4-perennisation/suites.yaml": "actions:\n  - {titre: A, probleme: inconnu}\n"},
                              (2, 16), "Aucun problème", ""),
}  # fmt: skip


@pytest.mark.parametrize("name", UNKNOWN)
def test_a_link_to_nothing_is_an_error_at_its_place_with_the_line_to_paste(name, creer):
    files, (line, column), said, correction = UNKNOWN[name]
    found = qvtkit.check(creer(files), TODAY, regles=["references"])
    assert [(each.code, str(each.level)) for each in found] == [("reference-inconnue", "erreur")]
    assert (found[0].position.file, found[0].position.line, found[0].position.column) == (
        next(iter(files)),
        line,
        column,
    )
    assert found[0].message.startswith(said)
    assert found[0].correction == correction


def test_nothing_is_said_of_links_to_a_list_that_cannot_be_read(creer):
    folder = creer(HEAD | {
        "2-diagnostic/problemes/p.yaml": "titre: P\nconstats: [bricolage]\n",
        "2-diagnostic/etat-des-lieux.yaml": "constats: [\n",
        "evaluations/2017-01-20-x.yaml": "grille: maison\nreponses: {a: oui}\n",
        "modeles/grilles/maison.yaml": "items: [\n",
    })  # fmt: skip
    assert {each.code for each in qvtkit.check(folder, TODAY)} == {"yaml-invalide"}


def test_a_meeting_is_told_only_where_a_group_has_nearly_that_name(creer):
    folder = creer(HEAD | {
        "1-conception/groupes/groupe-qvt.yaml": "nom: G\n",
        "reunions/2016-11-08-groupe-qtv.yaml": "notes: []\n", "reunions/2016-12-06-direction.yaml": "notes: []\n",
    })  # fmt: skip
    found = qvtkit.check(folder, TODAY)
    assert [(each.code, str(each.level), each.position.file) for each in found] == [
        ("reunion-sans-groupe", "avertissement", "reunions/2016-11-08-groupe-qtv.yaml")
    ]
