"""The office's working days: national holidays, joint leave, and what the office knows better."""

import json
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from config.load import OfficeFiles, load_office
from config.national import KEPT, NationalDays, ask_library, keep, national_days
from core.rules.calendar import Calendar


def after(received: date, working_days: int, calendar: Calendar) -> date:
    """Counted by hand, so that the calendar is tested and not the rule that uses it."""
    day = received
    while working_days:
        day += timedelta(days=1)
        working_days -= calendar.is_working_day(day)
    return day


@pytest.mark.parametrize(
    ("received", "three", "five", "fourteen", "sixty"),
    [
        pytest.param(*row.split()[:5], id=row.split(maxsplit=5)[5])
        for row in (
            "2025-03-14 2025-03-19 2025-03-21 2025-04-14 2025-06-30 before Idul Fitri",
            "2025-04-01 2025-04-10 2025-04-14 2025-04-28 2025-07-11 on a holiday",
            "2025-07-31 2025-08-05 2025-08-07 2025-08-21 2025-10-27 before the late 18 August",
            "2025-12-24 2025-12-31 2026-01-05 2026-01-19 2026-04-02 before Christmas",
            "2026-02-13 2026-02-20 2026-02-24 2026-03-09 2026-05-25 before Imlek",
            "2026-03-17 2026-03-27 2026-03-31 2026-04-14 2026-06-26 before Nyepi and Idul Fitri",
            "2026-03-21 2026-03-27 2026-03-31 2026-04-14 2026-06-26 on Idul Fitri, a Saturday",
            "2026-05-13 2026-05-20 2026-05-22 2026-06-09 2026-08-13 before Ascension",
            "2026-11-23 2026-11-26 2026-11-30 2026-12-11 2027-02-22 on a plain Monday",
            "2026-12-23 2026-12-30 2027-01-04 2027-01-18 2027-04-05 before a new year",
            "2027-03-08 2027-03-18 2027-03-22 2027-04-06 2027-06-17 on Nyepi",
        )
    ],
)
def test_days_are_counted_as_in_the_decrees(
    purwakarta: OfficeFiles, received: str, three: str, five: str, fourteen: str, sixty: str
) -> None:
    start, calendar = date.fromisoformat(received), purwakarta.calendar
    assert [after(start, days, calendar).isoformat() for days in (3, 5, 14, 60)] == [three, five, fourteen, sixty]


@pytest.mark.parametrize(("year", "days"), [(2024, 10), (2025, 11), (2026, 8), (2027, 8)])
def test_joint_leave_is_marked_as_such(purwakarta: OfficeFiles, year: int, days: int) -> None:
    joint = [day for day, why in purwakarta.calendar.holidays.items() if why.startswith("Cuti Bersama")]
    assert sum(day.year == year for day in joint) == days


def test_a_day_off_says_why_in_indonesian(purwakarta: OfficeFiles) -> None:
    assert purwakarta.calendar.day_off(date(2026, 8, 17)) == "Hari Kemerdekaan Republik Indonesia"
    assert purwakarta.calendar.day_off(date(2026, 12, 24)) == "Cuti Bersama Hari Raya Natal"
    assert purwakarta.calendar.day_off(date(2026, 11, 22)) == "Minggu"


@pytest.mark.parametrize(
    ("year", "provisional"),
    [(2010, True), (2024, False), (2027, False), (2028, True), (2035, True), (2090, True)],
)
def test_a_year_without_joint_leave_is_provisional(purwakarta: OfficeFiles, year: int, provisional: bool) -> None:
    assert purwakarta.calendar.is_provisional(date(year, 6, 1)) is provisional


def test_a_year_is_complete_once_the_office_says_so(directory: Path) -> None:
    write(directory, "[[complete_years]]\nyear = 2028\nsource = 'SKB Tiga Menteri'")
    assert not load_office(directory).calendar.is_provisional(date(2028, 6, 1))


def test_a_local_day_off_wins_over_the_national_list(directory: Path) -> None:
    write(directory, own("days_off", "2026-07-20", "Hari Jadi Purwakarta"), own("days_off", "2026-08-17", "Kirab"))
    calendar = load_office(directory).calendar
    assert calendar.day_off(date(2026, 7, 20)) == "Hari Jadi Purwakarta"
    assert calendar.day_off(date(2026, 8, 17)) == "Kirab"


def test_a_local_working_day_wins_over_holiday_and_weekend(directory: Path) -> None:
    write(directory, own("working_days", "2026-12-24", "Buka"), own("working_days", "2026-11-22", "Pelayanan Minggu"))
    calendar = load_office(directory).calendar
    assert calendar.is_working_day(date(2026, 12, 24))
    assert calendar.is_working_day(date(2026, 11, 22))


def test_a_correction_that_corrects_nothing_raises_a_doubt(directory: Path) -> None:
    write(directory, own("working_days", "2026-11-24", "Buka"), own("days_off", "2026-11-22", "Libur"))
    assert load_office(directory).doubts == (
        "2026-11-24 is declared a working day, and is one anyway",
        "2026-11-22 is declared a day off, and is a minggu anyway",
    )


def test_an_office_may_work_on_joint_leave_and_rest_on_fridays(directory: Path) -> None:
    text = (directory / "calendar.toml").read_text()
    text = text.replace("joint_leave = true", "joint_leave = false").replace('"sabtu", "minggu"', '"jumat", "sabtu"')
    (directory / "calendar.toml").write_text(text)
    calendar = load_office(directory).calendar
    assert calendar.is_working_day(date(2026, 12, 24))
    assert calendar.day_off(date(2026, 11, 20)) == "Jumat"
    assert calendar.is_working_day(date(2026, 11, 22))


def test_every_change_of_the_days_is_another_version(directory: Path, purwakarta: OfficeFiles) -> None:
    assert load_office(directory).calendar.version == purwakarta.calendar.version
    write(directory, own("days_off", "2026-07-20", "Hari Jadi Purwakarta"))
    changed = load_office(directory)
    assert changed.calendar.version != purwakarta.calendar.version
    assert changed.version != purwakarta.version
    assert "2026-07-20 own day off: Hari Jadi Purwakarta (SE Bupati)" in changed.files["calendar.days"]


def test_the_kept_list_is_what_the_package_says_today() -> None:
    """After an upgrade of `holidays`: `python -m config.national`."""
    assert national_days() == ask_library()
    assert json.loads(KEPT.read_text())["library"] == ask_library().library


def test_the_package_is_asked_again_when_another_version_made_the_kept_list(tmp_path: Path) -> None:
    old = NationalDays("holidays 0.98", {date(2026, 1, 1): "Tahun Baru"}, {})
    keep(old, tmp_path / "days.json")
    assert national_days(tmp_path / "days.json") == ask_library()
    assert national_days(tmp_path / "missing.json") == ask_library()


def own(table: str, day: str, reason: str) -> str:
    return f"[[{table}]]\ndate = {day}\nreason = '{reason}'\nsource = 'SE Bupati'"


def write(directory: Path, *tables: str) -> None:
    with (directory / "calendar.toml").open("a") as file:
        file.write("\n\n" + "\n\n".join(tables) + "\n")


def test_loading_the_office_does_not_wait_for_all_the_countries_of_the_world() -> None:
    """Importing `holidays` takes half a second, pydantic a fifth; `aduan due` should not feel them."""
    look = "import sys, config.load as c; c.load_office(); print({'holidays', 'pydantic'} & {*sys.modules})"
    ran = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True, cwd=KEPT.parents[1])
    assert ran.stdout == "set()\n"
