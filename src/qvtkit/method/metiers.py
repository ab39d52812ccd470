"""Which trade people mean: « AS », « infirmières » and « aide soignante » are codes of the shipped list."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.model.codes import College
from qvtkit.text import closest, fold, only_close, slugify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from qvtkit.model.groupe import Siege

    Metiers = Mapping[str, Mapping[str, object]]

TOUS = "tous"
_CARE = frozenset({"soin", "medical"})
_WORN = 5
"""Letters from which a word may be recognised in spite of a slip: « as » and « ash » are too close."""


class Metier(NamedTuple):
    """A trade as understood: the code to write, its label, and whether it goes without saying."""

    code: str
    libelle: str = ""
    """Empty where the list does not know the trade."""
    evident: bool = False
    """The code, the label or another full name of it was typed: there is nothing to tell."""
    proche: str | None = None
    """For an unknown trade, the label of the closest one."""


def compris(typed: str, listed: Metiers) -> Metier:
    """Return the trade that *typed* means in the list *listed*, kept as typed where it means none."""
    wanted, code = fold(typed), slugify(typed)
    if wanted == TOUS or code in listed:
        return Metier(code, str(listed.get(code, {}).get("libelle") or "Tous les métiers"), evident=True)
    spoken = {name: code for code, body in listed.items() for name in _names(body)}
    found, short = spoken.get(wanted), len(wanted) < _WORN
    near = only_close(typed, [*spoken, *listed]) if found is None and len(wanted) >= _WORN else ""
    found = found or spoken.get(near) or (near if near in listed else None)
    if found:
        label = str(listed[found]["libelle"])
        same = _singular(wanted) == _singular(fold(label))
        return Metier(found, label, evident=same or (wanted in spoken and not short))
    hint = closest(typed, [*spoken, *listed])
    near = spoken.get(hint or "", hint or "")
    return Metier(code, proche=str(listed[near]["libelle"]) if near else None)


def _singular(folded: str) -> str:
    return re.sub(r"(?<=\w\w)s\b", "", folded)


def _names(body: Mapping[str, object]) -> Iterator[str]:
    """Yield, folded, what a trade is called: its label, without and within the brackets, and its other names."""
    label, others = str(body["libelle"]), body.get("aussi")
    yield fold(label)
    yield from (fold(part) for part in re.split(r"[()]", label) if part.strip())
    yield from (fold(str(name)) for name in others) if isinstance(others, list) else ()


def du_soin(seat: Siege, listed: Metiers) -> bool:
    """Tell whether a seat speaks for care: a doctor or a trade by its collège, or by its own trade."""
    by_college = bool({College.MEDICAL, College.METIER} & set(seat.colleges))
    return by_college or listed.get(seat.metier or "", {}).get("domaine") in _CARE


def colleges(seat: Siege, listed: Metiers) -> set[College]:
    """Return the collèges for which a seat can speak: those written, and the one of its trade."""
    domain = listed.get(seat.metier or "", {}).get("domaine")
    by_trade = {"medical": {College.MEDICAL}, "soin": {College.METIER}, "support": {College.METIER}}
    return {*seat.colleges, *by_trade.get(str(domain), set())}
