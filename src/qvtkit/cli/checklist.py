"""The questions that answering a checklist asks: what it is about, who answers, each item in turn."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from qvtkit.cli.ask import Question
from qvtkit.cli.choose import label
from qvtkit.cli.options import codes, is_date, pick
from qvtkit.method.lexique import Lexique, majuscule
from qvtkit.model.codes import College, MomentEvaluation, Repondant
from qvtkit.ops import evaluations
from qvtkit.ops.reponses import COMMENTAIRE, GROUPE, opinions

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from qvtkit.cli.session import Session
    from qvtkit.model.evaluation import Evaluation, ItemGrille
    from qvtkit.ops.reponses import Formulaire


def about(session: Session, grid_id: str) -> list[Question]:
    """Return what is asked before any item: the experiment, the moment, the date; of a gate, the date alone."""
    projet = session.projet
    date = Question(
        "date", "À quelle date le groupe répond-il ?", "--date", defaut=f"{session.today:%d/%m/%Y}", verifie=is_date
    )
    if evaluations.is_gate(grid_id):
        return [date]
    tests = [(key, label(session, "experimentation", key)) for key in projet.experimentations]
    timed = bool(projet.grilles[grid_id].moments)
    return [
        pick(
            "experimentation", "Quelle expérimentation est concernée ?", "--experimentation", tests, obligatoire=False,
            defaut=evaluations.likely_experiment(projet, grid_id), quand=lambda _: bool(tests),
        ),
        pick(
            "moment", "À quel moment ?", "--moment", codes(MomentEvaluation), obligatoire=timed,
            quand=lambda answers: timed or bool(answers.get("experimentation")),
        ),
        date,
    ]  # fmt: skip


def who(
    session: Session, form: Formulaire, head: Evaluation, given: Mapping[str, str], wanted: Collection[str]
) -> list[Question]:  # fmt: skip
    """Return who answers: the group, and the collèges where a *wanted* item without an answer wants them apart."""
    projet = session.projet
    day = head.date.last_day if head.date else session.today
    teams = [(key, group.nom or key) for key, group in projet.groupes.items()]
    apart = [
        key
        for key, item in form.items.items()
        if key in wanted and item.par is Repondant.COLLEGE and not opinions(given, key)
    ]
    return [
        pick(
            "groupe", "Quel groupe répond ?", "--groupe", teams, obligatoire=False, quand=lambda _: bool(teams),
            defaut=evaluations.likely_group(projet, head.experimentation),
        ),
        Question(
            "colleges", "Quels collèges répondent ?", "--colleges",
            genre="choix-multiple", choix=codes(College), obligatoire=False, quand=lambda _: bool(apart),
            defaut=lambda answers: evaluations.colleges_of(projet, answers.get("groupe"), day) or None,
        ),
    ]  # fmt: skip


def items(session: Session, form: Formulaire, wanted: Collection[str], *, optional: bool) -> Iterator[Question]:
    """Yield the *wanted* questions of the grid in turn, numbered."""
    words = Lexique(session.projet)
    asked = {item_id: item for item_id, item in form.items.items() if item_id in wanted}
    for rank, (item_id, item) in enumerate(asked.items(), 1):
        theme = evaluations.theme(session.projet, form.grille, item.theme)
        title = f"{rank}/{len(asked)}" + (f" · {theme}" if theme else "")
        above = "\n".join(line for line in (title, item.texte, f"({item.aide})" if item.aide else "") if line)
        yield from _one(form, item_id, item, above, words, optional=optional)


def _one(
    form: Formulaire, item_id: str, item: ItemGrille, above: str, words: Lexique, *, optional: bool
) -> Iterator[Question]:
    """Yield what one item asks: the answer of the group or of each collège, then a comment."""
    scale = [(code, majuscule(words.reponse(code))) for code in form.echelle]
    apart = [str(college) for college in College] if item.par is Repondant.COLLEGE else []
    for party in [*apart, GROUPE]:
        name = words.partie(party)
        target = item_id if party == GROUPE else f"{item_id}.{party}"
        yield pick(
            f"{item_id}.{party}", f"{item.texte} ({name})", f"--reponse {target}=… ({', '.join(form.echelle)})", scale,
            obligatoire=not optional, annonce=above, invite=name,
            quand=partial(_is_asked, item_id=item_id, party=party, apart=bool(apart)),
        )  # fmt: skip
    yield Question(
        f"{item_id}.{COMMENTAIRE}", item.texte, f'--reponse "{item_id}=…: commentaire"', obligatoire=False,
        annonce=above, invite="Commentaire",
        quand=partial(_wants_comment, item_id=item_id),
    )  # fmt: skip


def _is_asked(answers: dict[str, Any], *, item_id: str, party: str, apart: bool) -> bool:
    """Tell whether this party is asked: each collège that is there, else the group together."""
    given = opinions(answers, item_id)
    if party == GROUPE:
        return not set(given) - {GROUPE} and not (apart and answers.get("colleges"))
    return GROUPE not in given and party in (answers.get("colleges") or [])


def _wants_comment(answers: dict[str, Any], *, item_id: str) -> bool:
    """Tell whether a comment helps: any answer other than « oui » (so, too, collèges that differ)."""
    return any(value != "oui" for value in opinions(answers, item_id).values())
