"""A gate as JSON data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from qvtkit.method.jalons import Jalon, Question
    from qvtkit.model.projet import Projet


def gate_data(projet: Projet, found: Jalon | None) -> dict[str, Any] | None:
    """Return a gate as JSON data: each question, its state, its evidence with its place."""
    if found is None:
        return None
    own = found.grille in projet.loaded("grille")
    return {
        "phase": str(found.phase), "grille": found.grille, "titre": found.titre, "source": found.source,
        "origine": "projet" if own else "qvtkit", "questions": [_question_data(each) for each in found.questions],
    }  # fmt: skip


def _question_data(question: Question) -> dict[str, Any]:
    found, told = question.preuve, question.avis
    return {
        "id": question.id, "texte": question.texte, "etat": str(question.etat), "source": question.item.source,
        "manque": question.manque, "attend": found.attend, "commande": question.commande,
        "preuves": [
            {"texte": each.texte, "fichier": each.position.file if each.position else None,
             "ligne": each.position.line if each.position else None}
            for each in found.traces
        ],
        "reponse": {"evaluation": told.evaluation, "date": str(told.date) if told.date else None,
                    "avis": dict(told.avis), "commentaire": told.commentaire} if told else None,
    }  # fmt: skip
