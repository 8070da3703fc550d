"""What every report says, whatever its format: counts, order, places, and the caveats."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Protocol

from policygap.model import Finding, Level, Requirement, Rubric, SettledAs, Verdict
from policygap.reports.outcomes import SETTLED, count_outcomes, settled_counts

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from policygap.model import ElementResult, Evidence, Report, SourceFile
    from policygap.reports.outcomes import Outcome


class Placed(Protocol):
    """A passage that stands somewhere in a policy: evidence, or any other."""

    @property
    def section(self) -> str: ...  # noqa: D102
    @property
    def heading(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> int | None: ...  # noqa: D102
    @property
    def file(self) -> str: ...  # noqa: D102


DISCLAIMER = (
    "This report is a drafting aid and not legal advice: it compares words, it does not "
    "interpret law. Have counsel review the policy before relying on any finding."
)

# Which side of tracked changes was read (SourceFile.revisions).
_REVISIONS = {
    "": "",
    "final": "final view of tracked changes",
    "original": "original view of tracked changes",
}

_ASKED = {Level.REQUIRED: "required by law", Level.RECOMMENDED: "recommended"}


@dataclass(frozen=True, slots=True)
class Tally:
    """How many requirements of one rubric and level count as what."""

    rubric: Rubric
    level: Level
    counts: Mapping[Outcome, int]  # of every outcome, also those that do not occur

    @property
    def title(self) -> str:
        """Return what is counted."""
        return self.rubric.title


class OfRequirement(Protocol):
    """What concerns one requirement, such as a finding."""

    @property
    def requirement(self) -> Requirement:
        """Return the requirement."""


def tallies(report: Report) -> tuple[Tally, ...]:
    """Count the outcomes of each rubric by level; a pair without any requirement is left out."""
    pairs = ((rubric, level) for rubric in report.rubrics for level in Level)
    found = ((pair, tuple(_of(report, *pair))) for pair in pairs)
    return tuple(Tally(*pair, count_outcomes(those)) for pair, those in found if those)


def _of(report: Report, rubric: Rubric, level: Level) -> Iterator[Finding]:
    return (f for f in report.findings if f.rubric == rubric.id and f.requirement.level is level)


def count_verdicts(findings: Iterable[Finding]) -> dict[Verdict, int]:
    """Return how often each verdict occurs, all verdicts named."""
    verdicts = [finding.verdict for finding in findings]
    return {verdict: verdicts.count(verdict) for verdict in Verdict}


def headline(report: Report) -> str:
    """Say in a line how many gaps there are, by level, and among how many requirements."""
    gaps = " and ".join(f"{len(report.gaps(level))} {_ASKED[level]}" for level in Level)
    settled = "".join(f"; {each}" for each in settled_counts(report))
    return f"{plural(len(report.findings), 'requirement')} checked; gaps: {gaps}{settled}"


def groups(report: Report) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    """Yield the findings under headings: gaps by level, settled ones, what is met; none empty."""
    for level in Level:
        yield from _group(f"Gaps: {_ASKED[level]}", report.gaps(level))
    for how in SettledAs:
        those = tuple(finding for finding in report.findings if finding.settled is how)
        yield from _group(SETTLED[how].capitalize(), those)
    yield from _group("Met", tuple(finding for finding in report.findings if finding.is_met))


def _group(
    heading: str, findings: tuple[Finding, ...]
) -> Iterator[tuple[str, tuple[Finding, ...]]]:
    if findings:
        yield heading, findings


def idle(rubrics: Iterable[Rubric], asked: Container[str], as_of: date) -> Iterator[str]:
    """Yield a sentence for each rubric whose id is not among those that asked for anything."""
    for rubric in rubrics:
        if rubric.id not in asked:
            yield f"{rubric.id}: nothing in it was in force on {as_of.isoformat()}"


def failing(finding: Finding) -> tuple[ElementResult, ...]:
    """Return the elements that keep a requirement from being met, settled or not."""
    return finding.failing


def doubtful(finding: Finding) -> tuple[ElementResult, ...]:
    """Return the elements that a person should check."""
    return tuple(result for result in finding.elements if result.doubt)


def unconfirmed(asked: Iterable[OfRequirement]) -> tuple[Requirement, ...]:
    """Return the requirements whose citation is still to be compared with the official code."""
    return tuple(each.requirement for each in asked if not each.requirement.confirmed)


def place(evidence: Placed, *, with_file: bool) -> str:
    """Say where a passage stands: "300.3 Duty to intercede, page 4"."""
    parts = [section(evidence), f"page {evidence.page}" if evidence.page is not None else ""]
    return ", ".join([*filter(None, parts), *([evidence.file] if with_file else [])])


def in_turn(passages: Iterable[Evidence]) -> Iterator[tuple[Evidence, str]]:
    """Yield passages that are quoted one below the other, each with the words to quote of it.

    The lead-in of a list stands with the first of its items only.
    """
    told: tuple[str, str, str] | None = None
    for passage in passages:
        led = passage.file, passage.section, passage.lead_in
        own = passage.text.removeprefix(passage.lead_in).lstrip()
        yield passage, f"... {own}" if passage.lead_in and led == told else passage.text
        told = led


def quotations(
    passages: Iterable[Evidence], words: int | None, *, with_file: bool
) -> Iterator[str]:
    """Quote passages in turn, all of each or its first words, and say where it stands."""
    for passage, text in in_turn(passages):
        where = place(passage, with_file=with_file)
        quote = f"“{shortened(text, words) if words else text}”"
        yield f"{quote} ({where})" if where else quote


def section(evidence: Placed) -> str:
    """Name the section of a passage by number and heading: "300.3 Duty to intercede"."""
    if evidence.heading and evidence.heading not in evidence.section:
        return f"{evidence.section} {evidence.heading}".strip()
    return evidence.section


def checked(report: Report) -> Iterator[tuple[str, str]]:
    """Yield, as label and value, what every report tells: files, law, program, caveats."""
    for file in report.policy.files:
        yield "File", file.name
        yield "Contents", facts(file)
        yield "SHA-256", file.sha256
        yield from (("Please note", caution) for caution in cautions(file))
    yield from standards(report.rubrics, report.as_of)
    yield from (("Settings", notice) for notice in report.notices)
    if report.made:
        yield "Made", report.made
    yield from caveats(report.findings)


def standards(rubrics: Iterable[Rubric], as_of: date) -> Iterator[tuple[str, str]]:
    """Yield, as label and value, what was checked against, and by which program."""
    from importlib.metadata import version  # takes long; the terminal does without

    for rubric in rubrics:
        yield "Rubric", f"{rubric.title} ({rubric.pinned})"
    yield "Law and guidance as of", as_of.isoformat()
    yield "Program", f"policygap {version('policygap')}"


def caveats(asked: Iterable[OfRequirement]) -> Iterator[tuple[str, str]]:
    """Yield, as label and value, the citations to be confirmed, and what a report is not."""
    cites = dict.fromkeys(f"{r.cite} ({r.title})" for r in unconfirmed(asked))
    yield from (("Citation not yet confirmed", cite) for cite in cites)
    yield "Disclaimer", DISCLAIMER


def cautions(file: SourceFile) -> Iterator[str]:
    """Yield what a reader of the report must know about the reading of a file, the worst first."""
    if missed := unread(file):
        yield f"{missed}: what stands there was not checked"
    if pages := recognized(file):
        yield f"{pages}: compare what is quoted with the original"
    yield from file.notes


def warnings(report: Report) -> Iterator[str]:
    """Yield what a reader must know first: cautions of files, idle rubrics, ended waivers."""
    yield from named(report.policy.files, cautions)
    yield from idle(report.rubrics, {f.rubric for f in report.findings}, report.as_of)
    yield from report.notices


def named(files: Sequence[SourceFile], say: Callable[[SourceFile], Iterable[str]]) -> Iterator[str]:
    """Yield what there is to say of each file, with its name where there are several."""
    for file in files:
        name = f"{file.name}: " if len(files) > 1 else ""
        yield from (f"{name}{said}" for said in say(file))


def shortened(text: str, words: int) -> str:
    """Return the first words of a text, with dots where it was cut."""
    first = text.split(maxsplit=words)
    return " ".join(first[:words]) + (" ..." if len(first) > words else "")


def facts(file: SourceFile) -> str:
    """Say in a line what a file is: its title, agency, dates and size."""
    known = [
        file.title,
        file.agency,
        ", ".join(file.dates),
        plural(file.pages, "page") if file.pages is not None else "",
        plural(file.words, "word"),
        _REVISIONS[file.revisions],
    ]
    return "; ".join(filter(None, known))


def unread(file: SourceFile) -> str:
    """Say which pages of a file could not be read, "" if all could."""
    return f"{_pages(file.unread_pages)} could not be read" if file.unread_pages else ""


def recognized(file: SourceFile) -> str:
    """Say which pages of a file were read by text recognition, "" if none was."""
    if not file.ocr_pages:
        return ""
    were = "was" if len(file.ocr_pages) == 1 else "were"
    return f"{_pages(file.ocr_pages)} {were} read by text recognition"


def _pages(numbers: Sequence[int]) -> str:
    return f"{'page' if len(numbers) == 1 else 'pages'} {ranges(numbers)}"


def ranges(numbers: Iterable[int]) -> str:
    """Write page numbers shortly: "2, 4-6"."""
    indexed = enumerate(sorted(set(numbers)))
    runs = [[n for _, n in run] for _, run in groupby(indexed, key=lambda pair: pair[1] - pair[0])]
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}-{run[-1]}" for run in runs)


def plural(number: int, noun: str, nouns: str = "") -> str:
    """Write a number with its noun: "1 page", "1,204 words"; `nouns` where an s is not enough."""
    return f"{number:,} {noun if number == 1 else nouns or f'{noun}s'}"
