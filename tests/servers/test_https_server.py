"""The receiver as a process of its own counts effects, and shows what a naive one would do."""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from data.exchange.destinations.https import HttpsDestination
from data.exchange.parcel import TryLater
from tests.data.exchange.destinations.named import parcel
from tests.servers.https_server import Store

ROOT = Path(__file__).parents[2]
MANY = 30


@contextmanager
def process(folder: Path, *words: str) -> Iterator[HttpsDestination]:
    command = [sys.executable, "-m", "tests.servers.https_server", "--folder", str(folder), *words]
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as running:
        assert running.stdin and running.stdout
        told = json.loads(running.stdout.readline())
        to = HttpsDestination(told["url"], None, trust=Path(told["authority"]))
        try:
            yield to
        finally:
            to.close()
            running.stdin.close()
    assert running.returncode == 0


@pytest.mark.parametrize("naive", [False, True])
def test_however_often_a_process_gets_a_document_only_a_naive_one_does_more_than_once(
    tmp_path: Path, naive: bool
) -> None:
    words = ("--seed", "7", "--trouble", "0.5", *(["--naive"] if naive else []))
    with process(tmp_path, *words) as to:
        for number in range(MANY):
            while True:
                try:
                    to.put(parcel(number))
                except TryLater:
                    continue
                break
    store = Store(tmp_path / "stored")
    sent = {parcel(number).sha256: parcel(number).body for number in range(MANY)}
    assert store.documents() == sent
    assert (store.effects() == Counter(sent.keys())) is not naive
