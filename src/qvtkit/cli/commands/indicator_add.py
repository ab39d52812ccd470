"""`qvtkit indicator add`: create an indicator when it is new, and record a measure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.ask import Question
from qvtkit.cli.commands import indicator_options as opt
from qvtkit.cli.options import Id, given, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
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
    nature: opt.Nature = None, formule: opt.Formule = None, periodicite: opt.Periodicite = None,
    source: opt.Source = None, responsable: opt.Responsable = None, service: opt.Service = None,
) -> None:  # fmt: skip
    """Créer un indicateur s’il est nouveau, et saisir une mesure.

    qvtkit indicator add abs-taux 8,2 --periode "mars 2016"
    qvtkit indicator add abs-taux -p 2016-03 -v jours_absence=171 -v etp=51,5
    qvtkit indicator add attente 12 -p 2016-03 --nom "Attente" --famille technique --unite min --sens baisse
    """
    from qvtkit.ops import indicators, records

    session.projet  # noqa: B018 (no project: said before any question)
    typed_name = id or _ask_id(session)
    indicator_id = records.clean_id(typed_name)
    indicator = indicators.find(session.projet, indicator_id)
    own = given(nom=nom, famille=famille, unite=unite, sens=sens, nature=nature, formule=formule,
                periodicite=periodicite, source=source, responsable=responsable, service=service)  # fmt: skip
    data = None
    if indicator is None:
        data = _new(session, indicator_id, typed_name, own, from_catalogue=not hors_catalogue)
    elif own:
        _refuse_definition(indicator_id, own)
    current = indicator or indicators.parse(data or {})
    typed = _Typed(valeur or [], periode, variable or [], {"note": note, "motif": motif})
    measure = _measure(session, indicator_id, current, typed, new=indicator is None)
    outcome = indicators.add(
        session.projet, indicator_id, data=data, measure=measure, day=session.today, replace=remplacer
    )
    session.finish(outcome)
    if data is not None:
        session.clear_draft(f"indicator-{indicator_id}")


def _refuse_definition(indicator_id: str, own: dict[str, Any]) -> None:
    """An existing indicator's definition changes by `edit`, never as a side effect of a measure."""
    from qvtkit.errors import UsageError

    options = [f"--{key}" for key in own]
    raise UsageError.of(
        "valeur-option", option=", ".join(options), message=f"l’indicateur « {indicator_id} » existe déjà.",
        remede=f"Pour changer sa définition : qvtkit indicator edit {indicator_id} {options[0]} …",
    )  # fmt: skip


def _ask_id(session: Session) -> str:
    """Ask which indicator: one of the project, one of the catalogue, or a new name."""
    from qvtkit.ops import catalogue

    mine = [(key, f"{each.nom or key} (du projet)") for key, each in session.projet.indicateurs.items()]
    families = {str(family): family.libelle for family in Famille}
    shipped = [
        (key, f"{entry['nom']} ({families[entry['famille']]}, catalogue)") for key, entry in catalogue.entries().items()
    ]
    others = [pair for pair in shipped if pair[0] not in dict(mine)]
    new = ("nouveau", "Un nouveau, propre à l’établissement")
    chosen = session.ask([pick("id", "Quel indicateur ?", "ID", [*mine, new, *others])], {})["id"]
    if chosen == "nouveau":
        chosen = session.ask([Question("nom", "Comment s’appelle-t-il ?", "ID")], {})["nom"]
    return str(chosen)


def _new(
    session: Session, indicator_id: str, typed_name: str, own: dict[str, Any], *, from_catalogue: bool
) -> dict[str, Any]:
    """Return the rubriques of a new indicator: catalogue, options, then questions for what lacks."""
    from qvtkit.ops import catalogue, indicators

    if typed_name != indicator_id and " " in typed_name:
        own = {"nom": typed_name, **own}
    data = indicators.new_data(indicator_id, own, from_catalogue=from_catalogue)
    known = from_catalogue and catalogue.as_indicator(indicator_id) is not None
    if known and session.can_ask:
        display.paragraph(f"« {data['nom']} » est au catalogue. {catalogue.help_for(indicator_id)}")
    questions = [] if known else opt.definition_questions(indicator_id)
    return session.ask(questions, data, draft=f"indicator-{indicator_id}")


