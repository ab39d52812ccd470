"""Sessions of embedded evaluation: each activity, three families, never a mark."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from qvtkit.errors import InvalidRecordError, UsageError
from qvtkit.issues import Level, Position, issue
from qvtkit.method.lexique import Lexique
from qvtkit.model.agenda import Evenement
from qvtkit.model.codes import Code, College, EtatExperimentation, Famille, MomentSeance, Tendance
from qvtkit.model.dates import DateSouple
from qvtkit.model.kinds import KINDS
from qvtkit.model.seance import Seance
from qvtkit.ops import planning, records
from qvtkit.ops.experiments import families_hint, the, title
from qvtkit.store.project import read_answers as read_file
from qvtkit.store.project import referential
from qvtkit.store.validate import validate
from qvtkit.text import closest, did_you_mean, enumerate_fr, fold, slugify

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from qvtkit.issues import Issue
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.groupe import Siege
    from qvtkit.model.projet import Projet
    from qvtkit.model.seance import ActiviteEvaluee
    from qvtkit.ops.outcome import Outcome

    Line = tuple[Famille | None, str, str, dict[str, ActiviteEvaluee]]

_PARTS = ("activite", "famille", "critere", "tendance", "commentaire")


def default_moment(experiment: Experimentation, day: DateSouple) -> MomentSeance:
    """Return the moment of a session held on *day*: before, during or after the test."""
    if experiment.debut is None or day.surely_before(experiment.debut):
        return MomentSeance.T0
    if experiment.fin:
        over = not day.surely_before(experiment.fin)
    else:
        over = experiment.fin_prevue is not None and experiment.fin_prevue.surely_before(day)
    return MomentSeance.BILAN if over else MomentSeance.EN_COURS


def moment_of(typed: str | None, experiment: Experimentation, day: DateSouple) -> MomentSeance:
    """Return the moment that *typed* names, else the one that the dates give."""
    if not typed:
        return default_moment(experiment, day)
    return records.parse(Seance, {"moment": _code(MomentSeance, typed) or typed}).moment or MomentSeance.EN_COURS


def day_of(typed: str) -> DateSouple:
    """Return the day that *typed* names; UsageError where it is not one day."""
    day = records.parse(Evenement, {"date": typed}).date
    if day is None or day.jour is None:
        raise _option("--date", f"« {typed} » ne dit pas le jour de la séance.", "Exemple : --date 15/11/2016")
    return day


def free_name(projet: Projet, experiment_id: str, day: DateSouple) -> str:
    """Return the name of a session held on *day*: the date, with a suffix where it is taken."""
    taken = set(projet.loaded("seance"))
    names = (str(day), *(f"{day}-{n}" for n in range(2, 100)))
    return next(name for name in names if f"{experiment_id}/{name}" not in taken)


def previous(projet: Projet, experiment_id: str, before: DateSouple | None = None) -> tuple[ActiviteEvaluee, ...]:
    """Return the activities of the last session of the experiment (held by *before*)."""
    held = projet.seances_de(experiment_id)
    names = sorted(name for name in held if before is None or name[:10] <= str(before))
    return held[names[-1]].activites if names else ()


@dataclass(frozen=True)
class Party:
    """Who may give an opinion: a collège, or a trade of the collège « metier »."""

    code: str
    libelle: str
    college: College


def parties(projet: Projet, experiment: Experimentation, day: dt.date) -> tuple[Party, ...]:
    """Return who may give an opinion; known trades stand for the collège « metier »."""
    seats = _seats(projet, experiment, day)
    trades = [seat.metier for seat in seats if seat.metier and College.METIER in seat.colleges]
    codes = dict.fromkeys([*trades, *(trade for trade in experiment.perimetre.metiers if trade != "tous")])
    words = Lexique(projet)
    found = [Party(code, words.partie(code), College.METIER) for code in codes]
    others = [college for college in College if not (found and college is College.METIER)]
    return (*found, *(Party(str(each), each.libelle, each) for each in others))


def seated(projet: Projet, experiment: Experimentation, day: dt.date) -> dict[str, int]:
    """Return how many seats each collège holds in the group that evaluates (the first collège of a seat counts)."""
    return dict(Counter(str(seat.colleges[0]) for seat in _seats(projet, experiment, day) if seat.colleges))


def _seats(projet: Projet, experiment: Experimentation, day: dt.date) -> tuple[Siege, ...]:
    group = projet.groupes.get(experiment.groupe or "")
    return group.open_seats(day) if group else ()


def parse_presents(typed: Iterable[str]) -> dict[str, str]:
    """Read « metier=7 », « encadrement=1, direction=1 »."""
    found: dict[str, str] = {}
    for word in (part.strip() for text in typed for part in text.replace(";", ",").split(",")):
        name, equals, number = (part.strip() for part in word.partition("="))
        if not equals or not number.isdigit():
            raise _option("--presents", f"« {word} » n’est pas compris.", "Exemple : --presents metier=7")
        found[_party(name, "--presents")] = number
    return found


def _party(typed: str, option: str) -> str:
    """Return the code of a collège, or of a trade, that *typed* names."""
    trades = referential("metiers")
    college = _code(College, typed)
    if college or slugify(typed) in trades:
        return str(college or slugify(typed))
    hint = closest(typed, [*College, *trades])
    advice = did_you_mean(hint)
    raise _option(option, f"« {typed} » n’est pas un collège.{advice}", f"Collèges : {enumerate_fr(College)}.")


def parse_activity(text: str, *, at_t0: bool) -> dict[str, Any]:
    """Read « activité | famille | critère | tendance | commentaire »; raise UsageError where a part is wrong.

    The trend is the group's answer, those of collèges or trades, or both: « inchangé, ash=dégradé ».
    """
    parts = [part.strip() for part in text.split("|")]
    shape = "Écrivez : activité | famille | critère | tendance | commentaire"
    if len(parts) > len(_PARTS) or not parts[0]:
        raise _option("--activite", f"« {text} » n’a pas la forme attendue.", shape)
    found: dict[str, Any] = {key: part for key, part in zip(_PARTS, parts, strict=False) if part}
    if "famille" in found:
        found["famille"] = str(_code_or_refuse(Famille, found["famille"], parts[0]))
    if "tendance" in found:
        found |= _answers(found["tendance"], parts[0])
    if "famille" not in found or "critere" not in found:
        lacking = "la famille" if "famille" not in found else "le critère"
        raise _option("--activite", f"« {parts[0]} » : il manque {lacking}.", shape)
    if not at_t0 and "tendance" not in found:
        answers = enumerate_fr(Tendance, "ou")
        raise _option("--activite", f"« {parts[0]} » : il manque la réponse.", f"{shape}. Réponses : {answers}.")
    return found


def _answers(typed: str, activity: str) -> dict[str, Any]:
    """Read the group's answer, and those kept apart: « inchangé, ash=dégradé »; each stays as it is."""
    found: dict[str, Any] = {"tendance": None, "avis": {}}
    for word in typed.split(","):
        party, equals, answer = (part.strip() for part in word.partition("="))
        if equals:
            found["avis"][_party(party, "--activite")] = str(_code_or_refuse(Tendance, answer, activity))
        else:
            found["tendance"] = str(_code_or_refuse(Tendance, party, activity))
    return found


