"""Small establishments: what one event more or less would change, and what is better not compared.

In an Ehpad of 60 people one accident more moves the frequency index by 17 points. Under 100 ETP the counts stand
beside every rate, and an index of accidents is not compared from one period to the next.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from qvtkit.method.quantites import aussi_precises, nombre, quantite_d_ecart
from qvtkit.model.codes import Nature
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Mapping

    from qvtkit.model.dossier import Etablissement
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.mesure import Mesure
    from qvtkit.model.periods import Periode

ETP_MINIMUM = 100
"""Under this size one accident more moves an index by more than anything else could."""
ANNEES_CUMULEES = 3
"""How many years are added up in place of a yearly index of accidents."""
_MASCULINE = {
    "accidents", "agents", "appels", "arrêts", "départs", "dossiers", "entretiens", "euros", "événements", "jours",
    "matins", "patients", "plannings", "postes", "rappels", "remplacements", "résidents", "séjours", "signalements",
    "soins",
}  # fmt: skip
_FEMININE = {
    "absences", "chutes", "demandes", "démissions", "erreurs", "feuilles", "fiches", "heures", "interruptions",
    "interventions", "journées", "maladies", "minutes", "personnes", "places", "plaintes", "propositions", "réponses",
    "réunions", "salles", "situations", "toilettes", "transmissions",
}  # fmt: skip
"""What is counted, one by one: words that begin the sense of a variable, in the plural, by their gender."""
NON_MONTREE = "non montrée : trop peu de répondants"
TROP_PEU = "non montrée : trop peu de personnes"
"""What stands for a measure that may not leave the folder."""
_REPONDANTS = re.compile(r"repondant|interroge|sonde(?:s|es)?(?:_|$)|votant")
_ACCIDENT = re.compile(r"\bat\b|accident")
_INDICE = re.compile(r"indice|taux|frequence|gravite")


def est_petit(etablissement: Etablissement) -> bool:
    """Tell whether the establishment counts fewer than 100 ETP; one of unknown size is taken as small."""
    return (etablissement.etp or etablissement.effectif or 0) < ETP_MINIMUM


def est_indice_accidents(identifiant: str, indicateur: Indicateur) -> bool:
    """Tell whether an indicator is an index or a rate of accidents."""
    words = fold(f"{identifiant} {indicateur.nom}").replace("-", " ")
    return bool(_ACCIDENT.search(words) and _INDICE.search(words))


def sans_verdict(etablissement: Etablissement, identifiant: str, indicateur: Indicateur) -> str:
    """Return why this indicator is not compared here, in words; empty where it may be."""
    if not (est_petit(etablissement) and est_indice_accidents(identifiant, indicateur)):
        return ""
    return (
        f"Moins de {ETP_MINIMUM} ETP : un accident de plus ou de moins suffit à déplacer cet indice. "
        f"Regardez les accidents un par un, et l’indice cumulé sur {ANNEES_CUMULEES} ans."
    )


def trop_peu_de_repondants(mesure: Mesure | None, seuil: int) -> bool:
    """Tell whether a measure rests on fewer respondents than the threshold: its value is not to be shown."""
    answered = repondants(mesure) if mesure else None
    return answered is not None and answered < seuil


def est_cachee(mesure: Mesure) -> bool:
    """Tell whether a measure was made « not available » because its group is too small to be shown."""
    return mesure.nd and mesure.motif in {NON_MONTREE, TROP_PEU}


def repondants(mesure: Mesure) -> float | None:
    """Return how many answered, from the variables that count respondents; None for a measure that does not say."""
    return min((count for name, count in mesure.variables.items() if _REPONDANTS.search(name)), default=None)


def comptes_bruts(indicateur: Indicateur, periode: Periode) -> str:
    """Return the counts behind a rate: « 13 sur 248 », « 58 pour 6 » (something by the hour); empty without them."""
    counts = _numerator_and_denominator(indicateur, periode)
    if counts is None:
        return ""
    return (" pour " if " par " in indicateur.unite else " sur ").join(nombre(count) for count in counts)


def denominateur(indicateur: Indicateur, periode: Periode) -> float | None:
    """Return the denominator of a proportion or a rate; None where the measure does not give it."""
    counts = _numerator_and_denominator(indicateur, periode)
    return counts[1] if counts else None


def effet_d_un_seul(indicateur: Indicateur, periode: Periode) -> float | None:
    """Return by how much one event more would change the value of *periode*, in its unit.

    One for a plain count; None where the measure does not give what it counts.
    """
    if not indicateur.formule:
        return 1.0 if indicateur.nature is Nature.COMPTAGE else None
    formula, measure = indicateur.formule_lue, indicateur.mesures.get(periode)
    value = indicateur.value_of(periode)
    if formula is None or measure is None or value is None or not set(formula.noms) <= set(measure.variables):
        return None
    name = formula.noms[0] if formula.noms else None
    if name is None:
        return None
    changed = {**measure.variables, name: measure.variables[name] + 1, "jours_periode": float(periode.days)}
    other = formula.value(changed)
    return None if other is None else abs(other - value)


def dire_un_seul(indicateur: Indicateur, periode: Periode) -> str:
    """« Un jour de plus ou de moins ferait un écart de 4,2 points. »; empty for a plain count, or if not known."""
    effect = effet_d_un_seul(indicateur, periode) if indicateur.formule else None
    if not effect:
        return ""
    told = quantite_d_ecart(aussi_precises(effect)[0], indicateur.unite)
    return f"{_un_seul(indicateur)} de plus ou de moins ferait un écart de {told}."


def _un_seul(indicateur: Indicateur) -> str:
    """« Un jour », « Une toilette », from the sense of what is counted; « Un » where its first word is not known."""
    formula = indicateur.formule_lue
    sense = indicateur.variables.get(formula.noms[0], "") if formula and formula.noms else ""
    first, *more = re.split(r"[\s,(]+", sense.lower().strip())
    others = {word for word in more[:2] if word in {"ou", "et"}}
    article = "Un" if first in _MASCULINE else "Une" if first in _FEMININE else ""
    return f"{article} {first.removesuffix('s')}" if article and not others else "Un"


def _numerator_and_denominator(indicateur: Indicateur, periode: Periode) -> tuple[float, float] | None:
    """Return the two counts of « a / b », « a / b * 1000 »…; None for any other calculation."""
    formula, measure = indicateur.formule_lue, indicateur.mesures.get(periode)
    ratio = formula.rapport if formula else None
    if ratio is None or measure is None:
        return None
    counts: Mapping[str, float] = measure.variables
    numerator, denominator = (fold(name).replace("-", "_") for name in ratio[:2])
    if numerator not in counts or denominator not in counts:
        return None
    return counts[numerator], counts[denominator]
