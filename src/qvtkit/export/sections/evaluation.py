"""7. Évaluation embarquée: activities by session, opinions that differ, comments, proposals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from qvtkit.export.document import Cell, Para, Run, Table
from qvtkit.export.sections.communs import Blocks, cellule, gras, liste, para, section, sous_titre
from qvtkit.method.lexique import majuscule, minuscule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Text
    from qvtkit.export.vues.evaluations import PropositionVue
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.seances import ActiviteVue, GrilleSeances, ReponseVue, SeanceVue

_SESSIONS_A_TABLE = 5
PARTAGES = "Avis partagés"


def evaluation(contexte: Contexte) -> Blocks:
    """What those who tested say of it, session after session."""
    tests = [test for test in contexte.experimentations if test.seances.seances]
    several = len(contexte.experimentations) > 1
    parts = [sous_titre(test.titre, _seances(test, 3)) if several else _seances(test, 2) for test in tests]
    return section(
        "7. Évaluation embarquée",
        *parts,
        _propositions(contexte.propositions),
    )


def _seances(test: ExperimentationVue, niveau: Literal[2, 3]) -> Blocks:
    grid = test.seances
    count = len(grid.seances)
    tables = tuple(
        _table(grid, range(start, min(start + _SESSIONS_A_TABLE, count)))
        for start in range(0, count, _SESSIONS_A_TABLE)
    ) if grid.activites else ()  # fmt: skip
    held = " ; ".join(f"{s.date}, {s.presents}" for s in grid.seances if s.presents)
    legend = (
        "Quatre réponses possibles : dégradé, inchangé, amélioré, ne sait pas. "
        "Un tiret : l’activité n’a pas été regardée à cette séance."
        + (f" Présents aux séances : {held}." if held else "")
    )
    return (
        *(para(legend, "note") if tables else ()),
        *tables,
        *sous_titre("Les avis qui diffèrent", liste(_divergences(grid)), niveau),
        *sous_titre("Ce que le groupe en dit", liste(_commentaires(grid)), niveau),
    )


def _table(grid: GrilleSeances, columns: range) -> Table:
    heads = ("Activité et critère", "Famille", *(_head(grid.seances[rank]) for rank in columns))
    rows = tuple(
        (_activite(row), row.famille or "–", *(_reponse(row.reponses[rank]) for rank in columns))
        for row in grid.activites
    )
    return Table(
        "Les activités, séance après séance", heads, rows,
        largeurs=(4.0, 2.4, *(1.85 for _ in columns)), entete_de_ligne=True,
    )  # fmt: skip


def _head(session: SeanceVue) -> str:
    return "\n".join(filter(None, (session.date, minuscule(session.moment))))


def _activite(row: ActiviteVue) -> Cell:
    criterion = f"« {row.critere} »" if row.critere else ""
    return (Para((Run(row.activite or "Activité", gras=True),)), *(_note(criterion)))


def _note(text: str) -> tuple[Para, ...]:
    return (Para(text, "note"),) if text else ()


def _reponse(answer: ReponseVue | None) -> Cell:
    if answer is None:
        return "–"
    return (Para(answer.reponse), *_note(PARTAGES.lower() if answer.partages else ""))


def _divergences(grid: GrilleSeances) -> list[Text]:
    """Each split of opinion by trade, then what the group wrote of its disagreements."""
    items: list[Text] = []
    for row in grid.activites:
        splits = [
            f"le {session.date}, {_split(answer)}"
            for session, answer in zip(grid.seances, row.reponses, strict=True)
            if answer and answer.partages
        ]
        if splits:
            items.append(gras(row.activite, f"{' ; '.join(splits)}."))
    told = [session for session in grid.seances if session.divergences]
    return items + [gras(f"Séance du {session.date}", session.divergences) for session in told]


def _split(answer: ReponseVue) -> str:
    return ", ".join(f"{word.lower()} ({who})" for word, who in answer.partages)


def _commentaires(grid: GrilleSeances) -> list[Text]:
    items: list[Text] = []
    for row in grid.activites:
        said = [
            run
            for session, answer in zip(grid.seances, row.reponses, strict=True)
            if answer and answer.commentaire
            for run in (
                Run(f" {session.date}, {answer.reponse.lower()} : ", italique=True),
                Run(answer.commentaire),
            )
        ]
        if said:
            items.append((Run(f"{row.activite}.", gras=True), *said))
    return items


def _propositions(found: Sequence[PropositionVue]) -> Blocks:
    if not found:
        return ()
    rows = tuple(
        (cellule(item.date), cellule(item.texte), item.etat, (Para(majuscule(item.reponse)), *_note(item.par)))
        for item in found
    )
    heads = ("Date", "Proposition", "Suite", "Réponse")
    return (Table("Les propositions du groupe et leurs réponses", heads, rows, largeurs=(1.3, 3.4, 1.3, 4)),)
