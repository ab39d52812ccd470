"""The questions of a session: activity by activity, then what the group wants kept.

The list is open: it holds more rounds than any group will need, and each is asked only when the
one before was filled. One flat list keeps the way back and the draft whole.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.options import codes, is_date, pick
from qvtkit.model.codes import College, Famille, MomentSeance, Tendance
from qvtkit.model.dates import DateSouple
from qvtkit.ops import sessions
from qvtkit.ops.experiments import family_words, missing_families
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.seance import ActiviteEvaluee
    from qvtkit.ops.sessions import Party

    Answers = dict[str, Any]

_ROUNDS = 40
_FAMILIES = (
    (str(Famille.ECONOMIQUE), "Économique (coûts, temps passé, efficacité)"),
    (str(Famille.TECHNIQUE), "Technique (qualité, délais, erreurs)"),
    (str(Famille.SOCIAL_SANTE), "Social et santé (charge, autonomie, entraide)"),
)

_APART = ("avis-differents", "Les avis diffèrent : noter chacun")
"""Not a fifth answer: the group has no common one, and those who differ each keep theirs."""


@dataclass(frozen=True)
class Context:
    """What the questions are built from."""

    experiment: Experimentation
    today: dt.date
    previous: tuple[ActiviteEvaluee, ...]
    parties: tuple[Party, ...]
    seats: dict[str, int]
    """Seats of each collège in the group, proposed as the numbers of persons present."""
    taken: frozenset[str]
    """Days on which a session is already recorded."""
    manquees: tuple[dt.date, ...] = ()
    """Days of sessions that were planned and of which nothing is recorded: perhaps it is one of these."""


def questions(context: Context) -> list[Question]:
    """Return every question that may be asked, in order."""
    day, again, moment = _setting(context)
    others = [moment, *_presents(context), *_rounds(context), *_ends()]
    return [day, again, *(_unless_stopped(question) for question in others)]


def _unless_stopped(question: Question) -> Question:
    """Return the same question, not asked after « Non, arrêter là »."""
    return replace(question, quand=lambda answers: answers.get("encore") != "non" and question.applies(answers))


def _setting(context: Context) -> list[Question]:
    def moment(answers: Answers) -> Answers:
        given = answers.get("date", "")
        day = DateSouple.of(context.today) if is_date(given) else DateSouple.parse(given)
        return {"defaut": str(sessions.default_moment(context.experiment, day))}

    def again(answers: Answers) -> bool:
        return not is_day(answers.get("date", "")) and str(DateSouple.parse(answers["date"])) in context.taken

    return [
        Question("date", "Quel jour se tient la séance ?", "--date", aide=_missed(context),
                 defaut=DateSouple.of(context.today).francais, verifie=is_day),
        pick("encore", "Une séance est déjà enregistrée ce jour-là. En tenir une autre ?", "--date",
             (("oui", "Oui"), ("non", "Non, arrêter là")), quand=again),
        pick("moment", "À quel moment du test ?", "--moment", codes(MomentSeance), selon=moment),
    ]  # fmt: skip


def _missed(context: Context) -> str:
    """Recall the sessions that were planned and of which nothing is recorded."""
    days = enumerate_fr(f"{day:%d/%m/%Y}" for day in context.manquees)
    return f"prévue et pas encore notée : {days} ; donnez ce jour si c’est elle" if days else ""


def is_day(answer: str) -> str | None:
    """Return what is wrong with the day of a session."""
    problem = is_date(answer)
    if problem is None and DateSouple.parse(answer).jour is None:
        return "Donnez aussi le jour. Exemple : 15/11/2016."
    return problem


def _presents(context: Context) -> list[Question]:
    who = Question(
        "presents", "Qui est présent ?", "--presents", genre="choix-multiple", choix=codes(College), obligatoire=False,
        defaut=[str(college) for college in College if str(college) in context.seats],
    )  # fmt: skip
    counts = [
        Question(
            f"presents_{college}", f"{college.libelle} : combien de personnes ?", "--presents", verifie=_is_count,
            quand=_is_ticked(str(college)), defaut=str(context.seats.get(str(college)) or "") or None,
        )
        for college in College
    ]  # fmt: skip
    return [who, *counts]


def _ticked(answers: Answers) -> list[str]:
    """Return the collèges ticked; an option gives them with their numbers, and nothing more is asked."""
    present = answers.get("presents")
    return present if isinstance(present, list) else []


def _is_ticked(college: str) -> Callable[[Answers], bool]:
    return lambda answers: college in _ticked(answers)


def _is_count(answer: str) -> str | None:
    counted = answer.strip().isdigit() and int(answer) > 0
    return None if counted else f"« {answer} » n’est pas un nombre de personnes. Exemple : 4"


def _rounds(context: Context) -> list[Question]:
    found = []
    if context.previous:
        choices = tuple((str(rank), _words(each)) for rank, each in enumerate(context.previous, 1))
        found.append(Question(
            "reprises", "Quelles activités de la dernière séance reprend-on ?", "--activite", genre="choix-multiple",
            choix=choices, defaut=[code for code, _ in choices], obligatoire=False,
        ))  # fmt: skip
    for rank, each in enumerate(context.previous, 1):
        found += _judgement(context, f"p{rank}_", _named(each), _kept(str(rank)))
    for rank in range(1, _ROUNDS + 1):
        found += _new(context, rank)
    return found


def _kept(rank: str) -> Callable[[Answers], bool]:
    return lambda answers: rank in (answers.get("reprises") or ())


def _named(each: ActiviteEvaluee) -> Callable[[Answers], str]:
    return lambda _: _words(each)


def _words(each: ActiviteEvaluee) -> str:
    """« Petits-déjeuners : Personne n’est servi en retard (technique) »."""
    family = f" ({each.famille.libelle.lower()})" if each.famille else ""
    return f"{each.activite} : {each.critere}{family}" if each.critere else f"{each.activite}{family}"


def _new(context: Context, rank: int) -> list[Question]:
    """Return the questions of one more activity, in the group's own words."""
    key, before = f"n{rank}_", f"n{rank - 1}_activite"

    def filled(answers: Answers) -> bool:
        return bool(answers.get(f"{key}activite"))

    def wording(answers: Answers) -> Answers:
        first = rank == 1 and not answers.get("reprises")
        missing = missing_families(_families(context, answers))
        reminder = f" ; rien encore dans {family_words(missing)}" if missing and not first else ""
        return {
            "texte": "Quelle activité le test change-t-il ?" if first else "Une autre activité ?",
            "obligatoire": first,
            "aide": "par exemple : petits-déjeuners" if first else f"Entrée pour finir{reminder}",
        }

    return [
        Question(f"{key}activite", "Une autre activité ?", "--activite", obligatoire=False, selon=wording,
                 quand=lambda answers: rank == 1 or bool(answers.get(before))),
        pick(f"{key}famille", "Qu’y regardez-vous ?", "--activite", _FAMILIES, quand=filled),
        Question(f"{key}critere", "À quoi le voit-on ?", "--activite", quand=filled,
                 aide="dans vos mots ; par exemple : personne n’est servi en retard"),
        *_judgement(context, key, lambda answers: f"{answers[f'{key}activite']} : {answers[f'{key}critere']}", filled),
    ]  # fmt: skip


