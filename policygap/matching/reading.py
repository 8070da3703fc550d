"""A provision made ready for matching: its words, and the concepts that they hold."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property

from policygap.matching.hits import Span
from policygap.matching.language import Word, row_of, words
from policygap.matching.lead_ins import addressed
from policygap.matching.orders import has_verb
from policygap.matching.remarks import defines, remark
from policygap.matching.texts import Row
from policygap.matching.wording import (
    ANOTHER_TEXT,
    ASKING_TITLE,
    BACKGROUND,
    EXCEPTION_SENTENCE,
    HISTORY,
    LEFT_OUT,
    POINTER,
    QUESTION,
    REFERRED,
    RELATED,
    RULING,
    SHORT_RULE,
    TODAY,
)
from policygap.model import Provision, ProvisionKind

_OVERLAP = 16  # words; phrases with their gaps are shorter
_NAMING_WORDS, _NAMING = 4, 60  # words and characters of a title that opens a paragraph
_TITLE_WORDS = 10  # a longer line without a sentence's end is text that was cut
_CLAUSE = r".+?(?:;|$)"
_SMALL_WORD = 3  # "of", "the", "and" keep small letters in titles
_LEADER = " ."  # what is left of the dots that lead to a page's number


@dataclass(frozen=True)
class Reading:
    """A provision with its words (those of the lead-in first) and the concepts found in them."""

    provision: Provision
    find: Callable[[str], tuple[Span, ...]] = field(repr=False, compare=False)
    opens: bool = False  # a paragraph, and more sentences of it follow

    def spans(self, name: str) -> tuple[Span, ...]:
        """Return where a concept stands in it, in order."""
        return self.find(name)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        """Return its words, those of the lead-in first, each with its place in its own text."""
        return (*words(self.provision.lead_in), *words(self.provision.text))

    @cached_property
    def lead_words(self) -> int:
        """Return how many of the words are the lead-in's."""
        return len(words(self.provision.lead_in))

    def characters(self, span: Span) -> tuple[int, int]:
        """Return the characters of a span, within the lead-in or the text, whichever it is in."""
        return self.words[span[0]].start, self.words[span[1] - 1].end

    def span_of(self, start: int, end: int) -> Span:
        """Return the words that stand between two characters of the text."""
        inside = [
            n for n, w in enumerate(self.words) if n >= self.lead_words and start <= w.start < end
        ]
        return inside[0], inside[-1] + 1

    def spans_within(
        self, names: Iterable[str], start: int, end: int, *, in_lead_in: bool
    ) -> dict[str, list[Span]]:
        """Return where these concepts stand between two characters of the text or the lead-in."""
        low, high = (0, self.lead_words) if in_lead_in else (self.lead_words, len(self.words))
        inside = [i for i in range(low, high) if start <= self.words[i].start < end]
        if not inside:
            return {}
        first, last = inside[0], inside[-1]
        found = {
            name: [(a, b) for a, b in self.spans(name) if first <= a and b - 1 <= last]
            for name in names
        }
        return {name: spans for name, spans in found.items() if spans}

    @cached_property
    def is_history(self) -> bool:
        """Tell whether the provision looks back at what once was."""
        once = re.search(HISTORY, self.provision.text, re.IGNORECASE)
        return bool(once) and not re.search(TODAY, self.provision.text, re.IGNORECASE)

    @cached_property
    def is_background(self) -> bool:
        """Tell whether the provision reports what a law or a court says, without adopting it."""
        return bool(re.search(BACKGROUND, self.provision.text))

    @cached_property
    def remark(self) -> str:
        """Return why the provision orders nothing, if it only remarks on something; else ""."""
        return remark(self.provision.full_text)

    @cached_property
    def is_definition(self) -> bool:
        """Tell whether the provision explains a term and binds nobody."""
        return defines(self.provision)

    @cached_property
    def is_title(self) -> bool:
        """Tell whether the provision is no sentence but a title that was not set as one.

        It has none of the marks of a title where it opens its paragraph ("Backdrop. Before ...").
        """
        text = self.provision.text
        if not self.provision.lead_in and re.match(ASKING_TITLE, text):
            return True
        few = len(text) <= _NAMING and len(text.split()) <= _NAMING_WORDS
        if self.opens and few and text.endswith("."):
            return not re.match(SHORT_RULE, text, re.IGNORECASE) and not has_verb(text)
        if self.provision.kind is not ProvisionKind.SENTENCE or not _has_title_case(text):
            return False
        return text[-1:] not in ".;:!?" or text.endswith(_LEADER)

    @property
    def is_rule(self) -> bool:
        """Tell whether the provision can say anything: it looks at today, and is no mere title."""
        return not (self.is_history or self.is_title or self.is_question)

    @property
    def is_question(self) -> bool:
        """Tell whether the provision asks and so says nothing ("Must I report it?").

        A list of questions, as a reviewer answers them, says what is looked at; so does a sentence
        that ends in one ("The test is: would ...?").
        """
        asks = re.match(QUESTION, self.provision.text, re.IGNORECASE)
        return bool(asks) and self.provision.kind is ProvisionKind.SENTENCE

    @cached_property
    def is_pointer(self) -> bool:
        """Tell whether the provision only sends the reader to another text."""
        return self.pointing == ((0, len(self.provision.text)),)

    @cached_property
    def pointing(self) -> tuple[tuple[int, int], ...]:
        """Return the characters of its clauses that send the reader to another text.

        All of them, where no other clause binds or permits anything, and in a list as a whole; in
        a table's row the cells that do.
        """
        text = self.provision.text
        whole = ((0, len(text)),)
        if re.match(RELATED, self.provision.lead_in, re.IGNORECASE):
            return whole
        if not _points(text):
            return ()
        if self.provision.kind is ProvisionKind.LIST:
            return whole
        if self.provision.kind is ProvisionKind.ROW:
            cells = (match.span() for match in re.finditer(r"[^|]+", text))
            return tuple((a, b) for a, b in cells if _points(text[a:b])) or whole
        clauses = [match.span() for match in re.finditer(_CLAUSE, text)]
        rules = [(a, b) for a, b in clauses if not _points(text[a:b])]
        binding = any(re.search(RULING, text[a:b], re.IGNORECASE) for a, b in rules)
        return tuple(c for c in clauses if c not in rules) if binding else whole

    def is_pointed(self, span: Span) -> bool:
        """Tell whether a span stands in a clause that sends the reader elsewhere."""
        if self.is_pointer or span[0] < self.lead_words:
            return self.is_pointer
        start, _ = self.characters(span)
        return any(a <= start < b for a, b in self.pointing)

    def is_left_out(self, span: Span) -> bool:
        """Tell whether a span stands in what the sentence leaves out ("except at the range")."""
        start, end = self.characters(span)
        text = self.provision.text
        found = re.finditer(LEFT_OUT, text, re.IGNORECASE) if span[0] >= self.lead_words else ()
        return any(m.start() < start and end <= m.end() for m in found)

    @cached_property
    def is_exception(self) -> bool:
        """Tell whether the provision only makes an exception to the one before it."""
        return bool(re.search(EXCEPTION_SENTENCE, self.provision.text, re.IGNORECASE))

    def sentence_of(self, span: Span) -> tuple[str, int, int, str]:
        """Return the sentence in which a span stands, its characters there, and its lead-in."""
        start, end = self.characters(span)
        provision = self.provision
        if span[0] < self.lead_words:
            own = self.characters((span[0], min(span[1], self.lead_words)))
            return provision.lead_in, *own, ""
        if provision.kind is not ProvisionKind.LIST:
            cut = 0 if provision.lead_in else addressed(provision.text)
            if not 0 < cut <= start:
                return provision.text, start, end, provision.lead_in
            return provision.text[cut:], start - cut, end - cut, provision.text[:cut]
        low = provision.text.rfind("; ", 0, start) + 2 if "; " in provision.text[:start] else 0
        item = provision.text[low:].partition("; ")[0]  # as the list's items were joined
        return item, start - low, min(end - low, len(item)), provision.lead_in

    def quoted(self, span: Span) -> str:
        """Return the words of a span as they stand in the lead-in or in the text."""
        own = [self.words[i] for i in range(*span) if i >= self.lead_words]
        if not own:
            return self.provision.lead_in[slice(*self.characters(span))]
        return self.provision.text[own[0].start : own[-1].end]


