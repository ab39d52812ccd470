"""The registry of kinds of records: which model, which file, which words.

A record's id is its file's name; a session's id is `experimentation/date`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from qvtkit.model.base import Record


@dataclass(frozen=True)
class Kind:
    """A kind of record. `chemin` is its place, with `{id}` where the id goes (none: a singleton)."""

    nom: str
    modele: str
    chemin: str
    libelle: str
    """With its article, for sentences: « le groupe », « l’indicateur »."""

    @cached_property
    def model(self) -> type[Record]:
        """The class of the records, imported when first asked."""
        module, _, name = self.modele.partition(":")
        return getattr(import_module(f"qvtkit.model.{module}"), name)  # type: ignore[no-any-return]

    @property
    def singleton(self) -> bool:
        """Tell whether the project has exactly one such file."""
        return "{" not in self.chemin

    def path(self, record_id: str = "") -> str:
        """Return the place of the record *record_id*, relative to the project."""
        parent, _, name = record_id.rpartition("/")
        return self.chemin.format(id=name, parent=parent)

    def id_of(self, path: str) -> str | None:
        """Return the id of the record at *path* (relative, with `/`), None when not of this kind."""
        if self.singleton:
            return "" if path == self.chemin else None
        wanted, given = self.chemin.split("/"), path.split("/")
        if len(wanted) != len(given):
            return None
        found: dict[str, str] = {}
        for pattern, part in zip(wanted, given, strict=True):
            name, brace, ending = pattern.partition("}")
            if brace and part.endswith(ending) and part != ending:
                found[name] = part.removesuffix(ending)
            elif pattern != part:
                return None
        return "/".join(found[name] for name in ("{parent", "{id") if name in found)


_ALL = (
    Kind("dossier", "dossier:Dossier", "qvt.yaml", "la fiche du projet"),
    Kind("agenda", "agenda:Agenda", "agenda.yaml", "l’agenda"),
    Kind("journal", "journal:Journal", "journal.yaml", "le journal"),
    Kind("cadrage", "cadrage:Cadrage", "1-conception/cadrage.yaml", "le cadrage"),
    Kind("groupe", "groupe:Groupe", "1-conception/groupes/{id}.yaml", "le groupe"),
    Kind("etat-des-lieux", "diagnostic:EtatDesLieux", "2-diagnostic/etat-des-lieux.yaml", "l’état des lieux"),
    Kind("probleme", "diagnostic:Probleme", "2-diagnostic/problemes/{id}.yaml", "le problème"),
    Kind("experimentation", "experimentation:Experimentation", "3-experimentation/{id}/experimentation.yaml", "l’expérimentation"),
    Kind("seance", "seance:Seance", "3-experimentation/{parent}/seances/{id}.yaml", "la séance"),
    Kind("bilan", "perennisation:Bilan", "4-perennisation/bilan.yaml", "le bilan"),
    Kind("suites", "perennisation:Suites", "4-perennisation/suites.yaml", "les suites"),
    Kind("indicateur", "indicateur:Indicateur", "indicateurs/{id}.yaml", "l’indicateur"),
    Kind("questionnaire", "questionnaire:Questionnaire", "questionnaires/{id}.yaml", "le questionnaire"),
    Kind("proposition", "proposition:Proposition", "propositions/{id}.yaml", "la proposition"),
    Kind("evaluation", "evaluation:Evaluation", "evaluations/{id}.yaml", "l’évaluation"),
    Kind("reunion", "reunion:Reunion", "reunions/{id}.yaml", "la réunion"),
    Kind("grille", "evaluation:Grille", "modeles/grilles/{id}.yaml", "la grille"),
    Kind("apparence", "apparence:ApparenceEtablissement", "modeles/apparence.yaml", "l’apparence"),
    Kind("correspondance", "correspondance:Correspondance", "modeles/correspondances/{id}.yaml", "la correspondance"),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.nom: kind for kind in _ALL}


def kind_of(path: str) -> tuple[Kind, str] | None:
    """Return the kind and the id of the record at *path*, None for a file that is no record."""
    for kind in _ALL:
        record_id = kind.id_of(path)
        if record_id is not None:
            return kind, record_id
    return None
