"""All that the dossier of the steering committee shows, prepared once: which meeting, what moved, what is asked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.vues.attendus import Echue, attendus
from qvtkit.export.vues.copil_bouge import Bouge, bouge
from qvtkit.export.vues.copil_demandes import Demandes, demandes
from qvtkit.export.vues.copil_reunion import Demandee, Precedente, Prochaine, precedente, prochaine
from qvtkit.export.vues.copil_suivi import Suivis, suivi
from qvtkit.export.vues.passation import phase_courante
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import EtatExperimentation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.vues.base import Base

_ETATS = {
    EtatExperimentation.PREVUE: "prévu", EtatExperimentation.EN_COURS: "en cours",
    EtatExperimentation.TERMINEE: "terminé", EtatExperimentation.ARRETEE: "arrêté",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Copil:
    """What the committee reads before it meets."""

    groupe: str
    groupe_id: str
    """Its id, without any name: for the command that holds the meeting."""
    rythme: str
    prochaine: Prochaine
    precedente: Precedente
    phase: str
    tests: tuple[str, ...]
    suivis: Suivis
    bouge: Bouge
    demandes: Demandes
    dates: tuple[Echue, ...]


def copil(base: Base, asked: Demandee) -> Copil:
    """Return what the dossier says, as things are on the day of *base*."""
    coming = prochaine(base, asked)
    before = precedente(base, asked, coming)
    day = max(coming.date, base.aujourdhui) if coming.date else base.aujourdhui
    group = base.projet.groupes.get(asked.groupe)
    return Copil(
        groupe=base.groupe(asked.groupe) if asked.groupe else "",
        groupe_id=base.projet.sans_nom(asked.groupe),
        rythme=group.frequence if group else "",
        prochaine=coming,
        precedente=before,
        phase=phase_courante(base),
        tests=tuple(_tests(base)),
        suivis=suivi(base, before),
        bouge=bouge(base, before),
        demandes=demandes(base, day),
        dates=tuple(each for each in attendus(base) if not (_is_meeting(each, coming) or _is_told(each))),
    )


def _tests(base: Base) -> Iterator[str]:
    """« Une fonction de planification : en cours, fin prévue le 28/04/2017. »."""
    for key, test in base.projet.experimentations.items():
        details = [_ETATS[test.etat]]
        if test.etat is EtatExperimentation.EN_COURS and test.fin_prevue:
            details.append(f"fin prévue : {test.fin_prevue.francais}")
        if test.decision and test.decision.choix:
            details.append(f"décision : {minuscule(test.decision.choix.libelle)}")
        yield phrase(f"« {test.titre or base.mots.mots(key)} » : {', '.join(details)}")


def _is_meeting(each: Echue, coming: Prochaine) -> bool:
    return coming.date is not None and each.date.first_day == coming.date and each.lieu == coming.lieu


def _is_told(each: Echue) -> bool:
    """Tell whether a date that is past stands already beside its task, or its proposal."""
    return each.ailleurs and each.en_retard
