"""Write into the policy itself what a report says: marks, comments, and proposed language.

The modules are imported only where they are used: document libraries load slowly.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

if TYPE_CHECKING:
    from policygap.model import Report
    from policygap.options import ReadOptions

    class _Writer(Protocol):
        """Writes a file from the policy's path, its bytes, and the report on it."""

        def __call__(
            self, path: Path, data: bytes, report: Report, options: ReadOptions
        ) -> bytes: ...


_WORD = (".docx", ".docm", ".dotx", ".dotm")
# Module and function, by the policy's suffix.
_ANNOTATORS = {
    ".pdf": ("pdf", "annotated"),
    **dict.fromkeys(_WORD, ("word", "annotated")),
}
_DRAFTERS = dict.fromkeys(_WORD, ("word_fixes", "drafted"))
_DRAFTER = ("fixes_document", "drafted")
ANNOTATED = tuple(_ANNOTATORS)


def drafted_suffix(policy: Path) -> str:
    """Return the suffix of the file with proposed language: a copy's is that of its original."""
    suffix = policy.suffix.lower()
    return suffix if suffix in _DRAFTERS else ".docx"


def annotate(policy: Path, data: bytes, report: Report, options: ReadOptions) -> bytes:
    """Return a copy of a policy (its suffix is among ANNOTATED) with what the report says.

    `data` are the bytes that were read for the report. Raises DocumentError where they cannot be
    changed.
    """
    return _writer(*_ANNOTATORS[policy.suffix.lower()])(policy, data, report, options)


def draft_fixes(policy: Path, data: bytes, report: Report, options: ReadOptions) -> bytes:
    """Return a Word file with the model language for every gap, as `annotate` otherwise.

    It is a copy of a Word policy, with tracked insertions; for other policies a document of its
    own.
    """
    place = _DRAFTERS.get(policy.suffix.lower(), _DRAFTER)
    return _writer(*place)(policy, data, report, options)


def _writer(module: str, function: str) -> _Writer:
    return cast("_Writer", getattr(import_module(f"{__name__}.{module}"), function))
