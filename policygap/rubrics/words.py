"""The concepts that rubrics share, and those of an old rubric's day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

from policygap.rubrics import shipped
from policygap.rubrics.versions import archived
from policygap.rubrics.yaml_files import read

Concepts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Shared:
    """Shared concepts by name; `called` are the names under which frozen ones live beside today's.

    The matcher itself knows some of today's by name, so these are always there.
    """

    concepts: Concepts
    called: Mapping[str, str] = field(default_factory=dict)

    def living(self) -> dict[str, tuple[str, ...]]:
        """Return the concepts under the names by which patterns reach them."""
        if not self.called:
            return dict(self.concepts)
        frozen = {
            self.called[name]: renamed(phrases, self.called)
            for name, phrases in self.concepts.items()
        }
        return {**shared_concepts(), **frozen}


def shared_with(path: Path) -> Shared:
    """Return the shared concepts that a rubric file goes by."""
    frozen = path.with_name(shipped.CONCEPTS_FILE)
    if not (archived(path) and frozen.is_file()):
        return Shared(shared_concepts())
    scope = re.sub(r"[^a-z0-9]+", "-", path.parent.name.lower())
    concepts = _read(frozen)
    return Shared(concepts, {name: f"{scope}/{name}" for name in concepts})


@cache
def shared_concepts() -> Concepts:
    """Return the concepts that every rubric can use."""
    return _read(shipped.folder() / shipped.CONCEPTS_FILE)


def renamed(phrases: Iterable[str], called: Mapping[str, str]) -> tuple[str, ...]:
    """Return phrases with the concepts in their braces under the names that they live by."""
    return tuple(_BRACES.sub(lambda m: _braces(m.group(1), called), p) for p in phrases)


_BRACES = re.compile(r"\{([^}]*)\}")


def _braces(names: str, called: Mapping[str, str]) -> str:
    return "{" + "|".join(called.get(name, name) for name in names.split("|")) + "}"


def _read(path: Path) -> Concepts:
    return {name: tuple(phrases) for name, phrases in read(path)["concepts"].items()}
