"""The definition of an indicator: what changes it keeps its past, and a service takes it over as it is."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError
from qvtkit.method.services import commun, par_service
from qvtkit.model.dates import DateSouple
from qvtkit.model.definition import AncienneDefinition
from qvtkit.model.formule import FormulaError, Formule
from qvtkit.model.indicateur import Indicateur
from qvtkit.ops import indicators, records
from qvtkit.text import fold, plural, slugify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.edit import Edit

_COUNTED = {"formule": "formule", "unite": "unité"}
_COUNTED_INSIDE = {"champ": "champ", "motifs_inclus": "motifs inclus"}
_OF_ONE_PLACE = (
    "mesures", "reference", "cible", "exclusions", "recalculs", "historique_definition", "service", "declinaison_de",
)  # fmt: skip
"""What belongs to the indicator of one place, and does not go along to a service."""


def edit(
    projet: Projet, indicator_id: str, data: Mapping[str, Any], depuis: str | None, day: dt.date, *, correction: bool
) -> Outcome:
    """Change the definition of an indicator.

    Where what is counted changes and something was measured, what was counted before is kept with its
    last day, and the measures of that time keep their formula; not for a mere *correction*.
    """
    indicator = indicators.find(projet, indicator_id)
    assert indicator is not None  # noqa: S101 (resolved by the command)
    past = "" if correction or not indicator.mesures else counted_before(indicator, data)
    message = f"Indicateur « {indicator_id} » modifié."
    started = _date(depuis) if depuis else DateSouple.of(day)
    _require_variables(indicator, data, started if past else None)
    if not past:
        whole = _since(data, depuis)
        return _told(projet, indicator_id, indicator, records.set_edits("indicateur", whole), message)
    until = DateSouple.of(started.first_day - dt.timedelta(days=1))
    formula = indicator.formule if _changes(indicator.formule, data.get("formule")) else ""
    old = AncienneDefinition(jusqu_a=until, texte=past, formule=formula)
    inner = {**(data.get("definition") or {}), "depuis": str(started)}
    edits = [
        *records.set_edits("indicateur", {**data, "definition": inner}),
        records.append_edit("indicateur", "historique_definition", old),
    ]
    kept = (
        f"{message} La nouvelle définition vaut à partir du {started.first_day:%d/%m/%Y}. Jusqu’au {until.francais}, "
        f"c’était : {past}. Les mesures de cette époque n’ont pas changé."
    )
    return _told(projet, indicator_id, indicator, edits, kept)


def _since(data: Mapping[str, Any], depuis: str | None) -> dict[str, Any]:
    """Return *data* with the date from which what is counted holds, where one is given."""
    inner = data.get("definition") or {}
    dated = depuis and (set(data) & set(_COUNTED) or set(inner) & set(_COUNTED_INSIDE))
    return {**data, "definition": {**inner, "depuis": str(_date(depuis))}} if depuis and dated else dict(data)


def _told(projet: Projet, indicator_id: str, before: Indicateur, edits: Sequence[Edit], message: str) -> Outcome:
    """Return the outcome of *edits*, which says how many measures change value."""
    after = records.edited(projet, "indicateur", indicator_id, edits)[1]
    assert isinstance(after, Indicateur)  # noqa: S101 (the kind says so)
    other = [each for each, value in before.series() if after.value_of(each) != value]
    if other:
        message += f" {plural(len(other), 'mesure change', 'mesures changent')} de valeur : {_span(other)}."
    return records.edit(projet, "indicateur", indicator_id, edits, message)


def _require_variables(indicator: Indicateur, data: Mapping[str, Any], since: DateSouple | None) -> None:
    """Raise RefusedError where measures from *since* on (all of them for None) lack variables of the new formula."""
    try:
        names = Formule.parse(str(data.get("formule") or "")).noms
    except FormulaError:
        return  # said where the answer is read
    lost = [
        (each, indicator.mesures[each].variables)
        for each, _ in indicator.series()
        if indicator.mesures[each].variables and (since is None or each.last_day >= since.first_day)
    ]
    lost = [pair for pair in lost if not set(names) <= set(pair[1])]
    if lost:
        lacking = [name for name in names if any(name not in given for _, given in lost)]
        raise RefusedError.of(
            "mesures-sans-resultat", combien=plural(len(lost), "mesure n’aurait", "mesures n’auraient"),
            noms=", ".join(lacking), periodes=_span([each for each, _ in lost]),
        )  # fmt: skip


def _span(periods: Sequence[Periode]) -> str:
    first, last = periods[0].francais, periods[-1].francais
    return first if len(periods) == 1 else f"de {first} à {last}"


def counted_before(indicator: Indicateur, data: Mapping[str, Any]) -> str:
    """Return, in words, what the change in *data* would no longer count; empty where it only completes."""
    inner, new = indicator.definition, data.get("definition") or {}
    pairs = [(label, getattr(indicator, key), data.get(key)) for key, label in _COUNTED.items()]
    pairs += [(label, getattr(inner, key, ""), new.get(key)) for key, label in _COUNTED_INSIDE.items()]
    return " ; ".join(f"{label} : {old}" for label, old, typed in pairs if _changes(old, typed))


def _changes(old: str, typed: object) -> bool:
    return bool(old) and typed is not None and fold(str(typed)) != fold(old)


def _date(typed: str) -> DateSouple:
    return records.parse(AncienneDefinition, {"jusqu_a": typed}).jusqu_a or DateSouple.parse(typed)


def of_service(projet: Projet, indicator_id: str, service: str) -> tuple[str, dict[str, Any] | None]:
    """Return the id of the same indicator for *service*, and what creates it where it does not exist yet."""
    indicator = indicators.find(projet, indicator_id)
    assert indicator is not None  # noqa: S101 (found by the command)
    if slugify(service) == slugify(indicator.service):
        return indicator_id, None
    common = commun(projet, indicator_id)
    parent = indicators.find(projet, common) or indicator
    known = {slugify(each.service): key for key, each in par_service(projet, common).items()}
    if found := known.get(slugify(service)):
        return found, None
    data = {key: value for key, value in records.as_json(parent).items() if key not in _OF_ONE_PLACE and value}
    data |= {"nom": f"{parent.nom or common} ({service})", "service": service, "declinaison_de": common}
    return records.clean_id(f"{common} {service}"), data
