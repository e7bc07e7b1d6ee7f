"""Fourteen working days, counted as the decrees have them (K6.2, K6.4, K6.5b)."""

from datetime import UTC, date, datetime, time, timedelta

import holidays
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.rules.calendar import Calendar
from core.rules.deadlines import (
    DayOff,
    Deadline,
    Promise,
    deadline,
    deadline_in_calendar_days,
    due_after_completion,
    in_time,
    last_day_to_answer,
    receipt_day,
    received_at,
    recount,
    working_days_left,
)
from core.rules.standard import Numbers

COUNTS = (3, 5, 14, 60)

ORACLE = [
    pytest.param("2025-03-14", "2025-03-19 2025-03-21 2025-04-14 2025-06-30 2025-04-13", id="before Idul Fitri 2025"),
    pytest.param("2025-04-01", "2025-04-10 2025-04-14 2025-04-28 2025-07-11 2025-05-01", id="on Idul Fitri 2025"),
    pytest.param("2025-07-31", "2025-08-05 2025-08-07 2025-08-21 2025-10-27 2025-08-30", id="over the late decree"),
    pytest.param("2025-12-24", "2025-12-31 2026-01-05 2026-01-19 2026-04-02 2026-01-23", id="over the year's end"),
    pytest.param("2026-02-13", "2026-02-20 2026-02-24 2026-03-09 2026-05-25 2026-03-15", id="before Imlek 2026"),
    pytest.param("2026-03-17", "2026-03-27 2026-03-31 2026-04-14 2026-06-26 2026-04-16", id="before Nyepi 2026"),
    pytest.param("2026-03-21", "2026-03-27 2026-03-31 2026-04-14 2026-06-26 2026-04-20", id="on Idul Fitri 2026"),
    pytest.param("2026-05-13", "2026-05-20 2026-05-22 2026-06-09 2026-08-13 2026-06-12", id="before Ascension 2026"),
    pytest.param("2026-11-23", "2026-11-26 2026-11-30 2026-12-11 2027-02-22 2026-12-23", id="an ordinary Monday"),
    pytest.param("2026-12-23", "2026-12-30 2027-01-04 2027-01-18 2027-04-05 2027-01-22", id="before Christmas 2026"),
    pytest.param("2027-03-08", "2027-03-18 2027-03-22 2027-04-06 2027-06-17 2027-04-07", id="on Nyepi 2027"),
]


@pytest.mark.parametrize(("received", "dues"), ORACLE)
def test_the_known_dates_come_out(calendar, received, dues):
    day = date.fromisoformat(received)
    found = [last_day_to_answer(day, count, calendar) for count in COUNTS]
    found.append(deadline_in_calendar_days(day, 30).due)
    assert [str(due) for due in found] == dues.split()


def test_every_day_of_four_years_agrees_with_the_holidays_library(calendar):
    theirs = holidays.country_holidays("ID", years=range(2024, 2029), categories=("public", "government"))
    for day in _days(date(2024, 1, 1), date(2027, 12, 31)):
        assert last_day_to_answer(day, 14, calendar) == theirs.get_nth_working_day(day, 14)


def test_ignoring_joint_leave_would_be_wrong_on_a_third_of_all_days(calendar, calendar_without_joint_leave):
    def wrong(year):
        days = _days(date(year, 1, 1), date(year, 12, 31))
        return sum(
            last_day_to_answer(day, 14, calendar) != last_day_to_answer(day, 14, calendar_without_joint_leave)
            for day in days
        )

    assert [wrong(year) for year in (2024, 2025, 2026, 2027)] == [148, 139, 101, 96]


@pytest.mark.parametrize(
    "received",
    [pytest.param(day, id=f"received on 2025-03-{day.day}") for day in (date(2025, 3, n) for n in (14, 15, 16))],
)
def test_friday_saturday_and_sunday_have_the_same_last_day(calendar, received):
    assert last_day_to_answer(received, 14, calendar) == date(2025, 4, 14)


