"""Four whole ways, driven by commands: what stands, what is refused, and what the service is told.

To the certificate; a fail, a re-sit and a capped pass; exceptional circumstances; withdrawn.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.epa_tui.journeyed import WITHOUT_WORDS, Way

BY = ("--by", "Olga Sample")
AGREED = ("--employer", "Emma Employer")
EVERY_TOPIC = "assessor dates timings requirements preparation cancellation certification appeals"


@pytest.fixture
def way(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Way:
    return Way(tmp_path / "home", capsys, monkeypatch)


def through_gateway(way: Way) -> None:
    """Submit, check and accept, and hold the planning meeting."""
    way.on("2026-03-02").does("gateway submit", "--began", "2025-01-06", at="at gateway")
    way.does("gateway tick", "--checks", WITHOUT_WORDS, at="at gateway")
    said = ("--check", "employer", "--ok", "yes", "--detail", "Emma Employer")
    way.does("gateway check", *said, at="at gateway")
    told = way.on("2026-03-09").does("gateway accept", *BY, at="accepted")
    assert "The EPA period ends 9 Sep 2026" in told
    way.on("2026-03-16").does(
        "planning hold", "--present", "Emma Employer", "--topics", EVERY_TOPIC, at="planned"
    )


def booked(way: Way) -> None:
    """Give both methods a day."""
    way.does("planning sitting", "--method", "M1", "--at", "2026-06-01 10:00", at="planned")
    way.does("planning sitting", "--method", "M2", "--at", "2026-06-08 10:00", at="planned")


def published(way: Way, *codes: str, at: str) -> None:
    for code in codes:
        way.does("results publish", "--sitting", code, *BY, at=at)


def test_from_gateway_to_the_certificate(way: Way) -> None:
    way.on("2026-03-02").refuses("gateway accept", *BY, because="not submitted")
    through_gateway(way)
    way.refuses("gateway submit", because="accepted")
    booked(way)
    way.refuses("results confirm", *BY, because="not sealed")
    way.on("2026-06-01").holds("M1")
    assert way.stands()["state"] == "assessing"
    way.refuses("results confirm", *BY, because="M2 is not sealed")
    way.refuses("again agree", "--method", "M1", *AGREED, because="Only a failed method")
    way.on("2026-06-08").holds("M2")
    assert way.stands()["state"] == "graded"
    withheld = way.sent()
    assert (withheld.epas, withheld.certificate, withheld.codes) == (
        ["2026-06-08 Pass"],
        None,
        ["unconfirmed"],
    )
    way.refuses("results claim", "--reference", "C-1", because="not confirmed")
    way.on("2026-06-09").refuses("results confirm", *BY, "--grade", "pass", because="distinction")
    way.does("results confirm", *BY, at="confirmed")
    way.refuses("results claim", "--reference", "C-1", because="Publish the result")
    way.refuses("conduct withdraw", "--reason", "employer", *BY, because="confirmed")
    published(way, "M1", "M2", at="confirmed")
    way.on("2026-06-10").does("results claim", "--reference", "C-1", at="claimed")
    way.refuses("again run-out", *BY, because="the certificate is claimed")
    _certified(way)


def _certified(way: Way) -> None:
    stands = way.stands()
    assert (stands["state"], stands["epa_ends_on"]) == ("claimed", "2026-09-09")
    lines = {part["part"]: part["line"] for part in stands["parts"]}
    assert lines["again"] == "nothing was failed"
    assert lines["results"] == "certificate claimed 10 Jun 2026"
    assert lines["gateway"].startswith("accepted 9 Mar 2026")
    kinds = [line["kind"] for line in stands["timeline"]]
    assert (kinds[0], kinds[-1]) == ("assessment-opened", "results-claimed")
    sent = way.sent()
    assert (sent.epas, sent.codes) == (["2026-06-08 Pass"], [])
    assert sent.certificate == {
        "requestId": "assessment-0",
        "standard": {"standardCode": 598, "standardReference": "ST0792"},
        "learner": {"uln": 9276308686, "familyName": "Example"},
        "learningDetails": {
            "version": "1.1",
            "courseOption": "Film, TV, Commercial, Short Form, Radio and Audio Production",
            "overallGrade": "Distinction",
            "achievementDate": "2026-06-08T00:00:00Z",
        },
    }
    way.verifies()


def failed_in_m1(way: Way) -> None:
    """Come to a failed project and a discussion with distinction, and confirm the fail."""
    through_gateway(way)
    booked(way)
    way.on("2026-06-01").holds("M1", "P3")
    way.on("2026-06-08").holds("M2")
    way.on("2026-06-09").does("results confirm", *BY, at="failed")


def test_a_fail_is_sat_again_and_passes_capped(way: Way) -> None:
    failed_in_m1(way)
    assert (way.sent().epas, way.sent().certificate) == (["2026-06-01 Fail"], None)
    way.refuses("results claim", "--reference", "C-1", because="A fail has no certificate")
    way.refuses("again agree", "--method", "M2", *AGREED, because="Only a failed method")
    late = ("--when", "2026-09-10 10:00")
    way.refuses("again agree", *AGREED, *late, because="which ends Wed 9 Sep 2026")
    way.does("again note", "--text", "two mock questions a week", "--by", "Emma", at="failed")
    mistaken = ("--kind", "re-take", "--learning-until", "2026-06-20")
    way.does("again agree", *AGREED, *mistaken, at="again agreed")
    way.takes_back()
    told = way.does("again agree", *AGREED, "--when", "2026-07-06 10:00", at="again agreed")
    assert "The reworked project is due by 30 Jun 2026." in told
    way.refuses("again agree", *AGREED, because="is agreed on")
    lifts = ("--lifts", "cap", "--method", "M1")
    way.does("again except", "--reference", "EX-8", *BY, *lifts, at="again agreed")
    way.takes_back()  # so the pass is capped after all
    way.refuses("results confirm", *BY, because="M1 is not sealed")
    moved = ("--method", "M1", "--at", "2026-09-10 10:00", "--reason", "the employer asks for it")
    way.refuses("planning sitting", *moved, because="which ends Wed 9 Sep 2026")
    way.on("2026-07-06").holds("M1")
    assert way.stands()["state"] == "graded"
    assert way.sent().codes == ["unconfirmed"]
    way.refuses("results confirm", *BY, "--grade", "distinction", because="pass")
    told = way.on("2026-07-07").does("results confirm", *BY, at="confirmed")
    assert "capped at pass after a second attempt" in told
    way.refuses("again agree", "--method", "M1", *AGREED, because="Only a failed method")
    published(way, "M1", "M2", "M1-2", at="confirmed")
    way.does("results claim", "--reference", "C-2", at="claimed")
    sent = way.sent()
    assert (sent.epas, sent.codes) == (["2026-06-01 Fail", "2026-07-06 Pass resit"], [])
    assert sent.certified == ("Pass", "2026-07-06")
    (again,) = [part for part in way.stands()["parts"] if part["part"] == "again"]
    assert again["line"] == "M1 re-sit distinction"
    assert {"label": "M1", "words": "first fail, then re-sit distinction"} in again["facts"]
    way.verifies()


def test_exceptional_circumstances_lift_the_cap_and_the_period(way: Way) -> None:
    failed_in_m1(way)
    way.on("2026-09-10").refuses("again agree", *AGREED, because="the entire EPA has to be taken")
    way.does("again run-out", *BY, at="period over")
    way.refuses("again agree", *AGREED, because="the entire EPA has to be taken again")
    reference = ("--reference", "EX-9", *BY)
    lifts = ("--lifts", "cap period", "--method", "M1")
    way.refuses("again except", *reference, *lifts, because="enter the later day")
    way.does("again except", *reference, *lifts, "--ends-on", "2026-12-31", at="period over")
    assert way.stands()["epa_ends_on"] == "2026-12-31"
    learning = ("--kind", "re-take", "--learning-until", "2026-10-01")
    early = ("--when", "2026-10-01 10:00")
    way.refuses("again agree", *AGREED, *learning, *early, because="Further learning lasts until")
    day = ("--when", "2026-11-02 10:00")
    way.does("again agree", *AGREED, *learning, *day, at="again agreed")
    way.on("2026-11-02").holds("M1")
    way.refuses("again except", *reference, *lifts, because="has begun")
    told = way.on("2026-11-03").does("results confirm", *BY, at="confirmed")
    assert "distinction" in told and "capped" not in told
    sent = way.sent()
    assert sent.epas == ["2026-06-01 Fail", "2026-11-02 Pass retake"]
    assert (sent.certified, sent.codes) == (("Distinction", "2026-11-02"), ["cap-lifted"])
    published(way, "M1", "M2", "M1-2", at="confirmed")
    way.does("results claim", "--reference", "C-3", at="claimed")
    assert way.sent().certified == ("Distinction", "2026-11-02")
    way.verifies()


def test_a_withdrawn_assessment_goes_no_further(way: Way, tmp_path: Path) -> None:
    failed_in_m1(way)
    assert way.sent().epas == ["2026-06-01 Fail"]
    gone = ("--reason", "employer", "--words", "the apprentice has changed jobs", *BY)
    way.on("2026-06-15").does("conduct withdraw", *gone, at="withdrawn")
    for words, more in (
        ("again agree", AGREED),
        ("again note", ("--text", "more practice", *BY)),
        ("again except", ("--reference", "EX-1", *BY, "--lifts", "cap", "--method", "M1")),
        ("again run-out", BY),
        ("results confirm", BY),
        ("planning sitting", ("--method", "M1", "--at", "2026-07-06 10:00")),
        ("conduct withdraw", gone),
    ):
        way.refuses(words, *more, because="withdrawn")
    way.refuses("results claim", "--reference", "C-4", because="A fail has no certificate")
    assert way.stands()["state"] == "withdrawn"
    sent = way.sent()
    assert (sent.epas, sent.certificate, sent.codes) == ([], None, ["assessment-withdrawn"])
    table = tmp_path / "bookings.csv"
    table.write_text(
        "uln,standard,method,attempt,date,time\n9276308686,ST0792,M1,re-sit,6/7/2026,10:00\n"
    )
    done = way("import", str(table), "--yes")
    assert done.status == 1 and "is withdrawn: no sitting is booked" in done.out + done.err
    way.verifies()
