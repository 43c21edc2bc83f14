"""Documents reach a receiver over https once in effect, whatever it does, and in bounded time."""

from __future__ import annotations

import base64
import socket
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from data.exchange.destinations.https import HttpsDestination
from data.exchange.parcel import (
    DestinationPaused,
    DocumentRefused,
    NotDelivered,
    Parcel,
    Receipt,
    TryLater,
)
from data.exchange.signature import genuine
from tests.data.exchange.building import LAPTOP
from tests.data.exchange.destinations.named import parcel
from tests.servers.authority import Certificates, made
from tests.servers.https_server import Receiver, receiver
from tests.servers.trouble import PASSING, TROUBLES, Script

TOKEN = "made-up-token"  # noqa: S105 - of a server on loopback
SHORT_S = 2.0
"""Patience of the tests in which it comes to its end; a busy machine shakes hands within it."""


@pytest.fixture(scope="module")
def certificates(tmp_path_factory: pytest.TempPathFactory) -> Certificates:
    return made(tmp_path_factory.mktemp("authority"))


@pytest.fixture
def server(tmp_path: Path, certificates: Certificates) -> Iterator[Receiver]:
    with receiver(tmp_path, certificates=certificates, token=TOKEN) as started:
        yield started


def troubled(server: Receiver, *troubles: str) -> None:
    server.script = Script(*troubles)


def destination(
    server: Receiver, patience_s: float = 60.0, now: datetime | None = None
) -> HttpsDestination:
    return HttpsDestination(
        server.url,
        TOKEN,
        trust=server.authority,
        patience_s=patience_s,
        now=lambda: now or datetime.now(UTC),
    )


def put(
    server: Receiver, sent: Parcel, patience_s: float = 60.0, now: datetime | None = None
) -> Receipt:
    to = destination(server, patience_s, now)
    try:
        return to.put(sent)
    finally:
        to.close()


def test_a_document_arrives_as_it_is_with_what_a_receiver_needs(server: Receiver) -> None:
    sent = parcel(padding=200_000)
    receipt = put(server, sent)
    place = f"{server.url}/{sent.sha256}.json"
    assert receipt == Receipt(sent.sha256, place)
    assert server.store.documents() == {sent.sha256: sent.body}
    ((method, path, headers),) = server.requests
    assert (method, path) == ("PUT", f"/inbox/{sent.sha256}.json")
    digest = base64.b64encode(bytes.fromhex(sent.sha256)).decode()
    wanted = {
        "content-type": "application/cloudevents+json",
        "if-none-match": "*",
        "idempotency-key": f'"{sent.sha256}"',
        "authorization": f"Bearer {TOKEN}",
        "content-digest": f"sha-256=:{digest}:",
        "accept-encoding": "identity",
    }
    assert headers.items() >= wanted.items()
    assert genuine(headers["x-jws-signature"], sent.body, LAPTOP.public)
    assert "cookie" not in headers


def test_a_document_that_is_sent_twice_is_there_once(server: Receiver) -> None:
    assert not put(server, parcel()).already_there
    assert put(server, parcel()).already_there
    assert server.store.effects() == {parcel().sha256: 1}


def test_one_connection_is_kept_for_many_documents(server: Receiver) -> None:
    to = destination(server)
    for number in range(20):
        to.put(parcel(number))
    to.close()
    assert server.connections == 1
    assert len(server.store.documents()) == 20


@pytest.mark.parametrize("trouble", sorted(PASSING))
def test_after_any_trouble_that_passes_a_document_is_there_once(
    server: Receiver, trouble: str
) -> None:
    troubled(server, trouble)
    to = destination(server)
    try:
        to.put(parcel())
    except TryLater:
        to.put(parcel())
    to.close()
    assert server.store.effects() == {parcel().sha256: 1}
    assert server.store.documents() == {parcel().sha256: parcel().body}


@pytest.mark.parametrize(
    ("trouble", "kind"),
    [
        ("drop before", TryLater),
        ("apply then drop", TryLater),
        ("409 race", TryLater),
        ("408", TryLater),
        ("425", TryLater),
        ("429", TryLater),
        ("500", TryLater),
        ("503", TryLater),
        ("no http", TryLater),
        ("endless headers", TryLater),
        ("401", DestinationPaused),
        ("201 unkept", DestinationPaused),
        ("lie", DestinationPaused),
        ("redirect away", DestinationPaused),
        ("redirect as get", DestinationPaused),
        ("400", DocumentRefused),
        ("409 other", DocumentRefused),
        ("412 other", DocumentRefused),
        ("409 same", None),
        ("412", None),
        ("201 silent", None),
        ("redirect here", None),
        ("gzip bomb", None),
        ("endless body", None),
    ],
)
def test_each_trouble_ends_as_the_table_says(
    server: Receiver, trouble: str, kind: type[NotDelivered] | None
) -> None:
    troubled(server, trouble)
    if kind is None:
        assert put(server, parcel()).sha256 == parcel().sha256
        assert server.store.documents() == {parcel().sha256: parcel().body}
    else:
        with pytest.raises(kind) as caught:
            put(server, parcel())
        assert type(caught.value) is kind


def test_a_wait_that_is_asked_for_is_handed_on(server: Receiver) -> None:
    troubled(server, "429")
    with pytest.raises(TryLater) as caught:
        put(server, parcel())
    assert (caught.value.after_s, caught.value.all_wait) == (7.0, True)


