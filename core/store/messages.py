"""Messages of a conversation, with what was attached to them."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Attachment


@dataclass(frozen=True, slots=True)
class Unheard:
    """A recorded message that has had no reply yet, with the text of what was attached, and the case it answers to."""

    id: int
    case_id: int | None
    channel: str
    text: str
    subject: str
    provider_id: str
    received_at: datetime
    evidence: str
    attached_text: str
    unread: bool


async def keep_blob(db: AsyncConnection, content: bytes) -> bytes:
    """Keeps the bytes once, whoever sent them; gives back their SHA-256."""
    digest = hashlib.sha256(content).digest()
    query = text("""
        INSERT INTO blobs (sha256, size, content) VALUES (:sha256, :size, :content) ON CONFLICT DO NOTHING
    """)
    await db.execute(query, {"sha256": digest, "size": len(content), "content": content})
    return digest


async def attach(
    db: AsyncConnection, message_id: int, attachments: Sequence[Attachment], *, readable: frozenset[str]
) -> None:
    """Keeps what was attached. The text of readable kinds is taken out later, by the worker."""
    query = text("""
        INSERT INTO attachments (message_id, blob, name, media_type, text_due)
        VALUES (:message, :blob, :name, :media_type, :text_due)
    """)
    for item in attachments:
        values = {
            "message": message_id,
            "blob": await keep_blob(db, item.content),
            "name": item.name,
            "media_type": item.media_type,
            "text_due": item.media_type in readable,
        }
        await db.execute(query, values)


async def unheard(db: AsyncConnection, conversation_id: int) -> list[Unheard]:
    """What the citizen said since the last reply, oldest first."""
    query = text("""
        SELECT messages.id, messages.case_id, channel, messages.text, subject, provider_id, received_at, evidence,
            coalesce(string_agg(attachments.text, E'\n' ORDER BY attachments.id), ''),
            coalesce(bool_or(attachments.id IS NOT NULL AND coalesce(attachments.text, '') = ''), false)
        FROM messages LEFT JOIN attachments ON attachments.message_id = messages.id
        WHERE conversation_id = :id AND NOT handled
        GROUP BY messages.id ORDER BY messages.id
    """)
    return [Unheard(*row) for row in await db.execute(query, {"id": conversation_id})]


@dataclass(frozen=True, slots=True)
class TextDue:
    """An attachment whose text the worker should take out."""

    id: int
    conversation_id: int
    media_type: str
    content: bytes


async def text_due(db: AsyncConnection, *, most: int = 4) -> list[TextDue]:
    """Attachments waiting for a reader, the oldest first."""
    query = text("""
        SELECT attachments.id, messages.conversation_id, attachments.media_type, blobs.content
        FROM attachments JOIN messages ON messages.id = attachments.message_id
            JOIN blobs ON blobs.sha256 = attachments.blob
        WHERE text_due ORDER BY attachments.id LIMIT :most FOR UPDATE OF attachments SKIP LOCKED
    """)
    return [TextDue(*row) for row in await db.execute(query, {"most": most})]


async def keep_text(db: AsyncConnection, attachment_id: int, found: str) -> None:
    """What was read in an attachment; empty when nothing could be."""
    query = text("UPDATE attachments SET text = :text, text_due = false WHERE id = :id")
    await db.execute(query, {"id": attachment_id, "text": found})


@dataclass(frozen=True, slots=True)
class Line:
    """One message as a conversation shows it."""

    author: str
    channel: str
    text: str
    at: datetime


async def conversation(db: AsyncConnection, conversation_id: int) -> list[Line]:
    """The whole talk, in the order it happened."""
    query = text("SELECT author, channel, text, arrived_at FROM messages WHERE conversation_id = :id ORDER BY id")
    return [Line(*row) for row in await db.execute(query, {"id": conversation_id})]


async def last_of_citizen(db: AsyncConnection, conversation_id: int) -> tuple[str, str]:
    """The provider's id and the subject of the newest message the citizen wrote."""
    query = text("""
        SELECT provider_id, subject FROM messages WHERE conversation_id = :id AND author = 'citizen'
        ORDER BY id DESC LIMIT 1
    """)
    row = (await db.execute(query, {"id": conversation_id})).first()
    return (row[0], row[1]) if row else ("", "")


async def received_before(db: AsyncConnection, conversation_id: int, message_id: int) -> datetime | None:
    """When the citizen's message before this one was received."""
    query = text("""
        SELECT received_at FROM messages
        WHERE conversation_id = :conversation AND author = 'citizen' AND id < :message ORDER BY id DESC LIMIT 1
    """)
    values = {"conversation": conversation_id, "message": message_id}
    moment: datetime | None = (await db.execute(query, values)).scalar()
    return moment


async def newest_talk_with(db: AsyncConnection, handle: str, *, most: int) -> list[Line]:
    """The last messages exchanged with this address, in the order they happened."""
    query = text("""
        SELECT author, messages.channel, text, arrived_at FROM messages
        WHERE conversation_id IN (SELECT conversation_id FROM addresses WHERE handle = :handle)
        ORDER BY id DESC LIMIT :most
    """)
    rows = await db.execute(query, {"handle": handle, "most": most})
    return [Line(*row) for row in reversed(rows.all())]
