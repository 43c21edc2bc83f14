"""The same report in four kinds of file has the same count, and what cannot be counted is told."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from data.exchange.reading_report.errors import (
    HeadingMissing,
    NoWords,
    ReportNotRead,
    ReportProtected,
    ReportTooLarge,
    UncountableReport,
    UnknownForm,
)
from data.exchange.reading_report.reading import count_report, form_of
from tests.data.exchange.reading_report.reports import APPENDIX, FORMS, as_pdf, as_text, made, rules

WORDS = 1234


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("Jane Test")
    found = {}
    for suffix, make in FORMS.items():
        found[suffix] = folder / f"report{suffix}"
        found[suffix].write_bytes(make(made(WORDS)))
    return found


@pytest.mark.parametrize("suffix", FORMS)
def test_four_kinds_of_file_have_the_count_of_their_author(
    files: dict[str, Path], suffix: str
) -> None:
    counted = count_report(files[suffix], rules())
    count = counted.count
    assert count.words == WORDS
    assert count.first.startswith("Introduction Text ")
    assert count.until == "Appendix A: Schedule"
    assert count.codes == ("K1", "S4", "S5", "S6", "B2")
    assert [one.heading for one in count.sections if not one.why] == [
        "Introduction",
        "Approach",
        "Risks",
        "Lessons",
    ]
    assert sum(one.words for one in count.sections if not one.why) == WORDS
    left_out = dict(count.left_out)
    assert (left_out["references"], left_out["appendices"]) == (8, 13)
    assert counted.digest == hashlib.sha256(files[suffix].read_bytes()).hexdigest()
    assert counted.name == f"report{suffix}" and "Jane" not in repr(counted)


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler")
def test_a_reader_of_pages_that_is_not_ours_finds_the_same(files: dict[str, Path]) -> None:
    told = subprocess.run(
        ["pdftotext", "-layout", files[".pdf"], "-"], capture_output=True, check=True, text=True
    ).stdout
    body = told.partition("\nReferences")[0]
    body = re.sub(r"(?m)^.*(Production report of a test|Page \d+)$", "", body)
    theirs = [token for token in body.split() if any(map(str.isalnum, token))]
    assert len(theirs) == WORDS


def test_a_heading_that_is_named_ends_the_counting(files: dict[str, Path]) -> None:
    counts = {
        suffix: count_report(files[suffix], rules(), "  RISKS ").count
        for suffix in (".docx", ".txt")
    }
    assert {count.until for count in counts.values()} == {"Risks"}
    assert len({count.words for count in counts.values()}) == 1
    with pytest.raises(HeadingMissing, match="begins with the heading"):
        count_report(files[".txt"], rules(), "Annexure")


def test_without_a_heading_all_is_counted_and_told(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(as_text(made(100), ()))
    count = count_report(path, rules()).count
    assert (count.words, count.until, count.left_out) == (100, "", ())


@pytest.mark.parametrize("words", [2699, 2700, 3300, 3301])
def test_the_borders_of_the_tolerance_are_counted_to_the_word(tmp_path: Path, words: int) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes(as_text(made(words, seed=words), APPENDIX))
    assert count_report(path, rules()).count.words == words


@pytest.mark.parametrize(
    ("name", "content", "error", "told"),
    [
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 99, ReportProtected, "password"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", UnknownForm, "an old kind"),
        ("a.odt", b"PK\x03\x04 and more", UnknownForm, "save it as .docx"),
        ("a.pages", b"whatever", UnknownForm, "save it as .docx"),
        ("a", b"whatever", UnknownForm, "no ending"),
        ("a.txt", b"", NoWords, "another copy"),
        ("a.txt", b"\x81\x8d\x8f" * 9, UnknownForm, "no text"),
        ("a.txt", b"x" * 4_000_001, ReportTooLarge, "4,000,000 bytes"),
        ("a.docx", b"PK\x03\x04 cut off", UncountableReport, "another copy"),
        ("a.pdf", b"%PDF-1.7\n%%EOF", UncountableReport, "another copy"),
    ],
)
def test_what_cannot_be_counted_is_told_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, error: type[Exception], told: str
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(error, match=re.escape(told)):
        count_report(path, rules())


def test_what_is_no_file_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "none.txt", tmp_path, tmp_path / "pipe.txt", Path("a\0b.txt")):
        with pytest.raises(ReportNotRead, match="cannot be read"):
            count_report(path, rules())


def test_what_a_file_is_decides_its_name_only_where_nothing_else_does() -> None:
    assert form_of(as_pdf(made(20)), ".docx") == "pdf"
    assert form_of(b"PK\x03\x04", ".docx") == "docx"
    assert form_of(b"PK", ".md") == "md"


def test_a_text_of_a_windows_editor_is_read(tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    path.write_bytes("Café — crème brûlée".encode("cp1252"))
    counted = count_report(path, rules())
    assert counted.count.words == 3 and "Windows-1252" in counted.notices[0]
    path.write_bytes("two words".encode("utf-16"))
    assert count_report(path, rules()).count.words == 2
