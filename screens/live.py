"""The live screen: beside a video call, for one glance and one key at a time.

Composed of the keys of the clock, the talk and the glance; here are the ways around the screen.
"""

from __future__ import annotations

from textual import events, on

from data.rules import talk_guards, undoing
from screens.handing import HandingKey
from screens.hiding import Hiding
from screens.live_clock import ClockKeys
from screens.live_facts import is_asking
from screens.live_glance import GlanceKeys
from screens.live_recording import RecordingKeys
from screens.live_talk import TalkKeys
from screens.navigation import GoHome
from screens.widgets.checklist import Checklist
from screens.widgets.note_line import NoteLine
from screens.widgets.row_list import RowList

BROAD = 150
"""Cells from which on the checklist stands beside the notes without being asked for."""


class LiveScreen(ClockKeys, RecordingKeys, TalkKeys, GlanceKeys, HandingKey, Hiding):
    """A sitting while it is run."""

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """Show which keys act where the keyboard is now."""
        self.query_one(NoteLine).listen(listening=not is_asking(self.state))
        self.show_keys()

    def on_descendant_blur(self, event: events.DescendantBlur) -> None:
        """Show which keys act where the keyboard is now."""
        self.call_after_refresh(self.show_keys)

    def action_checklist(self) -> None:
        """Show or hide the KSB checklist."""
        shown = not self.has_class("-checklist")
        self.set_class(shown, "-checklist")
        checklist = self.query_one(Checklist)
        if shown:
            checklist.enter(self.state)
        else:
            self.show_checklist()
            self.act()

    def on_resize(self) -> None:
        """Show the checklist where there is room for it, and the last note in any room."""
        self.call_after_refresh(self.show_checklist)
        self.call_after_refresh(self.query_one("#talk", RowList).show_end)

    def show_checklist(self) -> None:
        """Show the checklist where it was asked for, and by itself on a broad screen."""
        checklist = self.query_one(Checklist)
        checklist.display = self.has_class("-checklist") or self.size.width >= BROAD
        checklist.show(self.state)

    def action_blank(self) -> None:
        """Hide everything but the clock, what was said last as well, or show it again."""
        self.app.clear_notifications()
        self.toggle_class("-blank")
        line = self.query_one(NoteLine)
        line.hide(self.hidden)
        if not self.hidden and not line.line.has_focus:
            self.call_after_refresh(self.act)
        self.repaint()
        self.retitle()

    def action_home(self) -> None:
        """Go back to the list; the clock goes on."""
        self.post_message(GoHome())

    @on(Checklist.Closed)
    def close_checklist(self, event: Checklist.Closed) -> None:
        """Give the keys back to the notes."""
        event.stop()
        self.action_checklist()

    @on(Checklist.Ticked)
    def tick(self, event: Checklist.Ticked) -> None:
        """Make a tick on the checklist an entry."""
        event.stop()
        self.do(talk_guards.mark, event.code, event.sign)

    @on(Checklist.Unticked)
    def untick(self, event: Checklist.Unticked) -> None:
        """Take a tick of the checklist back."""
        event.stop()
        self.do(undoing.untick, event.code)
