"""The minutes of a session of embedded evaluation: the three families, each opinion kept, what was measured since."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.context import contexte
from qvtkit.export.coupe import coupe
from qvtkit.export.document import Bullets, Para, Run, Table
from qvtkit.export.documents.compte_rendu import LONGEST, evenement, part, presents, propositions, suite
from qvtkit.export.secret.masking import masked
from qvtkit.export.sections.communs import dit, fiche_identite, gras, liste
from qvtkit.export.shell import document
from qvtkit.export.vues.attendus import heure
from qvtkit.export.vues.base import Base, date_fr
from qvtkit.export.vues.copil_test import PARTAGES, desaccords
from qvtkit.export.vues.seance_mesures import ajustements, mesures
from qvtkit.export.vues.seances_faites import DEPART, seance_faite
from qvtkit.method.lexique import majuscule, minuscule, phrase
from qvtkit.model.codes import MomentSeance, TypeEvenement
from qvtkit.model.dates import date_of_id

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from qvtkit.export.document import Block, Cell, Document
    from qvtkit.export.sections.communs import Blocks
    from qvtkit.export.vues.seances_faites import ActiviteFaite, SeanceFaite
    from qvtkit.model.projet import Projet

_RIEN = "Rien n’a été regardé dans cette famille à cette séance."


def build(projet: Projet, session_id: str, aujourdhui: dt.date) -> Document:
    """Return the minutes of the session *session_id* (« experiment/date »)."""
    seen = contexte(projet, aujourdhui)
    shown = masked(projet)
    base = Base.of(shown, aujourdhui)
    session_id = shown.identifiant(session_id)
    held = seance_faite(base, session_id)
    test = base.projet.experimentations.get(session_id.rpartition("/")[0])
    group = coupe(base.groupe(test.groupe), LONGEST) if test and test.groupe else ""
    title = f"{group}, séance du {held.date}" if group else f"Séance du {held.date}"
    return document(
        seen, titre=title, genre="Compte rendu de séance d’évaluation", sujet=f"Compte rendu : {title}",
        blocs=tuple(_blocs(base, held)),
    )  # fmt: skip


def _blocs(base: Base, held: SeanceFaite) -> Iterator[Block]:
    test_id, _, day = held.cle.rpartition("/")
    session = base.projet.seances[held.cle]
    test = base.projet.experimentations.get(test_id)
    event = evenement(base, date_of_id(day), test.groupe if test else None, TypeEvenement.SEANCE)
    first = session.moment is MomentSeance.T0
    yield from fiche_identite((
        ("Test", held.test),
        ("Moment", held.moment),
        ("Heure et lieu", ", ".join(filter(None, (heure(event.heure), event.lieu))) if event else ""),
        ("Présents", presents(base, session.presents)),
        ("Aussi ce jour-là", _grilles(base, test_id, day)),
    ))  # fmt: skip
    title = "Ce que le groupe a choisi de suivre" if first else "Ce que le groupe en dit, famille par famille"
    yield from part(title, _familles(held, first=first))
    yield from part("Avis différents", _avis(held))
    yield from part("Ce que l’on n’attendait pas", (
        *dit("Effets inattendus", phrase(held.effets_inattendus)),
        *dit("Hors du périmètre", phrase(held.hors_perimetre)),
    ))  # fmt: skip
    yield from part("Ajustements décidés", _ajustements(base, held.cle))
    yield from part("Propositions", propositions(base, _proposees(base, held.cle)))
    yield from part("Les mesures de la période", _mesures(base, held.cle))
    yield from suite(base, event)


def _avis(held: SeanceFaite) -> Blocks:
    """« **Petits-déjeuners.** ASH : amélioré ; infirmier : inchangé. »: the heading says that they differ."""
    told = ((label.removeprefix(PARTAGES), said) for label, said in desaccords(held))
    return liste((Run(f"{majuscule(label)}. ", gras=True), Run(said)) for label, said in told)


def _grilles(base: Base, test_id: str, day: str) -> str:
    """« grille « Évaluation embarquée » remplie », where one was answered that day about the test."""
    titles = []
    for key, answers in base.projet.evaluations.items():
        grid = base.projet.grille(answers.grille) if answers.grille else None
        same = str(answers.date or date_of_id(key)) == str(date_of_id(day)) and answers.experimentation == test_id
        if grid and same:
            titles.append(f"grille « {grid.titre} » remplie")
    return " ; ".join(titles)


def _familles(held: SeanceFaite, *, first: bool) -> Blocks:
    """One table a family; a family that nobody looked at says so."""
    blocks: list[Block] = []
    for family in held.familles:
        found, name = held.de(family), family or "Sans famille"
        if not found:
            blocks.append(Para((Run(f"{name}. ", gras=True), Run(_RIEN))))
        elif first:
            rows: tuple[tuple[Cell, ...], ...] = tuple((_activite(each), phrase(each.commentaire)) for each in found)
            blocks.append(Table(name, ("Activité et critère", "Au départ"), rows, largeurs=(4, 5)))
        else:
            blocks.append(_jugees(name, found, before=any(_is_judged(each) for each in held.activites)))
    return tuple(blocks)


def _jugees(name: str, found: Sequence[ActiviteFaite], *, before: bool) -> Table:
    """What was judged that day, beside the last answer where the session has any."""
    rows = tuple(
        (_activite(each), _reponse(each), *((_avant(each),) if before else ()), phrase(each.commentaire))
        for each in found
    )
    heads = ("Activité et critère", "Ce jour-là", *(("Avant",) if before else ()), "Ce qui s’est dit")
    return Table(name, heads, rows, largeurs=(3.6, 1.7, *((1.7,) if before else ()), 3.6))


def _is_judged(each: ActiviteFaite) -> bool:
    return each.avant not in {"", DEPART}


def _activite(each: ActiviteFaite) -> Cell:
    quoted = (Para(f"« {each.critere} »", "note"),) if each.critere else ()
    return (Para((Run(each.activite, gras=True),)), *quoted)


def _reponse(each: ActiviteFaite) -> Cell:
    answer = "Sans réponse" if each.reponse == DEPART else each.reponse
    return (Para((Run(answer, gras=True),)), *((Para("Avis partagés", "note"),) if each.partages else ()))


def _avant(each: ActiviteFaite) -> Cell:
    if not _is_judged(each):
        return "–"
    return (Para(each.avant), Para(each.avant_le, "note"))


def _ajustements(base: Base, key: str) -> Blocks:
    rows = tuple(
        (date_fr(each.date), phrase(each.constat) or "–", phrase(each.decision) or "–")
        for each in ajustements(base, key)
    )
    return (Table("", ("Date", "Constat", "Décision"), rows, largeurs=(1.4, 4, 4)),) if rows else ()


def _proposees(base: Base, key: str) -> list[str]:
    return [
        name for name, each in base.projet.propositions.items() if each.origine and each.origine.seance == key
    ]  # fmt: skip


def _mesures(base: Base, key: str) -> Blocks:
    """The values noted since the session before, family by family: no total, no verdict after one session."""
    found = mesures(base, key)
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (family, (Bullets(tuple(gras(name, minuscule(text)) for name, text in told)),) if told else "Aucune mesure.")
        for family, told in found
    )
    if not any(told for _, told in found):
        return ()
    note = Para("Les chiffres du test entier, avec leurs courbes et leur lecture, sont dans la fiche.", "note")
    return (Table("", ("Famille", majuscule("valeurs relevées")), rows, largeurs=(2, 7), entete_de_ligne=True), note)
