"""Web pages that need no network, in the look that all have: templates filled in, all escaped."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from policygap.model import Level, Verdict
from policygap.reports.outcomes import occurring
from policygap.reports.printable import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from policygap.reports.outcomes import Outcome
    from policygap.reports.summary import Tally

TEMPLATES = Path(__file__).with_name("templates")


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of a bar, in percent of its length."""

    outcome: Outcome
    start: float
    width: float


def page(folder: Path, name: str, content: Mapping[str, object]) -> bytes:
    """Return NAME.html of a folder as UTF-8, with NAME.css and, if there is one, NAME.js in it.

    It extends page.html, which takes `about` (pairs of label and value). Only the page's own script
    and style run: their hashes stand in its content security policy.
    """
    style = _own(TEMPLATES / "page.css") + _own(folder / f"{name}.css")
    code = folder / f"{name}.js"
    script = _own(code) if code.exists() else Markup()
    given = {"style": style, "script": script, "allowed": _policy(style, script)}
    template = _environment(folder).get_template(f"{name}.html")
    return "".join(template.stream(content, **given)).encode("utf-8")


@cache
def _environment(folder: Path) -> Environment:
    """Return what renders the page: every value is escaped, what could reorder it taken out."""
    environment = Environment(
        loader=FileSystemLoader([folder, TEMPLATES]),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.globals.update(
        segments=segments, occurring=columns, worst_first=tuple(Verdict), levels=tuple(Level)
    )
    environment.filters["web"] = _web
    return environment


def _shown(value: object) -> object:
    return value if isinstance(value, Markup) else printable(str(value))


def _own(path: Path) -> Markup:
    return Markup(path.read_text("utf-8"))  # a file of this program


def _policy(style: str, script: str) -> str:
    return (
        f"default-src 'none'; style-src '{_hash(style)}'; script-src '{_hash(script)}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _web(url: str) -> str:
    """Return an address that a browser may open, "" for any other."""
    return url if url.startswith(("https://", "http://")) else ""


def columns(rows: Iterable[Tally]) -> tuple[Outcome, ...]:
    """Return what the columns of a table of counts are: every verdict, and what else occurs."""
    total: Counter[Outcome] = Counter()
    for row in rows:
        total.update(row.counts)
    return occurring(total)


def segments(counts: Mapping[Outcome, int]) -> Iterator[Segment]:
    """Yield the pieces of a bar from met to conflict; they fill it, if there is anything."""
    total, start = sum(counts.values()) or 1, 0.0
    for outcome in occurring(counts):
        width = 100 * counts[outcome] / total
        yield Segment(outcome, round(start, 2), round(width, 2))
        start += width
