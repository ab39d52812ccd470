"""Sessions side by side: the answers in words, the disagreements, the comments. Never a score."""

from __future__ import annotations

import contextlib
import textwrap
from typing import TYPE_CHECKING

from qvtkit.cli import show as display
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.model.codes import MomentSeance, Tendance
from qvtkit.model.dates import DateSouple
from qvtkit.ops.experiments import family_words, missing_families
from qvtkit.ops.sessions import rows
from qvtkit.text import enumerate_fr, plural, typography

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.cli.session import Session
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.seance import ActiviteEvaluee, Seance
    from qvtkit.ops.sessions import Line

_NOT_SEEN = "–"
_FIRST, _CELL = 17, 13
"""Widths: of the activities, and the least of an answer."""


def list_row(name: str, each: Seance) -> tuple[str, ...]:
    """Return a session as a line of the list."""
    missing = missing_families(activity.famille for activity in each.activites)
    return (
        name, each.moment.libelle if each.moment else "", str(sum(each.presents.values()) or ""),
        str(len(each.activites)), ", ".join(family.libelle for family in missing),
    )  # fmt: skip


def view(session: Session, experiment: Experimentation, held: Mapping[str, Seance], fmt: str) -> None:
    """Print the sessions of one experiment side by side, then what was said."""
    words, lines = Lexique(session.projet), list(rows(held))
    if fmt != "texte":
        titles = ("Famille", "Activité", "Critère", *(_head(name, each) for name, each in held.items()))
        table = [
            (family.libelle if family else "", activity, criterion, *_cells(words, said, held, " ; "))
            for family, activity, criterion, said in lines
        ]
        display.table(session, titles, table, fmt)
        return
    display.title(experiment.titre)
    _tables(session, words, lines, held)
    missing = missing_families(line[0] for line in lines)
    if missing:
        display.say(f"Rien n’a encore été regardé dans {family_words(missing)}.")
    _comments(lines, held)
    _around(words, held)


def _tables(session: Session, words: Lexique, lines: Sequence[Line], held: Mapping[str, Seance]) -> None:
    """Print as many sessions side by side as the screen holds, the others below."""
    screen = display.table_width()
    names, room = list(held), max((screen - _FIRST - 3) // (_CELL + 2), 1)
    for start in range(0, len(names), room):
        shown = {name: held[name] for name in names[start : start + room]}
        width = min((screen - _FIRST - 3) // len(shown) - 2, 30)
        table: list[tuple[str, ...]] = []
        for rank, (family, activity, _, said) in enumerate(lines):
            if rank == 0 or lines[rank - 1][0] is not family:
                table.append(((family.libelle if family else "Sans famille").upper(), *("" for _ in shown)))
            table.append(
                (_fitted(activity, _FIRST), *(_fitted(cell, width) for cell in _cells(words, said, shown, "\n")))
            )
        heads = (_fitted(_head(name, each, "\n"), width) for name, each in shown.items())
        display.grid(session, ("Activité", *heads), table)


def _fitted(text: str, width: int) -> str:
    """Return *text* cut between words to *width*; unlike rich, a non-breaking space is not a place to cut."""
    lines = (textwrap.wrap(typography(line), max(width, 8)) for line in text.splitlines())
    return "\n".join("\n".join(line) for line in lines)


def _head(name: str, each: Seance, separator: str = " ") -> str:
    moment = {MomentSeance.T0: "avant", MomentSeance.EN_COURS: "pendant", MomentSeance.BILAN: "bilan"}
    return f"{_day(name)}{separator}{moment[each.moment] if each.moment else ''}".strip()


def _day(name: str) -> str:
    """« 2016-11-15-2 » gives « 15/11/2016 (2) »."""
    with contextlib.suppress(ValueError):
        rank = name[11:]
        return DateSouple.parse(name[:10]).francais + (f" ({rank})" if rank else "")
    return name


def _cells(
    words: Lexique, said: Mapping[str, ActiviteEvaluee], held: Mapping[str, Seance], separator: str
) -> Iterator[str]:
    for name, each in held.items():
        yield _cell(words, said.get(name), each, separator)


def _cell(words: Lexique, said: ActiviteEvaluee | None, session: Seance, separator: str) -> str:
    """Return the answer in words; where opinions differ, each one's."""
    if said is None:
        return _NOT_SEEN
    if said.tendance is None and not said.avis:
        return "décrit" if session.moment is MomentSeance.T0 else "sans réponse"
    common = said.tendance.libelle if said.tendance else "Pas de réponse commune"
    return separator.join([common, *_opinions(words, said)])


def _opinions(words: Lexique, said: ActiviteEvaluee) -> Iterator[str]:
    """Yield « ASH et aide-soignant : amélioré », « infirmier : inchangé »."""
    by_answer: dict[Tendance, list[str]] = {}
    for code, answer in said.avis.items():
        by_answer.setdefault(answer, []).append(minuscule(words.partie(code)))
    for answer, names in by_answer.items():
        yield f"{enumerate_fr(names)} : {answer.libelle.lower()}"


def _comments(lines: Sequence[Line], held: Mapping[str, Seance]) -> None:
    display.title("Ce qui a été dit, activité par activité")
    for family, activity, criterion, said in lines:
        where = f" ({family.libelle.lower()})" if family else ""
        display.paragraph(f"{activity}{where} : {criterion}" if criterion else f"{activity}{where}")
        display.pairs((_day(name), said[name].commentaire) for name in held if name in said)


def _around(words: Lexique, held: Mapping[str, Seance]) -> None:
    """Print what each session says beside the activities."""
    for name, each in held.items():
        display.title(f"Séance du {_day(name)}")
        display.pairs(_beside(words, each))


def _beside(words: Lexique, each: Seance) -> Iterator[tuple[str, str]]:
    present = (f"{minuscule(words.partie(code))} {count}" for code, count in each.presents.items())
    total = sum(each.presents.values())
    if total:
        yield "Présents", f"{plural(total, 'personne')} ({', '.join(present)})"
    yield "Effets inattendus", each.effets_inattendus
    yield "Hors du périmètre", each.hors_perimetre
    yield "Désaccords", each.divergences
