"""What the demonstration shows: one sitting at every stage, from booked to sealed.

Each scene is played by `Rehearsal` with the words of `script`; the times lie around the present.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial

from data.record.instant import Instant
from data.record.phase_clock import MINUTE
from data.record.state import SittingState
from data.rules import clock_guards, prepare_guards, talk_guards
from data.standards.library import Library
from data.standards.loader import LoadedStandard
from data.store.rows import Assessment, Sitting
from data.store.store import Store
from epa_tui.invented import script
from epa_tui.invented.cast import (
    REFERENCE,
    ULNS,
    VERSION,
    booked,
    invented,
    later_today,
    moment,
    working_day,
)
from epa_tui.invented.journeys import walk_after, walk_before
from epa_tui.invented.rehearsal import Rehearsal

_BEFORE = 12
"""Minutes before a sitting at which its record begins."""
_PAUSED_AT, _PAUSED_FOR = 50.2, 4
"""Minute at which the discussion under way was interrupted, and minutes since then."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A booking, and how it is played."""

    assessment: Assessment
    sitting: Sitting
    play: Callable[[Rehearsal], object] | None = None
    """None where the record has not begun."""
    minutes_before: float = _BEFORE
    """How long before its time the record begins."""


def play(store: Store, now: Instant, only: str = "") -> None:
    """Fill an empty store with every scene.

    Args:
        store: Empty.
        now: The present, by the clock that the application will be opened with.
        only: Given name of the only apprentice whose scenes are wanted; empty for everybody.

    Raises:
        data.store.errors.StoreError: The disk refused.
    """
    # The standard that came with the application, whatever the user has put beside it.
    loaded = Library().find(REFERENCE, VERSION)
    scenes = [one for one in _scenes(now) if only in ("", one.assessment.given_names)]
    people = {scene.assessment.id: scene.assessment for scene in scenes}
    people |= {one.id: one for one in (_waiting(now),) if only in ("", one.given_names)}
    store.save_bookings(people.values(), [scene.sitting for scene in scenes])
    booked: dict[str, list[Sitting]] = {each: [] for each in people}
    for scene in scenes:
        booked[scene.assessment.id].append(scene.sitting)
    walk_before(store, loaded.standard, now, booked)
    played = [(s.assessment, s.sitting, _play(store, loaded, s, now)) for s in scenes if s.play]
    walk_after(store, loaded.standard, now, played)


def _play(store: Store, loaded: LoadedStandard, scene: Scene, now: Instant) -> SittingState:
    """Play a scene from the begin of its record, and return where its sitting stands."""
    wall = (scene.sitting.scheduled_at or now.wall) - round(scene.minutes_before * MINUTE)
    rehearsal = Rehearsal(store, loaded, scene.sitting, now.later(wall - now.wall))
    if scene.play:
        scene.play(rehearsal)
    rehearsal.keep()
    return rehearsal.state


def play_sealed(store: Store, now: Instant) -> Sitting:
    """Book one sitting that is held, judged and sealed, and return its booking.

    Args:
        store: Empty, and thrown away afterwards.
        now: The present.
    """
    loaded = Library().find(REFERENCE, VERSION)
    scene = _sealed(now)[0]
    store.save_bookings([scene.assessment], [scene.sitting])
    _play(store, loaded, scene, now)
    return scene.sitting


def _scenes(now: Instant) -> list[Scene]:
    held = (*_under_way(now), *_to_judge(now), *_sealed(now), _failed(now))
    return [*_coming(now), _leaving(now), *held]


def _waiting(now: Instant) -> Assessment:
    """Return somebody who has not passed through the gateway yet."""
    model = invented(now, "Model", "Fixture", ULNS[8], "Sample Films")
    return replace(model, gateway_on=None, epa_ends_on=None)


def _leaving(now: Instant) -> Scene:
    """Return a booking of somebody who does not go on."""
    former = invented(now, "Former", "Person", ULNS[9], "Specimen Studios", weeks=8)
    return Scene(former, booked(former, "M1", moment(working_day(now, 7), 11)))


def _coming(now: Instant) -> list[Scene]:
    """Return what is booked: two sittings today that are prepared, one tomorrow."""
    testa = invented(now, "Testa", "Example", ULNS[0], "Sample Films", weeks=14)
    demo = invented(
        now,
        *("Demo", "Sample", ULNS[1], "Specimen Studios"),
        extra_per_mille=250,
        breaks="2 x 5 min",
        adjustment_reference="DEMO-RA-1",
        weeks=13,
    )
    mocka = invented(now, "Mocka", "Placeholder", ULNS[2], "Placeholder Post", option="2", weeks=10)
    tomorrow = now.later(24 * 60 * MINUTE).local().date()
    first, second = later_today(now, 45), later_today(now, 180)
    return [
        Scene(testa, booked(testa, "M1", first), _prepare_project, _since(first, now, 90)),
        Scene(testa, booked(testa, "M2", moment(working_day(now, 8), 10))),
        Scene(demo, booked(demo, "M1", moment(tomorrow, 10))),
        Scene(demo, booked(demo, "M2", moment(working_day(now, 9), 13, 30))),
        Scene(mocka, booked(mocka, "M2", second), _prepare_discussion, _since(second, now, 70)),
    ]


