"""What a Word model may say between braces: one table gives the names, what they are, and their values.

Values come from the masked context and are plain texts and lists: a model sees nothing else of a project.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeAlias

from qvtkit.export.shell import typographed
from qvtkit.method.lexique import phrase
from qvtkit.model.codes import Famille

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from qvtkit.export.context import Contexte
    from qvtkit.export.document import Document
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu

CONTENU = "contenu"
"""The variable that stands for the whole document, without its title."""
MISE_EN_GARDE = "mise_en_garde"
"""What a document with made-up figures says of itself; it is never left out."""
_MOIS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)  # fmt: skip


@dataclass(frozen=True)
class Texte:
    """A text: what it is, and where it is read."""

    sens: str
    lire: Callable[[Any], str]


@dataclass(frozen=True)
class Objet:
    """A thing with parts: `etablissement.nom`."""

    sens: str
    lire: Callable[[Any], Any]
    dedans: Mapping[str, Noeud]


@dataclass(frozen=True)
class Liste:
    """Things of the same kind: `{% for test in experimentations %}`. `un` names one of them.

    Without `dedans` they are texts.
    """

    sens: str
    lire: Callable[[Any], Iterable[Any]]
    un: str
    dedans: Mapping[str, Noeud] | None = None


@dataclass(frozen=True)
class Blocs:
    """The blocks of the document, put in place of the paragraph that names them."""

    sens: str


Noeud: TypeAlias = "Texte | Objet | Liste | Blocs"


@dataclass(frozen=True)
class Source:
    """What values are read from."""

    contexte: Contexte
    document: Document


@dataclass(frozen=True)
class Decrite:
    """A line of the table that people read: what to type, what it is, what it says in this project."""

    nom: str
    sens: str
    exemple: str


def jour(date: dt.date) -> str:
    """« 22 mars 2017 », « 1er mars 2017 »."""
    return f"{'1er' if date.day == 1 else date.day} {_MOIS[date.month - 1]} {date.year}"


def _familles(test: ExperimentationVue) -> list[tuple[str, tuple[IndicateurVu, ...]]]:
    seen = test.indicateurs
    return [(family.libelle, tuple(each for each in seen if each.famille is family)) for family in Famille]


def _lecture(seen: IndicateurVu) -> str:
    read = seen.lecture
    return (read.verdict or read.sans_verdict) if read else ""


def _phase(source: Source) -> str:
    opened = [each for each in source.contexte.phases if each.phase and each.fin is None]
    return opened[-1].phase.libelle if opened and opened[-1].phase else ""


_INDICATEUR: dict[str, Noeud] = {
    "nom": Texte("son nom", lambda each: each.nom),
    "avant_apres": Texte("avant → après", lambda each: each.lecture.avant_apres if each.lecture else ""),
    "lecture": Texte("ce qu’on peut en lire", _lecture),
}
_EXPERIMENTATION: dict[str, Noeud] = {
    "titre": Texte("son titre", lambda test: test.titre),
    "etat": Texte("prévue, en cours, terminée, arrêtée", lambda test: test.etat),
    "probleme": Texte("le problème auquel elle répond", lambda test: test.probleme),
    "hypothese": Texte("l’hypothèse", lambda test: test.hypothese),
    "ce_qui_change": Texte("ce qui change", lambda test: test.ce_qui_change),
    "ce_qui_ne_change_pas": Texte("ce qui ne change pas", lambda test: test.ce_qui_ne_change_pas),
    "services": Texte("les services", lambda test: test.services),
    "dates": Texte("ses dates", lambda test: test.dates),
    "duree": Texte("sa durée", lambda test: test.duree),
    "decision": Texte("la décision prise à la fin", lambda test: test.decision.choix if test.decision else ""),
    "motif": Texte("pourquoi", lambda test: test.decision.motif if test.decision else ""),
    "familles": Liste("les trois familles, toujours ensemble", _familles, "famille", {
        "nom": Texte("Économique, Technique, Social et santé", lambda family: family[0]),
        "indicateurs": Liste("ses indicateurs", lambda family: family[1], "indicateur", _INDICATEUR),
    }),
}  # fmt: skip

VARIABLES: dict[str, Noeud] = {
    CONTENU: Blocs("tout le document de qvtkit, sans son titre ; seul dans son paragraphe"),
    "titre": Texte("le titre du document", lambda source: source.document.titre),
    "sous_titre": Texte("le genre de document et l’établissement", lambda source: source.document.sous_titre),
    MISE_EN_GARDE: Texte("dit que des chiffres sont inventés, s’ils le sont", lambda source: source.document.bandeau),
    "pied": Texte("l’établissement et la date, pour le pied de page", lambda source: source.document.pied_entier),
    "date": Texte("le jour où le document est produit", lambda source: jour(source.contexte.aujourdhui)),
    "etablissement": Objet("l’établissement", lambda source: source.contexte.identite, {
        "nom": Texte("son nom", lambda who: who.etablissement),
        "type": Texte("Ehpad, hôpital…", lambda who: who.type),
        "statut": Texte("public, privé…", lambda who: who.statut),
        "region": Texte("sa région", lambda who: who.region),
        "effectif": Texte("combien de personnes, par tranche", lambda who: who.effectif),
        "places": Texte("combien de places", lambda who: who.places),
    }),
    "demarche": Objet("la démarche", lambda source: source, {
        "titre": Texte("son titre", lambda source: source.contexte.identite.titre),
        "etat": Texte("active, en sommeil, terminée", lambda source: source.contexte.identite.etat),
        "phase": Texte("la phase en cours", _phase),
        "contact": Texte("la fonction à contacter", lambda source: source.contexte.identite.contact),
        "pourquoi": Texte("pourquoi elle a commencé", lambda source: source.contexte.cadre.pourquoi),
        "moyens": Texte("les moyens accordés", lambda source: source.contexte.cadre.moyens),
    }),
    "clusters": Liste("les clusters", lambda source: source.contexte.identite.clusters, "cluster", {
        "nom": Texte("son nom", lambda each: each.nom),
        "theme": Texte("son thème", lambda each: each.theme),
        "dates": Texte("ses dates", lambda each: each.dates),
        "accompagnement": Texte("qui accompagne", lambda each: each.accompagnement),
    }),
    "objectifs": Liste("les objectifs", lambda source: source.contexte.cadre.objectifs, "objectif"),
    "groupes": Liste("les groupes", lambda source: source.contexte.gouvernance.groupes, "groupe", {
        "nom": Texte("son nom", lambda each: each.nom),
        "mission": Texte("sa mission", lambda each: each.mission),
        "sieges": Liste("qui y siège, par collège", lambda each: each.sieges.items(), "siege", {
            "college": Texte("le collège", lambda each: each[0]),
            "fonctions": Texte("les fonctions", lambda each: ", ".join(each[1])),
        }),
    }),
    "probleme": Texte("le premier problème retenu", lambda source: next(
        (each.titre for each in source.contexte.diagnostic.problemes), "")),
    "problemes": Liste("les problèmes retenus", lambda source: source.contexte.diagnostic.problemes, "sujet", {
        "titre": Texte("son titre", lambda each: each.titre),
        "enonce": Texte("son énoncé", lambda each: each.enonce),
    }),
    "experimentations": Liste(
        "les expérimentations", lambda source: source.contexte.experimentations, "test", _EXPERIMENTATION),
    "bilan": Objet("le bilan", lambda source: source.contexte.bilan, {
        "reussite": Texte("la réussite à retenir", lambda told: told.reussite),
        "difficulte": Texte("la difficulté à retenir", lambda told: told.difficulte),
        "conseil": Texte("le conseil à un voisin", lambda told: told.conseil),
        "enseignements": Liste("les enseignements", lambda told: told.enseignements, "enseignement"),
    }),
    "suites": Objet("les suites", lambda source: source.contexte.suites, {
        "pilote": Texte("qui porte la suite", lambda after: after.pilote),
        "heures": Texte("les heures, ou « non prévus »", lambda after: after.heures),
        "euros": Texte("les euros, ou « non prévus »", lambda after: after.euros),
        "actions": Liste("les actions", lambda after: after.actions, "action", {
            "titre": Texte("l’action", lambda each: each[0]),
            "etat": Texte("où elle en est", lambda each: each[1]),
            "echeance": Texte("pour quand", lambda each: each[2]),
        }),
    }),
    "propositions": Liste("les propositions", lambda source: source.contexte.propositions, "proposition", {
        "date": Texte("sa date", lambda each: each.date),
        "texte": Texte("ce qui est proposé", lambda each: phrase(each.texte)),
        "etat": Texte("à répondre, acceptée…", lambda each: each.etat),
        "reponse": Texte("la réponse", lambda each: each.reponse),
    }),
    "faits": Liste("l’histoire, date par date", lambda source: source.contexte.faits, "fait", {
        "date": Texte("quand", lambda each: each.date.francais),
        "texte": Texte("quoi", lambda each: each.texte),
    }),
}  # fmt: skip


def valeurs(source: Source) -> dict[str, Any]:
    """Return the value of every variable: texts, lists and dictionaries of texts, well typographed."""
    return {name: _valeur(node, source) for name, node in VARIABLES.items() if not isinstance(node, Blocs)}


def _valeur(node: Noeud, source: Any) -> Any:
    if isinstance(node, Texte):
        return typographed(str(node.lire(source) or ""))
    if isinstance(node, Objet):
        inside = node.lire(source)
        return {name: _valeur(part, inside) for name, part in node.dedans.items()}
    if isinstance(node, Liste):
        return [_un(node.dedans, each) for each in node.lire(source)]
    return ""


def _un(parts: Mapping[str, Noeud] | None, each: Any) -> Any:
    if parts is None:
        return typographed(str(each))
    return {name: _valeur(part, each) for name, part in parts.items()}


def decrites(values: Mapping[str, Any]) -> tuple[Decrite, ...]:
    """Return the table of the variables, with what the first of each says in this project."""
    return tuple(_lignes(VARIABLES, values, ""))


def _lignes(nodes: Mapping[str, Noeud], values: Any, prefix: str) -> Iterator[Decrite]:
    for name, node in nodes.items():
        value = values.get(name) if isinstance(values, dict) else None
        if isinstance(node, Blocs):
            yield Decrite(f"{{{{p {name} }}}}", node.sens, "")
        elif isinstance(node, Texte):
            yield Decrite(f"{{{{ {prefix}{name} }}}}", node.sens, str(value or ""))
        elif isinstance(node, Objet):
            yield from _lignes(node.dedans, value, f"{prefix}{name}.")
        else:
            yield Decrite(f"{{% for {node.un} in {prefix}{name} %}}", node.sens, _premier(node, value))
            first = value[0] if value else {}
            yield from _lignes(node.dedans or {}, first, f"{node.un}.")


def _premier(node: Liste, values: Any) -> str:
    """Return the first text of a list of texts; how many there are in a list of things."""
    if not values:
        return "(aucun)"
    return f"{len(values)}" if node.dedans is not None else str(values[0])
