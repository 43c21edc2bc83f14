"""The sittings that are open, and the screens that show them.

Imported behind the first paint: the screens, the rules and the ORM are what is slow to load.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from textual.screen import Screen

from data.exchange.errors import ExchangeError
from data.record.errors import RecordError
from data.record.instant import Clock
from data.rules.refused import Refused
from data.rules.stage import stage_of
from data.standards import banks, wordings
from data.standards.bank import Bank
from data.standards.errors import StandardError
from data.standards.library import Library
from data.standards.loader import LoadedStandard
from data.store.errors import StoreError
from data.store.rows import Assessment, Sitting
from data.store.sitting_record import SittingRecord
from data.store.store import Store
from epa_tui.carried_interest import carry_interest
from epa_tui.earlier_attempts import keep_asked_before
from epa_tui.open_sitting import TASKS, OpenSitting, runs_here
from epa_tui.portfolio_over import bring_portfolio
from epa_tui.result_due import result_line
from epa_tui.settings import Settings
from epa_tui.start_facts import start_facts
from epa_tui.ways_out import WaysOut
from screens.agenda import NOT_BEGUN
from screens.judge import JudgeScreen
from screens.live import LiveScreen
from screens.live_jumps import notice_closing, notice_jump
from screens.prepare import PrepareScreen
from screens.record import RecordScreen
from screens.save_watch import SaveWatch
from screens.scripts import Scripts


class Sittings:
    """Opens sittings and makes their screens.

    Args:
        store: Ready to be written to.
        clock: Tells the time.
        settings: What the user has chosen.
        demonstration: True for a throw-away store.
        speed: How much faster the clock runs than the world.
    """

    def __init__(
        self,
        store: Store,
        clock: Clock,
        settings: Settings,
        *,
        demonstration: bool = False,
        speed: int = 1,
    ) -> None:
        self._store, self._clock, self._settings = store, clock, settings
        self._speed = speed
        self._home = store.path.parent
        self._library = Library(self._home / "standards")
        self._banks = banks.Banks(self._home / banks.FOLDER)
        self._scripts = Scripts(
            wordings.Wordings(self._home / wordings.FOLDER), settings.no_show_minutes
        )
        self._open: dict[str, OpenSitting] = {}
        self._unsent = 0
        self.ways_out = WaysOut(store, clock, settings, demonstration=demonstration)
        """How the results of these sittings leave."""

    @staticmethod
    def is_ours(error: Exception) -> bool:
        """Tell whether an error has a sentence for the assessor."""
        return isinstance(error, StoreError | RecordError | StandardError | ExchangeError | Refused)

    def screen_for(self, sitting_id: str, task: str = "") -> Screen[None]:
        """Return the screen that shows a sitting.

        Args:
            sitting_id: The sitting.
            task: `prepare`, `live`, `judge` or `record`; empty for what its stage asks for.

        Raises:
            StoreError: It cannot be read.
            RecordError: Its record was changed.
            StandardError: Its standard is missing.
        """
        opened = self.opened(sitting_id)
        stage = stage_of(opened.record.state)
        makers: dict[str, Callable[[OpenSitting], Screen[None]]] = {
            "prepare": self._prepare,
            "live": self._live,
            "judge": self._judge,
            "record": self._record,
        }
        return makers[task or TASKS[stage]](opened)

    def running(self) -> bool:
        """Tell whether the clock of a sitting runs."""
        return any(runs_here(opened.record.state) for opened in self._open.values())

    def read_clocks(self) -> None:
        """Record what the clocks of the machine did to any sitting that is open."""
        if self._speed != 1:
            return
        now = self._clock()
        with suppress(StoreError):  # it is being closed: what is noticed then is found on opening
            for opened in self._open.values():
                notice_jump(opened.record, opened.watch, now)

    def beat(self) -> None:
        """Keep that the program lives with every sitting whose clock runs, on whatever screen."""
        now = self._clock()
        with suppress(StoreError):  # it is being closed, and was kept as it was then
            for opened in self._open.values():
                if runs_here(opened.record.state):
                    opened.record.seen(now)

    def window_title(self) -> str:
        """Return the title of the window with the clock that runs; empty where none does."""
        from screens.window_title import window_title

        running = (each.record.state for each in self._open.values())
        first = next((state for state in running if runs_here(state)), None)
        return window_title(first, self._clock()) if first is not None else ""

    def show_unsent(self, number: int) -> None:
        """Tell every sitting that is open how many results have not left yet."""
        self._unsent = number
        for opened in self._open.values():
            opened.watch.show_unsent(number)

    def flush(self) -> bool:
        """Write what is left of every sitting, and stay; return False where it is not saved."""
        saved = [opened.record.flush() for opened in self._open.values()]
        return all(saved)

    def close(self) -> bool:
        """Write what is left of every sitting; return False where something is not saved."""
        # Of several, none is let go while another is not saved and goes on being typed into.
        if not self.flush():
            return False
        for name, opened in list(self._open.items()):
            if not opened.record.close():
                return False
            del self._open[name]
        return True

    def opened(self, sitting_id: str) -> OpenSitting:
        """Return a sitting as it is booked now, whether it was open already or not.

        Raises:
            StoreError: It cannot be read.
            RecordError: Its record was changed.
            StandardError: Its standard is missing.
        """
        sitting = self._store.sitting(sitting_id)
        assessment = self._store.assessment(sitting.assessment_id)
        opened = self._open.get(sitting_id)
        if opened is None:
            opened = self._open_first(sitting, assessment)
            self._open[sitting_id] = opened
        if stage_of(opened.record.state) in NOT_BEGUN:
            opened.loaded = self._library.find(assessment.reference, assessment.version)
        opened.record.follow(sitting, assessment, opened.loaded, self._clock())
        if stage_of(opened.record.state) in NOT_BEGUN:
            told = [
                bring(self._store, opened.record, self._clock())
                for bring in (keep_asked_before, bring_portfolio)
            ]
            opened.told = " ".join(filter(None, told))
            carry_interest(self._store, opened.record, self._clock())
        return opened

    def let_go(self, sitting_id: str) -> None:
        """Close a sitting in which nothing is left to do here; where it is not saved, stay."""
        opened = self._open.get(sitting_id)
        if opened is not None and opened.record.close():
            del self._open[sitting_id]

    def _open_first(self, sitting: Sitting, assessment: Assessment) -> OpenSitting:
        watch, now = SaveWatch(), self._clock()
        watch.last_reading, watch.unsent = now, self._unsent
        loaded = self._standard_of(sitting, assessment)
        if sitting.entries:
            record = SittingRecord.open(self._store, sitting.id, loaded.standard, watch)
            notice_closing(record, watch, now)
        else:
            record = SittingRecord.begin(self._store, sitting, assessment, loaded, now, watch)
        return OpenSitting(record, watch, loaded)

    def _standard_of(self, sitting: Sitting, assessment: Assessment) -> LoadedStandard:
        """Return the standard that the sitting was begun under, or the one it is to begin under."""
        reference, version = assessment.reference, assessment.version
        if sitting.digest and sitting.stage not in NOT_BEGUN:
            return self._library.by_digest(reference, version, sitting.digest)
        return self._library.find(reference, version)

    def _prepare(self, opened: OpenSitting) -> Screen[None]:
        bank = self._bank_of(opened)
        return PrepareScreen(
            opened.record,
            self._clock,
            opened.loaded,
            self._free,
            bank=bank,
            scripts=self._scripts,
            known=start_facts(self._store, opened.record.sitting, self._clock),
        )

    def _live(self, opened: OpenSitting) -> Screen[None]:
        return LiveScreen(
            opened.record,
            self._clock,
            opened.watch,
            speed=self._speed,
            bell=self._settings.bell,
            bank=self._bank_of(opened),
            scripts=self._scripts,
        )

    def _bank_of(self, opened: OpenSitting) -> Bank:
        """Return the user's questions and stems for what a sitting is held under."""
        under = opened.record.state.opened
        bank = self._banks.fitting(opened.loaded.standard, under.method, under.option)
        return replace(bank, told=(opened.told, *bank.told)) if opened.told else bank

    def _judge(self, opened: OpenSitting) -> Screen[None]:
        return JudgeScreen(
            opened.record,
            self._clock,
            during=self._settings.judge_during,
            scripts=self._scripts,
            way_out=self.ways_out.with_seal(opened),
            overall=lambda: self.ways_out.overall(opened),
            due=lambda: result_line(self._store, opened),
        )

    def _record(self, opened: OpenSitting) -> Screen[None]:
        return RecordScreen(
            opened.record,
            self._clock,
            export=lambda: self.ways_out.export(opened),
            withdraw=lambda reason: self.ways_out.withdraw(opened, reason),
            during=self._settings.judge_during,
            overall=lambda: self.ways_out.overall(opened),
            due=lambda: result_line(self._store, opened),
        )

    def _free(self) -> int:
        """Return the free space of the store's disk, in bytes."""
        return shutil.disk_usage(self._home).free
