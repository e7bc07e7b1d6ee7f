"""Messages of a conversation, with what was attached to them."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.messages import Attachment
from core.rules.trying_again import MOST_FAILURES


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
    failures: int
    attached_text: str
    unread: bool


async def keep_blob(db: AsyncConnection, content: bytes) -> bytes:
    """Keeps the bytes once, whoever sent them; gives back their SHA-256."""
    digest = _digest(content)
    query = text("""
        INSERT INTO blobs (sha256, size, content) VALUES (:sha256, :size, :content) ON CONFLICT DO NOTHING
    """)
    await db.execute(query, {"sha256": digest, "size": len(content), "content": content})
    return digest


async def attach(
    db: AsyncConnection, message_id: int, attachments: Sequence[Attachment], *, readable: frozenset[str]
) -> None:
    """Keeps what was attached to one message."""
    await attach_all(db, {message_id: attachments}, readable=readable)


async def attach_all(
    db: AsyncConnection, hung: Mapping[int, Sequence[Attachment]], *, readable: frozenset[str]
) -> None:
    """Keeps what was attached to these messages. The text of readable kinds is taken out later, by the worker.

    The bytes go in the order of their hashes, whichever message they hang on: two programs that keep the same pictures
    never wait for each other.
    """
    each = [(message_id, item, _digest(item.content)) for message_id, items in hung.items() for item in items]
    if not each:
        return
    for content in dict(sorted((digest, item.content) for _, item, digest in each)).values():
        await keep_blob(db, content)
    query = text("""
        INSERT INTO attachments (message_id, blob, name, media_type, text_due)
        VALUES (:message, :blob, :name, :media_type, :text_due)
    """)
    rows = [
        {
            "message": message_id,
            "blob": digest,
            "name": item.name,
            "media_type": item.media_type,
            "text_due": item.media_type in readable,
        }
        for message_id, item, digest in each
    ]
    await db.execute(query, rows)


def _digest(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


async def unheard(db: AsyncConnection, conversation_id: int) -> list[Unheard]:
    """What the citizen said since the last reply, oldest first, without what was given up."""
    query = text("""
        SELECT messages.id, messages.case_id, channel, messages.text, subject, provider_id, received_at, evidence,
            failures,
            coalesce(string_agg(attachments.text, E'\n' ORDER BY attachments.id), ''),
            coalesce(bool_or(attachments.id IS NOT NULL AND coalesce(attachments.text, '') = ''), false)
        FROM messages LEFT JOIN attachments ON attachments.message_id = messages.id
        WHERE conversation_id = :id AND NOT handled AND failures <= :most
        GROUP BY messages.id ORDER BY messages.id
    """)
    return [Unheard(*row) for row in await db.execute(query, {"id": conversation_id, "most": MOST_FAILURES})]


async def note_failures(db: AsyncConnection, message_ids: Sequence[int]) -> dict[int, int]:
    """These could not be answered once more; gives back how often each has failed."""
    query = text("UPDATE messages SET failures = failures + 1 WHERE id = ANY(:ids) RETURNING id, failures")
    return {row[0]: row[1] for row in await db.execute(query, {"ids": list(message_ids)})}


async def least_failures(db: AsyncConnection, conversation_id: int) -> int | None:
    """How often the message that comes next has failed; None when nothing waits to be answered."""
    query = text("SELECT min(failures) FROM messages WHERE conversation_id = :id AND NOT handled AND failures <= :most")
    least: int | None = (await db.execute(query, {"id": conversation_id, "most": MOST_FAILURES})).scalar_one()
    return least


async def settle_given_up(db: AsyncConnection) -> None:
    """What the office gave up answering counts as heard once its alarm has ended or an officer has written since."""
    query = text("""
        UPDATE messages SET handled = true
        WHERE NOT handled AND failures > :most AND (
            NOT EXISTS (
                SELECT 1 FROM alarms
                WHERE kind = 'message_unanswered' AND subject = messages.id::text AND ended_at IS NULL
            ) OR EXISTS (
                SELECT 1 FROM messages AS later
                WHERE later.conversation_id = messages.conversation_id AND later.id > messages.id
                    AND later.author LIKE 'officer:%'
            )
        )
    """)
    await db.execute(query, {"most": MOST_FAILURES})


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


@dataclass(frozen=True, slots=True)
class Held:
    """A message whose case was left open: when it was received, and the salted hash of its words."""

    id: int
    received_at: datetime
    evidence: str


async def held(db: AsyncConnection, message_ids: Sequence[int]) -> list[Held]:
    """These messages, the oldest first."""
    query = text("SELECT id, received_at, evidence FROM messages WHERE id = ANY(:ids) ORDER BY received_at, id")
    return [Held(*row) for row in await db.execute(query, {"ids": list(message_ids)})]


async def newest_talk_with(db: AsyncConnection, handle: str, *, most: int) -> list[Line]:
    """The last messages exchanged with this address, in the order they happened."""
    query = text("""
        SELECT author, messages.channel, text, arrived_at FROM messages
        WHERE conversation_id IN (SELECT conversation_id FROM addresses WHERE handle = :handle)
        ORDER BY id DESC LIMIT :most
    """)
    rows = await db.execute(query, {"handle": handle, "most": most})
    return [Line(*row) for row in reversed(rows.all())]
