"""The questions of the framing, in the order of `templates/cadrage.yaml`."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.commands.rules_questions import rules
from qvtkit.cli.options import is_date, is_number, pick
from qvtkit.method import cadrage as method
from qvtkit.method import instances as bodies
from qvtkit.model.dates import DateSouple
from qvtkit.model.numbers import plain_number
from qvtkit.ops import framing
from qvtkit.ops.framing_lists import DATED, MEANS, STAKES

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.cli.session import Session
    from qvtkit.model.projet import Projet

_MOST_PROJECTS = 5
NO_OPINION = "aucun"
_NUMBERS = {"heures", "euros"}


def part_of(key: str) -> str:
    """Return the part of the framing to which a rubrique belongs."""
    parts: dict[str, Any] = framing.texts()["parties"]
    return next(name for name, part in parts.items() if key in part["questions"])


def simple(key: str) -> Question:
    """Return the question of a rubrique that one option sets, as it is put to whoever fills it first."""
    words = framing.texts()["parties"][part_of(key)]["questions"][key]
    verify = is_date if key.endswith("_date") else is_number if key in _NUMBERS else None
    return Question(
        key, words["texte"], f"--{key.replace('_', '-')}", genre="oui-non" if key == "remplacements" else "texte",
        aide=str(words.get("aide") or ""), obligatoire=False, verifie=verify, liste=key in (*STAKES, "objectifs"),
    )  # fmt: skip


SIMPLE = (
    "pourquoi", *STAKES, "objectifs", "perimetre", *MEANS,
    *(key for name in DATED for key in (name, f"{name}_date")),
)  # fmt: skip
"""The rubriques that one option sets."""


def questions(session: Session) -> list[Question]:
    """Return all the questions; where the framing has begun, the first asks which parts to go through."""
    projet = session.projet
    current, parts = framing.flat(projet), framing.texts()["parties"]
    asked: list[Question] = []
    for name, part in parts.items():
        several = {"instances": _bodies, "projets": _projects, "regles": _rules}.get(name)
        simply = [_with_present(simple(key), current[key]) for key in part["questions"] if key in SIMPLE]
        asked += [_of(name, each) for each in (*simply, *(several(session) if several else ()))]
    return [_which(projet, parts, session.today), *asked] if _begun(projet, current) else asked


def _begun(projet: Projet, current: dict[str, Any]) -> bool:
    note = projet.cadrage
    told = any(value not in (None, "") for value in current.values())
    return told or bool(note.instances or note.projets_lies or note.regles)


def _of(part: str, question: Question) -> Question:
    """Return the question, put only where its part was chosen (all are, where nothing was asked)."""
    before = question.quand

    def chosen(answers: dict[str, Any]) -> bool:
        return part in answers.get("parties", [part]) and (before is None or before(answers))

    return replace(question, quand=chosen)


def _with_present(question: Question, value: Any) -> Question:
    """Propose what the file says, to be corrected."""
    if question.cle.endswith("_date"):
        question = replace(question, quand=_told(question.cle.removesuffix("_date")))
    if value in (None, ""):
        return question
    if isinstance(value, bool):
        return replace(question, defaut="oui" if value else "non")
    shown = plain_number(value).replace(".", ",") if isinstance(value, float) else str(value)
    return replace(question, defaut=shown)


def _told(key: str) -> Any:
    return lambda answers: bool(answers.get(key))


def _which(projet: Projet, parts: dict[str, Any], day: dt.date) -> Question:
    lacks = {each.partie: each.manque for each in method.manques(projet, day)}
    choices = tuple(
        (name, part["titre"] + (f" (à compléter : {lacks[name]})" if name in lacks else ""))
        for name, part in parts.items()
    )
    return Question(
        "parties", "Que voulez-vous compléter ou revoir ?", "une option", genre="choix-multiple", choix=choices,
        defaut=list(lacks),
    )  # fmt: skip


def _bodies(session: Session) -> Iterator[Question]:
    """Yield which bodies were informed, then the date and the opinion of each."""
    projet, data = session.projet, framing.texts()
    words = data["parties"]["instances"]["questions"]
    labels = projet.source.referential("instances")
    proposed = bodies.proposees(projet, session.today)
    there = {each.instance: each for each in projet.cadrage.instances if each.instance}
    codes = dict.fromkeys((*(each.code for each in proposed), *there))
    why = {each.code: each.pourquoi for each in proposed}
    names = {code: str(labels.get(code, {}).get("libelle") or code) for code in codes}
    choices = tuple((code, names[code] + (f" : {why[code]}" if why.get(code) else "")) for code in codes)
    yield Question(
        "instances", words["instances"]["texte"], "--instances", genre="choix-multiple", choix=choices,
        defaut=list(there) or None, obligatoire=False, aide=words["instances"]["aide"],
        annonce="Voici les instances qui existent en général dans un établissement comme le vôtre ; "
        "une autre peut s’ajouter avec --instances.",
    )  # fmt: skip
    for code in codes:
        told = there.get(code)
        yield Question(
            f"instance:{code}:date", words["date"]["texte"].format(instance=names[code]), "--instances",
            obligatoire=False, verifie=is_date, quand=_ticked(code), aide=words["date"]["aide"],
            defaut=told.date.francais if told and told.date else None,
        )  # fmt: skip
        yield Question(
            f"instance:{code}:prevue", words["prevue"]["texte"].format(instance=names[code]), "--instances",
            genre="oui-non", defaut="oui", quand=_to_come(code, session.today), aide=words["prevue"]["aide"],
        )  # fmt: skip
        yield pick(
            f"instance:{code}:avis", words["avis"]["texte"].format(instance=names[code]), "--instances",
            tuple(data["avis"].items()), quand=_past(code, session.today), defaut=(told.avis if told else None) or NO_OPINION,
        )  # fmt: skip


def _to_come(code: str, day: dt.date) -> Any:
    return lambda answers: (date := _date_of(code, answers)) is not None and date.first_day > day


def _past(code: str, day: dt.date) -> Any:
    return lambda answers: (date := _date_of(code, answers)) is not None and date.first_day <= day


def _date_of(code: str, answers: dict[str, Any]) -> DateSouple | None:
    """Return the date given for a body that is ticked."""
    typed = answers.get(f"instance:{code}:date") if code in answers.get("instances", []) else None
    return DateSouple.parse(str(typed)) if typed else None


def _ticked(code: str) -> Any:
    return lambda answers: code in answers.get("instances", [])


def _projects(session: Session) -> Iterator[Question]:
    """Yield which linked projects stay, then new ones until there is no other."""
    data = framing.texts()
    words = data["parties"]["projets"]["questions"]
    there = [each.nom for each in session.projet.cadrage.projets_lies if each.nom]
    if there:
        yield Question(
            "projets", "Ces projets sont-ils toujours liés à la démarche ?", "--retirer", genre="choix-multiple",
            choix=tuple((name, name) for name in there), defaut=there, obligatoire=False, aide="gardez les bons",
        )  # fmt: skip
        yield _more(words, 0)
    for rank in range(1, _MOST_PROJECTS + 1):
        first = rank == 1 and not there
        wanted = _always if first else _said_yes(rank - 1)
        named = _named(rank)
        yield Question(
            f"projet:{rank}:nom", words["nom"]["texte"], "--projets-lies", obligatoire=False,
            aide=words["nom"]["aide"] if first else "", quand=wanted,
        )  # fmt: skip
        yield pick(
            f"projet:{rank}:type", words["type"]["texte"], "--projets-lies",
            tuple(data["types_de_projet"].items()), obligatoire=False, quand=named,
        )  # fmt: skip
        yield Question(
            f"projet:{rank}:lien", words["lien"]["texte"], "--projets-lies", obligatoire=False,
            aide=words["lien"]["aide"], quand=named,
        )  # fmt: skip
        if rank < _MOST_PROJECTS:
            yield replace(_more(words, rank), quand=named)


def _more(words: dict[str, Any], rank: int) -> Question:
    return Question(f"projet:{rank}:encore", words["encore"]["texte"], "--projets-lies", genre="oui-non", defaut="non")


def _always(answers: dict[str, Any]) -> bool:  # noqa: ARG001 (what `quand` gives)
    return True


def _said_yes(rank: int) -> Any:
    return lambda answers: answers.get(f"projet:{rank}:encore") == "oui"


def _named(rank: int) -> Any:
    return lambda answers: bool(answers.get(f"projet:{rank}:nom"))


def _rules(session: Session) -> Iterator[Question]:
    """Yield the usual working rules, to keep or not, then those in one's own words."""
    words = framing.texts()["parties"]["regles"]["questions"]
    asked = rules(method.regles(session.projet).textes)
    yield replace(asked[0], texte=words["regles"]["texte"], aide=words["regles"]["aide"])
    yield replace(asked[1], texte=words["regles_propres"]["texte"])
