"""Where the project stands, as plain data: what `status` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.model.codes import (
    College,
    EtatEvenement,
    EtatExperimentation,
    EtatProbleme,
    EtatProposition,
    Famille,
    Phase,
)

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet


def status(projet: Projet, day: dt.date) -> dict[str, Any]:
    """Return the state of the project on *day*, JSON-ready."""
    dossier = projet.dossier
    return {
        "etablissement": dossier.etablissement.nom,
        "titre": dossier.demarche.titre,
        "illustratif": dossier.demarche.illustratif,
        "cluster": dossier.clusters[0].nom if dossier.clusters else "",
        "phases": phases(projet),
        "groupes": groups(projet, day),
        "problemes": [
            {"id": key, "titre": each.titre, "etat": str(each.etat)}
            for key, each in projet.problemes.items()
            if each.etat in {EtatProbleme.RETENU, EtatProbleme.TRAITE}
        ],
        "experimentations": [experiment(projet, key, each, day) for key, each in projet.experimentations.items()],
        "familles": families(projet),
        "propositions_a_repondre": sum(
            each.etat is EtatProposition.A_REPONDRE for each in projet.propositions.values()
        ),
        "echeances": due_dates(projet, day),
        "projets_lies": [linked.nom for linked in projet.cadrage.projets_lies],
        "illisibles": list(projet.unreadable()),
    }


def phases(projet: Projet) -> list[dict[str, Any]]:
    """Return the four phases: dates of the last stay, and whether it is the current one."""
    current = projet.dossier.phase_courante
    rows = []
    for phase in Phase:
        stays = [stay for stay in projet.dossier.demarche.phases if stay.phase is phase]
        last = stays[-1] if stays else None
        rows.append({
            "phase": str(phase), "libelle": phase.libelle,
            "debut": str(last.debut) if last and last.debut else None,
            "fin": str(last.fin) if last and last.fin else None,
            "courante": last is not None and last is current,
        })  # fmt: skip
    return rows


def groups(projet: Projet, day: dt.date) -> list[dict[str, Any]]:
    """Return each group with its seats by collège and its vacancies."""
    rows = []
    for key, group in projet.groupes.items():
        seats = group.open_seats(day)
        counts = {college.libelle: sum(college in seat.colleges for seat in seats) for college in College}
        rows.append({
            "id": key, "nom": group.nom, "sieges": len(seats),
            "colleges": {label: count for label, count in counts.items() if count},
            "vacants": [seat.fonction or seat.id for seat in group.vacancies(day)],
        })  # fmt: skip
    return rows


def experiment(projet: Projet, key: str, each: Experimentation, day: dt.date) -> dict[str, Any]:
    """Return one experiment, and whether its planned end is past."""
    late = each.etat is EtatExperimentation.EN_COURS and each.fin_prevue is not None and each.fin_prevue.last_day < day
    return {
        "id": key, "titre": each.titre, "etat": str(each.etat), "libelle": each.etat.libelle,
        "debut": str(each.debut) if each.debut else None,
        "fin_prevue": str(each.fin_prevue) if each.fin_prevue else None,
        "fin": str(each.fin) if each.fin else None,
        "seances": len(projet.seances_de(key)), "en_retard": late,
        "decision": each.decision.choix.libelle if each.decision and each.decision.choix else "",
    }  # fmt: skip


def families(projet: Projet) -> dict[str, list[dict[str, Any]]]:
    """Return the indicators of each family with their last value; an empty family stays, empty."""
    rows: dict[str, list[dict[str, Any]]] = {str(family): [] for family in Famille}
    for key, indicator in projet.indicateurs.items():
        if indicator.famille is None:
            continue
        last = indicator.last()
        rows[str(indicator.famille)].append({
            "id": key, "nom": indicator.nom, "unite": indicator.unite,
            "derniere": {"periode": str(last[0]), "valeur": last[1], "texte": f"{indicator.shown(last[1])} ({last[0].court})"} if last else None,
            "valeurs": [value for _, value in indicator.series()],
        })  # fmt: skip
    return rows


def due_dates(projet: Projet, day: dt.date) -> list[dict[str, Any]]:
    """Return what is planned and not done, the late first, then the five next."""
    rows = [
        {
            "date": str(event.date),
            "texte": event.titre or event.type.libelle,
            "en_retard": event.date.last_day < day,
            "_tri": event.date.sort_key,
        }
        for event in projet.agenda.evenements
        if event.date and event.etat in {EtatEvenement.PREVU, EtatEvenement.REPORTE}
    ]
    for key, proposal in projet.propositions.items():
        if proposal.etat is EtatProposition.A_REPONDRE and proposal.echeance:
            rows.append({
                "date": str(proposal.echeance), "texte": f"Répondre à la proposition {key}",
                "en_retard": proposal.echeance.last_day < day, "_tri": proposal.echeance.sort_key,
            })  # fmt: skip
    rows.sort(key=lambda row: row.pop("_tri"))  # type: ignore[arg-type, return-value]
    return rows[:8]
