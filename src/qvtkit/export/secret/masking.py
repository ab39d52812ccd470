"""The one door by which a project leaves the folder: functions rather than names, no small group, collèges.

`masked` gives a project whose every record may be shown: what is built from it cannot leak. Documents are built from
nothing else (`contexte` and `Base.of` want it, a test reads the code of every builder).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.export.secret import petits_groupes
from qvtkit.export.secret.filtre import Filtre
from qvtkit.export.secret.mesures_cachees import mesures_cachees
from qvtkit.export.secret.paroles import sans_paroles
from qvtkit.model.apparence import ApparenceEtablissement
from qvtkit.model.diagnostic import EtatDesLieux
from qvtkit.model.dossier import Dossier
from qvtkit.model.experimentation import Experimentation
from qvtkit.model.indicateur import Indicateur
from qvtkit.model.projet import Projet
from qvtkit.model.questionnaire import Questionnaire
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.export.secret.masque import Masque
    from qvtkit.issues import Issue, Position
    from qvtkit.model.base import Record
    from qvtkit.model.codes import Identites
    from qvtkit.model.evaluation import Grille
    from qvtkit.model.kinds import Kind
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Loaded, Placed
    from qvtkit.model.seance import Seance

_TRANCHES = (
    (20, "moins de 20"), (50, "20–49"), (100, "50–99"), (250, "100–249"), (500, "250–499"),
    (1000, "500–999"),
)  # fmt: skip


def tranche(effectif: int | None) -> str:
    """Return the band of a head count: « 50–99 ». Empty when it is not known."""
    if effectif is None:
        return ""
    return next((band for limit, band in _TRANCHES if effectif < limit), "1000 et plus")


def participants(nombre: int | None, seuil: int) -> str:
    """Return how many took part, hidden below the threshold: « moins de 10 participants »."""
    if nombre is None:
        return ""
    return plural(nombre, "participant") if nombre >= seuil else f"moins de {seuil} participants"


@dataclass(frozen=True)
class _MaskedPlaces:
    """Where the values of a file are written, the name of the file without anybody's."""

    source: Placed
    filtre: Filtre

    def position(self, *path: str | int) -> Position:
        """Return the place of the value at *path*."""
        found = self.source.position(*path)
        return replace(found, file=self.filtre.code(found.file))


class _MaskedSource:
    """The files of a project, each record as it may be shown; those that the project has read are not read again."""

    def __init__(self, projet: Projet, filtre: Filtre) -> None:
        self._projet = projet
        self._source = projet.source
        self._filtre = filtre

    def load(self, kind: Kind) -> Mapping[str, Loaded[Record]]:
        loaded = self._projet.loaded(kind.nom)
        return {self._filtre.identifiant(key): self._masked(one) for key, one in loaded.items()}

    def load_one(self, kind: Kind, record_id: str) -> Loaded[Record] | None:
        return self.load(kind).get(self._filtre.identifiant(record_id))

    @cached_property
    def cachees(self) -> Mapping[str, Mapping[Periode, str]]:
        """The measures that are not shown, by indicator as the folder calls it: each with why."""
        by_indicator: dict[str, dict[Periode, str]] = defaultdict(dict)
        for (key, periode), why in mesures_cachees(self._projet).items():
            by_indicator[key][periode] = why
        return by_indicator

    def _masked(self, loaded: Loaded[Record]) -> Loaded[Record]:
        record = self._shown(loaded)
        return replace(
            loaded, id=self._filtre.identifiant(loaded.id), file=self._filtre.code(loaded.file), record=record,
            source=_MaskedPlaces(loaded.source, self._filtre),
        )  # fmt: skip

    def _shown(self, loaded: Loaded[Record]) -> Record | None:
        """Return a record without small groups, then without names."""
        record, threshold = loaded.record, self._projet.dossier.confidentialite.seuil
        match record:
            case None | ApparenceEtablissement():  # its paths are read, and its words are the establishment's
                return record
            case Indicateur():
                record = petits_groupes.sans_mesures(record, self.cachees.get(loaded.id, {}))
            case Questionnaire():
                record = petits_groupes.sans_petites_vagues(record, threshold)
            case EtatDesLieux():
                record = petits_groupes.sans_petits_nombres(sans_paroles(record), threshold)
            case Experimentation():
                area = petits_groupes.sans_petit_effectif(record.perimetre, threshold)
                record = record.model_copy(update={"perimetre": area})
            case Dossier():
                rules = record.confidentialite.model_copy(update={"identites": self._filtre.identites})
                record = record.model_copy(update={"confidentialite": rules})
        return self._filtre.record(record)

    def notices(self) -> tuple[Issue, ...]:
        """Return nothing: what concerns the folder itself is told by the command that opened it."""
        return ()

    def strays(self) -> Iterator[Issue]:
        """Return what lies in the folder and is not read."""
        return self._source.strays()

    def corrected(self, found: Sequence[Issue]) -> list[Issue]:
        """Return the issues as they are: no line of a file leaves the folder."""
        return list(found)

    def builtin_grids(self) -> Mapping[str, Loaded[Grille]]:
        return self._source.builtin_grids()

    def builtin_grid(self, name: str) -> Loaded[Grille] | None:
        return self._source.builtin_grid(name)

    def referential(self, name: str) -> Mapping[str, Mapping[str, object]]:
        return self._source.referential(name)

    def expressions(self, name: str) -> Mapping[str, Mapping[str, object]]:
        return self._source.expressions(name)


