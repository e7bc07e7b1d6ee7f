"""Wakes the senders when something was promised: in this process directly, in others by the bell on the database."""

import asyncio
import logging
from collections.abc import Iterable
from contextlib import suppress

from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from core.procedures.deliver import Sender
from core.store import bell

log = logging.getLogger(__name__)

GAP = 0.02


class Bell:
    """`ring` may be called as often as one likes: what is rung while a ring is on its way becomes one more ring."""

    def __init__(self, engine: AsyncEngine, senders: Iterable[Sender]) -> None:
        self._engine = engine
        self._senders = tuple(senders)
        self._rung = asyncio.Event()
        self.to_others = False

    def ring(self) -> None:
        """Something new is in the outbox."""
        if self.to_others:
            self._rung.set()
        for sender in self._senders:
            sender.wake()

    async def carry(self, stop: asyncio.Event) -> None:
        """In a process without a worker: passes rings on to the others until told to stop."""
        self.to_others = True
        while await _before(stop, self._rung):
            self._rung.clear()
            try:
                await bell.ring(self._engine)
            except (SQLAlchemyError, OSError) as trouble:
                log.warning("the bell could not be rung: %s", type(trouble).__name__)
            await asyncio.sleep(GAP)

    async def listen(self, stop: asyncio.Event) -> None:
        """In a process with a worker: wakes its senders at each ring, until told to stop or the line breaks."""
        hearing = asyncio.create_task(self._hear())
        stopping = asyncio.create_task(stop.wait())
        await asyncio.wait({hearing, stopping}, return_when=asyncio.FIRST_COMPLETED)
        for task in (hearing, stopping):
            task.cancel()
        with suppress(asyncio.CancelledError):
            await hearing

    async def _hear(self) -> None:
        async for _ in bell.heard(self._engine):
            for sender in self._senders:
                sender.wake()


async def _before(stop: asyncio.Event, rung: asyncio.Event) -> bool:
    """Waits for the bell; False when told to stop first."""
    waits = [asyncio.create_task(event.wait()) for event in (stop, rung)]
    await asyncio.wait(waits, return_when=asyncio.FIRST_COMPLETED)
    for task in waits:
        task.cancel()
    return not stop.is_set()
