"""Compare what is read of PDF files, and how fast, with pdfplumber's own extraction.

    python benchmarks/reading.py FILE.pdf ... [--differences] [--speed MANUAL.pdf] [--runs N]

For each FILE, shares of pdfplumber's words that stand in the same order:

    lines    in the lines from which we read;
    read     in the text of the pages, where tables go cell by cell (pdfplumber mixes their lines);
    cells    the same, pdfplumber's words too taken by cells, in the tables that it finds itself;
    text     in what `policygap text` prints of the whole file, compared as for "cells", without the
             words of running heads and feet ("aside" counts them), which it sets aside;
    at all   read, whatever the order.

--differences prints the words at which "text" departs. For the MANUAL: seconds of a whole reading
(lines, furniture, blocks) and of pdfplumber's extract_text page by page with page.close(), in turn
in one run, and their ratio.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby
from pathlib import Path

import pdfplumber
import pypdfium2

from policygap.documents import furniture, placed
from policygap.documents.characters import clean
from policygap.documents.layout.page import Element, Line
from policygap.documents.pdf import lines as pdf_lines
from policygap.documents.pdf import pages as pdf_pages
from policygap.documents.pdf import reader as pdf
from policygap.documents.pdf import words as pdf_words

_X_TOLERANCE = 2  # the default, 3, joins words of justified text
_WORD = re.compile(r"[a-z0-9]+")
_HYPHENS = re.compile(r"[-‐‑\u00ad]\s*")  # also those at line ends


@dataclass(frozen=True, slots=True)
class Plumbed:
    """pdfplumber's words of a page: line by line, and with its tables cell by cell."""

    lines: list[str]
    cells: list[str]


@dataclass(frozen=True, slots=True)
class Ours:
    """Our words of a page: of its lines from edge to edge, as read, and which are set aside."""

    lines: list[str]
    read: list[str]
    aside: list[bool]  # of each word as read


