"""`epa-tui sync` and `epa-tui destinations`: what is sent, told, kept secret and ended with."""

from __future__ import annotations

import io
import json
import threading
import time
from pathlib import Path
from typing import Any

import keyring
import pytest

from data.exchange.canonical import address
from data.exchange.destinations import choosing
from data.exchange.parcel import Parcel, Receipt
from data.exchange.signature import genuine
from data.store.instance_lock import InstanceLock
from data.store.store import Store
from epa_tui.destinations import variable
from tests.epa_tui.conftest import CommandLine
from tests.epa_tui.safes import Forgetful, Safe
from tests.epa_tui.session import Session
from tests.servers.https_server import receiver
from tests.servers.trouble import Script

TOKEN = "not-a-real-token"  # noqa: S105 - of a receiver on loopback


def name(home: Path, *urls: str) -> None:
    (home / "settings.toml").write_text(f"destinations = {json.dumps(urls)}\n", "utf-8")


def told(epa_tui: CommandLine, *words: str) -> tuple[int, list[dict[str, Any]]]:
    done = epa_tui("sync", "--once", "--json", *words)
    said = json.loads(done.out)
    assert said["status"] == done.status
    return done.status, said["destinations"]


def test_without_destinations_the_results_folder_is_filled_by_hand(epa_tui: CommandLine) -> None:
    assert not (epa_tui.home / "results").exists()
    done = epa_tui("sync")
    assert (done.status, "3 delivered" in done.out) == (0, True)
    written = list((epa_tui.home / "results").glob("*.json"))
    assert {path.stem for path in written} == {address(path.read_bytes()) for path in written}
    with Store.open(epa_tui.home) as store:
        public = store.device().public
    for path in written:
        signature = path.with_suffix(".jws").read_text("ascii")
        assert genuine(signature, path.read_bytes(), public)


def test_what_was_exported_by_hand_is_not_sent_there_again(epa_tui: CommandLine) -> None:
    epa_tui("export")
    epa_tui("sync")
    assert not list((epa_tui.home / "results").glob("????????????????????????????????????*.json"))


@pytest.mark.parametrize(
    "settings",
    [
        'destinations = ["htps://results.example.org/inbox"]',
        'destinations = ["https://results.example.org/inbox"',
        'destination = ["https://results.example.org/inbox"]',
        '[keys]\ndestinations = ["https://results.example.org/inbox"]',
    ],
)
def test_a_destination_that_was_mistyped_is_not_taken_for_none(
    epa_tui: CommandLine, tmp_path: Path, settings: str
) -> None:
    (epa_tui.home / "settings.toml").write_text(settings, "utf-8")
    assert told(epa_tui) == (1, [])
    assert not (epa_tui.home / "results").exists(), "nobody asked for files that all can read"

    (tmp_path / "drive").mkdir()
    name(epa_tui.home, (tmp_path / "drive").as_uri())
    status, (state,) = told(epa_tui)
    assert (status, state["delivered"]) == (0, 3)


