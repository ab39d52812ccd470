"""The words around tables: those that say nothing of whom the figures are, and those of a part of a house."""

from __future__ import annotations

PETITS = frozenset({
    "a", "au", "aux", "avec", "d", "dans", "de", "des", "du", "en", "et", "l", "la", "le", "les", "n", "no", "of",
    "ou", "par", "pour", "sa", "selon", "ses", "son", "sur", "the", "un", "une",
})  # fmt: skip
"""Articles and the like."""
NEUTRES = frozenset({
    "absence", "absences", "absenteisme", "accident", "accidents", "activite", "administratif", "an", "analyse",
    "anap", "annee", "annees", "annexe", "annuel", "annuelle", "annuelles", "annuels", "arret", "arrets", "ars",
    "atih", "axe", "base", "bdes", "bdese", "bilan", "bord", "brut", "bruts", "calcul", "campagne", "ch", "chiffre",
    "chiffres", "chu", "chute", "chutes", "classeur", "clinique", "cnsa", "complet", "complete", "conditions",
    "constate", "csv", "cumul", "data", "date", "dates", "debut", "depart", "departs", "detail", "dgos",
    "diagnostic", "dimanche", "document", "donnee", "donnees", "dossier", "droits", "dui", "economique", "edite",
    "editee", "edition", "ehpad", "enquete", "ensemble", "etablissement", "etat", "ets", "etude", "evenement",
    "evenements", "evolution", "excel", "exercice", "export", "exportation", "extraction", "extrait", "fam",
    "feuil", "feuille", "fiche", "fichier", "fin", "final", "finale", "finess", "fondation", "formation", "foyer",
    "general", "generale", "generaux", "genere", "gestion", "global", "globale", "grh", "gta", "has", "heure",
    "heures", "historique", "hopital", "humaines", "import", "imprime", "imprimee", "indicateur", "indicateurs",
    "information", "informations", "insee", "institut", "jour", "journees", "jours", "liste", "logiciel", "lundi",
    "maison", "mas", "medical", "medico", "mensuel", "mensuelle", "mensuelles", "mensuels", "mesure", "mesures",
    "mois", "moyen", "moyenne", "nombre", "nos", "notre", "onglet", "organisation", "page", "paie", "paye", "pays",
    "performance", "periode", "periodes", "personnel", "personnels", "pilotage", "points", "projet", "qualite",
    "qvct", "qvt", "rapport", "ratio", "realise", "realises", "recap", "recapitulatif", "reel", "reels", "releve",
    "relevee", "releves", "reporting", "residence", "ressources", "resultat", "resultats", "resume", "retraite",
    "rh", "risques", "rotation", "rps", "rsu", "sae", "saisie", "sanitaire", "sante", "secteur", "securite",
    "semaine", "semaines", "semestre", "semestriel", "serie", "series", "service", "services", "sheet", "siret",
    "sirh", "situation", "social", "sociale", "sociales", "sociaux", "sortie", "statistique", "statistiques",
    "suivi", "suivis", "supplementaires", "synthese", "systeme", "tab", "table", "tableau", "tableaux", "taux",
    "tdb", "technique", "temps", "total", "totaux", "tous", "toutes", "travail", "trimestre", "trimestres",
    "trimestriel", "trimestrielle", "turnover", "unique", "utilisateur", "valeur", "valeurs", "version", "vie",
    "visible",
})  # fmt: skip
"""Words that say nothing of whom the figures are."""
PARTIES = frozenset({
    "accueil", "administratifs", "agent", "agents", "aide", "aides", "aile", "animation", "as", "asg", "ash",
    "bloc", "cadre", "cadres", "cdd", "cdi", "chirurgie", "contractuels", "cuisine", "equipe", "est", "etage",
    "femmes", "geriatrie", "had", "hommes", "hotellerie", "ide", "infirmier", "infirmiere", "infirmieres",
    "infirmiers", "jours-nuit", "lingerie", "maternite", "medecin", "medecine", "medecins", "menage", "nord",
    "nuit", "ouest", "pasa", "pediatrie", "pole", "psychiatrie", "reanimation", "site", "smr", "soignant",
    "soignante", "soignantes", "soignants", "ssiad", "ssr", "sud", "techniques", "titulaire", "titulaires", "ufsad",
    "uhr", "unite", "upav", "urgences", "usld",
})  # fmt: skip
"""Words of a part of the house: where the name of a file has one, its figures are perhaps those of that part."""
