"""The words for the codes of a project: trades, bodies, tools… A code is never shown to people."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.model.codes import College
from qvtkit.text import strip_accents

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from qvtkit.model.codes import Statut
    from qvtkit.model.projet import Projet

_OUTILS = {
    "questionnaire": "Questionnaire",
    "espace-de-discussion": "Espace de discussion",
    "observation": "Observation du travail",
    "safari-photo": "Safari photo",
    "entretiens": "Entretiens",
    "entretien": "Entretiens",
    "donnees-rh": "Données de ressources humaines",
    "outil-de-pilotage-qvt": "Outil de pilotage QVT",
    "edd": "Espace de discussion",
    "edt": "Espace de discussion sur le travail",
}
_PROJETS = {
    "projet-etablissement": "projet d’établissement",
    "projet-social": "projet social",
    "duerp": "évaluation des risques professionnels",
    "certification": "certification",
    "clact": "contrat local d’amélioration des conditions de travail",
    "cpom": "contrat pluriannuel d’objectifs et de moyens",
    "accord": "accord d’entreprise",
    "gpec": "gestion prévisionnelle des emplois et des compétences",
}
_REPONSES = {
    "oui": "oui", "en-partie": "en partie", "non": "non", "sans-objet": "sans objet",
    "ne-sait-pas": "ne sait pas",
}  # fmt: skip
_AVIS = {"reserve": "réservé", "defavorable": "défavorable", "pris-acte": "pris acte"}
_PARTIES = {"groupe": "Le groupe ensemble"}


_EXPLAINED = re.compile(r"\s+[:(]")
_CODE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_NAME = re.compile(r"(?:M\.|(?:Mme|Mlle|Dr|Pr|Madame|Monsieur)\b|[A-ZÀ-Ý][\w’'-]+\s+[A-ZÀ-Ý][a-zà-ÿ])")
"""« Mme Martin », « Jean Dupont », « Les Tilleuls »: two capitals in a row name somebody or something."""


class Lexique:
    """The labels known to a project; a code that nobody knows becomes plain words."""

    def __init__(self, projet: Projet) -> None:
        self._source = projet.source
        self._statut = projet.dossier.etablissement.statut
        self.sans_nom: Callable[[str], str] = getattr(projet, "sans_nom", str)
        self._lists: dict[str, Mapping[str, Mapping[str, object]]] = {}

    def label(self, liste: str, code: str | None) -> str:
        """Return the words for *code* of the shipped list *liste*, without what explains them."""
        return _bare(self._full(liste, code)) or self.mots(code)

    def _full(self, liste: str, code: str | None) -> str:
        return str(self._list(liste).get(code, {}).get("libelle") or "") if code else ""

    def _list(self, liste: str) -> Mapping[str, Mapping[str, object]]:
        if liste not in self._lists:
            self._lists[liste] = self._source.referential(liste)
        return self._lists[liste]

    def metier(self, code: str | None) -> str:
        """« Aide-soignant »; « tous » means every trade."""
        if code == "tous":
            return "Tous les métiers"
        return _acronym(self._full("metiers", code)) or self.label("metiers", code)

    def instance(self, code: str | None) -> str:
        """« Délégués du personnel (DP) »."""
        known = self._list("instances").get(code or "")
        return libelle(known, self._statut) if known else self.mots(code)

    def theme(self, code: str | None) -> str:
        """« Filière gérontologique »."""
        return self.label("themes", code)

    def type_etablissement(self, code: str | None) -> str:
        """« Ehpad »."""
        return self.label("types-etablissement", code)

    def partie(self, code: str) -> str:
        """Name who gave an opinion: a collège, a trade, or the group together."""
        colleges = {college.value: college.libelle for college in College}
        return _PARTIES.get(code) or colleges.get(code) or self.metier(code)

    def outil(self, code: str | None) -> str:
        """« Questionnaire »."""
        return _OUTILS.get(code or "") or self.mots(code)

    def projet(self, code: str | None) -> str:
        """« projet d’établissement »."""
        return _PROJETS.get(code or "") or minuscule(self.mots(code))

    def reponse(self, code: str) -> str:
        """« en partie »."""
        return _REPONSES.get(code) or minuscule(self.mots(code))

    def avis(self, code: str | None) -> str:
        """« favorable »."""
        return _AVIS.get(code or "") or minuscule(self.mots(code))

    def mots(self, code: str | None) -> str:
        """Return the words that a code writes: « salle-de-pause » gives « Salle de pause »."""
        return majuscule(self.sans_nom(code or "").replace("-", " ").strip())


def _bare(label: str) -> str:
    """« Ehpad (établissement…) » and « Ehpad : direction… » give « Ehpad »."""
    return _EXPLAINED.split(label, maxsplit=1)[0]


def _acronym(label: str) -> str:
    """« Agent de service hospitalier (ASH) » gives « ASH », the word that everybody says."""
    words, _, rest = label.partition(" (")
    letters = "".join(word[0] for word in words.split() if len(word) > 2)  # noqa: PLR2004 (« de », « la »)
    short = rest.rstrip(")")
    return short if short and strip_accents(letters).upper() == short else ""


def point_en_mots(written: str) -> str:
    """Return what was left open in words: a sentence stays as it was written, a code becomes words."""
    return written.replace("-", " ") if _CODE.fullmatch(written) else written


def libelle(body: Mapping[str, object], statut: Statut | None) -> str:
    """Return the name of a body of the shipped list, which may depend on the status of the establishment."""
    others = body.get("libelle_selon_statut")
    return str((isinstance(others, dict) and others.get(str(statut))) or body["libelle"])


def minuscule(text: str) -> str:
    """Return *text* for the middle of a sentence; an acronym and a name keep their capitals."""
    head = text.partition(" ")[0]
    keeps = (len(head) > 1 and head[1:2].isupper()) or _NAME.match(text)
    return text if keeps else text[:1].lower() + text[1:]


def majuscule(text: str) -> str:
    """Return *text* for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def phrase(text: str) -> str:
    """Return *text* as a sentence: a capital first, a full stop last."""
    stripped = text.strip()
    if not stripped:
        return ""
    last = stripped.rstrip("» \N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}")[-1:]
    return majuscule(stripped if last in {*".!?…"} or stripped.endswith(":") else f"{stripped}.")
