"""The program's entry: `policygap` and `python -m policygap`."""

from __future__ import annotations

import atexit
import gc
import os

# New objects before the collector looks for cycles. Loading modules and compiling the rubrics'
# phrases makes some 300,000 objects that stay: looking through them again and again cost a tenth
# of a check, and of the start, and a single time 0.05 seconds.
_OBJECTS = 500_000


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
    gc.set_threshold(_OBJECTS)
    # A product of small matrices is done before a second thread has begun; numpy's wait for it
    # cost a seventh of a check.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    # At its end the interpreter looks through all objects again, for the last tenth of a check.
    atexit.register(gc.freeze)
    from policygap.cli import app, completion
    from policygap.cli.exits import exit_codes

    completion.prepare()
    with exit_codes():
        app(prog_name="policygap")


if __name__ == "__main__":
    main()