@pytest.mark.parametrize("trouble", ["trickle headers", "trickle body"])
def test_a_server_that_trickles_does_not_outlast_our_patience(
    server: Receiver, trouble: str
) -> None:
    """Without the bound on the whole this test would not end: each byte comes in time."""
    troubled(server, trouble)
    with pytest.raises(TryLater, match="no answer within 2 seconds") as caught:
        put(server, parcel(), patience_s=SHORT_S)
    assert not caught.value.all_wait
    assert put(server, parcel()).sha256 == parcel().sha256


def test_a_handshake_that_never_ends_does_not_outlast_our_patience(
    certificates: Certificates,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"https://127.0.0.1:{silent.getsockname()[1]}"
        to = HttpsDestination(url, None, trust=certificates.authority, patience_s=0.4)
        with pytest.raises(TryLater, match="cannot be reached") as caught:
            to.put(parcel())
        to.close()
    assert caught.value.all_wait


def test_patience_begins_anew_with_each_document(server: Receiver) -> None:
    troubled(server, "trickle headers")
    to = destination(server, patience_s=SHORT_S)
    with pytest.raises(TryLater):
        to.put(parcel())
    assert to.put(parcel()).sha256 == parcel().sha256
    to.close()


def test_redirects_at_the_same_place_have_an_end(server: Receiver) -> None:
    troubled(server, *["redirect here"] * 3)
    assert put(server, parcel()).sha256 == parcel().sha256
    troubled(server, *["redirect here"] * 4)
    with pytest.raises(DestinationPaused):
        put(server, parcel(2))
    assert server.store.documents().keys() == {parcel().sha256}


def test_nothing_is_sent_where_a_redirect_leads_away(
    server: Receiver, tmp_path: Path, certificates: Certificates, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(tmp_path / "elsewhere", certificates=certificates) as elsewhere:
        monkeypatch.setitem(
            TROUBLES,
            "redirect away",
            lambda exchange: exchange.say(307, {"Location": f"{elsewhere.url}/1.json"}),
        )
        troubled(server, "redirect away")
        with pytest.raises(DestinationPaused):
            put(server, parcel())
        assert elsewhere.connections == 0


def test_a_receiver_that_tells_no_hash_is_read(tmp_path: Path, certificates: Certificates) -> None:
    with receiver(tmp_path, certificates=certificates, tells=False) as server:
        assert put(server, parcel()) == Receipt(
            parcel().sha256, f"{server.url}/{parcel().sha256}.json"
        )
        assert put(server, parcel()).already_there
        assert [method for method, *_ in server.requests] == ["PUT", "GET", "PUT", "GET"]


def test_a_receiver_that_neither_tells_nor_shows_delivers_only_by_the_address(
    tmp_path: Path, certificates: Certificates
) -> None:
    with receiver(tmp_path, certificates=certificates, tells=False, readable=False) as server:
        with pytest.raises(DestinationPaused, match="Repr-Digest"):
            put(server, parcel())
        assert put(server, parcel()).already_there


def test_something_else_at_the_address_is_never_taken_for_ours(
    tmp_path: Path, certificates: Certificates
) -> None:
    with receiver(tmp_path, certificates=certificates, tells=False) as server:
        server.store.apply(f"{parcel().sha256}.json", parcel().body + b" ")
        with pytest.raises(DocumentRefused, match="Another document"):
            put(server, parcel())


def test_a_certificate_of_nobody_we_know_is_not_believed(server: Receiver, tmp_path: Path) -> None:
    for trust in (None, made(tmp_path).authority):
        to = HttpsDestination(server.url, TOKEN, trust=trust)
        with pytest.raises(TryLater, match=r"certificate .* is not trusted") as caught:
            to.put(parcel())
        to.close()
        assert caught.value.all_wait
    assert server.requests == []


def test_a_certificate_for_another_address_is_not_believed(tmp_path: Path) -> None:
    with receiver(tmp_path, certificates=made(tmp_path, "127.0.0.2")) as server:
        with pytest.raises(TryLater, match=r"certificate .* is not trusted"):
            put(server, parcel())
        assert server.requests == []


def test_nobody_there_is_a_matter_of_time(certificates: Certificates) -> None:
    with socket.create_server(("127.0.0.1", 0)) as gone:
        port = gone.getsockname()[1]
    to = HttpsDestination(f"https://127.0.0.1:{port}", None, trust=certificates.authority)
    with pytest.raises(TryLater, match="cannot be reached") as caught:
        to.put(parcel())
    to.close()
    assert caught.value.all_wait


def test_neither_netrc_nor_a_cookie_nor_a_proxy_comes_between(
    server: Receiver, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login made-up password made-up\n", "utf-8")
    monkeypatch.setenv("NETRC", str(netrc))
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:1")
    to = HttpsDestination(server.url, None, trust=server.authority)
    monkeypatch.setitem(
        TROUBLES, "cookie", lambda exchange: exchange.say(500, {"Set-Cookie": "a=b; Path=/"})
    )
    troubled(server, "cookie")
    for _ in range(2):
        with pytest.raises(NotDelivered):
            to.put(parcel())
    to.close()
    for *_, headers in server.requests:
        assert not headers.keys() & {"authorization", "cookie"}


def test_a_date_to_wait_for_is_measured_with_our_clock_only_where_there_is_no_other(
    server: Receiver, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(
        TROUBLES,
        "dated",
        lambda exchange: exchange.say(503, {"Retry-After": "Wed, 20 May 2026 12:00:30 GMT"}),
    )
    monkeypatch.setattr("tests.servers.https_server._Handler.date_time_string", lambda _: "none")
    troubled(server, "dated")
    with pytest.raises(TryLater) as caught:
        put(server, parcel(), now=datetime(2026, 5, 20, 12, 0, tzinfo=UTC))
    assert caught.value.after_s == 30.0
