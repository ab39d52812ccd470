"""The one table of everything that leaves by `qvtkit export`: what to type, and what it is made of.

A verb that is not here fails `test_tous_les_documents.py`. The tests of secrets, typography, accessibility, typed texts
and the golden ones all read it, so that a new document is held to the same rules from its first day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from qvtkit.cli.catalog import COMMANDS, find
from qvtkit.export.classeur import build as classeur
from qvtkit.export.classeur import clact
from qvtkit.export.dashboard import page
from qvtkit.export.documents import (
    affiche,
    bilan_personnel,
    compte_rendu,
    compte_rendu_seance,
    copil,
    fiche,
    guide_outil,
    monographie,
    note_cadrage,
    passation,
)
from qvtkit.export.render import Rendered, render
from qvtkit.export.secret.masking import masked
from qvtkit.export.vues.copil_reunion import Demandee, comites
from qvtkit.ops import findings, forms, minutes
from qvtkit.ops.next import suivant
from qvtkit.store.project import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from qvtkit.export.document import Document
    from qvtkit.model.projet import Projet

_EXAMPLES = Path(__file__).parents[2] / "examples"
JOURS = {
    "residence-absence-ash": dt.date(2017, 3, 22),
    "hopital-de-jour-interruptions": dt.date(2017, 3, 22),
    "ehpad-tour-des-medicaments": dt.date(2019, 3, 20),
}
"""The day on which each example is read: near the end of its story."""
EXEMPLES = tuple(JOURS)
SANS_PROJET = frozenset({"modeles"})
"""Verbs in which nothing of the project is: what qvtkit ships."""


_ALIKE = frozenset({
    "grille-jalon-diagnostic", "grille-jalon-experimentation", "grille-jalon-perennisation", "feuille-entretiens",
    "feuille-safari-photo", "feuille-espace-de-discussion", "feuille-outil-de-pilotage-qvt", "feuille-probleme",
    "safari-photo", "espace-de-discussion", "observation", "entretiens", "donnees-rh",
})  # fmt: skip
"""Sheets and guides that have the layout of another one: their own tests open them."""


@dataclass(frozen=True)
class Piece:
    """Something that leaves: the words typed after `qvtkit export`, and what makes it (a Document unless *autre*)."""

    demande: tuple[str, ...]
    construire: Callable[[], Any]
    autre: bool = False
    de_la_methode: bool = False
    """The method's own (a guide, a sheet): of a project it has but the name and the grids."""

    @property
    def nom(self) -> str:
        """How a test calls it: « copil », « fiche --court »."""
        return " ".join(self.demande)

    @property
    def verbe(self) -> str:
        """The verb of `export`."""
        return self.demande[0]


def pieces(projet: Projet, jour: dt.date) -> list[Piece]:
    """Return everything that can be exported of *projet*."""
    return [*_du_projet(projet, jour), *_reunions(projet, jour), *_methode(projet, jour), *_autres(projet, jour)]


def _du_projet(projet: Projet, jour: dt.date) -> Iterator[Piece]:
    yield Piece(("fiche",), lambda: fiche.build(projet, court=False, aujourdhui=jour))
    yield Piece(("fiche", "--court"), lambda: fiche.build(projet, court=True, aujourdhui=jour))
    yield Piece(("passation",), lambda: passation.build(projet, jour))
    yield Piece(("cadrage",), lambda: note_cadrage.build(projet, jour))
    yield Piece(("monographie",), lambda: monographie.build(projet, jour))
    yield Piece(("bilan",), lambda: bilan_personnel.build(projet, jour))
    for key in projet.experimentations:
        yield Piece(("affiche", key), lambda key=key: affiche.build(projet, key, jour))


def _reunions(projet: Projet, jour: dt.date) -> Iterator[Piece]:
    committees = comites(projet) or tuple(projet.groupes)[-1:]
    for group in committees:
        asked = Demandee(group, None, None)
        yield Piece(("copil", "--groupe", group), lambda asked=asked: copil.build(projet, jour, asked))
    for held in minutes.tenues(projet):
        build = compte_rendu_seance.build if held.genre == minutes.SEANCE else compte_rendu.build
        yield Piece(("compte-rendu", held.cle), lambda build=build, held=held: build(projet, held.cle, jour))


def _methode(projet: Projet, jour: dt.date) -> Iterator[Piece]:
    for each in forms.tous(projet):
        more = (each.experimentation,) if each.experimentation else ()
        more += ("--moment", each.moment) if each.moment else ()
        yield Piece(("formulaires", f"{each.genre}-{each.id}", *more),
                    lambda each=each: forms.build(projet, each, jour), de_la_methode=True)  # fmt: skip
    for code, outil in findings.outils().items():
        sheet = f"qvtkit export formulaires {code}"
        yield Piece(("guide", code), lambda outil=outil, sheet=sheet: guide_outil.build(projet, outil, jour, sheet),
                    de_la_methode=True)  # fmt: skip


def _autres(projet: Projet, jour: dt.date) -> Iterator[Piece]:
    """Yield what is no Document: workbooks, the dashboard, the calendar."""
    yield Piece(("tableau",), lambda: classeur.build(projet, jour), autre=True)
    yield Piece(("clact", "--format", "tous"), lambda: clact.build(projet, jour), autre=True)
    yield Piece(("agenda", "--tout"), lambda: None, autre=True)
    for more in ((), ("--presentation",)):
        yield Piece(
            ("dashboard", *more), lambda more=more: _dashboard(projet, jour, presentation=bool(more)), autre=True
        )


def _dashboard(projet: Projet, jour: dt.date, *, presentation: bool) -> Any:
    shown = masked(projet)
    return page.build(shown, jour, None if presentation else suivant(shown, jour), presentation=presentation)


def verbes() -> frozenset[str]:
    """Return the verbs of `export` that hand something of the project out."""
    export = find(COMMANDS, "export")
    assert export is not None
    return frozenset(each.nom for each in export.verbes) - SANS_PROJET


@cache
def exemple(nom: str) -> Projet:
    """Return the example *nom*, read once."""
    return load(_EXAMPLES / nom)


@cache
def documents(nom: str) -> dict[str, Document]:
    """Return every Document of the example *nom*, built once: the method's own of the first example, one of each layout."""
    known = pieces(exemple(nom), JOURS[nom])
    return {
        each.nom: each.construire()
        for each in known
        if not each.autre and (not each.de_la_methode or (nom == EXEMPLES[0] and each.demande[1] not in _ALIKE))
    }


@cache
def rendu(nom: str, document: str, fmt: str) -> Rendered:
    """Return a document of the example *nom* in a format, rendered once for every test that opens it."""
    return render(documents(nom)[document], fmt)
