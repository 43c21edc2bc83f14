"""The file that holds a store's data key, wrapped: by the keyring, a passphrase, a recovery key.

The data key is random and never changes; each wrap opens it in another way, so that changing the
passphrase rewrites one small file and not the store. The file alone opens nothing.
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from data.store.errors import KeyDamaged, StoreUnwritable, WrongKey
from data.store.private_files import private_folder, write_private
from data.store.recovery_key import recovery_secret

NAME = "store.key"
"""Name of the file, beside the store and beside its backups."""

KEYRING, PASSPHRASE, RECOVERY = "keyring", "passphrase", "recovery"
"""How a wrap is opened."""

_SIZE_LIMIT = 65_536
_KEY_BYTES, _NONCE_BYTES, _SALT_BYTES = 32, 12, 16
_MEMORY_KIB, _PASSES, _LANES = 65_536, 3, 4
"""Cost of trying one passphrase (Argon2id): 64 MiB and some 0.1 s."""

Wrap = dict[str, Any]


@dataclass(frozen=True)
class KeyFile:
    """The wraps of one data key."""

    store: str
    """Random name of the store; the keyring files the secret under it."""
    wraps: tuple[Wrap, ...] = ()

    @classmethod
    def new(cls) -> KeyFile:
        """Return a file without a wrap, for a store that is to be made."""
        return cls(os.urandom(8).hex())

    @property
    def ways(self) -> frozenset[str]:
        """How it can be opened."""
        return frozenset(wrap["by"] for wrap in self.wraps)

    def with_secret(self, data_key: bytes, secret: bytes) -> KeyFile:
        """Return the file with the data key wrapped by a secret that the keyring holds."""
        return self._with(KEYRING, {}, data_key, _derived(secret, KEYRING))

    def with_recovery(self, data_key: bytes, written: str) -> KeyFile:
        """Return the file with the data key wrapped by a recovery key."""
        key = _derived(recovery_secret(written), RECOVERY)
        return self._with(RECOVERY, {}, data_key, key)

    def with_passphrase(self, data_key: bytes, passphrase: str) -> KeyFile:
        """Return the file with the data key wrapped by a passphrase (Argon2id)."""
        cost = {
            "salt": _text(os.urandom(_SALT_BYTES)),
            "memory_kib": _MEMORY_KIB,
            "passes": _PASSES,
            "lanes": _LANES,
        }
        return self._with(PASSPHRASE, cost, data_key, _stretched(passphrase, cost))

    def without(self, way: str) -> KeyFile:
        """Return the file without one way to open it."""
        return replace(self, wraps=tuple(wrap for wrap in self.wraps if wrap["by"] != way))

    def by_secret(self, secret: bytes) -> bytes:
        """Return the data key, by the secret that the keyring holds.

        Raises:
            WrongKey: It is another one.
        """
        return self._opened(KEYRING, "secret in the keyring", _derived(secret, KEYRING))

    def by_recovery(self, written: str) -> bytes:
        """Return the data key, by the recovery key as somebody typed it.

        Raises:
            WrongKey: It is another one, or no recovery key at all.
        """
        return self._opened(RECOVERY, "recovery key", _derived(recovery_secret(written), RECOVERY))

    def by_passphrase(self, passphrase: str) -> bytes:
        """Return the data key, by the passphrase.

        Raises:
            WrongKey: It is another one.
        """
        wrap = self._wrap(PASSPHRASE) or {}
        key = _stretched(passphrase, wrap) if wrap else b""
        return self._opened(PASSPHRASE, "passphrase", key)

    def write(self, path: Path) -> None:
        """Put a copy beside the backups, and the file in its place; durable on return.

        Raises:
            StoreUnwritable: The disk or the folder refuses; the former file is there still.
        """
        content = self._bytes()
        private_folder(path.parent / "backups")
        write_private(path.parent / "backups" / NAME, content)
        # Last, so that after an error the former passphrase opens the store.
        write_private(path, content)

    @classmethod
    def read(cls, path: Path) -> KeyFile | None:
        """Read the file; None where there is none.

        Raises:
            KeyDamaged: It is not what `write` wrote, to the last byte.
            StoreUnwritable: It cannot be read.
        """
        try:
            with path.open("rb") as file:
                content = file.read(_SIZE_LIMIT)
        except FileNotFoundError:
            return None
        except OSError as error:
            raise StoreUnwritable(path, error.strerror or "it cannot be read") from error
        try:
            return cls._parsed(content)
        except (ValueError, KeyError, TypeError, RecursionError) as error:
            raise KeyDamaged(path) from error

    @classmethod
    def _parsed(cls, content: bytes) -> KeyFile:
        raw = json.loads(content)
        made = cls(raw["store"], tuple(raw["wraps"]))
        if content != made._bytes():
            raise ValueError("the checksum does not fit")
        return made

    def _bytes(self) -> bytes:
        body = {"format": 1, "store": self.store, "wraps": list(self.wraps)}
        digest = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
        return json.dumps({**body, "sha256": digest}, indent=1, sort_keys=True).encode() + b"\n"

    def _wrap(self, way: str) -> Wrap | None:
        return next((wrap for wrap in self.wraps if wrap["by"] == way), None)

    def _with(self, way: str, more: Wrap, data_key: bytes, key: bytes) -> KeyFile:
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        nonce = os.urandom(_NONCE_BYTES)
        box = nonce + AESGCM(key).encrypt(nonce, data_key, self._bound_to(way))
        others = self.without(way)
        return replace(self, wraps=(*others.wraps, {"by": way, **more, "box": _text(box)}))

    def _opened(self, way: str, what: str, key: bytes) -> bytes:
        from cryptography.exceptions import InvalidTag
        from cryptography.hazmat.primitives.ciphers.aead import AESGCM

        wrap = self._wrap(way)
        if wrap is None:
            raise WrongKey(what)
        box = base64.b64decode(wrap["box"])
        try:
            nonce, rest = box[:_NONCE_BYTES], box[_NONCE_BYTES:]
            return AESGCM(key).decrypt(nonce, rest, self._bound_to(way))
        except InvalidTag as error:
            raise WrongKey(what) from error

    def _bound_to(self, way: str) -> bytes:
        return f"epa-tui store key v1|{self.store}|{way}".encode()


def new_data_key() -> bytes:
    """Return a data key for a store that is to be made."""
    return os.urandom(_KEY_BYTES)


def _derived(secret: bytes, way: str) -> bytes:
    """Return a key from a secret that nobody can guess: no stretching is needed."""
    from cryptography.hazmat.primitives.hashes import SHA256
    from cryptography.hazmat.primitives.kdf.hkdf import HKDF

    return HKDF(SHA256(), _KEY_BYTES, None, f"epa-tui wrap v1|{way}".encode()).derive(secret)


def _stretched(passphrase: str, cost: Wrap) -> bytes:
    """Return a key from a passphrase, at a cost that makes guessing slow."""
    import unicodedata

    from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

    # The same passphrase typed on another keyboard may come composed in another way.
    typed = unicodedata.normalize("NFC", passphrase).encode("utf-8", "surrogatepass")
    return Argon2id(
        salt=base64.b64decode(cost["salt"]),
        length=_KEY_BYTES,
        iterations=cost["passes"],
        lanes=cost["lanes"],
        memory_cost=cost["memory_kib"],
    ).derive(typed)


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
