"""Whether this program can do its work: database, shape of its tables, a worker that lives, room on the disk."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from aduan.database import why_refused
from aduan.disk import NoRoom, probe
from core.store import beats, database, migrate

PATIENCE = 2.0
FRESH_FOR = 10.0
WORKER_SILENT_AFTER = timedelta(seconds=30)
PROBE = "probe"
NO_ANSWER, NOT_KNOWN = "does not answer", "not known while the database does not answer"


@dataclass(frozen=True, slots=True)
class Health:
    """Each part with what is wrong with it; an empty sentence means well.

    `files` tells that a restart is needed to take over what the office changed; the program does its work meanwhile.
    """

    database: str = ""
    migrations: str = ""
    worker: str = ""
    disk: str = ""
    files: str = ""

    @property
    def is_ready(self) -> bool:
        return not (self.database or self.migrations or self.worker or self.disk)


async def health(engine: AsyncEngine, now: datetime) -> Health:
    """Asks the database; never raises for a database that is away."""
    try:
        async with asyncio.timeout(PATIENCE), engine.connect() as db:
            await database.answers(db)
            stands_at = await migrate.stands_at(db)
            last = await beats.last(db) if stands_at else {}
    except (SQLAlchemyError, OSError, TimeoutError) as trouble:
        return Health(database=_no_answer(trouble), migrations=NOT_KNOWN, worker=NOT_KNOWN)
    return Health(migrations=_migrations(stands_at), worker=_worker(last.get("worker"), now))


class Vitals:
    """The health of a running program, and whether what it is told can still be kept.

    That is asked by a small write, at most every ten seconds however often somebody looks. `data_dir` holds the
    program's own database; None where the database is somebody else's.
    """

    def __init__(self, engine: AsyncEngine, data_dir: Path | None, restart_for: Callable[[], str]) -> None:
        self._engine = engine
        self._data_dir = data_dir
        self._restart_for = restart_for
        self._asked_at = -FRESH_FOR
        self._written = Health()

    async def now(self, now: datetime) -> Health:
        found = await health(self._engine, now)
        if not (found.database or found.migrations) and time.monotonic() - self._asked_at >= FRESH_FOR:
            self._asked_at = time.monotonic()
            self._written = Health(database=await self._kept(now), disk=await self._room())
        unwritten = found.database or self._written.database
        return replace(found, database=unwritten, disk=self._written.disk, files=self._restart_for())

    async def _kept(self, now: datetime) -> str:
        try:
            async with asyncio.timeout(PATIENCE), self._engine.begin() as db:
                await beats.beat(db, PROBE, now)
        except (SQLAlchemyError, OSError, TimeoutError) as trouble:
            return f"answers and keeps nothing ({type(getattr(trouble, 'orig', trouble)).__name__})"
        return ""

    async def _room(self) -> str:
        if self._data_dir is None:
            return ""
        try:
            async with asyncio.timeout(PATIENCE):
                await asyncio.to_thread(probe, self._data_dir)
        except NoRoom as trouble:
            return str(trouble)
        except TimeoutError:
            return f"{self._data_dir} does not answer: look at its disk"
        return ""


def _no_answer(trouble: Exception) -> str:
    return why_refused(str(getattr(trouble, "orig", ""))) or f"{NO_ANSWER} ({type(trouble).__name__})"


def _migrations(stands_at: str | None) -> str:
    expected = migrate.newest()
    if stands_at == expected:
        return ""
    if stands_at is None:
        return "there are no tables yet: any `aduan serve` makes them"
    differ = f"the tables stand at {stands_at}, the program expects {expected}"
    if migrate.knows(stands_at):
        return f"{differ}: any `aduan serve` brings them up to date"
    return f"{differ}: another version of the program made them, run that one here"


def _worker(beat: datetime | None, now: datetime) -> str:
    if beat is None:
        return "no worker has run yet"
    return "" if now - beat < WORKER_SILENT_AFTER else f"no sign of life since {beat:%Y-%m-%d %H:%M} UTC"
