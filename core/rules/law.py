"""What is in force on the day something is decided: the standard, the calendar, the sectors, further clocks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.rules.calendar import Calendar
from core.rules.clocks import FurtherClock
from core.rules.grouping import Sector
from core.rules.standard import Standard


@dataclass(frozen=True, slots=True)
class Law:
    """Decisions and promises point to the versions of standard and calendar."""

    standard: Standard
    calendar: Calendar
    sectors: Mapping[str, Sector] = field(default_factory=dict)
    further_clocks: Sequence[FurtherClock] = ()
