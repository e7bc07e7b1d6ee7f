"""Who looks at a case just now. Nobody is remembered for longer than a minute without a sign of life."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.viewers import Viewer, values_of, visible_to

REMEMBERED = timedelta(seconds=60)


async def note(db: AsyncConnection, viewer: Viewer, case_id: int, now: datetime) -> None:
    """This person looks at the case now."""
    query = text("""
        INSERT INTO presences (case_id, officer_id, at) VALUES (:case, :officer, :now)
        ON CONFLICT (case_id, officer_id) DO UPDATE SET at = excluded.at
    """)
    await db.execute(query, {"case": case_id, "officer": viewer.officer_id, "now": now})


async def forget(db: AsyncConnection, case_id: int, officer_id: int) -> None:
    """This person has left the case, or may not be seen there any more."""
    query = text("DELETE FROM presences WHERE case_id = :case AND officer_id = :officer")
    await db.execute(query, {"case": case_id, "officer": officer_id})


async def forget_the_silent(db: AsyncConnection, now: datetime) -> None:
    """Whoever gave no sign of life; rows that somebody else is writing are left for the next time."""
    query = text("""
        DELETE FROM presences WHERE (case_id, officer_id) IN (
            SELECT case_id, officer_id FROM presences WHERE at <= :silent FOR UPDATE SKIP LOCKED
        )
    """)
    await db.execute(query, {"silent": now - REMEMBERED})


async def others_at(db: AsyncConnection, viewer: Viewer, case_id: int, now: datetime) -> tuple[str, ...]:
    """Names of those who look at the case besides this person."""
    query = text("""
        SELECT name FROM presences JOIN officers ON officers.id = officer_id
        WHERE case_id = :case AND officer_id <> :viewer AND at > :since ORDER BY name
    """)
    values = {"case": case_id, "viewer": viewer.officer_id, "since": now - REMEMBERED}
    return tuple((await db.execute(query, values)).scalars())


async def elsewhere(db: AsyncConnection, viewer: Viewer, now: datetime) -> dict[str, Sequence[str]]:
    """Every case that somebody else looks at and this person may see, by number, with the names."""
    query = text(f"""
        SELECT cases.number, array_agg(officers.name ORDER BY officers.name)
        FROM presences JOIN officers ON officers.id = officer_id JOIN cases ON cases.id = presences.case_id
        WHERE officer_id <> :viewer_id AND at > :since AND {visible_to(viewer)} GROUP BY cases.number
    """)
    values = {**values_of(viewer), "viewer_id": viewer.officer_id, "since": now - REMEMBERED}
    return {row[0]: tuple(row[1]) for row in await db.execute(query, values)}
