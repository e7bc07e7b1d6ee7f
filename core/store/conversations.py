"""Conversations: who is writing, where the talk stands, and which case it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Address, Inbound


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message seen for the first time, with its conversation locked until the transaction ends."""

    conversation_id: int
    case_id: int | None
    person_id: int | None
    talk: Mapping[str, Any] | None
    waiting: bool


# One statement: the inbox remembers the message (a repeat inserts nothing, so everything after it does nothing too),
# the address is found or made, the conversation is found or made, and stays locked. What a repeat finds is no row.
ARRIVE = text("""
WITH seen AS (
    INSERT INTO inbox (channel, provider_id) VALUES (:channel, :provider_id)
    ON CONFLICT DO NOTHING RETURNING channel
), original AS (
    INSERT INTO blobs (sha256, size, content) SELECT :sha256, length(:original), :original FROM seen
    ON CONFLICT DO NOTHING
), address AS (
    INSERT INTO addresses (channel, handle, conversation_id, display_name)
    SELECT channel, :handle, nextval('conversations_id_seq'), :display_name FROM seen
    ON CONFLICT (channel, handle) DO UPDATE
        SET display_name = coalesce(nullif(excluded.display_name, ''), addresses.display_name)
    RETURNING conversation_id
), conversation AS (
    INSERT INTO conversations (id, last_message_at) SELECT conversation_id, :arrived_at FROM address
    ON CONFLICT (id) DO UPDATE SET last_message_at = excluded.last_message_at
    RETURNING id, case_id, person_id, talk, turn_at
)
SELECT id, case_id, person_id, talk, turn_at IS NOT NULL FROM conversation
""")


async def arrive(db: AsyncConnection, message: Inbound, sha256: bytes) -> Arrival | None:
    """Notes a message as seen and keeps its original; None when it was seen before.

    Waits for a twin that is being recorded right now.

    A conversation made here needs its row before its address can point to it; the foreign key is checked at the end
    of the statement, when both stand.
    """
    row = (
        await db.execute(
            ARRIVE,
            {
                "channel": message.sender.channel,
                "provider_id": message.provider_id,
                "handle": message.sender.handle,
                "display_name": message.display_name,
                "arrived_at": message.arrived_at,
                "sha256": sha256,
                "original": message.original,
            },
        )
    ).one_or_none()
    return Arrival(*row) if row else None


async def locked(db: AsyncConnection, conversation_id: int) -> Arrival:
    """A conversation by its id, locked until the transaction ends."""
    query = text("""
        SELECT id, case_id, person_id, talk, turn_at IS NOT NULL FROM conversations WHERE id = :id FOR UPDATE
    """)
    return Arrival(*(await db.execute(query, {"id": conversation_id})).one())


async def due_for_a_turn(db: AsyncConnection, now: datetime, *, most: int = 20) -> Sequence[int]:
    """Conversations whose merging pause is over: the citizen has finished the thought."""
    query = text("""
        SELECT id FROM conversations WHERE turn_at <= :now ORDER BY turn_at LIMIT :most FOR UPDATE SKIP LOCKED
    """)
    return (await db.execute(query, {"now": now, "most": most})).scalars().all()


async def due_for_a_reminder(db: AsyncConnection, now: datetime, *, most: int = 20) -> Sequence[int]:
    """Conversations with an unanswered question that was put some hours ago."""
    query = text("""
        SELECT id FROM conversations WHERE remind_at <= :now ORDER BY remind_at LIMIT :most FOR UPDATE SKIP LOCKED
    """)
    return (await db.execute(query, {"now": now, "most": most})).scalars().all()


async def unheard(db: AsyncConnection, now: datetime) -> int:
    """How many conversations wait for a turn that is already due."""
    query = text("SELECT count(*) FROM conversations WHERE turn_at <= :now")
    return int((await db.execute(query, {"now": now})).scalar_one())


async def turn_later(db: AsyncConnection, conversation_id: int, at: datetime | None) -> None:
    """Sets when the conversation's next turn is due; None for none."""
    query = text("UPDATE conversations SET turn_at = :at WHERE id = :id")
    await db.execute(query, {"id": conversation_id, "at": at})


async def put_off(db: AsyncConnection, conversation_id: int, until: datetime) -> None:
    """Whatever is due in this conversation waits until then."""
    query = text("""
        UPDATE conversations SET turn_at = CASE WHEN turn_at IS NOT NULL THEN CAST(:until AS timestamptz) END,
            remind_at = CASE WHEN remind_at IS NOT NULL THEN CAST(:until AS timestamptz) END
        WHERE id = :id
    """)
    await db.execute(query, {"id": conversation_id, "until": until})


async def texts_all_read(db: AsyncConnection, conversation_id: int) -> bool:
    """Whether no attachment of this conversation still waits for its reader."""
    query = text("""
        SELECT NOT EXISTS (
            SELECT 1 FROM attachments JOIN messages ON messages.id = attachments.message_id
            WHERE messages.conversation_id = :id AND text_due
        )
    """)
    return bool((await db.execute(query, {"id": conversation_id})).scalar_one())


@dataclass(frozen=True, slots=True)
class Correspondent:
    """The address a conversation goes on with."""

    address: Address
    display_name: str


async def correspondent(db: AsyncConnection, conversation_id: int, channel: str | None = None) -> Correspondent:
    """Where the citizen wrote from last; on this channel, when one is named."""
    query = text("""
        SELECT addresses.channel, handle, display_name FROM addresses
        WHERE conversation_id = :id AND (CAST(:channel AS text) IS NULL OR addresses.channel = :channel)
        ORDER BY id DESC LIMIT 1
    """)
    channel, handle, name = (await db.execute(query, {"id": conversation_id, "channel": channel})).one()
    return Correspondent(Address(channel, handle), name)
