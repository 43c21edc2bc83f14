"""Adjustments and special considerations: lines of the record, and their state.

Only effects are kept: what is asked for and what is approved. The reason is health data; it has no
field here, and stays where the decision is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import ClassVar

from data.record.body import Entry
from data.record.journey.body import Effects, JourneyBody


@dataclass(frozen=True)
class AdjustingRequested(JourneyBody):
    """A reasonable adjustment was asked for."""

    kind: ClassVar[str] = "adjusting-requested"
    on: str
    effect: str
    """What is asked for: `a quarter more time`; never why."""
    by: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"adjustment asked for on {self.on}{_by(self.by)}: {self.effect}"


@dataclass(frozen=True)
class AdjustingApproved(JourneyBody):
    """An adjustment was approved: all that holds from then on."""

    kind: ClassVar[str] = "adjusting-approved"
    stays: ClassVar[str] = (
        "The booking gets back what it had, unless it was changed since; a sitting that has begun "
        "keeps this."
    )
    on: str
    by: str
    reference: str
    extra_per_mille: int = 0
    """Extra time in thousandths of the base time."""
    breaks: str = ""
    also: str = ""
    """What else is different: `questions also in writing`."""
    number: int = 0
    """Of the request that it answers, from 1; 0 where none was recorded."""
    before: tuple[str, ...] = ()
    """What the booking had before: extra time in thousandths, breaks, reference."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        extra = f"+{self.extra_per_mille / 10:g} %" if self.extra_per_mille else ""
        breaks = f"breaks {self.breaks}" if self.breaks else ""
        effects = ", ".join(effect for effect in (extra, breaks, self.also) if effect)
        start = f"adjustment approved on {self.on}{_by(self.by)} under {self.reference}"
        return f"{start}: {effects or 'none any more'}"


@dataclass(frozen=True)
class AdjustingDeclined(JourneyBody):
    """A request was not approved."""

    kind: ClassVar[str] = "adjusting-declined"
    on: str
    by: str
    number: int
    """Of the request, from 1."""
    reference: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        return f"adjustment declined on {self.on}{_by(self.by)}: request {self.number}"


@dataclass(frozen=True)
class AdjustingRaised(JourneyBody):
    """Special consideration was asked for, after something that happened at a sitting."""

    kind: ClassVar[str] = "adjusting-raised"
    on: str
    method: str = ""
    """Code of the method whose sitting it is about; empty where it is about the whole."""
    by: str = ""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        about = self.method or "the whole"
        return f"special consideration asked for on {self.on}{_by(self.by)}, about {about}"


@dataclass(frozen=True)
class AdjustingConsidered(JourneyBody):
    """It was decided whether special consideration is given."""

    kind: ClassVar[str] = "adjusting-considered"
    on: str
    by: str
    number: int
    """Of what was raised, from 1."""
    given: bool
    effect: str = ""
    """What is done: `the questioning is held again on another day`; never why."""
    reference: str = ""
    live: bool = False
    """Whether the effect is shown at the sittings to come."""
    before: tuple[str, ...] = ()
    """What the booking had before: extra time in thousandths, breaks, reference."""

    @property
    def told(self) -> str:
        """What the timeline says of it."""
        outcome = "given" if self.given else "not given"
        effect = f": {self.effect}" if self.effect else ""
        return f"special consideration {self.number} {outcome} on {self.on}{_by(self.by)}{effect}"


def _by(name: str) -> str:
    return f" by {name}" if name else ""


@dataclass(frozen=True)
class Request:
    """An adjustment that was asked for, and what became of it."""

    on: str
    effect: str
    by: str = ""
    outcome: str = ""
    """`approved` or `declined` once it is decided."""
    decided_on: str = ""
    decided_by: str = ""
    reference: str = ""


@dataclass(frozen=True)
class Approval:
    """An adjustment that was approved."""

    on: str
    by: str
    reference: str
    extra_per_mille: int
    breaks: str
    also: str


@dataclass(frozen=True)
class Consideration:
    """Special consideration that was asked for, and what became of it."""

    on: str
    method: str = ""
    by: str = ""
    outcome: str = ""
    """`given` or `not given` once it is decided."""
    decided_on: str = ""
    decided_by: str = ""
    effect: str = ""
    reference: str = ""
    live: bool = False


@dataclass(frozen=True)
class Adjusting:
    """Adjustments and special considerations."""

    requests: tuple[Request, ...] = ()
    approvals: tuple[Approval, ...] = ()
    """Oldest first; the last one holds."""
    considerations: tuple[Consideration, ...] = ()


def _requested(state: Adjusting, entry: Entry, body: AdjustingRequested) -> Adjusting:
    del entry
    return replace(state, requests=(*state.requests, Request(body.on, body.effect, body.by)))


def _approved(state: Adjusting, entry: Entry, body: AdjustingApproved) -> Adjusting:
    del entry
    approval = Approval(
        body.on, body.by, body.reference, body.extra_per_mille, body.breaks, body.also
    )
    state = replace(state, approvals=(*state.approvals, approval))
    return _answered(state, body, "approved")


def _declined(state: Adjusting, entry: Entry, body: AdjustingDeclined) -> Adjusting:
    del entry
    return _answered(state, body, "declined")


def _answered(
    state: Adjusting, body: AdjustingApproved | AdjustingDeclined, outcome: str
) -> Adjusting:
    requests = tuple(
        replace(
            request,
            outcome=outcome,
            decided_on=body.on,
            decided_by=body.by,
            reference=body.reference,
        )
        if number == body.number
        else request
        for number, request in enumerate(state.requests, start=1)
    )
    return replace(state, requests=requests)


def _raised(state: Adjusting, entry: Entry, body: AdjustingRaised) -> Adjusting:
    del entry
    raised = Consideration(body.on, body.method, body.by)
    return replace(state, considerations=(*state.considerations, raised))


def _considered(state: Adjusting, entry: Entry, body: AdjustingConsidered) -> Adjusting:
    del entry
    found = tuple(
        _with_decision(each, body) if number == body.number else each
        for number, each in enumerate(state.considerations, start=1)
    )
    return replace(state, considerations=found)


def _with_decision(raised: Consideration, body: AdjustingConsidered) -> Consideration:
    return replace(
        raised,
        outcome="given" if body.given else "not given",
        decided_on=body.on,
        decided_by=body.by,
        effect=body.effect,
        reference=body.reference,
        live=body.live,
    )


EFFECTS: Effects = {
    AdjustingRequested: _requested,
    AdjustingApproved: _approved,
    AdjustingDeclined: _declined,
    AdjustingRaised: _raised,
    AdjustingConsidered: _considered,
}
"""What each kind leads to."""
