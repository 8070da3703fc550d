"""The shape of a file of settings, for pydantic; docs/configuration.md explains each key."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from policygap.fingerprints import PATTERN, words
from policygap.model import Level
from policygap.options import FailOn, Revisions
from policygap.rubrics.shapes import Words

_PART = "[a-z0-9]+(?:-[a-z0-9]+)*"
RequirementId = Annotated[str, Field(pattern=rf"^{_PART}/{_PART}$")]
AnyId = Annotated[str, Field(pattern=rf"^{_PART}/{_PART}(?:/{_PART})?$")]


def _day(value: Any) -> Any:
    """Refuse what pydantic would take for a date although no person writes one so: numbers."""
    if isinstance(value, str | date) and not isinstance(value, datetime):
        return value
    raise ValueError("expected a date like 2026-12-31")


Day = Annotated[date, BeforeValidator(_day)]


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class DecisionFile(_Strict):
    """What a waiver and a confirmation have in common."""

    id: AnyId
    reason: Words
    owner: str = ""
    expires: Day | None = None
    permanent: bool = False
    fingerprint: str = Field(pattern=PATTERN)

    @model_validator(mode="after")
    def _ends(self) -> Self:
        if self.permanent == (self.expires is not None):
            raise ValueError("needs either `expires` (a date) or `permanent: true`")
        return self


class WaiverFile(DecisionFile):
    """A gap that a person accepts."""


class ConfirmationFile(DecisionFile):
    """What meets a requirement although the program did not see it."""

    passage: str = ""
    section: str = ""
    page: int | None = Field(default=None, ge=1)
    document: str = ""

    @model_validator(mode="after")
    def _met_by(self) -> Self:
        if bool(words(self.passage)) == bool(words(self.document)):
            raise ValueError("needs either `passage` (words of the policy) or `document`")
        return self


class ConfigFile(_Strict):
    """A file of settings as a person writes it."""

    rubrics: list[Words] = []
    as_of: Day | None = None
    fail_on: FailOn | None = None
    revisions: Revisions | None = None
    paths: list[Words] = []
    baseline: str | None = Field(default=None, min_length=1)
    severity: dict[RequirementId, Level] = {}
    waivers: list[WaiverFile] = []
    satisfied_by: list[ConfirmationFile] = []
