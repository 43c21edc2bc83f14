from __future__ import annotations

from contextvars import copy_context

import pytest

from screens.actions import ALL, BY_ID
from screens.keys_now import key_for, use_keys


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
