"""The snapshot of a project: every record, loaded when first asked, never changed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Generic, Protocol, TypeVar, cast

from qvtkit.model.kinds import KINDS, Kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from qvtkit.issues import Issue, Position
    from qvtkit.model.agenda import Agenda
    from qvtkit.model.base import Record
    from qvtkit.model.cadrage import Cadrage
    from qvtkit.model.diagnostic import EtatDesLieux, Probleme
    from qvtkit.model.dossier import Dossier
    from qvtkit.model.evaluation import Evaluation, Grille
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.groupe import Groupe
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.journal import Journal
    from qvtkit.model.perennisation import Bilan, Suites
    from qvtkit.model.proposition import Proposition
    from qvtkit.model.questionnaire import Questionnaire
    from qvtkit.model.reunion import Reunion
    from qvtkit.model.seance import Seance

R = TypeVar("R", bound="Record")


@dataclass(frozen=True)
class Loaded(Generic[R]):
    """One file read: its record (None where it could not be understood) and its issues."""

    kind: Kind
    id: str
    file: str
    record: R | None
    issues: tuple[Issue, ...]
    source: Placed
    origin: object = None
    """How the file is written (encoding, line ends), for the store to write it back the same way."""

    def position(self, *path: str | int) -> Position:
        """Return where the value at *path* is written (the nearest place that exists)."""
        return self.source.position(*path)


class Placed(Protocol):
    """What knows where each value of a file is written."""

    def position(self, *path: str | int) -> Position:
        """Return the place of the value at *path*, or of its nearest parent."""
        ...


class Source(Protocol):
    """Where a project's files come from (the store)."""

    def load(self, kind: Kind) -> Mapping[str, Loaded[Record]]:
        """Return every file of *kind* by id."""
        ...

    def load_one(self, kind: Kind, record_id: str) -> Loaded[Record] | None:
        """Return one file of *kind* without reading the others, None where it does not exist."""
        ...

    def notices(self) -> tuple[Issue, ...]:
        """Return what the user should know before reading anything of this folder."""
        ...

    def strays(self) -> Iterator[Issue]:
        """Yield what lies in the folder and is not read."""
        ...

    def corrected(self, found: Sequence[Issue]) -> list[Issue]:
        """Return the issues, each with its corrected line where there is exactly one, then those they hide."""
        ...

    def builtin_grids(self) -> Mapping[str, Loaded[Grille]]:
        """Return the checklists shipped with qvtkit."""
        ...

    def builtin_grid(self, name: str) -> Loaded[Grille] | None:
        """Return one of them without reading the others, None where it does not exist."""
        ...

    def referential(self, name: str) -> Mapping[str, Mapping[str, object]]:
        """Return the codes of a shipped list (« metiers », « instances »…) with what is said of each."""
        ...

    def expressions(self, name: str) -> Mapping[str, Mapping[str, object]]:
        """Return the shipped lists of expressions by which a text is read again (« personnes »…)."""
        ...


