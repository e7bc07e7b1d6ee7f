"""Working days of the office (K6.4)."""

from datetime import UTC, date, datetime

import pytest

from core.rules.calendar import Calendar, office_day

IDUL_FITRI = date(2026, 3, 21)
NEW_YEAR = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        pytest.param(datetime(2026, 3, 2, 16, 59, tzinfo=UTC), date(2026, 3, 2), id="a minute before midnight WIB"),
        pytest.param(datetime(2026, 3, 2, 17, 0, tzinfo=UTC), date(2026, 3, 3), id="midnight WIB"),
        pytest.param(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), date(2026, 3, 3), id="half past eleven in London"),
        pytest.param(datetime(2026, 12, 31, 17, 0, tzinfo=UTC), date(2027, 1, 1), id="New Year comes earlier here"),
    ],
)
def test_the_legal_day_is_the_one_in_purwakarta(moment, day):
    assert office_day(moment) == day


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        pytest.param(date(2026, 11, 21), "Sabtu", id="Saturday"),
        pytest.param(date(2026, 11, 22), "Minggu", id="Sunday"),
        pytest.param(NEW_YEAR, "Tahun Baru Masehi", id="national holiday"),
        pytest.param(date(2026, 11, 23), None, id="working Monday"),
    ],
)
def test_a_day_off_has_its_reason(calendar, day, reason):
    assert calendar.day_off(day) == reason
    assert calendar.is_working_day(day) == (reason is None)


def test_joint_leave_is_a_day_off(calendar, calendar_without_joint_leave):
    christmas_eve = date(2026, 12, 24)
    assert not calendar.is_working_day(christmas_eve)
    assert calendar_without_joint_leave.is_working_day(christmas_eve)


def test_a_holiday_on_a_weekend_is_called_by_its_name(calendar):
    assert "Idul Fitri" in calendar.day_off(IDUL_FITRI)


def test_a_day_declared_a_working_day_counts_whatever_else_it_is():
    saturday = date(2026, 3, 14)
    calendar = Calendar({NEW_YEAR: "Tahun Baru"}, "test", working_days=frozenset({NEW_YEAR, saturday}))
    assert calendar.is_working_day(NEW_YEAR)
    assert calendar.is_working_day(saturday)


def test_an_office_may_rest_on_other_weekdays():
    calendar = Calendar({}, "test", weekend=frozenset({4}))
    assert calendar.day_off(date(2026, 11, 27)) == "Jumat"
    assert calendar.is_working_day(date(2026, 11, 28))


def test_a_calendar_without_any_working_weekday_is_refused():
    with pytest.raises(ValueError, match="needs a day"):
        Calendar({}, "test", weekend=frozenset(range(7)))


@pytest.mark.parametrize(
    ("year", "provisional"),
    [
        pytest.param(2026, False, id="published"),
        pytest.param(2028, True, id="joint leave not published"),
        pytest.param(2045, True, id="after the last year we know"),
        pytest.param(1999, True, id="before the first year we know"),
    ],
)
def test_a_year_whose_list_we_do_not_hold_is_provisional(calendar, year, provisional):
    assert calendar.is_provisional(date(year, 6, 1)) is provisional


def test_known_years_can_be_named_apart_from_single_local_days():
    calendar = Calendar({date(2029, 5, 5): "Pilkada"}, "test", known_years=frozenset({2026}))
    assert calendar.is_provisional(date(2029, 6, 1))
    assert not calendar.is_provisional(date(2026, 6, 1))
