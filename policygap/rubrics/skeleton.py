"""A rubric's data as a YAML file that says where a person must go on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from textwrap import indent
from typing import Any

import yaml

_HEAD = """\
# A first draft of a rubric, proposed by `policygap rubric new` from the words of the requirements.
# It loads, and its examples run; what it finds is worth no more than the words it knows. Go through
# the lines marked TODO: docs/writing-rubrics.md shows how, docs/rubric-format.md explains each key.
#
#   policygap rubric validate FILE    names every mistake
#   policygap rubric test FILE        runs the examples
"""
_CONCEPTS = """\
# TODO: the words that no shared concept has. Add the other ways in which policies say them, a line
# each; a name of rubrics/concepts.yaml adds its phrases to that concept.
"""
_REQUIREMENT = (
    "# TODO: compare the citation with the official text, then take out `confirmed: false`.\n"
)
_ELEMENT = """\
# TODO: are these the words that tell such a passage from all others? The first of `all` is what is
# ordered or forbidden. Replace the examples by sentences in clearly different words, two or more of
# `present`, and one each of weak, referenced and contradicted that can occur.
"""
_WIDTH = 96


def skeleton(data: Mapping[str, Any]) -> str:
    """Return the YAML text of a rubric's data, with comments on what is proposed."""
    head = {key: data[key] for key in ("id", "title", "version", "authority")}
    parts = [_HEAD, "\n", _yaml(head)]
    if data["concepts"]:
        parts += ["\n", _CONCEPTS, _yaml({"concepts": data["concepts"]})]
    requirements = (line for each in data["requirements"] for line in _requirement(each))
    return "".join([*parts, "\nrequirements:\n", *requirements])


def _requirement(data: Mapping[str, Any]) -> Iterator[str]:
    yield "\n"
    yield indent(_REQUIREMENT, "  ")
    yield _item({key: value for key, value in data.items() if key != "elements"}, 2)
    yield "    elements:\n"
    for element in data["elements"]:
        yield indent(_ELEMENT, " " * 6)
        yield _item(element, 6)


def _item(data: Mapping[str, Any], deep: int) -> str:
    """Return an item of a list: a dash before its first line, the others under it."""
    text = indent(_yaml(data), " " * (deep + 2))
    return " " * deep + "- " + text[deep + 2 :]


def _yaml(data: object) -> str:
    return yaml.dump(
        data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH, line_break="\n"
    )


class _Dumper(yaml.SafeDumper):
    """Writes lists under their keys, and a list in two places twice."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Indent the items of lists too, as people do."""
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: Any) -> bool:
        """Write out what stands twice."""
        return True
