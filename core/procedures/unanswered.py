"""What could not be answered is tried again, a few times; then a person hears which message it is."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from core.rules.trying_again import next_try
from core.store import alarms, conversations, messages

KIND = "message_unanswered"


async def could_not_answer(
    db: AsyncConnection, conversation_id: int, message_ids: Sequence[int], why: str, now: datetime
) -> None:
    """Answering these failed once more: sets the conversation's next turn, and gives up what has failed too often."""
    failures = await messages.note_failures(db, message_ids)
    for message_id, times in failures.items():
        if next_try(times, now) is None:
            await alarms.raise_alarm(db, KIND, str(message_id), f"percakapan {conversation_id}: {why}", now)
    least = await messages.least_failures(db, conversation_id)
    others_wait = least is not None and least < min(failures.values(), default=0)
    turn_at = now if others_wait else next_try(least, now) if least is not None else None
    await conversations.turn_later(db, conversation_id, turn_at)
