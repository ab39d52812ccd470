"""What is not filled in yet, as a document may say it: files and commands without the name of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method import manques as method
from qvtkit.method.manques import Manque

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base

__all__ = ["Manque", "manques"]


def manques(base: Base) -> tuple[Manque, ...]:
    """Return what is missing, in the order of the folder."""
    clean = base.projet.sans_nom
    return tuple(
        each._replace(fichier=clean(each.fichier), commande=clean(each.commande))
        for each in method.manques(base.projet)
    )
