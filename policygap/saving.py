"""Files that appear whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

from policygap.errors import PolicyGapError


def save(content: bytes, target: Path) -> None:
    """Write a file through a temporary one beside it; an old file stays until the new is whole.

    Raises PolicyGapError where it cannot be written.
    """
    real = target.resolve()  # a link goes on pointing to what is written
    temporary = real.with_name(f".{real.name}.{os.getpid()}.tmp")
    try:
        try:
            temporary.write_bytes(content)
            temporary.replace(real)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise PolicyGapError(
            f"{target}: cannot be written ({error.strerror}); choose another place"
        ) from error
