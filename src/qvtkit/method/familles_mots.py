"""The three families in words: an indicator on one line, the four boxes, what to ask the group. Never a conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.numbers import known, median
from qvtkit.analysis.reserves import Reserve
from qvtkit.analysis.verdict import Verdict
from qvtkit.method.lexique import minuscule
from qvtkit.method.quantites import aussi_precises, intervalle_d_ecart, passage, quantite
from qvtkit.method.verdict_en_mots import etiquette
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from qvtkit.method.familles import VueFamilles
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.method.lecture_series import Serie
    from qvtkit.model.codes import Famille

SANS_CONCLUSION = "sans conclusion"
PEUT_ETRE_PAYE = "Peut-être payé ailleurs"
"""The box of what may have got worse, and the warning of an improvement beside it: nobody knows that one paid."""
REPERE_MINIMUM = 3
"""Measures under which a median is not worth showing: the last value is."""

_RESERVES = {
    Reserve.AVANT_INSTABLE: "déjà instable avant",
    Reserve.AUTOCORRELATION: "mesures liées entre elles",
    Reserve.SAISON: "saison",
    Reserve.RETOUR_A_LA_NORMALE: "départ au pire moment",
    Reserve.DEFINITION_CHANGEE: "définition changée",
    Reserve.MESURES_MANQUANTES: "mesures manquantes",
    Reserve.AUTRES_EVENEMENTS: "autres événements",
    Reserve.EXPERIMENTATIONS_ENSEMBLE: "autre test en même temps",
    Reserve.PETITS_DENOMINATEURS: "petits nombres",
}
_TOUJOURS = {
    Verdict.DONNEES_INSUFFISANTES: "trop peu pour conclure",
    Verdict.AUCUNE_VARIATION: "ni mieux ni moins bien",
    Verdict.VARIATION_HABITUELLE: "un effet modéré ne se verrait pas",
    Verdict.POINT_A_REGARDER: "arrive aussi sans rien changer",
    Verdict.INDICE: "peut encore disparaître",
    Verdict.INDICE_AMELIORATION: "peut encore disparaître",
    Verdict.INDICE_DEGRADATION: "peut encore disparaître",
}
_MIEUX = {Verdict.SIGNAL_AMELIORATION, Verdict.INDICE_AMELIORATION}
_PAR_DEFAUT = "ne dit pas pourquoi"


class Boite(NamedTuple):
    """One of the four boxes: its title, the indicators in it, the caution that goes with them."""

    titre: str
    lignes: tuple[Ligne, ...]
    prudence: str
    vide: str

    @property
    def textes(self) -> tuple[str, ...]:
        """Each indicator with its verdict and its counts."""
        return tuple(f"{nom(each)} ({en_clair(each)} ; {mesures(each)})" for each in self.lignes)

    @property
    def texte(self) -> str:
        """Return the whole box as one line: the indicators, then the caution."""
        return f"{' ; '.join(self.textes)}. {self.prudence}" if self.lignes else self.vide


def souhait(ligne: Ligne) -> str:
    """« baisse souhaitée »; « aucun sens souhaité » where none is."""
    return ligne.sens.libelle.lower() if ligne.sens and ligne.oriente else "aucun sens souhaité"


def nom(ligne: Ligne) -> str:
    """Return the name, with a word where the indicator was taken out of the plan."""
    return f"{ligne.nom} (retiré du plan)" if ligne.retire else ligne.nom


def lecture(ligne: Ligne) -> str:
    """Return the verdict with its sign, or that none is given."""
    if ligne.verdict:
        return etiquette(ligne.verdict)
    return f"{SANS_CONCLUSION} : {ligne.changee}" if ligne.autre_mesure else SANS_CONCLUSION


def en_clair(ligne: Ligne) -> str:
    """Return the verdict in words alone, for the middle of a sentence."""
    return lecture(ligne).split(" ", 1)[1] if ligne.verdict else SANS_CONCLUSION


def sans_conclusion(ligne: Ligne) -> str:
    """Say, for the middle of a sentence, why no verdict is given."""
    return minuscule(ligne.sans_verdict)


def avant_apres(ligne: Ligne) -> str:
    """« 12 → 8 rappels »: the medians, or the last values where there are too few; empty where no value is told."""
    if ligne.muette or ligne.autre_mesure:
        return ""
    before, after = _repere(ligne.avant), _repere(ligne.apres)
    if before is None or after is None:
        return _d_un_seul_cote(before, after, ligne.unite)
    return passage(before, after, ligne.unite)


def _d_un_seul_cote(before: float | None, after: float | None, unite: str) -> str:
    if after is not None:
        return f"rien avant → {quantite(aussi_precises(after)[0], unite)}"
    return "" if before is None else f"{quantite(aussi_precises(before)[0], unite)} → rien encore"


def mesures(ligne: Ligne) -> str:
    """« 9 mesures avant, 5 après »; empty where no value is told."""
    if ligne.muette:
        return ""
    counts = [len(known(serie.values())) for serie in (ligne.avant, ligne.apres)]
    return f"{plural(counts[0], 'mesure')} avant, {counts[1]} après"


def ecart(ligne: Ligne) -> str:
    """« de -7 à -1 rappels »: by how much it probably moved; empty where nothing can be said."""
    shift = ligne.lecture.ecart if ligne.lecture and ligne.conclut else None
    return intervalle_d_ecart(shift.low, shift.high, ligne.unite) if shift else ""


def prudences(ligne: Ligne) -> tuple[str, ...]:
    """Return in a few words each what to be careful about; there is always something."""
    if ligne.verdict is None and ligne.autre_mesure:
        return (_RESERVES[Reserve.DEFINITION_CHANGEE],)
    if ligne.verdict is None:
        return ("à regarder un par un",) if ligne.muette else ("repère seulement",)
    told = tuple(_RESERVES[reserve] for reserve in ligne.reserves) if ligne.conclut else ()
    return told or (_TOUJOURS.get(ligne.verdict, _PAR_DEFAUT),)


def court(ligne: Ligne) -> str:
    """« Rappels sur repos, 12 → 8 rappels : signal d’amélioration (9 mesures avant, 5 après ; prudence : saison) »."""
    named = ", ".join(filter(None, (nom(ligne), avant_apres(ligne))))
    details = (mesures(ligne), _comptes(ligne), f"prudence : {', '.join(prudences(ligne))}")
    said = en_clair(ligne) if ligne.verdict else lecture(ligne)
    return f"{named} : {said} ({' ; '.join(filter(None, details))})"


def verdict_dit(ligne: Ligne) -> str:
    """« signal d’amélioration (9 mesures avant, 5 après ; prudence : saison) », or why there is no verdict."""
    if ligne.verdict is None:
        return sans_conclusion(ligne)
    return f"{en_clair(ligne)} ({mesures(ligne)} ; prudence : {', '.join(prudences(ligne))})"


def famille_breve(vue: VueFamilles, famille: Famille) -> str:
    """Return what can be said of one family without the values, the indicators of one verdict together."""
    together: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for each in vue.de(famille):
        counts = f" ({mesures(each)})" if mesures(each) else ""
        together.setdefault((en_clair(each), prudences(each)), []).append(f"« {nom(each)} »{counts}")
    told = [
        f"{said} pour {enumerate_fr(names)}, prudence : {', '.join(care)}" for (said, care), names in together.items()
    ]
    if not told:
        return "à vérifier, aucun indicateur suivi"
    return " ; ".join([*told, *(["à vérifier"] if famille in vue.a_verifier else [])])


def boites(vue: VueFamilles) -> tuple[Boite, ...]:
    """Return the four boxes."""
    return (
        Boite("Visé et obtenu", vue.vise_et_obtenu, "Cela ne dit pas pourquoi.", "Rien de net pour l’instant."),
        Boite(
            "Visé, non vu", vue.vise_non_vu, "Ne pas le voir ne veut pas dire que rien n’a changé.",
            "Aucun indicateur.",
        ),
        Boite(
            PEUT_ETRE_PAYE, vue.paye_ailleurs, "Un recul peut avoir une autre cause que le test.",
            "Aucun recul visible ; ne rien voir n’est pas aller bien.",
        ),
        Boite(
            "Surprises", vue.surprises, "Aucun sens n’était souhaité : au groupe de dire ce que cela change.",
            "Aucune.",
        ),
    )  # fmt: skip


def recul_possible(ligne: Ligne) -> str:
    """Say how far it may have got worse without being seen; empty where it seems to have got better, or worse."""
    return "" if ligne.verdict in _MIEUX else ligne.degradation_possible


def reculs_possibles(vue: VueFamilles) -> tuple[str, ...]:
    """Say the same of each indicator, by its name."""
    told = ((each, recul_possible(each)) for each in vue.lignes)
    return tuple(f"{nom(each)} ({mesures(each)}) : {minuscule(text)}" for each, text in told if text)


def petits_nombres(ligne: Ligne) -> str:
    """Return the counts, then what one more or less would change, to follow a name; empty where nothing is to tell."""
    counts = _comptes(ligne)
    return f"{counts}. {ligne.un_seul}".rstrip() if counts else minuscule(ligne.un_seul)


def _comptes(ligne: Ligne) -> str:
    """« 16 sur 251 au départ, 13 sur 248 à la dernière mesure »: what stands behind these two values."""
    before, after = ligne.comptes
    return ", ".join(filter(None, (before and f"{before} au départ", after and f"{after} à la dernière mesure")))


def questions(vue: VueFamilles, desaccords: Iterable[str] = ()) -> tuple[str, ...]:
    """Return what to ask the group in front of these figures; *desaccords*: activities that it judged otherwise."""
    asked = [
        f"« {worse.nom} » semble aller moins bien pendant que « {better.nom} » va mieux : est-ce lié, et est-ce juste ?"
        for better, worse in vue.amelioration_payee
    ]
    asked += [
        f"Que s’est-il passé pour « {each.nom} » {_quand(each)} ?"
        for each in vue.lignes
        if each.verdict is Verdict.POINT_A_REGARDER
    ]
    asked += [
        f"Pour « {activity} », pourquoi ce que vous voyez et les chiffres diffèrent-ils ?" for activity in desaccords
    ]
    if vue.a_verifier:
        families = enumerate_fr(f"« {famille.libelle} »" for famille in vue.a_verifier)
        asked.append(f"Que voyez-vous dans le travail que les chiffres ne montrent pas encore, côté {families} ?")
    if any(each.conclut for each in vue.lignes):
        asked.append("Qu’est-ce qui a changé d’autre depuis le début du test ?")
    return (*asked, "Qui n’est pas dans ces chiffres ?", "Qu’est-ce qui nous ferait changer d’avis ?")


def _quand(ligne: Ligne) -> str:
    periods = list(ligne.apres)
    places = ligne.lecture.points if ligne.lecture else ()
    named = [periods[place].francais for place in places if place < len(periods)]
    return f"({enumerate_fr(named)})" if named else "depuis le début"


def _repere(serie: Serie) -> float | None:
    values: Sequence[float] = known(serie.values())
    if not values:
        return None
    return median(values) if len(values) >= REPERE_MINIMUM else values[-1]
