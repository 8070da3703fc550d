"""Measure `policygap batch`: its rate with 1 and 2 workers, what a page costs, and its memory.

    python benchmarks/batch.py DOCUMENT... [--runs N] [--many N]

Rate: all documents, an agency each, with 1 worker and with 2, in turn, RUNS times; the median of
the ratios, and the processor seconds of a run a thousand pages. On a busy machine only those tell:
two workers that spend little more than one do twice as much where two processors are free.

Memory: one worker checks MANY documents, those given in turn, and between them texts of theirs with
sixty new words each (so many a new policy brings, by Heaps' law, around the five hundredth); what
the worker holds after each sixth of them: the median and the most.
"""

from __future__ import annotations

import argparse
import random
import statistics
import sys
import time
from collections.abc import Sequence
from datetime import date
from itertools import cycle, islice
from pathlib import Path
from resource import RUSAGE_CHILDREN, getrusage
from tempfile import TemporaryDirectory

import psutil

from policygap.batch import children
from policygap.batch.ledger import Ledger
from policygap.batch.outcomes import Outcome
from policygap.batch.runs import local, run
from policygap.batch.sources import Agency
from policygap.batch.work import Job, Settings, program
from policygap.documents import read_documents
from policygap.options import MEBIBYTE

_SETTINGS = Settings(("california",), date(2026, 1, 1), ("html", "json"), 1800, 1024 * MEBIBYTE)
_RUN = "benchmark"
_NEW_WORDS = 60
_PARTS = 6  # of a run over many documents, between which memory is told


class Silence:
    """Watches a run and says nothing of it."""

    def begun(self, agency: Agency) -> None:
        """Say nothing."""

    def ended(self, outcome: Outcome, size: int, *, kept: bool) -> None:
        """Stop if an agency failed, as its time says nothing."""
        if outcome.error:
            sys.exit(outcome.error)


def agencies(files: Sequence[Path]) -> list[Agency]:
    """Return an agency a file."""
    return [Agency(f.name, (f,), f"{n}-{f.stem}") for n, f in enumerate(files)]


def work(
    files: Sequence[Path], workers: int, watcher: Silence
) -> tuple[list[Outcome], float, float]:
    """Check files; return the outcomes, the seconds it took and those of the processors."""
    before = getrusage(RUSAGE_CHILDREN)
    begun = time.perf_counter()
    with TemporaryDirectory() as out, local(workers) as at_work:
        ledger = Ledger(Path(out), resume=False)
        outcomes = run(agencies(files), _SETTINGS, at_work, ledger, watcher)
    taken = time.perf_counter() - begun
    after = getrusage(RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return outcomes, taken, spent


def rates(files: Sequence[Path], runs: int) -> None:
    """Print the rates side by side, their ratio, and what a thousand pages cost."""
    ratios, costs = [], []
    for _ in range(runs):
        outcomes, one, spent = work(files, 1, Silence())
        _, two, spent_by_two = work(files, 2, Silence())
        ratios.append(one / two)
        pages = sum(file.pages or file.words / 400 for o in outcomes for file in o.files)
        words = sum(file.words for o in outcomes for file in o.files)
        costs.append(spent / pages * 1000)
        _say(
            f"1 worker {one:.1f} s, 2 workers {two:.1f} s, {ratios[-1]:.2f} times the rate; "
            f"{spent:.1f} and {spent_by_two:.1f} processor seconds for {pages:.0f} pages, "
            f"{words:,} words"
        )
    _say(
        f"median: {statistics.median(ratios):.2f} times the rate, "
        f"{statistics.median(costs):.1f} processor seconds a thousand pages"
    )


def many(files: Sequence[Path], count: int, folder: Path) -> list[Path]:
    """Return so many files: the documents in turn, each followed by a text of it with new words."""
    texts = [[block.text for block in read_documents([file])[0].blocks] for file in files]
    made: list[Path] = []
    for number, (file, text) in enumerate(islice(cycle(zip(files, texts, strict=True)), count)):
        made += [file, _varied(text, folder / f"{number}.txt", number)]
    return made[:count]


def _varied(text: Sequence[str], path: Path, seed: int) -> Path:
    """Write a text with its paragraphs in another order and words that no other text has."""
    chance = random.Random(seed)
    paragraphs = list(text)
    chance.shuffle(paragraphs)
    for _ in range(_NEW_WORDS):
        new = "".join(chance.choices("abdeiklmnorstu", k=8))
        place = chance.randrange(len(paragraphs))
        paragraphs[place] += f" The officer shall tell {new.title()} of it."
    path.write_text("\n\n".join(paragraphs), "utf-8")
    return path


def memory(files: Sequence[Path], count: int) -> None:
    """Print what one worker holds over a run of so many documents, in this order."""
    with TemporaryDirectory() as folder:
        held = [_held(agency) for agency in agencies(many(files, count, Path(folder)))]
    children.close(_RUN)
    size = len(held) // _PARTS
    for part in range(_PARTS):
        first, last = part * size, (part + 1) * size
        some = held[first:last]
        _say(f"documents {first + 1} to {last}: {statistics.median(some):.0f} MiB, {max(some):.0f}")


def _held(agency: Agency) -> float:
    """Have an agency checked; return what the worker holds after it, in MiB."""
    result = children.work(Job(agency, _SETTINGS, str(Path.cwd()), program(), _RUN))
    if result.outcome.error:
        sys.exit(result.outcome.error)
    (worker,) = psutil.Process().children()
    return float(worker.memory_info().rss / MEBIBYTE)


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    """Print rates, then memory."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--many", type=int, default=500)
    arguments = parser.parse_args()
    if arguments.runs:
        rates(arguments.files, arguments.runs)
    if arguments.many:
        memory(arguments.files, arguments.many)


if __name__ == "__main__":
    main()
