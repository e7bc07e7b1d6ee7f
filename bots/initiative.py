"""What the office says of itself: reminders, the end of waiting, a day that has moved."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bots import dialogue
from bots.answering import Answering, talk_of
from bots.talk import Say, Talk, Turn
from core.procedures import clocks
from core.procedures.recount import recount_clocks
from core.rules.calendar import office_day
from core.store import alarms, answers, cases, conversations, outbox
from core.store.conversations import Arrival
from core.store.database import Begin
from core.store.new_rows import NewRows

LATER_DAY = "later_day_to_tell"


class Initiative:
    """Each step is one transaction, and does nothing when it comes too late."""

    def __init__(self, begin: Begin, answering: Answering, wake: Callable[[], None]) -> None:
        self._begin = begin
        self._answering = answering
        self._wake = wake

    async def remind(self, conversation_id: int, *, now: datetime) -> None:
        """Puts the open question once more, if it still waits for its answer."""
        async with self._begin() as db:
            arrival, rows = await conversations.locked(db, conversation_id), NewRows()
            if await conversations.reminder_is_due(db, conversation_id, now):
                later = await self._reminder_later(db, conversation_id, now)
                rows.change("conversations", conversation_id, remind_at=later)
                if later is None:
                    await self._go_on(db, rows, arrival, dialogue.reminder, now)
                await rows.save(db)
        self._wake()

    async def stop_waiting(self, case_id: int, conversation_id: int, *, now: datetime) -> None:
        """The days of silence are over: goes on with what is there (K6.5b); its silence clock ends in any case."""
        async with self._begin() as db:
            arrival, rows = await conversations.locked(db, conversation_id), NewRows()
            if await self._is_silent(db, rows, case_id, now):
                if arrival.case_id == case_id:
                    await self._go_on(db, rows, arrival, dialogue.after_silence, now)
                    await rows.save(db)
                await clocks.end_silence(db, rows, case_id, now=now)
            await rows.save(db)
        self._wake()

    async def recount(self, case_id: int, conversation_id: int, *, now: datetime) -> None:
        """The calendar has changed: counts the case's clocks anew, and tells the citizen of a later day (K6.4).

        Whoever reported on paper is told by an officer, who hears of it by an alarm.
        """
        async with self._begin() as db:
            arrival = await conversations.locked(db, conversation_id)
            case, rows = await cases.locked(db, case_id), NewRows()
            later = await recount_clocks(db, rows, case, self._answering.law(), now=now)
            await rows.save(db)
            if later and not await answers.has_address(db, conversation_id):
                await alarms.raise_alarm(db, LATER_DAY, case.number, later.isoformat(), now)
            elif later:
                scene = replace(await self._answering.scene(db, arrival, now, now), case_meant=case_id)
                await self._answering.tell(db, rows, scene, Say("due_later"))
                await rows.save(db)
        self._wake()

    async def _reminder_later(self, db: AsyncConnection, conversation_id: int, now: datetime) -> datetime | None:
        """The hours count from when the question left the house; None when they are over."""
        left_at = await outbox.last_left_at(db, conversation_id)
        moment = self._answering.manners.reminder(left_at) if left_at else now
        return moment if moment > now else None

    async def _is_silent(self, db: AsyncConnection, rows: NewRows, case_id: int, now: datetime) -> bool:
        if not await cases.silent_until(db, office_day(now), case_id=case_id):
            return False
        return await clocks.silence_is_over(db, rows, case_id, self._answering.law(), now=now)

    async def _go_on(
        self, db: AsyncConnection, rows: NewRows, arrival: Arrival, step: Callable[[Talk], Turn], now: datetime
    ) -> None:
        scene = await self._answering.scene(db, arrival, now, now)
        await self._answering.answer(db, rows, scene, step(talk_of(arrival)), remind=False)
