"""The URL of a destination is judged where it is written down, without repeating it."""

from __future__ import annotations

import pytest

from data.exchange.destinations.urls import problem


@pytest.mark.parametrize(
    "url",
    [
        "https://results.example.org/inbox",
        "file:///srv/the%20results",
        "s3://inbox/2026?endpoint=https://store.example.org",
        "xapi+https://records.example.org/xapi",
    ],
)
def test_what_can_be_used_is_taken(url: str) -> None:
    assert problem(url) == ""


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://results.example.org/inbox?token=not-a-secret", "a secret is kept with"),
        ("https://results.example.org/inbox#not-a-secret", "a secret is kept with"),
        ("file:///srv/results?not-a-secret", "leave out what follows"),
        ("https://someone:not-a-secret@results.example.org/", "leave the secret out"),
        ("file:///srv/the results", "%20 for each space"),
        ("ftp://not-a-secret", "it must begin with one of"),
    ],
)
def test_what_cannot_is_told_with_what_to_do_and_not_repeated(url: str, told: str) -> None:
    assert told in problem(url)
    assert "not-a-secret" not in problem(url)
