"""The figures of the first page, counted anew every few seconds however many people look at it."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

from core.rules.calendar import office_day
from core.store import promises
from core.store.database import Begin
from core.store.promises import Kept

KEPT_FOR = timedelta(seconds=15)


class PublicFigures:
    """Remembers what was counted last. One looks it up, whoever comes meanwhile gets what is known."""

    def __init__(self, begin: Begin, now: Callable[[], datetime], kept_for: timedelta = KEPT_FOR) -> None:
        self._begin = begin
        self._now = now
        self._kept_for = kept_for
        self._counting = asyncio.Lock()
        self._counted: tuple[datetime, Kept] | None = None

    async def promises_kept(self) -> Kept:
        """How the office keeps its promises, some seconds old at most while somebody looks."""
        if self._counted and (self._is_fresh(self._counted[0]) or self._counting.locked()):
            return self._counted[1]
        async with self._counting:
            if self._counted and self._is_fresh(self._counted[0]):
                return self._counted[1]
            now = self._now()
            async with self._begin() as db:
                found = await promises.kept(db, office_day(now))
            self._counted = now, found
            return found

    def _is_fresh(self, counted_at: datetime) -> bool:
        return timedelta(0) <= self._now() - counted_at < self._kept_for
