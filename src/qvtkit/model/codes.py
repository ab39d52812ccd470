"""The closed lists of codes, each with the words shown to people.

A code is ASCII kebab-case; what a person types is folded before it is compared, so
« Social santé », `social_sante` and `SOCIAL-SANTE` are all `social-sante`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Self

from qvtkit.text import fold


class Code(StrEnum):
    """A code with its label. Members are declared as `NOM = "code", "Libellé"`."""

    libelle: str

    def __new__(cls, code: str, libelle: str = "") -> Self:
        """Make a member that is its code and carries its label."""
        member = str.__new__(cls, code)
        member._value_ = code
        member.libelle = libelle or code
        return member

    @classmethod
    def _missing_(cls, value: object) -> Self | None:
        """Understand accents, capitals and other separators."""
        if not isinstance(value, str):
            return None
        folded = fold(value)
        return next((member for member in cls if fold(member.value) == folded), None)


class Statut(Code):
    """Legal status of the establishment."""

    PUBLIC = "public", "Public"
    PRIVE_NON_LUCRATIF = "prive-non-lucratif", "Privé non lucratif"
    PRIVE_LUCRATIF = "prive-lucratif", "Privé lucratif"


class Vocabulaire(Code):
    """Word that the group uses for what it does."""

    QVT = "qvt", "QVT"
    QVCT = "qvct", "QVCT"


class EtatDemarche(Code):
    """Where the whole project stands."""

    ACTIVE = "active", "Active"
    EN_SOMMEIL = "en-sommeil", "En sommeil"
    TERMINEE = "terminee", "Terminée"


class Phase(Code):
    """The four phases of a cluster (Aract Grand Est), in order."""

    CONCEPTION = "conception", "Conception"
    DIAGNOSTIC = "diagnostic", "Diagnostic"
    EXPERIMENTATION = "experimentation", "Expérimentation"
    PERENNISATION = "perennisation", "Pérennisation"


class Identites(Code):
    """How people are named in documents."""

    FONCTIONS = "fonctions", "Fonctions seulement"
    INITIALES = "initiales", "Initiales"
    NOMS = "noms", "Noms"


class Role(Code):
    """What a group is there for."""

    DELEGATION = "delegation", "Délégation au cluster"
    COPIL = "copil", "Comité de pilotage"
    GROUPE_DE_TRAVAIL = "groupe-de-travail", "Groupe de travail"
    GROUPE_EVALUATION = "groupe-evaluation", "Groupe d’évaluation"
    ESPACE_DE_DISCUSSION = "espace-de-discussion", "Espace de discussion"


class FormeDelegation(Code):
    """Composition of the delegation that attends the collective days."""

    BINOME = "binome", "Binôme"
    TRINOME = "trinome", "Trinôme"
    QUADRINOME = "quadrinome", "Quadrinôme"
    EHPAD = "ehpad", "Forme Ehpad"
    AUTRE = "autre", "Autre"


class College(Code):
    """Constituency of a seat. Never a union's name."""

    DIRECTION = "direction", "Direction"
    REPRESENTANTS_DU_PERSONNEL = "representants-du-personnel", "Représentants du personnel"
    MEDICAL = "medical", "Médical"
    ENCADREMENT = "encadrement", "Encadrement"
    METIER = "metier", "Métiers"
    PREVENTION_SUPPORT = "prevention-support", "Prévention et support"
    USAGERS = "usagers", "Usagers"
    EXTERNE = "externe", "Externe"


class Famille(Code):
    """The three families of criteria, always side by side (Aract Normandie)."""

    ECONOMIQUE = "economique", "Économique"
    TECHNIQUE = "technique", "Technique"
    SOCIAL_SANTE = "social-sante", "Social et santé"


class NatureConstat(Code):
    """What a finding is."""

    FORCE = "force", "Force"
    DIFFICULTE = "difficulte", "Difficulté"
    EXISTANT = "existant", "Déjà en place"
    ATTENTE = "attente", "Attente"


class EtatProbleme(Code):
    """Where a problem stands."""

    CANDIDAT = "candidat", "Candidat"
    RETENU = "retenu", "Retenu"
    TRAITE = "traite", "Traité"
    ABANDONNE = "abandonne", "Abandonné"


class Origine(Code):
    """The three doors through which an experiment comes (santetravail-fp.fr, étape 3)."""

    DIAGNOSTIC = "diagnostic", "Le diagnostic"
    PROJET_EN_COURS = "projet-en-cours", "Un projet en cours"
    INITIATIVE_LOCALE = "initiative-locale", "Une initiative locale"


