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
        "« {nom} » n’est ni une variable de la formule, ni valeur, note ou motif.{conseil}",
        "Corrigez le nom. La formule attend : {attendues}.",
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
    "personne-nommee": warning(
        "« {mots} » semble désigner une personne.",
        "Écrivez plutôt sa fonction, « l’infirmière de nuit » : les documents sont lus hors de l’équipe.",
    ),
    "personne-en-cause": warning(
        "« {mots} » met quelqu’un en cause.",
        "Dites plutôt ce qui, dans l’organisation, rend le travail difficile : un moment, une tâche, un manque.",
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
        "{aucun} ne s’appelle « {valeur} ».{conseil}", "Corrigez le nom, ou créez ce qui manque."
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
    "evaluation-vide": error(
        "Aucune question n’a reçu de réponse : rien n’a été enregistré.",
        "Répondez au moins à une question, par exemple : {options} (réponses possibles : {possibles})",
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
    "date-future": warning(
        "La date {date} est dans le futur.",
        "Corrigez-la si c’est une faute ; si c’est prévu, inscrivez-la dans l’agenda. Ce rappel cesse ce jour-là.",
    ),
    "reunion-sans-groupe": warning(
        "Le nom du fichier cite un groupe inconnu, « {valeur} ».{conseil}",
        "Renommez le fichier : la date, puis le nom du groupe.",
    ),
    "siege-en-boucle": error(
        "Le siège « {id} » finit par se remplacer lui-même.", "Sous « remplace », mettez le siège d’avant, ou rien."
    ),
    "siege-encore-tenu": warning(
        "« {id} » remplace « {remplace} », mais « {remplace} » n’est pas terminé : deux personnes pour un siège.",
        "Donnez la fin du mandat de « {remplace} », ou effacez « remplace » si les deux siègent ensemble.",
    ),
    "derogation-incomplete": warning(
        "La dérogation qui permet un seuil de {valeur} ne dit pas tout ; il manque : {manque}.",
        "Complétez-la : date, par (qui a décidé) et motif.",
    ),
    "croisement-trop-petit": error(
        "Un croisement de {effectif} laisserait reconnaître quelqu’un : rien sous 5 ne se garde.",
        "Regroupez les catégories, ou effacez ce croisement.",
    ),
    "trop-de-reponses": warning("{reponses} réponses pour {sur}.", "Vérifiez les chiffres."),
    "reference-sans-mesure": warning(
        "La période de référence, {periode}, n’a pas été mesurée.",
        "Choisissez une période mesurée, ou ajoutez sa mesure.",
    ),
    "exclusion-sans-mesure": warning(
        "La période mise à part, {periode}, n’a pas de mesure.",
        "Vérifiez la période : elle doit s’écrire comme la mesure.",
    ),
    "exclusion-sans-motif": warning(
        "La mesure de {periode} est mise à part sans dire pourquoi.",
        "Ajoutez motif : ce qui rend cette mesure inutilisable.",
    ),
    "bornes-inversees": error("Le minimum est plus grand que le maximum.", "Échangez les deux."),
    "test-prevu-fini": warning(
        "Le test a une date de fin, mais son état est « {etat} ».", "Changez l’état : en-cours, terminee ou arretee."
    ),
    "test-sans-debut": warning(
        "Le test est « {etat} » sans date de début : rien ne peut être comparé.",
        "Ajoutez debut : la date du premier jour.",
    ),
    "test-sans-fin": warning("Le test est « {etat} » sans date de fin.", "Ajoutez fin : la date du dernier jour."),
    "test-sans-decision": warning(
        "Le test est « {etat} » et aucune décision n’est écrite.",
        "Ajoutez decision : choix (generaliser, adapter, prolonger ou arreter), date, motif et par.",
    ),
    "indicateur-en-double": warning(
        "L’indicateur « {id} » est deux fois dans le plan.", "Effacez l’une des deux lignes."
    ),
    "plan-change": info(
        "Le plan du test « {id} » a changé depuis son début. {changements}",
        "Ce n’est pas une faute : qvtkit le rappelle à côté des résultats. Pour les voir : qvtkit experiment results {id}",
    ),
    "t0-absent": warning(
        "Pas de valeur avant le début du test ({debut}) pour : {liste}.",
        "Ajoutez une mesure d’avant, ou dites pourquoi il n’y en a pas : "
        'qvtkit journal add "Test {id} commencé sans valeur de départ. Motif : …"',
    ),
    "moment-et-date": warning(
        "Cette séance est notée « {moment} », mais sa date est le {date} et le test commence le {debut}.",
        "Corrigez le moment, la date dans le nom du fichier, ou le début du test.",
    ),
    "identifiant-en-double": error("Deux {quoi} portent l’identifiant « {id} ».", "Donnez à chacun le sien."),
    "dates-inversees": warning("{quoi} ({date}) est avant {autre} ({avant}).", "Vérifiez les deux dates."),
    "mesure-future": warning("La période {periode} n’a pas encore commencé.", "Vérifiez l’année et le mois."),
    "nom-sans-date": warning(
        "Le nom « {nom} » ne commence pas par une date : on ne saura pas quand c’était.",
        "Renommez le fichier en commençant par la date : 2016-11-15.yaml, 2016-11-15-groupe-qvt.yaml…",
    ),
    "regle-inconnue": error(
        "Aucune règle ne s’appelle « {valeur} ».{conseil}", "Pour les voir : qvtkit check --regles"
    ),
    "fiche-du-projet-vide": error(
        "Le fichier qvt.yaml est vide : il a peut-être été coupé pendant une copie.",
        "Rétablissez une copie de sauvegarde, ou remplissez au moins etablissement : nom.",
    ),
    "phases-desordre": warning(
        "La phase {phase} commence avant la précédente.", "Vérifiez les dates ; un chevauchement est permis."
    ),
}
