"""Sends what the outbox promises, on one channel, until the citizen has it or every try has failed."""

import asyncio
import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import CannotSend, Channel, MaybeSent, TryLater
from core.store import alarms, outbox
from core.store.database import Begin
from core.store.outbox import Claimed, Outcome

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the office keeps trying. After the last gap the message is given up and an alarm is raised.

    After a provider went silent while we spoke it may have the message: the next try is no sooner than `silence` later.
    `lease` is how long a message stays with a worker of which nothing is heard; a living one renews it three times
    within it. Clocks of machines may differ by a third of it.
    """

    gaps: tuple[timedelta, ...]
    lease: timedelta = timedelta(seconds=60)
    at_once: int = 16
    silence: timedelta = timedelta(0)

    def next_try(self, tries: int, now: datetime, jitter: float) -> datetime | None:
        """When to try again after this many tries, up to a fifth later at random; None when that was the last."""
        return now + self.gaps[tries - 1] * (1 + jitter / 5) if tries <= len(self.gaps) else None


class Sender:
    """Keeps one channel's messages leaving. No transaction is open while a provider is spoken to."""

    def __init__(self, channel: Channel, begin: Begin, patience: Patience, now: Callable[[], datetime]) -> None:
        self.channel = channel
        self._begin = begin
        self._patience = patience
        self._now = now
        self._wake = asyncio.Event()
        self._sending: dict[asyncio.Task[None], Claimed] = {}
        self._renewed_at: datetime | None = None
        self._outcomes: list[Outcome] = []
        self._jitter = Random()

    def wake(self) -> None:
        """Something was just put in the outbox."""
        self._wake.set()

    async def run(self, stop: asyncio.Event, *, poll: float = 0.2) -> None:
        """Until told to stop; then what is being sent is finished and recorded."""
        while not stop.is_set():
            self._wake.clear()
            if not await self.send_due() and not self._outcomes:
                await self._rest(poll)
        await self.finish()

    async def send_due(self) -> int:
        """One round: records what the last sends became, takes what is due, and starts sending it."""
        claimed = await self._record_and_claim(self._patience.at_once - len(self._sending))
        for item in claimed:
            task = asyncio.create_task(self._try(item))
            self._sending[task] = item
            task.add_done_callback(self._sending.pop)
        return len(claimed)

    async def finish(self) -> None:
        """Waits for what is being sent and records it."""
        while self._sending:
            await asyncio.wait(self._sending, timeout=self._patience.lease.total_seconds() / 3)
            await self._record_and_claim(0)
        await self._record_and_claim(0)

    async def _rest(self, poll: float) -> None:
        with suppress(TimeoutError):
            await asyncio.wait_for(self._wake.wait(), poll)

    async def _record_and_claim(self, free: int) -> list[Claimed]:
        """One transaction for both. What could not be recorded is recorded with the next round."""
        now = self._now()
        held = self._claims_to_renew(now)
        outcomes, self._outcomes = self._outcomes, []
        if not free and not outcomes and not held:
            return []
        try:
            async with self._begin() as db:
                await self._record(db, outcomes, now)
                await outbox.keep_claims(db, held, now)
                claimed = await self._claim(db, free, now)
        except BaseException:
            self._outcomes = outcomes + self._outcomes
            raise
        self._renewed_at = now if held else self._renewed_at
        return claimed

    async def _claim(self, db: AsyncConnection, free: int, now: datetime) -> list[Claimed]:
        if not free:
            return []
        return await outbox.claim(db, [self.channel.name], now, most=free, lease=self._patience.lease)

    def _claims_to_renew(self, now: datetime) -> list[Claimed]:
        """Everything being sent, once a third of the lease has gone by; before anything new is claimed."""
        if not self._sending or self._renewed_at is None:
            self._renewed_at = now
            return []
        return list(self._sending.values()) if now - self._renewed_at >= self._patience.lease / 3 else []

    async def _record(self, db: AsyncConnection, outcomes: Sequence[Outcome], now: datetime) -> None:
        if outcomes:
            await outbox.record_outcomes(db, outcomes, now)
        for refused in (outcome for outcome in outcomes if outcome.state == "failed"):
            await alarms.raise_alarm(db, "not_delivered", str(refused.outbox_id), refused.trouble, now)

    async def _try(self, item: Claimed) -> None:
        outcome = await self._outcome_of(item)  # first: the list may be another one by the time this is known
        self._outcomes.append(outcome)
        self._wake.set()

    async def _outcome_of(self, item: Claimed) -> Outcome:
        try:
            provider_id = await self.channel.send(item.message)
        except CannotSend as refusal:
            return Outcome(item.outbox_id, item.tries, "failed", None, None, storable(str(refusal)))
        except TryLater as trouble:
            return self._later(item, str(trouble) or type(trouble).__name__)
        except MaybeSent as trouble:
            return self._later(item, str(trouble) or type(trouble).__name__, at_least=self._patience.silence)
        except Exception as trouble:  # noqa: BLE001 a message nobody foresaw must not hold up the others
            log.error("message %s could not be sent: %s", item.outbox_id, type(trouble).__name__)
            return self._later(item, type(trouble).__name__)
        return Outcome(item.outbox_id, item.tries, "sent", storable(provider_id), None, "")

    def _later(self, item: Claimed, trouble: str, *, at_least: timedelta = timedelta(0)) -> Outcome:
        again = self._patience.next_try(item.tries, self._now(), self._jitter.random())
        again = max(again, self._now() + at_least) if again else None
        state = "waiting" if again else "failed"
        return Outcome(item.outbox_id, item.tries, state, None, again, storable(trouble))


def storable(words: str) -> str:
    """What a provider said, as the record can hold it."""
    return words.replace("\0", "\ufffd").encode("utf-8", "replace").decode()[:500]
