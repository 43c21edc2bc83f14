"""Where documents may go at all, and where a redirect may lead."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.exchange.destinations.connection import same_origin
from data.exchange.destinations.https import HttpsDestination
from data.exchange.destinations.told import Answer
from data.exchange.parcel import DestinationPaused

HERE = "https://made-up.example/inbox/1.json"


@pytest.mark.parametrize(
    "url",
    [
        "http://made-up.example/inbox",
        "http://127.0.0.1/inbox",
        "HTTP://127.0.0.1/inbox",
        "ftp://made-up.example",
        "file:///tmp",
        "made-up.example",
        "",
        "https://",
        "https:///inbox",
        "https://testa:secret@made-up.example/inbox",
        "https://@made-up.example/inbox",
        "https://made-up.example/inbox?secret",
        "https://made-up.example/inbox#part",
        "https://made-up.example:0/inbox",
        "https://made-up.example:99999/inbox",
        "https://made-up.example:made-up/inbox",
        "https://[made-up/inbox",
        "https://made-up.example/in box",
        "https://made-up.example/\ninbox",
    ],
)
def test_documents_go_nowhere_but_to_a_plain_https_address(url: str) -> None:
    with pytest.raises(DestinationPaused) as caught:
        HttpsDestination(url, None)
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize("token", ["", "two words more", "line\nbreak", "caf\u00e9", "secret\r"])
def test_a_token_that_is_none_is_found_before_anything_is_sent(token: str) -> None:
    with pytest.raises(DestinationPaused) as caught:
        HttpsDestination(HERE, token)
    assert not token or token not in str(caught.value)


@pytest.mark.parametrize("content", [None, b"", b"made up"])
def test_a_file_of_authorities_that_holds_none_is_said(
    tmp_path: Path, content: bytes | None
) -> None:
    trust = tmp_path / "authorities.pem"
    if content is not None:
        trust.write_bytes(content)
    with pytest.raises(DestinationPaused, match="authorities cannot be read"):
        HttpsDestination(HERE, None, trust=trust)


@pytest.mark.parametrize("proxy", ["socks5://127.0.0.1:1", "ftp://made-up.example"])
def test_a_proxy_that_cannot_be_used_is_said(proxy: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("https_proxy", proxy)
    with pytest.raises(DestinationPaused, match="proxy"):
        HttpsDestination(HERE, None)


@pytest.mark.parametrize(
    ("target", "followed"),
    [
        ("/other/1.json", "https://made-up.example/other/1.json"),
        ("2.json#part", "https://made-up.example/inbox/2.json"),
        ("https://MADE-UP.example:443/x", "https://MADE-UP.example:443/x"),
        ("//made-up.example/x", "https://made-up.example/x"),
        ("http://made-up.example/x", None),
        ("https://made-up.example:444/x", None),
        ("https://elsewhere.example/x", None),
        ("//elsewhere.example/x", None),
        ("https://made-up.example@elsewhere.example/x", None),
        ("https://testa:secret@made-up.example/x", None),
        ("https://made-up.example.elsewhere.example/x", None),
        ("https://[x", None),
        ("https://made-up.example:x/", None),
        ("", None),
    ],
)
def test_a_redirect_is_followed_only_within_the_same_place(
    target: str, followed: str | None
) -> None:
    for status in (307, 308):
        assert same_origin(HERE, Answer(status, {"location": target})) == followed
    for status in (200, 301, 302, 303):
        assert same_origin(HERE, Answer(status, {"location": target})) is None
