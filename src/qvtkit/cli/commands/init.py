"""`qvtkit init`: the folder of a new project."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from qvtkit.cli import show
from qvtkit.cli.ask import Question
from qvtkit.cli.clock import new_uid
from qvtkit.cli.commands import project_options as opt  # noqa: TC001 (typer reads the annotations)
from qvtkit.cli.options import code_help, codes, given, is_date, is_whole, pick, text
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import FormeDelegation, Statut
from qvtkit.text import slugify

_ETABLISSEMENT = ("nom", "type", "statut", "finess", "region", "effectif", "etp", "places")
_DEMARCHE = ("titre", "vocabulaire", "contact")


@command
def init(
    session: Session,
    dossier: Annotated[str | None, typer.Argument(metavar="DOSSIER", help="Dossier à créer")] = None,
    exemple: Annotated[
        str | None, typer.Option("--exemple", metavar="NOM", help="Partir d’un exemple (les voir : --exemples)")
    ] = None,
    exemples: Annotated[bool, typer.Option("--exemples", help="Lister les exemples, sans rien créer")] = False,
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
    cluster: Annotated[str | None, text("cluster", "Nom du cluster (vide : hors cluster)")] = None,
    thematique: Annotated[str | None, text("thematique", "Thème du cluster")] = None,
    aract: Annotated[str | None, text("aract", "Aract qui accompagne")] = None,
    ars: Annotated[str | None, text("ars", "ARS du cluster")] = None,
    debut: Annotated[str | None, text("debut", "Début de la démarche", "DATE")] = None,
    forme: Annotated[str | None, text("forme", f"Délégation : {code_help(FormeDelegation)}", "FORME")] = None,
) -> None:
    """Créer le dossier d’un nouveau projet, en répondant à quelques questions.

    qvtkit init tilleuls --nom "Résidence des Tilleuls" --type ehpad
    qvtkit init essai --exemple residence-absence-ash
    """
    from qvtkit.ops import init as ops

    if exemples:
        _list_examples(session)
        return
    if exemple is not None:
        session.finish(ops.from_example(Path(dossier or slugify(exemple)), slugify(exemple), new_uid()))
        return
    if dossier is not None:
        ops.require_free(Path(dossier))
    flags = given(nom=nom, type=type, statut=statut, finess=finess, region=region, effectif=effectif, etp=etp, places=places,
                  titre=titre, vocabulaire=vocabulaire, contact=contact, cluster=cluster, thematique=thematique,
                  aract=aract, ars=ars, debut=debut, forme=forme, dossier=dossier)  # fmt: skip
    answers = session.ask(_questions(), flags, draft="init")
    folder = Path(answers["dossier"])
    session.finish(ops.create(folder, _nested(answers), answers.get("forme", ""), new_uid(), session.today))
    session.clear_draft("init")
    if not (session.dry_run or session.json or session.quiet):
        show.next_steps(ops.next_steps(folder, session.today))


def _list_examples(session: Session) -> None:
    """Show the worked examples, a line each, and how to start from one."""
    from qvtkit.ops.init import example_lines

    found = example_lines()
    if session.reply("exemples", [{"exemple": name, "titre": title} for name, title in found]):
        return
    show.table(session, ("Exemple", "De quoi il parle"), found)
    show.say("Pour partir de l’un d’eux : qvtkit init --exemple NOM")


def _questions() -> list[Question]:
    from qvtkit.ops import init as ops

    return [
        Question("nom", "Quel est le nom de votre établissement ?", "--nom"),
        pick("type", "De quel type est-il ?", "--type", ops.types()),
        pick("statut", "Quel est son statut ?", "--statut", codes(Statut), obligatoire=False),
        Question("region", "Dans quelle région ?", "--region", obligatoire=False),
        Question("effectif", "Combien de personnes travaillent dans l’établissement ?", "--effectif", obligatoire=False,
                 verifie=is_whole, aide="un nombre entier, par exemple 120"),
        Question("titre", "Quel titre donnez-vous à votre démarche ?", "--titre", obligatoire=False,
                 aide="vous pourrez le changer"),
        Question("cluster", "Quel est le nom de votre cluster ?", "--cluster", obligatoire=False,
                 aide="laissez vide si vous n’êtes pas dans un cluster"),
        Question("debut", "Quand la démarche a-t-elle commencé ?", "--debut", obligatoire=False, verifie=is_date,
                 aide="laissez vide pour aujourd’hui"),
        pick("forme", "Qui vous représente au cluster ?", "--forme", _forms(),
             quand=lambda answers: bool(answers.get("cluster")),
             defaut=lambda answers: ops.suggested_form(slugify(str(answers.get("type", ""))))),
        Question("dossier", "Dans quel dossier créer le projet ?", "DOSSIER", defaut="projet-qvt"),
    ]  # fmt: skip


def _forms() -> list[tuple[str, str]]:
    from qvtkit.store.project import referential

    labels = {code: str(body.get("libelle") or code) for code, body in referential("delegations").items()}
    return [(code, labels.get(code, label)) for code, label in codes(FormeDelegation)]


def _nested(answers: dict[str, Any]) -> dict[str, Any]:
    """Sort the answers by rubrique of `qvt.yaml`."""
    cluster = given(nom=answers.get("cluster"), thematique=answers.get("thematique"), aract=answers.get("aract"),
                    ars=answers.get("ars"), debut=answers.get("debut"))  # fmt: skip
    return {
        "etablissement": {key: answers[key] for key in _ETABLISSEMENT if key in answers},
        "demarche": {key: answers[key] for key in _DEMARCHE if key in answers},
        "cluster": cluster if answers.get("cluster") else None,
        "debut": answers.get("debut"),
    }
