"""`qvtkit indicator add`: create an indicator when it is new, and record a measure."""

from __future__ import annotations

from dataclasses import dataclass
from dataclasses import replace as with_changes
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.commands import indicator_dialogue as dialogue
from qvtkit.cli.commands import indicator_options as opt
from qvtkit.cli.commands import indicator_period as periods
from qvtkit.cli.options import Id, given, pick, text
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from qvtkit.issues import Issue
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode

Valeur = Annotated[
    list[str] | None,
    typer.Argument(metavar="VALEUR", help='8,2 ou "8,2 %" ou "1 234,5" ou 171/1798 ou nd (non disponible)'),
]
Periode_ = Annotated[
    str | None,
    typer.Option("--periode", "-p", metavar="PÉRIODE", help="2016-03, mars 2016, 03/2016, 2016-T1, 2016-W11…"),
]
Variable = Annotated[
    list[str] | None,
    typer.Option("--variable", "-v", metavar="NOM=VALEUR", help="Variable de la formule (répétable)"),
]
Note = Annotated[str | None, text("note", "Note sur la mesure")]
Motif = Annotated[str | None, text("motif", "Pourquoi la valeur manque (avec nd)")]
Remplacer = Annotated[bool, typer.Option("--remplacer", help="Remplacer la mesure déjà saisie pour cette période")]
HorsCatalogue = Annotated[bool, typer.Option("--hors-catalogue", help="Ne pas partir du catalogue de qvtkit")]


@dataclass(frozen=True)
class _Typed:
    """What was typed of the measure on the command line."""

    words: list[str]
    period: str | None
    variables: list[str]
    extra: dict[str, str | None]

    @property
    def nothing(self) -> bool:
        return not (self.words or self.variables)


@command
def add(
    session: Session, id: Id = None, valeur: Valeur = None, periode: Periode_ = None, variable: Variable = None,
    note: Note = None, motif: Motif = None, remplacer: Remplacer = False, hors_catalogue: HorsCatalogue = False,
    nom: opt.Nom = None, famille: opt.Famille = None, unite: opt.Unite = None, sens: opt.Sens = None,
    nature: opt.Nature = None, formule: opt.Formule = None, variables: opt.Variables = None,
    champ: opt.Champ = None, motifs_inclus: opt.Motifs = None, periodicite: opt.Periodicite = None,
    source: opt.Source = None, responsable: opt.Responsable = None, service: opt.Service = None,
) -> None:  # fmt: skip
    """Créer un indicateur s’il est nouveau, et saisir une mesure.

    qvtkit indicator add abs-taux 8,2 --periode "mars 2016"
    qvtkit indicator add abs-taux -p 2016-03 -v jours_absence=171 -v etp=51,5
    qvtkit indicator add attente 12 -p 2016-03 --nom "Attente" --famille technique --unite min --sens baisse
    qvtkit indicator add chutes 3 -p 2016-03 --service "Unité B"
    """
    from qvtkit.ops import records

    session.projet  # noqa: B018 (no project: said before any question)
    typed_name = id or _ask_id(session)
    own = given(nom=nom, famille=famille, unite=unite, sens=sens, nature=nature, formule=opt.checked_formula(formule),
                variables=opt.meanings(variables) or None, periodicite=periodicite, source=source,
                responsable=responsable, service=service,
                definition=given(champ=champ, motifs_inclus=motifs_inclus) or None)  # fmt: skip
    target = _target(session, records.clean_id(typed_name), typed_name, own, from_catalogue=not hors_catalogue)
    typed = _Typed(valeur or [], periode, variable or [], {"note": note, "motif": motif})
    _finish(session, target, _measured(session, target, typed, replace=remplacer))


@dataclass(frozen=True)
class _Target:
    """The indicator that receives the measure; `data` creates it where it is new."""

    id: str
    indicator: Indicateur
    data: dict[str, Any] | None


@dataclass(frozen=True)
class _Measured:
    """A measure to be recorded, what was told of it already, whether it replaces another, whether it was asked for."""

    pair: tuple[Periode, Mesure] | None = None
    told: tuple[Issue, ...] = ()
    replace: bool = False
    dropped: bool = False
    asked: bool = False


def _target(
    session: Session, indicator_id: str, typed_name: str, own: dict[str, Any], *, from_catalogue: bool
) -> _Target:
    """Return the indicator meant: of the project, of one of its services, or new."""
    from qvtkit.ops import indicators

    indicator = indicators.find(session.projet, indicator_id)
    data = None
    if indicator is None:
        from qvtkit.cli.commands import indicator_new as new

        data = new.rubriques(session, indicator_id, typed_name, own, from_catalogue=from_catalogue)
    elif set(own) == {"service"}:
        from qvtkit.ops import definitions

        indicator_id, data = definitions.of_service(session.projet, indicator_id, own["service"])
        indicator = None if data else indicators.find(session.projet, indicator_id)
    elif own:
        from qvtkit.cli.commands import indicator_new as new

        new.refuse_definition(indicator_id, own)
    return _Target(indicator_id, indicator or indicators.parse(data or {}), data)


