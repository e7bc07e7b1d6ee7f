"""Alarms that come and go by themselves: what is due and leaves nobody, and what has lost its cause."""

from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from core.store import alarms, messages, outbox

NOT_SENT = "not_sent"
LEAVES_AGAIN = "pesan berangkat lagi"
CAUSE_GONE = "penyebabnya sudah tidak ada"


async def watch_outbox(db: AsyncConnection, patience: timedelta, now: datetime) -> None:
    """A channel on which something has been due for so long, and nobody tries to send it, has an alarm until it leaves.

    So it is with a channel whose settings were taken away while messages waited.
    """
    stuck = {waiting.channel: waiting for waiting in await outbox.due_since(db, now - patience)}
    for waiting in stuck.values():
        detail = f"{waiting.messages} pesan menunggu sejak {waiting.since:%Y-%m-%d %H.%M} UTC"
        await alarms.raise_alarm(db, NOT_SENT, waiting.channel, detail, now)
    for up in await alarms.raised(db):
        if up.kind == NOT_SENT and up.subject not in stuck:
            await alarms.end_alarm(db, up.kind, up.subject, None, now, why=LEAVES_AGAIN)


async def end_without_cause(db: AsyncConnection, calendar_version: str, now: datetime) -> None:
    """Ends every alarm whose cause is gone: what was refused has arrived by another message, an officer has written to
    who called, the conversation goes on. A message given up is settled once its alarm was ended or an officer wrote.
    """
    await messages.settle_given_up(db)
    await alarms.end_without_cause(db, calendar_version, CAUSE_GONE, now)
