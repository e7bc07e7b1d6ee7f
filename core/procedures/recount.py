"""Counts a case's running clocks anew after the calendar has changed (K6.4)."""

from datetime import date, datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures.clocks import main_rule
from core.rules import clocks as rules
from core.rules.deadlines import recount
from core.rules.decision import LegalKind
from core.rules.law import Law
from core.store import cases, ledger
from core.store.cases import Case
from core.store.new_rows import NewRows


async def recount_clocks(db: AsyncConnection, rows: NewRows, case: Case, law: Law, *, now: datetime) -> date | None:
    """The law's days move, a promise never moves earlier; gives back the new day if the citizen must hear of it."""
    kind, later = LegalKind(case.legal_kind), None
    starts = {start.rule: start for start in rules.clocks_for(kind, law.standard, law.further_clocks, asking=True)}
    for clock in await cases.clocks_of(db, case.id):
        if clock.met_at is not None or clock.calendar_version == law.calendar.version:
            continue
        if clock.rule not in starts:
            rows.change("clocks", clock.id, calendar_version=law.calendar.version)
            continue
        deadline = rules.due(starts[clock.rule], clock.started_on, law.calendar)
        promise = recount(clock.promised_on, deadline.due)
        rows.change(
            "clocks",
            clock.id,
            due_on=promise.due_on,
            promised_on=promise.promised_on,
            provisional=deadline.provisional,
            calendar_version=law.calendar.version,
        )
        moved = {"rule": clock.rule, "due_on": promise.due_on.isoformat(), "was": clock.due_on.isoformat()}
        case = ledger.append(rows, case, "recounted", moved, now)
        if promise.must_tell and clock.rule == main_rule(kind):
            later = promise.promised_on
    return later
