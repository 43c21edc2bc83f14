from __future__ import annotations

from contextvars import copy_context

import pytest

from data.rules import last_note, talk_guards
from screens.actions import ALL, BY_ID
from screens.agenda import nothing_written
from screens.keys_now import key_for, use_keys
from screens.live_facts import following
from screens.proposals import Proposed
from screens.widgets.clock_facts import clock_facts
from tests.data.rules.acting import Acting


def test_without_other_keys_those_of_the_registry_are_named() -> None:
    assert (key_for("live.question"), key_for("live.question", typing=True)) == ("q", "F2")
    assert all(key_for(action.id) for action in ALL)


@pytest.mark.parametrize("keys", ["Z,f12", "f12,Z"])
def test_the_key_that_works_while_letters_type_is_named_there(keys: str) -> None:
    def named() -> tuple[str, str]:
        use_keys({"live.question": keys})
        question = BY_ID["live.question"]
        return key_for(question.id), key_for(question.id, typing=True)

    first, *_ = keys.split(",")
    shown = first.upper()
    assert copy_context().run(named) == (shown, "F12")
    assert key_for("live.question") == "q", "another application has its own"


def test_sentences_name_the_keys_of_the_user() -> None:
    acting = Acting("M1").begun()

    def empty() -> list[str]:
        return [nothing_written(everyone=one, searched="").plain for one in (False, True)]

    own = {"live.park": "A", "live.parked": "K", "home.new": "f12", "home.quit": "Q"}

    def told() -> tuple[str, ...]:
        use_keys(own)
        silent = clock_facts(acting.state, acting.now).asked
        acting.do(talk_guards.park, "the second quote")
        parked = following(acting.state, acting.now, Proposed(None, (), ("", "")))
        return silent, parked, *empty()

    silent, parked, *nothing = copy_context().run(told)
    assert silent == "listening   A asks later"
    assert parked.startswith("K  parked at 0:00")
    assert all("  F12   enters" in words and "Leave with Q" in words for words in nothing)
    assert "  n     enters" in empty()[0]


def test_rules_name_no_key_as_the_user_may_have_another() -> None:
    refused = Acting("M1").begun().refused(last_note.repeat_tags)
    assert refused.sentence == "There is no note yet. Write one first."
