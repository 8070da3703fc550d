"""The command line: arguments in, exit code out; one module a command."""

from __future__ import annotations

from typing import Annotated

import typer

from policygap.cli import (
    annotate,
    baseline,
    batch,
    cache,
    check,
    completion,
    config,
    decisions,
    diff,
    explain,
    init,
    rubric,
    text,
    watch,
)

app = typer.Typer(
    name="policygap",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"policygap {version('policygap')}")
        raise typer.Exit


@app.callback()
def policygap(
    version: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Find what a law-enforcement policy lacks against laws and guidance. Works offline."""


app.command("check")(check.check)
app.command("diff")(diff.diff)
app.command("watch")(watch.watch)
app.command("text")(text.text)
app.command("annotate")(annotate.annotate)
app.command("draft-fixes")(annotate.draft_fixes)
app.command("batch")(batch.batch)
app.command("explain")(explain.explain)
app.command("config")(config.config)
app.command("init")(init.init)
app.command("completion")(completion.completion)
app.command("waive")(decisions.waive)
app.command("confirm")(decisions.confirm)
app.add_typer(baseline.app, name="baseline")
app.add_typer(rubric.app, name="rubric")
app.add_typer(cache.app, name="cache")
