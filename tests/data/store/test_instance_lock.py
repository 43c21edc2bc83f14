"""One epa_tui for one store."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from data.store.errors import StoreInUse, StoreUnwritable
from data.store.instance_lock import InstanceLock
from data.store.store import Store

_OPEN = """
import pathlib, sys
from data.store.errors import StoreInUse
from data.store.store import Store
try:
    Store.open(pathlib.Path(sys.argv[1]))
except StoreInUse as error:
    print(error.holder, error)
else:
    print("opened")
    sys.stdout.flush()
    sys.stdin.read()
"""


def _second(home: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", _OPEN, str(home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def test_a_second_program_is_told_which_process_has_the_store(store: Store, home: Path) -> None:
    said, _ = _second(home).communicate()
    assert f"process {os.getpid()} on {platform.node()}" in said
    assert "close it first" in said


def test_a_killed_program_leaves_no_lock_behind(home: Path) -> None:
    first = _second(home)
    assert first.stdout is not None and first.stdin is not None
    assert first.stdout.readline() == "opened\n"
    with pytest.raises(StoreInUse) as refused:
        Store.open(home)
    assert f"process {first.pid} " in refused.value.holder

    first.kill()
    first.wait()
    first.stdout.close()
    first.stdin.close()

    Store.open(home).close()


def test_after_closing_the_store_can_be_opened_again(home: Path) -> None:
    Store.open(home).close()
    with Store.open(home) as again:
        again.close()
        again.close()
        Store.open(home).close()


def test_a_link_in_the_place_of_the_lock_is_refused(tmp_path: Path) -> None:
    victim = tmp_path / "victim"
    victim.write_text("precious")
    (tmp_path / "store.lock").symlink_to(victim)
    with pytest.raises(StoreUnwritable):
        InstanceLock(tmp_path / "store.lock")
    assert victim.read_text() == "precious"
