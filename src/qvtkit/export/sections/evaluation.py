"""7. Évaluation embarquée: activities by session, opinions that differ, proposals and their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qvtkit.export.coupe import coupe
from qvtkit.export.document import Cell, Para, Run, Table
from qvtkit.export.sections.communs import Blocks, gras, liste, para, section, sous_titre
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import Tendance

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.evaluations import PropositionVue
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.seances import ActiviteVue, GrilleSeances, ReponseVue, SeanceVue

_SESSIONS_A_TABLE = 5
_LONG, _ANSWER, _CRITERION, _WHOLE = 190, 320, 90, 10_000
PARTAGES = "Avis partagés"
DIFFERE = "≠"
"""Beside an answer, in the table: not all gave it."""


def evaluation(contexte: Contexte) -> Blocks:
    """What those who tested say of it, session after session."""
    tests = [test for test in contexte.experimentations if test.seances.seances]
    several = len(contexte.experimentations) > 1
    parts = [sous_titre(test.titre, _seances(test, 3)) if several else _seances(test, 2) for test in tests]
    return section("7. Évaluation embarquée", *parts, _propositions(contexte.propositions))


def _seances(test: ExperimentationVue, niveau: Literal[2, 3]) -> Blocks:
    grid = test.seances
    return (
        *tableaux(grid, _CRITERION),
        *sous_titre("Ce qui s’est dégradé", liste(_degradations(grid)), niveau),
        *sous_titre("Les avis qui diffèrent", liste(divergences(grid)), niveau),
    )


def tableaux(grid: GrilleSeances, critere: int = _WHOLE) -> Blocks:
    """Return the answers, one column a session, and how to read them; *critere*: characters of a criterion."""
    count = len(grid.seances)
    tables = tuple(
        _table(grid, range(start, min(start + _SESSIONS_A_TABLE, count)), critere)
        for start in range(0, count, _SESSIONS_A_TABLE)
    ) if grid.activites else ()  # fmt: skip
    return (*tables, *(para(_legende(grid), "note") if tables else ()))


def _legende(grid: GrilleSeances) -> str:
    answers = [answer for row in grid.activites for answer in row.reponses]
    held = " ; ".join(f"{s.date}, {s.presents}" for s in grid.seances if s.presents)
    return " ".join(filter(None, (
        "Réponses possibles : dégradé, inchangé, amélioré, ne sait pas.",
        "Un tiret : non regardé à cette séance." if None in answers else "",
        f"{PARTAGES} : « {DIFFERE} »." if any(answer and answer.partages for answer in answers) else "",
        f"Présents : {held}." if held else "",
    )))  # fmt: skip


def _table(grid: GrilleSeances, columns: range, critere: int) -> Table:
    heads = ("Activité et critère", "Famille", *(_head(grid.seances[rank]) for rank in columns))
    rows = tuple(
        (_activite(row, critere), row.famille or "–", *(_reponse(row.reponses[rank]) for rank in columns))
        for row in grid.activites
    )
    return Table("Les activités, séance après séance", heads, rows, largeurs=(6.6, 2.2, *(2.1 for _ in columns)))


def _head(session: SeanceVue) -> str:
    return "\n".join(filter(None, (session.date, minuscule(session.moment))))


def _activite(row: ActiviteVue, longest: int) -> Cell:
    criterion = (Run(f" « {coupe(row.critere, longest)} »"),) if row.critere else ()
    return (Para((Run(row.activite or "Activité", gras=True), *criterion)),)


def _reponse(answer: ReponseVue | None) -> str:
    if answer is None:
        return "–"
    return f"{answer.reponse} {DIFFERE}" if answer.partages else answer.reponse


def _degradations(grid: GrilleSeances) -> Iterator[Text]:
    """Yield what was said of each activity that got worse, even if it got better since."""
    for row in grid.activites:
        for session, answer in zip(grid.seances, row.reponses, strict=True):
            if answer and answer.commentaire and answer.reponse == Tendance.DEGRADE.libelle:
                yield gras(f"{row.activite} ({session.date})", answer.commentaire)


def divergences(grid: GrilleSeances) -> list[Text]:
    """Each split of opinion by trade, then what the group wrote of its disagreements."""
    items: list[Text] = []
    for row in grid.activites:
        splits = [
            f"le {session.date}, {partage(answer)}"
            for session, answer in zip(grid.seances, row.reponses, strict=True)
            if answer and answer.partages
        ]
        if splits:
            items.append(gras(row.activite, f"{' ; '.join(splits)}."))
    told = [session for session in grid.seances if session.divergences]
    return items + [gras(f"Séance du {session.date}", session.divergences) for session in told]


def partage(answer: ReponseVue) -> str:
    """« amélioré (ASH et aide-soignant), inchangé (infirmier) »."""
    return ", ".join(f"{word.lower()} ({who})" for word, who in answer.partages)


def _propositions(found: Sequence[PropositionVue]) -> Blocks:
    return sous_titre("Les propositions du groupe et leurs réponses", liste(map(_proposition, found)))


def _proposition(item: PropositionVue) -> Text:
    """« **Créer deux demi-postes** (08/11/2016). *Refusée :* non pour 2017… (Directrice, 10/11/2016) »."""
    when = f" ({item.date})" if item.date else ""
    by = f" ({minuscule(item.par)})" if item.par else ""
    return (
        Run(f"{coupe(item.texte, _LONG).rstrip('.')}{when}. ", gras=True), Run(f"{item.etat} : ", italique=True),
        Run(f"{minuscule(phrase(coupe(item.reponse, _ANSWER)))}{by}"),
    )  # fmt: skip
