"""Sittings made entry by entry, for the tests of what leaves."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from data.exchange.document import result_document
from data.record import entries as e
from data.record.chain import link
from data.record.cipher import IN_CLEAR
from data.record.fold import fold, then
from data.record.head import DeviceKey
from data.record.instant import Instant
from data.record.state import SittingState
from data.rules.grading import Overall, method_grade, overall
from data.standards.loader import SHIPPED_FOLDER, LoadedStandard, load_standard
from data.store.rows import Assessment, Sitting

SHIPPED = load_standard(SHIPPED_FOLDER / "ST0792-1.1.toml")
MADE_UP = load_standard(Path(__file__).parents[2] / "standards" / "made-up-1.0.toml")

BEGAN = Instant(int(datetime(2026, 5, 20, 10, 7, tzinfo=UTC).timestamp()) * 1000, 5_000_000, "boot")
SITTING_ID = "7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0001"
MINUTE = 60_000

ASSESSMENT = Assessment(
    id="7d1b5a52-6f0e-4b0e-9d8e-3f6a4f6a0002",
    family_name="Example",
    given_names="Testa",
    uln="1000159800",
    employer="Made-up Pictures",
    provider="Invented College",
    reference="ST0792",
    version="1.1",
    option="1",
    extra_per_mille=250,
    breaks="3 x 5 min",
    adjustment_reference="RA-0001",
    gateway_on="2026-02-02",
    epa_ends_on="2026-08-01",
    assessor="Assa Sample",
)
SITTING = Sitting(
    id=SITTING_ID,
    assessment_id=ASSESSMENT.id,
    method="M1",
    attempt="first",
    number=1,
    scheduled_at=BEGAN.wall,
    place="room 1",
    exceptional="",
)


LAPTOP = DeviceKey(bytes(range(32)))


@dataclass
class Record:
    """A record under construction; every entry comes a while after the last."""

    loaded: LoadedStandard
    opened: e.Opened
    now: Instant = BEGAN
    state: SittingState = field(init=False)

    def __post_init__(self) -> None:
        first = link(self.opened, self.now, "entry-1", None, IN_CLEAR)
        self.state = fold(self.loaded.standard, [first])

    def add(self, body: e.Body, after_ms: int = 1000) -> int:
        """Append an entry and return its sequence number."""
        self.now = self.now.later(after_ms)
        seq = self.state.last.seq + 1
        self.state = then(
            self.state, link(body, self.now, f"entry-{seq}", self.state.last, IN_CLEAR)
        )
        return seq

    def seal(self) -> SittingState:
        """Seal with the grade that follows."""
        self.add(e.Sealed(method_grade(self.state).grade or "", "I judged this myself."))
        return self.state


def opened(loaded: LoadedStandard, method: str, option: str | None, **changes: Any) -> e.Opened:
    standard = loaded.standard
    made = e.Opened(
        reference=standard.reference,
        version=standard.version,
        digest=loaded.digest,
        method=method,
        option=option,
        extra_per_mille=250,
        breaks="3 x 5 min",
        adjustment_reference="RA-0001",
        assessor="Assa Sample",
    )
    return replace(made, **changes)


def heard(
    loaded: LoadedStandard,
    method: str,
    option: str | None,
    text: str = "",
    *,
    over_ms: int = 0,
    **changes: Any,
) -> Record:
    """Return a sitting that was held, with `text` in every free text, and not judged yet.

    Every phase runs for `over_ms` past its allotted time, where that is not 0; what it was opened
    with has `changes`.
    """
    record = Record(loaded, opened(loaded, method, option, **changes))
    record.add(e.Checked("identity", ok=True, detail=text or "passport"))
    record.add(e.RecordingSet(133_000))
    record.add(e.PortfolioListed(7, text or "Call sheet", ()))
    for phase in record.state.method.phases:
        record.add(e.PhaseStarted(phase.code))
        if not phase.silent:
            _asked(record, text)
        record.add(e.Paused(text or "technical failure", back_ms=20_000), MINUTE)
        record.add(e.Resumed(), MINUTE)
        record.add(e.GapJudged(3_000, counts=False, cause="closed", reason=text or "call was off"))
        record.add(e.Extended(text or "last point"))
        clock = record.state.clock
        rest = clock.remaining(record.now) + over_ms if clock and over_ms else MINUTE
        record.add(e.PhaseEnded(phase.code, text), rest)
    record.add(e.SittingEnded("completed", text))
    return record


def _asked(record: Record, text: str) -> None:
    """Ask one main question and a follow-up about each descriptor, and note the answers."""
    for descriptor in record.state.criteria:
        record.add(e.QuestionAsked(text or "How?", aims=(descriptor.code,), clock_ms=1000))
        record.add(e.QuestionAsked(text or "And who?", main=False, clock_ms=2000))
        marks = (e.Mark(descriptor.code, "+"), e.Mark(descriptor.ksbs[0]))
        record.add(e.Noted(text or "told how", marks, clock_ms=3000, back_ms=500))
    record.add(e.Noted(text or "we overspent", verbatim=True, evidence=("7", "r12"), clock_ms=4000))
    record.add(e.Incident(text or "their line dropped", clock_ms=5000))
    record.add(e.Deviation("question in overtime", text or "asked late"))


def judged(record: Record, text: str = "", *, failed: str = "") -> Record:
    """Judge every descriptor as met, but for `failed`, and write feedback."""
    first = min(record.state.notes)
    for descriptor in record.state.criteria:
        met = descriptor.code != failed
        record.add(e.Judged(descriptor.code, met, text or "was told in full", (first,)))
        record.add(e.FeedbackGiven(descriptor.code, text or "Keep on."))
    record.add(e.FeedbackGiven("", text or "A sound piece of work."))
    return record


def sealed(loaded: LoadedStandard, method: str, option: str | None, text: str = "") -> SittingState:
    return judged(heard(loaded, method, option, text), text).seal()


def overall_of(state: SittingState) -> Overall:
    grades = {state.method.code: method_grade(state).grade}
    return overall(state.standard, grades, second_attempt=False)


def sitting_of(state: SittingState) -> Sitting:
    return replace(SITTING, method=state.method.code)


def document(state: SittingState, **others: Any) -> dict[str, Any]:
    arguments = {"device": LAPTOP, "revision": 1, "supersedes": None, **others}
    arguments.setdefault("overall", overall_of(state))
    return result_document(state, ASSESSMENT, sitting_of(state), **arguments)


def texts(value: Any) -> set[str]:
    """Return every string in a document."""
    if isinstance(value, dict):
        return set().union(*(texts(part) for part in value.values()))
    if isinstance(value, list):
        return set().union(*(texts(part) for part in value))
    return {value} if isinstance(value, str) else set()
