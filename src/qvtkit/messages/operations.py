"""Sentences about operations: why one cannot go on."""

from __future__ import annotations

from qvtkit.messages.message import Message, error, info, warning

OPERATIONS: dict[str, Message] = {
    "projet-introuvable": error(
        "Aucun projet qvtkit dans « {dossier} » ni au-dessus.",
        "Placez-vous dans le dossier du projet, indiquez-le avec --projet, ou créez-en un : qvtkit init",
    ),
    "projet-mal-nomme": error(
        "Ce fichier s’appelle autrement que {propose} : le projet n’est pas reconnu.",
        "Renommez-le {propose} (le Bloc-notes ajoute parfois .txt : enregistrez-le avec le type « Tous les fichiers »).",
    ),
    "format-recent": error(
        "Ce dossier est au format {format}, plus récent que cette version de qvtkit (format {connu}).", "Mettez qvtkit à jour."
    ),
    "format-ancien": error("Ce dossier est au format {format} ; cette version écrit le format {connu}.", "Mettez-le à jour (une copie est gardée) : qvtkit migrate"),
    "format-inconnu": error(
        "Cette version ne sait pas lire le format {format} de ce dossier ; elle écrit le format {connu}.",
        "Demandez la version de qvtkit qui a créé ce dossier.",
    ),
    "copie-impossible": error(
        "Cet ordinateur ne peut pas garder une copie de ce qui serait modifié ({dossier}) ; rien n’a été écrit.",
        "Libérez de la place ou demandez un accès à ce dossier, puis recommencez.",
    ),
    "existe-deja": error("{quoi} « {id} » existe déjà ({fichier}).", "{conseil}"),
    "dossier-occupe": error(
        "Le dossier « {dossier} » contient déjà : {contenu}.", "Choisissez un autre dossier, ou videz celui-ci."
    ),
    "introuvable": error("Il n’y a pas {quoi} « {id} ».{conseil}", "{commande}"),
    "aucun": error("{quoi}", "{commande}"),
    "preciser": error("Il y en a plusieurs : {liste}.", "Indiquez lequel avec {option}."),
    "reponse-manquante": error("Il manque une réponse : {question}", "Ajoutez {option}"),
    "valeur-option": error("{option} : {message}", "{remede}"),
    "option-inconnue": error("{message}", "Pour voir les options : {commande}"),
    "option-sans-valeur": error("L’option {option} attend une valeur.", "Écrivez la valeur juste après : {option} VALEUR"),
    "option-deux-fois": error("L’option {option} est donnée deux fois : {valeurs}.", "Gardez une seule des deux valeurs."),
    "sans-console": info(
        "Dans cette fenêtre, qvtkit ne peut pas poser de questions.",
        "Écrivez winpty devant la commande (winpty qvtkit …), ou ouvrez PowerShell à la place de Git Bash.",
    ),
    "sortie-impossible": error("Ce qui devait être affiché n’a pas pu l’être ({raison}).", "Vérifiez la place sur le disque, ou la fenêtre où va le résultat."),
    "virgule-separee": error(
        "Deux nombres séparés : « {recu} ». Votre terminal a peut-être coupé « {propose} ».",
        'Mettez le nombre entre guillemets : "{propose}", ou écrivez-le avec un point.',
    ),
    "fichier-en-erreur": error(
        "Le fichier contient des erreurs ; rien n’a été écrit.", "Corrigez-les, puis recommencez. Pour tout voir : qvtkit check"
    ),
    "periode-deja-mesuree": error(
        "La période {periode} a déjà une mesure ({valeur}).", "Pour la remplacer, ajoutez --remplacer."
    ),
    "periode-a-venir": error(
        "{periode} n’a pas encore commencé : rien n’a pu y être relevé.",
        "Vérifiez l’année. Ce que l’on vise se note à part : qvtkit indicator edit ID --cible 8",
    ),
    "periode-mauvaise-taille": warning(
        "L’indicateur se relève {periodicite}, et {periode} est d’une autre durée : cette mesure est gardée à part, "
        "elle ne compte pas et la courbe ne la montre pas.",
        "Vérifiez la période. Celle que l’on attend : {attendue}.",
    ),
    "pas-de-valeur": error("Il n’y a rien à enregistrer : la valeur est vide.", "Donnez un nombre, ou nd si elle n’est pas disponible."),
    "edition-impossible": error(
        "{fichier} est écrit d’une façon que qvtkit ne sait pas modifier sans risque.",
        "Faites la modification à la main : {quoi}",
    ),
    "deja-dans-etat": error("{quoi} est déjà « {etat} ».", "{conseil}"),
    "derniere-phase": error(
        "La pérennisation, dernière des quatre phases, est terminée : il n’y en a pas après.",
        'Pour revenir sur une phase : qvtkit phase reopen PHASE --motif "…"',
    ),
    "phase-jamais-ouverte": error(
        "La phase « {phase} » n’a pas encore commencé : elle ne peut pas être rouverte.", "{commande}"
    ),
    "debut-manquant": error("L’expérimentation « {id} » n’a pas commencé.", "qvtkit experiment start {id}"),
    "t0-manquant": error(
        "Pas de valeur avant le début pour : {liste}. Sans elle, on ne pourra rien comparer.",
        'Relevez-la maintenant (qvtkit indicator add …), ou dites pourquoi vous commencez sans : --motif "…"',
    ),
    "plan-vide": error(
        "Aucun indicateur n’est prévu pour cette expérimentation.",
        'Choisissez-en (qvtkit experiment edit {id} --indicateur …), ou dites pourquoi vous commencez sans : --motif "…"',
    ),
    "critere-manquant": error(
        "Rien ne dit encore ce que le test change dans {familles} : ni indicateur, ni critère de la séance de départ.",
        "Tenez la séance de départ (qvtkit session run {id} --moment t0), ou choisissez un indicateur (qvtkit experiment edit {id} --indicateur …)",
    ),
    "motif-possible": info(
        "Le test peut commencer sans cela : rien n’est bloqué.",
        'Dites seulement pourquoi : --motif "…" (ce sera noté au journal)',
    ),
    "periode-coupee": info(
        "{limite} ({date}) coupe {periode} en deux : ce que l’on y relèvera ne comptera ni d’un côté ni de l’autre, pour {indicateurs}.",
        "{conseil}",
    ),
    "enonce-manquant": info(
        "« {quoi} » est retenu, et son énoncé n’est pas encore écrit.",
        "Pour l’écrire : qvtkit problem edit {id} --enonce \"…\"",
    ),
    "test-court": info(
        "Ce test durerait {duree}.",
        "C’est court pour voir ce qui change : 6 à 12 semaines le plus souvent. Si c’est voulu, rien à faire.",
    ),
    "fin-deja-passee": warning(
        "La fin prévue ({date}) est déjà passée, et le test n’a pas commencé.",
        "Si le test a déjà eu lieu, donnez ses dates : qvtkit experiment start {id} --debut DATE. Sinon : qvtkit experiment edit {id} --fin-prevue DATE",
    ),
    "revue-incomplete": info(
        "La revue ne dit encore rien de : {liste}.",
        'Pour compléter : qvtkit closing review {revue} --changement "… | tient | ce que l’on constate"',
    ),
    "source-unique": info(
        "Tous les constats viennent d’une seule sorte de source : {source}.",
        "Croisez avec une autre (voir, entendre, compter). Les outils : qvtkit export guide",
    ),
    "questionnaire-petit-effectif": info(
        "Un questionnaire convient mal à moins de 100 personnes : peu de réponses, et l’on reconnaît qui a répondu (INRS).",
        "Préférez un safari photo ou un espace de discussion, ou un questionnaire commun au cluster : qvtkit export guide questionnaire",
    ),
    "famille-sans-critere": info(
        "Rien encore dans {familles} : {quoi} se regardent ensemble dans les trois familles.",
        "Ce n’est pas obligatoire ; demandez-vous seulement ce que le test change aussi de ce côté-là.",
    ),
    "apres-coup": info(
        "Entré au plan après le début du test ({debut}) : {noms}. Ce sera un repère, sans conclusion.",
        "{conseil}",
    ),
    "metier-compris": info(
        "« {valeur} » est compris comme le métier « {libelle} ».", "Si ce n’est pas lui, écrivez son nom en entier."
    ),
    "instance-prevue": info(
        "{instance} : le {date} est à venir, l’information est notée comme prévue.",
        "Si elle a déjà eu lieu, corrigez la date : qvtkit framing edit",
    ),
    "instance-hors-epoque": warning(
        "{instance} n’existait pas à cette date ({date}). À l’époque, chez vous : {alors}.",
        "Corrigez le nom ou la date, ou laissez si c’est voulu.",
    ),
    "regles-du-groupe": info(
        "Les règles de la démarche sont maintenant dans le cadrage ; le groupe « {groupe} » garde les siennes à côté.",
        "Pour les revoir : qvtkit group edit {groupe}",
    ),
    "conseil-composition": info("{texte}", "{commande}"),
    "fichier-existe": error("« {fichier} » existe déjà ; il n’a pas été touché.", "Choisissez un autre nom avec -o, ou ajoutez --remplacer."),
    "format-document": error("« {valeur} » n’est pas un format possible ici.", "Formats : {possibles}."),
    "format-tableau": error("« {valeur} » n’est pas une façon de montrer un tableau.", "Au choix : --format texte, --format csv ou --format md"),
    "modifie-entretemps": error(
        "{fichier} a été modifié par quelqu’un d’autre depuis sa lecture ; rien n’a été écrit.",
        "Relancez la commande : elle repartira du fichier tel qu’il est maintenant.",
    ),
    "dossier-verrouille": error(
        "Le dossier est en cours de modification par {qui} ; rien n’a été écrit.",
        "Recommencez dans un instant. Si personne n’y travaille, effacez le fichier {fichier}.",
    ),
    "saisie-gardee": info(
        "Ce que vous avez saisi est gardé sur cet ordinateur.",
        "Pour l’enregistrer dans le dossier tel qu’il est maintenant : qvtkit redo",
    ),
    "operation-terminee": warning(
        "Une opération interrompue a été terminée : {geste}", "Pour revenir en arrière : qvtkit undo"
    ),
    "operation-en-attente": warning(
        "Une opération a été interrompue avant la fin : {geste}",
        "Elle sera terminée par la prochaine commande, par exemple : qvtkit status",
    ),
    "operation-partielle": warning(
        "Une opération n’a été faite qu’à moitié : elle a été interrompue, puis les mêmes lignes ont été modifiées. C’était : {geste}",
        "Pour la terminer, ou l’annuler, quand les lignes sont remises : qvtkit redo, ou qvtkit undo ; le détail : qvtkit history 1",
    ),
    "rien-a-annuler": error(
        "Il n’y a rien à annuler dans ce dossier depuis cet ordinateur.",
        "Pour voir ce qui a été fait : qvtkit history",
    ),
    "rien-a-refaire": error(
        "Il n’y a rien à refaire : ni changement annulé, ni saisie en attente.",
        "Pour voir ce qui a été fait : qvtkit history",
    ),
    "modifie-depuis": error(
        "Les mêmes lignes ont été modifiées depuis ; rien n’a été écrit.",
        "Faites la correction à la main d’après ce qui suit. Pour un autre changement : qvtkit history, puis son numéro.",
    ),
    "encore-cite": error(
        "Encore cité à {nombre} : {quoi} « {id} ». Rien n’a été supprimé.",
        "Pour supprimer aussi ces liens : ajoutez --detacher",
    ),
    "encore-cite-apres": error(
        "Cité ailleurs depuis : {quoi} « {id} », que ce changement supprimerait. Rien n’a été écrit.",
        "Annulez d’abord ce qui en parle, ou retirez ces liens.",
    ),
    "encore-indispensable": error(
        "Indispensable à {nombre} : {quoi} « {id} ». Rien n’a été supprimé.",
        "Supprimez d’abord ce qui en dépend.",
    ),
    "cite-ici": info("« {id} » est cité ici."),
    "liens-illisibles": error(
        "{fichier} contient des erreurs : on ne sait pas ce qu’il cite ; rien n’a été écrit.",
        "Corrigez-le, puis recommencez. Pour tout voir : qvtkit check",
    ),
    "identifiant-sans-date": error(
        "« {valeur} » : le nom de cette fiche commence par sa date.", "Exemple : 2016-11-15 ou 2016-11-15-matin"
    ),
    "historique-indisponible": warning(
        "C’est enregistré, mais cet ordinateur n’a pas pu garder de quoi l’annuler.",
        "Vérifiez la place sur le disque de l’ordinateur.",
    ),
    "ecriture-impossible": error("Impossible d’écrire « {fichier} » ({raison}).", "Fermez-le s’il est ouvert ailleurs, vérifiez la place et les droits, puis recommencez."),
    "export-impossible": error("Impossible d’écrire « {fichier} » ({raison}).", "Fermez-le s’il est ouvert ailleurs, ou enregistrez-le à un autre endroit avec -o, par exemple : -o Documents/"),
    "lecture-impossible": error("Impossible de lire « {fichier} » ({raison}).", "Vérifiez que le fichier existe et que vous y avez droit."),
    "lien-hors-dossier": warning("« {fichier} » mène hors du dossier du projet ; il n’est pas suivi.", "Remplacez ce lien par le fichier lui-même."),
    "interrompu": error("Interrompu : rien n’a été écrit.", ""),
    "interrompu-tour": error("Tour interrompu. Déjà enregistré : {notees}.", "Pour reprendre : qvtkit indicator round"),
    "interrompu-brouillon": error("Interrompu : vos réponses sont gardées en brouillon.", "Relancez la même commande pour reprendre où vous en étiez."),
    "courbe-indisponible": error("La courbe ne peut pas être enregistrée en {format} sur cet ordinateur.", "Demandez un fichier .svg : les navigateurs et Word l’ouvrent."),
    "format-indisponible": error("Le format {format} ne peut pas être produit sur cet ordinateur.", "Demandez --format {autres} : Word et LibreOffice savent enregistrer en d’autres formats."),
    "composant-absent": error("Il manque à qvtkit un de ses composants, « {composant} » : ce que vous demandez en a besoin.", "Réinstallez qvtkit (guide, « Installer ») ; le reste marche en attendant."),
    "imprevu": error("Une erreur inattendue s’est produite ({detail}) ; aucune donnée n’a été perdue.", "Pour le détail à transmettre, relancez avec la variable QVTKIT_DEBUG=1."),
}  # fmt: skip