def _code_or_refuse(kind: type[Code], typed: str, activity: str) -> Code:
    found = _code(kind, typed)
    if found is None:
        possible = f"Réponses possibles : {enumerate_fr(kind, 'ou')}."
        raise _option("--activite", f"« {activity} » : « {typed} » n’est pas compris.", possible)
    return found


def _code(kind: type[Code], typed: str) -> Code | None:
    """Return the code that *typed* names: by itself, by its label, by the beginning of it."""
    word = fold(typed)
    exact = [code for code in kind if word in {fold(code), fold(code.libelle)}]
    starting = [code for code in kind if word and fold(code.libelle).startswith(word)]
    return exact[0] if exact else starting[0] if len(starting) == 1 else None


def _option(option: str, message: str, remedy: str) -> UsageError:
    return UsageError(issue("valeur-option", option=option, message=message, remede=remedy))


def read_answers(file: str) -> dict[str, Any]:
    """Return the answers of a YAML file in the shape of a session.

    Raises InvalidRecordError with the places in that file; FileSystemError where it cannot be read.
    """
    text = read_file(Path(file), file)
    found: list[Issue] = list(text.issues)
    record = None
    if text.data is not None:
        record, problems = validate(Seance, text.data)
        found += [problem.at(text.position(*problem.path)) for problem in problems]
    wrong = [replace(each, level=Level.ERREUR) for each in found if _stops(each)]
    if record is None or wrong:
        raise InvalidRecordError(*sorted(wrong, key=lambda each: each.position or Position(file)))
    return cast("dict[str, Any]", record.as_file())


