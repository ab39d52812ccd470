"""Charts of one indicator: read it, draw it into a file, never over another one silently."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from qvtkit.analysis.profiles import PROFILES, Name
from qvtkit.errors import QvtkitError, RefusedError, UsageError
from qvtkit.issues import issue
from qvtkit.method.lecture import Lecture, lire_indicateur
from qvtkit.text import fold, typography

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.apparence import Apparence
    from qvtkit.model.projet import Projet


def profile(typed: str) -> Name:
    """Return the profile that *typed* names; UsageError for another word."""
    names = {fold(name): name for name in PROFILES}
    if fold(typed) in names:
        return names[fold(typed)]
    raise UsageError.of(
        "valeur-option", option="--profil", message=f"« {typed} » n’est pas un profil de lecture.",
        remede="Au choix : anhoej (celui de qvtkit), mdc, mdc-nhsr",
    )  # fmt: skip


def read(projet: Projet, indicator_id: str, profil: str, figer: str | None, day: dt.date) -> Lecture:
    """Return the reading of an indicator on *day*; UsageError for a profile or a period that does not exist."""
    name = profile(profil)
    if not figer:
        return lire_indicateur(projet, indicator_id, name, jour=day)
    from qvtkit.ops.typed_measures import is_period, parse_period  # with all that writing needs

    indicator = projet.indicateurs[indicator_id]
    if wrong := is_period(figer, indicator):
        raise UsageError.of(
            "valeur-option",
            option="--figer",
            message=wrong,
            remede="La médiane et les limites viendront des mesures jusqu’à cette période.",
        )
    return lire_indicateur(projet, indicator_id, name, figer=parse_period(figer, indicator), jour=day)


def shown(projet: Projet, indicator_id: str) -> tuple[Projet, str]:
    """Return the project as it may leave the folder, and the id of the indicator there: for a drawing that is saved."""
    from qvtkit.export.secret.masking import masked

    safe = masked(projet)
    return safe, safe.identifiant(indicator_id)


def target(place: str, indicator_id: str) -> Path:
    """Return the file that *place* means: itself, or a drawing inside it where it is a folder.

    Raises UsageError where its extension is none of svg, png, pdf.
    """
    from qvtkit.export.charts.files import FORMATS

    path = Path(place)
    if path.is_dir() or place.endswith(("/", "\\")):
        return path / f"{indicator_id}.svg"
    suffix = path.suffix.lower().removeprefix(".")
    if not suffix:
        return path.with_suffix(".svg")
    if suffix not in FORMATS:
        raise UsageError.of("format-document", valeur=suffix, possibles=", ".join(FORMATS))
    return path


def draw(lecture: Lecture, path: Path, apparence: Apparence, *, replace: bool) -> None:
    """Write the drawing of *lecture* into *path*, in the format of its extension and the colour of *apparence*.

    Raises RefusedError where the file exists and *replace* is false, QvtkitError where this machine cannot draw it.
    """
    from qvtkit.export.charts import files as charts_files
    from qvtkit.export.charts.reading import LARGEUR, description, reading_chart
    from qvtkit.export.render import RendererMissingError
    from qvtkit.export.render.tint import drawing
    from qvtkit.ops.exports import write_file

    if path.exists() and not replace:
        raise RefusedError.of("fichier-existe", fichier=str(path))
    svg = drawing(reading_chart(lecture), apparence)
    name = typography(lecture.indicateur.nom or lecture.identifiant)
    try:
        content = charts_files.as_file(
            svg, path.suffix.lower().removeprefix("."), titre=name, description=description(lecture), largeur=LARGEUR
        )
    except RendererMissingError as error:
        raise QvtkitError(issue("courbe-indisponible", format=path.suffix.upper().removeprefix("."))) from error
    write_file(path, content)
