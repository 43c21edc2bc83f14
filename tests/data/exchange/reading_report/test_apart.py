"""A hostile file costs a sentence: no more memory, time or disk than any report."""

from __future__ import annotations

import time
import tracemalloc
import zipfile
import zlib
from io import BytesIO

import pytest

from data.exchange.reading_report.apart import taken_apart
from data.exchange.reading_report.archive import texts_of
from data.exchange.reading_report.errors import (
    ReportDamaged,
    ReportTooLarge,
    ReportTooSlow,
    UncountableReport,
)
from tests.data.exchange.reading_report.reports import as_docx, made

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def with_document(xml: bytes, compression: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a .docx with another text."""
    changed = BytesIO()
    honest = BytesIO(as_docx(made(20)))
    with zipfile.ZipFile(honest) as archive, zipfile.ZipFile(changed, "w", compression) as copy:
        for name in archive.namelist():
            copy.writestr(name, xml if name == "word/document.xml" else archive.read(name))
    return changed.getvalue()


def test_what_unpacks_to_more_than_any_report_is_refused_before_it_is() -> None:
    bomb = with_document(b"<a>" + b"x" * 48_000_000 + b"</a>")
    assert len(bomb) < 200_000
    tracemalloc.start()
    with pytest.raises(ReportTooLarge, match="48,000,000 bytes"):
        texts_of(bomb)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 55_000_000


def test_a_size_that_lies_unpacks_no_more_than_it_says() -> None:
    honest = with_document(b"<a>" + b"x" * 1_000_000 + b"</a>")
    with zipfile.ZipFile(BytesIO(honest)) as archive:
        part = archive.getinfo("word/document.xml")
    checked = zlib.crc32(b"<a>xx")
    lying = honest.replace(part.file_size.to_bytes(4, "little"), (5).to_bytes(4, "little")).replace(
        part.CRC.to_bytes(4, "little"), checked.to_bytes(4, "little")
    )
    assert lying != honest
    with zipfile.ZipFile(texts_of(lying)) as archive:
        assert archive.read("word/document.xml") == b"<a>xx"


@pytest.mark.parametrize("compression", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_way_of_packing_that_no_word_processor_has_is_refused(compression: int) -> None:
    with pytest.raises(ReportDamaged):
        texts_of(with_document(b"<a/>", compression))


def test_thousands_of_parts_are_refused() -> None:
    many = BytesIO()
    with zipfile.ZipFile(many, "w") as archive:
        for number in range(4001):
            archive.writestr(f"{number}.xml", b"")
    with pytest.raises(ReportTooLarge, match="4,000 parts"):
        texts_of(many.getvalue())


def test_entities_and_depth_are_not_followed() -> None:
    lol = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    laughs = f'<!DOCTYPE a [<!ENTITY l0 "ha">{lol}]><w:document {W}><w:body><w:p><w:r><w:t>&l9;'
    deep = f"<w:document {W}><w:body>" + "<w:p>" * 20_000
    file = '<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    leak = f"{file}<w:document {W}><w:body><w:p><w:r><w:t>&f; one</w:t></w:r></w:p></w:body>"
    end = "</w:t></w:r></w:p></w:body></w:document>"
    for xml in (laughs + end, deep, "<w:p"):
        with pytest.raises(UncountableReport, match="damaged"):
            taken_apart("docx", with_document(xml.encode()))
    passages = taken_apart("docx", with_document(f"{leak}</w:document>".encode())).passages
    assert "root" not in repr(passages)


def test_what_takes_longer_than_any_report_is_ended() -> None:
    endless = ("> " * 2000 + "*a **b " * 20_000).encode()
    begun = time.monotonic()
    with pytest.raises(ReportTooSlow, match="within 0"):
        taken_apart("md", endless * 20, seconds=0)
    assert time.monotonic() - begun < 20


def test_a_form_whose_letters_never_end_is_told() -> None:
    with pytest.raises(UncountableReport, match="4,000,000 letters"):
        taken_apart("md", b"many words " * 400_000)
