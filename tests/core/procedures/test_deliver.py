"""A message being sent belongs to one worker, for as long as that worker lives."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta

from core.messages import Outbound, TryLater
from core.procedures.deliver import Patience, Sender
from tests.office import OfficeUnderTest, Post

COMPLETE = "Saya Siti Aminah. Izin hosting saya belum terbit, sudah 3 minggu."


class SlowPost(Post):
    """A provider that takes its time: each message leaves when the test says so."""

    def __init__(self) -> None:
        super().__init__("email")
        self.calls = 0
        self.goes_on = asyncio.Event()

    async def send(self, message: Outbound) -> str:
        self.calls += 1
        await self.goes_on.wait()
        return await super().send(message)


def worker(office: OfficeUnderTest, post: Post) -> Sender:
    """A worker of its own, as if on another machine."""
    patience = Patience(gaps=(timedelta(seconds=1),) * 3)
    return Sender(post, office.parts.engine.begin, patience, lambda: office.now)


@asynccontextmanager
async def at_work(sender: Sender) -> AsyncIterator[None]:
    stop = asyncio.Event()
    running = asyncio.create_task(sender.run(stop, poll=0.01))
    yield
    stop.set()
    await running


async def until_called(post: SlowPost, calls: int = 1) -> None:
    async with asyncio.timeout(10):
        while post.calls < calls:  # noqa: ASYNC110 nothing tells when a provider is spoken to
            await asyncio.sleep(0.01)


async def claimed_at_is_now(office: OfficeUnderTest) -> None:
    async with asyncio.timeout(10):
        while await office.value("SELECT claimed_at FROM outbox") != office.now:  # noqa: ASYNC110 as above
            await asyncio.sleep(0.01)


async def test_a_message_that_takes_minutes_to_send_stays_with_its_worker(office: OfficeUnderTest) -> None:
    await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    slow, other = SlowPost(), Post("email")
    async with at_work(worker(office, slow)):
        await until_called(slow)
        for _ in range(9):
            office.later(seconds=20)
            await claimed_at_is_now(office)
            await sent_by(worker(office, other))
        slow.goes_on.set()
    assert (len(slow.sent), other.sent) == (1, [])
    assert await office.value("SELECT state FROM outbox") == "sent"


async def test_a_worker_told_to_stop_keeps_what_it_is_still_sending(office: OfficeUnderTest) -> None:
    await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    slow, other = SlowPost(), Post("email")
    stop, sender = asyncio.Event(), worker(office, slow)
    sender._patience = Patience(gaps=(), lease=Patience(()).lease / 1000)  # 20 ms of waiting before it looks again
    running = asyncio.create_task(sender.run(stop, poll=0.01))
    await until_called(slow)
    stop.set()
    office.later(minutes=5)
    await claimed_at_is_now(office)
    await sent_by(worker(office, other))
    slow.goes_on.set()
    await running
    assert (len(slow.sent), other.sent) == (1, [])


async def test_what_a_dead_worker_held_leaves_within_a_minute_under_the_same_id(office: OfficeUnderTest) -> None:
    await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    dead, living = SlowPost(), Post("email")
    await worker(office, dead).send_due()
    await until_called(dead)
    office.later(seconds=59)
    await sent_by(worker(office, living))
    assert living.sent == []
    office.later(seconds=2)
    await sent_by(worker(office, living))
    dead.goes_on.set()
    await asyncio.sleep(0)
    (again,), (first,) = living.sent, dead.sent or living.sent
    assert again.id == first.id


async def test_a_worker_that_was_taken_for_dead_does_not_hand_the_message_on(office: OfficeUnderTest) -> None:
    """Its failure comes late: by then another one is sending, and a third must not begin."""
    await office.parts.intake.receive(office.citizen().writes(COMPLETE), now=office.now)
    frozen, second, third = SlowPost(), SlowPost(), Post("email")
    frozen.refuses = [TryLater("away")]
    late, now_sending = worker(office, frozen), worker(office, second)
    await late.send_due()
    await until_called(frozen)
    office.later(seconds=61)
    await now_sending.send_due()
    await until_called(second)
    frozen.goes_on.set()
    await asyncio.wait(late._sending)
    await late.finish()
    office.later(seconds=59)
    await sent_by(worker(office, third))
    assert third.sent == []
    second.goes_on.set()
    await now_sending.finish()
    assert await office.value("SELECT state FROM outbox") == "sent"


async def sent_by(sender: Sender) -> None:
    await sender.send_due()
    await sender.finish()
