"""The live screen in every state, with what opens on it: scenes for `scenes`."""

from __future__ import annotations

from data.rules import clock_guards
from screens.live import LiveScreen
from screens.live_jumps import notice_closing
from screens.save_watch import SaveWatch
from tests.looks.drawing import Looked
from tests.looks.stage import Shown, Stage, discussed, scene
from tests.screens.acted import Acted


def _live(acted: Acted, watch: SaveWatch | None = None) -> LiveScreen:
    return LiveScreen(acted.record, acted.ticker, watch or SaveWatch())


@scene()
def live_waiting(stage: Stage) -> Shown:
    return _live(stage.act("M1"))


@scene()
def live(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2", extra_per_mille=250)))


@scene("a", "n", *"and")
def live_listening(stage: Stage) -> Shown:
    return _live(stage.act("M1").begun().wait(19).noted("closing words of the slides", ("P1", "")))


def _over(stage: Stage, minutes: int) -> LiveScreen:
    acted = stage.act("M1").asking().wait(39).do(clock_guards.extend, "to finish")
    return _live(acted.wait(minutes - 39))


@scene()
def live_overtime(stage: Stage) -> Shown:
    return _over(stage, 41)


@scene()
def live_over_ceiling(stage: Stage) -> Shown:
    return _over(stage, 45)


@scene()
def live_paused(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")).do(clock_guards.pause, "comfort break").wait(3))


@scene()
def live_ended(stage: Stage) -> Shown:
    return _live(stage.act("M1").heard())


@scene("b")
def live_blank(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


class Elsewhere(Looked):
    """The keyboard belongs to another window."""

    def on_mount(self) -> None:
        super().on_mount()
        self.call_after_refresh(self._lose)

    def _lose(self) -> None:
        self.app_focus = False


@scene()
def live_elsewhere(stage: Stage) -> Shown:
    return Elsewhere(_live(discussed(stage.act("M2"))))


@scene("c", "down", "down")
def checklist(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2", "2")))


@scene("n", *"crew ", "number_sign", *"k8", "enter")
def live_refused(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


@scene("question_mark")
def help_(stage: Stage) -> Shown:
    return _live(stage.act("M1").begun())


@scene("E")
def dialog_confirm(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))


@scene("q", *"she asked")
def dialog_ask(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")).wait(90))


@scene()
def dialog_choose(stage: Stage) -> Shown:
    acted, watch = discussed(stage.act("M2")), SaveWatch()
    notice_closing(acted.record, watch, acted.ticker.now)
    return _live(acted, watch)


@scene("c", "down", "d")
def dialog_read(stage: Stage) -> Shown:
    return _live(discussed(stage.act("M2")))
