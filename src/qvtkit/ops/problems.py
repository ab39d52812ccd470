"""Problems: candidate, compared on eight criteria, read again, kept, treated or given up."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.issues import Position, issue
from qvtkit.method.priorisation import CRITERES, profil
from qvtkit.method.relecture import Champs, Remarque, Reperes, relire
from qvtkit.model.codes import EtatProbleme
from qvtkit.model.dates import DateSouple
from qvtkit.model.diagnostic import Probleme
from qvtkit.model.kinds import KINDS
from qvtkit.ops import records, trades
from qvtkit.store.project import read_resource
from qvtkit.text import enumerate_fr, fold, listed, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

KIND = "probleme"
_SHORT = ("metiers", "services_dependants", "constats")
_LISTS = (*_SHORT, "principes", "options")
"""Rubriques that hold several items; a comma separates the short ones too."""


@cache
def reperes() -> Reperes:
    """Return the lists of words and the texts with which a statement is read again."""
    files = ("remarques", "situation", "effets", "pieges", "personnes")
    return Reperes.of(*(read_resource("relecture", f"{name}.yaml") for name in files))


@cache
def criteres() -> dict[str, dict[str, Any]]:
    """Return the eight criteria, each with its question, its help, its scale and its source."""
    found: dict[str, dict[str, Any]] = read_resource("priorisation", "criteres.yaml")["criteres"]
    return {key: found[key] for key in CRITERES}


def resolve(projet: Projet, typed: str) -> str:
    """Return the id of the problem that *typed* names."""
    return records.existing(projet, KIND, typed, "de problème", "Pour les voir : qvtkit problem list")


def the(projet: Projet, problem_id: str) -> Probleme:
    """Return the problem; RefusedError where its file cannot be read."""
    if problem_id not in projet.problemes:
        file = KINDS[KIND].path(problem_id)
        raise RefusedError.of("fichier-en-erreur", Position(file), fichier=file)
    return projet.problemes[problem_id]


def relecture(texte: str, problem: Probleme | None = None) -> tuple[Remarque, ...]:
    """Return the remarks on a statement, alone or with the other rubriques of its problem."""
    return relire(texte, reperes(), Champs.of(problem) if problem else None)


def relecture_de(problem: Probleme) -> tuple[Remarque, ...]:
    """Return the remarks on the statement of *problem*; its title is read where it has none yet."""
    return relecture(problem.enonce or problem.titre, problem)


def add(projet: Projet, problem_id: str, answers: Mapping[str, Any]) -> Outcome:
    """Describe a candidate problem; its statement is read again."""
    given, said = trades.in_answers(projet, answers)
    data = _nested(projet, given) | {"etat": str(EtatProbleme.CANDIDAT)}
    created = records.create(
        projet, KIND, problem_id, data, f"Problème « {answers['titre']} » noté comme candidat.",
        (
            f"qvtkit problem lint {problem_id}  relire l’énoncé",
            f"qvtkit problem rank {problem_id}  le regarder sur huit critères",
        ),
    )  # fmt: skip
    return _read_again(replace(created, issues=(*said, *created.issues)), records.parse(Probleme, data))


def edit(projet: Projet, problem_id: str, answers: Mapping[str, Any]) -> Outcome:
    """Change rubriques; a list that is given replaces the old one."""
    given, said = trades.in_answers(projet, answers)
    data = _nested(projet, given)
    edits = records.set_edits(KIND, data)
    changed = records.edit(
        projet, KIND, problem_id, edits, f"Problème « {problem_id} » modifié.",
        (f"qvtkit problem lint {problem_id}", f"qvtkit problem show {problem_id}"),
    )  # fmt: skip
    old = the(projet, problem_id)
    new = old.model_copy(update=records.typed_values(records.parse(Probleme, data), data))
    return _read_again(replace(changed, issues=(*said, *changed.issues)), new)


def _read_again(outcome: Outcome, problem: Probleme) -> Outcome:
    """Return *outcome* with the remarks on the statement, in its data and counted in its message."""
    found = relecture_de(problem) if problem.enonce else ()
    data = {**outcome.data, "relecture": [remark.as_dict() for remark in found]}
    told = f" La relecture de l’énoncé fait {plural(len(found), 'remarque')}." if found else ""
    return replace(outcome, data=data, message=outcome.message + told)


def _nested(projet: Projet, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record's data that *answers* (as typed) give; the findings named must exist."""
    data = {key: _items(value, short=key in _SHORT) if key in _LISTS else value for key, value in answers.items()}
    if "options" in data:
        data["options"] = [{"texte": text} if isinstance(text, str) else text for text in data["options"]]
    if "constats" in data:
        known = {each.id: each.texte for each in projet.etat_des_lieux.constats if each.id}
        there = f"Ceux du projet : {enumerate_fr(known)}." if known else "Pour en noter un : qvtkit finding add"
        data["constats"] = [records.named(name, known, "de constat", there) for name in data["constats"]]
    return data


