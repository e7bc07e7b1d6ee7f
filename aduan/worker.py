"""The clockwork: sends what is due, takes turns, reminds, decides after silence, seals, and gives signs of life."""

import asyncio
import logging
import platform
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import datetime, timedelta

from aduan import seal_mark
from aduan.attachment_text import Unreadable, text_of
from aduan.log import log_without_text
from aduan.nightly import Nightly
from aduan.wiring import Parts
from bots.intake import CannotAnswer
from core.procedures import box, track
from core.procedures.alarms import end_without_cause, watch_outbox
from core.procedures.people import return_cases_of_absent
from core.procedures.seal import MOST_ENTRIES, seal_new_entries
from core.procedures.unanswered import could_not_answer
from core.rules.calendar import office_day
from core.store import alarms, beats, cases, config_versions, conversations, messages, search, sessions, tracking
from core.store.locks import Work, only_one

log = logging.getLogger(__name__)

BEAT_EVERY = timedelta(seconds=5)
MINUTE = timedelta(minutes=1)
FAILED_TURN_WAITS = timedelta(minutes=5)
MOST_SEALS_A_ROUND = 20
LONGEST_PAUSE = 10.0
INDEX_EVERY = 2.0
SESSIONS_KEPT = timedelta(days=30)


async def run(parts: Parts, stop: asyncio.Event) -> None:
    """Everything a worker does, until told to stop; what is being sent is finished first."""
    clockwork = Clockwork(parts)
    senders = {f"sender {name}": sender.run for name, sender in parts.senders.items()}
    jobs = senders | {
        "clockwork": clockwork.run,
        "letters": clockwork.keep_reading,
        "search": clockwork.keep_index,
        "bell": parts.bell.listen,
    }
    if parts.settings.backup_dir:
        jobs["backup"] = Nightly(parts, parts.settings.backup_dir).run
    await asyncio.gather(*(keep_running(name, job, stop) for name, job in jobs.items()))


async def keep_running(name: str, job: Callable[[asyncio.Event], Awaitable[None]], stop: asyncio.Event) -> None:
    """Starts the job again when trouble ends it, after a pause that grows; each trouble is logged once."""
    pause, last = 0.5, ""
    while not stop.is_set():
        began = asyncio.get_running_loop().time()
        try:
            await job(stop)
        except Exception as trouble:  # noqa: BLE001 whatever ended it, the office's other work goes on
            pause = 0.5 if asyncio.get_running_loop().time() - began > LONGEST_PAUSE else min(2 * pause, LONGEST_PAUSE)
            if repr(trouble) != last:
                log_without_text(f"{name} stopped and starts again", trouble)
            last = repr(trouble)
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), pause)


