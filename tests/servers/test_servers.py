"""The servers of the tests are made once, or their tests are left out with the reason."""

from __future__ import annotations

import socket
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.servers.environment import Environment, NotMade
from tests.servers.moto import Inbox
from tests.servers.moto import inbox as inbox
from tests.servers.moto import shared_store as shared_store
from tests.servers.process import FD, serving

ECHO = """
import socket, sys
with socket.socket(fileno=int(sys.argv[1])) as listening:
    while True:
        with listening.accept()[0] as asked:
            asked.sendall(b"here")
"""


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Environment:
    """An environment that needs no network."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    (tmp_path / "constraints.txt").write_text("")
    wheel = tmp_path / "made_up-1.0-py3-none-any.whl"
    about = "made_up-1.0.dist-info"
    with ZipFile(wheel, "w") as file:
        file.writestr(f"{about}/METADATA", "Metadata-Version: 2.1\nName: made-up\nVersion: 1.0\n")
        file.writestr(f"{about}/WHEEL", "Wheel-Version: 1.0\nTag: py3-none-any\n")
        file.writestr(f"{about}/RECORD", "")
    return Environment(tmp_path / "made", (str(wheel),), tmp_path / "constraints.txt")


def test_two_that_ask_at_once_make_one_environment(small: Environment) -> None:
    with ThreadPoolExecutor(2) as workers:
        made = list(workers.map(lambda _: small.make(), range(2)))

    assert sorted(made) == [False, True]
    assert small.program("python").exists()
    assert not small.make()


def test_a_changed_list_is_made_anew_and_what_fails_is_told(small: Environment) -> None:
    assert small.make()
    small.constraints.write_text("made-up==2.0\n")

    for _ in range(2):
        with pytest.raises(NotMade, match=r"where there is a network\): .*"):
            small.program("python")


def test_every_package_of_the_servers_is_pinned() -> None:
    lines = Path(__file__).with_name("constraints.txt").read_text("utf-8").splitlines()
    assert len(lines) > 50
    assert [line for line in lines if "==" not in line or "/" in line] == []


@pytest.mark.parametrize("end", ["left", "killed"])
def test_a_server_is_gone_when_its_test_is(tmp_path: Path, end: str) -> None:
    with serving([sys.executable, "-c", ECHO, FD], tmp_path / "said") as server:
        assert answer(server.port) == b"here"
        if end == "killed":
            assert server.keeper.stdin
            server.keeper.stdin.close()  # as the system does for tests that were killed
            server.keeper.wait(60)
            assert stopped(server.port)

    assert stopped(server.port)


def answer(port: int) -> bytes:
    with socket.create_connection(("127.0.0.1", port), 60) as asking:
        return asking.recv(9)


def stopped(port: int) -> bool:
    """Ask until nobody listens any more: a killed process dies a little later."""
    for _ in range(10_000):
        try:
            answer(port)
        except ConnectionRefusedError:
            return True
        except ConnectionResetError:
            continue
    return False


def test_an_inbox_keeps_every_version(inbox: Inbox) -> None:
    for body in ("one", "two"):
        assert inbox.asked("PUT", f"/{inbox.bucket}/name", body)[0] == 200

    told = inbox.asked("GET", f"/{inbox.bucket}?versions")[1]
    assert told.count("<Version>") == 2
