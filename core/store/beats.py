"""Signs of life of the program's parts."""

from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


async def beat(db: AsyncConnection, part: str, now: datetime) -> None:
    """This part is alive now."""
    query = text("INSERT INTO beats (part, at) VALUES (:part, :now) ON CONFLICT (part) DO UPDATE SET at = excluded.at")
    await db.execute(query, {"part": part, "now": now})


async def last(db: AsyncConnection) -> dict[str, datetime]:
    """When each part was last alive."""
    rows = (await db.execute(text("SELECT part, at FROM beats"))).all()
    return {row[0]: row[1] for row in rows}
