"""The library: the user's files win, broken ones are told and hide nothing."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.standards.errors import AmbiguousStandard, UnknownStandard
from data.standards.library import BrokenStandard, Library, version_key
from data.standards.loader import SHIPPED_FOLDER, LoadedStandard

SHIPPED = SHIPPED_FOLDER / "ST0792-1.1.toml"
KITE = Path(__file__).parents[2] / "standards" / "made-up-1.0.toml"


def put(folder: Path, name: str, source: Path = KITE, old: str = "", new: str = "") -> Path:
    text = source.read_text(encoding="utf-8")
    assert old in text
    path = folder / name
    path.write_text(text.replace(old, new, 1) if old else text, encoding="utf-8")
    return path


def kite_version(folder: Path, version: str) -> Path:
    return put(folder, f"kite-{version}.toml", old='version = "1.0"', new=f'version = "{version}"')


def good(library: Library) -> list[LoadedStandard]:
    return [entry for entry in library.all() if isinstance(entry, LoadedStandard)]


@pytest.mark.parametrize("folder", [None, "missing"])
def test_the_shipped_standard_needs_no_folder(folder: str | None, tmp_path: Path) -> None:
    library = Library(tmp_path / folder if folder else None)
    found = library.find("st0792")
    assert (found.shipped, found.path) == (True, SHIPPED)
    assert library.all() == [found]


def test_the_users_file_wins_and_the_shipped_one_stays_reachable(tmp_path: Path) -> None:
    own = put(tmp_path, "own.toml", SHIPPED, "level = 4", "level = 4 # checked by us")
    library = Library(tmp_path)
    found = library.find("ST0792", "1.1")
    assert (found.path, found.shipped) == (own, False)
    shipped = Library().find("ST0792", "1.1")
    assert found.digest != shipped.digest
    assert library.by_digest("ST0792", "1.1", shipped.digest).path == SHIPPED
    assert library.by_digest("ST0792", "1.1", found.digest).path == own
    assert [entry.path for entry in good(library)] == [own, SHIPPED]


def test_a_broken_file_is_told_and_hides_nothing(tmp_path: Path) -> None:
    broken = put(tmp_path, "broken.toml", SHIPPED, 'cap = "pass"', 'cap = "gold"')
    library = Library(tmp_path)
    assert library.find("ST0792", "1.1").path == SHIPPED
    last = library.all()[-1]
    assert isinstance(last, BrokenStandard)
    assert (last.path, last.shipped, last.error.place) == (broken, False, "resit, cap")


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    path = tmp_path / "standards"
    path.write_text("not a folder")
    library = Library(path)
    assert library.find("ST0792").shipped
    assert [e.path for e in library.all() if isinstance(e, BrokenStandard)] == [path]


def test_the_newest_version_is_found_by_default(tmp_path: Path) -> None:
    for version in ("1.9", "1.10", "1.2"):
        kite_version(tmp_path, version)
    library = Library(tmp_path)
    assert library.find("ZZ0001").standard.version == "1.10"
    assert library.find("ZZ0001", "1.2").standard.version == "1.2"
    versions = [e.standard.version for e in good(library) if e.standard.reference == "ZZ0001"]
    assert versions == ["1.10", "1.9", "1.2"]


def test_versions_are_ordered_as_people_read_them() -> None:
    versions = ["1.10", "1.1", "2.0", "1.9", "1.1-draft", "1.1.1"]
    assert sorted(versions, key=version_key) == ["1.1-draft", "1.1", "1.1.1", "1.9", "1.10", "2.0"]


def test_an_unknown_standard_says_which_there_are(tmp_path: Path) -> None:
    put(tmp_path, "kite.toml")
    (tmp_path / "bad.json").write_text("{")
    with pytest.raises(UnknownStandard) as caught:
        Library(tmp_path).find("ZZ0001", "7")
    assert "no standard ZZ0001 7" in str(caught.value)
    for told in ("ST0792 1.1", "ZZ0001 1.0", "bad.json", str(tmp_path)):
        assert told in caught.value.remedy


def test_two_different_files_of_one_version_are_never_guessed(tmp_path: Path) -> None:
    first = put(tmp_path, "a.toml")
    second = put(tmp_path, "b.toml", old="level = 3", new="level = 5")
    library = Library(tmp_path)
    with pytest.raises(AmbiguousStandard) as caught:
        library.find("ZZ0001")
    assert first.name in str(caught.value)
    assert second.name in str(caught.value)
    digests = {entry.digest: entry.path for entry in good(library)}
    for digest, path in digests.items():
        if path != SHIPPED:
            assert library.by_digest("ZZ0001", "1.0", digest).path == path


def test_a_copy_of_the_same_file_is_no_conflict(tmp_path: Path) -> None:
    put(tmp_path, "a.toml")
    put(tmp_path, "b.toml")
    assert Library(tmp_path).find("ZZ0001").path.name == "a.toml"


def test_a_digest_that_is_gone_says_what_to_put_back(tmp_path: Path) -> None:
    put(tmp_path, "kite.toml")
    with pytest.raises(UnknownStandard) as caught:
        Library(tmp_path).by_digest("ZZ0001", "1.0", "f" * 64)
    assert "ffffffffffff" in caught.value.problem
    assert str(tmp_path) in caught.value.remedy
    with pytest.raises(UnknownStandard, match="There are"):
        Library(tmp_path).by_digest("ZZ9999", "1.0", "f" * 64)


def test_a_file_is_read_once_until_it_changes(tmp_path: Path) -> None:
    path = put(tmp_path, "kite.toml")
    library = Library(tmp_path)
    first = library.find("ZZ0001")
    assert library.find("ZZ0001") is first
    put(tmp_path, "kite.toml", old="Level 3 Kite Maker", new="Level 3 Kite Baker")
    status = path.stat()
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns + 1_000_000_000))
    assert library.find("ZZ0001").standard.title == "Level 3 Kite Baker"


def test_other_files_of_the_folder_are_left_alone(tmp_path: Path) -> None:
    for name in ("notes.txt", ".hidden.toml", "old.toml.bak"):
        (tmp_path / name).write_text("not a standard")
    assert len(Library(tmp_path).all()) == 1
