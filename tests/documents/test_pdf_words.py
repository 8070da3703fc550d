"""The characters of a PDF page, whatever signs it claims to hold, are those that PDFium counts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from policygap.documents.pdf import pages as pdf_pages
from policygap.documents.pdf import words
from policygap.documents.pdf.looks import Looks

SAMPLES = Path(__file__).parents[2] / "sample_policies"
_MEANINGS = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Odd def
1 begincodespacerange <00> <FF> endcodespacerange
6 beginbfchar <41> <0000> <42> <D83DDE00> <43> <0005> <44> <05D0> <45> <FFFE> <46> <E000>
endbfchar endcmap end end"""


def odd_page(text: bytes) -> bytes:
    """Return a PDF in which A is NUL, B an emoji, C a control, D Hebrew, E nothing, F private."""
    document = pikepdf.new()
    font = pikepdf.Dictionary(
        Type=pikepdf.Name.Font,
        Subtype=pikepdf.Name.Type1,
        BaseFont=pikepdf.Name.Helvetica,
        ToUnicode=document.make_stream(_MEANINGS),
    )
    page = document.add_blank_page(page_size=(612, 792))
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    page.Contents = document.make_stream(b"BT /F1 12 Tf 72 700 Td (%s) Tj ET" % text)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def text_pages(content: bytes) -> Iterator[tuple[pypdfium2.PdfPage, pypdfium2.PdfTextPage]]:
    with closing(pypdfium2.PdfDocument(content)) as document:
        for number in range(1, len(document) + 1):
            page = pdf_pages.opened(document, number)
            assert page is not None
            with closing(page), closing(page.get_textpage()) as textpage:
                yield page, textpage


@pytest.mark.parametrize(
    ("text", "read", "undecoded"),
    [
        (b"no odd signs", ["no", "odd", "signs"], 0),
        (b"twoAwords", ["two", "words"], 1),
        (b"faceBless", ["faceless"], 0),
        (b"faceBBBBBBless", ["faceless"], 0),
        (b"twoCwords", ["two", "words"], 1),
        (b"(a) D", ["(a)", "\u05d0"], 0),
        (b"twoEwords", ["two", "words"], 0),
        (b"twoEAwords", ["two", "words"], 1),
        (b"ownFcode", ["owncode"], 1),
        (b"", [], 0),
    ],
)
def test_signs_that_are_no_letters(text: bytes, read: list[str], undecoded: int) -> None:
    ((found, each),) = [
        (words.text(page, textpage), words._characters(textpage.raw))
        for page, textpage in text_pages(odd_page(text.replace(b"(", b"\\(").replace(b")", b"\\)")))
    ]
    assert [word.text for word in found.words] == read
    assert found.undecoded == undecoded
    assert len(each) >= len(text)


def test_a_sign_without_a_letter_is_no_lost_hyphen() -> None:
    for page, textpage in text_pages(odd_page(b"twoAwords")):
        assert not any(word.broken for word in words.text(page, textpage).words)


@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "north-meridian-transit.pdf"])
def test_characters_are_those_that_are_asked_for_one_by_one(name: str) -> None:
    for _, textpage in text_pages((SAMPLES / name).read_bytes()):
        singly = [
            pdfium.FPDFText_GetUnicode(textpage.raw, n) for n in range(textpage.count_chars())
        ]
        assert [ord(character) for character in words._characters(textpage.raw)] == singly


@pytest.mark.parametrize("name", ["fern-hollow-pd.pdf", "north-meridian-transit.pdf"])
def test_characters_look_as_if_each_had_been_asked_for(name: str) -> None:
    for _, textpage in text_pages((SAMPLES / name).read_bytes()):
        in_rows, singly = (Looks(textpage.raw, in_rows=told) for told in (True, False))
        order = [*range(textpage.count_chars()), *range(0, textpage.count_chars(), 7)]
        assert [in_rows.at(n) for n in order] == [singly.at(n) for n in order]


@given(st.from_regex(words._PLAIN, fullmatch=True))
def test_a_plain_word_holds_nothing_that_is_looked_for(word: str) -> None:
    assert not words._MAY_HOLD_SPECKS.search(word)
    assert not any(sought.search(word) for sought in (words._NOTE, words._JOINED))
    assert not words._LABEL.match(word)
