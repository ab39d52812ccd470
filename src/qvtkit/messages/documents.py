"""Sentences about the establishment's own look and its Word models."""

from __future__ import annotations

from qvtkit.messages.message import Message, error, warning

DOCUMENTS: dict[str, Message] = {
    "couleur-invalide": warning(
        "« {valeur} » n’est pas une couleur : les documents gardent celle de qvtkit.",
        'Écrivez-la en six chiffres ou lettres (de 0 à 9, de A à F), entre guillemets : couleur: "#0B5D6B"',
    ),
    "couleur-trop-pale": warning(
        "La couleur {valeur} est trop pâle pour être lue sur du blanc : les documents emploient {employee}, plus foncée.",
        "Choisissez une couleur plus foncée de votre charte, ou laissez faire.",
    ),
    "logo-refuse": warning(
        "« {fichier} » ne peut pas servir de logo ({raison}) : les documents sont produits sans logo.",
        "Mettez dans modeles/ une image .png, .jpg ou .svg de moins de 1 Mo, et son nom dans modeles/apparence.yaml : logo: logo.png",
    ),
    "word-refuse": warning(
        "« {fichier} » ne peut pas donner ses styles ({raison}) : les documents gardent ceux de qvtkit.",
        "Ouvrez-le dans Word, puis enregistrez-le sous un nouveau nom, au type « Document Word (.docx) ».",
    ),
    "modele-refuse": error(
        "« {fichier} » ne peut pas servir de modèle : {raison}. Rien n’a été produit.",
        "{conseil} Pour le document habituel, ajoutez --sans-modele.",
    ),
    "modele-fautif": error(
        "{lieu} : {probleme}",
        "{conseil} Pour voir ce qu’un modèle peut contenir : qvtkit export modeles",
    ),
    "modele-existe": error(
        "Le fichier {fichier} existe déjà ; il n’a pas été touché.",
        "Renommez-le d’abord si vous voulez repartir d’un modèle neuf.",
    ),
}
