"""Reports on several policies in one file, for the formats that can hold them."""

from __future__ import annotations

import json
from types import MappingProxyType
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, fromstring, indent, tostring

from policygap.reports import FORMATS
from policygap.reports.json_report import encoded
from policygap.reports.pipelines import path_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from policygap.model import Report


def render(name: str, reports: Sequence[Report]) -> bytes:
    """Return a file of the format with this name; of one report alone, as the format writes it."""
    if len(reports) == 1:
        return FORMATS[name].render(reports[0])
    files = [(path_of(report), FORMATS[name].render(report)) for report in reports]
    return TOGETHER[name](files)


_File = tuple[str, bytes]  # the path of a policy, and the file that reports on it


def _one_after_the_other(files: Sequence[_File]) -> bytes:
    return b"".join(content for _, content in files)


def _with_blank_lines(files: Sequence[_File]) -> bytes:
    return b"\n".join(content for _, content in files)


def _list(files: Sequence[_File]) -> bytes:
    return encoded([entry for _, content in files for entry in json.loads(content)])


def _runs(files: Sequence[_File]) -> bytes:
    """Return a log with a run for each policy.

    Code scanning takes runs of one tool only if each has a category of its own, and closes the
    alerts of a category by the next run of the same: those of other policies stay open.
    """
    runs = []
    log = {"$schema": "https://json.schemastore.org/sarif-2.1.0.json", "version": "2.1.0"}
    for path, content in files:
        (run,) = json.loads(content)["runs"]
        runs.append({"automationDetails": {"id": f"policygap/{path}/"}, **run})
    return encoded({**log, "runs": runs})


def _suites(files: Sequence[_File]) -> bytes:
    """Return the suites of all policies, each named after its own."""
    whole = Element("testsuites", {"name": "policygap"})
    for path, content in files:
        for suite in fromstring(content):
            suite.set("name", f"{path}: {suite.get('name')}")
            whole.append(suite)
    for count in ("tests", "failures"):
        whole.set(count, str(sum(int(suite.get(count, "0")) for suite in whole)))
    indent(whole)
    log: bytes = tostring(whole, "utf-8", xml_declaration=True)
    return log + b"\n"


# A format that can hold several policies is a line here.
TOGETHER: Mapping[str, Callable[[Sequence[_File]], bytes]] = MappingProxyType(
    {
        "github": _one_after_the_other,
        "gitlab": _list,
        "junit": _suites,
        "markdown": _with_blank_lines,
        "sarif": _runs,
    }
)
