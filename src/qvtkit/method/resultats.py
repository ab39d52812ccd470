"""The results of one experiment, all its parts together: figures by family, the group’s words, the plan kept or not."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from qvtkit.analysis.plan import changements, fin_avancee, garde
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_groupe import desaccords, paroles
from qvtkit.method.familles_mots import questions

if TYPE_CHECKING:
    import datetime as dt

    from qvtkit.method.familles import VueFamilles
    from qvtkit.method.familles_groupe import Parole
    from qvtkit.model.experimentation import Experimentation, Plan
    from qvtkit.model.projet import Projet


@dataclass(frozen=True)
class Resultats:
    """What is known of a test: what moved, what the group said of it, how far the plan of the start was kept."""

    id: str
    test: Experimentation
    vue: VueFamilles
    paroles: tuple[Parole, ...]
    changements: tuple[str, ...]
    """What was changed in the plan since the start, and an end before the planned one."""

    @property
    def plan(self) -> Plan | None:
        """The plan kept at the start."""
        return garde(self.test)

    @property
    def questions(self) -> tuple[str, ...]:
        """What to ask the group; nothing before the start."""
        return questions(self.vue, desaccords(self.paroles)) if self.test.debut else ()


def resultats(projet: Projet, test_id: str, test: Experimentation, jour: dt.date | None = None) -> Resultats:
    """Read the results of *test*, the experiment of that id, from the measures of periods begun by *jour*."""
    vue, early = lire_familles(projet, test_id, test, jour), fin_avancee(test)
    changed = (*changements(projet, test), *((early,) if early else ()))
    return Resultats(test_id, test, vue, paroles(projet, vue), changed)
