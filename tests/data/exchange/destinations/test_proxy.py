"""What stands between an organisation and the world is used, and learns nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from data.exchange.destinations.https import HttpsDestination
from data.exchange.parcel import DestinationPaused, NotDelivered, TryLater
from tests.data.exchange.destinations.named import parcel
from tests.servers.authority import made
from tests.servers.https_server import Receiver, receiver
from tests.servers.proxy import Proxy, proxy

HOST = "results.made-up.example"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Receiver]:
    with receiver(tmp_path, certificates=made(tmp_path, HOST)) as started:
        yield started


def put(server: Receiver, host: str = HOST) -> None:
    to = HttpsDestination(f"https://{host}/inbox", "made-up-token", trust=server.authority)
    try:
        to.put(parcel())
    finally:
        to.close()


def through(monkeypatch: pytest.MonkeyPatch, between: Proxy) -> None:
    monkeypatch.setenv("https_proxy", between.url)
    monkeypatch.setenv("no_proxy", "")


def test_a_document_goes_through_the_proxy_of_the_environment(
    server: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    with proxy(server.server_port) as between:
        through(monkeypatch, between)
        put(server)
    assert server.store.documents() == {parcel().sha256: parcel().body}
    assert between.asked == [(f"{HOST}:443", "Basic bWFkZS11cDp3b3Jk")]
    ((_, _, headers),) = server.requests
    assert "proxy-authorization" not in headers


def test_the_certificate_is_looked_at_through_a_proxy_too(
    server: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with receiver(elsewhere) as other, proxy(other.server_port) as between:
        through(monkeypatch, between)
        with pytest.raises(TryLater, match=r"certificate .* is not trusted"):
            put(server)
        assert other.requests == []


@pytest.mark.parametrize(("status", "kind"), [(407, DestinationPaused), (502, TryLater)])
def test_a_proxy_that_lets_nothing_through_is_said(
    server: Receiver, monkeypatch: pytest.MonkeyPatch, status: int, kind: type[NotDelivered]
) -> None:
    with proxy(server.server_port, status) as between:
        through(monkeypatch, between)
        with pytest.raises(kind, match="proxy") as caught:
            put(server)
    assert "word" not in str(caught.value).split()
    assert server.requests == []


def test_what_is_excepted_from_the_proxy_does_not_go_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    certificates = made(tmp_path, "localhost")
    with (
        receiver(tmp_path, certificates=certificates) as server,
        proxy(server.server_port) as between,
    ):
        through(monkeypatch, between)
        put(server, "localhost")
        assert len(between.asked) == 1
        monkeypatch.setenv("no_proxy", "localhost")
        with pytest.raises(TryLater, match="cannot be reached"):
            put(server, "localhost")
        assert len(between.asked) == 1
