"""The fonts of a PDF: they are embedded, so that a name is printed as it is written everywhere.

FiraGO has Latin, Greek, Cyrillic, Hebrew, Arabic, Thai, Georgian and Devanagari. A character that
it lacks is printed as its number, so that nothing vanishes.
"""

from __future__ import annotations

import tempfile
import unicodedata
from collections.abc import Container, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from data.exchange.papers.texts import harmless
from data.store.private_files import write_private

if TYPE_CHECKING:
    from fpdf import FPDF

FAMILY = "FiraGO"
"""What the fonts are called."""

_SHAPED = (
    (0x0300, 0x036F),  # accents that stand above a letter by themselves
    (0x0590, 0x08FF),  # Hebrew, Arabic
    (0x0900, 0x0DFF),  # the scripts of India
    (0x0E00, 0x0E7F),  # Thai
    (0xFB1D, 0xFDFF),
    (0xFE70, 0xFEFF),
)
"""Letters that change by what stands beside them, or are written from right to left."""


@contextmanager
def font_files() -> Iterator[dict[str, Path]]:
    """Return the files of the fonts, regular, bold and italic, for as long as a `with` lasts.

    The package has them packed, and the library that writes the PDF wants files.
    """
    from pymupdf_fonts import FiraGO_Bold, FiraGO_Italic, FiraGO_Regular

    packed = {"": FiraGO_Regular, "B": FiraGO_Bold, "I": FiraGO_Italic}
    with tempfile.TemporaryDirectory(prefix="epa-tui-fonts-") as folder:
        files = {style: Path(folder) / f"{FAMILY}{style}.ttf" for style in packed}
        for style, path in files.items():
            write_private(path, packed[style].fontbuffer)
        yield files


def close_fonts(pdf: FPDF) -> None:
    """Let go of the files of a document's fonts: they are about to be removed."""
    for font in pdf.fonts.values():
        if (file := getattr(font, "ttfont", None)) is not None:
            file.close()


def printable(text: str, pdf: FPDF) -> str:
    """Return a text of which the fonts have every character.

    Args:
        text: Any text; its lines are kept.
        pdf: Has the fonts.
    """
    font = pdf.fonts[FAMILY.lower()]
    known: Container[int] = getattr(font, "cmap", ())
    return "".join(
        letter if letter == "\n" or ord(letter) in known else _numbered(letter)
        for letter in harmless(text)
    )


def _numbered(letter: str) -> str:
    """Return what stands for a character that no font here has; other blanks become one."""
    if unicodedata.category(letter) == "Zs":
        return " "
    return "" if letter == "\u00ad" else f"[U+{ord(letter):04X}]"


def is_shaped(text: str) -> bool:
    """Tell whether a text needs more than its letters one after the other."""
    return any(low <= ord(letter) <= high for letter in text for low, high in _SHAPED)


def from_the_right(text: str) -> bool:
    """Tell whether a text is written from right to left: its first letter decides."""
    sides = (unicodedata.bidirectional(letter) for letter in text)
    return next((side != "L" for side in sides if side in ("L", "R", "AL")), False)