def test_every_skipped_day_is_named(calendar):
    found = deadline(date(2026, 3, 17), 3, calendar)
    assert (found.received, found.days, found.due, found.provisional) == (
        date(2026, 3, 17),
        3,
        date(2026, 3, 27),
        False,
    )
    assert [str(day.date) for day in found.skipped] == [f"2026-03-{n}" for n in range(18, 25)]
    assert all(day.reason for day in found.skipped)


def test_a_skipped_weekend_is_named_too():
    calendar = Calendar({date(2026, 1, 1): "Tahun Baru"}, "test")
    found = deadline(date(2026, 11, 20), 1, calendar)
    assert found.skipped == (DayOff(date(2026, 11, 21), "Sabtu"), DayOff(date(2026, 11, 22), "Minggu"))


@pytest.mark.parametrize(
    ("received", "provisional"),
    [
        pytest.param(date(2027, 11, 1), False, id="ends in a published year"),
        pytest.param(date(2027, 12, 20), True, id="reaches into an unpublished year"),
        pytest.param(date(2028, 5, 2), True, id="begins in an unpublished year"),
        pytest.param(date(2051, 5, 2), True, id="lies after the last known year"),
    ],
)
def test_a_date_that_touches_an_unpublished_year_says_so(calendar, received, provisional):
    assert deadline(received, 14, calendar).provisional is provisional


def test_calendar_days_skip_nothing_and_are_never_provisional():
    assert deadline_in_calendar_days(date(2045, 1, 1), 30) == Deadline(date(2045, 1, 1), 30, date(2045, 1, 31), False)


def test_the_day_of_receipt_itself_makes_no_date_provisional():
    calendar = Calendar({date(2027, 1, 1): "Tahun Baru"}, "test")
    assert not deadline(date(2026, 12, 31), 14, calendar).provisional


# --- properties, against a slow reckoning of another kind -----------------------------------------------------------


def slow_last_day(received: date, count: int, calendar: Calendar) -> date:
    """Writes down all days, strikes those off, adds those declared, and points at the n-th."""
    horizon = 7 * (count + len(calendar.holidays) + 2)
    days = {received + timedelta(days=n) for n in range(1, horizon)}
    rest = {day for day in days if day.weekday() in calendar.weekend} | set(calendar.holidays)
    working = sorted((days - rest) | (days & calendar.working_days))
    return working[count - 1]


MARKS = st.integers(0, 2**115 - 1)
"""A day of the next months for each bit: far quicker to draw than a set of dates."""


@st.composite
def scenes(draw: st.DrawFn) -> tuple[date, int, Calendar]:
    """A day of receipt, a number of days, and a calendar full of surprises around it."""
    received = date(2024, 1, 1) + timedelta(days=draw(st.integers(0, 1826)))
    off = _marked(received, draw(MARKS) & draw(MARKS))
    working = _marked(received, draw(MARKS) & draw(MARKS) & draw(MARKS))
    weekend = draw(st.sampled_from([{5, 6}, {5, 6}, {5, 6}, {6}, {4}, set(), {0, 1, 2, 3, 4, 5}]))
    calendar = Calendar(dict.fromkeys(off, "libur"), "test", frozenset(working), weekend=frozenset(weekend))
    return received, draw(st.integers(1, 60)), calendar


def _marked(received: date, marks: int) -> list[date]:
    return [received + timedelta(days=n - 5) for n in range(marks.bit_length()) if marks >> n & 1]


def _agrees(scene: tuple[date, int, Calendar]) -> None:
    assert last_day_to_answer(*scene) == slow_last_day(*scene)


@settings(max_examples=2_000, deadline=None)
@given(scenes())
def test_the_count_agrees_with_a_list_of_all_working_days(scene):
    _agrees(scene)


@pytest.mark.long
@settings(max_examples=100_000, deadline=None)
@given(scenes())
def test_the_count_agrees_with_a_list_of_all_working_days_at_length(scene):
    _agrees(scene)


