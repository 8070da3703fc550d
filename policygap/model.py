"""Every noun of the program, in the order in which the data flows.

file -> Block -> Section/Provision -> Policy, and Rubric -> Requirement -> Element;
analysis puts the two together: Evidence -> ElementResult -> Finding -> Report.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import Enum, StrEnum

# --- what is read -----------------------------------------------------------------------------


class BlockKind(Enum):
    """What a piece of a document is, as far as its layout tells."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    CELL = "cell"
    FOOTNOTE = "footnote"
    CONTENTS = "contents"


@dataclass(frozen=True, slots=True)
class Cell:
    """Where a table cell stands: the table's number in the document, row and column from 0."""

    table: int
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, list item, table cell or footnote, as a reader yields it.

    `text` never holds the label. `label` is the number as shown ("300.3.1", "(a)", "IV.", "•").
    `depth` is the level of a heading or of a list item, from 1; 0 for everything else.
    `page` counts from 1; None where the format has no pages.
    """

    text: str
    kind: BlockKind
    page: int | None = None
    label: str = ""
    depth: int = 0
    cell: Cell | None = None


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file of a policy, and how much of it could be read.

    `unread_pages` lists pages (from 1) that hold no usable text, `ocr_pages` those that were read
    from their picture by text recognition; `notes` are sentences for the reader of the report about
    what was set aside or could not be read. `revisions` tells which side of tracked changes was
    read, "final" or "original"; "" where the file holds none. `path` leads to the file from where
    the program was started, for tools that mark files; "" if it lies elsewhere.
    """

    name: str
    sha256: str
    pages: int | None
    words: int
    title: str = ""
    agency: str = ""
    dates: tuple[str, ...] = ()
    unread_pages: tuple[int, ...] = ()
    notes: tuple[str, ...] = ()
    revisions: str = ""
    ocr_pages: tuple[int, ...] = ()
    path: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Document:
    """One file as read: its facts and its blocks in reading order, furniture removed."""

    source: SourceFile
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A numbered or titled part. `path` names it with its parents: "300.3 > 300.3.1"."""

    path: str
    heading: str
    parents: tuple[str, ...] = ()  # headings of the enclosing sections, outermost first
    page: int | None = None


class ProvisionKind(Enum):
    """Which piece of the document a provision was cut from."""

    SENTENCE = "sentence"
    HEADING = "heading"  # one that orders something ("Officers Shall Report Force")
    ITEM = "item"  # (a sentence of) a list item; its lead-in is in `lead_in`
    LIST = "list"  # a whole list in one: `lead_in` and all its items
    ROW = "row"  # a table row, cells joined with " | "
    FOOTNOTE = "footnote"


@dataclass(frozen=True, slots=True)
class Provision:
    """The unit that is matched: a sentence with what it depends on.

    `text` holds the provision's own words; `lead_in` the words that introduce its list, outermost
    first ("Members shall not:"), "" if none. `paragraph` numbers the block within the policy, so
    that provisions of one paragraph can be found; a LIST has the number of its first item.
    """

    text: str
    section: Section
    file: str
    kind: ProvisionKind = ProvisionKind.SENTENCE
    lead_in: str = ""
    label: str = ""
    page: int | None = None
    paragraph: int = 0

    @property
    def full_text(self) -> str:
        """Return the words with their lead-in and label, as a person would quote them."""
        if not self.lead_in:
            return self.text
        label = f"{self.label} " if self.label and self.kind is not ProvisionKind.LIST else ""
        return f"{self.lead_in} {label}{self.text}"


@dataclass(frozen=True, slots=True)
class Policy:
    """What the user checks: one document, or several that count together."""

    name: str
    files: tuple[SourceFile, ...]
    provisions: Sequence[Provision]


# --- what is asked ----------------------------------------------------------------------------


class Level(StrEnum):
    """Whether a statute makes the policy say it, or guidance recommends it."""

    REQUIRED = "required"
    RECOMMENDED = "recommended"


class Need(StrEnum):
    """The strength that an element needs (the catalogue's words)."""

    MUST = "must"
    SHOULD = "should"
    STATES = "states"


class State(StrEnum):
    """How an element stands in a policy. Order = what outweighs what (first wins)."""

    CONTRADICTED = "contradicted"
    PRESENT = "present"
    WEAK = "weak"
    REFERENCED = "referenced"
    ABSENT = "absent"

    @property
    def rank(self) -> int:
        """Return 0 for the state that outweighs all others, 4 for absent."""
        return list(State).index(self)


class Verdict(StrEnum):
    """What a requirement comes out as."""

    CONFLICT = "conflict"
    MISSING = "missing"
    PARTIAL = "partial"
    MET = "met"


class Strength(StrEnum):
    """How binding a provision's words are."""

    MUST = "must"
    SHOULD = "should"
    MAY = "may"
    NONE = "none"

    @property
    def rank(self) -> int:
        """Return 3 for must down to 0 for none."""
        return 3 - list(Strength).index(self)


class Polarity(StrEnum):
    """What a provision does with an act."""

    REQUIRES = "requires"
    PROHIBITS = "prohibits"
    PERMITS = "permits"
    EXEMPTS = "exempts"
    STATES = "states"  # says it without ordering anything
    DENIES = "denies"  # says that it is not so

    @property
    def does(self) -> str:
        """Return what such a provision does, in words."""
        return _DOES[self]


_DOES = {
    Polarity.REQUIRES: "requires it",
    Polarity.PROHIBITS: "forbids it",
    Polarity.PERMITS: "permits it",
    Polarity.EXEMPTS: "says that it need not be done",
    Polarity.STATES: "states it without ordering it",
    Polarity.DENIES: "denies it",
}


@dataclass(frozen=True, slots=True)
class Example:
    """A short text and the state that its element has if the text is all that a policy says."""

    state: State
    text: str


class Asks(StrEnum):
    """The sort of thing that an element wants said."""

    DUTY = "duty"  # somebody must do it
    BAN = "ban"  # nobody may do it
    STATEMENT = "statement"  # it is said at all


ANY = "any"  # in an element's `exception`: every exception to the ban is allowed


class Unit(StrEnum):
    """How far apart the concepts of a pattern may stand."""

    PROVISION = "provision"
    LIST = "list"
    PARAGRAPH = "paragraph"
    SECTION = "section"
    DOCUMENT = "document"


@dataclass(frozen=True, slots=True)
class Count:
    """At least `least` different concepts out of `of`."""

    of: tuple[str, ...]
    least: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """Concepts of a part of the cases, and concepts that speak of all of them."""

    part: tuple[str, ...]
    whole: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One way in which a text says an element; docs/rubric-format.md explains each key.

    `all` is a conjunction of alternatives: every tuple needs one of its concepts. The first tuple
    is the focus: strength and polarity are those of its place in the sentence.
    """

    all: tuple[tuple[str, ...], ...]
    none: tuple[str, ...] = ()
    context: tuple[tuple[str, ...], ...] = ()
    within: int | None = None
    ordered: bool = False
    count: Count | None = None
    unit: Unit = Unit.PROVISION
    actor: tuple[str, ...] = ()
    polarity: tuple[Polarity, ...] = ()
    gives: State | None = None
    weak_if: tuple[str, ...] = ()
    covers: tuple[Coverage, ...] = ()  # weak if it speaks of a part of the cases only
    limits: bool = False  # what it finds weak outweighs what others find present
    why: str = ""

    @property
    def entries(self) -> tuple[tuple[str, ...], ...]:
        """Return what must all be spoken of: the conjunction, and one concept of a count."""
        return (*self.all, self.count.of) if self.count else self.all


@dataclass(frozen=True, slots=True)
class Element:
    """One thing that the text must say for its requirement."""

    id: str
    says: str
    need: Need
    asks: Asks
    patterns: tuple[Pattern, ...]
    topic: tuple[tuple[str, ...], ...] = ()
    covers: tuple[Coverage, ...] = ()
    exception: tuple[str, ...] | None = None  # concepts an exception to a ban may name; None: any
    since: date | None = None
    until: date | None = None
    suggest: str = ""
    examples: tuple[Example, ...] = ()
    key: str = ""  # rubric/requirement/element, the rubric being the one that it was written in
    seen: tuple[tuple[State, int], ...] = ()  # how many of some policies have it in each state


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a requirement comes from, with the official source's address."""

    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Requirement:
    """One thing that the law or the guidance asks of a policy."""

    id: str
    title: str
    level: Level
    citations: tuple[Citation, ...]
    explanation: str
    elements: tuple[Element, ...]
    confirmed: bool = True
    since: date | None = None
    until: date | None = None

    @property
    def cite(self) -> str:
        """Return the citations in one line."""
        return "; ".join(citation.text for citation in self.citations)


@dataclass(frozen=True, slots=True)
class Change:
    """What a version of a rubric changed."""

    version: str
    day: date
    what: str


@dataclass(frozen=True, slots=True)
class Rubric:
    """A YAML file of requirements; `concepts` are its own and the shared ones together.

    `changelog` has the newest version first; `extends` names the rubric that it adds to, if any.
    """

    id: str
    title: str
    version: str
    authority: str
    requirements: tuple[Requirement, ...]
    concepts: dict[str, tuple[str, ...]] = field(default_factory=dict, repr=False)
    changelog: tuple[Change, ...] = ()
    extends: str = ""

    @property
    def pinned(self) -> str:
        """Return the name with the version, as --rubric takes it: "ca-sb230@1"."""
        return f"{self.id}@{self.version}"


# --- what comes out ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Evidence:
    """A provision that speaks to an element, with where it stands."""

    text: str
    section: str
    heading: str
    page: int | None
    file: str
    state: State
    strength: Strength = Strength.NONE
    polarity: Polarity = Polarity.STATES
    exceptions: tuple[str, ...] = ()
    lead_in: str = ""  # what `text` begins with, if it is an item of a list


class Confidence(StrEnum):
    """How firm the ground is on which an element was decided."""

    HIGH = "high"
    LOW = "low"  # a person should check


class SettledAs(StrEnum):
    """Why what falls short does not count as a gap. Order = what claims least comes first."""

    KNOWN = "known"  # the baseline has it
    WAIVED = "waived"  # a person accepts it for now
    CONFIRMED = "confirmed"  # a person says that it is met by what the program did not see


@dataclass(frozen=True, slots=True)
class Settled:
    """What a person decided on an element that falls short; it is shown, but is no gap.

    `reason` is in the person's words; `by` is what meets it, for one that is confirmed.
    `expires` is the last day (UTC) on which it holds; None: until the words change.
    """

    how: SettledAs
    reason: str
    owner: str = ""
    expires: date | None = None
    by: str = ""


@dataclass(frozen=True, slots=True)
class ElementResult:
    """An element's state, why, and the words behind it; `nearest` only where it is absent.

    `against` are passages that say what the evidence contradicts. `doubt` says in words why a
    person should check; "" where the ground is firm. `settled` leaves the state as it is.
    """

    element: Element
    state: State
    reason: str
    evidence: tuple[Evidence, ...] = ()
    nearest: Evidence | None = None
    against: tuple[Evidence, ...] = ()
    doubt: str = ""
    settled: Settled | None = None

    @property
    def confidence(self) -> Confidence:
        """Return low where there is a doubt."""
        return Confidence.LOW if self.doubt else Confidence.HIGH

    @property
    def nearby(self) -> tuple[Evidence, ...]:
        """Return the nearest passage as passages are quoted: () if there is none."""
        return (self.nearest,) if self.nearest else ()


@dataclass(frozen=True, slots=True)
class Weighed:
    """A provision as it was weighed for an element, for a person who asks why.

    `words` are the concepts that count, by name, with the words found; `state` is None where the
    provision does not count, and `why` says what ruled it out.
    """

    evidence: Evidence
    words: tuple[tuple[str, str], ...]
    state: State | None
    why: str


@dataclass(frozen=True, slots=True)
class Explanation:
    """How an element's result came about: every provision that was weighed, in order."""

    rubric: str
    requirement: Requirement
    result: ElementResult
    weighed: tuple[Weighed, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """One requirement's outcome; `severity` is the level that it counts as, if the user set one."""

    rubric: str
    requirement: Requirement
    verdict: Verdict
    elements: tuple[ElementResult, ...]
    severity: Level | None = None

    @property
    def key(self) -> str:
        """Return the requirement's name among all rubrics: "rubric/requirement"."""
        return f"{self.rubric}/{self.requirement.id}"

    @property
    def is_met(self) -> bool:
        """Tell whether the policy says all that is asked."""
        return self.verdict is Verdict.MET

    @property
    def is_gap(self) -> bool:
        """Tell whether the requirement is not met, nor all that falls short of it settled."""
        return not self.is_met and self.settled is None

    @property
    def settled(self) -> SettledAs | None:
        """Return how all that falls short is settled, as what claims least; None if it is not."""
        settled = [result.settled for result in self.failing]
        if self.is_met or not settled or None in settled:
            return None
        return min((each.how for each in settled if each), key=list(SettledAs).index)

    @property
    def failing(self) -> tuple[ElementResult, ...]:
        """Return the elements that keep the requirement from being met, settled or not."""
        return tuple(result for result in self.elements if result.state is not State.PRESENT)

    @property
    def outcome(self) -> Verdict | SettledAs:
        """Return what the finding counts as."""
        return self.settled or self.verdict

    @property
    def counts_as(self) -> Level:
        """Return the level at which a gap makes a run fail."""
        return self.severity or self.requirement.level


@dataclass(frozen=True, slots=True)
class Report:
    """All findings for one policy against the rubrics, in rubric order.

    `made` is when, in UTC as ISO 8601, if the user wants it told; same input, same bytes without.
    `notices` are sentences on what the user's settings did: what ended, was not used, was closed.
    """

    policy: Policy
    rubrics: tuple[Rubric, ...]
    as_of: date
    findings: tuple[Finding, ...]
    made: str = ""
    notices: tuple[str, ...] = ()

    def gaps(self, *levels: Level) -> tuple[Finding, ...]:
        """Return the findings neither met nor settled, of these levels (all if none is named)."""
        return tuple(
            f for f in self.findings if f.is_gap and (not levels or f.requirement.level in levels)
        )
