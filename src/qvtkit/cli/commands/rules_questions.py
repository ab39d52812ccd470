"""The working rules of a group: the usual ones to keep or not, then its own words."""

from __future__ import annotations

from qvtkit.cli.ask import Question
from qvtkit.ops import groups


def rules(there: tuple[str, ...] = ()) -> tuple[Question, Question]:
    """Return the two questions about the working rules of a group that has the rules *there*."""
    usual = groups.usual_rules()
    sources = dict.fromkeys(source.partition(" ; ")[0] for source in usual.values())
    choices = tuple((text, text) for text in dict.fromkeys((*there, *usual)))
    return (
        Question(
            "regles", "Quelles règles de travail vous donnez-vous ?", "--regles", genre="choix-multiple",
            choix=choices, defaut=list(there) or None, obligatoire=False, aide="gardez celles qui vous conviennent",
            annonce=f"Les règles les plus courantes ({' ; '.join(sources)}). À dire et à choisir ensemble.",
        ),
        Question(
            "regles_propres", "D’autres règles, dans vos mots ?", "--regles", obligatoire=False,
            aide="séparez par des points-virgules",
        ),
    )  # fmt: skip
