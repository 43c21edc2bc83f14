"""Re-sits and re-takes as a part of the journey: what is known, and what can be done.

Specification, "Re-sits and Re-takes".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from data.record.journey.again import AgainAgreed
from data.rules.again import agree_closed, nothing_failed
from data.rules.again_agreeing import agree, agree_asks, note, note_asks
from data.rules.again_exceptions import (
    except_asks,
    except_closed,
    record_exception,
    run_out,
    run_out_asks,
    run_out_closed,
)
from data.rules.attempts_allowed import graded_at
from data.rules.days import iso_written
from data.rules.grading import overall
from data.rules.journey_view import JourneyView
from data.rules.period import period_tone, period_words
from data.rules.results import lifted
from data.rules.standing import Attempt
from data.rules.step import Fact, Part, Step


def line(view: JourneyView) -> Fact:
    """Return where the second attempts stand, in a few words."""
    again = view.state.again
    if again.over:
        return Fact("", f"EPA period over since {iso_written(again.over.ended_on)}", "loud")
    told = [words for m in view.standard.methods if (words := _short(view, m.code))]
    if not told:
        return Fact("", "nothing was failed", "muted")
    return Fact("", "; ".join(told), "warn" if agree_closed(view) == "" else "")


def _short(view: JourneyView, method: str) -> str:
    """Return how a method that was failed once stands; empty for one that never was."""
    if not _fails(view, method):
        return ""
    newest = view.newest[method]
    if newest.grade == view.standard.fail:
        return f"{method} failed" + ("" if agree_closed(view) else ": agree on another attempt")
    if newest.grade:
        return f"{method} {newest.kind} {newest.grade}"
    known = view.state.again.agreement(method, newest.number)
    return f"{method} {newest.kind}{_when(newest) if known else ' not agreed'}"


def _when(attempt: Attempt) -> str:
    return f", {iso_written(attempt.scheduled_on)}" if attempt.scheduled_on else ", no date yet"


def _fails(view: JourneyView, method: str) -> int:
    return sum(a.grade == view.standard.fail for a in graded_at(view.attempts, method))


def facts(view: JourneyView) -> Sequence[Fact]:
    """Return all that is known of second attempts."""
    failed = [m.code for m in view.standard.methods if _fails(view, m.code)]
    return (
        *(fact for method in failed for fact in _of_method(view, method)),
        *_circumstances(view),
        *(_period(view) if failed or view.state.again.over else ()),
        *(_cap(view) if failed else ()),
    )


def _of_method(view: JourneyView, method: str) -> Iterator[Fact]:
    again, newest, fails = view.state.again, view.newest[method], _fails(view, method)
    yield Fact(method, _told(view, method), "warn" if newest.grade == view.standard.fail else "")
    if fails > 1:
        words = f"failed {fails} times: next action decision, further learning recommended"
        yield Fact(f"{method} again", words, "warn")
    plans = [plan for plan in again.plans if plan.method == method]
    if plans:
        last = plans[-1]
        yield Fact("Action plan", f"{last.text} ({last.by}, {iso_written(last.on)})")
    elif newest.grade in (None, view.standard.fail):
        yield Fact("Action plan", "none noted yet", "warn")
    if known := again.agreement(method, newest.number):
        yield from _agreement(view, known)


def _told(view: JourneyView, method: str) -> str:
    """Return every attempt at a method in a few words."""
    mine = sorted((a for a in view.attempts if a.method == method), key=lambda a: a.number)
    return ", then ".join(f"{a.kind} {a.grade or 'open' + _when(a)}" for a in mine)


def _agreement(view: JourneyView, known: AgainAgreed) -> Iterator[Fact]:
    yield Fact("Agreed by", f"{known.employer}, {iso_written(known.on)}: {known.attempt}")
    if known.learning_until:
        yield Fact("Further learning", f"until {iso_written(known.learning_until)}")
    if known.decision:
        yield Fact("Next action decision", known.decision)
    if known.rework_due_on:
        yield _rework(view, known)
    if known.method == view.journey.portfolio.method:
        yield Fact("Portfolio", "the same: nothing to submit", "muted")


def _rework(view: JourneyView, known: AgainAgreed) -> Fact:
    due, held_on = known.rework_due_on, view.newest[known.method].scheduled_on
    words = f"submit by {iso_written(due)}"
    if held_on and due > held_on:
        return Fact("Reworked project", f"{words}, after the sitting", "warn")
    return Fact("Reworked project", words, "warn" if due < view.today.isoformat() else "")


def _circumstances(view: JourneyView) -> Iterator[Fact]:
    for one in view.state.again.excepted:
        lifts = [f"cap of {one.method}, attempt {one.number}"] if one.method else []
        lifts += [f"period, now until {iso_written(one.ends_on)}"] if one.ends_on else []
        yield Fact("Exceptional", f"{one.reference} ({one.by}): {'; '.join(lifts)}")


def _period(view: JourneyView) -> Iterator[Fact]:
    ends = view.epa_ends_on
    if ends is None:
        yield Fact("EPA period", "its end is not known", "muted")
    else:
        yield Fact("EPA period", period_words(ends, view.today), period_tone(ends, view.today))


def _cap(view: JourneyView) -> Iterator[Fact]:
    """Say how high the overall grade can become, with every second attempt there is and will be."""
    free = _lifted(view)
    best = {m.code: _best(view, m.code) for m in view.standard.methods}
    most = overall(view.standard, best, second_attempt=not free).grade
    if view.standard.resit.cap is None:
        return
    words = "cap lifted by exceptional circumstances" if free else f"at most {most}"
    yield Fact("Overall grade", words)


def _lifted(view: JourneyView) -> bool:
    """Tell whether circumstances lift the cap of every second attempt, booked or to be agreed."""
    again = [a.exceptional.strip() or lifted(view, a) for a in view.attempts if a.kind != "first"]
    failed = (a for a in view.newest.values() if a.grade == view.standard.fail)
    again += [view.state.again.lifted(a.method, a.number + 1) for a in failed]
    return bool(again) and all(again)


def _best(view: JourneyView, method: str) -> str:
    """Return the highest grade that a method can still come to."""
    newest = view.newest.get(method)
    grade = newest.grade if newest else None
    return view.standard.grades[-1] if grade in (None, view.standard.fail) else grade


PART = Part(
    "again",
    "Re-sits and re-takes",
    line,
    facts,
    (
        Step(
            "again.note",
            "Note the action plan",
            "Keep what supports the apprentice until the next attempt.",
            note_asks,
            note,
            nothing_failed,
        ),
        Step(
            "again.agree",
            "Agree re-sit or re-take",
            "Record that the employer agrees, and book the next attempt at a failed method.",
            agree_asks,
            agree,
            agree_closed,
        ),
        Step(
            "again.except",
            "Record circumstances",
            "Record that the organisation determined exceptional circumstances, and what they "
            "lift: the cap, the end of the EPA period, or both.",
            except_asks,
            record_exception,
            except_closed,
        ),
        Step(
            "again.run-out",
            "End the EPA period",
            "Record that the EPA period ended: the entire EPA has to be taken again.",
            run_out_asks,
            run_out,
            run_out_closed,
        ),
    ),
)
"""Re-sits and re-takes."""
