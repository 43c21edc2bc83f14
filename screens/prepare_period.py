"""What the screen before a sitting says of the gateway and of the EPA period; it never blocks."""

from __future__ import annotations

from datetime import date

from data.record.instant import Instant
from data.rules.days import day_written, iso_written
from data.rules.period import period_tone, period_words
from data.store.rows import Sitting
from data.store.sitting_record import SittingRecord
from screens.journey_facts import STYLES
from screens.widgets.columns import MUTED
from screens.wording import local

Line = tuple[str, str]
"""Words and their style."""


def gateway_line(record: SittingRecord, now: Instant) -> Line:
    """Return the gateway and how long the EPA period lasts, as the booking has them.

    Args:
        record: The sitting; the day that it is booked for counts where that is still to come.
        now: The present.
    """
    gateway, today = record.assessment.gateway_on, now.local().date()
    passed = f"Gateway {iso_written(gateway)}" if gateway else "Gateway: not recorded here"
    ends, day = _ends(record), _day_of(record.sitting, today)
    if ends is None:
        return passed, MUTED
    if day > ends:
        return _late(ends, day, record.sitting.exceptional)
    tone = period_tone(ends, today)
    return f"{passed}, EPA period {period_words(ends, today)}", STYLES[tone or "muted"]


def is_late(record: SittingRecord, now: Instant) -> bool:
    """Tell whether a sitting is after the EPA period, and nobody decided that it may be."""
    ends, day = _ends(record), _day_of(record.sitting, now.local().date())
    return ends is not None and day > ends and not record.sitting.exceptional


def _ends(record: SittingRecord) -> date | None:
    ends = record.assessment.epa_ends_on
    return date.fromisoformat(ends) if ends else None


def _day_of(sitting: Sitting, today: date) -> date:
    """Return the day on which a sitting is held, or will be at the earliest."""
    booked = sitting.scheduled_at
    return max(today, local(booked).date()) if booked is not None else today


def _late(ends: date, day: date, exceptional: str) -> Line:
    """Return that a sitting is after the period: loud, unless the organisation decided so."""
    after = f"{day_written(day)} is after the EPA period, which ends {day_written(ends)}"
    if exceptional:
        return f"{after}: under exceptional circumstances", STYLES["warn"]
    return f"{after}. Ask your organisation before you start.", STYLES["loud"]
