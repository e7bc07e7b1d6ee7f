"""When a case was received, when it must be answered, and what the citizen was promised (K6.2, K6.4, K6.5b)."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from core.rules.calendar import OFFICE_ZONE, Calendar, office_day
from core.rules.standard import Numbers


@dataclass(frozen=True, slots=True)
class DayOff:
    """A day on the way that did not count."""

    date: datetime.date
    reason: str


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day, and the way to it. `provisional` when a list of days off on that way is not yet published."""

    received: date
    days: int
    due: date
    provisional: bool
    skipped: tuple[DayOff, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """What the citizen was told, beside what the law now says. `promised_on` is None while nothing was promised."""

    promised_on: date | None
    due_on: date
    must_tell: bool


def received_at(
    arrived_at: datetime.datetime, sent_at: datetime.datetime | None, *, earliest: datetime.datetime
) -> datetime.datetime:
    """The provider's authenticated time where it is the earlier one, but not before `earliest`; else our own.

    A backlog after an outage then costs the citizen no day, and a wrong clock elsewhere cannot date a case years back.
    """
    if sent_at is not None and earliest <= sent_at < arrived_at:
        return sent_at
    return arrived_at


def receipt_day(moment: datetime.datetime, calendar: Calendar, *, closes: datetime.time | None = None) -> date:
    """Day 0: the day it came, whatever the hour.

    An office that names its closing time counts what comes outside as received on its next working day.
    """
    local = moment.astimezone(OFFICE_ZONE)
    if closes is None or (calendar.is_working_day(local.date()) and local.time() < closes):
        return local.date()
    return last_day_to_answer(local.date(), 1, calendar)


def last_day_to_answer(received_on: date, working_days: int, calendar: Calendar) -> date:
    """Counts from the day after receipt (K6.4). The whole of the last day still counts."""
    day, left = received_on, working_days
    while left > 0:
        day += timedelta(days=1)
        if calendar.is_working_day(day):
            left -= 1
    return day


def deadline(received_on: date, days: int, calendar: Calendar) -> Deadline:
    """The last day in working days, with every day that was skipped and why."""
    due = last_day_to_answer(received_on, days, calendar)
    way = _days_after(received_on, due)
    off = [(day, calendar.day_off(day)) for day in way]
    skipped = tuple(DayOff(day, reason) for day, reason in off if reason is not None)
    a_day_of_each_year = {day.year: day for day in way}.values()
    return Deadline(received_on, days, due, any(map(calendar.is_provisional, a_day_of_each_year)), skipped)


def deadline_in_calendar_days(received_on: date, days: int) -> Deadline:
    """The last day where every day counts, as for filing: the thirtieth day is still in time (K6.2)."""
    return Deadline(received_on, days, received_on + timedelta(days=days), provisional=False)


def in_time(done_at: datetime.datetime, due_on: date) -> bool:
    """A deadline ends when its day ends in Purwakarta."""
    return office_day(done_at) <= due_on


def recount(promised_on: date | None, new_due: date) -> Promise:
    """After a later decree: the law's day moves, a promise never moves earlier, and a later one must be told (K6.4)."""
    if promised_on is None:
        return Promise(None, new_due, must_tell=False)
    return Promise(max(promised_on, new_due), new_due, must_tell=new_due > promised_on)


def due_after_completion(received_on: date, completed_on: date, numbers: Numbers, calendar: Calendar) -> Promise:
    """A suggestion completed to a complaint: the law counts from the first receipt, the promise is one we can keep."""
    due = last_day_to_answer(received_on, numbers.answer_days, calendar)
    feasible = last_day_to_answer(completed_on, numbers.late_completion_days, calendar)
    return Promise(max(due, feasible), due, must_tell=True)


def working_days_left(today: date, due: date, calendar: Calendar) -> int:
    """0 on the last day; from the day after it negative, a weekend included."""
    if today <= due:
        return sum(map(calendar.is_working_day, _days_after(today, due)))
    return -max(1, sum(map(calendar.is_working_day, _days_after(due, today))))


def _days_after(start: date, end: date) -> Sequence[date]:
    """The day after `start` up to and with `end`."""
    return [start + timedelta(days=n) for n in range(1, (end - start).days + 1)]
