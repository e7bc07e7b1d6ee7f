"""Alarms: trouble that a person must hear of, raised once until it ends."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncConnection


@dataclass(frozen=True, slots=True)
class Alarm:
    kind: str
    subject: str
    detail: str
    raised_at: datetime


async def raise_alarm(db: AsyncConnection, kind: str, subject: str, detail: str, now: datetime) -> None:
    """Raises an alarm, unless the same one is already up."""
    query = text("""
        INSERT INTO alarms (kind, subject, detail, raised_at) VALUES (:kind, :subject, :detail, :now)
        ON CONFLICT (kind, subject) WHERE ended_at IS NULL DO NOTHING
    """)
    await db.execute(query, {"kind": kind, "subject": subject, "detail": detail, "now": now})


async def end_alarm(
    db: AsyncConnection, kind: str, subject: str, officer_id: int | None, now: datetime, *, why: str = ""
) -> bool:
    """Ends an alarm by an officer, or by itself when no officer is named; False when none of this name is up."""
    query = text("""
        UPDATE alarms SET ended_at = :now, ended_by = :officer, ended_why = :why
        WHERE kind = :kind AND subject = :subject AND ended_at IS NULL RETURNING id
    """)
    values = {"kind": kind, "subject": subject, "officer": officer_id, "now": now, "why": why}
    return (await db.execute(query, values)).first() is not None


CONVERSATION = """coalesce(
    (SELECT conversation_id FROM cases WHERE number = alarms.subject),
    CASE WHEN alarms.subject ~ '^(percakapan )?[0-9]+$'
        THEN CAST(substring(alarms.subject FROM '[0-9]+$') AS bigint) END
)"""
"""The conversation that an alarm is about, named by its case or by itself."""

OFFICER_WROTE = f"""EXISTS (
    SELECT 1 FROM messages
    WHERE conversation_id = {CONVERSATION} AND author LIKE 'officer:%' AND arrived_at > alarms.raised_at
)"""

CAUSE_GONE = {
    # the same kind of message has reached the citizen since
    "not_delivered": """EXISTS (
        SELECT 1 FROM outbox AS failed
            JOIN messages AS since ON since.conversation_id = failed.conversation_id
            JOIN outbox AS later ON later.message_id = since.id
        WHERE failed.id = CAST(alarms.subject AS bigint) AND later.id > failed.id
            AND later.purpose = failed.purpose AND later.state = 'sent'
    )""",
    # whatever was due has been carried out
    "conversation_stuck": f"""EXISTS (
        SELECT 1 FROM conversations WHERE id = {CONVERSATION} AND turn_at IS NULL
            AND (remind_at IS NULL OR remind_at > CAST(:now AS timestamptz) + interval '10 minutes')
    ) AND NOT EXISTS (
        SELECT 1 FROM cases JOIN clocks ON clocks.case_id = cases.id
        WHERE conversation_id = {CONVERSATION} AND met_at IS NULL
            AND (calendar_version <> :calendar OR rule = 'silence' AND due_on <= CAST(:now AS timestamptz)::date)
    )""",
    "message_unanswered": "EXISTS (SELECT 1 FROM messages WHERE id = CAST(alarms.subject AS bigint) AND handled)",
    "too_many_messages": f"""{OFFICER_WROTE} OR EXISTS (
        SELECT 1 FROM conversations
        WHERE id = {CONVERSATION} AND last_message_at < CAST(:now AS timestamptz) - interval '1 day'
    )""",
    "officer_called": f"""{OFFICER_WROTE} OR EXISTS (
        SELECT 1 FROM cases WHERE number = alarms.subject AND state IN ('closed', 'withdrawn')
            AND closed_at > alarms.raised_at
    )""",
    "unnamed_danger": """EXISTS (
        SELECT 1 FROM cases WHERE number = alarms.subject
            AND (state IN ('closed', 'withdrawn', 'answered') OR legal_kind <> 'suggestion')
    )""",
}
"""When an alarm has lost its cause, by its kind; the others end by an officer alone."""


async def end_without_cause(db: AsyncConnection, calendar_version: str, why: str, now: datetime) -> None:
    """Ends the alarms whose cause is gone."""
    for kind, gone in CAUSE_GONE.items():
        query = text(f"""
            UPDATE alarms SET ended_at = :now, ended_why = :why
            WHERE kind = :kind AND ended_at IS NULL AND ({gone})
        """)
        values = {"kind": kind, "now": now, "why": why}
        await db.execute(query, values | ({"calendar": calendar_version} if ":calendar" in gone else {}))


async def raised(db: AsyncConnection) -> list[Alarm]:
    """The alarms that are up, the newest first."""
    query = text("""
        SELECT kind, subject, detail, raised_at FROM alarms WHERE ended_at IS NULL ORDER BY raised_at DESC
    """)
    return [Alarm(*row) for row in await db.execute(query)]
