"""The three families of one experiment: what moved, how far to trust it, what the group said, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.charts import line_chart
from qvtkit.export.document import Bullets, Callout, Figure, Para, Run, Table
from qvtkit.export.sections.communs import Blocks, liste, para, sous_titre
from qvtkit.export.svg import PIXELS_PAR_CM
from qvtkit.export.vues.resultats import PAYEE
from qvtkit.method.lexique import majuscule
from qvtkit.model.codes import Famille
from qvtkit.text import typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.document import Cell
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu, ValeurVue
    from qvtkit.export.vues.resultats import BoiteVue

FAMILLE_VIDE = "Aucun indicateur dans cette famille."
_A_VERIFIER = f"{FAMILLE_VIDE} À vérifier : ne rien mesurer n’est pas aller bien."
_LIRE = (
    "Avant → après : médianes des mesures, ou dernière valeur s’il y en a moins de trois. T0 est la valeur de départ. "
    "Une lecture dit si un chiffre a bougé, jamais pourquoi : la courbe et le journal aident le groupe à en parler."
)
_HEADS = ("Indicateur", "Avant → après", "Lecture", "Courbe")
_WIDTHS = (3.1, 3.6, 4.3, 6.0)
_WIDTH_CM, _HEIGHT_CM = 5.0, 2.9
_FEWEST = 2


def familles(test: ExperimentationVue) -> Blocks:
    """Return the whole view of one test."""
    found = test.resultats
    return (
        *map(Para, found.phrases),
        *((Callout("attention", PAYEE, tuple(map(Para, found.payees))),) if found.payees else ()),
        *_changed(found.changements),
        *_tables(test.indicateurs),
        *para(_LIRE, "note"), *para(found.pied, "note"),
        _boxes(found.boites),
        *sous_titre("Ce que le groupe en dit", liste(found.paroles), 3),
        *_ask(found.questions),
    )  # fmt: skip


def _changed(changes: Sequence[str]) -> Blocks:
    return para(f"Le plan a changé depuis le début du test. {' '.join(changes)}" if changes else "", "note")


def _tables(seen: Sequence[IndicateurVu]) -> Blocks:
    """One table a family; a family without any indicator says so."""
    blocks: list[Table | Para] = []
    for family in (*Famille, None):
        items = [item for item in seen if item.famille is family]
        title = family.libelle if family else "Sans famille"
        if items:
            blocks.append(Table(title, _HEADS, tuple(map(_row, items)), largeurs=_WIDTHS))
        elif family:
            blocks.append(Para((Run(f"{title}. ", gras=True), Run(_A_VERIFIER))))
    return tuple(blocks)


def _row(item: IndicateurVu) -> tuple[Cell, ...]:
    read = item.lecture
    name = Para((Run(read.nom if read else item.nom, gras=True),))
    wanted = Para(majuscule(read.souhait) if read else item.sens, "note")
    return (name, wanted), _values(item), _reading(item), courbe(item)


def _values(item: IndicateurVu) -> tuple[Para, ...]:
    """Medians, then the two values that people remember, with their counts."""
    read = item.lecture
    middles, alone = (read.avant_apres, read.un_seul) if read else ("", "")
    return (
        *((Para((Run(middles, gras=True),)),) if middles else ()),
        *((Para(item.nombres),) if item.nombres and not (read and read.verdict) else ()),
        *valeur("T0", item.t0), *(Para(text, "note") for text in item.manques),
        *valeur("Dernière valeur", item.derniere),
        *((Para(alone, "note"),) if alone else ()),
    )  # fmt: skip


def _reading(item: IndicateurVu) -> tuple[Para, ...]:
    """The verdict with its counts, by how much, the cautions; or why there is none."""
    read, notes = item.lecture, tuple(Para(text, "note") for text in item.remarques)
    if read is None or not read.verdict:
        reason = read.sans_verdict if read and not item.remarques else ""
        return (Para("Sans conclusion."), *((Para(reason, "note"),) if reason else ()), *notes)
    told = (f"Écart probable : {read.ecart}." if read.ecart else "", f"Prudence : {read.prudence}.")
    return (
        Para((Run(read.verdict, gras=True), Run(f" ({read.mesures})"))),
        *(Para(text) for text in told if text),
        *((Para(read.recul, "note"),) if read.recul else ()), *notes,
    )  # fmt: skip


def _boxes(boxes: Sequence[BoiteVue]) -> Table:
    """The four boxes, one below the other."""
    rows: list[tuple[Cell, ...]] = []
    for box in boxes:
        told: Cell = (Bullets(box.textes), Para(box.prudence, "note")) if box.textes else (Para(box.prudence),)
        rows.append((box.titre, told))
    return Table("En résumé", ("Où en est-on ?", "Indicateurs"), tuple(rows), largeurs=(1, 4), entete_de_ligne=True)


def _ask(asked: Sequence[str]) -> Blocks:
    return (Callout("a-retenir", "À vous demander ensemble", (Bullets(tuple(asked)),)),) if asked else ()


def valeur(label: str, value: ValeurVue | None) -> tuple[Para, ...]:
    """Return a value with its counts and its period, or nothing."""
    if value is None:
        return ()
    details = ", ".join(filter(None, (value.brut, value.quand)))
    return (Para((Run(f"{label} : "), Run(value.texte, gras=True), Run(f" ({details})"))),)


def courbe(item: IndicateurVu) -> tuple[Figure, ...]:
    """Return a small drawing, from two values on."""
    if sum(point.valeur is not None for point in item.points) < _FEWEST:
        return ()
    alt = typography(description(item))
    drawing = line_chart(
        item.points, titre=typography(item.nom), description=alt, unite=item.unite, bande=item.bande,
        largeur=round(_WIDTH_CM * PIXELS_PAR_CM), hauteur=round(_HEIGHT_CM * PIXELS_PAR_CM),
    )  # fmt: skip
    return (Figure(drawing, alt, largeur=_WIDTH_CM),)


def description(item: IndicateurVu) -> str:
    """Return in words what the drawing shows."""
    shown = [point for point in item.points if point.valeur is not None]
    parts = [f"{item.nom} : {len(shown)} mesures, de {shown[0].libelle} à {shown[-1].libelle}."]
    parts += [f"T0 : {item.t0.texte} ({item.t0.quand})."] if item.t0 else []
    parts += [f"Dernière valeur : {item.derniere.texte} ({item.derniere.quand})."] if item.derniere else []
    return " ".join(parts)
