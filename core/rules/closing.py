"""When a complaint is answered, when it is settled, and when it may be closed (K6.4, K6.8)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.rules.calendar import Calendar
from core.rules.deadlines import working_days_left
from core.rules.missing import Missing


class Event(StrEnum):
    """The ANSWER must come within 14 working days; the RESULT ends the matter. Often they are one letter."""

    ANSWER = "answer"
    RESULT = "result"


def events_of(*, interim: bool) -> tuple[Event, ...]:
    """An answer that leaves nothing open is the result as well."""
    return (Event.ANSWER,) if interim else (Event.ANSWER, Event.RESULT)


@dataclass(frozen=True, slots=True)
class Informed:
    """Who knows of the result. `reached` is proven delivery; `signed` that it was handed over against signature."""

    result_given: bool = False
    reached: bool = False
    signed: bool = False
    failed_tries: int = 0
    superior_has_report: bool = False


def missing_before_closing(informed: Informed, *, failed_tries: int = 2) -> tuple[Missing, ...]:
    """The result reached the citizen, or enough tries failed on record; and the superior has the report (K6.8)."""
    done = {
        "closing.result": informed.result_given,
        "closing.citizen_informed": informed.reached or informed.signed or informed.failed_tries >= failed_tries,
        "closing.superior_report": informed.superior_has_report,
    }
    return tuple(Missing("closing", "K6.8", what) for what, there in done.items() if not there)


def new_day_owed(today: date, promised_on: date, calendar: Calendar, *, answered: bool, warn_days: int = 2) -> bool:
    """Whether the citizen must now hear why it takes longer, and until when: before the promise is broken (K6.4)."""
    return not answered and working_days_left(today, promised_on, calendar) <= warn_days


def missing_for_new_day(reason: str, new_day: date, promised_on: date) -> tuple[Missing, ...]:
    """A promise is replaced by a reason and a later day. The law's own day stays where it is."""
    done = {"new_day.reason": bool(reason.strip()), "new_day.later": new_day > promised_on}
    return tuple(Missing("answer-and-result", "K6.4", what) for what, there in done.items() if not there)
