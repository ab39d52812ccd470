"""The questions about a problem, in the order of a statement."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.options import pick
from qvtkit.method.priorisation import NIVEAU_MAX
from qvtkit.text import slugify

if TYPE_CHECKING:
    from qvtkit.cli.session import Session
    from qvtkit.model.diagnostic import Probleme


def _essential(session: Session) -> list[Question]:
    from qvtkit.ops.problems import reperes

    findings = [(each.id, each.texte) for each in session.projet.etat_des_lieux.constats if each.id and each.texte]
    chosen = Question(
        "constats",
        "De quels constats vient-il ?",
        "--constats",
        genre="choix-multiple",
        choix=tuple(findings),
        obligatoire=False,
    )
    return [
        Question("titre", "Comment appelle-t-on ce problème ?", "--titre", aide="quelques mots"),
        *([chosen] if findings else []),
        _open("lieu", "Où cela se passe-t-il ?", "un étage, une unité, un poste"),
        _open("moment", "Quand cela arrive-t-il ?", "le matin, à la relève, quand…"),
        _open("tache", "Pendant quelle tâche ?"),
        _several("metiers", "Quels métiers sont concernés ?", "« tous » est une réponse"),
        _open("effet_soin", "Qu’est-ce que cela change pour le résident ou le patient ?"),
        _open("effet_travail", "Qu’est-ce que cela change dans le travail ?"),
        _several("services_dependants", "Quels autres services devraient changer pour le résoudre ?", "vide s’il n’y en a pas"),
        replace(_open("enonce", "Écrivez l’énoncé, en une phrase :"), annonce=f"Un modèle : {reperes().modele}\nPar exemple : {reperes().exemple}"),
    ]  # fmt: skip


def _more(session: Session) -> list[Question]:
    themes = session.projet.source.referential("themes")
    return [
        pick(
            "theme",
            "Quel thème ?",
            "--theme",
            [(key, str(each["libelle"])) for key, each in themes.items()],
            obligatoire=False,
        ),
        _several("options", "Quelles pistes ont été étudiées ?"),
        _several("principes", "Qu’est-ce qui guide le choix ?"),
    ]


def for_add(session: Session, title: str | None) -> list[Question]:
    """Return the questions of `add`; a title that is taken is said at once."""
    first, *others = _essential(session)
    taken = {slugify(each.titre) for each in session.projet.problemes.values()} | set(session.projet.problemes)

    def free(answer: str) -> str | None:
        known = title is None and slugify(answer) in taken
        return "Un problème porte déjà ce nom : ajoutez par exemple le service ou le moment." if known else None

    return [replace(first, verifie=free, prudente=True, defaut=title), *others]


def for_edit(session: Session) -> list[Question]:
    """Return every question, for a problem that is already described."""
    return [*_essential(session), *_more(session)]


def criteria(problem: Probleme) -> list[Question]:
    """Return the eight criteria, each with its scale explained; the present level is proposed.

    A level is typed, not picked: in a numbered list, « 3 » would be the third line.
    """
    from qvtkit.ops.problems import criteres

    return [
        Question(
            key, body["question"], f"--{key.replace('_', '-')}", obligatoire=False, verifie=_is_level,
            annonce="\n".join([f"{rank}/{len(criteres())} · {body['question']} ({body['aide']})", *_scale(body)]),
            invite=f"De 0 à {NIVEAU_MAX}",
            defaut=None if (now := getattr(problem.priorisation, key, None)) is None else str(now),
        )
        for rank, (key, body) in enumerate(criteres().items(), 1)
    ]  # fmt: skip


def _scale(body: dict[str, Any]) -> list[str]:
    return [f"   {level} : {words}" for level, words in body["echelle"].items()]


def _is_level(answer: str) -> str | None:
    """Return what is wrong with a level."""
    if answer.strip() in {str(level) for level in range(NIVEAU_MAX + 1)}:
        return None
    return f"« {answer} » n’est pas un niveau. Tapez un nombre de 0 à {NIVEAU_MAX} ; Entrée pour ne pas répondre."


def _open(key: str, text: str, help_: str = "") -> Question:
    return Question(key, text, f"--{key.replace('_', '-')}", obligatoire=False, aide=help_)


def _several(key: str, text: str, help_: str = "") -> Question:
    return replace(_open(key, text, help_), liste=True)
