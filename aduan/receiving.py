"""From a door to the intake: reads a delivery with its channel and records everything in it."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

from aduan.log import log_without_text
from aduan.wiring import Parts
from core.messages import Channel, Delivery, Forged, Inbound, Receipt
from core.procedures.receipts import note_receipt
from core.procedures.set_aside import set_aside
from core.store.database import is_passing

LARGE = 256 * 1024


def mail_receiver(parts: Parts) -> Callable[[Delivery], Awaitable[None]]:
    """What the mail door calls; it returns when everything in the delivery is kept.

    What cannot be read, or not even be recorded, is set aside as it came: brought again it would fail again. Trouble
    that passes is raised, so that whoever brings it comes again.
    """

    async def receive(delivery: Delivery) -> None:
        channel = parts.channels[delivery.channel]
        try:
            for item in await _read(channel, delivery):
                await _take_in(parts, channel, item)
        except Forged:
            raise
        except Exception as trouble:
            if is_passing(trouble):
                raise
            log_without_text(f"a delivery on {channel.name} was set aside", trouble)
            async with parts.engine.begin() as db:
                await set_aside(db, delivery, type(trouble).__name__, parts.now())

    return receive


async def _take_in(parts: Parts, channel: Channel, item: Inbound | Receipt) -> None:
    match item:
        case Inbound():
            await parts.intake.receive(item, now=parts.now())
        case Receipt():
            async with parts.engine.begin() as db:
                await note_receipt(db, parts.tokens, channel.name, item, now=parts.now())


async def _read(channel: Channel, delivery: Delivery) -> Sequence[Inbound | Receipt]:
    """A large delivery is read in a thread: half a second of decoding must not hold up everybody else."""
    if len(delivery.body) < LARGE:
        return channel.read(delivery)
    return await asyncio.to_thread(channel.read, delivery)