def _families(context: Context, answers: Answers) -> list[Famille | None]:
    kept = [each.famille for rank, each in enumerate(context.previous, 1) if _kept(str(rank))(answers)]
    new = [answers.get(f"n{rank}_famille") for rank in range(1, _ROUNDS + 1)]
    return [*kept, *(Famille(family) for family in new if family)]


def _judgement(
    context: Context, key: str, words: Callable[[Answers], str], active: Callable[[Answers], bool]
) -> list[Question]:
    """Return the questions on one activity: the answer, who sees it otherwise, what happens."""

    def judged(answers: Answers) -> bool:
        return active(answers) and answers.get("moment") != MomentSeance.T0

    def told(answers: Answers) -> Answers:
        if answers.get("moment") == MomentSeance.T0:
            return {"annonce": words(answers), "texte": "Comment cela se passe-t-il aujourd’hui ?"}
        opinions = (answers.get(f"{key}avis_{party.code}") for party in context.parties)
        worse = Tendance.DEGRADE in {answers.get(f"{key}tendance"), *opinions}
        note = "nécessaire quand c’est dégradé" if worse else ""
        return {"annonce": words(answers), "obligatoire": worse, "aide": note}

    def split(answers: Answers) -> bool:
        return judged(answers) and (answers.get(f"{key}accord") == "non" or apart(answers))

    def apart(answers: Answers) -> bool:
        return answers.get(f"{key}tendance") == _APART[0]

    return [
        pick(f"{key}tendance", "Depuis le début du test, c’est…", "--activite", (*codes(Tendance), _APART), quand=judged,
             a_choisir=True, selon=lambda answers: {"annonce": words(answers)}),
        Question(f"{key}accord", "Tout le monde est-il d’accord ?", "--reponses", genre="oui-non", defaut="oui",
                 quand=lambda answers: judged(answers) and not apart(answers),
                 selon=lambda answers: {"annonce": words(answers)}),
        Question(f"{key}avis", "De qui noter l’avis ?", "--reponses", genre="choix-multiple", quand=split,
                 selon=lambda answers: {"annonce": words(answers), "choix": _present(context, answers)}),
        *_opinions(context, key, split, words),
        Question(f"{key}commentaire", "Que se passe-t-il, dans vos mots ?", "--activite", obligatoire=False,
                 quand=active, selon=told),
    ]  # fmt: skip


