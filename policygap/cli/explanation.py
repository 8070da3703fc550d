"""`policygap check --explain`: how the state of an element came about, passage by passage."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

import typer

from policygap.cli.layout import paragraph
from policygap.model import State, Strength
from policygap.reports.summary import place

if TYPE_CHECKING:
    from policygap.model import ElementResult, Evidence, Explanation, Rubric, Weighed

HINT = "--explain"


def matching(name: str, rubrics: Sequence[Rubric], hint: str = HINT) -> frozenset[str]:
    """Return the elements ("rubric/requirement/element") that a name stands for.

    The name may leave out the rubric, the element, or both; BadParameter where it fits none.
    """
    keys = [
        f"{rubric.id}/{requirement.id}/{element.id}"
        for rubric in rubrics
        for requirement in rubric.requirements
        for element in requirement.elements
    ]
    found = frozenset(key for key in keys if name in _names(key))
    if not found:
        known = dict.fromkeys(each for key in keys for each in _names(key))
        close = get_close_matches(name, known, n=3, cutoff=0.5)
        meant = f"did you mean {' or '.join(close)}?" if close else "`policygap rubric show` helps"
        raise typer.BadParameter(f"nothing is called '{name}'; {meant}", param_hint=hint)
    return found


def _names(key: str) -> tuple[str, ...]:
    rubric, requirement, element = key.split("/")
    short = requirement, f"{requirement}/{element}"
    return (*short, *(f"{rubric}/{name}" for name in short))


def lines(explanation: Explanation, *, with_file: bool) -> Iterator[str]:
    """Yield an explanation as plain text that fits the terminal."""
    result = explanation.result
    key = f"{explanation.rubric}/{explanation.requirement.id}/{result.element.id}"
    yield from paragraph(f"{key}: {result.state}")
    yield from paragraph(f"Asked: {result.element.says} (strength {result.element.need})", 2)
    yield from paragraph(f"Why: {result.reason}", 2)
    yield from paragraph(f"Confidence: {_confidence(result)}", 2)
    for weighed in sorted(explanation.weighed, key=_rank):
        yield ""
        yield from _weighed(weighed, with_file=with_file)
    if not explanation.weighed:
        yield from paragraph("No passage holds the words that it takes.", 2)
    for title, passages in (
        ("Points elsewhere:", result.evidence if result.state is State.REFERENCED else ()),
        ("The nearest passage:", result.nearby),
    ):
        for passage in passages:
            yield ""
            yield from paragraph(title, 2)
            yield from _passage(passage, with_file=with_file)
    yield ""


def _confidence(result: ElementResult) -> str:
    return f"{result.confidence} ({result.doubt})" if result.doubt else str(result.confidence)


def _rank(weighed: Weighed) -> int:
    return weighed.state.rank if weighed.state else len(State)


def _weighed(weighed: Weighed, *, with_file: bool) -> Iterator[str]:
    """Yield one passage: what it counts as, its words, what it does, and what was found in it."""
    counted = f"counts as {weighed.state}" if weighed.state else "does not count"
    yield from paragraph(f"{counted}: {weighed.why}" if weighed.why else counted, 2)
    yield from _passage(weighed.evidence, with_file=with_file)
    evidence = weighed.evidence
    strength = "" if evidence.strength is Strength.NONE else f", strength {evidence.strength}"
    yield from paragraph(f"It {evidence.polarity.does}{strength}.", 4)
    for exception in evidence.exceptions:
        yield from paragraph(f"Exception: {exception}", 4)
    for concept, words in weighed.words:
        yield from paragraph(f"{concept}: “{words}”", 6)


def _passage(evidence: Evidence, *, with_file: bool) -> Iterator[str]:
    yield from paragraph(f"“{evidence.text}”", 4)
    if where := place(evidence, with_file=with_file):
        yield from paragraph(where, 4)
