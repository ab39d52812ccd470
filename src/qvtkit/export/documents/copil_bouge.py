"""The part of the dossier that tells what moved: facts, sessions by family, measures by family, seats."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from qvtkit.export.document import Callout, Cell, Heading, Para, Run, Table
from qvtkit.export.sections.communs import liste, para, sous_titre
from qvtkit.export.sections.familles import courbe, valeur
from qvtkit.export.vues.copil_test import desaccords
from qvtkit.export.vues.resultats import PAYEE
from qvtkit.export.vues.seances_faites import DEPART
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import Famille
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.export.coupe import Place
    from qvtkit.export.document import Block, Text
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.copil_bouge import Bouge, Debat, FaitVu, IndicateurBouge
    from qvtkit.export.vues.seances_faites import ActiviteFaite, SeanceFaite

_FACTS, _SESSIONS, _SEATS, _ITEMS = 10, 3, 4, 3
_LONG, _LINE, _SHORT = 260, 190, 70
_LIRE = (
    "T0 : la valeur de départ, juste avant le test. Une lecture dit si un chiffre a bougé depuis le début du test, "
    "jamais pourquoi. « Pas encore assez de mesures » : on ne sait pas encore. Ne rien voir n’est pas aller bien."
)


def blocs_bouge(found: Bouge, since: str, place: Place, asked: Mapping[str, int]) -> Blocks:
    """Return all that moved; where nothing did, a sentence says so.

    *asked*: the sessions whose opinions stand beside a decision, with its number.
    """
    title = Heading(1, "Ce qui a bougé")
    if found.rien:
        when = f"depuis {since}" if since else "à ce jour"
        return (title, Para(f"Rien n’est noté {when} : ni fait, ni séance, ni mesure, ni changement de siège."))
    return (
        title,
        *_faits(found.faits, place),
        *_seances(found.seances, place, asked),
        *_mesures(found, place),
        *sous_titre("Ce qui fait débat", _debats(found.debats, place)),
        *sous_titre("Qui siège", liste(_siege(*each, place) for each in found.sieges[-place.nombre(_SEATS) :])),
    )


def _debats(found: tuple[Debat, ...], place: Place) -> Blocks:
    """Each opinion beside the others, nobody being right."""
    items: list[Text] = []
    for each in found[-place.nombre(_SEATS) :]:
        said = " ; ".join(f"{minuscule(who)} : {minuscule(place.coupe(text.rstrip('.'), _LINE))}"
                          for who, text in each.avis)  # fmt: skip
        items.append((Run(f"{each.date} : ", gras=True), Run(minuscule(place.coupe(each.texte, _LONG))),
                      Run(f" {phrase(said)}" if said else "")))  # fmt: skip
    return liste(items)


def _siege(date: str, text: str, place: Place) -> tuple[Run, ...]:
    return (Run(f"{date} : ", gras=True), Run(minuscule(place.coupe(text, _LINE))))


def _faits(found: tuple[FaitVu, ...], place: Place) -> Blocks:
    """The facts in order of date; the lesser ones go first where there is no room, then the oldest."""
    room = place.nombre(_FACTS)
    shown = found if len(found) <= room else tuple(each for each in found if not each.mineur)[-room:]
    if not shown:
        return ()
    rows = tuple((each.date, place.coupe(each.texte, _LINE)) for each in shown)
    rest = len(found) - len(shown)
    more = f"Et {plural(rest, 'autre fait', 'autres faits')}, dans le journal du projet." if rest else ""
    return (Table("", ("Date", "Fait"), rows, largeurs=(1.5, 7.5)), *para(more, "note"))


def _seances(found: tuple[SeanceFaite, ...], place: Place, asked: Mapping[str, int]) -> Blocks:
    """Each session: the three families side by side, then every opinion that differs."""
    shown = found[-place.nombre(_SESSIONS) :]
    blocks: list[Block] = []
    for held in shown:
        details = ", ".join(filter(None, (held.moment, held.presents)))
        title = f"Séance du {held.date}" + (f", {details}" if details else "")
        blocks += [_table(title, held, place), *_paroles(held, place, asked.get(held.cle, 0))]
    rest = len(found) - len(shown)
    more = para(f"Et {plural(rest, 'séance plus ancienne', 'séances plus anciennes')}." if rest else "", "note")
    return sous_titre("Ce que dit le groupe qui teste", (*blocks, *more))


def _table(title: str, held: SeanceFaite, place: Place) -> Table:
    heads = tuple(family or "Sans famille" for family in held.familles)
    cells = tuple(_famille(held, family, place) for family in held.familles)
    return Table(title, heads, (cells,), largeurs=(1,) * len(heads))


def _famille(held: SeanceFaite, family: str, place: Place) -> Cell:
    items = held.de(family)
    if not items:
        return (Para("Rien n’a été regardé dans cette famille."),)
    return tuple(_activite(each, place) for each in items)


def _activite(each: ActiviteFaite, place: Place) -> Para:
    """« Fin de poste : **amélioré** »; before the test nothing is judged yet."""
    name = place.coupe(each.activite, _SHORT)
    if each.reponse == DEPART:
        return Para(name)
    split = ", avis partagés" if each.partages else ""
    return Para((Run(f"{name} : "), Run(minuscule(each.reponse), gras=True), Run(split)))


def _paroles(held: SeanceFaite, place: Place, decision: int) -> Blocks:
    """Who says what where they differ (beside the *decision* asked, where one is), then what nobody expected."""
    split: list[Text] = [
        (Run("Avis partagés. ", gras=True), Run(f"Qui dit quoi : à la décision {decision}, plus bas."))
    ]
    if not decision:
        split = [(Run(f"{label}. ", gras=True), Run(place.coupe(said, _LONG))) for label, said in desaccords(held)]
    told = (("Effets inattendus", held.effets_inattendus), ("Hors du périmètre", held.hors_perimetre))
    seen: list[Text] = [
        (Run(f"{label}. ", gras=True), Run(phrase(place.coupe(text, _LINE)))) for label, text in told if text
    ]
    return liste([*split, *seen])


def _mesures(found: Bouge, place: Place) -> Blocks:
    """One column a family: never one figure for the three."""
    if not found.indicateurs:
        return ()
    columns = [[_mesure(each, place) for each in found.indicateurs if each.vu.famille is family] for family in Famille]
    empty: Cell = (Para("Aucune mesure nouvelle."),)
    rows = tuple(zip_longest(*(column or [empty] for column in columns), fillvalue=""))
    alone = [each for each in found.indicateurs if each.vu.famille is None]
    heads = tuple(family.libelle for family in Famille)
    paid = (Callout("attention", PAYEE, tuple(Para(place.coupe(each, 300)) for each in found.payees)),)
    note = _LIRE if any(each.vu.lecture for each in found.indicateurs) else ""
    return sous_titre("Les chiffres", (
        Table("", heads, rows, largeurs=(1, 1, 1)), *para(note, "note"), *(paid if found.payees else ()),
        *liste(majuscule(f"{each.vu.nom}, {each.nouvelles}") for each in alone),
    ))  # fmt: skip


def _mesure(each: IndicateurBouge, place: Place) -> Cell:
    seen, read = each.vu, each.vu.lecture
    notes = [Para(read.souhait, "note")] if read and read.souhait else []
    told: list[Para] = []
    if read and read.verdict:
        told = [Para((Run(read.verdict, gras=True),)), Para(f"{read.mesures} ; prudence : {read.prudence}", "note")]
    elif read and read.sans_verdict and not seen.remarques:
        told = [Para(read.sans_verdict, "note")]
    told += [Para(place.coupe(text, _LINE), "note") for text in seen.remarques]
    drawing = courbe(seen) if place.part == 1 else ()
    return (
        Para((Run(seen.nom, gras=True),)), *map(_capital, notes), *valeur("T0", seen.t0),
        *valeur("Dernière valeur", seen.derniere), Para(majuscule(each.nouvelles), "note"), *told, *drawing,
    )  # fmt: skip


def _capital(note: Para) -> Para:
    return Para(majuscule(str(note.texte)), note.style)