def _has_title_case(text: str) -> bool:
    """Tell whether a text is short and all its longer words begin with a capital letter."""
    own = re.findall(r"[A-Za-z][\w'’-]*", text)
    return len(own) <= _TITLE_WORDS and all(w[0].isupper() for w in own if len(w) > _SMALL_WORD)


def _points(text: str) -> bool:
    """Tell whether a text sends the reader to another one, otherwise than in brackets."""
    if (named := re.match(ANOTHER_TEXT, text)) and _has_title_case(text[named.end() :]):
        return True
    plain = re.sub(r"(?!^)\([^)]*\)", " ", text)  # brackets that are all there is stay
    # the cheaper one first: a search for a pointer takes twelve times as long
    return bool(re.search(REFERRED, plain) and re.search(POINTER, plain, re.IGNORECASE))


def parts(provision: Provision, spelled: Callable[[str], str]) -> Iterator[tuple[int, Row]]:
    """Yield the rows of words in which a provision's concepts are looked for.

    `spelled` puts what short names stand for in their place (see `short_names`). Each row comes
    with the number of its first word within the provision. Those of a lead-in are found once, and
    those of the text with the lead-in's end: a phrase may begin in the lead-in and end in the item,
    and is not longer than the overlap. A whole list is read item by item.
    """
    lead = row_of(spelled(provision.lead_in)) if provision.lead_in else []
    skip = max(0, len(lead) - _OVERLAP)
    if provision.kind is not ProvisionKind.LIST:
        if skip:
            yield 0, lead
        yield skip, lead[skip:] + row_of(spelled(provision.text))
        return
    yield 0, lead
    first = len(lead)
    for item in provision.text.split("; "):  # as the list's items were joined
        row = row_of(spelled(item))
        yield first, row
        first += len(row)
