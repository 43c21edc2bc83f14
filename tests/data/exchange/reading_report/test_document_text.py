"""What of a .docx is text: tables are, boxes, notes, hidden and deleted words are not."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Any

import docx
import pytest
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.parser import parse_xml
from docx.shared import Pt

from data.exchange.reading_report.counting import Count, count
from data.exchange.reading_report.document_text import extract
from data.exchange.reading_report.errors import ReportDamaged
from data.exchange.reading_report.headings import heading_rules
from tests.data.exchange.reading_report.reports import rules, saved

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
BOX = f"""<w:p {W} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
 xmlns:v="urn:schemas-microsoft-com:vml">
<w:r><w:t>Around it.</w:t></w:r>
<w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wps:wsp><wps:txbx><w:txbxContent>
<w:p><w:r><w:t>Three boxed words</w:t></w:r></w:p></w:txbxContent></wps:txbx></wps:wsp></w:drawing>
</mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent><w:p><w:r><w:t>Three boxed words</w:t>
</w:r></w:p></w:txbxContent></v:textbox></w:pict></mc:Fallback>
</mc:AlternateContent></w:r></w:p>"""
TRACKED = f"""<w:p {W}><w:r><w:t xml:space="preserve">Kept </w:t></w:r>
<w:ins w:id="1" w:author="A"><w:r><w:t>added</w:t></w:r></w:ins>
<w:del w:id="2" w:author="A"><w:r><w:delText>deleted words</w:delText></w:r></w:del>
<w:r><w:tab/><w:t>tab</w:t><w:br/><w:t>line no</w:t><w:noBreakHyphen/><w:t>break</w:t></w:r>
<w:hyperlink><w:r><w:t xml:space="preserve"> linked.</w:t></w:r></w:hyperlink></w:p>"""
FIELD = f"""<w:sdt {W}><w:sdtContent><w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText>HYPERLINK \"http://example.org\"</w:instrText></w:r>
<w:r><w:t>Shown here.</w:t></w:r></w:p></w:sdtContent></w:sdt>"""


def counted(document: Any) -> Count:
    return count(extract(saved(document)).passages, heading_rules(rules()))


def with_body(*pieces: str) -> Any:
    document = docx.Document()
    for piece in pieces:
        document.element.body.insert(0, parse_xml(piece))
    return document


def test_words_in_tables_count_and_are_told() -> None:
    document = docx.Document()
    document.add_paragraph("Two words.")
    table = document.add_table(2, 2)
    for number, text in enumerate(("Week", "What was done", "1", "Scouted the mill")):
        table.cell(number // 2, number % 2).text = text
    found = counted(document)
    assert (found.words, found.in_tables) == (10, 8)


def test_words_in_boxes_and_shapes_do_not_count_and_are_told_once() -> None:
    found = counted(with_body(BOX))
    assert found.words == 2 and found.left_out == (("text boxes and diagrams", 3),)


def test_deletions_and_codes_of_fields_are_no_text_and_additions_are() -> None:
    found = counted(with_body(TRACKED))
    assert (found.words, found.first) == (6, "Kept added tab line no-break linked.")
    assert counted(with_body(FIELD)).first == "Shown here."


def test_hidden_words_do_not_count_and_are_told() -> None:
    document = docx.Document()
    paragraph = document.add_paragraph("Seen. ")
    paragraph.add_run("not seen").font.hidden = True
    found = counted(document)
    assert found.words == 1 and found.left_out == (("hidden text", 2),)


def test_a_table_of_contents_does_not_count() -> None:
    document = docx.Document()
    document.styles.add_style("toc 1", 1)
    document.add_paragraph("Appendix A Plan 9", style="toc 1")
    document.add_heading("Start", 1)
    document.add_paragraph("One.")
    found = counted(document)
    assert found.words == 2 and found.left_out == (("table of contents", 4),)


def test_footnotes_do_not_count_and_are_told() -> None:
    content = BytesIO(saved(with_body(TRACKED)))
    text = "<w:p><w:r><w:t>Smith 2020</w:t></w:r></w:p>"
    note = f'<w:footnotes {W}><w:footnote w:id="1">{text}</w:footnote></w:footnotes>'
    document = docx.Document(content)
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
    part = Part(PackURI("/word/footnotes.xml"), kind, note.encode(), document.part.package)
    document.part.relate_to(
        part,
        "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes",
    )
    found = counted(document)
    assert found.words == 6 and found.left_out == (("footnotes and endnotes", 2),)


def test_an_appendix_ends_the_counting_however_its_heading_is_made() -> None:
    def styled(document: Any) -> None:
        document.add_heading("Appendix A", 2)

    def of_own_style(document: Any) -> None:
        style = document.styles.add_style("My heading", 1)
        style.base_style = document.styles["Heading 3"]
        document.add_paragraph("7. Appendices", style="My heading")

    def bold(document: Any) -> None:
        document.add_paragraph().add_run("ANNEX: what was made").bold = True

    def large_and_bold_by_style(document: Any) -> None:
        style = document.styles.add_style("Strong line", 1)
        style.font.bold, style.font.size = True, Pt(20)
        document.add_paragraph("Annex 2 What was made", style="Strong line")

    def plain(document: Any) -> None:
        document.add_paragraph("Appendix B \u2013 Call sheets")

    for make in (styled, of_own_style, bold, large_and_bold_by_style, plain):
        document = docx.Document()
        document.add_heading("Report", 1)
        document.add_paragraph("Appendix A shows the plan, and Appendix B the budget.")
        make(document)
        document.add_paragraph("This is not counted.")
        assert (counted(document).words, make.__name__) == (11, make.__name__)


def test_references_are_left_out_up_to_the_next_heading_of_their_level() -> None:
    document = docx.Document()
    for text, level in (
        ("Report", 1),
        ("References", 2),
        ("Books", 3),
        ("Outcome", 2),
    ):
        document.add_heading(text, level)
        document.add_paragraph("Two words.")
    found = counted(document)
    assert found.words == 6
    assert [(one.heading, one.why) for one in found.sections] == [
        ("Report", ""),
        ("References", "references"),
        ("Books", "references"),
        ("Outcome", ""),
    ]


def test_what_the_program_counted_that_wrote_it_is_told() -> None:
    document = docx.Document()
    document.add_paragraph("Two words.")
    assert extract(saved(document)).notices == ()
    said = _changed(
        saved(document), "docProps/app.xml", b"<Words>0</Words>", b"<Words>6543</Words>"
    )
    told = "The program that wrote it counted 6,543 words in the whole file."
    assert extract(said).notices == (told,)
    huge = _changed(saved(document), "docProps/app.xml", b"<Words>0</Words>", b"<Words>-1</Words>")
    assert extract(huge).notices == ()


def _changed(content: bytes, name: str, old: bytes, new: bytes) -> bytes:
    changed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(changed, "w") as copy:
        for part in archive.namelist():
            written = archive.read(part)
            assert part != name or old in written
            copy.writestr(part, written.replace(old, new) if part == name else written)
    return changed.getvalue()


def test_styles_that_go_round_and_a_body_that_is_missing_do_no_harm() -> None:
    document = docx.Document()
    one, other = (document.styles.add_style(name, 1) for name in ("One", "Other"))
    one.base_style, other.base_style = other, one
    document.add_paragraph("Two words.", style="One")
    assert counted(document).words == 2
    with pytest.raises(ReportDamaged):
        extract(without(saved(document), "word/document.xml"))
    with pytest.raises(ReportDamaged):
        extract(without(saved(document), "[Content_Types].xml"))


def without(content: bytes, name: str) -> bytes:
    """Return an archive without one of its parts."""
    left = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as archive, zipfile.ZipFile(left, "w") as copy:
        for part in archive.namelist():
            if part != name:
                copy.writestr(part, archive.read(part))
    return left.getvalue()
