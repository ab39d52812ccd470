"""What the rules of a profile say of a series: centre, limits, runs, unusual points. No words here.

Under thirteen values there are no limits, under ten useful points no verdict on runs, under three no centre, whatever
the profile: a package that draws limits from two values on is not followed there (« proposition qvtkit »).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from qvtkit.analysis.mdc_chart import mdc_chart
from qvtkit.analysis.mdc_nhsr import mdc_nhsr_chart
from qvtkit.analysis.numbers import bounds, known, side
from qvtkit.analysis.profiles import ANHOEJ, MDC, Name
from qvtkit.analysis.run_chart import RunPart, run_chart
from qvtkit.analysis.shewhart import chart_for, shewhart
from qvtkit.analysis.xmr_chart import STABLE, Section, section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.analysis.shewhart_fits import Kind
    from qvtkit.analysis.xmr_chart import Wanted

Way = Literal[-1, 0, 1]
Genre = Literal["run", "xmr", "p", "pp", "u", "up"]
"""Run chart alone; with limits from successive differences (XmR); from denominators (p, p′, u, u′)."""
REPERE, LIMITES = 3, 13
"""Values from which there is a centre, and limits."""


@dataclass(frozen=True, slots=True)
class Serie:
    """A series ready to be read: values that count, counts behind them, where new starts were decided."""

    valeurs: list[float | None]
    departs: tuple[int, ...] = ()
    numerateurs: tuple[float | None, ...] = ()
    denominateurs: tuple[float | None, ...] = ()
    facteur: float = 1.0
    proportion: bool = False
    figer: int | None = None
    """Centre and limits come from the first so many points only; then no new start counts."""
    voulu: Wanted = 0
    bords: tuple[float | None, float | None] = (None, None)
    """The least and the greatest value that the figure can have."""

    @property
    def morceaux(self) -> list[tuple[int, int]]:
        """First and last position of each part."""
        return bounds(len(self.valeurs), () if self.figer is not None else self.departs)

    @property
    def base(self) -> int | None:
        """How many values centre and limits come from, where only the first points give them."""
        return None if self.figer is None else len(known(self.valeurs[: self.figer]))

    @property
    def comptee(self) -> bool:
        """Tell whether every value that counts has its two counts."""
        pairs = zip(self.valeurs, self.denominateurs, strict=False)
        return bool(self.denominateurs) and all(size is not None for value, size in pairs if value is not None)


@dataclass(frozen=True, slots=True)
class Reperes:
    """What is drawn about one point, and why it is unusual; empty rule for an ordinary point."""

    centre: float | None = None
    bas: float | None = None
    haut: float | None = None
    regle: str = ""
    vers: Way = 0


@dataclass(frozen=True, slots=True)
class Troncon:
    """What the rules say of a part, from one new start to the next; positions from 0, the last one included."""

    premier: int
    dernier: int
    n: int
    """Values that count."""
    centre: float | None
    utiles: int | None = None
    """Values that count and are not on the centre."""
    suite: int | None = None
    suite_max: int | None = None
    passages: int | None = None
    passages_min: int | None = None
    signal: bool | None = None
    """Whether something is unusual; None where no verdict is given."""
    faux_signal: float | None = None
    limites: bool = False
    sans_limites: str = ""
    """Why there are none: « vide », « constante », « saturee », « trop-peu », « trop-grand », « peu-d-evenements »."""

    @property
    def provisoires(self) -> bool:
        """Whether the limits rest on fewer than twenty values."""
        return self.limites and self.n < STABLE


def genre(serie: Serie, profil: Name) -> Genre:
    """Return the chart that suits a series: limits from the denominators where they are known and large enough."""
    if profil != "anhoej" or not serie.comptee or len(known(serie.valeurs)) < LIMITES:
        return "xmr"
    kept = [top if value is not None else None for top, value in zip(serie.numerateurs, serie.valeurs, strict=True)]
    if serie.proportion and not _are_shares(kept, serie.denominateurs):
        return "xmr"
    return chart_for(kept, serie.denominateurs, proportion=serie.proportion)  # type: ignore[return-value]


def _are_shares(tops: Sequence[float | None], bottoms: Sequence[float | None]) -> bool:
    return all(0 <= top <= bottom for top, bottom in zip(tops, bottoms, strict=True) if top is not None and bottom)


def appliquer(serie: Serie, profil: Name, kind: Genre) -> tuple[list[Troncon], list[Reperes]]:
    """Return what the rules of *profil* say of each part, and of each point."""
    return _anhoej(serie, kind) if profil == "anhoej" else _mdc(serie, profil)


def _anhoej(serie: Serie, kind: Genre) -> tuple[list[Troncon], list[Reperes]]:
    """Median and runs; limits as soon as thirteen values allow them."""
    starts = [first for first, _ in serie.morceaux]
    parts = run_chart(serie.valeurs, freeze=serie.figer, parts=starts)
    lows, highs, reasons = _limits(serie, kind)
    portions: list[Troncon] = []
    marks: list[Reperes] = []
    for part, why in zip(parts, reasons, strict=True):
        own = [_beside(serie, at, lows[at], highs[at]) for at in range(part.first, part.last + 1)]
        portion = _of_runs(serie, part, why, limits=any(low is not None for low, _, _ in own))
        run = _longest(serie, part) if portion.signal and _too_long(part) else {}
        for at, (low, high, out) in enumerate(own, part.first):
            rule, way = ("hors-zone", out) if out else ("suite", run[at]) if at in run else ("", 0)
            marks.append(Reperes(portion.centre, low, high, rule, way))
        portions.append(portion)
    return portions, marks


def _of_runs(serie: Serie, part: RunPart, why: str, *, limits: bool) -> Troncon:
    values = known(serie.valeurs[part.first : part.last + 1])
    base = len(values) if serie.base is None else serie.base
    if base < REPERE:
        return Troncon(part.first, part.last, len(values), None, sans_limites="trop-peu" if values else "vide")
    still = base < ANHOEJ.minimum or why in {"constante", "saturee"}
    verdict = (None, None) if still else (part.signal, part.false_signal)
    return Troncon(
        part.first, part.last, len(values), part.centre, part.n_useful, part.longest_run, part.longest_run_max,
        part.crossings, part.crossings_min, *verdict, limits, why,
    )  # fmt: skip


def _limits(serie: Serie, kind: Genre) -> tuple[list[float | None], list[float | None], list[str]]:
    """Return lower and upper limit at each point, and for each part why there are none."""
    lows: list[float | None] = []
    highs: list[float | None] = []
    reasons: list[str] = []
    for first, last in serie.morceaux:
        values = known(serie.valeurs[first : last + 1])
        found = section(serie.valeurs, first, last, MDC, freeze=serie.figer)
        why = immobile(values, serie.bords) or _why_none(values, serie.base, found, kind)
        lower, upper = (None, None) if found.limits is None or why else (found.limits.lower, found.limits.upper)
        lows += [lower] * (last + 1 - first)
        highs += [upper] * (last + 1 - first)
        reasons.append(why)
    if kind in {"p", "pp", "u", "up"}:
        return *_by_denominator(serie, kind, lows), reasons
    return lows, highs, reasons


def immobile(values: Sequence[float], ends: tuple[float | None, float | None]) -> str:
    """Tell why a part says nothing of a variation: empty, constant, or half of it at an end of what is possible."""
    if not values:
        return "vide"
    if len(set(values)) == 1:
        return "constante"
    stuck = max((values.count(end) for end in ends if end is not None), default=0)
    return "saturee" if 2 * stuck >= len(values) else ""


def _why_none(values: Sequence[float], base: int | None, found: Section, kind: Genre) -> str:
    if (len(values) if base is None else base) < LIMITES:
        return "trop-peu"
    return "peu-d-evenements" if kind == "run" else found.reason or ""


def _by_denominator(
    serie: Serie, kind: Kind, allowed: Sequence[float | None]
) -> tuple[list[float | None], list[float | None]]:
    """Return the limits that denominators give, in the unit of the values, where limits are allowed at all."""
    tops = [top if value is not None else None for top, value in zip(serie.numerateurs, serie.valeurs, strict=True)]
    starts = [first for first, _ in serie.morceaux]
    chart = shewhart(kind, tops, serie.denominateurs, freeze=serie.figer, parts=starts)

    def scaled(lines: Sequence[float | None]) -> list[float | None]:
        return [
            None if line is None or here is None else line * serie.facteur
            for line, here in zip(lines, allowed, strict=True)
        ]

    return scaled(chart.lower), scaled(chart.upper)


def _beside(serie: Serie, at: int, low: float | None, high: float | None) -> tuple[float | None, float | None, Way]:
    """Return the limits of a point and on which side of them it lies, 0 within."""
    value = serie.valeurs[at]
    if value is None or low is None or high is None:
        return low, high, 0
    width = high - low
    above, below = side(value, high, width) > 0, side(value, low, width) < 0
    return low, high, 1 if above else -1 if below else 0


def _too_long(part: RunPart) -> bool:
    return part.longest_run is not None and part.longest_run > (part.longest_run_max or 0)


def _longest(serie: Serie, part: RunPart) -> dict[int, Way]:
    """Return the positions of the runs that are too long, each with its side; what lies on the centre is no part."""
    found: dict[int, Way] = {}
    run: list[int] = []
    where: Way = 0
    for at in range(part.first, part.last + 2):
        value = serie.valeurs[at] if at <= part.last else None
        here: Way = side(value, part.centre) if value is not None and part.centre is not None else 0
        if at <= part.last and here in {0, where}:
            run += [at] if here else []
            continue
        if len(run) > (part.longest_run_max or 0):
            found |= dict.fromkeys(run, where)
        run, where = [at], here
    return found


def _mdc(serie: Serie, profil: Name) -> tuple[list[Troncon], list[Reperes]]:
    """Mean, limits and the rules of Making Data Count, or of its R package."""
    starts = [first for first, _ in serie.morceaux]
    draw = mdc_chart if profil == "mdc" else mdc_nhsr_chart
    chart = draw(serie.valeurs, wanted=serie.voulu, recalculate=starts, freeze=serie.figer)
    portions, marks = [], []
    for own in chart.sections:
        still = immobile(known(serie.valeurs[own.first : own.last + 1]), serie.bords)
        allowed = own.limits is not None and own.n >= LIMITES and not still
        centre = own.centre if own.n >= REPERE else None
        inside = chart.points[own.first : own.last + 1]
        lower, upper = (own.limits.lower, own.limits.upper) if allowed and own.limits else (None, None)
        for point in inside:
            rule = (point.rule or "") if allowed else ""
            marks.append(Reperes(centre, lower, upper, rule, point.towards if rule else 0))
        signal = any(point.rule for point in inside) if allowed else None
        why = still or ("" if allowed else own.reason or "trop-peu")
        portions.append(Troncon(own.first, own.last, own.n, centre, signal=signal, limites=allowed, sans_limites=why))
    return portions, marks


def dans_le_possible(reperes: Reperes, low: float | None, high: float | None) -> Reperes:
    """Return the limits within what the figure can be: fewer than no recall at all is never seen."""
    bas = reperes.bas if reperes.bas is None or low is None else max(reperes.bas, low)
    haut = reperes.haut if reperes.haut is None or high is None else min(reperes.haut, high)
    return replace(reperes, bas=bas, haut=haut)
