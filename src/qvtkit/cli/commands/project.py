"""`qvtkit project`: what `qvt.yaml` says of the establishment and of the project itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.commands import project_options as opt  # noqa: TC001 (typer reads the annotations)
from qvtkit.cli.options import Motif, code_help, codes, given, is_number, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import EtatDemarche, Statut

if TYPE_CHECKING:
    from collections.abc import Mapping

_DRAFT = "project-edit"


@command
def edit(
    session: Session,
    nom: opt.Nom = None,
    type: opt.Type = None,
    statut: opt.Statut = None,
    finess: opt.Finess = None,
    region: opt.Region = None,
    effectif: opt.Effectif = None,
    etp: opt.Etp = None,
    places: opt.Places = None,
    titre: opt.Titre = None,
    vocabulaire: opt.Vocabulaire = None,
    contact: opt.Contact = None,
    etat: Annotated[str | None, text("etat", f"La démarche est : {code_help(EtatDemarche)}", "ÉTAT")] = None,
    motif: Motif = None,
) -> None:
    """Compléter ou corriger ce que le dossier dit de l’établissement et de la démarche, et dire où elle en est.

    Exemple : qvtkit project edit --etat en-sommeil --motif "La direction change en juin"
    """
    from qvtkit.ops import demarche

    known = given(
        nom=nom, type=type, statut=statut, finess=finess, region=region, effectif=effectif, etp=etp, places=places,
        titre=titre, vocabulaire=vocabulaire, contact=contact, etat=etat, motif=motif,
    )  # fmt: skip
    asked = session.can_ask and not known
    if asked:
        before = demarche.written(session.projet)
        answers = session.ask(_questions(before), {}, draft=_DRAFT)
        known = {key: value for key, value in answers.items() if str(value) != before.get(key, "")}
    session.finish(demarche.edit(session.projet, known, session.today))
    if asked:
        session.clear_draft(_DRAFT)


def _questions(before: Mapping[str, str]) -> list[Question]:
    """Return every rubrique with what is written now, to be kept or corrected."""
    from qvtkit.ops.init import types

    def line(key: str, asked: str, **more: Any) -> Question:
        return Question(
            key, asked, f"--{key}", defaut=before.get(key), obligatoire=False, **more
        )  # fmt: skip

    state = before.get("etat", "")
    return [
        line("nom", "Quel est le nom de votre établissement ?"),
        pick("type", "De quel type est-il ?", "--type", types(), defaut=before.get("type"), obligatoire=False),
        pick("statut", "Quel est son statut ?", "--statut", codes(Statut), defaut=before.get("statut"), obligatoire=False),
        line("region", "Dans quelle région ?"),
        line("effectif", "Combien de personnes y travaillent ?", verifie=is_number),
        line("titre", "Quel titre donnez-vous à votre démarche ?"),
        line("contact", "Qui contacter, par sa fonction ?", aide="la fiche de capitalisation la donne, jamais un nom"),
        pick("etat", "Où en est la démarche ?", "--etat", codes(EtatDemarche), defaut=state),
        Question("motif", "Pourquoi ce changement ?", "--motif", obligatoire=False,
                 quand=lambda answers: answers.get("etat") != state),
    ]  # fmt: skip
