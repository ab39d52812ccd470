"""Every sentence about a problem, by code: what is wrong and what to do next.

`{…}` are parameters. A code is stable: tests, documentation and the JSON envelope use it.
The levels are those of `issues.Level`.
"""

from __future__ import annotations

from typing import NamedTuple


class Message(NamedTuple):
    """One entry: level, what is wrong, what to do."""

    level: str
    message: str
    remedy: str = ""


def _error(message: str, remedy: str = "") -> Message:
    return Message("erreur", message, remedy)


def _warning(message: str, remedy: str = "") -> Message:
    return Message("avertissement", message, remedy)


def _info(message: str, remedy: str = "") -> Message:
    return Message("info", message, remedy)


_READING = {
    "yaml-invalide": _error(
        "Cette ligne ne peut pas être lue{detail}.",
        "Regardez la ligne indiquée et celle du dessus : guillemet ou crochet non fermé, décalage différent "
        "des lignes voisines ?",
    ),
    "deux-points-dans-texte": _error(
        "Le texte contient « : », que le fichier prend pour une nouvelle rubrique.",
        "Mettez le texte entre guillemets : {ligne}",
    ),
    "pourcent-au-debut": _error(
        "Une valeur ne peut pas commencer par « {signe} » sans guillemets.",
        "Écrivez : {ligne}",
    ),
    "tabulation": _error(
        "Une tabulation est utilisée pour décaler la ligne.",
        "Remplacez-la par des espaces, autant que sur les lignes voisines.",
    ),
    "espace-insecable": _error(
        "Le décalage de la ligne contient une espace insécable, venue sans doute de Word.",
        "Effacez le début de la ligne et retapez des espaces ordinaires.",
    ),
    "marques-de-fusion": _error(
        "Le fichier contient des marques de fusion (<<<<<<<, =======, >>>>>>>).",
        "Gardez une seule des deux versions et effacez ces marques.",
    ),
    "cle-en-double": _error(
        "« {cle} » apparaît deux fois (déjà ligne {premiere}).",
        "Gardez une seule des deux, ou réunissez leur contenu.",
    ),
    "cle-inconnue": _error(
        "« {cle} » n’est pas une rubrique connue ici.{conseil}",
        "Corrigez le nom, ou effacez la ligne. Rubriques possibles : {possibles}.",
    ),
    "ecriture-avancee": _error(
        "{quoi} ne sont pas acceptées dans un dossier qvtkit.",
        "Écrivez la valeur en toutes lettres, sans « & », « * », « ! » ni « << » devant.",
    ),
    "plusieurs-documents": _error(
        "Le fichier contient plusieurs documents (une ligne « --- » au milieu).",
        "Gardez un seul document par fichier.",
    ),
    "diese-commentaire": _warning(
        "Ce qui suit « # » est pris pour un commentaire et ne fait pas partie du texte.",
        "Si c’est du texte, mettez la valeur entre guillemets.",
    ),
    "racine-invalide": _error(
        "Le fichier devrait contenir des lignes « rubrique : valeur ».",
        "Comparez avec un fichier voisin, ou regardez docs/format.",
    ),
    "encodage-ancien": _warning(
        "Le fichier est enregistré en {encodage} ; il est lu, mais qvtkit ne peut pas l’écrire ainsi.",
        "Dans le Bloc-notes : Enregistrer sous, codage UTF-8.",
    ),
    "fichier-illisible": _error(
        "Le fichier ne contient pas de texte lisible.",
        "Rétablissez une copie de sauvegarde, ou mettez ce fichier ailleurs.",
    ),
    "fichier-trop-gros": _error(
        "Le fichier est trop gros ou trop imbriqué pour être un fichier de projet ({detail}).",
        "Mettez-le ailleurs que dans le dossier du projet.",
    ),
    "identifiant-de-fichier": _error(
        "Le nom du fichier, « {nom} », ne peut pas servir d’identifiant.",
        "Renommez-le : {propose}",
    ),
    "identifiants-proches": _error(
        "« {nom} » et « {autre} » ne diffèrent que par les majuscules ou les accents.",
        "Renommez l’un des deux fichiers.",
    ),
    "fichier-inconnu": _info(
        "Fichier ignoré : il ne correspond à aucune rubrique du projet.",
        "Rien à faire si c’est voulu ; les pièces du groupe vont dans documents/.",
    ),
    "copie-en-conflit": _warning(
        "Copie créée par la synchronisation ; elle n’est pas lue.",
        "Comparez-la avec l’original, reportez ce qui manque, puis effacez-la.",
    ),
}

