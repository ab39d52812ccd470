"""What the agenda and the meetings say to do: what is late, what is today, the meeting of the coming days."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.echeances import echeances
from qvtkit.method.preuve import courant, extrait
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, MomentSeance, TypeEvenement
from qvtkit.model.dates import date_of_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.issues import Position
    from qvtkit.method.echeances import Echeance
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.projet import Projet

DELAI_TACHE = 30
"""Days after the meeting to do a task that has no date (proposition qvtkit)."""
BIENTOT = 7
"""Days before a meeting from which it is told (proposition qvtkit)."""
REVUE = "qvtkit closing review"
_MOMENTS = {EtatExperimentation.EN_COURS: "", EtatExperimentation.PREVUE: MomentSeance.T0}


def agenda(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """What was planned, or taken on in a meeting, and whose day is past."""
    known = echeances(projet)
    for each in known:
        if each.reunion and each.attendue:
            yield from _late_task(projet, each, day)
        elif each.date and each.en_retard(day) and not (came_later(each, known) or told(projet, each)):
            yield _event(projet, each, each.date)


def aujourdhui(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """What is planned, or due, this very day."""
    for each in echeances(projet):
        if not (each.etat is EtatEvenement.PREVU and _is_on(each.date, day)) or told(projet, each):
            continue
        if each.reunion:
            who = f" ({each.qui})" if each.qui else ""
            yield Conseil(
                f"tache/{each.cle}", f"À faire aujourd’hui : {extrait(each.texte)}", f"décidé en réunion{who}",
                f"qvtkit agenda done {each.cle}", Rang.AUJOURDHUI, _place(projet, each),
            )  # fmt: skip
        else:
            yield _today(projet, each)


def reunions_proches(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """The meetings of the coming days: that day, notes are taken live."""
    for each in echeances(projet):
        planned = each.etat is EtatEvenement.PREVU and each.genre == TypeEvenement.REUNION
        if not planned or each.date is None or each.date.jour is None:
            continue
        days = (each.date.first_day - day).days
        if 0 < days <= BIENTOT:
            when = "demain" if days == 1 else f"le {each.date.francais}"
            yield Conseil(
                f"agenda/{each.cle}", f"Préparer « {_name(each)} », {when}",
                "ce qui reste à faire et les propositions sans réponse en ouvrent l’ordre du jour ; ce jour-là, cette"
                " commande garde chaque note", _meeting(each), Rang.MOMENT, _place(projet, each),
            )  # fmt: skip


def _is_on(date: DateSouple | None, day: dt.date) -> bool:
    return date is not None and date.jour is not None and date.first_day == day


def _name(each: Echeance) -> str:
    return each.texte or each.libelle


def _place(projet: Projet, each: Echeance) -> Position:
    if each.reunion:
        return projet.loaded("reunion")[each.reunion].position("notes", each.rang)
    return projet.loaded("agenda")[""].position("evenements", each.rang)


def _meeting(each: Echeance) -> str:
    return "qvtkit meeting" + (f" --groupe {each.groupe}" if each.groupe else "")


def _today(projet: Projet, each: Echeance) -> Conseil:
    """Return what to do of an event of today: its own command where there is one, else to say that it was held."""
    name, at = _name(each), f" à {each.heure}" if each.heure else ""
    what, why = f"Tenir aujourd’hui « {name} »", f"c’est prévu aujourd’hui{at}"
    test = courant(projet)
    if each.genre == TypeEvenement.REUNION:
        command = _meeting(each)
    elif each.genre == TypeEvenement.REVUE:
        command = REVUE
    elif each.genre == TypeEvenement.SEANCE and test:
        moment = _MOMENTS.get(projet.experimentations[test].etat, MomentSeance.BILAN)
        command = f"qvtkit session run {test}" + (f" --moment {moment}" if moment else "")
    else:
        what, command = f"Aujourd’hui : « {name} »", f"qvtkit agenda done {each.cle}"
        why += " ; dites ensuite si cela a eu lieu"
    return Conseil(f"agenda/{each.cle}", what, why, command, Rang.AUJOURDHUI, _place(projet, each))


def _event(projet: Projet, each: Echeance, date: DateSouple) -> Conseil:
    name = _name(each)
    what, command = f"Dire ce qu’il en est de « {name} »", f"qvtkit agenda done {each.cle}"
    why = f"c’était prévu le {date.francais} et rien ne dit si cela a eu lieu"
    running = next((k for k, t in projet.experimentations.items() if t.etat is EtatExperimentation.EN_COURS), "")
    if each.etat is EtatEvenement.REPORTE:
        what = f"Fixer une nouvelle date pour « {name} »"
        why = f"reporté, sans autre date depuis le {date.francais}"
    elif each.genre == TypeEvenement.SEANCE and running:
        what, command = f"Tenir la séance « {name} »", f"qvtkit session run {running}"
        why = f"elle était prévue le {date.francais}"
    elif each.genre == TypeEvenement.REVUE:
        what, command = f"Tenir « {name} », ou dire qu’elle l’a été", REVUE
        why = f"elle était prévue le {date.francais} : ce qui tient, ce qui s’est défait, ce que l’on décide"
    return Conseil(f"agenda/{each.cle}", what, why, command, Rang.RETARD, _place(projet, each), date.last_day)


def _late_task(projet: Projet, each: Echeance, day: dt.date) -> Iterator[Conseil]:
    """A task whose day is past; without one, a task that has waited since its meeting."""
    held = date_of_id(each.reunion)
    if each.date:
        due, said = each.date.last_day, f"pour le {each.date.francais}"
    elif held:
        due, said = held.last_day + dt.timedelta(days=DELAI_TACHE), f"le {held.francais}, sans échéance"
    else:
        return
    if due < day:
        who = f" ({each.qui})" if each.qui else ""
        yield Conseil(
            f"tache/{each.cle}", f"À faire : {extrait(each.texte)}", f"décidé en réunion{who} {said}",
            f"qvtkit agenda done {each.cle}", Rang.RETARD, _place(projet, each), due,
        )  # fmt: skip


def came_later(each: Echeance, known: tuple[Echeance, ...]) -> bool:
    """Tell whether a meeting put off has its new date: one of the same sort, for the same group, after it."""
    return each.etat is EtatEvenement.REPORTE and any(
        other.genre == each.genre and other.groupe == each.groupe and other.date and each.date
        and each.date.surely_before(other.date) and other.etat is not EtatEvenement.ANNULE
        for other in known
    )  # fmt: skip


def told(projet: Projet, each: Echeance) -> bool:
    """Tell whether a record says what became of the date: a session of the day or since, a meeting of the day."""
    if each.date is None or each.reunion:
        return False
    if each.genre == TypeEvenement.SEANCE:
        dates = [date_of_id(key) for key in projet.seances]
        return any(held and not held.surely_before(each.date) for held in dates)
    start = f"{each.date}-{each.groupe}" if each.groupe else f"{each.date}-"
    return each.genre == TypeEvenement.REUNION and any(key.startswith(start) for key in projet.reunions)
