"""The program's entry: `policygap` and `python -m policygap`."""

from __future__ import annotations

from policygap.cli import app
from policygap.cli.exits import exit_codes


def main() -> None:
    """Run the command line and exit with one of the documented codes."""
    with exit_codes():
        app(prog_name="policygap")


if __name__ == "__main__":
    main()
