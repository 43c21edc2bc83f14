"""A signed head cannot be made to say anything else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.record.head import DeviceKey, SignedHead

DEVICE = DeviceKey(bytes(range(32)))
HEAD = DEVICE.sign_head("sitting-1", 7, "ab" * 32)


def test_what_a_device_signed_is_genuine() -> None:
    assert HEAD.genuine()
    assert HEAD.device_key == DEVICE.public


@pytest.mark.parametrize(
    "changed",
    [
        replace(HEAD, sitting="sitting-2"),
        replace(HEAD, seq=8),
        replace(HEAD, hash="ac" + "ab" * 31),
        replace(HEAD, device_key=DeviceKey(b"o" * 32).public),
        replace(
            HEAD, signature=DeviceKey(b"o" * 32).sign_head("sitting-1", 7, "ab" * 32).signature
        ),
        replace(HEAD, signature=""),
        replace(HEAD, device_key=""),
        replace(HEAD, signature="é"),
        SignedHead("", 0, "", "", ""),
    ],
)
def test_whatever_is_changed_it_is_genuine_no_more(changed: SignedHead) -> None:
    assert not changed.genuine()


@given(st.text(max_size=90), st.text(max_size=90))
def test_no_text_does_more_than_not_be_genuine(key: str, signature: str) -> None:
    assert not replace(HEAD, device_key=key, signature=signature).genuine()


def test_the_same_secret_is_the_same_device() -> None:
    again = DeviceKey(bytes(range(32)))
    assert (again.name, again.public) == (DEVICE.name, DEVICE.public)
    assert again.sign_head("sitting-1", 7, "ab" * 32) == HEAD
    assert DeviceKey(b"o" * 32).name != DEVICE.name