_VALUES = {
    "texte-attendu": _error(
        "Un texte est attendu ici, pas une liste ni des rubriques.", "Écrivez le texte sur la même ligne."
    ),
    "nombre-attendu": _error(
        "« {valeur} » n’est pas un nombre.", "Exemples : 8,2 ou 8.2 ou 1 234,5 ; nd si la valeur n’est pas disponible."
    ),
    "entier-attendu": _error("« {valeur} » n’est pas un nombre entier.", "Exemple : 12"),
    "oui-non-attendu": _error("« {valeur} » : on attend oui ou non.", "Écrivez oui ou non."),
    "date-invalide": _error(
        "« {valeur} » n’est pas une date qui existe.", "Exemples : 2016, 2016-03, 2016-03-15, mars 2016, 15/03/2016."
    ),
    "periode-invalide": _error(
        "« {valeur} » n’est pas une période qui existe.",
        "Exemples : 2016, 2016-S1 (semestre), 2016-T3, 2016-03, mars 2016, 2016-W11 (semaine), 2016-03-14.",
    ),
    "periode-ambigue": _error(
        "« {valeur} » peut désigner un semestre ou une semaine.",
        "Écrivez 2016-S1 pour un semestre avec une périodicité « semestre », 2016-W01 pour une semaine.",
    ),
    "periode-en-double": _error(
        "La période « {valeur} » est donnée deux fois (aussi écrite « {autre} »).", "Gardez une seule des deux mesures."
    ),
    "heure-invalide": _error("« {valeur} » n’est pas une heure.", "Exemple : 14:00"),
    "identifiant-invalide": _error(
        "« {valeur} » ne peut pas servir d’identifiant.", "Des lettres, des chiffres et des tirets : taux-absence"
    ),
    "code-inconnu": _error(
        "« {valeur} » n’est pas une réponse possible.{conseil}", "Réponses possibles : {possibles}."
    ),
    "liste-attendue": _error(
        "Une liste est attendue ici.", "Une ligne par élément, précédée d’un tiret ; ou [premier, second]."
    ),
    "rubriques-attendues": _error(
        "Des rubriques « nom : valeur » sont attendues ici.",
        "Écrivez-les sur les lignes suivantes, décalées de deux espaces.",
    ),
    "hors-echelle": _error("« {valeur} » est hors de l’échelle ({limite}).", "Donnez une valeur de l’échelle."),
    "valeur-refusee": _error("La valeur « {valeur} » n’est pas comprise ici.", "Regardez l’exemple dans docs/format."),
    "virgule-entre-accolades": _error(
        "Entre accolades, la virgule sépare : « {valeur} » est resté seul après une virgule.",
        "Écrivez le nombre avec un point (51.5) ou entre guillemets (\"51,5\").",
    ),
}

