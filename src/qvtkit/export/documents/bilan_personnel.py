"""The bilan for the staff, on one sheet: why, what was tried, what was said, what changed, what comes next.

Pure: the same project and the same day give the same document. It may be made before the end: it is then « un point
d’étape ». Opinions that differ are kept, « on ne peut pas encore dire » is said.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import Place, coupe
from qvtkit.export.document import Bullets, Definitions, Ensemble, Heading, Para, Run, Table
from qvtkit.export.documents.affiche_place import Feuille
from qvtkit.export.documents.bilan_personnel_suite import decide, reagir, suite
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import gras, liste, para
from qvtkit.export.shell import document
from qvtkit.export.vues import mots_simples as mots
from qvtkit.export.vues.base import Base, pour
from qvtkit.export.vues.bilan_personnel import desaccords, essais, moins_bien
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Cell, Document
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.affiche import Moment
    from qvtkit.export.vues.bilan_personnel import EssaiVue
    from qvtkit.model.projet import Projet
    from qvtkit.model.proposition import Proposition

TAILLES = (12.0, 11.5, 11.0, 10.5)
"""Sizes of the text, in points; Word takes the last."""
_COUNTED = 10.1
"""The type for which lines are counted: the count, made for a poster, leaves more blank than a text of two pages."""
_SHEET = Feuille(_COUNTED, pages=2)
_ESSAIS: dict[Moment, str] = {
    "avant": "Ce que nous allons essayer", "pendant": "Ce que nous essayons", "apres": "Ce que nous avons essayé",
}  # fmt: skip
_PRUDENCE = (
    "Les chiffres ne disent pas pourquoi. D’autres choses ont pu changer en même temps. Quand vos mots et les "
    "chiffres diffèrent, nous gardons les deux."
)


def build(projet: Projet, aujourdhui: dt.date) -> Document:
    """Return the bilan for the staff as it stands on the day *aujourdhui*."""
    safe = masked(projet)
    seen, base = contexte(safe, aujourdhui), Base.of(safe, aujourdhui)
    tests = essais(base)
    over = bool(tests) and all(each.affiche.moment == "apres" and each.affiche.decision for each in tests)
    title = Place().coupe(seen.identite.titre or "Notre démarche sur le travail", 90)
    genre = "Bilan pour les équipes" if over else "Point d’étape pour les équipes"
    blocks = _SHEET.ajuste(
        lambda place: _blocs(seen, base, tests, place), title, f"{genre} · {seen.identite.etablissement}"
    )
    made = document(seen, titre=title, genre=genre, sujet=genre, blocs=blocks, compact=True)
    return replace(made, pages=_SHEET.pages, corps_possibles=TAILLES)


def _blocs(seen: Contexte, base: Base, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    return (
        *_pourquoi(seen, tests, place), *_essaye(seen, tests, place), *_change(tests, place), *_dit(base, place),
        *_difficile(seen, base, tests, place), *decide(seen, tests, place), *suite(base, tests, place),
        *reagir(seen, base, tests, place),
    )  # fmt: skip


def _pourquoi(seen: Contexte, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    kept = [each.affiche.probleme for each in tests if each.affiche.probleme]
    kept = kept or [each.enonce or each.titre for each in seen.diagnostic.problemes]
    problem = mots.bref(next(iter(kept), ""), int(place.part * 320))
    why = mots.bref(seen.cadre.pourquoi, int(place.part * 280))
    said: Blocks = (*para(why), *((Para(_run("Le problème choisi", problem)),) if problem else ()))
    title = "Pourquoi nous avons fait cela" if _moment(tests) == "apres" else "Pourquoi nous faisons cela"
    return (Heading(1, title), *(said or (Para("La raison n’est pas encore écrite."),)))


def _moment(tests: tuple[EssaiVue, ...]) -> Moment:
    """Return where the tests stand together: over where all are, to come where none has begun."""
    moments = {each.affiche.moment for each in tests} or {"avant"}
    return moments.pop() if len(moments) == 1 else "pendant"


def _essaye(seen: Contexte, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    title = Heading(1, _ESSAIS[_moment(tests)])
    if not tests:
        why = mots.bref(seen.sans_experimentation, int(place.part * 240))
        return (title, Para("L’essai n’est pas encore choisi."), *para(why))
    return (
        title,
        *(block for each in tests[: place.nombre(3)] for block in _essai(each, place)),
        *_reste(tests, place),
    )


def _reste(tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    left = len(tests) - place.nombre(3)
    return para(f"Il y a aussi {plural(left, 'autre essai', 'autres essais')}.") if left > 0 else ()


def _essai(test: EssaiVue, place: Place) -> Blocks:
    told = test.affiche
    where = phrase(" ; ".join(minuscule(place.coupe(text, 110)) for text in (told.ou, told.quand, told.qui) if text))
    early = "L’essai s’est arrêté avant la fin." if told.arrete else ""
    items = tuple(mots.bref(each, int(place.part * 190)) for each in test.corrections[: place.nombre(4)])
    change = mots.bref(told.change, int(place.part * 300))
    return (
        Para(_run(place.coupe(told.titre, 100), " ".join(filter(None, (change, where, early))))),
        *((Para("Ce que nous avons corrigé en route, grâce à vous :"), Bullets(items)) if items else ()),
    )


def _run(label: str, text: str) -> tuple[Run, ...]:
    return (Run(f"{label.rstrip('.')}. ", gras=True), Run(text))


def _change(tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """The three families, what people say beside what the figures say; never added up."""
    if tests and _moment(tests) == "avant":
        return (Heading(1, "Ce que nous regarderons ensemble"), *_regards(tests, place))
    shown = [each for each in tests[: place.nombre(3)] if each.mesure]
    title = Heading(1, "Ce qui a changé, selon vous et selon les chiffres")
    if not shown:
        return (title, Para("On ne peut pas encore dire. Rien n’est relevé pour l’instant."))
    named = len(shown) > 1
    tables = tuple(_familles(each, place, place.coupe(each.affiche.titre, 80) if named else "") for each in shown)
    return (title, *(Ensemble((each,)) for each in tables), Para(_PRUDENCE, "note"))


def _regards(tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """What is looked at in each family, before there is anything to compare."""
    looked: dict[str, list[str]] = {title: [] for title in mots.FAMILLES.values()}
    for each in tests[: place.nombre(3)]:
        for family, items in each.affiche.regards:
            looked[mots.FAMILLES[family]] += items
    return (Definitions(tuple(
        (title, mots.bref(" ; ".join(minuscule(item) for item in dict.fromkeys(items)), int(place.part * 220))
         or "Pas encore choisi.")
        for title, items in looked.items()
    )),)  # fmt: skip


def _familles(test: EssaiVue, place: Place, title: str) -> Table:
    rows = tuple((each.titre, _cell(each.paroles, place), _cell(each.chiffres, place)) for each in test.familles)
    heads = ("Sujet", "Ce que vous dites", "Ce que disent les chiffres (valeur habituelle avant → après)")
    return Table(title, heads, rows, largeurs=(0.9, 2.1, 3), entete_de_ligne=True)


def _cell(items: tuple[str, ...], place: Place) -> Cell:
    """What is said of a family: whole, for half a figure says something else; what is left out is counted."""
    shown = tuple(coupe(each, min(160, int(place.part * 320))) for each in items[: place.nombre(4)])
    return (Bullets((*shown, *_autres(len(items) - len(shown)))),) if shown else "Rien n’est relevé."


def _autres(rest: int) -> tuple[str, ...]:
    return (f"Et {plural(rest, 'autre')}, dans le dossier.",) if rest > 0 else ()


def _dit(base: Base, place: Place) -> Blocks:
    """Where people do not agree, then the proposals and their answers."""
    apart = tuple(mots.bref(text, int(place.part * 260)) for text in desaccords(base)[: place.nombre(3)])
    agreed: Blocks = (Para("Nous ne sommes pas tous d’accord, et nous l’écrivons :"), *liste(apart)) if apart else ()
    return (Heading(1, "Nos désaccords et vos propositions"), *agreed, *_propositions(base, place))


def _propositions(base: Base, place: Place) -> Blocks:
    found = sorted((each for each in base.projet.propositions.values() if each.texte), key=lambda p: str(p.date or ""))
    if not found:
        return (Para("Aucune proposition n’est encore notée."),)
    shown = found[-place.nombre(5) :]
    rows = tuple((phrase(place.coupe(each.texte, 130)), _reponse(base, each, place)) for each in shown)
    count = phrase(f"Vos propositions : {mots.decompte(found)}")
    return (Table(count, ("Vous avez proposé", "Réponse"), rows, largeurs=(1, 1.3)),)


def _reponse(base: Base, each: Proposition, place: Place) -> Cell:
    answer = each.reponse
    if answer and answer.texte:
        said = minuscule(mots.bref(answer.texte, int(place.part * 260)))
        return (Para(gras(majuscule(mots.reponse(each)), said)),)
    late = each.echeance is not None and each.echeance.last_day < base.aujourdhui
    due = f" Elle {'était' if late else 'est'} attendue {pour(each.echeance)}." if each.echeance else ""
    return f"Pas encore de réponse.{due}"


def _difficile(seen: Contexte, base: Base, tests: tuple[EssaiVue, ...], place: Place) -> Blocks:
    """What the group wrote of it, else what people said goes less well; nothing before a test has begun."""
    if _moment(tests) == "avant" and not seen.bilan.difficultes:
        return ()
    items = tuple(
        f"{mots.bref(text, int(place.part * 160))} {mots.bref(answer, int(place.part * 150))}".strip()
        for text, answer in seen.bilan.difficultes[: place.nombre(4)]
    )
    title = Heading(1, "Ce qui n’a pas marché")
    if items:
        return (title, *liste((*items, *_autres(len(seen.bilan.difficultes) - len(items)))))
    worse = enumerate_fr(place.premiers(moins_bien(base), 4, 60))
    said = f"Moins bien, pour certains ou pour tous : {worse}." if worse else "Rien n’est encore noté."
    return (title, Para(f"{said} Dites-nous ce que vous voyez."))
