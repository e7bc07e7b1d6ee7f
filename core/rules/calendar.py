"""Which days the office works, and why not on the others."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

OFFICE_ZONE = ZoneInfo("Asia/Jakarta")


def office_day(moment: datetime) -> date:
    """The legal day in Purwakarta: 23.30 UTC is already tomorrow there."""
    return moment.astimezone(OFFICE_ZONE).date()


@dataclass(frozen=True, slots=True)
class Calendar:
    """The office's working days.

    `holidays` maps a day off to its reason; `working_days` are days that count although they look like a weekend or
    holiday; `provisional_years` are years whose joint-leave list is not yet published. `weekend` counts Monday as 0.
    """

    holidays: Mapping[date, str]
    version: str
    working_days: frozenset[date] = frozenset()
    provisional_years: frozenset[int] = frozenset()
    weekend: frozenset[int] = field(default=frozenset({5, 6}))

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
        """Whether a day lies in a year whose joint leave is not published, or after the last year we know."""
        return day.year in self.provisional_years


WEEKEND = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
