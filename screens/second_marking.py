"""A second marker judges a sitting on the same notes, and sees nothing that was made of them.

Made from a marking file alone (`data.exchange.marking_file`): tags, judgements, rationales, grade
and the assessor's name are not in it. Every judgement is kept at its key.
"""

from __future__ import annotations

from textual import work

from data.rules.counts import counted
from data.rules.refused import Refused
from data.store.errors import StoreError
from screens.dialogs import Confirm
from screens.keys_now import key_for
from screens.navigation import SayRefused
from screens.second_view import SecondView
from screens.widgets.row_list import RowList
from screens.widgets.search_line import SearchLine
from screens.writing import Writing, Written

_JOTTED = 40
"""Letters of a rationale after which it is kept while it is still being typed."""


class SecondMarking(SecondView):
    """Judges one sitting a second time.

    Args:
        desk: What is marked, and where it is kept.
    """

    def on_mount(self) -> None:
        """Show the first descriptor that is undecided."""
        self.repaint()
        one = self._at
        if one is not None and self._met(one.code) is not None:
            self._next()
        # What was first asked stands above the first note, and must not be scrolled away.
        self.call_after_refresh(self.query_one("#notes", RowList).scroll_home, animate=False)

    def _keep(
        self,
        code: str,
        *,
        met: bool | None = None,
        rationale: str | None = None,
        notes: tuple[int, ...] | None = None,
    ) -> bool:
        """Keep what changes of a judgement; return False where it was refused, and say why."""
        before = self._desk.said.get(code)
        words = (before.rationale if before else "") if rationale is None else rationale
        cited = (before.notes if before else ()) if notes is None else notes
        try:
            self._desk.judge(code, met, words, cited)
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
            return False
        self._unkept.pop(code, None)
        self.repaint(top=False)
        return True

    def _met(self, code: str) -> bool | None:
        before = self._desk.said.get(code)
        return before.met if before else None

    def _rationale(self, code: str) -> str:
        before = self._desk.said.get(code)
        return self._unkept.get(code) or (before.rationale if before else "")

    def action_met(self) -> None:
        """Judge the descriptor met."""
        one = self._at
        if one and self._keep(one.code, met=True, rationale=self._rationale(one.code)):
            self._next()

    @work
    async def action_not_met(self) -> None:
        """Ask why, and judge the descriptor not met."""
        one = self._at
        if one is None:
            return
        written = await self._write(one.code, f"Why is {one.code} not met?")
        if written.keep and self._keep(one.code, met=False, rationale=written.text):
            self._next()

    @work
    async def action_rationale(self) -> None:
        """Write why; before there is a verdict it waits in the record."""
        one = self._at
        if one is None:
            return
        written = await self._write(one.code, f"Rationale for {one.code}")
        if written.keep:
            self._keep(one.code, met=self._met(one.code), rationale=written.text)

    async def _write(self, code: str, title: str) -> Written:
        """Have a rationale written; left without keeping it, it waits."""
        written = await self.app.push_screen_wait(
            Writing(
                title,
                "In the words of its text: what was shown, or what was missing.",
                text=self._rationale(code),
                typed=lambda now: self._jot(code, now),
                check=lambda now: "" if now else "Type why first.",
            )
        )
        if not written.keep and written.text.strip():
            self._wait(code, written.text)
        return written

    def _jot(self, code: str, text: str) -> None:
        """Keep a long rationale on the way: what waits already may be overtaken."""
        before = self._desk.said.get(code)
        kept = before.rationale if before else ""
        if self._met(code) is None and len(text) - len(kept) >= _JOTTED:
            self._keep(code, rationale=text)

    def _wait(self, code: str, text: str) -> None:
        """Let a text wait: in the record, where no verdict hangs on what stands there."""
        if self._met(code) is None:
            self._keep(code, rationale=text)
        else:
            self._unkept[code] = text
            self.repaint(top=False)

    def action_cite(self) -> None:
        """Go to the notes; in them, say that the one at the cursor supports it, or take it back."""
        notes, one = self.query_one("#notes", RowList), self._at
        if not notes.has_focus:
            self.to_notes()
            return
        if one is None or notes.key is None:
            return
        said, seq = self._desk.said.get(one.code), int(notes.key)
        cited = set(said.notes if said else ()) ^ {seq}
        self._keep(one.code, met=self._met(one.code), notes=tuple(sorted(cited)))

    def action_search(self) -> None:
        """Find words in what was said; the notes follow each key."""
        self.add_class("-searching")
        self._noted(True)
        self.set_focus(self.query_one(SearchLine))

    def action_next_open(self) -> None:
        """Go to the next descriptor that is undecided, from the top again after the last."""
        if not self._next():
            told = f"Every descriptor is judged. {key_for('second.finish')} finishes the marking."
            self.post_message(SayRefused(told))

    def _next(self) -> bool:
        self._to_list()
        decided = {code for code, one in self._desk.said.items() if one.met is not None}
        return self.go_to_next([one.code for one in self._desk.paper.criteria], decided)

    def action_undo(self) -> None:
        """Take the last judgement back."""
        try:
            code = self._desk.undo()
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
            return
        if not code:
            self.post_message(SayRefused("Nothing is judged yet: there is nothing to take back."))
            return
        self.query_one("#descriptors", RowList).move_to(code)
        self.repaint()
        self.app.clear_notifications()
        self.notify(f"Taken back: {code}", markup=False, timeout=3)

    @work
    async def action_finish(self) -> None:
        """Finish, confirmed with y: nothing of it changes afterwards."""
        waiting = counted(len(self._unkept), "rationale is not kept", "rationales are not kept")
        body = "Nothing of it changes afterwards."
        body += f" {waiting}: {' '.join(self._unkept)}." if self._unkept else ""
        if not await self.app.push_screen_wait(Confirm("Finish the second marking?", body)):
            return
        try:
            told = self._desk.done()
        except (Refused, StoreError) as error:
            self.post_message(SayRefused(str(error)))
            return
        self.notify(told, markup=False, timeout=8)
        self.dismiss(None)

    def action_leave(self) -> None:
        """End a search, go from the notes to the list, or leave: everything is kept."""
        descriptors = self.query_one("#descriptors", RowList)
        searching = self.query_one(SearchLine)
        if descriptors.has_focus:
            self.dismiss(None)
        elif searching.text:
            searching.value = ""
            self.remove_class("-searching")
        else:
            self._to_list()
