"""The reading of an indicator in words: what is seen, one caution, what to do next. Never why it moved.

Some words are never used, for they say more than figures can (`verdict_en_mots.MOTS_BANNIS`): a test reads them all.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.profiles import ANHOEJ
from qvtkit.method.lecture import COURBE
from qvtkit.method.lecture_cible import cible, pendant_le_test
from qvtkit.method.lecture_noms import arrondi, centre, inhabituels, zone
from qvtkit.method.lecture_points import Etat
from qvtkit.method.lecture_regles import LIMITES, REPERE
from qvtkit.method.quantites import quantite
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from qvtkit.analysis.profiles import Name
    from qvtkit.method.lecture import Lecture
    from qvtkit.method.lecture_regles import Troncon

FAUX_SIGNAUX: dict[Name, dict[int, int]] = {
    "anhoej": {10: 3, 13: 4, 20: 6, 24: 8, 36: 13, 60: 17, 120: 31},
    "mdc": {13: 10, 20: 23, 24: 27, 36: 46, 60: 67, 120: 91},
    "mdc-nhsr": {13: 8, 20: 15, 24: 19, 36: 31, 60: 48, 120: 75},
}
"""By number of measures, how many curves in a hundred show something unusual though nothing changes.

Source: 1,000 to 2,000 simulated series a figure, normal law, independent measures (« proposition qvtkit »). For
`anhoej`: its two rules, and a point beyond limits at 2.66 mean moving ranges.
"""
_MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class Phrases:
    """A reading as people read it; empty where there is nothing to say."""

    constat: str
    prudence: str
    suite: str
    autres: tuple[str, ...] = ()
    """What the reading has to be read with: a target, a definition that changed, a new start."""

    @property
    def toutes(self) -> tuple[str, ...]:
        """Every sentence, in order."""
        return tuple(filter(None, (self.constat, self.prudence, self.suite, *self.autres)))


def phrases(lecture: Lecture) -> Phrases:
    """Say what a reading shows, one caution, what to do next."""
    if lecture.empeche:
        return Phrases(lecture.empeche, "", "")
    said = _SAID[lecture.niveau](lecture)
    others = (_hidden(lecture), pendant_le_test(lecture), cible(lecture), _definition(lecture), _start(lecture))
    return Phrases(*said, tuple(filter(None, others)))


def _empty(_: Lecture) -> tuple[str, str, str]:
    return "Aucune mesure pour l’instant.", "", ""


def _values(lecture: Lecture) -> tuple[str, str, str]:
    many = _since(lecture)
    return (
        f"{many} : trop peu pour parler d’évolution.",
        "",
        f"Un premier repère (la médiane) viendra à {REPERE} mesures, la courbe à {COURBE}.",
    )


def _mark(lecture: Lecture) -> tuple[str, str, str]:
    return (
        f"{_since(lecture)} ; {centre(lecture)} : {_middle(lecture)}, à prendre comme un repère.",
        "Avec si peu de mesures, un hasard ressemble vite à un changement.",
        f"La courbe se lira à partir de {COURBE} mesures, ce qui sort de l’habitude à partir d’une douzaine.",
    )


def _curve(lecture: Lecture) -> tuple[str, str, str]:
    if lecture.figee:
        return _frozen(lecture)
    last = lecture.dernier
    useful = last.utiles if last and last.utiles is not None else None
    few = useful is not None and last is not None and useful < last.n
    beside = f", dont {useful} hors de la médiane" if few else ""
    needed = f"{ANHOEJ.minimum} mesures hors de la médiane" if centre(lecture) == "médiane" else f"{LIMITES} mesures"
    return (
        f"{_since(lecture)}{beside}, autour d’une {centre(lecture)} de {_middle(lecture)}.",
        f"C’est trop peu pour dire si la courbe sort de l’habitude : il faut {needed}.",
        "Notez au journal ce qui se passe : la courbe se lira avec lui.",
    )


def _frozen(lecture: Lecture) -> tuple[str, str, str]:
    """Say the same of a curve whose median comes from its first measures only: they are too few."""
    figee = lecture.figee
    count = sum(point.lue is not None and point.periode.last_day <= figee.last_day for point in lecture.points if figee)
    of = "avant le test" if lecture.figee_pour else f"jusqu’à {figee.francais if figee else ''}"
    return (
        f"{_since(lecture)}, autour de la {centre(lecture)} de {plural(count, 'mesure')} {of} ({_middle(lecture)}).",
        f"C’est trop peu pour dire si la courbe sort de l’habitude : il en faut {ANHOEJ.minimum} {of}.",
        "Notez au journal ce qui se passe : la courbe se lira avec lui.",
    )


def _still(lecture: Lecture) -> tuple[str, str, str]:
    return (
        f"Toutes les mesures sont égales ({_middle(lecture)}) : aucune variation mesurée.",
        "Un chiffre qui ne bouge jamais ne dit ni un mieux ni un moins bien.",
        "Voyez avec le groupe si une mesure plus proche du travail bougerait davantage.",
    )


def _stuck(lecture: Lecture) -> tuple[str, str, str]:
    return (
        f"La moitié des mesures ou plus sont au bout de l’échelle ({_middle(lecture)}) : la variation ne se lit pas.",
        "Un chiffre qui ne peut plus aller plus loin ne montre pas ce qui s’améliore encore.",
        "Voyez avec le groupe si une mesure plus proche du travail bougerait davantage.",
    )


def _read(lecture: Lecture) -> tuple[str, str, str]:
    """Say whether something is unusual, in the curve as a whole or at some points."""
    last = lecture.dernier
    unusual = inhabituels(lecture)
    seen = _unusual(lecture, last, unusual) if last and (last.signal or unusual) else _usual(lecture, last)
    alone = (
        "Sans rien changer, un tel signe se voit aussi parfois."
        if lecture.figee
        else f"Sans rien changer, environ {_false_alarms(lecture)} courbes sur 100 de cette longueur ont un tel signe."
    )
    if last and (last.signal or unusual):
        return seen, f"{alone} La courbe ne dit pas pourquoi.", _look(lecture, unusual)
    return (
        seen,
        "Cela ne veut pas dire que rien ne change : un effet modéré passe souvent inaperçu.",
        "Comparez avec ce que le groupe voit dans le travail.",
    )


def _usual(lecture: Lecture, last: Troncon | None) -> str:
    where = zone(lecture)
    between = f", zone habituelle {'provisoire ' if last and last.provisoires else ''}{where}" if where else ""
    return f"{_since(lecture)} : rien d’inhabituel ({centre(lecture)} {_middle(lecture)}{between})."


def _unusual(lecture: Lecture, last: Troncon, unusual: dict[str, list[int]]) -> str:
    """Name what is unusual: a run, too few crossings, points."""
    parts = []
    if last.suite and last.suite_max and last.suite > last.suite_max:
        parts.append(f"{last.suite} mesures de suite du même côté de la médiane ({last.suite_max} au plus d’habitude)")
    if last.passages is not None and last.passages_min is not None and last.passages < last.passages_min:
        parts.append(
            f"la courbe ne traverse la médiane que {plural(last.passages, 'fois', 'fois')} "
            f"({last.passages_min} au moins d’habitude)"
        )
    said = "suite" if parts and parts[0].startswith(str(last.suite)) else ""
    parts += [
        f"{words} ({_named(lecture, where, in_a_row=words.startswith('longue'))})"
        for words, where in unusual.items()
        if not _is_said(said, words)
    ]
    middle = f" ({centre(lecture)} {_middle(lecture)})"
    return f"{_since(lecture)}{middle}, et quelque chose d’inhabituel : {' ; '.join(parts)}."


def _is_said(said: str, words: str) -> bool:
    return said == "suite" and words.startswith("longue suite au-")


def _look(lecture: Lecture, unusual: dict[str, list[int]]) -> str:
    block = _largest(sorted({at for where in unusual.values() for at in where}))
    if not block:
        return "Cherchez ensemble au journal ce qui s’est passé quand la courbe a changé de côté."
    when = _named(lecture, block, in_a_row=True)
    return f"Regardez ensemble le journal : que s’est-il passé à ce moment-là ({when}) ?"


def _largest(places: Sequence[int]) -> list[int]:
    """Return the longest stretch of neighbours, the first of those as long."""
    blocks: list[list[int]] = []
    for at in places:
        if blocks and at - blocks[-1][-1] == 1:
            blocks[-1].append(at)
        else:
            blocks.append([at])
    return max(blocks, key=len, default=[])


def _named(lecture: Lecture, places: Iterable[int], *, in_a_row: bool) -> str:
    names = [lecture.points[at].periode.francais for at in places]
    if in_a_row and len(names) > 1:
        return f"{names[0]} à {names[-1]}"
    shown = (
        names if len(names) <= _MOST_NAMED else [*names[: _MOST_NAMED - 1], f"{len(names) - _MOST_NAMED + 1} autres"]
    )
    return enumerate_fr(shown)


def _false_alarms(lecture: Lecture) -> int:
    table = FAUX_SIGNAUX[lecture.profil.nom]
    count = lecture.dernier.n if lecture.dernier else 0
    return table[max((size for size in table if size <= count), default=min(table))]


def _since(lecture: Lecture) -> str:
    """« 14 mesures », since the new start where there is one."""
    last = lecture.dernier
    since = lecture.points[last.premier].periode.francais if last and last.premier else ""
    return plural(last.n if last else 0, "mesure") + (f" depuis {since}" if since else "")


def _middle(lecture: Lecture) -> str:
    last = lecture.dernier
    if last is None or last.centre is None:
        return ""
    return quantite(arrondi(lecture, last.centre, 1), lecture.indicateur.unite)


def _hidden(lecture: Lecture) -> str:
    """« Non montré : septembre 2016 (moins de 10 répondants). »."""
    hidden = [each for each in lecture.points if each.etat is Etat.MASQUEE]
    if not hidden:
        return ""
    return f"Non montré : {enumerate_fr(each.periode.francais for each in hidden)} ({hidden[0].motif})."


def _definition(lecture: Lecture) -> str:
    if not lecture.changements:
        return ""
    when = enumerate_fr(lecture.points[each.rang].periode.francais for each in lecture.changements)
    other = any(each.autre_mesure for each in lecture.changements) and lecture.coupures
    told = f"Ce qui est compté a changé ({when}) : les mesures d’avant et d’après ne se comparent pas telles quelles."
    return f"{told} La médiane et les limites repartent de là." if other else told


def _start(lecture: Lecture) -> str:
    """Say who decided the last new start, and why."""
    if not lecture.departs:
        return ""
    last = lecture.departs[-1]
    told = last.recalcul
    by = f", par {told.par}" if told.par else ""
    why = f" : {told.motif.rstrip('.')}" if told.motif else ""
    return f"Nouveau départ des repères en {lecture.points[last.rang].periode.francais}{by}{why}."


_SAID: dict[str, Callable[[Lecture], tuple[str, str, str]]] = {
    "vide": _empty,
    "valeurs": _values,
    "repere": _mark,
    "courbe": _curve,
    "constante": _still,
    "saturee": _stuck,
    "suites": _read,
    "limites-provisoires": _read,
    "limites": _read,
}
