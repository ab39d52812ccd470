"""The close on one screen: what was learnt, what follows, what is not planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.cli import show as display
from qvtkit.method.changements import devenu, intitule, nom
from qvtkit.method.lexique import Lexique
from qvtkit.model.dates import DateSouple
from qvtkit.model.numbers import format_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.model.perennisation import ActionSuite, Bilan, Revue, Suites
    from qvtkit.model.projet import Projet

_NOTHING = "rien n’est écrit"


def view(projet: Projet, state: dict[str, Any]) -> None:
    """Print the bilan, what follows, and what lacks."""
    display.title("Bilan")
    display.pairs(_bilan(projet.bilan))
    display.title("Suites")
    display.pairs(_suites(projet, projet.suites))
    display.pairs([("Revues", "\n".join(map(_revue, state["revues"])))])
    for held in sorted(projet.suites.revues, key=lambda each: each.date.sort_key if each.date else ()):
        display.title(intitule(held))
        display.pairs(_held(projet, held))
    display.title("Visas")
    dates = {visa.college.libelle: visa.date for visa in projet.bilan.visas if visa.college}
    display.pairs((who, date.francais if date else "à viser") for who, date in dates.items())
    if not dates:
        display.paragraph("La fiche n’est pas encore visée.", indent=2)
    display.say("")
    if state["manques"]:
        display.paragraph(f"Il reste à écrire : {', '.join(state['manques'])}.")
    display.say("Pour écrire ou corriger : qvtkit closing edit")


def _lines(items: Iterable[str]) -> str:
    found = [item for item in items if item]
    if not found:
        return _NOTHING
    return found[0] if len(found) == 1 else "\n".join((str(len(found)), *(f"• {item}" for item in found)))


def _bilan(told: Bilan) -> list[tuple[str, str]]:
    keep = told.a_retenir
    return [
        ("Déroulement", told.deroulement or _NOTHING),
        ("Réussites", _lines(item.texte for item in told.reussites)),
        ("Difficultés", _lines(_arrow(item.texte, item.reponse_apportee) for item in told.difficultes)),
        ("Enseignements", _lines(item.texte for item in told.enseignements)),
        ("Conditions de réussite", _lines(told.conditions_de_reussite)),
        ("Ce qui peut servir ailleurs", told.transferabilite or _NOTHING),
        ("Ce que l’on referait autrement", told.ce_que_l_on_referait_autrement or _NOTHING),
        ("Une réussite à retenir", keep.reussite or _NOTHING),
        ("Une difficulté à retenir", keep.difficulte or _NOTHING),
        ("Un conseil à un voisin", keep.conseil or _NOTHING),
    ]


def _arrow(text: str, answer: str) -> str:
    return f"{text} → {answer}" if answer else text


def _suites(projet: Projet, after: Suites) -> Iterator[tuple[str, str]]:
    pilot = after.pilote
    group = projet.groupes.get(pilot.groupe or "")
    who = ", ".join(filter(None, (pilot.fonction, (group.nom if group else "") or pilot.groupe)))
    hours, euros = after.moyens.heures, after.moyens.euros
    yield "Qui porte la suite", who or "personne n’est désigné"
    yield "Moyens en heures", "non prévus" if hours is None else f"{format_number(hours)} par an"
    yield "Moyens en euros", "non prévus" if euros is None else f"{format_number(euros)} € par an"
    yield "Précision", after.moyens.precision
    yield "Actions suivantes", _lines(map(_action, after.actions))
    yield "Intégration à d’autres projets", _lines(_arrow(item.projet, item.comment) for item in after.integration)


def _action(action: ActionSuite) -> str:
    due = f"pour {action.echeance.francais}" if action.echeance else ""
    notes = ", ".join(filter(None, (action.etat.libelle.lower() if action.etat else "", due)))
    return f"{action.titre} ({notes})" if notes else action.titre


def _held(projet: Projet, held: Revue) -> Iterator[tuple[str, str]]:
    """Yield what a review says, change by change; opinions that differ stand each by itself."""
    words = Lexique(projet)
    for each in held.changements:
        yield nom(projet, each), devenu(each, words)
    yield "Indicateurs", held.indicateurs
    yield "Désaccords", held.divergences
    yield "Décidé pour la suite", held.decision


def _revue(review: dict[str, Any]) -> str:
    when = DateSouple.parse(review["date"]).francais
    state = (
        "tenue"
        if review["tenue"]
        else "à l’agenda"
        if review["notee"]
        else "pas encore à l’agenda : qvtkit closing edit --revues oui"
    )
    return f"{review['titre']}, {when} ({state})"
