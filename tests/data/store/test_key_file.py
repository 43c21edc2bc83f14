"""The store's key: every way opens the same one, and nothing else ever comes out."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from data.store.errors import (
    KeyDamaged,
    KeyLost,
    StoreDamaged,
    StoreError,
    StoreUnwritable,
    WrongKey,
)
from data.store.key_file import KEYRING, NAME, PASSPHRASE, RECOVERY, KeyFile, new_data_key
from data.store.recovery_key import new_recovery_key
from data.store.store import Store
from tests.data.store.canaries import KEY, OTHER_KEY, fill
from tests.data.store.damaging import FLIPS, flip
from tests.data.store.dying import deaths, rewrap

SECRET = b"s" * 32
RECOVERED = new_recovery_key()
PHRASE = "correct café staple"


@pytest.fixture(scope="module")
def whole() -> KeyFile:
    made = KeyFile.new().with_secret(KEY, SECRET).with_recovery(KEY, RECOVERED)
    return made.with_passphrase(KEY, PHRASE)


def _ways(file: KeyFile) -> Iterator[Callable[[], bytes]]:
    yield lambda: file.by_secret(SECRET)
    yield lambda: file.by_recovery(RECOVERED)
    yield lambda: file.by_passphrase(PHRASE)


def _read(path: Path) -> KeyFile:
    found = KeyFile.read(path)
    assert found is not None
    return found


def test_to_guess_a_passphrase_takes_64_mib_and_three_passes_each_time(whole: KeyFile) -> None:
    (wrap,) = (wrap for wrap in whole.wraps if wrap["by"] == PASSPHRASE)
    assert (wrap["memory_kib"], wrap["passes"], wrap["lanes"]) == (64 * 1024, 3, 4)


def test_every_way_opens_the_same_key(whole: KeyFile) -> None:
    assert whole.ways == {KEYRING, PASSPHRASE, RECOVERY}
    assert [way() for way in _ways(whole)] == [KEY, KEY, KEY]


@pytest.mark.parametrize("phrase", ["", "correct cafe staple", PHRASE + " ", PHRASE.upper()])
def test_another_passphrase_is_refused(whole: KeyFile, phrase: str) -> None:
    with pytest.raises(WrongKey, match="not the passphrase"):
        whole.by_passphrase(phrase)


def test_another_secret_or_recovery_key_is_refused(whole: KeyFile) -> None:
    with pytest.raises(WrongKey, match="keyring"):
        whole.by_secret(b"t" * 32)
    with pytest.raises(WrongKey, match="recovery key"):
        whole.by_recovery(new_recovery_key())


def test_a_passphrase_opens_however_the_keyboard_composes_it(whole: KeyFile) -> None:
    assert whole.by_passphrase("correct cafe\u0301 staple") == KEY


def test_a_way_that_is_not_there_is_refused() -> None:
    for open_it in _ways(KeyFile.new()):
        with pytest.raises(WrongKey):
            open_it()


def test_changing_the_passphrase_leaves_the_key_and_every_other_way(whole: KeyFile) -> None:
    changed = whole.with_passphrase(KEY, "another one")
    assert changed.by_passphrase("another one") == KEY
    assert changed.by_secret(SECRET) == changed.by_recovery(RECOVERED) == KEY
    assert len(changed.wraps) == 3
    with pytest.raises(WrongKey):
        changed.by_passphrase(PHRASE)


def test_a_way_can_be_removed(whole: KeyFile) -> None:
    left = whole.without(PASSPHRASE)
    assert left.ways == {KEYRING, RECOVERY}
    assert left.by_secret(SECRET) == KEY
    with pytest.raises(WrongKey):
        left.by_passphrase(PHRASE)


def test_the_wraps_of_another_store_open_nothing(whole: KeyFile) -> None:
    moved = replace(whole, store=KeyFile.new().store)
    for open_it in _ways(moved):
        with pytest.raises(WrongKey):
            open_it()


def test_a_wrap_opens_only_the_way_that_it_was_made_for(whole: KeyFile) -> None:
    (kept,) = (wrap for wrap in whole.wraps if wrap["by"] == RECOVERY)
    forged = KeyFile(whole.store, ({**kept, "by": KEYRING},))
    with pytest.raises(WrongKey):
        forged.by_secret(SECRET)


def test_it_is_written_with_a_copy_beside_the_backups_for_its_owner_only(
    tmp_path: Path, whole: KeyFile
) -> None:
    umask = os.umask(0o777)
    try:
        whole.write(tmp_path / NAME)
        whole.without(PASSPHRASE).write(tmp_path / NAME)
    finally:
        os.umask(umask)
    for path in (tmp_path / NAME, tmp_path / "backups" / NAME):
        assert _read(path) == whole.without(PASSPHRASE)
        assert path.stat().st_mode & 0o777 == 0o600
    assert {p.name for p in tmp_path.iterdir()} == {NAME, "backups"}


def test_where_the_copy_cannot_be_made_the_former_passphrase_still_opens(
    tmp_path: Path, whole: KeyFile
) -> None:
    whole.write(tmp_path / NAME)
    shutil.rmtree(tmp_path / "backups")
    (tmp_path / "backups").symlink_to(tmp_path)
    with pytest.raises(StoreUnwritable):
        whole.with_passphrase(KEY, "another one").write(tmp_path / NAME)
    assert _read(tmp_path / NAME).by_passphrase(PHRASE) == KEY


def test_nothing_in_the_file_is_the_key_or_a_secret(tmp_path: Path, whole: KeyFile) -> None:
    whole.write(tmp_path / NAME)
    content = (tmp_path / NAME).read_bytes()
    for hidden in (KEY, KEY.hex().encode(), SECRET, RECOVERED.encode(), PHRASE.encode()):
        assert hidden not in content


def test_no_flipped_bit_gives_another_key(tmp_path: Path, whole: KeyFile) -> None:
    path = tmp_path / NAME
    whole.write(path)
    for bit in range(path.stat().st_size * 8):
        flip(path, bit)
        with pytest.raises(KeyDamaged, match="copy from the folder of backups"):
            KeyFile.read(path)
        flip(path, bit)
    assert _read(path) == whole


def test_no_bit_flipped_behind_the_checksum_gives_another_key(whole: KeyFile) -> None:
    rng = random.Random(1)
    for _ in range(FLIPS):
        wraps = [dict(wrap) for wrap in whole.without(PASSPHRASE).wraps]
        wrap = wraps[rng.randrange(2)]
        place = rng.randrange(len(wrap["box"]) - 4)
        letter = "A" if wrap["box"][place] != "A" else "B"
        wrap["box"] = wrap["box"][:place] + letter + wrap["box"][place + 1 :]
        changed = KeyFile(whole.store, tuple(wraps))
        with pytest.raises(WrongKey):
            if wrap["by"] == KEYRING:
                changed.by_secret(SECRET)
            else:
                changed.by_recovery(RECOVERED)


@pytest.mark.parametrize("content", [b"", b"[]", b"{}", b"\xff", b"null", b'{"store":1}', b"[" * 9])
def test_what_is_no_key_file_is_called_damaged(tmp_path: Path, content: bytes) -> None:
    (tmp_path / NAME).write_bytes(content)
    with pytest.raises(KeyDamaged):
        KeyFile.read(tmp_path / NAME)


def test_a_file_cut_off_anywhere_is_called_damaged(tmp_path: Path, whole: KeyFile) -> None:
    whole.write(tmp_path / NAME)
    content = (tmp_path / NAME).read_bytes()
    for length in range(0, len(content), 7):
        (tmp_path / NAME).write_bytes(content[:length])
        with pytest.raises(KeyDamaged):
            KeyFile.read(tmp_path / NAME)


def test_where_there_is_none_none_is_read(tmp_path: Path) -> None:
    assert KeyFile.read(tmp_path / NAME) is None


def test_killed_at_any_step_of_writing_the_old_one_or_the_new_one_is_there(tmp_path: Path) -> None:
    numbers = iter(range(1000))

    def home() -> Path:
        folder = tmp_path / str(next(numbers))
        folder.mkdir()
        KeyFile("0" * 16).with_secret(KEY, SECRET).write(folder / NAME)
        return folder

    opened = []
    for _, folder in deaths(rewrap, home):
        for path in (folder / NAME, folder / "backups" / NAME):
            found = _read(path)
            opened.append(_opens(found, SECRET))
            assert opened[-1] != _opens(found, OTHER_KEY)
    assert {True, False} == set(opened)


def _opens(file: KeyFile, secret: bytes) -> bool:
    try:
        return file.by_secret(secret) == KEY
    except WrongKey:
        return False


def test_a_lost_a_wrong_and_a_damaged_key_and_a_damaged_store_are_told_apart(
    home: Path, whole: KeyFile
) -> None:
    with Store.open(home, KEY) as store:
        fill(store)
    (home / NAME).write_bytes(b"no key")
    said = set()
    for attempt in (
        lambda: Store.open(home),
        lambda: whole.by_passphrase("no"),
        lambda: Store.open(home, new_data_key()),
        lambda: KeyFile.read(home / NAME),
    ):
        with pytest.raises(StoreError) as refused:
            attempt()
        said.add((type(refused.value), str(refused.value)))
    assert {kind for kind, _ in said} == {KeyLost, WrongKey, StoreDamaged, KeyDamaged}
    assert len({sentence for _, sentence in said}) == 4


@pytest.mark.parametrize("bit", range(0, 128, 5))
def test_a_plain_store_with_a_damaged_name_of_its_format_is_not_called_encrypted(
    home: Path, bit: int
) -> None:
    with Store.open(home) as store:
        fill(store)
    flip(home / "store.db", bit)
    with pytest.raises(StoreDamaged):
        Store.open(home)
