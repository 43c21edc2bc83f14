"""The whole way, by keyboard alone, at 80x24: from the list of sittings to the result as JSON."""

from __future__ import annotations

from pathlib import Path

from textual.command import CommandPalette

from data.record.chain import verify
from data.store.store import Store
from epa_tui.app import EpaApp
from epa_tui.settings import Settings
from screens.home import HomeScreen
from screens.judge import JudgeScreen
from screens.live import LiveScreen
from screens.wording import today_written
from tests.epa_tui.hands import MINUTE, exported, opened
from tests.screens.acted import seen
from tests.screens.ticking import Ticker


async def test_method_1_from_the_list_to_the_result(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        assert isinstance(hands.app.screen, HomeScreen)
        assert "Testa Example" in seen(hands.app)
        await hands.prepared()
        await hands.press("s")
        hands.wait(5)
        await hands.note("kept a risk register #p3+")
        hands.wait(15.5)
        await hands.press("e")
        await hands.sees("OVERTIME")
        hands.wait(1)
        await hands.ended()
        await hands.press("s")
        for number in range(6):
            hands.wait(4)
            await hands.press("q")
            await hands.note(f"answer {number + 1} #p{number + 1}+")
        await hands.note("the report came late #p7+")
        hands.wait(20)
        await hands.ended()
        await hands.sees("over")
        await hands.judged(10)
        document = await exported(hands, tmp_path)
    result = document["data"]
    assert result["method"]["code"] == "M1"
    assert result["grade"]["grade"] == "distinction"
    questioning = next(p for p in result["phases"] if p["code"] == "questioning")
    assert questioning["allotted_ms"] == 40 * MINUTE
    with Store.open(tmp_path) as store:
        verify(store.entries("sitting-0"))
        assert store.sitting("sitting-0").grade == "distinction"


async def test_method_2_option_1_with_a_pause(tmp_path: Path) -> None:
    async with opened(tmp_path, "M2") as hands:
        await hands.prepared()
        await hands.press("s")
        for number in range(10):
            hands.wait(8)
            await hands.press("q")
            await hands.note(f"answer {number + 1} #p{number + 1}+ #k3")
        await hands.press("p", "2")
        await hands.sees("comfort break")
        hands.wait(7)
        await hands.press("p")
        hands.wait(41)
        await hands.ended()
        await hands.judged(26)
        document = await exported(hands, tmp_path)
    (discussion,) = document["data"]["phases"]
    assert discussion["used_ms"] // MINUTE == 121
    assert [pause["reason"] for pause in discussion["pauses"]] == ["comfort break"]
    assert document["data"]["standard"]["criteria_status"] == "descriptors"


async def test_option_2_shows_its_statements_marked_and_extra_time_its_effect_alone(
    tmp_path: Path,
) -> None:
    personal = {"extra_per_mille": 250, "adjustment_reference": "DEMO-RA-1"}
    async with opened(tmp_path, "M2", "2", **personal) as hands:
        await hands.prepared()
        await hands.press("s")
        await hands.sees("+25%")
        assert hands.left == "2:30:00"
        assert "DEMO-RA-1" not in seen(hands.app)
        await hands.press("c", "slash")
        await hands.write("k30")
        await hands.sees("statement")
        assert "post-production schedule" in seen(hands.app)


async def test_grades_are_locked_until_the_end_and_coming_back_asks_about_no_gap(
    tmp_path: Path,
) -> None:
    async with opened(tmp_path, "M1") as hands:
        await hands.prepared()
        await hands.press("s", "j")
        await hands.shows(JudgeScreen)
        hands.wait(1)
        hands.app.read_clocks()
        assert hands.app.titled.startswith("19:00 RUNNING"), "it goes on where no live screen is"
        await hands.press("m")
        assert "met" not in seen(hands.app).replace("method", "").split()
        await hands.press("h")
        await hands.shows(HomeScreen)
        await hands.sees("LIVE")
        hands.wait(2)
        await hands.press("enter")
        await hands.shows(LiveScreen)
        await hands.sees("RUNNING")
        assert hands.left == "17:00"
        assert "Does this time count" not in seen(hands.app)
        await hands.press("h")
        await hands.sees(today_written(hands.ticker()))
        hands.wait(24 * 60)
        hands.app.beat()
        await hands.sees(today_written(hands.ticker()))


async def test_help_palette_and_theme_act_on_any_screen(tmp_path: Path) -> None:
    async with opened(tmp_path, "M1") as hands:
        for key in ("question_mark", "f1"):
            await hands.press(key)
            await hands.sees("Enter a new assessment")
            await hands.press("q")
            assert isinstance(hands.app.screen, HomeScreen)
        offered = [one.title for one in hands.app.get_system_commands(hands.app.screen)]
        assert "Commands" in offered
        assert len(offered) == len(set(offered)), "an action with two keys is offered once"
        await hands.press("ctrl+p")
        await hands.write("theme")
        await hands.sees("Dark, light, high contrast, the terminal's own")
        await hands.press("enter")
        await hands.shows(HomeScreen)
        themes = [hands.app.theme]
        for _ in range(3):
            await hands.press("ctrl+l")
            themes.append(hands.app.theme)
        assert themes == ["epa-light", "epa-contrast", "epa-ansi", "epa-dark"]


async def test_a_changed_key_acts_and_the_old_one_does_not(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        settings = Settings(keys={"app.theme": "f12", "app.palette": "f11"})
        app = EpaApp(store, Ticker(), settings)
        async with app.run_test(size=(80, 24)) as pilot:
            await pilot.press("ctrl+l")
            assert app.theme == "epa-dark"
            await pilot.press("f12")
            assert app.theme == "epa-light"
            await pilot.press("ctrl+p")
            assert isinstance(app.screen, HomeScreen)
            await pilot.press("f11")
            assert isinstance(app.screen, CommandPalette)


async def test_what_is_wrong_in_the_settings_is_told(tmp_path: Path) -> None:
    with Store.open(tmp_path) as store:
        app = EpaApp(store, Ticker(), Settings(problems=("settings: [K1] colour is wrong",)))
        async with app.run_test(size=(80, 24), notifications=True) as pilot:
            await pilot.pause()
            assert "[K1] colour is wrong" in seen(app)


async def test_the_keys_of_the_user_act_and_stand_wherever_a_key_is_named(tmp_path: Path) -> None:
    keys = {
        "live.incident": "Z,f12",
        "live.note": "Y",
        "live.start": "B",
        "judge.seal": "X",
        "app.help": "f1,question_mark",
    }
    async with opened(tmp_path, "M1", keys=keys) as hands:
        await hands.prepared()
        assert "B starts the clock" in seen(hands.app)
        assert "Y opens the note line" in seen(hands.app)
        await hands.press("s")
        assert "RUNNING" not in seen(hands.app)
        await hands.press("B", "Y", "Z", "o", "o")
        live = hands.app.screen
        assert isinstance(live, LiveScreen)
        assert live.state.incidents == ()
        await hands.press("enter", "f12")
        assert len(live.state.incidents) == 1
        assert [note.text for note in live.state.notes.values()] == ["Zoo"]
