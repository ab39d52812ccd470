"""`qvtkit experiment`: the fiche expérimentation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from qvtkit.cli import show as display
from qvtkit.cli.options import Format, Id, code_help, given, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import Origine

if TYPE_CHECKING:
    from qvtkit.model.experimentation import Experimentation

Titre = Annotated[str | None, text("titre", "Titre")]
Probleme = Annotated[str | None, text("probleme", "Problème visé", "ID")]
Origine_ = Annotated[str | None, text("origine", f"D’où elle vient : {code_help(Origine)}", "ORIGINE")]
Hypothese = Annotated[str | None, text("hypothese", "Si nous…, alors…")]
CeQuiChange = Annotated[str | None, text("ce_qui_change", "Ce qui change concrètement")]
CeQuiNeChangePas = Annotated[str | None, text("ce_qui_ne_change_pas", "Ce qui ne change pas")]
Services = Annotated[list[str] | None, text("services", "Service (répétable)", "SERVICE")]
Metiers = Annotated[list[str] | None, text("metiers", "Métier (répétable) : ash, aide-soignant…", "MÉTIER")]
Horaires = Annotated[str | None, text("horaires", "Horaires")]
Effectif = Annotated[str | None, text("effectif", "Nombre de personnes concernées", "NOMBRE")]
FinPrevue = Annotated[str | None, text("fin_prevue", "Fin prévue", "DATE")]
RetourArriere = Annotated[str | None, text("retour_arriere", "Comment revenir en arrière")]
QuiDecide = Annotated[str | None, text("qui_decide", "Qui décide d’arrêter")]
ConditionsArret = Annotated[list[str] | None, text("conditions_arret", "Ce qui ferait arrêter (répétable)")]
DroitErreur = Annotated[str | None, text("droit_a_l_erreur", "Droit à l’erreur affirmé", "oui|non")]
Concepteurs = Annotated[list[str] | None, text("concepteurs", "Fonction qui a conçu (répétable)", "FONCTION")]
Groupe = Annotated[str | None, text("groupe", "Groupe qui évalue", "ID")]
Heures = Annotated[str | None, text("heures", "Heures prévues", "NOMBRE")]
Euros = Annotated[str | None, text("euros", "Euros prévus", "NOMBRE")]
Indicateur = Annotated[list[str] | None, text("indicateur", "Indicateur à suivre (répétable) ; s’ajoute au plan", "ID")]


@command
def add(
    session: Session, id: Id = None, titre: Titre = None, probleme: Probleme = None, origine: Origine_ = None,
    hypothese: Hypothese = None, ce_qui_change: CeQuiChange = None, ce_qui_ne_change_pas: CeQuiNeChangePas = None,
    services: Services = None, metiers: Metiers = None, horaires: Horaires = None, effectif: Effectif = None,
    fin_prevue: FinPrevue = None, retour_arriere: RetourArriere = None, qui_decide: QuiDecide = None,
    conditions_arret: ConditionsArret = None, droit_a_l_erreur: DroitErreur = None, concepteurs: Concepteurs = None,
    groupe: Groupe = None, heures: Heures = None, euros: Euros = None, indicateur: Indicateur = None,
) -> None:  # fmt: skip
    """Décrire une expérimentation : ce que l’on essaie, où, jusqu’à quand, suivi par quoi.

    Exemple : qvtkit experiment add relais --titre "Un relais le week-end" --probleme absence-ash
    """
    from qvtkit.ops import experiments

    known = given(
        titre=titre, probleme=probleme, origine=origine, hypothese=hypothese, ce_qui_change=ce_qui_change,
        ce_qui_ne_change_pas=ce_qui_ne_change_pas, services=services, metiers=metiers, horaires=horaires,
        effectif=effectif, fin_prevue=fin_prevue, retour_arriere=retour_arriere, qui_decide=qui_decide,
        conditions_arret=conditions_arret, droit_a_l_erreur=droit_a_l_erreur, concepteurs=concepteurs,
        groupe=groupe, heures=heures, euros=euros, indicateur=indicateur,
    )  # fmt: skip
    answers = _answers(session, id, known)
    session.finish(experiments.add(session.projet, _new_id(session, id or answers["titre"]), answers, session.today))
    session.clear_draft("experiment-add")


def _answers(session: Session, id_: str | None, known: dict[str, Any]) -> dict[str, Any]:
    """Return the options, completed by the questions where nothing but the id was given."""
    from qvtkit.cli.commands.experiment_questions import for_add, settled

    if id_:
        _new_id(session, id_)
    questions = for_add(session.projet, id_, session.today)
    asked = questions if session.can_ask and not known else questions[:1]
    return settled(session.ask(asked, known, draft="experiment-add"))


def _new_id(session: Session, typed: str) -> str:
    """Return the id that *typed* gives; refuse at once the one that is taken."""
    from qvtkit.errors import RefusedError
    from qvtkit.ops.records import clean_id

    new_id = clean_id(typed)
    found = session.projet.one("experimentation", new_id)
    if found:
        raise RefusedError.of(
            "existe-deja", found.position(), quoi="L’expérimentation", id=new_id, fichier=found.file,
            conseil=f"Pour la modifier : qvtkit experiment edit {new_id} ; sinon choisissez un autre nom.",
        )  # fmt: skip
    return new_id


@command
def list_(session: Session, format: Format = "texte") -> None:
    """Lister les expérimentations, leurs dates et leur décision."""
    from qvtkit.ops.records import as_json

    found = session.projet.experimentations
    if session.reply("experimentations", [{"id": key, **as_json(each)} for key, each in found.items()]):
        return
    if not found:
        display.say("Aucune expérimentation pour l’instant. Pour en décrire une : qvtkit experiment add")
    else:
        rows = [_row(session, key, each) for key, each in found.items()]
        titles = ("Expérimentation", "Titre", "État", "Début", "Fin", "Séances", "Décision")
        display.table(session, titles, rows, format)
    display.unreadable(session.projet.unreadable("experimentation"))


def _row(session: Session, key: str, each: Experimentation) -> tuple[str, ...]:
    planned = f"{each.fin_prevue.francais} (prévue)" if each.fin_prevue else ""
    choice = each.decision.choix if each.decision else None
    return (
        key, each.titre, each.etat.libelle, each.debut.francais if each.debut else "",
        each.fin.francais if each.fin else planned, str(len(session.projet.seances_de(key))),
        choice.libelle if choice else "",
    )  # fmt: skip


@command
def show(session: Session, id: Id = None) -> None:
    """Voir une expérimentation : ce qui change, le retour en arrière, le plan de suivi, la décision."""
    from qvtkit.cli.choose import one
    from qvtkit.cli.commands.experiment_view import still_missing, view
    from qvtkit.ops import experiments
    from qvtkit.ops.records import as_json

    key = experiments.resolve(session.projet, one(session, "experimentation", id))
    experiment = experiments.the(session.projet, key)
    sessions = sorted(session.projet.seances_de(key))
    lacking = still_missing(session.projet, key, experiment, session.today)
    data = {"id": key, **as_json(experiment), "seances": sessions, "manques": lacking}
    if not session.reply("experimentation", data):
        view(session.projet, key, experiment, session.today)


@command
def edit(
    session: Session, id: Id = None, titre: Titre = None, probleme: Probleme = None, origine: Origine_ = None,
    hypothese: Hypothese = None, ce_qui_change: CeQuiChange = None, ce_qui_ne_change_pas: CeQuiNeChangePas = None,
    services: Services = None, metiers: Metiers = None, horaires: Horaires = None, effectif: Effectif = None,
    fin_prevue: FinPrevue = None, retour_arriere: RetourArriere = None, qui_decide: QuiDecide = None,
    conditions_arret: ConditionsArret = None, droit_a_l_erreur: DroitErreur = None, concepteurs: Concepteurs = None,
    groupe: Groupe = None, heures: Heures = None, euros: Euros = None, indicateur: Indicateur = None,
    retirer: Annotated[list[str] | None, text("retirer", "Indicateur à retirer du plan (répétable)", "ID")] = None,
    debut: Annotated[str | None, text("debut", "Début du test, s’il est à corriger", "DATE")] = None,
    fin: Annotated[str | None, text("fin", "Fin du test, si elle est à corriger", "DATE")] = None,
) -> None:  # fmt: skip
    """Modifier une expérimentation. Une liste donnée remplace l’ancienne ; un indicateur s’ajoute au plan.

    Prolonger le test : qvtkit experiment edit relais --fin-prevue 31/07/2017 (l’ancienne date va au journal).
    """
    from qvtkit.ops import experiments

    known = given(
        titre=titre, probleme=probleme, origine=origine, hypothese=hypothese, ce_qui_change=ce_qui_change,
        ce_qui_ne_change_pas=ce_qui_ne_change_pas, services=services, metiers=metiers, horaires=horaires,
        effectif=effectif, fin_prevue=fin_prevue, retour_arriere=retour_arriere, qui_decide=qui_decide,
        conditions_arret=conditions_arret, droit_a_l_erreur=droit_a_l_erreur, concepteurs=concepteurs, groupe=groupe,
        heures=heures, euros=euros, indicateur=indicateur, retirer=retirer, debut=debut, fin=fin,
    )  # fmt: skip
    key, changes = _changes(session, id, known)
    if not changes:
        display.say("Rien n’a été modifié.")
        return
    session.finish(experiments.edit(session.projet, key, changes, session.today))


def _changes(session: Session, id_: str | None, known: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Return which experiment to change, and how: options, or answers to questions."""
    from types import SimpleNamespace

    from qvtkit.cli.choose import edited, one
    from qvtkit.cli.commands.experiment_questions import AWAITED, for_edit
    from qvtkit.ops import experiments

    key = experiments.resolve(session.projet, one(session, "experimentation", id_))
    current = experiments.flat(experiments.the(session.projet, key))
    changes = edited(session, known, for_edit(session.projet), SimpleNamespace(**current), AWAITED)
    if not known and "indicateur" in changes:  # ticked in a list: what is no longer ticked goes
        changes["retirer"] = [name for name in current["indicateur"] if name not in changes["indicateur"]]
    return key, changes
