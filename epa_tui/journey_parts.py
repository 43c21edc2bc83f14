"""The parts of the journey, in the order of the way, and the screens of their own.

Nothing here is loaded before a journey is opened.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from data.record.instant import Clock
    from data.rules.step import Part
    from data.store.store import Store
    from epa_tui.paper_place import PaperPlace
    from screens.journey import Door


def parts() -> tuple[Part, ...]:
    """Return every part, in the order of the way."""
    from data.exchange import papers_part, portfolio_part, project_part
    from data.rules import (
        adjusting_part,
        again_part,
        conduct_part,
        gateway_part,
        planning_part,
        quality_part,
        results_part,
    )

    return (
        gateway_part.PART,
        adjusting_part.PART,
        planning_part.PART,
        portfolio_part.PART,
        project_part.PART,
        results_part.PART,
        again_part.PART,
        conduct_part.PART,
        quality_part.PART,
        papers_part.PART,
    )


def doors(clock: Clock, store: Store, place: PaperPlace) -> Mapping[str, Sequence[Door]]:
    """Return the screens that parts lead to, by the key of the part.

    Args:
        clock: Tells the time.
        store: Where everything is kept.
        place: Where papers are offered to be written.
    """
    from data.rules.meeting import no_meeting
    from data.rules.portfolio import no_portfolio
    from epa_tui.paper_writing import paper_form
    from epa_tui.quality_doors import quality_doors
    from screens.journey import Door
    from screens.meeting import MeetingScreen
    from screens.portfolio import PortfolioScreen

    return {
        "planning": [Door("Clock and agenda", lambda r: MeetingScreen(r, clock), no_meeting)],
        "paper": [Door("Write a paper", lambda record: paper_form(record, store, clock, place))],
        "portfolio": [Door("Pieces and gaps", lambda r: PortfolioScreen(r, clock), no_portfolio)],
        "quality": quality_doors(clock),
    }
