"""The documents worth producing at a given moment: to sign, to read before a meeting, to put on a wall, to hand over.

Each is offered while its moment lasts, and not again once `exports/` holds it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from qvtkit.method.conseil import Conseil, Rang
from qvtkit.method.echeances import echeances
from qvtkit.method.preuve import groupes_de, nom_du_test
from qvtkit.model.codes import EtatEvenement, EtatExperimentation, Phase, Role, TypeEvenement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from qvtkit.method.conseil import Vue
    from qvtkit.model.experimentation import Experimentation

FENETRE = 60
"""Days during which a note to sign, or the bilan of a decision, is still offered (proposition qvtkit)."""
ARRIVEE = 30
"""Days during which a newcomer is offered the page made for them (proposition qvtkit)."""
COMITE = 15
"""Days before a meeting of the steering committee from which its dossier is prepared (proposition qvtkit)."""
AFFICHAGE = 30
"""Days around the start of a test during which its poster is offered (proposition qvtkit)."""
_MEETS = frozenset({TypeEvenement.REUNION, TypeEvenement.REVUE})
_CLOSED = frozenset({EtatExperimentation.TERMINEE, EtatExperimentation.ARRETEE})


def documents(vue: Vue) -> Iterator[Conseil]:
    """Yield the documents that are worth producing now."""
    for key, test in vue.projet.experimentations.items():
        yield from _affiche(vue, key, test)
        yield from _bilan(vue, key, test)
    yield from _note_de_cadrage(vue)
    yield from _passation(vue)
    yield from _dossier_du_comite(vue)


def _affiche(vue: Vue, key: str, test: Experimentation) -> Iterator[Conseil]:
    """The poster: nobody should learn from their own work that something is being tried."""
    if test.etat is not EtatExperimentation.EN_COURS or test.debut is None:
        return
    start, around = test.debut.first_day, dt.timedelta(days=AFFICHAGE)
    if abs(vue.jour - start) <= around and _last(vue, f"affiche-{key}") < start - around:
        yield Conseil(
            f"document/affiche/{key}", f"Afficher l’essai « {nom_du_test(key, test)} » en salle de pause",
            "une page en grands caractères : ce qui change, ce qui ne change pas, jusqu’à quand, à qui le dire ; tout"
            " le monde le sait, y compris qui n’est pas du groupe",
            "qvtkit export affiche" + (f" {key}" if len(vue.projet.experimentations) > 1 else ""), Rang.MOMENT,
        )  # fmt: skip


def _bilan(vue: Vue, key: str, test: Experimentation) -> Iterator[Conseil]:
    """The bilan for the staff, once there is a decision to tell."""
    chosen, end = test.decision, test.fin or test.fin_prevue
    since = chosen.date or end if chosen and chosen.choix else None
    if test.etat not in _CLOSED or since is None:
        return
    recent = vue.jour - since.last_day <= dt.timedelta(days=FENETRE)
    if recent and _last(vue, "bilan-equipes") < since.first_day:
        yield Conseil(
            "document/bilan-equipes", "Donner aux équipes le bilan de l’essai, sur une feuille",
            f"qui a vécu « {nom_du_test(key, test)} » attend de savoir ce qui a été vu et décidé, et ce que deviennent"
            " les propositions ; à relire en groupe avant de l’afficher", "qvtkit export bilan", Rang.MOMENT,
        )  # fmt: skip


def _last(vue: Vue, name: str) -> dt.date:
    """Return the last day on which a document was produced, the first of all days where it never was."""
    return vue.produits.get(name, dt.date.min)


def _note_de_cadrage(vue: Vue) -> Iterator[Conseil]:
    """The framing on one page, to be signed: once it says why and with what, while the project is young."""
    note, stays = vue.projet.cadrage, vue.projet.dossier.demarche.phases
    ready = note.pourquoi and note.moyens.heures is not None and any(each.nom for each in note.projets_lies)
    start = next((stay.debut for stay in stays if stay.phase is Phase.DIAGNOSTIC and stay.debut), None)
    young = vue.phase is Phase.CONCEPTION or (
        vue.phase is Phase.DIAGNOSTIC and start is not None
        and vue.jour - start.first_day <= dt.timedelta(days=FENETRE)
    )  # fmt: skip
    if ready and young and "note-de-cadrage" not in vue.produits:
        yield Conseil(
            "document/note-de-cadrage", "Faire signer la note de cadrage, sur une page",
            "la direction et les représentants du personnel signent la même phrase, les mêmes moyens",
            "qvtkit export cadrage", Rang.MOMENT,
        )  # fmt: skip


def _passation(vue: Vue) -> Iterator[Conseil]:
    """A page for the person who has just taken somebody’s seat."""
    starts = [
        seat.debut.first_day
        for group in vue.projet.groupes.values()
        for seat in group.open_seats(vue.jour)
        if seat.remplace and seat.debut and vue.jour - seat.debut.first_day <= dt.timedelta(days=ARRIVEE)
    ]
    if starts and _last(vue, "passation") < max(starts):
        yield Conseil(
            "document/passation", "Remettre la fiche de passation à la personne qui arrive",
            f"elle siège depuis le {max(starts):%d/%m/%Y} ; une page dit ce qui a été décidé et ce qui attend",
            "qvtkit export passation", Rang.MOMENT,
        )  # fmt: skip


def _dossier_du_comite(vue: Vue) -> Iterator[Conseil]:
    """The dossier of the steering committee, in the days before its meeting; the nearest one only."""
    groups = vue.projet.groupes
    committees = tuple(groupes_de(vue.projet, Role.COPIL) or (groups if len(groups) == 1 else ()))
    for each in echeances(vue.projet):
        meets = each.etat is EtatEvenement.PREVU and each.genre in _MEETS and each.groupe in committees
        if not meets or each.date is None or each.date.jour is None:
            continue
        opens = each.date.first_day - dt.timedelta(days=COMITE)
        if not opens <= vue.jour < each.date.first_day:
            continue
        if _last(vue, "dossier-copil") < opens:
            yield Conseil(
                f"document/dossier-copil/{each.cle}", "Préparer le dossier du comité",
                f"il se réunit le {each.date.francais} ; ce qui a bougé, ce qui est demandé, ce qu’il faut décider ;"
                " à projeter dans la salle : qvtkit export dashboard --presentation",
                "qvtkit export copil" + (f" --groupe {each.groupe}" if len(committees) > 1 else ""), Rang.MOMENT,
            )  # fmt: skip
        return
