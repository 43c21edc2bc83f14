"""A store on a drive whose locks and syncs cannot be relied on is refused, and others are not."""

from __future__ import annotations

from pathlib import Path

import pytest

from data.store.errors import StoreUnwritable
from data.store.file_system import kind_of_drive, refuse_shared_drive
from data.store.store import Store

_TABLE = """\
22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 22 0:40 / /srv rw - nfs4 server:/export rw
31 22 0:41 / /srv/local rw shared:7 master:2 - xfs /dev/sdb1 rw
32 22 0:42 / /mnt/my\\040share rw - cifs //server/share rw
33 22 0:43 / /over rw - cifs //server/share rw
34 33 0:44 / /over rw - ext4 /dev/sdc1 rw
35 22 0:45 / /srv2 rw - fuse.sshfs host: rw
a line that is none
"""


@pytest.fixture
def mounts(tmp_path: Path) -> Path:
    table = tmp_path / "mountinfo"
    table.write_text(_TABLE)
    return table


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/opt/a/epa-tui", "ext4"),
        ("/srv/a", "nfs4"),
        ("/srv/local/a", "xfs"),
        ("/srv", "nfs4"),
        ("/srvice", "ext4"),
        ("/mnt/my share/a", "cifs"),
        ("/over/a", "ext4"),
        ("/srv2", "fuse.sshfs"),
    ],
)
def test_the_drive_nearest_to_the_folder_counts(mounts: Path, folder: str, kind: str) -> None:
    assert kind_of_drive(Path(folder), mounts) == kind


def test_where_the_system_has_no_table_the_kind_is_unknown(tmp_path: Path) -> None:
    assert kind_of_drive(tmp_path, tmp_path / "none") == ""
    refuse_shared_drive(tmp_path, tmp_path / "none")


@pytest.mark.parametrize("folder", ["/srv/a", "/mnt/my share/a", "/srv2/b/c"])
def test_a_network_drive_is_refused_by_its_kind(mounts: Path, folder: str) -> None:
    with pytest.raises(StoreUnwritable, match=r"network drive.*choose another with --home"):
        refuse_shared_drive(Path(folder), mounts)


@pytest.mark.parametrize(
    "name",
    [
        *("Dropbox", "dropbox", "OneDrive", "OneDrive - Imaginary College", "Google Drive"),
        *("GoogleDrive", "My Drive", "iCloudDrive", "Mobile Documents", "Nextcloud", "Syncthing"),
        *("Dropbox (Imaginary College)", "Dropbox-Personal", "GoogleDrive-a@example.com"),
        *("Google Drive (2)", "Box", "Box Sync", "Box-Box", "MEGA", "pCloudDrive", "pCloud Drive"),
    ],
)
def test_a_folder_that_is_copied_elsewhere_is_refused_and_not_touched(
    tmp_path: Path, name: str
) -> None:
    with pytest.raises(StoreUnwritable, match="copied elsewhere"):
        Store.open(tmp_path / name / "epa-tui")
    assert list(tmp_path.iterdir()) == []


def test_a_link_into_such_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "Dropbox" / "work").mkdir(parents=True)
    (tmp_path / "home").symlink_to(tmp_path / "Dropbox" / "work")
    with pytest.raises(StoreUnwritable, match="Dropbox"):
        Store.open(tmp_path / "home")


@pytest.mark.parametrize(
    "name",
    ["epa-tui", "my dropbox notes", "drive", "onedriver", "Boxing club", "megaphone", "boxes"],
)
def test_other_folders_are_not(tmp_path: Path, name: str) -> None:
    Store.open(tmp_path / name).close()
