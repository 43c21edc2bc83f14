"""`epa-tui conduct`: interests, suspicions, complaints, appeals and withdrawal of an assessment.

On the application's floor; its verbs are the steps of the part of the journey.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from epa_tui.commands.journeying import Subparsers


def add_parser(subparsers: Subparsers) -> None:
    """Register `conduct` with the main parser."""
    from data.rules.conduct_part import PART
    from epa_tui.commands.journeying import add_part

    add_part(subparsers, PART)
