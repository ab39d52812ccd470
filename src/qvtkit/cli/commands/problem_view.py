"""Show problems: the record, the profiles side by side, the remarks on a statement."""

from __future__ import annotations

import sys
import textwrap
from typing import TYPE_CHECKING, Any

from qvtkit.cli import show as display
from qvtkit.cli import terminal
from qvtkit.method.lexique import Lexique, minuscule
from qvtkit.method.priorisation import CRITERES, NIVEAU_MAX, Profil, profil
from qvtkit.ops import problems
from qvtkit.text import NBSP, NNBSP, enumerate_fr, plural, typography

if TYPE_CHECKING:
    from collections.abc import Sequence

    from qvtkit.cli.session import Session

_LEVELS = {"a-revoir": "À revoir", "a-verifier": "À vérifier"}
_FULL, _EMPTY = "■", "□"


def bar(level: int | None) -> str:
    """« ■■□ 2 »: a level as a bar and a figure; a dash where nobody answered."""
    if level is None:
        return "–"
    if terminal.simple():
        return f"{level} sur {NIVEAU_MAX}"
    full, empty = (_FULL, _EMPTY) if terminal.shows(_FULL + _EMPTY) else ("#", ".")
    return f"{full * level}{empty * (NIVEAU_MAX - level)} {level}"


def side_by_side(session: Session, ids: Sequence[str], fresh: dict[str, Any] | None = None) -> None:
    """Print the profiles of problems in columns, one criterion a line, in the order of the folder."""
    from qvtkit.model.diagnostic import Probleme

    known = {key: Probleme.model_validate(fresh) if fresh else problems.the(session.projet, key) for key in ids}
    profiles = {key: profil(each) for key, each in known.items()}
    data = [{"id": key, "titre": known[key].titre, **each.as_dict()} for key, each in profiles.items()]
    if session.reply("profils", {"criteres": problems.criteres(), "problemes": data}):
        return
    if not ids:
        display.say("Aucun problème à comparer. Pour en noter un : qvtkit problem add")
        return
    rows = [
        (str(body["libelle"]), *(bar(each.niveaux[key]) for each in profiles.values()))
        for key, body in problems.criteres().items()
    ]
    rows.append(("Somme, pour mémoire", *map(_sum, profiles.values())))
    titles = [each.titre or key for key, each in known.items()]
    display.table(session, ("Critère (de 0 à 3)", *titles), rows)
    for key, each in profiles.items():
        if each.manquants:
            display.paragraph(f"{known[key].titre or key} : {plural(len(each.manquants), 'critère')} sans réponse. "
                              f"Pour compléter : qvtkit problem rank {key}")  # fmt: skip
    display.paragraph(
        "Le profil compte plus que la somme : aucune source ne donne de poids aux critères. Le groupe choisit."
    )


def _sum(each: Profil) -> str:
    return "–" if each.somme is None else f"{each.somme} sur {NIVEAU_MAX * len(each.niveaux)}"


def table(session: Session, ids: Sequence[str], fmt: str) -> None:
    """Print the problems, one a line."""
    rows = []
    for key in ids:
        each = problems.the(session.projet, key)
        count = len(problems.relecture_de(each)) if each.enonce else None
        read = "pas d’énoncé" if count is None else plural(count, "remarque") if count else "rien à signaler"
        tests = [name for name, test in session.projet.experimentations.items() if test.probleme == key]
        left = len(profil(each).manquants)
        ranked = "pas encore" if left == len(CRITERES) else f"{len(CRITERES) - left} critères sur {len(CRITERES)}"
        rows.append((key, each.titre, each.etat.libelle, ranked, read, ", ".join(tests)))
    display.table(session, ("Problème", "Titre", "État", "Profil", "Relecture", "Expérimentations"), rows, fmt)


