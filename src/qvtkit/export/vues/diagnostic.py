"""What was looked at, what was found, which problem was kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.secret.masking import participants
from qvtkit.export.vues.base import date_fr
from qvtkit.method.lexique import majuscule, minuscule
from qvtkit.model.codes import EtatProbleme, NatureConstat

if TYPE_CHECKING:
    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.model.diagnostic import Constat, OutilEmploye, Probleme

_KEPT = frozenset({EtatProbleme.RETENU, EtatProbleme.TRAITE})
_NATURES = {
    NatureConstat.FORCE: "Forces",
    NatureConstat.EXISTANT: "Déjà en place",
    NatureConstat.DIFFICULTE: "Difficultés",
    NatureConstat.ATTENTE: "Attentes",
    None: "Autres constats",
}


@dataclass(frozen=True, slots=True)
class OutilVu:
    """A tool that was used, and how many took part (never under the threshold)."""

    nom: str
    date: str
    participation: str
    restitution: str


@dataclass(frozen=True, slots=True)
class ProblemeVu:
    """A problem that was kept, with its frame."""

    titre: str
    enonce: str
    cadre: tuple[Paire, ...]
    principes: tuple[str, ...]
    ecartees: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """Tools, findings by nature, problems."""

    outils: tuple[OutilVu, ...]
    constats: tuple[tuple[str, tuple[str, ...]], ...]
    synthese: str
    problemes: tuple[ProblemeVu, ...]
    autres: tuple[str, ...]


def diagnostic(base: Base) -> Diagnostic:
    """Return the diagnosis of the project."""
    survey = base.projet.etat_des_lieux
    problems = base.projet.problemes
    return Diagnostic(
        outils=tuple(_outil(base, used) for used in survey.outils if used.outil),
        constats=tuple(
            (title, texts)
            for nature, title in _NATURES.items()
            if (texts := tuple(_constat(c) for c in survey.constats if c.nature is nature and c.texte))
        ),
        synthese=survey.synthese,
        problemes=tuple(_probleme(base, k, p) for k, p in problems.items() if p.etat in _KEPT),
        autres=tuple(
            f"{base.probleme(problem_id)} ({_devenu(problem)})"
            for problem_id, problem in problems.items()
            if problem.etat not in _KEPT
        ),
    )


def _devenu(problem: Probleme) -> str:
    """Say what became of a problem that was not kept: « candidat » means nothing to who was not there."""
    return "non retenu à ce jour" if problem.etat is EtatProbleme.CANDIDAT else minuscule(problem.etat.libelle)


def _outil(base: Base, used: OutilEmploye) -> OutilVu:
    survey = base.projet.questionnaires.get(used.questionnaire or "")
    name = base.mots.outil(used.outil)
    if survey and survey.titre:
        name = f"{name} « {survey.titre} »"
    people = participants(used.participants, base.seuil)
    return OutilVu(name, date_fr(used.date), people, date_fr(used.restitution))


def _constat(finding: Constat) -> str:
    service = finding.service
    if service and finding.texte:
        return f"{majuscule(finding.texte.rstrip('.'))} ({minuscule(service)})."
    return majuscule(finding.texte)


def _probleme(base: Base, problem_id: str, problem: Probleme) -> ProblemeVu:
    frame = (
        ("Où", problem.lieu),
        ("Quand", problem.moment),
        ("Tâche", problem.tache),
        ("Métiers concernés", base.metiers(problem.metiers)),
        ("Effet sur le soin", problem.effet_soin),
        ("Effet sur le travail", problem.effet_travail),
        ("Services dont il dépend", ", ".join(problem.services_dependants)),
    )
    dropped = tuple(
        option.texte + (f" ({minuscule(option.motif)})" if option.motif else "")
        for option in problem.options
        if option.ecartee and option.texte
    )
    return ProblemeVu(
        titre=base.probleme(problem_id),
        enonce=problem.enonce,
        cadre=tuple((label, majuscule(text)) for label, text in frame if text),
        principes=problem.principes,
        ecartees=dropped,
    )
