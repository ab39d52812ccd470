"""A checklist to fill by hand: a box for each answer, the numbers and the letters of the screen."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.document import Bullets, Callout, Case, Definitions, Ensemble, Heading, Lignes, Para, Run, Table
from qvtkit.export.shell import document
from qvtkit.method.lettres import RIEN, lettres
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.model.codes import Repondant
from qvtkit.text import NBSP

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.export.document import Block, Document
    from qvtkit.model.codes import College, MomentEvaluation
    from qvtkit.model.evaluation import ItemGrille
    from qvtkit.model.projet import Projet

_TWELVE_POINTS = 12.8
"""The body that leaves twelve points to the smallest text of the form, that of its tables."""
_GROUPE = "groupe"
_EACH_ITS_OWN = (
    "Une case par ligne. Si les collèges ne répondent pas la même chose, chacun coche la sienne : "
    "on garde les deux, sans moyenne et sans vote."
)
_NO_NAME = "Des fonctions, jamais de noms : ni collègue, ni résident, ni patient."


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
    form = document(
        contexte(projet, day), titre=asked.titre, genre="Formulaire à remplir à la main",
        sujet=f"Formulaire papier de la grille {asked.grille}", blocs=_blocs(asked, Lexique(projet)),
    )  # fmt: skip
    return replace(form, corps=_TWELVE_POINTS, bandeau="")


def _blocs(asked: Demande, words: Lexique) -> Iterator[Block]:
    yield Definitions((
        ("Date", NBSP), ("Groupe", asked.groupe or NBSP), ("Présents, par collège", NBSP),
        ("Source", asked.source or NBSP),
    ))  # fmt: skip
    yield _how(asked, words)
    for moment, items in asked.parties:
        if moment is not None:
            yield Heading(1, moment.libelle)
        yield from _questions(asked, words, items, 1 if moment is None else 2)


def _how(asked: Demande, words: Lexique) -> Callout:
    letters = ", ".join(f"{letter} = {words.reponse(code)}" for code, letter in lettres(asked.echelle).items())
    command = Run(f"qvtkit evaluation run {asked.grille}{_moment(asked)} --rapide", gras=True)
    then = f". On tape une ligne de lettres par collège, dans l’ordre des numéros : {letters}, {RIEN} = sans réponse."
    items = (_EACH_ITS_OWN, _NO_NAME, (Run("Pour recopier ensuite : "), command, Run(then)))
    return Callout("a-retenir", "Mode d’emploi", (Bullets(items),))


def _moment(asked: Demande) -> str:
    moments = [moment for moment, _ in asked.parties if moment]
    return f" --moment {moments[0]}" if len(moments) == 1 else ""


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
        yield Ensemble((*help_, _boxes(asked, words, item), Lignes("Commentaire, dans vos mots", 2)))


def _boxes(asked: Demande, words: Lexique, item: ItemGrille) -> Table:
    """Return a row of boxes for each of those who answer."""
    apart = item.par is Repondant.COLLEGE and asked.colleges
    parties = [str(college) for college in asked.colleges] if apart else [_GROUPE]
    answers = [(majuscule(words.reponse(code)), letter) for code, letter in lettres(asked.echelle).items()]
    names = [words.partie(party) for party in parties]
    return Table(
        "", ("Qui répond", *(f"{answer} ({letter})" for answer, letter in answers)),
        tuple((name, *((Case(f"{name}, {answer.lower()}"),) for answer, _ in answers)) for name in names),
        largeurs=(1.95, *(1.0 for _ in answers)), alignements="g" + "c" * len(answers), entete_de_ligne=True,
    )  # fmt: skip
