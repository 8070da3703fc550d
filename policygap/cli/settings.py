"""What a command goes by: the command line, else the settings beside the policy, else defaults."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.options import FailOn
from policygap.reports.printable import printable
from policygap.reports.summary import plural

if TYPE_CHECKING:
    from collections.abc import Sequence

    from policygap.cli.reading import Reading
    from policygap.config import Config
    from policygap.model import Report

DEFAULT_RUBRICS = ("california",)
STANDARD_INPUT = Path("-")

ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config",
        envvar="POLICYGAP_CONFIG",
        metavar="FILE",
        help="Settings to go by instead of those found beside the policy.",
        show_default=False,
    ),
]
NoConfig = Annotated[bool, typer.Option("--no-config", help="Go by no file of settings.")]
BaselineFile = Annotated[
    Path | None,
    typer.Option(
        "--baseline",
        metavar="FILE",
        help="Gaps that are known and do not count (policygap baseline write).",
        show_default=False,
    ),
]


@dataclass(frozen=True, slots=True)
class Settings:
    """What a command goes by; `config` is what the file says, whether or not it was overruled."""

    policies: Sequence[Path]
    reading: Reading
    rubrics: Sequence[str]
    as_of: date
    fail_on: FailOn
    baseline: Path | None
    config: Config


@dataclass(frozen=True, slots=True)
class Given:
    """What stands on the command line; None and empty where nothing does."""

    policies: Sequence[Path] | None
    reading: Reading
    rubrics: Sequence[str] | None = None
    as_of: date | None = None
    fail_on: FailOn | None = None
    baseline: Path | None = None
    config: Path | None = None
    no_config: bool = False

    def settled(self) -> Settings:
        """Return what holds; raise ConfigError for a file with mistakes, BadParameter for none."""
        config = self._config()
        policies = self.policies or config.paths
        if not policies:
            raise typer.BadParameter("Missing argument 'POLICY' (or `paths` in policygap.yaml)")
        return Settings(
            policies=policies,
            reading=replace(self.reading, revisions=self.reading.revisions or config.revisions),
            rubrics=self.rubrics or config.rubrics or DEFAULT_RUBRICS,
            as_of=self.as_of or config.as_of or today(),
            fail_on=self.fail_on or config.fail_on or FailOn.REQUIRED,
            baseline=self.baseline or config.baseline,
            config=config,
        )

    def _config(self) -> Config:
        from policygap.config import Config, load

        path = self.path()
        if path is None:
            return Config()
        config = load(path)
        typer.echo(f"settings: {printable(str(path))}{_contents(config)}", err=True)
        return config

    def path(self) -> Path | None:
        """Return the file of settings: the one named, else the nearest one beside the policy."""
        from policygap.config import find

        if self.no_config or self.config:
            return None if self.no_config else self.config
        first = self.policies[0] if self.policies else STANDARD_INPUT
        return find(Path.cwd() if first == STANDARD_INPUT else first)


def today() -> date:
    """Return the day in UTC: what expires, does so at the same moment everywhere."""
    return datetime.now(UTC).date()


def decided(report: Report, settings: Settings, day: date) -> Report:
    """Return the report with severities, waivers, confirmations and the baseline applied."""
    from policygap.baseline import read_baseline, settle_known
    from policygap.waivers import settle, with_severities

    config = settings.config
    report = settle(with_severities(report, config.severity), config.waivers, day)
    return settle_known(report, read_baseline(settings.baseline)) if settings.baseline else report


def _contents(config: Config) -> str:
    """Say what of a file weighs on the result, as it may not be the user's own."""
    said = [f"{plural(len(config.waivers), 'decision')} on gaps"] if config.waivers else []
    said += [f"fail-on {config.fail_on}"] if config.fail_on else []
    said += ["a baseline"] if config.baseline else []
    return f" ({', '.join(said)})" if said else ""
