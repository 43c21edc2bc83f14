"""What can be wrong with a standard, in one tree.

    StandardError            a standard cannot be used
    ├── UnreadableStandard   the file cannot be opened, is too large, or is not text in UTF-8
    ├── MalformedStandard    the file is not TOML or JSON, or is nested deeper than any standard
    ├── InvalidStandard      the file can be read, but contradicts the format or itself
    ├── UnknownStandard      no standard of that reference, version or digest is installed
    └── AmbiguousStandard    two files of the user claim the same reference and version

Every error names the file, the place in it and what to do about it; `problems` lists all that was
found, because nobody wants to mend a file one message at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

SHOWN_PROBLEMS = 20
"""How many problems of one file are reported; the rest usually follows from them."""


def printable(text: str, limit: int = 300) -> str:
    """Return text of a stranger so that it can neither steer a terminal nor fill it."""
    clipped = text if len(text) <= limit else f"{text[:limit]}..."
    return "".join(
        char if char.isprintable() else char.encode("unicode_escape").decode("ascii")
        for char in clipped
    )


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong, where, and what to do about it."""

    place: str
    """For example `descriptor AM1-P3, ksbs`; empty where it is the whole file."""
    problem: str
    """What is wrong, as a sentence without its full stop."""
    remedy: str
    """What to do, as a whole sentence."""

    def __str__(self) -> str:
        where = f"{printable(self.place)}: " if self.place else ""
        return f"{where}{printable(self.problem)}. {printable(self.remedy, 1000)}"


class StandardError(Exception):
    """A standard cannot be used."""

    def __init__(self, file: Path, place: str, problem: str, remedy: str) -> None:
        super().__init__(file, place, problem, remedy)
        self.file = file
        self.place = place
        self.problem = problem
        self.remedy = remedy

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything that is wrong, first things first."""
        return (Problem(self.place, self.problem, self.remedy),)

    def __str__(self) -> str:
        return f"{printable(str(self.file))}: {self.problems[0]}"


class UnreadableStandard(StandardError):
    """The file cannot be opened, is too large, or is not text in UTF-8."""


class MalformedStandard(StandardError):
    """The file is not TOML or JSON, or is nested deeper than any standard."""


class InvalidStandard(StandardError):
    """The file can be read, but contradicts the format or itself.

    Args:
        file: The file.
        problems: Everything that was found; at least one.
    """

    def __init__(self, file: Path, problems: tuple[Problem, ...]) -> None:
        first = problems[0]
        super().__init__(file, first.place, first.problem, first.remedy)
        self.args = (file, problems)  # what a copy of the error is made from
        self._problems = problems[:SHOWN_PROBLEMS]
        self.found = len(problems)
        """How many problems there are, those not reported included."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """The first problems, in the order in which they were found."""
        return self._problems

    def __str__(self) -> str:
        if self.found == 1:
            return super().__str__()
        lines = [f"{printable(str(self.file))}: {self.found} problems."]
        lines += [f"  {problem}" for problem in self.problems]
        if self.found > len(self.problems):
            rest = self.found - len(self.problems)
            lines.append(f"  ... and {rest} more. Mend these first, then check the file again.")
        return "\n".join(lines)


class UnknownStandard(StandardError):
    """No standard of that reference, version or digest is installed."""


class AmbiguousStandard(StandardError):
    """Two files of the user claim the same reference and version, and differ."""
