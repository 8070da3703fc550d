"""The files that show all agencies of a batch together, one module a file, found by its name."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from policygap.batch.outcomes import Outcome
from policygap.model import Rubric

if TYPE_CHECKING:
    from policygap.batch.overview.survey import Survey

Render = Callable[[Sequence[Outcome], Sequence[Rubric], date], bytes]


@dataclass(frozen=True, slots=True)
class _File:
    """A file's module, which is imported only where the file is made."""

    module: str

    def __call__(
        self, outcomes: Sequence[Outcome], rubrics: Sequence[Rubric], as_of: date
    ) -> bytes:
        """Return the whole file; the order of the outcomes does not matter.

        `rubrics` are all that any agency was checked against. Raises ValueError where an outcome
        tells of a requirement that none of them had in force on that day.
        """
        from policygap.batch.overview.survey import survey

        render: Callable[[Survey], bytes] = import_module(f"{__name__}.{self.module}").render
        return render(survey(outcomes, rubrics, as_of))


# A new file is a module with `render(survey) -> bytes` and a line here.
OVERVIEWS: Mapping[str, Render] = MappingProxyType(
    {
        "index.html": _File("index_page"),
        "matrix.xlsx": _File("matrix_workbook"),
        "matrix.csv": _File("matrix_csv"),
        "summary.json": _File("summary_json"),
    }
)
