"""Two documents for the renderers: a fiche with every block, and one full of hostile texts."""

from __future__ import annotations

from dataclasses import replace

from qvtkit.export.charts.draw import Point, line_chart
from qvtkit.export.document import (
    Block,
    Bullets,
    Callout,
    Cell,
    Definitions,
    Document,
    Figure,
    Heading,
    Para,
    Run,
    Table,
)

NASTY = (
    "<b>gras</b> & <script>alert(1)</script>",
    '#strong[x] *y* $z$ _w_ `#read("/etc/passwd")` \\ // fin',
    "{{ 7*7 }} {% raw %} {# c #}",
    "=1+1 \"guillemets\" 'simples' « français »",
    "émoji 🙂 👨‍👩‍👧 ❤️ et arabe مرحبا, hébreu שלום, hindi हिन्दी",
    "nul\x00 cloche\x07 échappement\x1b",
    "ligne un\nligne deux\tet suite",
    "x" * 5000,
)


def chart(titre: str, unite: str, valeurs: tuple[float | None, ...], largeur: int = 205) -> str:
    """Draw one indicator of the fiche."""
    points = [Point(f"{m:02}/2016", m, v) for m, v in enumerate(valeurs, 1)]
    description = f"{titre}, {len(points)} périodes."
    return line_chart(
        points, titre=titre, description=description, unite=unite, bande=(5, 8),
        largeur=largeur, hauteur=118,
    )  # fmt: skip


def indicator(nom: str, unite: str, valeurs: tuple[float | None, ...], note: str) -> Cell:
    """Make the cell of one family: its indicator, its chart, what the group says."""
    drawing = chart(nom, unite, valeurs)
    alt = f"{nom} : de {valeurs[0]} à {valeurs[-1]} {unite} en douze mois."
    return (
        Para((Run(nom, gras=True),)),
        Figure(drawing, alt, largeur=5.4),
        Para(note),
    )


FAMILIES = Table(
    titre="Résultats par famille, de T0 au bilan",
    entetes=("Économique", "Technique", "Social et santé"),
    lignes=(
        (
            indicator(
                "Heures d'intérim",
                "h",
                (142, 151, 138, 149, 120, 96, 88, 92, 90, 84, 86, 81),
                "Moins de recours en urgence le week-end.",
            ),
            indicator(
                "Toilettes reportées",
                "par mois",
                (31, 28, 35, 30, None, None, 22, 19, 20, 17, 18, 16),
                "Deux mois non relevés pendant le changement de logiciel.",
            ),
            indicator(
                "Taux d'absentéisme",
                "%",
                (10.3, 11.1, 9.8, 10.9, 10.2, 9.9, 9.1, 8.8, 8.4, 8.6, 8.3, 8.2),
                "Données insuffisantes pour conclure.",
            ),
        ),
        (
            (Bullets(("Rappels sur repos : de 14 à 6", "Coût du binôme : 38 h")),),
            (Para("Chutes : 7 puis 6, sans écart que le hasard n'explique."),),
            (
                Para("« On sait le matin qui fait quoi. »"),
                Para("Parole du groupe, séance 3", style="note"),
            ),
        ),
    ),
)

FICHE: tuple[Block, ...] = (
    Para(
        "Quand une aide-soignante manquait, chacun recomposait sa tournée seul. Le groupe a "
        "testé pendant quatre mois une règle d'entraide entre deux étages.",
        style="chapeau",
    ),
    Definitions(
        (
            ("Établissement", "Résidence des Tilleuls, Ehpad privé non lucratif"),
            ("Région", "Auvergne-Rhône-Alpes"),
            ("Effectif", "50 à 99 personnes, 84 places"),
            ("Cluster", (Run("Filière gérontologique", gras=True), Run(", 2016 à 2017"))),
        )
    ),
    Heading(1, "Le problème"),
    Para(
        (
            Run("En semaine, de 7 h à 11 h", gras=True),
            Run(", une absence non remplacée au deuxième étage conduit à "),
            Run("reporter des toilettes", italique=True),
            Run(" et à rappeler des collègues sur leur repos."),
        )
    ),
    Heading(1, "Ce qui a été testé"),
    Bullets(
        (
            "Un binôme d'étage désigné à la relève, avec une liste de gestes qui attendent.",
            (Run("Un tableau commun", gras=True), Run(" rempli en deux minutes.")),
            "Un point de cinq minutes à 9 h 30.",
        )
    ),
    Heading(1, "Résultats"),
    FAMILIES,
    Callout(
        "a-retenir",
        "Décision : la règle est gardée",
        (
            Para("Étendue aux trois étages à partir de mai 2017."),
            Bullets(("Porteur : cadre de santé", "Temps : 2 h par mois")),
        ),
    ),
)

