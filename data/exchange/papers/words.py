"""How days, times, lengths and people are written in papers."""

from __future__ import annotations

from datetime import date, datetime

from data.record.instant import MONTHS, Instant
from data.store.rows import Assessment

NOT_RECORDED = "not recorded"
"""What stands where nothing is known."""


def day(when: date | str | None) -> str:
    """Return a day: `20 May 2026`; of nothing, or of what is no day, what was given."""
    if isinstance(when, str) and when:
        try:
            when = date.fromisoformat(when[:10])
        except ValueError:
            return str(when)
    if not isinstance(when, date):
        return NOT_RECORDED
    return f"{when.day} {MONTHS[when.month - 1]} {when.year}"


def moment(at: Instant) -> str:
    """Return a local day and time: `20 May 2026, 10:07`."""
    local = at.local()
    return f"{day(local.date())}, {local:%H:%M}"


def moment_of(wall_ms: int | None) -> str:
    """Return the local day and time of UTC milliseconds since 1970."""
    if wall_ms is None:
        return NOT_RECORDED
    local = datetime.fromtimestamp(wall_ms / 1000).astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def clock(at: Instant | None) -> str:
    """Return a local time of day with seconds; a dash where there is none."""
    return f"{at.local():%H:%M:%S}" if at else "-"


def span(ms: int) -> str:
    """Return a length of time as minutes and seconds; begun seconds are left out."""
    sign, ms = ("-", -ms) if ms < 0 else ("", ms)
    return f"{sign}{ms // 60_000}:{ms // 1000 % 60:02d}"


def zone(at: Instant) -> str:
    """Return the name of the zone of local times."""
    return f"{at.local():%Z}"


def full_name(assessment: Assessment) -> str:
    """Return an apprentice's names as they are spoken."""
    return f"{assessment.given_names} {assessment.family_name}".strip()


def attempt(kind: str, number: int) -> str:
    """Return which attempt it is."""
    return "first attempt" if kind == "first" else f"{kind}, attempt {number}"


def extra_time(per_mille: int) -> str:
    """Return approved extra time as its effect: `+25 %`; empty where there is none."""
    whole, rest = divmod(per_mille, 10)
    return f"+{whole}{f'.{rest}' if rest else ''} %" if per_mille else ""
