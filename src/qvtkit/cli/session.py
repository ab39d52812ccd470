"""The options common to all commands, and what a command needs to talk to the user."""

from __future__ import annotations

import functools
import inspect
import sys
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from qvtkit.cli.ask import Question
    from qvtkit.issues import Issue
    from qvtkit.model.projet import Projet
    from qvtkit.ops.outcome import Outcome
    from qvtkit.store.drafts import Draft

_COMMON = "commun"
_TRIES = 20
"""Enough for a room where everybody types at once: each try that fails is one of the others done."""
Projet_ = Annotated[
    str,
    typer.Option(
        "--projet",
        "-C",
        metavar="DOSSIER",
        help="Dossier du projet (sinon cherché ici et au-dessus)",
        rich_help_panel=_COMMON,
    ),
]
Json = Annotated[bool, typer.Option("--json", help="Répondre en données JSON, sans question", rich_help_panel=_COMMON)]
NoInput = Annotated[bool, typer.Option("--no-input", help="Ne poser aucune question", rich_help_panel=_COMMON)]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Montrer ce qui serait écrit, sans écrire", rich_help_panel=_COMMON)
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="N’afficher que les problèmes", rich_help_panel=_COMMON)]
Color = Annotated[
    bool | None, typer.Option("--color/--no-color", help="Avec ou sans couleurs", rich_help_panel=_COMMON)
]
_OPTIONS: tuple[tuple[str, Any, object], ...] = (
    ("projet", Projet_, ""), ("json", Json, False), ("no_input", NoInput, False),
    ("dry_run", DryRun, False), ("quiet", Quiet, False), ("color", Color, None),
)  # fmt: skip


