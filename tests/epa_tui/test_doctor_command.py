"""`epa-tui doctor`: finds what is wrong, says what to do, and changes nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from data.store import key_file
from data.store.connection import is_plain
from epa_tui import checkup
from epa_tui.checkup import check_all
from tests.epa_tui.answering import files_of
from tests.epa_tui.conftest import CommandLine, SealedLine
from tests.epa_tui.session import without_encryption
from tests.epa_tui.test_backup_command import damage
from tests.faults.opening import KEY, opened


def found(line: CommandLine) -> dict[str, tuple[str, str]]:
    """Return what the doctor says, by the name of the check."""
    told = json.loads(line("doctor", "--json").out)
    assert told["format"] == 1
    assert told["in_order"] == all(one["verdict"] != "bad" for one in told["checks"])
    return {one["name"]: (one["verdict"], one["said"]) for one in told["checks"]}


def test_nothing_is_there_yet(nowhere: CommandLine) -> None:
    assert nowhere("doctor").status == 0
    assert found(nowhere)["store"] == ("ok", "there is none yet: start `epa-tui`")
    assert not nowhere.home.parent.exists()


def test_all_is_well(sealed: SealedLine) -> None:
    sealed("backup")
    before = files_of(sealed.home)
    done = sealed("doctor")
    assert done.status == 0 and done.err == ""
    assert " BAD " not in done.out and "every page and chain is whole" in done.out
    told = found(sealed)
    assert {name for name, (verdict, _) in told.items() if verdict != "ok"} == {"encryption"}
    assert "epa-tui encryption recovery" in told["encryption"][1]
    assert told["core dumps"] == ("ok", "off while epa-tui runs")
    assert files_of(sealed.home) == before


def test_the_demonstration_is_in_order(epa_tui: CommandLine) -> None:
    told = found(epa_tui)
    assert "invented" in told["encryption"][1] and told["store"][0] == "ok"
    assert told["results"][0] == "warn" and "epa-tui export" in told["results"][1]


def test_the_key_that_signs_is_told_to_whoever_has_to_trust_it(epa_tui: CommandLine) -> None:
    with opened(epa_tui.home, None) as store:
        device = store.device()
    verdict, said = found(epa_tui)["device"]
    assert verdict == "ok" and device.name in said and device.public in said


def test_a_damaged_page_is_told_without_a_name(sealed: SealedLine) -> None:
    sealed("backup")
    damage(sealed.home / "store.db")
    done = sealed("doctor")
    assert done.status == 1
    told = found(sealed)
    assert told["store"][0] == "bad" and "epa-tui restore" in told["store"][1]
    assert str(sealed.home / "store.db") in told["store"][1]
    assert told["damage"][0] == "bad" and told["backups"][0] == "ok"
    assert "Testa" not in done.out and "Example" not in done.out
    assert not [name for name in files_of(sealed.home) if "doctor" in name]


def test_a_store_that_is_none_names_what_the_backup_has(sealed: SealedLine) -> None:
    sealed("backup")
    (sealed.home / "store.db").write_bytes(b"this is no store " * 1000)
    done = sealed("doctor")
    assert done.status == 1
    assert "Sitting sitting-0" in done.out and "Testa" not in done.out


def test_a_damaged_backup_is_told(sealed: SealedLine) -> None:
    sealed("backup")
    damage(sealed.home / "backups" / "000001-hand.db")
    assert found(sealed)["backups"][0] == "bad"


def test_a_store_that_was_replaced_is_no_backup(sealed: SealedLine) -> None:
    sealed("backup")
    (sealed.home / "store.db").write_bytes(b"this is no store " * 1000)
    sealed("restore", "--yes")
    assert found(sealed)["backups"][0] == "ok"


def test_an_old_backup_is_told(sealed: SealedLine) -> None:
    sealed("backup")
    os.utime(sealed.home / "backups" / "000001-hand.db", (1_700_000_000, 1_700_000_000))
    verdict, said = found(sealed)["backups"]
    assert verdict == "warn" and "run `epa-tui backup`" in said


@pytest.mark.parametrize("content", [b"damaged", None])
def test_a_key_file_that_cannot_be_had_is_told_once(
    sealed: SealedLine, content: bytes | None
) -> None:
    for path in (sealed.home / key_file.NAME, sealed.home / "backups" / key_file.NAME):
        path.unlink()
        if content is not None:
            path.write_bytes(content)
    told = found(sealed)
    assert (
        told["encryption"][0] == "bad" and str(sealed.home / "store.key") in told["encryption"][1]
    )
    assert told["store"] == ("warn", "not looked at, nor were its backups")
    assert "backups" not in told


def test_without_its_passphrase_it_looks_at_the_rest(sealed: SealedLine) -> None:
    done = CommandLine.__call__(sealed, "doctor")
    assert done.status == 0
    assert "not looked at" in done.out and "EPA_TUI_PASSPHRASE" in done.out


def test_a_store_that_is_open_elsewhere(sealed: SealedLine) -> None:
    with opened(sealed.home):
        verdict, said = found(sealed)["lock"]
    assert verdict == "warn" and f"process {os.getpid()}" in said


def test_files_that_others_can_read_are_told_with_the_command(sealed: SealedLine) -> None:
    (sealed.home / key_file.NAME).chmod(0o644)
    verdict, said = found(sealed)["permissions"]
    assert verdict == "bad" and said.endswith(f"Run: chmod go-rwx {sealed.home / 'store.key'}")


def test_a_link_is_told(sealed: SealedLine, tmp_path: Path) -> None:
    (sealed.home / "crashes").symlink_to(tmp_path)
    verdict, said = found(sealed)["permissions"]
    assert verdict == "bad" and "is a link" in said


def test_a_disk_with_little_room(sealed: SealedLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "LITTLE_SPACE", 10**18)
    assert found(sealed)["disk"][0] == "warn"
    monkeypatch.setattr(checkup, "NO_SPACE", 10**18)
    assert found(sealed)["disk"][0] == "bad"


def test_settings_that_are_wrong(sealed: SealedLine) -> None:
    (sealed.home / "settings.toml").write_text("encryption = true\n", "utf-8")
    verdict, said = found(sealed)["settings"]
    assert verdict == "warn" and "encryption must be" in said


def test_a_plain_store_is_told(sealed: SealedLine) -> None:
    without_encryption(sealed.home)
    sealed("encryption", "off")
    assert is_plain(sealed.home / "store.db")
    assert found(sealed)["encryption"][0] == "warn"
    (sealed.home / "settings.toml").unlink()
    verdict, said = found(sealed)["encryption"]
    assert verdict == "bad" and "epa-tui encryption on" in said


def test_what_it_says_fits_sixty_columns(
    sealed: SealedLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    lines = sealed("doctor").out.splitlines()[1:]
    assert all(len(line) <= 60 for line in lines if str(sealed.home) not in line)


def test_every_check_is_a_sentence(sealed: SealedLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EPA_TUI_PASSPHRASE", "four invented words here")
    checks = list(check_all(sealed.home))
    assert len(checks) >= 11 and all(one.said and one.name for one in checks)
    assert len(KEY) == 32


def test_what_has_not_arrived_everywhere_is_told_with_its_destination(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    (tmp_path / "there").mkdir()
    away = (tmp_path / "away").as_uri()
    urls = json.dumps([(tmp_path / "there").as_uri(), away])
    (epa_tui.home / "settings.toml").write_text(f"destinations = {urls}\n", "utf-8")
    assert epa_tui("sync", "--once").status == 75
    verdict, said = found(epa_tui)["results"]
    assert verdict == "warn"
    assert f"3 waiting, 0 refused at {away}" in said
    assert "connect its drive" in said and "epa-tui sync --now" in said
