"""An inbox in an object store: a real server on loopback that speaks S3."""

from __future__ import annotations

from pathlib import Path

import obstore
import pytest
from obstore.store import S3Store

from data.exchange.canonical import address
from data.exchange.reading import MAX_BYTES
from data.exchange.signature import SUFFIX, sign
from data.hub.collecting import Collector, Passed
from data.hub.errors import NoSource, Reason
from data.hub.object_inbox import ObjectInbox
from tests.data.exchange.building import LAPTOP
from tests.data.hub.looking import addresses, reasons
from tests.data.hub.making import a_result, told, written
from tests.servers.moto import Inbox
from tests.servers.moto import inbox as inbox
from tests.servers.moto import shared_store as shared_store


@pytest.fixture
def store(inbox: Inbox, monkeypatch: pytest.MonkeyPatch) -> S3Store:
    """The bucket, as a laptop sees it; the collector finds it by the environment."""
    told_by = {
        "AWS_ACCESS_KEY_ID": "made-up",
        "AWS_SECRET_ACCESS_KEY": "made-up",
        "AWS_REGION": "us-east-1",
        "AWS_ENDPOINT_URL": inbox.endpoint,
        "AWS_ALLOW_HTTP": "true",
    }
    for name, value in told_by.items():
        monkeypatch.setenv(name, value)
    return S3Store(inbox.bucket, prefix="results")


def collect(inbox: Inbox, record: str) -> Passed:
    collector = Collector(f"s3://{inbox.bucket}/results", record)
    try:
        return collector.one_pass()
    finally:
        collector.close()


def test_documents_are_taken_from_an_object_store(
    inbox: Inbox, store: S3Store, tmp_path: Path
) -> None:
    record = f"sqlite://{tmp_path / 'record.db'}"
    bodies = [written(told(a_result(), number)) for number in range(5)]
    for body in bodies:
        obstore.put(store, f"{address(body)}.json", body)
    for body in bodies[:4]:
        obstore.put(store, f"{address(body)}{SUFFIX}", sign(body, LAPTOP).encode())
    obstore.put(store, "large.json", b" " * (MAX_BYTES + 10))
    obstore.put(store, "read me.txt", b"x")

    passed = collect(inbox, record)

    assert addresses(record) == sorted(map(address, bodies[:4]))
    late = f"{address(bodies[4])}.json"
    assert reasons(record) == {late: Reason.NO_SIGNATURE, "large.json": Reason.TOO_LARGE}
    assert passed.listed == 6
    begun = ObjectInbox(f"s3://{inbox.bucket}/results").read("large.json", 100)
    assert begun is not None and len(begun.content) == 101

    obstore.put(store, f"{address(bodies[4])}{SUFFIX}", sign(bodies[4], LAPTOP).encode())
    assert collect(inbox, record).tally.taken == 1
    assert addresses(record) == sorted(map(address, bodies))
    assert len(obstore.list(store).collect()) == 12


def test_a_bucket_that_is_not_there(inbox: Inbox, store: S3Store, tmp_path: Path) -> None:
    collector = Collector("s3://nobody-made-this/results", f"sqlite://{tmp_path / 'record.db'}")
    with pytest.raises(NoSource, match="no such bucket"):
        collector.one_pass()
    collector.close()
