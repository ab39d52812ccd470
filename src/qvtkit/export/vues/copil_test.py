"""What is to be decided of a test: at its end, or once a decision waits for what follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.vues.base import intervalle
from qvtkit.export.vues.demande import Demande, Genre
from qvtkit.export.vues.seances_faites import seances_faites
from qvtkit.method.familles import lire_familles
from qvtkit.method.familles_mots import en_clair, mesures, nom, prudences
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import ChoixDecision, EtatExperimentation, Famille, MomentSeance
from qvtkit.text import enumerate_fr, plural

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping

    from qvtkit.export.vues.base import Base, Paire
    from qvtkit.export.vues.seances_faites import SeanceFaite
    from qvtkit.method.conseil import Conseil
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.model.experimentation import Experimentation

_OVER = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})
_TITLE = 120
PARTAGES = "Avis partagés, "
"""Before the name of what opinions differ on."""
_CHOIX = tuple(choice.libelle.lower() for choice in ChoixDecision)


def decisions_de_test(base: Base, jour: dt.date, every: Mapping[str, Conseil]) -> Iterator[Demande]:
    """Yield a decision for each test that ends by *jour*, and for each decision that nothing dated follows."""
    for key, test in base.projet.experimentations.items():
        if _a_decider(test, jour):
            title = f"Quelle suite pour le test « {coupe(test.titre or base.mots.mots(key), _TITLE)} » ?"
            held = _derniere(base, key)
            said = tuple(desaccords(held)) if held else ()
            facts = tuple(_faits(base, key, test))
            yield Demande(Genre.TEST, title, facts, _CHOIX, said, held.cle if held else "")
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
        yield phrase(f"{family.libelle} : {_lecture(vue.de(family))}")


def _lecture(lines: Iterable[Ligne]) -> str:
    """Return what is read in one family, the indicators of one verdict together, each with its counts."""
    together: dict[str, list[str]] = {}
    for each in lines:
        said = en_clair(each)
        if each.conclut:
            said += f" (prudence : {', '.join(prudences(each))})"
        counts = f" ({mesures(each)})" if mesures(each) else ""
        together.setdefault(said, []).append(f"« {nom(each)} »{counts}")
    told = (f"{said} pour {enumerate_fr(names)}" for said, names in together.items())
    return " ; ".join(told) or "aucun indicateur n’est suivi"


def _derniere(base: Base, key: str) -> SeanceFaite | None:
    """Return the last session of a test: where opinions differ there, the decision has them all beside it."""
    held = [each for each in seances_faites(base) if each.cle.rpartition("/")[0] == key]
    return held[-1] if held else None


def desaccords(held: SeanceFaite) -> Iterator[Paire]:
    """Yield each activity on which opinions differ, with who says what, then what the group wrote of it."""
    for each in held.activites:
        if each.partages:
            said = " ; ".join(f"{who} : {minuscule(word)}" for word, who in each.partages)
            yield f"{PARTAGES}{minuscule(each.activite)}", phrase(said)
    if held.divergences:
        yield "Ce qui fait débat", phrase(held.divergences)
