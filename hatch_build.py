"""Prepare the shipped rubrics when the program is built or installed: they load ten times faster.

`python hatch_build.py` does the same in a checkout after rubrics or their code have changed;
without it they are read from their YAML files, with the same results.
"""

from __future__ import annotations

import compileall
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent


def prepare() -> None:
    """Read all shipped rubrics, sort their phrases into tables, and keep both in the package."""
    sys.path.insert(0, str(ROOT))
    from policygap.matching import phrasebook
    from policygap.rubrics import authoring, shipped

    rubrics = {n: authoring.read_rubric(shipped.folder() / f"{n}.yaml") for n in shipped.names()}
    shipped.keep(rubrics)
    phrasebook.keep({name: p for rubric in rubrics.values() for name, p in rubric.concepts.items()})


if __name__ == "__main__":
    prepare()
else:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface

    class Prepare(BuildHookInterface):
        """What hatchling calls before it packs a wheel or makes an editable install."""

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Write the prepared files into the package; pyproject.toml lists them.

            An editable install runs from the checkout, which pip does not compile and Python may be
            kept from compiling (PYTHONDONTWRITEBYTECODE, as in containers): a third of a second.
            """
            prepare()
            if version == "editable":
                compileall.compile_dir(ROOT / "policygap", quiet=1)