def test_a_folder_that_is_away_is_tried_later_and_nothing_is_made(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    drive = tmp_path / "drive" / "results"
    name(epa_tui.home, drive.as_uri())
    status, (state,) = told(epa_tui)
    assert (status, state["waiting"], state["delivered"]) == (75, 3, 0)
    assert "no folder" in state["told"]
    assert not drive.parent.exists()

    drive.mkdir(parents=True)
    assert told(epa_tui)[0] == 75, "it is not tried before its time"
    status, (state,) = told(epa_tui, "--now")
    assert (status, state["waiting"], state["delivered"]) == (0, 0, 3)


def test_a_server_that_wants_a_token_pauses_until_it_has_one(
    epa_tui: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(tmp_path / "there", token=TOKEN) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
        name(epa_tui.home, server.url)
        status, (state,) = told(epa_tui)
        assert (status, state["paused"], state["waiting"]) == (1, True, 3)
        assert len(server.requests) == 1, "it does not knock with every document"
        said = epa_tui("sync", "--once").out
        assert "epa-tui destinations secret" in said and "epa-tui sync --now" in said
        monkeypatch.setenv(variable(server.url), TOKEN)
        assert told(epa_tui)[0] == 1, "a pause lasts until somebody sends"
        status, (state,) = told(epa_tui, "--now")
        assert (status, state["delivered"], state["told"]) == (0, 3, "")
        assert set(server.store.effects().values()) == {1}
        assert TOKEN not in epa_tui("sync", "--json").out


def test_a_refused_result_is_somebodys_to_look_at_and_can_be_sent_again(
    epa_tui: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(tmp_path / "there", Script("400")) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
        name(epa_tui.home, server.url)
        status, (state,) = told(epa_tui)
        assert (status, state["refused"], state["delivered"]) == (1, 1, 2)
        (refusal,) = state["refusals"]
        assert refusal["revision"] == 1 and "refuses this document (400)" in refusal["told"]
        said = epa_tui("sync", "--once").out
        assert f"Refused: {refusal['sitting'][:8]} revision 1. {refusal['told']}" in said
        assert "epa-tui sync --refused" in said
        status, (state,) = told(epa_tui, "--refused")
        assert (status, state["refused"], state["delivered"]) == (0, 0, 3)


def test_without_once_it_goes_on_until_all_has_arrived(
    epa_tui: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with receiver(tmp_path / "there", Script("drop before", "503")) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.authority))
        monkeypatch.setattr("data.exchange.sending.FIRST_WAIT_MS", 1)
        name(epa_tui.home, server.url)
        done = epa_tui("sync")
        assert (done.status, "3 delivered" in done.out) == (0, True)


def test_a_slow_destination_keeps_no_other_waiting(
    epa_tui: CommandLine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drive = tmp_path / "drive"
    drive.mkdir()

    class Slow:
        """Does not end before the other destination has everything."""

        def put(self, parcel: Parcel) -> Receipt:
            until = time.monotonic() + 60
            while len(list(drive.glob("*.json"))) < 3 and time.monotonic() < until:
                threading.Event().wait(0.01)
            assert len(list(drive.glob("*.json"))) == 3
            return Receipt(parcel.sha256, "there")

        def close(self) -> None:
            pass

    true = choosing.open_destination
    monkeypatch.setattr(
        choosing,
        "open_destination",
        lambda url, *rest, **more: Slow() if url == URL else true(url, *rest, **more),
    )
    name(epa_tui.home, URL, drive.as_uri())
    status, states = told(epa_tui)
    assert (status, [state["delivered"] for state in states]) == (0, [3, 3])


def test_a_store_that_is_open_elsewhere_is_for_later(epa_tui: CommandLine) -> None:
    lock = InstanceLock(epa_tui.home / "store.lock")
    done = epa_tui("sync", "--once")
    lock.release()
    assert done.status == 75
    assert "sends by itself" in " ".join(done.err.split())


def test_without_a_store_it_says_how_to_begin(nowhere: CommandLine) -> None:
    done = nowhere("sync")
    assert (done.status, "no store" in done.err) == (2, True)
    assert not nowhere.home.exists()


@pytest.fixture
def safe(monkeypatch: pytest.MonkeyPatch) -> Safe:
    made = Safe()
    monkeypatch.setattr(keyring, "get_keyring", lambda: made)
    monkeypatch.setattr(keyring, "get_password", made.get_password)
    monkeypatch.setattr(keyring, "set_password", made.set_password)
    monkeypatch.setattr(keyring, "delete_password", made.delete_password)
    return made


URL = "https://results.example.org/inbox"


def test_a_secret_goes_into_the_keyring_and_nowhere_else(
    epa_tui: CommandLine, safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    name(epa_tui.home, URL)
    assert "no secret is kept" in epa_tui("destinations").out
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
    done = epa_tui("destinations", "secret", f"{URL}/")
    assert (done.status, list(safe.held.values())) == (0, [TOKEN])
    listed = epa_tui("destinations", "--json")
    assert json.loads(listed.out)["destinations"][0]["secret"] is True
    assert TOKEN not in done.out + done.err + listed.out
    for path in epa_tui.home.rglob("*"):
        assert not path.is_file() or TOKEN.encode() not in path.read_bytes()
    assert epa_tui("destinations", "forget", URL).status == 0
    assert safe.held == {}


def test_a_secret_that_the_keyring_keeps_on_holding_is_not_told_to_be_gone(
    epa_tui: CommandLine, safe: Safe, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(service: str, username: str) -> None:
        raise keyring.errors.KeyringLocked

    name(epa_tui.home, URL)
    safe.set_password("epa-tui", URL, TOKEN)
    monkeypatch.setattr(keyring, "delete_password", locked)
    done = epa_tui("destinations", "forget", URL)
    assert (done.status, done.out) == (1, "")
    assert "Unlock the keyring" in done.err


def test_where_no_keyring_keeps_it_the_environment_is_named(
    epa_tui: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    forgetful = Forgetful()
    monkeypatch.setattr(keyring, "get_keyring", lambda: forgetful)
    monkeypatch.setattr(keyring, "set_password", forgetful.set_password)
    monkeypatch.setattr(keyring, "get_password", forgetful.get_password)
    monkeypatch.setattr("sys.stdin", io.StringIO(f"{TOKEN}\n"))
    name(epa_tui.home, URL)
    done = epa_tui("destinations", "secret", URL)
    assert done.status == 1
    assert "EPA_TUI_SECRET_RESULTS_EXAMPLE_ORG" in done.err


def test_a_secret_of_a_destination_that_nobody_named_is_refused(epa_tui: CommandLine) -> None:
    done = epa_tui("destinations", "secret", URL)
    assert (done.status, "name no such destination" in done.err) == (2, True)


def test_while_it_waits_an_assessment_can_begin(epa_tui: CommandLine, tmp_path: Path) -> None:
    name(epa_tui.home, (tmp_path / "drive" / "results").as_uri())
    with Session("--home", str(epa_tui.home), "sync", columns=120) as session:
        session.wait("Ctrl+C ends this")
        with Store.open(epa_tui.home) as store:
            assert store.search("").total
        session.type("\x03")
        assert session.ended() == 75


def test_what_sync_wrote_is_not_exported_beside_it(epa_tui: CommandLine) -> None:
    epa_tui("sync")
    before = sorted((epa_tui.home / "results").iterdir())
    done = epa_tui("export")
    assert (done.status, "was there already" in done.out) == (0, True)
    assert sorted((epa_tui.home / "results").iterdir()) == before


def test_no_two_destinations_share_the_variable_of_a_secret() -> None:
    urls = ("https://a-b.example/x", "https://a.b.example/x", "https://a.b.example:8443/x")
    assert len({variable(url) for url in urls}) == 3
    assert variable("https://results.example.org/in") == "EPA_TUI_SECRET_RESULTS_EXAMPLE_ORG"
