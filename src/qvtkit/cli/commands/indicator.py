"""`qvtkit indicator`: list and edit indicators (`indicator_add.py` creates and measures, `indicator_show.py` shows)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.commands import indicator_options as opt
from qvtkit.cli.commands import indicator_words as words
from qvtkit.cli.options import Format, Id, given, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.model.indicateur import Indicateur

Depuis = Annotated[str | None, text("depuis", "Quand ce qui est compté a changé (sinon aujourd’hui)", "DATE")]
Correction = Annotated[
    bool, typer.Option("--correction", help="Corriger une erreur d’écriture : ce qui est compté n’a pas changé")
]


@command
def list_(session: Session, format: Format = "texte") -> None:
    """Lister les indicateurs par famille : dernière valeur, relevés reçus, ce qui est à relever."""
    from qvtkit.ops.records import as_json

    indicators, day = session.projet.indicateurs, session.today
    rows = [{"id": key, **as_json(each), **followed(each, day)} for key, each in indicators.items()]
    if session.reply("indicateurs", rows):
        return
    display.unreadable(session.projet.unreadable("indicateur"))
    if not indicators:
        display.say("Aucun indicateur pour l’instant. Pour en créer un : qvtkit indicator add")
        return
    families = list(Famille)
    ordered = sorted(indicators.items(), key=lambda pair: families.index(pair[1].famille) if pair[1].famille else 9)
    titles = ("Indicateur", "Nom", "Famille", "Sens voulu", "Dernière valeur", "Relevés", "Évolution")
    display.table(session, titles, [_row(key, each, day, format) for key, each in ordered], format)
    if format == "texte" and any(words.awaited(each, day) for each in indicators.values()):
        display.next_steps(["qvtkit indicator round  tout relever à la suite"])


def _row(indicator_id: str, indicator: Indicateur, day: dt.date, format: str) -> tuple[str, ...]:
    from qvtkit.cli.sparkline import sparkline

    last = indicator.last()
    return (
        indicator_id,
        indicator.nom,
        indicator.famille.libelle if indicator.famille else "—",
        words.sens_court(indicator),
        f"{indicator.shown(last[1])} ({last[0].court})" if last else words.aside(indicator) or "—",
        ("\n" if format == "texte" else " ; ").join(
            filter(None, (words.received(indicator, day), words.waiting(indicator, day)))
        ),
        sparkline([value for _, value in indicator.own_series()]),
    )


def followed(indicator: Indicateur, day: dt.date) -> dict[str, Any]:
    """Return the last value, the completeness and what is to be noted, as plain data."""
    from qvtkit.method.completude import depuis_le_debut, dues, en_retard

    count, last = depuis_le_debut(indicator, day), indicator.last()
    return {
        "derniere": {"periode": str(last[0]), "valeur": last[1]} if last else None,
        "releves": {"recus": count.recues, "attendus": count.attendues},
        "a_relever": [str(each) for each in dues(indicator, day)],
        "en_retard": [str(each) for each in en_retard(indicator, day)],
    }


@command
def edit(
    session: Session, id: Id = None, nom: opt.Nom = None, famille: opt.Famille = None, unite: opt.Unite = None, sens: opt.Sens = None,
    nature: opt.Nature = None, formule: opt.Formule = None, variables: opt.Variables = None, champ: opt.Champ = None,
    motifs_inclus: opt.Motifs = None, periodicite: opt.Periodicite = None, source: opt.Source = None,
    responsable: opt.Responsable = None, service: opt.Service = None,
    reference: Annotated[str | None, text("reference", "Période qui sert de valeur initiale", "PÉRIODE")] = None,
    cible: Annotated[str | None, text("cible", "Valeur visée", "NOMBRE")] = None,
    depuis: Depuis = None, correction: Correction = False,
) -> None:  # fmt: skip
    """Modifier la définition d’un indicateur (les mesures se saisissent par add).

    Si ce qui est compté change (formule, unité, champ, motifs), l’ancienne définition est gardée avec sa date.
    """
    from qvtkit.cli.choose import edited, one
    from qvtkit.ops import definitions, indicators

    indicator_id = indicators.resolve(session.projet, one(session, "indicateur", id))
    current = session.projet.indicateurs[indicator_id]
    inner = given(champ=champ, motifs_inclus=motifs_inclus)
    known = given(nom=nom, famille=famille, unite=unite, sens=sens, nature=nature, formule=opt.checked_formula(formule), periodicite=periodicite,
                  source=source, responsable=responsable, service=service, reference=reference,
                  definition=inner or None, cible=None if cible is None else {"valeur": cible},
                  variables={**current.variables, **opt.meanings(variables)} if variables else None)  # fmt: skip
    changes = edited(session, known, opt.definition_questions(indicator_id), current)
    if not known and not correction and definitions.counted_before(current, changes):
        correction, depuis = _ask_whether_it_changed(session)
    session.finish(
        definitions.edit(session.projet, indicator_id, changes, depuis, session.today, correction=correction)
    )


def _ask_whether_it_changed(session: Session) -> tuple[bool, str | None]:
    """Ask whether what is counted changed, and since when; else it was a slip of the pen."""
    from qvtkit.cli.ask import Question
    from qvtkit.cli.options import is_date, pick
    from qvtkit.model.dates import DateSouple

    choices = (("change", "On ne compte plus la même chose : garder l’ancienne définition avec sa date"),
               ("corrige", "C’était mal écrit : on a toujours compté ainsi"))  # fmt: skip
    since = Question("depuis", "Depuis quand ?", "--depuis", defaut=DateSouple.of(session.today).francais, verifie=is_date,
                     quand=lambda answers: answers.get("quoi") == "change")  # fmt: skip
    answers = session.ask([pick("quoi", "Que change cette modification ?", "--correction", choices), since], {})
    return answers["quoi"] == "corrige", answers.get("depuis")
