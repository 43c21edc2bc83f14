"""Which documents hold: re-marks, withdrawals and two devices, against a plain model."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.exchange.document import RESULT_TYPE, WITHDRAWAL_TYPE, document_id
from data.hub.record import open_record
from data.store.hub_rows import Batch, DocumentRow, Wish
from tests.data.exchange.building import LAPTOP
from tests.data.hub.looking import rows
from tests.data.hub.making import OTHER, sitting_id

DEVICES = (LAPTOP, OTHER)


@dataclass(frozen=True)
class Act:
    """A laptop seals a sitting, or withdraws it, after what it knows of."""

    sitting: int
    device: int
    withdraws: bool
    took_over: bool
    """It goes on from the other laptop's last revision, where there is one."""
    arrives: bool


acts = st.lists(
    st.builds(
        Act,
        st.integers(1, 2),
        st.integers(0, 1),
        st.booleans(),
        st.booleans(),
        st.sampled_from([True, True, True, False]),
    ),
    max_size=12,
)


def documents(history: list[Act]) -> list[DocumentRow]:
    """Return the document of each act, as the laptops would make them."""
    newest: dict[tuple[int, int], DocumentRow] = {}
    made = []
    for number, act in enumerate(history):
        own = newest.get((act.sitting, act.device))
        others = newest.get((act.sitting, 1 - act.device))
        before = others if act.took_over and others and not own else own
        row = document(act, before, number)
        newest[act.sitting, act.device] = row
        made.append(row)
    return made


def document(act: Act, before: DocumentRow | None, number: int) -> DocumentRow:
    device, sitting = DEVICES[act.device], sitting_id(act.sitting)
    revision = before.revision + 1 if before else 1
    return DocumentRow(
        sha256=f"{number:064x}",
        id=document_id(sitting, revision, device.name),
        type=WITHDRAWAL_TYPE if act.withdraws else RESULT_TYPE,
        sitting=sitting,
        assessment=f"of-{act.sitting}",
        revision=revision,
        supersedes=before.id if before else None,
        device=device.name,
        public_key=device.public,
        time=f"2026-05-20T10:00:{number:02}.000Z",
        standard="ST0792",
        version="1.1",
        method="M1",
        option=None,
        assessed_on=None if act.withdraws else "2026-05-20",
        grade=None if act.withdraws else "pass",
        overall=None,
        facts='{"main":1,"followups":0,"phases":[],"descriptors":[]}',
        body="{}",
    )


def holding(arrived: list[DocumentRow]) -> set[str]:
    """Return the addresses of the documents that nothing later stands in the place of."""
    replaced = set()
    for row in arrived:
        for other in arrived:
            earlier = other.sitting == row.sitting and other.revision < row.revision
            if earlier and (other.id == row.supersedes or other.device == row.device):
                replaced.add(other.sha256)
    return {row.sha256 for row in arrived} - replaced


def agrees(record: str, arrived: list[DocumentRow]) -> None:
    opened = open_record(record)
    try:
        assert opened.keep("inbox", Batch(documents=arrived)) == len(arrived)
        assert opened.keep("inbox", Batch(documents=arrived)) == 0
        heads = holding(arrived)
        assert {row[0] for row in rows(record, "SELECT sha256 FROM head")} == heads
        by_sitting: dict[str, list[DocumentRow]] = {}
        for row in arrived:
            if row.sha256 in heads:
                by_sitting.setdefault(row.sitting, []).append(row)
        assert by_sitting.keys() == {row.sitting for row in arrived}
        conflicts = sorted(name for name, found in by_sitting.items() if len(found) > 1)
        single = [found[0] for found in by_sitting.values() if len(found) == 1]
        assert opened.conflicts(Wish()) == conflicts
        assert opened.withdrawn(Wish()) == sum(one.type == WITHDRAWAL_TYPE for one in single)
        assert sorted(head.sitting for head in opened.heads(Wish())) == sorted(
            one.sitting for one in single if one.type == RESULT_TYPE
        )
    finally:
        opened.close()


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(acts, st.randoms(use_true_random=False))
def test_heads_are_those_of_a_plain_model(
    new_record: Callable[[], str], history: list[Act], chance: object
) -> None:
    made = documents(history)
    arrived = [row for row, act in zip(made, history, strict=True) if act.arrives]
    chance.shuffle(arrived)  # type: ignore[attr-defined]  # a random.Random
    agrees(new_record(), arrived)


@pytest.mark.parametrize(
    ("history", "heads"),
    [
        ([Act(1, 0, False, False, True)] * 3, [2]),
        ([Act(1, 0, False, False, True), Act(1, 1, False, False, True)], [0, 1]),
        ([Act(1, 0, False, False, True), Act(1, 1, False, True, True)], [1]),
        ([Act(1, 0, False, False, True), Act(1, 0, True, False, True)], [1]),
        ([Act(1, 0, n == 2, False, n != 1) for n in range(3)], [1]),
    ],
    ids=["re-marked", "two devices", "taken over", "withdrawn", "one between is missing"],
)
def test_heads_of_histories_that_were_thought_through(
    record: str, history: list[Act], heads: list[int]
) -> None:
    made = documents(history)
    arrived = [row for row, act in zip(made, history, strict=True) if act.arrives]
    agrees(record, arrived)
    expected = sorted(arrived[place].sha256 for place in heads)
    assert rows(record, "SELECT sha256 FROM head ORDER BY 1") == [(one,) for one in expected]


def test_no_ring_of_documents_hides_a_sitting(record: str) -> None:
    first = document(Act(1, 0, False, False, True), None, 0)
    mirrored = document(Act(1, 1, False, False, True), None, 1)
    ring = [replace(first, supersedes=mirrored.id), replace(mirrored, supersedes=first.id)]
    opened = open_record(record)
    opened.keep("inbox", Batch(documents=[*ring, replace(first, sha256="f" * 64)]))
    opened.close()
    assert len(rows(record, "SELECT * FROM conflict")) == 3
