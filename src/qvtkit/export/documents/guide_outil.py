"""The printable guide of a diagnostic tool: when, for whom, with what, step by step, what to beware of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.export.context import contexte
from qvtkit.export.document import Bullets, Callout, Definitions, Heading, Para, Run
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import liste, para
from qvtkit.export.shell import document
from qvtkit.method.lexique import majuscule

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from qvtkit.export.document import Block, Document
    from qvtkit.model.projet import Projet

_TAILLES = (11.5, 11.0, 10.5, 10.0)
"""Sizes of the text, in points: a guide is pinned up, or read standing."""
SMALL = 100
"""Persons under which the establishment is called small (INRS, about questionnaires)."""


def build(projet: Projet, outil: Mapping[str, Any], aujourdhui: dt.date, feuille: str = "") -> Document:
    """Return the guide of *outil* (a file of `templates/outils/`) for the establishment of *projet*.

    *feuille* is the command that prints the sheet to take along.
    """
    people = masked(projet).dossier.etablissement.effectif
    made = document(
        contexte(projet, aujourdhui),
        titre=str(outil["titre"]),
        genre="Guide d’outil pour l’état des lieux",
        sujet=f"Guide d’outil : {outil['titre']}",
        blocs=tuple(_blocs(outil, feuille, small=people is not None and people < SMALL)),
        compact=True,
    )
    return replace(made, bandeau="", corps_possibles=_TAILLES)  # no figure of the project is in it


def _blocs(outil: Mapping[str, Any], feuille: str, *, small: bool) -> Iterable[Block]:
    yield Para(str(outil["principe"]), "chapeau")
    others = str(outil.get("aussi") or "")
    pairs = (("Aussi appelé", others), ("Pour qui", str(outil["pour_qui"])))
    yield Definitions(tuple((label, text) for label, text in pairs if text))
    yield from _small(outil, small=small)
    yield from _listed("Quand l’employer", outil["quand"])
    yield from _listed("Ce qu’il faut", outil["materiel"])
    yield Heading(1, "Comment faire")
    yield Bullets(tuple(map(str, outil["deroulement"])), ordonnee=True)
    yield from _listed("Combien de temps", outil["durees"])
    yield from _listed("À éviter", outil["pieges"])
    along = (Run("La feuille à emporter, à remplir à la main : "), Run(feuille, gras=True))
    yield Callout("a-retenir", "Et ensuite", (Para(str(outil["apres"])), *((Para(along),) if feuille else ())))
    yield from para(f"Source : {outil['source']}", "note")


def _small(outil: Mapping[str, Any], *, small: bool) -> Iterable[Block]:
    """Yield the advice for small establishments: a caution where this one is small and the tool ill-suited."""
    ill_suited = str(outil.get("petit_etablissement_deconseille") or "") == "oui"
    title = "Votre établissement compte moins de 100 personnes" if small else "Dans un petit établissement"
    advice = (Para(str(outil["petit_etablissement"])),)
    yield Callout("attention", title, advice) if small and ill_suited else Callout("a-retenir", title, advice)


def _listed(titre: str, items: Iterable[object]) -> Iterable[Block]:
    yield Heading(1, titre)
    yield from liste(majuscule(str(item)) for item in items)
