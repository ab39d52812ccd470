"""Sentences about a workbook that is imported: why a cell is doubtful, and what makes it certain."""

from __future__ import annotations

from qvtkit.messages.message import Message, error, warning

IMPORTS: dict[str, Message] = {
    "tableau-illisible": error("Ce fichier ne peut pas être lu : {raison}", "{conseil}"),
    "tableau-sans-chiffre": error(
        "Aucun tableau de chiffres n’a été trouvé dans ce fichier.",
        "Vérifiez que c’est le bon fichier, et la bonne feuille (--feuille). Il contient : {feuilles}.",
    ),
    "rien-de-sur": error(
        "Aucune mesure n’est sûre dans ce tableau : rien n’a été écrit.",
        "Voyez les cellules douteuses ci-dessus. Pour répondre aux questions une à une, lancez la commande dans un terminal.",
    ),
    "import-libelle": warning(
        "{cellules} : « {detail} » n’est pas le nom d’un indicateur de ce projet.",
        'Dites ce que c’est : --libelle "{detail}=IDENTIFIANT" (ou =ignorer).{conseil}',
    ),
    "import-sans-nom": warning(
        "{cellules} : rien ne dit de quel indicateur sont ces chiffres.",
        "Écrivez son nom dans le tableau, au début de la ligne ou en haut de la colonne.",
    ),
    "import-au-catalogue": warning(
        "{cellules} : « {detail} » est au catalogue, pas encore dans ce projet.", "Pour le créer en passant : --creer"
    ),
    "import-plusieurs": warning(
        "{cellules} : « {detail} » peut désigner plusieurs indicateurs.",
        'Choisissez : --libelle "{detail}=IDENTIFIANT", ou =IDENTIFIANT.variable',
    ),
    "import-service": warning(
        "{cellules} : aucun indicateur de ce nom n’est celui de « {detail} ».",
        "Créez cet indicateur si le groupe le suit (qvtkit indicator add NOM --service …) : le chiffre d’un service n’est pas celui de tous.",
    ),
    "import-sans-service": warning(
        "{cellules} : {detail} est suivi pour un service, et le tableau ne dit pas que ces chiffres sont les siens.",
        'S’ils le sont, dites-le : --perimetre "NOM DU SERVICE".',
    ),
    "import-perimetre": warning(
        "{cellules} : « {detail} » : ces chiffres sont-ils ceux de tout l’établissement ?",
        'Si oui : --perimetre "{detail}=tout" (ou =NOM DU SERVICE, ou =ignorer).',
    ),
    "import-annee-a-confirmer": warning(
        "{cellules} : {detail}.", "Confirmez l’année avec --annee, ou écrivez-la dans le tableau."
    ),
    "import-a-verifier": warning("{cellules} : {detail}.", "Vérifiez dans le tableau."),
    "import-calcul": warning(
        "{cellules} : deux chiffres se contredisent ({detail}).",
        'Corrigez le tableau. Pour ne garder que le calcul : --libelle "LIBELLÉ DU RÉSULTAT=ignorer"',
    ),
    "import-nominatif": warning(
        "{cellules} : ce tableau semble nominatif (une ligne par personne) : rien n’en est pris, montré ni gardé.",
        "Importez un tableau de totaux, sans les noms ni les matricules.",
    ),
    "import-sans-effet": warning(
        "--libelle : {quoi} ne correspond à aucun libellé de ce tableau.", "Recopiez le libellé comme il y est écrit."
    ),
    "import-conflit-nd": warning(
        "{cellules} : {detail}.", "La valeur du projet est gardée : une absence de chiffre n’en remplace jamais un."
    ),
    "import-periode": warning(
        "{cellules} : on ne sait pas de quelle période sont ces chiffres ({detail}).",
        "Écrivez la période dans le tableau : mars 2025, 03/2025, T1 2025.",
    ),
    "import-annee": warning(
        "{cellules} : le mois est connu, l’année non.", "Dites-la, avec ses quatre chiffres : --annee ANNÉE"
    ),
    "import-duree": warning(
        "{cellules} : ces chiffres n’ont pas la durée à laquelle l’indicateur se relève : {detail}.",
        "S’il ne doit pas être noté, il n’y a rien à faire.",
    ),
    "import-nombre": warning(
        "{cellules} : « {detail} » n’est pas un nombre que l’on puisse lire d’une seule façon.",
        "Corrigez la cellule dans le tableau, ou saisissez la mesure : qvtkit indicator add",
    ),
    "import-unite": warning(
        "{cellules} : l’unité n’est pas celle de l’indicateur ({detail}).",
        "Vérifiez l’indicateur choisi, ou convertissez les chiffres dans le tableau.",
    ),
    "import-echelle": warning(
        "{cellules} : {detail}, est-ce une fraction ou déjà un pourcentage ?",
        'Si c’est une fraction, dites-le : --libelle "LIBELLÉ=IDENTIFIANT*100". Sinon : --accepter CELLULE',
    ),
    "import-partie": warning(
        "{cellules} : « {detail} » ne dit pas assez quelle variable de la formule c’est.",
        'Nommez-la : --libelle "LIBELLÉ=IDENTIFIANT.variable"',
    ),
    "import-variables": warning(
        "{cellules} : la mesure ne peut pas être calculée de façon sûre ({detail}).",
        "Complétez le tableau, ou saisissez la mesure : qvtkit indicator add",
    ),
    "import-double": warning(
        "{cellules} : le tableau donne deux chiffres différents pour la même mesure ({detail}).",
        "Gardez le bon dans le tableau.",
    ),
    "import-conflit": warning("{cellules} : {detail}.", "Pour prendre la valeur du tableau, ajoutez --remplacer."),
}
