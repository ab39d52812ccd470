"""What is to be decided of a test: at its end, or once a decision waits for what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.vues.base import intervalle
from qvtkit.export.vues.demande import Demande, Genre
from qvtkit.export.vues.seances_faites import seances_faites
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_mots import famille_en_une_ligne
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import ChoixDecision, EtatExperimentation, Famille, MomentSeance
from qvtkit.text import plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.export.vues.seances_faites import SeanceFaite
    from qvtkit.method.conseil import Conseil
    from qvtkit.model.experimentation import Experimentation

_OVER = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
_TITLE = 120
_CHOIX = tuple(choice.libelle.lower() for choice in ChoixDecision)


def decisions_de_test(base: Base, jour: dt.date, every: Mapping[str, Conseil]) -> Iterator[Demande]:
    """Yield a decision for each test that ends by *jour*, and for each decision that nothing dated follows."""
    for key, test in base.projet.experimentations.items():
        if _a_decider(test, jour):
            title = f"Quelle suite pour le test « {coupe(test.titre or base.mots.mots(key), _TITLE)} » ?"
            yield Demande(Genre.TEST, title, tuple(_faits(base, key, test)), _CHOIX, tuple(_avis(base, key)))
        elif f"suite/{key}" in every and test.decision and test.decision.choix:
            name = coupe(test.titre or base.mots.mots(key), _TITLE)
            facts = (f"Rien de daté ne suit encore le test « {name} ».", phrase(test.decision.motif))
            title = f"La décision est « {test.decision.choix.libelle.lower()} » : que fait-on, et pour quand ?"
            yield Demande(Genre.SUITE, title, tuple(filter(None, facts)))


def _a_decider(test: Experimentation, jour: dt.date) -> bool:
    """Tell whether the test is over by *jour*, and nobody has said what becomes of it."""
    if test.decision and test.decision.choix:
        return False
    ends = test.fin_prevue is not None and test.fin_prevue.last_day <= jour
    return test.etat in _OVER or (test.etat is EtatExperimentation.EN_COURS and ends)


def _faits(base: Base, key: str, test: Experimentation) -> Iterator[str]:
    """Yield the dates and the sessions, then one line a family: three families, and no total."""
    sessions = base.projet.seances_de(key).values()
    dates = intervalle(test.debut, test.fin or test.fin_prevue)
    held = plural(len(sessions), "séance tenue", "séances tenues") if sessions else "aucune séance tenue"
    yield phrase(", ".join(filter(None, (dates, held))))
    if not any(each.moment is MomentSeance.BILAN for each in sessions):
        yield "La séance de bilan n’est pas encore tenue."
    vue = lire_familles(base.projet, key, test, base.aujourdhui)
    for family in Famille:
        yield phrase(f"{family.libelle} : {famille_en_une_ligne(vue, family)}")


def _avis(base: Base, key: str) -> Iterator[Paire]:
    """Yield where opinions differ at the last session, all of them said."""
    held = [each for each in seances_faites(base) if each.cle.rpartition("/")[0] == key]
    if held:
        yield from desaccords(held[-1])


def desaccords(held: SeanceFaite) -> Iterator[Paire]:
    """Yield each activity on which opinions differ, with who says what, then what the group wrote of it."""
    for each in held.activites:
        if each.partages:
            said = " ; ".join(f"{who} : {minuscule(word)}" for word, who in each.partages)
            yield f"Avis partagés, {minuscule(each.activite)}", phrase(minuscule(said))
    if held.divergences:
        yield "Ce qui fait débat", phrase(held.divergences)
