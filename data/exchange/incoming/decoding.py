"""From the bytes of a spreadsheet's export to text, whichever encoding it chose."""

from __future__ import annotations

import codecs

from data.exchange.incoming.errors import NotATable

WINDOWS = (
    "The file is not in UTF-8 and was read as Windows-1252: look at names with accents, and save "
    "it as CSV UTF-8 where one is wrong."
)

_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
"""How files of spreadsheets begin: new ones, and old ones."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_LOOKED_AT = 4096


def decoded(content: bytes) -> tuple[str, str]:
    """Return the text of a file, and what the user has to know of how it was read.

    Args:
        content: UTF-8 or UTF-16, with a byte order mark or without, or Windows-1252.

    Returns:
        The text without its mark, and a sentence that may be empty.

    Raises:
        NotATable: It is a workbook, or no text in any of these.
    """
    if content.startswith(_WORKBOOKS):
        raise NotATable("is a workbook, and not a table of text")
    try:
        if wide := _wide(content):
            return content.decode(wide).removeprefix("\ufeff"), ""
        return content.decode("utf-8-sig"), ""
    except UnicodeDecodeError:
        return _windows(content)


def _wide(content: bytes) -> str:
    """Return the encoding of a file that has two bytes for a character; empty for any other."""
    if content.startswith(_WIDE):
        return "utf-16"
    begin = content[:_LOOKED_AT]
    for name, first in (("utf-16-le", 1), ("utf-16-be", 0)):
        nulls, others = begin[first::2].count(0), begin[1 - first :: 2].count(0)
        if nulls > len(begin) // 4 and not others:
            return name
    return ""


def _windows(content: bytes) -> tuple[str, str]:
    try:
        return content.decode("cp1252"), WINDOWS
    except UnicodeDecodeError as error:
        raise NotATable("is no text in UTF-8, UTF-16 or Windows-1252") from error
