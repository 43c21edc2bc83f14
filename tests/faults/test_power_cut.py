"""The replayed power cuts see what matters: a log that is carried over many times."""

from __future__ import annotations

import pytest

from tests.faults.power_cut import NOTES, calls_of
from tests.faults.trace import no_strace, text


@pytest.mark.skipif(bool(no_strace()), reason=no_strace())
def test_the_log_is_carried_over_many_times_within_a_trace() -> None:
    root, calls = calls_of("sitting", "none", NOTES)
    store, synced = bytes(root / "home" / "store.db"), 0
    held = -1
    for call in calls:
        if call.name == "openat" and text(call.args[1]) == store:
            held = call.result
        synced += call.name == "fsync" and call.args[0] == str(held)
    assert synced > 10
