"""The practice, with a wrong key and the hint, and its score."""

from __future__ import annotations

from epa_tui.practice.app import PracticeApp, ScoreScreen
from epa_tui.practice.course import Course, Outcome
from epa_tui.settings import Settings
from tests.looks.stage import Shown, Stage, scene
from tests.screens.ticking import Ticker


@scene("s", "ctrl+n", "z")
def practice(stage: Stage) -> Shown:
    app = PracticeApp(stage.store(), Ticker(), Settings(theme="epa-dark", glyphs="full"))
    stage.keep(app.record)
    return app


@scene()
def practice_score(stage: Stage) -> Shown:
    course = Course()
    course.outcomes = [
        Outcome(task, 900 + 700 * (number % 5), 2 + number % 3, int(number == 6), number == 9)
        for number, task in enumerate(course.tasks)
    ]
    return ScoreScreen(course, {})
