"""Who sits and who was told: groups without anybody, places that lack, bodies that wait for their information."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.cadrage import regles
from qvtkit.method.composition import Repertoire, rappels
from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.instances import EtatInstance, etat
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.model.codes import Phase

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.method.composition import Rappel
    from qvtkit.method.conseil import Vue
    from qvtkit.model.cadrage import Consultation
    from qvtkit.model.projet import Projet

_SEATS = frozenset({"decideur", "porte-parole", "soignants"})
"""What the gate of the conception asks of the seats: while it does, nothing else is asked of them."""


def gouvernance(vue: Vue) -> Iterator[Conseil]:
    """Yield what lacks among those who steer and those who are to be told."""
    yield from _groupes_vides(vue)
    if vue.phase not in {None, Phase.PERENNISATION}:
        yield from _composition(vue)
    if not _asked(vue, {"instances"}):
        yield from _a_informer(vue)


def _asked(vue: Vue, evidence: set[str] | frozenset[str]) -> bool:
    return vue.jalon is not None and any(each.item.preuve in evidence for each in vue.jalon.ouvertes)


def _groupes_vides(vue: Vue) -> Iterator[Conseil]:
    """A group is nobody until its first seat."""
    for key, group in vue.projet.groupes.items():
        if group.sieges or _asks_for_seats(vue, key):
            continue
        what, place = f"Dire qui siège dans « {group.nom or key} »", vue.projet.loaded("groupe")[key].position("sieges")
        yield Conseil(
            f"groupe/sieges/{key}", what, "aucun siège n’y est encore noté", f"qvtkit group member add {key}",
            Rang.JALON, place,
        )  # fmt: skip


def _asks_for_seats(vue: Vue, group: str) -> bool:
    """Tell whether a question of the gate sends to the seats of *group* already."""
    asked = vue.jalon.ouvertes if vue.jalon else ()
    return any(each.commande == f"qvtkit group member add {group}" for each in asked)


def _composition(vue: Vue) -> Iterator[Conseil]:
    """The first place that lacks in a group, and why the others matter too."""
    if _asked(vue, _SEATS):
        return
    for key, found in places_libres(vue):
        group = vue.projet.groupes[key]
        first, *rest = (each.texte.removesuffix(".") for each in found)
        why = " ; ".join((first, *map(minuscule, rest)))
        yield Conseil(
            f"composition/{key}", f"Compléter « {group.nom or key} »", f"{why}. {found[0].pourquoi}",
            found[0].commande, Rang.MOMENT, vue.projet.loaded("groupe")[key].position("sieges"),
        )  # fmt: skip


def places_libres(vue: Vue) -> Iterator[tuple[str, tuple[Rappel, ...]]]:
    """Yield the groups where a place lacks, with the advice of the data that says so (`suivant: oui`)."""
    if not vue.projet.groupes:
        return
    told = [each for each in vue.reperes() if each.get("suivant")]
    known = Repertoire(regles(vue.projet).textes, vue.projet.source.referential("metiers"))
    for key, group in vue.projet.groupes.items():
        found = rappels(key, group, vue.jour, told, known)
        if found:
            yield key, found


def _a_informer(vue: Vue) -> Iterator[Conseil]:
    """The bodies that nobody has informed, or whose information was planned and is past."""
    words = Lexique(vue.projet)
    for rank, told in enumerate(vue.projet.cadrage.instances):
        state = etat(told, vue.jour)
        if told.instance and state in {EtatInstance.A_INFORMER, EtatInstance.A_CONFIRMER}:
            place = vue.projet.loaded("cadrage")[""].position("instances", rank)
            late = _since(vue.projet) if vue.phase is not Phase.CONCEPTION else None
            what, why, command = _of_body(told, words.instance(told.instance), state)
            yield Conseil(
                f"instance/{told.instance}", what, why, command,
                Rang.RETARD if late or state is EtatInstance.A_CONFIRMER else Rang.MOMENT, place, late,
            )  # fmt: skip


def _of_body(told: Consultation, name: str, state: EtatInstance) -> tuple[str, str, str]:
    """Return what to do for a body, why, and the command."""
    date = told.date.francais if told.date else ""
    if state is EtatInstance.A_CONFIRMER:
        why = f"prévue le {date}, rien ne dit si elle a eu lieu ; la commande dit que oui : si c’est un autre jour,"
        command = f"qvtkit framing edit --instances {told.instance}={told.date}"
        return f"Dire si l’information a eu lieu : {name}", f"{why} changez la date", command
    lacks = "un avis est noté, sans date" if told.avis else "elle est notée « à informer », sans date"
    why = f"{lacks} ; si elle n’est pas concernée : qvtkit framing edit --retirer {told.instance}"
    return f"Informer cette instance, et noter la date : {name}", why, "qvtkit framing edit"


def _since(projet: Projet) -> dt.date | None:
    """Return the day on which the conception ended."""
    ends = [stay.fin.last_day for stay in projet.dossier.demarche.phases if stay.phase is Phase.CONCEPTION and stay.fin]
    return min(ends, default=None)
