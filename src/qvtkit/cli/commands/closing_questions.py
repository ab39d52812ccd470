"""The questions of the close: first the bilan, then what follows; a list is asked one item at a time."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.lines import ERASE
from qvtkit.cli.options import codes, is_date, is_number, pick
from qvtkit.method.revues import revues
from qvtkit.model.codes import College, EtatEvenement

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from qvtkit.model.base import Record
    from qvtkit.model.projet import Projet

WHICH = "rubriques"
SIGNATORIES = (College.DIRECTION, College.REPRESENTANTS_DU_PERSONNEL)
_MOST_NEW = 20
_DONE = frozenset({EtatEvenement.FAIT, EtatEvenement.ANNULE})


@dataclass(frozen=True, slots=True)
class Liste:
    """A list of the close: the word for an item, its rubriques, what is said above its questions."""

    mot: str
    premier: str = "texte"
    second: str = ""
    question: str = ""
    annonce: str = ""


LISTS: dict[str, Liste] = {
    "reussites": Liste("Réussite", annonce="Qu’est-ce qui a réussi ? Une réussite à la fois."),
    "difficultes": Liste("Difficulté", "texte", "reponse_apportee", "Qu’avez-vous fait ?",
                         "Qu’est-ce qui a été difficile ? Une difficulté à la fois, avec ce qui a été fait."),
    "enseignements": Liste("Enseignement", annonce="Qu’avez-vous appris ? Un enseignement à la fois."),
    "conditions_de_reussite": Liste("Condition", "", annonce="Sans quoi cela n’aurait-il pas marché ? Du temps, une place, un appui…"),
    "actions": Liste("Action", "titre", "echeance", "Pour quand ?", "Que ferez-vous ensuite ? Une action à la fois."),
    "integration": Liste("Projet", "projet", "comment", "De quelle façon ?",
                         "Dans quels projets de l’établissement la démarche entre-t-elle ? Un projet à la fois."),
}  # fmt: skip
SECTIONS: dict[str, str] = {
    "deroulement": "Comment la démarche s’est déroulée",
    "reussites": "Les réussites",
    "difficultes": "Les difficultés, et ce qui a été fait",
    "enseignements": "Les enseignements",
    "conditions_de_reussite": "Les conditions de réussite",
    "transferabilite": "Ce qui peut servir ailleurs",
    "ce_que_l_on_referait_autrement": "Ce que l’on referait autrement",
    "a_retenir": "À retenir : une réussite, une difficulté, un conseil",
    "pilote": "Qui porte la suite",
    "moyens": "Les moyens : heures, euros",
    "actions": "Les actions suivantes",
    "integration": "Les projets où la démarche entre",
    "revues": "Les revues à six et douze mois",
    "visas": "Les visas de la fiche",
}

_SENTENCES = {
    "deroulement": "Comment la démarche s’est-elle déroulée ?",
    "transferabilite": "Qu’est-ce qui peut servir ailleurs ?",
    "ce_que_l_on_referait_autrement": "Que referiez-vous autrement ?",
}


def questions(projet: Projet, day: dt.date) -> list[Question]:
    """Return every question, those of a part only where the person wants to go through it."""
    filled = written(projet, day)
    asked = [
        replace(question, quand=_when(key, question.quand))
        for key in SECTIONS
        for question in _of_section(projet, key, day)
    ]
    if any(filled.values()):
        asked.insert(0, _which(filled))
    return asked


def _which(filled: dict[str, bool | None]) -> Question:
    """Return the question that picks the parts to go through; those empty or begun only are ticked."""
    said = {True: "déjà rempli", False: "vide", None: "à compléter"}
    choices = tuple((key, f"{label} ({said[filled[key]]})") for key, label in SECTIONS.items())
    lacking = [key for key in SECTIONS if not filled[key]]
    return Question(WHICH, "Que voulez-vous remplir ?", "une option", genre="choix-multiple", choix=choices, defaut=lacking,
                    obligatoire=False)  # fmt: skip


def _when(section: str, also: Callable[[dict[str, Any]], bool] | None) -> Callable[[dict[str, Any]], bool]:
    def wanted(answers: dict[str, Any]) -> bool:
        return section in answers.get(WHICH, SECTIONS) and (also is None or also(answers))

    return wanted


def written(projet: Projet, day: dt.date) -> dict[str, bool | None]:
    """Tell for each part whether it is in the files already; None: begun, and what matters lacks."""
    return {
        key: all(r.notee for r in revues(projet, day)) if key == "revues" else _says(key, value_of(projet, key))
        for key in SECTIONS
    }


def _says(key: str, value: Any) -> bool | None:
    if not (value.as_file() if hasattr(value, "as_file") else value):
        return False
    whole = {
        "pilote": lambda: bool(value.fonction),
        "actions": lambda: all(each.echeance or each.etat in _DONE for each in value),
        "a_retenir": lambda: bool(value.reussite and value.difficulte and value.conseil),
    }
    return whole[key]() or None if key in whole else True


def value_of(projet: Projet, key: str) -> Any:
    """Return what the files hold under *key*."""
    return getattr(projet.bilan if key in type(projet.bilan).model_fields else projet.suites, key)


def _of_section(projet: Projet, key: str, day: dt.date) -> Iterator[Question]:
    if key in LISTS:
        yield from _of_list(projet, key)
    elif key == "revues":
        yield from _of_reviews(projet, day)
    elif key == "visas":
        yield from _of_signatures(projet)
    elif key in _GROUPS:
        yield from _GROUPS[key](projet)
    else:
        yield _line(key, _SENTENCES[key], value_of(projet, key), "en quelques phrases")


def _line(key: str, text: str, current: Any, help_: str = "", **more: Any) -> Question:
    """Return a question of one line, which proposes what is written already."""
    shown = " ".join(str(current).split()) if current not in (None, "") else None
    option = f"--{key.replace('_', '-')}"
    return Question(key, text, option, obligatoire=False, aide=help_, defaut=shown, **more)


def _of_list(projet: Projet, key: str) -> Iterator[Question]:
    """Yield the questions of each item there is, then of new ones until an empty line."""
    told, items = LISTS[key], value_of(projet, key)
    option = f"--{key.replace('_', '-')}"
    for number in range(1, len(items) + _MOST_NEW + 1):
        item = items[number - 1] if number <= len(items) else None
        name = f"{key}.{number}"
        text = item if isinstance(item, str) else getattr(item, told.premier, "") if item else ""
        help_ = f"{ERASE} pour l’enlever" if item else "Entrée pour finir"
        ask = None if number <= len(items) + 1 else _given(f"{key}.{number - 1}")
        yield replace(_line(name, f"{told.mot} {number}", text, help_), option=option, quand=ask, annonce=told.annonce)
        for question in _inside(projet, key, name, None if isinstance(item, str) else item):
            yield replace(question, option=option, quand=_given(name), annonce=told.annonce)


def _given(name: str) -> Callable[[dict[str, Any]], bool]:
    return lambda answers: bool(answers.get(name)) and answers[name] != ERASE


def _inside(projet: Projet, key: str, name: str, item: Record | None) -> Iterator[Question]:
    """Yield what is asked of an item beside its first words."""
    told = LISTS[key]
    if told.second:
        current = getattr(item, told.second, None)
        check = is_date if key == "actions" else None
        shown = current.francais if key == "actions" and current else current
        yield _line(f"{name}.{told.second}", told.question, shown, verifie=check)
    if key != "actions":
        return
    problems = [(each, record.titre or each) for each, record in projet.problemes.items()]
    if problems:
        yield pick(f"{name}.probleme", "Pour quel problème ?", "", problems, obligatoire=False,
                   defaut=getattr(item, "probleme", None))  # fmt: skip
    if item:
        state = getattr(item, "etat", None)
        yield pick(
            f"{name}.etat", "Où en est-elle ?", "", codes(EtatEvenement), defaut=str(state or EtatEvenement.PREVU)
        )


def _to_keep(projet: Projet) -> Iterator[Question]:
    keep = projet.bilan.a_retenir
    yield _line("a_retenir_reussite", "La réussite à retenir ?", keep.reussite, "une phrase, pour la page courte")
    yield _line("a_retenir_difficulte", "La difficulté à retenir ?", keep.difficulte, "une phrase")
    yield _line("a_retenir_conseil", "Le conseil à un voisin ?", keep.conseil, "une phrase")


def _pilot(projet: Projet) -> Iterator[Question]:
    pilot = projet.suites.pilote
    yield _line("pilote", "Qui porte la suite ?", pilot.fonction, "une fonction plutôt qu’un nom")
    groups = [(key, group.nom or key) for key, group in projet.groupes.items()]
    if groups:
        yield pick("groupe", "Avec quel groupe ?", "--groupe", groups, obligatoire=False, defaut=pilot.groupe)


def _is_positive(answer: str) -> str | None:
    """Return what is wrong with hours or euros."""
    below = answer.lstrip().startswith("-")
    return is_number(answer) or ("Ce nombre est négatif : écrivez 0 si rien n’est accordé." if below else None)


def _means(projet: Projet) -> Iterator[Question]:
    from qvtkit.model.numbers import plain_number

    means = projet.suites.moyens
    for key, text, value in (
        ("heures", "Combien d’heures par an pour la suite ?", means.heures),
        ("euros", "Combien d’euros par an pour la suite ?", means.euros),
    ):
        shown = None if value is None else plain_number(value).replace(".", ",")
        yield _line(key, text, shown, "vide : la fiche dira « non prévus »", verifie=_is_positive)
    yield _line("precision", "Une précision sur ces moyens ?", means.precision)


_GROUPS: dict[str, Callable[[Projet], Iterator[Question]]] = {"a_retenir": _to_keep, "pilote": _pilot, "moyens": _means}


def _of_reviews(projet: Projet, day: dt.date) -> Iterator[Question]:
    """Yield, for the reviews that are still to be held, whether to note them and when."""
    found = [review for review in revues(projet, day) if not review.notee or review.rang is not None]
    if not found:
        return
    yield Question("revues", "Inscrire à l’agenda les revues à six et douze mois ?", "--revues", genre="oui-non", defaut="oui",
                   aide="on y regarde ensemble ce que le changement est devenu")  # fmt: skip
    for review in found:
        yield Question(f"revue_{review.mois}_mois", f"{review.titre} : quel jour ?", f"--revue-{review.mois}-mois",
                       defaut=review.date.francais, verifie=is_date, quand=lambda answers: answers.get("revues") == "oui")  # fmt: skip


def _of_signatures(projet: Projet) -> Iterator[Question]:
    dates = {visa.college: visa.date for visa in projet.bilan.visas}
    for college in dict.fromkeys((*SIGNATORIES, *(each for each in dates if each))):
        date = dates.get(college)
        text = f"{college.libelle} : à quelle date la fiche a-t-elle été visée ?"
        question = _line(
            f"visas.{college}", text, date.francais if date else None, "vide : pas encore", verifie=is_date
        )
        yield replace(question, option="--visa")
