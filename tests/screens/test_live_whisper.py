"""The line below the strip says one thing, the most pressing one, and is quiet otherwise."""

from __future__ import annotations

from data.record.entries import (
    Body,
    Mark,
    Marked,
    Noted,
    Paused,
    PhaseEnded,
    PhaseStarted,
    QuestionAsked,
    SittingEnded,
)
from data.standards.bank import NO_BANK, Bank
from screens.live_whisper import QUIET, whisper
from screens.widgets.times import wall
from screens.widgets.whisper import Words
from tests.data.record.sittings import MINUTE, Sitting, shipped

BANK = Bank(stems={("P1", "D2"): "What else could you have done?"})


def sitting(method: str, *steps: Body | float) -> Sitting:
    """Come to where a test wants it: entries, and minutes between them."""
    made = Sitting(shipped(), method, "1")
    for step in steps:
        if isinstance(step, Body):
            made.add(step)
        else:
            made.wait(int(step * MINUTE))
    return made


def said(made: Sitting, bank: Bank = NO_BANK) -> Words:
    return whisper(made.state, made.now, bank)


DISCUSSION = PhaseStarted("discussion")
ANSWERED = (DISCUSSION, QuestionAsked(aims=("P1",)), Marked(Mark("P1")))


def test_before_anything_happens_it_is_quiet() -> None:
    assert said(sitting("M2")) == QUIET
    assert said(sitting("M2", DISCUSSION, 20.0)) == QUIET


def test_a_door_is_whispered_with_its_words_or_with_what_is_shared() -> None:
    heard = sitting("M2", *ANSWERED)
    assert said(heard) == Words("door", "l  D2  follow up beside P1 (S8 S17)")
    assert said(heard, BANK) == Words("door", "l  D2  What else could you have done?")
    heard.add(QuestionAsked(main=False, aims=("D2",)))
    assert said(heard, BANK) == QUIET


def test_a_note_that_only_points_at_the_portfolio_is_told_until_the_next_one() -> None:
    pointed = sitting("M2", *ANSWERED, Noted("see piece 7"))
    assert said(pointed).text.startswith("the last note only points")
    pointed.add(Noted("named who signed it off"))
    assert said(pointed).label == "door"


def test_a_clock_that_stands_whispers_nothing() -> None:
    assert said(sitting("M2", *ANSWERED, Paused("welfare"))) == QUIET


def test_over_probing_says_how_many_wait() -> None:
    more = QuestionAsked(main=False)
    probed = sitting("M2", *ANSWERED, Marked(Mark("P1", "+")), more, more, more)
    assert said(probed) == Words("probe", "P1 is sufficient: 3 follow-ups; 21 not heard")


def test_half_time_is_told_for_three_minutes() -> None:
    made = sitting("M2", DISCUSSION, 60.0)
    assert said(made) == Words("time", "half-time: g takes stock")
    made.wait(3 * MINUTE - 1)
    assert said(made) == Words("time", "half-time: g takes stock")
    made.wait(1)
    assert said(made) == QUIET


def test_the_last_safe_moment_is_told_before_it_and_after_it_that_it_is_past() -> None:
    made = sitting("M2", DISCUSSION, 102.9)
    assert said(made) == QUIET
    made.wait(MINUTE // 10)
    until = wall(made.now.wall + 5 * MINUTE, seconds=False)
    assert said(made) == Words("time", f"last safe moment for a new question: {until}")
    made.wait(5 * MINUTE)
    assert said(made) == Words("time", f"last safe moment for a new question: {until}")
    made.wait(1)
    assert said(made) == Words("time", "no room for another main question")
    made.wait(12 * MINUTE)
    assert said(made) == QUIET, "in overtime the panel says when to stop"


def test_only_the_last_minute_goes_before_a_door() -> None:
    made = sitting("M2", DISCUSSION, 104.0, *ANSWERED[1:])
    assert said(made).label == "door"
    made.wait(3 * MINUTE)
    assert said(made).text.startswith("last safe moment")
    made.wait(MINUTE + 1)
    assert said(made).label == "door"


def test_between_phases_the_time_of_each_stays_with_it() -> None:
    begun = PhaseStarted("presentation")
    made = sitting("M1", begun, 17.67, PhaseEnded("presentation"), 2.0)
    told = "presentation 17:40 of 20:00 used; questioning still 40:00"
    assert said(made) == Words("time", told)
    made.add(SittingEnded("abandoned", "power cut"))
    assert said(made) == QUIET
