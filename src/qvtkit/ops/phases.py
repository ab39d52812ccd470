"""The four phases: where the project is, going on, coming back. History is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import MissingAnswersError, RefusedError, UsageError
from qvtkit.issues import Position, issue
from qvtkit.method import points
from qvtkit.method.jalons import Jalon, jalon
from qvtkit.method.preuve import en_suspens, extrait
from qvtkit.model.codes import EtatDemarche, Phase
from qvtkit.model.dates import DateSouple
from qvtkit.model.dossier import Demarche, PassagePhase
from qvtkit.model.kinds import KINDS
from qvtkit.ops import demarche, records
from qvtkit.store.edit import Append, Edit, SetValue
from qvtkit.text import NBSP, plural, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

_PATH = ("demarche", "phases")
_SUITE = ("qvtkit phase show", "qvtkit next   quoi faire maintenant")
_NAMED = 3
"""Points named where the reason is asked; the others are counted."""


def stays(projet: Projet, phase: Phase) -> list[PassagePhase]:
    """Return the stays in *phase*, in the order of the file."""
    return [stay for stay in projet.dossier.demarche.phases if stay.phase is phase]


def current(projet: Projet) -> PassagePhase | None:
    """Return the stay in which the project is: the last one without an end, else the last one."""
    return projet.dossier.phase_courante


def is_open(stay: PassagePhase | None) -> bool:
    """Tell whether the project is in this stay."""
    return stay is not None and stay.phase is not None and stay.fin is None


def following(projet: Projet) -> Phase | None:
    """Return the phase that comes when the current one ends; None after the last.

    A phase that is still open beside the current one comes first: nothing new is opened for it.
    """
    stay = current(projet)
    others = [other for other in projet.dossier.demarche.phases if is_open(other) and other is not stay]
    if others and is_open(stay):
        return others[-1].phase
    order = list(Phase)
    if stay is None or stay.phase is None:
        return order[0]
    rank = order.index(stay.phase) + 1
    return order[rank] if rank < len(order) else None


def require_next(projet: Projet) -> Phase:
    """Return the phase that comes next; RefusedError after the last."""
    phase = following(projet)
    if phase is None:
        raise RefusedError.of("derniere-phase")
    return phase


def is_last(projet: Projet) -> bool:
    """Tell whether the project is in its last phase, so that ending it says what becomes of the whole."""
    return is_open(current(projet)) and following(projet) is None


def advance(projet: Projet, data: Mapping[str, Any], day: dt.date, etat: str | None = None) -> Outcome:
    """End the current phase (`fin`, `decision`, `points_ouverts`, `motif`) and begin the next one.

    The questions of the gate without an answer are noted with the points given; MissingAnswersError
    where there are any and no reason. After the last phase *etat* says what becomes of the project.
    """
    data = {**data, "points_ouverts": _left_open(projet, data, day)}
    end = records.parse(PassagePhase, {"fin": DateSouple.of(day), **data})
    stay = current(projet)
    if stay is not None and is_open(stay):
        _require_order(stay, end)
    if (end.points_ouverts or running(projet)) and not end.motif:
        why = why_anyway(projet, end.points_ouverts, day)
        raise MissingAnswersError([("--motif", f"{why[:1].lower()}{why[1:]}")])
    if is_last(projet):
        return _close(projet, end, data, etat)
    if etat:
        raise _too_early(etat)
    return _go_on(projet, require_next(projet), end, data)


def _close(projet: Projet, end: PassagePhase, data: Mapping[str, Any], etat: str | None) -> Outcome:
    """End the last phase: the project goes on, rests or is over."""
    stay = current(projet)
    if etat is None:
        raise MissingAnswersError([("--etat", "la démarche continue-t-elle ?")])
    chosen = records.parse(Demarche, {"etat": etat}).etat
    assert stay is not None  # noqa: S101 (the last phase is open)
    edits = [*_end_edits(projet, stay, end, data), demarche.state_edit(chosen)]
    words = f"Phase {name(stay.phase)} terminée. {demarche.SAID[chosen]}"
    return records.edit(projet, "dossier", "", edits, words, demarche.SUITES[chosen])


def _too_early(etat: str) -> UsageError:
    error = UsageError.of(
        "valeur-option", option=f"--etat {etat}", message="la démarche ne se termine ici qu’avec sa dernière phase.",
        remede=f"Pour le dire dès maintenant : qvtkit project edit --etat {etat}",
    )  # fmt: skip
    assert isinstance(error, UsageError)  # noqa: S101
    return error


def _go_on(projet: Projet, phase: Phase, end: PassagePhase, data: Mapping[str, Any]) -> Outcome:
    stay = current(projet)
    edits: list[Edit] = []
    words = ""
    if stay is not None and is_open(stay):
        edits += _end_edits(projet, stay, end, data)
        words = f"Phase {name(stay.phase)} terminée. "
    if not any(is_open(other) for other in stays(projet, phase)):
        edits.append(Append(_PATH, PassagePhase(phase=phase, debut=end.fin)))
        words += f"Phase {name(phase)} commencée ({end.fin.francais if end.fin else ''})."
    else:
        words += f"Le projet est de nouveau dans la phase {name(phase)}."
    return records.edit(projet, "dossier", "", edits, words, _SUITE)


def gate(projet: Projet, day: dt.date, phase: Phase | None = None) -> Jalon | None:
    """Return the gate of *phase*, of the current one by default; None where there is none."""
    stay = current(projet)
    wanted = phase or (stay.phase if stay else None)
    return jalon(projet, wanted, day) if wanted else None


def open_points(projet: Projet, day: dt.date) -> tuple[str, ...]:
    """Return the ids of the questions that would have no answer if the phase ended now: open, or not judged."""
    found = gate(projet, day) if is_open(current(projet)) else None
    return tuple(question.id for question in found.restantes) if found else ()


def running(projet: Projet) -> tuple[str, ...]:
    """Return, in words, the tests that the passage would leave behind: none where another phase ends."""
    stay = current(projet)
    leaves = stay is not None and is_open(stay) and stay.phase is Phase.EXPERIMENTATION
    return tuple(en_suspens(projet)) if leaves else ()


def why_anyway(projet: Projet, left: Sequence[str], day: dt.date) -> str:
    """Return the question of the reason, which names the points *left*: it is them that are passed over."""
    stay = current(projet)
    phase = stay.phase if stay else None
    told = [*running(projet), *(extrait(point(projet, phase, each, day)) for each in left)]
    rest = f" ; et {plural(len(told) - _NAMED, 'autre')}" if len(told) > _NAMED else ""
    return f"Pourquoi avancer quand même ? Il reste : {' ; '.join(told[:_NAMED])}{rest}"


def _left_open(projet: Projet, data: Mapping[str, Any], day: dt.date) -> list[str]:
    """Return the ids of the open questions, then what people wrote, in their words."""
    given = records.parse(PassagePhase, {"points_ouverts": data.get("points_ouverts") or []}).points_ouverts
    found = gate(projet, day)
    asked = {words: each.id for each in (found.questions if found else ()) for words in (each.id, slugify(each.texte))}
    named = (asked.get(slugify(each), each) for each in given)
    return list(dict.fromkeys((*open_points(projet, day), *named)))


def point(projet: Projet, phase: Phase | None, written: str, day: dt.date) -> str:
    """Return a point left open in words; a question is told in its own, and settled where it is by now."""
    if phase is None:
        return written
    found = points.point(projet, phase, written, day)
    return found.texte + (" (réglé depuis)" if found.regle else "")


def name(phase: Phase | None) -> str:
    """Return « Diagnostic », between quotation marks."""
    return f"«{NBSP}{phase.libelle if phase else 'sans nom'}{NBSP}»"


def _require_order(stay: PassagePhase, end: PassagePhase) -> None:
    if stay.debut and end.fin and end.fin.surely_before(stay.debut):
        found = issue("fin-avant-debut", debut=stay.debut.francais, fin=end.fin.francais)
        raise UsageError(issue("valeur-option", option="--date", message=found.message, remede=found.remedy))


def _end_edits(projet: Projet, stay: PassagePhase, end: PassagePhase, given: Mapping[str, Any]) -> list[Edit]:
    rank = next(rank for rank, other in enumerate(projet.dossier.demarche.phases) if other is stay)
    said = [key for key in ("decision", "points_ouverts", "motif") if given.get(key)]
    return [SetValue((*_PATH, rank, key), getattr(end, key)) for key in ("fin", *said)]


def reopen(projet: Projet, typed: str, data: Mapping[str, Any], day: dt.date) -> Outcome:
    """Come back to a phase: a new stay at the end of the list, with its reason."""
    phase = require_past(projet, typed)
    stay = records.parse(PassagePhase, {"debut": DateSouple.of(day), **data, "phase": phase})
    since = stay.debut.francais if stay.debut else ""
    message = f"Phase {name(phase)} rouverte ({since})."
    edits: list[Edit] = [Append(_PATH, stay)]
    if projet.dossier.demarche.etat is not EtatDemarche.ACTIVE:
        edits.append(demarche.state_edit(EtatDemarche.ACTIVE))
        message += " La démarche reprend."
    return records.edit(projet, "dossier", "", edits, message, _SUITE)


def require_past(projet: Projet, typed: str) -> Phase:
    """Return the phase that *typed* names; raise where it is open, or never began."""
    phase = records.parse(PassagePhase, {"phase": typed}).phase or Phase.CONCEPTION
    known = stays(projet, phase)
    if not known:
        command = "Pour avancer : qvtkit phase advance"
        raise RefusedError.of("phase-jamais-ouverte", phase=phase.libelle, commande=command)
    if any(is_open(stay) for stay in known):
        raise RefusedError.of(
            "deja-dans-etat", Position(KINDS["dossier"].chemin), quoi=f"La phase {name(phase)}", etat="ouverte",
            conseil="Pour voir les phases : qvtkit phase show",
        )  # fmt: skip
    return phase


def as_data(projet: Projet) -> dict[str, Any]:
    """Return the four phases, each with its stays, as JSON data."""
    now = current(projet)
    return {
        "courante": str(now.phase) if now and now.phase else None,
        "phases": [
            {
                "phase": str(phase), "libelle": phase.libelle, "etat": state(projet, phase),
                "passages": [records.as_json(stay) for stay in stays(projet, phase)],
            }
            for phase in Phase
        ],
    }  # fmt: skip


def state(projet: Projet, phase: Phase) -> str:
    """Return « à venir », « en cours » or « terminée »."""
    known = stays(projet, phase)
    if not known:
        return "à venir"
    return "en cours" if any(is_open(stay) for stay in known) else "terminée"
