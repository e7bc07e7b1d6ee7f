"""Boxes: opened by two, each paper counted, and never shut for more than five working days (K6.2, K6.5a)."""

from dataclasses import replace
from datetime import date, datetime

import pytest

from core.rules.boxes import Opening, is_overdue, missing_in_opening
from core.rules.calendar import OFFICE_ZONE, Calendar

CALENDAR = Calendar({date(2026, 3, 19): "Nyepi", date(2026, 3, 20): "Cuti bersama"}, "1")
NOW = datetime(2026, 3, 2, 12, 0, tzinfo=OFFICE_ZONE)
OPENING = Opening("kantor", NOW, "Budi Santoso", "Rina", counted=14)


@pytest.mark.parametrize(
    ("today", "late"),
    [
        pytest.param(date(2026, 3, 24), False, id="the fifth working day itself"),
        pytest.param(date(2026, 3, 25), True, id="the day after"),
    ],
)
def test_holidays_do_not_make_a_box_overdue(today: date, *, late: bool) -> None:
    assert is_overdue(date(2026, 3, 13), today, 5, CALENDAR) is late


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({}, []),
        ({"box": ""}, ["box.which"]),
        ({"witness": "  "}, ["box.witness"]),
        ({"witness": "budi  santoso"}, ["box.witness"]),
        ({"counted": 15}, ["box.counted"]),
        ({"opened_at": None}, ["box.opened"]),
        ({"opened_at": datetime(2026, 3, 2, 12, 1, tzinfo=OFFICE_ZONE)}, ["box.opened_future"]),
        ({"opened_at": datetime(2026, 2, 23, 9, 0, tzinfo=OFFICE_ZONE)}, ["box.opened_before"]),
    ],
    ids=str,
)
def test_the_minutes_say_what_they_lack(change: dict[str, object], what: list[str]) -> None:
    last = datetime(2026, 2, 23, 9, 0, tzinfo=OFFICE_ZONE)
    found = missing_in_opening(replace(OPENING, **change), written=14, last_opened_at=last, now=NOW)  # type: ignore[arg-type]
    assert [one.what for one in found] == what
