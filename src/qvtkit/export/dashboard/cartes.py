"""The indicators by family: their drawing, what is read in it, the table of their measures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qvtkit.analysis.plan import suivis
from qvtkit.export.charts.draw import line_chart
from qvtkit.export.dashboard.modele import Carte, Colonne, Essai, LigneMesure, Parole
from qvtkit.export.sections.familles import description
from qvtkit.export.vues.base import decimales
from qvtkit.method.lecture import lire_indicateur
from qvtkit.method.lecture_mots import phrases
from qvtkit.method.lecture_points import Etat
from qvtkit.method.lexique import majuscule
from qvtkit.method.petits_effectifs import comptes_bruts
from qvtkit.model.codes import EtatExperimentation, Famille
from qvtkit.model.numbers import format_number
from qvtkit.text import typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.export.context import Contexte
    from qvtkit.export.vues.base import Base
    from qvtkit.export.vues.experimentation import ExperimentationVue
    from qvtkit.export.vues.indicateurs import IndicateurVu
    from qvtkit.method.lecture import Lecture
    from qvtkit.method.lecture_points import PointSerie
    from qvtkit.model.indicateur import Indicateur

LARGEUR, HAUTEUR = 300, 150
"""The size at which a curve is drawn; the page makes it as wide as its card."""
_FEWEST = 2
_TROP_PEU = frozenset({"vide", "valeurs", "repere", "courbe"})
_LIGNES = 400
"""Measures shown in the table; the folder keeps the others."""


def essais(base: Base, seen: Contexte) -> tuple[Essai, ...]:
    """Return the tests in the order of the context, each with its indicators by family."""
    tests = sorted(base.projet.experimentations.items(), key=lambda item: (str(item[1].debut or "9999"), item[0]))
    found = []
    for (_, test), vu in zip(tests, seen.experimentations, strict=True):
        known = [each.indicateur for each in suivis(test) if each.indicateur in base.projet.indicateurs]
        cards = [_carte(base, key, item) for key, item in zip(known, vu.indicateurs, strict=True)]
        found.append(
            Essai(
                vu,
                _colonnes(cards, vu),
                en_cours=test.etat is EtatExperimentation.EN_COURS,
                commence=test.debut is not None and test.etat is not EtatExperimentation.PREVUE,
            )
        )
    return tuple(found)


def autres(base: Base, seen: Contexte) -> tuple[Colonne, ...]:
    """Return the indicators that no test follows, by family."""
    planned = {each.indicateur for test in base.projet.experimentations.values() for each in test.indicateurs}
    alone = [key for key in base.projet.indicateurs if key not in planned]
    cards = [_carte(base, key, item) for key, item in zip(alone, seen.indicateurs_hors_plan, strict=True)]
    return _colonnes(cards) if cards else ()


def _colonnes(cards: Sequence[Carte], vu: ExperimentationVue | None = None) -> tuple[Colonne, ...]:
    """Return the three families, an empty one too; then what has none, where something has none."""
    columns = [
        Colonne(
            family.libelle,
            tuple(card for card in cards if card.vu.famille is family),
            _paroles(vu, family.libelle) if vu else (),
        )
        for family in Famille
    ]
    alone = tuple(card for card in cards if card.vu.famille is None)
    return (*columns, *((Colonne("Sans famille", alone),) if alone else ()))


def _paroles(vu: ExperimentationVue, family: str) -> tuple[Parole, ...]:
    """Return the last answer of the group on each activity of a family."""
    found = []
    for row in vu.seances.activites:
        answers = [each for each in row.reponses if each is not None]
        if row.famille == family and answers:
            found.append(Parole(majuscule(row.critere or row.activite), answers[-1].reponse, answers[-1].partages))
    return tuple(found)


def _carte(base: Base, key: str, vu: IndicateurVu) -> Carte:
    reading = lire_indicateur(base.projet, key, jour=base.aujourdhui)
    indicator = base.projet.indicateurs[key]
    drawn = sum(point.valeur is not None for point in vu.points) >= _FEWEST
    alt = typography(description(vu)) if drawn else ""
    return Carte(
        vu,
        _dessin(vu, alt) if drawn else "",
        alt,
        () if reading.empeche else phrases(reading).toutes,
        trop_peu=reading.niveau in _TROP_PEU,
        mesures=_mesures(indicator, reading),
    )


def _dessin(vu: IndicateurVu, alt: str) -> str:
    return line_chart(
        vu.points, titre="Courbe", description=alt, unite=vu.unite, bande=vu.bande,
        repere=None if vu.mediane is None else (vu.mediane, ""), largeur=LARGEUR, hauteur=HAUTEUR,
    )  # fmt: skip


def _mesures(indicator: Indicateur, reading: Lecture) -> tuple[LigneMesure, ...]:
    """Return the measures, the last one first; none where the indicator is better not compared."""
    if reading.empeche:
        return ()
    decimals = decimales(value for _, value in indicator.series() if value is not None)
    return tuple(_ligne(indicator, point, decimals) for point in reversed(reading.points[-_LIGNES:]))


def _ligne(indicator: Indicateur, point: PointSerie, decimals: int) -> LigneMesure:
    shown = point.valeur is not None and point.etat is not Etat.MASQUEE
    measure = indicator.mesures.get(point.periode)
    counts = comptes_bruts(indicator, point.periode) if shown else ""
    aside = "mise à part" if point.etat is Etat.ECARTEE else ""
    note = measure.note if measure and shown else ""
    return LigneMesure(
        periode=majuscule(point.periode.francais),
        valeur=format_number(point.valeur, decimals) if shown and point.valeur is not None else "–",
        precision=majuscule(" ; ".join(dict.fromkeys(filter(None, (counts, aside, point.motif, note))))),
    )
