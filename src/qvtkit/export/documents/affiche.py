"""The poster of a test: one A4 for the staff room, in big type, before the test, while it lasts and after it.

Pure: the same project and the same day give the same document. No name, no figure: words.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import Place
from qvtkit.export.document import Bullets, Callout, Definitions, Para, Run, Table
from qvtkit.export.documents.affiche_place import Feuille
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import enchaine
from qvtkit.export.shell import document
from qvtkit.export.vues import mots_simples as mots
from qvtkit.export.vues.affiche import affiche_vue
from qvtkit.export.vues.base import Base
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.text import NBSP, enumerate_fr

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.export.document import Cell, Document
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.affiche import AfficheVue
    from qvtkit.model.projet import Projet

TAILLES = (19.0, 18.0, 17.0, 16.0, 15.4, 14.8)
"""Sizes of the text, in points: that of a table, 5 % smaller, is never under 14."""
_SHEET = Feuille(TAILLES[-1])
_TIGHT = 0.65
"""Share of the room under which one date is told, not two."""
_GENRES = {"avant": "Bientôt à l’essai", "pendant": "Nous essayons", "apres": "L’essai est terminé"}
_LEAST = 30
"""Characters that a short text always keeps."""
_BY_HAND = f"Où,{NBSP}quand{NBSP}:{NBSP}……………………………"


def build(projet: Projet, test_id: str, aujourdhui: dt.date) -> Document:
    """Return the poster of a test as it stands on the day *aujourdhui*."""
    seen = contexte(projet, aujourdhui)
    told = affiche_vue(Base.of(masked(projet), aujourdhui), test_id)
    title, genre = Place().coupe(told.titre, 70), _GENRES[told.moment]
    below = f"{genre} · {seen.identite.etablissement}"
    blocks = _SHEET.ajuste(lambda place: _blocs(told, place), title, below)
    sujet = "Affiche d’un essai, pour les équipes"
    made = document(seen, titre=title, genre=genre, sujet=sujet, blocs=blocks, compact=True)
    return replace(made, corps_possibles=TAILLES, corps_unique=_taille(blocks, title, below))


def _taille(blocks: Blocks, titre: str, sous_titre: str) -> float:
    """Return the size for who cannot try several: the one under the largest for which lines were counted to hold."""
    holds = (under for size, under in pairwise(TAILLES) if Feuille(size).tient(blocks, titre, sous_titre))
    return next(holds, TAILLES[-1])


def _blocs(told: AfficheVue, place: Place) -> Blocks:
    why = mots.bref(told.probleme, int(place.part * 260))
    first: Blocks = (Callout("a-retenir", "Pourquoi", (Para(why),)),) if why else ()
    frame = (("Où", told.ou, 90), ("Quand", told.quand, 90), ("Métiers", told.qui, 110))
    body = _apres(told, place) if told.moment == "apres" else _essai(told, place)
    return (*_a_completer(told), *first, *_rubriques(place, *frame), *body)


def _a_completer(told: AfficheVue) -> Blocks:
    """What is not written yet and people will look for: said before it is put on the wall."""
    awaited = (
        (told.probleme, "pourquoi"), (told.ou, "où"), (told.quand, "quand"), (told.qui, "pour quels métiers"),
        (told.change, "ce qui change"), (told.contact or told.groupe, "à qui le dire"),
    )  # fmt: skip
    lacking = enumerate_fr(name for text, name in awaited if not text)
    said = Para(f"Il reste à écrire dans le dossier : {lacking}.")
    return (Callout("a-completer", "Avant d’afficher", (said,)),) if lacking else ()


def _essai(told: AfficheVue, place: Place) -> Blocks:
    """A test to come or under way: what changes, what protects, what is looked at, when it is spoken of, to whom."""
    return (
        *_change(told, place),
        *_regards(told, place),
        *_rubriques(
            place,
            ("Se tromper", "Chacun en a le droit, c’est un essai." if told.droit_a_l_erreur else "", 60),
            ("Arrêter", _arreter(told, place), 200),
            ("En parler", _rendez_vous(told, place), 200),
            ("Vos idées", _idees(told, place), 220),
            ("À qui le dire", _dire(told, place), 200),
        ),
    )


def _apres(told: AfficheVue, place: Place) -> Blocks:
    """A test that is over: what was decided, what was learnt, what comes next."""
    return (
        *_decision(told, place), *_appris(told, place),
        *_rubriques(
            place, ("La suite", _suite(told, place), 220), ("En parler", _rendez_vous(told, place), 200),
            ("Vos idées", _idees(told, place), 220), ("À qui le dire", _dire(told, place), 200),
        ),
    )  # fmt: skip


def _rubriques(place: Place, *rows: tuple[str, str, int]) -> Blocks:
    """Return short texts, each beside its label; those that say nothing are left out."""
    kept = tuple((label, mots.bref(text, _LEAST + int(place.part * longest))) for label, text, longest in rows if text)
    return (Definitions(kept),) if kept else ()


def _change(told: AfficheVue, place: Place) -> Blocks:
    """What changes beside what does not."""
    sides = (
        ("Ce qui change", mots.bref(told.change, int(place.part * 270)), 3.0),
        ("Ce qui ne change pas", mots.bref(told.ne_change_pas, int(place.part * 160)), 2.0),
    )
    kept = [side for side in sides if side[1]]
    if not kept:
        return ()
    titles, texts, widths = zip(*kept, strict=True)
    return (Table("", titles, (texts,), largeurs=widths),)


def _regards(told: AfficheVue, place: Place) -> Blocks:
    """What is looked at in the three families, an empty one too."""
    if not any(items for _, items in told.regards):
        return ()
    heads = tuple(mots.FAMILLES[family] for family, _ in told.regards)
    cells = tuple(_regard(items, place) for _, items in told.regards)
    return (Table("Ce que nous regardons ensemble", heads, (cells,), largeurs=(1, 1, 1)),)


def _regard(items: tuple[str, ...], place: Place) -> Cell:
    shown = tuple(place.coupe(item, 64) for item in items[:2])
    return (Bullets(shown),) if shown else "Pas encore choisi."


def _arreter(told: AfficheVue, place: Place) -> str:
    """Who may stop it, and how one goes back."""
    who = place.coupe(told.qui_arrete.strip().rstrip("."), 110)
    stop = f"Peut le décider : {minuscule(who)}." if who else ""
    return " ".join(filter(None, (stop, mots.bref(told.retour, int(place.part * 130)))))


def _dire(told: AfficheVue, place: Place) -> str:
    """Whom to tell what goes well or badly; where and when is written by hand, for no file knows it."""
    people = [place.coupe(told.contact, 90)] if told.contact else []
    people += [f"une personne du {minuscule(place.coupe(told.groupe, 60))}"] if told.groupe else []
    return f"{majuscule(' ou '.join(people))}. {_BY_HAND}" if people else _BY_HAND


def _rendez_vous(told: AfficheVue, place: Place) -> str:
    shown = told.rendez_vous[: 2 if place.part > _TIGHT else 1]
    return " ".join(shown) or "La prochaine date sera écrite ici : …………………"


def _idees(told: AfficheVue, place: Place) -> str:
    """How many, what became of them; the last one in a word."""
    if not told.propositions:
        return "Aucune pour l’instant : dites-nous les vôtres."
    last = told.propositions[0]
    text = minuscule(place.coupe(last.texte.strip().rstrip("."), 110))
    return f"{phrase(mots.decompte(told.propositions))} La dernière : {text} ({mots.reponse(last)})."


def _decision(told: AfficheVue, place: Place) -> Blocks:
    early = "L’essai s’est arrêté avant la date prévue. " if told.arrete else ""
    said, why = f"{early}{told.decision}".strip(), mots.bref(told.motif, int(place.part * 240))
    if not (said or why):
        return (Callout("attention", "Ce qui est décidé", (Para("La décision n’est pas encore prise."),)),)
    first = (Para((Run(said, gras=True),)),) if said else ()
    return (Callout("a-retenir", "Ce qui est décidé", (*first, *((Para(why),) if why else ()))),)


def _appris(told: AfficheVue, place: Place) -> Blocks:
    items = tuple(mots.bref(each, int(place.part * 150)) for each in told.appris[:3])
    return (Callout("a-retenir", "Ce que nous avons appris", (Bullets(items),)),) if items else ()


def _suite(told: AfficheVue, place: Place) -> str:
    return enchaine(place.coupe(each, 100) for each in told.suite[:2]) or (
        "Elle n’est pas encore décidée." if told.decision else ""
    )
