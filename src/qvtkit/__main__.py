"""Entry point: UTF-8 streams, one error boundary, exit codes."""

from __future__ import annotations

import contextlib
import gc
import io
import os
import re
import sys
from typing import TYPE_CHECKING

from qvtkit.errors import InterruptedByUserError, QvtkitError, UsageError
from qvtkit.issues import issue

if TYPE_CHECKING:
    from collections.abc import Sequence

_NEGATIVE_NUMBER = re.compile(r"^-(?=[\d.,])")


def main(argv: Sequence[str] | None = None) -> int:
    """Run qvtkit on *argv* (without the program's name) and return the exit code."""
    # No plug-in of pydantic's is wanted, and looking for them costs a tenth of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # a process of half a second has nothing to collect, and looking costs a tenth of it
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="replace")
    # A negative value is not an option: the typographic minus is read as a minus by every number.
    arguments = [_NEGATIVE_NUMBER.sub("\u2212", word) for word in (sys.argv[1:] if argv is None else argv)]
    try:
        return _run(arguments)
    except QvtkitError as error:
        return _report(error, arguments)
    except KeyboardInterrupt:
        return _report(InterruptedByUserError(issue("interrompu")), arguments)
    except BrokenPipeError:
        with contextlib.suppress(OSError):  # the reader of a pipe left (`| head`): nothing to say
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:  # the last net: a sentence, and the trace only when asked
        if _from_ctrl_c(error):
            return _report(InterruptedByUserError(issue("interrompu")), arguments)
        if os.environ.get("QVTKIT_DEBUG"):
            raise
        detail = f"{type(error).__name__}: {error}"[:200]
        return _report(QvtkitError.of("imprevu", detail=detail), arguments)


def _from_ctrl_c(error: BaseException | None) -> bool:
    """Tell whether Ctrl-C is behind *error*: a library may make an error of its own of it."""
    while error is not None:
        if isinstance(error, KeyboardInterrupt) or "KeyboardInterrupt" in str(error):
            return True
        error = error.__cause__ or error.__context__
    return False


def _run(arguments: list[str]) -> int:
    from qvtkit.cli.app import build
    from qvtkit.cli.usage import as_usage_error, help_page, is_usage_error

    try:
        code = build().main(args=arguments, prog_name="qvtkit", standalone_mode=False)
    except Exception as error:
        if page := help_page(error):
            sys.stdout.write(page + "\n")
            return UsageError.exit_code
        if is_usage_error(error):
            raise as_usage_error(error) from error
        raise
    if code == InterruptedByUserError.exit_code:  # typer makes an exit code of Ctrl-C
        raise InterruptedByUserError(issue("interrompu"))
    return code if isinstance(code, int) else 0


def _report(error: QvtkitError, arguments: Sequence[str]) -> int:
    from qvtkit.cli import show

    if "--json" in arguments:
        sys.stdout.write(show.envelope("erreur", None, error.issues))
    else:
        sys.stderr.write("\n" if isinstance(error, InterruptedByUserError) else "")
        show.issues(error.issues)
        if isinstance(error, UsageError) and not error.issues:
            show.say("Commande incomplète : qvtkit --help", error=True)
    return error.exit_code


if __name__ == "__main__":
    sys.exit(main())
