"""Experiments: the fiche expérimentation, what it says and its plan of indicators."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from qvtkit.analysis.plan import ajoute_apres_coup, garde
from qvtkit.errors import RefusedError
from qvtkit.issues import Position, issue
from qvtkit.model.codes import EtatExperimentation, Famille
from qvtkit.model.dates import DateSouple
from qvtkit.model.experimentation import Experimentation, IndicateurSuivi
from qvtkit.model.kinds import KINDS
from qvtkit.ops import experiment_dates, planning, records, trades
from qvtkit.store.edit import SetValue
from qvtkit.text import enumerate_fr, fold, listed

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.edit import Edit

KIND = "experimentation"
_INSIDE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("services", "metiers", "horaires", "effectif"), ("perimetre",)),
    **dict.fromkeys(("retour_arriere", "qui_decide", "conditions_arret"), ("reversibilite",)),
    **dict.fromkeys(("heures", "euros"), ("moyens", "prevu")),
}
"""Where the rubriques that a person gives by one word stand in the record."""
_LATE = "Ses chiffres restent utiles au groupe ; le plan gardé au début, lui, ne change plus."
_EARLIER = (
    "Si le groupe l’avait choisi avant, écrivez ce jour-là dans ajoute ({fichier}) et dites au journal où cela se lit."
)
_SHORT = ("services", "metiers", "concepteurs")
_LISTS = (*_SHORT, "conditions_arret")
_DATES = ("debut", "fin_prevue", "fin")
_PLAIN = (
    "titre", "probleme", "origine", "hypothese", "ce_qui_change", "ce_qui_ne_change_pas", "fin_prevue",
    "droit_a_l_erreur", "groupe", "debut", "fin",
)  # fmt: skip


def resolve(projet: Projet, typed: str) -> str:
    """Return the id of the experiment that *typed* names."""
    return records.existing(projet, KIND, typed, "d’expérimentation", "Pour les voir : qvtkit experiment list")


def in_state(projet: Projet, *states: EtatExperimentation) -> list[str]:
    """Return the ids of the experiments in one of *states*."""
    return [key for key, experiment in projet.experimentations.items() if experiment.etat in states]


def the(projet: Projet, experiment_id: str) -> Experimentation:
    """Return the experiment; RefusedError where its file cannot be read."""
    if experiment_id not in projet.experimentations:
        file = KINDS[KIND].path(experiment_id)
        raise RefusedError.of("fichier-en-erreur", Position(file), fichier=file)
    return projet.experimentations[experiment_id]


def flat(experiment: Experimentation) -> dict[str, Any]:
    """Return the rubriques by the word that gives each, lists as a person would type them."""
    values: dict[str, Any] = {key: getattr(experiment, key) for key in _PLAIN}
    for key, parents in _INSIDE.items():
        place: Any = experiment
        for parent in parents:
            place = getattr(place, parent)
        values[key] = getattr(place, key)
    values["concepteurs"] = [concepteur.fonction for concepteur in experiment.concepteurs]
    values |= {key: " ; ".join(values[key]) for key in _LISTS}
    values["indicateur"] = tuple(suivi.indicateur or "" for suivi in experiment.indicateurs)
    return values


def nested(projet: Projet, answers: Mapping[str, Any]) -> dict[str, Any]:
    """Return the record's data that *answers* (by one word each) give; references are resolved."""
    data: dict[str, Any] = {}
    for key, value in answers.items():
        place = data
        for parent in _INSIDE.get(key, ()):
            place = place.setdefault(parent, {})
        place[key] = listed(value, short=key in _SHORT) if key in _LISTS else value
    if "concepteurs" in data:
        data["concepteurs"] = [{"fonction": word} for word in data["concepteurs"]]
    for kind, noun in (("probleme", "de problème"), ("groupe", "de groupe")):
        if data.get(kind):
            data[kind] = records.existing(projet, kind, data[kind], noun, known_ids(projet, kind))
    return data


