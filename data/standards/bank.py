"""The question bank of one method and option: questions to take in, and stems that lift an answer.

A plain value for the rules and screens; `data.standards.banks` finds it in the user's folder.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class BankQuestion:
    """A question of the bank, for this method and option."""

    id: str
    """What the bank calls it."""
    text: str
    aims: tuple[str, ...]
    """Codes of this method and option, as the standard writes them."""


@dataclass(frozen=True, slots=True)
class Bank:
    """What the user's question banks hold for one method and option."""

    questions: tuple[BankQuestion, ...] = ()
    """In the order of the files."""
    stems: Mapping[tuple[str, str], str] = field(default_factory=dict)
    """The words that lift one descriptor to another, by both codes."""
    told: tuple[str, ...] = ()
    """What is wrong with the banks, and what to do: one sentence for each thing."""

    def stem(self, from_code: str, to_code: str) -> str | None:
        """Return the question that lifts a pass descriptor to its distinction; None for none.

        Args:
            from_code: A descriptor of the lowest grade above the fail, for example `P4`.
            to_code: A descriptor of a higher grade, for example `D2`.
        """
        return self.stems.get((from_code, to_code))


NO_BANK = Bank()
"""Where the user has none."""