def _since(at: int, now: Instant, minutes: int) -> float:
    """Return how long before `at` the moment lies that was `minutes` ago."""
    return (at - now.wall) / MINUTE + minutes


def _under_way(now: Instant) -> list[Scene]:
    trial = invented(now, "Trial", "Specimen", ULNS[3], "Sample Films", weeks=11)
    started = now.wall - round((_PAUSED_AT + _PAUSED_FOR) * MINUTE)
    scheduled = started - started % (5 * MINUTE)
    return [
        Scene(trial, booked(trial, "M2", scheduled), partial(_interrupt, started)),
        Scene(trial, booked(trial, "M1", moment(working_day(now, 6), 10))),
    ]


def _to_judge(now: Instant) -> list[Scene]:
    fabla = invented(now, "Fabla", "Fixture", ULNS[4], "Placeholder Post", option="2", weeks=14)
    absent = invented(now, "Absent", "Example", ULNS[5], "Specimen Studios", weeks=14)
    day = working_day(now, -1)
    return [
        Scene(fabla, booked(fabla, "M1", moment(day, 14)), _leave_unjudged),
        Scene(absent, booked(absent, "M1", moment(day, 9, 30)), _wait_in_vain),
    ]


def _sealed(now: Instant) -> list[Scene]:
    proba = invented(now, "Proba", "Sample", ULNS[6], "Sample Films", weeks=16)
    project = booked(proba, "M1", moment(working_day(now, -12), 10))
    discussion = booked(proba, "M2", moment(working_day(now, -9), 13))
    return [Scene(proba, project, _pass), Scene(proba, discussion, _distinguish)]


def _failed(now: Instant) -> Scene:
    """Return a failed method; its re-sit is booked when it is agreed on, after it."""
    pretend = invented(now, "Pretend", "Person", ULNS[7], "Placeholder Post", weeks=18)
    return Scene(pretend, booked(pretend, "M1", moment(working_day(now, -20), 10)), _fail)


def _prepare_project(sitting: Rehearsal) -> None:
    for code, evidenced in script.REPORT.items():
        sitting.wait(2).do(prepare_guards.mark_report, code, evidenced)
    sitting.plan(script.PROJECT_PLAN)


def _prepare_discussion(sitting: Rehearsal) -> None:
    sitting.list_portfolio(script.PORTFOLIO_2).plan(script.DISCUSSION_PLAN_2)


def _interrupt(started: int, sitting: Rehearsal) -> None:
    sitting.list_portfolio(script.PORTFOLIO_1).begin(started)
    sitting.say(*script.DISCUSSION)
    clock = sitting.state.clock
    used = clock.elapsed(sitting.now) / MINUTE if clock else 0
    sitting.wait(_PAUSED_AT - used).do(clock_guards.pause, "technical failure")


def _leave_unjudged(sitting: Rehearsal) -> None:
    _hear_project(sitting, script.LOOSE)


def _wait_in_vain(sitting: Rehearsal) -> None:
    sitting.wait(_BEFORE + 10).do(talk_guards.note, script.NOBODY)
    sitting.wait(20).do(clock_guards.end_sitting, "no-show", script.NO_SHOW)


def _pass(sitting: Rehearsal) -> None:
    _hear_project(sitting, script.STRONG)
    sitting.wait(20).judge(script.PASS_REASONS).seal(script.PASS_FEEDBACK, script.DECLARATION)


def _fail(sitting: Rehearsal) -> None:
    _hear_project(sitting, script.WEAK)
    sitting.wait(20).judge(script.FAIL_REASONS).seal(script.FAIL_FEEDBACK, script.DECLARATION)


def _distinguish(sitting: Rehearsal) -> None:
    sitting.list_portfolio(script.PORTFOLIO_1).begin()
    sitting.say(*script.DISCUSSION, *script.DISCUSSION_REST).over()
    sitting.do(clock_guards.end_sitting, "completed").wait(20).judge({})
    sitting.seal(script.DISTINCTION_FEEDBACK, script.DECLARATION)


def _hear_project(sitting: Rehearsal, more: tuple[script.Line, ...]) -> None:
    sitting.plan(script.PROJECT_PLAN).begin()
    sitting.say(*script.PRESENTATION).over()
    sitting.say(*script.QUESTIONING, *more).over()
    sitting.do(clock_guards.end_sitting, "completed")
