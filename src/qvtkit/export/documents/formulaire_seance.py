"""The sheet of a session of embedded evaluation: the activities of one experiment, by family, and what they became."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.document import Case, Ensemble, Heading, Table
from qvtkit.export.documents.formulaire_commun import WIDTH, feuille, source
from qvtkit.export.documents.formulaire_outil import champs, ensuite, lignes, mode_d_emploi
from qvtkit.export.secret.masking import masked
from qvtkit.method.lexique import minuscule
from qvtkit.model.codes import Famille, Tendance
from qvtkit.text import fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.export.document import Block, Cell, Document
    from qvtkit.model.projet import Projet

_ANSWER, _WORDS = 21.0, 46.0
_ROW, _LEAST, _BLANK = 1.5, 3, 1
"""Centimetres of a row; rows of a family, those left blank at least."""
_TITLE, _PART = 100, 90
"""Characters: of a title, of an activity or a criterion."""
_CONSIGNE = (
    "Une ligne par activité, une case par ligne. Ce sont les réponses de ceux qui font le travail : ni note, ni vote.",
    "Avant le test, aucune case : écrivez comment cela se passe aujourd’hui. « Dégradé » appelle toujours un mot.",
    "Si les avis diffèrent, notez-les par métier ou par collège, tels quels. Des fonctions, jamais de noms.",
)
_FAMILLES = {
    Famille.ECONOMIQUE: "coûts, temps passé, efficacité",
    Famille.TECHNIQUE: "qualité, délais, erreurs",
    Famille.SOCIAL_SANTE: "charge, autonomie, entraide",
}
_SOURCE = (
    "Anact, évaluation embarquée (anact.fr) ; Aract Normandie, 6 avril 2017 (les trois familles ensemble) ; "
    "réponses et mise en page : proposition qvtkit"
)
_AFTER = {
    "Ce que l’on n’attendait pas, en bien ou en mal": 2,
    "Ce que cela change pour ceux qui n’en font pas partie": 2,
    "Les avis qui diffèrent, tels quels": 2,
}
_ADJUSTMENTS = {"N°": 14.0, "Ajustement ou proposition : quoi, où, à partir de quand": 88.0,
                "Réponse demandée à (fonction)": 48.0, "Pour le": 32.0}  # fmt: skip


def build(projet: Projet, experiment_id: str, day: dt.date) -> Document:
    """Return the sheet of a session of the experiment, blank where *experiment_id* is empty."""
    test = masked(projet).experimentations.get(experiment_id)
    named = f" : {minuscule(coupe(test.titre, _TITLE))}" if test and test.titre else ""
    return feuille(
        projet, day, titre=f"Séance d’évaluation embarquée{named}", sujet="Feuille de séance d’évaluation embarquée",
        blocs=_blocs(projet, experiment_id),
    )  # fmt: skip


def _blocs(projet: Projet, experiment_id: str) -> Iterator[Block]:
    yield mode_d_emploi(_CONSIGNE)
    yield champs({"Date": 28, "Avant, pendant ou bilan": 52, "Présents, nombre par collège": 102})
    known = _known(projet, experiment_id)
    for family in Famille:
        yield Heading(1, f"{family.libelle} : {_FAMILLES[family]}")
        yield _activities(known.get(family, []))
    yield Heading(1, "Et aussi")
    yield from lignes(_AFTER)
    rows = tuple((str(rank), "", "", "") for rank in (1, 2, 3))
    yield Ensemble((Table("", tuple(_ADJUSTMENTS), rows, largeurs=tuple(_ADJUSTMENTS.values()), hauteur=1.3),))
    shown = masked(projet).identifiant(experiment_id) == experiment_id  # an id may bear a name: the command then asks
    name = f" {experiment_id}" if experiment_id and shown else ""
    yield ensuite([
        ("La séance, activité par activité", f"qvtkit session run{name}"),
        ("Un ajustement décidé", f"qvtkit experiment adjust{name}"),
        ("Une proposition", "qvtkit proposal add"),
    ])  # fmt: skip
    yield from source(_SOURCE)


def _known(projet: Projet, experiment_id: str) -> dict[Famille, list[str]]:
    """Return « activity : « criterion » » by family, as the last session has them, each once."""
    held = masked(projet).seances_de(experiment_id)
    last = held[max(held)].activites if held else ()
    found: dict[Famille, dict[str, str]] = {}
    for each in last:
        if each.famille:
            what, judged = (coupe(part.strip(), _PART) for part in (each.activite, each.critere))
            words = f"{what} : « {judged} »" if what and judged else what or judged
            found.setdefault(each.famille, {}).setdefault(fold(words), words)
    return {family: list(words.values()) for family, words in found.items()}


def _activities(known: list[str]) -> Table:
    """Return the activities of a family with a box for each answer, and blank rows for others."""
    blanks = max(_BLANK, _LEAST - len(known))
    answers = [each.libelle for each in Tendance]
    width = WIDTH - _ANSWER * len(answers) - _WORDS
    rows: list[tuple[Cell, ...]] = []
    for name in (*known, *[""] * blanks):
        boxes = ((Case(f"{name}, {label}".strip(", ")),) for label in answers)
        rows.append((name, *boxes, ""))
    return Table(
        "", ("Activité : critère", *answers, "Dans nos mots"), tuple(rows),
        largeurs=(width, *[_ANSWER] * len(answers), _WORDS), alignements="g" + "c" * len(answers) + "g",
        entete_de_ligne=True, hauteur=_ROW,
    )  # fmt: skip