def known_ids(projet: Projet, kind: str) -> str:
    """Return the records of *kind* that exist, for the remedy of a wrong reference."""
    ids = list(projet.loaded(kind))
    return f"Ceux du projet : {enumerate_fr(ids)}." if ids else "Le projet n’en a pas encore."


def plan(projet: Projet, names: Iterable[str], day: dt.date) -> list[IndicateurSuivi]:
    """Return the lines of the plan for indicators added on *day*."""
    lines = []
    for name in names:
        key = records.existing(projet, "indicateur", name, "d’indicateur", "Pour les voir : qvtkit indicator list")
        found = projet.indicateurs.get(key)
        line = IndicateurSuivi(indicateur=key, sens=found.sens if found else None, ajoute=DateSouple.of(day))
        lines.append(line)
    return lines


def add(projet: Projet, experiment_id: str, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Describe an experiment; its plan of indicators is dated *day*."""
    known, said = trades.in_answers(projet, {key: value for key, value in answers.items() if key != "indicateur"})
    lines = plan(projet, dict.fromkeys(answers.get("indicateur") or ()), day)
    data = nested(projet, known) | {"etat": str(EtatExperimentation.PREVUE), "indicateurs": lines}
    created = records.create(
        projet, KIND, experiment_id, data, f"Expérimentation « {answers['titre']} » décrite.",
        (
            f"qvtkit experiment show {experiment_id}",
            f"qvtkit session run {experiment_id}",
            f"qvtkit experiment start {experiment_id}",
        ),
    )  # fmt: skip
    test = records.parse(Experimentation, data)
    told = experiment_dates.doubts(projet, experiment_id, test, ("fin_prevue",), day)
    reminder = families_hint(families(projet, lines), "les indicateurs")
    return replace(created, issues=(*said, *created.issues, *told, *reminder))


def late(projet: Projet, test_id: str, test: Experimentation, lines: Iterable[IndicateurSuivi]) -> tuple[Issue, ...]:
    """Say which of *lines* enter the plan of *test* once it has begun: no conclusion will be drawn from them."""
    after = [line.indicateur or "" for line in lines if ajoute_apres_coup(test, line)]
    if not (test.debut and after):
        return ()
    known = (projet.indicateurs.get(key) for key in after)
    names = enumerate_fr(f"« {(found.nom if found else '') or key} »" for key, found in zip(after, known, strict=True))
    file = KINDS[KIND].path(test_id)
    advice = _LATE if garde(test) else _EARLIER.format(fichier=file)
    return (issue("apres-coup", Position(file), noms=names, debut=test.debut.francais, conseil=advice),)


def families(projet: Projet, lines: Iterable[IndicateurSuivi]) -> list[Famille | None]:
    """Return the family of each indicator of a plan."""
    found = (projet.indicateurs.get(line.indicateur or "") for line in lines)
    return [indicator.famille for indicator in found if indicator]


def missing_families(present: Iterable[Famille | None]) -> list[Famille]:
    """Return the families, of the three, that are not *present*."""
    there = set(present)
    return [family for family in Famille if family not in there]


def families_hint(present: Iterable[Famille | None], what: str) -> tuple[Issue, ...]:
    """Remind, without blocking, of the families where *what* is missing; silent where all are or none is."""
    missing = missing_families(present)
    if not missing or len(missing) == len(Famille):
        return ()
    return (issue("famille-sans-critere", familles=family_words(missing), quoi=what),)


def family_words(missing: Iterable[Famille]) -> str:
    """« la famille « Économique » », « les familles « Économique » et « Technique » »."""
    names = [f"« {family.libelle} »" for family in missing]
    return f"la famille {names[0]}" if len(names) == 1 else f"les familles {enumerate_fr(names)}"


def edit(projet: Projet, experiment_id: str, answers: Mapping[str, Any], day: dt.date) -> Outcome:
    """Change rubriques; `indicateur` adds to the plan, `retirer` takes out of it.

    A planned end that moves while the test runs is told in the journal.
    """
    current = the(projet, experiment_id)
    known = {key: value for key, value in answers.items() if key not in {"indicateur", "retirer"}}
    known, said = trades.in_answers(projet, known)
    _require_dates_started(current, experiment_id, known)
    edits = records.set_edits(KIND, nested(projet, known))
    new = _new_lines(projet, current, answers, day)
    edits += _plan_edits(current, new, answers)
    changed = records.edit(
        projet, KIND, experiment_id, edits, f"Expérimentation « {experiment_id} » modifiée.",
        (f"qvtkit experiment show {experiment_id}",),
    )  # fmt: skip
    changed = replace(changed, issues=(*said, *changed.issues, *late(projet, experiment_id, current, new)))
    typed = records.parse(Experimentation, {key: known[key] for key in _DATES if known.get(key)})
    after = current.model_copy(update={key: getattr(typed, key) for key in _DATES if getattr(typed, key)})
    told = experiment_dates.doubts(projet, experiment_id, after, tuple(key for key in _DATES if known.get(key)), day)
    changed = replace(changed, issues=(*changed.issues, *told))
    if current.etat is not EtatExperimentation.EN_COURS:
        return changed
    changed = planning.with_agenda(changed, planning.after_move(projet, experiment_id, after, day))
    old, moved = current.fin_prevue, after.fin_prevue
    if not (moved and old) or moved == old:
        return changed
    text = f"Test {title(current, experiment_id)} : nouvelle fin prévue, {moved.francais} (au lieu de {old.francais})."
    return with_journal(projet, changed, text, DateSouple.of(day))


def _require_dates_started(current: Experimentation, experiment_id: str, known: Mapping[str, Any]) -> None:
    """Refuse to correct the dates of a test that has none: `start` and `close` give them."""
    if known.get("debut") and current.debut is None:
        raise RefusedError.of("debut-manquant", id=experiment_id)
    if known.get("fin") and current.fin is None:
        raise RefusedError.of(
            "aucun", quoi=f"L’expérimentation « {experiment_id} » n’est pas close.",
            commande=f"Pour la clore : qvtkit experiment close {experiment_id}",
        )  # fmt: skip


def _new_lines(
    projet: Projet, current: Experimentation, answers: Mapping[str, Any], day: dt.date
) -> list[IndicateurSuivi]:
    there = {line.indicateur for line in current.indicateurs}
    return [line for line in plan(projet, answers.get("indicateur") or (), day) if line.indicateur not in there]


def _plan_edits(current: Experimentation, new: list[IndicateurSuivi], answers: Mapping[str, Any]) -> list[Edit]:
    there = {line.indicateur for line in current.indicateurs}
    gone = {fold(name) for name in answers.get("retirer") or ()}
    unknown = next((name for name in gone if name not in {fold(key or "") for key in there}), None)
    if unknown:
        raise RefusedError.of(
            "introuvable", quoi="dans le plan d’indicateur", id=unknown, conseil="",
            commande=f"Le plan : {enumerate_fr(key or '' for key in there) or 'vide'}.",
        )  # fmt: skip
    if not gone:
        return [records.append_edit(KIND, "indicateurs", line) for line in new]
    kept = [line for line in current.indicateurs if fold(line.indicateur or "") not in gone]
    return [SetValue(("indicateurs",), [*kept, *new], tuple(Experimentation.model_fields))]


def title(experiment: Experimentation, experiment_id: str) -> str:
    """Return how the experiment is named in a sentence."""
    return f"« {experiment.titre or experiment_id} »"


def with_journal(projet: Projet, outcome: Outcome, text: str, day: DateSouple) -> Outcome:
    """Return *outcome* with a decision noted in the journal too."""
    fact = {"date": day, "type": "decision", "texte": text, "phase": "experimentation"}
    return replace(outcome, changes=(*outcome.changes, records.journal_change(projet, fact)))
