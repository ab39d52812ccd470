"""`qvtkit next`: at most five things to do now, why, and the command of each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qvtkit.cli import show
from qvtkit.cli.session import Session, command
from qvtkit.model.codes import EtatDemarche
from qvtkit.model.dates import DateSouple
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.method.conseil import Conseil
    from qvtkit.ops.next import Suite

_ALSO = 3
"""Other uses of the same command that are named; the rest are counted."""
_RESTING = {
    EtatDemarche.EN_SOMMEIL: (
        "La démarche est en sommeil : seules les propositions qui attendent sont rappelées.",
        "Pour la reprendre : qvtkit project edit --etat active",
    ),
    EtatDemarche.TERMINEE: (
        "La démarche est terminée. Merci à celles et ceux qui ont donné du temps.",
        "Pour y revenir, par exemple sur un nouveau sujet : qvtkit phase reopen diagnostic",
    ),
}


@command
def next_(session: Session) -> None:
    """Voir quoi faire maintenant : cinq choses au plus, dans l’ordre, avec la raison et la commande.

    Exemple : qvtkit next
    """
    from qvtkit.ops.next import as_data, suivant
    from qvtkit.ops.resuming import waiting

    suite = suivant(session.projet, session.today)
    begun = waiting(session.projet)
    if session.reply("suivant", {**as_data(session.projet, suite, session.today), "brouillons": begun}):
        return
    if suite.conseils:
        show.title("À faire maintenant")
    for rank, each in enumerate(suite.conseils, 1):
        _advice(rank, each)
    later(suite)
    for draft in begun[:_ALSO]:
        when = f" du {DateSouple.parse(draft['date']).francais}" if draft["date"] else ""
        show.say(f"Une réponse en cours{when} vous attend : {draft['commande']}")


def _advice(rank: int, each: Conseil) -> None:
    """Print one advice; where it is written in the files is for `phase show` and --json."""
    show.paragraph(f"{rank}. {each.quoi}")
    show.paragraph(f"Pourquoi : {each.pourquoi}", indent=3)
    if each.aussi:
        rest = len(each.aussi) - _ALSO
        others = " ; ".join(f"{what[:1].lower()}{what[1:]}" for what in each.aussi[:_ALSO])
        others += f" ; et {plural(rest, 'autre')}" if rest > 0 else ""
        show.paragraph(f"La même commande sert à : {others}", indent=3)
    sys.stdout.write(f"   {each.commande}\n")


def later(suite: Suite) -> None:
    """Say what waits behind, what comes next, and what stays alive."""
    if suite.autres:
        show.say(f"Et {plural(suite.autres, 'autre chose', 'autres choses')} ensuite : relancez qvtkit next.")
    for line in _RESTING.get(suite.etat, ()):
        show.say(line)
    if suite.etat is not EtatDemarche.ACTIVE:
        return
    coming = suite.ensuite
    when = f"le {DateSouple.of(coming.date).francais} : {coming.texte}" if coming else ""
    if suite.conseils:
        if when:
            show.say(f"Ensuite, {when}")
        return
    if suite.restes:
        show.say("Rien ne presse aujourd’hui. Il reste à savoir :")
        for line in suite.restes:
            show.paragraph(f"- {line}", indent=2)
    else:
        show.say("Tout ce qui devait être fait à ce jour l’est. Merci à celles et ceux qui ont donné du temps.")
    show.say(f"Prochain rendez-vous, {when}" if when else "Rien n’est prévu ensuite. Pour une date : qvtkit agenda add")
    if suite.vivant:
        show.say("La démarche, elle, continue :")
    for line in suite.vivant:
        show.paragraph(f"- {line}", indent=2)
