from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record import entries as e
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.entries import KINDS, Body, Entry, Mark, Opened
from data.record.fold import fold
from data.record.state import SittingState
from screens.widgets.wording import kind_word, sentence
from tests.data.record.sittings import Sitting
from tests.data.record.strategies import any_body
from tests.screens.acted import shipped
from tests.screens.ticking import NOON


def told(*happened: Body) -> list[str]:
    """Return the sentences of a record, without the one that opens it."""
    loaded = shipped()
    opened = Opened("ST0792", "1.1", loaded.digest, "M1", "1")
    record: list[Entry] = []
    for body in (opened, *happened):
        record.append(link(body, NOON, f"e{len(record)}", record[-1] if record else None, IN_CLEAR))
    state: SittingState = fold(loaded.standard, record[:1]).having(entries=tuple(record))
    return [sentence(entry, state) for entry in record[1:]]


@given(any_body)
def test_every_entry_has_a_sentence_and_a_word_that_fits_its_column(body: Body) -> None:
    # Blanks alone are kept by no key, and stand as they are where a record has them.
    assert told(body)[0].strip() or getattr(body, "text", "").isspace()
    assert 0 < len(kind_word(body)) <= 9


def test_no_two_kinds_share_a_word() -> None:
    words = {
        kind_word(made.__new__(made)) for kind, made in KINDS.items() if made is not e.QuestionAsked
    }
    assert len(words) == len(KINDS) - 1


@given(st.text(min_size=1, max_size=200))
def test_what_was_typed_stands_in_the_sentence_unchanged(text: str) -> None:
    typed = (
        e.Noted(text),
        e.QuestionAsked(text),
        e.Incident(text),
        e.Deviation("order", text),
        e.Judged("P1", False, text),
        e.FeedbackGiven("", text),
        e.Reopened(text),
    )
    assert all(text in said for said in told(*typed))


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (
            e.Noted("good", (Mark("P6", "+"),), True, ("7", "r12")),
            '"good"  P6+  portfolio 7, report page 12',
        ),
        (e.Paused("welfare", 90_000), "The clock stops: welfare, back-dated by 1:30"),
        (e.GapJudged(61_000, True, "closed"), "A gap of 1:01 (the program was closed) counts"),
        (
            e.ClockJumped(-3_600_000, 5_000),
            "The wall clock was moved by -1:00:00 and the machine slept for 0:05; "
            "the phase clock was not moved",
        ),
        (e.Marked(Mark("K8", "?"), 7), "K8 unclear, on note 7"),
        (e.Judged("P1", None), "P1 undecided again"),
        (e.Judged("P1", True, notes=(12,)), "P1 met  (note 12)"),
        (e.Judged("P1", True, notes=(12, 14)), "P1 met  (notes 12 14)"),
        (e.PhaseStarted("questioning"), "Questioning begins"),
        (e.Undone(1), "Entry 1 (opened) has no effect"),
        (e.QuestionPlanned(3, ""), "Question 3 is taken off the plan"),
    ],
)
def test_entries_are_told_in_the_words_of_the_field(body: Body, said: str) -> None:
    assert told(body) == [said]


def test_the_end_of_a_phase_says_what_was_not_used_and_that_it_did_not_move() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    sitting.add(e.PhaseStarted("presentation"))
    sitting.wait(17 * 60_000 + 40_000)
    sitting.add(e.PhaseEnded("presentation", "the apprentice had finished"))
    sitting.add(e.PhaseStarted("questioning"))
    sitting.wait(41 * 60_000)
    sitting.add(e.PhaseEnded("questioning"))
    state = sitting.state
    ends = [sentence(x, state) for x in state.entries if isinstance(x.body, e.PhaseEnded)]
    assert ends == [
        "Presentation ends: the apprentice had finished; 17:40 of 20:00 used; "
        "2:20 not used, and not moved",
        "Questioning ends; 41:00 of 40:00 used",
    ]


def test_a_credit_that_nobody_had_asked_for_is_called_unexpected() -> None:
    sitting = Sitting(shipped(), "M1", "1")
    for body in (
        e.PhaseStarted("presentation"),
        e.PhaseEnded("presentation"),
        e.PhaseStarted("questioning"),
        e.QuestionAsked(aims=("P4",)),
        e.Marked(Mark("P4")),
        e.Marked(Mark("P6", "+")),
    ):
        sitting.add(body)
    state = sitting.state
    assert [sentence(entry, state) for entry in state.entries[-2:]] == [
        "P4 heard, on the checklist",
        "P6 sufficient, on the checklist, unexpected",
    ]
