"""The establishment's own look: what `modeles/apparence.yaml` says, and what of it could be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.errors import QvtkitError
from qvtkit.export.apparence import Apparence
from qvtkit.export.logo import LE_PLUS_GROS, LogoError, logo
from qvtkit.issues import Position, issue
from qvtkit.model.apparence import ApparenceEtablissement
from qvtkit.ops.records import root
from qvtkit.store import modeles

if TYPE_CHECKING:
    from qvtkit.export.apparence import Logo
    from qvtkit.issues import Issue
    from qvtkit.model.base import Record
    from qvtkit.model.projet import Loaded, Projet

KIND = "apparence"


@dataclass(frozen=True)
class Habit:
    """The look in force: where it is said (nowhere: it is ours), the file of its logo, what could not be used."""

    apparence: Apparence
    declaree: ApparenceEtablissement | None = None
    logo: str = ""
    avertissements: tuple[Issue, ...] = ()


def habit(projet: Projet) -> Habit:
    """Return the look of the documents of *projet*; what cannot be used is told and left out, never an obstacle."""
    loaded = projet.one(KIND, "")
    if loaded is None:
        return Habit(Apparence())
    declared = loaded.record if isinstance(loaded.record, ApparenceEtablissement) else None
    if declared is None:
        return Habit(Apparence(), None, "", loaded.issues)
    picture, file, refused = _logo(projet, loaded, declared)
    colour = declared.couleur_lue
    look = Apparence.de_couleur(colour, picture) if colour else Apparence(logo=picture)
    return Habit(look, declared, file, (*loaded.issues, *refused))


def _logo(
    projet: Projet, loaded: Loaded[Record], declared: ApparenceEtablissement
) -> tuple[Logo | None, str, tuple[Issue, ...]]:
    """Return the logo, its file, and why there is none where one was wanted."""
    if not declared.logo:
        return None, "", ()
    place = loaded.position("logo")
    file = modeles.present(root(projet), declared.logo)
    if file is None:
        return None, "", (_refused(place, declared.logo, "ce fichier n’est pas dans modeles/"),)
    alt = declared.logo_texte or _said(projet)
    try:
        return logo(modeles.lire(root(projet), file, 2 * LE_PLUS_GROS), alt), file, ()
    except LogoError as error:
        return None, "", (_refused(place, file, str(error)),)
    except QvtkitError as error:
        return None, "", (_refused(place, file, error.issues[0].message.rstrip(".")),)


def _said(projet: Projet) -> str:
    """Return what a logo says to who cannot see it, when nobody said it."""
    name = projet.dossier.etablissement.nom
    return f"Logo : {name}" if name else "Logo de l’établissement"


def _refused(place: Position, file: str, reason: str) -> Issue:
    return issue("logo-refuse", place, fichier=file, raison=reason)
