"""What can be wrong with a file of the second marking. No sentence in here holds personal data.

ExchangeError
└── NotMarkable          a file of the second marking that cannot be used
    ├── NotAMarkingFile  it is not what `epa-tui quality give` writes
    └── NotAMarking      it is not what `epa-tui quality mark` writes
"""

from __future__ import annotations

from data.exchange.errors import ExchangeError


class NotMarkable(ExchangeError):
    """A file of the second marking cannot be used."""

    what, remedy = "a file of the second marking", "Ask for it again."

    def __init__(self, problem: str) -> None:
        super().__init__(f"This is not {self.what}: {problem}. {self.remedy}")
        self.problem = problem
        """What is wrong, without a value from the file."""


class NotAMarkingFile(NotMarkable):
    """It is not what `epa-tui quality give` writes, or was changed."""

    what = "a marking file"
    remedy = "Ask for it again: `epa-tui quality give` writes it."


class NotAMarking(NotMarkable):
    """It is not what `epa-tui quality mark` writes, or was changed."""

    what = "a marking"
    remedy = "Ask its marker for it again: `epa-tui quality mark` writes it."
