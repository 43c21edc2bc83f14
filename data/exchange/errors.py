"""What can keep a result from leaving. No sentence in here holds personal data.

ExchangeError
├── NotSealed            the sitting has no seal, so there is no result
├── NoResult             the sitting was not completed: there never will be one
├── ResultHeld           malpractice is suspected, and nobody has answered it yet
├── GradesDisagree       the seal and the judgements give different grades
├── NotCanonical         a value that canonical JSON cannot hold
├── InvalidDocument      a document that does not match its schema
├── NotMarkable          a file of a second marking: `marking_errors`
├── UncountableReport    the words of a report: `reading_report.errors`
├── UnreadableBookings   a file of bookings: `incoming.errors`
├── UnreadablePortfolio  a table of the pieces of a portfolio: `incoming.portfolio_table`
├── FileTaken            a paper or a bundle would be written over another file: `papers.making`
├── NotABundle           what is to be checked is no appeal bundle: `bundle_check`
├── UnreadableDocument   a file that holds no document
│   ├── DocumentTooLarge it has more bytes than any result
│   ├── NotUtf8          it is not text in UTF-8
│   ├── DocumentTooDeep  it is nested deeper than any result
│   ├── NotJson          it is not JSON, or not one object
│   ├── ForbiddenNumber  a fraction, or a number that readers of JSON disagree about
│   ├── KeyTwice         one object has a key twice
│   └── HalfCharacter    half a character, which no file can hold
└── NotWritten           a file that was not written
    ├── UnsafeName       a file name that could hold more than ids
    ├── FolderMissing    no such folder
    ├── FolderUnwritable the folder, or the disk it is on, refuses
    ├── FolderFull       no room for the file
    ├── NotAFile         a link, a folder or a device has the name of the file
    ├── DifferentResult  another result has the name already
    └── ReadBackDiffers  the disk gives back other bytes than it was given
"""

from __future__ import annotations

from pathlib import Path


class ExchangeError(Exception):
    """A result cannot leave."""


class NotSealed(ExchangeError):
    """The sitting has no seal."""

    def __init__(self) -> None:
        super().__init__("The sitting is not sealed: seal it, then its result can leave.")


class NoResult(ExchangeError):
    """The sitting was not completed: it has no grade, and no result will come of it."""

    def __init__(self, outcome: str) -> None:
        super().__init__(
            f"This sitting ended as {outcome}: there is no result to export. "
            "Book another sitting from the list of assessments."
        )


class ResultHeld(ExchangeError):
    """Nothing of the result leaves while it is held."""

    def __init__(self) -> None:
        super().__init__(
            "The result is held for a suspicion. Somebody with no interest has to release it "
            "first: open the journey of the assessment, Conduct (or `epa-tui conduct release`)."
        )


class GradesDisagree(ExchangeError):
    """The seal says one grade and the judgements give another."""

    def __init__(self, sealed: str, derived: str | None) -> None:
        super().__init__(
            f"The seal says {sealed or 'no grade'}, the judgements give {derived or 'none'}. "
            "Reopen the sitting with a reason, look through the judgements and seal it again."
        )


class NotCanonical(ExchangeError):
    """A value that canonical JSON cannot hold."""

    def __init__(self) -> None:
        super().__init__(
            "The result holds a number or a character that JSON cannot carry. "
            "Keep this store and report the fault: the record itself is safe."
        )


class InvalidDocument(ExchangeError):
    """A document that does not match its schema."""

    def __init__(self, path: str, problem: str) -> None:
        super().__init__(
            f"The result is not in order at {path or 'its top'}: {problem}. "
            "Put this right in the assessment or the standard, then seal again."
        )
        self.path = path
        """Where: names and places joined by `/`, for example `data/apprentice/uln`."""
        self.problem = problem
        """What is wrong, in words without the value itself."""


class UnreadableDocument(ExchangeError):
    """A file does not hold a document: it was changed, cut off, or is something else."""

    remedy = "Ask for the file again, from the folder that it was exported into."

    def __init__(self, problem: str, line: int | None = None) -> None:
        where = f"line {line}: " if line else ""
        super().__init__(f"This is no result: {where}{problem}. {self.remedy}")
        self.problem = problem
        """What is wrong, without a value from the file."""
        self.line = line
        """Where, from 1; None where it is the whole file."""


class DocumentTooLarge(UnreadableDocument):
    """It has more bytes than any result."""

    def __init__(self, most: int) -> None:
        super().__init__(f"it has more than {most:,} bytes")


class NotUtf8(UnreadableDocument):
    """It is not text in UTF-8."""

    def __init__(self, line: int) -> None:
        super().__init__("it is not text in UTF-8", line)


class DocumentTooDeep(UnreadableDocument):
    """It is nested deeper than any result."""

    def __init__(self, most: int, line: int) -> None:
        super().__init__(f"it is nested deeper than {most} levels", line)


class NotJson(UnreadableDocument):
    """It is not JSON, or not one object."""

    def __init__(self, problem: str, line: int) -> None:
        super().__init__(f"it is not the JSON of a result ({problem})", line)


class ForbiddenNumber(UnreadableDocument):
    """A fraction, or a number that readers of JSON disagree about."""

    def __init__(self) -> None:
        super().__init__("it holds a number that is not whole, or beyond 2^53")


class KeyTwice(UnreadableDocument):
    """One object has a key twice: readers of JSON disagree about which counts."""

    def __init__(self) -> None:
        super().__init__("one of its objects has a key twice")


class HalfCharacter(UnreadableDocument):
    """Half a character, which no file can hold."""

    def __init__(self) -> None:
        super().__init__("it holds half a character")


class NotWritten(ExchangeError):
    """A file was not written."""

    def __init__(self, sentence: str, path: Path) -> None:
        super().__init__(sentence)
        self.path = path
        """What could not be written."""


class UnsafeName(NotWritten):
    """A file name that could hold more than ids."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            "The result has no file name of ids alone and was not written. "
            "Export it again from its sitting.",
            folder,
        )


class FolderMissing(NotWritten):
    """There is no such folder."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no folder {folder}. Create it, connect its drive, or name another folder.",
            folder,
        )


class FolderUnwritable(NotWritten):
    """The folder, or the disk it is on, refuses."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(
            f"Nothing can be written to {folder} ({reason}). "
            "Allow writing there, or name another folder.",
            folder,
        )


class FolderFull(NotWritten):
    """There is no room for the file."""

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"There is no room left in {folder}. Free some space or name another folder, "
            "then try again.",
            folder,
        )


class NotAFile(NotWritten):
    """A link, a folder or a device has the name of the file."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is a link or something else that is no plain file; it was left untouched. "
            "Find out who put it there, remove it, then try again.",
            path,
        )


class DifferentResult(NotWritten):
    """Another result has the name already."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} holds a different result of the same revision; it was left untouched. "
            "Compare the two: the sitting may have been sealed on two devices. "
            "Move the file aside, then try again.",
            path,
        )


class ReadBackDiffers(NotWritten):
    """The disk gives back other bytes than it was given."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} was written, but reads back differently. Do not use it: name a folder on "
            "another disk, then try again.",
            path,
        )
