"""PDF files that hold other files, or forms that only Adobe's programs show."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from policygap.documents.pdf import reader as pdf
from policygap.errors import DocumentError

WritePdf = Callable[..., Path]
WAIT = "Please wait... If this message is not replaced, your viewer cannot show this document."
RULE = "Members shall warn before they fire."


def dynamic(path: Path) -> Path:
    """Make a file a dynamic form."""
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        form = pikepdf.Dictionary(XFA=file.make_stream(b"<xdp/>"), Fields=pikepdf.Array())
        file.Root.AcroForm = form
        file.Root.NeedsRendering = True
        file.save(path)
    return path


def holding(path: Path, *names: str) -> Path:
    """Attach files of these names."""
    with pikepdf.open(path, allow_overwriting_input=True) as file:
        for name in names:
            file.attachments[name] = b"a file of its own"
        file.save(path)
    return path


def test_a_dynamic_form_is_no_policy_with_gaps(write_pdf: WritePdf) -> None:
    with pytest.raises(
        DocumentError, match=r"is a dynamic form \(XFA\), .*; print it to PDF there"
    ):
        pdf.read(dynamic(write_pdf([[(72, WAIT)]])))


def test_a_dynamic_form_with_its_text_on_the_page_is_read(write_pdf: WritePdf) -> None:
    document = pdf.read(dynamic(write_pdf([[(72, RULE)] * 30])))
    assert RULE in document.blocks[0].text


def test_a_portfolio_is_no_policy_with_gaps(write_pdf: WritePdf) -> None:
    path = write_pdf([[(72, "For the best experience, open this PDF portfolio in a new version.")]])
    with pytest.raises(DocumentError, match="is a portfolio: its 2 attached files were not read"):
        pdf.read(holding(path, "a.pdf", "b.pdf"))


@pytest.mark.parametrize(
    ("names", "note"),
    [(["a.pdf"], "1 attached file was not read."), (["a", "b"], "2 attached files were not read.")],
)
def test_attached_files_are_told(write_pdf: WritePdf, names: list[str], note: str) -> None:
    document = pdf.read(holding(write_pdf([[(72, RULE)]]), *names))
    assert document.source.notes == (note,)
    assert [block.text for block in document.blocks] == [RULE]
