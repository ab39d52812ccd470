"""Sentences about one value: what was expected, with an example."""

from __future__ import annotations

from qvtkit.messages.message import Message, error

VALUES: dict[str, Message] = {
    "texte-attendu": error(
        "Un texte est attendu ici, pas une liste ni des rubriques.", "Écrivez le texte sur la même ligne."
    ),
    "nombre-attendu": error(
        "« {valeur} » n’est pas un nombre.", "Exemples : 8,2 ou 8.2 ou 1 234,5 ; nd si la valeur n’est pas disponible."
    ),
    "entier-attendu": error("« {valeur} » n’est pas un nombre entier, zéro ou plus.", "Exemple : 12"),
    "oui-non-attendu": error("« {valeur} » : on attend oui ou non.", "Écrivez oui ou non."),
    "date-invalide": error(
        "« {valeur} » n’est pas une date qui existe.", "Exemples : 2016, 2016-03, 2016-03-15, mars 2016, 15/03/2016."
    ),
    "periode-invalide": error(
        "« {valeur} » n’est pas une période qui existe.",
        "Exemples : 2016, 2016-S1 (semestre), 2016-T3, 2016-03, mars 2016, 2016-W11 (semaine), 2016-03-14.",
    ),
    "periode-ambigue": error(
        "« {valeur} » peut désigner un semestre ou une semaine.",
        "Écrivez 2016-S1 pour un semestre avec une périodicité « semestre », 2016-W01 pour une semaine.",
    ),
    "periode-en-double": error(
        "La période « {valeur} » est donnée deux fois (aussi écrite « {autre} »).", "Gardez une seule des deux mesures."
    ),
    "heure-invalide": error("« {valeur} » n’est pas une heure.", "Exemple : 14:00"),
    "identifiant-invalide": error(
        "« {valeur} » ne peut pas servir d’identifiant.",
        "Des lettres, des chiffres et des tirets, 60 au plus : taux-absence",
    ),
    "code-inconnu": error("« {valeur} » n’est pas une réponse possible.{conseil}", "Réponses possibles : {possibles}."),
    "liste-attendue": error(
        "Une liste est attendue ici.", "Une ligne par élément, précédée d’un tiret ; ou [premier, second]."
    ),
    "rubriques-attendues": error(
        "Des rubriques « nom : valeur » sont attendues ici.",
        "Écrivez-les sur les lignes suivantes, décalées de deux espaces.",
    ),
    "hors-echelle": error("« {valeur} » est hors de l’échelle ({limite}).", "Donnez une valeur de l’échelle."),
    "valeur-refusee": error(
        "La valeur « {valeur} » n’est pas comprise ici.", "Comparez avec un fichier voisin du même genre."
    ),
    "virgule-entre-accolades": error(
        "Entre accolades, la virgule sépare : « {valeur} » est resté seul après une virgule.",
        'Écrivez le nombre avec un point (51.5) ou entre guillemets ("51,5").',
    ),
}
