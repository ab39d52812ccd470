"""Sentences about files that are read: what cannot be understood as text or YAML."""

from __future__ import annotations

from qvtkit.messages.message import Message, error, info, warning

READING: dict[str, Message] = {
    "yaml-invalide": error(
        "Cette ligne ne peut pas être lue{detail}.",
        "Regardez la ligne indiquée et celle du dessus : deux-points oubliés, guillemet ou crochet non fermé, décalage "
        "différent des lignes voisines ?",
    ),
    "deux-points-dans-texte": error(
        "Le texte contient « : », que le fichier prend pour une nouvelle rubrique.",
        "Mettez le texte entre guillemets : {ligne}",
    ),
    "pourcent-au-debut": error(
        "Une valeur ne peut pas commencer par « {signe} » sans guillemets.",
        "Écrivez : {ligne}",
    ),
    "espace-apres-deux-points": error(
        "Il manque une espace après « : ».",
        "Écrivez : {ligne}",
    ),
    "mesure-non-decalee": error(
        "La mesure « {cle} » n’est pas décalée : elle doit se trouver sous « mesures : ».",
        "Ajoutez deux espaces au début de la ligne.",
    ),
    "extension-inattendue": warning(
        "Ce fichier n’est pas lu : son nom devrait finir par « .yaml ».",
        "Renommez-le : {propose}",
    ),
    "tabulation": error(
        "Une tabulation est utilisée pour décaler la ligne.",
        "Remplacez-la par des espaces, autant que sur les lignes voisines.",
    ),
    "espace-insecable": error(
        "Le décalage de la ligne contient une espace insécable, venue sans doute de Word.",
        "Effacez le début de la ligne et retapez des espaces ordinaires.",
    ),
    "marques-de-fusion": error(
        "Le fichier contient des marques de fusion (<<<<<<<, =======, >>>>>>>).",
        "Gardez une seule des deux versions et effacez ces marques.",
    ),
    "cle-en-double": error(
        "« {cle} » apparaît deux fois (déjà ligne {premiere}).",
        "Gardez une seule des deux, ou réunissez leur contenu.",
    ),
    "cle-inconnue": error(
        "« {cle} » n’est pas une rubrique connue ici.{conseil}",
        "Corrigez le nom, ou effacez la ligne. Rubriques possibles : {possibles}.",
    ),
    "ecriture-avancee": error(
        "{quoi} ne sont pas acceptées dans un dossier qvtkit.",
        "Écrivez la valeur en toutes lettres, sans « & », « * », « ! » ni « << » devant.",
    ),
    "plusieurs-documents": error(
        "Le fichier contient plusieurs documents (une ligne « --- » au milieu).",
        "Gardez un seul document par fichier.",
    ),
    "diese-commentaire": warning(
        "Ce qui suit « # » est pris pour un commentaire et ne fait pas partie du texte.",
        "Si c’est du texte, mettez la valeur entre guillemets.",
    ),
    "racine-invalide": error(
        "Le fichier devrait contenir des lignes « rubrique : valeur ».",
        "Comparez avec un fichier voisin du même genre.",
    ),
    "encodage-ancien": warning(
        "Le fichier est enregistré en {encodage} ; il est lu, mais qvtkit ne peut pas l’écrire ainsi.",
        "Pour le convertir : qvtkit doctor --fix (ou, dans le Bloc-notes : Enregistrer sous, codage UTF-8).",
    ),
    "fichier-illisible": error(
        "Le fichier ne contient pas de texte lisible.",
        "Rétablissez une copie de sauvegarde, ou mettez ce fichier ailleurs.",
    ),
    "fichier-trop-gros": error(
        "Le fichier est trop gros ou trop imbriqué pour être un fichier de projet ({detail}).",
        "Mettez-le ailleurs que dans le dossier du projet.",
    ),
    "dossier-trop-grand": warning(
        "Le dossier contient plus de {nombre} fichiers ; les suivants ne sont pas regardés.",
        "Le projet a-t-il un dossier à lui ? Mettez ailleurs ce qui n’en fait pas partie.",
    ),
    "autres-problemes": info(
        "D’autres problèmes du même genre ne sont pas montrés.",
        "Corrigez d’abord ceux-ci, puis relancez : qvtkit check",
    ),
    "caractere-invisible": error(
        "La ligne contient un caractère invisible ({signe}) qu’un texte ne peut pas garder.",
        "Effacez la ligne et retapez-la : il vient sans doute d’un copier-coller.",
    ),
    "identifiant-de-fichier": error(
        "Le nom du fichier, « {nom} », ne peut pas servir d’identifiant.",
        "Renommez-le : {propose}",
    ),
    "identifiants-proches": error(
        "« {nom} » et « {autre} » ne diffèrent que par les majuscules, les accents ou la ponctuation ; "
        "seul le second est lu.",
        "Renommez l’un des deux fichiers.",
    ),
    "fichier-inconnu": info(
        "Fichier ignoré : il ne correspond à aucune rubrique du projet.",
        "Rien à faire si c’est voulu ; les pièces du groupe vont dans documents/.",
    ),
    "copie-en-conflit": warning(
        "Copie créée par la synchronisation ; elle n’est pas lue.",
        "Pour la comparer avec l’original, côte à côte : qvtkit doctor",
    ),
    "dossier-ancien": warning(
        "Ce dossier est au format {format} ; il est lu, mais rien ne peut y être écrit avant sa mise à jour.",
        "Pour le mettre au format {connu} (une copie est gardée) : qvtkit migrate",
    ),
}
