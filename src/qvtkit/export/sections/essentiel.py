"""The whole story in ten lines, for who reads nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.coupe import coupe
from qvtkit.export.document import Callout, Para, Run
from qvtkit.export.vues.base import intervalle
from qvtkit.export.vues.cloture import NON_PREVU
from qvtkit.method.lexique import minuscule, phrase
from qvtkit.model.codes import EtatExperimentation
from qvtkit.text import enumerate_fr

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.export.context import Contexte
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.experimentation import ExperimentationVue

_LONG, _SHORT = 320, 200
_ESSAYE = {
    EtatExperimentation.PREVUE.libelle: "Ce qui sera essayé", EtatExperimentation.EN_COURS.libelle: "Ce qui est essayé",
}  # fmt: skip
_MOST = 2
"""Tests that are told one by one."""


def essentiel(contexte: Contexte) -> Blocks:
    """Return the box that begins the fiche; nothing before there is a problem or a test to tell."""
    told = tuple(Para((Run(f"{label} : ", gras=True), Run(text))) for label, text in _lignes(contexte) if text)
    return (Callout("a-retenir", "L’essentiel", told),) if told else ()


def _lignes(contexte: Contexte) -> Iterator[tuple[str, str]]:
    problems, tests = contexte.diagnostic.problemes, contexte.experimentations
    if not problems and not tests:
        return
    yield "Où en est la démarche", _phase(contexte)
    yield "Le problème", " ".join(minuscule(phrase(coupe(p.enonce or p.titre, _LONG))) for p in problems[:1])
    for test in tests[:_MOST]:
        yield from _test(test, named=len(tests) > 1)
    rest = len(tests) - _MOST
    if rest > 0:
        yield "Et aussi", "une autre expérimentation." if rest == 1 else f"{rest} autres expérimentations."
    after = minuscule(moyens(contexte)).removeprefix("qui porte la suite : ")
    yield "La suite", after if tests and contexte.bilan_attendu else ""
    yield "Un conseil", minuscule(coupe(contexte.bilan.conseil, _SHORT))


def _phase(contexte: Contexte) -> str:
    """« expérimentation, depuis décembre 2016. »; that nothing is tested yet is worth saying there."""
    going = next((each for each in reversed(contexte.phases) if each.phase and not each.fin), None)
    name, since = (going.phase.libelle, intervalle(going.debut, None)) if going and going.phase else ("", "")
    stay = ", ".join(filter(None, (name, since)))
    none = "" if contexte.experimentations else "Rien n’est encore essayé."
    return " ".join(filter(None, (minuscule(phrase(stay)), none)))


def _test(test: ExperimentationVue, *, named: bool) -> Iterator[tuple[str, str]]:
    where = ", ".join(filter(None, (minuscule(test.services), minuscule(test.dates), test.duree)))
    what = phrase(coupe(test.ce_qui_change, _LONG)) if test.ce_qui_change and not named else ""
    yield (
        _ESSAYE.get(test.etat, "Ce qui a été essayé"),
        f"{minuscule(phrase(test.titre))} {what} {phrase(where)}".replace("  ", " ").strip(),
    )
    figures = (*test.resultats.phrases[:1], _autres(test)) if test.indicateurs else ()
    yield "Les chiffres", minuscule(" ".join(figures).strip())
    split = dict.fromkeys(
        row.activite for row in test.seances.activites if any(answer and answer.partages for answer in row.reponses)
    )
    yield "Les avis diffèrent sur", minuscule(phrase(enumerate_fr(map(minuscule, split))) if split else "")
    made = test.decision
    if made:
        when = f" ({made.date})" if made.date else ""
        reason = f". {coupe(made.motif, _LONG)}" if made.motif else "."
        yield "La décision", f"{minuscule(made.choix) or 'à préciser'}{when}{reason}"


def _autres(test: ExperimentationVue) -> str:
    """Say of the indicators beside one that got better that nothing clear is seen of them."""
    found, unseen = (len(box.textes) for box in test.resultats.boites[:2])
    if not found or not unseen:
        return ""
    return f"Rien de net pour {'un autre' if unseen == 1 else f'les {unseen} autres'}."


def moyens(contexte: Contexte) -> str:
    """Say who carries on and with what; « non prévus » in clear."""
    after = contexte.suites
    who = f"qui porte la suite : {minuscule(after.pilote)}" if after.pilote else "personne n’est désigné"
    hours = after.heures if after.heures != NON_PREVU else "heures non prévues"
    euros = after.euros if after.euros != NON_PREVU else f"euros {NON_PREVU}"
    return phrase(f"{who} ; {hours} ; {euros}")
