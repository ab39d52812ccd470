"""`qvtkit export formulaires`: checklists, tools and sessions on paper, to fill by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from qvtkit.cli.options import code_help, pick, text
from qvtkit.cli.produce import Vers, announce, document_command, left_out, produce
from qvtkit.cli.session import Session
from qvtkit.errors import UsageError
from qvtkit.model.codes import College, EtatExperimentation, MomentEvaluation

if TYPE_CHECKING:
    from qvtkit.ops.forms import Papier

_GROUPS = {"grille": "Grille", "feuille": "Feuille"}


@document_command
def formulaires(
    session: Session,
    vers: Vers,
    formulaire: Annotated[
        str | None, typer.Argument(metavar="FORMULAIRE", help="Une grille ou une feuille, par son nom ; sans lui, la liste")
    ] = None,
    experimentation: Annotated[
        str | None, typer.Argument(metavar="EXPÉRIMENTATION", help="Pour « seance » : celle en cours par défaut")
    ] = None,
    moment: Annotated[
        str | None, text("moment", f"Grille à plusieurs moments : {code_help(MomentEvaluation)} (tous par défaut)", "MOMENT")
    ] = None,
    colleges: Annotated[
        list[str] | None,
        text(
            "colleges",
            f"Grille : collège à qui donner sa ligne (répétable ; ceux du groupe par défaut) : {code_help(College)}",
            "COLLÈGE",
        ),
    ] = None,
    tous: Annotated[bool, typer.Option("--tous", help="Tous, un fichier PDF chacun, dans un même dossier")] = False,
) -> None:  # fmt: skip
    """Produire une feuille à remplir à la main : une grille, un outil d’état des lieux, une séance.

    qvtkit export formulaires points-de-vigilance
    qvtkit export formulaires observation
    qvtkit export formulaires seance
    qvtkit export formulaires --tous
    """
    from qvtkit.ops import forms

    if tous:
        _all(session, formulaire, vers)
        return
    asked = _asked(session, formulaire, experimentation, moment, colleges or [])
    produce(
        session, asked.nom, lambda: forms.build(session.projet, asked, session.today, colleges or ()), vers,
        said="Formulaire produit :",
    )  # fmt: skip


def _asked(
    session: Session, typed: str | None, experiment: str | None, moment: str | None, colleges: list[str]
) -> Papier:
    """Return the sheet that was asked for; UsageError for an option that it does not have."""
    from qvtkit.ops import forms

    chosen = forms.resolve(session.projet, typed or _choose(session))
    if chosen.genre == "grille":
        forms.request(session.projet, chosen.id, session.today, moment, colleges)
        given = {"EXPÉRIMENTATION": experiment}
        given |= {} if session.projet.grilles[chosen.id].moments else {"--moment": moment}
    else:
        given = {"--moment": moment, "--colleges": ", ".join(colleges)}
        given |= {} if chosen.id == forms.SEANCE else {"EXPÉRIMENTATION": experiment}
    if experiment and "EXPÉRIMENTATION" in given:
        raise UsageError.of(
            "valeur-option", option="EXPÉRIMENTATION", message=f"« {experiment} » est en trop, une feuille à la fois.",
            remede="Relancez la commande pour chacune, ou demandez-les toutes avec --tous.",
        )  # fmt: skip
    for option in (name for name, value in given.items() if value):
        raise UsageError.of(
            "valeur-option", option=option, message=f"ne va pas avec « {chosen.titre} ».",
            remede="Retirez cette option, ou choisissez un autre formulaire.",
        )  # fmt: skip
    if chosen.id == forms.SEANCE and chosen.genre == "feuille":
        return replace(chosen, experimentation=_experiment(session, experiment))
    return replace(chosen, moment=moment)


def _choose(session: Session) -> str:
    """Return the sheet picked in the list: grids, then sheets."""
    from qvtkit.ops import forms

    known = forms.papiers(session.projet)
    if not session.can_ask:
        told = (
            f"{name.lower()}s : {', '.join(p.id for p in known if p.genre == kind)}" for kind, name in _GROUPS.items()
        )
        raise UsageError.of("preciser", liste=" ; ".join(told), option="FORMULAIRE")
    choices = [(f"{each.genre}-{each.id}", f"{_GROUPS[each.genre]} : {each.titre}") for each in known]
    return str(session.ask([pick("formulaire", "Quel formulaire ?", "FORMULAIRE", choices)], {})["formulaire"])


def _experiment(session: Session, typed: str | None) -> str:
    """Return the experiment whose session it is: named, running, else chosen; none where the project has none."""
    from qvtkit.cli.choose import one
    from qvtkit.ops import experiments

    if not typed and not session.projet.experimentations:
        return ""
    running = experiments.in_state(session.projet, EtatExperimentation.EN_COURS)
    among = running or experiments.in_state(session.projet, EtatExperimentation.PREVUE)
    return experiments.resolve(session.projet, one(session, "experimentation", typed, "EXPÉRIMENTATION", among))


def _all(session: Session, typed: str | None, vers: Vers) -> None:
    """Produce every sheet, each in its file, in a folder of their own."""
    from qvtkit.ops import exports, forms, modeles

    if typed:
        raise UsageError.of(
            "valeur-option", option="--tous", message=f"« {typed} » et tous les formulaires à la fois.",
            remede="Donnez un nom, ou --tous seul.",
        )  # fmt: skip
    kinds = exports.formats(vers.format or "pdf", None)
    folder = vers.sortie or str(Path(session.projet.racine) / "exports" / f"formulaires-{session.today.isoformat()}")
    papers = forms.tous(session.projet)
    wanted = [exports.targets(session.projet, each.nom, f"{folder}/", kinds, session.today) for each in papers]
    if not vers.remplacer:
        exports.require_free([target for targets in wanted for target in targets])
    if session.dry_run:
        files = [target.path for targets in wanted for target in targets]
        announce(session, files, (), "Seraient produits (--dry-run) :")
        return
    dressed = [
        modeles.habillage(
            session.projet, each.nom, session.today, kinds, sans_modele=vers.sans_modele, modele=vers.modele
        )
        for each in papers
    ]
    made = exports.produce_all(
        (forms.build(session.projet, each, session.today), targets, look)
        for each, targets, look in zip(papers, wanted, dressed, strict=True)
    )
    warnings = (*left_out(session.projet), *made.warnings)
    announce(session, made.files, warnings, "Formulaires produits :", dressed[0].avertissements)
