from __future__ import annotations

from collections.abc import Sequence

import pytest
from docx.oxml.parser import parse_xml
from hypothesis import given
from hypothesis import strategies as st

from policygap.documents.labels import roman_value
from policygap.documents.word.formats import in_format
from policygap.documents.word.numbers import Counter, read_lists

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OUTLINE = [("decimal", "%1"), ("decimal", "%1.%2"), ("decimal", "%1.%2.%3")]
LEGAL = [("upperLetter", "%1."), ("decimal", "%2."), ("lowerLetter", "(%3)"), ("lowerRoman", "%4)")]


def levels(specs: Sequence[tuple[str, str]], **extra: str) -> str:
    """Return w:lvl elements; `extra` has further XML by level ("l0", "l1", ...)."""
    return "".join(
        f'<w:lvl w:ilvl="{n}">{"" if "w:start " in extra.get(f"l{n}", "") else STARTS_AT_ONE}'
        f'<w:numFmt w:val="{format}"/><w:lvlText w:val="{text}"/>{extra.get(f"l{n}", "")}</w:lvl>'
        for n, (format, text) in enumerate(specs)
    )


STARTS_AT_ONE = '<w:start w:val="1"/>'


def counter(abstracts: dict[str, str], nums: dict[str, str], **styles: str) -> Counter:
    """Return a counter for abstract definitions and nums, each given by its inner XML."""
    parts = [
        f'<w:abstractNum w:abstractNumId="{k}">{v}</w:abstractNum>' for k, v in abstracts.items()
    ]
    parts += [f'<w:num w:numId="{k}">{v}</w:num>' for k, v in nums.items()]
    root = parse_xml(f"<w:numbering {W}>{''.join(parts)}</w:numbering>")
    return Counter(read_lists(root, styles))


def of(abstract: str, more: str = "") -> str:
    return f'<w:abstractNumId w:val="{abstract}"/>{more}'


def single(specs: Sequence[tuple[str, str]], **extra: str) -> Counter:
    return counter({"0": levels(specs, **extra)}, {"1": of("0")})


def labels(lists: Counter, *places: tuple[str, int]) -> list[str]:
    return [lists.label(list_id, depth) for list_id, depth in places]


def shown(lists: Counter, *depths: int) -> list[str]:
    return labels(lists, *(("1", depth) for depth in depths))


def test_an_outline_counts_on_and_restarts_below_a_higher_level() -> None:
    lists = single(OUTLINE, l0='<w:start w:val="300"/>')
    assert shown(lists, 0, 1, 1, 2, 2, 1, 2, 0, 1) == [
        "300", "300.1", "300.2", "300.2.1", "300.2.2", "300.3", "300.3.1", "301", "301.1",
    ]  # fmt: skip


def test_letters_and_romans_show_as_written() -> None:
    assert shown(single(LEGAL), 0, 1, 2, 2, 3, 3, 3, 3, 0, 1) == [
        "A.", "1.", "(a)", "(b)", "i)", "ii)", "iii)", "iv)", "B.", "1.",
    ]  # fmt: skip


def test_letters_after_z_are_doubled() -> None:
    lists = single([("lowerLetter", "(%1)")])
    assert shown(lists, *[0] * 28)[25:] == ["(z)", "(aa)", "(bb)"]


def test_a_level_without_a_parent_shows_the_parents_start_and_counts_it() -> None:
    assert shown(single(OUTLINE), 1, 1, 0, 1) == ["1.1", "1.2", "2", "2.1"]


def test_a_level_that_is_skipped_after_a_restart_shows_its_start() -> None:
    assert shown(single(OUTLINE), 0, 1, 0, 2, 1)[2:] == ["2", "2.1.1", "2.1"]


def test_every_bullet_is_one_sign_and_a_blank_one_none() -> None:
    lists = single([("bullet", "\uf0b7"), ("bullet", "o"), ("bullet", " "), ("bullet", "Note:")])
    assert shown(lists, 0, 1, 2, 3) == ["•", "•", "", "Note:"]


def test_two_lists_of_one_definition_count_on_together() -> None:
    lists = counter({"0": levels(OUTLINE)}, {"1": of("0"), "2": of("0")})
    assert labels(lists, ("1", 0), ("2", 0), ("1", 0)) == ["1", "2", "3"]


def test_a_start_override_restarts_once() -> None:
    override = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>'
    lists = counter({"0": levels(OUTLINE)}, {"1": of("0"), "2": of("0", override)})
    assert labels(lists, ("1", 0), ("2", 0), ("2", 0), ("1", 0)) == ["1", "5", "6", "7"]


def test_an_override_may_bring_a_level_of_its_own() -> None:
    own = f'<w:lvlOverride w:ilvl="0">{levels([("upperRoman", "%1.")])}</w:lvlOverride>'
    lists = counter({"0": levels(OUTLINE)}, {"1": of("0"), "2": of("0", own)})
    assert labels(lists, ("1", 0), ("2", 0)) == ["1", "II."]


