"""`aduan due`: the last day to answer, with every day that does not count."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.aduan.commands import Desk

CHRISTMAS = [
    ("2026-12-24", "Cuti Bersama Hari Raya Natal"),
    ("2026-12-25", "Hari Raya Natal"),
    ("2026-12-26", "Sabtu"),
    ("2026-12-27", "Minggu"),
    ("2027-01-01", "Tahun Baru Masehi"),
    ("2027-01-02", "Sabtu"),
    ("2027-01-03", "Minggu"),
    ("2027-01-05", "Isra Mikraj Nabi Muhammad"),
    ("2027-01-09", "Sabtu"),
    ("2027-01-10", "Minggu"),
    ("2027-01-16", "Sabtu"),
    ("2027-01-17", "Minggu"),
]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Desk:
    return Desk(monkeypatch, capsys, tmp_path)


def test_a_program_reads_every_day_that_does_not_count_and_why(desk: Desk) -> None:
    assert as_json(desk, "due 2026-12-23") == {
        "received": "2026-12-23",
        "days": 14,
        "due": "2027-01-18",
        "provisional": False,
        "skipped": [{"date": day, "reason": reason} for day, reason in CHRISTMAS],
    }


def test_a_person_reads_every_day_that_does_not_count_and_why(desk: Desk) -> None:
    told = desk.types("due 2026-12-23")
    first, *skipped, last, source = told.out.splitlines()
    assert first == "received   Wed 2026-12-23  (day 0)"
    assert [(line.split()[2], line.split(maxsplit=3)[3]) for line in skipped] == CHRISTMAS
    assert last == "due        Mon 2027-01-18  (working day 14, until the end of the day)"
    assert source.startswith("by the calendar of the office's files, version ")


def test_any_number_of_working_days_may_be_asked_for(desk: Desk) -> None:
    told = as_json(desk, "due 2026-12-23 --days 60")
    assert told["due"] == "2027-04-05"
    gone = (date.fromisoformat(told["due"]) - date.fromisoformat(told["received"])).days
    assert told["days"] == 60 == gone - len(told["skipped"])


@pytest.mark.parametrize(
    ("received", "provisional"),
    [
        pytest.param("2026-12-23", False, id="both years are published"),
        pytest.param("2027-12-20", True, id="reaches into a year that is not"),
        pytest.param("2028-02-01", True, id="lies in a year that is not"),
    ],
)
def test_a_year_without_its_joint_leave_makes_the_day_provisional(desk: Desk, received: str, provisional: bool) -> None:
    assert as_json(desk, f"due {received}")["provisional"] is provisional
    assert ("provisional: the list of joint leave" in desk.types(f"due {received}").out) is provisional


@pytest.mark.parametrize(
    "day",
    [
        pytest.param("2026-02-31", id="31 February"),
        pytest.param("2027-02-29", id="29 February of a common year"),
        pytest.param("23-12-2026", id="the day first"),
        pytest.param("besok", id="a word"),
        pytest.param("''", id="nothing"),
        pytest.param("2026-12-23T10:00", id="a moment"),
    ],
)
def test_what_is_no_day_is_refused_with_an_example(desk: Desk, day: str) -> None:
    told = desk.types(f"due {day}")
    assert told.status == 2
    assert "is no day; write it like 2026-12-23" in told.trouble
    assert "Traceback" not in told.trouble
    assert told.out == ""


@pytest.mark.parametrize("days", ["0", "-3", "401", "empat belas"])
def test_a_number_of_days_that_makes_no_sense_is_refused(desk: Desk, days: str) -> None:
    told = desk.types(f"due 2026-12-23 --days '{days}'")
    assert told.status == 2
    assert "--days" in told.trouble


def test_the_last_days_of_the_calendar_are_refused_too(desk: Desk) -> None:
    assert desk.types("due 9999-12-30").status == 2


def as_json(desk: Desk, line: str) -> Any:
    return json.loads(desk.types(f"{line} --json").out)
