"""The system's own safe for secrets (keyring), asked in a way that never ends the program.

Imported only when a key is to be fetched or kept there: it is slow to load, and what lies behind it
differs from system to system.
"""

from __future__ import annotations

import base64
import secrets

SERVICE = "epa-tui"
"""What the secrets are filed under, with the store's name."""

_NOT_SAFE = ("keyring.backends.fail", "keyring.backends.null", "keyrings.alt")
"""Modules of backends that keep nothing, or keep it in the clear."""


def has_safe() -> bool:
    """Tell whether this system has a safe that encrypts."""
    try:
        import keyring

        backend = keyring.get_keyring()
        choices = getattr(backend, "backends", None) or [backend]
        # Of several the first is written to.
        return not type(choices[0]).__module__.startswith(_NOT_SAFE)
    except Exception:  # noqa: BLE001 - whatever a safe of an unknown kind raises, we have none
        return False


def fetch(store: str) -> bytes | None:
    """Return the secret that is kept for a store; None where there is none, or no safe.

    Args:
        store: Random name of the store.
    """
    try:
        import keyring

        kept = keyring.get_password(SERVICE, store)
        return base64.b64decode(kept) if kept else None
    except Exception:  # noqa: BLE001 - see `has_safe`
        return None


def keep_new(store: str) -> bytes | None:
    """Make a secret for a store and keep it; None where it cannot be kept and read again.

    Args:
        store: Random name of the store.
    """
    secret = secrets.token_bytes(32)
    try:
        import keyring

        keyring.set_password(SERVICE, store, base64.b64encode(secret).decode())
    except Exception:  # noqa: BLE001 - see `has_safe`
        return None
    return secret if fetch(store) == secret else None


def fetch_text(name: str) -> str | None:
    """Return a secret that somebody typed; None where there is none, or no safe.

    Args:
        name: What it is for, for example the URL of a destination.
    """
    try:
        import keyring

        return keyring.get_password(SERVICE, name)
    except Exception:  # noqa: BLE001 - see `has_safe`
        return None


def is_locked(name: str) -> bool:
    """Tell whether there is a safe that does not open just now: what it holds is not known.

    Args:
        name: What a secret is for.
    """
    try:
        import keyring
        from keyring.errors import KeyringLocked
    except Exception:  # noqa: BLE001 - see `has_safe`
        return False
    try:
        keyring.get_password(SERVICE, name)
    except KeyringLocked:
        return True
    except Exception:  # noqa: BLE001 - see `has_safe`
        return False
    return False


def keep_text(name: str, secret: str) -> bool:
    """Keep a secret that somebody typed; return False where it cannot be read again.

    Args:
        name: What it is for.
        secret: What was typed.
    """
    try:
        import keyring

        keyring.set_password(SERVICE, name, secret)
    except Exception:  # noqa: BLE001 - see `has_safe`
        return False
    return fetch_text(name) == secret


def forget(store: str) -> None:
    """Remove the secret of a store or a destination, where there is one."""
    try:
        import keyring

        keyring.delete_password(SERVICE, store)
    except Exception:  # noqa: BLE001 - see `has_safe`
        return
