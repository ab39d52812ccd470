"""The questions about an experiment, in the order of the fiche."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.options import codes, is_date, is_number, pick
from qvtkit.model.codes import EtatProbleme, Famille, Origine, Role
from qvtkit.model.dates import DateSouple
from qvtkit.text import listed, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from qvtkit.model.projet import Projet

PASSEE, CORRIGEE = "fin_passee", "fin_corrigee"
AWAITED = frozenset({
    "probleme", "hypothese", "ce_qui_change", "services", "metiers", "fin_prevue", "retour_arriere", "qui_decide",
    "groupe", "indicateur", "conditions_arret", "droit_a_l_erreur",
})  # fmt: skip
"""What the fiche and the gate ask of an experiment: `edit` begins there."""


def essential(projet: Projet) -> list[Question]:
    """Return the questions that everybody is asked: what is tried, where, until when, followed how."""
    return [
        Question("titre", "Comment s’appelle l’expérimentation ?", "--titre"),
        *_choice("probleme", "À quel problème répond-elle ?", _problems(projet)),
        _open("hypothese", "Quelle est l’hypothèse ?", "si nous…, alors…"),
        _open("ce_qui_change", "Qu’est-ce qui change, concrètement ?"),
        _several("services", "Dans quels services ?"),
        replace(_several("metiers", "Avec quels métiers ?"), verifie=_are_trades),
        _open("fin_prevue", "Quand le test doit-il finir ?", "6 à 12 semaines le plus souvent", is_date),
        _open("retour_arriere", "Comment reviendra-t-on en arrière, s’il le faut ?"),
        _open("qui_decide", "Qui peut décider d’arrêter ?"),
        *_choice("groupe", "Quel groupe évalue ?", _groups(projet)),
        *_indicators(projet),
    ]


def more() -> list[Question]:
    """Return the questions for those who complete the fiche."""
    return [
        pick("origine", "D’où vient-elle ?", "--origine", codes(Origine), obligatoire=False),
        _open("ce_qui_ne_change_pas", "Qu’est-ce qui ne change pas ?"),
        _open("horaires", "À quels horaires ?"),
        _open("effectif", "Combien de personnes sont concernées ?", verify=is_whole),
        _several("conditions_arret", "Qu’est-ce qui ferait arrêter le test ?"),
        Question(
            "droit_a_l_erreur", "Le droit à l’erreur a-t-il été affirmé ?", "--droit-a-l-erreur", genre="oui-non",
            obligatoire=False,
        ),
        _several("concepteurs", "Qui a conçu le changement ?", "leurs fonctions"),
        _open("heures", "Combien d’heures sont prévues ?", verify=is_number),
        _open("euros", "Combien d’euros sont prévus ?", verify=is_number),
    ]  # fmt: skip


def for_add(projet: Projet, title: str | None, day: dt.date) -> list[Question]:
    """Return the questions of `add` in a terminal on *day*; the last ones only for those who wish."""
    first, *others = essential(projet)
    after_end = [each.cle for each in others].index("fin_prevue") + 1
    others[after_end:after_end] = _past_end(day)
    taken = {slugify(each.titre) for each in projet.experimentations.values()} | set(projet.experimentations)

    def free(answer: str) -> str | None:
        known = title is None and slugify(answer) in taken
        return "Une expérimentation porte déjà ce nom : ajoutez par exemple le service ou l’année." if known else None

    go_on = Question(
        "completer", "Compléter la fiche maintenant ?", "", genre="oui-non", defaut="non",
        aide="origine, horaires, effectif, conditions d’arrêt, moyens…",
    )  # fmt: skip
    wished = [replace(question, quand=lambda answers: answers.get("completer") == "oui") for question in more()]
    return [replace(first, verifie=free, defaut=title), *others, go_on, *wished]


def _past_end(day: dt.date) -> list[Question]:
    """Return what is asked where the planned end is past: a test noted afterwards, or a slip."""

    def past(answer: str | None) -> bool:
        return bool(answer) and not is_date(str(answer)) and DateSouple.parse(str(answer)).last_day < day

    def not_past(answer: str) -> str | None:
        return is_date(answer) or ("Cette date est déjà passée." if past(answer) else None)

    return [
        pick(
            PASSEE, "Cette date est déjà passée. Est-ce bien elle ?", "--fin-prevue",
            (("non", "Non, je la corrige"), ("oui", "Oui, le test a déjà eu lieu")), defaut="non",
            quand=lambda answers: past(answers.get("fin_prevue")),
        ),
        Question(CORRIGEE, "Quand le test doit-il finir ?", "--fin-prevue", obligatoire=False, verifie=not_past,
                 quand=lambda answers: answers.get(PASSEE) == "non" and past(answers.get("fin_prevue"))),
    ]  # fmt: skip


def settled(answers: dict[str, Any]) -> dict[str, Any]:
    """Return *answers* with the end that was given in the end, without what only led to it."""
    kept = {key: value for key, value in answers.items() if key not in {PASSEE, CORRIGEE, "completer"}}
    return kept if answers.get(PASSEE) != "non" else kept | {"fin_prevue": answers.get(CORRIGEE)}


def for_edit(projet: Projet) -> list[Question]:
    """Return every question, for one that is already described."""
    return [*essential(projet), *more()]


def _are_trades(answer: str) -> str | None:
    """Return what is wrong with trades typed on one line: a date slipped in from another question."""
    from qvtkit.ops.trades import no_trade

    return next((wrong for each in listed(answer, short=True) if (wrong := no_trade(each))), None)


def is_whole(answer: str) -> str | None:
    """Return what is wrong with a number of persons."""
    return None if answer.strip().isdigit() else f"« {answer} » n’est pas un nombre entier. Exemple : 12"


def _open(key: str, text: str, help_: str = "", verify: Callable[[str], str | None] | None = None) -> Question:
    option = f"--{key.replace('_', '-')}"
    return Question(key, text, option, obligatoire=False, aide=help_, verifie=verify)


def _several(key: str, text: str, help_: str = "") -> Question:
    return replace(_open(key, text, help_), liste=True)


def _choice(key: str, text: str, choices: list[tuple[str, str]]) -> list[Question]:
    """Return the question that picks a record, none where there is nothing to pick."""
    default = choices[0][0] if len(choices) == 1 else None
    return [pick(key, text, f"--{key}", choices, obligatoire=False, defaut=default)] if choices else []


def _problems(projet: Projet) -> list[tuple[str, str]]:
    """Return the problems that were retained, else those not given up."""
    open_ones = {key: each for key, each in projet.problemes.items() if each.etat is not EtatProbleme.ABANDONNE}
    retained = {key: each for key, each in open_ones.items() if each.etat is EtatProbleme.RETENU}
    return [(key, each.titre or key) for key, each in (retained or open_ones).items()]


def _groups(projet: Projet) -> list[tuple[str, str]]:
    """Return the groups, those that evaluate first."""
    ranked = sorted(projet.groupes.items(), key=lambda pair: Role.GROUPE_EVALUATION not in pair[1].roles)
    return [(key, group.nom or key) for key, group in ranked]


def _indicators(projet: Projet) -> list[Question]:
    """Return the question that ticks indicators, grouped by family."""
    order: list[Any] = [*Famille, None]
    ranked = sorted(projet.indicateurs.items(), key=lambda pair: order.index(pair[1].famille))
    choices = tuple(
        (key, f"{each.famille.libelle if each.famille else 'Sans famille'} : {each.nom or key}") for key, each in ranked
    )
    question = Question(
        "indicateur", "Quels indicateurs suivra-t-on ?", "--indicateur", genre="choix-multiple", choix=choices,
        obligatoire=False, aide="au moins un par famille, si possible",
    )  # fmt: skip
    return [question] if choices else []
