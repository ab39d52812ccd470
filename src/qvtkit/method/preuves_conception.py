"""Evidence for the gate of the conception: why, with whom, with what means, linked to what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.method.cadrage import regles
from qvtkit.method.chronologie import siege_en_mots
from qvtkit.method.instances import EtatInstance, etat
from qvtkit.method.lexique import Lexique
from qvtkit.method.metiers import du_soin
from qvtkit.method.preuve import Preuve, Trace, comite, delegation, extrait, groupes_de, trace
from qvtkit.model.codes import College, Role
from qvtkit.model.numbers import format_number
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator

    from qvtkit.model.groupe import Groupe, Siege
    from qvtkit.model.projet import Projet

_NO_GROUP = Preuve(
    manque="il n’y a pas encore de groupe", commande="qvtkit group add", geste="Créer la délégation ou le groupe QVT"
)
_NO_COPIL = Preuve(
    manque="aucun groupe n’a le rôle de comité de pilotage (un groupe qui existe peut le prendre : qvtkit group edit)",
    commande="qvtkit group add --roles copil", geste="Créer le comité de pilotage",
)  # fmt: skip


def pourquoi(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The sentence is written."""
    text = projet.cadrage.pourquoi
    if not text:
        return Preuve(manque="la phrase n’est pas encore écrite")
    return Preuve((trace(projet, "cadrage", "", f"« {extrait(text)} »", "pourquoi"),))


