"""Work that only one program may do at a time, however many run."""

from enum import IntEnum

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


class Work(IntEnum):
    """Numbers of the advisory locks; each for one transaction."""

    SEALING = 69_0001
    NUMBERING = 69_0002
    BACKING_UP = 69_0003


async def only_one(db: AsyncConnection, work: Work) -> bool:
    """Whether this transaction has the work to itself; the lock goes with the transaction."""
    query = text("SELECT pg_try_advisory_xact_lock(:work)")
    return bool((await db.execute(query, {"work": int(work)})).scalar_one())
