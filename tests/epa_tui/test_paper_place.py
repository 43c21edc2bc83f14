"""Where papers are offered: beside the last one, and in no cloud unless somebody typed it."""

from __future__ import annotations

from pathlib import Path

import pytest

from epa_tui.paper_place import PaperPlace, safe_documents


def test_documents_are_offered_where_they_are_there(tmp_path: Path) -> None:
    documents = tmp_path / "Documents"
    assert safe_documents(documents, tmp_path) == tmp_path
    documents.mkdir()
    assert safe_documents(documents, tmp_path) == documents


@pytest.mark.parametrize("cloud", ["OneDrive - Example", "iCloud Drive", "Dropbox (Example)"])
def test_a_cloud_is_never_offered(tmp_path: Path, cloud: str) -> None:
    kept = tmp_path / cloud / "Documents"
    kept.mkdir(parents=True)
    assert safe_documents(kept, tmp_path) == tmp_path
    linked = tmp_path / "Documents"
    linked.symlink_to(kept)
    assert safe_documents(linked, tmp_path) == tmp_path


def test_documents_that_macos_keeps_in_its_cloud_are_not_offered(tmp_path: Path) -> None:
    documents = tmp_path / "Documents"
    documents.mkdir()
    (tmp_path / "Library/Mobile Documents/com~apple~CloudDocs/Documents").mkdir(parents=True)
    assert safe_documents(documents, tmp_path) == tmp_path


def test_the_next_paper_is_offered_beside_the_last_one(tmp_path: Path) -> None:
    place = PaperPlace()
    place.last = tmp_path / "gone"
    assert place.offered() != place.last
    place.last = tmp_path
    assert place.offered() == tmp_path