@settings(max_examples=500, deadline=None)
@given(scenes())
def test_receipt_on_a_day_off_equals_receipt_on_the_last_working_day_before(scene):
    received, count, calendar = scene
    before = received
    while not calendar.is_working_day(before):
        before -= timedelta(days=1)
    assert last_day_to_answer(received, count, calendar) == last_day_to_answer(before, count, calendar)


@settings(max_examples=500, deadline=None)
@given(scenes(), st.data())
def test_more_holidays_never_make_the_last_day_earlier(scene, data):
    received, count, calendar = scene
    fewer = data.draw(st.sets(st.sampled_from(sorted(calendar.holidays)))) if calendar.holidays else set()
    shorter = Calendar(dict.fromkeys(fewer, "libur"), "test", calendar.working_days, weekend=calendar.weekend)
    assert last_day_to_answer(received, count, calendar) >= last_day_to_answer(received, count, shorter)


@settings(max_examples=500, deadline=None)
@given(scenes())
def test_the_last_day_is_a_working_day_and_the_way_to_it_is_complete(scene):
    received, count, calendar = scene
    found = deadline(received, count, calendar)
    assert calendar.is_working_day(found.due)
    assert (found.due - received).days == count + len(found.skipped)


@settings(max_examples=500, deadline=None)
@given(scenes(), st.sets(st.integers(1, 110), max_size=5))
def test_a_late_decree_never_moves_a_promise_earlier(scene, declared):
    received, count, calendar = scene
    promised = last_day_to_answer(received, count, calendar)
    more = dict.fromkeys((received + timedelta(days=n) for n in declared), "keputusan baru")
    decree = Calendar({**calendar.holidays, **more}, "new", calendar.working_days, weekend=calendar.weekend)
    promise = recount(promised, last_day_to_answer(received, count, decree))
    assert promise.promised_on is not None
    assert promise.promised_on >= promised
    assert promise.must_tell == (promise.promised_on > promised)


# --- promises -------------------------------------------------------------------------------------------------------


def test_the_decree_of_august_2025_moved_the_days_it_should(calendar):
    """18 August 2025 became a day off on the first of that month: receipts of 29 July to 17 August were touched."""
    announced = date(2025, 8, 18)
    before = Calendar({day: why for day, why in calendar.holidays.items() if day != announced}, "before")
    moved = [
        day
        for day in _days(date(2025, 7, 1), date(2025, 9, 30))
        if last_day_to_answer(day, 14, before) != last_day_to_answer(day, 14, calendar)
    ]
    assert moved == _days(date(2025, 7, 29), date(2025, 8, 17))


@pytest.mark.parametrize(
    ("promised", "new_due", "promise"),
    [
        pytest.param(
            date(2025, 8, 20), date(2025, 8, 21), Promise(date(2025, 8, 21), date(2025, 8, 21), True), id="later"
        ),
        pytest.param(
            date(2025, 8, 20), date(2025, 8, 19), Promise(date(2025, 8, 20), date(2025, 8, 19), False), id="earlier"
        ),
        pytest.param(
            date(2025, 8, 20), date(2025, 8, 20), Promise(date(2025, 8, 20), date(2025, 8, 20), False), id="the same"
        ),
        pytest.param(None, date(2025, 8, 20), Promise(None, date(2025, 8, 20), False), id="nothing was promised"),
    ],
)
def test_a_new_calendar_moves_the_law_and_a_promise_only_later(promised, new_due, promise):
    assert recount(promised, new_due) == promise


@pytest.mark.parametrize(
    ("completed", "promised"),
    [
        pytest.param(date(2026, 11, 24), date(2026, 12, 14), id="completed the next day"),
        pytest.param(date(2027, 2, 1), date(2027, 2, 22), id="completed when the last day is long past"),
    ],
)
def test_a_report_completed_late_is_due_from_its_first_receipt_and_promised_from_completion(
    calendar, completed, promised
):
    found = due_after_completion(date(2026, 11, 23), completed, Numbers(), calendar)
    assert found == Promise(promised, date(2026, 12, 11), must_tell=True)


