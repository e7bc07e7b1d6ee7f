"""The queue: what waits at the desk, the most urgent first, and what is new in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.holders import WAITING
from core.store.queue_filters import DUE, PRESSES, STRICTEST, Filters, conditions
from core.store.queue_rows import Waiting, rows
from core.store.queue_search import asked_one_by_one, found_by_urgency
from core.store.search import Sought
from core.store.viewers import Viewer, values_of, visible_to


@dataclass(frozen=True, slots=True)
class Stretch:
    """A page of the queue; `more` when it goes on."""

    rows: tuple[Waiting, ...]
    more: bool


async def by_urgency(
    db: AsyncConnection,
    viewer: Viewer,
    filters: Filters,
    today: date,
    *,
    sought: Sought | None = None,
    size: int = 50,
    page: int = 1,
) -> Stretch:
    """What this person may see of the queue, the strictest unmet clock first; then what no clock presses, newest first.

    With something sought and no state chosen, cases that are done are found too.
    """
    reach = page * size + 1
    ids = await _ids(db, viewer, filters, today, sought, reach)
    shown = ids[(page - 1) * size : page * size]
    return Stretch(await rows(db, viewer, shown), more=len(ids) == reach)


async def most_urgent_unheld(db: AsyncConnection, viewer: Viewer) -> str | None:
    """The number of the most urgent case that nobody holds and this person may see."""
    query = text(f"""
        SELECT cases.number FROM clocks JOIN cases ON cases.id = clocks.case_id
        WHERE {STRICTEST} AND cases.holder_id IS NULL AND {WAITING} AND {visible_to(viewer)}
        ORDER BY clocks.due_on, cases.id LIMIT 1
    """)
    return (await db.execute(query, values_of(viewer))).scalar_one_or_none()


async def is_there(db: AsyncConnection, viewer: Viewer, number: str) -> bool:
    """Whether this person may see a case with this number."""
    query = text(f"SELECT EXISTS (SELECT 1 FROM cases WHERE cases.number = :number AND {visible_to(viewer)})")
    return bool((await db.execute(query, {**values_of(viewer), "number": number})).scalar_one())


async def version(db: AsyncConnection) -> tuple[int, str]:
    """The newest entry of the ledger, and a mark that changes whenever anything happens to any case.

    Entries get their number before they are committed, so a lower one may appear later: the mark covers the newest 64.
    """
    query = text("""
        SELECT coalesce(max(id), 0), coalesce(sum(id), 0)
        FROM (SELECT id FROM ledger ORDER BY id DESC LIMIT 64) AS newest
    """)
    newest, mark = (await db.execute(query)).one()
    return int(newest), f"{newest}.{mark}"


async def changed_since(
    db: AsyncConnection, viewer: Viewer, filters: Filters, today: date, *, entry: int, most: int = 100
) -> int:
    """How many cases of this view are new, or had something happen to them, since that entry of the ledger."""
    where, values = conditions(viewer, filters, today)
    pressed = f"EXISTS (SELECT 1 FROM clocks WHERE case_id = cases.id AND {PRESSES} AND {DUE.get(filters.clock)})"
    query = text(f"""
        SELECT count(*) FROM (
            SELECT 1 FROM cases WHERE cases.id IN (SELECT case_id FROM ledger WHERE ledger.id > :entry)
                AND {where} AND {pressed if filters.clock else "true"} LIMIT :most
        ) AS changed
    """)
    return int((await db.execute(query, {**values, "entry": entry, "most": most})).scalar_one())


# --- which cases, in which order --------------------------------------------------------------------------------------


async def _ids(
    db: AsyncConnection, viewer: Viewer, filters: Filters, today: date, sought: Sought | None, most: int
) -> list[int]:
    where, values = conditions(viewer, filters, today, searching=sought is not None)
    if sought is not None:
        found = await found_by_urgency(db, viewer, sought, filters, where, values, most)
        if found is not None:
            return found
        fits, more = asked_one_by_one(viewer, sought)
        where, values = f"{where} AND {fits}", values | more
    ids = await _pressed(db, where, values, filters, most)
    if len(ids) < most and not filters.clock:
        ids += await _unpressed(db, where, values, most - len(ids))
    return ids


async def _pressed(
    db: AsyncConnection, where: str, values: Mapping[str, Any], filters: Filters, most: int
) -> list[int]:
    due = f"AND {DUE[filters.clock]}" if filters.clock in DUE else ""
    query = text(f"""
        SELECT cases.id FROM clocks JOIN cases ON cases.id = clocks.case_id
        WHERE {STRICTEST} AND {where} {due} ORDER BY clocks.due_on, cases.id LIMIT :most
    """)
    return list((await db.execute(query, {**values, "most": most})).scalars())


async def _unpressed(db: AsyncConnection, where: str, values: Mapping[str, Any], most: int) -> list[int]:
    query = text(f"""
        SELECT cases.id FROM cases
        WHERE {where} AND NOT EXISTS (SELECT 1 FROM clocks WHERE clocks.case_id = cases.id AND {PRESSES})
        ORDER BY cases.id DESC LIMIT :most
    """)
    return list((await db.execute(query, {**values, "most": most})).scalars())
