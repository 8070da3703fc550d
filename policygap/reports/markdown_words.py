"""Words that may come from a policy, as Markdown that is nothing but words."""

from __future__ import annotations

import re

from policygap.reports.printable import printable

# What could start code, emphasis, a link, a tag, an entity, a table cell, or a formula of GitHub's.
_INLINE = re.compile(r"[\\`*_\[\]<>|~&$]")
# What starts a heading, a list, a rule or a quotation if it stands first in a line.
_FIRST = re.compile(r"^([#+\-=]|\d{1,9}(?=[.)](?:\s|$)))")
# GitHub tells a person who is named like this; a comment between the two keeps it from doing so.
_MENTION = re.compile(r"(?<!\w)@(?=\w)")


def escaped(text: str) -> str:
    """Return words that may come from a policy as one line that is nothing but words."""
    safe = _INLINE.sub(r"\\\g<0>", printable(text))
    return _MENTION.sub("@<!-- -->", _FIRST.sub(_stopped, safe))


def _stopped(first: re.Match[str]) -> str:
    return first[0] + "\\" if first[0].isdigit() else "\\" + first[0]
