"""Unpacks of a .docx what is read, before a parser does: a small file can hold more than any disk.

Only texts are unpacked, in small steps, into a new archive; pictures stay behind. So a heading that
lies about sizes deceives nobody.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO

from data.exchange.reading_report.errors import ReportDamaged, ReportProtected, ReportTooLarge

_MOST_PARTS = 4000
_MOST_BYTES = 48_000_000
"""Of all texts together, unpacked: the XML of a thousand pages."""
_TEXTS = (".xml", ".rels")
_KNOWN = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_STEP = 1 << 18
_ENCRYPTED = 0x1


def texts_of(content: bytes) -> BytesIO:
    """Return the archive of a .docx without its pictures, unpacked.

    Args:
        content: The bytes of the file.

    Raises:
        ReportDamaged: It is no archive, or a broken one.
        ReportProtected: One of its parts is enciphered.
        ReportTooLarge: It unpacks to more than any report.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _copied(archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError) as error:
        raise ReportDamaged(".docx") from error


def _copied(archive: zipfile.ZipFile) -> BytesIO:
    parts = {part.filename: part for part in archive.infolist()}
    if len(parts) > _MOST_PARTS:
        raise ReportTooLarge(f"more than {_MOST_PARTS:,} parts")
    left, copy = _MOST_BYTES, BytesIO()
    with zipfile.ZipFile(copy, "w") as texts:
        for name, part in parts.items():
            piece = _unpacked(archive, part, left) if name.endswith(_TEXTS) else b""
            left -= len(piece)
            texts.writestr(name, piece)
    copy.seek(0)
    return copy


def _unpacked(archive: zipfile.ZipFile, part: zipfile.ZipInfo, most: int) -> bytes:
    if part.flag_bits & _ENCRYPTED:
        raise ReportProtected
    if part.compress_type not in _KNOWN:  # those of other kinds unpack in one step, however large
        raise ReportDamaged(".docx")
    pieces: list[bytes] = []
    with archive.open(part) as stream:
        while piece := stream.read(_STEP):
            pieces.append(piece)
            most -= len(piece)
            if most < 0:
                raise ReportTooLarge(f"more than {_MOST_BYTES:,} bytes of text")
    return b"".join(pieces)
