"""One way to reach the record."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

Begin = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Opens a transaction that commits when its block ends well, and rolls back when it does not."""


def connect(url: str, *, connections: int = 10) -> AsyncEngine:
    """An engine over psycopg. `connections` bounds what this process takes from the server."""
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=20,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={"options": "-c timezone=UTC -c lock_timeout=10s -c statement_timeout=60s"},
    )


async def answers(db: AsyncConnection) -> bool:
    """Whether the database answers at all."""
    return bool((await db.execute(text("SELECT 1"))).scalar_one() == 1)


async def version(db: AsyncConnection) -> str:
    """The server's version."""
    return str((await db.execute(text("SHOW server_version"))).scalar_one())


async def clock(db: AsyncConnection) -> datetime:
    """What time it is on the database's machine."""
    moment: datetime = (await db.execute(text("SELECT clock_timestamp()"))).scalar_one()
    return moment
