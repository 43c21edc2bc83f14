"""`epa-tui calendar`: a file that a calendar takes again and again, for its owner only."""

from __future__ import annotations

import json
import stat
from pathlib import Path

from data.exchange.calendar_file import Event, read_back
from tests.data.exchange.test_calendar_file import lines_of
from tests.epa_tui.conftest import CommandLine

NAMES = ("Testa", "Sample", "Specimen", "Pretend", "Mocka")


def events_in(path: Path) -> dict[str, Event]:
    found = read_back(path.read_bytes())
    assert found is not None
    return found[1]


def ids_of(epa_tui: CommandLine, family: str) -> tuple[str, str]:
    """Return the id of the first assessment of a family name that waits, and of its M2."""
    listed = json.loads(epa_tui("list", "--json").out)
    for one in listed["assessments"]:
        booked = [s for s in one["sittings"] if s["method"] == "M2" and s["stage"] == "booked"]
        if one["family_name"] == family and booked:
            return one["id"], booked[0]["id"]
    raise AssertionError(family)


def test_everything_that_is_to_come_goes_into_one_private_file(epa_tui: CommandLine) -> None:
    done = epa_tui("calendar", "--json")
    told = json.loads(done.out)
    path = Path(told["path"])
    assert done.status == 0 and path == epa_tui.home / "calendar" / "epa-all.ics"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    lines_of(path.read_bytes())
    assert events_in(path).keys() == {event["uid"] for event in told["events"]}
    assert not any(name in done.out for name in NAMES)
    # Of a sitting that is over its result is still to come.
    coming = [due for due in json.loads(epa_tui("due", "--json").out)["due"] if not due["overdue"]]
    coming = [due for due in coming if due["what"] == "result"]
    results = {f"{due['assessment']}-due-result-{due['sitting']}@epa-tui" for due in coming}
    assert results and results <= events_in(path).keys()
    before = path.read_bytes()
    assert any(name.encode() in before for name in NAMES)
    assert epa_tui("calendar").status == 0 and path.read_bytes() == before
    assert epa_tui("calendar", "--without-names").status == 0
    assert not any(name.encode() in path.read_bytes() for name in NAMES)


def test_a_day_that_moves_comes_with_a_higher_sequence(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    name, sitting = ids_of(epa_tui, "Sample")
    path = tmp_path / "mine.ics"
    assert epa_tui("calendar", name, "--out", str(path), "--remind", "30").status == 0
    first = events_in(path)[f"{sitting}@epa-tui"]
    assert first.sequence == 0 and first.alarm_minutes == 30
    done = epa_tui("planning", "sitting", name, "--method", "M2", "--at", "2027-01-12 09:30")
    assert done.status == 0, done.err
    assert epa_tui("calendar", name, "--out", str(path)).status == 0
    moved = events_in(path)[f"{sitting}@epa-tui"]
    assert moved.sequence == 1 and moved.start != first.start
    # By the id of the sitting the same assessment is meant, and all of it.
    assert epa_tui("calendar", sitting, "--out", str(path)).status == 0
    assert events_in(path).keys() >= {f"{sitting}@epa-tui"}
    assert not any(event.cancelled for event in events_in(path).values())


def test_a_file_that_is_not_ours_or_of_others_is_left_alone(
    epa_tui: CommandLine, tmp_path: Path
) -> None:
    name, _ = ids_of(epa_tui, "Sample")
    path = tmp_path / "mine.ics"
    for content in (b"my own words", b""):
        path.write_bytes(content)
        done = epa_tui("calendar", "--out", str(path))
        assert done.status == 2 and "Name another file" in done.err
        assert path.read_bytes() == content
    path.unlink()
    assert epa_tui("calendar", "--out", str(path)).status == 0
    before = path.read_bytes()
    assert epa_tui("calendar", name, "--out", str(path)).status == 2
    assert path.read_bytes() == before


def test_one_record_that_was_changed_hides_no_other_and_cancels_nothing(
    epa_tui: CommandLine,
) -> None:
    name, sitting = ids_of(epa_tui, "Sample")
    epa_tui("planning", "book", name, "--at", "2027-01-12 09:30")
    path = epa_tui.home / "calendar" / "epa-all.ics"
    assert epa_tui("calendar").status == 0
    before = events_in(path)
    epa_tui.tamper(
        "DROP TRIGGER journey_entry_stays", "UPDATE journey_entry SET at_wall = at_wall + 1"
    )
    done = epa_tui("calendar")
    assert done.status == 1 and name in done.err
    assert events_in(path) == before and f"{sitting}@epa-tui" in before
    assert epa_tui("calendar", name).status == 1


def test_a_wrong_reminder_is_refused(epa_tui: CommandLine) -> None:
    assert "0 to 40320" in epa_tui("calendar", "--remind", "-1").err