def _opinions(
    context: Context, key: str, split: Callable[[Answers], bool], words: Callable[[Answers], str]
) -> list[Question]:
    return [
        pick(
            f"{key}avis_{party.code}", f"Avis de : {party.libelle}", "--reponses", codes(Tendance),
            a_choisir=True, quand=_noted(key, party.code, split), selon=lambda answers: {"annonce": words(answers)},
        )
        for party in context.parties
    ]  # fmt: skip


def _noted(key: str, code: str, split: Callable[[Answers], bool]) -> Callable[[Answers], bool]:
    return lambda answers: split(answers) and code in (answers.get(f"{key}avis") or ())


def _present(context: Context, answers: Answers) -> tuple[tuple[str, str], ...]:
    """Return the collèges and trades present, or all of them where nobody said who is."""
    there = answers.get("presents") or ()
    found = [each for each in context.parties if not there or each.code in there or each.college in there]
    return tuple((each.code, each.libelle) for each in found or context.parties)


def _ends() -> list[Question]:
    """Return what is asked at the end; before the test nothing has had any effect yet."""

    def begun(answers: Answers) -> bool:
        return answers.get("moment") != MomentSeance.T0

    return [
        Question("effets_inattendus", "Des effets que personne n’attendait ?", "--effets-inattendus", obligatoire=False,
                 quand=begun),
        Question("hors_perimetre", "Des effets ailleurs, hors du périmètre du test ?", "--hors-perimetre",
                 obligatoire=False, quand=begun),
        Question("divergences", "Des désaccords à garder, tels quels ?", "--divergences", obligatoire=False),
    ]  # fmt: skip


def collected(context: Context, answers: Answers) -> Answers:
    """Return the data of the record that *answers* give."""
    present = answers.get("presents") or {}
    if not isinstance(present, dict):
        present = {college: answers[f"presents_{college}"] for college in present}
    kept = [
        {**each.as_file(), **_judged(context, answers, f"p{rank}_")}
        for rank, each in enumerate(context.previous, 1)
        if _kept(str(rank))(answers)
    ]
    new = [
        {key: answers.get(f"n{rank}_{key}") for key in ("activite", "famille", "critere")}
        | _judged(context, answers, f"n{rank}_")
        for rank in range(1, _ROUNDS + 1)
        if answers.get(f"n{rank}_activite")
    ]
    ends = {key: answers.get(key) for key in ("moment", "effets_inattendus", "hors_perimetre", "divergences")}
    return {**ends, "presents": present, "activites": [*kept, *new]}


def _judged(context: Context, answers: Answers, key: str) -> Answers:
    opinions = {party.code: answers.get(f"{key}avis_{party.code}") for party in context.parties}
    trend = answers.get(f"{key}tendance")
    return {
        "tendance": None if trend == _APART[0] else trend,
        "avis": {code: answer for code, answer in opinions.items() if answer},
        "commentaire": answers.get(f"{key}commentaire"),
    }
