"""The clock table: what machines do to clocks, and what an assessor may rely on then.

Data only: `test_clock_table` drives the application through each case, and `printed` writes the
table for people.
"""

from __future__ import annotations

from tests.faults.clock_case import DAY, HOUR, MINUTE, SECOND, Case, Shown, Step, utc

SPANS = (
    ("1 s", SECOND, "1:48:59", "13:00:01", "13:12:01"),
    ("3 s", 3 * SECOND, "1:48:57", "13:00:03", "13:12:03"),
    ("10 min", 10 * MINUTE, "1:39:00", "13:10:00", "13:22:00"),
    ("3 h", 3 * HOUR, "+1:11:00", "16:00:00", "16:12:00"),
)
"""How long the machine slept; what is left where that counts; the ends where it does not."""

PLACES = {
    "running": "while the live screen is shown",
    "record": "while the record is shown",
    "list": "while the list of sittings is shown",
    "paused": "in a pause",
    "waiting": "before the first phase",
}


def _asleep(where: str) -> tuple[Case, ...]:
    """Return a sleep of every length in one place."""
    made = []
    for words, length, counted, ends, ceiling in SPANS:
        stood = Shown("1:49:00", ends, ceiling)
        runs = where not in ("paused", "waiting")
        asked = runs and length >= 10 * MINUTE
        made.append(
            Case(
                f"asleep {words}, {where}",
                f"The machine sleeps for {words} {PLACES[where]}.",
                (Step("sleep", length),),
                Shown(counted, "13:00:00", "13:12:00") if runs else stood,
                where,
                asked="The machine slept for" if asked else "",
                left_out=stood if asked else None,
                jumps=((0, length),) if length >= 2 * SECOND else (),
            )
        )
    return tuple(made)


def _moved(words: str, by: int, ends: str, ceiling: str, where: str = "running") -> Case:
    """Return a wall clock that is moved."""
    return Case(
        f"wall clock {words}, {where}",
        f"The wall clock is moved by {words} {PLACES[where]}.",
        (Step("wall", by),),
        Shown("1:49:00", ends, ceiling),
        where,
        jumps=((by, 0),) if abs(by) >= 2 * SECOND else (),
    )


ASLEEP = tuple(case for where in PLACES for case in _asleep(where))

MOVED = (
    _moved("+1 s", SECOND, "13:00:01", "13:12:01"),
    _moved("+2 s", 2 * SECOND, "13:00:02", "13:12:02"),
    _moved("+5 d", 5 * DAY, "13:00:00", "13:12:00"),
    *(_moved("-2 h", -2 * HOUR, "11:00:00", "11:12:00", where) for where in PLACES),
    Case(
        "wall clock there and back",
        "The wall clock is moved by an hour and back while the list is shown.",
        (Step("wall", HOUR), Step("wall", -HOUR)),
        Shown("1:49:00", "13:00:00", "13:12:00"),
        "list",
        jumps=((HOUR, 0), (-HOUR, 0)),
    ),
    Case(
        "slewed",
        "The wall clock runs 500 millionths too fast for 100 minutes: 3 s in all, no jump.",
        (Step("slew", 100 * MINUTE),),
        Shown("9:00", "13:00:03", "13:12:03"),
    ),
    Case(
        "leap second",
        "The wall clock counts one second twice.",
        (Step("wall", -SECOND),),
        Shown("1:49:00", "12:59:59", "13:11:59"),
    ),
)

CALENDAR = (
    Case(
        "summer time begins",
        "In London 00:59:59 is followed by 02:00:00.",
        (Step("go", HOUR),),
        Shown("49:00", "03:30:00", "03:42:00"),
        begin=utc("2026-03-29T00:30"),
    ),
    Case(
        "summer time ends",
        "In London 01:59:59 is followed by 01:00:00.",
        (Step("go", HOUR),),
        Shown("49:00", "02:30:00", "02:42:00"),
        begin=utc("2026-10-25T00:30"),
    ),
    Case(
        "midnight",
        "The day changes while the list is shown.",
        (Step("go", HOUR),),
        Shown("49:00", "01:00:00", "01:12:00"),
        "list",
        begin=utc("2026-05-20T22:00"),
    ),
    Case(
        "new year",
        "The year changes.",
        (Step("go", HOUR),),
        Shown("49:00", "01:00:00", "01:12:00"),
        begin=utc("2026-12-31T23:00"),
    ),
)

_FIVE = Shown("1:44:00", "13:00:00", "13:12:00")
_FIVE_OUT = Shown("1:49:00", "13:05:00", "13:17:00")
_CLOSED_FIVE = "The program was closed for 5:00, since 11:10:00"
_BOOT = (Step("boot", 5 * MINUTE),)

