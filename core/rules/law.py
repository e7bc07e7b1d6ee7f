"""What is in force on the day something is decided: the standard, the calendar, the sectors, further clocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

from core.rules.calendar import Calendar
from core.rules.clocks import FurtherClock
from core.rules.deadlines import receipt_day
from core.rules.grouping import Sector
from core.rules.standard import Standard


@dataclass(frozen=True, slots=True)
class Law:
    """Decisions and promises point to the versions of standard and calendar.

    `receipt_closes` is the hour after which a message counts as received on the next working day; None means never.
    """

    standard: Standard
    calendar: Calendar
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    further_clocks: Sequence[FurtherClock] = ()
    receipt_closes: time | None = None

    def day_of_receipt(self, moment: datetime) -> date:
        """Day 0 of every clock that runs from receipt (K6.4)."""
        return receipt_day(moment, self.calendar, closes=self.receipt_closes)
