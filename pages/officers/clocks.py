"""Clocks in people's words: how many working days are left, and which day that is."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.rules.calendar import WEEKEND, Calendar
from core.rules.deadlines import working_days_left

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
SOON_DAYS = 2


class Tone(StrEnum):
    """How hard a clock presses; also the name of its colour."""

    LATE = "late"
    SOON = "soon"
    FINE = "fine"


@dataclass(frozen=True, slots=True)
class ClockWords:
    """A clock as the desk's pages show it: "2 hari kerja lagi", "Jumat, 27 Maret 2026"."""

    left: str
    tone: Tone
    due_on: date
    day: str


def clock_words(due_on: date, today: date, calendar: Calendar) -> ClockWords:
    """What is left until the end of a day, counted as the law counts (K6.4)."""
    days = working_days_left(today, due_on, calendar)
    return ClockWords(days_left_words(days, due_today=due_on == today), tone_of(days), due_on, day_words(due_on))


def days_left_words(days: int, *, due_today: bool = True) -> str:
    """The figure of `working_days_left` in words. No working day left, yet not today: only rest days lie between."""
    if days < 0:
        return f"lewat {-days} hari"
    if days > 0:
        return f"{days} hari kerja lagi"
    return "hari ini" if due_today else "sebelum hari kerja"


def tone_of(days: int) -> Tone:
    """Late once the day is over, soon within two working days."""
    if days < 0:
        return Tone.LATE
    return Tone.SOON if days <= SOON_DAYS else Tone.FINE


def day_words(day: date) -> str:
    """ "Jumat, 27 Maret 2026"."""
    return f"{WEEKEND[day.weekday()]}, {day.day} {MONTHS[day.month - 1]} {day.year}"