BETWEEN = (
    *(
        Case(
            f"machine started anew, {how}",
            f"The program is {how} and the machine started anew; that takes 5 minutes.",
            (),
            _FIVE,
            ending=how,
            off=_BOOT,
            asked=_CLOSED_FIVE,
            left_out=_FIVE_OUT,
        )
        for how in ("closed", "killed")
    ),
    Case(
        "killed behind its last heartbeat",
        "The program is killed 7 s after it last kept that it lives, and opened 5 minutes later.",
        (Step("unkept", 7 * SECOND),),
        Shown("1:43:53", "13:00:00", "13:12:00"),
        ending="killed",
        off=(Step("go", 5 * MINUTE),),
        asked="The program was closed for 5:07, since 11:10:00",
        left_out=Shown("1:49:00", "13:05:07", "13:17:07"),
    ),
    Case(
        "closed behind its last heartbeat",
        "The same, but closed in order: nothing that was watched is taken for a gap.",
        (Step("unkept", 7 * SECOND),),
        Shown("1:43:53", "13:00:00", "13:12:00"),
        ending="closed",
        off=(Step("go", 5 * MINUTE),),
        asked="The program was closed for 5:00, since 11:10:07",
        left_out=Shown("1:48:53", "13:05:00", "13:17:00"),
    ),
    Case(
        "machine started anew, clock behind",
        "The machine is started anew, and its wall clock shows 20 minutes before the closing.",
        (),
        Shown("1:49:00", "12:40:00", "12:52:00"),
        ending="killed",
        off=(*_BOOT, Step("wall", -25 * MINUTE)),
        told="The machine's clock is 20:00 behind",
        jumps=((-20 * MINUTE, 0),),
    ),
    Case(
        "machine started anew, no time passed",
        "The machine is started anew with a wall clock by which 2 s went by; then it is set right.",
        (),
        Shown("1:48:58", "13:04:58", "13:16:58"),
        ending="closed",
        off=(*_BOOT, Step("wall", 2 * SECOND - 5 * MINUTE)),
        then=(Step("wall", 5 * MINUTE - 2 * SECOND),),
        told="By the machine's clock the program was closed for 0:02",
        jumps=((5 * MINUTE - 2 * SECOND, 0),),
    ),
    Case(
        "wall clock moved, then started anew",
        "The wall clock is moved by 5 days, later the machine is started anew.",
        (Step("wall", 5 * DAY),),
        Shown("1:44:00", "13:00:00", "13:12:00"),
        ending="killed",
        off=_BOOT,
        asked=_CLOSED_FIVE,
        left_out=_FIVE_OUT,
        jumps=((5 * DAY, 0),),
    ),
    Case(
        "clock moved while the question stands",
        "The machine was started anew; while the gap is asked about the wall clock goes back 2 h.",
        (),
        Shown("1:44:00", "11:00:00", "11:12:00"),
        ending="killed",
        off=_BOOT,
        then=(Step("wall", -2 * HOUR),),
        asked="The program was closed for 5:00",
        left_out=Shown("1:49:00", "11:05:00", "11:17:00"),
        jumps=((-2 * HOUR, 0),),
    ),
    Case(
        "killed while the question stands",
        "The machine sleeps for 10 minutes; unanswered, the program is killed; a minute later ...",
        (Step("sleep", 10 * MINUTE),),
        Shown("1:38:00", "13:00:00", "13:12:00"),
        ending="killed",
        off=(Step("go", MINUTE),),
        asked="The machine slept for 11:00, since 11:10:00",
        left_out=Shown("1:49:00", "13:11:00", "13:23:00"),
        jumps=((0, 10 * MINUTE),),
    ),
    *(
        Case(
            f"closed, wall clock {words}",
            f"While the program is closed for 5 minutes the wall clock is moved by {words}.",
            (),
            Shown("1:44:00", *counted),
            ending="closed",
            off=(Step("go", 5 * MINUTE), Step("wall", by)),
            asked="The program was closed for 5:00",
            left_out=Shown("1:49:00", *out),
            jumps=((by, 0),),
        )
        for words, by, counted, out in (
            ("+5 d", 5 * DAY, ("13:00:00", "13:12:00"), ("13:05:00", "13:17:00")),
            ("-2 h", -2 * HOUR, ("11:00:00", "11:12:00"), ("11:05:00", "11:17:00")),
        )
    ),
    Case(
        "closed in a pause, wall clock -2 h",
        "The program is closed in a pause, and the wall clock is moved by -2 h.",
        (),
        Shown("1:49:00", "11:05:00", "11:17:00"),
        "paused",
        ending="closed",
        off=(Step("go", 5 * MINUTE), Step("wall", -2 * HOUR)),
        jumps=((-2 * HOUR, 0),),
    ),
    Case(
        "started anew in a pause, clock behind",
        "The machine is started anew in a pause, and its wall clock is 20 minutes behind.",
        (),
        Shown("1:49:00", "12:40:00", "12:52:00"),
        "paused",
        ending="killed",
        off=(*_BOOT, Step("wall", -25 * MINUTE)),
        jumps=((-20 * MINUTE, 0),),
    ),
)

STANDING = (
    Case(
        "asleep 10 min, tick stands",
        "The machine sleeps for 10 minutes, and only the wall clock counts them.",
        (Step("stand", 10 * MINUTE),),
        Shown("1:39:00", "13:00:00", "13:12:00"),
        asked="The machine slept for 10:00, since 11:10:00, or its clock was moved",
        left_out=Shown("1:49:00", "13:10:00", "13:22:00"),
        jumps=((10 * MINUTE, 0),),
        tells_sleep=False,
    ),
    Case(
        "asleep 10 min in a pause, tick stands",
        "The same in a pause.",
        (Step("stand", 10 * MINUTE),),
        Shown("1:49:00", "13:10:00", "13:22:00"),
        "paused",
        jumps=((10 * MINUTE, 0),),
        tells_sleep=False,
    ),
    Case(
        "wall clock -2 h, tick stands",
        "On a machine whose tick stands in sleep the wall clock is moved by -2 h: no sleep.",
        (Step("wall", -2 * HOUR),),
        Shown("1:49:00", "11:00:00", "11:12:00"),
        jumps=((-2 * HOUR, 0),),
        tells_sleep=False,
    ),
)

CASES = (*ASLEEP, *MOVED, *CALENDAR, *BETWEEN, *STANDING)


def printed() -> str:
    """Return the table as Markdown: each case, what happened, and what may be relied on."""
    head = ("| case | what happens | expected |", "|---|---|---|")
    rows = (f"| {case.name} | {case.happened} | {case.expectation} |" for case in CASES)
    return "\n".join((*head, *rows))
