"""What citizens sent with a case, byte by byte."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.case_head import CaseHead


@dataclass(frozen=True, slots=True)
class File:
    name: str
    content: bytes


async def attachment(db: AsyncConnection, case: CaseHead, attachment_id: int) -> File | None:
    """An attachment of this case's conversation."""
    query = text("""
        SELECT name, content FROM attachments JOIN messages ON messages.id = message_id JOIN blobs ON sha256 = blob
        WHERE attachments.id = :id AND (named_case_id = :case
            OR conversation_id = :conversation AND (messages.case_id = :case OR messages.case_id IS NULL))
    """)
    values = {"id": attachment_id, "conversation": case.conversation_id, "case": case.id}
    row = (await db.execute(query, values)).one_or_none()
    return File(row[0] or f"lampiran-{attachment_id}", row[1]) if row else None


async def original(db: AsyncConnection, case: CaseHead, message_id: int) -> File | None:
    """A message as it came, byte by byte."""
    query = text("""
        SELECT original_type, content FROM messages JOIN blobs ON sha256 = original
        WHERE messages.id = :id AND (named_case_id = :case
            OR conversation_id = :conversation AND (messages.case_id = :case OR messages.case_id IS NULL))
    """)
    values = {"id": message_id, "conversation": case.conversation_id, "case": case.id}
    row = (await db.execute(query, values)).one_or_none()
    if row is None:
        return None
    return File(f"{case.number}-{message_id}.{'eml' if row[0] == 'message/rfc822' else 'txt'}", row[1])


async def look_at_attachment(db: AsyncConnection, case: CaseHead, attachment_id: int, now: datetime) -> None:
    """An officer has looked at what no machine could read."""
    query = text("""
        UPDATE attachments SET looked_at = :now FROM messages
        WHERE attachments.id = :id AND messages.id = message_id AND looked_at IS NULL
            AND (named_case_id = :case OR conversation_id = :conversation)
    """)
    await db.execute(query, {"id": attachment_id, "now": now, "conversation": case.conversation_id, "case": case.id})
