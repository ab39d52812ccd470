"""Words that are names of nobody where they stand: ordinary words, months, streets and places."""

from __future__ import annotations

import re

from qvtkit.text import strip_accents

ORDINAIRES = frozenset(
    re.findall(
        r"\w+",
        "petit petite grand grande gros blanc blanche noir brun roux rousse rose pierre marin marine clair "
        "claire bon bonne fort simple vif doux neuf matin midi avril mai juin aout hiver noel fleur constant "
        "juste prudent aurore iris jade olive perle reine ange sage gentil maire berger boucher boulanger "
        "cuisinier fontaine garde jardin lange mercier moulin page peintre pont riviere rocher salle second "
        "bois bonnet bouquet bourgeois breton carre chapelle charpentier chateau chevalier clef colline court "
        "cousin couture couturier franc france gaillard gras hardi leger long loup lorraine maillot marchand "
        "marteau masse mouton noble parent picard poulain prudence renard roche roches roi sauvage source "
        "tour tournant vaillant valet village violette victoire voisin espoir constance",
    )
)
"""Surnames and first names that are ordinary words: in small letters they name nobody."""
_DATES = frozenset({"avril", "mai", "juin", "aout", "hiver", "noel"})
_PAYS = frozenset({"france", "lorraine"})
_BEFORE_A_DATE = re.compile(
    r"(?:^|[.!?:;•\n]\s*|\d\s*|\b1er\s+|\b(?:d['’]|(?:en|de|entre|fin|début|mi|avant|après|depuis|jusqu['’](?:en|à)|à|pour|vers|d[eè]s)[\s-]+))$",
    re.IGNORECASE,
)
_BEFORE_A_COUNTRY = re.compile(
    r"\b(?:(?:en|la|de|publique|assurance|hôpital|ile|île)[\s-]+(?:de[\s-]+)?)$", re.IGNORECASE
)
_MEAL = re.compile(r"[\s-]+d[ée]j(?:\b|euner)", re.IGNORECASE)
_SUITE = re.compile(r"-[a-zà-ÿ]")
_OF_ROAD = (
    r"\b(?:rue|avenue|boulevard|allées?|square|quai|impasse|chemin|route)(?:\s+(?:du|de\s+la|des|de))?"
    r"|\b(?:hôpital|hôpitaux|centre\s+hospitalier|chu?|clinique|résidence|ehpad|fondation|institut|foyer"
    r"|maison\s+de\s+retraite)(?:\s+(?:du|de))?"
)
_LIEU_TITRE = re.compile(rf"(?:{_OF_ROAD})\s*$", re.IGNORECASE)
_LIEU = re.compile(
    rf"(?:{_OF_ROAD}|\b(?:école|lycée|université|ifsi|ifas|pavillon|unité|aile|bâtiment|laboratoires?|octobre"
    r"|saint|sainte|st|ste|notre[\s-]dame)\.?)[\s-]*$",
    re.IGNORECASE,
)
_NEAR = 80
"""Characters before a name that are looked at: all of a long text, for each of its names, would be quadratic."""


def lieu(before: str, *, titre: bool = False) -> bool:
    """Tell whether what stands before a name makes a place of it: « rue », « unité », « Saint- »; with a title too."""
    return bool((_LIEU_TITRE if titre else _LIEU).search(before[-_NEAR:]))


def ordinaire(before: str, written: str, rest: str) -> bool:
    """Tell whether an ordinary word is one here: « Petit-déjeuner », « Mai 2016 », « fin Avril », « en France »."""
    word = strip_accents(written).lower()
    if word in _DATES and (re.match(r"\s+\d{4}\b", rest) or _BEFORE_A_DATE.search(before)):
        return True
    if word in _PAYS and _BEFORE_A_COUNTRY.search(before):
        return True
    return bool(_SUITE.match(rest) or _MEAL.match(rest) or re.match(rf"\s+à\s+{re.escape(written.lower())}\b", rest))


def opens(before: str) -> bool:
    """Tell whether what follows *before* opens a sentence."""
    return not before.strip() or before.rstrip()[-1] in ".!?"
