"""Build the samples that are PDF or Word files: `python build.py [FOLDER]`.

The folder is by default the one above. The same sources give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import draft_docx
import manual_pdf
import order_docx
import order_pdf
from markup import Source, read_source

SOURCES = Path(__file__).parent
BUILDERS: dict[str, Callable[[Source, Path], None]] = {
    "fern-hollow-pd.pdf": manual_pdf.build,
    "north-meridian-transit.pdf": order_pdf.build,
    "port-calder-sheriff.docx": order_docx.build,
    "quill-valley-pd-draft.docx": order_docx.build,
    "sierra-bridge-pd.docx": draft_docx.build,
}


def build_all(folder: Path) -> None:
    """Write every sample into a folder."""
    for name, build in BUILDERS.items():
        source = SOURCES / Path(name).with_suffix(".md")
        build(read_source(source), folder / name)


if __name__ == "__main__":
    build_all(Path(sys.argv[1]) if len(sys.argv) > 1 else SOURCES.parent)
