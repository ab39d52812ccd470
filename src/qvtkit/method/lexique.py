"""The words for the codes of a project: trades, bodies, tools… A code is never shown to people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.model.codes import College

if TYPE_CHECKING:
    from collections.abc import Mapping

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
    "duerp": "évaluation des risques professionnels (DUERP)",
    "certification": "certification",
    "clact": "contrat local d’amélioration des conditions de travail (CLACT)",
    "cpom": "contrat pluriannuel d’objectifs et de moyens (CPOM)",
    "accord": "accord d’entreprise",
    "gpec": "gestion prévisionnelle des emplois et des compétences",
}
_REPONSES = {
    "oui": "oui", "en-partie": "en partie", "non": "non", "sans-objet": "sans objet",
    "ne-sait-pas": "ne sait pas",
}  # fmt: skip
_AVIS = {"reserve": "réservé", "defavorable": "défavorable", "pris-acte": "pris acte"}
_PARTIES = {"groupe": "Le groupe ensemble"}


class Lexique:
    """The labels known to a project; a code that nobody knows becomes plain words."""

    def __init__(self, projet: Projet) -> None:
        self._source = projet.source
        self._lists: dict[str, Mapping[str, Mapping[str, object]]] = {}

    def label(self, liste: str, code: str | None) -> str:
        """Return the words for *code* of the shipped list *liste*, without its parentheses."""
        if not code:
            return ""
        if liste not in self._lists:
            self._lists[liste] = self._source.referential(liste)
        entry = self._lists[liste].get(code, {})
        full = str(entry.get("libelle") or "")
        return full.partition(" : ")[0].partition(" (")[0] or mots(code)

    def metier(self, code: str | None) -> str:
        """« Aide-soignant »; « tous » means every trade."""
        return "Tous les métiers" if code == "tous" else self.label("metiers", code)

    def instance(self, code: str | None) -> str:
        """« Délégués du personnel »."""
        return self.label("instances", code)

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

    @staticmethod
    def outil(code: str | None) -> str:
        """« Questionnaire »."""
        return _OUTILS.get(code or "") or mots(code)

    @staticmethod
    def projet(code: str | None) -> str:
        """« projet d’établissement »."""
        return _PROJETS.get(code or "") or minuscule(mots(code))

    @staticmethod
    def reponse(code: str) -> str:
        """« en partie »."""
        return _REPONSES.get(code) or minuscule(mots(code))

    @staticmethod
    def avis(code: str | None) -> str:
        """« favorable »."""
        return _AVIS.get(code or "") or minuscule(mots(code))


def mots(code: str | None) -> str:
    """Return the words that a code writes: « salle-de-pause » gives « Salle de pause »."""
    words = (code or "").replace("-", " ").strip()
    return words[:1].upper() + words[1:]


def minuscule(text: str) -> str:
    """Return *text* for the middle of a sentence; an acronym keeps its capitals."""
    head = text.partition(" ")[0]
    return text if len(head) > 1 and head[1:2].isupper() else text[:1].lower() + text[1:]


def majuscule(text: str) -> str:
    """Return *text* for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def phrase(text: str) -> str:
    """Return *text* as a sentence: a capital first, a full stop last."""
    stripped = text.strip()
    if not stripped:
        return ""
    return majuscule(stripped if stripped[-1] in ".!?…»:" else f"{stripped}.")
