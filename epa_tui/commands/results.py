"""`epa-tui results`: the overall grade, its publication and the certificate.

On the application's floor; made from the part of the journey.
"""

from __future__ import annotations

import argparse


def add_parser(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Register `results` with the main parser."""
    from data.rules.results_part import PART
    from epa_tui.commands.journeying import add_part

    add_part(subparsers, PART)
