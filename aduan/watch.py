"""Brings the program's own database back when it has died under us."""

import asyncio
import logging
from contextlib import suppress
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from aduan import database
from core.store.database import answers

log = logging.getLogger(__name__)

EVERY = 2.0
PATIENCE = 5.0


async def keep_up(engine: AsyncEngine, data_dir: Path, stop: asyncio.Event) -> None:
    """Looks every two seconds, until told to stop. Programs that look at the same moment take turns; one starts it."""
    while not stop.is_set():
        if not await _answers(engine):
            await asyncio.to_thread(_start_again, data_dir)
        with suppress(TimeoutError):
            await asyncio.wait_for(stop.wait(), EVERY)


async def _answers(engine: AsyncEngine) -> bool:
    try:
        async with asyncio.timeout(PATIENCE), engine.connect() as db:
            return await answers(db)
    except (SQLAlchemyError, OSError, TimeoutError):
        return False


def _start_again(data_dir: Path) -> None:
    """Our own use of the server goes on: this one's ends as soon as the server stands."""
    try:
        with database.running(data_dir):
            log.warning("the database did not answer; it is up")
    except database.DatabaseUnavailable as trouble:
        log.error("the database did not answer and cannot be started: %s", trouble)