class Clockwork:
    """What happens by itself as time goes by. Any number may run; each step takes rows no other one holds."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._begin = parts.engine.begin
        self._last_beat: datetime | None = None
        self._last_minute: datetime | None = None
        self._began: datetime | None = None
        self._years: set[int] = set()

    async def run(self, stop: asyncio.Event, *, every: float = 0.5) -> None:
        while not stop.is_set():
            await self.tick(self._parts.now())
            with suppress(TimeoutError):
                await asyncio.wait_for(stop.wait(), every)

    async def tick(self, now: datetime) -> None:
        """One round. Timers fire only when everything that came in has been read."""
        await self._beat(now)
        if not await self.take_turns(now):
            await self.stop_waiting(now)
            await self.remind(now)
        await self._every_minute(now)

    async def keep_reading(self, stop: asyncio.Event, *, every: float = 0.5) -> None:
        """Reads letters as they come, apart from the clockwork: a letter that takes long holds up nobody else."""
        while not stop.is_set():
            if not await self.read_letters(self._parts.now()):
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), every)

    async def read_letters(self, now: datetime) -> int:
        """Takes the text out of attached letters, then lets their conversation have its turn; says how many."""
        async with self._begin() as db:
            due = await messages.text_due(db)
        for letter in due:
            found = await _words_in(letter)
            async with self._begin() as db:
                await messages.keep_text(db, letter.id, found)
                if await conversations.texts_all_read(db, letter.conversation_id):
                    await conversations.turn_later(db, letter.conversation_id, now)
        return len(due)

    async def take_turns(self, now: datetime) -> int:
        """Answers whoever has finished the thought; says how many conversations were waiting."""
        async with self._begin() as db:
            due = await conversations.due_for_a_turn(db, now)
        for conversation in due:
            await self._guarded(conversation, self._take_turn(conversation, now), now)
        return len(due)

    async def _take_turn(self, conversation: int, now: datetime) -> None:
        try:
            await self._parts.intake.take_turn(conversation, now=now)
        except CannotAnswer as failed:
            log_without_text(f"messages {failed.messages} could not be answered", failed.__cause__ or failed)
            async with self._begin() as db:
                await could_not_answer(db, conversation, failed.messages, str(failed), now)

    async def remind(self, now: datetime) -> None:
        async with self._begin() as db:
            due = await conversations.due_for_a_reminder(db, now)
        for conversation in due:
            await self._guarded(conversation, self._parts.initiative.remind(conversation, now=now), now)

    async def stop_waiting(self, now: datetime) -> None:
        async with self._begin() as db:
            due = await cases.silent_until(db, office_day(now))
        for case, conversation in due:
            await self._guarded(conversation, self._parts.initiative.stop_waiting(case, conversation, now=now), now)

    async def seal(self, now: datetime) -> int:
        """Seals what is new, link by link; only one program at a time. What is left after many waits a minute."""
        sealed = 0
        for _ in range(MOST_SEALS_A_ROUND):
            async with self._begin() as db:
                if not await only_one(db, Work.SEALING):
                    return sealed
                covered = await seal_new_entries(db, self._parts.keys.signer, now)
            sealed += covered
            if covered < MOST_ENTRIES:
                break
        if sealed:
            await self._note_newest_seal(now)
        return sealed

    async def _note_newest_seal(self, now: datetime) -> None:
        """This machine remembers the end of the chain, unless what it remembers is gone: then a person must hear."""
        data_dir = self._parts.settings.data_dir
        async with self._begin() as db:
            newest = await seal_mark.newest(db)
            if not await seal_mark.all_stand(db, seal_mark.remembered(data_dir)):
                await alarms.raise_alarm(db, "seals_cut", platform.node(), "aduan verify", now)
                return
        if newest:
            try:
                await asyncio.to_thread(seal_mark.remember, data_dir, newest)
            except OSError as trouble:  # the one from before still stands
                log_without_text("the newest seal could not be noted", trouble)

    async def recount(self, now: datetime) -> None:
        """After a new calendar: moves the days of open cases. A program with older files leaves them alone."""
        async with self._begin() as db:
            if not await config_versions.is_newest(db, self._parts.in_force.version):
                return
            due = await cases.counted_by_another_calendar(db, self._parts.law.calendar.version)
        for case, conversation in due:
            await self._guarded(conversation, self._parts.initiative.recount(case, conversation, now=now), now)

    async def return_cases(self, now: datetime) -> None:
        """Cases of whoever is away from today on lie in the queue again."""
        async with self._begin() as db:
            await return_cases_of_absent(db, office_day(now), now)

    async def forget_old_sessions(self, now: datetime) -> None:
        async with self._begin() as db:
            await sessions.forget_old(db, now - SESSIONS_KEPT)

    async def watch_boxes(self, now: datetime) -> None:
        """A complaint box nobody has opened for too long has an alarm until somebody does."""
        hung = {one.id: one.name for one in self._parts.files.boxes}
        async with self._begin() as db:
            await box.watch(db, hung, law=self._parts.law, now=now)

    async def forget_old_guesses(self, now: datetime) -> None:
        async with self._begin() as db:
            await tracking.forget_tries(db, now - track.WAIT)

    async def watch_alarms(self, now: datetime) -> None:
        """What is due and leaves nobody gets an alarm, once this program had the time to send it; what is well again
        loses its own."""
        outbox = self._parts.files.office.outbox
        patience = timedelta(minutes=outbox.unsent_alarm_minutes)
        self._began = self._began or now
        async with self._begin() as db:
            await end_without_cause(db, self._parts.law.calendar.version, now)
            if now - self._began >= patience:
                await watch_outbox(db, patience, now)

    async def _every_minute(self, now: datetime) -> None:
        if self._last_minute is None or now - self._last_minute >= MINUTE:
            self._last_minute = now
            await self.seal(now)
            await self.recount(now)
            await self.return_cases(now)
            await self.forget_old_sessions(now)
            await self.watch_alarms(now)
            await self.watch_boxes(now)
            await self.forget_old_guesses(now)

    async def keep_index(self, stop: asyncio.Event) -> None:
        """What happened can be found by its words some seconds later; the clockwork never waits for it."""
        while not stop.is_set():
            async with self._begin() as db:
                found = await search.index_new_words(db)
            if not found:
                with suppress(TimeoutError):
                    await asyncio.wait_for(stop.wait(), INDEX_EVERY)

    async def _beat(self, now: datetime) -> None:
        if self._last_beat is not None and now - self._last_beat < BEAT_EVERY:
            return
        self._last_beat = now
        async with self._begin() as db:
            await beats.beat(db, "worker", now)
            ahead = {now.year, now.year + 1} - self._years
            await cases.open_years(db, sorted(ahead))
            self._years |= ahead

    async def _guarded(self, conversation: int, step: Awaitable[None], now: datetime) -> None:
        """One conversation in trouble must not hold up the others: it waits, and a person hears of it."""
        try:
            await step
        except Exception as trouble:  # noqa: BLE001 one conversation's trouble is nobody else's
            log_without_text(f"conversation {conversation} could not be carried on", trouble)
            async with self._begin() as db:
                await conversations.put_off(db, conversation, now + FAILED_TURN_WAITS)
                await cases.put_off_silence(db, conversation, office_day(now))
                await alarms.raise_alarm(db, "conversation_stuck", str(conversation), type(trouble).__name__, now)


async def _words_in(letter: messages.TextDue) -> str:
    try:
        return await text_of(letter.media_type, letter.content)
    except Unreadable as why:
        log.info("attachment %s has no text we could read: %s", letter.id, why)
        return ""
