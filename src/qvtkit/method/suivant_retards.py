"""What waits or is late, as advice: proposals, dates gone by, tests without values or sessions."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.analysis.comparaison import comparer
from qvtkit.issues import Position
from qvtkit.method.chronologie import siege_en_mots
from qvtkit.method.conseil import Conseil, Rang, retard
from qvtkit.method.echeances import echeances
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.method.preuve import extrait, nom_du_test
from qvtkit.model.codes import (
    EtatDemarche,
    EtatEvenement,
    EtatExperimentation,
    EtatProposition,
    MomentSeance,
    Periodicite,
    TypeEvenement,
)
from qvtkit.model.dates import DateSouple, date_of_id
from qvtkit.model.kinds import KINDS
from qvtkit.model.periods import Periode
from qvtkit.text import plural

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.method.echeances import Echeance
    from qvtkit.model.experimentation import Experimentation
    from qvtkit.model.indicateur import Indicateur
    from qvtkit.model.projet import Projet

DELAI_REPONSE = 30
"""Days to answer a proposal that has no date (proposition qvtkit)."""
DELAI_SIEGE = 30
"""Days after which a vacant seat is told (proposition qvtkit)."""
DELAI_MESURE = 30
"""Days after the end of a period to note its value (proposition qvtkit)."""
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


def agenda(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """What was planned, or taken on in a meeting, and whose day is past."""
    known = echeances(projet)
    for each in known:
        if each.date is None or not each.en_retard(day) or _came_later(each, known) or _told(projet, each):
            continue
        yield _task(projet, each) if each.reunion else _event(projet, each, each.date)


def _event(projet: Projet, each: Echeance, date: DateSouple) -> Conseil:
    name = each.texte or each.libelle
    place = projet.loaded("agenda")[""].position("evenements", each.rang)
    what, command = f"Dire ce qu’il en est de « {name} »", f"qvtkit agenda done {each.cle}"
    why = f"c’était prévu le {date.francais} et rien ne dit si cela a eu lieu"
    running = _running(projet)
    if each.etat is EtatEvenement.REPORTE:
        what = f"Fixer une nouvelle date pour « {name} »"
        why = f"reporté, sans autre date depuis le {date.francais}"
    elif each.genre == TypeEvenement.SEANCE and running:
        what, command = f"Tenir la séance « {name} »", f"qvtkit session run {next(iter(running))}"
        why = f"elle était prévue le {date.francais}"
    return Conseil(f"agenda/{each.cle}", what, why, command, Rang.RETARD, place, date.last_day)


def _task(projet: Projet, each: Echeance) -> Conseil:
    place = projet.loaded("reunion")[each.reunion].position("notes", each.rang)
    who = f" ({each.qui})" if each.qui else ""
    due = each.date.francais if each.date else ""
    return Conseil(
        f"tache/{each.cle}", f"À faire : {extrait(each.texte)}", f"décidé en réunion{who} pour le {due}",
        f"qvtkit agenda done {each.cle}", Rang.RETARD, place, each.date.last_day if each.date else None,
    )  # fmt: skip


def _came_later(each: Echeance, known: tuple[Echeance, ...]) -> bool:
    """Tell whether a meeting put off has its new date: one of the same sort, for the same group, after it."""
    return each.etat is EtatEvenement.REPORTE and any(
        other.genre == each.genre and other.groupe == each.groupe and other.date and each.date
        and each.date.surely_before(other.date) and other.etat is not EtatEvenement.ANNULE
        for other in known
    )  # fmt: skip


def _told(projet: Projet, each: Echeance) -> bool:
    """Tell whether the record of a session, on the day or since, says what became of its date."""
    dates = [date_of_id(key) for key in projet.seances] if each.genre == TypeEvenement.SEANCE and each.date else []
    return any(held and each.date and not held.surely_before(each.date) for held in dates)


def _running(projet: Projet) -> dict[str, Experimentation]:
    state = EtatExperimentation.EN_COURS
    return {key: test for key, test in projet.experimentations.items() if test.etat is state}


def fins_de_test(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """A test whose planned end is past is closed, or prolonged."""
    for key, test in _running(projet).items():
        if test.fin_prevue and test.fin_prevue.last_day < day:
            why = f"sa fin était prévue pour le {test.fin_prevue.francais} ; pour prolonger, changez --fin-prevue"
            yield Conseil(
                f"question/decision-motivee/{key}", f"Clore le test « {nom_du_test(key, test)} », ou le prolonger", why,
                f"qvtkit experiment close {key}", Rang.RETARD,
                projet.loaded("experimentation")[key].position("fin_prevue"), test.fin_prevue.last_day,
            )  # fmt: skip


def seances(projet: Projet, day: dt.date) -> Iterator[Conseil]:
    """A closed test wants its session of bilan."""
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
    """The indicator of a running test whose measure is the latest, and how many others."""
    followed = {line.indicateur for test in _running(projet).values() for line in test.indicateurs}
    late = sorted(
        (due.last_day, key, due)
        for key, indicator in projet.indicateurs.items()
        if key in followed and (due := periode_attendue(indicator, day))
    )
    if not late:
        return
    _, key, due = late[0]
    indicator = projet.indicateurs[key]
    why = f"rien n’est noté pour {due.francais}"
    if len(late) > 1:
        why += f" ; {plural(len(late) - 1, 'autre indicateur est en retard', 'autres indicateurs sont en retard')}"
    yield Conseil(
        f"mesure/{key}", f"Saisir « {indicator.nom or key} »", why, f"qvtkit indicator add {key}", Rang.RETARD,
        projet.loaded("indicateur")[key].position("mesures"), due.last_day,
    )  # fmt: skip


def periode_attendue(indicator: Indicateur, day: dt.date) -> Periode | None:
    """Return the first period after the last one noted that ended more than a month ago; None if up to date."""
    if indicator.periodicite in {None, Periodicite.PONCTUELLE} or not indicator.mesures:
        return None
    noted = max(indicator.mesures, key=lambda periode: periode.last_day)
    wanted = Periode.containing(noted.last_day + dt.timedelta(days=1), str(indicator.periodicite))
    return wanted if wanted.last_day + dt.timedelta(days=DELAI_MESURE) < day else None


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
            "suites/actions", f"Dire où en est l’action « {extrait(action.titre)} »",
            f"elle était prévue pour {due.francais}", "qvtkit closing edit", Rang.RETARD,
            projet.loaded("suites")[""].position("actions", rank), due.last_day,
        )  # fmt: skip


RETARDS = (
    propositions, agenda, fins_de_test, seances, valeurs_de_depart, mesures, sieges, actions,
)  # fmt: skip


def is_alive(projet: Projet) -> bool:
    """Tell whether the project still goes on."""
    return projet.dossier.demarche.etat is not EtatDemarche.TERMINEE