def view(session: Session, key: str) -> None:
    """Print a problem, its profile and the remarks on its statement."""
    each, words = problems.the(session.projet, key), Lexique(session.projet)
    display.title(f"{each.titre or key} ({each.etat.libelle.lower()})")
    findings = {finding.id: finding.texte for finding in session.projet.etat_des_lieux.constats}
    display.pairs([
        ("Énoncé", each.enonce),
        ("Lieu", each.lieu), ("Moment", each.moment), ("Tâche", each.tache),
        ("Métiers", enumerate_fr(minuscule(words.metier(code)) for code in each.metiers)),
        ("Effet sur le soin", each.effet_soin), ("Effet sur le travail", each.effet_travail),
        ("Services dont il dépend", ", ".join(each.services_dependants)),
        ("Thème", words.theme(each.theme)),
        ("Constats", "\n".join(findings.get(name) or name for name in each.constats)),
        ("Pistes", "\n".join(option.texte + _dropped(option) for option in each.options)),
        ("Ce qui guide le choix", "\n".join(each.principes)),
    ])  # fmt: skip
    side_by_side(session, [key])
    if each.enonce:
        remarks([remark.as_dict() for remark in problems.relecture_de(each)], each.enonce)
    else:
        display.say(f"Pas encore d’énoncé. Pour l’écrire : qvtkit problem edit {key}")


def _dropped(option: Any) -> str:
    return f" (écartée{' : ' + option.motif if option.motif else ''})" if option.ecartee else ""


def read_again(texte: str, found: Sequence[dict[str, Any]], *, empty: bool = False) -> None:
    """Print a statement, then what there is to say of it."""
    if empty:
        display.say("Ce problème n’a pas encore d’énoncé ; voici la relecture de son titre.")
    remarks(found, texte)


def remarks(found: Sequence[dict[str, Any]], texte: str) -> None:
    """Print the remarks on a statement: the words at fault underlined, why, what to write."""
    if not texte.strip():
        return
    if not found:
        display.paragraph("Relecture : un lieu, un moment, une tâche, des métiers, deux effets ; rien à signaler.")
        return
    _underlined(texte.rstrip(), found)
    for remark in found:
        quoted = ", ".join(
            f"« {extract['texte'].strip()} »" for extract in remark["extraits"] if remark["code"] != "longueur"
        )
        display.paragraph(
            f"{_LEVELS[remark['niveau']]} : {minuscule(remark['titre'])}{' : ' + quoted if quoted else '.'}"
        )
        display.paragraph(f"{remark['pourquoi'].rstrip('.')} [{remark['source']}].", indent=4)
        display.paragraph(f"→ {remark['conseil']}", indent=4)
    display.paragraph(f"Un modèle : {found[0]['modele']}")
    display.paragraph("Ce sont des conseils : le groupe garde la phrase s’il la trouve juste.")


def _underlined(texte: str, found: Sequence[dict[str, Any]]) -> None:
    """Print the statement with carets under the words at fault, line by line; plain where nothing may be drawn."""
    marked = {
        rank for remark in found for extract in remark["extraits"] if extract["debut"] is not None and remark["code"] != "longueur"
        for rank in range(extract["debut"], extract["fin"])
    }  # fmt: skip
    flat = "".join(" " if char.isspace() else char for char in texte)
    start = 0
    sys.stdout.write("\n")
    for line in textwrap.wrap(flat, max(display.table_width() - 4, 20), break_on_hyphens=False, break_long_words=False):
        start = flat.index(line, start)
        carets = "".join("^" if start + rank in marked else " " for rank in range(len(line))).rstrip()
        sys.stdout.write(f"    {_french(line)}\n" + (f"    {carets}\n" if carets and not terminal.simple() else ""))
        start += len(line)
    sys.stdout.write("\n")


def _french(line: str) -> str:
    """Return *line* in French typography, where that moves none of its characters."""
    shown = typography(line).replace(NNBSP, NBSP)
    return shown if len(shown) == len(line) else line
