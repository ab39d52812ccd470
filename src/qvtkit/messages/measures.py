"""Sentences about a measure that is possible and yet surprising, and about what it is set beside."""

from __future__ import annotations

from qvtkit.messages.message import Message, info, warning

MEASURES: dict[str, Message] = {
    "valeur-dix-fois": warning(
        "{valeur}, c’est {combien} que la valeur d’avant ({derniere}, {periode}).",
        "Vérifiez la virgule et l’unité.",
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
