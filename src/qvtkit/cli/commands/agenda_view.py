"""The programme of the cluster on a screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.cli import show as display
from qvtkit.method import programme as method
from qvtkit.model.codes import EtatEvenement, Phase, TypeEvenement
from qvtkit.model.numbers import plain_number
from qvtkit.ops import agenda_programme as ops
from qvtkit.ops.agenda import in_words
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.agenda import Evenement
    from qvtkit.ops.agenda_programme import Vue

_STATES = {EtatEvenement.REPORTE: "reporté, date à fixer"}


def view(seen: Vue, day: dt.date, *, only_proposed: bool = False) -> None:
    """Print the programme, then the dates proposed where there are some."""
    if not only_proposed:
        _days(seen)
        _support(seen)
        _meetings(seen, day)
    if seen.proposes:
        display.title("Dates proposées (proposition qvtkit)")
        for each in seen.proposes:
            display.paragraph(f"{_when(each)} : {in_words(each)}", indent=2)


def _when(event: Evenement | None) -> str:
    if event is None or event.date is None:
        return "pas encore de date"
    hour = f" à {event.heure}" if event.heure else ""
    return f"{event.date.francais}{hour}"


def _days(seen: Vue) -> None:
    there = method.held_days(seen.evenements)
    when = {number: each.date.first_day for number, each in there.items() if each.date}
    display.title(seen.plan.titre)
    for day in seen.plan.journees:
        event = there.get(day.numero)
        state = f", {event.etat.libelle.lower()}" if event else ""
        phase = Phase(day.phase).libelle.lower()
        display.say("")
        display.paragraph(f"Journée {day.numero} : {day.titre} ({_when(event)}{state} ; phase : {phase})")
        for line in day.contenu:
            display.paragraph(f"- {line}", indent=4)
        display.paragraph(f"Objectif : {day.objectif}", indent=4)
        works = [each for each in seen.plan.travaux if each.apres == day.numero]
        dated = [f"{in_words(each)} ({_when(each)}, {each.etat.libelle.lower()})"
                 for each in method.work_between(seen.evenements, when, day.numero)]  # fmt: skip
        told = dated or [f"{each.titre} ({each.source.partition(',')[0]})" for each in works]
        for line in told:
            display.paragraph(f"Puis, entre deux journées : {line.removeprefix('Travail intersession : ')}", indent=4)
    display.say("")
    sources = dict.fromkeys(each.source for each in seen.plan.journees)
    display.paragraph(f"Source des contenus et des objectifs : {', '.join(sources)}.")
    text, source = seen.plan.textes["intersessions"]
    display.paragraph(f"{text} ({source})")


def _support(seen: Vue) -> None:
    used, planned = method.support(seen.evenements)
    to_come = f" ; {_number(planned)} prévus" if planned else ""
    text, source = seen.plan.textes["appui_individuel"]
    display.title("Appui individuel")
    unit = "jour utilisé" if used < 2 else "jours utilisés"  # noqa: PLR2004 (French keeps the singular below two)
    display.paragraph(f"{_number(used)} {unit} sur {_number(seen.plan.appui_jours)}{to_come}.")
    display.paragraph(f"{text} ({source})")


def _number(value: float) -> str:
    return plain_number(value).replace(".", ",")


def _meetings(seen: Vue, day: dt.date) -> None:
    """Print meetings, restitutions and reviews: how many are held, and each that is to come."""
    heads = (
        (TypeEvenement.REUNION, "Réunions", ("tenue", "tenues")),
        (TypeEvenement.RESTITUTION, "Restitutions", ("tenue", "tenues")),
        (TypeEvenement.REVUE, "Revues à six et douze mois", ("tenue", "tenues")),
    )
    for kind, title, words in heads:
        held = sum(each.type is kind and each.etat is EtatEvenement.FAIT for each in seen.evenements)
        waiting = ops.to_come(seen.evenements, kind)
        display.title(title)
        display.paragraph(f"{plural(held, *words)} ; {plural(len(waiting), 'à venir', 'à venir')}.")
        for each in waiting:
            late = each.date and each.date.last_day < day and each.etat is EtatEvenement.PREVU
            state = "en retard" if late else _STATES.get(each.etat, each.etat.libelle.lower())
            display.paragraph(f"{_when(each)} : {in_words(each)}, {state}", indent=2)
    text, source = seen.plan.textes["revues"]
    display.paragraph(f"{text} ({source})")
