"""What of a .pdf is text: what stands on the margin is not, and a heading is what stands out."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from fpdf import FPDF
from fpdf.enums import AccessPermission

from data.exchange.reading_report.counting import Count, count
from data.exchange.reading_report.errors import NoWords, ReportProtected, ReportTooLarge
from data.exchange.reading_report.headings import heading_rules
from data.exchange.reading_report.page_text import MOST_PAGES, extract
from tests.data.exchange.reading_report.reports import rules

ENDS = ("", "ab", "cd", "ef", "gh")
Draw = Callable[[FPDF], None]


def drawn(draw: Draw) -> bytes:
    pdf = FPDF()
    pdf.add_page()
    pdf.set_font("Helvetica", "", 11)
    draw(pdf)
    return bytes(pdf.output())


def counted(draw: Draw) -> Count:
    return count(extract(drawn(draw)).passages, heading_rules(rules()))


def lines(pdf: FPDF, *texts: str, size: int = 11, style: str = "") -> None:
    pdf.set_font("Helvetica", style, size)
    for text in texts:
        pdf.cell(0, 6, text, new_x="LMARGIN", new_y="NEXT")


def test_a_word_that_goes_over_the_end_of_a_line_is_one() -> None:
    assert (
        counted(
            lambda pdf: lines(pdf, "We planned the produc-", "tion and the co-", "ordination.")
        ).words
        == 7
    )


def test_a_sentence_that_begins_a_line_with_an_appendix_ends_nothing() -> None:
    def draw(pdf: FPDF) -> None:
        lines(pdf, "The budget of all three weeks is in full in", "Appendix B and it was kept.")
        lines(pdf, "Nothing else was spent, as can be seen in", "Appendix C: the sheet of the mill")

    assert (counted(draw).words, counted(draw).until) == (32, "")


def test_a_table_of_contents_is_left_out_and_ends_nothing() -> None:
    def draw(pdf: FPDF) -> None:
        lines(pdf, "Contents", size=16, style="B")
        lines(
            pdf,
            "Introduction ........ 1",
            "Appendix A ........ 2",
            "Lessons learnt 2",
            "Appendix B",
        )
        lines(pdf, "Introduction", size=16, style="B")
        lines(pdf, "Six words stand in this sentence.")
        lines(pdf, "Lessons learnt", size=16, style="B")
        lines(pdf, "Two more.")
        lines(pdf, "Appendix A", size=16, style="B")
        lines(pdf, "Not counted.")

    found = counted(draw)
    assert (found.words, found.until) == (11, "Appendix A")
    assert dict(found.left_out)["table of contents"] == 11


def test_appendices_on_pages_of_their_own_are_headings_and_no_margin() -> None:
    def draw(pdf: FPDF) -> None:
        lines(pdf, "Four words stand here.")
        for number in range(1, 5):
            pdf.add_page()
            lines(pdf, f"Appendix {number}", size=16, style="B")
            lines(pdf, *(f"Line {letter} of appendix {number}" for letter in "abcd"))

    found = counted(draw)
    assert (found.words, found.until) == (4, "Appendix 1")


def test_heads_and_feet_of_pages_are_left_out() -> None:
    def draw(pdf: FPDF) -> None:
        for number in range(1, 5):
            lines(pdf, "Report of a test", f"Page words {'abcd'[number - 1]} stand here.", size=11)
            lines(pdf, *(f"Of {word} more." for word in ENDS[number]), f"{number} of 4")
            if number < 4:
                pdf.add_page()

    found = counted(draw)
    assert found.words == 4 * (5 + 6)
    assert found.left_out == (("heads and feet of pages", 4 * (4 + 3)),)


def test_a_scan_and_a_page_that_is_a_picture_are_told() -> None:
    def scan(pdf: FPDF) -> None:
        pdf.rect(10, 10, 100, 100)

    def half(pdf: FPDF) -> None:
        lines(pdf, "Two words.")
        pdf.add_page()
        pdf.rect(10, 10, 100, 100)

    with pytest.raises(NoWords, match="a scan has no words"):
        extract(drawn(scan))
    assert "page 2" in extract(drawn(half)).notices[0]


def test_a_password_to_open_is_told_and_one_to_change_is_none() -> None:
    def closed(owner: str, user: str | None) -> bytes:
        def draw(pdf: FPDF) -> None:
            lines(pdf, "Two words.")
            pdf.set_encryption(owner, user, permissions=AccessPermission.none())

        return drawn(draw)

    with pytest.raises(ReportProtected, match="without one"):
        extract(closed("a", "b"))
    assert extract(closed("a", None)).passages[0].text == "Two words."


def test_a_page_that_unpacks_to_more_than_any_is_refused() -> None:
    content = drawn(lambda pdf: pdf._out(b"% " + b"x" * 80_000_000))
    assert len(content) < 200_000
    with pytest.raises(ReportTooLarge, match="a page that never ends"):
        extract(content)


def test_more_pages_than_any_report_are_refused() -> None:
    def draw(pdf: FPDF) -> None:
        for _ in range(MOST_PAGES):
            pdf.add_page()

    with pytest.raises(ReportTooLarge, match="500 pages"):
        extract(drawn(draw))
