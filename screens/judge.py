"""The judgements: each descriptor with its text, its KSBs and its notes, side by side.

Opens when the last phase has ended. The grade of the method is derived and shown, never chosen;
the seal is asked for in `sealing`, the texts are written in `writing`, `judge_view` paints.
"""

from __future__ import annotations

from collections.abc import Callable

from textual import work

from data.record.entries import Judged, Undone
from data.record.instant import Clock
from data.rules import judging
from data.rules.grading import Overall, method_grade
from data.rules.undoing import undo_judging
from data.standards.model import Descriptor
from data.store.sitting_record import SittingRecord
from screens.handing import HandingKey
from screens.judge_view import JudgeView
from screens.keeping import undone_words
from screens.keys_now import key_for
from screens.loose_notes import LooseNotes
from screens.navigation import GoHome, OpenSitting, SayRefused
from screens.scripts import Scripts
from screens.sealing import Sealing, WayOut, ask_deviation
from screens.teleprompter import Teleprompter
from screens.unkept import FEEDBACK, RATIONALE
from screens.widgets.descriptor_list import judged
from screens.widgets.row_list import RowList
from screens.widgets.sitting_words import just_ended
from screens.writing import Writing, Written


class JudgeScreen(JudgeView, HandingKey):
    """Judges one sitting.

    Args:
        record: The sitting.
        clock: Tells the time.
        during: True where the organisation allows judgements during the sitting.
        way_out: Makes the result that is kept with the seal; None where none leaves.
        overall: Returns the provisional overall grade, as the store has the other methods.
        due: Returns by when the result has to be out, or since when it is.
        scripts: The user's words; the built-in ones where left out.
    """

    def __init__(
        self,
        record: SittingRecord,
        clock: Clock,
        *,
        during: bool = False,
        way_out: WayOut | None = None,
        overall: Callable[[], Overall] | None = None,
        due: Callable[[], str] | None = None,
        scripts: Scripts | None = None,
    ) -> None:
        super().__init__(record, clock, during=during, overall=overall, due=due)
        self._scripts = scripts or Scripts()
        self._sealing = Sealing(self, record, clock, way_out, self._unkept.codes)

    def on_mount(self) -> None:
        """Show the closing words first when the live part has just ended."""
        if self._open and just_ended(self._record.state, self._clock()):
            self.action_closing()

    def _judge(self, met: bool, rationale: str, *, go_on: bool = True) -> None:
        """Judge the descriptor at the cursor, and go on to the next that is undecided."""
        descriptor = self._at
        if descriptor is None:
            return
        notes = tuple(note.seq for note in judging.supporting(self._record.state, descriptor))
        kept = self._keep(
            lambda state, now: judging.judge(
                state, now, descriptor.code, met, rationale, notes, during=self._during
            )
        )
        if kept:
            self._unkept.put(RATIONALE, descriptor.code, "", self._clock())
            self.repaint(top=False)
            self.say_doubts(descriptor.code)
        if kept and go_on:
            self._go_to_next()

    def action_confirm(self) -> None:
        """Judge as the live marks propose, or say that they propose nothing."""
        descriptor = self._at
        if descriptor is None or not self._open:
            return
        state = self._record.state
        if judged(state, descriptor) is not None:
            self._say(f"{descriptor.code} is judged. Change it with {_verdict_keys()}.")
        elif judging.proposal(state, descriptor) is None:
            self._say(f"Nothing is proposed for {descriptor.code}. Judge it: {_verdict_keys()}.")
        else:
            self.action_met()

    def action_met(self) -> None:
        """Judge the descriptor met; after a seal it asks why."""
        descriptor = self._at
        if descriptor is None or not self._open:
            return
        if self._record.state.seals and not self._record.state.sealed:
            self._judge_with_reason(descriptor, True)
        else:
            self._judge(True, self._rationale(descriptor.code))

    def action_not_met(self) -> None:
        """Ask why, and judge the descriptor not met."""
        descriptor = self._at
        if descriptor is None or not self._open:
            return
        if self._record.state.sealed:
            self._judge(False, "")
        else:
            self._judge_with_reason(descriptor, False)

    @work
    async def _judge_with_reason(self, descriptor: Descriptor, met: bool) -> None:
        word = "met" if met else "not met"
        written = await self._write(
            f"Why is {descriptor.code} {word}?",
            "In the words of its text: what was shown, or what was missing.",
            RATIONALE,
            descriptor.code,
        )
        if written.keep:
            self._judge(met, written.text)

    def _rationale(self, code: str) -> str:
        """Return the rationale as it stands: what waits goes before what is kept."""
        judgement = self._record.state.judgements.get(code)
        kept = judgement.rationale if judgement else ""
        return self._unkept.get(RATIONALE, code) or kept

    async def _write(self, title: str, body: str, what: str, code: str) -> Written:
        """Have a text written; whatever comes of it, it waits until it is kept."""
        if what == RATIONALE:
            text, missing = self._rationale(code), "Type why first."
        else:
            kept = self._record.state.feedback.get(code, "")
            text, missing = self._unkept.get(what, code) or kept, ""
        written = await self.app.push_screen_wait(
            Writing(
                title,
                body,
                text=text,
                typed=lambda now: self._unkept.put(what, code, now, self._clock()),
                check=lambda now: "" if now else missing,
            )
        )
        self.repaint(top=False)
        return written

    @work
    async def action_rationale(self) -> None:
        """Write why the descriptor is judged so; before it is judged, the text waits."""
        descriptor = self._at
        if descriptor is None or not self._writable():
            return
        code, met = descriptor.code, judged(self._record.state, descriptor)
        body = "" if met is not None else f"It waits here, and is kept with {_verdict_keys()}."
        written = await self._write(f"Rationale for {code}", body, RATIONALE, code)
        if written.keep and met is not None:
            self._judge(met, written.text, go_on=False)

    def action_feedback(self) -> None:
        """Write feedback for the apprentice on the descriptor."""
        descriptor = self._at
        if descriptor is not None and self._writable():
            self._give_feedback(descriptor.code, f"Feedback on {descriptor.code}")

    def action_overall_feedback(self) -> None:
        """Write feedback for the apprentice on the whole sitting."""
        if self._writable():
            self._give_feedback("", "Feedback on the whole sitting")

    @work
    async def _give_feedback(self, code: str, title: str) -> None:
        written = await self._write(title, "The apprentice reads this.", FEEDBACK, code)
        if not written.keep:
            return
        if self._keep(lambda state, now: judging.give_feedback(state, now, code, written.text)):
            self._unkept.put(FEEDBACK, code, "", self._clock())
            self.repaint(top=False)
            self.say_doubts(code)

    def _writable(self) -> bool:
        """Tell whether a text can be kept; say so where a seal holds."""
        if self._record.state.sealed:
            way = f"{key_for('judge.record')}, then {key_for('record.reopen')}"
            self._say(f"The sitting is sealed. Reopen it from its record ({way}) to change it.")
        return self._open and not self._record.state.sealed

    def action_next_open(self) -> None:
        """Go to the next descriptor that is undecided, from the top again after the last."""
        if not self._go_to_next():
            loose = judging.unattached(self._record.state)
            look = f"Look at {judging.counted(loose)} with {key_for('judge.loose')}, then seal"
            seal = f"{look if loose else 'Seal'} the sitting with {key_for('judge.seal')}."
            self._say(f"Every descriptor is judged. {seal}")

    def _go_to_next(self) -> bool:
        """Move to the next descriptor that is undecided; return False where there is none."""
        state = self._record.state
        return self.go_to_next([one.code for one in state.criteria], state.judgements)

    @work
    async def action_loose(self) -> None:
        """Look at the notes that support nothing."""
        if self._open:
            await self.app.push_screen_wait(LooseNotes(self._record, self._clock))
            self.repaint()

    @work
    async def action_deviation(self) -> None:
        """Record what departed from the plan."""
        if self._writable():
            await ask_deviation(self, self._record, self._clock)
            self.repaint(top=False)

    @work
    async def action_seal(self) -> None:
        """Sign the sitting off, confirmed with y, after a look at notes that support nothing."""
        if not self._open:
            return
        state = self._record.state
        if not state.sealed and not method_grade(state).undecided and judging.unattached(state):
            await self.app.push_screen_wait(LooseNotes(self._record, self._clock))
        await self._sealing.run()
        self.repaint()

    @work
    async def action_closing(self) -> None:
        """Show the closing words, to be read out to the apprentice."""
        script = Teleprompter(self._record, self._clock, self._scripts, "closing")
        await self.app.push_screen_wait(script)
        self.repaint(top=False)

    def action_undo(self) -> None:
        """Take back the last judgement or text of this screen."""
        if not self._open:
            back = f"{key_for('judge.home')} goes back."
            self._say(f"Nothing is undone here while the judgements are locked. {back}")
            return
        said = undone_words(self._record.state)
        if self._keep(undo_judging):
            self.app.clear_notifications()
            self.notify(said, markup=False, timeout=3)
            self._go_to_undone()

    def _go_to_undone(self) -> None:
        """Move back to the descriptor whose judgement was just taken back."""
        state = self._record.state
        taken = state.last.body
        undone = state.entries[taken.target - 1].body if isinstance(taken, Undone) else None
        if isinstance(undone, Judged):
            self.query_one("#descriptors", RowList).move_to(undone.code)

    def action_record(self) -> None:
        """Show the record."""
        self.post_message(OpenSitting(self._record.sitting.id, "record"))

    def action_home(self) -> None:
        """Show the list of sittings."""
        self.post_message(GoHome())

    def _say(self, sentence: str) -> None:
        self.post_message(SayRefused(sentence))


def _verdict_keys() -> str:
    return f"{key_for('judge.met')} met or {key_for('judge.not_met')} not met"
