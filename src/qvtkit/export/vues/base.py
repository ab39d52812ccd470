"""What every view is built with: the masked project, the words for its codes, the day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.model.numbers import format_number
from qvtkit.text import NBSP, enumerate_fr

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from qvtkit.export.secret.masking import ProjetMasque
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.periods import Periode

Paire = tuple[str, str]
"""A label and what is said under it."""


@dataclass(frozen=True)
class Base:
    """A masked project and what it takes to say it in words."""

    projet: ProjetMasque
    mots: Lexique
    aujourdhui: dt.date

    @classmethod
    def of(cls, projet: ProjetMasque, aujourdhui: dt.date) -> Base:
        """Prepare the words of *projet*."""
        return cls(projet, Lexique(projet), aujourdhui)

    @property
    def seuil(self) -> int:
        """The smallest group of respondents that is shown."""
        return self.projet.dossier.confidentialite.seuil

    def groupe(self, group_id: str | None) -> str:
        """Return the name of a group."""
        group = self.projet.groupes.get(group_id or "")
        return (group.nom if group else "") or self.mots.mots(group_id)

    def probleme(self, problem_id: str | None) -> str:
        """Return the title of a problem."""
        problem = self.projet.problemes.get(problem_id or "")
        return (problem.titre if problem else "") or self.mots.mots(problem_id)

    def metiers(self, codes: Iterable[str]) -> str:
        """« aide-soignant et infirmier »."""
        return enumerate_fr(minuscule(self.mots.metier(code)) for code in codes)


def date_fr(date: DateSouple | None) -> str:
    """Return a date as given: « 15/01/2016 », « janvier 2016 »; empty when there is none."""
    return date.francais if date else ""


def le(date: DateSouple | None) -> str:
    """Return a date inside a sentence: « le 15/01/2016 », « en janvier 2016 »."""
    if date is None:
        return ""
    return f"le {date.francais}" if date.jour else f"en {date.francais}"


def intervalle(debut: DateSouple | None, fin: DateSouple | None) -> str:
    """« de 2016 à avril 2017 », « depuis mars 2016 », « jusqu’en… »; empty without dates."""
    if debut and fin:
        return _span(debut, fin)
    if debut:
        return f"depuis {'le ' if debut.jour else ''}{debut.francais}"
    return f"jusqu’{'au ' if fin.jour else 'en '}{fin.francais}" if fin else ""


def _span(debut: DateSouple, fin: DateSouple) -> str:
    if debut == fin:
        return le(debut)
    start = f"du {debut.francais}" if debut.jour else _de(debut.francais)
    return f"{start} {'au' if fin.jour else 'à'} {fin.francais}"


def _de(month: str) -> str:
    """« de mars 2016 », « d’avril 2016 »."""
    return f"d’{month}" if month[0] in "ao" else f"de {month}"


def decimales(values: Iterable[float]) -> int:
    """Return how many decimals tell *values* apart without pretending to more precision."""
    known = [abs(value) for value in values]
    if all(value == round(value) for value in known):
        return 0
    biggest = max(known)
    return 0 if biggest >= 1000 else 1 if biggest >= 1 else 2  # noqa: PLR2004 (three figures are worth reading)


def quantite(value: float, unite: str, decimals: int | None = None) -> str:
    """Return a number and its unit: « 6,4 % »."""
    text = format_number(value, decimales([value]) if decimals is None else decimals)
    return f"{text}{NBSP}{unite}" if unite else text


def quand(periode: Periode) -> str:
    """Return a period inside a sentence: « en mars 2016 », « au 3e trimestre 2016 »."""
    match periode.genre:
        case "annee" | "mois" | "semaine":
            return f"en {periode.francais}"
        case "jour":
            return f"le {periode.francais}"
        case _:
            return f"au {periode.francais}"


def pour(date: DateSouple | None) -> str:
    """Return a delay inside a sentence: « pour le 15/01/2016 », « pour janvier 2016 »."""
    return "" if date is None else f"pour {'le ' if date.jour else ''}{date.francais}"
