"""Where results go: what the settings name, and the secrets that it takes.

A secret lies in the keyring of the system or in the environment, never in the settings, the store,
an argument or a message.
"""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from data.exchange.destinations.urls import Named

if TYPE_CHECKING:
    from data.exchange.parcel import Destination
    from data.store.store import Store
    from epa_tui.settings import Settings

_VARIABLE = "EPA_TUI_SECRET"


def results_folder(settings: Settings, home: Path) -> Path:
    """Return the folder that results are written into by hand.

    Args:
        settings: May name it.
        home: Folder of the store; the default lies in it.
    """
    if settings.results:
        return Path(settings.results).expanduser().absolute()
    return home.absolute() / "results"


def named(settings: Settings, home: Path) -> tuple[Named, ...]:
    """Return the destinations of an installation; none where those that were meant are unknown.

    Args:
        settings: What the user has chosen.
        home: Folder of the store.
    """
    if settings.destinations or settings.destinations_wrong:
        return tuple(Named(url, automatic=True) for url in settings.destinations)
    return (Named(results_folder(settings, home).as_uri(), automatic=False),)


def not_arrived(store: Store, settings: Settings) -> list[str]:
    """Say what has not arrived where it is to be, and what to do; nothing where all has.

    Args:
        store: Knows what was sent.
        settings: Name the destinations.
    """
    said = []
    if settings.destinations_wrong:
        said.append("A destination of the settings cannot be used. Put settings.toml right.")
    known = store.destinations()
    for url in settings.destinations:
        if (state := known.get(url)) and state.held:
            said.append(f"{state.held} held at {url}. `epa-tui conduct release` lets them leave.")
        if (state := known.get(url)) and (state.waiting or state.refused):
            counts = f"{state.waiting} waiting, {state.refused} refused at {url}."
            said.append(f"{counts} {state.told} Run `epa-tui sync --now`.".replace("  ", " "))
    if not said and (waiting := len(store.undelivered())):
        have, way = "has" if waiting == 1 else "have", "sync" if settings.destinations else "export"
        said.append(f"{waiting} {have} not left yet. Run `epa-tui {way}`.")
    return said


def variable(url: str) -> str:
    """Return the environment variable that may hold the secret of a destination.

    No two hosts share one, and no two ports of a host: a secret goes to nobody else.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").upper().replace("-", "__")
    words = [
        _VARIABLE,
        *re.findall(r"[A-Z0-9_]+", host),
        *([str(parts.port)] if parts.port else []),
    ]
    return "_".join(words)


def secret_of(url: str) -> str | None:
    """Return the secret of a destination, from the environment or the keyring; None without."""
    if given := os.environ.get(variable(url)):
        return given
    if urlsplit(url).scheme == "file":
        return None
    from epa_tui.secret_store import fetch_text

    return fetch_text(url)


def connect(destination: Named) -> Destination:
    """Open a destination.

    Raises:
        data.exchange.parcel.DestinationPaused: What it needs is not installed.
        data.exchange.parcel.TryLater: Its secret lies in a keyring that is locked.
    """
    from data.exchange.destinations.choosing import open_destination

    by_hand = not destination.automatic  # our own folder, beside the store
    secret = secret_of(destination.url)
    if secret is None:
        _refuse_locked(destination.url)
    return open_destination(destination.url, secret, may_make=by_hand)


def _refuse_locked(url: str) -> None:
    """Wait for a keyring that is locked: without the secret, the answer would be a pause."""
    if urlsplit(url).scheme == "file":
        return
    from data.exchange.parcel import TryLater
    from epa_tui.secret_store import is_locked

    if is_locked(url):
        raise TryLater("The keyring of this system is locked. Unlock it.", all_wait=True)
