"""One experiment on one screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer
from qvtkit.analysis.plan import ajoute_apres_coup, changements, garde, sens_voulu
from qvtkit.cli import show as display
from qvtkit.method.depart import manques
from qvtkit.method.lexique import Lexique, majuscule, minuscule
from qvtkit.method.petits_effectifs import comptes_bruts, sans_verdict
from qvtkit.model.codes import EtatExperimentation, Famille
from qvtkit.model.dates import DateSouple
from qvtkit.model.numbers import format_number
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from qvtkit.model.experimentation import Experimentation, IndicateurSuivi, Quantite
    from qvtkit.model.projet import Projet


def view(projet: Projet, key: str, experiment: Experimentation, day: dt.date) -> None:
    """Print the fiche; before the test, what *day* still lacks to start it."""
    display.title(experiment.titre or key)
    display.pairs(_what(projet, experiment))
    display.pairs(_safeguards(projet, experiment))
    display.title("Plan de suivi")
    display.pairs(_plan(projet, experiment))
    display.pairs(_kept(projet, experiment))
    if experiment.ajustements:
        display.title("Ajustements")
        display.pairs(
            (item.date.francais if item.date else "Sans date", f"{item.constat}\n→ {item.decision}")
            for item in experiment.ajustements
        )
    display.title("Séances et décision")
    display.pairs(_end(projet, key, experiment))
    lacking = still_missing(projet, key, experiment, day)
    if lacking:
        display.title("Avant de commencer, il manque encore")
    for each in lacking:
        display.paragraph(f"- {each}", indent=2)
    for command in _next(projet, key, experiment):
        display.say(command)


def still_missing(projet: Projet, key: str, experiment: Experimentation, day: dt.date) -> list[str]:
    """Return, of a test that has not begun, what it still lacks to start on *day*, in a few words each."""
    if experiment.etat is not EtatExperimentation.PREVUE:
        return []
    return [each.quoi for each in manques(projet, key, experiment, experiment.debut or DateSouple.of(day))]


def _what(projet: Projet, experiment: Experimentation) -> list[tuple[str, str]]:
    words, area = Lexique(projet), experiment.perimetre
    problem = projet.problemes.get(experiment.probleme or "")
    return [
        ("État", _state(experiment)),
        ("Problème", (problem.titre if problem else "") or experiment.probleme or ""),
        ("Origine", experiment.origine.libelle if experiment.origine else ""),
        ("Hypothèse", experiment.hypothese),
        ("Ce qui change", experiment.ce_qui_change),
        ("Ce qui ne change pas", experiment.ce_qui_ne_change_pas),
        ("Où", ", ".join([*area.services, *([area.horaires] if area.horaires else [])])),
        ("Métiers", majuscule(enumerate_fr(minuscule(words.metier(code)) for code in area.metiers))),
        ("Personnes concernées", str(area.effectif or "")),
    ]


def _state(experiment: Experimentation) -> str:
    """« En cours ; début : 03/10/2016 ; fin prévue : 16/12/2016 »."""
    planned = None if experiment.fin else experiment.fin_prevue
    dates = (("début", experiment.debut), ("fin prévue", planned), ("fin", experiment.fin))
    return " ; ".join([experiment.etat.libelle, *(f"{word} : {date.francais}" for word, date in dates if date)])


def _safeguards(projet: Projet, experiment: Experimentation) -> list[tuple[str, str]]:
    back, group = experiment.reversibilite, projet.groupes.get(experiment.groupe or "")
    waiting = (each.college.libelle.lower() for each in experiment.suspension_du_jugement if each.college)
    return [
        ("Retour en arrière", back.retour_arriere),
        ("Qui peut arrêter", back.qui_decide),
        ("On arrête si", " ; ".join(back.conditions_arret)),
        ("Droit à l’erreur", {True: "affirmé", False: "non affirmé"}.get(bool(experiment.droit_a_l_erreur), "")
         if experiment.droit_a_l_erreur is not None else ""),
        ("Attendent le test pour juger", enumerate_fr(waiting)),
        ("Concepteurs", enumerate_fr(each.fonction for each in experiment.concepteurs)),
        ("Groupe qui évalue", (group.nom if group else "") or experiment.groupe or ""),
        ("Moyens prévus", _means(experiment.moyens.prevu)),
        ("Moyens réalisés", _means(experiment.moyens.realise)),
    ]  # fmt: skip


def _means(quantity: Quantite) -> str:
    parts = [(quantity.heures, "h"), (quantity.euros, "€")]
    return enumerate_fr(f"{format_number(value)} {unit}" for value, unit in parts if value is not None)


def _plan(projet: Projet, experiment: Experimentation) -> Iterator[tuple[str, str]]:
    """Yield the indicators by family; a family without any is said in words."""
    lines: dict[Famille | None, list[str]] = {family: [] for family in Famille}
    for line in experiment.indicateurs:
        found = projet.indicateurs.get(line.indicateur or "")
        lines.setdefault(found.famille if found else None, []).append(_followed(projet, experiment, line))
    for family, texts in lines.items():
        label = family.libelle if family else "Sans famille"
        yield label, "\n".join(texts) or "aucun indicateur"


def _followed(projet: Projet, experiment: Experimentation, line: IndicateurSuivi) -> str:
    """« Soins reportés (baisse souhaitée) : 6,4 %, 16 sur 251, avant le début »."""
    found, key = projet.indicateurs.get(line.indicateur or ""), line.indicateur or ""
    if found is None:
        return f"{key} (introuvable dans indicateurs/)"
    sens = sens_voulu(experiment, line, found)
    name = f"{found.nom or key}{f' ({sens.libelle.lower()})' if sens else ''}"
    why = sans_verdict(projet.dossier.etablissement, key, found)
    if why:
        return f"{name} : {why}"
    compared = comparer(found, debut=experiment.debut, fin=experiment.fin, ajoute=line.ajoute)
    late = " ; ajouté après coup, donc sans conclusion" if ajoute_apres_coup(experiment, line) else ""
    if compared.t0 is None:
        return f"{name} : pas de valeur avant le début{late}"
    counts = comptes_bruts(found, compared.t0.periode)
    return f"{name} : {found.shown(compared.t0.valeur)}{f', {counts},' if counts else ''} avant le début{late}"


def _kept(projet: Projet, experiment: Experimentation) -> Iterator[tuple[str, str]]:
    """Yield when the plan was kept, and what was changed in it since."""
    kept = garde(experiment)
    if kept and kept.date:
        changed = changements(projet, experiment)
        yield "Plan gardé", "\n".join((kept.date.francais, *(changed or ("Rien n’y a changé depuis.",))))


def _end(projet: Projet, key: str, experiment: Experimentation) -> list[tuple[str, str]]:
    held = projet.seances_de(key)
    decision = experiment.decision
    rows = [("Séances", ", ".join(sorted(held)) or "aucune")]
    if decision and decision.choix:
        when = f" ({decision.date.francais})" if decision.date else ""
        rows.append(("Décision", f"{decision.choix.libelle}{when}\n{decision.motif}"))
    return rows


def _next(projet: Projet, key: str, experiment: Experimentation) -> list[str]:
    """Return what can be done now, with the command."""
    if experiment.etat is EtatExperimentation.PREVUE:
        return [
            f"Pour tenir la séance de départ : qvtkit session run {key}",
            f"Pour commencer : qvtkit experiment start {key}",
        ]
    if experiment.etat is EtatExperimentation.EN_COURS:
        return [
            f"Pour tenir une séance : qvtkit session run {key}",
            f"Pour lire les résultats : qvtkit experiment results {key}",
            f"Pour clore : qvtkit experiment close {key}",
        ]
    sessions = [f"Pour relire les séances : qvtkit session show {key}"] if projet.seances_de(key) else []
    return [f"Pour lire les résultats : qvtkit experiment results {key}", *sessions]
