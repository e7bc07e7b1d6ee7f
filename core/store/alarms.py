"""Alarms: trouble that a person must hear of, raised once until it ends."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Alarm:
    kind: str
    subject: str
    detail: str
    raised_at: datetime


async def raise_alarm(db: AsyncConnection, kind: str, subject: str, detail: str, now: datetime) -> None:
    """Raises an alarm, unless the same one is already up."""
    query = text("""
        INSERT INTO alarms (kind, subject, detail, raised_at) VALUES (:kind, :subject, :detail, :now)
        ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO NOTHING
    """)
    await db.execute(query, {"kind": kind, "subject": subject, "detail": detail, "now": now})


async def raised(db: AsyncConnection) -> list[Alarm]:
    """The alarms that are up, the newest first."""
    query = text("""
        SELECT kind, subject, detail, raised_at FROM alarms WHERE ended_at IS NULL ORDER BY raised_at DESC
    """)
    return [Alarm(*row) for row in await db.execute(query)]
