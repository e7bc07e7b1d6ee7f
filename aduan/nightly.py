"""A backup every night, the newest fourteen kept, and an alarm when one fails or none has come for too long."""

import asyncio
import platform
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

from sqlalchemy.ext.asyncio import AsyncConnection

from aduan import backup
from aduan.backup_file import BackupTrouble
from aduan.database import DatabaseUnavailable
from aduan.log import log_without_text
from aduan.wiring import Parts
from core.rules.calendar import OFFICE_ZONE
from core.store import alarms
from core.store.locks import Work, only_one

AT = time(1, 30)
KEPT = 14
LATE = timedelta(hours=36)
AGAIN = timedelta(hours=1)
NAME = re.compile(r"aduan-\d{8}T\d{6}Z\.zip")
STAMPED = "aduan-%Y%m%dT%H%M%SZ.zip"
FAILED, MISSING = "backup_failed", "backup_missing"
MADE = "cadangan berhasil dibuat"


class Nightly:
    """The backups of one machine's directory."""

    def __init__(self, parts: Parts, folder: Path) -> None:
        self._parts = parts
        self._folder = folder
        self._began = parts.now()
        self._not_before: datetime | None = None

    async def run(self, stop: asyncio.Event, *, every: float = 60.0) -> None:
        while not stop.is_set():
            await self.look(self._parts.now())
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), every)

    async def look(self, now: datetime) -> bool:
        """Makes the night's backup if it is due and nobody else makes one; whether it did. After a failure the next
        try waits an hour."""
        made = False
        if self._is_due(now):
            async with self._parts.engine.begin() as db:
                made = await only_one(db, Work.BACKING_UP) and await self._make(now)
        async with self._parts.engine.begin() as db:
            await self._watch(db, now)
        return made

    def _is_due(self, now: datetime) -> bool:
        if self._not_before and now < self._not_before:
            return False
        last = newest(self._folder)
        return last is None or last < last_night(now)

    async def _make(self, now: datetime) -> bool:
        try:
            for half_made in self._folder.glob(".aduan-*.zip-*"):
                half_made.unlink()
            await backup.make(self._parts.settings, self._target(now))
        except (BackupTrouble, DatabaseUnavailable, OSError) as trouble:
            log_without_text("the nightly backup failed", trouble)
            self._not_before = now + AGAIN
            async with self._parts.engine.begin() as db:
                await alarms.raise_alarm(db, FAILED, platform.node(), str(trouble), now)
            return False
        for old in sorted(backups(self._folder), reverse=True)[KEPT:]:
            old.unlink()
        async with self._parts.engine.begin() as db:
            await alarms.end_alarm(db, FAILED, platform.node(), None, now, why=MADE)
        return True

    def _target(self, now: datetime) -> Path:
        if not self._folder.is_dir():
            raise BackupTrouble(f"{self._folder} is no directory: is its disk mounted, is ADUAN_BACKUP_DIR right?")
        return self._folder / f"{now.astimezone(UTC):{STAMPED}}"

    async def _watch(self, db: AsyncConnection, now: datetime) -> None:
        """None for too long: also where the tries neither fail nor end."""
        last = newest(self._folder)
        if now - max(last or self._began, self._began) < LATE:
            if last and now - last < LATE:
                await alarms.end_alarm(db, MISSING, platform.node(), None, now, why=MADE)
            return
        since = f"sejak {last:%Y-%m-%d %H.%M} UTC" if last else "belum pernah ada"
        await alarms.raise_alarm(db, MISSING, platform.node(), since, now)


def backups(folder: Path) -> Iterator[Path]:
    """The nightly backups in this directory; other files are not ours."""
    if folder.is_dir():
        yield from (path for path in folder.iterdir() if NAME.fullmatch(path.name))


def newest(folder: Path) -> datetime | None:
    """When the newest of them was made."""
    return max((datetime.strptime(path.name, STAMPED).replace(tzinfo=UTC) for path in backups(folder)), default=None)


def last_night(now: datetime) -> datetime:
    """The last time it was half past one at the office."""
    local = now.astimezone(OFFICE_ZONE)
    tonight = datetime.combine(local.date(), AT, OFFICE_ZONE)
    return tonight if tonight <= local else tonight - timedelta(days=1)
