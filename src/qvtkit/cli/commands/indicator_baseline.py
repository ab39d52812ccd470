"""`qvtkit indicator exclude` and `rebase`: what a group decides about the reading, with its reason."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli.ask import Question
from qvtkit.cli.options import Id, Motif, pick, text
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode

Quand = Annotated[
    str | None, typer.Argument(metavar="PÉRIODE", help="Période de la mesure : mars 2016, 2016-W11, 2016-T3…")
]
Par = Annotated[str | None, text("par", "Groupe qui l’a décidé", "GROUPE")]
Reintegrer = Annotated[bool, typer.Option("--reintegrer", help="Remettre dans la lecture une mesure mise à part")]
Retirer = Annotated[bool, typer.Option("--retirer", help="Retirer un nouveau départ décidé")]


@command
def exclude(
    session: Session, id: Id = None, periode: Quand = None, motif: Motif = None, par: Par = None,
    reintegrer: Reintegrer = False,
) -> None:  # fmt: skip
    """Mettre une mesure à part, avec la raison : elle reste visible et ne compte plus.

    qvtkit indicator exclude abs-taux "février 2016" --motif "épidémie de grippe" --par groupe-qvt
    """
    from qvtkit.ops import baselines

    indicator_id, indicator = _indicator(session, id)
    when = _period(session, indicator, periode, "Quelle mesure (sa période) ?", measured=True)
    if reintegrer:
        session.finish(baselines.bring_back(session.projet, indicator_id, when))
        return
    why, who = _reason(session, "Pourquoi la mettre à part ?", "ce qui la rend inutilisable", motif, par)
    session.finish(baselines.set_aside(session.projet, indicator_id, when, why, who))


@command
def rebase(
    session: Session,
    id: Id = None,
    periode: Quand = None,
    motif: Motif = None,
    par: Par = None,
    retirer: Retirer = False,
) -> None:
    """Faire repartir la médiane et les limites d’une période, avec la raison et qui l’a décidé.

    qvtkit indicator rebase rappels-repos 2017-01 --motif "l’organisation a changé pour de bon" --par groupe-qvt
    """
    from qvtkit.ops import baselines

    indicator_id, indicator = _indicator(session, id)
    when = _period(session, indicator, periode, "À partir de quelle période ?")
    if retirer:
        session.finish(baselines.drop_start(session.projet, indicator_id, when))
        return
    why, who = _reason(session, "Pourquoi un nouveau départ ?", "la cause connue du changement", motif, par)
    session.finish(baselines.start_anew(session.projet, indicator_id, when, why, who, session.today))


def _indicator(session: Session, typed: str | None) -> tuple[str, Indicateur]:
    from qvtkit.cli.choose import one
    from qvtkit.ops.indicators import resolve

    indicator_id = resolve(session.projet, one(session, "indicateur", typed))
    return indicator_id, session.projet.indicateurs[indicator_id]


def _period(
    session: Session, indicator: Indicateur, typed: str | None, asked: str, *, measured: bool = False
) -> Periode:
    """Return the period typed, or asked for; *measured*: one that has a value, as far as a question can tell."""
    from qvtkit.ops.typed_measures import is_period, parse_period

    def wrong(answer: str) -> str | None:
        if found := is_period(answer, indicator):
            return found
        when = parse_period(answer, indicator)
        missing = measured and indicator.value_of(when) is None
        return f"Il n’y a pas de mesure avec une valeur pour {when.francais}." if missing else None

    if typed:
        return parse_period(typed, indicator)
    return parse_period(
        str(session.ask([Question("periode", asked, "PÉRIODE", verifie=wrong)], {})["periode"]), indicator
    )


def _reason(session: Session, asked: str, hint: str, motif: str | None, par: str | None) -> tuple[str, str | None]:
    """Return why and who, asked for where they were not given; without any group nobody is asked who."""
    groups = [(key, each.nom or key) for key, each in session.projet.groupes.items()]
    questions = [Question("motif", asked, "--motif", aide=hint)]
    if groups:
        questions.append(pick("par", "Quel groupe l’a décidé ?", "--par", groups))
    known = {key: value for key, value in (("motif", motif), ("par", par)) if value}
    answers = session.ask(questions, known)
    return str(answers["motif"]), answers.get("par")