def _stops(found: Issue) -> bool:
    """« Dégradé » without a word is not accepted in a session that is being held."""
    return found.level is Level.ERREUR or found.code == "degrade-sans-commentaire"


def run(projet: Projet, experiment_id: str, name: str, answers: Mapping[str, Any]) -> Outcome:
    """Create the session *name* (a date, with a suffix or not) of an experiment."""
    experiment = the(projet, experiment_id)
    record = records.parse(Seance, answers)
    _require_comments(record)
    for rank, activity in enumerate(record.activites):
        if activity.indicateur and activity.indicateur not in projet.indicateurs:
            hint = closest(activity.indicateur, projet.indicateurs)
            raise UsageError(issue(
                "reference-inconnue", None, ("activites", rank, "indicateur"), aucun="Aucun indicateur",
                valeur=activity.indicateur, conseil=did_you_mean(hint),
            ))  # fmt: skip
    day = DateSouple.parse(name[:10])
    moment = record.moment.libelle if record.moment else "séance"
    again = "" if name == str(day) else f" Une séance existait déjà ce jour-là : celle-ci s’appelle {name}."
    created = records.create(
        projet, "seance", f"{experiment_id}/{name}", answers,
        f"Séance du {day.francais} enregistrée ({moment}) : {title(experiment, experiment_id)}.{again}",
        _after(record, experiment, experiment_id, name),
    )  # fmt: skip
    reminder = families_hint((each.famille for each in record.activites), "les critères")
    told = planning.with_agenda(created, planning.after_session(projet, experiment_id, day, record.moment))
    return replace(told, issues=(*told.issues, *reminder))


def _after(record: Seance, experiment: Experimentation, experiment_id: str, name: str) -> tuple[str, ...]:
    """Return what comes next: read again, tell it, start, adjust where it got worse, close after the review."""
    verbs = {
        "start": record.moment is MomentSeance.T0 and experiment.etat is EtatExperimentation.PREVUE,
        "adjust": any(each.degrade for each in record.activites),
        "close": record.moment is MomentSeance.BILAN,
    }
    running = experiment.etat is EtatExperimentation.EN_COURS
    then = [verb for verb, wanted in verbs.items() if wanted and (running or verb == "start")]
    return (
        f"qvtkit session show {experiment_id}", f"qvtkit export compte-rendu {experiment_id}/{name}",
        *(f"qvtkit experiment {verb} {experiment_id}" for verb in then),
    )  # fmt: skip


def _require_comments(record: Seance) -> None:
    wrong = [problem for problem in record.problems() if problem.code == "degrade-sans-commentaire"]
    if wrong:
        raise UsageError(*(
            issue("valeur-option", None, each.path, option="--activite",
                  message=f"« {each.params['activite']} » est noté dégradé sans commentaire.",
                  remede="Ajoutez ce qui se passe, dans les mots du groupe, en dernier : … | dégradé | commentaire")
            for each in wrong
        ))  # fmt: skip


def rows(held: Mapping[str, Seance]) -> Iterator[Line]:
    """Yield family, activity, criterion and what each session says of it, family by family."""
    lines: dict[tuple[str, str, str], Line] = {}
    for name in sorted(held):
        for each in held[name].activites:
            key = (str(each.famille or ""), fold(each.activite), fold(each.critere))
            line = lines.setdefault(key, (each.famille, each.activite, each.critere, {}))
            line[3][name] = each
    order: list[Famille | None] = [*Famille, None]
    yield from sorted(lines.values(), key=lambda line: order.index(line[0]))


def session_file(experiment_id: str, name: str) -> str:
    """Return where a session is kept, for messages."""
    return KINDS["seance"].path(f"{experiment_id}/{name}")
