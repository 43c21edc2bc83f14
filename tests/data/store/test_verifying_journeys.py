"""The own record of an assessment: what is wrong with it is named, and what is not is not."""

from __future__ import annotations

from pathlib import Path

from data.store.finding import NEWER
from data.store.journey_record import JourneyRecord
from data.store.store import Store
from data.store.verifying import verify_store
from tests.data.record.sittings import shipped
from tests.data.store.attacking import SITTING
from tests.data.store.building import LIVE, NOON, Newer
from tests.data.store.canaries import fill, written


def test_what_a_newer_version_wrote_is_not_called_changed(home: Path) -> None:
    with Store.open(home) as store:
        fill(store)
        store.append(SITTING, written(store, SITTING, [Newer()]), LIVE)
        JourneyRecord.open(store, "assessment-0", shipped().standard).add(NOON, Newer())
        found = verify_store(store).findings
    assert [(one.sitting, one.seq) for one in found] == [(SITTING, 5), ("assessment-0", 2)]
    assert {one.sentence for one in found} == {NEWER}
