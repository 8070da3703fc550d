"""The program's entry: `policygap` and `python -m policygap`."""

from __future__ import annotations

import atexit
import gc

# New objects before the collector looks for cycles. Loading modules and compiling the rubrics'
# phrases makes hundreds of thousands of objects that stay: looking through them again and again
# cost a tenth of a check, and of the start.
_OBJECTS = 200_000


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
    gc.set_threshold(_OBJECTS)
    # At its end the interpreter looks through all objects again, for the last tenth of a check.
    atexit.register(gc.freeze)
    from policygap.cli import app, completion
    from policygap.cli.exits import exit_codes

    completion.prepare()
    with exit_codes():
        app(prog_name="policygap")


if __name__ == "__main__":
    main()
