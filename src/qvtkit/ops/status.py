"""Where the project stands, as plain data: what `status` shows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.method.delais import suivis
from qvtkit.method.echeances import echeances
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_mots import famille_breve
from qvtkit.method.mouvements import mesures_depuis
from qvtkit.method.preuve import extrait
from qvtkit.model.codes import (
    College,
    EtatExperimentation,
    EtatProbleme,
    EtatProposition,
    Famille,
    Phase,
)
from qvtkit.model.dates import DateSouple
from qvtkit.ops.next import first

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.projet import Projet


def status(projet: Projet, day: dt.date, depuis: str | None = None) -> dict[str, Any]:
    """Return the state of the project on *day*, JSON-ready; with *depuis*, what moved since that date."""
    moved = {"depuis": since(projet, depuis)} if depuis else {}
    return {**_state(projet, day), **moved}


def _state(projet: Projet, day: dt.date) -> dict[str, Any]:
    dossier = projet.dossier
    advice, gate = first(projet, day)
    return {
        "etablissement": dossier.etablissement.nom,
        "titre": dossier.demarche.titre,
        "illustratif": dossier.demarche.illustratif,
        "etat": str(dossier.demarche.etat),
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
        "propositions": proposals(projet, day),
        "passage": {
            "titre": gate.titre,
            "questions": len(gate.questions),
            "reste": gate.reste,
            "ouvertes": [question.id for question in gate.ouvertes],
            "a_juger": [question.id for question in gate.a_juger],
        }
        if gate
        else None,
        "suivant": [advice.as_dict()] if advice else [],
        "echeances": due_dates(projet, day),
        "projets_lies": [linked.nom for linked in projet.cadrage.projets_lies],
        "illisibles": list(projet.unreadable()),
    }


def since(projet: Projet, depuis: str) -> dict[str, Any]:
    """Return what happened from *depuis* on: dated facts, and the indicators measured, before and now."""
    from qvtkit.ops import journal  # only when somebody asks what moved

    lines = journal.lines(projet, depuis, None)
    first = DateSouple.parse(depuis).first_day  # `lines` refused what is no date
    return {
        "date": str(DateSouple.parse(depuis)),
        "faits": [line.as_dict() for line in lines],
        "indicateurs": [found for key in projet.indicateurs if (found := _moved(projet, key, first))],
    }


def _moved(projet: Projet, key: str, first: dt.date) -> dict[str, Any] | None:
    """Return the last value before *first* and the last one since, None where nothing was measured since."""
    indicator = projet.indicateurs[key]
    moved = mesures_depuis(indicator, first)
    if moved is None:
        return None
    texts = [f"{indicator.shown(pair[1])} ({pair[0].court})" if pair else "" for pair in (moved.avant, moved.derniere)]
    return {"id": key, "nom": indicator.nom, "avant": texts[0], "derniere": texts[1], "mesures": len(moved.periodes)}


def proposals(projet: Projet, day: dt.date) -> list[dict[str, Any]]:
    """Return the proposals without an answer, the latest first, with the days they are late."""
    return [
        {"id": each.id, "texte": each.proposition.texte, "attente": each.attente, "retard": each.retard}
        for each in suivis(projet, day)
        if each.a_repondre
    ]


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
        "resultats": in_families(projet, key, each, day),
    }  # fmt: skip


def in_families(projet: Projet, key: str, test: Experimentation, day: dt.date) -> dict[str, str]:
    """Return one line a family for a test that has begun and follows something: words, with their counts."""
    if test.debut is None or test.etat is EtatExperimentation.PREVUE or not test.indicateurs:
        return {}
    vue = lire_familles(projet, key, test, day)
    return {str(family): famille_breve(vue, family) for family in Famille}


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
            "valeurs": [value for _, value in indicator.own_series()],
        })  # fmt: skip
    return rows


def due_dates(projet: Projet, day: dt.date) -> list[dict[str, Any]]:
    """Return what is planned and not done, the late first, then the five next."""
    rows: list[dict[str, Any]] = [
        {
            "date": str(each.date),
            "texte": each.a_faire if each.reunion else each.texte or each.libelle,
            "en_retard": each.en_retard(day),
            "_tri": each.date.sort_key,
        }
        for each in echeances(projet)
        if each.date and each.attendue
    ]
    for key, proposal in projet.propositions.items():
        if proposal.etat is EtatProposition.A_REPONDRE and proposal.echeance:
            rows.append({
                "date": str(proposal.echeance), "texte": f"Répondre à la proposition « {extrait(proposal.texte) or key} »",
                "en_retard": proposal.echeance.last_day < day, "_tri": proposal.echeance.sort_key,
            })  # fmt: skip
    rows.sort(key=lambda row: row.pop("_tri"))
    return rows[:8]
