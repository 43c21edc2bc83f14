"""A destination is opened with its secret, or not at all."""

from __future__ import annotations

from collections.abc import Iterator

import keyring
import pytest
from keyring.errors import KeyringLocked

from data.exchange.destinations.urls import Named
from data.exchange.parcel import TryLater
from epa_tui.destinations import connect, variable
from tests.epa_tui.safes import Raising, Safe

INBOX = Named("https://results.example.org/inbox", automatic=True)


class Locked(Safe):
    """Is there, and waits for its password."""

    def get_password(self, service: str, username: str) -> str | None:
        raise KeyringLocked("unlock it")


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Give the system its own safe back."""
    before = keyring.get_keyring()
    yield
    keyring.set_keyring(before)


def test_nothing_is_sent_without_its_secret_while_the_keyring_is_locked() -> None:
    keyring.set_keyring(Locked())
    with pytest.raises(TryLater, match="Unlock it") as caught:
        connect(INBOX)
    assert caught.value.all_wait, "and it is tried again by itself, not paused"


def test_a_locked_keyring_keeps_nothing_back_that_needs_none(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keyring.set_keyring(Locked())
    connect(Named("file:///srv/results", automatic=True)).close()
    monkeypatch.setenv(variable(INBOX.url), "token")
    connect(INBOX).close()


@pytest.mark.parametrize("safe", [Safe, Raising])
def test_where_no_secret_is_kept_it_goes_without(safe: type[Safe]) -> None:
    keyring.set_keyring(safe())
    connect(INBOX).close()