def test_a_legal_level_shows_its_parents_in_decimals() -> None:
    specs = [("upperRoman", "Article %1"), ("decimalZero", "%1.%2"), ("lowerLetter", "(%3)")]
    assert shown(single(specs, l1="<w:isLgl/>"), 0, 0, 1, 2) == [
        "Article I", "Article II", "2.01", "(a)",
    ]  # fmt: skip
    assert shown(single(specs), 0, 1) == ["Article I", "I.01"]
    assert shown(single([*specs, ("lowerRoman", "%1.%2.%4")], l3="<w:isLgl/>"), 0, 3)[1] == "1.1.1"


def test_a_level_may_never_restart() -> None:
    lists = single(OUTLINE, l1='<w:lvlRestart w:val="0"/>')
    assert shown(lists, 0, 1, 1, 0, 1) == ["1", "1.1", "1.2", "2", "2.3"]


def test_a_level_may_restart_after_one_higher_level_only() -> None:
    lists = single(OUTLINE, l2='<w:lvlRestart w:val="1"/>')
    assert shown(lists, 0, 1, 2, 1, 2, 0, 1, 2)[4:] == ["1.2.2", "2", "2.1", "2.1.1"]


def test_a_definition_may_stand_in_a_list_style() -> None:
    abstracts = {"0": '<w:numStyleLink w:val="Lex"/>', "1": levels(LEGAL)}
    lists = counter(abstracts, {"1": of("0"), "2": of("1")}, Lex="2")
    assert shown(lists, 0, 1) == ["A.", "1."]
    assert labels(lists, ("2", 0)) == ["A."]  # the two do not count together


def test_a_hidden_number_counts_but_does_not_show() -> None:
    lists = single(OUTLINE, l0="<w:rPr><w:vanish/></w:rPr>")
    assert shown(lists, 0, 1, 0, 1) == ["", "1.1", "", "2.1"]


def test_what_is_not_defined_shows_nothing() -> None:
    lists = counter({"0": levels(OUTLINE)}, {"1": of("0"), "2": of("9"), "3": ""})
    assert labels(lists, ("2", 0), ("3", 0), ("8", 0), ("1", 12), ("1", 8)) == [""] * 5
    assert read_lists(None, {}) == {}


def test_a_level_without_a_format_counts_in_decimals_and_odd_levels_are_passed_over() -> None:
    bare = '<w:lvl w:ilvl="0"><w:start w:val="4"/><w:lvlText w:val="%1)"/></w:lvl>'
    odd = bare.replace('"0"', '"12"') + bare.replace('"0"', '"x"')
    assert shown(counter({"0": bare + odd}, {"1": of("0")}), 0, 0) == ["4)", "5)"]


def test_a_level_knows_its_style() -> None:
    lists = single(OUTLINE, l1='<w:pStyle w:val="Heading2"/>')
    assert lists.level_of_style("1", "Heading2") == 1
    assert lists.level_of_style("1", "Heading3") is None
    assert lists.level_of_style("9", "Heading2") is None


def test_a_custom_format_pads_with_zeros() -> None:
    custom = (
        '<w:lvl w:ilvl="0"><w:start w:val="7"/><mc:AlternateContent '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        '<mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
        '<w:lvlText w:val="SOP %1"/></w:lvl>'
    )
    assert shown(counter({"0": custom}, {"1": of("0")}), 0, 0) == ["SOP 007", "SOP 008"]


@pytest.mark.parametrize(
    ("format", "count", "text"),
    [
        ("decimal", 12, "12"), ("decimalZero", 3, "03"), ("upperRoman", 1994, "MCMXCIV"),
        ("upperLetter", 53, "AAA"), ("ordinal", 1, "1st"), ("ordinal", 12, "12th"),
        ("ordinal", 22, "22nd"), ("ordinal", 103, "103rd"), ("cardinalText", 21, "Twenty-one"),
        ("cardinalText", 40, "Forty"), ("cardinalText", 100, "100"), ("ordinalText", 1, "First"),
        ("ordinalText", 23, "Twenty-third"), ("ordinalText", 30, "Thirtieth"),
        ("ordinalText", 111, "111th"), ("numberInDash", 4, "- 4 -"), ("chicago", 6, "††"),
        ("decimalEnclosedParen", 2, "(2)"), ("decimalEnclosedFullstop", 2, "2."),
        ("none", 5, ""), ("thaiLetters", 5, "5"), ("lowerLetter", 0, ""), ("chicago", 0, ""),
    ],
)  # fmt: skip
def test_number_formats(format: str, count: int, text: str) -> None:
    assert in_format(count, format) == text


@given(st.integers(1, 89))
def test_roman_numbers_read_back(count: int) -> None:
    assert roman_value(in_format(count, "lowerRoman")) == count


@given(st.lists(st.integers(0, 2), max_size=30))
def test_an_outline_counts_like_nested_sections(depths: list[int]) -> None:
    lists, counts, used = single(OUTLINE), [0, 0, 0], 0
    for depth in depths:
        counts[used:depth] = [1] * (depth - used)
        used = max(used, depth + 1)
        counts[depth] += 1
        counts[depth + 1 :] = [0] * (2 - depth)
        path = ".".join(str(max(count, 1)) for count in counts[: depth + 1])
        assert lists.label("1", depth) == path
