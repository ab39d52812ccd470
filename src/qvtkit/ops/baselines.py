"""What a group decides about the reading of an indicator: a measure put aside, a new start of its reference lines.

Neither is ever done by qvtkit itself; each carries its reason and who decided it, and can be taken back.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from qvtkit.errors import RefusedError, UsageError
from qvtkit.method import lecture_noms
from qvtkit.method.lecture import COURBE, lire_indicateur
from qvtkit.model.dates import DateSouple
from qvtkit.model.definition import Exclusion, Recalcul
from qvtkit.ops import indicators, records
from qvtkit.ops.groups import resolve as group
from qvtkit.store.edit import Remove
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome

QUATRE_CONDITIONS = (
    "Un nouveau départ se décide quand quatre conditions sont réunies : le changement dure, on en connaît la cause, "
    "il va dans le sens souhaité, et il est là pour durer (Anhøj). Sinon, il ferait oublier une dégradation."
)


def set_aside(projet: Projet, indicator_id: str, periode: Periode, motif: str, par: str | None) -> Outcome:
    """Keep the measure of *periode* out of the reading.

    Raises RefusedError where it is already put aside, where nothing was measured then, or for an unknown group.
    """
    indicator = _indicator(projet, indicator_id)
    if indicator.value_of(periode) is None:
        raise RefusedError.of(
            "introuvable", quoi="de mesure avec une valeur pour la période", id=periode.francais, conseil="",
            commande=f"Pour voir les mesures : qvtkit indicator show {indicator_id}",
        )  # fmt: skip
    if any(each.periode == periode for each in indicator.exclusions):
        back = f"Pour la remettre dans la lecture : qvtkit indicator exclude {indicator_id} {periode} --reintegrer"
        raise RefusedError.of("deja-dans-etat", quoi=f"La mesure {_de(periode)}", etat="mise à part", conseil=back)
    item = records.parse(Exclusion, {"periode": str(periode), "motif": motif, "par": _group(projet, par)})
    message = (
        f"La mesure {_de(periode)} est mise à part : elle reste dans le dossier et sur la courbe, "
        "sans compter dans la médiane ni dans les limites."
    )
    return _edited(projet, indicator_id, [records.append_edit("indicateur", "exclusions", item)], message)


def bring_back(projet: Projet, indicator_id: str, periode: Periode) -> Outcome:
    """Let the measure of *periode* count again; RefusedError where it was not put aside."""
    indicator = _indicator(projet, indicator_id)
    ranks = [rank for rank, each in enumerate(indicator.exclusions) if each.periode == periode]
    if not ranks:
        raise RefusedError.of("deja-dans-etat", quoi=f"La mesure {_de(periode)}", etat="dans la lecture", conseil="")
    edits = [Remove(("exclusions", rank)) for rank in reversed(ranks)]
    return _edited(projet, indicator_id, edits, f"La mesure {_de(periode)} compte de nouveau.")


def start_anew(
    projet: Projet, indicator_id: str, periode: Periode, motif: str, par: str | None, day: dt.date
) -> Outcome:
    """Let median and limits start anew at *periode*, as the group decided on *day*.

    Raises UsageError where no measure comes before, or none since; RefusedError where it was decided already.
    """
    indicator = _indicator(projet, indicator_id)
    known = [each for each, value in indicator.series() if value is not None]
    since = [each for each in known if each.last_day >= periode.last_day]
    if not since or len(since) == len(known):
        raise UsageError.of(
            "valeur-option", option="--periode",
            message=f"Un nouveau départ en {periode.francais} ne change rien : il faut des mesures avant et depuis.",
            remede=f"Mesures : {known[0].francais} à {known[-1].francais}." if known else "Il n’y a aucune mesure.",
        )  # fmt: skip
    if any(each.depuis == periode for each in indicator.recalculs):
        back = f"Pour le retirer : qvtkit indicator rebase {indicator_id} {periode} --retirer"
        raise RefusedError.of(
            "deja-dans-etat", quoi=f"{periode.francais.capitalize()}", etat="un nouveau départ", conseil=back
        )
    item = records.parse(
        Recalcul,
        {"depuis": str(periode), "motif": motif, "par": _group(projet, par) or "", "date": str(DateSouple.of(day))},
    )
    edits = [records.append_edit("indicateur", "recalculs", item)]
    return _edited(projet, indicator_id, edits, _told(projet, indicator_id, periode, len(since)))


def drop_start(projet: Projet, indicator_id: str, periode: Periode) -> Outcome:
    """Take a new start back; RefusedError where none was decided at *periode*."""
    indicator = _indicator(projet, indicator_id)
    ranks = [rank for rank, each in enumerate(indicator.recalculs) if each.depuis == periode]
    if not ranks:
        known = ", ".join(each.depuis.francais for each in indicator.recalculs if each.depuis) or "aucun"
        raise RefusedError.of(
            "introuvable",
            quoi="de nouveau départ en",
            id=periode.francais,
            conseil="",
            commande=f"Nouveaux départs : {known}.",
        )
    edits = [Remove(("recalculs", rank)) for rank in reversed(ranks)]
    return _edited(projet, indicator_id, edits, f"Le nouveau départ {_de(periode)} est retiré.")


def _told(projet: Projet, indicator_id: str, periode: Periode, count: int) -> str:
    """Say what starts anew, what the curve showed before, and the conditions to think of."""
    before = lire_indicateur(projet, indicator_id)
    last = before.dernier
    seen = bool(last and (last.signal or lecture_noms.inhabituels(before)))
    few = f" Avec {plural(count, 'mesure')}, la courbe ne se lira qu’à partir de {COURBE}." if count < COURBE else ""
    shown = (
        ""
        if seen
        else " La courbe ne montrait pourtant rien d’inhabituel : regardez encore avant de changer de repères."
    )
    return f"La médiane et les limites repartent {_de(periode)}.{few}{shown} {QUATRE_CONDITIONS}"


def _indicator(projet: Projet, indicator_id: str) -> Indicateur:
    found = indicators.find(projet, indicator_id)
    assert found is not None  # noqa: S101 (resolved by the command)
    return found


def _de(periode: Periode) -> str:
    """« de mars 2016 », « d’octobre 2016 »."""
    return f"d’{periode.francais}" if periode.francais[0] in "ao" else f"de {periode.francais}"


def _group(projet: Projet, typed: str | None) -> str | None:
    return group(projet, typed) if typed else None


def _edited(projet: Projet, indicator_id: str, edits: list[Any], message: str) -> Outcome:
    suite = (f"qvtkit indicator chart {indicator_id}  voir la courbe",)
    return records.edit(projet, "indicateur", indicator_id, edits, message, suite)
