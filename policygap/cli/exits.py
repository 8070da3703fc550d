"""How a run ends: errors become one line on stderr and one of the documented exit codes."""

from __future__ import annotations

import os
import sys
import traceback
from contextlib import contextmanager
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TextIO

import typer

from policygap.errors import ExitCode, PolicyGapError
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

P = ParamSpec("P")

INTERRUPTED = 130  # 128 + SIGINT, as shells count
READER_GONE = 141  # 128 + SIGPIPE

_BUG = """policygap {version} hit a bug in `policygap {command}`: this says nothing of the policy.
Please report it with the lines above, the command and the version.
No policy text is needed: take out any that the lines above show."""


@contextmanager
def exit_codes() -> Iterator[None]:
    """Turn what escapes the block into an exit code; typer's own exits pass through."""
    try:
        yield
    except (typer.Exit, typer.Abort, typer.BadParameter):
        raise
    except PolicyGapError as error:
        tell(error)
        raise SystemExit(ExitCode.UNUSABLE) from error
    except KeyboardInterrupt as error:
        typer.echo("interrupted", err=True)
        raise SystemExit(INTERRUPTED) from error
    except BrokenPipeError as error:
        _silence(sys.stdout)
        raise SystemExit(READER_GONE) from error
    except Exception as error:
        _report_bug()
        raise SystemExit(ExitCode.BUG) from error


def tell(error: PolicyGapError) -> None:
    """Print what the user can mend, in one line on standard error."""
    typer.echo(f"error: {printable(str(error))}", err=True)


def guarded(command: Callable[P, None]) -> Callable[P, None]:
    """Make a command end with the documented exit codes, whatever happens in it."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> None:
        with exit_codes():
            command(*args, **kwargs)

    return run


def _silence(stream: TextIO) -> None:
    """Send what is still buffered nowhere, or Python complains at exit that the pipe is closed."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def _report_bug() -> None:
    from importlib.metadata import version

    traceback.print_exc()
    command = printable(" ".join(sys.argv[1:2]))
    typer.echo(_BUG.format(version=version("policygap"), command=command), err=True)
