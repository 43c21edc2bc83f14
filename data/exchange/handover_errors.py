"""What can keep a sitting from going to another laptop. Nothing was changed where one is raised.

HandoverError        an `ExchangeError`
├── NotAHandover     the file is something else, or there is none
├── HandoverNewer    a newer epa_tui made the file
├── HandoverTooLong  the sitting has more entries, or longer ones, than a file holds
├── HandoverDamaged  the file is not as it was made, or holds something that cannot be
├── Misheard         a letter of the passphrase is wrong or missing
├── WrongPassphrase  it is the passphrase of another file
├── Invented         a sitting of a demonstration comes to a real store, or the other way round
└── TwoSittings      both laptops went on: there are two records of one sitting
"""

from __future__ import annotations

from pathlib import Path

from data.exchange.errors import ExchangeError


class HandoverError(ExchangeError):
    """A sitting cannot go to another laptop."""


class NotAHandover(HandoverError):
    """The file is something else, or there is none."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"{path} is no handover file. Nothing was taken over. "
            "Name the file that the other laptop wrote; its name ends with .handover."
        )


class HandoverNewer(HandoverError):
    """A newer epa_tui made the file."""

    def __init__(self) -> None:
        super().__init__(
            "A newer epa_tui made this file. Nothing was taken over. "
            "Update epa_tui on this laptop, then take it."
        )


class HandoverTooLong(HandoverError):
    """The sitting has more entries, or longer ones, than a file holds."""

    def __init__(self) -> None:
        super().__init__(
            "The record of this sitting is longer than a file holds (20,000 entries, 64 MB). "
            "Nothing was handed or taken over. Go on where it is, or restore a backup of that "
            "laptop on the other one."
        )


class HandoverDamaged(HandoverError):
    """The file is not as it was made."""

    def __init__(self) -> None:
        super().__init__(
            "The file is damaged, was changed or was not copied whole. Nothing was taken over. "
            "Copy it once more, or hand the sitting over again: that makes another file."
        )


class Misheard(HandoverError):
    """A letter of the passphrase is wrong or missing."""

    def __init__(self) -> None:
        super().__init__(
            "A letter of the passphrase is wrong or missing. Nothing was taken over. "
            "Have it read out again: four groups of four, without I, L, O and U."
        )


class WrongPassphrase(HandoverError):
    """It is the passphrase of another file."""

    def __init__(self) -> None:
        super().__init__(
            "This is the passphrase of another file. Nothing was taken over. "
            "Ask for that of this one: each file has its own."
        )


class Invented(HandoverError):
    """A sitting of a demonstration comes to a real store, or the other way round."""

    def __init__(self) -> None:
        super().__init__(
            "One of the two is a demonstration, and the other is not. Nothing was taken over. "
            "Invented apprentices stay among themselves: choose another folder with --home."
        )


class TwoSittings(HandoverError):
    """Both laptops went on."""

    def __init__(self, seq: int) -> None:
        super().__init__(
            f"The record here and the one in the file differ from entry {seq} on: both laptops "
            "went on with this sitting. Nothing was taken over, and nothing is lost: each keeps "
            "its own. Tell your organisation, which decides which of them counts."
        )
        self.seq = seq
        """The first entry that differs."""