def plumbed(path: Path) -> Iterator[Plumbed]:
    """Yield pdfplumber's words of each page."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            try:
                lines = words(page.extract_text(x_tolerance=_X_TOLERANCE))
                yield Plumbed(lines, [word for text in _cellwise(page) for word in words(text)])
            finally:
                page.close()


def _cellwise(page: pdfplumber.page.Page) -> Iterator[str]:
    """Yield the text between the tables that pdfplumber finds, and that of their cells."""
    top = 0.0
    for table in sorted(page.find_tables(), key=lambda found: found.bbox[1]):
        if table.bbox[1] < top or len(table.rows) < 2 or len(table.columns) < 2:
            continue  # a table in another, or a frame
        yield _between(page, top, table.bbox[1])
        rows = table.extract(x_tolerance=_X_TOLERANCE)
        yield from (cell for row in rows for cell in row if cell)
        top = table.bbox[3]
    yield _between(page, top, float(page.height))


def _between(page: pdfplumber.page.Page, top: float, bottom: float) -> str:
    part = page.filter(lambda drawn: top <= (drawn["top"] + drawn["bottom"]) / 2 < bottom)
    return part.extract_text(x_tolerance=_X_TOLERANCE)


def ours(path: Path) -> Iterator[Ours]:
    """Yield our words of each page."""
    document = pypdfium2.PdfDocument(path)
    try:
        read = [pdf_pages.page(path, document, n + 1) for n in range(len(document))]
        for page, own, kept in zip(document, read, furniture.sift(read).pages, strict=True):
            textpage = page.get_textpage()
            found = pdf_words.text(page, textpage).words
            yield _ours(pdf_lines.lines(found, own.number), own.flow, kept.flow)
    finally:
        document.close()


def _ours(lines: Iterable[Line], flow: Sequence[Element], kept: Iterable[Element]) -> Ours:
    stays = {id(element) for element in kept}
    read: list[str] = []
    aside: list[bool] = []
    for stay, part in groupby(flow, key=lambda element: id(element) in stays):
        found = words(_text(part))
        read += found
        aside += [not stay] * len(found)
    return Ours(words(_text(lines)), read, aside)


def _text(flow: Iterable[Element]) -> str:
    return "".join(
        f"{element.text}{'-' if isinstance(element, Line) and element.broken else ' '}"
        for element in flow
    )


def printed(path: Path) -> list[str]:
    """Return the words of all blocks that `policygap text --blocks` shows."""
    return words(" ".join(f"{block.label} {block.text}" for block, _ in placed(pdf.read(path))))


def words(text: str) -> list[str]:
    """Return words of letters and digits, in lower case, parts of compounds joined."""
    return _WORD.findall(_HYPHENS.sub("", clean(text)).lower())


def counts(path: Path, told: Callable[[str], object]) -> Counter[str]:
    """Count pdfplumber's words: all, and those that are found, by the columns of the table.

    Each difference of the printed text is told.
    """
    found: Counter[str] = Counter()
    stays: list[str] = []
    for theirs, own in zip(plumbed(path), ours(path), strict=True):
        order = max(theirs.lines, theirs.cells, key=lambda each: _in_order(each, own.read))
        found["all"] += len(theirs.lines)
        found["lines"] += _in_order(theirs.lines, own.lines)
        found["read"] += _in_order(theirs.lines, own.read)
        found["cells"] += _in_order(order, own.read)
        found["at all"] += (Counter(theirs.lines) & Counter(own.read)).total()
        stays += _not_aside(order, own)
    text = printed(path)
    found["stays"] = len(stays)
    found["text"] = _in_order(stays, text)
    for part in _differences(stays, text):
        told(f"{path.name}: {part}\n")
    return found


def _not_aside(theirs: Sequence[str], own: Ours) -> list[str]:
    """Return their words without those that stand where we set a head or foot aside."""
    gone = {
        block.a + n
        for block in _matcher(theirs, own.read).get_matching_blocks()
        for n in range(block.size)
        if own.aside[block.b + n]
    }
    return [word for n, word in enumerate(theirs) if n not in gone]


def _differences(theirs: Sequence[str], own: Sequence[str]) -> Iterator[str]:
    for kind, a0, a1, b0, b1 in _matcher(theirs, own).get_opcodes():
        if kind != "equal":
            before, lost, more = theirs[max(a0 - 3, 0) : a0], theirs[a0:a1], own[b0:b1]
            yield f"{' '.join(before)} [- {' '.join(lost)} -] [+ {' '.join(more)} +]"


def _in_order(theirs: Sequence[str], own: Sequence[str]) -> int:
    return sum(block.size for block in _matcher(theirs, own).get_matching_blocks())


def _matcher(theirs: Sequence[str], own: Sequence[str]) -> SequenceMatcher[str]:
    return SequenceMatcher(None, theirs, own, autojunk=False)


def row(name: str, found: Counter[str]) -> str:
    """Return a line of the table."""
    shares = "".join(f"{found[key] / max(found[of], 1):10.2%}" for key, of in _SHARES.items())
    return f"{name:24}{found['all']:9,}{shares}{found['all'] - found['stays']:9,}\n"


_SHARES = {"lines": "all", "read": "all", "cells": "all", "text": "stays", "at all": "all"}


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """Return the wall-clock seconds that reading a file takes."""
    begun = time.perf_counter()
    work(path)
    return time.perf_counter() - begun


def main() -> None:
    """Print the shares of each file and the times of the manual."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--differences", action="store_true")
    parser.add_argument("--speed", type=Path, metavar="MANUAL")
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    if arguments.files:
        names = "".join(f"{key:>10}" for key in _SHARES)
        sys.stdout.write(f"{'':24}{'words':>9}{names}{'aside':>9}\n")
    told = sys.stdout.write if arguments.differences else len
    for path in arguments.files:
        found = counts(path, told)
        total += found
        sys.stdout.write(row(path.name, found))
    if arguments.files:
        sys.stdout.write(row("all", total))
    if arguments.speed:
        _time(arguments.speed, arguments.runs)


def extracted(path: Path) -> None:
    """Let pdfplumber extract the text of each page, and nothing else."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            page.extract_text(x_tolerance=_X_TOLERANCE)
            page.close()


def _time(path: Path, runs: int) -> None:
    pdf.read(path)
    taken = [(seconds(pdf.read, path), seconds(extracted, path))
             for _ in range(runs)]  # fmt: skip
    own, theirs = (statistics.median(column) for column in zip(*taken, strict=True))
    ratio = statistics.median(b / a for a, b in taken)
    sys.stdout.write(f"{path.name}: {own:.2f} s, pdfplumber {theirs:.2f} s, ratio {ratio:.1f}\n")


if __name__ == "__main__":
    main()
