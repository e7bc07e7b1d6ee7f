"""Complaint boxes: how long one may stay shut, and what its opening must show (K6.2, K6.5a)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from core.rules.calendar import Calendar, office_day
from core.rules.deadlines import last_day_to_answer
from core.rules.missing import Missing

MOST_LETTERS = 100


@dataclass(frozen=True, slots=True)
class Opening:
    """Two people opened a box: when, what state it was in, how many papers they counted."""

    box: str
    opened_at: datetime | None
    opener: str
    witness: str
    found: str = ""
    counted: int = 0


def last_day_to_open(last_opened_on: date, box_days: int, calendar: Calendar) -> date:
    """A box is opened again within so many working days."""
    return last_day_to_answer(last_opened_on, box_days, calendar)


def is_overdue(last_opened_on: date, today: date, box_days: int, calendar: Calendar) -> bool:
    """Whether those days are over, the last of them included."""
    return today > last_day_to_open(last_opened_on, box_days, calendar)


def missing_in_opening(
    opening: Opening, *, written: int, last_opened_at: datetime | None, now: datetime
) -> tuple[Missing, ...]:
    """What the minutes lack. `written` are the papers typed in: each one counted has its row."""
    return tuple(
        Missing("recording", "K6.5a", what, detail) for what, detail in _gaps(opening, written, last_opened_at, now)
    )


def _gaps(opening: Opening, written: int, last: datetime | None, now: datetime) -> Iterator[tuple[str, str]]:
    if not opening.box:
        yield "box.which", ""
    if not opening.witness.strip() or _same(opening.witness, opening.opener):
        yield "box.witness", ""
    if opening.counted != written:
        yield "box.counted", f"{opening.counted} dihitung, {written} diisi"
    if opening.opened_at is None:
        yield "box.opened", ""
    elif opening.opened_at > now:
        yield "box.opened_future", ""
    elif last is not None and opening.opened_at <= last:
        yield "box.opened_before", office_day(last).isoformat()


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).casefold() == " ".join(other.split()).casefold()
