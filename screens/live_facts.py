"""What the live screen says about a sitting: pure functions from state and time to words."""

from __future__ import annotations

from textual.content import Content

from data.record.entries import Mark
from data.record.instant import Instant
from data.record.state import Note, Question, Remark, SittingState
from data.record.text import clean
from data.rules.arrangements import arrangements_written
from data.rules.coverage import coverage
from data.rules.crediting import Credit, credits_given, slots
from data.rules.horizon import horizon
from data.rules.pace import pace
from data.rules.parked import waiting
from screens.keys_now import key_for
from screens.proposals import NOTHING, Proposed
from screens.widgets.clock_facts import signal_words
from screens.widgets.code_runs import runs
from screens.widgets.coverage_strip import GradeFacts, StripFacts
from screens.widgets.mark_words import signed
from screens.widgets.row_list import Row
from screens.widgets.times import left, span

BEHIND_MS = 60_000
"""So far behind an even plan, in milliseconds, the pace changes its colour. Our convention."""

ON_PLAN = "on plan"
"""Neither ahead nor behind by a whole minute."""

ATTEMPTS = {"first": "1st attempt", "re-sit": "re-sit", "re-take": "re-take"}
"""Attempts as the top line says them."""


def top_facts(state: SittingState, name: str) -> tuple[str, ...]:
    """Return who is assessed in what; an adjustment as its effect, never its reason.

    Args:
        state: The sitting.
        name: The apprentice's name.

    Returns:
        The facts, the most important first: how the sitting is held before what is known anyway.
    """
    opened = state.opened
    facts = (
        clean(name),
        opened.method,
        f"+{opened.extra_per_mille / 10:g}%" if opened.extra_per_mille else "",
        *arrangements_written(opened.breaks),
        f"option {opened.option}" if opened.option else "",
        ATTEMPTS.get(opened.attempt, opened.attempt),
        f"{opened.reference} {opened.version}",
    )
    return tuple(fact for fact in facts if fact)


def hidden_facts() -> tuple[str, str]:
    """Return what the top line says while names are hidden."""
    keys = dict.fromkeys((key_for("live.blank"), key_for("live.blank", typing=True)))
    return "PRIVACY", f"{' or '.join(keys)} shows all again"


def still_hidden(action: str) -> str:
    """Return why an action does nothing while names are hidden, and the keys that mend it."""
    return f"Everything is hidden. {key_for('live.blank')} shows it again, then {key_for(action)}."


def strip_facts(state: SittingState, now: Instant, proposed: Proposed = NOTHING) -> StripFacts:
    """Return counts, open codes, pace and what comes next.

    Args:
        state: Where the sitting stands.
        now: The present.
        proposed: What the planner proposes to ask next.
    """
    grades = coverage(state).grades
    behind, words, short, rest = _pace(state, now)
    digits = _digits(state)
    parked = waiting(state)
    # A single one stands there itself, where no question is proposed.
    alone = int(proposed.number is None)
    return StripFacts(
        grades=tuple(
            GradeFacts(
                part.grade,
                part.heard,
                part.total,
                tuple(descriptor.code for descriptor in part.open),
                tuple(descriptor.code for descriptor in part.from_report),
                tuple(digits.get(descriptor.code, "") for descriptor in part.open),
            )
            for part in grades
        ),
        sufficient=sum(part.sufficient for part in grades),
        pace=words,
        pace_short=short,
        pace_rest=rest,
        behind=behind,
        following=following(state, now, proposed),
        aims=" ".join(runs(proposed.codes)),
        why=proposed.why,
        room=room_words(state, now),
        parked=_parked(len(parked)) if len(parked) > alone and not state.live_over else "",
    )


def _parked(count: int) -> str:
    return f"{key_for('live.parked')}  {count} parked"


def _digits(state: SittingState) -> dict[str, str]:
    """Return the digit that credits each code; none while digits say why the clock stands."""
    clock = state.clock
    if clock is None or not clock.running:
        return {}
    return {code: str(place) for place, code in enumerate(slots(state), start=1)}


def _pace(state: SittingState, now: Instant) -> tuple[bool, str, str, str]:
    """Return whether the assessor is behind an even plan, and the pace in words.

    Returns:
        Behind or not, the pace, the pace in fewer words, and what these leave out.
    """
    found = pace(state, now)
    if found is None or found.each_ms is None:
        return False, "", "", ""
    if not found.left_ms:
        return True, f"{found.open} not heard in the time", f"{found.open} not heard", ""
    ahead, each = ahead_words(found.ahead_ms), f"{span(found.each_ms)} each"
    short, rest = (each, "") if ahead == ON_PLAN else (ahead, each)
    return found.ahead_ms <= -BEHIND_MS, f"{each}, {ahead}", short, rest


def ahead_words(milliseconds: int) -> str:
    """Return how far from an even plan, in whole minutes: `2 min ahead`, `on plan`.

    Seconds would change the line every second, and draw the eye for nothing.
    """
    minutes = abs(milliseconds) // 60_000
    if not minutes:
        return ON_PLAN
    return f"{minutes} min {'ahead' if milliseconds > 0 else 'behind'}"


def room_words(state: SittingState, now: Instant) -> str:
    """Return how many more main questions fit; nothing where none can be asked any more."""
    reach = horizon(state, now)
    if reach is None or state.clock is None or state.clock.remaining(now) <= 0:
        return ""
    return f"room for {reach.room} more" if reach.room else "no room for more"


