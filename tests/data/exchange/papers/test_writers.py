"""Whatever somebody typed comes out of every writer as it went in, and drives no reader."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from fpdf import FPDF
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from data.exchange.papers import model as m
from data.exchange.papers.as_html import html
from data.exchange.papers.as_markdown import markdown
from data.exchange.papers.as_pdf import pdf
from data.exchange.papers.pdf_fonts import FAMILY, close_fonts, font_files
from data.exchange.papers.texts import harmless
from tests.data.exchange.papers import reading
from tests.data.exchange.papers.reading import squeezed

MADE_AT = 1_779_271_620_000
HOSTILE = (
    "<script>alert(1)</script>",
    "</style><b>&amp; &lt;",
    "--> <!-- ]]>",
    "# heading\n- point\n1. one\n> said\n    code\n```\nfence",
    "**bold** _it_ ~~gone~~ [link](http://x.example) ![i](y) <http://a.example> `c`",
    "| a | b |\n|---|---|",
    "www.example.org a@b.example https://c.example &copy; \\* \\",
    "Łukasz Żółć, Siân, Zoë, Παπαδόπουλος, Владимир, O'Brien-Şahin",
    "{nb} %s {0} \\u0041 \u202eright\u202c\x1b[31m\x00",
    "===\n---\n***\n+ plus\n= is",
    "a" * 300,
)
# Marks that stand above nothing are drawn above a circle: no reader gives them back alone.
PLAIN = st.text(
    st.characters(
        min_codepoint=32, max_codepoint=0x52F, exclude_categories=["Cc", "Cf", "Cn", "Mn", "Me"]
    )
)
TYPED = st.text(st.characters(codec="utf-8"), max_size=60)


def paper(*texts: str, title: str = "Title") -> m.Paper:
    """Return a paper with each text in each place where a text can be."""
    blocks: list[m.Block] = []
    for text in texts:
        blocks += [
            m.Heading(text),
            m.Paragraph(text),
            m.Table(("Head", text), ((text, text),), (1, 2)),
            m.Points((m.Point(text, "P1", text), m.Point(text))),
            m.Notice(text, text),
            m.Choices(text, (text,), (text,)),
            m.Blank(text, 2),
        ]
    facts = m.Facts(tuple((text, text) for text in texts))
    return m.Paper(title, "Subtitle", "R-1", facts, tuple(blocks), "Made", MADE_AT, "Notice")


TIMES = 14
"""In how many places `paper` puts each text."""


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_any_text_comes_out_of_html(text: str) -> None:
    page = html(paper(text))
    wanted = squeezed(harmless(text))
    assert wanted == "" or squeezed(reading.of_html(page)).count(wanted) >= TIMES
    names = {name for name, _ in reading.elements(page)}
    assert not names & {"script", "img", "link", "iframe", "a", "object", "base", "form"}


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_any_text_comes_out_of_markdown(text: str) -> None:
    shown = squeezed(reading.of_markdown(markdown(paper(text))))
    wanted = squeezed(harmless(text))
    assert wanted == "" or shown.count(wanted) >= TIMES


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text: str) -> None:
    wanted = squeezed(harmless(text))
    assert squeezed(reading.of_html(html(paper(text)))).count(wanted) >= TIMES
    assert squeezed(reading.of_markdown(markdown(paper(text)))).count(wanted) >= TIMES


def test_a_page_asks_nothing_of_a_network_and_ends_no_style() -> None:
    page = html(paper(*HOSTILE, title='T"; } </style> @import url(http://x.example)'))
    for _, attributes in reading.elements(page):
        assert not attributes.keys() & {"src", "href", "srcset", "action", "onload", "background"}
    assert page.count("</style>") == 1
    style = page.partition("<style>")[2].partition("</style>")[0]
    assert "import" not in style.replace("\\40 import", "") and "url(" not in style


@settings(max_examples=1, deadline=None, phases=[Phase.generate])
@given(st.lists(PLAIN, min_size=20, max_size=40))
def test_any_text_comes_out_of_pdf(texts: list[str]) -> None:
    made = m.Paper("T", "S", "R", m.Facts(()), tuple(map(m.Paragraph, texts)), "M", MADE_AT)
    read = squeezed(reading.of_pdf(pdf(made)))
    for text in _numbered("\n".join(squeezed(harmless(text)) for text in texts)).split("[U+000A]"):
        assert text in read


def _numbered(text: str) -> str:
    """Return a text as the paper prints it: what the font lacks by its number."""
    with font_files() as fonts:
        probe = FPDF()
        probe.add_font(FAMILY, "", fonts[""])
        known = probe.fonts[FAMILY.lower()].cmap  # type: ignore[union-attr]  # a font of ours
        close_fonts(probe)
    return "".join(one if ord(one) in known else f"[U+{ord(one):04X}]" for one in text)


def test_poppler_reads_what_was_typed(tmp_path: Path) -> None:
    made = pdf(paper(*HOSTILE))
    read = squeezed(reading.by_poppler(made, tmp_path))
    longest = (max(harmless(text).split("\n"), key=len) for text in HOSTILE)
    for text in _numbered("\n".join(map(squeezed, longest))).split("[U+000A]"):
        assert text in read


def test_a_pdf_says_what_it_is_and_is_the_same_each_time() -> None:
    long = m.Table(
        ("Minute", "Note"), tuple((f"{n}:00", "told how " * 20) for n in range(40)), (1, 5)
    )
    given_ = m.Paper(
        "Assessor's record",
        "S",
        "ST0792-1",
        m.Facts((("Apprentice", "王 \u05e9\u05dc\u05d5\u05dd"),)),
        (m.Heading("First"), m.Heading("Below", 2), long, m.Paragraph("word " * 900)),
        "Made",
        MADE_AT,
    )
    made = pdf(given_)
    assert made == pdf(given_)
    read = PdfReader(io.BytesIO(made))
    pages = [page.extract_text() for page in read.pages]
    assert read.metadata is not None and read.metadata.title == "Assessor's record ST0792-1"
    assert str(read.root_object["/Lang"]) == "en-GB"
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert ("ST0792-1" in text) and (number == 1 or "Assessor's record" in text)
    marks = [str(mark.get("/Title")) for mark in read.outline if not isinstance(mark, list)]
    assert marks == ["First"]
    rows = [text for text in pages if "told how" in text]
    assert len(rows) > 2 and all("Minute" in text for text in rows)
    assert sum(text.split().count("told") for text in pages) == 40 * 20
    assert sum(text.split().count("word") for text in pages) == 900
    assert "[U+738B]" in pages[0] and "\u05e9\u05dc\u05d5\u05dd" in pages[0]
