"""What waits or is late, as advice: proposals, dates gone by, tests without values or sessions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer
from qvtkit.issues import Position
from qvtkit.method.chronologie import siege_en_mots
from qvtkit.method.completude import en_retard
from qvtkit.method.conseil import Conseil, Rang, retard
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.method.preuve import extrait, nom_du_test
from qvtkit.method.revues import mesures_de_suivi
from qvtkit.method.suivant_agenda import agenda
from qvtkit.model.codes import (
    EtatEvenement,
    EtatExperimentation,
    EtatProposition,
    MomentSeance,
)
from qvtkit.model.kinds import KINDS
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.model.dates import DateSouple
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.periods import Periode
    from qvtkit.model.projet import Projet

DELAI_REPONSE = 30
"""Days to answer a proposal that has no date (proposition qvtkit)."""
DELAI_SIEGE = 30
"""Days after which a vacant seat is told (proposition qvtkit)."""
_TO_COME = frozenset({EtatEvenement.PREVU, EtatEvenement.REPORTE})


def illisibles(projet: Projet) -> Iterator[Conseil]:
    """Files that cannot be read come before all: what they say is not counted."""
    files = projet.unreadable(*KINDS)
    if not files:
        return
    which = ", ".join(files[:3]) + ("…" if len(files) > 3 else "")  # noqa: PLR2004
    one, many = "contient des erreurs et n’est pas compté", "contiennent des erreurs et ne sont pas comptés"
    why = one if len(files) == 1 else many
    what = f"Corriger {plural(len(files), 'fichier')}"
    yield Conseil("fichiers", what, f"{which} {why}", "qvtkit check", Rang.DOSSIER, Position(files[0]))


def propositions(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """The proposal that waits most, and how many others."""
    waiting = sorted(
        (due_of_proposal(each.date, each.echeance), key)
        for key, each in projet.propositions.items()
        if each.etat is EtatProposition.A_REPONDRE
    )
    if not waiting:
        return
    due, key = waiting[0]
    proposal = projet.propositions[key]
    late = (day - due).days
    when = f"attendue pour le {due:%d/%m/%Y}" if due < dt.date.max else "attendue"
    why = f"réponse {when}" + (f", en retard {retard(late)}" if late > 0 else "")
    if len(waiting) > 1:
        why += f" ; {plural(len(waiting) - 1, 'autre proposition attend', 'autres propositions attendent')} aussi"
    yield Conseil(
        f"proposition/{key}", f"Répondre à la proposition « {extrait(proposal.texte) or key} »", why,
        f"qvtkit proposal answer {key}", Rang.PROPOSITIONS, projet.loaded("proposition")[key].position("etat"),
    )  # fmt: skip


def due_of_proposal(date: DateSouple | None, echeance: DateSouple | None) -> dt.date:
    """Return the day for which an answer is due; the last of days where nothing tells."""
    if echeance:
        return echeance.last_day
    return date.last_day + dt.timedelta(days=DELAI_REPONSE) if date else dt.date.max


def _running(projet: Projet) -> dict[str, Experimentation]:
    state = EtatExperimentation.EN_COURS
    return {key: test for key, test in projet.experimentations.items() if test.etat is state}


def fins_de_test(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """A test whose planned end is past is closed, or prolonged."""
    for key, test in _running(projet).items():
        if test.fin_prevue and test.fin_prevue.last_day < day:
            why = (
                f"sa fin était prévue pour le {test.fin_prevue.francais} ; pour le prolonger :"
                f" qvtkit experiment edit {key} --fin-prevue JJ/MM/AAAA"
            )
            yield Conseil(
                f"question/decision-motivee/{key}", f"Clore le test « {nom_du_test(key, test)} », ou le prolonger", why,
                f"qvtkit experiment close {key}", Rang.RETARD,
                projet.loaded("experimentation")[key].position("fin_prevue"), test.fin_prevue.last_day,
            )  # fmt: skip


def seances(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """A closed test wants its session of bilan."""
    if projet.unreadable("seance"):  # the one that cannot be read may be it
        return
    for key, test in projet.experimentations.items():
        if test.etat not in {EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE}:
            continue
        held = {session.moment for session in projet.seances_de(key).values()}
        end = test.fin.last_day if test.fin else day
        if MomentSeance.BILAN not in held:
            why = "le test est clos, et celles et ceux qui l’ont vécu n’en ont pas encore fait le bilan"
            yield Conseil(
                f"bilan/{key}", f"Tenir la séance de bilan du test « {nom_du_test(key, test)} »", why,
                f"qvtkit session run {key} --moment bilan", Rang.RETARD,
                projet.loaded("experimentation")[key].position("fin"), end,
            )  # fmt: skip


def valeurs_de_depart(projet: Projet, day: dt.date) -> Iterator[Conseil]:  # noqa: ARG001
    """A test about to start has no value of before for what it will follow."""
    for key, test in projet.experimentations.items():
        if test.etat is not EtatExperimentation.PREVUE or not test.indicateurs:
            continue
        plan = [line.indicateur for line in test.indicateurs if line.indicateur in projet.indicateurs]
        lacking = [each for each in plan if each and comparer(projet.indicateurs[each], debut=test.debut).t0 is None]
        if plan and len(lacking) == len(plan):
            name = projet.indicateurs[lacking[0]].nom or lacking[0]
            why = "aucun indicateur suivi n’a de valeur d’avant : après le début, il sera trop tard pour comparer"
            yield Conseil(
                "question/valeurs-de-depart", f"Relever une valeur de départ (« {name} », par exemple)", why,
                f"qvtkit indicator add {lacking[0]}", Rang.RETARD,
                projet.loaded("experimentation")[key].position("indicateurs"),
            )  # fmt: skip


def mesures(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """What is to be noted for the running tests: one value, or all that wait in one round."""
    followed = {line.indicateur for test in _running(projet).values() for line in test.indicateurs}
    late = sorted(
        (periods[0].last_day, key, periods)
        for key, indicator in projet.indicateurs.items()
        if key in followed and (periods := periodes_attendues(indicator, day))
    )
    if not late:
        return
    since, key, periods = late[0]
    name = projet.indicateurs[key].nom or key
    what, why, command = (
        f"Saisir « {name} »",
        f"rien n’est noté pour {periods[0].francais}",
        f"qvtkit indicator add {key}",
    )
    others, count = len(late) - 1, sum(len(each) for _, _, each in late)
    if count > 1:
        what, command = f"Relever ensemble les {count} valeurs attendues, dont « {name} »", "qvtkit indicator round"
        why = f"rien n’est noté depuis {periods[0].francais}"
    if others:
        why += f" ; {plural(others, 'autre indicateur est en retard', 'autres indicateurs sont en retard')}"
    place = projet.loaded("indicateur")[key].position("mesures")
    yield Conseil(f"mesure/{key}", what, why, command, Rang.MESURES, place, since)


def periodes_attendues(indicator: Indicateur, day: dt.date) -> tuple[Periode, ...]:
    """Return the periods after the last one noted whose usual delay is over; none where nothing was ever noted."""
    return en_retard(indicator, day) if indicator.mesures else ()


def sieges(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """A seat that nobody has held for a month."""
    words = Lexique(projet)
    for key, group in projet.groupes.items():
        for seat in group.vacancies(day):
            since = seat.fin.last_day if seat.fin else day
            if (day - since).days > DELAI_SIEGE:
                rank = group.sieges.index(seat)
                name = minuscule(siege_en_mots(seat, words))
                why = f"il est vacant depuis le {since:%d/%m/%Y} dans « {group.nom or key} »"
                yield Conseil(
                    f"siege/{name}", f"Pourvoir le siège « {name} »", why,
                    f"qvtkit group member replace {key} {seat.id or ''}".strip(), Rang.RETARD,
                    projet.loaded("groupe")[key].position("sieges", rank), since,
                )  # fmt: skip


def actions(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """The next action that should have been done, after the end of the support."""
    for rank, action in enumerate(projet.suites.actions):
        due = action.echeance
        if due is None or due.last_day >= day or action.etat not in {None, *_TO_COME}:
            continue
        yield Conseil(
            f"action/{rank}", f"Dire où en est l’action « {extrait(action.titre)} »",
            f"elle était prévue pour {due.francais}", "qvtkit closing edit", Rang.RETARD,
            projet.loaded("suites")[""].position("actions", rank), due.last_day,
        )  # fmt: skip


RETARDS = (agenda, fins_de_test, seances, valeurs_de_depart, mesures, mesures_de_suivi, sieges, actions)
"""What is late: all of one rank."""