LONG: tuple[Block, ...] = (
    Heading(2, "Relevés"),
    Table(
        titre="Indicateurs relevés",
        entetes=("Indicateur", "T0", "Bilan", "Source"),
        lignes=(
            ("Taux d'absentéisme", "10,3 %", "8,2 %", "Paie, mois clos"),
            ("Heures d'intérim", "142 h", "81 h", "Factures"),
            ("Toilettes reportées", "31", "16", "Relevé du groupe"),
        ),
        largeurs=(4, 1.4, 1.4, 3),
        alignements="gddg",
        entete_de_ligne=True,
    ),
    Figure(
        chart("Taux d'absentéisme", "%", (10.3, 11.1, 9.8, 10.9, 10.2, 9.9, 9.1), 480),
        "Le taux passe de 10,3 % à 9,1 % en sept mois.",
        legende="Taux d'absentéisme mensuel, en pourcentage des heures théoriques",
        largeur=12.7,
    ),
    Heading(2, "Comment nous avons fait"),
    Bullets(("Nommer le problème", "Relever T0", "Tester quatre mois", "Décider"), ordonnee=True),
    Heading(3, "Autres pas"),
    Bullets(("Écrire aux familles", "Informer le CSE"), ordonnee=True),
    Para("Source : relevés du groupe QVT, 2016-2017.", style="note"),
    Callout("a-completer", "Il manque encore", (Bullets(("La date de la revue à 12 mois.",)),)),
    Callout("attention", "Petits nombres", (Para("Moins de dix répondants : résultats non montrés."),)),
)


def document(*, compact: bool = False) -> Document:
    """Return the fiche, on one page when *compact*."""
    return Document(
        titre="Mieux travailler quand une collègue manque",
        sous_titre="Fiche de capitalisation, Résidence des Tilleuls",
        blocs=FICHE if compact else FICHE + LONG,
        auteur="Groupe QVT de la Résidence des Tilleuls",
        sujet="Expérimentation QVT : entraide entre étages",
        date="2017-05-12",
        pied="Contact : directrice",
        bandeau="Chiffres d'illustration",
        compact=compact,
        mots_cles=("QVT", "Ehpad", "absence"),
    )


def odd_document() -> Document:
    """Return a document of empty, ragged and damaged blocks."""
    svg = '<svg xmlns="http://www.w3.org/2000/svg" {}/>'
    blocks: tuple[Block, ...] = (
        Para(""),
        Para(()),
        Heading(2, "  "),
        Callout("attention", "", ()),
        Bullets(("",)),
        Definitions((("", ""),)),
        Table("", ("",), ((), ((),), ("", "de trop"))),
        Table("t", ("a",), (), largeurs=(0.0,), alignements="?"),
        Figure(svg.format('viewBox="0 0 9 9"'), "x", largeur=-3),
        Figure(svg.format('viewBox="0 0 9 9"'), "x", largeur=float("nan")),
        Figure(svg.format('viewBox="a b c d"'), "x"),
        Figure(svg.format('width="0" height="0"'), "x"),
        Figure("<html/>", ""),
    )
    return Document("", "", blocks, "", "", "", langue="")


def nasty_document() -> Document:
    """Return a document whose every text is hostile; it must come out as typed."""
    rows = tuple((text, (Para(text), Bullets((text,)))) for text in NASTY)
    svg = chart("<b>Nul</b>\x00 & 🙂 日本", '"<i>', (1.0, float("nan"), None, 3.0))
    blocks: tuple[Block, ...] = (
        Heading(3, NASTY[0]),
        Heading(1, NASTY[1]),
        Heading(3, NASTY[4]),
        *(Para(text) for text in NASTY),
        Bullets(NASTY),
        Bullets(()),
        Definitions(tuple((text[:300], text) for text in NASTY)),
        Table(NASTY[0], (NASTY[2], NASTY[3]), (*rows, ("seule",)), entete_de_ligne=True),
        Table("", (), ()),
        Figure(svg, NASTY[0], NASTY[2]),
        Figure(svg, NASTY[0]),
        Figure("<svg", ""),
        Callout("attention", NASTY[0], (Para(NASTY[1]), Bullets((NASTY[2],)))),
    )
    return replace(
        document(), titre=NASTY[0], sous_titre=NASTY[1], blocs=blocks, pied=NASTY[2],
        bandeau=NASTY[3], auteur=NASTY[0], mots_cles=NASTY[:3], date="un jour",
    )  # fmt: skip
