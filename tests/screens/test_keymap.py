"""The user's keys: each trouble is told with what to do, and what is left works as it was told."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual.binding import BindingsMap

from screens.action import Action, action_id, bindings
from screens.actions import ALL, BY_ID, GROUPS
from screens.key_names import canonical
from screens.keymap import for_textual, keymap


@pytest.mark.parametrize(
    ("keys", "told"),
    [
        ({"live.question": "f3"}, "live.question and live.follow_up both have F3"),
        ({"live.undo": "f1"}, "app.help and live.undo both have F1"),
        ({"live.tag": "Y", "live.park": "Y"}, "live.tag and live.park both have Y"),
        ({"list.up": "k"}, "list.up and judge.closing both have k"),
        ({"checklist.whole": "q"}, "live.question and checklist.whole both have q"),
        ({"live.undo": "u,ctrl+i"}, "live.undo cannot be Ctrl+I: most terminals send it as Tab"),
        ({"home.open": "ctrl+m"}, "send it as Enter"),
        ({"home.open": "ctrl+h"}, "send it as backspace"),
        ({"home.open": "ctrl+["}, "send it as Esc"),
        ({"home.open": "alt+o"}, "most terminals send Alt as Esc and the key behind it"),
        ({"home.open": "shift+o"}, "write the letter as it is typed, O"),
        ({"home.open": "ctrl+shift+o"}, "terminals leave the Shift out"),
        ({"home.open": "ctrl+1"}, "terminals send Ctrl with small letters only"),
        ({"home.open": "ctrl+c"}, "home.open cannot be Ctrl+C, which copies what is selected"),
        ({"live.tag": "ctrl+q"}, "which closes the program"),
        ({"live.note": "minus"}, "live.note cannot be -, which would act while letters type"),
        ({"live.undo": "z"}, 'has to work while letters type. Add a key that does: "z,f9"'),
        ({"live.pause": "ctrl+u"}, 'Add a key that does: "ctrl+u,f5"'),
        ({"note.leave": "f12,z"}, "note.leave acts while letters type, so z would be typed"),
        ({"form.save": "z"}, "form.save acts while letters type, so z would be typed"),
        ({"live.tag": ""}, "live.tag would be left with no key. It keeps t."),
    ],
)
def test_each_trouble_names_the_actions_and_what_to_do(keys: dict[str, str], told: str) -> None:
    read = keymap(keys, ALL)
    assert any(told in problem for problem in read.problems), read.problems
    assert read.keys == {}
    assert all("keep" in problem for problem in read.problems)


@pytest.mark.parametrize(
    "keys",
    [
        {"live.question": "f12"},
        {"live.question": "U,f12", "home.open": "f12"},
        {"live.question": "f,f3", "live.follow_up": "q,f2"},
        {"checklist.close": "c,f12"},
        {"live.tag": "\u00e9"},
        {"judge.met": "K", "judge.not_met": "X"},
        {"home.quit": "ctrl+q"},
    ],
)
def test_keys_that_trouble_nobody_hold(keys: dict[str, str]) -> None:
    read = keymap(keys, ALL)
    assert (read.keys, read.problems) == (keys, ())


def test_a_key_is_known_by_its_sign_as_well_as_by_its_name() -> None:
    assert (
        keymap({"judge.met": "?"}, ALL)
        .problems[0]
        .startswith("keys: app.help and judge.met both have ?.")
    )
    assert keymap({"judge.met": "*"}, ALL).keys == {"judge.met": "asterisk"}


def test_who_falls_back_on_its_own_key_takes_it_from_nobody() -> None:
    read = keymap({"live.question": "f,f3", "live.follow_up": "q,ctrl+i"}, ALL)
    assert read.keys == {}
    assert "live.follow_up cannot be Ctrl+I" in read.problems[0]
    assert "live.question and live.follow_up both have f" in "".join(read.problems)


KEYS = ("q", "f", "z", "j", "x", "f1", "f2", "f3", "f12", "up", "enter", "?", "!", "m", "ctrl+g")
WANTED = st.dictionaries(
    st.sampled_from([*BY_ID]),
    st.lists(st.sampled_from(KEYS), min_size=1, max_size=3, unique=True).map(",".join),
    max_size=6,
)


@given(WANTED)
def test_textual_makes_of_them_what_was_told(wanted: dict[str, str]) -> None:
    read = keymap(wanted, ALL)
    assert read.keys.keys() <= wanted.keys()
    assert len(read.keys) == len(wanted) or read.problems
    for group in GROUPS:
        actions = tuple(action for action in ALL if action.group == group)
        assert acting(read.keys, actions) == {
            (action.id, canonical(key))
            for action in actions
            for key in read.keys.get(action.id, action.keys).split(",")
        }


def acting(keys: dict[str, str], actions: tuple[Action, ...]) -> set[tuple[str, str]]:
    """Return which keys act on a screen by Textual's own account: action and key."""
    made = BindingsMap(bindings(actions))
    made.apply_keymap(for_textual(keys, actions))
    held = made.key_to_bindings.items()
    return {(action_id(one), key) for key, each in held for one in each}


def test_a_key_that_two_actions_are_meant_to_share_stays_with_the_other() -> None:
    credit = Action("live.credit", "1", "Credit", "Credit the first.")
    reason = Action("live.reason", "1", "Reason", "The first reason.")
    assert keymap({"live.reason": "f12"}, (credit, reason)).problems == ()
    assert acting({"live.reason": "f12"}, (credit, reason)) == {
        ("live.credit", "1"),
        ("live.reason", "f12"),
    }
