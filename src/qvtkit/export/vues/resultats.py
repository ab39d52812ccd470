"""The results of a test as documents tell them: sentences only, so that no id and no name can go out with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.method import familles_mots as mots
from qvtkit.method.familles_phrases import phrases

if TYPE_CHECKING:
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.method.resultats import Resultats

PAYEE = mots.PEUT_ETRE_PAYE


@dataclass(frozen=True, slots=True)
class LectureVue:
    """What is read of one indicator before and since the start of the test."""

    nom: str
    souhait: str
    avant_apres: str
    mesures: str
    verdict: str
    """Empty where none is given: `sans_verdict` says why."""
    ecart: str
    prudence: str
    recul: str
    un_seul: str
    sans_verdict: str
    court: str
    """All that on one line, after the name, with the counts behind the values."""


@dataclass(frozen=True, slots=True)
class BoiteVue:
    """One of the four boxes: its indicators, then the caution."""

    titre: str
    textes: tuple[str, ...]
    prudence: str


@dataclass(frozen=True, slots=True)
class ResultatsVue:
    """The results of one test."""

    phrases: tuple[str, ...]
    payees: tuple[str, ...]
    """Improvements that may be paid elsewhere."""
    pied: str
    """How many indicators were examined."""
    changements: tuple[str, ...]
    boites: tuple[BoiteVue, ...]
    paroles: tuple[str, ...]
    questions: tuple[str, ...]
    a_verifier: tuple[str, ...]
    """Families in which nothing can be read."""


def resultats_vue(found: Resultats) -> ResultatsVue:
    """Return the sentences of the results of a test."""
    told, vue = phrases(found.vue), found.vue
    footer = told[-1] if vue.examines else ""
    paid = tuple(text for text in told if text.startswith(PAYEE))
    return ResultatsVue(
        phrases=tuple(text for text in told if text not in (*paid, footer)),
        payees=tuple(text.removeprefix(f"{PAYEE} : ") for text in paid),
        pied=footer,
        changements=found.changements,
        boites=tuple(_boite(box) for box in mots.boites(vue)),
        paroles=tuple(each.texte for each in found.paroles if each.accord),
        questions=found.questions,
        a_verifier=tuple(famille.libelle for famille in vue.a_verifier),
    )  # fmt: skip


def _boite(box: mots.Boite) -> BoiteVue:
    return BoiteVue(box.titre, box.textes, box.prudence if box.lignes else box.vide)


def lecture_vue(line: Ligne) -> LectureVue:
    """Return the words of one indicator."""
    return LectureVue(
        nom=mots.nom(line),
        souhait=mots.souhait(line),
        avant_apres=mots.avant_apres(line),
        mesures=mots.mesures(line),
        verdict=mots.lecture(line) if line.verdict else "",
        ecart=mots.ecart(line),
        prudence=", ".join(mots.prudences(line)),
        recul=mots.recul_possible(line),
        un_seul=line.un_seul,
        sans_verdict=line.sans_verdict,
        court=mots.court(line).removeprefix(mots.nom(line)).lstrip(" ,:"),
    )
