"""The questions of a review: change by change, then the figures, then what is decided."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.commands.meeting_setting import setting
from qvtkit.cli.options import codes, is_date, pick
from qvtkit.method.changements import changements, lectures
from qvtkit.method.revues import suivi_attendu
from qvtkit.model.codes import College, Devenir
from qvtkit.model.dates import DateSouple
from qvtkit.ops import closing_review, indicators, meetings, typed_measures
from qvtkit.ops.closing_review_words import measure, of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qvtkit.method.changements import Changement, Lecture
    from qvtkit.method.revues import MesureDeSuivi, Revue
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.perennisation import Revue as RevueTenue
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

    Answers = dict[str, Any]

_APART = ("avis-differents", "Les avis diffèrent : noter chacun")
"""Not a fifth answer: the group has no common one, and those who differ each keep theirs."""


@dataclass(frozen=True)
class Context:
    """What the questions are built from."""

    projet: Projet
    revue: Revue
    today: dt.date
    seats: dict[str, int]
    ecrite: RevueTenue | None
    """What is written of it already, to be completed."""
    changements: tuple[Changement, ...]
    lectures: tuple[Lecture, ...]
    attendues: tuple[MesureDeSuivi, ...]
    """The measures that the closed tests still ask for, one an indicator."""

    @classmethod
    def of(cls, projet: Projet, review: Revue, day: dt.date) -> Context:
        """Return the context of *review*, held about *day*."""
        group = review.groupe or projet.suites.pilote.groupe or ""
        awaited = {
            each.indicateur: each
            for key, test in projet.experimentations.items()
            for each in suivi_attendu(projet, key, test, day)
        }
        return cls(
            projet, review, day, meetings.seated(projet, group, day) if group else {},
            closing_review.written(projet, review), changements(projet), lectures(projet), tuple(awaited.values()),
        )  # fmt: skip


def questions(context: Context) -> list[Question]:
    """Return every question, in order."""
    day, who, *counts = setting_of(context)
    return [
        day, who, *counts,
        *(question for rank, each in enumerate(context.changements, 1) for question in _of_change(context, rank, each)),
        *_of_figures(context),
        Question("divergences", "Des désaccords à garder, tels quels ?", "--divergences", **_before(context, "divergences")),
        Question("decision", "Que décide-t-on pour la suite ?", "--decision", **_before(context, "decision"),
                 aide="continuer, corriger, reprendre le diagnostic, arrêter…"),
        *_of_next(context),
    ]  # fmt: skip


def _before(context: Context, key: str) -> dict[str, Any]:
    """Return how a question of one line proposes what is written already."""
    text = " ".join(str(getattr(context.ecrite, key, "")).split())
    return {"obligatoire": False, "defaut": text or None}


def setting_of(context: Context) -> list[Question]:
    """Return the day and who is there, asked as for a meeting."""
    default = (context.ecrite.date if context.ecrite else None) or DateSouple.of(context.today)
    day, *who, _ = setting(context.today, context.seats)
    return [replace(day, texte="Quel jour se tient la revue ?", defaut=default.francais), *who]


def _of_change(context: Context, rank: int, each: Changement) -> list[Question]:
    key, before = f"c{rank}_", closing_review.said_of(context.ecrite, each)
    opinions = before.avis if before else {}
    became = (before.devenir or _APART[0]) if before else None
    what, asked = ("Changement", "Qu’est-il devenu ?") if each.experimentation else ("Action", "Qu’est-elle devenue ?")
    told = f"{what} {rank} : {each.titre}" + (f" ({each.decide})" if each.decide else "")

    def apart(answers: Answers) -> bool:
        return answers.get(f"{key}devenir") == _APART[0]

    def split(answers: Answers) -> bool:
        return apart(answers) or answers.get(f"{key}accord") == "non"

    def comment(answers: Answers) -> Answers:
        said = {answers.get(f"{key}devenir"), *(answers.get(f"{key}avis_{college}") for college in College)}
        undone = str(Devenir.DEFAIT) in said
        return {"obligatoire": undone, "aide": "nécessaire quand il s’est défait" if undone else "dans vos mots"}

    return [
        pick(f"{key}devenir", asked, "--changement", (*codes(Devenir), _APART), annonce=told, defaut=became,
             a_choisir=True),
        Question(f"{key}accord", "Tout le monde est-il d’accord ?", "--changement", genre="oui-non", annonce=told,
                 defaut="non" if opinions else "oui", quand=lambda answers: not apart(answers)),
        Question(f"{key}avis", "De qui noter l’avis ?", "--changement", genre="choix-multiple", annonce=told, quand=split,
                 defaut=list(opinions) or None, selon=lambda answers: {"choix": _parties(answers)}),
        *(pick(f"{key}avis_{college}", f"Avis de : {college.libelle}", "--changement", codes(Devenir), annonce=told,
               a_choisir=True, defaut=opinions.get(str(college)), quand=_said(key, str(college), split)) for college in College),
        Question(f"{key}commentaire", "Que constate-t-on ?", "--changement", obligatoire=False, annonce=told, selon=comment,
                 defaut=(before.commentaire if before else "") or None),
    ]  # fmt: skip


def _said(key: str, college: str, split: Callable[[Answers], bool]) -> Callable[[Answers], bool]:
    return lambda answers: split(answers) and college in (answers.get(f"{key}avis") or ())


def _parties(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return the collèges present, or all of them where nobody said who is."""
    there = answers.get("presents") or ()
    return tuple(pair for pair in codes(College) if not there or pair[0] in there)


