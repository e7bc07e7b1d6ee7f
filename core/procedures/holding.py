"""Who holds a case: take it, give it to a colleague, return it to the queue."""

from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from core.procedures import case_file
from core.procedures.case_file import CaseFile
from core.procedures.not_ready import ChangedMeanwhile, NotReady
from core.rules.missing import Missing
from core.rules.roles import Action, may
from core.store import holders, queue
from core.store.new_rows import NewRows
from core.store.viewers import Viewer


async def take(db: AsyncConnection, viewer: Viewer, number: str, version: int, *, now: datetime) -> None:
    """The case is theirs from now on. Raises ChangedMeanwhile when somebody was faster."""
    file = await case_file.take(db, viewer, number, version, now=now)
    if file.settling.holder_id not in (None, viewer.officer_id):
        raise ChangedMeanwhile(number)
    if file.settling.holder_id is None:
        await _hand_to(db, file, viewer.officer_id, "taken", holder=viewer.officer_id)


async def take_next(db: AsyncConnection, viewer: Viewer, *, now: datetime) -> str | None:
    """Takes the most urgent case that nobody holds; its number, or None when every case has somebody.

    Two who ask in the same instant get two cases: the second waits for the lock, sees it gone, and looks again.
    """
    while number := await queue.most_urgent_unheld(db, viewer):
        file = await case_file.take(db, viewer, number, None, now=now)
        if file.settling.holder_id is None:
            await _hand_to(db, file, viewer.officer_id, "taken", holder=viewer.officer_id)
            return number
    return None


async def give(
    db: AsyncConnection, viewer: Viewer, number: str, colleague_id: int, version: int, *, now: datetime
) -> None:
    """The colleague holds it from now on. Its holder may do this, and whoever leads.

    A colleague who is complained about in it is refused as anyone unknown is.
    """
    file = await case_file.take(db, viewer, number, version, now=now)
    _require_say(file)
    if not any(colleague.id == colleague_id for colleague in await holders.who_may_hold(db, file.case.id)):
        raise NotReady((Missing("holding", "K6.7a", "holding.colleague"),))
    await _hand_to(db, file, colleague_id, "given", holder=colleague_id)


async def give_back(db: AsyncConnection, viewer: Viewer, number: str, version: int, *, now: datetime) -> None:
    """Back into the queue, for whoever takes it next. Its holder may do this, and whoever leads."""
    file = await case_file.take(db, viewer, number, version, now=now)
    _require_say(file)
    if file.settling.holder_id is not None:
        await _hand_to(db, file, None, "returned")


def _require_say(file: CaseFile) -> None:
    if file.settling.holder_id != file.viewer.officer_id and not may(file.viewer.role, Action.REASSIGN):
        raise NotReady((Missing("holding", "K6.7a", "holding.not_yours"),))


async def _hand_to(db: AsyncConnection, file: CaseFile, holder_id: int | None, kind: str, **payload: Any) -> None:
    rows = NewRows()
    case_file.note(rows, file, kind, payload, holder_id=holder_id)
    await rows.save(db)
