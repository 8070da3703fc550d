"""The shape of a rubric file: what pydantic checks; docs/rubric-format.md explains each key."""

from __future__ import annotations

from datetime import date
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from policygap.model import Asks, Level, Need, Polarity, State, Unit

Id = Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Entry = Annotated[str, Field(pattern=r"^[a-z0-9-]+( *[|+] *[a-z0-9-]+)*$")]
Words = Annotated[str, Field(min_length=1)]
Version = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")]
Excluded = Annotated[str, Field(pattern=r"^[a-z0-9-]+(/[a-z0-9-]+)?$")]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class CountFile(_Strict):
    """`count` of a pattern."""

    of: list[Id] = Field(min_length=2)
    least: int = Field(ge=2)


class CoverageFile(_Strict):
    """One entry of `covers` of an element."""

    part: list[Id] = Field(min_length=1)
    whole: list[Id] = Field(min_length=1)


class PatternFile(_Strict):
    """One way in which a text says an element."""

    all: list[Entry] = Field(
        default=[], description="Entries that must stand together; first = focus"
    )
    none: list[Id] | None = None
    context: list[Entry] = []
    within: int | None = Field(default=None, ge=1)
    ordered: bool = False
    count: CountFile | None = None
    unit: Unit = Unit.PROVISION
    actor: list[Id] | None = None
    polarity: list[Polarity] = []
    gives: State | None = None
    weak_if: list[Id] | None = None
    limits: bool = False
    why: str = ""


class ElementFile(_Strict):
    """One thing that the text must say."""

    id: Id
    says: Words
    strength: Need
    asks: Asks
    topic: list[Entry] = []
    none: list[Id] = []
    actor: list[Id] = []
    weak_if: list[Id] = []
    covers: list[CoverageFile] = []
    exception: list[Id] | None = None
    since: date | None = None
    until: date | None = None
    patterns: list[PatternFile] = Field(min_length=1)
    suggest: Words
    seen: dict[State, Annotated[int, Field(ge=1)]] = Field(
        default={}, description="How many of some policies readers found in each state"
    )
    examples: dict[State, list[Words]]


class CitationFile(_Strict):
    """A citation with the address of the official source."""

    text: Words
    url: str = Field(default="", pattern=r"^(https://\S+)?$")


class RequirementFile(_Strict):
    """One thing that is asked of a policy."""

    id: Id
    title: Words
    level: Level
    cite: list[CitationFile] = Field(min_length=1)
    since: date | None = None
    until: date | None = None
    confirmed: bool = True
    explanation: Words
    elements: list[ElementFile] = Field(min_length=1)


class ChangeFile(_Strict):
    """What a version of the rubric changed."""

    version: Version
    date: date
    what: Words


_OWN_OR_INHERITED: JsonDict = {
    "anyOf": [
        {"required": ["requirements"], "properties": {"requirements": {"minItems": 1}}},
        {"required": ["extends"]},
    ],
    "dependentRequired": {"exclude": ["extends"]},
}


class RubricFile(_Strict):
    """A rubric as a person writes it; docs/rubric-format.md explains each key."""

    model_config = ConfigDict(extra="forbid", json_schema_extra=_OWN_OR_INHERITED)

    id: Id
    title: Words
    version: Version
    authority: Words
    changelog: list[ChangeFile] = Field(default=[], description="The newest version first")
    extends: str = Field(default="", description="NAME, NAME@VERSION or FILE of another rubric")
    exclude: list[Excluded] = Field(
        default=[], description="REQUIREMENT or REQUIREMENT/ELEMENT of that rubric"
    )
    concepts: dict[Id, list[Words]] = {}
    requirements: list[RequirementFile] = []
