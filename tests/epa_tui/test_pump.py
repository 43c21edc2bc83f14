"""The pump outlives its own faults: what waits is sent all the same."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from data.exchange.destinations.urls import Named
from data.store.store import Store
from epa_tui.pump import Pump
from tests.data.store.queued import fill
from tests.screens.ticking import Ticker


def test_whoever_is_told_may_fail_and_results_leave_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reported: list[type[BaseException]] = []
    monkeypatch.setattr(threading, "excepthook", lambda args: reported.append(args.exc_type))
    there = tmp_path / "there"
    there.mkdir()
    failed, arrived = threading.Event(), threading.Event()
    with Store.open(tmp_path / "home") as store:
        fill(store, 2, there.as_uri())

        def changed() -> None:
            if not failed.is_set():
                failed.set()
                raise RuntimeError("the screens are gone")
            if not store.unsent([there.as_uri()]):
                arrived.set()

        named = Named(there.as_uri(), automatic=True)
        pump = Pump(store, Ticker(), [named], lambda: False, changed)
        pump.begin()
        assert failed.wait(60)
        pump.wake()
        assert arrived.wait(60)
        pump.end()
    assert reported == [RuntimeError]
