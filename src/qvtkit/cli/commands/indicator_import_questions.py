"""The questions of an import: the year, what each unknown label is, what to do of what is surprising."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.commands import indicator_import_view as view
from qvtkit.cli.options import pick
from qvtkit.text import fold, plural, slugify

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.session import Session
    from qvtkit.exchange.lecture import MesureLue
    from qvtkit.exchange.libelles import Ligne
    from qvtkit.exchange.tableur import Feuille
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.ops.import_doubts import Surprise
    from qvtkit.ops.imports import Plan

_IGNORE, _LATER, _RESULT = "ignorer", "plus-tard", "résultat"


def labels(
    session: Session, sheets: Sequence[Feuille], found: Plan, typed: list[Ligne], name: str
) -> tuple[Plan, list[Ligne]]:
    """Ask for the year and for what each unknown label is; return what the import would then do, and what was said."""
    from qvtkit.ops import imports

    for told in view.tables(found):
        display.paragraph(told)
    unknown = imports.unknown_labels(found)
    questions = [
        *_year_questions(found),
        *(one for rank, label in enumerate(unknown) for one in _label_questions(found, rank, label, unknown[label])),
    ]
    if not questions:
        return found, typed
    answers = session.ask(questions, {}, draft=f"import-{name}")
    said = [line for rank, label in enumerate(unknown) if (line := _line(answers, rank, label))]
    chosen = frozenset(each.cible.indicateur for each in said)
    wanted = replace(
        found.demande, annee=int(answers["annee"]) if answers.get("annee") else found.demande.annee, nouveaux=chosen,
        lignes=[*said, *found.demande.lignes],
    )  # fmt: skip
    return imports.plan(session.projet, sheets, wanted, session.today), [*typed, *said]


def places(session: Session, sheets: Sequence[Feuille], found: Plan, name: str) -> tuple[Plan, dict[str, str]]:
    """Ask whose figures are those under words that are not understood; return what the import would do, and what was said."""
    from qvtkit.ops import imports

    unknown = imports.unknown_texts(found)
    if not unknown:
        return found, {}
    services = sorted({each.service for each in found.indicateurs.values() if each.service})
    choices = [
        (_LATER, "Je ne sais pas : les laisser en doute"), ("tout", "Oui, ceux de tout l’établissement"),
        *((each, f"Non, ceux du service « {each} »") for each in services), (_IGNORE, "Non : ne pas les prendre"),
    ]  # fmt: skip
    questions = [
        pick(
            _key("perimetre", rank, text), f"« {text} » ({plural(count, 'mesure')}) : ces chiffres sont-ils ceux de tout l’établissement ?",
            f'--perimetre "{text}=tout"', choices, defaut=_LATER,
        )
        for rank, (text, count) in enumerate(unknown.items())
    ]  # fmt: skip
    answers = session.ask(questions, {}, draft=f"import-{name}")
    said = {
        text: whose for rank, text in enumerate(unknown)
        if (whose := str(answers.get(_key("perimetre", rank, text), _LATER))) != _LATER
    }  # fmt: skip
    wanted = replace(
        found.demande, perimetres={**found.demande.perimetres, **{fold(text): whose for text, whose in said.items()}}
    )
    return imports.plan(session.projet, sheets, wanted, session.today), said


def _year_questions(found: Plan) -> list[Question]:
    from qvtkit.ops import imports

    proposed = imports.uncertain_year(found)
    sheets = [each.donnee.feuille for each in found.lecture.doutes if each.code == "import-annee"]
    if not sheets and not proposed:
        return []
    sheet = next(iter(sheets), found.lecture.tableaux[0].tableau.feuille.nom)
    text = f"De quelle année sont les mois de la feuille « {sheet} » ?"
    return [Question("annee", text, "--annee", verifie=_is_year, defaut=proposed or None, aide="quatre chiffres")]


def _is_year(answer: str) -> str | None:
    good = answer.strip().isdigit() and 1990 <= int(answer) <= 2100  # noqa: PLR2004
    return None if good else f"« {answer} » n’est pas une année. Exemple : 2025."


def _label_questions(found: Plan, rank: int, label: str, count: int) -> list[Question]:
    """Return the question « which indicator », and the one on the variable where its formula has some."""
    from qvtkit.ops import imports

    text = f"« {label} » ({plural(count, 'chiffre')}) : quel indicateur ?"
    key = _key("libelle", rank, label)
    option = f'--libelle "{label}=ID"'

    def parts(answers: dict[str, Any]) -> dict[str, Any]:
        return {"choix": _parts(found, str(answers[key]))}

    return [
        pick(key, text, option, _choices(found, label), defaut=imports.exact(found, label) or _LATER),
        Question(
            _key("partie", rank, label), f"« {label} », est-ce… ?", option, genre="choix", selon=parts,
            quand=lambda answers: len(_parts(found, str(answers.get(key, "")))) > 1,
        ),
    ]  # fmt: skip


def _key(what: str, rank: int, label: str) -> str:
    """Return the key of a question: a draft kept for one label never answers for another."""
    return f"{what}-{rank}-{slugify(label)}"


def _parts(found: Plan, key: str) -> tuple[tuple[str, str], ...]:
    """Return what a figure of an indicator may be: its result, or a variable of its formula."""
    indicator = _indicator(found, key)
    if indicator is None:
        return ()
    result = f"Le résultat déjà calculé, en {indicator.unite}" if indicator.unite else "Le résultat déjà calculé"
    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    return ((_RESULT, result), *((name, indicator.variables.get(name) or name) for name in names))


def _indicator(found: Plan, key: str) -> Indicateur | None:
    from qvtkit.ops import catalogue, indicators

    if key in found.indicateurs:
        return found.indicateurs[key]
    data = catalogue.as_indicator(key)
    return indicators.parse(data) if data else None


def _choices(found: Plan, label: str) -> list[tuple[str, str]]:
    """Return the indicators, the closest first, then those of the project, then « none »."""
    from qvtkit.ops import imports

    near = imports.near(found, label)
    mine = [key for key in found.indicateurs if key not in near]
    shown = [(key, _label_of(found, key)) for key in (*near, *mine)]
    return [
        *shown,
        (_IGNORE, "Aucun : ces chiffres ne servent pas ici"),
        (_LATER, "Je ne sais pas : les laisser en doute"),
    ]


def _label_of(found: Plan, key: str) -> str:
    from qvtkit.ops import catalogue

    if key in found.indicateurs:
        own = found.indicateurs[key]
        service = f", {own.service}" if own.service else ""
        return f"{own.nom or key}{service} ({key})"
    return f"{catalogue.entry(key)['nom']} (catalogue : sera créé)"


def _line(answers: dict[str, Any], rank: int, label: str) -> Ligne | None:
    from qvtkit.exchange.libelles import Cible, Ligne

    chosen = str(answers.get(_key("libelle", rank, label), _LATER))
    if chosen == _LATER:
        return None
    part = str(answers.get(_key("partie", rank, label), _RESULT))
    return Ligne(label, Cible() if chosen == _IGNORE else Cible(chosen, "" if part == _RESULT else part))


@dataclass(frozen=True)
class Choix:
    """What was decided at the end: the surprising measures to note, whether to replace, the name of the correspondance."""

    mesures: list[MesureLue]
    remplacer: bool
    nom: str


def decisions(session: Session, found: Plan, taken: list[MesureLue], name: str, *, replaces: bool, kept: bool) -> Choix:
    """Show what would be noted, ask about what is surprising or different, and confirm; end where the answer is no."""
    from qvtkit.exchange import lecture
    from qvtkit.ops import import_doubts

    view.understood(session, found, taken, replaces=replaces)
    display.issues([*import_doubts.issues_of(found, taken), *import_doubts.without_effect(found)])
    groups = import_doubts.grouped(found, set(map(id, taken)))
    answers = session.ask(_decisions(found, groups, name, replaces=replaces, kept=kept), {})
    accepted = answers.get("accepter", [])
    every = [*taken, *(each.mesure for rank, group in enumerate(groups) for each in group if str(rank) in accepted)]
    replaces = replaces or answers.get("remplacer") == "oui"
    other = [each for each in found.of(lecture.CONFLIT) if not each.mesure.nd]
    count = len(found.of(lecture.A_NOTER)) + len(every) + (len(other) if replaces else 0)
    confirm = Question("noter", f"Noter {plural(count, 'mesure')} ?", "--no-input", genre="oui-non", defaut="oui")
    if count and session.ask([confirm], {})["noter"] != "oui":
        display.say("Rien n’a été écrit.")
        raise typer.Exit(1)
    return Choix(every, replaces, slugify(str(answers.get("correspondance", ""))) or name)


def _decisions(found: Plan, groups: list[list[Surprise]], name: str, *, replaces: bool, kept: bool) -> list[Question]:
    from qvtkit.exchange import lecture
    from qvtkit.ops import import_write

    asked = []
    if groups:
        choices = tuple((str(rank), _group_words(group)) for rank, group in enumerate(groups))
        asked.append(Question("accepter", "Lesquelles, surprenantes, sont justes et à noter ?", "--accepter", genre="choix-multiple",
                              choix=choices, obligatoire=False))  # fmt: skip
    other = [each for each in found.of(lecture.CONFLIT) if not each.mesure.nd]
    if other and not replaces:
        told = "\n".join(f"  {import_write.conflict_words(found, each)}" for each in other[:10])
        asked.append(Question("remplacer", f"Prendre {plural(len(other), 'valeur')} du tableau à la place ?", "--remplacer",
                              genre="oui-non", defaut="non", annonce=f"Le projet a déjà une autre valeur :\n{told}"))  # fmt: skip
    if kept:
        text = "Sous quel nom garder ces réponses pour la prochaine fois ?"
        asked.append(Question("correspondance", text, "--correspondance", defaut=name))
    return asked


def _group_words(group: list[Surprise]) -> str:
    """Return « B2:B7 : 8,1 et 5 autres (abs-taux, janvier 2016…) »."""
    from qvtkit.exchange import adresses

    first = group[0].mesure
    cells = adresses.told([(each.mesure.feuille, cell) for each in group for cell in each.mesure.cellules], most=2)
    more = f" et {plural(len(group) - 1, 'autre')}" if len(group) > 1 else ""
    return f"{cells} : {first.texte}{more} ({first.indicateur}, {first.periode.francais}{'…' if more else ''})"
