"""A checklist to fill by hand: a box for each answer, the numbers and the letters of the screen."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.export.document import Bullets, Callout, Case, Ensemble, Heading, Lignes, Para, Run, Table
from qvtkit.export.documents.formulaire_commun import SANS_NOM, WIDTH, feuille, gras, source
from qvtkit.export.secret.masking import masked
from qvtkit.method.lettres import RIEN, lettres
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.model.codes import Repondant
from qvtkit.text import NBSP

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.export.document import Block, Cell, Document
    from qvtkit.model.codes import College, MomentEvaluation
    from qvtkit.model.evaluation import ItemGrille
    from qvtkit.model.projet import Projet

_GROUPE = "groupe"
_SUBTITLE = re.compile(r"\s:\s")
_EACH_ITS_OWN = "Une case par ligne. Si les avis diffèrent, on garde les deux, sans moyenne et sans vote."
_TOGETHER, _APART = 1.2, 1.05
"""Centimetres of a row: room for two lines by hand, for one or two where each collège has its own."""
_WHO, _LETTER, _AROUND, _LEAST = 34.0, 2.2, 3.0, 45.0
"""Millimetres: of who answers, of a letter, around a word, that a comment needs."""


@dataclass(frozen=True, slots=True)
class Demande:
    """Which form: the grid, its answers, what each moment asks (None: a grid without moments), who answers apart."""

    grille: str
    titre: str
    source: str
    echelle: tuple[str, ...]
    parties: tuple[tuple[MomentEvaluation | None, Sequence[ItemGrille]], ...]
    colleges: tuple[College, ...]
    themes: Mapping[str, str]
    groupe: str = ""


def build(projet: Projet, asked: Demande, day: dt.date) -> Document:
    """Return the form, in French, twelve points at least; nothing of the project's answers is in it."""
    return feuille(
        projet, day, titre=_title(asked), sujet=f"Formulaire papier de la grille {asked.grille}",
        blocs=_blocs(asked, Lexique(masked(projet))),
    )  # fmt: skip


def _title(asked: Demande) -> str:
    """« Évaluation embarquée : pendant le test » where the form is that of one of several moments."""
    moment = _only_moment(asked)
    return f"{re.split(_SUBTITLE, asked.titre)[0]} : {moment.libelle.lower()}" if moment else asked.titre


def _only_moment(asked: Demande) -> MomentEvaluation | None:
    moments = [moment for moment, _ in asked.parties]
    return moments[0] if len(moments) == 1 else None


def _blocs(asked: Demande, words: Lexique) -> Iterator[Block]:
    yield Table(
        "", ("Date", "Groupe", "Présents, nombre par collège"), (("", asked.groupe, ""),),
        largeurs=(35, 65, 82), hauteur=0.9,
    )  # fmt: skip
    yield _how(asked, words)
    yield from source(asked.source)
    alone = _only_moment(asked)
    for moment, items in asked.parties:
        if moment is not None and moment is not alone:
            yield Heading(1, moment.libelle)
        yield from _questions(asked, words, items, 1 if moment is None or moment is alone else 2)


def _how(asked: Demande, words: Lexique) -> Callout:
    letters = ", ".join(f"{letter} = {words.reponse(code)}" for code, letter in lettres(asked.echelle).items())
    moment = _only_moment(asked)
    command = f"qvtkit evaluation run {asked.grille}{f' --moment {moment}' if moment else ''} --rapide"
    again = (
        "Pour recopier ensuite, une ligne de lettres par collège, dans l’ordre des numéros "
        f"({letters}, {RIEN} = sans réponse) :"
    )
    return Callout("a-retenir", "Mode d’emploi", (Bullets((f"{_EACH_ITS_OWN} {SANS_NOM}", again)), gras(command)))


def _questions(asked: Demande, words: Lexique, items: Sequence[ItemGrille], level: int) -> Iterator[Block]:
    """Yield the questions of one moment, numbered as on the screen, under their themes."""
    section = None
    for rank, item in enumerate(items, 1):
        theme = asked.themes.get(item.theme or "", "")
        if theme and theme != section:
            yield Heading(1 if level == 1 else 2, theme)
            section = theme
        yield Heading(2 if level == 1 else 3, f"{rank}. {item.texte}")
        help_ = (Para((Run(item.aide, italique=True),)),) if item.aide else ()
        yield Ensemble((*help_, *_boxes(asked, words, item)))


def _boxes(asked: Demande, words: Lexique, item: ItemGrille) -> Iterator[Table | Lignes]:
    """Yield a row of boxes for each of those who answer, and room for a comment: beside it, else below."""
    apart = item.par is Repondant.COLLEGE and asked.colleges
    answers = [(majuscule(words.reponse(code)), letter) for code, letter in lettres(asked.echelle).items()]
    widths = [_width(f"{answer} ({letter})", lines=2 if apart else 1) for answer, letter in answers]
    rest = WIDTH - sum(widths) - (_WHO if apart else 0)
    beside = rest >= _LEAST
    who, comment = ["Qui répond"] if apart else [], ["Commentaire"] if beside else []
    rows: list[tuple[Cell, ...]] = []
    for party in [str(college) for college in asked.colleges] if apart else [_GROUPE]:
        name = words.partie(party)
        boxes = ((Case(f"{name}, {answer.lower()}"),) for answer, _ in answers)
        rows.append((*[name for _ in who], *boxes, *["" for _ in comment]))
    yield Table(
        "", (*who, *(f"{answer}{NBSP}({letter})" for answer, letter in answers), *comment), tuple(rows),
        largeurs=(*[_WHO for _ in who], *widths, *[rest for _ in comment]),
        alignements="g" * len(who) + "c" * len(answers) + "g" * len(comment),
        entete_de_ligne=bool(apart), hauteur=_APART if apart else _TOGETHER,
    )  # fmt: skip
    if not beside:
        yield Lignes("Commentaire, dans vos mots", 2)


def _width(label: str, lines: int) -> float:
    """Return the millimetres of a column whose title *label* takes *lines* lines at most."""
    *words, last, letter = label.split()
    longest = max(map(len, [*words, f"{last} {letter}"])) if lines > 1 else len(label)
    return _LETTER * longest + _AROUND
