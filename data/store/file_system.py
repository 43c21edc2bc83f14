"""Where a store must not lie: on drives whose locks and syncs cannot be relied on.

A network drive may lose what it acknowledged and lets two machines write at once; a folder that a
program copies elsewhere behind our back may be put back in pieces.
"""

from __future__ import annotations

import re
from pathlib import Path

from data.store.errors import StoreUnwritable

_NETWORK = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb3", "smbfs", "ncpfs", "afs", "ceph", "coda", "davfs"),
        *("glusterfs", "lustre", "beegfs", "gpfs", "ocfs2", "fuse.sshfs", "fuse.rclone"),
        *("fuse.davfs", "fuse.s3fs", "fuse.glusterfs", "fuse.ceph", "fuse.gvfsd-fuse"),
        *("fuse.onedriver", "fuse.google-drive-ocamlfuse"),
    }
)
"""Kinds of file systems behind which there is a network, as the system names them."""

_SYNCHRONISED = re.compile(
    r"dropbox.*|onedrive\b.*|google ?drive.*|my drive|icloud ?drive|mobile documents|nextcloud|"
    r"owncloud|syncthing|box([ -](sync|box))?|mega|pcloud.*",
    re.IGNORECASE,
)
"""Names of folders whose content a program carries elsewhere."""

_MOUNTS = Path("/proc/self/mountinfo")


def refuse_shared_drive(folder: Path, mounts: Path = _MOUNTS) -> None:
    """Refuse a folder in which a store would not be safe.

    Args:
        folder: The folder of the store; need not exist.
        mounts: The table of mounted drives; where the system has none, only names are looked at.

    Raises:
        StoreUnwritable: Says which drive or folder it is.
    """
    there = folder.resolve()
    for part in there.parts:
        if _SYNCHRONISED.fullmatch(part):
            raise StoreUnwritable(folder, f"{part} is a folder that is copied elsewhere meanwhile")
    kind = kind_of_drive(there, mounts)
    if kind in _NETWORK:
        raise StoreUnwritable(folder, f"it is on a network drive ({kind})")


def kind_of_drive(folder: Path, mounts: Path = _MOUNTS) -> str:
    """Return what kind of file system a folder is on, as the system names it; empty if unknown."""
    try:
        lines = mounts.read_text("utf-8", "surrogateescape").splitlines()
    except OSError:
        return ""
    best, kind = -1, ""
    for line in lines:
        left, _, right = line.partition(" - ")
        fields, told = left.split(), right.split()
        if len(fields) < 5 or not told:
            continue
        mounted = Path(_unescaped(fields[4]))
        # The later of two on the same place hides the former.
        if folder.is_relative_to(mounted) and len(mounted.parts) >= best:
            best, kind = len(mounted.parts), told[0]
    return kind


def _unescaped(text: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda octal: chr(int(octal[1], 8)), text)
