"""What of a saved web page is left out, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from policygap.documents.html import reader as html
from policygap.model import Document
from policygap.options import ReadOptions

Reader = Callable[[str], Document]
RULE = "Officers shall report every use of force."


@pytest.fixture
def read(tmp_path: Path) -> Reader:
    def save(page: str) -> Document:
        path = tmp_path / "policy.html"
        path.write_text(page, "utf-8")
        return html.read(path)

    return save


def texts(document: Document) -> list[str]:
    return [block.text for block in document.blocks]


@pytest.mark.parametrize(
    "around",
    [
        "<nav>Home Police Services</nav>",
        "<header><a href=/>Home</a> City of Larkspur</header>",
        "<footer>Contact us</footer>",
        "<aside>News of the week</aside>",
        "<div role=navigation>Home</div>",
        "<div class='siteSidebar-left'>Latest news</div>",
        "<div id=cookie-banner>We use cookies. You may refuse them.</div>",
        "<ul class=breadcrumb><li>Home<li>Police</ul>",
        "<div class=menu><a href=/x>Officers shall stand trial for force, court says</a></div>",
    ],
)
def test_what_stands_around_the_text_is_set_aside_and_said(read: Reader, around: str) -> None:
    document = read(f"<body>{around}<h1>Force</h1><p>{RULE}</p></body>")
    assert texts(document) == ["Force", RULE]
    (note,) = document.source.notes
    assert note.endswith("of navigation and the like were set aside.")


@pytest.mark.parametrize(
    "around",
    [
        "<nav>{}</nav>",
        "<div class=sidebar><h3>Rule</h3><p>{}</p></div>",
        "<footer><p>{}</p></footer>",
        "<div class=menu><a name=x>{}</a></div>",
        "<main><p>See below.</p></main><div>{}</div>",
    ],
)
def test_a_rule_is_kept_wherever_it_stands(read: Reader, around: str) -> None:
    assert RULE in texts(read(around.format(RULE)))


def test_the_only_title_is_kept(read: Reader) -> None:
    assert texts(read(f"<header><h1>Use of Force</h1></header><p>{RULE}"))[0] == "Use of Force"


def test_the_head_of_an_article_is_part_of_it(read: Reader) -> None:
    page = f"<article><header>General Order 5</header><p>{RULE}</article><h1>A</h1><h1>B</h1>"
    assert texts(read(page))[0] == "General Order 5"


def test_all_but_the_main_part_is_around_it(read: Reader) -> None:
    page = f"<div>Agendas</div><div><p>City</p><main><p>{RULE}</p></main></div><div>Jobs</div>"
    document = read(page)
    assert texts(document) == [RULE]
    assert document.source.notes == ("3 words of navigation and the like were set aside.",)


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        "<p style='display: none !important'>{}</p>",
        "<p style='visibility:hidden'>{}</p>",
        "<span aria-hidden=true>{}</span>",
        "<dialog>{}</dialog>",
        "<span class='sr-only'>{}</span>",
        "<table><tr style='display:none'><td>{}</table>",
    ],
)
def test_hidden_text_is_left_out_and_said(read: Reader, hidden: str) -> None:
    document = read(f"<p>{RULE}</p>{hidden.format('Chokeholds are permitted.')}")
    assert texts(document) == [RULE]
    assert document.source.notes == ("3 words of hidden text were left out.",)


@pytest.mark.parametrize(
    "closed",
    [
        "<button aria-controls='p1 p2'>Reports</button><div id=p2 style='display:none'>{}</div>",
        "<div role=tabpanel hidden>{}</div>",
        "<div hidden=until-found>{}</div>",
        "<details><summary>Reports</summary>{}</details>",
        "<style>.panel{{display:none}}</style><div class=panel>{}</div>",
    ],
)
def test_what_a_click_brings_out_is_read(read: Reader, closed: str) -> None:
    assert RULE in texts(read(closed.format(f"<p>{RULE}</p>")))


@pytest.mark.parametrize("tag", ["del", "s", "strike", "span style='text-decoration:line-through'"])
def test_struck_text_is_left_out_and_said(read: Reader, tag: str) -> None:
    name = tag.partition(" ")[0]
    page = f"<p>Officers <{tag}>may if they like</{name}> <ins>shall</ins> report."
    document = read(page)
    assert texts(document) == ["Officers shall report."]
    assert document.source.notes == ("4 words of struck-through text were left out.",)


def test_pictures_and_embedded_pages_are_named(read: Reader) -> None:
    document = read(
        f"<p>{RULE}<img src=chart.png><img alt='' src=x><img width=16 src=i><img role=none src=y>"
        "<iframe src=policy.pdf></iframe><script>shall()</script><style>p{}</style>"
        "<noscript>Turn on</noscript><select><option>English</select>"
    )
    assert texts(document) == [RULE]
    assert document.source.notes == (
        "1 picture was not read; text in pictures needs text recognition (OCR).",
        "1 embedded object was not read; check whether they hold policy text.",
    )


def test_text_after_the_end_of_the_page_is_read(read: Reader) -> None:
    assert texts(read(f"<html><body><p>Force</p></body></html><p>{RULE}")) == ["Force", RULE]


def test_tags_left_open_a_thousand_deep_are_read(read: Reader) -> None:
    assert texts(read("<font>" * 1500 + RULE)) == [RULE]


def test_pictures_within_the_page_do_not_count_as_text(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_text(f"<img src='data:image/png;base64,{'A' * 9000}'><p>{RULE}")
    assert html.read(path, ReadOptions(max_pages=1)).blocks[0].text == RULE
