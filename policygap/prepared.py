"""What an installation works out once, so that no run has to.

A prepared value is kept with a digest of all that it was made from: when a rubric or the code
behind it has changed since, it no longer counts, and the value is worked out anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

PACKAGE = Path(__file__).parent
FOLDER = PACKAGE / "_prepared"


def digest(files: Iterable[Path]) -> bytes:
    """Return 32 bytes that change with the content of any of these files."""
    whole = hashlib.sha256()
    for file in files:
        content = file.read_bytes()
        whole.update(len(content).to_bytes(8, "big"))
        whole.update(content)
    return whole.digest()


def read(name: str, made_from: bytes) -> Any | None:
    """Return the value that was prepared from this, None if there is none."""
    try:
        kept = (FOLDER / name).read_bytes()
    except OSError:
        return None
    import pickle  # what is kept is often not needed at all

    # As trusted as the code beside it: it was written into the package when that was installed.
    return pickle.loads(kept[32:]) if kept[:32] == made_from else None


def write(name: str, made_from: bytes, value: object) -> None:
    """Keep a value for later runs."""
    import pickle

    FOLDER.mkdir(exist_ok=True)
    (FOLDER / name).write_bytes(made_from + pickle.dumps(value, protocol=5))
