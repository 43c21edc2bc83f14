"""`epa-tui adjusting`: a part of the journey, with a command for each of its steps.

On the application's floor; the steps are those of `data.rules.adjusting_part`.
"""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `adjusting` with the main parser."""
    from data.rules.adjusting_part import PART
    from epa_tui.commands.journeying import add_part

    add_part(subparsers, PART)
