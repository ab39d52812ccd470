"""`qvtkit indicator show`: an indicator on one screen: what is counted, the curve, its reading, the measures."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import columns, terminal
from qvtkit.cli import show as display
from qvtkit.cli.commands import indicator_words as words
from qvtkit.cli.commands.indicator import followed
from qvtkit.cli.commands.indicator_chart import curve
from qvtkit.cli.options import Format, Id  # noqa: TC001 (typer reads them)
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.method.lecture import Lecture
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode

_MOST_NOTES = 8
_GAP = 3
Complet = Annotated[
    bool, typer.Option("--complet", help="Tout voir : la définition entière, une mesure par ligne avec ses notes")
]


@command
def show(session: Session, id: Id = None, complet: Complet = False, format: Format = "texte") -> None:
    """Voir un indicateur : ce qui est compté, sa courbe, ce qu’elle dit, ses mesures."""
    from qvtkit.cli.choose import one
    from qvtkit.method.lecture import lire_indicateur
    from qvtkit.ops.indicators import resolve

    indicator_id = resolve(session.projet, one(session, "indicateur", id))
    reading = lire_indicateur(session.projet, indicator_id, jour=session.today)
    if _reply(session, reading):
        return
    if format == "texte":
        _head(session, reading, whole=complet)
        curve(reading, low=True)
    if complet or format != "texte" or terminal.simple():
        display.table(session, ("Période", "Valeur", "Note"), _rows(reading), format)
    else:
        _measures(reading)
    if format == "texte" and (waited := words.awaited(reading.indicateur, session.today)):
        display.next_steps([f"qvtkit indicator add {indicator_id}  à relever : {waited}"])


def _reply(session: Session, reading: Lecture) -> bool:
    """With --json answer with the indicator, its values and its reading."""
    from qvtkit.method.lecture_donnees import en_donnees
    from qvtkit.ops.records import as_json

    if not session.json:
        return False
    indicator = reading.indicateur
    values = [{"periode": str(periode), "valeur": value} for periode, value in indicator.series()]
    body = {"id": reading.identifiant, **as_json(indicator), "valeurs": values, **followed(indicator, session.today)}
    return session.reply("indicateur", {**body, "lecture": en_donnees(reading)})


def _head(session: Session, reading: Lecture, *, whole: bool) -> None:
    """Print what stands above the curve: definition, past, traps, comparisons, services."""
    indicator, indicator_id, day = reading.indicateur, reading.identifiant, session.today
    kind = session.projet.dossier.etablissement.type or ""
    display.title(indicator.nom or indicator_id)
    display.pairs([
        *(words.definition(indicator) if whole else _summary(indicator)),
        ("Avant", _past(indicator)),
        ("À savoir", words.limits_of(indicator_id, indicator)),
        ("À titre de comparaison", words.nearest_comparisons(indicator_id, indicator, kind)),
        ("Par service", _services(session, indicator_id)),
        ("Relevés reçus", _received(indicator, day)),
    ])  # fmt: skip


def _summary(indicator: Indicateur) -> list[tuple[str, str]]:
    """Return the definition in three lines: what is wanted, what is counted, how it is collected."""
    said = dict(words.definition(indicator))
    wanted = (said["Famille"], said["Service"], said["Sens"], f"cible : {said['Cible']}" if said["Cible"] else "")
    since = f"depuis {said['En vigueur depuis']}" if said["En vigueur depuis"] else ""
    counted = (said["Qui ou quoi est compté"], said["Motifs inclus"], since)
    source = f"source : {said['Source des chiffres']}" if said["Source des chiffres"] else ""
    collected = (said["Périodicité"], said["Relevé par"], source)
    lines = {"Indicateur": wanted, "Compté": counted, "Calcul": (said["Calcul"],), "Relevé": collected}
    return [(label, " ; ".join(filter(None, parts))) for label, parts in lines.items()]


def _past(indicator: Indicateur) -> str:
    """Return the definitions no longer in force, one a line."""
    return "\n".join(
        f"jusqu’au {old.jusqu_a.francais if old.jusqu_a else '?'}, {old.texte}"
        for old in indicator.historique_definition
    )


def _received(indicator: Indicateur, day: dt.date) -> str:
    """Return « 14 sur 15 ; sans valeur : juillet 2016 »."""
    from qvtkit.method.completude import manquantes

    own = [each for each, _ in indicator.own_series() if each.first_day <= day]
    first = min((each.first_day for each in own), default=day)
    last = max((each.last_day for each in own), default=day)
    lacking = [each.francais for each in manquantes(indicator, first, last)]
    shown = ", ".join(lacking[:6]) + ("…" if len(lacking) > 6 else "")  # noqa: PLR2004 (a line)
    return words.received(indicator, day) + (f" ; sans valeur : {shown}" if lacking else "")


def _services(session: Session, indicator_id: str) -> str:
    """Return the last value of each service that shares the definition, one a line."""
    from qvtkit.method.services import par_service

    found = par_service(session.projet, indicator_id)
    lines = (f"{each.service or key} : {words.last_value(each)} ({key})" for key, each in found.items())
    return "\n".join(lines) if len(found) > 1 or indicator_id not in found else ""


def _rows(reading: Lecture) -> list[tuple[str, str, str]]:
    """Return every period written, with its value and all that is known of it."""
    told = _remarks(reading)
    indicator = reading.indicateur
    return [
        (
            periode.francais,
            _value(indicator, periode, value),
            " ; ".join([_used(indicator, periode), *told.get(periode, [])]).strip(" ;"),
        )
        for periode, value in indicator.series()
    ]


def _value(indicator: Indicateur, periode: Periode, value: float | None) -> str:
    from qvtkit.method.lecture_points import absence

    return absence(indicator.mesures[periode]) if value is None else indicator.shown(value)


def _used(indicator: Indicateur, periode: Periode) -> str:
    """Return the variables from which a value was computed."""
    variables = indicator.mesures[periode].variables
    return ", ".join(f"{name} = {number:g}".replace(".", ",") for name, number in variables.items())


def _remarks(reading: Lecture) -> dict[Periode, list[str]]:
    """Return what is to be said of a period: put aside, unusual, definition changed, notes and reasons."""
    from qvtkit.method import lecture_noms as noms
    from qvtkit.method.lecture_points import Etat

    changed = {each.rang for each in reading.changements}
    starts = {each.rang: each.recalcul.motif for each in reading.departs}
    found: dict[Periode, list[str]] = {}
    for at, point in enumerate(reading.points):
        mesure = reading.indicateur.mesures.get(point.periode)
        aside = f"mise à part{f' ({point.motif})' if point.motif else ''}" if point.etat is Etat.ECARTEE else ""
        start = f"nouveau départ{f' ({starts[at]})' if starts[at] else ''}" if at in starts else ""
        notes = (mesure.note, mesure.motif) if mesure else ()
        said = (aside, noms.marque(reading, at), start, "définition changée" if at in changed else "", *notes)
        if kept := [text for text in said if text]:
            found[point.periode] = kept
    other = {each: reading.indicateur.mesures[each] for each in reading.autre_duree}
    return found | {key: [*filter(None, ("d’une autre durée, à part", each.note))] for key, each in other.items()}


def _measures(reading: Lecture) -> None:
    """Print the measures side by side, then what is to be said of some of them."""
    indicator = reading.indicateur
    series = indicator.series()
    told = _remarks(reading)
    if not series:
        return
    cells = [(each.court, _short(value), "*" if each in told else " ") for each, value in series]
    wide = [max(columns.size(cell[rank]) for cell in cells) for rank in range(2)]
    lines = [f"{when:<{wide[0]}}  {' ' * (wide[1] - columns.size(shown))}{shown}{star}" for when, shown, star in cells]
    sys.stdout.write("\n")
    sys.stdout.writelines(f"  {line}\n" for line in _side_by_side(lines))
    known = [(each, texts) for each, texts in told.items() if each in indicator.mesures]
    for periode, texts in known[-_MOST_NOTES:]:
        display.paragraph(f"* {periode.francais} : {' ; '.join(texts)}", indent=2)
    if len(known) > _MOST_NOTES:
        display.paragraph(f"Les autres remarques (*) : qvtkit indicator show {reading.identifiant} --complet", indent=2)
    sys.stdout.write("\n")


def _short(value: float | None) -> str:
    """Return a value without its unit, which stands above the curve; a dash where it is missing."""
    from qvtkit.method.quantites import nombre
    from qvtkit.text import NBSP, NNBSP

    return "—" if value is None else nombre(value).replace(NNBSP, NBSP)


def _side_by_side(lines: list[str]) -> list[str]:
    """Set lines of the same width in as many columns as fit, read from top to bottom."""
    wide = max(map(columns.size, lines)) + _GAP
    count = max(1, (display.table_width() - 2 + _GAP) // wide)
    height = -(-len(lines) // count)
    return [
        "".join(line + " " * (wide - columns.size(line)) for line in lines[row::height]).rstrip()
        for row in range(height)
    ]
