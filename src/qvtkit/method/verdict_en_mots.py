"""A verdict in words: what is seen, one caution, what to do next. Never why it moved.

How many measures before and after is always said. Some words are never used, for they say more than figures can:
a test reads every sentence for them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.analysis.puissance import faux_points, mesures_avant_relecture, puissance
from qvtkit.analysis.reserves import Reserve
from qvtkit.analysis.verdict import APRES_MINIMUM, AVANT_MINIMUM, SEUIL, Verdict
from qvtkit.method.quantites import aussi_precises, intervalle_d_ecart, passage, quantite, quantite_d_ecart
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from qvtkit.analysis.verdict import Lecture

MOTS_BANNIS = (
    "significatif", "significative", "prouve", "grâce à", "efficace",
    "cause commune", "cause spéciale", "causes communes", "causes spéciales",
)  # fmt: skip
NIVEAU = 0.95

_ETIQUETTES = {
    Verdict.DONNEES_INSUFFISANTES: "… pas encore assez de mesures",
    Verdict.AUCUNE_VARIATION: "= aucune variation mesurée",
    Verdict.VARIATION_HABITUELLE: "≈ variation habituelle",
    Verdict.POINT_A_REGARDER: "○ point à regarder",
    Verdict.INDICE: "~ indice de changement, à confirmer",
    Verdict.INDICE_AMELIORATION: "~ indice d’amélioration, à confirmer",
    Verdict.INDICE_DEGRADATION: "~ indice de dégradation, à confirmer",
    Verdict.CHANGEMENT_NET: "! changement net",
    Verdict.SIGNAL_AMELIORATION: "+ signal d’amélioration",
    Verdict.SIGNAL_DEGRADATION: "− signal de dégradation",
}
"""A sign and a word: colour is never the only thing to tell them apart."""

RESERVES = {
    Reserve.AVANT_INSTABLE: "L’indicateur bougeait déjà avant le début.",
    Reserve.AUTOCORRELATION: "Chaque mesure ressemble beaucoup à la précédente : le hasard y dessine plus souvent de faux changements.",  # noqa: E501
    Reserve.SAISON: "La saison peut jouer : comparez avec les mêmes mois de l’an passé.",
    Reserve.RETOUR_A_LA_NORMALE: "On a agi au moment d’une valeur extrême : un retour à la normale était probable.",
    Reserve.DEFINITION_CHANGEE: "Ce qui est compté, ou la façon de le compter, a changé.",
    Reserve.MESURES_MANQUANTES: "Il manque plus d’une mesure sur cinq, avant ou après.",
    Reserve.AUTRES_EVENEMENTS: "D’autres événements sont au journal sur la même période.",
    Reserve.EXPERIMENTATIONS_ENSEMBLE: "Une autre expérimentation a lieu en même temps.",
    Reserve.PETITS_DENOMINATEURS: "Certaines mesures portent sur moins de 10 cas.",
}

AJOUTE_APRES_COUP = "Ajouté au plan après le début du test : les chiffres sont montrés comme repère, sans conclusion."


@dataclass(frozen=True, slots=True)
class Sujet:
    """What the sentences speak of."""

    nom: str
    depuis: str
    """The start inside a sentence: « le 03/10/2016 », « octobre 2016 »."""
    unite: str = ""
    periodes: Sequence[str] = ()
    """The periods after the start, in French, as they were given to `lire`."""
    prochaine: Callable[[int], str] = field(default=lambda _: "")
    """The period of the measure that comes so many later; empty where it is not known."""


class EnMots(NamedTuple):
    """A verdict as people read it."""

    etiquette: str
    constat: str
    prudence: str
    suite: str
    reserves: tuple[str, ...] = ()

    @property
    def phrases(self) -> tuple[str, ...]:
        """Every sentence, in order."""
        return (self.constat, self.prudence, *self.reserves, self.suite)


class Dit(NamedTuple):
    """What is seen, a caution, what to do next."""

    constat: str
    prudence: str
    suite: str


def en_mots(lecture: Lecture, verdict: Verdict, sujet: Sujet, reserves: Sequence[Reserve] = ()) -> EnMots:
    """Say *verdict*, which is that of *lecture* once its *reserves* are counted."""
    said = _SAID[verdict](lecture, verdict, sujet)
    told = reserves if verdict.conclut else ()  # where nothing is concluded there is nothing to be careful about
    return EnMots(_ETIQUETTES[verdict], *said, tuple(RESERVES[reserve] for reserve in told))


def etiquette(verdict: Verdict) -> str:
    """Return the sign and the words of a verdict."""
    return _ETIQUETTES[verdict]


def _signal(lecture: Lecture, verdict: Verdict, sujet: Sujet) -> Dit:
    higher = "hautes" if lecture.test and lecture.test.delta > 0 else "basses"
    wanted = {
        Verdict.SIGNAL_AMELIORATION: "C’est le sens souhaité.",
        Verdict.SIGNAL_DEGRADATION: "C’est l’inverse du sens souhaité.",
    }.get(verdict, "Aucun sens n’était souhaité à l’avance : au groupe de dire ce que cela change.")
    return Dit(
        f"Depuis {sujet.depuis}, les valeurs de « {sujet.nom} » sont nettement plus {higher} : "
        f"{_medianes(lecture, sujet)}{_ecart(lecture, sujet)}, {nombres(lecture)}. {wanted}",
        "Sans vrai changement, un tel résultat arrive moins d’une fois sur 25, si les mesures ne dépendent pas "
        "les unes des autres. Cela ne dit pas pourquoi.",
        f"Regardez ensemble le journal : qu’est-ce qui a changé d’autre depuis {sujet.depuis} ?",
    )


def _indice(lecture: Lecture, verdict: Verdict, sujet: Sujet) -> Dit:
    way = {Verdict.INDICE_AMELIORATION: " dans le sens souhaité", Verdict.INDICE_DEGRADATION: " dans le sens inverse"}
    downgraded = lecture.verdict.est_signal
    return Dit(
        f"Il y a un écart{way.get(verdict, '')}, pas encore confirmé : {_medianes(lecture, sujet)}"
        f"{_ecart(lecture, sujet)}, {nombres(lecture)}.",
        "L’écart est net, mais plusieurs réserves invitent à attendre avant de conclure."
        if downgraded
        else "Un écart de cette taille peut encore disparaître avec les prochaines mesures.",
        _relire(lecture, sujet, "À revoir"),
    )


def _point(lecture: Lecture, _: Verdict, sujet: Sujet) -> Dit:
    return Dit(
        f"Un ou plusieurs points sortent de l’habitude{_lesquels(lecture, sujet)} ; {nombres(lecture)}.",
        "Ce n’est pas une preuve de changement : cela arrive aussi sans rien changer "
        f"(environ 1 fois sur {faux_points(lecture.n_avant, lecture.n_apres)}).",
        "Que s’est-il passé à ce moment-là ? Notez-le au journal.",
    )


def _habituelle(lecture: Lecture, _: Verdict, sujet: Sujet) -> Dit:
    figures = puissance(lecture.n_avant, lecture.n_apres)
    missed = f" (environ {round(10 * (1 - figures.un_ecart_type))} fois sur 10)" if figures else ""
    return Dit(
        f"Les variations depuis {sujet.depuis} ressemblent à celles d’avant : "
        f"{_medianes(lecture, sujet)}, {nombres(lecture)}.",
        f"Cela ne veut pas dire que rien n’a changé : avec {plural(lecture.n_apres, 'mesure')} après, un effet modéré "
        f"passerait inaperçu{missed}.",
        f"Demandez au groupe ce qu’il a vu dans le travail. {_relire(lecture, sujet, 'À relire')}",
    )


def _constante(lecture: Lecture, _: Verdict, sujet: Sujet) -> Dit:
    value = "" if lecture.mediane_apres is None else f" ({quantite(lecture.mediane_apres, sujet.unite)})"
    return Dit(
        f"Toutes les mesures sont égales{value} : aucune variation mesurée, {nombres(lecture)}.",
        "Un chiffre qui ne bouge jamais ne dit ni un mieux ni un moins bien.",
        "Voyez avec le groupe si une mesure plus proche du travail bougerait davantage.",
    )


def _insuffisant(lecture: Lecture, _: Verdict, sujet: Sujet) -> Dit:
    lost = lecture.plus_petit_p > SEUIL
    return Dit(
        f"Pas encore assez de mesures pour conclure : {nombres(lecture)} ; il en faut au moins {AVANT_MINIMUM} "
        f"avant et {APRES_MINIMUM} après.",
        "Même une amélioration parfaite ne pourrait pas être distinguée du hasard."
        if lost
        else "Avec si peu de mesures, un hasard ressemble vite à un changement.",
        _ce_qui_manque(lecture, sujet),
    )


def _ce_qui_manque(lecture: Lecture, sujet: Sujet) -> str:
    """Say what to measure, or to find again, before the next reading."""
    before, after = AVANT_MINIMUM - lecture.n_avant, APRES_MINIMUM - lecture.n_apres
    said = []
    if before > 0:
        lacking = plural(before, "mesure")
        said.append(f"S’il existe d’anciens relevés, retrouvez-les : il manque {lacking} d’avant {sujet.depuis}.")
    if after > 0:
        when = sujet.prochaine(after) or f"après {plural(after, 'mesure')} de plus"
        said.append(f"Prochaine lecture utile : {when}.")
    return " ".join(said)


def _relire(lecture: Lecture, sujet: Sujet, begin: str) -> str:
    more = mesures_avant_relecture(lecture.n_apres)
    period = sujet.prochaine(more)
    return f"{begin} après {plural(more, 'mesure')} de plus{f' ({period})' if period else ''}."


def nombres(lecture: Lecture) -> str:
    """« 9 mesures avant et 5 après »: said wherever a verdict is."""
    return f"{plural(lecture.n_avant, 'mesure')} avant et {lecture.n_apres} après"


def _medianes(lecture: Lecture, sujet: Sujet) -> str:
    if lecture.mediane_avant is None or lecture.mediane_apres is None:
        return "médiane inconnue"
    return f"médiane {passage(lecture.mediane_avant, lecture.mediane_apres, sujet.unite)}"


def _ecart(lecture: Lecture, sujet: Sujet) -> str:
    shift = lecture.ecart
    if shift is None:
        return ""
    level = "" if shift.level >= NIVEAU else f", à {int(100 * shift.level)} %"
    return f" (écart probable {intervalle_d_ecart(shift.low, shift.high, sujet.unite)}{level})"


def _lesquels(lecture: Lecture, sujet: Sujet) -> str:
    named = [sujet.periodes[place] for place in lecture.points if place < len(sujet.periodes)]
    return f" ({enumerate_fr(named)})" if named else ""


def degradation_possible(lecture: Lecture, sens: str | None, sujet: Sujet) -> str:
    """Say how far it may have got worse without being seen; empty where it was seen, or cannot be said."""
    if not lecture.verdict.conclut or lecture.verdict.est_degradation or sens not in {"hausse", "baisse"}:
        return ""
    shift = lecture.ecart
    worst = None if shift is None else (-shift.low if sens == "hausse" else shift.high)
    if worst is None:
        return ""
    if worst <= 0:
        return "Pas de dégradation visible."
    told = quantite_d_ecart(aussi_precises(worst)[0], sujet.unite)
    return f"Pas de dégradation visible ; une dégradation jusqu’à {told} reste possible."


_SAID: dict[Verdict, Callable[[Lecture, Verdict, Sujet], Dit]] = {
    Verdict.DONNEES_INSUFFISANTES: _insuffisant,
    Verdict.AUCUNE_VARIATION: _constante,
    Verdict.VARIATION_HABITUELLE: _habituelle,
    Verdict.POINT_A_REGARDER: _point,
    Verdict.INDICE: _indice,
    Verdict.INDICE_AMELIORATION: _indice,
    Verdict.INDICE_DEGRADATION: _indice,
    Verdict.CHANGEMENT_NET: _signal,
    Verdict.SIGNAL_AMELIORATION: _signal,
    Verdict.SIGNAL_DEGRADATION: _signal,
}
