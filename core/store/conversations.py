"""Conversations: who is writing, where the talk stands, and which case it is about."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Address, Inbound


@dataclass(frozen=True, slots=True)
class Ids:
    """Ids taken ahead, so that rows can point to each other before they are written. Unused ones leave gaps nobody
    sees. `sequence` is the next running number of the year, None unless one was asked for."""

    inbound: int
    reply: int
    case: int
    person: int
    sequence: int | None = None


@dataclass(frozen=True, slots=True)
class Arrival:
    """A conversation with something to answer, locked until the transaction ends.

    `replied_at` are the moments of the replies that were given by themselves within a day.
    """

    conversation_id: int
    case_id: int | None
    person_id: int | None
    talk: Mapping[str, Any] | None
    ids: Ids
    replied_at: Sequence[datetime] = ()


@dataclass(frozen=True, slots=True)
class Arriving:
    """A message about to be recorded. `year` asks for a running number in case a case is opened."""

    message: Inbound
    sha256: bytes
    year: int | None = None


IDS = """nextval('messages_id_seq'), nextval('messages_id_seq'), nextval('cases_id_seq'), nextval('people_id_seq')"""

# One statement for all messages: the inbox remembers each (a repeat inserts nothing, so everything after it does
# nothing for it), its original is kept, its address is found or made, its conversation is found or made and stays
# locked. Everything goes in the order of its keys, so that no two programs wait for each other. A repeat has no row.
ARRIVE = text(f"""
WITH came AS (
    SELECT * FROM unnest(
        CAST(:channels AS text[]), CAST(:provider_ids AS text[]), CAST(:handles AS text[]), CAST(:names AS text[]),
        CAST(:sha256s AS bytea[]), CAST(:originals AS bytea[]), CAST(:moments AS timestamptz[]),
        CAST(:sequences AS text[])
    ) WITH ORDINALITY AS c(channel, provider_id, handle, name, sha256, original, arrived_at, sequence, place)
), seen AS (
    INSERT INTO inbox (channel, provider_id) SELECT channel, provider_id FROM came ORDER BY channel, provider_id
    ON CONFLICT DO NOTHING RETURNING channel, provider_id
), fresh AS (
    SELECT came.* FROM came JOIN seen USING (channel, provider_id)
), kept AS (
    INSERT INTO blobs (sha256, size, content) SELECT sha256, length(original), original FROM fresh ORDER BY sha256
    ON CONFLICT DO NOTHING
), address AS (
    INSERT INTO addresses (channel, handle, conversation_id, display_name)
    SELECT channel, handle, nextval('conversations_id_seq'), name FROM fresh ORDER BY channel, handle
    ON CONFLICT (channel, handle) DO UPDATE
        SET display_name = coalesce(nullif(excluded.display_name, ''), addresses.display_name)
    RETURNING channel, handle, conversation_id
), conversation AS (
    INSERT INTO conversations (id, last_message_at)
    SELECT conversation_id, arrived_at FROM address JOIN fresh USING (channel, handle) ORDER BY conversation_id
    ON CONFLICT (id) DO UPDATE SET last_message_at = excluded.last_message_at
    RETURNING id, case_id, person_id, talk, replied_at
)
SELECT fresh.place, conversation.id, case_id, person_id, talk, replied_at, {IDS},
    CASE WHEN fresh.sequence <> '' AND case_id IS NULL THEN nextval(CAST(fresh.sequence AS regclass)) END
FROM conversation JOIN address ON address.conversation_id = conversation.id JOIN fresh USING (channel, handle)
""")


async def arrive(db: AsyncConnection, arriving: Sequence[Arriving]) -> list[Arrival | None]:
    """Notes messages of different senders as seen and keeps their originals; None for each that was seen before.

    Waits for a twin that is being recorded right now. A conversation made here needs its row before its address can
    point to it; the foreign key is checked at the end of the statement, when both stand.
    """
    messages = [one.message for one in arriving]
    values = {
        "channels": [message.sender.channel for message in messages],
        "provider_ids": [message.provider_id for message in messages],
        "handles": [message.sender.handle for message in messages],
        "names": [message.display_name for message in messages],
        "sha256s": [one.sha256 for one in arriving],
        "originals": [message.original for message in messages],
        "moments": [message.arrived_at for message in messages],
        "sequences": [f"case_numbers_{one.year}" if one.year else "" for one in arriving],
    }
    found: list[Arrival | None] = [None] * len(messages)
    for place, conversation_id, case_id, person_id, talk, replied_at, *ids in await db.execute(ARRIVE, values):
        found[place - 1] = Arrival(conversation_id, case_id, person_id, talk, Ids(*ids), replied_at)
    return found


async def locked(db: AsyncConnection, conversation_id: int) -> Arrival:
    """A conversation by its id, locked until the transaction ends."""
    query = text(f"SELECT id, case_id, person_id, talk, replied_at, {IDS} FROM conversations WHERE id = :id FOR UPDATE")
    found, case_id, person_id, talk, replied_at, *ids = (await db.execute(query, {"id": conversation_id})).one()
    return Arrival(found, case_id, person_id, talk, Ids(*ids), replied_at)


async def due_for_a_turn(db: AsyncConnection, now: datetime, *, most: int = 20) -> Sequence[int]:
    """Conversations whose merging pause is over: the citizen has finished the thought."""
    query = text("""
        SELECT id FROM conversations WHERE turn_at <= :now ORDER BY turn_at LIMIT :most FOR UPDATE SKIP LOCKED
    """)
    return (await db.execute(query, {"now": now, "most": most})).scalars().all()


NOTHING_UNDER_WAY = """
    NOT EXISTS (SELECT 1 FROM messages WHERE messages.conversation_id = conversations.id AND NOT handled)
    AND NOT EXISTS (
        SELECT 1 FROM outbox WHERE outbox.conversation_id = conversations.id AND outbox.state IN ('waiting', 'sending')
    )
"""
"""The citizen has been heard, and has been told everything: only then may the office count silence."""


async def due_for_a_reminder(db: AsyncConnection, now: datetime, *, most: int = 20) -> Sequence[int]:
    """Conversations with an unanswered question that was put some hours ago."""
    query = text(f"""
        SELECT id FROM conversations WHERE remind_at <= :now AND {NOTHING_UNDER_WAY} ORDER BY remind_at LIMIT :most
    """)
    return (await db.execute(query, {"now": now, "most": most})).scalars().all()


async def reminder_is_due(db: AsyncConnection, conversation_id: int, now: datetime) -> bool:
    """Whether it still is, now that the conversation is locked."""
    query = text(f"SELECT remind_at <= :now AND {NOTHING_UNDER_WAY} FROM conversations WHERE id = :id")
    return bool((await db.execute(query, {"id": conversation_id, "now": now})).scalar_one())


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


async def talk_of(db: AsyncConnection, conversation_id: int) -> Mapping[str, Any] | None:
    """Where the talk stands, without holding it."""
    talk: Mapping[str, Any] | None = (
        await db.execute(text("SELECT talk FROM conversations WHERE id = :id"), {"id": conversation_id})
    ).scalar_one()
    return talk
