"""Where a matter was sent, and what came back."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Forwarding:
    id: int
    choice: str
    citizen_told_at: datetime | None
    receiver_confirmed_at: datetime | None


async def newest_of(db: AsyncConnection, case_id: int) -> Forwarding | None:
    query = text("""
        SELECT id, choice, citizen_told_at, receiver_confirmed_at FROM forwardings
        WHERE case_id = :id ORDER BY id DESC LIMIT 1
    """)
    row = (await db.execute(query, {"id": case_id})).one_or_none()
    return Forwarding(*row) if row else None
