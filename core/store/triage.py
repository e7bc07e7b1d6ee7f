"""Cases whose grouping nobody is sure of, one after the other in the order of the queue."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.presences import REMEMBERED
from core.store.queue_filters import PRESSES
from core.store.viewers import Viewer, values_of, visible_to

UNSURE = "cases.unsure <> '{}' AND cases.state IN ('incomplete', 'open')"
PLACE = f"""
    coalesce((SELECT min(due_on) FROM clocks WHERE clocks.case_id = cases.id AND {PRESSES}), 'infinity'), cases.id
"""
"""Where a case stands: the strictest unmet clock first, then the oldest."""


async def next_unsure(db: AsyncConnection, viewer: Viewer, now: datetime, *, after: str = "") -> str | None:
    """The number of the next case to group, behind `after`. One that a colleague looks at now is left to them."""
    query = text(f"""
        SELECT number FROM cases
        WHERE {UNSURE} AND {visible_to(viewer)} AND NOT EXISTS (
            SELECT 1 FROM presences
            WHERE presences.case_id = cases.id AND officer_id <> :viewer_id AND presences.at > :since
        ) AND (:after = '' OR ({PLACE}) > (SELECT {PLACE} FROM cases WHERE number = :after))
        ORDER BY {PLACE} LIMIT 1
    """)
    values = {**values_of(viewer), "viewer_id": viewer.officer_id, "since": now - REMEMBERED, "after": after}
    found: str | None = (await db.execute(query, values)).scalar_one_or_none()
    return found


async def how_many_unsure(db: AsyncConnection, viewer: Viewer) -> int:
    """How many there are in all that this person may see."""
    query = text(f"SELECT count(*) FROM cases WHERE {UNSURE} AND {visible_to(viewer)}")
    return int((await db.execute(query, values_of(viewer))).scalar_one())
