from __future__ import annotations

from policygap.cli.layout import columns, paragraph


def test_paragraphs_wrap_and_items_hang() -> None:
    lines = paragraph("- " + "word " * 40, 4)
    assert lines[0].startswith("    - word")
    assert lines[1].startswith("      word")
    assert max(map(len, lines)) <= 80


def test_paragraphs_show_no_terminal_codes() -> None:
    assert paragraph("a \x1b[31mred\x1b[0m word") == ["a red word"]


def test_columns_align_and_wrap_the_last() -> None:
    lines = columns([("NAME", "TITLE"), ("a-long-name", "word " * 20), ("b", "")])
    assert lines[0] == "NAME         TITLE"
    assert lines[1].startswith("a-long-name  word")
    assert lines[2].startswith("             word")
    assert lines[-1] == "b"
