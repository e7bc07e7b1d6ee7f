"""Whether this program can do its work: database, shape of its tables, and a worker that lives."""

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from core.store import beats, database, migrate

PATIENCE = 2.0
WORKER_SILENT_AFTER = timedelta(seconds=30)


@dataclass(frozen=True, slots=True)
class Health:
    """Each part with what is wrong with it; an empty sentence means well."""

    database: str = ""
    migrations: str = ""
    worker: str = ""

    @property
    def is_ready(self) -> bool:
        return not (self.database or self.migrations or self.worker)


async def health(engine: AsyncEngine, now: datetime) -> Health:
    """Asks the database; never raises for a database that is away."""
    try:
        async with asyncio.timeout(PATIENCE), engine.connect() as db:
            await database.answers(db)
            stands_at = await migrate.stands_at(db)
            last = await beats.last(db) if stands_at else {}
    except (SQLAlchemyError, OSError, TimeoutError) as trouble:
        return Health(database=f"does not answer ({type(trouble).__name__})")
    return Health(migrations=_migrations(stands_at), worker=_worker(last.get("worker"), now))


def _migrations(stands_at: str | None) -> str:
    expected = migrate.newest()
    return "" if stands_at == expected else f"the tables stand at {stands_at}, the program expects {expected}"


def _worker(beat: datetime | None, now: datetime) -> str:
    if beat is None:
        return "no worker has run yet"
    return "" if now - beat < WORKER_SILENT_AFTER else f"no sign of life since {beat:%Y-%m-%d %H:%M} UTC"
