"""What was said of a case, with what hung on it and how far it came."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.case_head import CaseHead
from core.store.reviews import NAME_OF_AUTHOR


@dataclass(frozen=True, slots=True)
class Attached:
    """What hung on a message. `text` is what could be read in it, `looked_at` when an officer looked."""

    id: int
    message_id: int
    name: str
    media_type: str
    size: int
    text: str
    text_due: bool
    looked_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """One message. `delivery` is "" for the citizen's, else the outbox's state or the furthest receipt.

    `other_address` is where it came from when it claims to answer this case and its sender is not who reported.
    """

    id: int
    author: str
    author_name: str
    channel: str
    subject: str
    text: str
    at: datetime
    has_original: bool
    delivery: str
    trouble: str
    tries: int
    purpose: str
    marks: tuple[str, ...] = ()
    other_address: str = ""
    attachments: tuple[Attached, ...] = ()


LINES = text(f"""
SELECT messages.id, messages.author, coalesce({NAME_OF_AUTHOR}, ''), messages.channel, messages.subject, messages.text,
    messages.arrived_at, original IS NOT NULL, coalesce(outbox.state, ''),
    ARRAY(SELECT receipts.state FROM receipts WHERE receipts.outbox_id = outbox.id ORDER BY receipts.id),
    coalesce(nullif(last_trouble, ''), (
        SELECT detail FROM receipts WHERE receipts.outbox_id = outbox.id AND receipts.state = 'failed'
        ORDER BY receipts.id DESC LIMIT 1
    ), ''), coalesce(tries, 0), coalesce(purpose, ''), marks,
    CASE WHEN messages.conversation_id <> :conversation THEN
        (SELECT handle FROM addresses WHERE addresses.conversation_id = messages.conversation_id ORDER BY id LIMIT 1)
        ELSE '' END
FROM messages LEFT JOIN outbox ON outbox.message_id = messages.id
WHERE messages.named_case_id = :case
    OR messages.conversation_id = :conversation
        AND (messages.case_id = :case OR messages.case_id IS NULL OR NOT EXISTS (
        SELECT 1 FROM cases AS other WHERE other.id = messages.case_id AND other.id <> :case AND NOT EXISTS (
            SELECT 1 FROM case_links WHERE kind = 'split'
                AND ((case_id = other.id AND other_id = :case) OR (case_id = :case AND other_id = other.id)))))
ORDER BY messages.id
""")
ORDER = ("accepted", "sent", "delayed", "delivered", "failed", "read")


async def lines_of(db: AsyncConnection, case: CaseHead) -> tuple[Line, ...]:
    """What was said of this case; messages of another case of the same citizen stay there."""
    values = {"conversation": case.conversation_id, "case": case.id}
    hung = await _attachments(db, case)
    return tuple([_line(hung, *row) for row in await db.execute(LINES, values)])


def _line(hung: Sequence[Attached], message_id: int, *row: Any) -> Line:
    *known, state, receipts, trouble, tries, purpose, marks, other_address = row
    own = tuple(one for one in hung if one.message_id == message_id)
    parts: list[Any] = [message_id, *known, _delivery(state, receipts), trouble, tries, purpose, tuple(marks)]
    parts += [other_address or "", own]
    return Line(*parts)


def _delivery(state: str, receipts: Sequence[str]) -> str:
    known = [one for one in receipts if one in ORDER]
    if state != "sent" or not known:
        return state
    furthest = max(known, key=ORDER.index)
    return "sent" if furthest in ("accepted", "sent") else furthest


async def _attachments(db: AsyncConnection, case: CaseHead) -> list[Attached]:
    query = text("""
        SELECT attachments.id, message_id, name, media_type, size, coalesce(attachments.text, ''), text_due, looked_at
        FROM attachments JOIN messages ON messages.id = message_id JOIN blobs ON sha256 = blob
        WHERE conversation_id = :id OR named_case_id = :case ORDER BY attachments.id
    """)
    values = {"id": case.conversation_id, "case": case.id}
    return [Attached(*row) for row in await db.execute(query, values)]
