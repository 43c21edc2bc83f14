"""How each apprentice of the demonstration came to the sittings: gateway, meeting, project.

Everything here lies before the first sitting; what follows one is in `after`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path

from data.rules.deadlines import add_working_days
from data.rules.period import add_months
from data.store.rows import Assessment, Sitting
from epa_tui.invented.cast import PROVIDER
from epa_tui.invented.papers import IN_RANGE, TOO_LONG, Papers
from epa_tui.invented.walk import Walk

OFFICER = "Quinn Example"
"""Who decides for the organisation."""
EMPLOYER = "Robin Specimen"
"""Who speaks for an employer."""

_DAY = timedelta(days=1)
_SATISFIED = f"{EMPLOYER}, head of production"
_TICKED = ("English", "maths", "portfolio", "proposal", "adjustments")
_OUTPUTS = ("plan", "resourcing", "communication", "schedule", "requirements", "regulation")
_SCOPE = "From the first schedule to the hand-over, with two productions at once"
_REJECTED = "Piece 9 is a photograph of piece 8: send fifteen discrete pieces."


@dataclass(frozen=True, slots=True)
class Way:
    """What is particular about the way of one apprentice."""

    project: str = ""
    """Title of the project."""
    days: int | None = None
    """How many days after its deadline the report came, negative where it came before; None where
    none came yet."""
    words: int = 0
    """Words of the report; 0 where nobody counted them yet."""
    listed: bool = True
    """The pieces of the portfolio are listed here."""
    rejected: bool = False
    """The first submission at gateway was rejected."""
    left: int = 0
    """How many days ago the assessment was withdrawn; 0 where it was not."""


WAYS = {
    "Testa": Way("The mill at low tide", -3, IN_RANGE, rejected=True),
    "Demo": Way("Six songs, one rehearsal", -1),
    "Mocka": Way("Open day of a made-up museum"),
    "Trial": Way("A match that nobody played"),
    "Fabla": Way("The ferry that stayed", 3, TOO_LONG),
    "Absent": Way("Nine short weather reports", listed=False),
    "Proba": Way("The archive in the attic", -4, IN_RANGE),
    "Pretend": Way("Kitchen of the night shift", -2),
    "Former": Way("Postcards from a backlot", left=5, listed=False),
}
"""By the given name."""


def before_gateway(assessment: Assessment) -> Assessment:
    """Return an assessment as it was booked before anybody decided anything of it."""
    plain = replace(assessment, extra_per_mille=0, breaks="", adjustment_reference="")
    return replace(plain, gateway_on=None, epa_ends_on=None)


def wait_at_gateway(walk: Walk, assessment: Assessment, papers: Papers) -> None:
    """Submit the gateway six days ago, and leave one of its checks open."""
    day = walk.now.local().date() - 6 * _DAY
    _submit(walk, day, papers.portfolio(assessment.option))
    walk.on(day + 2 * _DAY, 10).does("gateway.tick", checks=_TICKED)
    walk.does("gateway.check", check="employer", ok=True, detail=_SATISFIED)


def come_to_the_sittings(
    walk: Walk, wanted: Assessment, sittings: Sequence[Sitting], papers: Papers
) -> None:
    """Walk from the first submission up to the report of the project.

    Args:
        walk: Of the assessment `before_gateway`.
        wanted: As it is to be in the end.
        sittings: Those that are booked in the meeting.
        papers: What is taken in on the way.
    """
    gateway, way = date.fromisoformat(wanted.gateway_on or ""), WAYS[wanted.given_names]
    submitted = gateway - 8 * _DAY
    table = papers.portfolio(wanted.option) if way.listed else None
    if way.rejected:
        _submit(walk, submitted - 16 * _DAY, table)
        _reject(walk, submitted - 11 * _DAY)
        walk.on(submitted, 16).does("gateway.submit", on=submitted, by=PROVIDER)
    else:
        _submit(walk, submitted, table)
    _adjust(walk, submitted + _DAY, wanted)
    walk.on(gateway, 9, 30).does("gateway.tick", checks=(*_TICKED, "declaration"))
    walk.does("gateway.check", check="employer", ok=True, detail=_SATISFIED)
    walk.on(gateway, 10).does("gateway.accept", on=gateway, by=OFFICER)
    _agree(walk, way, gateway)
    _meet(walk, add_working_days(gateway, 4), sittings, wanted)
    if way.days is not None:
        _hand_in(walk, way, wanted, papers)
    if way.left:
        left = walk.present.local().date() - way.left * _DAY
        told = {"reason": "employer", "by": PROVIDER, "on": left}
        walk.on(left, 12).does("conduct.withdraw", **told)


def _submit(walk: Walk, day: date, table: Path | None) -> None:
    if table:
        walk.on(day, 15).does("portfolio.import", file=table)
    began = add_months(day, -16)
    walk.on(day, 16).does("gateway.submit", on=day, by=PROVIDER, began=began)


def _reject(walk: Walk, day: date) -> None:
    walk.on(day, 11).does("gateway.reject", on=day, by=OFFICER, reason=_REJECTED)


def _adjust(walk: Walk, day: date, wanted: Assessment) -> None:
    """Have approved what the booking shows in the end, where it shows anything."""
    if not wanted.extra_per_mille:
        return
    effect = "a quarter more time, with breaks"
    walk.on(day, 10).does("adjusting.request", on=day, effect=effect, by=PROVIDER)
    more = {"extra": f"{wanted.extra_per_mille / 10:g}", "breaks": wanted.breaks}
    decided = day + 2 * _DAY
    walk.on(decided, 14).does(
        "adjusting.approve",
        request="1",
        **more,
        reference=wanted.adjustment_reference,
        by=OFFICER,
        on=decided,
    )


def _agree(walk: Walk, way: Way, gateway: date) -> None:
    agreed = {"title": way.project, "scope": _SCOPE, "subject": "Made up from start to end"}
    walk.on(gateway, 11).does("project.agree", **agreed, by=OFFICER, on=gateway)
    walk.does("project.start", on=gateway)


def _meet(walk: Walk, day: date, sittings: Sequence[Sitting], wanted: Assessment) -> None:
    """Hold the planning meeting, with every line of its agenda, and book the sittings in it."""
    place = "https://call.example/planning"
    booked = datetime.combine(day, time(10))
    walk.on(day - 2 * _DAY, 12).does("planning.book", at=booked, place=place)
    walk.on(day, 10, 1).does("planning.start")
    none = {"person": wanted.assessor, "interest": False, "on": day}
    walk.on(day, 10, 8).does("conduct.declare", **none)
    for minute, sitting in enumerate(sittings, start=20):
        at = datetime.fromtimestamp((sitting.scheduled_at or 0) / 1000, UTC).astimezone()
        told = {"method": sitting.method, "at": at, "place": sitting.place}
        walk.on(day, 10, minute).does("planning.sitting", **told)
    lines = tuple(line.name for line in walk.view.journey.planning.agenda)
    present = f"{EMPLOYER}, {PROVIDER}, {wanted.assessor}"
    walk.on(day, 10, 38).does("planning.hold", present=present, topics=lines)


def _hand_in(walk: Walk, way: Way, wanted: Assessment, papers: Papers) -> None:
    """Hand in the report; what came late lacks one of the outputs as well."""
    started, weeks = walk.view.state.project.started, walk.view.journey.project.weeks
    late, start = way.days or 0, date.fromisoformat(started.on if started else "")
    day = start + timedelta(weeks=weeks, days=late)
    walk.on(day, 17).does("project.submit", on=day)
    if way.words:
        walk.on(day, 17, 10).does("project.report", file=papers.report(way.words))
        outputs = _OUTPUTS if late > 0 else (*_OUTPUTS, "monitoring")
        walk.does("project.check", outputs=outputs, mapping=True)
    name = f"{wanted.given_names} {wanted.family_name}"
    walk.on(day, 17, 20).does("project.declare", who="apprentice", by=name, on=day)
    walk.does("project.declare", who="employer", by=EMPLOYER, on=day)