_RECORDS = {
    "formule-illisible": _error(
        "La formule « {formule} » n’est pas un calcul.",
        "Employez des noms de variables, des nombres, + - * / et des parenthèses.",
    ),
    "variable-non-decrite": _warning(
        "La formule emploie « {nom} », que « variables » ne décrit pas.",
        "Ajoutez une ligne « {nom} : ce qui est compté ».",
    ),
    "variable-inconnue": _error(
        "« {nom} » n’est ni une variable de la formule, ni valeur, note ou motif.{conseil}", "Corrigez le nom."
    ),
    "variable-manquante": _error(
        "Il manque {noms} pour calculer cette mesure.", "Ajoutez ce qui manque, ou donnez directement la valeur."
    ),
    "rapport-sans-formule": _error(
        "« a/b » se lit avec une formule à deux variables ; celle-ci en a {nombre}.",
        "Donnez la valeur, ou les variables par leur nom.",
    ),
    "hors-bornes": _warning(
        "La valeur {valeur} est hors des bornes de l’indicateur.", "Vérifiez le chiffre, ou les bornes."
    ),
    "fin-avant-debut": _error("La fin ({fin}) est avant le début ({debut}).", "Corrigez l’une des deux dates."),
    "siege-en-double": _error("Deux sièges portent l’identifiant « {id} ».", "Donnez à chacun le sien."),
    "reference-inconnue": _error(
        "Aucun {genre} ne s’appelle « {valeur} ».{conseil}", "Corrigez le nom, ou créez ce qui manque."
    ),
    "degrade-sans-commentaire": _warning(
        "« {activite} » est noté dégradé sans commentaire.", "Ajoutez ce qui se passe, dans les mots du groupe."
    ),
    "seuil-trop-bas": _error(
        "Un seuil de {valeur} laisserait reconnaître les personnes.", "Le plus bas possible est 5."
    ),
    "seuil-sans-derogation": _error(
        "Un seuil de {valeur} (moins de 10) demande une dérogation écrite.",
        "Ajoutez derogation : date, par et motif, pour l’établissement entier.",
    ),
    "code-referentiel": _warning(
        "« {valeur} » n’est pas dans la liste {liste}.{conseil}", "Corrigez, ou laissez si c’est voulu."
    ),
    "reponse-hors-echelle": _error(
        "« {valeur} » n’est pas une réponse de cette grille.", "Réponses possibles : {possibles}."
    ),
    "reponse-illisible": _error(
        "« {valeur} » n’est pas une réponse à une question.",
        "Écrivez QUESTION=réponse ou QUESTION.collège=réponse, par exemple : --reponse contextes=oui "
        'ou --reponse "restitution.direction=non: pas encore de date"',
    ),
    "partiel-possible": _info("La grille peut être enregistrée sans ces réponses.", "Ajoutez --partiel"),
    "item-hors-moment": _error(
        "La question « {valeur} » ne se pose pas à ce moment ({moment}).",
        "Effacez cette réponse, ou changez le moment.",
    ),
    "grille-differente": _error(
        "Le fichier répond à la grille « {lue} », pas à « {demandee} ».",
        "Enlevez l’une des deux, ou corrigez le fichier.",
    ),
    "item-inconnu": _error(
        "La grille n’a pas de question « {valeur} ».{conseil}", "Corrigez l’identifiant de la question."
    ),
    "date-future": _warning("La date {date} est dans le futur.", "Corrigez, ou inscrivez-la dans l’agenda."),
    "phases-desordre": _warning(
        "La phase {phase} commence avant la précédente.", "Vérifiez les dates ; un chevauchement est permis."
    ),
    "a-remplir": _info("{quoi} n’est pas encore rempli.", "{commande}"),
}

