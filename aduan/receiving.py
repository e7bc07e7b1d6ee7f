"""From a door to the intake: reads a delivery with its channel and records everything in it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from aduan.wiring import Parts
from core.messages import Channel, Delivery, Inbound, Receipt
from core.store import outbox

LARGE = 256 * 1024


def mail_receiver(parts: Parts) -> Callable[[Delivery], Awaitable[None]]:
    """What the mail door calls; it returns when everything in the delivery is kept."""

    async def receive(delivery: Delivery) -> None:
        channel = parts.channels[delivery.channel]
        for item in await _read(channel, delivery):
            match item:
                case Inbound():
                    await parts.intake.receive(item, now=parts.now())
                case Receipt():
                    async with parts.engine.begin() as db:
                        await outbox.record_receipt(db, channel.name, item)

    return receive


async def _read(channel: Channel, delivery: Delivery) -> Sequence[Inbound | Receipt]:
    """A large delivery is read in a thread: half a second of decoding must not hold up everybody else."""
    if len(delivery.body) < LARGE:
        return channel.read(delivery)
    return await asyncio.to_thread(channel.read, delivery)
