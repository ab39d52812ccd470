"""`qvtkit indicator catalog`: search the catalogue of indicators, see one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from qvtkit.cli import show as display
from qvtkit.cli.commands import indicator_words as words
from qvtkit.cli.options import Format, code_help, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import Famille
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Mots = Annotated[list[str] | None, typer.Argument(metavar="MOTS", help="Mots cherchés, sans accents, ou l’identifiant")]
Famille_ = Annotated[str | None, text("famille", code_help(Famille), "FAMILLE")]
Theme = Annotated[str | None, text("theme", "Thème : absences, effectifs, ressenti, couts…", "THÈME")]
Verifie = Annotated[bool, typer.Option("--verifie", help="Seulement les formules lues dans leur source")]


@command
def catalog(
    session: Session, mots: Mots = None, famille: Famille_ = None, theme: Theme = None, verifie: Verifie = False,
    format: Format = "texte",
) -> None:  # fmt: skip
    """Chercher dans le catalogue d’indicateurs, en voir un en détail.

    qvtkit indicator catalog absence
    qvtkit indicator catalog --theme effectifs
    qvtkit indicator catalog abs-taux
    """
    from qvtkit.ops import catalogue

    typed = " ".join(mots or ())
    if one := catalogue.entry(typed) if typed else {}:
        _one(session, next(key for key, each in catalogue.entries().items() if each is one), one)
        return
    found = catalogue.search(typed, _family(famille), _theme(theme), verifie=verifie)
    if session.reply("catalogue", [{"id": key, **each} for key, each in found.items()]):
        return
    sector = catalogue.sector(session.untouched) if _in_project(session) else ""
    found = catalogue.at_home_first(found, sector)
    if not found:
        display.say(f"Rien au catalogue pour « {typed} ». Pour tout voir : qvtkit indicator catalog")
        display.say(f"Les thèmes : {', '.join(catalogue.THEMES)}. Pour créer le vôtre : qvtkit indicator add")
        return
    if len(found) == 1 and format == "texte":
        _one(session, *next(iter(found.items())))
        return
    _table(session, found, format, sector, by_theme=not typed)


def _family(typed: str | None) -> str | None:
    """Return the family typed; UsageError for another word."""
    if typed is None:
        return None
    try:
        return str(Famille(typed))
    except ValueError:
        raise _unknown("--famille", typed, [str(each) for each in Famille]) from None


def _theme(typed: str | None) -> str | None:
    """Return the theme typed, by its short name or its title; UsageError for another word."""
    from qvtkit.ops.catalogue import THEMES
    from qvtkit.text import fold

    if typed is None:
        return None
    known = {fold(title): key for key, title in THEMES.items()} | {key: key for key in THEMES}
    if fold(typed) not in known:
        raise _unknown("--theme", typed, list(THEMES))
    return known[fold(typed)]


def _unknown(option: str, typed: str, known: Sequence[str]) -> Exception:
    from qvtkit.errors import UsageError
    from qvtkit.issues import issue
    from qvtkit.text import closest, did_you_mean

    found = issue("code-inconnu", valeur=typed, conseil=did_you_mean(closest(typed, known)), possibles=", ".join(known))
    return UsageError.of("valeur-option", option=option, message=found.message, remede=found.remedy)


def _table(session: Session, found: Mapping[str, dict[str, Any]], format: str, sector: str, *, by_theme: bool) -> None:
    """Print the entries: by theme where nothing was searched, else the nearest first."""
    from qvtkit.ops.catalogue import THEMES

    titles = ("Identifiant", "Nom", "Famille", "Unité", "Relevé", "Valeurs publiées")
    if format != "texte":
        rows = [(*_row(key, each, sector), THEMES[each["theme"]]) for key, each in found.items()]
        display.table(session, (*titles, "Thème"), rows, format)
        return
    groups = {key: title for key, title in THEMES.items() if any(each["theme"] == key for each in found.values())}
    for theme, title in groups.items() if by_theme else [("", "")]:
        if title:
            display.title(title)
        rows = [_row(key, each, sector) for key, each in found.items() if theme in {"", each["theme"]}]
        display.table(session, titles, rows)
    display.say(f"{plural(len(found), 'indicateur')} au catalogue.")
    display.next_steps(
        ["qvtkit indicator catalog IDENTIFIANT  en voir un", "qvtkit indicator add IDENTIFIANT  le suivre"]
    )


def _row(key: str, each: Mapping[str, Any], sector: str) -> tuple[str, ...]:
    from qvtkit.model.codes import Periodicite
    from qvtkit.ops.catalogue import place

    name = f"{each['nom']} ({where})" if (where := place(each, sector)) else each["nom"]
    published = str(len(each.get("comparaisons") or ())) if each.get("comparaisons") else "—"
    rhythm = Periodicite(each["periodicite"]).libelle.lower()
    return key, name, Famille(each["famille"]).libelle, each["unite"], rhythm, published


def _one(session: Session, key: str, entry: Mapping[str, Any]) -> None:
    """Show one entry whole: what it counts, how sure its formula is, what was published, its trap."""
    from qvtkit.ops import catalogue, indicators

    if session.reply("catalogue", [{"id": key, **entry}]):
        return
    indicator = indicators.parse(catalogue.as_indicator(key) or {})
    said = entry.get("provenance") or {}
    display.title(indicator.nom)
    display.pairs([
        ("Identifiant", key),
        ("Thème", catalogue.THEMES[entry["theme"]]),
        ("Unité", indicator.unite),
        *(pair for pair in words.definition(indicator) if pair[0] != "Définition"),
        ("Formule", catalogue.origin(dict(entry))),
        ("Remarque", said.get("remarque") or ""),
        ("Comment le lire", str(entry.get("aide") or "")),
        ("Piège", str(entry.get("piege") or "")),
        ("Valeurs publiées", words.comparisons(indicator)),
        ("Où les lire", "\n".join(dict.fromkeys(each.url for each in indicator.comparaisons if each.url))),
    ])  # fmt: skip
    mine = _in_project(session) and key in session.untouched.indicateurs
    verb = "saisir une mesure" if mine else "le suivre dans le projet"
    display.next_steps([f"qvtkit indicator add {key}  {verb}"])


def _in_project(session: Session) -> bool:
    """Tell whether there is a project here: the catalogue may be read without one."""
    from qvtkit.errors import QvtkitError

    try:
        return bool(session.untouched.racine)
    except QvtkitError:
        return False
