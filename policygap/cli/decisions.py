"""`policygap waive` and `confirm`: a decision on a gap, with the fingerprint of its evidence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Annotated, Any

import typer

from policygap.cli.check import AsOf, Rubrics, day, judged
from policygap.cli.completion import elements
from policygap.cli.exits import guarded
from policygap.cli.output import save, show
from policygap.cli.reading import PoliciesOrSettings, Reading, reads
from policygap.cli.settings import ConfigFile, Given, NoConfig, Settings, today
from policygap.errors import PolicyGapError

_NAME = "REQUIREMENT[/ELEMENT]"
_FILE = Path("policygap.yaml")

Name = Annotated[
    str,
    typer.Argument(
        metavar=_NAME, help="What falls short.", show_default=False, autocompletion=elements
    ),
]
Reason = Annotated[
    str, typer.Option(metavar="TEXT", help="Why; every report shows it.", show_default=False)
]
Owner = Annotated[str, typer.Option(metavar="TEXT", help="Who decided it.", show_default=False)]
Expires = Annotated[
    date | None,
    typer.Option(
        parser=day, metavar="YYYY-MM-DD", help="The last day on which it holds.", show_default=False
    ),
]
Permanent = Annotated[
    bool, typer.Option("--permanent", help="It holds until the words of the policy change.")
]
Write = Annotated[
    bool, typer.Option("--write", help="Add it to policygap.yaml instead of printing it.")
]
Passage = Annotated[
    str,
    typer.Option(metavar="TEXT", help="Words of the policy that meet it.", show_default=False),
]
Section = Annotated[
    str, typer.Option(metavar="TEXT", help="Where the passage stands.", show_default=False)
]
Page = Annotated[
    int | None, typer.Option(min=1, help="The page of the passage.", show_default=False)
]
Document = Annotated[
    str, typer.Option(metavar="TEXT", help="Another document that meets it.", show_default=False)
]


@dataclass(frozen=True, slots=True)
class _Terms:
    """What both decisions say: why, who, until when."""

    reason: str
    owner: str
    expires: date | None
    permanent: bool

    def entry(self, name: str, fingerprint: str, by: Mapping[str, Any]) -> dict[str, Any]:
        """Return the decision as it stands in policygap.yaml."""
        lasting: dict[str, Any] = {"permanent": True} if self.permanent else {}
        told = {"id": name, **by, "reason": self.reason, "owner": self.owner}
        until = lasting or {"expires": self.expires}
        given = {key: value for key, value in told.items() if value not in ("", None)}
        return {**given, **until, "fingerprint": fingerprint}

    def checked(self) -> _Terms:
        """Return them if they are whole, else tell the user before any work."""
        if not self.reason.strip():
            raise typer.BadParameter("--reason must say why")
        if self.permanent == (self.expires is not None):
            raise typer.BadParameter("name either --expires or --permanent")
        if self.expires and self.expires < today():
            raise typer.BadParameter(f"--expires: {self.expires.isoformat()} is over")
        return self


@guarded
@reads
def waive(
    requirement: Name,
    reading: Reading,
    reason: Reason,
    policies: PoliciesOrSettings = None,
    owner: Owner = "",
    expires: Expires = None,
    permanent: Permanent = False,
    write: Write = False,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """Accept a gap for now: print the waiver for policygap.yaml, or add it there."""
    terms = _Terms(reason, owner, expires, permanent).checked()
    given = Given(policies, reading, rubric, as_of, config=config, no_config=no_config)
    _decide("waivers", requirement, terms, {}, given.settled(), write=write)


@guarded
@reads
def confirm(
    requirement: Name,
    reading: Reading,
    reason: Reason,
    policies: PoliciesOrSettings = None,
    passage: Passage = "",
    section: Section = "",
    page: Page = None,
    document: Document = "",
    owner: Owner = "",
    expires: Expires = None,
    permanent: Permanent = False,
    write: Write = False,
    rubric: Rubrics = None,
    as_of: AsOf = None,
    config: ConfigFile = None,
    no_config: NoConfig = False,
) -> None:
    """State that a gap is met by words that the program did not see as such."""
    terms = _Terms(reason, owner, expires, permanent).checked()
    if bool(passage.strip()) == bool(document.strip()):
        raise typer.BadParameter("name either --passage or --document")
    by = {"passage": passage, "section": section, "page": page, "document": document}
    given = Given(policies, reading, rubric, as_of, config=config, no_config=no_config)
    _decide("satisfied_by", requirement, terms, by, given.settled(), write=write)


def _full_name(name: str, settings: Settings) -> str:
    """Return a requirement's or element's name among all rubrics; BadParameter if it fits none."""
    from policygap.cli.explanation import matching
    from policygap.rubrics import load_rubrics

    keys = sorted(matching(name, load_rubrics(settings.rubrics), _NAME))
    requirements = sorted({key.rpartition("/")[0] for key in keys})
    if len(requirements) > 1:
        raise typer.BadParameter(
            f"'{name}' is {' and '.join(requirements)}; name one", param_hint=_NAME
        )
    whole = requirements[0]
    return whole if f"/{whole}".endswith(f"/{name}") else keys[0]


def _decide(
    key: str,
    name: str,
    terms: _Terms,
    by: Mapping[str, Any],
    settings: Settings,
    *,
    write: bool,
) -> None:
    from policygap.config import entries
    from policygap.fingerprints import Fingerprints, stands_in
    from policygap.waivers import covered

    named = _full_name(name, settings)
    report = judged(settings.policies, settings.reading, settings.rubrics, settings.as_of)
    short = covered(report, named)
    if not short:
        raise PolicyGapError(f"{named}: nothing falls short of it; there is nothing to decide")
    if by.get("passage") and not stands_in(by["passage"], report.policy):
        raise PolicyGapError("--passage: these words are not in what was read; copy them from it")
    entry = terms.entry(named, Fingerprints(report.policy).of(*short.values()), by)
    if not write:
        show(entries.shown(key, entry))
        return
    target = settings.config.path or _FILE
    if target.suffix == ".toml":
        raise PolicyGapError(f"{target}: only YAML is written; add the entry there yourself")
    save(entries.added(target, key, entry), target)
