"""`qvtkit status`: the project in one screen."""

from __future__ import annotations

from typing import Annotated, Any

from qvtkit.cli import show
from qvtkit.cli.options import text
from qvtkit.cli.session import Session, command
from qvtkit.cli.sparkline import sparkline
from qvtkit.method.conseil import retard
from qvtkit.model.codes import EtatDemarche, Famille
from qvtkit.model.dates import DateSouple
from qvtkit.text import plural


@command
def status(
    session: Session,
    depuis: Annotated[str | None, text("depuis", "Montrer aussi ce qui a changé depuis cette date", "DATE")] = None,
) -> None:
    """Voir où en est le projet : phases, sièges, problème, expérimentations, indicateurs, échéances.

    Exemple : qvtkit status --depuis "janvier 2017"
    """
    from qvtkit.ops.status import status as read_status

    data = read_status(session.projet, session.today, depuis)
    if session.reply("status", data):
        return
    display(data)
    if depuis:
        _since(data["depuis"])


def _say(text: str) -> None:
    """Print a line at its own indentation, cut between words on a terminal."""
    bare = text.lstrip(" ")
    show.paragraph(bare, indent=len(text) - len(bare))


def display(data: dict[str, Any]) -> None:
    """Print the state of the project."""
    show.title(" — ".join(part for part in (data["etablissement"], data["titre"]) if part) or "Projet QVT")
    if data["illustratif"]:
        _say("Chiffres d’illustration.")
    if data["etat"] != EtatDemarche.ACTIVE:
        _say(f"Démarche {EtatDemarche(data['etat']).libelle.lower()} (qvtkit project edit)")
    _say(_timeline(data["phases"]))
    _gate(data["passage"])
    _groups(data["groupes"])
    for problem in data["problemes"]:
        _say(f"Problème : {problem['titre'] or problem['id']}")
    if not data["problemes"]:
        _say("Problème : pas encore retenu")
    _experiments(data["experimentations"])
    _families(data["familles"])
    _due(data)
    for first in data["suivant"]:
        _say(f"À faire d’abord : {first['quoi']} (qvtkit next)")
    show.unreadable(data["illisibles"])


def _date(text: str | None) -> str:
    return DateSouple.parse(text).francais if text else ""


def _timeline(phases: list[dict[str, Any]]) -> str:
    """« ✓ Conception → ● Diagnostic (depuis mars 2016) → ○ … »."""
    parts = []
    for phase in phases:
        if phase["courante"] and not phase["fin"]:
            since = f" (depuis {_date(phase['debut'])})" if phase["debut"] else ""
            parts.append(f"[{phase['libelle']}{since}]")
        else:
            parts.append(phase["libelle"] + (" (faite)" if phase["debut"] else ""))
    return "Phases : " + " > ".join(parts)


def _gate(gate: dict[str, Any] | None) -> None:
    """Say how the gate of the current phase stands."""
    if gate is None:
        return
    _say(f"Passage « {gate['titre']} » : {gate['reste'] or 'tout a sa réponse'} (qvtkit phase show)")


def _since(moved: dict[str, Any]) -> None:
    """Print what changed since a date."""
    show.title(f"Depuis : {_date(moved['date'])}")
    if not moved["faits"] and not moved["indicateurs"]:
        show.say("Rien n’est daté depuis dans le dossier.")
    for fact in moved["faits"]:
        _say(f"  {_date(fact['date'])} : {fact['texte']}")
    for row in moved["indicateurs"]:
        before = f", avant : {row['avant']}" if row["avant"] else ""
        _say(f"  {row['nom'] or row['id']} : {row['derniere']}{before}")


def _groups(groups: list[dict[str, Any]]) -> None:
    if not groups:
        _say("Groupes : aucun pour l’instant (qvtkit group add)")
    for group in groups:
        colleges = ", ".join(f"{label} {count}" for label, count in group["colleges"].items())
        vacant = f" ; à pourvoir : {', '.join(group['vacants'])}" if group["vacants"] else ""
        _say(f"{group['nom'] or group['id']} : {plural(group['sieges'], 'siège')} ({colleges or 'aucun'}){vacant}")


def _experiments(experiments: list[dict[str, Any]]) -> None:
    if not experiments:
        _say("Expérimentations : aucune pour l’instant (qvtkit experiment add)")
    for each in experiments:
        dates = (
            f"{_date(each['debut'])} – {_date(each['fin'] or each['fin_prevue'])}" if each["debut"] else "dates à fixer"
        )
        decision = f" ; décision : {each['decision'].lower()}" if each["decision"] else ""
        late = " ; la fin prévue est passée" if each["en_retard"] else ""
        label = f"{each['titre'] or each['id']} : {each['libelle'].lower()} ({dates})"
        _say(f"Expérimentation « {each['titre'] or each['id']} »{label.removeprefix(each['titre'] or each['id'])}, "
                 f"{plural(each['seances'], 'séance')}{decision}{late}")  # fmt: skip
        for code, told in each["resultats"].items():
            _say(f"  {Famille(code).libelle} : {told}")
        if each["resultats"]:
            _say(f"  Pour en parler ensemble : qvtkit experiment results {each['id']}")


def _families(families: dict[str, list[dict[str, Any]]]) -> None:
    _say("Indicateurs :")
    for code, rows in families.items():
        label = Famille(code).libelle
        if not rows:
            _say(f"  {label} : aucun indicateur dans cette famille")
        for row in rows:
            last = row["derniere"]["texte"] if row["derniere"] else "pas encore mesuré"
            _say(f"  {label:<16} {row['nom'] or row['id']} : {last}  {sparkline(row['valeurs'])}")


def _due(data: dict[str, Any]) -> None:
    waiting = data["propositions"]
    if waiting:
        late = sum(row["retard"] > 0 for row in waiting)
        oldest = f", la plus en retard {retard(waiting[0]['retard'])}" if late else ""
        _say(f"Propositions sans réponse : {len(waiting)}{oldest} (qvtkit proposal list)")
    if data["echeances"]:
        _say("Échéances :")
    for row in data["echeances"]:
        late = "en retard, " if row["en_retard"] else ""
        _say(f"  {late}{_date(row['date'])} : {row['texte']}")
    if data["projets_lies"]:
        _say(f"Nourrit aussi : {', '.join(data['projets_lies'])}")
