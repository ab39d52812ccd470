"""Plain words for documents that everybody reads: long dates, families and decisions as people say them.

The words are ours (« proposition qvtkit »): short sentences, no word of method.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.analysis.verdict import Verdict
from qvtkit.export.coupe import SUITE, coupe
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import ChoixDecision, EtatProposition, Famille, Tendance
from qvtkit.model.dates import MONTHS
from qvtkit.text import NBSP, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.method.echeances import Echeance
    from qvtkit.model.dates import DateSouple
    from qvtkit.model.proposition import Proposition

FAMILLES = {
    Famille.ECONOMIQUE: "Pour les moyens",
    Famille.TECHNIQUE: "Pour le soin",
    Famille.SOCIAL_SANTE: "Pour nous, au travail",
}
DECISIONS = {
    ChoixDecision.GENERALISER: "Nous étendons ce changement.",
    ChoixDecision.ADAPTER: "Nous gardons l’idée et nous la corrigeons.",
    ChoixDecision.PROLONGER: "Nous continuons l’essai.",
    ChoixDecision.ARRETER: "Nous arrêtons.",
}
VERDICTS = {
    Verdict.SIGNAL_AMELIORATION: "nettement mieux",
    Verdict.INDICE_AMELIORATION: "plutôt mieux, à confirmer",
    Verdict.VARIATION_HABITUELLE: "pas de changement visible",
    Verdict.AUCUNE_VARIATION: "rien n’a bougé",
    Verdict.POINT_A_REGARDER: "un relevé inhabituel, à suivre",
    Verdict.INDICE: "cela bouge peut-être, à confirmer",
    Verdict.CHANGEMENT_NET: "cela a nettement changé",
    Verdict.INDICE_DEGRADATION: "plutôt moins bien, à confirmer",
    Verdict.SIGNAL_DEGRADATION: "nettement moins bien",
    Verdict.DONNEES_INSUFFISANTES: "on ne peut pas encore dire, trop peu de relevés",
}
"""What the figures say, in the words of a conversation."""
TENDANCES = {
    Tendance.AMELIORE: "mieux", Tendance.INCHANGE: "pareil", Tendance.DEGRADE: "moins bien",
    Tendance.NE_SAIT_PAS: "on ne sait pas",
}  # fmt: skip
_DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
_ANSWERS = {
    EtatProposition.REALISEE: ("faite", "faites"),
    EtatProposition.ACCEPTEE: ("acceptée", "acceptées"),
    EtatProposition.ADAPTEE: ("acceptée en partie", "acceptées en partie"),
    EtatProposition.REFUSEE: ("refusée", "refusées"),
    EtatProposition.A_REPONDRE: ("attend sa réponse", "attendent leur réponse"),
}
_SENTENCE = re.compile(r"(?<=[.!?…])\s+")
_METHOD = re.compile(r"\s*\(T0\)")
_SPACES = re.compile(r"[ \t\r\n]+")
"""Those of a paragraph; the ones that hold two words together stay."""
_TITLE = 60
"""Characters of what a date is for."""
_KEPT = 0.5
"""Share of the room under which whole sentences would say too little: the text is then cut between words."""


def jour(date: DateSouple) -> str:
    """Return a date in full: « mardi 28 mars 2017 », « mars 2017 », « 2017 »."""
    if date.mois is None or date.jour is None:
        return date.francais
    number = "1er" if date.jour == 1 else str(date.jour)
    return f"{_DAYS[date.first_day.weekday()]} {number}{NBSP}{MONTHS[date.mois - 1]}{NBSP}{date.annee}"


def dates(debut: DateSouple | None, fin: DateSouple | None) -> str:
    """« Du lundi 3 octobre au vendredi 16 décembre 2016 »; empty without dates."""
    if debut is None:
        return f"Jusqu’{'au ' if fin.jour else 'en '}{jour(fin)}" if fin else ""
    if fin is None:
        return f"À partir {'du ' if debut.jour else 'de '}{jour(debut)}"
    start = jour(debut)
    if debut.annee == fin.annee and debut.mois:
        start = start.removesuffix(str(debut.annee)).rstrip()
    return f"{'Du ' if debut.jour else 'De '}{start} {'au ' if fin.jour else 'à '}{jour(fin)}"


def rendez_vous(each: Echeance, essai: str = "") -> str:
    """« Mardi 28 mars 2017 à 13 h 30 : deuxième séance. », without the title of the test *essai*, told already."""
    when = jour(each.date) if each.date else ""
    hour = f" à {int(each.heure[:2])} h {each.heure[3:]}".removesuffix(" 00") if each.heure else ""
    return phrase(f"{when}{hour} : {minuscule(coupe(_sans_titre(each.texte, essai) or each.libelle, _TITLE))}")


def _sans_titre(text: str, essai: str) -> str:
    """Return what a date is for, without what nobody in the staff room says, nor the title that stands above."""
    plain = _METHOD.sub("", text)
    return re.sub(rf"\s*:\s*(«\s*)?{re.escape(essai.strip())}(\s*»)?$", "", plain) if essai.strip() else plain


def decompte(proposals: Iterable[Proposition]) -> str:
    """« 1 faite, 2 acceptées, 1 attend sa réponse »: what became of the proposals; empty where there is none."""
    states = [each.etat for each in proposals]
    counted = ((states.count(state), words) for state, words in _ANSWERS.items())
    return ", ".join(plural(count, *words) for count, words in counted if count)


def reponse(each: Proposition) -> str:
    """Return the answer to a proposal in a word: « acceptée en partie »."""
    return _ANSWERS[each.etat][0]


def bref(text: str, longest: int) -> str:
    """Return *text* with at most *longest* characters: whole sentences where they say enough, and the cut is marked."""
    whole = _SPACES.sub(" ", text.strip())
    if len(whole) <= longest:
        return whole if whole.endswith(SUITE) else phrase(whole)
    kept = _fitting(_SENTENCE.split(whole), longest - len(SUITE) - 1)
    return f"{kept}{NBSP}{SUITE}" if len(kept) >= _KEPT * longest else coupe(whole, longest)


def _fitting(sentences: Sequence[str], longest: int) -> str:
    """Return as many of the first *sentences* as *longest* characters hold."""
    kept = ""
    for sentence in sentences:
        more = f"{kept} {sentence}".strip()
        if len(more) > longest:
            break
        kept = more
    return kept
