"""The keys at the bottom are those of the situation."""

from __future__ import annotations

from pathlib import Path

from data.record.entries import SittingEnded
from data.rules import clock_guards
from data.rules.adjourning import adjourn, take_up
from screens.live_keys import (
    KEYS,
    acting_keys,
    checklist_keys,
    filtering_keys,
    situation,
    writing_keys,
)
from tests.screens.acted import Acted
from tests.screens.living import closing


def test_each_situation_of_a_sitting_in_turn(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1")) as acted:
        found = [situation(acted.record.state, acted.ticker.now)]

        def note() -> None:
            found.append(situation(acted.record.state, acted.ticker.now))

        acted.begun()
        note()
        acted.wait(18)
        note()
        acted.over()
        note()
        acted.do(clock_guards.start_phase)
        note()
        acted.do(clock_guards.pause, "other")
        note()
        acted.do(clock_guards.resume).wait(39)
        note()
        acted.do(adjourn, "fire alarm")
        note()
        acted.do(take_up, deviation="the same day").over()
        note()
        acted.record.add(acted.ticker.now, SittingEnded("abandoned"))
        note()
        assert found == [
            "before",
            "silent",
            "silent, ending",
            "between",
            "asking",
            "paused",
            "asking, ending",
            "adjourned",
            "over",
            "ended",
        ]
        assert set(found) == set(KEYS)


def test_help_is_always_among_them(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M1")) as acted:
        keys = acting_keys(acted.record.state, acted.ticker.now)
        assert "help" in [action.name for action in keys]
    assert all("help" in names for names in KEYS.values())


def test_what_acts_while_letters_type_has_a_function_key_and_is_not_refused(
    tmp_path: Path,
) -> None:
    with closing(Acted(tmp_path, "M1").begun()) as acted:
        for _ in range(7):
            actions = writing_keys(acted.record.state, acted.ticker.now)
            last = [action.keys.split(",")[-1] for action in actions]
            assert all(key.startswith("f") and key[1:].isdigit() for key in last)
            listening = situation(acted.record.state, acted.ticker.now).startswith("silent")
            assert listening == (not {"question", "follow_up"} & {a.name for a in actions})
            if acted.record.state.current == "presentation" and not acted.record.state.live_over:
                acted.over().do(clock_guards.start_phase)
            else:
                acted.wait(7)


def test_after_the_ceiling_no_key_extends(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2").asking()) as acted:
        acted.wait(121)
        assert "extend" in names(acted)
        acted.wait(20)
        assert "extend" not in names(acted)


def test_while_all_is_hidden_the_first_key_shows_it(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2").asking()) as acted:
        state, now = acted.record.state, acted.ticker.now
        for actions in (
            acting_keys(state, now, hidden=True),
            writing_keys(state, now, hidden=True),
        ):
            assert (actions[0].name, actions[0].title) == ("blank", "Show all")
            assert "checklist" not in [action.name for action in actions]


def names(acted: Acted) -> list[str]:
    return [action.name for action in acting_keys(acted.record.state, acted.ticker.now)]


def test_a_filter_tells_how_to_keep_and_how_to_leave_it(tmp_path: Path) -> None:
    with closing(Acted(tmp_path, "M2").asking()) as acted:
        state, now = acted.record.state, acted.ticker.now
        keep, clear, *others = filtering_keys(state, now)
        assert (keep.keys, clear.keys.split(",")[-1]) == ("enter", "escape")
        assert tuple(others) == writing_keys(state, now)


def test_the_checklist_tells_how_to_leave_it() -> None:
    assert "close" in [action.name for action in checklist_keys()]
