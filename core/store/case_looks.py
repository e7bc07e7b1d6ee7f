"""Who looked at a case whose reporter is hidden, and why."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.viewers import Viewer


async def note_look(db: AsyncConnection, viewer: Viewer, case_id: int, reason: str, now: datetime) -> None:
    query = text("INSERT INTO looks (case_id, officer_id, reason, at) VALUES (:case, :officer, :reason, :now)")
    await db.execute(query, {"case": case_id, "officer": viewer.officer_id, "reason": reason, "now": now})
