"""`qvtkit indicator`: list, show and edit indicators (`indicator_add.py` creates and measures)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from qvtkit.cli import show as display
from qvtkit.cli.commands import indicator_options as opt
from qvtkit.cli.options import Format, Id, given, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode


@command
def list_(session: Session, format: Format = "texte") -> None:
    """Lister les indicateurs par famille, avec leur dernière valeur."""
    from qvtkit.ops.records import as_json

    indicators = session.projet.indicateurs
    if session.reply("indicateurs", [{"id": key, **as_json(each)} for key, each in indicators.items()]):
        return
    display.unreadable(session.projet.unreadable("indicateur"))
    if not indicators:
        display.say("Aucun indicateur pour l’instant. Pour en créer un : qvtkit indicator add")
        return
    families = list(Famille)
    ordered = sorted(indicators.items(), key=lambda pair: families.index(pair[1].famille) if pair[1].famille else 9)
    rows = [_row(key, each) for key, each in ordered]
    display.table(session, ("Indicateur", "Nom", "Famille", "Mesures", "Dernière valeur", "Évolution"), rows, format)


def _row(indicator_id: str, indicator: Indicateur) -> tuple[str, ...]:
    from qvtkit.cli.sparkline import sparkline

    series = indicator.series()
    last = indicator.last()
    shown = f"{indicator.shown(last[1])} ({last[0].court})" if last else "—"
    family = indicator.famille.libelle if indicator.famille else "—"
    count = sum(value is not None for _, value in series)
    return indicator_id, indicator.nom, family, str(count), shown, sparkline([value for _, value in series])


@command
def show(session: Session, id: Id = None, format: Format = "texte") -> None:
    """Voir la définition d’un indicateur et toutes ses mesures."""
    from qvtkit.cli.choose import one
    from qvtkit.cli.sparkline import sparkline
    from qvtkit.ops.indicators import resolve
    from qvtkit.ops.records import as_json

    indicator_id = resolve(session.projet, one(session, "indicateur", id))
    indicator = session.projet.indicateurs[indicator_id]
    series = indicator.series()
    values = [{"periode": str(periode), "valeur": value} for periode, value in series]
    if session.reply("indicateur", {"id": indicator_id, **as_json(indicator), "valeurs": values}):
        return
    rows = [_measure_row(indicator, periode, value) for periode, value in series]
    if format == "texte":
        display.title(indicator.nom or indicator_id)
        display.pairs(_definition(indicator))
        display.say(f"  Évolution : {sparkline([value for _, value in series])}")
    display.table(session, ("Période", "Valeur", "Note"), rows, format)


def _measure_row(indicator: Indicateur, periode: Periode, value: float | None) -> tuple[str, str, str]:
    mesure = indicator.mesures[periode]
    missing = "pas encore saisie" if mesure.is_empty else "non disponible" if mesure.nd else "non calculable"
    shown = indicator.shown(value) if value is not None else missing
    used = ", ".join(f"{name} = {number:g}".replace(".", ",") for name, number in mesure.variables.items())
    return periode.francais, shown, " ; ".join(part for part in (used, mesure.note, mesure.motif) if part)


def _definition(indicator: Indicateur) -> list[tuple[str, str]]:
    target = indicator.cible
    return [
        ("Famille", indicator.famille.libelle if indicator.famille else ""),
        ("Sens souhaité", indicator.sens.libelle if indicator.sens else ""),
        ("Formule", indicator.formule),
        ("Variables", "\n".join(f"{name} : {meaning}" for name, meaning in indicator.variables.items())),
        ("Périodicité", indicator.periodicite.libelle if indicator.periodicite else ""),
        ("Source des chiffres", indicator.source),
        ("Relevé par", indicator.responsable),
        ("Définition", indicator.definition.source if indicator.definition else ""),
        ("Cible", indicator.shown(target.valeur) if target and target.valeur is not None else ""),
        ("À titre de comparaison", "\n".join(
            f"{indicator.shown(each.valeur)} ({each.champ}, {each.annee} ; {each.source})"
            for each in indicator.comparaisons if each.valeur is not None and each.champ and each.annee
        )),
    ]  # fmt: skip


@command
def edit(
    session: Session, id: Id = None, nom: opt.Nom = None, famille: opt.Famille = None, unite: opt.Unite = None, sens: opt.Sens = None,
    nature: opt.Nature = None, formule: opt.Formule = None, periodicite: opt.Periodicite = None, source: opt.Source = None,
    responsable: opt.Responsable = None, service: opt.Service = None,
    reference: Annotated[str | None, text("reference", "Période qui sert de valeur initiale", "PÉRIODE")] = None,
    cible: Annotated[str | None, text("cible", "Valeur visée", "NOMBRE")] = None,
) -> None:  # fmt: skip
    """Modifier la définition d’un indicateur (les mesures se saisissent par add)."""
    from qvtkit.cli.choose import edited, one
    from qvtkit.ops import indicators

    indicator_id = indicators.resolve(session.projet, one(session, "indicateur", id))
    known = given(nom=nom, famille=famille, unite=unite, sens=sens, nature=nature, formule=formule, periodicite=periodicite,
                  source=source, responsable=responsable, service=service, reference=reference)  # fmt: skip
    if cible is not None:
        known["cible"] = {"valeur": cible}
    current = session.projet.indicateurs[indicator_id]
    changes = edited(session, known, opt.definition_questions(indicator_id), current)
    session.finish(indicators.edit(session.projet, indicator_id, changes))
