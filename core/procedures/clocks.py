"""Sets, ends and resumes a case's clocks as its legal kind moves (K6.4, K6.5b)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules import clocks as rules
from core.rules.calendar import end_of_day, office_day
from core.rules.clocks import ANSWER_DUE, NEXT_STEP, SILENCE, ClockStart
from core.rules.deadlines import due_after_completion
from core.rules.decision import LegalKind
from core.rules.law import Law
from core.rules.standard import Moment
from core.store import cases, outbox
from core.store.cases import Case, Clock
from core.store.new_rows import NewRows

MAIN = {LegalKind.COMPLAINT: ANSWER_DUE, LegalKind.SUGGESTION: "courtesy", LegalKind.INFORMATION: "information"}


def main_rule(kind: LegalKind) -> str:
    """The clock whose day the citizen is told."""
    return MAIN[kind]


def start(rows: NewRows, case: Case, law: Law, *, asking: bool, now: datetime) -> Clock:
    """Sets the clocks of a new case; gives back the main one."""
    starts = rules.clocks_for(LegalKind(case.legal_kind), law.standard, law.further_clocks, asking=asking)
    main, *_ = [_set(rows, case, clock, law, now) for clock in starts]
    return main


async def move(
    db: AsyncConnection, rows: NewRows, case: Case, was: LegalKind, law: Law, *, asking: bool, now: datetime
) -> Clock:
    """Ends what no longer runs, starts or resumes what does; gives back the main one."""
    kind = LegalKind(case.legal_kind)
    existing = {clock.rule: clock for clock in await cases.clocks_of(db, case.id)}
    wanted = {clock.rule: clock for clock in rules.clocks_for(kind, law.standard, law.further_clocks, asking=asking)}
    for clock in existing.values():
        if clock.rule not in (*wanted, NEXT_STEP) and clock.met_at is None:
            _end(rows, clock, "completed" if clock.rule == SILENCE else f"became {kind}", now)
    started = {rule: _set(rows, case, clock, law, now) for rule, clock in wanted.items() if rule not in existing}
    main = main_rule(kind)
    if main in started:
        return started[main]
    return _resume(rows, case, existing[main], law, now) if was is not kind else existing[main]


async def ask_anew(db: AsyncConnection, rows: NewRows, case: Case, law: Law, *, now: datetime) -> None:
    """Another question was put to the citizen: the days of silence count from it (K6.5b)."""
    start = rules.silence_clock(law.standard.numbers)
    for clock in await cases.clocks_of(db, case.id):
        if clock.rule == SILENCE and clock.met_at is None:
            since = office_day(now)
            due_on = rules.due(start, since, law.calendar).due
            rows.change("clocks", clock.id, started_on=since, due_on=due_on)


async def silence_is_over(db: AsyncConnection, rows: NewRows, case_id: int, law: Law, *, now: datetime) -> bool:
    """Whether the days of silence are over, counted from the day the question left the house (K6.5b).

    Where it left later than it was written, and the days are not over, the clock moves to its real last day.
    """
    for clock in await cases.clocks_of(db, case_id):
        if clock.rule != SILENCE or clock.met_at is not None:
            continue
        left_at = await outbox.question_left_at(db, case_id, end_of_day(clock.started_on))
        since = max(clock.started_on, office_day(left_at)) if left_at else clock.started_on
        due_on = rules.due(rules.silence_clock(law.standard.numbers), since, law.calendar).due
        if since > clock.started_on and due_on >= office_day(now):
            rows.change("clocks", clock.id, started_on=since, due_on=due_on)
            return False
    return True


async def end_silence(db: AsyncConnection, rows: NewRows, case_id: int, *, now: datetime) -> None:
    """Nobody waits for the citizen's answer any more."""
    for clock in await cases.clocks_of(db, case_id):
        if clock.rule == SILENCE and clock.met_at is None:
            _end(rows, clock, "silent", now)


async def end_all(db: AsyncConnection, rows: NewRows, case: Case, ended_as: str, *, now: datetime) -> None:
    """No clock runs on this case any more."""
    for clock in await cases.clocks_of(db, case.id):
        if clock.met_at is None:
            _end(rows, clock, ended_as, now)


async def resume_all(
    db: AsyncConnection, rows: NewRows, case: Case, law: Law, ended_as: str, *, now: datetime
) -> Clock | None:
    """What was ended this way runs again, from the same receipt; gives back the main clock, promised anew."""
    main = None
    for clock in await cases.clocks_ended_as(db, case.id, ended_as):
        if clock.rule == main_rule(LegalKind(case.legal_kind)):
            main = _resume(rows, case, clock, law, now)
        else:
            rows.change("clocks", clock.id, met_at=None, ended_as=None)
    return main


def _set(rows: NewRows, case: Case, clock: ClockStart, law: Law, now: datetime) -> Clock:
    since = office_day(now) if clock.since is Moment.ASKED else law.day_of_receipt(case.received_at)
    deadline = rules.due(clock, since, law.calendar)
    is_main = clock.rule == main_rule(LegalKind(case.legal_kind))
    promised_on = deadline.due if is_main else None
    rows.add(
        "clocks",
        case_id=case.id,
        rule=clock.rule,
        clause=clock.clause,
        days=clock.days,
        started_on=since,
        due_on=deadline.due,
        promised_on=promised_on,
        provisional=deadline.provisional,
        calendar_version=law.calendar.version,
    )
    return Clock(
        id=0,
        case_id=case.id,
        rule=clock.rule,
        clause=clock.clause,
        days=clock.days,
        started_on=since,
        due_on=deadline.due,
        promised_on=promised_on,
        provisional=deadline.provisional,
        calendar_version=law.calendar.version,
        met_at=None,
    )


def _end(rows: NewRows, clock: Clock, ended_as: str, now: datetime) -> None:
    rows.change("clocks", clock.id, met_at=now, ended_as=ended_as)


def _resume(rows: NewRows, case: Case, clock: Clock, law: Law, now: datetime) -> Clock:
    """A complaint again: due from the original receipt, promised for a day that can be kept (K6.4, K6.5b)."""
    received_on = law.day_of_receipt(case.received_at)
    promise = due_after_completion(received_on, office_day(now), law.standard.numbers, law.calendar)
    promised_on = max(day for day in (promise.promised_on, clock.promised_on) if day)
    provisional = law.calendar.is_provisional(promised_on)
    rows.change(
        "clocks",
        clock.id,
        met_at=None,
        ended_as=None,
        due_on=promise.due_on,
        promised_on=promised_on,
        provisional=provisional,
        calendar_version=law.calendar.version,
    )
    return replace(clock, met_at=None, due_on=promise.due_on, promised_on=promised_on, provisional=provisional)