def _ask_id(session: Session) -> str:
    from qvtkit.cli.commands.indicator_new import ask_id

    return ask_id(session)


def _finish(session: Session, target: _Target, measured: _Measured) -> None:
    from qvtkit.ops import indicators

    if measured.dropped:
        display.say("Rien n’a été noté.")
        return
    outcome = indicators.add(
        session.projet, target.id, data=target.data, measure=measured.pair, day=session.today, replace=measured.replace
    )
    goes_on = measured.asked and session.can_ask and not session.dry_run
    suite = () if goes_on else outcome.suite
    session.finish(with_changes(outcome, suite=suite, issues=dialogue.without(outcome.issues, measured.told)))
    if target.data is not None:
        session.clear_draft(f"indicator-{target.id}")
    if goes_on:
        dialogue.go_on(session, target.id)
        display.next_steps([f"qvtkit indicator show {target.id}"])


def _measured(session: Session, target: _Target, typed: _Typed, *, replace: bool) -> _Measured:
    """Return the measure typed or asked, period first; without one when a new indicator gets none."""
    fresh = target.data is not None
    if typed.nothing and not session.can_ask:
        if fresh and typed.period is None:
            return _Measured()
        option = f"une valeur : qvtkit indicator add {target.id} 8,2 --periode 2016-03"
        session.ask([Question("valeur", "Quelle est la valeur ?", option)], {})
    if typed.words and typed.variables:
        _refuse_both(typed)
    if not typed.nothing:
        return _given(session, target, typed, replace=replace)
    if fresh and not _wants_measure(session):
        return _Measured()
    return _asked(session, target, typed, replace=replace)


def _given(session: Session, target: _Target, typed: _Typed, *, replace: bool) -> _Measured:
    """Return the measure given on the command line; a doubt about it is asked where one can."""
    from qvtkit.ops import typed_measures

    indicator = target.indicator
    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    value = _value(session, typed.words) if typed.words else None
    mesure = typed_measures.parse_measure(value, typed.variables, typed.extra, names, indicator.unite)
    if mesure is None:
        return _Measured()
    when = periods.period(session, indicator, typed.period)
    keep, told = dialogue.kept(session, indicator, when, mesure)
    return _Measured((when, mesure), told, replace, dropped=not keep, asked=typed.period is None)


def _asked(session: Session, target: _Target, typed: _Typed, *, replace: bool) -> _Measured:
    """Ask for the period, then for the measure, again as long as a doubt is not confirmed."""
    _recall(target)
    found = periods.ask_all(
        session, target.id, target.indicator, typed=typed.period, note=typed.extra["note"], replace=replace
    )
    if found is None:
        return _Measured(dropped=True)
    return _Measured((found.periode, found.mesure), found.told, found.replace, asked=True)


def _recall(target: _Target) -> None:
    """Print the last value and the known trap of the indicator."""
    from qvtkit.cli.commands import indicator_words as words

    if target.indicator.last():
        display.say(f"Dernière valeur : {words.last_value(target.indicator)}.")
    if target.data is None and (trap := words.limits_of(target.id, target.indicator)):
        display.paragraph(f"À savoir : {trap}")


def _refuse_both(typed: _Typed) -> None:
    """A value beside variables is most often « etp=51,5 » cut by the terminal: never guess."""
    from qvtkit.errors import UsageError

    rest = "".join(typed.words)
    cut = [f"{pair},{rest}" for pair in typed.variables if pair.rpartition("=")[2].strip().isdigit()]
    if rest.isdigit() and cut:
        raise UsageError.of("virgule-separee", recu=" ".join(typed.words), propose='" ou "'.join(cut))
    raise UsageError.of("valeur-option", option="--variable", message="la valeur et les variables ne vont pas ensemble.",
                        remede="Donnez l’une ou les autres.")  # fmt: skip


def _value(session: Session, words: list[str]) -> str:
    """Return the value typed; ask when the terminal cut « 8,2 » in two."""
    from qvtkit.errors import UsageError
    from qvtkit.ops.typed_measures import join_value, meanings

    try:
        return join_value(words)
    except UsageError as error:
        if not session.can_ask or error.issues[0].code != "virgule-separee":
            raise
        display.say(error.issues[0].message)
        choices = [(each, each) for each in meanings(words)]
        meant = session.ask(
            [pick("meant", "Que vouliez-vous dire ?", "VALEUR", (*choices, ("", "Rien de cela")), obligatoire=False)],
            {},
        )
        if not meant.get("meant"):
            raise
        return str(meant["meant"])


def _wants_measure(session: Session) -> bool:
    question = Question("saisir", "Saisir une première mesure maintenant ?", "VALEUR", genre="oui-non", defaut="oui")
    return bool(session.ask([question], {})["saisir"] == "oui")