def _measure(
    session: Session, indicator_id: str, indicator: Indicateur, typed: _Typed, *, new: bool
) -> tuple[Periode, Mesure] | None:
    """Return the period and the measure typed or asked; None when a new indicator gets none."""
    from qvtkit.ops import indicators

    names = indicator.formule_lue.noms if indicator.formule_lue else ()
    if typed.nothing and new and not session.can_ask and typed.period is None:
        return None
    if typed.words and typed.variables:
        _refuse_both(typed)
    value = _value(session, typed.words) if typed.words else None
    variables = typed.variables
    if typed.nothing:
        value, variables = _ask_value(session, indicator_id, indicator, names, new=new)
    mesure = indicators.parse_measure(value, variables, typed.extra, names, indicator.unite)
    if mesure is None:
        return None
    return indicators.parse_period(typed.period or _ask_period(session, indicator), indicator), mesure


def _refuse_both(typed: _Typed) -> None:
    """A value beside variables is most often « etp=51,5 » cut by the terminal: never guess."""
    from qvtkit.errors import UsageError

    rest = "".join(typed.words)
    cut = [f"{pair},{rest}" for pair in typed.variables if pair.rpartition("=")[2].strip().isdigit()]
    if rest.isdigit() and cut:
        raise UsageError.of("virgule-separee", recu=" ".join(typed.words), propose='" ou "'.join(cut))
    raise UsageError.of("valeur-option", option="--variable", message="la valeur et les variables ne vont pas ensemble.",
                        remede="Donnez l’une ou les autres.")  # fmt: skip


def _ask_period(session: Session, indicator: Indicateur) -> str:
    """Ask for the period, proposing the one that comes next."""
    from qvtkit.ops import indicators

    proposed = indicators.default_period(indicator, session.today)
    question = Question(
        "periode", "Pour quelle période ?", "--periode", defaut=proposed.francais if session.can_ask else None,
        verifie=lambda answer: indicators.is_period(answer, indicator),
    )  # fmt: skip
    return str(session.ask([question], {})["periode"])


def _value(session: Session, words: list[str]) -> str:
    """Return the value typed; ask when the terminal cut « 8,2 » in two."""
    from qvtkit.errors import UsageError
    from qvtkit.ops import indicators

    try:
        return indicators.join_value(words)
    except UsageError as error:
        if not session.can_ask or error.issues[0].code != "virgule-separee":
            raise
        display.say(error.issues[0].message)
        choices = [(each, each) for each in indicators.meanings(words)]
        meant = session.ask(
            [pick("meant", "Que vouliez-vous dire ?", "VALEUR", (*choices, ("", "Rien de cela")), obligatoire=False)],
            {},
        )
        if not meant.get("meant"):
            raise
        return str(meant["meant"])


def _ask_value(
    session: Session, indicator_id: str, indicator: Indicateur, names: tuple[str, ...], *, new: bool
) -> tuple[str | None, list[str]]:
    """Ask for the variables of the formula, or for the value."""
    from qvtkit.ops.indicators import is_measure

    if not session.can_ask:
        option = f"une valeur : qvtkit indicator add {indicator_id} 8,2 --periode 2016-03"
        session.ask([Question("valeur", "Quelle est la valeur ?", option)], {})
    if new and not _wants_measure(session):
        return None, []
    last = indicator.last()
    if last:
        display.say(f"Dernière valeur : {last[0].francais}, {indicator.shown(last[1])}.")
    if not names:
        unit = f" (en {indicator.unite})" if indicator.unite else ""
        question = Question("valeur", f"Quelle est la valeur{unit} ?", "VALEUR", verifie=lambda answer: is_measure(answer, indicator.unite),
                            aide="nd si elle n’est pas disponible")  # fmt: skip
        return str(session.ask([question], {})["valeur"]), []
    questions = [
        Question(name, f"{indicator.variables.get(name) or name} ?", "--variable", verifie=is_measure) for name in names
    ]
    answers = session.ask(questions, {})
    return None, [f"{name}={answers[name]}" for name in names]


def _wants_measure(session: Session) -> bool:
    question = Question("saisir", "Saisir une première mesure maintenant ?", "VALEUR", genre="oui-non", defaut="oui")
    return bool(session.ask([question], {})["saisir"] == "oui")
