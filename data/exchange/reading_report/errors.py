"""Why the words of a report cannot be counted. No sentence in here holds a word of the report.

UncountableReport
├── ReportNotRead      it is not there, or may not be read
├── ReportTooLarge     it has more bytes, parts, pages or text than any report
├── UnknownForm        a kind of file that is not read here
├── ReportProtected    it is closed by a password
├── ReportDamaged      no program could open it
├── ReportTooSlow      reading it took longer than any report does
├── NoWords            a scan, or an empty file
└── HeadingMissing     no line begins with the heading that was named
"""

from __future__ import annotations

from data.exchange.errors import ExchangeError


class UncountableReport(ExchangeError):
    """The words of a file cannot be counted."""


class ReportNotRead(UncountableReport):
    """It is not there, no plain file, or may not be read."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"The file cannot be read ({reason}). Look at its name, and at who may read it."
        )


class ReportTooLarge(UncountableReport):
    """It has more of something than any report."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The report has {what}, more than any report. Ask for the summary without its "
            "appendices, or with smaller pictures."
        )


class UnknownForm(UncountableReport):
    """It is of a kind that is not read here."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"The file is {what}. Counted are .docx, .pdf, .md and .txt: open it in the program "
            "that made it, and save it as .docx."
        )


class ReportProtected(UncountableReport):
    """It is closed by a password."""

    def __init__(self) -> None:
        super().__init__(
            "The report is protected by a password. Open it with the password, save it without "
            "one, or ask for a copy that has none."
        )


class ReportDamaged(UncountableReport):
    """No program could open it."""

    def __init__(self, form: str) -> None:
        super().__init__(
            f"The report is damaged, or no {form} at all. Download it again; if that does not "
            "help, ask for another copy."
        )


class ReportTooSlow(UncountableReport):
    """Reading it took longer than any report does."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"The report could not be read within {seconds} seconds. Save it as .docx or .txt, "
            "without pictures, and count that."
        )


class NoWords(UncountableReport):
    """A scan, or an empty file."""

    def __init__(self, form: str) -> None:
        told = {
            "pdf": "The pages are pictures: a scan has no words that can be counted. Ask for the "
            ".docx, or for a PDF that was saved from it.",
        }
        super().__init__(told.get(form, "The report has no words. Ask for another copy."))


class HeadingMissing(UncountableReport):
    """No line begins with the heading that was named."""

    def __init__(self) -> None:
        super().__init__(
            "No line of the report begins with the heading that was named. Type the beginning of "
            "the heading at which the appendices start, as it stands in the report."
        )
