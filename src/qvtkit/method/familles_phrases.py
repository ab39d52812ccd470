"""What the table of the three families shows as a whole, in a few sentences."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.multiple import expected_false_signals
from qvtkit.method.familles_mots import PEUT_ETRE_PAYE, avant_apres
from qvtkit.method.quantites import nombre
from qvtkit.method.verdict_en_mots import nombres
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from qvtkit.method.familles import VueFamilles
    from qvtkit.method.lecture_indicateur import Ligne


def phrases(vue: VueFamilles) -> tuple[str, ...]:
    """Say in a few sentences what the table shows as a whole."""
    said = [_titre(vue)]
    said += [
        f"{PEUT_ETRE_PAYE} : {_avec_nombres(better)} semble aller mieux, {_avec_nombres(worse)} moins bien. "
        "Rien ne dit encore que l’un paie l’autre : parlez-en ensemble."
        for better, worse in vue.amelioration_payee
    ]
    said += [_changee(each) for each in vue.lignes if each.changee]
    if vue.a_verifier:
        names = enumerate_fr(f"« {famille.libelle} »" for famille in vue.a_verifier)
        said.append(f"À vérifier : aucun indicateur lisible dans {names}. Ne rien voir n’est pas aller bien.")
    if vue.examines:
        said.append(_faux_signaux(vue.examines))
    return tuple(said)


def _changee(each: Ligne) -> str:
    """Say of which indicator what is counted changed, and what that forbids."""
    if each.autre_mesure:
        return f"« {each.nom} » : sans conclusion, {each.changee}."
    return f"« {each.nom} » : {each.changee} ; à comparer avec prudence."


def _faux_signaux(examines: int) -> str:
    expected = expected_false_signals(examines)
    looked = plural(examines, "indicateur examiné", "indicateurs examinés")
    about = nombre(round(expected, 2))
    if expected < 1:
        return f"{looked} : moins d’un faux signal attendu par hasard (environ {about})."
    few = expected < 2  # noqa: PLR2004 (plural from two on)
    return f"{looked} : environ {about} {'faux signal attendu' if few else 'faux signaux attendus'} par hasard."


def _titre(vue: VueFamilles) -> str:
    seen = vue.vise_et_obtenu
    if not seen:
        return (
            "Aucune amélioration nette n’est visible pour l’instant dans les indicateurs du plan. "
            "Ne pas la voir ne veut pas dire que rien n’a changé."
        )
    names = enumerate_fr(_avec_nombres(each, avant_apres(each)) for each in seen)
    if vue.tient_ensemble:
        counted = ", même en tenant compte du nombre d’indicateurs examinés" if vue.examines > 1 else ""
        return f"Amélioration nette : {names}{counted}. Cela ne dit pas pourquoi."
    return f"Amélioration visible : {names}. Avec autant d’indicateurs examinés, l’un d’eux peut l’être par hasard."


def _avec_nombres(each: Ligne, values: str = "") -> str:
    """« Rappels sur repos », 12 → 8 rappels (9 mesures avant et 5 après)."""
    named = ", ".join(filter(None, (f"« {each.nom} »", values)))
    return f"{named} ({nombres(each.lecture)})" if each.lecture else named
