"""Entry point: safe streams, tidy arguments, one error boundary, exit codes."""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import os
import sys
from typing import TYPE_CHECKING

from qvtkit.cli import streams
from qvtkit.cli.arguments import tidy
from qvtkit.errors import FileSystemError, InterruptedByUserError, QvtkitError, UsageError
from qvtkit.issues import issue

if TYPE_CHECKING:
    from collections.abc import Sequence


_LEFT = {errno.EPIPE, errno.EINVAL}
"""The reader of a pipe left (`| head`; Windows says EINVAL): nothing to say."""
_UNSENT = {*_LEFT, errno.ENOSPC, errno.EIO}
"""What was to be shown could not be sent."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run qvtkit on *argv* (without the program's name) and return the exit code."""
    # No plug-in of pydantic's is wanted, and looking for them costs a tenth of a short command.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    gc.disable()  # a process of half a second has nothing to collect, and looking costs a tenth of it
    atexit.register(gc.freeze)  # nor when it ends
    arguments = tidy(sys.argv[1:] if argv is None else argv)
    streams.prepare(arguments)
    try:
        code = _guarded(arguments)
        streams.close()
    except OSError as error:
        streams.forget_output()
        if error.errno in _LEFT:
            return 0
        with contextlib.suppress(OSError):
            _report(FileSystemError.of("sortie-impossible", raison=error.strerror or str(error)), [])
        return FileSystemError.exit_code
    except KeyboardInterrupt:
        streams.forget_output()
        return InterruptedByUserError.exit_code
    return code


def _guarded(arguments: list[str]) -> int:
    """Run, and say in a sentence whatever stopped it; only a pipe or a disk that fails is raised."""
    try:
        return _run(arguments)
    except QvtkitError as error:
        return _report(error, arguments)
    except KeyboardInterrupt:
        return _report(InterruptedByUserError(issue("interrompu")), arguments)
    except OSError as error:
        if error.filename is None and error.errno in _UNSENT:
            raise
        return _unexpected(error, arguments)
    except Exception as error:  # noqa: BLE001 (the last net)
        return _unexpected(error, arguments)


def _unexpected(error: Exception, arguments: list[str]) -> int:
    """Say that something went wrong in a sentence; the trace only when asked."""
    if _from_ctrl_c(error):
        return _report(InterruptedByUserError(issue("interrompu")), arguments)
    if os.environ.get("QVTKIT_DEBUG"):
        raise error
    if isinstance(error, ModuleNotFoundError) and error.name and not error.name.startswith("qvtkit"):
        return _report(QvtkitError.of("composant-absent", composant=error.name.partition(".")[0]), arguments)
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
        if _cannot_be_asked(error, arguments):
            show.issues([issue("sans-console")])
    return error.exit_code


def _cannot_be_asked(error: QvtkitError, arguments: Sequence[str]) -> bool:
    """Tell whether Git Bash, without a console, is why something was not asked."""
    unasked = any(found.code in {"reponse-manquante", "preciser"} for found in error.issues)
    return unasked and "--no-input" not in arguments and bool(os.environ.get("MSYSTEM")) and not sys.stdin.isatty()


if __name__ == "__main__":
    sys.exit(main())
