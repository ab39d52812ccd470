"""Which indicator, or which variable of its formula, a label means: never by likeness, only for certain."""

from __future__ import annotations

import difflib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from qvtkit.exchange import mots, perimetre
from qvtkit.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from qvtkit.model.indicateur import Indicateur

_NEAR, _FEW = 0.45, 5


@dataclass(frozen=True, slots=True)
class Cible:
    """What a figure feeds: an indicator, or one variable of its formula; no indicator: the label is ignored."""

    indicateur: str = ""
    variable: str = ""
    multiplier: float = 1.0

    @property
    def ignored(self) -> bool:
        """Tell whether the figures are to be left aside."""
        return not self.indicateur


@dataclass(frozen=True, slots=True)
class Ligne:
    """One line of a correspondance: a label, of one service or of any, and what it means."""

    libelle: str
    cible: Cible
    service: str = ""


@dataclass(frozen=True)
class Repertoire:
    """What is known of labels: the indicators of the project, what people said before, the catalogue."""

    indicateurs: Mapping[str, Indicateur]
    lignes: Sequence[Ligne] = ()
    catalogue: Mapping[str, str] = None  # type: ignore[assignment]
    """Names by id of the indicators that could be created."""
    etablissement: str = ""
    """The name of the house, which says nothing of a part of it."""
    perimetres: Mapping[str, str] = field(default_factory=dict)
    """What people said of texts, folded, that name a part of the house or not: « tout », « ignorer », a service."""

    @cached_property
    def services(self) -> frozenset[str]:
        """The services that indicators are of, folded."""
        return frozenset(fold(each.service) for each in self.indicateurs.values() if each.service)

    @cached_property
    def unites(self) -> frozenset[str]:
        """The units of the indicators, folded."""
        return frozenset(fold(each.unite) for each in self.indicateurs.values() if each.unite)

    @cached_property
    def neutral(self) -> frozenset[str]:
        """The words that say nothing of a part of the house."""
        return perimetre.neutral_words({each.nom for each in self.indicateurs.values()}, self.etablissement)

    def said_of(self, text: str) -> str:
        """Return what people said of a text around the figures, else of all those of the file."""
        return self.perimetres.get(fold(text)) or self.perimetres.get("", "")

    def service_in(self, text: str) -> str:
        """Return the service that a title names, as the project writes it where it knows it."""
        named = mots.service_in(text)
        known = next((name for name in (text.strip(), named) if fold(name) in self.services), "")
        return known or named

    def is_house(self, text: str) -> bool:
        """Tell whether a text is the name of the house, whole or in part."""
        words = perimetre.words_of(text)
        return bool(words) and words <= perimetre.words_of(self.etablissement)

    def names(self, text: str) -> bool:
        """Tell whether a text is, word for word, a label that is known or was said."""
        label = fold(mots.without_unit(text)[0])
        return label in self._named or fold(text) in self._said or bool(self.in_catalogue(text))

    def was_said(self, labels: Sequence[str]) -> bool:
        """Tell whether a person said what these labels mean."""
        return fold(joined(labels)) in self._said

    @cached_property
    def _said(self) -> dict[str, list[Ligne]]:
        found: dict[str, list[Ligne]] = defaultdict(list)
        for line in self.lignes:
            found[fold(line.libelle)].append(line)
        return found

    @cached_property
    def _named(self) -> dict[str, list[Cible]]:
        """What each id, name and description of a variable means."""
        found: dict[str, list[Cible]] = defaultdict(list)
        for key, each in self.indicateurs.items():
            common = self.indicateurs.get(each.declinaison_de or "")
            names = [key, each.nom, mots.without_unit(each.nom)[0]]
            names += [each.declinaison_de or "", common.nom] if common else []  # the detail of a service: told by it
            for name in {fold(name) for name in names} - {""}:
                found[name].append(Cible(key))
            for variable in each.formule_lue.noms if each.formule_lue else ():
                label = each.variables.get(variable, "")
                for name in {fold(variable.replace("_", "-")), fold(label), fold(mots.without_unit(label)[0])} - {""}:
                    found[name].append(Cible(key, variable))
        return found

    def find(self, labels: Sequence[str], service: str) -> list[Cible] | str:
        """Return what the *labels* of a figure mean together, or why that is not certain.

        The reasons: « libelle-absent », « libelle-inconnu », « au-catalogue », « plusieurs », « service ».
        """
        if not labels:
            return "libelle-absent"
        said = self._said.get(fold(joined(labels)))
        if said:
            return self._of_service(said, service)
        found = self._known(labels)
        if not found:
            return "au-catalogue" if len(labels) == 1 and self.in_catalogue(labels[0]) else "libelle-inconnu"
        return self._fitting(found, service)

    def _known(self, labels: Sequence[str]) -> list[Cible]:
        """Return what the project's own names say: one label, or an indicator and one of its variables."""
        each = [self._named.get(fold(label), []) for label in labels]
        if len(labels) == 1:
            return each[0]
        if len(labels) != 2 or not all(each):  # noqa: PLR2004 (an indicator, and its variable)
            return []
        whole = {target.indicateur for targets in each for target in targets if not target.variable}
        return [target for targets in each for target in targets if target.variable and target.indicateur in whole]

    def _of_service(self, said: list[Ligne], service: str) -> list[Cible] | str:
        own = [line.cible for line in said if line.service and fold(line.service) == fold(service)]
        found = own or [line.cible for line in said if not line.service]
        if not found:
            return "service"
        if own or all(target.ignored for target in found):
            return found
        return self._fitting(found, service) if service else found

    def _fitting(self, found: list[Cible], service: str) -> list[Cible] | str:
        """Keep the targets of the service of the line; a figure of a service is never that of the whole."""
        wanted = "" if mots.is_whole(service) else fold(service)
        of = {
            target: fold(self.indicateurs[target.indicateur].service)
            for target in found
            if target.indicateur in self.indicateurs
        }
        if not wanted and service:  # the whole house, told: never the figure of a service
            found = [target for target in found if not of.get(target)]
            return self._one(found) if found else "service"
        if wanted:
            fitting = [target for target in found if of.get(target) == wanted]
            return self._one(fitting) if fitting else "service"
        if len({target.indicateur for target in found}) > 1:
            found = [target for target in found if not of.get(target)] or found
        return self._one(found)

    def _one(self, found: list[Cible]) -> list[Cible] | str:
        """Refuse a label that means several things; an indicator prevails over the variable of another."""
        whole = [target for target in found if not target.variable]
        return "plusieurs" if len(set(whole or found)) > 1 else list(dict.fromkeys(whole or found))

    def in_catalogue(self, label: str) -> str:
        """Return the id that *label* names in the catalogue, empty where it names none."""
        wanted = {fold(label), fold(mots.without_unit(label)[0])}
        return next((key for key, name in (self.catalogue or {}).items() if {fold(key), fold(name)} & wanted), "")

    def near(self, label: str) -> list[str]:
        """Return the ids of the indicators whose names look like *label*, the project's first."""
        return [
            *_near(label, {k: v.nom or k for k, v in self.indicateurs.items()}),
            *_near(label, self.catalogue or {}),
        ]


def joined(labels: Iterable[str]) -> str:
    """Return several headings as one label: « Absentéisme / Femmes »."""
    return " / ".join(labels)


def _near(label: str, names: Mapping[str, str]) -> list[str]:
    words = set(fold(label).split("-"))

    def likeness(pair: tuple[str, str]) -> float:
        key, name = pair
        shared = len(words & set(f"{fold(name)}-{fold(key)}".split("-"))) / max(len(words), 1)
        return max(shared, difflib.SequenceMatcher(None, fold(label), fold(name)).ratio())

    ranked = sorted(((likeness(pair), pair[0]) for pair in names.items()), key=lambda each: -each[0])
    return [key for score, key in ranked[:_FEW] if score >= _NEAR]
