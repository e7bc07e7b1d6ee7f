"""Answers a question from the published standard in the same breath: the information request is met at once."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import clocks
from core.rules.case_state import CaseState
from core.store import ledger
from core.store.cases import Case
from core.store.new_rows import NewRows


async def answer_at_once(
    db: AsyncConnection, rows: NewRows, case: Case, standard_id: str, component: int, clause: str, *, now: datetime
) -> Case:
    """Marks the request answered by this clause. What was gathered so far is saved first, so that its clocks exist."""
    await rows.save(db)
    await clocks.end_all(db, rows, case, "answered", now=now)
    case = replace(case, state=CaseState.ANSWERED, answered_at=now)
    rows.change("cases", case.id, state=case.state, answered_at=now)
    payload = {"standard": standard_id, "component": component, "clause": clause}
    return ledger.append(rows, case, "answered_from_standard", payload, now)