def following(state: SittingState, now: Instant, proposed: Proposed) -> str:
    """Return the question to ask next, or what was parked; nothing once nothing can be asked.

    While it may not be asked, the key that asks is left out.
    """
    if state.live_over:
        return ""
    if proposed.number is not None:
        late = state.clock and state.clock.remaining(now) <= 0
        key = f"{key_for('live.planned')}  " if is_asking(state) and not late else ""
        return f"{key}{proposed.number}  {state.plan[proposed.number].text}"
    if parked := waiting(state):
        return f"{key_for('live.parked')}  {parked_words(parked[0])}"
    return proposed.nothing


def is_asking(state: SittingState) -> bool:
    """Tell whether the phase under way is one in which questions are asked."""
    return state.clock is not None and not state.method.phase(state.clock.phase).silent


def parked_words(remark: Remark) -> str:
    """Return what was parked, with its time."""
    return f"parked at {span(remark.clock_ms)}  {remark.text or 'ask about this'}"


def window_title(state: SittingState, now: Instant, *, hidden: bool = False) -> str:
    """Return the window's title: clock and counts, and nothing about a person.

    Args:
        state: The sitting.
        now: The present.
        hidden: Leave the counts out.
    """
    clock = state.clock
    if clock is None:
        return f"epa-tui  {state.clock_state(now)}"
    shown = f"{left(clock.remaining(now))} {clock.state(now)}"
    if banner := signal_words(state, now):
        shown = f"{banner}  {shown}"
    if hidden:
        return shown
    lowest = next(iter(coverage(state).grades), None)
    heard = f"  heard {lowest.heard}/{lowest.total}" if lowest else ""
    return f"{shown}  Q {state.main_asked}{heard}"


Said = Question | Note | Remark | Credit
"""What has a row of its own."""
_NO_MORE = 4
"""Kind of a row of something parked that was asked or dropped since."""
INDENT = 13
"""Cells of time and label; what does not fit on the first line goes on below its words."""


class TalkRows:
    """The rows of what was said, made once for each question, note, remark and credit."""

    def __init__(self) -> None:
        self._made: dict[int, tuple[object, Row]] = {}

    def of(self, state: SittingState) -> list[Row]:
        """Return the rows in the order in which things were said."""
        number = 0
        rows: dict[int, Row] = {}
        for question in state.questions:
            number += question.main
            rows[question.seq] = self._row(question, question.seq, number)
        for note in state.notes.values():
            rows[note.seq] = self._row(note, note.seq, 0)
        for kind, remarks in ((1, state.incidents), (2, state.parked), (3, state.deviations)):
            for remark in remarks:
                rows[remark.seq] = self._row(remark, remark.seq, kind)
        for credit in credits_given(state):
            rows[credit.seq] = self._row(credit, credit.seq, 0)
        for remark in set(state.parked) - set(waiting(state)):
            rows[remark.seq] = self._row(remark, remark.seq, _NO_MORE)
        return [rows[seq] for seq in sorted(rows)]

    def _row(self, what: Said, seq: int, number: int) -> Row:
        made = self._made.get(seq)
        if made is None or made[0] != (what, number):
            row = Row(str(seq), _written(what, number), indent=INDENT)
            self._made[seq] = ((what, number), row)
            return row
        return made[1]


def _written(what: Said, number: int) -> Content:
    """Return the line of one thing that was said."""
    time = f"{span(what.clock_ms):>7}  "
    if isinstance(what, Credit):
        surprise = (", unexpected", "bold $secondary") if what.unexpected else ""
        credited = Content.assemble(("credited", "$text-muted"), surprise)
        return Content.assemble(
            (time, "$text-muted"), "    ", marks_written((what.mark,)), credited
        )
    if isinstance(what, Question):
        return _asked(what, number)
    if isinstance(what, Note):
        quote = '"' if what.verbatim else ""
        evidence = "".join(f"  @{pointer}" for pointer in what.evidence)
        return Content.assemble(
            (time, "$text-muted"),
            "    ",
            marks_written(what.marks),
            f"{quote}{what.text}{quote}",
            (evidence, "$text-muted"),
            (f"  moved {signed(what.shifted_ms)}" if what.shifted_ms else "", "$text-muted"),
        )
    word = {1: "incident", 2: "ask later", 3: "deviation", _NO_MORE: "parked"}[number]
    rule = f"{what.rule}: " if what.rule else ""
    style = {2: "bold $secondary", _NO_MORE: "$text-muted"}.get(number, "bold $text-warning")
    shown = time if number != 3 else " " * len(time)
    return Content.assemble((shown, "$text-muted"), (f"{word}  ", style), f"{rule}{what.text}")


def _asked(asked: Question, number: int) -> Content:
    """Return the line of a question; the tenth one is as far from its words as the first."""
    label = f"Q{number}" if asked.main else "+"
    text = asked.text or ("main question" if asked.main else "follow-up")
    return Content.assemble(
        (f"{span(asked.clock_ms):>7} ", "$text-muted"),
        (f"{label:>3}  ", "bold $accent"),
        text,
        (_aims(asked.aims), "$text-muted"),
    )


def _aims(aims: tuple[str, ...]) -> str:
    """Return the codes that a question is aimed at, to be put behind it."""
    return f"  → {' '.join(aims)}" if aims else ""


def marks_written(marks: tuple[Mark, ...]) -> Content:
    """Return the tags of a note, each with its sign."""
    if not marks:
        return Content("")
    styles = {"+": "bold $text-success", "-": "bold $text-error", "?": "bold $text-warning"}
    parts = [
        Content.assemble((f"{mark.code}{mark.sign}", styles.get(mark.sign, "bold $secondary")))
        for mark in marks
    ]
    return Content.assemble(Content(" ").join(parts), "  ")
