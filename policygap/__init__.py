"""policygap: find what a use-of-force policy lacks against California's law and POST's guidance.

For Python programs there are five names, which stay as they are from version to version
(docs/python-api.md): load_rubric, read_policy, analyze, write_report and PolicyGapError.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from policygap.api import PolicyGapError, analyze, load_rubric, read_policy, write_report

__all__ = ["PolicyGapError", "analyze", "load_rubric", "read_policy", "write_report"]


def __getattr__(name: str) -> Any:
    """Return one of the five names; what stands behind them is imported with the first."""
    if name not in __all__:
        raise AttributeError(f"module 'policygap' has no attribute '{name}'")
    from policygap import api

    return getattr(api, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
