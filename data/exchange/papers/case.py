"""All that papers about one assessment are made of: its bookings, its record, and its sittings."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from data.exchange.papers.model import Block, Facts, Notice, PageMark, Paper
from data.exchange.papers.words import attempt, day, full_name, moment
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.journey_view import JourneyView
from data.standards.model import Standard
from data.store.rows import Assessment, Sitting


@dataclass(frozen=True)
class Held:
    """One sitting that has begun."""

    sitting: Sitting
    state: SittingState

    @property
    def name(self) -> str:
        """What headings call it: the method and, after the first, the attempt."""
        method, opened = self.state.method, self.state.opened
        told = attempt(opened.attempt, opened.number)
        return f"{method.code} {method.title}" + ("" if opened.number == 1 else f" ({told})")


@dataclass(frozen=True)
class Case:
    """One assessment, whole, at one moment."""

    assessment: Assessment
    view: JourneyView
    held: tuple[Held, ...]
    """Its sittings that have begun, in the order of method and attempt."""
    now: Instant
    demonstration: bool = False
    as_of: bool = False
    """True where the moment is that of the newest entry, not that of the making."""

    @property
    def standard(self) -> Standard:
        """What it is assessed under."""
        return self.view.standard

    @property
    def reference(self) -> str:
        """What stands on each page: it finds the record again, and names nobody."""
        return f"{self.assessment.reference}-{self.assessment.id[:8]}"

    @property
    def newest(self) -> tuple[Held, ...]:
        """The newest attempt at each method, in the order of the standard."""
        by_method = {held.state.method.code: held for held in self.held}
        return tuple(by_method[m.code] for m in self.standard.methods if m.code in by_method)

    @property
    def subtitle(self) -> str:
        """The standard with its version and option."""
        standard, option = self.standard, self.standard.option(self.assessment.option)
        told = f" · {option.title}" if option else ""
        return f"{standard.title} · {standard.reference} version {standard.version}{told}"

    @property
    def made(self) -> str:
        """When a paper is made, in words."""
        demo = " · Demonstration: everybody is invented" if self.demonstration else ""
        what = "Records as they stood on" if self.as_of else "Made on"
        return f"{what} {moment(self.now)}{demo}"


def paper_on(
    case: Case, title: str, sittings: Iterable[Iterable[Block]], none: Notice, readers: str
) -> Paper:
    """Return a paper about sittings of an assessment, each begun on a page of its own.

    Args:
        case: The assessment.
        title: Of the paper.
        sittings: What is told of each.
        none: What stands there where there is no sitting.
        readers: Who may read it.
    """
    blocks: list[Block] = []
    for sitting in sittings:
        blocks += [PageMark()] if blocks else []
        blocks += sitting
    return Paper(
        title,
        case.subtitle,
        case.reference,
        who(case),
        tuple(blocks) or (none,),
        case.made,
        case.now.wall,
        readers,
    )


def who(case: Case, *, numbered: bool = True) -> Facts:
    """Return whose assessment it is.

    Args:
        case: The assessment.
        numbered: Whether the learner number is told.
    """
    assessment = case.assessment
    rows = [
        ("Apprentice", full_name(assessment)),
        ("ULN", assessment.uln if numbered else ""),
        ("Employer", assessment.employer),
        ("Training provider", assessment.provider),
        ("EPA period", _period(case)),
        ("Withdrawn", _left(case)),
    ]
    return Facts(tuple((name, told) for name, told in rows if told))


def _left(case: Case) -> str:
    left = case.view.state.conduct.withdrawn
    return f"on {day(left.on)}" if left else ""


def _period(case: Case) -> str:
    first, last = case.view.gateway_on, case.view.epa_ends_on
    if first is None or last is None:
        return ""
    return f"{day(first)} to {day(last)}"
