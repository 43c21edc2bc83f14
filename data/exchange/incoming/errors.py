"""Why a file of bookings cannot be read at all. No sentence in here holds a value from the file.

UnreadableBookings
├── FileNotRead      it is not there, or may not be read
├── FileTooLarge     it has more bytes than any table of bookings
├── NotATable        a workbook, a picture, or text in no encoding that is known
├── TooManyRows      more rows than anybody imports at once
├── BrokenTable      its quotation marks do not pair, or a cell never ends
├── BrokenJson       it is not the JSON of bookings
├── ColumnsMissing   the heading lacks a column that every row needs
└── ColumnTwice      two columns have the same name
"""

from __future__ import annotations

from collections.abc import Sequence

from data.exchange.errors import ExchangeError

TEMPLATE = "`epa-tui import --template` prints a file to begin with."


class UnreadableBookings(ExchangeError):
    """A file holds no bookings that can be read."""


class FileNotRead(UnreadableBookings):
    """It is not there, no plain file, or may not be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The file cannot be read ({reason}). Look at its name, and at who may read it."
        )


class FileTooLarge(UnreadableBookings):
    """It has more bytes than any table of bookings."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The file has more than {most:,} bytes. Remove what is no booking, or split it and "
            "import one part after the other."
        )


class NotATable(UnreadableBookings):
    """It is no text."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"The file {problem}. Open it in the spreadsheet and save it as CSV UTF-8. {TEMPLATE}"
        )


class TooManyRows(UnreadableBookings):
    """It has more rows than are read at once."""

    def __init__(self, most: int) -> None:
        super().__init__(
            f"The file has more than {most:,} rows. Split it, and import one part after the other."
        )


class BrokenTable(UnreadableBookings):
    """Its quotation marks do not pair, or a cell never ends."""

    def __init__(self, row: int) -> None:
        super().__init__(
            f"Row {row}: a quotation mark is not closed, or a cell is endless. Put it right in "
            "the spreadsheet and save the file as CSV UTF-8 again."
        )


class BrokenJson(UnreadableBookings):
    """It is not the JSON of bookings."""

    def __init__(self, problem: str) -> None:
        super().__init__(
            f"This is not the JSON of bookings: {problem}. "
            "`epa-tui import --template json` prints a file to begin with."
        )


class ColumnsMissing(UnreadableBookings):
    """The heading lacks a column that every row needs."""

    def __init__(self, names: Sequence[str]) -> None:
        super().__init__(
            f"The first row has to name the columns, and lacks: {', '.join(names)}. {TEMPLATE}"
        )


class ColumnTwice(UnreadableBookings):
    """Two columns have the same name, so nobody knows which of them counts."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"Two columns are called {name}. Remove one of them, or give it another name."
        )