def _items(value: Any, *, short: bool) -> list[Any]:
    """Return the items of a list: given one by one, or typed on one line."""
    typed = value if isinstance(value, (list, tuple)) else [value]
    return [item for each in typed for item in (listed(each, short=short) if isinstance(each, str) else [each]) if item]


def rank(projet: Projet, problem_id: str, answers: Mapping[str, Any]) -> Outcome:
    """Record the levels (0 to 3) of some of the eight criteria."""
    current = the(projet, problem_id)
    edits = records.set_edits(KIND, {"priorisation": dict(answers)})
    ranked = records.edit(
        projet, KIND, problem_id, edits, f"Profil de « {current.titre or problem_id} » enregistré.",
        ("qvtkit problem rank  voir les problèmes côte à côte", *_next_of(problem_id, current)),
    )  # fmt: skip
    record = Probleme.model_validate(ranked.data[KIND])
    return replace(ranked, data={**ranked.data, "profil": profil(record).as_dict()})


def _next_of(problem_id: str, problem: Probleme) -> tuple[str, ...]:
    """Return what comes after the profile: to retain the problem, or to try something where it is retained."""
    match problem.etat:
        case EtatProbleme.RETENU:
            return (f"qvtkit experiment add --probleme {problem_id}",)
        case EtatProbleme.TRAITE:
            return ()
        case _:
            return (f'qvtkit problem state {problem_id} retenu --motif "…"',)


def require_other_state(projet: Projet, problem_id: str, typed: str) -> EtatProbleme:
    """Return the state that *typed* names; RefusedError where the problem is already in it."""
    wanted = records.parse(Probleme, {"etat": typed}).etat
    if the(projet, problem_id).etat is wanted:
        raise RefusedError.of(
            "deja-dans-etat", Position(KINDS[KIND].path(problem_id)), quoi=f"Le problème « {problem_id} »",
            etat=wanted.libelle.lower(), conseil=f"Pour le relire : qvtkit problem show {problem_id}",
        )  # fmt: skip
    return wanted


def lacks_statement(problem: Probleme, wanted: str) -> bool:
    """Tell whether *problem* would be retained without anybody having written what it is."""
    return fold(wanted) == str(EtatProbleme.RETENU) and not problem.enonce


def state(projet: Projet, problem_id: str, typed: str, motif: str, day: dt.date, enonce: str = "") -> Outcome:
    """Move a problem to another state, with its statement where it is given; the reason goes to the journal."""
    wanted = require_other_state(projet, problem_id, typed)
    current = the(projet, problem_id)
    changed = {"etat": str(wanted)} | ({"enonce": enonce} if enonce else {})
    moved = records.edit(
        projet, KIND, problem_id, records.set_edits(KIND, changed),
        f"Problème « {current.titre or problem_id} » : {wanted.libelle.lower()}. La raison est au journal.",
        _after(problem_id, wanted),
    )  # fmt: skip
    text = f"Problème « {current.titre or problem_id} » : {wanted.libelle.lower()}. Motif : {motif.strip()}"
    fact = {"date": DateSouple.of(day), "type": "decision", "texte": text, "phase": "diagnostic"}
    mute = not enonce and lacks_statement(current, str(wanted))
    said = (issue("enonce-manquant", quoi=current.titre or problem_id, id=problem_id),) if mute else ()
    changes = (*moved.changes, records.journal_change(projet, fact))
    return replace(moved, changes=changes, issues=(*moved.issues, *said))


def _after(problem_id: str, state_: EtatProbleme) -> tuple[str, ...]:
    """Return the commands that come after a change of state."""
    if state_ is EtatProbleme.RETENU:
        return (f"qvtkit problem lint {problem_id}", f"qvtkit experiment add --probleme {problem_id}")
    return ("qvtkit problem list",)


def as_row(projet: Projet, problem_id: str) -> dict[str, Any]:
    """Return a problem as JSON data: its rubriques, its profile, its remarks, the experiments that cite it."""
    problem = the(projet, problem_id)
    tests = [key for key, each in projet.experimentations.items() if each.probleme == problem_id]
    return {
        "id": problem_id, **records.as_json(problem), "profil": profil(problem).as_dict(),
        "relecture": [remark.as_dict() for remark in relecture_de(problem)], "experimentations": tests,
    }  # fmt: skip


def flat(problem: Probleme) -> SimpleNamespace:
    """Return the rubriques as a person would type them: lists on one line."""
    values: dict[str, Any] = {key: getattr(problem, key) for key in Probleme.model_fields}
    values["options"] = [option.texte for option in problem.options]
    values |= {key: " ; ".join(values[key]) for key in _LISTS if key != "constats"}
    return SimpleNamespace(**values)
