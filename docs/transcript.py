"""Record docs/transcript.md by running what it shows: `python docs/transcript.py`.

A step is a line of `YEAR`: what the page says, then the command; a command without words follows
the last. Long outputs are cut after `_SHOWN` lines, which the page shows as "...".
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import chdir
from pathlib import Path
from tempfile import TemporaryDirectory

from typer.testing import CliRunner

from policygap.cli import app

HERE = Path(__file__).parent
PAGE = HERE / "transcript.md"
SAMPLE = HERE.parent / "sample_policies" / "port-calder-sheriff.docx"
_SHOWN = 24  # lines of an output
# Waivers of the page hold in the year that it tells of, those of the recording whenever it is made.
_TOLD, _RUN = "2022-", "2999-"
_HEAD = """# A year with policygap

What the policy manager of a made-up sheriff's office runs over a year, recorded by
`python docs/transcript.py`: a test runs it all again and compares. The policy is
`sample_policies/port-calder-sheriff.docx`, a Word file with tracked changes, told as if it were of
2021. An exit code that is not 0 stands after the output.
"""
# A new step is a line here.
YEAR: Sequence[tuple[str, str]] = (
    ("## March: the first check", ""),
    (
        "What does our policy lack? The counts first; the law is that of the day of the check.",
        "policygap check force.docx --as-of 2021-03-01 --quiet",
    ),
    (
        "Then the gaps, with the passages that they rest on; and a memo of them for the sheriff.",
        "policygap check force.docx --as-of 2021-03-01 --rubric ca-ab392 --output memo.docx",
    ),
    ("What is asked there, and where does it come from?", "policygap explain ca-sb230/intercede"),
    (
        "Why does it say so of our text?",
        "policygap check force.docx --as-of 2021-03-01 --explain ca-sb230/intercede/duty",
    ),
    ("## April: the fixes", ""),
    (
        "Model language for every gap of the law, as tracked insertions in a copy.",
        "policygap draft-fixes force.docx --as-of 2021-03-01 --rubric ca-sb230 --rubric ca-ab392 "
        "-o draft.docx",
    ),
    ("## May: review of the draft", ""),
    (
        "What do we have without the changes of the draft, and what with them?",
        "policygap check draft.docx --as-of 2021-03-01 --quiet --revisions original",
    ),
    ("", "policygap check draft.docx --as-of 2021-03-01 --quiet --revisions final"),
    (
        "And what would change, requirement by requirement, if the changes were accepted?",
        "policygap diff draft.docx --as-of 2021-03-01 --rubric ca-sb230 --rubric ca-ab392",
    ),
    ("## June: settings, a waiver, a baseline", ""),
    (
        "The draft is before counsel; until it is adopted, the old text holds. What every check "
        "goes by is written down.",
        "policygap init --policy force.docx --rubric ca-sb230 --rubric ca-ab392 --no-baseline",
    ),
    ("", "echo 'as_of: 2021-03-01' >> policygap.yaml"),
    ("", "policygap config"),
    (
        "One gap is accepted, with a reason and an end.",
        'policygap waive ca-sb230/bystanders --reason "The range rules go to the board in May" '
        '--owner "Undersheriff Ruiz" --expires 2022-06-30 --write',
    ),
    ("What is known by now shall not keep every pipeline red.", "policygap baseline write"),
    ("", "echo 'baseline: policygap-baseline.json' >> policygap.yaml"),
    ("", "policygap check --quiet"),
    ("## October: a new law", ""),
    (
        "New duties come into force in January. What of them is open, beside what is known?",
        "policygap baseline check --as-of 2022-01-01",
    ),
    ("## December: the release", ""),
    (
        "The sheriff adopts the draft, with language for the new law. The known gaps are closed, "
        "and the baseline is written anew.",
        "policygap draft-fixes draft.docx --no-config --as-of 2022-01-01 --rubric ca-sb230 "
        "--rubric ca-ab392 -o release.docx",
    ),
    ("", "cp force.docx old.docx"),
    ("", "cp release.docx force.docx"),
    ("", "sed -i 's/^as_of: .*/as_of: 2022-01-01/' policygap.yaml"),
    ("", "policygap baseline check"),
    ("", "policygap baseline write"),
    ("", "policygap check --quiet --output report.html --output crosswalk.xlsx"),
    (
        "In January somebody saves an old copy over it, and the pipeline says so.",
        "cp old.docx force.docx",
    ),
    ("", "policygap check --quiet"),
)


def page() -> str:
    """Return the page as Markdown; every command in it is run, in a folder of its own."""
    with TemporaryDirectory() as folder, chdir(folder):
        shutil.copy(SAMPLE, "force.docx")
        Path(".git").mkdir()  # settings are looked for up to here
        return "\n".join([_HEAD, *_steps()])


def _steps() -> Iterator[str]:
    """Yield the page's parts: what it says, and commands with their outputs in one block."""
    block = ""
    for says, command in YEAR:
        if says:
            yield from _console(block)
            yield f"{says}\n"
            block = ""
        if command:
            block += f"$ {command}\n{_shown(*_ran(command))}"
    yield from _console(block)


def _console(block: str) -> Iterator[str]:
    if block:
        yield f"```console\n{block}```\n"


def _ran(command: str) -> tuple[str, int]:
    """Return what a command prints, on both streams, and its exit code."""
    command = command.replace(_TOLD, _RUN) if " --expires " in command else command
    name, *words = shlex.split(command)
    if name != "policygap":
        subprocess.run(["bash", "-c", command], check=True)
        return "", 0
    ended = CliRunner(env={"COLUMNS": "80"}).invoke(app, words)
    return ended.output.replace(_RUN, _TOLD), ended.exit_code


def _shown(output: str, code: int) -> str:
    lines = output.splitlines()
    cut = [*lines[:_SHOWN], "..."] if len(lines) > _SHOWN else lines
    ending = [f"[exit code {code}]"] if code else []
    return "".join(f"{line}\n" for line in [*cut, *ending])


if __name__ == "__main__":
    os.environ.pop("GITHUB_ACTIONS", None)
    PAGE.write_text(page(), "utf-8")
