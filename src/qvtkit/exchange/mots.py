"""The words of the headings of French workbooks: what says nothing by itself, what is a unit, a total, a role."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from qvtkit.text import fold

Role = Literal["donnee", "periode", "libelle", "service", "unite", "hors"]

_ROLES: dict[str, Role] = {
    **dict.fromkeys(
        ("mois", "date", "periode", "annee", "an", "annees", "trimestre", "semaine", "semestre", "exercice", "jour",
         "date-de-releve", "mois-annee", "mois-de-paie", "periode-de-paie"), "periode"),
    **dict.fromkeys(
        ("indicateur", "indicateurs", "libelle", "intitule", "rubrique", "nom", "designation", "code-indicateur",
         "id-indicateur", "libelle-indicateur", "nom-de-l-indicateur", "donnees", "item"), "libelle"),
    **dict.fromkeys(
        ("service", "services", "pole", "uf", "site", "secteur", "etage", "unite-de-soins", "unite-fonctionnelle",
         "etablissement", "etablissements", "structure", "lieu", "equipe", "departement", "unite-de-travail"),
        "service"),
    **dict.fromkeys(("unite", "unite-de-mesure", "unites"), "unite"),
    **dict.fromkeys(
        ("commentaire", "commentaires", "observation", "observations", "remarque", "remarques", "note", "notes",
         "source", "sources", "responsable", "famille", "theme", "domaine", "axe", "code", "objectif", "objectifs",
         "cible", "cibles", "seuil", "n", "n°", "no", "id", "definition", "formule", "mode-de-calcul", "evolution",
         "ecart", "variation", "tendance", "statut", "alerte", "reference-nationale", "moyenne-nationale",
         "mediane-nationale", "region", "prevu", "prevus", "n-1", "n-2", "alertes"), "hors"),
}  # fmt: skip
_GENERIC = frozenset({
    "valeur", "valeurs", "resultat", "resultats", "realise", "reel", "donnee", "donnees", "chiffre", "chiffres",
    "mesure", "mesures", "indicateur", "indicateurs", "libelle", "mois", "annee", "annees", "periode", "date",
    "trimestre", "economique", "technique", "social", "social-sante", "technique-qualite", "social-et-sante",
    "tableau-de-bord", "nb", "constate", "realises", "reels", "constates",
})  # fmt: skip
_PARTS = {
    **dict.fromkeys(("numerateur", "num", "numer"), "numerateur"),
    **dict.fromkeys(("denominateur", "den", "denom"), "denominateur"),
    **dict.fromkeys(("taux", "%", "ratio", "resultat", "en-%", "taux-%", "taux-en-%"), "valeur"),
}
_TOTAL = re.compile(
    r"^(?:sous-|s-)?(total|totaux|cumul|cumule|moyenne|moy|somme|ensemble|mediane|minimum|maximum|min|max|ecart-type|evolution|"
    r"variation|ecart|rappel|objectif|cible|tendance|prevision|previsionnel|budget)"
    r"(?:-(?:general|generale|annuel|annuelle|mensuel|mensuelle|des|du|de|la|le|l|d|mois|annee|an|a|date|service|services|"
    r"etablissement|trimestre|semestre|sur|au|t[1-4]|s[12]|n|\d{1,4}|%|en|janvier|janv|decembre|dec))*$"
)
_YEAR_TOTAL = re.compile(r"^(?:total|cumul|cumule|ensemble|annee)(?:-|$)")
_WHOLE = frozenset({
    "etablissement", "tout-l-etablissement", "ensemble-de-l-etablissement", "tous-services", "tous-les-services",
    "toute-la-residence", "global", "ensemble-etablissement", "total-etablissement", "l-etablissement", "total-general",
    "ensemble-de-l-etablissement-tous-services", "tous-services-confondus", "ensemble-des-services",
    "total-de-l-etablissement",
})  # fmt: skip
_SERVICE = re.compile(r"^\s*(?:service|unité|unite|pôle|pole|uf|secteur|site)\b\s*[:\-–]?\s*(.+)$", re.IGNORECASE)
_UNIT = re.compile(
    r"%|€|k€|keur|m€|eur|euros?|pourcent(?:age)?s?|j|jours?|jours? calendaires|h|heures?|min\.?|minutes?|mn|etp|nombre|"
    r"nb|agents?|personnes?|points?|score|sur \d+|pour \d[\d ]*.*|.+ (?:par|pour) .+",
    re.IGNORECASE,
)
_UNIT_IN_LABEL = re.compile(
    r"^(.*?\S)\s*(?:\((?:en\s+)?([^()]{1,30})\)|,?\s+en\s+(%|€|k€|jours?|heures?|minutes?|etp))\s*:?$", re.IGNORECASE
)
_SAME = (("h", "heure"), ("j", "jour"), ("min", "minute"), ("mn", "minute"), ("€", "euro"), ("€", "eur"),
         ("%", "pourcent"), ("%", "pourcentage"), ("nb", "nombre"))  # fmt: skip


@lru_cache(maxsize=4096)
def role(heading: str) -> Role | None:
    """Return what a column is for, by its heading."""
    return _ROLES.get(fold(heading.strip(" :*")))


def is_generic(text: str) -> bool:
    """Tell whether a heading says nothing of which indicator it is."""
    return fold(text.strip(" :*")) in _GENERIC


def part(text: str) -> str:
    """Return « numerateur », « denominateur » or « valeur » where a heading names a part of a measure."""
    return _PARTS.get(fold(text.strip(" :*()")), "")


def is_total(text: str) -> bool:
    """Tell whether a heading or a line is a total, an average, a target: no measure of a period."""
    return bool(_TOTAL.match(fold(text)))


def is_year_total(text: str) -> bool:
    """Tell whether a total may be the measure of its year."""
    return bool(_YEAR_TOTAL.match(fold(text)))


def is_whole(service: str) -> bool:
    """Tell whether a service is the whole establishment."""
    return fold(service) in _WHOLE


def service_in(text: str) -> str:
    """Return the service that a title names: « Service : Médecine » is « Médecine »."""
    match = _SERVICE.match(text)
    return match[1].strip() if match else ""


def is_unit(text: str) -> bool:
    """Tell whether a text is a unit."""
    return bool(_UNIT.fullmatch(text.strip()))


_MARK = re.compile(r"^(.*?\S)\s*(\*+|\(\d\)|[¹²³])$")


@lru_cache(maxsize=4096)
def without_mark(label: str) -> tuple[str, str]:
    """Return a label and the call of a note written after it: « Absences (1) » is « Absences » and « (1) »."""
    match = _MARK.match(label.strip())
    return (match[1], match[2]) if match else (label, "")


@lru_cache(maxsize=4096)
def without_unit(label: str) -> tuple[str, str]:
    """Return a label and the unit written with it: « Absences (jours) » is « Absences » and « jours »."""
    match = _UNIT_IN_LABEL.match(label.strip(" :*"))
    unit = (match[2] or match[3]) if match else ""
    return (match[1].strip(), unit.strip()) if match and is_unit(unit) else (label.strip(" :*"), "")


@lru_cache(maxsize=4096)
def same_unit(written: str, mine: str) -> bool:
    """Tell whether a unit written in a workbook is that of the indicator."""
    first, second = _unit(written), _unit(mine)
    if first == second or first in {"nombre", "nb", "nbre", "n", ""} and not re.search(r"[%€]", mine):  # noqa: RUF021
        return True
    head = re.split(r"[^a-z%€]", second)[0].rstrip("s")
    same = {frozenset(pair) for pair in _SAME}
    return first == head or frozenset((first, head)) in same or (first in {"%", "€"} and first == mine.strip()[:1])


def _unit(text: str) -> str:
    return fold(re.sub(r"(?<=\d)[\s\u00a0\u202f](?=\d{3})", "", text)).rstrip("s") or text.strip()
