"""`policygap explain`: what a requirement asks, where it comes from, and what satisfies it."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Annotated

import typer

from policygap.cli.completion import requirements
from policygap.cli.exits import guarded
from policygap.cli.layout import paragraph
from policygap.cli.output import show

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from policygap.model import Element, Requirement, Rubric

Name = Annotated[
    str,
    typer.Argument(
        metavar="REQUIREMENT",
        help="An id such as intercede, or ca-sb230/intercede.",
        autocompletion=requirements,
        show_default=False,
    ),
]


@guarded
def explain(requirement: Name) -> None:
    """Explain what a requirement asks, and its source."""
    from policygap.rubrics import available, load_rubrics

    rubrics = load_rubrics(available())
    found = [(r, q) for r in rubrics for q in r.requirements if requirement in names(r, q)]
    if not found:
        raise typer.BadParameter(_unknown(requirement, rubrics), param_hint="REQUIREMENT")
    show("\n".join(line for rubric, asked in found for line in _lines(rubric, asked)))


def names(rubric: Rubric, requirement: Requirement) -> tuple[str, str]:
    """Return the ways to name a requirement: its id, alone and with its rubric's."""
    return requirement.id, f"{rubric.id}/{requirement.id}"


def _unknown(name: str, rubrics: Iterable[Rubric]) -> str:
    known = dict.fromkeys(n for r in rubrics for q in r.requirements for n in names(r, q))
    close = get_close_matches(name, known, n=3, cutoff=0.5)
    hint = f"did you mean {' or '.join(close)}?" if close else "`policygap rubric list` helps"
    return f"there is no requirement '{name}'; {hint}"


def _lines(rubric: Rubric, requirement: Requirement) -> Iterator[str]:
    yield from paragraph(f"{rubric.id}/{requirement.id}: {requirement.title}")
    yield ""
    yield from paragraph(f"Rubric: {rubric.title} (version {rubric.version})", 2)
    yield from paragraph(f"Level: {requirement.level}", 2)
    yield from _citations(requirement)
    if requirement.since:
        yield from paragraph(f"Since: {requirement.since.isoformat()}", 2)
    if requirement.until:
        yield from paragraph(f"Until: {requirement.until.isoformat()}", 2)
    yield ""
    yield from paragraph(requirement.explanation, 2)
    for element in requirement.elements:
        yield ""
        yield from _element(element)
    yield ""


def _citations(requirement: Requirement) -> Iterator[str]:
    for citation in requirement.citations:
        yield from paragraph(f"Source: {citation.text}", 2)
        if citation.url:
            yield f"    {citation.url}"
    if not requirement.confirmed:
        caveat = "Not yet confirmed against the official code; compare before citing."
        yield from paragraph(caveat, 4)


def _element(element: Element) -> Iterator[str]:
    yield from paragraph(f"{element.id}: {element.says} ({_asked(element)})", 2)
    if element.seen:
        counts = ", ".join(f"{state} in {count}" for state, count in element.seen)
        policies = sum(count for _, count in element.seen)
        yield from paragraph(f"Of {policies} policies that readers judged: {counts}", 4)
    if element.suggest:
        yield "    Model language:"
        yield from paragraph(element.suggest, 6)
    for state, texts in _examples(element):
        yield f"    Examples that are {state}:"
        for text in texts:
            yield from paragraph(f"- {text}", 6)


def _asked(element: Element) -> str:
    dates = [f"since {element.since}" if element.since else ""]
    dates.append(f"until {element.until}" if element.until else "")
    return ", ".join([f"strength {element.need}", *filter(None, dates)])


def _examples(element: Element) -> Iterator[tuple[str, Sequence[str]]]:
    states = dict.fromkeys(example.state for example in element.examples)
    for state in states:
        yield state.value, [e.text for e in element.examples if e.state is state]