def _of_figures(context: Context) -> list[Question]:
    """Return what is asked of the figures: those that lack since the test, then what the group reads in them."""
    asked = [_of_measure(context, rank, each) for rank, each in enumerate(context.attendues, 1)]
    if not context.lectures:
        return asked
    lines = "\n".join(["Ce que disent les indicateurs :", *map(_line, context.lectures)])
    written = _before(context, "indicateurs")
    read = Question("indicateurs", "Que lisez-vous dans ces chiffres ?", "--indicateurs", annonce=lines, **written)
    return [*asked, read]


def _line(each: Lecture) -> str:
    """« - Toilettes reportées : 7,3 % avant (août 2016) ; 4,2 % après le test (mars 2017) »."""
    known = ((each.t0, "au départ"), (each.derniere if each.derniere != each.suivi else "", "pendant le test"),
             (each.suivi, "depuis la fin"))  # fmt: skip
    said = " ; ".join(f"{value} {when}" for value, when in known if value)
    lacks = "" if each.suivi or not said else " ; rien depuis la fin du test"
    read = f" ; {each.lue}" if each.lue else ""
    return f"- {each.nom} : {said or 'aucune valeur comparable'}{lacks}{read}"


def _period(context: Context, each: MesureDeSuivi) -> Periode:
    return each.periode or indicators.default_period(context.projet.indicateurs[each.indicateur], context.today)


def _of_measure(context: Context, rank: int, each: MesureDeSuivi) -> Question:
    indicator = context.projet.indicateurs[each.indicateur]
    when = _period(context, each).francais
    since = "le test" if each.jamais else f"le {each.depuis:%d/%m/%Y}"
    return Question(
        f"m{rank}", f"{indicator.nom or each.indicateur}, {when} : quelle valeur ?", "--mesure", obligatoire=False,
        verifie=lambda answer: typed_measures.is_measure(answer, indicator.unite),
        annonce=f"Depuis {since}, ces chiffres n’ont pas été relevés.",
        aide=f"en {indicator.unite} ; Entrée si personne ne l’a" if indicator.unite else "Entrée si personne ne l’a",
    )  # fmt: skip


def _of_next(context: Context) -> list[Question]:
    """Return the question of the next review, not asked where the agenda has it already."""
    coming = closing_review.coming_after(context.projet, context.revue, context.today)
    if coming and coming.notee:
        return []
    day = closing_review.next_day(context.projet, context.revue, context.today)
    proposed = day.francais if coming else None
    help_ = "Entrée pour ne pas en prévoir" if proposed is None else f"par exemple : {proposed}"
    return [Question("prochaine", "Quel jour se tiendra la revue suivante ?", "--prochaine", obligatoire=False,
                     defaut=proposed, aide=help_, verifie=is_date)]  # fmt: skip


def collected(context: Context, answers: Answers) -> Answers:
    """Return the data of the record that *answers* give."""
    present = answers.get("presents") or {}
    if not isinstance(present, dict):
        present = {college: answers[f"presents_{college}"] for college in present}
    said = {
        key: answers[key] for key in ("date", "groupe", "indicateurs", "divergences", "decision") if answers.get(key)
    }
    changes = [_told(f"c{rank}_", each, answers) for rank, each in enumerate(context.changements, 1)]
    return {**said, "presents": present, "changements": changes}


def _told(key: str, each: Changement, answers: Answers) -> Answers:
    became = answers.get(f"{key}devenir")
    opinions = {str(college): answers.get(f"{key}avis_{college}") for college in College}
    return {
        **of(each),
        "devenir": None if became == _APART[0] else became,
        "avis": {party: answer for party, answer in opinions.items() if answer},
        "commentaire": answers.get(f"{key}commentaire"),
    }


def measured(context: Context, answers: Answers) -> tuple[tuple[str, Periode, Mesure], ...]:
    """Return the measures given in answer."""
    return tuple(
        measure(context.projet, each.indicateur, str(_period(context, each)), answers[f"m{rank}"], context.today)
        for rank, each in enumerate(context.attendues, 1)
        if answers.get(f"m{rank}")
    )
