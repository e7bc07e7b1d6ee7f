"""Which days the office works, and why not on the others (K6.4)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Jakarta")
WEEKEND = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")


def office_day(moment: datetime) -> date:
    """The legal day in Purwakarta: 23.30 UTC is already tomorrow there."""
    return moment.astimezone(OFFICE_ZONE).date()


def end_of_day(day: date) -> datetime:
    """The first moment after the legal day."""
    return datetime.combine(day + timedelta(days=1), time(), OFFICE_ZONE)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The office's working days.

    `holidays` maps a day off to its reason; `working_days` are days that count although they look like a weekend or
    holiday; `provisional_years` are years whose joint-leave list is not yet published. `weekend` counts Monday as 0.
    `known_years` are the years whose lists we hold; left empty, they are the years in which `holidays` has a day.
    """

    holidays: Mapping[date, str]
    version: str
    working_days: frozenset[date] = frozenset()
    provisional_years: frozenset[int] = frozenset()
    weekend: frozenset[int] = field(default=frozenset({5, 6}))
    known_years: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        if self.weekend >= frozenset(range(7)):
            raise ValueError("a week needs a day on which the office works")

    def is_working_day(self, day: date) -> bool:
        return self.day_off(day) is None

    def day_off(self, day: date) -> str | None:
        """Why the office rests on this day; None when it works."""
        if day in self.working_days:
            return None
        if day in self.holidays:
            return self.holidays[day]
        return WEEKEND[day.weekday()] if day.weekday() in self.weekend else None

    def is_provisional(self, day: date) -> bool:
        """Whether a day lies in a year whose joint leave is not published, or in one we know nothing of."""
        known = self.known_years or {holiday.year for holiday in self.holidays}
        return day.year in self.provisional_years or day.year not in known
