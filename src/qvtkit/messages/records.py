"""Sentences about what does not hold together inside a record or between records."""

from __future__ import annotations

from qvtkit.messages.message import Message, error, info, warning

RECORDS: dict[str, Message] = {
    "formule-illisible": error(
        "La formule « {formule} » n’est pas un calcul.",
        "Employez des noms de variables, des nombres, + - * / et des parenthèses.",
    ),
    "variable-non-decrite": warning(
        "La formule emploie « {nom} », que « variables » ne décrit pas.",
        "Ajoutez une ligne « {nom} : ce qui est compté ».",
    ),
    "variable-inconnue": error(
        "« {nom} » n’est ni une variable de la formule, ni valeur, note ou motif.{conseil}", "Corrigez le nom."
    ),
    "variable-manquante": error(
        "Il manque {noms} pour calculer cette mesure.", "Ajoutez ce qui manque, ou donnez directement la valeur."
    ),
    "valeur-et-variables": warning(
        "La mesure donne à la fois la valeur et les variables ; seules les variables comptent.",
        "Effacez « valeur » si les variables sont justes, ou l’inverse.",
    ),
    "valeur-sans-variables": info(
        "La valeur est gardée telle quelle, en « {unite} » : elle n’est pas calculée.",
        "Pour qu’elle le soit, donnez plutôt les variables : {variables}",
    ),
    "liste-remplacee": info(
        "La liste « {rubrique} » est remplacée ; elle n’a plus : {elements}.",
        "Pour les garder, redonnez-les avec les nouveaux éléments.",
    ),
    "mesure-incalculable": warning(
        "Ces variables ne donnent pas de résultat (division par zéro ?).",
        "Vérifiez les chiffres, ou écrivez nd avec un motif.",
    ),
    "chemin-hors-dossier": error(
        "« {fichier} » mène hors du dossier du projet.",
        "Copiez la pièce dans documents/ et citez-la ainsi : documents/nom.",
    ),
    "rapport-sans-formule": error(
        "« a/b » se lit avec une formule à deux variables ; celle-ci en a {nombre}.",
        "Donnez la valeur, ou les variables par leur nom.",
    ),
    "hors-bornes": warning(
        "La valeur {valeur} est hors des bornes de l’indicateur.", "Vérifiez le chiffre, ou les bornes."
    ),
    "fin-avant-debut": error("La fin ({fin}) est avant le début ({debut}).", "Corrigez l’une des deux dates."),
    "siege-en-double": error("Deux sièges portent l’identifiant « {id} ».", "Donnez à chacun le sien."),
    "reference-inconnue": error(
        "Aucun {genre} ne s’appelle « {valeur} ».{conseil}", "Corrigez le nom, ou créez ce qui manque."
    ),
    "degrade-sans-commentaire": warning(
        "« {activite} » est noté dégradé sans commentaire.", "Ajoutez ce qui se passe, dans les mots du groupe."
    ),
    "seuil-trop-bas": error(
        "Un seuil de {valeur} laisserait reconnaître les personnes.", "Le plus bas possible est 5."
    ),
    "seuil-sans-derogation": error(
        "Un seuil de {valeur} (moins de 10) demande une dérogation écrite.",
        "Ajoutez derogation : date, par et motif, pour l’établissement entier.",
    ),
    "code-referentiel": warning(
        "« {valeur} » n’est pas dans la liste {liste}.{conseil}", "Corrigez, ou laissez si c’est voulu."
    ),
    "reponse-hors-echelle": error(
        "« {valeur} » n’est pas une réponse de cette grille.", "Réponses possibles : {possibles}."
    ),
    "reponse-illisible": error(
        "« {valeur} » n’est pas une réponse à une question.",
        "Écrivez QUESTION=réponse ou QUESTION.collège=réponse, par exemple : --reponse contextes=oui "
        'ou --reponse "restitution.direction=non: pas encore de date"',
    ),
    "partiel-possible": info("La grille peut être enregistrée sans ces réponses.", "Ajoutez --partiel"),
    "item-hors-moment": error(
        "La question « {valeur} » ne se pose pas à ce moment ({moment}).",
        "Effacez cette réponse, ou changez le moment.",
    ),
    "grille-differente": error(
        "Le fichier répond à la grille « {lue} », pas à « {demandee} ».",
        "Enlevez l’une des deux, ou corrigez le fichier.",
    ),
    "item-inconnu": error(
        "La grille n’a pas de question « {valeur} ».{conseil}", "Corrigez l’identifiant de la question."
    ),
    "date-future": warning("La date {date} est dans le futur.", "Corrigez, ou inscrivez-la dans l’agenda."),
    "fiche-du-projet-vide": error(
        "Le fichier qvt.yaml est vide : il a peut-être été coupé pendant une copie.",
        "Rétablissez une copie de sauvegarde, ou remplissez au moins etablissement : nom.",
    ),
    "phases-desordre": warning(
        "La phase {phase} commence avant la précédente.", "Vérifiez les dates ; un chevauchement est permis."
    ),
}
