"""The workbook of a project: what its sheets hold, in plain data, from masked records only.

Pure: the same project and the same day give the same workbook.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.classeur.courbes import feuilles_des_courbes
from qvtkit.export.classeur.familles import avant_et_depuis, trois_familles, vues
from qvtkit.export.classeur.indicateurs import indicateurs, mesures
from qvtkit.export.classeur.lire import a_lire
from qvtkit.export.classeur.modele import Classeur, nommees
from qvtkit.export.context import contexte
from qvtkit.export.secret.masking import masked
from qvtkit.export.shell import typographed
from qvtkit.export.vues.base import Base
from qvtkit.method.lecture import lire_indicateur

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.projet import Projet


def build(projet: Projet, aujourdhui: dt.date) -> Classeur:
    """Return the workbook of *projet* as it stands on the day *aujourdhui*."""
    safe = masked(projet)
    base, seen = Base.of(safe, aujourdhui), contexte(safe, aujourdhui)
    readings = {key: lire_indicateur(safe, key, jour=aujourdhui) for key in safe.indicateurs}
    views = vues(safe, aujourdhui)
    curves = feuilles_des_courbes(readings)
    sheets = (
        indicateurs(base, readings, {each.cle for each in curves}),
        mesures(base),
        trois_familles(views, seen),
        *avant_et_depuis(safe, views),
        *curves,
    )
    place = seen.identite.etablissement or "établissement à préciser"
    book = typographed(
        Classeur(
            titre=seen.identite.demarche,
            sujet=f"Indicateurs et mesures d’une démarche {seen.identite.vocabulaire}",
            auteur=place,
            date=aujourdhui.isoformat(),
            pied=f"{place}, {aujourdhui:%d/%m/%Y}",
            feuilles=(a_lire(seen, base.seuil, sheets, cachees=bool(safe.cachees)), *sheets),
            mots_cles=tuple(filter(None, (seen.identite.vocabulaire, seen.identite.type))),
        )
    )
    return replace(book, feuilles=nommees(book.feuilles))
