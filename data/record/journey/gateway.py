"""What the gateway found, and how the period is counted: lines of the record, and their state.

Gateway may be submitted more than once. Each submission keeps its own answers and how it was
decided, so that a rejection stays to be read when the next one was accepted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody
from data.record.journey.machine import ACCEPT, ACCEPTED, GATEWAY_REJECTED, REJECT, SUBMIT


@dataclass(frozen=True)
class GatewaySubmitted(JourneyBody):
    """The documents of the gateway came in: its two weeks begin."""

    kind: ClassVar[str] = "gateway-submitted"
    move: ClassVar[str] = SUBMIT
    on: str
    by: str = ""
    """Who submitted: in the specification, the training provider."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"gateway submitted on {self.on}{f' by {self.by}' if self.by else ''}"


@dataclass(frozen=True)
class GatewayProgrammeBegan(JourneyBody):
    """The day on which the apprentice came on programme: the months are counted from it."""

    kind: ClassVar[str] = "gateway-programme"
    on: str

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"on programme since {self.on}"


@dataclass(frozen=True)
class GatewayChecked(JourneyBody):
    """One check of the submission was answered."""

    kind: ClassVar[str] = "gateway-checked"
    name: str
    """Of the standard's list."""
    ok: bool
    detail: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        detail = f", {self.detail}" if self.detail else ""
        return f"gateway check {self.name}: {'yes' if self.ok else 'NO'}{detail}"


@dataclass(frozen=True)
class GatewayAccepted(JourneyBody):
    """The apprentice is through gateway: the EPA period begins."""

    kind: ClassVar[str] = "gateway-accepted"
    move: ClassVar[str] = ACCEPT
    stays: ClassVar[str] = (
        "The booking gets back the gateway and the EPA period that it had, unless they were "
        "changed since."
    )
    on: str
    by: str
    ends_on: str
    """Last day of the EPA period."""
    reason: str = ""
    """Why fewer months on programme than typical are enough; empty where they are not fewer."""
    before: tuple[str, ...] = ()
    """What the booking had before: gateway and end of the period, empty where there was none."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        reason = f": {self.reason}" if self.reason else ""
        return (
            f"gateway accepted on {self.on} by {self.by}, the EPA period ends on {self.ends_on}"
            f"{reason}"
        )


@dataclass(frozen=True)
class GatewayRejected(JourneyBody):
    """The submission was not accepted; the apprentice may be submitted again."""

    kind: ClassVar[str] = "gateway-rejected"
    move: ClassVar[str] = REJECT
    on: str
    by: str
    reason: str
    """What the courtesy e-mail says."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"gateway rejected on {self.on} by {self.by}: {self.reason}"


@dataclass(frozen=True)
class Answer:
    """How a check of a submission was answered."""

    name: str
    ok: bool
    detail: str = ""


@dataclass(frozen=True)
class Submission:
    """One submission of the gateway, and what became of it."""

    on: str
    by: str = ""
    answers: tuple[Answer, ...] = ()
    """The last answer to each check, in the order in which they were first answered."""
    outcome: str = ""
    """`accepted` or `gateway rejected` once it is decided."""
    decided_on: str = ""
    decided_by: str = ""
    reason: str = ""
    """Of a rejection, or why fewer months on programme are enough."""

    def answer(self, name: str) -> Answer | None:
        """Return how a check was answered; None where it was not."""
        return next((answer for answer in self.answers if answer.name == name), None)


@dataclass(frozen=True)
class Gateway:
    """What the gateway found, and how the period is counted."""

    programme_on: str = ""
    """ISO date on which the apprentice came on programme; empty where it is not known."""
    submissions: tuple[Submission, ...] = ()
    """Oldest first."""

    @property
    def last(self) -> Submission | None:
        """The newest submission; None where there was none."""
        return self.submissions[-1] if self.submissions else None


def _submitted(state: Gateway, entry: Entry, body: GatewaySubmitted) -> Gateway:
    del entry
    return replace(state, submissions=(*state.submissions, Submission(body.on, body.by)))


def _programme(state: Gateway, entry: Entry, body: GatewayProgrammeBegan) -> Gateway:
    del entry
    return replace(state, programme_on=body.on)


def _checked(state: Gateway, entry: Entry, body: GatewayChecked) -> Gateway:
    del entry
    if state.last is None:
        return state
    # By name: an answer that is given anew keeps its place.
    answers = {answer.name: answer for answer in state.last.answers}
    answers[body.name] = Answer(body.name, body.ok, body.detail)
    return _with_last(state, replace(state.last, answers=tuple(answers.values())))


def _accepted(state: Gateway, entry: Entry, body: GatewayAccepted) -> Gateway:
    del entry
    return _decided(state, ACCEPTED, body)


def _rejected(state: Gateway, entry: Entry, body: GatewayRejected) -> Gateway:
    del entry
    return _decided(state, GATEWAY_REJECTED, body)


def _decided(state: Gateway, outcome: str, body: GatewayAccepted | GatewayRejected) -> Gateway:
    if state.last is None:
        return state
    decided = replace(
        state.last, outcome=outcome, decided_on=body.on, decided_by=body.by, reason=body.reason
    )
    return _with_last(state, decided)


def _with_last(state: Gateway, submission: Submission) -> Gateway:
    return replace(state, submissions=(*state.submissions[:-1], submission))


EFFECTS: Effects = {
    GatewaySubmitted: _submitted,
    GatewayProgrammeBegan: _programme,
    GatewayChecked: _checked,
    GatewayAccepted: _accepted,
    GatewayRejected: _rejected,
}
"""What each kind leads to."""