class Projet:
    """An immutable view of a project folder."""

    def __init__(self, racine: str, source: Source) -> None:
        self.racine = racine
        self.source = source
        self._loaded: dict[str, Mapping[str, Loaded[Record]]] = {}
        self._ones: dict[tuple[str, str], Loaded[Record] | None] = {}
        self._grids: dict[str, Grille | None] = {}

    def loaded(self, kind: str) -> Mapping[str, Loaded[Record]]:
        """Return every file of *kind*, readable or not, by id."""
        if kind not in self._loaded:
            self._loaded[kind] = self.source.load(KINDS[kind])
        return self._loaded[kind]

    def one(self, kind: str, record_id: str) -> Loaded[Record] | None:
        """Return one file without reading the others: what a command touches is all it costs."""
        if kind in self._loaded:
            return self._loaded[kind].get(record_id)
        if (kind, record_id) not in self._ones:
            self._ones[kind, record_id] = self.source.load_one(KINDS[kind], record_id)
        return self._ones[kind, record_id]

    def all_loaded(self) -> Iterator[Loaded[Record]]:
        """Yield every file of every kind."""
        for kind in KINDS:
            yield from self.loaded(kind).values()

    def unreadable(self, *kinds: str) -> tuple[str, ...]:
        """Return the files of *kinds* (those read so far by default) that could not be understood."""
        wanted = kinds or tuple(self._loaded)
        return tuple(each.file for kind in wanted for each in self.loaded(kind).values() if each.record is None)

    def _records(self, kind: str) -> dict[str, Record]:
        return {
            record_id: loaded.record for record_id, loaded in self.loaded(kind).items() if loaded.record is not None
        }

    def _single(self, kind: str) -> Record:
        """Return the singleton, empty where its file is missing or unreadable."""
        loaded = self.loaded(kind).get("")
        if loaded is not None and loaded.record is not None:
            return loaded.record
        return KINDS[kind].model()

    @cached_property
    def dossier(self) -> Dossier:
        """`qvt.yaml`."""
        return cast("Dossier", self._single("dossier"))

    @cached_property
    def agenda(self) -> Agenda:
        """`agenda.yaml`."""
        return cast("Agenda", self._single("agenda"))

    @cached_property
    def journal(self) -> Journal:
        """`journal.yaml`."""
        return cast("Journal", self._single("journal"))

    @cached_property
    def cadrage(self) -> Cadrage:
        """`cadrage.yaml`."""
        return cast("Cadrage", self._single("cadrage"))

    @cached_property
    def etat_des_lieux(self) -> EtatDesLieux:
        """`etat-des-lieux.yaml`."""
        return cast("EtatDesLieux", self._single("etat-des-lieux"))

    @cached_property
    def bilan(self) -> Bilan:
        """`bilan.yaml`."""
        return cast("Bilan", self._single("bilan"))

    @cached_property
    def suites(self) -> Suites:
        """`suites.yaml`."""
        return cast("Suites", self._single("suites"))

    @cached_property
    def groupes(self) -> dict[str, Groupe]:
        """Groups by id."""
        return cast("dict[str, Groupe]", self._records("groupe"))

    @cached_property
    def problemes(self) -> dict[str, Probleme]:
        """Problems by id."""
        return cast("dict[str, Probleme]", self._records("probleme"))

    @cached_property
    def experimentations(self) -> dict[str, Experimentation]:
        """Experiments by id."""
        return cast("dict[str, Experimentation]", self._records("experimentation"))

    @cached_property
    def seances(self) -> dict[str, Seance]:
        """Sessions by `experimentation/date`, in order of date."""
        return cast("dict[str, Seance]", self._records("seance"))

    def seances_de(self, experimentation: str) -> dict[str, Seance]:
        """Return the sessions of one experiment by date."""
        prefix = f"{experimentation}/"
        return {
            record_id.removeprefix(prefix): seance
            for record_id, seance in self.seances.items()
            if record_id.startswith(prefix)
        }

    @cached_property
    def indicateurs(self) -> dict[str, Indicateur]:
        """Indicators by id."""
        return cast("dict[str, Indicateur]", self._records("indicateur"))

    @cached_property
    def questionnaires(self) -> dict[str, Questionnaire]:
        """Surveys by id."""
        return cast("dict[str, Questionnaire]", self._records("questionnaire"))

    @cached_property
    def propositions(self) -> dict[str, Proposition]:
        """Proposals by id."""
        return cast("dict[str, Proposition]", self._records("proposition"))

    @cached_property
    def evaluations(self) -> dict[str, Evaluation]:
        """Answered checklists by id."""
        return cast("dict[str, Evaluation]", self._records("evaluation"))

    @cached_property
    def reunions(self) -> dict[str, Reunion]:
        """Meetings by id."""
        return cast("dict[str, Reunion]", self._records("reunion"))

    @cached_property
    def grilles(self) -> dict[str, Grille]:
        """Checklists by id: those shipped, and the project's own, which win."""
        shipped = {name: grid.record for name, grid in self.source.builtin_grids().items() if grid.record}
        return shipped | cast("dict[str, Grille]", self._records("grille"))

    def grille(self, name: str) -> Grille | None:
        """Return one checklist without reading the others: the project's own, else the one shipped."""
        if name not in self._grids:
            own = self.loaded("grille").get(name)
            found = own if own is not None and own.record is not None else self.source.builtin_grid(name)
            self._grids[name] = cast("Grille | None", found.record) if found is not None else None
        return self._grids[name]
