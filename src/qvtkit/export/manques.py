"""What is not filled in yet, as a document may say it: files and commands without the name of a person."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method import manques as method
from qvtkit.model.codes import EtatExperimentation, Phase
from qvtkit.model.perennisation import Bilan, Suites

if TYPE_CHECKING:
    from qvtkit.export.secret.masking import ProjetMasque
    from qvtkit.export.vues.base import Base
    from qvtkit.method.manques import Manque

_OVER = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})


def bilan_attendu(projet: ProjetMasque) -> bool:
    """Tell whether the bilan is due, or begun: a test is over, or no phase before the last one goes on."""
    if any(test.etat in _OVER for test in projet.experimentations.values()):
        return True
    stay = projet.dossier.phase_courante
    begun = projet.bilan != Bilan() or projet.suites != Suites()
    return begun or stay is None or stay.phase in {None, Phase.PERENNISATION}


def manques(base: Base) -> tuple[Manque, ...]:
    """Return what is missing, in the order of the folder; what closes a project is not missing while it goes on."""
    clean = base.projet.sans_nom
    later = [] if bilan_attendu(base.projet) else list(method.a_la_fin(base.projet))
    return tuple(
        each._replace(fichier=clean(each.fichier), commande=clean(each.commande))
        for each in method.manques(base.projet)
        if each not in later
    )
