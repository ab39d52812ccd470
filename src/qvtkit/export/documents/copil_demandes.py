"""The part of the dossier that asks: each decision with its facts, its choices and a line to write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.document import Ensemble, Heading, Lignes, Para, Run, Table
from qvtkit.export.sections.communs import sous_titre
from qvtkit.method.lexique import majuscule
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.coupe import Place
    from qvtkit.export.document import Block
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.copil_demandes import Demandes
    from qvtkit.export.vues.demande import Demande

_ASKED, _POINTS = 6, 8
_LINE, _FACT = 260, 420


def blocs_demandes(found: Demandes, place: Place) -> Blocks:
    """Return what is asked; where nothing is, a sentence says so."""
    title = Heading(1, "Ce qui est demandé au comité")
    if not found.nombre:
        return (title, Para("Aucune décision n’est attendue à ce jour."))
    shown = found.decisions[: place.nombre(_ASKED)]
    rest = len(found.decisions) - len(shown)
    more = (Para(f"Et {plural(rest, 'autre décision', 'autres décisions')} à prendre, dans le dossier du projet."),)
    return (
        title,
        *(block for rank, each in enumerate(shown, 1) for block in _decision(rank, each, place)),
        *(more if rest > 0 else ()),
        *_points(found, place),
    )


def _decision(rank: int, asked: Demande, place: Place) -> Iterator[Block]:
    """The question with its facts, then what each says, the choices and ruled lines: long, they may be two blocks."""
    asks = (
        Para((Run(f"{rank}. {majuscule(asked.titre)}", gras=True),)),
        *(Para(place.coupe(each, _FACT)) for each in asked.faits),
    )
    said = (Para((Run(f"{label}. ", gras=True), Run(place.coupe(text, _LINE)))) for label, text in asked.avis)
    choices = (Run("Choix possibles : ", italique=True), Run(f"{enumerate_fr(asked.choix, 'ou')}."))
    answers = (*said, *((Para(choices),) if asked.choix else ()), Lignes("Décision, et pourquoi", 2))
    if asked.avis:
        yield from (Ensemble(asks), Ensemble(answers))
    else:
        yield Ensemble((*asks, *answers))


def _points(found: Demandes, place: Place) -> Blocks:
    """The questions of the phase, with room for what is decided of each."""
    shown = found.points[: place.nombre(_POINTS)]
    rows = tuple(
        (place.coupe(each.question, 200),
         tuple(Para(place.coupe(text, _LINE)) for text in (each.dossier, each.avis) if text), "")
        for each in shown
    )  # fmt: skip
    if not rows:
        return ()
    rest = len(found.points) - len(shown)
    more = (Para(f"Et {plural(rest, 'autre question', 'autres questions')}, dans le dossier du projet.", "note"),)
    table = Table(
        "", ("Question", "Ce que dit le dossier", "Ce que l’on décide"), rows, largeurs=(3.6, 3.2, 3), hauteur=1.2
    )
    intro = Para("On peut avancer avec une question ouverte : on l’écrit, avec la raison.", "note")
    return sous_titre(f"Les questions de la phase : « {found.phase} »", (intro, table, *(more if rest > 0 else ())))
