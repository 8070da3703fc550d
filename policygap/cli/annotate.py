"""`policygap annotate` and `draft-fixes`: what is missing, written into a copy of the policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.check import AsOf, Failing, Rubrics, decided_on, end
from policygap.cli.exits import guarded
from policygap.cli.output import save, writable
from policygap.cli.reading import Reading, reads
from policygap.cli.settings import ConfigFile, Given, NoConfig, Settings

if TYPE_CHECKING:
    from collections.abc import Callable

    from policygap.model import Report
    from policygap.options import ReadOptions

Policy = Annotated[Path, typer.Argument(metavar="POLICY", help="The policy, one file.")]
Out = Annotated[
    Path,
    typer.Option(
        "--output",
        "-o",
        parser=lambda text: writable(Path(text)),
        metavar="FILE",
        help="The file to write.",
        show_default=False,
    ),
]


@guarded
@reads
def annotate(
    policy: Policy,
    reading: Reading,
    output: Out,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    fail_on: Failing = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Write a copy of a PDF or Word policy with the gaps marked where they are."""
    from policygap.annotate import ANNOTATED
    from policygap.annotate import annotate as write

    suffix = policy.suffix.lower()
    if suffix not in ANNOTATED:
        raise typer.BadParameter(
            f"'{policy}': only PDF and Word files can be annotated; use draft-fixes, or check "
            "--output"
        )
    _check_output(policy, output, suffix)
    given = Given([policy], reading, rubric, as_of, fail_on, None, config, no_config)
    _write(write, policy, given.settled(), output)


@guarded
@reads
def draft_fixes(
    policy: Policy,
    reading: Reading,
    output: Out,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    fail_on: Failing = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Write model language for every gap: tracked insertions in a copy of a Word policy."""
    from policygap.annotate import draft_fixes as write
    from policygap.annotate import drafted_suffix

    _check_output(policy, output, drafted_suffix(policy))
    given = Given([policy], reading, rubric, as_of, fail_on, None, config, no_config)
    _write(write, policy, given.settled(), output)


def _check_output(policy: Path, output: Path, suffix: str) -> None:
    """Tell before the work starts that the file cannot be what it is called, or must stay."""
    if policy.is_dir() or policy == Path("-"):
        raise typer.BadParameter(f"'{policy}': name one file")
    if output.suffix.lower() != suffix:
        raise typer.BadParameter(f"'{output}': must end in {suffix}")
    if output.resolve() == policy.resolve():
        raise typer.BadParameter(f"'{output}': is the policy itself, which stays as it is")


def _write(
    write: Callable[[Path, bytes, Report, ReadOptions], bytes],
    policy: Path,
    settings: Settings,
    output: Path,
) -> None:
    report = decided_on(settings)
    with settings.reading.limited([policy]) as options:
        content = write(policy, policy.read_bytes(), report, options)
    save(content, output)
    end(report, settings.fail_on)
