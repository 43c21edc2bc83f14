"""The key of the live screen that speaks of the recording: its counter, or that it stopped."""

from __future__ import annotations

from textual import work

from data.rules import prepare_guards
from screens.keys_now import key_for
from screens.live_desk import LiveDesk
from screens.typed import NotUnderstood, read_counter
from screens.widgets.times import counter

STOPPED = ("x", "off")
"""What is typed where the recording stands still."""


class RecordingKeys(LiveDesk):
    """What the assessor says about the recording."""

    @work(exclusive=True, group="recording")
    async def action_recording(self) -> None:
        """Take down the counter of the recording, or that it stopped."""
        asked = self._clock()
        before = self.state.segments
        answer = await self.ask_line(*self._question(), key="recording", check=_wrong)
        if answer is None:
            return
        if answer.casefold() in STOPPED:
            self.do(prepare_guards.stop_recording)
            return
        shown = read_counter(answer) + self._clock().since(asked)
        if self.do(prepare_guards.set_recording, shown) and self.state.segments > max(1, before):
            begun = f"Recording {self.state.segments} from {counter(shown)} on."
            said = f"{begun} {key_for('live.undo')} takes it back."
            self.notify(said, markup=False, timeout=5)

    def _question(self) -> tuple[str, str]:
        """Return what is asked, and what to know for the answer."""
        title, how = "What does the recording's counter show?", "Like 02:13, or 213"
        readings = self.state.recording
        if not readings:
            return title, f"{how}: minutes and seconds."
        if readings[-1].stopped:
            return title, f"{how}. The recording is off: this begins another one."
        return title, f"{how}; x: it stopped. One that began anew is another recording."


def _wrong(text: str) -> str:
    """Return what is wrong with a counter of the recording."""
    if text.casefold() in STOPPED:
        return ""
    try:
        read_counter(text)
    except NotUnderstood as wrong:
        return str(wrong)
    return ""
