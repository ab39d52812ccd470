"""`qvtkit experiment results`: the three families side by side, what the group said, what to ask."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from qvtkit.cli import show as display
from qvtkit.cli.options import Format, Id  # noqa: TC001 (typer reads the annotations)
from qvtkit.cli.session import Session, command

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from qvtkit.method.familles import VueFamilles
    from qvtkit.method.lecture_indicateur import Ligne
    from qvtkit.method.resultats import Resultats

_TITLES = ("Indicateur", "Avant → après", "Lecture", "Écart probable", "Prudence")
_NAME = 20
"""Characters of the name on a line: the table then holds in 80 columns."""
_MEDIANS = (
    "Avant → après : médianes (la dernière valeur s’il y a moins de trois mesures) ; entre parenthèses, "
    "le nombre de mesures"
)
_WORDS = (
    "Signal : écart net et confirmé ; indice : écart à confirmer ; point à regarder : une valeur inhabituelle ; "
    "variation habituelle : comme avant ; saison : les mois comparés ne sont pas les mêmes."
)


@command
def results(session: Session, id: Id = None, format: Format = "texte") -> None:
    """Lire les résultats d’un test : avant et après dans les trois familles, avec ce que le groupe en a dit.

    Exemple : qvtkit experiment results procedure-absence-ash
    """
    from qvtkit.cli.choose import one
    from qvtkit.ops import experiments
    from qvtkit.ops import results as operation

    test_id = experiments.resolve(session.projet, one(session, "experimentation", id))
    found = operation.results(session.projet, test_id, session.today)
    if session.reply("resultats", operation.data(found)):
        return
    if format == "texte":
        _view(session, found)
    else:
        display.table(session, _HEADS, [_flat(each) for each in found.vue.lignes], format)
    display.unreadable(session.projet.unreadable("indicateur"))


def _view(session: Session, found: Resultats) -> None:
    """Print the results on one screen."""
    from qvtkit.method.familles_phrases import phrases

    display.title(f"Résultats : {found.test.titre or found.id}")
    _plan(found)
    if found.test.debut is None:
        return
    if not found.vue.lignes:
        display.paragraph(
            f"Le plan ne suit encore aucun indicateur : qvtkit experiment edit {found.id} --indicateur ID"
        )
    else:
        told = phrases(found.vue)
        above, below = (told[:-1], told[-1:]) if found.vue.examines else (told, ())
        for text in above:
            display.paragraph(text)
        _table(session, found.vue)
        for text in (_legend(found), *below):
            display.paragraph(text)
        _details(found)


def _plan(found: Resultats) -> None:
    """Say since when, what was planned and what changed in it."""
    start, kept = found.test.debut, found.plan
    if start is None:
        display.paragraph(
            "Le test n’a pas commencé : rien à comparer encore. "
            f"Ce qui est prévu : qvtkit experiment show {found.id}. Pour commencer : qvtkit experiment start {found.id}"
        )
    else:
        end = found.test.fin or found.test.fin_prevue
        when = f"du {start.francais} au {end.francais}" if end else f"depuis le {start.francais}"
        told = f" ; plan gardé le {kept.date.francais}" if kept and kept.date else ""
        display.paragraph(f"{found.test.etat.libelle}, {when}{told}.")
    if found.changements:
        display.paragraph("Ce qui a changé depuis le début :")
    for text in found.changements:
        display.paragraph(f"- {text}", indent=2)


def _table(session: Session, vue: VueFamilles) -> None:
    """Print one row an indicator, under the name of its family."""
    from qvtkit.model.codes import Famille

    rows: list[tuple[str, ...]] = []
    for family in (*Famille, None):
        lines = [each for each in vue.lignes if each.famille is family]
        if rows and (family or lines):
            rows.append(("",) * len(_TITLES))
        if family or lines:
            rows.append((f"[{family.libelle if family else 'Sans famille'}]", "", "", "", ""))
        if family and not lines:
            rows.append(("à vérifier :\naucun indicateur", "", "", "", ""))
        rows += [_row(each) for each in lines]
    display.grid(session, _TITLES, rows)


def _row(each: Ligne) -> tuple[str, ...]:
    from qvtkit.method import familles_mots as words

    name = [*textwrap.wrap(words.nom(each), _NAME), f"({words.souhait(each)})"]
    counts = words.mesures(each).replace("mesures ", "").replace("mesure ", "")
    return (
        "\n".join(name), "\n".join(filter(None, (words.avant_apres(each), counts and f"({counts})"))),
        words.lecture(each), words.ecart(each), ",\n".join(words.prudences(each)),
    )  # fmt: skip


_HEADS = ("Indicateur", "Famille", "Sens", "Avant → après", "Mesures", "Lecture", "Écart probable", "Prudence")


def _flat(each: Ligne) -> tuple[str, ...]:
    """Return the row of a table to paste elsewhere."""
    from qvtkit.method import familles_mots as words

    return (
        words.nom(each), each.famille.libelle if each.famille else "", words.souhait(each), words.avant_apres(each),
        words.mesures(each), words.lecture(each), words.ecart(each), ", ".join(words.prudences(each)),
    )  # fmt: skip


def _legend(found: Resultats) -> str:
    """Say how to read the table, and whether the measures since the end of the test are in it."""
    since = any(each.depuis_la_fin for each in found.vue.lignes)
    later = " ; « après » comprend aussi les mesures faites depuis la fin du test" if since else ""
    return f"{_MEDIANS}{later}. {_WORDS}"


def _details(found: Resultats) -> None:
    from qvtkit.method import familles_mots as words

    display.title("En résumé")
    display.pairs((box.titre, box.texte) for box in words.boites(found.vue))
    _listed("Ce que le groupe a dit, à côté des chiffres", (each.texte for each in found.paroles if each.accord))
    _listed("Ce que le groupe a dit, sans indicateur", (each.texte for each in found.paroles if not each.accord))
    _listed(
        "Sans conclusion",
        (f"{words.nom(each)} : {words.sans_conclusion(each)}" for each in found.vue.lignes if each.sans_verdict),
    )
    _listed(
        "Ce qui n’est pas compté",
        (f"{words.nom(each)} : {' ; '.join(each.a_part)}" for each in found.vue.lignes if each.a_part),
    )
    _listed("Ce qui a pu se dégrader sans se voir", words.reculs_possibles(found.vue))
    _listed("Derrière les taux", _counts(found.vue.lignes))
    _listed(
        "Au journal pendant ce temps",
        (f"{fact.date.francais if fact.date else ''} : {fact.texte}" for fact in found.vue.evenements),
    )
    _listed("À vous demander ensemble", found.questions)


def _counts(lines: Iterable[Ligne]) -> Iterator[str]:
    from qvtkit.method.familles_mots import petits_nombres

    for each in lines:
        told = petits_nombres(each)
        if told:
            yield f"{each.nom} : {told}"


def _listed(title: str, texts: Iterable[str]) -> None:
    """Print a title and what stands under it, nothing at all where there is nothing."""
    kept = [text for text in texts if text]
    if kept:
        display.title(title)
    for text in kept:
        display.paragraph(f"- {text}", indent=2)
