"""One indicator followed by several services: a file each, which names the common one (`declinaison_de`)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet


def commun(projet: Projet, indicator_id: str) -> str:
    """Return the id of the common indicator: its own where *indicator_id* details no other."""
    known = projet.indicateurs.get(indicator_id)
    return (known.declinaison_de if known else None) or indicator_id


def par_service(projet: Projet, indicator_id: str) -> dict[str, Indicateur]:
    """Return, by id, the indicators of the services that share the definition of *indicator_id*.

    The common one is among them where it carries a service of its own.
    """
    common = commun(projet, indicator_id)
    return {
        key: each
        for key, each in projet.indicateurs.items()
        if each.declinaison_de == common or (key == common and each.service)
    }