_OPERATIONS = {
    "projet-introuvable": _error(
        "Aucun projet qvtkit dans « {dossier} » ni au-dessus.",
        "Placez-vous dans le dossier du projet, indiquez-le avec --projet, ou créez-en un : qvtkit init",
    ),
    "format-recent": _error(
        "Ce dossier est au format {format}, plus récent que cette version de qvtkit (format {connu}).", "Mettez qvtkit à jour."
    ),
    "format-ancien": _error("Ce dossier est au format {format} ; cette version écrit le format {connu}.", "Faites migrer le dossier avant de continuer."),
    "existe-deja": _error("{quoi} « {id} » existe déjà ({fichier}).", "{conseil}"),
    "dossier-occupe": _error(
        "Le dossier « {dossier} » contient déjà : {contenu}.", "Choisissez un autre dossier, ou videz celui-ci."
    ),
    "introuvable": _error("Il n’y a pas {quoi} « {id} ».{conseil}", "{commande}"),
    "aucun": _error("{quoi}", "{commande}"),
    "preciser": _error("Il y en a plusieurs : {liste}.", "Indiquez lequel avec {option}."),
    "reponse-manquante": _error("Il manque une réponse : {question}", "Ajoutez {option}"),
    "valeur-option": _error("{option} : {message}", "{remede}"),
    "option-inconnue": _error("{message}", "Pour voir les options : {commande}"),
    "virgule-separee": _error(
        "Deux nombres séparés : « {recu} ». Votre terminal a peut-être coupé « {propose} ».",
        'Mettez le nombre entre guillemets : "{propose}", ou écrivez-le avec un point.',
    ),
    "fichier-en-erreur": _error(
        "{fichier} contient des erreurs ; rien n’a été écrit.", "Corrigez-les, puis recommencez. Pour tout voir : qvtkit check"
    ),
    "periode-deja-mesuree": _error(
        "La période {periode} a déjà une mesure ({valeur}).", "Pour la remplacer, ajoutez --remplacer."
    ),
    "periode-mauvaise-taille": _warning(
        "L’indicateur se relève {periodicite}, et {periode} est d’une autre durée.", "Vérifiez la période."
    ),
    "pas-de-valeur": _error("Il n’y a rien à enregistrer : ni valeur, ni variables.", "Donnez une valeur : qvtkit indicator add {id} 8,2 --periode 2016-03"),
    "edition-impossible": _error(
        "{fichier} est écrit d’une façon que qvtkit ne sait pas modifier sans risque.",
        "Faites la modification à la main : {quoi}",
    ),
    "deja-dans-etat": _error("{quoi} est déjà « {etat} ».", "{conseil}"),
    "derniere-phase": _error(
        "La pérennisation est la dernière des quatre phases : il n’y en a pas après.",
        'Pour revenir sur une phase : qvtkit phase reopen PHASE --motif "…"',
    ),
    "phase-jamais-ouverte": _error(
        "La phase « {phase} » n’a pas encore commencé : elle ne peut pas être rouverte.", "{commande}"
    ),
    "debut-manquant": _error("L’expérimentation « {id} » n’a pas commencé.", "qvtkit experiment start {id}"),
    "t0-manquant": _error(
        "Pas de valeur avant le début pour : {liste}. Sans elle, on ne pourra rien comparer.",
        'Relevez-la maintenant (qvtkit indicator add …), ou dites pourquoi vous commencez sans : --motif "…"',
    ),
    "plan-vide": _error(
        "Aucun indicateur n’est prévu pour cette expérimentation.",
        'Choisissez-en (qvtkit experiment edit {id} --indicateur …), ou dites pourquoi vous commencez sans : --motif "…"',
    ),
    "famille-sans-critere": _info(
        "Rien encore dans {familles} : {quoi} se regardent ensemble dans les trois familles.",
        "Ce n’est pas obligatoire ; demandez-vous seulement ce que le test change aussi de ce côté-là.",
    ),
    "motif-manquant": _error("{quoi}", 'Ajoutez --motif "…" : une phrase suffit.'),
    "fichier-existe": _error("« {fichier} » existe déjà ; il n’a pas été touché.", "Choisissez un autre nom avec -o, ou ajoutez --remplacer."),
    "format-document": _error("« {valeur} » n’est pas un format de document.", "Formats : {possibles}."),
    "modifie-entretemps": _error(
        "{fichier} a été modifié par quelqu’un d’autre depuis sa lecture ; rien n’a été écrit.",
        "Relancez la commande : elle repartira du fichier tel qu’il est maintenant.",
    ),
    "ecriture-impossible": _error("Impossible d’écrire « {fichier} » ({raison}).", "Fermez-le s’il est ouvert ailleurs, vérifiez la place et les droits, puis recommencez."),
    "lecture-impossible": _error("Impossible de lire « {fichier} » ({raison}).", "Vérifiez que le fichier existe et que vous y avez droit."),
    "lien-hors-dossier": _error("« {fichier} » mène hors du dossier du projet ; il n’est pas suivi.", "Remplacez ce lien par le fichier lui-même."),
    "interrompu": _error("Interrompu : rien n’a été écrit.", ""),
    "interrompu-brouillon": _error("Interrompu : vos réponses sont gardées en brouillon.", "Relancez la même commande pour reprendre où vous en étiez."),
    "pdf-indisponible": _error("Le PDF ne peut pas être produit sur cet ordinateur.", "Demandez --format docx,html : Word sait enregistrer en PDF."),
    "imprevu": _error("Une erreur inattendue s’est produite ({detail}) ; aucune donnée n’a été perdue.", "Pour le détail à transmettre, relancez avec la variable QVTKIT_DEBUG=1."),
}  # fmt: skip

MESSAGES: dict[str, Message] = _READING | _VALUES | _RECORDS | _OPERATIONS
