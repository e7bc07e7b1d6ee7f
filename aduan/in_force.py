"""The law in force in a running program: a calendar that the office records anew is taken over without a restart."""

import asyncio
import logging
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import replace

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from config.calendar import CALENDAR_FILES, recorded_calendar
from config.reading import ConfigError
from core.rules.law import Law
from core.store import config_versions

log = logging.getLogger(__name__)

EVERY = 10.0
PATIENCE = 10.0


class InForce:
    """`law` is what decisions are taken by from now on; `version` the office's files that its calendar is from.

    The other files are read at the start only: `restart_for` names those that differ since.
    """

    def __init__(self, law: Law, version: str, files: Mapping[str, str]) -> None:
        self.law = law
        self.version = version
        self.restart_for: tuple[str, ...] = ()
        self._files = files

    @property
    def advice(self) -> str:
        """A sentence when a restart is needed; else empty."""
        names = ", ".join(self.restart_for)
        return f"changed since the start: {names}; restart this program to take them over" if names else ""

    def take_over(self, version: str, files: Mapping[str, str]) -> None:
        """The calendar at once. Raises ConfigError when this program cannot read it; then the old one stays."""
        calendar = recorded_calendar(files)
        self.restart_for = changed(self._files, files)
        self.law = replace(self.law, calendar=calendar)
        self.version = version

    async def keep(self, engine: AsyncEngine, stop: asyncio.Event, *, every: float = EVERY) -> None:
        """Looks for a new version until told to stop. One that cannot be read is told once."""
        refused = ""
        while not stop.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), every)
            try:
                refused = await self._look(engine, refused)
            except (SQLAlchemyError, OSError, TimeoutError) as trouble:
                log.debug("the office's files could not be looked for: %s", type(trouble).__name__)

    async def _look(self, engine: AsyncEngine, refused: str) -> str:
        """The version that cannot be read, if the newest is one."""
        async with asyncio.timeout(PATIENCE), engine.connect() as db:
            version = await config_versions.newest(db)
            if version in (None, self.version, refused):
                return refused
            files = await config_versions.files_of(db, version)
        try:
            self.take_over(version, files)
        except ConfigError as wrong:
            log.error("the old calendar stays, for version %s of the office's files is wrong: %s", version[:12], wrong)
            return version
        log.info("version %s of the office's files: its calendar is in force", version[:12])
        if self.advice:
            log.warning("the office's files: %s", self.advice)
        return ""


def changed(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[str, ...]:
    """The files, other than the calendar's, that differ."""
    names = sorted((before.keys() | after.keys()) - CALENDAR_FILES)
    return tuple(name for name in names if before.get(name) != after.get(name))
