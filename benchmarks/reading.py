"""Compare what is read of PDF files, and how fast, with pdfplumber's own extraction.

    python benchmarks/reading.py FILE.pdf ... [--speed MANUAL.pdf] [--runs N]

For each FILE: the share of pdfplumber's words that stand in the same order in the lines from which
we read, and in the text as it is read, where tables go cell by cell and columns one after the other
(pdfplumber mixes their lines); and the share that is read at all. For the MANUAL: seconds of a
whole reading (lines, furniture, blocks) and of pdfplumber's extract_text page by page with
page.close(), in turn in one run, and their ratio.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pdfplumber
import pypdfium2

from policygap.documents.characters import clean
from policygap.documents.layout.page import Element, Line
from policygap.documents.pdf import lines as pdf_lines
from policygap.documents.pdf import pages as pdf_pages
from policygap.documents.pdf import reader as pdf
from policygap.documents.pdf import words as pdf_words

_X_TOLERANCE = 2  # the default, 3, joins words of justified text
_WORD = re.compile(r"[a-z0-9]+")
_HYPHENS = re.compile(r"[-‐‑\u00ad]\s*")  # also those at line ends


def plumbed(path: Path) -> Iterator[str]:
    """Yield pdfplumber's text of each page."""
    with pdfplumber.open(path) as document:
        for page in document.pages:
            try:
                yield page.extract_text(x_tolerance=_X_TOLERANCE)
            finally:
                page.close()


def ours(path: Path) -> Iterator[tuple[str, str]]:
    """Yield of each page its lines from edge to edge, and its text as it is read."""
    document = pypdfium2.PdfDocument(path)
    try:
        read = [pdf_pages.page(path, document, n + 1) for n in range(len(document))]
        for page, own in zip(document, read, strict=True):
            textpage = page.get_textpage()
            found = pdf_words.text(page, textpage).words
            yield _text(pdf_lines.lines(found, own.number)), _text(own.flow)
    finally:
        document.close()


def _text(flow: Iterable[Element]) -> str:
    return "".join(
        f"{element.text}{'-' if isinstance(element, Line) and element.broken else ' '}"
        for element in flow
    )


def words(text: str) -> list[str]:
    """Return words of letters and digits, in lower case, parts of compounds joined."""
    return _WORD.findall(_HYPHENS.sub("", clean(text)).lower())


def counts(path: Path) -> Counter[str]:
    """Count pdfplumber's words: all, those in its order in lines and as read, those read at all."""
    found: Counter[str] = Counter()
    for theirs, (lines, read) in zip(map(words, plumbed(path)), ours(path), strict=True):
        found["all"] += len(theirs)
        found["lines"] += _in_order(theirs, words(lines))
        found["read"] += _in_order(theirs, words(read))
        found["at all"] += (Counter(theirs) & Counter(words(read))).total()
    return found


def _in_order(theirs: list[str], own: list[str]) -> int:
    matcher = SequenceMatcher(None, theirs, own, autojunk=False)
    return sum(block.size for block in matcher.get_matching_blocks())


def row(name: str, found: Counter[str]) -> str:
    """Return a line of the table."""
    shares = "".join(f"{found[key] / max(found['all'], 1):10.2%}" for key in _KEYS)
    return f"{name:24}{found['all']:9,}{shares}\n"


_KEYS = ("lines", "read", "at all")


def seconds(work: Callable[[Path], object], path: Path) -> float:
    """Return the wall-clock seconds that reading a file takes."""
    begun = time.perf_counter()
    work(path)
    return time.perf_counter() - begun


def main() -> None:
    """Print the shares of each file and the times of the manual."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--speed", type=Path, metavar="MANUAL")
    parser.add_argument("--runs", type=int, default=1)
    arguments = parser.parse_args()
    total: Counter[str] = Counter()
    if arguments.files:
        sys.stdout.write(f"{'':24}{'words':>9}{''.join(f'{key:>10}' for key in _KEYS)}\n")
    for path in arguments.files:
        found = counts(path)
        total += found
        sys.stdout.write(row(path.name, found))
    if arguments.files:
        sys.stdout.write(row("all", total))
    if arguments.speed:
        _time(arguments.speed, arguments.runs)


def _time(path: Path, runs: int) -> None:
    pdf.read(path)
    taken = [(seconds(pdf.read, path), seconds(lambda p: list(plumbed(p)), path))
             for _ in range(runs)]  # fmt: skip
    own, theirs = (statistics.median(column) for column in zip(*taken, strict=True))
    ratio = statistics.median(b / a for a, b in taken)
    sys.stdout.write(f"{path.name}: {own:.2f} s, pdfplumber {theirs:.2f} s, ratio {ratio:.1f}\n")


if __name__ == "__main__":
    main()