class _ParId(dict[str, "Record"]):
    """Records by id, which also answer to the id that the folder gives them."""

    def __init__(self, records: Mapping[str, Record], filtre: Filtre) -> None:
        super().__init__(records)
        self._filtre = filtre

    def __missing__(self, key: str) -> Record:
        shown = self._filtre.identifiant(key)
        if shown == key:
            raise KeyError(key)
        return self[shown]


class ProjetMasque(Projet):
    """A project as it may leave the folder: the only one that documents are built from."""

    def __init__(self, projet: Projet, identites: Identites | None = None) -> None:
        self.origine = projet
        self.filtre = Filtre(projet, identites or projet.dossier.confidentialite.identites)
        self._masked_source = _MaskedSource(projet, self.filtre)
        super().__init__(projet.racine, self._masked_source)

    @property
    def masque(self) -> Masque:
        """How the persons that the folder knows are told."""
        return self.filtre.masque

    def sans_nom(self, code: str) -> str:
        """Return a code or a path without any name."""
        return self.filtre.code(code)

    def identifiant(self, record_id: str) -> str:
        """Return the id under which a record of the folder is known here: without any name."""
        return self.filtre.identifiant(record_id)

    def seances_de(self, experimentation: str) -> dict[str, Seance]:
        """Return the sessions of one experiment by date."""
        return super().seances_de(self.identifiant(experimentation))

    def grille(self, name: str) -> Grille | None:
        """Return one checklist: the project's own, else the one shipped."""
        return super().grille(self.identifiant(name))

    @cached_property
    def cachees(self) -> Mapping[str, Mapping[Periode, str]]:
        """The measures that are not shown, by indicator: each with why, in words."""
        return {self.identifiant(key): periods for key, periods in self._masked_source.cachees.items()}

    def _records(self, kind: str) -> dict[str, Record]:
        return _ParId(super()._records(kind), self.filtre)


def masked(projet: Projet, identites: Identites | None = None) -> ProjetMasque:
    """Return *projet* as it may leave the folder.

    *identites*: how persons are named, whatever the project says (a screen shown to all: functions).
    """
    if not isinstance(projet, ProjetMasque):
        return ProjetMasque(projet, identites)
    return projet if identites in {None, projet.filtre.identites} else ProjetMasque(projet.origine, identites)


def nom_de_fichier(projet: Projet, name: str) -> str:
    """Return the name of a file to produce, without anybody's: it is mailed too."""
    return masked(projet).identifiant(name)