def test_a_short_extra_time_does_not_undercut_the_law(calendar):
    found = due_after_completion(date(2026, 11, 23), date(2026, 11, 24), Numbers(late_completion_days=3), calendar)
    assert found.promised_on == found.due_on == date(2026, 12, 11)


# --- the moment of receipt ------------------------------------------------------------------------------------------

ARRIVED = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)
EARLIEST = ARRIVED - timedelta(days=7)


@pytest.mark.parametrize(
    ("sent", "received"),
    [
        pytest.param(None, ARRIVED, id="the channel tells no time"),
        pytest.param(ARRIVED - timedelta(hours=9), ARRIVED - timedelta(hours=9), id="we were down all night"),
        pytest.param(EARLIEST, EARLIEST, id="as early as we believe"),
        pytest.param(EARLIEST - timedelta(seconds=1), ARRIVED, id="a clock that is years behind"),
        pytest.param(ARRIVED + timedelta(minutes=5), ARRIVED, id="a clock that runs ahead"),
        pytest.param(datetime(1970, 1, 1, tzinfo=UTC), ARRIVED, id="no clock at all"),
    ],
)
def test_receipt_is_the_provider_s_time_when_that_is_earlier_and_believable(sent, received):
    assert received_at(ARRIVED, sent, earliest=EARLIEST) == received


@pytest.mark.parametrize(
    ("moment", "closes", "day"),
    [
        pytest.param(datetime(2026, 11, 23, 12, tzinfo=UTC), None, date(2026, 11, 23), id="in the evening"),
        pytest.param(datetime(2026, 11, 22, 18, tzinfo=UTC), None, date(2026, 11, 23), id="after midnight"),
        pytest.param(datetime(2026, 11, 21, 3, tzinfo=UTC), None, date(2026, 11, 21), id="on a Saturday"),
        pytest.param(datetime(2026, 11, 23, 8, tzinfo=UTC), time(16), date(2026, 11, 23), id="before closing time"),
        pytest.param(datetime(2026, 11, 23, 9, tzinfo=UTC), time(16), date(2026, 11, 24), id="at closing time"),
        pytest.param(
            datetime(2026, 11, 20, 12, tzinfo=UTC), time(16), date(2026, 11, 23), id="Friday after closing time"
        ),
        pytest.param(
            datetime(2026, 11, 21, 3, tzinfo=UTC), time(16), date(2026, 11, 23), id="Saturday, office hours only"
        ),
    ],
)
def test_day_zero_is_the_day_it_came_unless_the_office_counts_its_hours(calendar, moment, closes, day):
    assert receipt_day(moment, calendar, closes=closes) == day


# --- how much time is left ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "left"),
    [
        pytest.param(date(2026, 11, 23), 14, id="on the day of receipt"),
        pytest.param(date(2026, 12, 4), 5, id="a week before"),
        pytest.param(date(2026, 12, 11), 0, id="on the last day"),
        pytest.param(date(2026, 12, 12), -1, id="on the Saturday after"),
        pytest.param(date(2026, 12, 14), -1, id="on the Monday after"),
        pytest.param(date(2026, 12, 18), -5, id="a week after"),
    ],
)
def test_working_days_are_counted_down_and_then_into_the_red(calendar, today, left):
    assert working_days_left(today, date(2026, 12, 11), calendar) == left


def test_a_deadline_ends_when_its_day_ends_in_purwakarta():
    due = date(2026, 12, 11)
    assert in_time(datetime(2026, 12, 11, 16, 59, 59, tzinfo=UTC), due)
    assert not in_time(datetime(2026, 12, 11, 17, 0, tzinfo=UTC), due)


def _days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
