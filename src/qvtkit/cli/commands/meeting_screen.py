"""What a meeting shows while notes are taken: plain lines, or a screen for a projector, large and without a name."""

from __future__ import annotations

import contextlib
import os
import sys
import textwrap
from typing import TYPE_CHECKING, Any

from qvtkit.cli import lines, terminal
from qvtkit.model.codes import College, Identites, TypeNote
from qvtkit.model.dates import DateSouple

if TYPE_CHECKING:
    from qvtkit.cli.session import Session

_HELP = "! décision · ? divergence · > proposition · @ à faire · - retire la dernière ligne · . termine"
_CLEAR = "\x1b[2J\x1b[H"
_TOP, _BOTTOM = "\x1b#3", "\x1b#4"
"""A line in double height is written twice: its upper half, then its lower one."""
_BIG_TERMINALS = {"iTerm.app", "mintty"}


class Screen:
    """Where notes are typed and seen."""

    def __init__(self, session: Session, *, projection: bool) -> None:
        self.projection = projection
        self._drawn = projection and terminal.can_draw()
        self._session = session
        self._title = ""
        self._message = ""
        _edit_lines()

    def start(self, kept: dict[str, Any], title: str) -> None:
        """Show the head of the meeting and what was noted so far."""
        self._title = title
        if self._drawn:
            self.update(kept)
            return
        lines.line("")
        lines.line(f"{title}, {DateSouple.parse(kept['date']).francais}. Une ligne par note, gardée dès Entrée :")
        lines.line(_HELP, indent=2)
        for note in kept["notes"][-5:]:
            said = f"  {_word(note)}{note['texte']}"
            lines.line(self._clean(said) if self.projection else said, indent=4)

    def say(self, text: str) -> None:
        """Print a remark; on a projector it stands below the notes, once."""
        if self._drawn:
            self._message = text
        else:
            lines.line(text)

    def read(self) -> str:
        """Read one line. Raises KeyboardInterrupt, EOFError."""
        if self._message:
            lines.line(self._message)
            self._message = ""
        return lines.typed_line("› " if terminal.shows("›") else "")

    def update(self, kept: dict[str, Any]) -> None:
        """Draw the projector's screen anew: the last notes that it holds, in large, without a name."""
        if not self._drawn:
            return
        big = _has_big_letters()
        width = (terminal.width() - 4) // (2 if big else 1)
        room = (_height() - 6) // (2 if big else 1)
        body: list[str] = []
        for note in kept["notes"]:
            body += ["", *textwrap.wrap(self._told(note), max(width - 2, 16), break_long_words=False)]
        head = [self._clean(f"{self._title}, {DateSouple.parse(kept['date']).francais}")]
        self._draw([*head, *body[-max(room - 1, 3) :]], big=big)

    def _draw(self, rows: list[str], *, big: bool) -> None:
        out = [_CLEAR]
        for row in rows:
            text = lines.french(f"  {row}")
            out += [f"{_TOP}{text}\n", f"{_BOTTOM}{text}\n"] if big else [f"{text}\n"]
        sys.stdout.write("".join(out) + "\n")
        lines.line(_HELP)

    def _told(self, note: dict[str, Any]) -> str:
        """« DÉCISION : On garde la règle »."""
        labels = {str(each): each.libelle for each in College}
        opinions = " ; ".join(f"{labels.get(who, who)} : {said}" for who, said in note.get("avis", {}).items())
        when = f"pour le {DateSouple.parse(note['echeance']).francais}" if note.get("echeance") else ""
        more = ", ".join(filter(None, (note.get("qui", ""), when, opinions)))
        return self._clean(f"{_word(note).upper()}{note.get('texte', '')}" + (f" ({more})" if more else ""))

    def _clean(self, text: str) -> str:
        """Return *text* without any name that the project knows, whatever it shows elsewhere."""
        from dataclasses import replace

        from qvtkit.export.secret.masque import Masque

        return replace(Masque.of(self._session.projet), identites=Identites.FONCTIONS).texte(text)


def _word(note: dict[str, Any]) -> str:
    kind = TypeNote(note["type"])
    return "" if kind is TypeNote.NOTE else f"{kind.libelle} : "


def _height() -> int:
    try:
        return os.get_terminal_size(sys.stdout.fileno()).lines
    except (OSError, ValueError):
        return 24


def _has_big_letters() -> bool:
    """Tell whether this terminal is one that draws lines in double height."""
    inside = os.environ.get("TMUX") or os.environ.get("STY")
    known = os.environ.get("WT_SESSION") or os.environ.get("XTERM_VERSION")
    return not inside and bool(known or os.environ.get("TERM_PROGRAM") in _BIG_TERMINALS)


def _edit_lines() -> None:
    """Let arrows move in the line being typed, where Python has what it takes (not on Windows, which does it itself)."""
    with contextlib.suppress(ImportError):
        import readline

        readline.parse_and_bind("tab: self-insert")
