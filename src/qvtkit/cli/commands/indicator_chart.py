"""`qvtkit indicator chart`: the curve of an indicator and how to read it, on the screen or as a file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli import show as display
from qvtkit.cli.options import Id, text
from qvtkit.cli.produce import Ouvrir, Remplacer  # noqa: TC001 (typer reads them)
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from pathlib import Path

    from qvtkit.method.lecture import Lecture

_WHOLE = 5
"""A share under which a decimal is worth telling."""
_MANY = 500
"""Cases from which there are no longer « si peu »."""
Sortie = Annotated[
    str | None,
    typer.Option("--sortie", "-o", metavar="FICHIER", help="Enregistrer la courbe : .svg, .png ou .pdf"),
]
Profil = Annotated[str, text("profil", "Règles de lecture : anhoej, mdc ou mdc-nhsr", "PROFIL")]
Figer = Annotated[
    str | None, text("figer", "Ne calculer médiane et limites que sur les mesures jusqu’à cette période", "PÉRIODE")
]


@command
def chart(
    session: Session, id: Id = None, sortie: Sortie = None, profil: Profil = "anhoej", figer: Figer = None,
    remplacer: Remplacer = False, ouvrir: Ouvrir = False,
) -> None:  # fmt: skip
    """Voir la courbe d’un indicateur : médiane, zone habituelle, périodes de test, points inhabituels.

    qvtkit indicator chart abs-taux
    qvtkit indicator chart abs-taux -o absences.pdf
    """
    from qvtkit.cli.choose import one
    from qvtkit.ops import charts
    from qvtkit.ops.indicators import resolve

    indicator_id = resolve(session.projet, one(session, "indicateur", id))
    projet, seen = charts.shown(session.projet, indicator_id) if sortie else (session.projet, indicator_id)
    reading = charts.read(projet, seen, profil, figer, session.today)
    path = charts.target(sortie, seen) if sortie else None
    if path and not session.dry_run:
        _draw(session, reading, path, remplacer=remplacer)
    if _reply(session, reading, path):
        return
    if path is None:
        screen(reading)
        display.next_steps(
            [f"qvtkit indicator chart {indicator_id} -o {indicator_id}.pdf  l’enregistrer (svg, png, pdf)"]
        )
        return
    if not session.quiet:
        display.say("Serait enregistrée (--dry-run) :" if session.dry_run else "Courbe enregistrée :")
        display.places([path])
    if ouvrir and not session.dry_run:
        typer.launch(str(path))


def _draw(session: Session, reading: Lecture, path: Path, *, remplacer: bool) -> None:
    """Save the curve, in the colour of the establishment."""
    from qvtkit.ops import charts
    from qvtkit.ops.apparence import habit

    look = habit(session.projet).apparence
    charts.draw(reading, path, look, replace=remplacer or _may_replace(session, path))


def _reply(session: Session, reading: Lecture, path: Path | None) -> bool:
    """With --json answer with the reading, and the file where there is one."""
    from qvtkit.method.lecture_donnees import en_donnees

    if not session.json:
        return False
    return session.reply(
        "courbe", {**en_donnees(reading), "fichier": str(path) if path else None, "simulation": session.dry_run}
    )


def _may_replace(session: Session, path: Path) -> bool:
    """Ask before a file is replaced; nothing to ask where there is none, or nobody to be asked."""
    from qvtkit.cli.ask import Question

    if not path.exists() or not session.can_ask:
        return False
    asked = Question(
        "remplacer", f"{path.name} existe déjà. Le remplacer ?", "--remplacer", genre="oui-non", defaut="non"
    )
    return bool(session.ask([asked], {})["remplacer"] == "oui")


def screen(reading: Lecture) -> None:
    """Print the curve of a reading, then what it says and with which rules."""
    from qvtkit.method import lecture_noms as noms

    display.title(reading.indicateur.nom or reading.identifiant)
    curve(reading)
    display.paragraph(f"Lu avec le profil {noms.profil(reading)}.")


def curve(reading: Lecture, *, low: bool = False) -> None:
    """Print the drawing, then the reading in plain sentences."""
    import sys

    from qvtkit.cli.plot import run_chart
    from qvtkit.method import lecture_mots as mots

    said = mots.phrases(reading)
    sys.stdout.writelines(f"{line}\n" for line in ["", *run_chart(reading, display.table_width(), low=low), ""])
    display.paragraph(" ".join(filter(None, (said.constat, said.prudence, said.suite))))
    for sentence in (*said.autres, *details(reading)):
        display.paragraph(sentence)


def details(reading: Lecture) -> list[str]:
    """Return what else is worth knowing: the interval of the last value, what is not drawn."""
    from qvtkit.method.quantites import nombre, quantite
    from qvtkit.text import enumerate_fr

    found = []
    around = reading.intervalle
    if around and reading.derniere is not None:
        last = reading.points[reading.derniere]
        digits = 0 if around[1] >= _WHOLE else 1
        low, high = nombre(round(around[0], digits)), quantite(round(around[1], digits), reading.indicateur.unite)
        few = "Avec si peu de cas" if (last.denominateur or 0.0) < _MANY else "Sans rien changer"
        counts = f"{nombre(last.numerateur or 0.0)} sur {nombre(last.denominateur or 0.0)}"
        found.append(
            f"Dernière valeur : {counts}. {few}, ce chiffre bouge de lui-même, à peu près entre {low} et {high}."
        )
    if reading.figee_pour:
        found.append(f"Avant et après le test, avec prudence : qvtkit experiment results {reading.figee_pour.id}")
    if reading.autre_duree:
        found.append(f"D’une autre durée, donc à part : {enumerate_fr(each.francais for each in reading.autre_duree)}.")
    return found
