"""What may stand in the settings as a destination, and that each leads where it says."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from data.exchange.destinations.choosing import open_destination
from data.exchange.destinations.urls import problem
from tests.data.exchange.destinations.named import parcel


@pytest.mark.parametrize(
    "url",
    [
        "file:///srv/results",
        "file:///srv/R%C3%A9sultats",
        "https://results.example.org/inbox",
        "https://[::1]:8443/inbox",
        "https://xn--prfung-9ya.example/inbox",
        "s3://bucket/prefix?endpoint=https://store.example.org&region=eu-west-2",
        "xapi+https://lrs.example.org/xapi",
        "xapi+http://127.0.0.1:8100/xapi",
    ],
)
def test_these_are_destinations(url: str) -> None:
    assert problem(url) == ""


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("https://results.example.org/inbox?token=abc", "secret"),
        ("https://results.example.org/inbox?", "secret"),
        ("xapi+https://lrs.example.org/xapi?key=abc", "secret"),
        ("az://container?sig=abc", "secret"),
        ("s3://bucket?endpoint=https://store.example.org&secret=abc", "secret"),
        ("s3://bucket?abc", "secret"),
        ("file:///srv/what?/results", "leave out"),
        ("https://results.example.org/inbox#", "#"),
        ("https://name:abc@results.example.org/inbox", "secret"),
        ("https://prüfung.example/inbox", "xn--"),
        ("https://results.example.org:0/inbox", "no URL"),
        ("XAPI+HTTPS://lrs.example.org/xapi", "no URL"),
        ("xapi+http://localhost/xapi", "begin with"),
        ("file:///", "a folder is"),
        ("file:///srv%00/results", "a folder is"),
        ("file:relative", "a folder is"),
    ],
)
def test_these_are_told_before_anything_is_queued_for_them(url: str, said: str) -> None:
    assert said in problem(url)
    assert "abc" not in problem(url)


def test_a_folder_whose_name_is_no_text_is_the_one_that_its_url_names(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"R\xe9sultats %41")
    folder.mkdir()
    destination = open_destination(folder.as_uri(), None)
    destination.put(parcel())
    destination.close()
    assert (folder / f"{parcel().sha256}.json").exists()
