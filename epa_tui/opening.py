"""Start the application on a store: read today's sittings first, then paint."""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from importlib import import_module
from pathlib import Path

from data.record.instant import Clock, Instant, faster, system_clock
from data.store.errors import StoreDamaged, StoreError
from data.store.store import Store
from epa_tui.asking import say
from epa_tui.demonstration import is_demonstration
from epa_tui.early_key import ask_early
from epa_tui.unlocking import key_of, refuse_in_use


def open_app(
    home: Path,
    *,
    clock: Clock | None = None,
    mouse: bool = True,
    demonstration: bool = False,
    speed: int = 1,
) -> int:
    """Open the application and return when it is closed.

    Args:
        home: Folder of the store.
        clock: Tells the time; this machine's own where left out.
        mouse: Let the application have the mouse.
        demonstration: True for a throw-away store.
        speed: How much faster the clock runs than the world.

    Returns:
        The exit status.
    """
    # Either is None where the shell closed it.
    if not all(stream and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        print(
            "epa-tui needs a terminal. Start it in one, or use `epa-tui list` and its like.",
            file=sys.stderr,
        )
        return 2
    opened = opened_store(home)
    if opened is None:
        return 1
    store, _ = opened
    demonstration = demonstration or is_demonstration(home)
    return run_on(store, clock=clock, mouse=mouse, demonstration=demonstration, speed=speed)


def run_on(
    store: Store,
    *,
    clock: Clock | None = None,
    mouse: bool = True,
    demonstration: bool = False,
    speed: int = 1,
) -> int:
    """Run the application on a store, close the store, and return the exit status.

    Args:
        store: Open.
        clock: See `open_app`, as for the others.
        mouse: Let the application have the mouse.
        demonstration: True for a throw-away store.
        speed: How much faster the clock runs than the world.
    """
    from epa_tui.crash import FOLDER, guarded
    from epa_tui.stray_threads import end_in_spite_of_them

    reports = store.path.parent / FOLDER
    with store:
        # Collecting garbage while modules load only costs time: nothing of theirs is garbage.
        gc.disable()
        clock = clock or system_clock()
        if demonstration:
            clock = faster(clock, speed, store.latest())
        status = guarded(reports, partial(_run, store, clock, mouse, demonstration, speed))
        if not demonstration:
            _keep_at_close(store, clock)
    end_in_spite_of_them(status)
    return status


def opened_store(home: Path) -> tuple[Store, bytes | None] | None:
    """Open a store, asking on the terminal for what is needed.

    Args:
        home: Its folder; the store is made where there is none.

    Returns:
        The store and its key; None where it cannot be opened, and it was said what to do.
    """
    early = None
    try:
        refuse_in_use(home)
        if early := ask_early(home):
            import_module("epa_tui.app")  # meanwhile: it has to be loaded anyway
        key = key_of(home, may_make=True, early=early)
        try:
            return Store.open(home, key), key
        except StoreDamaged as error:
            say(str(error))
            _tell_damage(home, key)
    except StoreError as error:
        say(str(error))
    finally:
        if early is not None:
            early.end()
    return None


def _keep_at_close(store: Store, clock: Clock) -> None:
    from epa_tui.upkeep import keep_at_close

    if sentence := keep_at_close(store, clock):
        say(sentence)


def _tell_damage(home: Path, key: bytes | None) -> None:
    """Say how the damaged store differs from its newest good backup."""
    from data.store.restore import tell_damage

    for line in tell_damage(home, key):
        say(line)


def _run(store: Store, clock: Clock, mouse: bool, demonstration: bool, speed: int) -> int:
    # A key that comes just after the clock was painted must not wait for a frame of 16 ms.
    os.environ.setdefault("TEXTUAL_FPS", "240")
    from epa_tui.app import EpaApp
    from epa_tui.settings import settings_with_keys
    from epa_tui.terminal import survive_a_closed_window, survive_bad_bytes
    from screens.due_rows import until

    survive_bad_bytes()
    survive_a_closed_window()
    app = EpaApp(
        store,
        clock,
        settings_with_keys(store.path.parent),
        store.agenda(_midnight(clock())),
        store.dues(until(clock().local().date())),
        demonstration=demonstration,
        speed=speed,
        loaded=_collect_again,
    )
    app.run(mouse=mouse)
    return app.return_code or 0


def _midnight(now: Instant) -> int:
    """Return when today began on this machine: UTC, milliseconds since 1970."""
    today = now.local().replace(hour=0, minute=0, second=0, microsecond=0)
    return int(today.timestamp() * 1000)


def _collect_again() -> None:
    """Collect garbage from now on, but not what is there for good."""
    gc.freeze()
    gc.enable()
