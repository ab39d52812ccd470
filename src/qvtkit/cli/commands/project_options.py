"""The options that say what `qvt.yaml` holds of the establishment and of the project."""

from __future__ import annotations

from typing import Annotated

from qvtkit.cli.options import code_help, text
from qvtkit.model import codes as closed

Nom = Annotated[str | None, text("nom", "Nom de l’établissement")]
Type = Annotated[str | None, text("type", "Type : ehpad, ch, clinique, had…", "TYPE")]
Statut = Annotated[str | None, text("statut", code_help(closed.Statut), "STATUT")]
Finess = Annotated[str | None, text("finess", "Numéro Finess")]
Region = Annotated[str | None, text("region", "Région")]
Effectif = Annotated[str | None, text("effectif", "Nombre de personnes", "NOMBRE")]
Etp = Annotated[str | None, text("etp", "Équivalents temps plein", "NOMBRE")]
Places = Annotated[str | None, text("places", "Lits ou places", "NOMBRE")]
Titre = Annotated[str | None, text("titre", "Titre de la démarche")]
Vocabulaire = Annotated[str | None, text("vocabulaire", code_help(closed.Vocabulaire), "MOT")]
Contact = Annotated[str | None, text("contact", "Fonction à contacter")]
