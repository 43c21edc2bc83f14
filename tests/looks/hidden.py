"""What is left of a screen to other eyes when it is hidden: a scene for every screen there is."""

from __future__ import annotations

from textual.app import App
from textual.pilot import Pilot

from screens.cover import Cover
from screens.hiding import hides_itself
from tests.data.store.building import an_assessment
from tests.looks.drawing import SIZES
from tests.screens.acted import seen

AT = ("80x24", "40x12")
"""The sizes at which a hidden screen is looked at."""

SHOWN_BY = {
    "AssessmentForm": "form_begun",
    "Ask": "loose_attached",
    "Choose": "judge_deviation",
    "ChooseParked": "choose_parked",
    "ComparisonScreen": "comparison",
    "Confirm": "sealing",
    "ExchangeScreen": "exchange",
    "HelpScreen": "help_",
    "HomeScreen": "home",
    "JourneyScreen": "journey_conduct",
    "JudgeScreen": "judge",
    "LiveScreen": "live",
    "LooseNotes": "loose_notes",
    "MeetingScreen": "meeting",
    "PaperForm": "paper_form",
    "PortfolioScreen": "portfolio",
    "PracticeScreen": "practice",
    "PrepareScreen": "prepare",
    "Read": "dialog_read",
    "RecordScreen": "record",
    "RoomChecklist": "room",
    "ScoreScreen": "practice_score",
    "SecondMarking": "second_marking",
    "SittingForm": "sitting_form",
    "StepForm": "results_publish",
    "Teleprompter": "judge_closing",
    "TraceScreen": "trace",
    "Waiting": "waiting",
    "Writing": "judge_writing",
}
"""The scene that shows each screen of the program."""

SEEN_TOO = ("palette", "live_stocktake", "dialog_ask")
"""Scenes of what is no screen of ours, and of what stands over the live screen."""

HIDDEN = frozenset({*SHOWN_BY.values(), *SEEN_TOO})
"""Scenes that are hidden at their end."""


def words(app: App[None]) -> str:
    return " ".join(seen(app).split())


def leak(app: App[None]) -> str:
    """Return what is seen that must not be; empty where everything is hidden."""
    if isinstance(app.screen, Cover):
        said = words(app).removeprefix("1:58:00 RUNNING ")
        return said.removeprefix("Everything is hidden. F8 shows it again.")
    person = an_assessment()
    names = {person.given_names, person.family_name} & set(words(app).split())
    return "" if "PRIVACY" in words(app) and not names else words(app)


async def hidden_and_shown(pilot: Pilot[None]) -> list[str]:
    """Hide the screen, look at it at both sizes and show it again; return what went wrong."""
    app = pilot.app
    before, itself = (app.screen, app.focused), hides_itself(app.screen_stack)
    await pilot.press("f8")
    wrong = []
    for size in AT:
        await pilot.resize_terminal(*SIZES[size])
        await pilot.pause()
        wrong.append(leak(app))
    await pilot.press("f8")
    await pilot.pause()
    if not itself:
        wrong.append("" if (app.screen, app.focused) == before else "it is not as it was")
    return [each for each in wrong if each]
