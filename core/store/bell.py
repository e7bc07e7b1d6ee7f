"""Tells other programs on the same database that the outbox has something new: one bell, never inside a transaction."""

from collections.abc import AsyncIterator

import psycopg
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncEngine

BELL = "aduan_outbox"


async def ring(engine: AsyncEngine) -> None:
    """Whoever listens hears it at once. A bell that nobody hears costs nothing: senders also look by themselves."""
    async with engine.connect() as connection:
        alone = await connection.execution_options(isolation_level="AUTOCOMMIT")
        await alone.execute(text(f"NOTIFY {BELL}"))


async def heard(engine: AsyncEngine) -> AsyncIterator[None]:
    """Once for each ring, as long as the connection holds. Raises psycopg.OperationalError when it breaks."""
    url = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    async with await psycopg.AsyncConnection.connect(url, autocommit=True) as connection:
        await connection.execute(f"LISTEN {BELL}")
        async for _ in connection.notifies():
            yield
