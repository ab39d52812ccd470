"""Which Word file of `modeles/` serves for which document, and how it is filled."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from qvtkit.errors import QvtkitError, RefusedError, UsageError
from qvtkit.export.context import contexte
from qvtkit.export.modeles.archive import LE_PLUS_GROS, ModeleRefuseError, examine
from qvtkit.export.modeles.variables import Source, decrites, valeurs
from qvtkit.export.render import Rendered
from qvtkit.issues import issue
from qvtkit.ops.apparence import KIND, Habit, habit
from qvtkit.ops.modeles_lus import Fautes, Modele, donne, lu
from qvtkit.ops.records import root
from qvtkit.store import modeles
from qvtkit.store.folder import require_inside
from qvtkit.store.writing import write_atomic
from qvtkit.text import closest, did_you_mean, fold

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Collection
    from pathlib import Path

    from qvtkit.export.document import Document
    from qvtkit.export.modeles.variables import Decrite
    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet

COMMUN = "word"
"""The name of the Word file that serves for every document without its own."""


class Sorte(NamedTuple):
    """A kind of document: the name of its model, what it is, how the files that are produced begin."""

    nom: str
    titre: str
    debut: str


SORTES = (
    Sorte("fiche", "La fiche de capitalisation", "fiche"),
    Sorte("fiche-courte", "La fiche sur une page", "fiche-courte"),
    Sorte("copil", "Le dossier du comité de pilotage", "dossier-copil"),
    Sorte("compte-rendu", "Le compte rendu", "compte-rendu"),
    Sorte("cadrage", "La note de cadrage", "note-de-cadrage"),
    Sorte("passation", "La fiche de passation", "passation"),
    Sorte("affiche", "L’affiche", "affiche"),
    Sorte("bilan", "Le bilan pour les équipes", "bilan"),
    Sorte("monographie", "La monographie", "monographie"),
    Sorte("formulaire", "Les formulaires", "formulaire"),
    Sorte("guide", "Les guides d’outils", "guide"),
)


@dataclass(frozen=True)
class Habillage:
    """How one document is dressed: the look, the Word model that it fills (None: ours), what is to be told."""

    habit: Habit
    modele: Modele | None = None
    avertissements: tuple[Issue, ...] = ()
    source: tuple[Projet, dt.date] | None = None

    def word(self, document: Document) -> Rendered | None:
        """Return *document* in the model of the establishment, None where it has none with variables.

        Raises InvalidRecordError where the model says something that cannot be.
        """
        if self.modele is None or self.modele.usage != "modele" or self.source is None:
            return None
        from qvtkit.export.modeles.word import remplir

        source = Source(contexte(*self.source), document)
        with Fautes(self.modele.fichier):
            return Rendered(*remplir(self.modele.contenu, source, self.habit.apparence))


def habillage(
    projet: Projet, name: str, day: dt.date, formats: Collection[str], *, sans_modele: bool, modele: str | None = None
) -> Habillage:
    """Return how the document produced under *name* in *formats* is dressed.

    Word files serve for Word: the one at the path *modele*, else its own of `modeles/`, else `word` of apparence.yaml,
    else `modeles/word.docx`. Raises InvalidRecordError for a model with variables that cannot be used, UsageError
    where *modele* cannot serve.
    """
    if modele:
        _require_use(formats, sans_modele=sans_modele)
    look = habit(projet)
    if sans_modele or "docx" not in formats:
        return Habillage(look, None, look.avertissements)
    found, told = (donne(modele), ()) if modele else choisi(projet, sorte(name), look)
    if found is not None and found.usage == "styles":
        look = replace(look, apparence=replace(look.apparence, word=found.contenu))
    return Habillage(look, found, (*look.avertissements, *told), (projet, day))


def _require_use(formats: Collection[str], *, sans_modele: bool) -> None:
    """Raise UsageError where a model is named and nothing would be made with it."""
    if sans_modele:
        raise UsageError.of(
            "valeur-option", option="--modele", message="ne va pas avec --sans-modele.",
            remede="Gardez l’une des deux options.",
        )  # fmt: skip
    if "docx" not in formats:
        raise UsageError.of(
            "valeur-option", option="--modele", message="un modèle Word ne sert qu’au format docx.",
            remede="Ajoutez --format docx, ou retirez --modele.",
        )  # fmt: skip


def sorte(name: str) -> str:
    """Return the kind of document that is produced under *name* (« compte-rendu-2016-11-08 »), empty if unknown."""
    known = [each for each in SORTES if name == each.debut or name.startswith(f"{each.debut}-")]
    return max(known, key=lambda each: len(each.debut)).nom if known else ""


def choisi(projet: Projet, kind: str, look: Habit) -> tuple[Modele | None, tuple[Issue, ...]]:
    """Return the Word file that serves for the documents *kind*, and why one that is named could not.

    Raises InvalidRecordError for a model that cannot be used: whoever made one expects to see it.
    """
    own = modeles.present(root(projet), f"{kind}.docx") if kind else None
    if own is not None:
        return lu(projet, own), ()
    told: tuple[Issue, ...] = ()
    if look.declaree and look.declaree.word:
        try:
            return _styles(projet, look.declaree.word), ()
        except _StylesError as error:
            told = (_refus_de_styles(projet, look.declaree.word, error),)
    common = modeles.present(root(projet), f"{COMMUN}.docx")
    return (lu(projet, common) if common else None), told


class _StylesError(ValueError):
    """Why the Word file named for its styles cannot serve, in French."""


def _styles(projet: Projet, name: str) -> Modele:
    """Return the Word file that apparence.yaml names: only its page and its styles serve."""
    file = modeles.present(root(projet), name)
    if file is None:
        absent = "ce fichier n’est pas dans modeles/"
        raise _StylesError(absent)
    try:
        content = modeles.lire(root(projet), file, LE_PLUS_GROS)
        examine(content)
    except ModeleRefuseError as error:
        raise _StylesError(error.refus.raison) from error
    except QvtkitError as error:
        raise _StylesError(error.issues[0].message.rstrip(".")) from error
    return Modele(file, "styles", content)


def _refus_de_styles(projet: Projet, name: str, error: _StylesError) -> Issue:
    loaded = projet.one(KIND, "")
    place = loaded.position("word") if loaded else None
    return issue("word-refuse", place, fichier=name, raison=str(error))


def verifier(model: Modele) -> None:
    """Raise InvalidRecordError where the model *model* says something that cannot be."""
    from qvtkit.export.modeles.word import verifier as read

    if model.usage == "modele":
        with Fautes(model.fichier):
            read(model.contenu)


@dataclass(frozen=True)
class Etat:
    """Which Word file serves for a kind of document: none, it is ours; `faute` says why it cannot."""

    sorte: Sorte
    fichier: str = ""
    usage: str = ""
    faute: Issue | None = None


def etats(projet: Projet, look: Habit) -> list[Etat]:
    """Return for each kind of document which Word file serves, checked as it would be used."""
    return [_etat(projet, each, look) for each in SORTES]


def _etat(projet: Projet, kind: Sorte, look: Habit) -> Etat:
    try:
        found, told = choisi(projet, kind.nom, look)
        if found is None:
            return Etat(kind, faute=next(iter(told), None))
        verifier(found)
    except QvtkitError as error:
        own = modeles.present(root(projet), f"{kind.nom}.docx") or modeles.present(root(projet), f"{COMMUN}.docx")
        return Etat(kind, own or "", "", error.issues[0])
    return Etat(kind, found.fichier, found.usage, next(iter(told), None))


def variables(projet: Projet, day: dt.date) -> tuple[Decrite, ...]:
    """Return what a model may say, with what each variable says in the fiche of this project."""
    from qvtkit.export.documents.fiche import build

    return decrites(valeurs(Source(contexte(projet, day), build(projet, court=False, aujourdhui=day))))


def nouveau(projet: Projet, typed: str) -> tuple[Path, Callable[[], None]]:
    """Return where a model to start from goes, and what writes it.

    Raises UsageError for a document that does not exist, RefusedError where the file does.
    """
    kind = nomme(typed)
    there = modeles.present(root(projet), f"{kind.nom}.docx")
    if there is not None:
        raise RefusedError.of("modele-existe", fichier=there)
    file = f"{modeles.DOSSIER}/{kind.nom}.docx"
    require_inside(root(projet), file)

    def write() -> None:
        from qvtkit.export.modeles.depart import modele_de_depart

        write_atomic(root(projet) / file, modele_de_depart(habit(projet).apparence))

    return root(projet) / file, write


def nomme(typed: str) -> Sorte:
    """Return the kind of document that a person names. Raises UsageError."""
    word = fold(typed).removesuffix("-docx")
    known = {each.nom: each for each in SORTES} | {each.debut: each for each in SORTES}
    if word in known:
        return known[word]
    names = [each.nom for each in SORTES]
    said = f"il n’y a pas de document « {typed} ».{did_you_mean(closest(word, names))}"
    raise UsageError.of("valeur-option", option="--creer", message=said, remede=f"Les documents : {', '.join(names)}.")
