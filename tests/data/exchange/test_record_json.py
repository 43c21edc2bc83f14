"""A record as JSON can be checked by a program that is not ours."""

from __future__ import annotations

import hashlib
import json

from data.exchange.record_json import record_json
from data.record import entries as e
from tests.data.exchange.building import MADE_UP, SHIPPED, Record, heard, judged, opened


def test_the_chain_can_be_followed_from_the_json_alone() -> None:
    record = judged(heard(SHIPPED, "M2", "1"))
    record.seal()
    read = json.loads(json.dumps(record_json(record.state.entries, record.state, record.now)))

    prev = ""
    for entry in read["entries"]:
        whole = {
            "at": [entry["wall"], entry["tick"], entry["boot"]],
            "commit": entry["commit"],
            "id": entry["id"],
            "kind": entry["kind"],
            "prev": prev,
            "seq": entry["seq"],
        }
        text = json.dumps(whole, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        prev = hashlib.sha256(b"epa-entry-v2\0" + text.encode()).hexdigest()
        assert entry["hash"] == prev
    assert len(read["entries"]) == len(record.state.entries)
    assert read["state"]["stage"] == "sealed"


def test_what_was_undone_is_there_and_marked() -> None:
    record = heard(SHIPPED, "M1", "1")
    gone = record.add(e.Noted("typed by mistake"))
    record.add(e.Undone(gone))

    told = record_json(record.state.entries, record.state, record.now)

    assert [entry["seq"] for entry in told["entries"] if entry["undone"]] == [gone]
    assert gone not in [note["seq"] for note in told["state"]["notes"]]


def test_a_sitting_under_way_is_told_as_of_now() -> None:
    record = Record(MADE_UP, opened(MADE_UP, "A", "a"))
    record.add(e.PhaseStarted("display"))

    told = record_json(record.state.entries, record.state, record.now.later(90_000))

    assert told["state"]["phases"][0]["used_ms"] == 90_000
    assert (told["state"]["clock"], told["state"]["phase"]) == ("RUNNING", "display")
    assert told["state"]["grade"]["grade"] is None
    assert told["state"]["sealed_at"] is None
