"""The alarms as the desk lists them: each with its case, and only those that this person may hear of."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection

from core.store.alarms import CONVERSATION
from core.store.viewers import NOT_COMPLAINED_ABOUT, Viewer, values_of


@dataclass(frozen=True, slots=True)
class ListedAlarm:
    """`number` is the case it is about, the newest of the conversation; empty where there is none."""

    id: int
    kind: str
    subject: str
    detail: str
    raised_at: datetime
    number: str
    ended_at: datetime | None
    ended_by: str
    ended_why: str


# An alarm names a case, a message, or a conversation: through any of them it may be about somebody who looks.
LISTED = f"""
SELECT alarms.id, alarms.kind, alarms.subject, alarms.detail, alarms.raised_at, coalesce(about.number, ''),
    alarms.ended_at, coalesce(officers.name, ''), alarms.ended_why
FROM alarms LEFT JOIN officers ON officers.id = alarms.ended_by
CROSS JOIN LATERAL (
    SELECT CASE alarms.kind
        WHEN 'not_delivered' THEN (SELECT conversation_id FROM outbox WHERE id = CAST(alarms.subject AS bigint))
        WHEN 'message_unanswered' THEN (SELECT conversation_id FROM messages WHERE id = CAST(alarms.subject AS bigint))
        WHEN 'not_sent' THEN NULL
        WHEN 'box_unopened' THEN NULL
        WHEN 'backup_failed' THEN NULL
        WHEN 'backup_missing' THEN NULL
        WHEN 'seals_cut' THEN NULL
        ELSE {CONVERSATION}
    END AS conversation_id
) AS talk
CROSS JOIN LATERAL (
    SELECT (array_agg(cases.number ORDER BY cases.number = alarms.subject DESC, cases.id DESC))[1] AS number,
        coalesce(bool_and({NOT_COMPLAINED_ABOUT}), true) AS may_be_heard
    FROM cases WHERE cases.conversation_id = talk.conversation_id OR cases.number = alarms.subject
) AS about
WHERE about.may_be_heard
"""


async def up(db: AsyncConnection, viewer: Viewer) -> list[ListedAlarm]:
    """What is up, the oldest first."""
    query = text(f"{LISTED} AND alarms.ended_at IS NULL ORDER BY alarms.raised_at, alarms.id")
    return [ListedAlarm(*row) for row in await db.execute(query, values_of(viewer))]


async def lately_ended(db: AsyncConnection, viewer: Viewer, *, most: int = 20) -> list[ListedAlarm]:
    """The newest first."""
    query = text(f"{LISTED} AND alarms.ended_at IS NOT NULL ORDER BY alarms.ended_at DESC, alarms.id LIMIT :most")
    return [ListedAlarm(*row) for row in await db.execute(query, values_of(viewer) | {"most": most})]


async def one_up(db: AsyncConnection, viewer: Viewer, alarm_id: int) -> ListedAlarm | None:
    """The alarm, if it is up and this person may hear of it."""
    query = text(f"{LISTED} AND alarms.ended_at IS NULL AND alarms.id = :id")
    row = (await db.execute(query, values_of(viewer) | {"id": alarm_id})).first()
    return ListedAlarm(*row) if row else None
