"""Everything that was recorded of an assessment, merged by time, in sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from data.exchange.papers.case import Case, Held, who
from data.exchange.papers.model import Block, Heading, Paper, Paragraph, Table
from data.exchange.papers.words import day, zone
from data.record.body import Entry
from data.record.journey.body import JourneyBody
from screens.widgets.wording import kind_word, sentence


@dataclass(frozen=True, slots=True)
class _Told:
    """One entry in words."""

    entry: Entry
    where: str
    words: str


def timeline_paper(case: Case) -> Paper:
    """Return the timeline of all records of an assessment."""
    told = [*_own(case), *(one for held in case.held for one in _of(held))]
    told.sort(key=lambda one: one.entry.at.wall)
    zone_told = Paragraph(f"Times are local: {zone(case.now)}. Nothing is left out.", quiet=True)
    return Paper(
        "Timeline",
        case.subtitle,
        case.reference,
        who(case),
        (zone_told, *_days(told)),
        case.made,
        case.now.wall,
        "Part of an appeal bundle. Confidential: holds personal data.",
    )


def _days(told: list[_Told]) -> Iterator[Block]:
    """Return a heading and a table for each day."""
    by_day: dict[str, list[_Told]] = {}
    for one in told:
        by_day.setdefault(day(one.entry.at.local().date()), []).append(one)
    for name, rows in by_day.items():
        yield Heading(name)
        lines = tuple(
            (f"{one.entry.at.local():%H:%M:%S}", one.where, str(one.entry.seq), one.words)
            for one in rows
        )
        yield Table(("Time", "Record", "Entry", "What happened"), lines, (12, 18, 9, 61))


def _own(case: Case) -> Iterator[_Told]:
    """Return what the assessment's own record says."""
    state = case.view.state
    for entry in state.entries:
        body = entry.body
        words = body.told if isinstance(body, JourneyBody) else entry.kind.replace("-", " ")
        yield _Told(entry, "assessment", words + _gone(entry.seq in state.undone))


def _of(held: Held) -> Iterator[_Told]:
    """Return what the record of a sitting says."""
    state, opened = held.state, held.state.opened
    where = state.method.code + ("" if opened.number == 1 else f" attempt {opened.number}")
    for entry in state.entries:
        words = f"{kind_word(entry.body)}: {sentence(entry, state)}"
        yield _Told(entry, where, words + _gone(entry.seq in state.undone))


def _gone(undone: bool) -> str:
    return " (taken back later)" if undone else ""