class EtatExperimentation(Code):
    """Where an experiment stands."""

    PREVUE = "prevue", "Prévue"
    EN_COURS = "en-cours", "En cours"
    TERMINEE = "terminee", "Terminée"
    ARRETEE = "arretee", "Arrêtée"


class ChoixDecision(Code):
    """What is decided at the end of an experiment."""

    GENERALISER = "generaliser", "Généraliser"
    ADAPTER = "adapter", "Adapter"
    PROLONGER = "prolonger", "Prolonger"
    ARRETER = "arreter", "Arrêter"


class MomentSeance(Code):
    """When an embedded-evaluation session is held."""

    T0 = "t0", "Avant le test (T0)"
    EN_COURS = "en-cours", "Pendant le test"
    BILAN = "bilan", "Bilan"


class Tendance(Code):
    """The four answers for an activity: never a mark."""

    DEGRADE = "degrade", "Dégradé"
    INCHANGE = "inchange", "Inchangé"
    AMELIORE = "ameliore", "Amélioré"
    NE_SAIT_PAS = "ne-sait-pas", "Ne sait pas"


class Sens(Code):
    """Wanted direction of an indicator."""

    HAUSSE = "hausse", "Hausse souhaitée"
    BAISSE = "baisse", "Baisse souhaitée"
    CONTEXTUEL = "contextuel", "Selon le contexte"


class Nature(Code):
    """Kind of figure: decides the chart."""

    MESURE = "mesure", "Mesure"
    TAUX = "taux", "Taux"
    PROPORTION = "proportion", "Proportion"
    COMPTAGE = "comptage", "Comptage"
    SCORE = "score", "Score"


class Periodicite(Code):
    """How often an indicator is measured."""

    JOUR = "jour", "Chaque jour"
    SEMAINE = "semaine", "Chaque semaine"
    MOIS = "mois", "Chaque mois"
    TRIMESTRE = "trimestre", "Chaque trimestre"
    SEMESTRE = "semestre", "Chaque semestre"
    ANNEE = "annee", "Chaque année"
    PONCTUELLE = "ponctuelle", "À des dates choisies"


class MomentEvaluation(Code):
    """When a checklist is answered, in relation to the experiment."""

    AVANT = "avant", "Avant le test"
    PENDANT = "pendant", "Pendant le test"
    FIN = "fin", "À la fin"


class EtatProposition(Code):
    """Where a proposal stands."""

    A_REPONDRE = "a-repondre", "À répondre"
    ACCEPTEE = "acceptee", "Acceptée"
    ADAPTEE = "adaptee", "Adaptée"
    REFUSEE = "refusee", "Refusée"
    REALISEE = "realisee", "Réalisée"


class TypeEvenement(Code):
    """Kind of date in the agenda."""

    JOURNEE_COLLECTIVE = "journee-collective", "Journée collective"
    INTERSESSION = "intersession", "Travail intersession"
    APPUI_INDIVIDUEL = "appui-individuel", "Appui individuel"
    REUNION = "reunion", "Réunion"
    SEANCE = "seance", "Séance d’évaluation"
    RESTITUTION = "restitution", "Restitution"
    REVUE = "revue", "Revue"
    AUTRE = "autre", "Autre"


class EtatEvenement(Code):
    """Where an agenda event stands."""

    PREVU = "prevu", "Prévu"
    FAIT = "fait", "Fait"
    REPORTE = "reporte", "Reporté"
    ANNULE = "annule", "Annulé"
    NON_TENU = "non-tenu", "Non tenu"


class Devenir(Code):
    """What has become of a change, some months later: in words, never a mark."""

    TIENT = "tient", "Tient"
    ADAPTE = "adapte", "Adapté"
    DEFAIT = "defait", "S’est défait"
    NE_SAIT_PAS = "ne-sait-pas", "Ne sait pas"


class TypeFait(Code):
    """Kind of entry in the journal."""

    FAIT = "fait", "Fait"
    DECISION = "decision", "Décision"
    EVENEMENT_EXTERIEUR = "evenement-exterieur", "Événement extérieur"
    DIVERGENCE = "divergence", "Divergence"


class TypeNote(Code):
    """Kind of line in the minutes of a meeting."""

    DECISION = "decision", "Décision"
    DIVERGENCE = "divergence", "Divergence"
    PROPOSITION = "proposition", "Proposition"
    A_FAIRE = "a-faire", "À faire"
    NOTE = "note", "Note"


class Repondant(Code):
    """Who answers an item of a checklist."""

    GROUPE = "groupe", "Le groupe ensemble"
    COLLEGE = "college", "Chaque collège"
