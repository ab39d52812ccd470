"""The three families of one experiment: what moved, how far to trust it, what the group said, what to ask."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.export.charts.draw import line_chart
from qvtkit.export.charts.svg import PIXELS_PAR_CM
from qvtkit.export.document import Callout, Ensemble, Figure, Para, Run, Table
from qvtkit.export.sections.communs import Blocks, dit, liste, para, sous_titre
from qvtkit.export.vues.resultats import PAYEE
from qvtkit.method.lexique import minuscule
from qvtkit.model.codes import Famille
from qvtkit.text import typography

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from qvtkit.export.document import Cell
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu, ValeurVue
    from qvtkit.export.vues.resultats import BoiteVue, ResultatsVue

FAMILLE_VIDE = "Aucun indicateur dans cette famille."
A_VERIFIER = f"{FAMILLE_VIDE} À vérifier : ne rien mesurer n’est pas aller bien."
CHANGE = "Ce qui est compté a changé entre ces deux valeurs."
LIRE = (
    "Avant → après : médianes des mesures, ou dernière valeur s’il y en a moins de trois. T0 est la valeur de départ. "
    "Une lecture dit si un chiffre a bougé, jamais pourquoi : la courbe et le journal aident le groupe à en parler."
)
_HEADS = ("Indicateur", "Avant → après", "Lecture", "Courbe")
_WIDTHS = (3.1, 4.4, 4.5, 4.9)
_WIDTH_CM, _HEIGHT_CM = 4.9, 2.3
_FEWEST = 2


def familles(test: ExperimentationVue) -> Blocks:
    """Return what moved in one test, family by family."""
    found = test.resultats
    return (
        *conclusion(found),
        *_tables(test.indicateurs),
        *para(f"{LIRE} {found.pied}".strip(), "note"),
        boites(found.boites),
        *sous_titre("Ce que le groupe en dit", liste(found.paroles), 3),
        *dit("À vous demander ensemble", " ".join(found.questions)),
    )  # fmt: skip


def conclusion(found: ResultatsVue) -> Blocks:
    """Return what can be said of all the indicators together, and how far the plan was kept."""
    changed = f"Le plan a changé depuis le début du test. {' '.join(found.changements)}" if found.changements else ""
    return (
        *map(Para, found.phrases),
        *((Callout("attention", PAYEE, tuple(map(Para, found.payees))),) if found.payees else ()),
        *para(changed, "note"),
    )


def _tables(seen: Sequence[IndicateurVu]) -> Blocks:
    """One table a family; a family without any indicator says so."""
    blocks: list[Table | Para] = []
    for titre, items in par_famille(seen):
        if items:
            blocks.append(Table(titre, _HEADS, tuple(map(_row, items)), largeurs=_WIDTHS))
        else:
            blocks.append(vide(titre))
    return tuple(blocks)


def par_famille(seen: Sequence[IndicateurVu]) -> Iterator[tuple[str, tuple[IndicateurVu, ...]]]:
    """Yield the three families in their order, even empty, then the indicators of none."""
    for family in (*Famille, None):
        items = tuple(item for item in seen if item.famille is family)
        if family or items:
            yield family.libelle if family else "Sans famille", items


def vide(titre: str) -> Para:
    """Say that a family has no indicator."""
    return Para((Run(f"{titre}. ", gras=True), Run(A_VERIFIER)))


def _row(item: IndicateurVu) -> tuple[Cell, ...]:
    source = (Para(f"Source : {minuscule(item.source)}", "note"),) if item.source else ()
    return (*_nom(item), *source), avant_apres(item), lecture(item), courbe(item)


def _nom(item: IndicateurVu) -> tuple[Para, ...]:
    return (Para((Run(item.titre, gras=True),)), *((Para(item.souhait),) if item.souhait else ()))


def avant_apres(item: IndicateurVu) -> tuple[Para, ...]:
    """Return the medians, then the two values that people remember, with their counts.

    A starting value that counted something else is set aside: side by side, the two would be compared.
    """
    read = item.lecture
    middles = read.avant_apres if read else ""
    before = valeur("Valeur d’avant, à part" if item.change else "T0", item.t0)
    last = valeur("Dernière valeur", item.derniere)
    return (
        *((Para((Run(middles, gras=True),)),) if middles else ()),
        *((Para(item.nombres),) if item.nombres and not (read and read.verdict) else ()),
        *(() if item.change else before), *(Para(text) for text in item.manques), *last,
        *((Para(CHANGE), *before) if item.change else ()),
    )  # fmt: skip


def lecture(item: IndicateurVu) -> tuple[Para, ...]:
    """The verdict with its counts, by how much, the cautions; or why there is none."""
    read, notes = item.lecture, tuple(Para(text) for text in item.remarques)
    if read is None or not read.verdict:
        reason = read.sans_verdict if read and not item.remarques else ""
        return (Para("Sans conclusion."), *((Para(reason),) if reason else ()), *notes)
    told = (f"Écart probable : {read.ecart}." if read.ecart else "", f"Prudence : {read.prudence}.")
    return (
        Para((Run(read.verdict, gras=True), Run(f" ({read.mesures})"))),
        Para(" ".join(filter(None, told))),
        *notes,
    )  # fmt: skip


def boites(boxes: Sequence[BoiteVue]) -> Ensemble:
    """The four boxes, one below the other, on one page."""
    rows = tuple((box.titre, _boite(box)) for box in boxes)
    heads = ("Où en est-on ?", "Indicateurs")
    return Ensemble((Table("En résumé", heads, rows, largeurs=(1.2, 5), entete_de_ligne=True),))


def _boite(box: BoiteVue) -> Cell:
    return (Para(f"{' ; '.join(box.textes)}. {box.prudence}"),) if box.textes else (Para(box.prudence),)


def valeur(label: str, value: ValeurVue | None) -> tuple[Para, ...]:
    """Return a value with its counts and its period, or nothing."""
    if value is None:
        return ()
    details = ", ".join(filter(None, (value.brut, value.quand)))
    return (Para((Run(f"{label} : "), Run(value.texte, gras=True), Run(f" ({details})"))),)


def courbe(item: IndicateurVu, largeur: float = _WIDTH_CM, hauteur: float = _HEIGHT_CM) -> tuple[Figure, ...]:
    """Return a drawing of that many centimetres, from two values on."""
    if sum(point.valeur is not None for point in item.points) < _FEWEST:
        return ()
    alt = typography(description(item))
    drawing = line_chart(
        item.points, titre=typography(item.nom), description=alt, unite=item.unite, bande=item.bande,
        largeur=round(largeur * PIXELS_PAR_CM), hauteur=round(hauteur * PIXELS_PAR_CM),
    )  # fmt: skip
    return (Figure(drawing, alt, largeur=largeur),)


def description(item: IndicateurVu) -> str:
    """Return in words what the drawing shows."""
    shown = [point for point in item.points if point.valeur is not None]
    parts = [f"{item.nom} : {len(shown)} mesures, de {shown[0].libelle} à {shown[-1].libelle}."]
    parts += [f"T0 : {item.t0.texte} ({item.t0.quand})."] if item.t0 and not item.change else []
    parts += [f"Dernière valeur : {item.derniere.texte} ({item.derniere.quand})."] if item.derniere else []
    return " ".join(parts)
