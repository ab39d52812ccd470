"""What a machine without typst leaves out of a document, said in the same words whatever its format."""

from __future__ import annotations

from qvtkit.text import NBSP

UNDRAWN = (
    f"Les dessins ont été remplacés par leur description{NBSP}: le composant «{NBSP}typst{NBSP}», qui les dessine, "
    "n’est pas installé."
)
LOGO_UNDRAWN = (
    f"Le logo n’a pas pu être mis dans le document{NBSP}: le composant «{NBSP}typst{NBSP}», qui le dessine, "
    "n’est pas installé. Donnez-le en image .png."
)
