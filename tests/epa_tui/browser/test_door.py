"""Who may come in: the token, the cookie, and the names of this computer."""

from __future__ import annotations

import pytest

from epa_tui.browser.door import Door


def token_of(door: Door) -> str:
    return door.address.partition("?token=")[2]


def test_a_token_opens_once_and_the_cookie_from_then_on() -> None:
    door = Door(4711)
    token = token_of(door)
    assert [door.exchange(wrong) for wrong in ("", token[:-1], token + "x", "\ud800")] == [None] * 4
    cookie = door.exchange(token)
    assert cookie
    assert door.knows(cookie)
    assert [door.exchange(again) for again in (token, "", cookie)] == [None] * 3
    assert not any(door.knows(wrong) for wrong in ("", token, cookie[:-1], "\udcff"))


def test_nothing_opens_before_the_token_was_used() -> None:
    assert not Door(4711).knows("")


def test_a_new_token_is_another_and_its_use_shuts_the_first_browser_out() -> None:
    door = Door(4711)
    first = token_of(door)
    cookie = door.exchange(first) or ""
    door.renew()
    assert door.knows(cookie)
    assert token_of(door) != first
    assert door.exchange(first) is None
    assert door.exchange(token_of(door))
    assert not door.knows(cookie)


def test_secrets_are_long_differ_and_are_not_shown() -> None:
    doors = [Door(4711) for _ in range(50)]
    assert len({secret for door in doors for secret in (door.place, token_of(door))}) == 100
    assert all(len(token_of(door)) >= 43 for door in doors)
    door = doors[0]
    cookie = door.exchange(token_of(door)) or ""
    door.renew()
    assert not any(secret in repr(door) for secret in (door.place, token_of(door), cookie))


@pytest.mark.parametrize(
    "host",
    ["", "127.0.0.1", "localhost", "127.0.0.1:4712", "rebound.example:4711", "127.0.0.1:4711.x"],
)
def test_other_names_and_ports_are_strangers(host: str) -> None:
    assert not Door(4711).is_ours(host)
    assert not Door(4711).came_from_us(f"http://{host}", host)


@pytest.mark.parametrize("host", ["127.0.0.1:4711", "localhost:4711"])
def test_a_page_speaks_only_to_the_name_it_was_opened_by(host: str) -> None:
    door = Door(4711)
    assert door.is_ours(host)
    assert door.came_from_us(f"http://{host}", host)
    for origin in ("", "null", f"https://{host}", "http://localhost:1", f"http://{host}.example"):
        assert not door.came_from_us(origin, host)
