"""What followed in the demonstration on sittings that were held: results, checks, what was held."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime, time

from data.record.state import SittingState
from data.rules.comparison import compare, compared
from data.rules.second_marking import judge
from epa_tui.invented.cast import ASSESSOR, PROVIDER, working_day
from epa_tui.invented.walk import Walk
from epa_tui.invented.ways import EMPLOYER, OFFICER

_BOARD, _MARKER, _THIRD = "Ines Invented", "Sam Specimen", "Kit Example"
"""Who assures quality, who marks a second time, and who decides between two."""
_REVIEWER, _OUTSIDER = "Noor Notional", "Uma Unreal"
"""Who reviews an appeal: somebody with no interest in it, and somebody from elsewhere."""

_DIFFERS = "D1"
"""What the second marker takes as met, and the assessor did not."""
_UPHELD = "The one note that is cited for it tells of nothing else than the next stage."
_SEEN = "09:47 a person joined under this name, and left when asked for a document"
_PLAN = "Two weeks with the production accountant; a budget of one week, talked through twice"
_APPEAL = "The question on the budget was asked once, and never put in other words"
_COMPLAINT = "The link to the call came only an hour before it began"
_CONTENTS = ("approach", "resources", "risks", "lessons")


def _days(walk: Walk, distance: int, hour: int, minute: int = 0) -> date:
    """Let it be a time of a day that lies some working days back; return that day."""
    day = working_day(walk.present, -distance)
    walk.on(day, hour, minute)
    return day


def _come_to_the_claim(walk: Walk, states: Mapping[str, SittingState]) -> None:
    """Publish both results and confirm the grade, so that the certificate can be claimed."""
    del states
    _days(walk, 12, 12)
    walk.does("project.presentation", contents=_CONTENTS)
    on = _days(walk, 9, 9)
    walk.does("results.publish", sitting="M1", on=on, by=OFFICER)
    on = _days(walk, 8, 9)
    walk.does("quality.sampled", sitting="M2", by=_BOARD, on=on, why="new assessor")
    on = _days(walk, 7, 11)
    walk.does("quality.outcome", sitting="M2", by=_BOARD, on=on, outcome="agreed")
    walk.does("results.publish", sitting="M2", on=on, by=OFFICER)
    walk.does("results.confirm", by=OFFICER, on=on)


def _sit_again(walk: Walk, states: Mapping[str, SittingState]) -> None:
    """Agree on a re-sit of a failed project, which was marked twice as every fail is."""
    _mark_twice(walk, states["M1"])
    on = _days(walk, 15, 11)
    walk.does("results.publish", sitting="M1", on=on, by=OFFICER)
    on = _days(walk, 14, 15)
    walk.does("again.note", method="M1", text=_PLAN, by=PROVIDER, on=on)
    day = working_day(walk.present, 3)
    agreed = {"employer": EMPLOYER, "on": on, "when": datetime.combine(day, time(14))}
    place = "https://call.example/demonstration"
    walk.does("again.agree", method="M1", kind="re-sit", **agreed, place=place)
    _appeal(walk, working_day(walk.present, -15))


def _appeal(walk: Walk, result: date) -> None:
    """Appeal against a result, and leave the appeal with those who review it."""
    on = _days(walk, 12, 10)
    walk.does("conduct.appeal", by="Pretend Person", about=_APPEAL, result=result, on=on)
    on = _days(walk, 11, 14)
    walk.does("conduct.appeal-step", step="accept", by=OFFICER, on=on)
    on = _days(walk, 6, 9, 30)
    both = {"by": _REVIEWER, "independent": _OUTSIDER}
    walk.does("conduct.appeal-step", step="review", **both, on=on)


def _mark_twice(walk: Walk, state: SittingState) -> None:
    """Mark a sitting a second time, compare, and decide the one difference."""
    mine = {"sitting": state.method.code}
    on = _days(walk, 19, 9)
    walk.does("quality.sampled", **mine, by=_BOARD, on=on, why="grade fail")
    walk.does("quality.begin", **mine, marker=_MARKER, no_conflict=True, unseen=True)
    for minute, (code, first) in enumerate(state.judgements.items(), start=1):
        _days(walk, 18, 10, 4 * minute)
        met = code == _DIFFERS or bool(first.met)
        why = "" if met else first.rationale
        method = state.method.code
        walk.adds(*judge(walk.view, method, code, met, why, first.notes, alone=True))
    _days(walk, 18, 11)
    walk.does("quality.finish", **mine)
    walk.adds(*compared(walk.view, compare(walk.view, **mine, state=state, assessor=ASSESSOR)))
    on = _days(walk, 17, 9, 30)
    decided = {"code": _DIFFERS, "met": False, "by": _THIRD, "reason": _UPHELD}
    walk.does("quality.adjudicate", **mine, **decided)
    remarks = {"outcome": "agreed-with-remarks", "remarks": f"{_DIFFERS} was upheld."}
    walk.does("quality.outcome", **mine, by=_BOARD, on=on, **remarks)


def _be_held(walk: Walk, states: Mapping[str, SittingState]) -> None:
    """Note that there was no report, and report what was seen where nobody came."""
    del states
    on = _days(walk, 1, 12)
    walk.does("project.missing", on=on, reason="The provider has heard nothing either.")
    reported = {"by": ASSESSOR, "at": datetime.combine(on, time(9, 47)), "facts": _SEEN}
    walk.on(on, 12, 10).does("conduct.suspect", **reported, reference="DEMO-CASE-1")
    walk.on(on, 15, 20).does("conduct.complaint", by=EMPLOYER, about=_COMPLAINT, on=on)
    walk.on(on, 16, 5).does("conduct.complaint-step", step="acknowledge", by=OFFICER, on=on)


AFTER: Mapping[str, Callable[[Walk, Mapping[str, SittingState]], None]] = {
    "Absent": _be_held,
    "Proba": _come_to_the_claim,
    "Pretend": _sit_again,
}
"""By the given name, what followed on the sittings, whose states are given by their method."""