@dataclass(frozen=True)
class Session:
    """What the user asked of this run, and the doors to question, write and show."""

    projet_: str = ""
    json: bool = False
    no_input: bool = False
    dry_run: bool = False
    quiet: bool = False
    color: bool | None = None
    last_try: bool = True
    """A command without questions is tried again where a file changed under it; this is no such try."""
    asked: list[str] = field(default_factory=list)
    """The questions put so far: their answers cannot be had again by running the command again."""
    drafts: list[Draft] = field(default_factory=list)
    """The drafts opened so far: what is kept to be done again is no longer to be resumed."""

    @property
    def start(self) -> Path:
        """Folder from which the project is searched."""
        return Path(self.projet_ or ".")

    @functools.cached_property
    def projet(self) -> Projet:
        """The snapshot of the project, interrupted work finished first; raises NoProjectError."""
        from qvtkit.cli import show
        from qvtkit.store.machine import anything_unfinished
        from qvtkit.store.project import find_root

        if anything_unfinished():
            from qvtkit.store.transaction import recover  # which loads what writing needs

            show.issues(recover(find_root(self.start)))
        show.issues(self.untouched.source.notices())
        return self.untouched

    @functools.cached_property
    def untouched(self) -> Projet:
        """The snapshot of the project as it lies, for commands that may not change a byte."""
        from qvtkit.store.project import load

        return load(self.start)

    @property
    def today(self) -> dt.date:
        """The day of this run (`SOURCE_DATE_EPOCH` fixes it, for reproducible documents)."""
        from qvtkit.cli.clock import today

        return today()

    @property
    def can_ask(self) -> bool:
        """Tell whether questions may be asked: a terminal, and nothing that forbids it."""
        return not (self.json or self.no_input) and sys.stdin.isatty() and sys.stdout.isatty()

    def ask(
        self, questions: Sequence[Question], known: dict[str, Any], draft: str = "", *, confirm: bool = False
    ) -> dict[str, Any]:
        """Return *known* completed by the answers to *questions* (see `ask.complete`)."""
        from qvtkit.cli import ask

        kept = self.draft(draft) if draft else None
        if self.can_ask:
            self.asked.extend(question.cle for question in questions if question.cle not in known)
        return ask.complete(questions, known, can_ask=self.can_ask, draft=kept, confirm=confirm)

    def clear_draft(self, name: str) -> None:
        """Forget the draft *name*: its answers are saved."""
        self.draft(name).clear()

    def draft(self, name: str) -> Draft:
        """Return what is kept on this machine under *name*: answers typed and not yet saved.

        A run for show (`--dry-run`) keeps nothing: its answers would be written by the next one.
        """
        from qvtkit.errors import NoProjectError
        from qvtkit.store.drafts import Draft
        from qvtkit.store.head import identity

        try:
            uid = identity(Path(self.projet.racine))
        except NoProjectError:  # `init` asks before there is a project
            uid = str(self.start.absolute())
        self.drafts.append(Draft(uid, name, self.today, keeps=not self.dry_run))
        return self.drafts[-1]

    def finish(self, outcome: Outcome) -> None:
        """Write what *outcome* wants written (or show it with --dry-run), then say what was done."""
        from qvtkit.cli import show

        outcome = self._remarked(outcome)
        if self.dry_run:
            show.preview(self, outcome)
            return
        show.outcome(self, outcome, self._write(outcome))

    def _remarked(self, outcome: Outcome) -> Outcome:
        """Return *outcome* with a word on the persons that it names; nothing where there is no project yet."""
        from qvtkit.errors import NoProjectError
        from qvtkit.ops import persons

        try:
            return persons.told(self.projet, outcome)
        except NoProjectError:
            return outcome

    def _write(self, outcome: Outcome) -> tuple[Issue, ...]:
        """Write the changes; what is refused at that moment is kept, to be done again."""
        from qvtkit.errors import ChangedMeanwhileError, FileSystemError, LockedError
        from qvtkit.store.transaction import apply, keep_unwritten

        root = Path(outcome.racine)
        try:
            return apply(root, outcome.changes, outcome.message, outcome.entree, must_keep=outcome.copie_exigee)
        except (ChangedMeanwhileError, LockedError, FileSystemError) as error:
            again = isinstance(error, ChangedMeanwhileError) and self.may_try_again
            typed = not (again or outcome.entree or outcome.copie_exigee)  # a repair is computed again, not typed
            kept = keep_unwritten(root, outcome.changes, outcome.message) if typed else None
            for draft in self.drafts if kept else ():
                draft.clear()
            raise type(error)(*error.issues, *([kept] if kept else [])) from error

    @property
    def may_try_again(self) -> bool:
        """Tell whether the command can simply be run again: nothing was asked, and tries are left."""
        return not (self.last_try or self.asked)

    def reply(self, kind: str, data: object, issues: Sequence[Issue] = ()) -> bool:
        """With --json print the one document and return True; otherwise return False."""
        if self.json:
            from qvtkit.cli.show import envelope

            sys.stdout.write(envelope(kind, data, issues))
        return self.json


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Give *function* the common options; it receives a `Session` first instead of them."""
    own = list(inspect.signature(function, eval_str=True).parameters.values())[1:]

    @functools.wraps(function)
    def wrapper(ctx: typer.Context, **values: Any) -> None:
        above = ctx.obj if isinstance(ctx.obj, Session) else Session()
        session = _session(above, {name: values.pop(name) for name, _, _ in _OPTIONS})
        _run(function, session, values)

    context = inspect.Parameter("ctx", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=typer.Context)
    parameters = [context, *(p.replace(kind=inspect.Parameter.KEYWORD_ONLY) for p in own), *common_parameters()]
    wrapper.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    wrapper.__annotations__ = {p.name: p.annotation for p in parameters}
    del wrapper.__wrapped__
    return wrapper


def _run(function: Callable[..., None], session: Session, values: dict[str, Any]) -> None:
    """Run a command; again on a fresh snapshot where another command changed the same file under it."""
    from qvtkit.errors import ChangedMeanwhileError

    for left in reversed(range(_TRIES)):
        attempt = replace(session, last_try=left == 0, asked=[], drafts=[])
        try:
            return function(attempt, **values)
        except ChangedMeanwhileError:
            if not attempt.may_try_again:
                raise
    return None


def common_parameters() -> list[inspect.Parameter]:
    """Return the common options as parameters of a function."""
    return [
        inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)
        for name, annotation, default in _OPTIONS
    ]


def _session(above: Session, values: dict[str, Any]) -> Session:
    """Merge the options given before the command with those given after."""
    values["projet_"] = values.pop("projet")
    given = {name: value for name, value in values.items() if value not in {None, "", False} or name == "color"}
    if given.get("color") is None:
        given.pop("color", None)
    return replace(above, **given)
