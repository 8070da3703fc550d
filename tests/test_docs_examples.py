"""The worked examples of docs/configuration.md and docs/waivers.md give what the pages show."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import Result

from policygap.config import load

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "sample_policies" / "quill-valley-pd.md"
MISTAKEN = "fail_onn: recommended\nwaivers:\n  - {id: a/b, reason: x, permanent: true}\n"
SETTINGS = {
    "configuration.md": "as_of: 2026-01-01\nfail_on: recommended\n"
    "severity:\n  ca-post/communication: required\n",
    "waivers.md": "rubrics: [ca-sb230]\nas_of: 2026-01-01\n",
}


def page(name: str) -> str:
    """Return a page whose waivers have not ended yet on the day of the test."""
    return (ROOT / "docs" / name).read_text("utf-8").replace("2027-", "2999-")


def steps(name: str) -> Iterator[tuple[str, str]]:
    """Yield the commands of a page in their order, each with what it is said to print."""
    for block in re.findall(r"```console\n(.*?)```", page(name), re.DOTALL):
        for step in block.split("$ ")[1:]:
            command, _, output = step.partition("\n")
            yield command, output


def printed(run: Callable[..., Result], command: str) -> str:
    """Run a command of a page, `policygap` or an `echo` into a file."""
    name, *words = shlex.split(command)
    if name == "echo":
        text, _, target = words
        with Path(target).open("a", encoding="utf-8") as file:
            file.write(f"{text}\n")
        return ""
    result = run(*words)
    assert result.exit_code in {0, 1, 3}
    told = (line for line in result.stderr.splitlines() if not line.startswith("settings: "))
    return result.stdout + "".join(f"{line}\n" for line in told)


@pytest.mark.parametrize("name", SETTINGS)
def test_commands_print_what_the_page_shows(
    name: str, run: Callable[..., Result], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("force.md").write_bytes(SAMPLE.read_bytes())
    Path("policygap.yaml").write_text(SETTINGS[name], "utf-8")
    Path("mistaken.yaml").write_text(MISTAKEN, "utf-8")
    shown = list(steps(name))
    assert shown
    for command, output in shown:
        found = printed(run, command)
        if "...\n" not in output:
            assert found == output, command
        for part in output.split("...\n"):
            assert part in found, command


@pytest.mark.parametrize(("suffix", "language"), [("yaml", "yaml"), ("toml", "toml")])
def test_the_settings_that_the_page_shows_are_sound(
    suffix: str, language: str, tmp_path: Path
) -> None:
    (text,) = re.findall(rf"```{language}\n(.*?)```", page("configuration.md"), re.DOTALL)
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "council.yaml").touch()
    path = tmp_path / f"settings.{suffix}"
    path.write_text(text, "utf-8")
    config = load(path)
    assert config.fail_on == "recommended"
    assert config.severity == {"ca-post/communication": "required"}
    assert config.paths == (tmp_path / "policies/force.docx",)
