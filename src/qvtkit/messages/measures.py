"""Sentences about a measure that is possible and yet surprising, and about what it is set beside."""

from __future__ import annotations

from qvtkit.messages.message import Message, error, info, warning

MEASURES: dict[str, Message] = {
    "valeur-dix-fois": warning(
        "{valeur}, c’est {combien} que d’habitude ({habituelle}, la médiane des valeurs connues).",
        "Vérifiez la virgule et l’unité.",
    ),
    "mesures-sans-resultat": error(
        "{combien} plus de résultat ({periodes}) : la formule attend {noms}, ces mesures ont d’autres variables.",
        "Donnez la date du changement (--depuis) : avant elle, l’ancienne formule vaut encore. "
        "Ou créez un autre indicateur.",
    ),
    "etp-trop-grand": warning(
        "{etp} ETP, c’est plus du double de ceux de l’établissement ({connu}).",
        "Vérifiez que les deux nombres ne sont pas inversés, et qu’il s’agit d’une moyenne et non d’un total.",
    ),
    "loin-du-publie": warning(
        "{valeur}, c’est loin des valeurs publiées ({publiees}).",
        "Vérifiez la virgule et l’unité. Si le chiffre est juste, gardez-le.",
    ),
    "pourcentage-impossible": warning(
        "{valeur} : une part ne dépasse pas 100 %.", "Vérifiez que ce que l’on compte en haut fait partie du bas."
    ),
    "pourcentage-en-fraction": warning(
        "{valeur} semble être une fraction : les autres valeurs sont en pour cent ({autres}).",
        "Pour {propose} %, écrivez {propose}.",
    ),
    "comptage-negatif": warning("{quoi} est au-dessous de zéro : {valeur}.", "Vérifiez le signe."),
    "piege-connu": info("{piege}"),
    "comparaison-incomplete": warning(
        "La valeur publiée {valeur} n’a pas {manque} : elle ne sera pas montrée.",
        "Ajoutez ce qui manque : sans champ ni année, une comparaison trompe.",
    ),
}
