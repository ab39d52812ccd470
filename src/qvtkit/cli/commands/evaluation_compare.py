"""`qvtkit evaluation compare`: where the collèges agree, where they differ, what changed. Never an average."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.options import Format  # noqa: TC001 (typer reads it)
from qvtkit.cli.session import Session, command
from qvtkit.errors import RefusedError, UsageError
from qvtkit.method.comparaison_grilles import Etat
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.model.dates import date_of_id
from qvtkit.ops.evaluations import numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qvtkit.method.comparaison_grilles import Ligne
    from qvtkit.ops.comparison import Comparaison

Evaluations = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="ÉVALUATION [ÉVALUATION…]",
        help="Une, deux ou plusieurs évaluations ; ou une grille, à toutes ses dates",
    ),
]
_NONE = "–"


@command
def compare(session: Session, evaluations: Evaluations = None, format: Format = "texte") -> None:
    """Comparer les réponses à une grille : entre collèges, et d’une date à l’autre. Jamais de moyenne.

    Exemple : qvtkit evaluation compare points-de-vigilance
    """
    from qvtkit.ops import comparison

    ids = comparison.chosen(session.projet, evaluations or _asked(session))
    found = comparison.compare(session.projet, ids)
    if session.reply("comparaison-evaluations", comparison.as_data(session.projet, found)):
        return
    words = Lexique(session.projet)
    if format != "texte":
        titles = ("N°", "Question", "Qui répond", *_heads(found), "Ce qui change")
        display.table(session, titles, list(_rows(words, found)), format)
        return
    _head(found)
    if len(ids) == 1:
        _one(words, found)
    else:
        _several(words, found)
    display.unreadable(session.projet.unreadable("evaluation"))


def _asked(session: Session) -> list[str]:
    """Return the evaluations to compare: the only one there is, else those ticked."""
    ids = list(session.projet.evaluations)
    if not ids:
        raise RefusedError.of(
            "aucun", quoi="Aucune grille remplie dans ce projet.", commande="Pour y répondre : qvtkit evaluation run"
        )
    if len(ids) == 1:
        return ids
    if not session.can_ask:
        raise UsageError.of("preciser", liste=", ".join(ids), option="ÉVALUATION")
    question = Question(
        "evaluations", "Quelles évaluations comparer ?", "ÉVALUATION", genre="choix-multiple",
        choix=tuple((key, _label(session, key)) for key in ids), aide="une seule : entre collèges ; plusieurs : dans le temps",
    )  # fmt: skip
    return list(session.ask([question], {})["evaluations"])


def _label(session: Session, key: str) -> str:
    each = session.projet.evaluations[key]
    grid = session.projet.grilles.get(each.grille or "")
    day = each.date or date_of_id(key)
    return f"{day.francais if day else key} : {grid.titre if grid else each.grille}"


def _heads(found: Comparaison) -> list[str]:
    """Return what names each evaluation: its date; its moment too, where they differ; its id where nothing else does."""
    moments = {each.moment for each in found.evaluations}
    heads = []
    for key, each in zip(found.ids, found.evaluations, strict=True):
        day = each.date or date_of_id(key)
        moment = f" ({each.moment.libelle.lower()})" if each.moment and len(moments) > 1 else ""
        heads.append(f"{day.francais if day else key}{moment}")
    return heads if len(set(heads)) == len(heads) else list(found.ids)


def _rows(words: Lexique, found: Comparaison) -> Iterator[tuple[str, ...]]:
    for rank, line in enumerate(found.lignes, 1):
        text = found.textes[line.id][1]
        for party in line.parties or ("",):
            said = [words.reponse(answer) if answer else _NONE for answer in line.de(party)]
            change = " → ".join(said) if line.change(party) else ""
            yield (str(rank), text, majuscule(words.partie(party)) if party else "", *said, change)


def _head(found: Comparaison) -> None:
    display.title(found.titre)
    display.paragraph(f"Réponses du {', puis du '.join(_heads(found))}. Chacun garde la sienne : ni moyenne, ni note.")
    if len(found.versions) > 1:
        display.paragraph(
            "La grille a changé de version entre ces dates : les questions peuvent ne pas être les mêmes."
        )
    tests = {each.experimentation for each in found.evaluations}
    if len(tests) > 1:
        display.paragraph("Ces réponses ne portent pas toutes sur la même expérimentation.")


def _one(words: Lexique, found: Comparaison) -> None:
    """Print one evaluation: differences first, then what all say, what the group says, what nobody said."""
    for state, title in (
        (Etat.DIVERGENCE, "Les avis diffèrent"), (Etat.CONVERGENCE, "Tous disent la même chose"),
        (Etat.UNE_REPONSE, "Une seule réponse (le groupe ensemble, ou un seul collège)"),
        (Etat.SANS_REPONSE, "Sans réponse"),
    ):  # fmt: skip
        _section(words, found, title, lambda line, state=state: line.etats[0] is state)  # type: ignore[misc]


def _several(words: Lexique, found: Comparaison) -> None:
    """Print what changed, then what did not, then what cannot be compared."""
    ids = [line.id for line in found.lignes]
    for title, some in (
        ("Les avis se sont rejoints", [line.id for line in found.lignes if line.rapprochement]),
        ("Un écart est apparu", [line.id for line in found.lignes if line.ecart_nouveau]),
        ("Les avis diffèrent à la dernière date", [ln.id for ln in found.lignes if ln.etats[-1] is Etat.DIVERGENCE]),
    ):
        if some:
            display.paragraph(f"{title} : {numbers(ids, some)}.")
    _section(words, found, "Ce qui change", lambda line: bool(line.changent))
    _section(words, found, "Ce qui ne change pas", lambda line: not line.changent and _comparable(line))
    _section(words, found, "Une seule fois, ou sans réponse", lambda line: not line.changent and not _comparable(line))


def _comparable(line: Ligne) -> bool:
    """Tell whether somebody answered the question at least twice."""
    return any(sum(answer is not None for answer in line.de(party)) > 1 for party in line.parties)


def _section(words: Lexique, found: Comparaison, title: str, wanted: Callable[[Ligne], bool]) -> None:
    lines = [(rank, line) for rank, line in enumerate(found.lignes, 1) if wanted(line)]
    if not lines:
        return
    display.title(f"{title} ({len(lines)})")
    for rank, line in lines:
        display.paragraph(f"{rank}. {found.textes[line.id][1]}")
        for party in line.parties:
            said = [words.reponse(answer) if answer else _NONE for answer in line.de(party)]
            display.paragraph(f"{majuscule(words.partie(party))} : {_told(said)}", indent=3)
        for head, comment in zip(_heads(found), line.commentaires, strict=True):
            if comment:
                display.paragraph(f"{head}, « {' '.join(comment.split())} »", indent=3)


def _told(said: list[str]) -> str:
    """« oui → en partie », « oui (à chaque fois) »."""
    if len(said) > 1 and len(set(said)) == 1:
        return f"{said[0]} (à chaque fois)"
    return " → ".join(said)
