"""Results that former versions made stay valid for good: nobody can make them anew.

`former` holds documents with their signatures as they left then, to the byte. Those of its folder
`collected` are of no demonstration.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from data.exchange.checking import check_file
from data.exchange.schema import validate
from data.hub.collecting import Collector
from data.hub.working import Tally

FORMER = Path(__file__).with_name("former")
DOCUMENTS = sorted(FORMER.rglob("*.json"))


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: f"{path.parent.name}-{path.stem[-2:]}")
def test_a_former_document_is_of_the_shape_and_in_order(path: Path) -> None:
    validate(json.loads(path.read_bytes()))
    assert check_file(path).findings == ()


def test_former_documents_are_collected(tmp_path: Path) -> None:
    record = (tmp_path / "record.db").as_uri().replace("file:", "sqlite:")
    collector = Collector((FORMER / "collected").as_uri(), record, None, 1)
    try:
        assert collector.one_pass().tally == Tally(taken=2)
    finally:
        collector.close()
