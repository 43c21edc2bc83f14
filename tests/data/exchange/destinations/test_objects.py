"""A document is in the object store once, however many send it, however often they are killed."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Barrier

import pytest

from data.exchange.destinations.objects import ObjectDestination
from data.exchange.parcel import (
    DestinationPaused,
    DocumentRefused,
    NotDelivered,
    Parcel,
    Receipt,
    TryLater,
)
from tests.data.exchange.destinations.answering import Answering, answering
from tests.data.exchange.destinations.parcels import parcel
from tests.data.exchange.destinations.sending import CREDENTIALS, deliver_all
from tests.faults.processes import kill, running, told
from tests.servers.moto import Inbox, new_inbox, object_store

DOCUMENTS, WRITERS, KILLS = 25, 8, 4


def names(*sent: Parcel) -> set[str]:
    return {f"in/box/{each.sha256}.{ending}" for each in sent for ending in ("json", "jws")}


def test_a_document_lies_under_its_address_with_its_signature(inbox: Inbox) -> None:
    destination, sent = ObjectDestination(inbox.url, CREDENTIALS), parcel(1)

    first, again = destination.put(sent), destination.put(sent)

    place = f"s3://{inbox.bucket}/in/box/{sent.sha256}.json"
    assert first == Receipt(sent.sha256, place)
    assert again == Receipt(sent.sha256, place, already_there=True)
    assert inbox.written() == dict.fromkeys(names(sent), 1)
    for ending, body in (("json", sent.body.decode()), ("jws", sent.signature)):
        assert inbox.asked("GET", f"/{inbox.bucket}/in/box/{sent.sha256}.{ending}") == (200, body)


def test_a_race_writes_each_document_once_and_all_are_told_so(inbox: Inbox) -> None:
    sent = [parcel(number) for number in range(DOCUMENTS)]
    together = Barrier(WRITERS)

    def send(_: int) -> list[bool]:
        destination, new = ObjectDestination(inbox.url, CREDENTIALS), list[bool]()
        for each in sent:
            together.wait(60)
            new.append(not destination.put(each).already_there)
        return new

    with ThreadPoolExecutor(WRITERS) as writers:
        told = list(writers.map(send, range(WRITERS)))

    assert [sum(new) for new in zip(*told, strict=True)] == [1] * DOCUMENTS
    assert inbox.written() == dict.fromkeys(names(*sent), 1)


def test_kills_leave_no_document_out_and_none_twice(inbox: Inbox) -> None:
    for round_ in range(KILLS):
        with running(deliver_all, inbox.url, DOCUMENTS) as (process, pipe):
            for _ in range(1 + round_ * 5):
                pipe.recv()
            kill(process)
            list(told(pipe))

    with running(deliver_all, inbox.url, DOCUMENTS) as (_, pipe):
        assert len(list(told(pipe))) == DOCUMENTS
    sent = [parcel(number) for number in range(DOCUMENTS)]
    assert inbox.written() == dict.fromkeys(names(*sent), 1)


def test_credentials_that_may_write_and_nothing_else_suffice(tmp_path: Path) -> None:
    with object_store(tmp_path / "said") as server:
        inbox = new_inbox(server)
        writer, reader = inbox.account("s3:PutObject"), inbox.account("s3:GetObject")
        inbox.believe_nobody()
        destination = ObjectDestination(inbox.url, writer)

        assert not destination.put(parcel(1)).already_there
        assert destination.put(parcel(1)).already_there
        for credentials in (reader, f"{writer}x", "AKIDNOBODY:SeCrEtWoRd"):
            with pytest.raises(DestinationPaused, match="refuses the credentials") as paused:
                ObjectDestination(inbox.url, credentials).put(parcel(2))
            assert credentials.partition(":")[2] not in whole_story(paused.value)


def whole_story(error: BaseException) -> str:
    """Return all that an error brings along."""
    return f"{error!r} {error.__cause__!r} {error.__suppress_context__ or error.__context__!r}"


def test_a_bucket_that_is_not_there_pauses(inbox: Inbox) -> None:
    missing = replace(inbox, bucket="nobody-made-this")
    with pytest.raises(DestinationPaused, match="no such bucket"):
        ObjectDestination(missing.url, CREDENTIALS).put(parcel(1))


def test_a_server_that_is_gone_is_waited_for(tmp_path: Path) -> None:
    with object_store(tmp_path / "said") as server:
        inbox = new_inbox(server)
        destination = ObjectDestination(inbox.url, CREDENTIALS)
        destination.put(parcel(1))
        server.end()
        with pytest.raises(TryLater, match="cannot be reached") as later:
            destination.put(parcel(2))
    assert later.value.all_wait


ANSWERS: list[tuple[int, str, type[NotDelivered], bool]] = [
    (301, "PermanentRedirect", DestinationPaused, True),
    (400, "ExpiredToken", DestinationPaused, True),
    (400, "RequestTimeout", TryLater, False),
    (400, "EntityTooLarge", DocumentRefused, False),
    (401, "", DestinationPaused, True),
    (403, "AccessDenied", DestinationPaused, True),
    (403, "RequestTimeTooSkewed", DestinationPaused, True),
    (404, "NoSuchBucket", DestinationPaused, True),
    (405, "", DestinationPaused, True),
    (408, "", TryLater, False),
    (409, "ConditionalRequestConflict", TryLater, False),
    (413, "", DocumentRefused, False),
    (422, "", DocumentRefused, False),
    (429, "SlowDown", TryLater, True),
    (500, "InternalError", TryLater, True),
    (501, "NotImplemented", DestinationPaused, True),
    (503, "SlowDown", TryLater, True),
]


@pytest.mark.parametrize(("status", "code", "meaning", "all_wait"), ANSWERS)
def test_every_answer_has_its_meaning(
    status: int, code: str, meaning: type[NotDelivered], all_wait: bool
) -> None:
    body = f"<Error><Code>{code}</Code><Message>Example</Message></Error>".encode()
    with answering(Answering(status, body)) as answer, pytest.raises(meaning) as stopped:
        ObjectDestination(answer.url, CREDENTIALS).put(parcel(1))

    assert len(answer.asked) == 1  # it is tried again by those who can remember, and later
    assert getattr(stopped.value, "all_wait", all_wait) == all_wait
    assert "Example" not in whole_story(stopped.value)
    assert str(status) in str(stopped.value) or status in (403, 404)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_no_document_follows_a_redirect(status: int) -> None:
    with answering(Answering()) as elsewhere:
        place = {"Location": f"http://127.0.0.1:{elsewhere.port}/bucket/x"}
        with answering(Answering(status, head=place)) as answer, pytest.raises(DestinationPaused):
            ObjectDestination(answer.url, CREDENTIALS).put(parcel(1))
    assert elsewhere.asked == []


def test_what_is_there_at_azure_is_not_sent_for_ever() -> None:
    body = b"<Error><Code>BlobAlreadyExists</Code></Error>"
    with answering(Answering(409, body)) as answer:
        assert ObjectDestination(answer.url, CREDENTIALS).put(parcel(1)).already_there


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("s3://bucket/in?endpoint=http://store.example", "without TLS"),
        ("s3://bucket/in?endpoint=ftp://127.0.0.1", "without TLS"),
        ("s3://KEY:SeCrEtWoRd@bucket/in", "holds credentials"),
        ("s3://bucket/in?secret=SeCrEtWoRd", "cannot be read"),
        ("s3:///in", "cannot be read"),
        ("gs://bucket/in?endpoint=https://store.example", "cannot be read"),
        ("gs://bucket/in", "not set up"),
        ("az://container/in", "not set up"),
        ("s4://bucket", "cannot be read"),
        ("s3://[bucket", "cannot be read"),
    ],
)
def test_an_address_that_cannot_be_used_is_told_without_its_secrets(url: str, words: str) -> None:
    with pytest.raises(DestinationPaused, match=words) as paused:
        ObjectDestination(url, "made:SeCrEtWoRd").put(parcel(1))
    assert "SeCrEtWoRd" not in whole_story(paused.value)


def test_the_environment_never_turns_off_what_keeps_documents_safe(
    inbox: Inbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_ENDPOINT_URL": inbox.endpoint,
        "AWS_REGION": "us-east-1",
        "AWS_CONDITIONAL_PUT": "disabled",
    }.items():
        monkeypatch.setenv(name, value)
    send = partial(ObjectDestination(f"s3://{inbox.bucket}/in/box").put, parcel(1))

    assert [send().already_there, send().already_there] == [False, True]
    assert inbox.written() == dict.fromkeys(names(parcel(1)), 1)

    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://store.example")
    monkeypatch.setenv("AWS_ALLOW_HTTP", "true")
    with pytest.raises(DestinationPaused, match="without TLS"):
        ObjectDestination(f"s3://{inbox.bucket}").put(parcel(1))


@pytest.mark.parametrize("credentials", [None, "", "only-a-key", "key:", ":secret"])
def test_without_credentials_nobody_is_asked(
    credentials: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AWS_ACCESS_KEY_ID", raising=False)
    with answering(Answering()) as answer, pytest.raises(DestinationPaused, match="KEY:SECRET"):
        ObjectDestination(answer.url, credentials).put(parcel(1))
    assert answer.asked == []


def test_a_missing_extra_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "obstore", None)
    with pytest.raises(DestinationPaused, match=r"pip install 'epa-tui\[cloud\]'"):
        ObjectDestination("s3://bucket", CREDENTIALS).put(parcel(1))
