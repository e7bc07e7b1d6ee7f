"""Which clocks run on a case, from when until when, and which presses most (K6.1, K6.4, K6.5b)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol, TypeVar

from core.rules.calendar import Calendar
from core.rules.deadlines import Deadline, deadline, deadline_in_calendar_days
from core.rules.decision import LegalKind
from core.rules.standard import Moment, Numbers, Standard

ANSWER_DUE = "answer-due"
SILENCE = "silence"
NEXT_STEP = "next-step"
"""What an interim answer announced for a day (K6.8)."""

STOPPED_BY = {"sp4n_verification": Moment.TRIAGED, "completeness": Moment.CITIZEN_TOLD}
"""Clocks of other laws that something earlier than the answer stops."""


@dataclass(frozen=True, slots=True)
class ClockStart:
    """A clock to be set: so many days since one moment of the case, until another."""

    rule: str
    clause: str
    days: int
    since: Moment
    until: Moment
    working: bool = True


def answer_clock(numbers: Numbers) -> ClockStart:
    """Owed to every complaint, from receipt, and never paused (K6.4)."""
    return ClockStart(ANSWER_DUE, "K6.4", numbers.answer_days, Moment.RECEIVED, Moment.ANSWERED)


def courtesy_clock(numbers: Numbers) -> ClockStart:
    """No answer is owed to a suggestion; the office gives itself a day all the same (K6.5b)."""
    return ClockStart("courtesy", "K6.5b", numbers.courtesy_days, Moment.RECEIVED, Moment.ANSWERED)


def information_clock(numbers: Numbers) -> ClockStart:
    """A question is no complaint in the sense of K6.1; it is answered sooner."""
    return ClockStart("information", "K6.1", numbers.information_days, Moment.RECEIVED, Moment.ANSWERED)


def silence_clock(numbers: Numbers) -> ClockStart:
    """How long a question of ours waits for the citizen before K6.5b decides. Set again by each further question."""
    return ClockStart(SILENCE, "K6.5b", numbers.silence_days, Moment.ASKED, Moment.COMPLETED)


def forward_clock(numbers: Numbers) -> ClockStart:
    """Once a matter is forwarded, the citizen hears where to (K6.1)."""
    return ClockStart("forward", "K6.1", numbers.forward_days, Moment.FORWARDED, Moment.CITIZEN_TOLD)


class FurtherClock(Protocol):
    """A clock of another law (SP4N, the Public Service Act) as a row of the office's files; only those `on` run."""

    @property
    def id(self) -> str: ...
    @property
    def days(self) -> int: ...
    @property
    def calendar_days(self) -> bool: ...
    @property
    def legal_kinds(self) -> Collection[LegalKind]: ...
    @property
    def source(self) -> str: ...
    @property
    def on(self) -> bool: ...


def further_clock(row: FurtherClock) -> ClockStart:
    """Its clause is the source the office names for it."""
    until = STOPPED_BY.get(row.id, Moment.ANSWERED)
    return ClockStart(row.id, row.source, row.days, Moment.RECEIVED, until, working=not row.calendar_days)


def clocks_for(
    legal_kind: LegalKind,
    standard: Standard,
    further: Iterable[FurtherClock] = (),
    *,
    asking: bool = False,
    forwarded: bool = False,
) -> tuple[ClockStart, ...]:
    """Every clock this case should have: the standard's own first, then those of other laws.

    A question still open adds the silence clock, and takes nothing from the answer's: that one runs all the while.
    """
    numbers = standard.numbers
    if forwarded:
        return (forward_clock(numbers),)
    asked = (silence_clock(numbers),) if asking else ()
    others = (further_clock(row) for row in further if row.on and legal_kind in row.legal_kinds)
    return (_main_clock(legal_kind, numbers), *asked, *others)


def due(clock: ClockStart, since: date, calendar: Calendar) -> Deadline:
    """Its last day, when its first moment fell on `since`."""
    return deadline(since, clock.days, calendar) if clock.working else deadline_in_calendar_days(since, clock.days)


class Clock(Protocol):
    """A clock on the record, as far as its urgency goes."""

    @property
    def rule(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def met_at(self) -> datetime | None: ...


C = TypeVar("C", bound=Clock)


def strictest_unmet(clocks: Iterable[C]) -> C | None:
    """The one that leads the queue: earliest due, the standard's own before another law's on the same day.

    The silence clock is the citizen's, not ours: it presses nobody.
    """
    ours = [clock for clock in clocks if clock.met_at is None and clock.rule != SILENCE]
    return min(ours, key=lambda clock: (clock.due_on, clock.rule != ANSWER_DUE), default=None)


def _main_clock(legal_kind: LegalKind, numbers: Numbers) -> ClockStart:
    match legal_kind:
        case LegalKind.COMPLAINT:
            return answer_clock(numbers)
        case LegalKind.SUGGESTION:
            return courtesy_clock(numbers)
        case LegalKind.INFORMATION:
            return information_clock(numbers)
