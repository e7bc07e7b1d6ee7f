"""One way to reach the record."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as NoConnectionFree
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine

Begin = Callable[[], AbstractAsyncContextManager[AsyncConnection]]
"""Opens a transaction that commits when its block ends well, and rolls back when it does not."""


BUSY = {"40001", "40P01", "55P03", "57014"}
"""Serialisation failure, deadlock, lock not available, statement timeout."""
TOO_LARGE = "54"
KEEPALIVE = {
    "connect_timeout": 10,
    "keepalives": 1,
    "keepalives_idle": 30,
    "keepalives_interval": 10,
    "keepalives_count": 3,
    "tcp_user_timeout": 60_000,
}
"""A server that is gone without a word is noticed within a minute, also by a listener that only waits."""


def connect(url: str, *, connections: int = 10) -> AsyncEngine:
    """An engine over psycopg. `connections` bounds what this process takes from the server."""
    return create_async_engine(
        url,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=20,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={**KEEPALIVE, "options": "-c timezone=UTC -c lock_timeout=10s -c statement_timeout=60s"},
    )


def is_away(trouble: BaseException) -> bool:
    """Whether the database or the machine is in trouble: everything put to it now fails, and may go well later."""
    if isinstance(trouble, DBAPIError) and trouble.connection_invalidated:
        return True
    if isinstance(trouble, OperationalError | InterfaceError):
        state = str(getattr(trouble.orig, "sqlstate", None) or "")
        return state not in BUSY and not state.startswith(TOO_LARGE)
    return isinstance(trouble, NoConnectionFree | OSError | TimeoutError | MemoryError)


def is_passing(trouble: BaseException) -> bool:
    """Whether the same may go well later: the database is away, or was busy with somebody else's work."""
    busy = isinstance(trouble, OperationalError) and getattr(trouble.orig, "sqlstate", None) in BUSY
    return busy or is_away(trouble)


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


async def major(db: AsyncConnection) -> int:
    """The first part of the server's version."""
    return int((await db.execute(text("SHOW server_version_num"))).scalar_one()) // 10_000


async def is_empty(db: AsyncConnection) -> bool:
    """Whether the database holds no table, view or sequence but those of the server and its extensions."""
    query = text("""
        SELECT NOT EXISTS (
            SELECT 1 FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE nspname <> 'information_schema' AND nspname NOT LIKE 'pg\\_%' AND NOT EXISTS (
                SELECT 1 FROM pg_depend WHERE objid = pg_class.oid AND deptype = 'e'
            )
        )
    """)
    return bool((await db.execute(query)).scalar_one())