def projets_lies(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """At least one other project is named."""
    found = tuple(
        trace(projet, "cadrage", "", linked.nom, "projets_lies", rank)
        for rank, linked in enumerate(projet.cadrage.projets_lies)
        if linked.nom
    )
    return Preuve(found, "" if found else "aucun projet n’est encore nommé")


def moyens(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """Hours or replacements are granted, or refused in clear."""
    means = projet.cadrage.moyens
    found = []
    if means.heures is not None:
        found.append(trace(projet, "cadrage", "", f"{format_number(means.heures)} heures", "moyens", "heures"))
    if means.remplacements is not None:
        words = "participants remplacés" if means.remplacements else "participants non remplacés"
        found.append(trace(projet, "cadrage", "", words, "moyens", "remplacements"))
    return Preuve(tuple(found), "" if found else "ni heures ni remplacements ne sont notés")


def decideur(projet: Projet, day: dt.date) -> Preuve:
    """A seat of the direction in the steering group may decide."""
    steering = groupes_de(projet, Role.COPIL)
    if not steering:
        return _NO_COPIL
    direction = [each for each in _seats(steering, day) if College.DIRECTION in each[2].colleges]
    found = _told(projet, direction, lambda seat: seat.pouvoir_decisionnaire is True, "peut décider")
    if found:
        return Preuve(found)
    unsaid = [each for each in direction if each[2].pouvoir_decisionnaire is None]
    if unsaid:
        group, _, seat = unsaid[0]
        command = f"qvtkit group member edit {group} {seat.id or ''}".strip()
        return Preuve(manque="la direction siège, sans que l’on sache si elle peut décider", commande=command)
    said = "la personne qui siège pour la direction ne peut pas décider"
    return Preuve(manque=said if direction else "personne ne siège pour la direction")


def porte_parole(projet: Projet, day: dt.date) -> Preuve:
    """Those who speak for others, in the delegation, are recognised by them."""
    groups = delegation(projet)
    if not groups:
        return _NO_GROUP
    seats = [each for each in _seats(groups, day) if College.REPRESENTANTS_DU_PERSONNEL in each[2].colleges]
    found = _told(projet, seats, lambda seat: seat.porte_parole_reconnu is True, "reconnu comme porte-parole")
    if found:
        return Preuve(found)
    if not seats:
        return Preuve(manque="personne ne siège pour les représentants du personnel")
    group, _, seat = seats[0]
    said = f"on ne sait pas si les siens reconnaissent ce porte-parole : {siege_en_mots(seat, Lexique(projet))}"
    return Preuve(manque=said, commande=f"qvtkit group member edit {group} {seat.id or ''}".strip())


def soignants(projet: Projet, day: dt.date) -> Preuve:
    """Somebody sits for the doctors or for a trade, or says which trade is theirs."""
    groups = delegation(projet) | comite(projet)
    if not groups:
        return _NO_GROUP
    trades = projet.source.referential("metiers")
    seats = [each for each in _seats(groups, day) if du_soin(each[2], trades)]
    found = _told(projet, seats, lambda _: True, "siège")
    if found:
        return Preuve(found[:3])
    managers = [seat for _, _, seat in _seats(groups, day) if College.ENCADREMENT in seat.colleges]
    words = Lexique(projet)
    names = enumerate_fr(dict.fromkeys(f"« {siege_en_mots(each, words)} »" for each in managers))
    beside = f" ; {names} {'siègent' if len(managers) > 1 else 'siège'} pour l’encadrement" if managers else ""
    return Preuve(manque=f"aucun siège ne parle pour un médecin ou un métier{beside}")


def instances(projet: Projet, day: dt.date) -> Preuve:
    """At least one statutory body was informed, on a known date that has come."""
    words, told = Lexique(projet), projet.cadrage.instances
    states = [etat(each, day) for each in told]
    found = tuple(
        trace(projet, "cadrage", "", f"{words.instance(each.instance)}, {each.date.francais}", "instances", rank)
        for rank, each in enumerate(told)
        if each.instance and each.date and states[rank] is EtatInstance.INFORMEE
    )
    if found:
        return Preuve(found)
    coming = [each.date.last_day for each, state in zip(told, states, strict=True)
              if each.date and state is EtatInstance.PREVUE]  # fmt: skip
    if coming:
        text = f"l’information est prévue le {min(coming):%d/%m/%Y}"
        return Preuve(manque=text, attend=text, le=min(coming))
    if EtatInstance.A_CONFIRMER in states:
        return Preuve(manque="une information était prévue, et rien ne dit si elle a eu lieu")
    return Preuve(manque="une instance est nommée sans date" if states else "aucune instance n’est notée")


def regles_communication(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """The working rules are written, and staff are told."""
    written, told = regles(projet), projet.cadrage.communication
    found = []
    if written.groupe:
        group = projet.groupes[written.groupe].nom or written.groupe
        found.append(trace(projet, "groupe", written.groupe, f"règles de « {group} »", "regles"))
    elif written.textes:
        found.append(trace(projet, "cadrage", "", "les règles de la démarche", "regles"))
    if told and told.texte:
        found.append(trace(projet, "cadrage", "", f"communication : {extrait(told.texte)}", "communication"))
    lacks = [
        *([] if written.textes else ["les règles de travail ne sont pas écrites"]),
        *([] if told and told.texte else ["la façon d’informer le personnel n’est pas notée"]),
    ]
    return Preuve(tuple(found), enumerate_fr(lacks))


def climat(projet: Projet, day: dt.date) -> Preuve:  # noqa: ARG001
    """What the framing says of the climate is the group's own answer, until an opinion disagrees."""
    told = projet.cadrage.climat_social
    if not (told and told.texte):
        return Preuve(a_juger=True)
    date = f" ({told.date.francais})" if told.date else ""
    text = f"{extrait(told.texte)}{date}"
    return Preuve((trace(projet, "cadrage", "", text, "climat_social"),), a_juger=True, ecrite=True)


def _seats(groups: dict[str, Groupe], day: dt.date) -> Iterator[tuple[str, int, Siege]]:
    for key, group in groups.items():
        for rank, seat in enumerate(group.sieges):
            if seat.is_open(day):
                yield key, rank, seat


def _told(
    projet: Projet, seats: list[tuple[str, int, Siege]], holds: Callable[[Siege], bool], what: str
) -> tuple[Trace, ...]:
    """Return the seats that *holds* says yes to, each with *what* it shows."""
    words = Lexique(projet)
    return tuple(
        trace(projet, "groupe", key, f"{siege_en_mots(seat, words)} : {what}", "sieges", rank)
        for key, rank, seat in seats
        if holds(seat)
    )
