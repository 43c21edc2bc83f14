"""Where an assessment stands, as the entries of its record tell it."""

from __future__ import annotations

from dataclasses import dataclass, field

from data.record.body import Entry
from data.record.journey.adjusting import Adjusting
from data.record.journey.again import Again
from data.record.journey.conduct import Conducted
from data.record.journey.gateway import Gateway
from data.record.journey.machine import ON_PROGRAMME
from data.record.journey.planning import Planning
from data.record.journey.portfolio import Portfolio
from data.record.journey.project import Project
from data.record.journey.quality import Quality
from data.record.journey.results import Results


@dataclass(frozen=True)
class JourneyState:
    """An assessment outside its sittings; a value, never changed."""

    entries: tuple[Entry, ...] = field(default=(), repr=False)
    undone: frozenset[int] = frozenset()
    """Sequence numbers of the entries that have no effect."""
    at: str = ON_PROGRAMME
    """One of `data.record.journey.machine.STATES`, by the entries alone: what the sittings add to
    it is told by `data.rules.standing`."""
    been: tuple[str, ...] = ()
    """The states before that one, as far as entries led out of them; oldest first."""
    gateway: Gateway = field(default_factory=Gateway)
    planning: Planning = field(default_factory=Planning)
    portfolio: Portfolio = field(default_factory=Portfolio)
    project: Project = field(default_factory=Project)
    adjusting: Adjusting = field(default_factory=Adjusting)
    results: Results = field(default_factory=Results)
    again: Again = field(default_factory=Again)
    quality: Quality = field(default_factory=Quality)
    conduct: Conducted = field(default_factory=Conducted)

    @property
    def last(self) -> Entry | None:
        """The newest entry; None where there is none yet."""
        return self.entries[-1] if self.entries else None
