"""`qvtkit next`: at most five things to do now, why, and the command of each."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from qvtkit.cli import show
from qvtkit.cli.session import Session, command
from qvtkit.model.dates import DateSouple
from qvtkit.text import plural

if TYPE_CHECKING:
    from qvtkit.ops.next import Suite

_NOTHING_COMES = "Rien n’est prévu ensuite. Pour une date : qvtkit agenda add. Pour un nouveau sujet : qvtkit phase reopen diagnostic"


@command
def next_(session: Session) -> None:
    """Voir quoi faire maintenant : cinq choses au plus, dans l’ordre, avec la raison et la commande.

    Exemple : qvtkit next
    """
    from qvtkit.ops.next import as_data, suivant

    suite = suivant(session.projet, session.today)
    if session.reply("suivant", as_data(session.projet, suite, session.today)):
        return
    if suite.conseils:
        show.title("À faire maintenant")
    for rank, each in enumerate(suite.conseils, 1):
        show.paragraph(f"{rank}. {each.quoi}")
        place = f" ({each.position})" if each.position else ""
        show.paragraph(f"Pourquoi : {each.pourquoi}{place}", indent=3)
        if each.aussi:
            others = " ; ".join(f"{what[:1].lower()}{what[1:]}" for what in each.aussi)
            show.paragraph(f"La même commande sert à : {others}", indent=3)
        sys.stdout.write(f"   {each.commande}\n")
    later(suite)


def later(suite: Suite) -> None:
    """Say what waits behind, and what comes next."""
    if suite.autres:
        show.say(f"Et {plural(suite.autres, 'autre chose', 'autres choses')} ensuite : relancez qvtkit next.")
    coming = suite.ensuite
    when = f"le {DateSouple.of(coming.date).francais} : {coming.texte}" if coming else ""
    if not suite.conseils:
        show.say("Tout ce qui devait être fait à ce jour l’est. Merci à celles et ceux qui ont donné du temps.")
        show.say(f"Prochain rendez-vous, {when}" if when else _NOTHING_COMES)
    elif when:
        show.say(f"Ensuite, {when}")
